"""The store in one SQLite file: the embedded backend."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from types import TracebackType
from typing import Any

from inroad.tools.store import Collection, Document, Increment, Insertion, moment, utc_now
from inroad.tools.store.documents import batches, body, indexed_texts, storable
from inroad.tools.store.sqlite_file import WAIT_SECONDS, SqliteFile, transaction

BATCH = 500  # variables in one statement; old builds of SQLite allow 999
_LIVE = "(expires IS NULL OR expires > ?)"


class SqliteStore:
    """A `Store` in one file: write-ahead log, one short transaction a write, many threads and processes.

    Each call borrows a connection from a small pool, so that threads which come and go leave none
    behind. After a fork the child opens its own. Writes are on the disk when a call returns.
    """

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = utc_now, wait: float = WAIT_SECONDS) -> None:
        """Open the store, made with mode 0600 (its folder 0700) when it is not there.

        `clock` says which documents have expired. `wait` is how many seconds a call waits for
        another process's write. Raises StoreError when the file cannot be used as a store.
        """
        self._clock = clock
        self._indexed: set[Collection] = set()
        self._file = SqliteFile(path, wait)

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection; those in use are closed when their call ends."""
        self._file.close()

    def get_many(self, collection: Collection, keys: Iterable[str]) -> dict[str, Document]:
        """See `Store.get_many`; one statement for every 500 keys."""
        with self._file.borrowed() as connection:
            found = self._live(connection, collection, keys)
        return {key: json.loads(body) for key, body in found.items()}

    def put_many(self, collection: Collection, documents: Mapping[str, Document]) -> None:
        """See `Store.put_many`; here all of them are written in one transaction."""
        with self._writing(collection) as connection:
            _write(connection, collection, documents)

    def insert_if_absent(self, collection: Collection, key: str, document: Document) -> Insertion:
        """See `Store.insert_if_absent`."""
        return self.insert_each(collection, {key: document})[key]

    def replace_if(self, collection: Collection, key: str, expected: Document, document: Document | None) -> bool:
        """See `Store.replace_if`."""
        if document is not None:
            return key in self.replace_each(collection, {key: (expected, document)})
        with self._writing(collection) as connection:
            if self._live(connection, collection, [key]).get(key) != body(expected):
                return False
            _remove(connection, collection, [key])
            return True

    def insert_each(self, collection: Collection, documents: Mapping[str, Document]) -> dict[str, Insertion]:
        """See `Store.insert_each`; here all of them are written in one transaction."""
        with self._writing(collection) as connection:
            there = self._live(connection, collection, documents)
            _write(connection, collection, {key: new for key, new in documents.items() if key not in there})
        return {
            key: Insertion(key not in there, json.loads(there.get(key) or body(new))) for key, new in documents.items()
        }

    def replace_each(self, collection: Collection, changes: Mapping[str, tuple[Document, Document]]) -> set[str]:
        """See `Store.replace_each`; here all of them are written in one transaction."""
        with self._writing(collection) as connection:
            there = self._live(connection, collection, changes)
            same = list(takewhile(lambda key: there.get(key) == body(changes[key][0]), changes))
            _write(connection, collection, {key: changes[key][1] for key in same})
            return set(same)

    def query(self, collection: Collection, field: str, values: Iterable[str]) -> dict[str, Document]:
        """See `Store.query`; one statement for every 500 values."""
        if field not in collection.indexes:
            raise ValueError(f"{field!r} is not an index of the collection {collection.name!r}")
        found: dict[str, Document] = {}
        with self._file.borrowed() as connection:
            self._keep_indexes(connection, collection)
            for batch in batches(map(storable, values), BATCH):
                rows = connection.execute(
                    f"SELECT key, body FROM documents WHERE collection = ? AND {_LIVE} AND key IN "
                    f"(SELECT key FROM entries WHERE collection = ? AND field = ? "
                    f"AND value IN ({_marks(batch)}))",
                    (collection.name, self._now(), collection.name, field, *batch),
                )
                found.update((key, json.loads(body)) for key, body in rows)
        return dict(sorted(found.items()))

    def scan(self, collection: Collection) -> Iterator[tuple[str, Document]]:
        """See `Store.scan`; 500 documents a statement, none of them open between two pieces."""
        last = ""
        while page := self._page(collection, last):
            yield from ((key, json.loads(body)) for key, body in page)
            last = page[-1][0]

    def increment(
        self,
        collection: Collection,
        key: str,
        field: str,
        by: int | float,
        *,
        at_most: int | float | None = None,
    ) -> Increment:
        """See `Store.increment`."""
        with self._writing(collection) as connection:
            document: Document = json.loads(self._live(connection, collection, [key]).get(key, "{}"))
            value: int | float = document.get(field, 0)
            if at_most is not None and by > 0 and value + by > at_most:
                return Increment(False, value)
            document[field] = value + by
            _write(connection, collection, {key: document})
            return Increment(True, value + by)

    def delete(self, collection: Collection, keys: Iterable[str]) -> int:
        """See `Store.delete`; here all of them are removed in one transaction."""
        pieces = list(batches(keys, BATCH))
        with self._writing(collection) as connection:
            live = sum(self._count(connection, collection, batch) for batch in pieces)
            for batch in pieces:
                _remove(connection, collection, batch)
        return live

    def purge_expired(self) -> int:
        """See `Store.purge_expired`; what was removed before leaves the write-ahead log as well."""
        now = self._now()
        with self._file.borrowed() as connection:
            with transaction(connection):
                connection.execute(
                    "DELETE FROM entries WHERE (collection, key) IN "
                    "(SELECT collection, key FROM documents WHERE expires <= ?)",
                    (now,),
                )
                purged = connection.execute("DELETE FROM documents WHERE expires <= ?", (now,)).rowcount
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            return purged

    def _now(self) -> str:
        return moment(self._clock())

    def _live(self, connection: sqlite3.Connection, collection: Collection, keys: Iterable[str]) -> dict[str, str]:
        """What is under the keys, as it is written down; one statement for every 500 keys."""
        found: dict[str, str] = {}
        for batch in batches(keys, BATCH):
            rows = connection.execute(
                f"SELECT key, body FROM documents WHERE collection = ? AND {_LIVE} AND key IN ({_marks(batch)})",
                (collection.name, self._now(), *batch),
            )
            found.update(rows)
        return found

    def _count(self, connection: sqlite3.Connection, collection: Collection, keys: Sequence[str]) -> int:
        row = connection.execute(
            f"SELECT COUNT(*) FROM documents WHERE collection = ? AND {_LIVE} AND key IN ({_marks(keys)})",
            (collection.name, self._now(), *keys),
        ).fetchone()
        return int(row[0])

    def _page(self, collection: Collection, after: str) -> list[tuple[str, str]]:
        with self._file.borrowed() as connection:
            return connection.execute(
                f"SELECT key, body FROM documents WHERE collection = ? AND {_LIVE} AND key > ? "
                f"ORDER BY key LIMIT {BATCH}",
                (collection.name, self._now(), after),
            ).fetchall()

    @contextmanager
    def _writing(self, collection: Collection) -> Iterator[sqlite3.Connection]:
        with self._file.borrowed() as connection:
            self._keep_indexes(connection, collection)
            with transaction(connection):
                yield connection

    def _keep_indexes(self, connection: sqlite3.Connection, collection: Collection) -> None:
        """Index the documents that are there already, the first time that a field is declared."""
        if collection in self._indexed:
            return
        if not _declared(connection, collection).issuperset(collection.indexes):
            with transaction(connection):
                if not _declared(connection, collection).issuperset(collection.indexes):
                    _index_anew(connection, collection)
        self._indexed.add(collection)


def _write(connection: sqlite3.Connection, collection: Collection, documents: Mapping[str, Document]) -> None:
    connection.executemany(
        "INSERT INTO documents (collection, key, body, expires) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (collection, key) DO UPDATE SET body = excluded.body, expires = excluded.expires",
        [
            (collection.name, key, body(document), document.get(collection.expires))
            for key, document in documents.items()
        ],
    )
    if collection.indexes:
        _index(connection, collection, documents)


def _remove(connection: sqlite3.Connection, collection: Collection, keys: Sequence[str]) -> None:
    for table in ("entries", "documents"):
        connection.execute(
            f"DELETE FROM {table} WHERE collection = ? AND key IN ({_marks(keys)})", (collection.name, *keys)
        )


def _index(connection: sqlite3.Connection, collection: Collection, documents: Mapping[str, Document]) -> None:
    connection.executemany(
        "DELETE FROM entries WHERE collection = ? AND key = ?", [(collection.name, key) for key in documents]
    )
    connection.executemany(
        "INSERT OR IGNORE INTO entries (collection, field, value, key) VALUES (?, ?, ?, ?)",
        [
            (collection.name, field, storable(value), key)
            for key, document in documents.items()
            for field in collection.indexes
            for value in indexed_texts(document, field)
        ],
    )


def _index_anew(connection: sqlite3.Connection, collection: Collection) -> None:
    rows = connection.execute("SELECT key, body FROM documents WHERE collection = ?", (collection.name,)).fetchall()
    _index(connection, collection, {key: json.loads(body) for key, body in rows})
    connection.executemany(
        "INSERT OR IGNORE INTO indexes (collection, field) VALUES (?, ?)",
        [(collection.name, field) for field in collection.indexes],
    )


def _declared(connection: sqlite3.Connection, collection: Collection) -> set[str]:
    rows = connection.execute("SELECT field FROM indexes WHERE collection = ?", (collection.name,))
    return {str(field) for (field,) in rows}


def _marks(batch: Sequence[Any]) -> str:
    return ",".join("?" * len(batch))
