"""Batches: many postings that are worked on together, by any number of threads, processes and machines.

A posting of a batch is an item. Whoever works on one takes it first: of several that try, one gets it. An item that was
taken belongs to its owner until its lease is over, or its owner is surely dead.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

from pydantic import Field

from inroad.errors import UserInputError
from inroad.state import Record
from inroad.tools.store import Collection, Document, Store
from inroad.tools.store.documents import batches as pieces
from inroad.tools.store.owners import is_gone

BATCHES = Collection("batches")
ITEMS = Collection("batch_items")
_PIECE = 500

ItemState = Literal["waiting", "running", "done", "failed"]


class Batch(Record):
    """Many postings and what is asked for each: `job_input` is a JobInput as JSON, without posting and run id.

    `items` is how many postings there are; `version` is that of the inroad that began.
    """

    batch_id: str
    job_input: dict[str, Any]
    started_at: datetime
    items: int
    version: str


class Item(Record):
    """A posting of a batch: `number` says its turn, from 1; `job` which one, where its file holds several.

    "done" is one whose run ended, or waits for a review, whatever its exit code; "failed" one that could not be worked
    on: `error` says why. `owner` is who is at it, until `lease_until`. `run_id` stays the same when it is taken anew.
    """

    batch: str
    number: int
    posting: str
    job: str = ""
    company_key: str = ""
    run_id: str = ""
    state: ItemState = "waiting"
    owner: str = ""
    lease_until: datetime | None = None
    attempts: int = 0
    exit_code: int | None = None
    paused: bool = False
    title: str = ""
    company: str = ""
    contacts: int = 0
    drafts: int = 0
    credits: float = 0.0
    error: str = ""
    seconds: float = 0.0

    @property
    def is_over(self) -> bool:
        """Whether nobody has to work on it any more."""
        return self.state in ("done", "failed")


class Entry(NamedTuple):
    """A posting that a batch is to hold, the company by which it is put beside its like, "" for none, and which job."""

    posting: str
    company_key: str = ""
    job: str = ""


class Totals(Record):
    """How far a batch is: items by state, those that wait for a review, what they brought, and their exit codes."""

    waiting: int = 0
    running: int = 0
    done: int = 0
    failed: int = 0
    paused: int = 0
    contacts: int = 0
    drafts: int = 0
    credits: float = 0.0
    seconds: float = 0.0
    exit_codes: dict[str, int] = Field(default_factory=dict)

    @property
    def items(self) -> int:
        """How many items there are."""
        return self.waiting + self.running + self.done + self.failed

    @property
    def open(self) -> int:
        """How many are still to be worked on."""
        return self.waiting + self.running


class Batches:
    """The batches of a store, safe among threads and processes that share it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def create(
        self, job_input: Mapping[str, Any], entries: Iterable[Entry], now: datetime, version: str, batch_id: str = ""
    ) -> Batch:
        """Enter a batch with its items, in the order in which they are to be taken; the batch is written last."""
        batch_id, count = batch_id or new_batch_id(), 0
        numbered = (Item(batch=batch_id, number=at, **entry._asdict()) for at, entry in enumerate(entries, 1))
        for some in pieces(numbered, _PIECE):
            self._store.put_many(ITEMS, {_key(item): _document(item) for item in some})
            count += len(some)
        batch = Batch(batch_id=batch_id, job_input=dict(job_input), started_at=now, items=count, version=version)
        self._store.put_many(BATCHES, {batch_id: batch.model_dump(mode="json")})
        return batch

    def get(self, batch_id: str) -> Batch:
        """Return the batch of that name; raises UserInputError when there is none."""
        found = self._store.get_many(BATCHES, [batch_id])
        if batch_id not in found:
            raise UserInputError(f"No batch named {batch_id!r} is in the store; `inroad status` lists those that are.")
        return Batch.model_validate(found[batch_id])

    def list(self) -> Sequence[Batch]:
        """Return all batches, the newest first."""
        found = [Batch.model_validate(document) for _, document in self._store.scan(BATCHES)]
        return sorted(found, key=lambda batch: (batch.started_at, batch.batch_id), reverse=True)

    def items(self, batch_id: str) -> Iterator[Item]:
        """The items of a batch in the order of their numbers, read in pieces; raises UserInputError as `get`."""
        for some in pieces(range(1, self.get(batch_id).items + 1), _PIECE):
            found = self._store.get_many(ITEMS, [item_key(batch_id, number) for number in some])
            yield from (Item.model_validate(found[key]) for key in sorted(found))

    def open_items(self, batch_id: str) -> Iterator[Item]:
        """The items that are not over, whoever is at them; see `items`."""
        return (item for item in self.items(batch_id) if not item.is_over)

    def item(self, batch_id: str, number: int) -> Item:
        """Return one item as it is now; raises UserInputError when there is none."""
        key = item_key(batch_id, number)
        found = self._store.get_many(ITEMS, [key])
        if key not in found:
            raise UserInputError(f"The batch {batch_id!r} has no posting {number} in the store.")
        return Item.model_validate(found[key])

    def take(self, item: Item, owner: str, now: datetime, lease: timedelta, run_id: str) -> Item | None:
        """Take an item as it was read; None when somebody else has it, or it is over.

        One that is running can be taken once its lease is over, or its owner is dead. `run_id` is given to an item that
        has none yet, in the same write.
        """
        if item.is_over or (item.state == "running" and not is_free(item, now)):
            return None
        changes = {
            "state": "running",
            "owner": owner,
            "lease_until": now + lease,
            "attempts": item.attempts + 1,
            "run_id": item.run_id or run_id,
        }
        return self._replaced(item, changes)

    def renew(self, item: Item, now: datetime, lease: timedelta) -> Item | None:
        """Make the lease of a taken item last from now on; None when it is somebody else's meanwhile."""
        return self._of_owner(item, {"lease_until": now + lease})

    def end(self, item: Item, **outcome: Any) -> bool:
        """Enter how the work on a taken item ended, in the fields of `Item`; False when it is not the owner's any more.

        With `state="waiting"` it is given back, for anybody to take.
        """
        return self._of_owner(item, {**outcome, "owner": "", "lease_until": None}) is not None

    def amend(self, item: Item, **changes: Any) -> bool:
        """Change an item that is over, as it was read; False when it has changed since.

        Raises ValueError when the item is not over.
        """
        if not item.is_over:
            raise ValueError(f"posting {item.number} of {item.batch} is not over")
        return self._replaced(item, changes) is not None

    def retry_failed(self, batch_id: str) -> int:
        """Let the failed items of a batch wait again; how many they are."""
        failed = (item for item in self.items(batch_id) if item.state == "failed")
        changes = {"state": "waiting", "error": "", "exit_code": None}
        return sum(self._replaced(item, changes) is not None for item in failed)

    def totals(self, batch_id: str) -> Totals:
        """Count what has come of a batch so far; raises UserInputError as `get`."""
        counts: dict[str, float] = {}
        codes: dict[str, int] = {}
        for item in self.items(batch_id):
            counts[item.state] = counts.get(item.state, 0) + 1
            for name in ("paused", "contacts", "drafts", "credits", "seconds"):
                counts[name] = counts.get(name, 0) + getattr(item, name)
            if item.exit_code is not None:
                codes[str(item.exit_code)] = codes.get(str(item.exit_code), 0) + 1
        return Totals.model_validate({**counts, "exit_codes": codes})

    def _of_owner(self, item: Item, changes: Mapping[str, Any]) -> Item | None:
        """Change an item that its owner still has, though its lease may have been renewed meanwhile."""
        while True:
            there = self.item(item.batch, item.number)
            if there.state != "running" or (there.owner, there.attempts) != (item.owner, item.attempts):
                return None
            changed = self._replaced(there, changes)
            if changed is not None:
                return changed

    def _replaced(self, item: Item, changes: Mapping[str, Any]) -> Item | None:
        changed = Item.model_validate({**dict(item), **changes})
        return changed if self._store.replace_if(ITEMS, _key(item), _document(item), _document(changed)) else None


def new_batch_id() -> str:
    """Return a name for a batch that no other batch has."""
    return "b_" + secrets.token_hex(5)


def item_key(batch_id: str, number: int) -> str:
    """Return the key of an item, which sorts by its number."""
    return f"{batch_id}:{number:06d}"


def _key(item: Item) -> str:
    return item_key(item.batch, item.number)


def _document(item: Item) -> Document:
    return item.model_dump(mode="json")


def is_free(item: Item, now: datetime) -> bool:
    """Tell whether nobody is at an item: its lease is over, or its owner is surely dead."""
    return item.lease_until is None or item.lease_until <= now or is_gone(item.owner)
