from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from inroad.errors import RunNotFoundError, StoreError
from inroad.tools.store import Store
from inroad.tools.store.runs import REPORTS, RUNS, Run, Runs

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def contact(person_id: str, first: str, last: str, draft: dict[str, str] | None = None) -> dict[str, Any]:
    slug = f"{first}-{last}".lower()
    return {
        "person_id": person_id,
        "first_name": first,
        "last_name": last,
        "linkedin": f"linkedin.com/in/{slug}",
        "email": {"address": f"{first.lower()}@acme.example", "status": "unverified"},
        "draft": draft,
    }


def report() -> dict[str, Any]:
    return {
        "run_id": "r1",
        "posting": {"title": "Data Engineer", "company": "Acme Robotics", "location": "", "url": ""},
        "contacts": [
            contact("p_1", "Jo", "Li", {"kind": "eml", "id": "1"}),
            contact("p_2", "Jo", "Lindt", {"kind": "eml", "id": "2"}),
            contact("p_3", "Max", "Roe"),
        ],
        "spend": {"pdl": {"calls": 2, "credits": 1.5}},
        "problems": [
            {
                "message": "No draft for JO LI (p_1, jo@acme.example); Jo Lindt (p_12) is fine.",
                "step": "draft",
            },
            {"message": "See linkedin.com/in/jo-li, not linkedin.com/in/jo-lindt.", "step": "verify"},
        ],
    }


@pytest.fixture
def runs(store: Store) -> Runs:
    return Runs(store)


def test_a_run_from_start_to_end(runs: Runs) -> None:
    asked = {"posting": "job.html", "max_contacts": 8}
    started = runs.start("r1", asked, NOW, "host:7")
    assert started == Run(run_id="r1", state="running", job_input=asked, started_at=NOW, process="host:7")
    assert runs.get("r1") == started
    assert runs.report("r1") is None
    ended = runs.finish("r1", report(), 3, NOW + timedelta(minutes=2))
    assert ended == Run(
        run_id="r1",
        state="done",
        job_input=asked,
        started_at=NOW,
        finished_at=NOW + timedelta(minutes=2),
        title="Data Engineer",
        company="Acme Robotics",
        contacts=3,
        drafts=2,
        exit_code=3,
    )
    assert runs.get("r1") == ended
    assert runs.report("r1") == report()


def test_a_paused_run_has_a_report_and_who_reviews_it(runs: Runs) -> None:
    runs.start("r1", {}, NOW, "host:7")
    paused = runs.pause("r1", report(), NOW)
    assert (paused.state, paused.exit_code, paused.process, paused.contacts) == ("paused", 0, "", 3)
    assert runs.hold(paused, "host:8")
    assert not runs.hold(paused, "host:9")
    assert (runs.get("r1").state, runs.get("r1").process) == ("paused", "host:8")
    assert runs.pause("r1", report(), NOW, "host:8").process == "host:8"


def test_a_run_that_the_user_stopped(runs: Runs) -> None:
    runs.start("r1", {"posting": "x"}, NOW, "host:7")
    stopped = runs.stop("r1", NOW + timedelta(seconds=9))
    assert (stopped.state, stopped.exit_code, stopped.process) == ("stopped", 130, "")
    assert stopped.finished_at == NOW + timedelta(seconds=9)


def test_a_run_that_failed_says_why(runs: Runs) -> None:
    runs.start("r1", {"posting": "x"}, NOW)
    failed = runs.fail("r1", "The disk is full.", 1, NOW + timedelta(seconds=1))
    assert (failed.state, failed.error, failed.exit_code) == ("failed", "The disk is full.", 1)
    assert failed.finished_at == NOW + timedelta(seconds=1)


def test_of_two_that_resume_a_run_one_wins(runs: Runs) -> None:
    runs.start("r1", {"posting": "x"}, NOW, "host:7")
    found = runs.get("r1")
    assert runs.resume(found, "host:8")
    assert not runs.resume(found, "host:9")
    assert (runs.get("r1").process, runs.get("r1").state) == ("host:8", "running")


def test_a_failed_run_is_clean_again_when_resumed(runs: Runs) -> None:
    runs.start("r1", {"posting": "x"}, NOW, "host:7")
    runs.resume(runs.fail("r1", "The disk is full.", 1, NOW), "host:8")
    again = runs.get("r1")
    assert (again.state, again.error, again.exit_code, again.finished_at) == ("running", "", None, None)
    assert (again.job_input, again.started_at) == ({"posting": "x"}, NOW)


def test_a_name_is_used_once(runs: Runs) -> None:
    runs.start("r1", {"n": 1}, NOW)
    with pytest.raises(StoreError, match=r"A run named 'r1' is in the store already; .* `inroad resume r1`"):
        runs.start("r1", {"n": 2}, NOW)
    assert runs.get("r1").job_input == {"n": 1}


@pytest.mark.parametrize("ask", ["get", "finish", "fail", "stop"])
def test_an_unknown_run_is_told(runs: Runs, store: Store, ask: str) -> None:
    arguments: dict[str, tuple[Any, ...]] = {
        "get": (),
        "finish": (report(), 0, NOW),
        "fail": ("x", 1, NOW),
        "stop": (NOW,),
    }
    with pytest.raises(RunNotFoundError, match="No run named 'nope' is in the store; `inroad runs` lists"):
        getattr(runs, ask)("nope", *arguments[ask])
    assert list(store.scan(RUNS)) == list(store.scan(REPORTS)) == []


def test_runs_are_listed_newest_first(runs: Runs) -> None:
    for name, hours in (("b", 1), ("a", 3), ("c", 2)):
        runs.start(name, {}, NOW + timedelta(hours=hours))
    assert [run.run_id for run in runs.list()] == ["a", "c", "b"]


def test_a_forgotten_person_leaves_no_trace_in_reports(runs: Runs) -> None:
    for run_id in ("r1", "r2"):
        runs.start(run_id, {}, NOW)
    runs.finish("r1", report(), 0, NOW)
    runs.finish("r2", {**report(), "contacts": [contact("p_3", "Max", "Roe")]}, 0, NOW)
    assert runs.redact(["p_1"]) == ["r1"]
    left = runs.report("r1")
    assert left is not None
    assert [each["person_id"] for each in left["contacts"]] == ["p_2", "p_3"]
    assert [each["message"] for each in left["problems"]] == [
        "No draft for (forgotten) ((forgotten), (forgotten)); Jo Lindt (p_12) is fine.",
        "See (forgotten), not linkedin.com/in/jo-lindt.",
    ]
    assert left["spend"] == report()["spend"]
    assert runs.redact(["p_1"]) == []
    assert runs.redact(["p_3"]) == ["r1", "r2"]
