"""How many drafts a sender may have: in a day, and to people of one company ever.

A place is taken after a draft was claimed in the ledger and before it is made, so that of several runs at the edge
no more get one than there are. What is kept of a day or a company is the list of the drafts that have a place; one
that was given up since leaves it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC

from inroad.tools.store import Collection, Store
from inroad.tools.store.draft_ledger import DraftLedger, DraftRecord
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

    def take(self, draft_key: str, claim: DraftRecord) -> str:
        """Take a place for a draft that was claimed; return "", or which cap is reached in words with its setting.

        A draft that has its place already keeps it. To give a place back, the claim is released, no more.
        """
        for count in self._counts(claim):
            if not self._take(count, draft_key):
                return count.reached
        return ""

    def _counts(self, claim: DraftRecord) -> list[_Count]:
        daily, company = self._caps.daily, self._caps.company
        day = claim.claimed_at.astimezone(UTC).date().isoformat()
        of_day = f"your cap of {counted(daily, 'draft')} a day is reached (INROAD_DAILY_CAP)"
        counts = [_Count(_key("day", claim.sender, day), daily, of_day)]
        if claim.company_key:
            of_company = f"your cap of {counted(company, 'draft')} at one company is reached (INROAD_COMPANY_CAP)"
            counts.append(_Count(_key("company", claim.sender, claim.company_key), company, of_company))
        return counts

    def _take(self, count: _Count, draft_key: str) -> bool:
        """To keep a place is a write too: nobody then takes it who has read that the draft was given up."""
        while True:
            there = self._store.insert_if_absent(PLACES, count.key, {"drafts": [], "changes": 0}).document
            drafts = [key for key in there["drafts"] if key != draft_key]
            if 0 < count.most <= len(drafts):
                drafts = self._standing(drafts)
            if 0 < count.most <= len(drafts):
                return False
            changed = {"drafts": [*drafts, draft_key], "changes": there["changes"] + 1}
            if self._store.replace_if(PLACES, count.key, there, changed):
                return True

    def _standing(self, drafts: Sequence[str]) -> list[str]:
        """Those that were not given up; a claim whose run died counts, since its draft may be there."""
        standing = self._ledger.find(drafts)
        return [key for key in drafts if key in standing]


def _key(what: str, sender: str, of: str) -> str:
    return hashlib.sha256(json.dumps([what, sender, of]).encode("utf-8", "surrogatepass")).hexdigest()
