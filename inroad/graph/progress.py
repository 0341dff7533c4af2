"""The progress of runs on disk, from which a run goes on after a crash or a pause."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite import SqliteSaver
from langgraph.types import StateSnapshot
from pydantic import BaseModel
from tenacity import retry, retry_if_exception, stop_after_delay, wait_random

from inroad import state as records
from inroad.errors import StoreError, UserInputError
from inroad.graph.outreach import graph as bare_graph
from inroad.nodes import orders
from inroad.state import JobState
from inroad.tools import writing

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


def state_of(progress: StateSnapshot) -> JobState:
    """Return the state that was kept."""
    return JobState.model_validate(progress.values)


def paused_at(run_id: str, home: Path) -> StateSnapshot:
    """Return where a paused run stands.

    Raises:
        UserInputError: its progress was removed.
        StoreError: the file with the progress cannot be used.
    """
    with opened(home) as saver:
        found = bare_graph.copy({"checkpointer": saver}).get_state(thread(run_id))
    if not found.interrupts:
        raise UserInputError(f"The progress of the run {run_id} is gone; start it anew.")
    return found


@contextmanager
def opened(home: Path) -> Iterator[SqliteSaver]:
    """Open the progress of all runs, in a file of its own: it is written at each step, and shrinks when a run ends.

    Raises:
        StoreError: the file cannot be used.
    """
    path = home / "progress.sqlite"
    try:
        path.touch(mode=0o600, exist_ok=True)
        with closing(sqlite3.connect(path, check_same_thread=False, timeout=30)) as connection:
            saver = SqliteSaver(connection, serde=JsonPlusSerializer(allowed_msgpack_modules=_stored_types()))
            _set_up(connection, saver)
            yield saver
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"The progress of runs in {path} cannot be kept ({error}); move that file away.") from error


def _is_locked(error: BaseException) -> bool:
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


# SQLite does not wait where several runs change a new file to its journal at once, whatever the time-out.
@retry(retry=retry_if_exception(_is_locked), wait=wait_random(0.01, 0.1), stop=stop_after_delay(30), reraise=True)
def _set_up(connection: sqlite3.Connection, saver: SqliteSaver) -> None:
    connection.execute("PRAGMA auto_vacuum = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    saver.setup()


def _stored_types() -> list[type]:
    """Everything that a checkpoint may hold; nothing else is brought to life from the file."""
    found = [value for module in (records, orders, writing) for value in vars(module).values()]
    return [value for value in found if isinstance(value, type) and issubclass(value, BaseModel)]
