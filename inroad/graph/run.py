"""Run the outreach graph with its progress kept on disk, and go on after a crash."""

from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Literal

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite import SqliteSaver
from pydantic import BaseModel, Field
from tenacity import retry, retry_if_exception, stop_after_delay, wait_random

from inroad import state as records
from inroad.errors import InroadError, StoreError, UserInputError
from inroad.graph.outreach import graph as bare_graph
from inroad.nodes import orders
from inroad.nodes.read_posting import new_run_id
from inroad.settings import Context
from inroad.state import JobInput, JobState, Record
from inroad.tools import writing
from inroad.tools.store.runs import Run

OK, OUR_ERROR, USER_ERROR, FEWER, REFUSED, STOPPED = 0, 1, 2, 3, 4, 130
_REFUSALS = {
    "BadKeyError",
    "OutOfCreditError",
    "RateLimitedError",
    "RefusedQueryError",
    "UnavailableError",
    "GarbledAnswerError",
}

# The longest run: the plain way through, every broader search, page and round of addresses.
_RECURSION_LIMIT = 250
# Results of a fan-out are kept as they arrive only while each branch has a thread of its own.
_MAX_CONCURRENCY = 256


class Step(Record):
    """A step that starts or ends; `update` is what it changed, when it ended."""

    name: str
    what: Literal["started", "ended"]
    update: dict[str, Any] = Field(default_factory=dict)


Watch = Callable[[Step], None]


def run_outreach(job: JobInput, context: Context, watch: Watch | None = None) -> JobState:
    """Run the graph for one posting, and return its final state (`output` is the report).

    Raises:
        UserInputError: something in the input cannot be used.
        StoreError: the store cannot be used.
    """
    job = job.model_copy(update={"run_id": job.run_id or new_run_id()})
    tools = context.tools
    tools.runs.start(job.run_id, job.model_dump(mode="json"), tools.clock(), _this_process())
    return _drive(job, context, watch)


def resume_outreach(run_id: str, context: Context, watch: Watch | None = None) -> JobState:
    """Go on with a run that was interrupted; finished steps are not done again.

    Raises:
        RunNotFoundError: there is no such run.
        UserInputError: the run is over, or another process is at it.
    """
    tools = context.tools
    run = tools.runs.get(run_id)
    if run.state == "done":
        raise UserInputError(f"The run {run_id} is done; `inroad runs {run_id}` shows its report.")
    if _is_alive(run) or not tools.runs.resume(run, _this_process()):
        raise UserInputError(f"The run {run_id} is going on in another process ({run.process}).")
    tools.spending.doubt_left_open(run_id)
    return _drive(JobInput.model_validate(run.job_input), context, watch)


def exit_code(state: JobState) -> int:
    """Return 0 when all that was asked for is there, 4 when a provider refused and nobody was found, else 3."""
    refused = any(problem.step == "search" and problem.kind in _REFUSALS for problem in state.problems)
    if refused and not state.contacts:
        return REFUSED
    return FEWER if state.error else OK


def _drive(job: JobInput, context: Context, watch: Watch | None) -> JobState:
    tools = context.tools
    try:
        with _saver(tools.home) as saver:
            state = _stream(saver, job, context, watch)
            report = state.output.model_dump(mode="json") if state.output else {}
            tools.runs.finish(job.run_id, report, exit_code(state), tools.clock())
            saver.delete_thread(job.run_id)
    except KeyboardInterrupt:
        tools.runs.stop(job.run_id, tools.clock())
        raise
    except InroadError as error:
        code = USER_ERROR if isinstance(error, UserInputError) else OUR_ERROR
        tools.runs.fail(job.run_id, str(error), code, tools.clock())
        raise
    except Exception as error:
        tools.runs.fail(job.run_id, f"{type(error).__name__}: {error}", OUR_ERROR, tools.clock())
        raise
    return state


def _stream(saver: SqliteSaver, job: JobInput, context: Context, watch: Watch | None) -> JobState:
    graph = bare_graph.copy({"checkpointer": saver})
    config: RunnableConfig = {
        "configurable": {"thread_id": job.run_id},
        "recursion_limit": _RECURSION_LIMIT,
        "max_concurrency": _MAX_CONCURRENCY,
    }
    begun = bool(graph.get_state(config).values)
    parts = graph.stream(
        None if begun else job,
        config,
        context=context,
        durability="sync",
        stream_mode=["tasks"],
        version="v2",
    )
    for part in parts:
        if watch and part["type"] == "tasks" and not part["data"].get("error"):
            watch(_step(part["data"]))
    return JobState.model_validate(graph.get_state(config).values)


def _step(task: Any) -> Step:
    """A finished task has a result."""
    if "result" in task:
        return Step(name=task["name"], what="ended", update=dict(task["result"] or {}))
    return Step(name=task["name"], what="started")


@contextmanager
def _saver(home: Path) -> Iterator[SqliteSaver]:
    """Progress lies in a file of its own: it is written at each step, and shrinks when a run ends.

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


def _this_process() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def _is_alive(run: Run) -> bool:
    """Tell whether the process that a running run was started by still exists on this machine."""
    host, _, number = run.process.rpartition(":")
    if run.state != "running" or host != socket.gethostname() or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return int(number) != os.getpid()
