"""The file that holds the progress: shared within a process, its user's alone, taken over from an earlier inroad."""

from __future__ import annotations

import gc
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from langgraph.checkpoint.base import Checkpoint
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

from inroad.errors import StoreError
from inroad.graph.progress_earlier import bring_over
from inroad.graph.progress_file import ProgressFile, shared
from inroad.graph.progress_sqlite import SqliteProgress
from tests.graph.processes import PROCESSES


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.sqlite"


def test_a_process_has_the_file_open_once_and_closes_it_at_the_end(path: Path) -> None:
    with shared(path) as one:
        with shared(path) as two:
            assert one is two
        assert one.rows("SELECT count(*) FROM heads") == [(0,)]
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        one.rows("SELECT 1")
    with shared(path) as three:
        assert three is not one


def test_many_threads_open_and_close_it_as_they_like(path: Path) -> None:
    failed: list[Exception] = []

    def work(number: int) -> None:
        try:
            for turn in range(20):
                with shared(path) as file, file.writing() as connection:
                    row = (f"r{number}", str(turn), "c", None, "t", b"")
                    connection.execute("INSERT INTO heads VALUES (?, ?, ?, ?, ?, ?)", row)
        except (StoreError, sqlite3.Error) as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []
    with shared(path) as file:
        assert file.rows("SELECT count(*) FROM heads") == [(120,)]


def test_it_is_the_users_alone_and_waits_for_no_disk(path: Path) -> None:
    with shared(path) as file:
        assert path.stat().st_mode & 0o777 == 0o600
        told = {name: file.rows(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous", "secure_delete")}
    assert told == {"journal_mode": "wal", "synchronous": 1, "secure_delete": 1}


def test_what_cannot_be_written_whole_is_not_written(path: Path) -> None:
    with shared(path) as file:
        twice = [("r", "", "c", None, "t", b"")] * 2
        with pytest.raises(sqlite3.IntegrityError), file.writing(), file.writing() as connection:
            connection.executemany("INSERT INTO heads VALUES (?, ?, ?, ?, ?, ?)", twice)
        assert file.rows("SELECT * FROM heads") == []


@pytest.mark.parametrize("content", [b"no database at all, but a text" * 100, None])
def test_a_file_that_cannot_be_used_is_told_in_a_sentence(path: Path, content: bytes | None) -> None:
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    said = r"The progress of runs in .* cannot be kept \(.*\); move that file away"
    with pytest.raises(StoreError, match=said), shared(path):
        pass
    gc.collect()  # a connection left open would be a warning


def _count_in_a_child(path: Path) -> None:
    with shared(path) as file, file.writing() as connection:
        connection.execute("INSERT INTO heads VALUES ('child', '', 'c', NULL, 't', '')")


def test_other_processes_write_to_it_as_well(path: Path) -> None:
    with shared(path) as file:
        child = PROCESSES.Process(target=_count_in_a_child, args=(path,))
        child.start()
        child.join()
        assert child.exitcode == 0
        assert file.rows("SELECT run_id FROM heads") == [("child",)]


def _left_by_an_earlier_inroad(path: Path, checkpoints: list[tuple[Any, ...]], writes: list[tuple[Any, ...]]) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "CREATE TABLE checkpoints (thread_id TEXT, checkpoint_ns TEXT, checkpoint_id TEXT, "
            "parent_checkpoint_id TEXT, type TEXT, checkpoint BLOB, metadata BLOB)"
        )
        connection.execute(
            "CREATE TABLE writes (thread_id TEXT, checkpoint_ns TEXT, checkpoint_id TEXT, task_id TEXT, "
            "task_path TEXT, idx INTEGER, channel TEXT, type TEXT, value BLOB)"
        )
        connection.executemany("INSERT INTO checkpoints VALUES (?, ?, ?, ?, ?, ?, ?)", checkpoints)
        connection.executemany("INSERT INTO writes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", writes)


def _whole(checkpoint_id: str, value: str) -> Checkpoint:
    return {
        "v": 4,
        "id": checkpoint_id,
        "ts": "2026-03-14T09:26:53+00:00",
        "channel_values": {"word": value},
        "channel_versions": {"word": "00000000000000000000000000000012.0.5318", "gone": f"{3:032}.0.2"},
        "versions_seen": {"step": {"word": "00000000000000000000000000000011.0.9"}},
        "updated_channels": ["word"],
    }


def test_what_an_earlier_inroad_left_is_brought_over(path: Path) -> None:
    serde = JsonPlusSerializer()
    bodies = [serde.dumps_typed(_whole(name, name)) for name in ("c1", "c2")]
    old = [("r", "", f"c{n}", f"c{n - 1}", *body, b'{"step": %d}' % n) for n, body in enumerate(bodies, 1)]
    word, written = serde.dumps_typed("done"), [("c2", 0, "word"), ("c2", 1, "other"), ("c1", 0, "word")]
    _left_by_an_earlier_inroad(
        path,
        old,
        [("r", "", at, "t", "p", number, name, *word) for at, number, name in written],
    )
    with shared(path) as file:
        saver = SqliteProgress(file, serde)
        for _ in range(2):
            bring_over(file, saver)
        found = saver.get_tuple({"configurable": {"thread_id": "r"}})
        assert found is not None
        assert found.checkpoint["channel_values"] == {"word": "c2"}
        assert found.checkpoint["channel_versions"] == {"word": 12, "gone": 3}
        assert found.checkpoint["versions_seen"] == {"step": {"word": 11}}
        assert saver.get_next_version(12, None) == 13
        assert (found.metadata, found.pending_writes) == ({"step": 2}, [("t", "word", "done"), ("t", "other", "done")])
        assert found.parent_config == {"configurable": {"thread_id": "r", "checkpoint_ns": "", "checkpoint_id": "c1"}}
        tables = {name for (name,) in file.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert tables == {"heads", "channels", "task_writes"}


def test_two_processes_bring_it_over_once(path: Path) -> None:
    """The second comes when the first has done so, and gone on already."""
    serde = JsonPlusSerializer()
    _left_by_an_earlier_inroad(path, [("r", "", "c1", None, *serde.dumps_typed(_whole("c1", "old")), b"{}")], [])
    with closing(ProgressFile(path)) as one, closing(ProgressFile(path)) as two:
        saver = SqliteProgress(one, serde)
        bring_over(one, saver)
        place: Any = {"configurable": {"thread_id": "r", "checkpoint_ns": "", "checkpoint_id": "c1"}}
        saver.put(place, _whole("c2", "new"), {}, {"word": 13})
        bring_over(two, SqliteProgress(two, serde))
        found = SqliteProgress(two, serde).get_tuple({"configurable": {"thread_id": "r"}})
        assert found is not None
        assert found.checkpoint["channel_values"] == {"word": "new"}
