"""What may be said of an address: from the offer and the check to a verdict.

The thresholds ask the more, the less a source has to do with the person's work: 80 of 100 for an address that
somebody gives for the person, 70 for one built by the company's pattern that the server itself takes (nobody's score is
in it but the server's), 85 for a personal one. Hunter's `status` decides; its `result` is deprecated.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from inroad.state import AddressStatus
from inroad.tools.addresses import Check, How, Offer

# How sure a deliverable address must be, by how it was come by, of 100.
LEAST: dict[How, int] = {"on file": 80, "found": 80, "built": 70, "personal": 85}


class Verdict(NamedTuple):
    """What may be said of an address, the score that it rests on, and why in a sentence.

    "rejected" is never offered to anybody.
    """

    status: AddressStatus | Literal["rejected"]
    score: int | None
    why: str


def judge(offer: Offer, check: Check | None, *, personal: bool = False) -> Verdict:
    """Return the verdict on an offer; `check` is None where nobody checked it.

    `personal` allows an address at a provider for everybody to be verified.
    """
    score = _score(offer, check)
    if check is None and not offer.accept_all:
        return Verdict("unverified", score, "nothing has shown yet that it delivers")
    if check and (reason := _rejected(check)):
        return Verdict("rejected", score, reason)
    if offer.accept_all or (check and check.status == "accept_all"):
        return Verdict("risky", score, "its domain takes mail for any name, so nobody can tell")
    if check is None or not _delivers(check, personal=personal):
        return Verdict("risky", score, "the check could not tell")
    if offer.doubt:
        return Verdict("risky", score, offer.doubt)
    return _by_score(offer, score)


def check_sentence(check: Check) -> str:
    """Say in a sentence who checked an address, when, and what came of it."""
    score = "" if check.score is None else f", score {check.score}"
    return f"{check.source.capitalize()} checked it on {check.checked_at.date().isoformat()}: {check.status}{score}."


def _rejected(check: Check) -> str:
    """Why an address is never offered, or ""."""
    if check.block:
        return "it is blocked for mail from strangers"
    if check.disposable or check.status == "disposable":
        return "it is disposable"
    return "it does not take mail" if check.status == "invalid" else ""


def _delivers(check: Check, *, personal: bool) -> bool:
    return check.status == "valid" or (personal and check.status == "webmail")


def _by_score(offer: Offer, score: int | None) -> Verdict:
    least = LEAST[offer.how]
    if score is None:
        return Verdict("risky", None, "it takes mail, but how sure that is was not told")
    if score < least:
        return Verdict("risky", score, f"it takes mail, but a score of {score} is under the {least} that it needs")
    return Verdict("verified", score, f"it takes mail, with a score of {score} ({least} is needed)")


def _score(offer: Offer, check: Check | None) -> int | None:
    """The lower of what the source says of the person and the check of the mailbox: both must be sure."""
    told = [score for score in (offer.score, check.score if check else None) if score is not None]
    return min(told) if told else None
