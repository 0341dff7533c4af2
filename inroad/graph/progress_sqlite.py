"""LangGraph's saver for the progress file: of each run the newest checkpoint, of each channel the value it has now.

A step changes a few channels of a run, and only those are written: a checkpoint with many people in it costs no more
than what the last step did. What was before is overwritten, since a run goes on from where it stands, never from
earlier; so LangGraph's travels in time find nothing here.

What a step has come to is written before the others beside it have ended. Where there is none beside it, the
checkpoint follows at once and says the same, so it is held back until then, and written only if that does not come.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import (
    WRITES_IDX_MAP,
    BaseCheckpointSaver,
    ChannelVersions,
    Checkpoint,
    CheckpointMetadata,
    CheckpointTuple,
    DeltaChannelHistory,
    PendingWrite,
    get_checkpoint_id,
    get_checkpoint_metadata,
)
from langgraph.checkpoint.serde.base import SerializerProtocol
from pydantic import BaseModel

from inroad.errors import StoreError
from inroad.graph.progress_file import ProgressFile
from inroad.graph.progress_values import Typed, Values


class _Place(NamedTuple):
    """A run, and within it a graph: "" for the whole one."""

    run_id: str
    graph: str


class SqliteProgress(BaseCheckpointSaver[int]):
    """A saver for graphs of plain (not async) steps, whose threads are the ids of runs.

    Every call is one transaction at most. The fields of `state` and what goes to branches as one of the types in
    `orders` are kept as JSON, all else by `serde`. A channel that adds up its own history (LangGraph's DeltaChannel)
    cannot be kept. `write_held` belongs to the end of the work.
    """

    def __init__(
        self,
        file: ProgressFile,
        serde: SerializerProtocol,
        state: type[BaseModel] = BaseModel,
        orders: Iterable[type[BaseModel]] = (),
    ) -> None:
        super().__init__(serde=serde)
        self._file = file
        self._values = Values(serde, state, orders)
        self._written: dict[_Place, dict[int, tuple[Any, Typed]]] = {}
        self._alone: set[_Place] = set()
        self._held: dict[_Place, tuple[RunnableConfig, Sequence[tuple[str, Any]], str, str]] = {}

    def get_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """Return the checkpoint of a run, None when it has none, or another one is asked for by its id."""
        place, wanted = _place(config), get_checkpoint_id(config)
        self._write_held(place)
        with self._file.reading() as connection:
            there = connection.execute(
                "SELECT checkpoint_id, parent_id, type, body FROM heads WHERE run_id = ? AND place = ?", place
            ).fetchone()
            if there is None or wanted not in (None, "", there[0]):
                return None
            checkpoint_id, parent_id, *head = there
            channels = connection.execute(
                "SELECT channel, type, body FROM channels WHERE run_id = ? AND place = ?", place
            ).fetchall()
            writes = connection.execute(
                "SELECT task_id, channel, type, body FROM task_writes "
                "WHERE run_id = ? AND place = ? AND checkpoint_id = ? ORDER BY task_path, task_id, number",
                (*place, checkpoint_id),
            ).fetchall()
        checkpoint, metadata = self.serde.loads_typed((head[0], head[1]))
        values = {channel: self._values.loaded(channel, *typed) for channel, *typed in channels}
        pending: list[PendingWrite] = [(task, name, self._values.loaded(name, *typed)) for task, name, *typed in writes]
        return CheckpointTuple(
            config=_config(place, checkpoint_id),
            checkpoint=checkpoint | {"channel_values": values},
            metadata=metadata,
            parent_config=_config(place, parent_id) if parent_id else None,
            pending_writes=pending,
        )

    def list(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> Iterator[CheckpointTuple]:
        """Yield the checkpoint of each run and graph, the newest first."""
        asked = config["configurable"] if config else {}
        wanted = {"run_id": asked.get("thread_id"), "place": asked.get("checkpoint_ns")}
        named = {column: str(value) for column, value in wanted.items() if value is not None}
        where = "".join(f" AND {column} = ?" for column in named)
        places = self._file.rows(
            f"SELECT run_id, place FROM heads WHERE TRUE{where} ORDER BY checkpoint_id DESC", tuple(named.values())
        )
        last = get_checkpoint_id(before) if before else None
        found = (self.get_tuple(_config(_Place(*place), asked.get("checkpoint_id"))) for place in places)
        fitting = (each for each in found if each and _fits(each, filter or {}, last))
        for number, each in enumerate(fitting):
            if number == limit:
                return
            yield each

    def put(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        """Write what changed since the checkpoint before, and let what led to it go.

        Raises:
            StoreError: another process has gone on with the run meanwhile.
        """
        place, parent = _place(config), get_checkpoint_id(config)
        values = checkpoint["channel_values"]
        body = {name: value for name, value in checkpoint.items() if name != "channel_values"}
        head = self.serde.dumps_typed([body, get_checkpoint_metadata(config, metadata)])
        written = self._written.pop(place, {})
        self._held.pop(place, None)
        self._alone.discard(place)

        def typed(name: str) -> Typed:
            same = written.get(id(values[name]))
            return same[1] if same else self._values.dumped(name, values[name])

        changed = [(*place, name, *typed(name)) for name in new_versions if name in values]
        gone = [(*place, name) for name in new_versions if name not in values]
        with self._file.writing() as connection:
            _follow(connection, place, parent, checkpoint["id"])
            connection.execute(
                "INSERT INTO heads VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (run_id, place) DO UPDATE SET checkpoint_id = "
                "excluded.checkpoint_id, parent_id = excluded.parent_id, type = excluded.type, body = excluded.body",
                (*place, checkpoint["id"], parent, *head),
            )
            connection.executemany(
                "INSERT INTO channels VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (run_id, place, channel) DO UPDATE SET type = excluded.type, body = excluded.body",
                changed,
            )
            connection.executemany("DELETE FROM channels WHERE run_id = ? AND place = ? AND channel = ?", gone)
            connection.execute(
                "DELETE FROM task_writes WHERE run_id = ? AND place = ? AND checkpoint_id <> ?",
                (*place, checkpoint["id"]),
            )
        if self._values.leads_to_one(values):
            self._alone.add(place)
        return _config(place, checkpoint["id"])

    def put_writes(
        self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = ""
    ) -> None:
        """Write what a task has come to; said twice, the first word stands, but for errors, pauses and answers.

        Of a task with none beside it that ended well, it is held back: the checkpoint that follows says it.
        """
        place = _place(config)
        self._write_held(place)
        if place in self._alone and not any(channel in WRITES_IDX_MAP for channel, _ in writes):
            self._held[place] = (config, writes, task_id, task_path)
        else:
            self._write(config, writes, task_id, task_path)

    def write_held(self) -> None:
        """Write what was held back for a checkpoint that does not come."""
        for place in list(self._held):
            self._write_held(place)

    def _write_held(self, place: _Place) -> None:
        if held := self._held.pop(place, None):
            self._write(*held)

    def _write(self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str) -> None:
        place = _place(config)
        written = self._written.setdefault(place, {})
        key = (*place, config["configurable"]["checkpoint_id"], task_id)
        rows = [
            (*key, WRITES_IDX_MAP.get(channel, number), task_path, channel, *self._kept(channel, value, written))
            for number, (channel, value) in enumerate(writes)
        ]
        with self._file.writing() as connection:
            connection.executemany(
                "INSERT INTO task_writes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (run_id, place, checkpoint_id, task_id, number) DO UPDATE SET task_path = "
                "excluded.task_path, channel = excluded.channel, type = excluded.type, body = excluded.body "
                "WHERE number < 0",
                rows,
            )

    def delete_thread(self, thread_id: str) -> None:
        """Remove all progress of a run."""
        self._written = {place: kept for place, kept in self._written.items() if place.run_id != thread_id}
        self._held = {place: held for place, held in self._held.items() if place.run_id != thread_id}
        self._alone = {place for place in self._alone if place.run_id != thread_id}
        with self._file.writing() as connection:
            for table in ("heads", "channels", "task_writes"):
                connection.execute(f"DELETE FROM {table} WHERE run_id = ?", (thread_id,))

    def run_ids(self) -> set[str]:
        """Return the runs that have progress."""
        return {run_id for (run_id,) in self._file.rows("SELECT DISTINCT run_id FROM heads")}

    def shrink(self) -> None:
        """Let what was deleted leave the file for good, even while others have it open."""
        self._file.shrink()

    def get_delta_channel_history(
        self, *, config: RunnableConfig, channels: Sequence[str]
    ) -> Mapping[str, DeltaChannelHistory]:
        """Refuse a channel whose value is the sum of earlier checkpoints, which are not kept.

        Raises:
            NotImplementedError: always.
        """
        raise NotImplementedError(f"{', '.join(channels)}: progress keeps the newest checkpoint alone.")

    def _kept(self, channel: str, value: Any, written: dict[int, tuple[Any, Typed]]) -> Typed:
        """The bytes of a value, kept in mind: what a task wrote becomes the value of its channel, mostly as it is."""
        typed = self._values.dumped(channel, value)
        written[id(value)] = (value, typed)
        return typed


def _place(config: RunnableConfig) -> _Place:
    names = config["configurable"]
    return _Place(str(names["thread_id"]), names.get("checkpoint_ns", ""))


def _config(place: _Place, checkpoint_id: str | None) -> RunnableConfig:
    names = {"thread_id": place.run_id, "checkpoint_ns": place.graph, "checkpoint_id": checkpoint_id}
    return {"configurable": names}


def _fits(found: CheckpointTuple, filter: Mapping[str, Any], before: str | None) -> bool:
    is_asked_for = all(found.metadata.get(name) == value for name, value in filter.items())
    return is_asked_for and not (before and found.checkpoint["id"] >= before)


def _follow(connection: sqlite3.Connection, place: _Place, parent: str | None, checkpoint_id: str) -> None:
    """Make sure that a checkpoint follows the one that is there; one that follows none begins anew."""
    there = connection.execute("SELECT checkpoint_id FROM heads WHERE run_id = ? AND place = ?", place).fetchone()
    if there is None or there[0] in (parent, checkpoint_id):
        return
    if parent:
        raise StoreError(f"Another process has gone on with the run {place.run_id}; this one ends here.")
    connection.execute("DELETE FROM channels WHERE run_id = ? AND place = ?", place)
