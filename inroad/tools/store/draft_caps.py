"""How many drafts a sender may have: in a day, and to people of one company ever.

A place is taken after a draft was claimed in the ledger and before it is made, so that of several runs at the edge
no more get one than there are. What is kept of a day or a company is the list of the drafts that have a place; one
that was given up since leaves it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC

from inroad.tools.store import Collection, Document, Store
from inroad.tools.store.draft_ledger import Claim, DraftLedger, DraftRecord
from inroad.tools.wording import counted

PLACES = Collection("draft_places")


@dataclass(frozen=True)
class Caps:
    """The most drafts of one sender: in a day (UTC), and at one company ever; 0 for as many as one likes."""

    daily: int = 50
    company: int = 20


@dataclass(frozen=True)
class _Count:
    """One thing that is counted, and what is said when there is no place left."""

    key: str
    most: int
    reached: str


class DraftPlaces:
    """The places that drafts have taken, safe among threads and processes that share the store."""

    def __init__(self, store: Store, ledger: DraftLedger, caps: Caps) -> None:
        self._store = store
        self._ledger = ledger
        self._caps = caps

    def take(self, claims: Iterable[Claim]) -> dict[str, str]:
        """Take a place for each draft that was claimed, the first ones where there are not enough.

        Returned is which cap is reached, in words with its setting, by the key of each draft that got none. A draft
        that has its place already keeps it. To give a place back, the claim is released, no more.
        """
        wanted = {claim.key: self._counts(claim.record) for claim in claims}
        while wanted:
            there = self._store.get_many(PLACES, {count.key for counts in wanted.values() for count in counts})
            taken, reached = self._seated(wanted, {key: list(place["drafts"]) for key, place in there.items()})
            if all(self._written(key, there.get(key), drafts) for key, drafts in taken.items()):
                return reached
        return {}

    def _counts(self, claim: DraftRecord) -> list[_Count]:
        """A day without a cap is not counted: the list would grow with each draft, and is of no use the day after."""
        daily, company = self._caps.daily, self._caps.company
        counts = []
        if daily:
            day = claim.claimed_at.astimezone(UTC).date().isoformat()
            of_day = f"your cap of {counted(daily, 'draft')} a day is reached (INROAD_DAILY_CAP)"
            counts.append(_Count(_key("day", claim.sender, day), daily, of_day))
        if claim.company_key:
            of_company = f"your cap of {counted(company, 'draft')} at one company is reached (INROAD_COMPANY_CAP)"
            counts.append(_Count(_key("company", claim.sender, claim.company_key), company, of_company))
        return counts

    def _seated(
        self, wanted: dict[str, list[_Count]], seats: dict[str, list[str]]
    ) -> tuple[dict[str, list[str]], dict[str, str]]:
        """The lists that change, with who has a place then, and the caps that stand against the others."""
        taken: dict[str, list[str]] = {}
        reached: dict[str, str] = {}
        for draft_key, counts in wanted.items():
            others = {count: self._others(count, seats.get(count.key, []), draft_key) for count in counts}
            full = next((count for count, drafts in others.items() if 0 < count.most <= len(drafts)), None)
            if full:
                reached[draft_key] = full.reached
                continue
            for count, drafts in others.items():
                taken[count.key] = seats[count.key] = [*drafts, draft_key]
        return taken, reached

    def _others(self, count: _Count, seats: list[str], draft_key: str) -> list[str]:
        others = [key for key in seats if key != draft_key]
        return self._standing(others) if 0 < count.most <= len(others) else others

    def _written(self, key: str, there: Document | None, drafts: list[str]) -> bool:
        """To keep a place is a write too: nobody then takes it who has read that the draft was given up."""
        if there is None:
            return self._store.insert_if_absent(PLACES, key, {"drafts": drafts, "changes": 1}).won
        return self._store.replace_if(PLACES, key, there, {"drafts": drafts, "changes": there["changes"] + 1})

    def _standing(self, drafts: Sequence[str]) -> list[str]:
        """Those that were not given up; a claim whose run died counts, since its draft may be there."""
        standing = self._ledger.find(drafts)
        return [key for key in drafts if key in standing]


def _key(what: str, sender: str, of: str) -> str:
    return hashlib.sha256(json.dumps([what, sender, of]).encode("utf-8", "surrogatepass")).hexdigest()
