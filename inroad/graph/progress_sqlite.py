"""LangGraph's saver for the progress file: of each run the newest checkpoint, of each channel the value it has now.

A step changes a few channels of a run, and only those are written: a checkpoint with many people in it costs no more
than what the last step did. What was before is overwritten, since a run goes on from where it stands, never from
earlier; so LangGraph's travels in time find nothing here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
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
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, from_json, to_json

from inroad.errors import StoreError
from inroad.graph.progress_file import ProgressFile

_JSON = "json of its type"
_Typed = tuple[str, bytes]


class _Place(NamedTuple):
    """A run, and within it a graph: "" for the whole one."""

    run_id: str
    graph: str


class SqliteProgress(BaseCheckpointSaver[int]):
    """A saver for graphs of plain (not async) steps, whose threads are the ids of runs.

    Every call is one transaction. The channels that are fields of `state` are kept as JSON of their types, which is
    several times faster than what `serde` does with models one by one, and keeps all others. A channel that adds up its
    own history (LangGraph's DeltaChannel) cannot be kept.
    """

    def __init__(self, file: ProgressFile, serde: SerializerProtocol, state: type[BaseModel] = BaseModel) -> None:
        super().__init__(serde=serde)
        self._file = file
        self._state = state
        self._fields = frozenset(state.model_fields)
        self._written: dict[_Place, dict[int, tuple[Any, _Typed]]] = {}

    def get_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """Return the checkpoint of a run, None when it has none, or another one is asked for by its id."""
        place, wanted = _place(config), get_checkpoint_id(config)
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
        values = {channel: self._loaded(channel, *typed) for channel, *typed in channels}
        pending: list[PendingWrite] = [(task, name, self._loaded(name, *typed)) for task, name, *typed in writes]
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

        def typed(name: str) -> _Typed:
            same = written.get(id(values[name]))
            return same[1] if same else self._dumped(name, values[name])

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
        return _config(place, checkpoint["id"])

    def put_writes(
        self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = ""
    ) -> None:
        """Write what a task has come to; said twice, the first word stands, but for errors, pauses and answers."""
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

    def _kept(self, channel: str, value: Any, written: dict[int, tuple[Any, _Typed]]) -> _Typed:
        """The bytes of a value, kept in mind: what a task wrote becomes the value of its channel, mostly as it is."""
        typed = self._dumped(channel, value)
        written[id(value)] = (value, typed)
        return typed

    def _dumped(self, channel: str, value: Any) -> _Typed:
        if channel in self._fields:
            with suppress(PydanticSerializationError):  # half a character, say, of which JSON knows nothing
                return _JSON, to_json(value)
        return self.serde.dumps_typed(value)

    def _loaded(self, channel: str, type_: str, body: bytes) -> Any:
        if type_ != _JSON:
            return self.serde.loads_typed((type_, body))
        try:
            return _adapter(self._state, channel).validate_json(body)
        except (KeyError, ValidationError):
            # Another version wrote it: whoever looks for a person finds them, and a step says what it lacks.
            return from_json(body)


@cache
def _adapter(state: type[BaseModel], channel: str) -> TypeAdapter[Any]:
    kind: Any = state.model_fields[channel].annotation
    return TypeAdapter(kind)


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
