"""Whole runs whose store and progress lie in MongoDB."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from pymongo.database import Database

from inroad import Context, outreach
from inroad.errors import StoreError
from inroad.graph.run import Step, decide, resume_outreach, review, run_outreach
from inroad.state import JobInput
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.store.mongo import MongoStore
from inroad.tools.store.mongo_connection import database
from inroad.tools.store.opening import Mongo
from tests.cli_runner import CommandLine, drafts
from tests.conftest import NOW
from tests.graph.dying_worker import Death, DyingTools
from tests.graph.processes import PROCESSES
from tests.mongo_server import MongoServer, mongo

__all__ = ["mongo"]
# A server that has imported everything forks the process that dies.
RUN = "r_mongo"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mongo: Mongo) -> Path:
    """The user's home, with MongoDB set."""
    monkeypatch.setenv("MONGODB_URI", mongo.uri.get_secret_value())
    monkeypatch.setenv("INROAD_DB", mongo.database)
    return tmp_path / "inroad"


@pytest.fixture
def inroad(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(capsys, monkeypatch)


def _left_of_progress(there: Database[dict[str, Any]]) -> list[int]:
    return [there[name].count_documents({}) for name in ("progress", "progress_writes")]


def test_a_run_keeps_everything_in_mongodb(job: JobInput, home: Path, mongo: Mongo) -> None:
    state = outreach(**job.model_dump(exclude_unset=True), max_contacts=3, run_id=RUN)
    assert [contact.draft is not None for contact in state.contacts] == [True] * 3
    there = database(mongo)
    kept = {name: there[name].count_documents({}) for name in ("contacts", "drafts", "runs", "run-reports")}
    assert kept == {"contacts": 3, "drafts": 3, "runs": 1, "run-reports": 1}
    run = there["runs"].find_one({"_id": RUN})
    assert run is not None
    assert (run["state"], run["company"]) == ("done", "Acme Robotics")
    assert _left_of_progress(there) == [0, 0]
    assert not list(home.glob("*.sqlite*"))


def test_a_second_run_keeps_the_drafts_and_the_people(job: JobInput, home: Path) -> None:
    given = job.model_dump(exclude_unset=True)
    first, second = (outreach(**given, max_contacts=3) for _ in range(2))
    assert [contact.person_id for contact in second.contacts] == [contact.person_id for contact in first.contacts]
    assert [contact.draft for contact in second.contacts] == [contact.draft for contact in first.contacts]
    assert len(drafts(home)) == 3


def test_a_review_waits_in_mongodb(job: JobInput, home: Path, mongo: Mongo) -> None:
    run_outreach(job.model_copy(update={"review": True, "run_id": RUN, "max_contacts": 3}), Context())
    assert drafts(home) == []
    assert min(_left_of_progress(database(mongo))) > 0
    asked = review(RUN, Context())
    state = decide(RUN, asked.answer, Context())
    assert [contact.draft is not None for contact in state.contacts] == [True] * 3
    assert _left_of_progress(database(mongo)) == [0, 0]


def _dying(home: Path, mongo: Mongo, point: str, count: int) -> Context:
    tools = DyingTools(
        store=MongoStore(mongo), home=home, mongo=mongo, mail_servers=UnaskedMxResolver(), clock=lambda: NOW
    )
    tools.death = Death(point, count)
    for name in ("library", "ledger", "runs"):
        vars(tools)[name] = tools.death.at(getattr(tools, name))
    return Context(messages_per_call=2).with_tools(tools)


def _run_and_die(job: JobInput, home: Path, mongo: Mongo, point: str, count: int) -> None:
    run_outreach(job, _dying(home, mongo, point, count))


@pytest.mark.parametrize(("point", "count"), [("before search", 1), ("after create", 2)])
def test_a_run_that_was_killed_goes_on(point: str, count: int, job: JobInput, home: Path, mongo: Mongo) -> None:
    job = job.model_copy(update={"run_id": RUN, "max_contacts": 3})
    process = PROCESSES.Process(target=_run_and_die, args=(job, home, mongo, point, count))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert min(_left_of_progress(database(mongo))) > 0
    steps: list[Step] = []
    state = resume_outreach(RUN, _dying(home, mongo, "before nothing", 1), steps.append)
    assert "check_inputs" not in {step.name for step in steps}
    assert [contact.draft is not None for contact in state.contacts] == [True] * 3
    assert len([name for name in drafts(home) if name.endswith(".eml")]) == 3
    assert _left_of_progress(database(mongo)) == [0, 0]


def test_each_step_is_kept_before_the_next_one_begins(job: JobInput, home: Path, mongo: Mongo) -> None:
    context = _dying(home, mongo, "before nothing", 1)
    job = job.model_copy(update={"run_id": RUN, "max_contacts": 3})
    seen: list[tuple[str, int]] = []

    def watch(step: Step) -> None:
        if step.what == "started":
            seen.append((step.name, database(mongo)["progress"].count_documents({"thread_id": RUN})))

    run_outreach(job, context, watch)
    counts = [count for _, count in seen]
    assert counts == sorted(counts)
    assert (seen[0][0], seen[0][1] > 0, counts[-1] > 5) == ("check_inputs", True, True)


def test_no_server_ends_with_one_sentence(inroad: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MONGODB_URI", "mongodb://ada:canary-9@127.0.0.1:9/?serverSelectionTimeoutMS=100")
    ended = inroad.run()
    assert (ended.code, ended.out) == (1, "")
    assert ended.complaint.startswith("No MongoDB answers at MONGODB_URI; start it")
    assert "canary-9" not in ended.err


def test_a_server_that_dies_in_the_middle_is_told_and_the_run_goes_on_later(job: JobInput, tmp_path: Path) -> None:
    server = MongoServer()
    try:
        server.start()
        mongo = Mongo(SecretStr(f"{server.uri}?serverSelectionTimeoutMS=200"))
        context = _dying(tmp_path / "inroad", mongo, "before nothing", 1)
        job = job.model_copy(update={"run_id": RUN, "max_contacts": 3})

        def cut(step: Step) -> None:
            if step.name == "search" and step.what == "started":
                server.stop()

        with pytest.raises(StoreError, match=r"No MongoDB answers|broke off"):
            run_outreach(job, context, cut)
        server.start()
        state = resume_outreach(RUN, context)
        assert [contact.draft is not None for contact in state.contacts] == [True] * 3
    finally:
        server.remove()


def test_progress_that_is_refused_is_a_store_error(job: JobInput, home: Path, mongo: Mongo) -> None:
    context = _dying(home, mongo, "before nothing", 1)
    job = job.model_copy(update={"run_id": RUN, "max_contacts": 3})

    def refuse(step: Step) -> None:
        if step.name == "search" and step.what == "started":
            database(mongo).command("collMod", "progress", validator={"never": {"$exists": True}})

    with pytest.raises(StoreError, match=r"MongoDB refused an operation \((121|DocumentValidationFailure)\)"):
        run_outreach(job, context, refuse)
    run = context.tools.runs.get(RUN)
    assert (run.state, run.exit_code) == ("failed", 1)
    database(mongo).command("collMod", "progress", validator={})
    assert len(resume_outreach(RUN, context).contacts) == 3
