"""Who is at a run: on this machine by its process, on others by what it says in the store."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from inroad.errors import UserInputError
from inroad.graph.processes import is_alive
from inroad.graph.run import Step, resume_outreach, run_outreach
from inroad.settings import Context, Tools
from inroad.state import JobInput
from inroad.tools.store import Store, moment, this_process
from inroad.tools.store.presence import LEASE, PROCESSES, Presence
from inroad.tools.store.runs import Run
from tests.conftest import NOW
from tests.mongo_server import mongo, place, store_at

__all__ = ["mongo", "place"]

ELSEWHERE = "far.example:77"


@pytest.fixture
def now() -> list[datetime]:
    return [NOW]


@pytest.fixture
def store(place: str, now: list[datetime]) -> Iterator[Store]:
    with store_at(place, clock=lambda: now[0]) as opened:
        yield opened


def run_of(process: str, state: str = "running") -> Run:
    return Run.model_validate({"run_id": "r_1", "state": state, "job_input": {}, "started_at": NOW, "process": process})


def says(tools: Tools, process: str, until: datetime) -> None:
    tools.store.put_many(PROCESSES, {process: {"until": moment(until), "about": {}}})


def test_a_process_elsewhere_is_there_for_as_long_as_its_word_is_fresh(tools: Tools) -> None:
    assert not is_alive(run_of(ELSEWHERE), tools)
    says(tools, ELSEWHERE, NOW + timedelta(seconds=1))
    assert is_alive(run_of(ELSEWHERE), tools)
    assert is_alive(run_of(ELSEWHERE, "paused"), tools)
    says(tools, ELSEWHERE, NOW)
    assert not is_alive(run_of(ELSEWHERE), tools)


@pytest.mark.parametrize("state", ["done", "failed", "stopped", "dropped"])
def test_nobody_is_at_a_run_that_does_not_go_on(tools: Tools, state: str) -> None:
    says(tools, ELSEWHERE, NOW + LEASE)
    assert not is_alive(run_of(ELSEWHERE, state), tools)
    assert not is_alive(run_of("", "paused"), tools)


def test_a_process_of_this_machine_is_looked_up_whatever_it_says(tools: Tools) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        process = f"{socket.gethostname()}:{other.pid}"
        assert is_alive(run_of(process), tools)
        other.communicate(b"\n")
    says(tools, process, NOW + LEASE)
    assert not is_alive(run_of(process), tools)
    assert is_alive(run_of(f"{socket.gethostname()}:1"), tools)


def test_this_process_is_at_the_runs_that_it_has_under_way(tools: Tools) -> None:
    mine = run_of(f"{socket.gethostname()}:{os.getpid()}")
    assert not is_alive(mine, tools)
    with tools.presence.at_work("r_1"), tools.presence.at_work("r_2"):
        assert is_alive(mine, tools)
    assert not is_alive(mine, tools)


def test_a_run_that_goes_on_is_not_resumed_by_another_thread(context: Context, job: JobInput) -> None:
    refused: list[str] = []

    def watch(step: Step) -> None:
        if step.name == "gather" and not refused:
            with ThreadPoolExecutor(1) as pool, pytest.raises(UserInputError) as caught:
                pool.submit(resume_outreach, "r_1", context).result()
            refused.append(str(caught.value))

    run_outreach(job.model_copy(update={"run_id": "r_1"}), context, watch)
    assert refused == [f"The run r_1 is going on in another process ({this_process()})."]


def test_a_run_of_a_machine_that_is_there_is_not_resumed_and_one_of_a_dead_machine_is(
    context: Context, job: JobInput
) -> None:
    tools = context.tools
    tools.runs.start("r_1", job.model_copy(update={"run_id": "r_1"}).model_dump(mode="json"), NOW, ELSEWHERE)
    says(tools, ELSEWHERE, NOW + LEASE)
    with pytest.raises(UserInputError, match=r"r_1 is going on in another process \(far.example:77\)"):
        resume_outreach("r_1", context)
    says(tools, ELSEWHERE, NOW)
    assert resume_outreach("r_1", context).output is not None


def test_a_run_of_a_batch_pays_out_of_its_purse(context: Context, job: JobInput) -> None:
    run_outreach(job.model_copy(update={"run_id": "r_1", "batch": "b_1"}), context)
    context.tools.spending.saved("r_1", "pdl", 2)
    assert context.tools.spending.spent("b_1")["pdl"].saved == 2


def test_a_process_says_that_it_is_there_until_its_word_is_old(store: Store, now: list[datetime]) -> None:
    mine = Presence(store, lambda: now[0])
    with mine.at_work("r_1"):
        assert mine.is_there(this_process())
        assert mine.workers() == {}
    assert mine.is_there(this_process())  # its word is not taken back, so that the next run need not say it again
    now[0] += LEASE
    assert not mine.is_there(this_process())


def test_a_worker_says_what_it_is_and_leaves_nothing(store: Store) -> None:
    mine = Presence(store, lambda: NOW)
    with mine.as_worker({"version": "1.2"}):
        assert mine.workers() == {this_process(): {"version": "1.2"}}
        with mine.at_work("r_1"):
            assert mine.is_at("r_1")
        assert not mine.is_at("r_1")
        assert Presence(store).workers() == {this_process(): {"version": "1.2"}}
    assert (mine.workers(), mine.is_there(this_process())) == ({}, False)


def test_many_threads_come_and_go(store: Store) -> None:
    mine = Presence(store, lambda: NOW)

    def work(number: int) -> bool:
        with mine.at_work(f"r_{number}"):
            return mine.is_at(f"r_{number}")

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(40)))
    assert not any(mine.is_at(f"r_{number}") for number in range(40))


def test_tools_of_another_store_know_nothing_of_it(tools: Tools) -> None:
    with tools.presence.at_work("r_1"):
        assert not replace(tools).presence.is_at("r_1")
