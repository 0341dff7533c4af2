"""The draft ledger: a draft exists once per sender, person, posting and step.

Claim, create, record. A claim has an owner and a lease, so that of several runs one makes the
draft, and another may take over when it never came to record it. People are kept as hashes only.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal

from pydantic import Field

from inroad.errors import StoreError
from inroad.state import Draft, Message, Record
from inroad.tools.store import Collection, Document, Store, moment, revise

ASSIGNED = Collection("assigned_people")
DRAFTS = Collection("drafts", indexes=("people",))

Outcome = Literal["won", "taken_over", "kept", "held"]


class DraftSlot(Record):
    """The place of one draft: who writes to whom, about which posting, at which step.

    `known_as` holds what else the person goes by (aliases, identity keys), so that the draft is
    found again under each; `company_key` is what drafts are counted by (`draft_caps`).
    """

    sender: str
    person_id: str
    job_id: str
    step: str
    company_key: str = ""
    known_as: list[str] = Field(default_factory=list)

    @property
    def key(self) -> str:
        """The slot's deterministic key; see `draft_key`."""
        return draft_key(self.sender, self.person_id, self.job_id, self.step)


class DraftRecord(Record):
    """What the ledger holds for a slot.

    `claimed`: somebody is making the draft, or died over it. `made`: it exists (`draft` and
    `message`, what it says, are None once the person was forgotten). `released`: given up before
    anything was made, free again. `tried` is what claims meant to write, the oldest first, as long
    as any of it may be there: a mailbox may keep nothing else that a draft is known by.
    `people` are the SHA-256 of all that the person goes by.
    """

    state: Literal["claimed", "made", "released"]
    owner: str
    claimed_at: datetime
    lease_until: datetime
    sender: str
    people: list[str]
    job_id: str
    company_key: str
    step: str
    tried: list[Message] = Field(default_factory=list)
    draft: Draft | None = None
    message: Message | None = None
    made_at: datetime | None = None


class Claim(Record):
    """The answer to a claim.

    `won`: the caller makes the draft. `taken_over`: the caller makes it, but looks first whether
    `earlier`, whose claim this was, has made it already. `kept`: it exists, see `record.draft`.
    `held`: another run is at it, until `record.lease_until`; leave it alone.
    """

    outcome: Outcome
    key: str
    record: DraftRecord
    earlier: DraftRecord | None = None


class DraftLedger:
    """The ledger of drafts, safe among threads and processes that share the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def claim(
        self, slot: DraftSlot, *, owner: str, lease: timedelta, now: datetime, message: Message | None = None
    ) -> Claim:
        """Claim a slot; of all who try at once, exactly one gets `won` or `taken_over`.

        The lease has to be longer than making a draft can take. A claim of the same `owner` is
        taken over at once, so no two processes may use one owner's name at the same time.
        """
        return self.claim_each([(slot, message)], owner=owner, lease=lease, now=now)[slot.key]

    def claim_each(
        self, slots: Iterable[tuple[DraftSlot, Message | None]], *, owner: str, lease: timedelta, now: datetime
    ) -> dict[str, Claim]:
        """Claim several slots, each with what is to be written there, as `claim` does; the claims by key."""
        wanted = {slot.key: _claimed(slot, owner, lease, now, message) for slot, message in slots}
        there = self._store.insert_each(DRAFTS, {key: _document(record) for key, record in wanted.items()})
        return {
            key: Claim(outcome="won", key=key, record=record)
            if there[key].won
            else self._claim_again(key, record, there[key].document)
            for key, record in wanted.items()
        }

    def assign(self, slot: DraftSlot, *, owner: str, lease: timedelta, now: datetime) -> bool:
        """Take the person for this sender's posting; False when they are taken for another one.

        Nobody is written to about two postings, also not by two runs at the same moment. A run that
        died before it made a draft holds a person no longer than its lease.
        """
        return slot.key in self.assign_each([slot], owner=owner, lease=lease, now=now)

    def assign_each(self, slots: Iterable[DraftSlot], *, owner: str, lease: timedelta, now: datetime) -> set[str]:
        """Take the people of several slots, as `assign` does; the keys of the slots whose people are taken for them."""
        wanted = {_person_key(slot): slot for slot in slots}
        mark = {"owner": owner, "until": moment(now + lease)}
        there = self._store.insert_each(
            ASSIGNED, {key: {"job_id": slot.job_id, **mark} for key, slot in wanted.items()}
        )
        return {
            slot.key
            for key, slot in wanted.items()
            if self._assign_again(key, slot, {"job_id": slot.job_id, **mark}, there[key].document, now)
        }

    def _assign_again(self, key: str, slot: DraftSlot, wanted: Document, there: Document, now: datetime) -> bool:
        """Settle whose a person is who is taken already, anew when somebody else was quicker."""
        while there["job_id"] != slot.job_id:
            if self._has_draft(slot, there["job_id"]) or there["until"] > moment(now):
                return False
            if self._store.replace_if(ASSIGNED, key, there, wanted):
                return True
            there = self._store.insert_if_absent(ASSIGNED, key, wanted).document
        return True

    def _has_draft(self, slot: DraftSlot, job_id: str) -> bool:
        records = self.by_sender_people(slot.sender, [slot.person_id]).get(slot.person_id, [])
        return any(record.state == "made" and record.job_id == job_id for record in records)

    def record(self, key: str, draft: Draft, now: datetime, message: Message | None = None) -> DraftRecord:
        """Write down that the draft exists, and what it says; returns the record that stands.

        The first record stays. The draft counts also when its claim was lost meanwhile: it is
        there all the same. Raises StoreError when the slot was never claimed.
        """
        kept = self.record_each({key: (draft, message)}, now).get(key)
        if kept is None:
            raise StoreError(f"The draft {draft.id!r} was never claimed in the store; run the posting again.")
        return kept

    def record_each(
        self,
        made: Mapping[str, tuple[Draft, Message | None]],
        now: datetime,
        claimed: Mapping[str, DraftRecord] | None = None,
    ) -> dict[str, DraftRecord]:
        """Write down several drafts, as `record` does; by key, those that were never claimed left out.

        `claimed` are the records as they were claimed: what has not changed since need not be read again.
        """
        kept: dict[str, DraftRecord] = {}
        there = {key: _document(record) for key, record in (claimed or {}).items()}
        while open_ := made.keys() - kept.keys():
            there = there or self._store.get_many(DRAFTS, open_)
            records = {key: _made(_record(document), *made[key], now) for key, document in there.items()}
            new = {key: (there[key], _document(record)) for key, record in records.items()}
            written = self._store.replace_each(DRAFTS, new)
            kept |= {key: records[key] for key in written}
            if not there:
                break
            there = {}
        return kept

    def release(self, key: str, owner: str) -> bool:
        """Give the owner's claim up when nothing was made; False when it is not the owner's claim."""
        left = revise(self._store, DRAFTS, key, lambda there: _released(there, owner))
        return left is not None and left["state"] == "released"

    def find(self, keys: Iterable[str]) -> dict[str, DraftRecord]:
        """The records of these slots, by key, released ones left out; one batched look-up."""
        found = self._store.get_many(DRAFTS, keys)
        return {key: _record(there) for key, there in found.items() if there["state"] != "released"}

    def by_sender_people(self, sender: str, people: Iterable[str]) -> dict[str, list[DraftRecord]]:
        """Which of these people have a draft, or a claim on one, by this sender; one batched look-up.

        People are given as person ids, aliases or identity keys, and come back as they were given;
        those with none are left out. A person's records are in the order of the claims.
        """
        of_all = self.by_people(people)
        mine = {name: [r for r in records if r.sender == _address(sender)] for name, records in of_all.items()}
        return {name: records for name, records in mine.items() if records}

    def by_people(self, people: Iterable[str]) -> dict[str, list[DraftRecord]]:
        """The drafts to these people, and claims on one, by whatever sender; else as `by_sender_people`."""
        hashes = {name: _hash(name) for name in people}
        found = map(_record, self._store.query(DRAFTS, "people", hashes.values()).values())
        standing = sorted((r for r in found if r.state != "released"), key=lambda r: r.claimed_at)
        by_hash: dict[str, list[DraftRecord]] = {}
        for record in standing:
            for person in record.people:
                by_hash.setdefault(person, []).append(record)
        return {name: by_hash[person] for name, person in hashes.items() if person in by_hash}

    def redact(self, people: Iterable[str]) -> list[Draft]:
        """Forget what the drafts to these people say and where they are; that they exist stays known.

        The drafts that were made are returned: those in files still lie there.

        People are given as in `by_sender_people`. What is left is hashes, so that nobody is
        written to twice.
        """
        found = self._store.query(DRAFTS, "people", map(_hash, people))
        for key in found:
            revise(self._store, DRAFTS, key, _hashes_only)
        return [Draft.model_validate(there["draft"]) for there in found.values() if there["draft"]]

    def _claim_again(self, key: str, wanted: DraftRecord, there: Document) -> Claim:
        """Settle a claim on a slot that has a record, anew when somebody else was quicker."""
        while True:
            earlier = _record(there)
            if earlier.state == "made":
                return Claim(outcome="kept", key=key, record=earlier)
            if _is_held(earlier, wanted):
                return Claim(outcome="held", key=key, record=earlier)
            record = _succeeding(earlier, wanted)
            if self._store.replace_if(DRAFTS, key, there, _document(record)):
                return _granted(key, record, earlier)
            there = self._store.insert_if_absent(DRAFTS, key, _document(wanted)).document


def draft_key(sender: str, person_id: str, job_id: str, step: str) -> str:
    """The same 64 hex digits for the same slot, always; the case of the sender's address does not count."""
    return _hash(json.dumps([_address(sender), person_id, job_id, step]))


def _claimed(slot: DraftSlot, owner: str, lease: timedelta, now: datetime, message: Message | None) -> DraftRecord:
    return DraftRecord(
        state="claimed",
        owner=owner,
        claimed_at=now.astimezone(UTC),
        lease_until=now.astimezone(UTC) + lease,
        sender=_address(slot.sender),
        people=sorted({_hash(name) for name in (slot.person_id, *slot.known_as)}),
        job_id=slot.job_id,
        company_key=slot.company_key,
        step=slot.step,
        tried=[message] if message else [],
    )


def _is_held(earlier: DraftRecord, wanted: DraftRecord) -> bool:
    return earlier.state == "claimed" and earlier.owner != wanted.owner and earlier.lease_until > wanted.claimed_at


def _succeeding(earlier: DraftRecord, wanted: DraftRecord) -> DraftRecord:
    before = earlier.tried if earlier.state == "claimed" else []
    tried = [*before, *(message for message in wanted.tried if message not in before)]
    return wanted.model_copy(update={"people": sorted({*earlier.people, *wanted.people}), "tried": tried})


def _granted(key: str, record: DraftRecord, earlier: DraftRecord) -> Claim:
    if earlier.state == "released":
        return Claim(outcome="won", key=key, record=record)
    return Claim(outcome="taken_over", key=key, record=record, earlier=earlier)


def _made(there: DraftRecord, draft: Draft, message: Message | None, now: datetime) -> DraftRecord:
    if there.state == "made":
        return there
    made = {"state": "made", "draft": draft, "message": message, "made_at": now.astimezone(UTC), "tried": []}
    return there.model_copy(update=made)


def _released(there: Document, owner: str) -> Document:
    if there["state"] != "claimed" or there["owner"] != owner:
        return there
    return {**there, "state": "released"}


def _hashes_only(there: Document) -> Document:
    return {**there, "draft": None, "message": None, "tried": []}


def _document(record: DraftRecord) -> Document:
    return record.model_dump(mode="json")


def _record(document: Document) -> DraftRecord:
    known = {name: value for name, value in document.items() if name in DraftRecord.model_fields}
    return DraftRecord.model_validate(known)


def _person_key(slot: DraftSlot) -> str:
    return _hash(json.dumps([_address(slot.sender), slot.person_id]))


def _address(sender: str) -> str:
    return sender.strip().lower()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
