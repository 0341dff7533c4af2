"""Retention: what is older than is to be kept goes, from the store and with the progress of runs that died."""

from __future__ import annotations

from datetime import datetime, timedelta

from inroad.errors import StoreError, UserInputError
from inroad.graph.processes import is_alive
from inroad.graph.unfinished import drop, tell_jobs, threads
from inroad.settings import Tools
from inroad.state import JobState, Problem, Record
from inroad.tools.store.retention import Overdue, ended_before, is_turn, overdue, remove


class Purge(Record):
    """What is to go, or went: people of the library, of reports alone, records, runs given up, progress left over."""

    people: list[str]
    reported: int
    records: int
    runs: list[str]
    leftovers: list[str]


def planned(before: datetime, tools: Tools) -> Purge:
    """Return what a purge would remove; nothing is changed.

    Raises:
        StoreError: the store or the progress cannot be used.
    """
    dead, leftovers = _given_up(before, tools)
    return _told(overdue(tools.store, before), dead, leftovers)


def purge(before: datetime, tools: Tools) -> Purge:
    """Remove who was last seen before a moment and never written to, and what died before it.

    Raises:
        StoreError: the store or the progress cannot be used.
    """
    dead, leftovers = _given_up(before, tools)
    drop([*dead, *leftovers], "it was older than is kept.", tools)
    gone = overdue(tools.store, before)
    tell_jobs(remove(tools.store, gone), tools)
    return _told(gone, dead, leftovers)


def with_retention(state: JobState, tools: Tools) -> JobState:
    """Purge once a day by the user's setting (0 days: never), at the end of a run, and return the run's state.

    What goes wrong is told as a problem: the run itself is done.
    """
    now = tools.clock()
    try:
        if tools.retention_days and is_turn(tools.store, now):
            purge(now - timedelta(days=tools.retention_days), tools)
    except (StoreError, UserInputError) as error:
        return _troubled(state, str(error))
    return state


def _troubled(state: JobState, why: str) -> JobState:
    text = f"What is older than INROAD_RETENTION_DAYS could not be removed: {why}"
    problem = Problem(provider="inroad", step="report", kind="retention", message=text, action="see `inroad purge`")
    problems = [*state.problems, problem]
    output = state.output.model_copy(update={"problems": problems}) if state.output else None
    return state.model_copy(update={"problems": problems, "output": output})


def _given_up(before: datetime, tools: Tools) -> tuple[list[str], list[str]]:
    """The runs that did not end, which nobody has been at since, and the progress that no unfinished run has.

    Such progress is of runs that are over, or not in the store: their process died before it came to remove it. It is
    read before the runs, so that a run which begins meanwhile is among them.
    """
    with_progress = threads(tools)
    unfinished = [run for run in tools.runs.list() if not run.is_over]
    dead = [run.run_id for run in unfinished if ended_before(run, before) and not is_alive(run, tools)]
    return dead, sorted(with_progress - {run.run_id for run in unfinished})


def _told(gone: Overdue, dead: list[str], leftovers: list[str]) -> Purge:
    return Purge(
        people=[f"{entry.name} ({entry.company})" if entry.company else entry.name for entry in gone.people],
        reported=len(gone.reported),
        records=len(gone.records) + len(gone.research),
        runs=dead,
        leftovers=leftovers,
    )
