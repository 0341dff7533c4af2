"""Whom the progress of unfinished runs holds, and how a run is given up with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.types import Send
from pydantic_core import to_jsonable_python

from inroad.errors import UserInputError
from inroad.graph.processes import is_alive, taken
from inroad.graph.progress import opened
from inroad.graph.progress_sqlite import SqliteProgress
from inroad.settings import Tools
from inroad.state import Record
from inroad.tools.jobs import is_job
from inroad.tools.store.runs import Run
from inroad.tools.store.whom import Whom, known_as, people_in

Saver = BaseCheckpointSaver[Any]


class Unfinished(Record):
    """A run that did not end, whose progress holds a person: as which records."""

    run_id: str
    state: str
    started_at: datetime | None
    people: list[dict[str, Any]]


def people_in_progress(tools: Tools) -> set[Whom]:
    """Return everybody whom the progress of a run holds."""
    with opened(tools) as saver:
        return {known_as(person) for _, value in _checkpoints(saver) for person in people_in(value)}


def holding(person: Whom, tools: Tools) -> list[Unfinished]:
    """Return the runs whose progress mentions a person, with the records of them that it holds."""
    runs = {run.run_id: run for run in tools.runs.list()}
    held: dict[str, list[dict[str, Any]]] = {}
    with opened(tools) as saver:
        for run_id, value in _checkpoints(saver):
            if person.mentioned_in(value):
                records = held.setdefault(run_id, [])
                own = [dict(each) for each in people_in(value) if person.is_(known_as(each))]
                records += [each for index, each in enumerate(own) if each not in records + own[:index]]
    return [_unfinished(run_id, runs.get(run_id), people) for run_id, people in sorted(held.items())]


def refuse_if_going_on(run_ids: Iterable[str], tools: Tools, *, done: str) -> None:
    """Make sure that no process is at any of these runs, which would write it all down anew.

    Raises:
        UserInputError: one is; `done` says what was done all the same.
    """
    wanted = set(run_ids)
    for run in tools.runs.list():
        if run.run_id in wanted and is_alive(run, tools):
            raise UserInputError(f"{taken(run)} It holds them: stop it, or let it end, and say this again. {done}")


def drop(run_ids: Sequence[str], why: str, tools: Tools) -> list[str]:
    """Give runs up with their progress; those that were not over are set to dropped, and returned.

    Raises:
        UserInputError: another process has gone on with one of them.
    """
    runs = {run.run_id: run for run in tools.runs.list()}
    unfinished = [run for id_ in run_ids if (run := runs.get(id_)) and not run.is_over]
    for run in unfinished:
        if is_alive(run, tools) or not tools.runs.drop(run, why, tools.clock()):
            raise taken(run)
    with opened(tools) as saver:
        for run_id in run_ids:
            saver.delete_thread(run_id)
        if isinstance(saver, SqliteProgress):
            saver.shrink()
    tell_jobs((run.run_id for run in unfinished), tools)
    return [run.run_id for run in unfinished]


def drop_one(run_id: str, tools: Tools) -> Run:
    """Give one run up as its user wishes; drafts that it made stay.

    Raises:
        RunNotFoundError: there is no such run.
        UserInputError: it is over, or another process is at it.
    """
    run = tools.runs.get(run_id)
    if run.state == "done":
        raise UserInputError(f"The run {run_id} is done; there is nothing to drop.")
    drop([run_id], "you gave it up.", tools)
    return tools.runs.get(run_id)


def threads(tools: Tools) -> set[str]:
    """Return the runs that have progress."""
    with opened(tools) as saver:
        if isinstance(saver, SqliteProgress):
            return saver.run_ids()
        return {each.config["configurable"]["thread_id"] for each in saver.list(None)}


def tell_jobs(run_ids: Iterable[str], tools: Tools) -> None:
    """Write into the jobs of a board that these runs were about what their newest report now says, if there is one."""
    if tools.jobs is None:
        return
    wanted = set(run_ids)
    runs = [run for run in tools.runs.list() if _is_of_a_job(run)]
    for posting in {run.job_input["posting"] for run in runs if run.run_id in wanted}:
        reports = (tools.runs.report(run.run_id) for run in runs if run.job_input["posting"] == posting)
        report = next((report for report in reports if report is not None), None)
        told = {"contacts": report["contacts"]} if report else {"contacts": [], "status": "dropped"}
        tools.jobs.write_back(posting, {**told, "outreach": report})


def _is_of_a_job(run: Run) -> bool:
    return is_job(str(run.job_input.get("posting", ""))) and not run.job_input.get("dry_run")


def _unfinished(run_id: str, run: Run | None, people: list[dict[str, Any]]) -> Unfinished:
    if run is None:
        return Unfinished(run_id=run_id, state="unknown", started_at=None, people=people)
    return Unfinished(run_id=run_id, state=run.state, started_at=run.started_at, people=people)


def _checkpoints(saver: Saver) -> Iterator[tuple[str, Any]]:
    """All that the progress holds, as JSON by run: each state, what is pending, what is told of it."""
    for each in saver.list(None):
        value = [each.checkpoint["channel_values"], each.pending_writes, each.metadata]
        yield each.config["configurable"]["thread_id"], to_jsonable_python(value, fallback=_parts)


def _parts(value: Any) -> Any:
    """What JSON has no word for: an order on its way to a branch; of anything else its words."""
    return {"node": value.node, "arg": value.arg} if isinstance(value, Send) else repr(value)
