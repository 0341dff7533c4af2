"""The progress of runs on disk, from which a run goes on after a crash or a pause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.types import StateSnapshot
from pydantic import BaseModel

from inroad import state as records
from inroad.errors import UserInputError
from inroad.graph.outreach import graph as bare_graph
from inroad.graph.progress_earlier import bring_over
from inroad.graph.progress_file import shared
from inroad.graph.progress_sqlite import SqliteProgress
from inroad.nodes import orders
from inroad.settings import Tools
from inroad.state import JobState
from inroad.tools import writing
from inroad.tools.store.opening import Mongo

# The longest run: the plain way through, every broader search, page and round of addresses.
_RECURSION_LIMIT = 250
# Results of a fan-out are kept as they arrive only while each branch has a thread of its own.
_MAX_CONCURRENCY = 256


def thread(run_id: str) -> RunnableConfig:
    """Return LangGraph's configuration of a run."""
    return {
        "configurable": {"thread_id": run_id},
        "recursion_limit": _RECURSION_LIMIT,
        "max_concurrency": _MAX_CONCURRENCY,
    }


def state_of(values: Mapping[str, Any]) -> JobState:
    """Return the state that these values of the graph's channels are."""
    return JobState.model_validate(values)


def paused_at(run_id: str, tools: Tools) -> StateSnapshot:
    """Return where a paused run stands.

    Raises:
        UserInputError: its progress was removed.
        StoreError: where the progress lies cannot be used.
    """
    with opened(tools) as saver:
        found = bare_graph.copy({"checkpointer": saver}).get_state(thread(run_id))
    if not found.interrupts:
        raise UserInputError(f"The progress of the run {run_id} is gone; start it anew.")
    return found


def progress_file(tools: Tools) -> Path:
    """Return the file with the progress of runs, where it is not in MongoDB."""
    return tools.home / "progress.sqlite"


@contextmanager
def opened(tools: Tools) -> Iterator[BaseCheckpointSaver[Any]]:
    """Open the progress of all runs: in MongoDB where that is the store, else in a file of its own.

    Who opens it around many runs spares each of them the opening: a process has the file open only once.

    Raises:
        StoreError: it cannot be used.
        UserInputError: MongoDB is set, and the extra `mongo` is not installed.
    """
    with _in_mongo(tools.mongo) if tools.mongo else _in_file(progress_file(tools)) as saver:
        yield saver


@contextmanager
def _in_file(path: Path) -> Iterator[SqliteProgress]:
    """A file of its own beside the store: it is written at each step, and shrinks when a run ends."""
    with shared(path) as file:
        saver = SqliteProgress(file, _serializer(), JobState, _models(orders))
        bring_over(file, saver)
        try:
            yield saver
        finally:
            saver.write_held()


@contextmanager
def _in_mongo(mongo: Mongo) -> Iterator[BaseCheckpointSaver[Any]]:
    from inroad.tools.store.mongo_connection import client, in_words

    try:
        from langgraph.checkpoint.mongodb import MongoDBSaver
    except ImportError as error:
        raise UserInputError("MONGODB_URI needs one package more: pip install 'inroad[mongo]'.") from error
    with in_words():
        yield MongoDBSaver(
            client(mongo),
            mongo.database,
            checkpoint_collection_name="progress",
            writes_collection_name="progress_writes",
            serde=_serializer(),
        )


def _serializer() -> JsonPlusSerializer:
    return JsonPlusSerializer(allowed_msgpack_modules=_stored_types())


def _stored_types() -> list[type[BaseModel]]:
    """Everything that a checkpoint may hold; nothing else is brought to life from the file."""
    return _models(records, orders, writing)


@cache
def _models(*modules: ModuleType) -> list[type[BaseModel]]:
    found = [value for module in modules for value in vars(module).values()]
    return [value for value in found if isinstance(value, type) and issubclass(value, BaseModel)]
