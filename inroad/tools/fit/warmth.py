"""How warm the way in is: people with something in common, somebody who decides, addresses that hold."""

from __future__ import annotations

from collections.abc import Sequence

from inroad.analysis import RoledContact
from inroad.tools.fit.judged import Judged
from inroad.tools.wording import counted

_IN_COMMON, _DECIDES, _VERIFIED, _SOME_ADDRESS, _ANYBODY = 3, 2, 2, 1, 1
_MOST = _IN_COMMON + _DECIDES + _VERIFIED + _ANYBODY


def judge_warmth(contacts: Sequence[RoledContact] | None) -> Judged:
    """Return how warm the contacts are; None where nobody was looked for, 0 where nobody was found.

    The sentence names nobody: a fit is kept, and nothing of a person may be kept where they are not forgotten.
    """
    if contacts is None:
        return Judged(None, "Nobody was looked for.")
    if not contacts:
        return Judged(0.0, "Nobody was found there.")
    common = [each for each in contacts if _has_in_common(each)]
    deciding = [each for each in contacts if each.role == "hiring_manager"]
    addressed = [each for each in contacts if each.email.address]
    verified = [each for each in addressed if each.email.status == "verified"]
    points = (
        _ANYBODY
        + _IN_COMMON * bool(common)
        + _DECIDES * bool(deciding)
        + (_VERIFIED if verified else _SOME_ADDRESS * bool(addressed))
    )
    return Judged(points / _MOST, _sentence(contacts, common, deciding, addressed, verified))


def _has_in_common(contact: RoledContact) -> bool:
    """Whether the user knows them, or shares a school, an employer or a home town: reasons that speak of "you"."""
    return contact.alumni is not None or any(reason.startswith("You ") for reason in contact.why)


def _sentence(
    contacts: Sequence[RoledContact],
    common: Sequence[RoledContact],
    deciding: Sequence[RoledContact],
    addressed: Sequence[RoledContact],
    verified: Sequence[RoledContact],
) -> str:
    told = [counted(len(contacts), "person", "people")]
    told.append(
        f"{len(common)} with something in common with you" if common else "none with anything in common with you"
    )
    if deciding:
        told.append(counted(len(deciding), "likely hiring manager"))
    if verified:
        told.append(counted(len(verified), "verified address", "verified addresses"))
    else:
        told.append("addresses that are not verified" if addressed else "no address")
    return f"{', '.join(told)}."
