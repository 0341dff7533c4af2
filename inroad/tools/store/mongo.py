"""The store in MongoDB: the hosted backend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import takewhile
from types import TracebackType
from typing import Any

from bson import ObjectId
from pymongo import IndexModel, ReplaceOne, ReturnDocument
from pymongo.collection import Collection as MongoCollection
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from inroad.errors import StoreError
from inroad.tools.store import Collection, Document, Increment, Insertion, moment, utc_now
from inroad.tools.store.documents import batches, body, storable
from inroad.tools.store.mongo_connection import database, in_words
from inroad.tools.store.mongo_documents import EXPIRES, JSON, KEY, REVISION, document_of, stored
from inroad.tools.store.opening import Mongo

BATCH = 100  # keys in one question
PIECE = 500  # documents in one answer or bulk write

_OURS: dict[str, Any] = {REVISION: {"$exists": True}}
_Found = dict[str, Any]


class MongoStore:
    """A `Store` in one MongoDB database: a collection for each of ours, documents of plain BSON (`mongo_documents`).

    Any number of threads and processes may use it; the client belongs to the process and is shared. A write counts
    once most of the servers have it on disk. What another program keeps in the collections, which has no revision, is
    found under its key only: it is in no `scan` or `query`, and is never purged.
    """

    def __init__(self, mongo: Mongo, *, clock: Callable[[], datetime] = utc_now) -> None:
        """Make the store; `clock` says which documents have expired, whenever MongoDB itself removes them.

        Nothing is asked yet: a server that is not there is told by the first call. Raises UserInputError when the URI
        or the database's name is not usable.
        """
        self._mongo = mongo
        self._clock = clock
        self._closed = False
        self._indexed: set[Collection] = set()
        database(mongo)

    def __enter__(self) -> MongoStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Refuse to work from now on; the connections are the process's, and other stores may use them."""
        self._closed = True

    def get_many(self, collection: Collection, keys: Iterable[str]) -> dict[str, Document]:
        """See `Store.get_many`."""
        return self._find(collection, keys, lambda some: {KEY: {"$in": some}})

    def put_many(self, collection: Collection, documents: Mapping[str, Document]) -> None:
        """See `Store.put_many`."""
        writes = {key: stored(collection, key, document) for key, document in documents.items()}
        with self._using(collection) as there:
            for batch in batches(writes, PIECE):
                there.bulk_write([ReplaceOne({KEY: key}, writes[key], upsert=True) for key in batch], ordered=False)

    def insert_if_absent(self, collection: Collection, key: str, document: Document) -> Insertion:
        """See `Store.insert_if_absent`."""
        there = None
        while not self._swap(collection, key, there, document):
            there = self._at(collection, key)
            if there is not None and self._is_live(collection, there):
                return Insertion(False, document_of(there))
        return Insertion(True, document_of(stored(collection, key, document)))

    def replace_if(self, collection: Collection, key: str, expected: Document, document: Document | None) -> bool:
        """See `Store.replace_if`."""
        wanted = body(expected)
        while (there := self._at(collection, key)) is not None and self._is_live(collection, there):
            if body(document_of(there)) != wanted:
                return False
            if self._swap(collection, key, there, document):
                return True
        return False

    def insert_each(self, collection: Collection, documents: Mapping[str, Document]) -> dict[str, Insertion]:
        """See `Store.insert_each`; one by one."""
        return {key: self.insert_if_absent(collection, key, document) for key, document in documents.items()}

    def replace_each(self, collection: Collection, changes: Mapping[str, tuple[Document, Document]]) -> set[str]:
        """See `Store.replace_each`; one by one."""
        return set(takewhile(lambda key: self.replace_if(collection, key, *changes[key]), changes))

    def query(self, collection: Collection, field: str, values: Iterable[str]) -> dict[str, Document]:
        """See `Store.query`."""
        if field not in collection.indexes:
            raise ValueError(f"{field!r} is not an index of the collection {collection.name!r}")
        wanted = (storable(value) for value in values if value)
        found = self._find(collection, wanted, lambda some: {field: {"$in": some}, **_OURS})
        return dict(sorted(found.items()))

    def scan(self, collection: Collection) -> Iterator[tuple[str, Document]]:
        """See `Store.scan`; 500 documents a question, no cursor open between two pieces."""
        last = ""
        while page := self._page(collection, last):
            last = page[-1][KEY]
            now = self._now()
            yield from ((each[KEY], document_of(each)) for each in page if _lives(collection, each, now))

    def increment(
        self,
        collection: Collection,
        key: str,
        field: str,
        by: int | float,
        *,
        at_most: int | float | None = None,
    ) -> Increment:
        """See `Store.increment`; one call where the document is there, and below its limit."""
        limit = at_most if by > 0 else None
        while True:
            added = self._add(collection, key, field, by, limit)
            if added is not None:
                return Increment(True, added)
            there = self._at(collection, key)
            document = document_of(there) if there and self._is_live(collection, there) else {}
            value: int | float = document.get(field, 0)
            if limit is not None and value + by > limit:
                return Increment(False, value)
            if self._swap(collection, key, there, {**document, field: value + by}):
                return Increment(True, value + by)

    def delete(self, collection: Collection, keys: Iterable[str]) -> int:
        """See `Store.delete`."""
        live = 0
        with self._using(collection) as there:
            for batch in batches(keys, BATCH):
                these = {KEY: {"$in": batch}}
                live += there.delete_many({**these, **self._living(collection)}).deleted_count
                if collection.expires:
                    there.delete_many(these)
        return live

    def purge_expired(self) -> int:
        """See `Store.purge_expired`; one question for each collection of the database."""
        gone = {**_OURS, EXPIRES: {"$lte": self._clock()}}
        with self._open() as there:
            names = there.list_collection_names()
            return sum(there[name].delete_many(gone).deleted_count for name in names)

    def _find(
        self, collection: Collection, values: Iterable[str], which: Callable[[Sequence[str]], dict[str, Any]]
    ) -> dict[str, Document]:
        found: dict[str, Document] = {}
        now = self._now()
        with self._using(collection) as there:
            for batch in batches(values, BATCH):
                answer = there.find(which(batch))
                found.update((each[KEY], document_of(each)) for each in answer if _lives(collection, each, now))
        return found

    def _page(self, collection: Collection, after: str) -> list[_Found]:
        with self._using(collection) as there:
            return list(there.find({KEY: {"$gt": after}, **_OURS}).sort(KEY, 1).limit(PIECE))

    def _at(self, collection: Collection, key: str) -> _Found | None:
        with self._using(collection) as there:
            return there.find_one({KEY: key})

    def _swap(self, collection: Collection, key: str, found: _Found | None, document: Document | None) -> bool:
        """Write or remove (None) what is under the key, if it is still what was found; atomic."""
        new = None if document is None else stored(collection, key, document)
        with self._using(collection) as there:
            if new is None:
                return there.delete_one(_still(key, found)).deleted_count == 1
            if found is not None:
                return there.replace_one(_still(key, found), new).matched_count == 1
            try:
                there.insert_one(new)
            except DuplicateKeyError as error:
                if KEY not in (error.details or {}).get("keyPattern", {}):  # some unique index that is not ours
                    raise
                return False
            return True

    def _add(
        self, collection: Collection, key: str, field: str, by: int | float, at_most: int | float | None
    ) -> int | float | None:
        """Add in MongoDB; None where there is no document of numbers, or the limit is in the way."""
        able = {KEY: key, JSON: {"$exists": False}, **self._living(collection), **_room(field, by, at_most)}
        change = {"$inc": {field: by}, "$set": {REVISION: ObjectId()}}
        with self._using(collection) as there:
            after = there.find_one_and_update(able, change, return_document=ReturnDocument.AFTER)
        return None if after is None else document_of(after)[field]

    def _now(self) -> str:
        return moment(self._clock())

    def _is_live(self, collection: Collection, found: _Found) -> bool:
        return _lives(collection, found, self._now())

    def _living(self, collection: Collection) -> dict[str, Any]:
        return {collection.expires: {"$not": {"$lte": self._now()}}} if collection.expires else {}

    @contextmanager
    def _open(self) -> Iterator[Database[_Found]]:
        if self._closed:
            raise StoreError("The store in MongoDB has been closed; open it again to use it.")
        with in_words():
            yield database(self._mongo)

    @contextmanager
    def _using(self, collection: Collection) -> Iterator[MongoCollection[_Found]]:
        with self._open() as opened:
            there = opened[collection.name]
            if collection not in self._indexed:
                _index(there, collection)
                self._indexed.add(collection)
            yield there


def _index(there: MongoCollection[_Found], collection: Collection) -> None:
    """Ask for the indexes; MongoDB makes those that are missing, also for the documents that are there."""
    wanted = [IndexModel(field) for field in collection.indexes]
    if collection.expires:
        wanted.append(IndexModel(EXPIRES, expireAfterSeconds=0))
    if wanted:
        there.create_indexes(wanted)


def _lives(collection: Collection, found: _Found, now: str) -> bool:
    until = found.get(collection.expires)
    return not isinstance(until, str) or until > now


def _still(key: str, found: _Found | None) -> dict[str, Any]:
    """The document as it was found; other programs' documents have no revision."""
    return {KEY: key, REVISION: (found or {}).get(REVISION, {"$exists": False})}


def _room(field: str, by: int | float, at_most: int | float | None) -> dict[str, Any]:
    """That there is room to add; a missing field counts as 0."""
    if at_most is None:
        return {}
    most = at_most - by
    return {field: {"$not": {"$gt": most}} if most >= 0 else {"$lte": most}}
