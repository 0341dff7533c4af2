"""What the SQLite backend promises beyond the conformance suite: the file, its faults, its speed."""

from __future__ import annotations

import gc
import multiprocessing
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from inroad.errors import StoreError
from inroad.tools.store import Collection
from inroad.tools.store.sqlite import SqliteStore

PLAIN = Collection("plain")
PEOPLE = Collection("people", indexes=("keys",))

StartWorker = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "inroad.sqlite"


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that SQLite runs, as it runs it."""
    seen: list[str] = []
    connect = sqlite3.connect

    def traced(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.set_trace_callback(seen.append)
        return connection

    monkeypatch.setattr(sqlite3, "connect", traced)
    return seen


def test_only_the_user_can_read_the_file(path: Path) -> None:
    before = os.umask(0)
    try:
        with SqliteStore(path) as store:
            store.put_many(PLAIN, {"a": {}})
            modes = {each.name: each.stat().st_mode & 0o777 for each in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert modes == {"inroad.sqlite": 0o600, "inroad.sqlite-shm": 0o600, "inroad.sqlite-wal": 0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_it_is_one_file_again_when_closed(path: Path) -> None:
    with SqliteStore(path) as store:
        store.put_many(PLAIN, {"a": {"n": 1}})
    assert [each.name for each in path.parent.iterdir()] == ["inroad.sqlite"]
    with SqliteStore(path) as store:
        assert store.get_many(PLAIN, ["a"]) == {"a": {"n": 1}}


def test_writes_are_synced_to_the_disk(path: Path, statements: list[str]) -> None:
    SqliteStore(path).close()
    assert "PRAGMA synchronous = FULL" in statements
    assert "PRAGMA secure_delete = ON" in statements
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_ten_thousand_keys_take_twenty_statements(path: Path, statements: list[str]) -> None:
    keys = [f"p{n}" for n in range(10_000)]
    with SqliteStore(path) as store:
        store.put_many(PEOPLE, {key: {"keys": [f"k-{key}"]} for key in keys})
        assert statements.count("BEGIN IMMEDIATE") == 3  # the tables, the index, the documents
        del statements[:]
        assert len(store.get_many(PEOPLE, keys)) == 10_000
        assert len(statements) == 20
        del statements[:]
        assert len(store.query(PEOPLE, "keys", [f"k-{key}" for key in keys])) == 10_000
        assert len(statements) == 20


def test_threads_that_come_and_go_leave_no_connections(path: Path, statements: list[str]) -> None:
    with SqliteStore(path) as store:
        for _ in range(20):
            thread = threading.Thread(target=store.increment, args=(PLAIN, "c", "n", 1))
            thread.start()
            thread.join()
        assert store.get_many(PLAIN, ["c"]) == {"c": {"n": 20}}
    assert statements.count("PRAGMA synchronous = FULL") == 1


def test_a_connection_in_use_at_close_is_closed_when_it_is_done(path: Path) -> None:
    store = SqliteStore(path)
    started, go_on = threading.Event(), threading.Event()

    def keys() -> Iterator[str]:
        started.set()
        go_on.wait(10)
        yield "a"

    thread = threading.Thread(target=lambda: store.get_many(PLAIN, keys()))
    thread.start()
    assert started.wait(10)
    store.close()
    go_on.set()
    thread.join()
    gc.collect()  # a connection left open would warn here, which is an error
    assert [each.name for each in path.parent.iterdir()] == ["inroad.sqlite"]


def test_two_stores_in_one_process_see_each_other(path: Path) -> None:
    with SqliteStore(path) as one, SqliteStore(path) as other:
        assert one.insert_if_absent(PLAIN, "a", {"n": 1}).won
        assert not other.insert_if_absent(PLAIN, "a", {"n": 2}).won
        assert other.increment(PLAIN, "a", "n", 1) == (True, 2)
        assert one.get_many(PLAIN, ["a"]) == {"a": {"n": 2}}


def _count_in_child(store: SqliteStore, statements: list[str]) -> None:
    """Exit with the number of connections that the child has opened."""
    del statements[:]
    for _ in range(50):
        store.increment(PLAIN, "c", "n", 1)
    store.close()
    sys.exit(statements.count("PRAGMA synchronous = FULL"))


def test_a_forked_child_uses_a_connection_of_its_own(path: Path, statements: list[str]) -> None:
    with SqliteStore(path) as store:
        store.increment(PLAIN, "c", "n", 1)
        fork = multiprocessing.get_context("fork")
        child = fork.Process(target=_count_in_child, args=(store, statements))
        child.start()
        for _ in range(50):
            store.increment(PLAIN, "c", "n", 1)
        child.join()
        assert child.exitcode == 1
        assert store.get_many(PLAIN, ["c"]) == {"c": {"n": 101}}
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_killed_writer_leaves_the_store_usable(path: Path, worker: StartWorker) -> None:
    process = worker("write_on", str(path))
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("go\n")
    process.stdin.flush()
    assert [process.stdout.readline(), process.stdout.readline()] == ["ready\n", "writing\n"]
    process.send_signal(signal.SIGKILL)
    process.wait()
    prizes = Collection("prizes", indexes=("owner",))
    with SqliteStore(path) as store:
        kept = dict(store.scan(prizes))
        assert len(kept) >= 20
        assert len(kept) % 20 == 0  # each put_many is there whole or not at all
        assert store.query(prizes, "owner", ["w"]) == kept
        assert store.insert_if_absent(prizes, "new", {"owner": "me"}).won
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_locked_store_says_who_to_wait_for(path: Path) -> None:
    with SqliteStore(path, wait=0.01) as store, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"has been in use by another program .* wait until that one"):
            store.put_many(PLAIN, {"a": {}})
        other.execute("ROLLBACK")
        store.put_many(PLAIN, {"a": {}})
        assert store.get_many(PLAIN, ["a"]) == {"a": {}}


def test_a_new_file_that_another_program_holds_is_waited_for(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("CREATE TABLE theirs (a)")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="in use by another program"):
            SqliteStore(path, wait=0.03)


@pytest.mark.parametrize(
    ("pragma", "sentence"),
    [
        (
            "user_version = 2",
            r"was written by a newer inroad \(its version is 2, .* knows 1\); upgrade inroad",
        ),
        ("application_id = 77", "belongs to another program; set INROAD_HOME to another folder"),
    ],
)
def test_a_file_of_another_kind_is_refused_and_left_alone(path: Path, pragma: str, sentence: str) -> None:
    SqliteStore(path).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA {pragma}")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=sentence) as refused:
        SqliteStore(path)
    assert str(path) in str(refused.value)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("first,last\nAda,Lovelace\n" * 100)
    with pytest.raises(StoreError, match=f'"{re.escape(str(path))}" is not a SQLite database; move the file'):
        SqliteStore(path)
    assert path.read_text() == "first,last\nAda,Lovelace\n" * 100


def test_a_damaged_file_is_told(path: Path) -> None:
    with SqliteStore(path) as store:
        store.put_many(PLAIN, {f"{n}": {"text": "x" * 500} for n in range(200)})
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 60_000)
    with (
        pytest.raises(StoreError, match="is damaged; put a copy of it in its place"),
        SqliteStore(path) as store,
    ):
        dict(store.scan(PLAIN))


def test_a_full_disk_is_told_and_nothing_half_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SqliteStore(path).close()
    connect = sqlite3.connect

    def small(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.execute("PRAGMA max_page_count = 20")  # SQLite's own way to say that room is out
        return connection

    monkeypatch.setattr(sqlite3, "connect", small)
    with SqliteStore(path) as store:
        store.put_many(PLAIN, {"small": {}})
        with pytest.raises(StoreError, match=r"The disk that holds the store .* is full; make room"):
            store.put_many(PLAIN, {f"{n}": {"text": "x" * 5000} for n in range(50)})
        assert list(store.scan(PLAIN)) == [("small", {})]


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened; check that its folder exists and is yours"):
        SqliteStore(tmp_path)


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("")
    with pytest.raises(StoreError, match=r"cannot be made \(.*\); make its folder writable"):
        SqliteStore(tmp_path / "kept" / "inroad.sqlite")


def test_a_line_break_in_the_name_stays_out_of_the_sentence(tmp_path: Path) -> None:
    (tmp_path / "two\nlines").write_text("x" * 1000)
    with pytest.raises(StoreError) as refused:
        SqliteStore(tmp_path / "two\nlines")
    assert "\n" not in str(refused.value)
    assert "two\\nlines" in str(refused.value)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of the machine may enter, as pytest's own may not be."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("file_mode", "sentence"),
    [
        (0o444, "cannot be written; make the file and its folder writable"),
        (0o000, "cannot be opened; check that its folder exists and is yours"),
    ],
)
def test_a_file_that_the_user_may_not_use(
    open_folder: Path, worker: StartWorker, file_mode: int, sentence: str
) -> None:
    path = open_folder / "inroad.sqlite"
    SqliteStore(path).close()
    path.chmod(file_mode)
    process = worker("open_refused", str(path))
    assert process.stdout is not None
    answer = process.stdout.read()
    assert sentence in answer
    assert str(path) in answer
