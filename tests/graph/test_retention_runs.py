"""Retention looks after runs that died, and never costs a run its report."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import timedelta

import pytest

from inroad.errors import StoreError, UserInputError
from inroad.graph.retention import planned, purge
from inroad.graph.run import run_outreach
from inroad.graph.unfinished import drop, threads
from inroad.settings import Context, Tools
from inroad.state import JobInput
from inroad.tools.store.runs import RUNS
from inroad.tools.store.sqlite import SqliteStore
from tests.conftest import NOW

LATER = NOW + timedelta(days=400)


@pytest.fixture
def order(job: JobInput) -> JobInput:
    return job.model_copy(update={"review": True, "run_id": "r_paused", "max_contacts": 2})


def test_a_run_that_nobody_went_on_with_goes_with_its_report(order: JobInput, context: Context, tools: Tools) -> None:
    run_outreach(order, context)
    assert purge(NOW - timedelta(days=1), tools).runs == []
    assert planned(LATER, tools).runs == ["r_paused"]
    assert threads(tools) == {"r_paused"}
    gone = purge(LATER, tools)
    assert (gone.runs, gone.leftovers, gone.reported) == (["r_paused"], [], 0)
    assert (tools.runs.get("r_paused").state, tools.runs.report("r_paused"), threads(tools)) == ("dropped", None, set())


def test_a_run_in_review_elsewhere_is_left_alone(order: JobInput, context: Context, tools: Tools) -> None:
    run_outreach(order, context)
    assert tools.runs.hold(tools.runs.get("r_paused"), f"{socket.gethostname()}:1")
    assert purge(LATER, tools).runs == []
    with pytest.raises(UserInputError, match="is in review in another process"):
        drop(["r_paused"], "", tools)
    assert threads(tools) == {"r_paused"}


def test_progress_that_no_run_owns_goes_at_once(order: JobInput, context: Context, tools: Tools) -> None:
    run_outreach(order, context)
    tools.store.delete(RUNS, ["r_paused"])
    assert purge(NOW - timedelta(days=1), tools).leftovers == ["r_paused"]
    assert threads(tools) == set()


class FullStore(SqliteStore):
    """A store on a disk that is full by the time that something is to be removed."""

    def purge_expired(self) -> int:
        raise StoreError("The disk is full.")


def test_what_goes_wrong_is_a_problem_of_the_report_and_not_of_the_run(order: JobInput, tools: Tools) -> None:
    plain = order.model_copy(update={"review": False, "run_id": "r_plain"})
    with FullStore(tools.home / "inroad.sqlite", clock=tools.clock) as store:
        state = run_outreach(plain, Context().with_tools(replace(tools, store=store)))
    assert state.output is not None
    [problem] = state.output.problems
    assert problem.message == "What is older than INROAD_RETENTION_DAYS could not be removed: The disk is full."
    assert state.output.problems == state.problems
    assert tools.runs.get("r_plain").state == "done"
