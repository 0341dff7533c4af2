"""One person's way down the waterfall: the best address so far, and whether a next source is worth asking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from inroad.state import Email, Person
from inroad.tools.addresses import Check, Offer
from inroad.tools.addresses.verdicts import LEAST, Verdict

_ON_FILE = 4
_RANK = {"risky": 1, "unverified": 2, "verified": 3}


@dataclass
class AddressSearch:
    """One person's search; `open` until an address is good enough, or the person is to be left alone.

    `domains` are where the company's people may have their mailboxes, `sure` those of them that are known to be the
    company's. `catch_all` are the domains of which this search has learnt that they take mail for any name.
    """

    person: Person
    domains: list[str]
    sure: list[str]
    trail: list[str]
    open: bool = True
    objected: bool = False
    suppressed: bool = False
    catch_all: set[str] = field(default_factory=set)
    checks: dict[str, Check] = field(default_factory=dict)
    best: Email | None = None
    rank: tuple[int, int] = (0, 0)

    @property
    def is_on_file(self) -> bool:
        """Whether the best address stands in a record of this very person."""
        return self.rank[1] == _ON_FILE

    def leave_alone(self, why: str) -> None:
        """End the search with nothing."""
        self.trail.append(why)
        self.open, self.best = False, None

    def take(self, offer: Offer, verdict: Verdict, checked_at: datetime) -> None:
        """Keep an address if it is the best so far."""
        rank = _RANK[verdict.status], _sureness(offer)
        if verdict.status == "rejected" or verdict.status == "none" or rank <= self.rank:
            return
        self.rank = rank
        self.best = Email(
            address=offer.address,
            status=verdict.status,
            source=offer.source,
            score=verdict.score,
            checked_at=checked_at,
        )
        # Where nobody can tell better, a next source would cost and say no more.
        self.open = verdict.status == "risky" and not (offer.accept_all and _is_sure(offer))


def doubt_shared(searches: Sequence[AddressSearch]) -> None:
    """An address that several people are given is at most one's, and only a record of theirs tells whose."""
    takers = Counter(search.best.address.casefold() for search in searches if search.best)
    for search in searches:
        best = search.best
        if best is None or best.status != "verified" or takers[best.address.casefold()] < 2 or search.is_on_file:
            continue
        search.best = best.model_copy(update={"status": "risky"})
        search.trail.append(f"{best.address} is risky: it is given for somebody else here as well.")


def _is_sure(offer: Offer) -> bool:
    """Say whether a source is sure that an address is this person's; of one that tells no score it is taken."""
    return offer.how in ("on file", "found") and (offer.score is None or offer.score >= LEAST[offer.how])


def _sureness(offer: Offer) -> int:
    """Rank the sources of addresses that a check cannot tell apart."""
    if _is_sure(offer):
        return _ON_FILE if offer.how == "on file" else 3
    return 2 if offer.how == "built" else 1
