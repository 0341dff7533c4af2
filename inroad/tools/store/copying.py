"""Everything that a store keeps, copied to another one and verified there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from inroad.errors import StoreError, UserInputError
from inroad.tools.cache import ANSWERS, RECORDS
from inroad.tools.ledger import PURSES
from inroad.tools.research.cache import RESEARCH
from inroad.tools.store import Collection, Document, Store, moment
from inroad.tools.store.batches import BATCHES, ITEMS
from inroad.tools.store.documents import batches, body
from inroad.tools.store.draft_caps import PLACES
from inroad.tools.store.draft_ledger import ASSIGNED, DRAFTS
from inroad.tools.store.library import LIBRARY
from inroad.tools.store.runs import REPORTS, RUNS
from inroad.tools.store.suppression import SUPPRESSED

# All that is kept, in the order in which it is copied: whom never to write to first. What a store says of
# itself (`schema.STATE`) is not among it; each store has its own. Nor are the processes that are there now.
COLLECTIONS = (
    *(SUPPRESSED, LIBRARY, DRAFTS, ASSIGNED, PLACES, PURSES, RECORDS, ANSWERS, RESEARCH),
    *(RUNS, REPORTS, BATCHES, ITEMS),
)
_BATCH = 500
# What expires this soon is left behind, so that nothing expires between copying and counting.
_SOON = timedelta(hours=1)

Pair = tuple[str, Document]
Watch = Callable[[str, int], None]


class Copied(NamedTuple):
    """A collection that is the same in both stores.

    `documents` is how many it holds, `written` how many of them were not there before, `sha256` the
    hash over all of them.
    """

    collection: str
    documents: int
    written: int
    sha256: str


def copy_store(
    source: Store,
    target: Store,
    now: datetime,
    watch: Watch | None = None,
    collections: Iterable[Collection] = COLLECTIONS,
) -> list[Copied]:
    """Copy all collections in batches, then compare the stores by counts and hashes.

    What expires within the hour after `now` is left out. A copy that was broken off may be run again: what
    is there already and the same is not written. `watch` is told each collection's name with how many
    documents of it are there.

    Raises:
        UserInputError: the target holds other documents; nothing was written.
        StoreError: the stores differ afterwards, since one of them was used meanwhile, or one cannot be used.
    """
    until, wanted = moment(now + _SOON), tuple(collections)
    for collection in wanted:
        _refuse_others(source, target, collection, until)
    written = [_copy(source, target, collection, until, watch) for collection in wanted]
    return [
        _verified(source, target, collection, count, until) for collection, count in zip(wanted, written, strict=True)
    ]


def _refuse_others(source: Store, target: Store, collection: Collection, until: str) -> None:
    """Refuse a target that holds what the source does not hold in the same way."""
    for batch in batches(_lasting(target, collection, until), _BATCH):
        ours = source.get_many(collection, [key for key, _ in batch])
        if any(ours.get(key) != document for key, document in batch):
            raise UserInputError(
                f"The target holds other documents already (in {collection.name}); nothing was copied: "
                "choose an empty folder or database."
            )


def _copy(source: Store, target: Store, collection: Collection, until: str, watch: Watch | None) -> int:
    """Write what is missing in the target; how many documents that were."""
    done = written = 0
    for batch in batches(_lasting(source, collection, until), _BATCH):
        there = target.get_many(collection, [key for key, _ in batch])
        missing = {key: document for key, document in batch if key not in there}
        target.put_many(collection, missing)
        done, written = done + len(batch), written + len(missing)
        if watch:
            watch(collection.name, done)
    return written


def _verified(source: Store, target: Store, collection: Collection, written: int, until: str) -> Copied:
    ours, theirs = (_measured(store, collection, until) for store in (source, target))
    if ours != theirs:
        raise StoreError(
            f"The stores differ in {collection.name} after copying ({ours[0]} documents here, {theirs[0]} there): "
            "one of them was used meanwhile; stop all runs, and copy again to an empty folder or database."
        )
    return Copied(collection.name, ours[0], written, ours[1])


def _measured(store: Store, collection: Collection, until: str) -> tuple[int, str]:
    """How many documents there are, and the SHA-256 over their keys and canonical JSON in the order of the keys."""
    digest, count = hashlib.sha256(), 0
    for pair in _lasting(store, collection, until):
        digest.update(f"{json.dumps(pair[0])}:{body(pair[1])}\n".encode())
        count += 1
    return count, digest.hexdigest()


def _lasting(store: Store, collection: Collection, until: str) -> Iterator[Pair]:
    return (pair for pair in store.scan(collection) if _lasts(pair[1], collection, until))


def _lasts(document: Document, collection: Collection, until: str) -> bool:
    expires = document.get(collection.expires) if collection.expires else None
    return expires is None or expires > until
