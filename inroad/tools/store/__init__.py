"""The store: one narrow waist over named collections of JSON documents.

Everything that inroad remembers between runs is written once, on top of `Store`; a backend knows
nothing of people, drafts or runs. The collections are constants beside the code that uses them.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol

Document = dict[str, Any]


@dataclass(frozen=True)
class Collection:
    """A named set of documents, and what a backend must be able to find in it quickly.

    `indexes` are top-level fields that `Store.query` may ask for. Such a field holds a text or a
    list of texts; a document is found by each of them. A missing field, None and the empty text
    are not indexed. An index that is declared later also covers the documents already there.

    `expires`, where set, is the field that holds the moment (see `moment`) from which on the
    document counts as gone; documents without the field stay.
    """

    name: str
    indexes: tuple[str, ...] = ()
    expires: str = ""


class Insertion(NamedTuple):
    """What `insert_if_absent` did: whether this caller's document went in, and what is there now."""

    won: bool
    document: Document


class Increment(NamedTuple):
    """What `increment` did: whether it was granted, and the value that the field has now."""

    granted: bool
    value: int | float


class Store(Protocol):
    """Named collections of JSON documents, each under a text key that is not empty.

    A document is plain JSON with text keys that hold no "." and do not begin with "$"; what is
    given and what is returned are the caller's own copies. Any number of threads and processes
    may use one store at once. "Atomic" means: others see all of it or nothing, also when this
    process is killed; when a call has returned, its effect survives the process.

    An expired document is never returned or counted, and its key is free again. Every method
    raises `StoreError` with a sentence to show when the store cannot be read or written.
    """

    def get_many(self, collection: Collection, keys: Iterable[str]) -> dict[str, Document]:
        """The documents under these keys; keys without one are left out.

        Each document is whole; the set of them is not a snapshot of one moment.
        """

    def put_many(self, collection: Collection, documents: Mapping[str, Document]) -> None:
        """Write the documents, replacing what is under their keys.

        Each document is written atomically; a reader may see some of them before the others.
        """

    def insert_if_absent(self, collection: Collection, key: str, document: Document) -> Insertion:
        """Write the document unless there is one under the key; atomic, one winner among all callers."""

    def replace_if(self, collection: Collection, key: str, expected: Document, document: Document | None) -> bool:
        """Write the document, or remove it (None), if the one under the key still equals `expected`; atomic.

        True when it was done. Of several callers that expect the same document, one wins.
        """

    def insert_each(self, collection: Collection, documents: Mapping[str, Document]) -> dict[str, Insertion]:
        """`insert_if_absent` for several documents of one collection, in as few writes as the backend can.

        Each document is written atomically; a reader may see some of them before the others.
        """

    def replace_each(self, collection: Collection, changes: Mapping[str, tuple[Document, Document]]) -> set[str]:
        """`replace_if` for several documents in their order, each given as what is expected and what is to be there.

        The first one that is not as expected ends it, so that none is written before those in front of it. Returned are
        the keys of those that were replaced; else as above.
        """

    def query(self, collection: Collection, field: str, values: Iterable[str]) -> dict[str, Document]:
        """The documents whose indexed field holds one of the values, by key, in the order of the keys.

        Raises ValueError when the field is not an index of the collection.
        """

    def scan(self, collection: Collection) -> Iterator[tuple[str, Document]]:
        """All documents with their keys, in the order of the keys, read in pieces, not as a snapshot."""

    def increment(
        self,
        collection: Collection,
        key: str,
        field: str,
        by: int | float,
        *,
        at_most: int | float | None = None,
    ) -> Increment:
        """Add to a number in a document, which is made if missing; a missing field counts as 0.

        Atomic and exact: no increment is lost. One that would leave the field above `at_most` is
        refused and changes nothing; lowering it is never refused. Whole numbers (and halves) add
        up exactly; other fractions as floats do.
        """

    def delete(self, collection: Collection, keys: Iterable[str]) -> int:
        """Remove what is under these keys; the number of documents that were there. Atomic for each."""

    def purge_expired(self) -> int:
        """Remove the expired documents of all collections from the disk; how many there were."""

    def close(self) -> None:
        """Let go of files and connections; using the store afterwards raises `StoreError`."""


def this_process() -> str:
    """The name of this process among all that share a store: host and process id."""
    return f"{socket.gethostname()}:{os.getpid()}"


def utc_now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def moment(when: datetime) -> str:
    """A moment as documents hold it: ISO 8601 in UTC with microseconds, so that texts sort by time.

    Raises ValueError for a datetime without a time zone.
    """
    if when.tzinfo is None:
        raise ValueError(f"{when!r} has no time zone")
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def revise(store: Store, collection: Collection, key: str, change: Callable[[Document], Document]) -> Document | None:
    """Read a document, change it and write it back, anew when another writer came between.

    `change` gets a document and returns the one to keep; it may run several times. The result is
    what is in the store afterwards, None when nothing is under the key.
    """
    while (there := store.get_many(collection, [key]).get(key)) is not None:
        changed = change(deepcopy(there))
        if changed == there or store.replace_if(collection, key, there, changed):
            return changed
    return None
