"""The file that holds the progress of runs: its tables, and the one connection that a process has to it."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tenacity import retry, retry_if_exception, stop_after_delay, wait_random

from inroad.errors import StoreError
from inroad.tools.store.sqlite_file import transaction

_WAIT_SECONDS = 30.0
_TABLES = """
CREATE TABLE IF NOT EXISTS heads (
    run_id TEXT NOT NULL, place TEXT NOT NULL, checkpoint_id TEXT NOT NULL, parent_id TEXT,
    type TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (run_id, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS channels (
    run_id TEXT NOT NULL, place TEXT NOT NULL, channel TEXT NOT NULL,
    type TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (run_id, place, channel)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS task_writes (
    run_id TEXT NOT NULL, place TEXT NOT NULL, checkpoint_id TEXT NOT NULL, task_id TEXT NOT NULL,
    number INTEGER NOT NULL, task_path TEXT NOT NULL, channel TEXT NOT NULL, type TEXT NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (run_id, place, checkpoint_id, task_id, number)) WITHOUT ROWID;
"""


class ProgressFile:
    """One connection to the file, used by one thread at a time: SQLite lets only one write anyhow.

    A process that is killed loses nothing that was written. After a power cut the last steps may be missing, and are
    done again: what was paid for and drafted lies in the store, which waits for the disk.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, made with mode 0600 when it is not there.

        Raises:
            sqlite3.Error, OSError: it cannot be used.
        """
        path.touch(mode=0o600, exist_ok=True)
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            _set_up(self._connection)
        except BaseException:
            self._connection.close()
            raise

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection in a transaction, or within the one around it: all is written at the end, or nothing."""
        with self._lock:
            if self._connection.in_transaction:
                yield self._connection
                return
            with transaction(self._connection):
                yield self._connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, which finds the file as it is now until the end."""
        with self._lock:
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._connection.execute("ROLLBACK")

    def rows(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Return what a SELECT finds."""
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def shrink(self) -> None:
        """Let what was deleted leave the write-ahead log as well, even while others have the file open."""
        with self._lock:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()


class _Held:
    """A file with the number of those who have it open."""

    def __init__(self, file: ProgressFile) -> None:
        self.file = file
        self.users = 0


_opening = threading.Lock()
_open: dict[tuple[int, Path], _Held] = {}


@contextmanager
def shared(path: Path) -> Iterator[ProgressFile]:
    """The file at a path, open as long as anybody in this process has it open; a forked child opens its own.

    Raises:
        StoreError: it cannot be used.
    """
    place = (os.getpid(), path)
    try:
        held = _taken(place)
        try:
            yield held.file
        finally:
            _given_back(place, held)
    except sqlite3.Error as error:
        raise _trouble(path, error) from error


def _taken(place: tuple[int, Path]) -> _Held:
    with _opening:
        try:
            held = _open[place] = _open.get(place) or _Held(ProgressFile(place[1]))
        except OSError as error:
            raise _trouble(place[1], error) from error
        held.users += 1
        return held


def _given_back(place: tuple[int, Path], held: _Held) -> None:
    with _opening:
        held.users -= 1
        if not held.users:
            _open.pop(place).file.close()


def _trouble(path: Path, error: Exception) -> StoreError:
    return StoreError(f"The progress of runs in {path} cannot be kept ({error}); move that file away.")


def _unlocked_in_a_child() -> None:
    """A fork may come while another thread holds the lock, which nobody would open in the child."""
    global _opening
    _opening = threading.Lock()


os.register_at_fork(after_in_child=_unlocked_in_a_child)


def _is_locked(error: BaseException) -> bool:
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


# SQLite does not wait where several runs change a new file to its journal at once, whatever the time-out.
@retry(retry=retry_if_exception(_is_locked), wait=wait_random(0.01, 0.1), stop=stop_after_delay(30), reraise=True)
def _set_up(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA auto_vacuum = FULL")
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'heads'").fetchall():
        with transaction(connection):
            for statement in _TABLES.split(";"):
                connection.execute(statement)
