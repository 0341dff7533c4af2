"""What came of a run stands in its job afterwards: done, paused, failed and gone on with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from inroad.errors import PostingError, SenderError, StoreError
from inroad.graph.run import decide, resume_outreach, review, run_outreach
from inroad.settings import Context, Tools
from inroad.state import JobInput, JobState, Posting
from inroad.tools.postings.any import AnyPostingReader
from inroad.tools.postings.files import FilePostingReader
from inroad.tools.postings.mongo import JOBS
from inroad.tools.store.mongo_connection import database
from inroad.tools.store.opening import Mongo
from tests.cli_runner import CommandLine
from tests.conftest import EXAMPLES
from tests.mongo_server import mongo

__all__ = ["mongo"]
REF, RUN = "mongo:j1", "r_told"


class FakeBoard:
    """A board with one job, a queue of answers to write-backs, and a history of what was written."""

    def __init__(self, *answers: bool | StoreError) -> None:
        self.answers = list(answers)
        self.history: list[tuple[str, Mapping[str, Any]]] = []
        self.posting = FilePostingReader().read(str(EXAMPLES / "postings" / "ashby.json"))

    def read(self, ref: str, *, company: str = "") -> Posting:
        if ref != REF:
            raise PostingError(f"There is no job {ref}.")
        return self.posting.model_copy(update={"source_id": "j1"})

    def find(self, query: str) -> Iterator[str]:
        yield REF

    def write_back(self, ref: str, fields: Mapping[str, Any]) -> bool:
        self.history.append((ref, fields))
        answer = self.answers.pop(0) if self.answers else True
        if isinstance(answer, StoreError):
            raise answer
        return answer

    @property
    def last(self) -> Mapping[str, Any]:
        return self.history[-1][1]

    @property
    def statuses(self) -> list[str]:
        assert {ref for ref, _ in self.history} == {REF}
        return [fields["status"] for _, fields in self.history]


@pytest.fixture
def board() -> FakeBoard:
    return FakeBoard()


@pytest.fixture
def told(tools: Tools, board: FakeBoard) -> Context:
    """A context whose tools know the board."""
    tools.jobs, tools.postings = board, AnyPostingReader(jobs=board)
    return Context().with_tools(tools)


@pytest.fixture
def order(job: JobInput) -> JobInput:
    return job.model_copy(update={"posting": REF, "run_id": RUN, "max_contacts": 3})


def _report(state: JobState) -> dict[str, Any]:
    assert state.output is not None
    return state.output.model_dump(mode="json")


def test_contacts_report_and_status_are_written_when_a_run_ends(
    order: JobInput, told: Context, board: FakeBoard
) -> None:
    state = run_outreach(order, told)
    report = _report(state)
    assert board.history == [
        (REF, {"contacts": report["contacts"], "outreach": report, "status": "contacts_found", "error": ""})
    ]
    assert (len(report["contacts"]), report["job_id"], state.job_id) == (3, "j1", "j1")
    assert told.tools.runs.report(RUN) == report


def test_nobody_and_a_shortfall_are_told_too(order: JobInput, told: Context, board: FakeBoard) -> None:
    run_outreach(order.model_copy(update={"network": []}), told)
    assert (board.statuses, board.last["contacts"]) == (["no_contacts"], [])
    assert board.last["error"] == "0 of 3 contacts with an address were found."


def test_a_dry_run_writes_nothing(order: JobInput, told: Context, board: FakeBoard) -> None:
    run_outreach(order.model_copy(update={"dry_run": True}), told)
    assert board.history == []


def test_a_posting_of_a_file_is_nobodys_job(order: JobInput, job: JobInput, told: Context, board: FakeBoard) -> None:
    run_outreach(order.model_copy(update={"posting": job.posting}), told)
    assert board.history == []


def test_a_pause_and_what_is_decided_are_told(order: JobInput, told: Context, board: FakeBoard) -> None:
    paused = run_outreach(order.model_copy(update={"review": True}), told)
    assert board.statuses == ["contacts_in_review"]
    assert board.last["outreach"] == _report(paused) == told.tools.runs.report(RUN)
    assert [contact["draft"] for contact in board.last["contacts"]] == [None] * 3
    first, *others = review(RUN, told).answer
    decide(RUN, {first: {"do": "keep"}}, told)
    assert board.statuses == ["contacts_in_review"] * 2
    done = decide(RUN, {other: {"do": "keep"} for other in others}, told)
    assert board.statuses == [*["contacts_in_review"] * 2, "contacts_found"]
    assert board.last["outreach"] == _report(done)
    assert all(contact["draft"] for contact in board.last["contacts"])


def test_a_failure_is_told_and_a_later_success_takes_its_place(
    order: JobInput, told: Context, board: FakeBoard, tmp_path: Path
) -> None:
    order = order.model_copy(update={"sender": str(tmp_path / "me.toml")})
    with pytest.raises(SenderError) as failed:
        run_outreach(order, told)
    assert board.history == [(REF, {"status": "failed", "error": str(failed.value)})]
    (tmp_path / "me.toml").write_text('name = "Ada Example"\nemail = "ada@sender.example"\n')
    resume_outreach(RUN, told)
    assert board.statuses == ["failed", "contacts_found"]
    assert board.last["error"] == ""


def test_an_error_of_ours_is_told_too(order: JobInput, told: Context, board: FakeBoard) -> None:
    def broken(done: object) -> None:
        raise ZeroDivisionError("oh")

    with pytest.raises(ZeroDivisionError):
        run_outreach(order, told, broken)
    assert board.last == {"status": "failed", "error": "ZeroDivisionError: oh"}


def test_a_job_that_vanished_is_a_problem_of_the_report(order: JobInput, told: Context, board: FakeBoard) -> None:
    board.answers = [False]
    state = run_outreach(order, told)
    assert state.problems[-1].model_dump() == {
        "provider": "mongodb",
        "step": "report",
        "kind": "job_gone",
        "message": "The job mongo:j1 is not in MongoDB any more.",
        "action": "wrote nothing back; the contacts are in this report",
    }
    report = told.tools.runs.report(RUN)
    assert report == _report(state)
    assert (len(state.contacts), report["problems"][-1]["kind"]) == (3, "job_gone")


def test_a_job_that_cannot_be_written_is_written_by_resuming(order: JobInput, told: Context, board: FakeBoard) -> None:
    board.answers = [StoreError("MongoDB is down."), StoreError("MongoDB is down.")]
    with pytest.raises(StoreError, match=r"^MongoDB is down\.") as failed:
        run_outreach(order, told)
    assert failed.value.__notes__ == ["The job mongo:j1 does not say so: MongoDB is down."]
    run = told.tools.runs.get(RUN)
    assert (run.state, run.error, run.exit_code) == ("failed", "MongoDB is down.", 1)
    before = sorted((told.tools.home / "drafts").iterdir())
    state = resume_outreach(RUN, told)
    assert board.statuses == ["contacts_found", "failed", "contacts_found"]
    assert board.last["outreach"] == _report(state)
    assert sorted((told.tools.home / "drafts").iterdir()) == before
    assert len(before) == 3


def test_a_job_that_is_not_there_ends_the_run(order: JobInput, told: Context, board: FakeBoard) -> None:
    board.answers = [False]
    with pytest.raises(PostingError, match="There is no job mongo:other"):
        run_outreach(order.model_copy(update={"posting": "mongo:other"}), told)
    assert board.history == [("mongo:other", {"status": "failed", "error": "There is no job mongo:other."})]


@pytest.fixture
def inroad(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(capsys, monkeypatch)


def test_from_mongodb_to_mongodb(inroad: CommandLine, mongo: Mongo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONGODB_URI", mongo.uri.get_secret_value())
    monkeypatch.setenv("INROAD_DB", mongo.database)
    jobs = database(mongo)[JOBS]
    text = (EXAMPLES / "postings" / "plain.txt").read_text(encoding="utf-8")
    document = {"title": "Robotics Engineer", "company": "Acme Robotics", "location": "Austin, TX", "jd": text}
    key = jobs.insert_one({**document, "level": 2}).inserted_id
    ended = inroad.run(posting=f"mongo:{key}")
    assert (ended.code, ended.json["job_id"], len(ended.names)) == (0, str(key), 3)
    told = jobs.find_one({"_id": key})
    assert told is not None
    updated = told.pop("updated_at")
    assert updated.tzinfo is not None
    assert told == {
        "_id": key,
        **document,
        "level": 2,
        "contacts": ended.json["contacts"],
        "outreach": ended.json,
        "status": "contacts_found",
        "error": "",
    }


def test_without_mongodb_a_job_is_a_sentence(inroad: CommandLine) -> None:
    ended = inroad.run(posting="mongo:j1")
    assert (ended.code, ended.complaint) == (2, "mongo:j1 is a job in MongoDB: set MONGODB_URI, and INROAD_DB.")
