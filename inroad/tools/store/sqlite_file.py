"""One SQLite file: made, opened, guarded, shared by threads and processes, its errors in words."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from inroad import log
from inroad.errors import StoreError

SCHEMA_VERSION = 1
APPLICATION_ID = 0x696E7264  # "inrd", so that another program's file is told from ours
WAIT_SECONDS = 30.0

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    collection TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, expires TEXT,
    PRIMARY KEY (collection, key));
CREATE INDEX IF NOT EXISTS documents_by_expiry ON documents (expires) WHERE expires IS NOT NULL;
CREATE TABLE IF NOT EXISTS entries (
    collection TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, key TEXT NOT NULL,
    PRIMARY KEY (collection, field, value, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entries_by_document ON entries (collection, key);
CREATE TABLE IF NOT EXISTS indexes (
    collection TEXT NOT NULL, field TEXT NOT NULL, PRIMARY KEY (collection, field)) WITHOUT ROWID;
"""
_SENTENCES = {
    sqlite3.SQLITE_BUSY: "The store {path} has been in use by another program for {wait:.0f} seconds; "
    "wait until that one is done, or stop it, and run again.",
    sqlite3.SQLITE_LOCKED: "The store {path} is in use by another program; wait and run again.",
    sqlite3.SQLITE_READONLY: "The store {path} cannot be written; make the file and its folder writable, "
    "or set INROAD_HOME to another folder.",
    sqlite3.SQLITE_CANTOPEN: "The store {path} cannot be opened; check that its folder exists and is yours, "
    "or set INROAD_HOME to another folder.",
    sqlite3.SQLITE_NOTADB: "The store {path} is not a SQLite database; move the file away, "
    "or set INROAD_HOME to another folder.",
    sqlite3.SQLITE_CORRUPT: "The store {path} is damaged; put a copy of it in its place, "
    "or move it away to begin with an empty one.",
    sqlite3.SQLITE_FULL: "The disk that holds the store {path} is full; make room and run again.",
}
_OTHERWISE = "The store {path} cannot be used ({error}); check the disk, or set INROAD_HOME to another folder."


class SqliteFile:
    """A pool of connections to one file, each lent to one caller at a time.

    Threads that come and go leave no connection behind. After a fork the child opens its own.
    """

    def __init__(self, path: Path, wait: float) -> None:
        """Open the file, made with mode 0600 (its folder 0700) when it is not there.

        `wait` is how many seconds a call waits for another process's write. Raises StoreError
        when the file cannot be used as a store.
        """
        self._path = path
        self._wait = wait
        self._closed = False
        self._process = os.getpid()
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._inherited: list[sqlite3.Connection] = []
        _make_file(path)
        with self.borrowed():
            pass

    @contextmanager
    def borrowed(self) -> Iterator[sqlite3.Connection]:
        """A connection that nobody else uses meanwhile; SQLite's errors leave as StoreError."""
        try:
            connection = self._take()
            try:
                yield connection
            finally:
                self._give_back(connection)
        except sqlite3.Error as error:
            log.event("store_trouble", logging.ERROR, store="sqlite", error=type(error).__name__, code=_code(error))
            raise StoreError(_sentence(error, self._path, self._wait)) from error

    def close(self) -> None:
        """Close every connection; those in use are closed when their call ends."""
        self._leave_the_parents_connections()
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> sqlite3.Connection:
        self._leave_the_parents_connections()
        with self._lock:
            if self._closed:
                raise StoreError(f"The store {_shown(self._path)} has been closed; open it again to use it.")
            if self._idle:
                return self._idle.pop()
        return _connect(self._path, self._wait)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def _leave_the_parents_connections(self) -> None:
        """A forked child must neither use nor close its parent's connections: it only keeps them."""
        if self._process != os.getpid():
            self._process = os.getpid()
            self._lock = threading.Lock()
            self._inherited += self._idle
            self._idle = []


def _make_file(path: Path) -> None:
    """Make an empty file that only the user can read; never opens one that is there.

    Closing a second handle on a database drops the locks that SQLite holds in this process.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            with suppress(FileExistsError):  # another process made it this very moment
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(
            f"The store {_shown(path)} cannot be made ({error.strerror}); "
            "make its folder writable, or set INROAD_HOME to another folder."
        ) from error


def _connect(path: Path, wait: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=wait, isolation_level=None, check_same_thread=False)
    try:
        _refuse_other_files(connection, path)
        _use_write_ahead_log(connection, wait)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")  # the forgotten leave no bytes in free pages
        _make_tables(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_other_files(connection: sqlite3.Connection, path: Path) -> None:
    owner, version = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    if owner not in (0, APPLICATION_ID):
        raise StoreError(f"The file {_shown(path)} belongs to another program; set INROAD_HOME to another folder.")
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"The store {_shown(path)} was written by a newer inroad (its version is {version}, this "
            f"program knows {SCHEMA_VERSION}); upgrade inroad, or set INROAD_HOME to another folder."
        )


def _use_write_ahead_log(connection: sqlite3.Connection, wait: float) -> None:
    """Switch to the write-ahead log, which several processes may try on a new file at once.

    SQLite answers "locked" at once there, without the wait that it grants everywhere else.
    """
    until = time.monotonic() + wait
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _make_tables(connection: sqlite3.Connection, path: Path) -> None:
    if _pragma(connection, "user_version") == SCHEMA_VERSION:
        return
    with transaction(connection):
        _refuse_other_files(connection, path)
        for statement in _SCHEMA.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the file's one write lock from the start; all is written at the end, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of it is the extended code


def _shown(path: Path) -> str:
    return f'"{path}"' if str(path).isprintable() else repr(str(path))


def _sentence(error: sqlite3.Error, path: Path, wait: float) -> str:
    return _SENTENCES.get(_code(error), _OTHERWISE).format(path=_shown(path), wait=wait, error=error)
