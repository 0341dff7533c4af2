"""What keeping the progress of a whole run costs: each value is serialised once, and little is kept but the state."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

from inroad.graph.progress_file import ProgressFile
from inroad.graph.progress_sqlite import SqliteProgress
from inroad.graph.progress_values import Typed, Values
from inroad.graph.steps import go_through
from inroad.settings import Context
from inroad.state import JobInput, JobState


class WatchedValues(Values):
    """Remembers what became bytes."""

    def __init__(self) -> None:
        super().__init__(JsonPlusSerializer(allowed_msgpack_modules=None), JobState, ())
        self.serialised: list[tuple[str, Any]] = []

    def dumped(self, channel: str, value: Any) -> Typed:
        self.serialised.append((channel, value))
        return super().dumped(channel, value)


class Watched(SqliteProgress):
    """Remembers what it serialised, and which channels it was told to write."""

    def __init__(self, file: ProgressFile) -> None:
        super().__init__(file, JsonPlusSerializer(allowed_msgpack_modules=None), JobState)
        self._values = watched = WatchedValues()
        self.serialised = watched.serialised
        self.told: Counter[str] = Counter()

    def put(self, config: Any, checkpoint: Any, metadata: Any, new_versions: Any) -> Any:
        self.told.update(new_versions.keys() & checkpoint["channel_values"].keys())
        return super().put(config, checkpoint, metadata, new_versions)

    def put_writes(self, config: Any, writes: Any, task_id: str, task_path: str = "") -> None:
        self.told.update(channel for channel, _ in writes)
        super().put_writes(config, writes, task_id, task_path)


class Cost(NamedTuple):
    """Bytes: of the state as JSON, of what its progress holds at the end, of all that was written to keep it."""

    state: int
    kept: int
    written: int


def cost_of(job: JobInput, context: Context, path: Path) -> tuple[Watched, Cost]:
    """Run a job with its progress in a file of its own, whose write-ahead log keeps all that is written."""
    with closing(ProgressFile(path)) as file:
        file.rows("PRAGMA wal_autocheckpoint = 0")
        log = path.with_name(f"{path.name}-wal")
        before, saver = log.stat().st_size, Watched(file)
        state = go_through(saver, job, context, None, None)
        kept = sum(file.rows(f"SELECT sum(length(body)) FROM {table}")[0][0] for table in ("heads", "channels"))
        return saver, Cost(len(state.model_dump_json()), kept, log.stat().st_size - before)


@pytest.fixture
def costs(job: JobInput, context: Context, tmp_path: Path) -> tuple[Watched, Cost]:
    job = job.model_copy(update={"run_id": "r_1", "out": str(tmp_path / "out")})
    return cost_of(job, context, tmp_path / "progress.sqlite")


def test_no_value_is_serialised_twice(costs: tuple[Watched, Cost]) -> None:
    saver, _ = costs
    values = [(channel, id(value)) for channel, value in saver.serialised if isinstance(value, (dict, list, JobInput))]
    assert len(values) == len(set(values))
    once = Counter(channel for channel, value in saver.serialised if value)
    set_once = ("opening", "people", "ranking", "facts", "output", "company_info")
    assert {name: once[name] for name in set_once} == dict.fromkeys(set_once, 1)
    assert len(saver.serialised) < saver.told.total()


def test_little_more_is_kept_than_the_state_and_little_written(costs: tuple[Watched, Cost]) -> None:
    _, cost = costs
    assert cost.kept < 1.5 * cost.state + 20_000
    assert cost.written < 10 * cost.state
