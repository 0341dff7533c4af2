"""What the pipeline found stands in its job in MongoDB afterwards, layer by layer."""

from __future__ import annotations

from typing import Any

import pytest

from inroad.tools.postings.mongo import JOBS
from inroad.tools.store.mongo_connection import database
from inroad.tools.store.opening import Mongo
from tests.cli_runner import NETWORK, CommandLine
from tests.conftest import EXAMPLES
from tests.mongo_server import mongo

__all__ = ["mongo"]
CV = ("--cv", str(EXAMPLES / "resume.json"))


@pytest.fixture
def inroad(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, mongo: Mongo) -> CommandLine:
    monkeypatch.setenv("MONGODB_URI", mongo.uri.get_secret_value())
    monkeypatch.setenv("INROAD_DB", mongo.database)
    return CommandLine(capsys, monkeypatch)


@pytest.fixture
def job(mongo: Mongo) -> dict[str, Any]:
    text = (EXAMPLES / "postings" / "plain.txt").read_text(encoding="utf-8")
    document = {"title": "Robotics Engineer", "company": "Acme Robotics", "location": "Austin, TX", "jd": text}
    database(mongo)[JOBS].insert_one(document)
    return document


def _told(mongo: Mongo, job: dict[str, Any]) -> dict[str, Any]:
    found = database(mongo)[JOBS].find_one({"_id": job["_id"]})
    assert found is not None
    return found


def test_each_layer_is_written_under_its_name(inroad: CommandLine, mongo: Mongo, job: dict[str, Any]) -> None:
    ended = inroad("analyse", f"mongo:{job['_id']}", *CV, *NETWORK, "--max-contacts", "2", "--json")
    told = _told(mongo, job)
    assert (ended.code, told["status"], told["error"]) == (0, "analysed", "")
    assert told["jd"] == job["jd"]
    assert len(told["contacts"]) == 2
    written = {
        "jd_structured": "jd",
        "cv_coverage": "coverage",
        "gaps": "gaps",
        "company_info": "company",
        "fit": "fit",
        "strategy": "strategy",
        "cover_letter": "letter",
    }
    for field, layer in written.items():
        assert told[field].keys() <= ended.json[layer].keys()
        assert told[field]
    again = inroad("analyse", f"mongo:{job['_id']}", *CV, *NETWORK, "--max-contacts", "2", "--json")
    assert again.json["jd"] == ended.json["jd"]
    assert "jd" in again.json["kept"]


def test_what_was_left_out_leaves_the_job_as_it_was(inroad: CommandLine, mongo: Mongo, job: dict[str, Any]) -> None:
    database(mongo)[JOBS].update_one({"_id": job["_id"]}, {"$set": {"contacts": [{"person_id": "earlier"}]}})
    ended = inroad("analyse", f"mongo:{job['_id']}", "--only", "jd", "--json")
    told = _told(mongo, job)
    assert (ended.code, told["status"]) == (0, "analysed")
    assert told["jd_structured"]["requirements"]
    assert told["contacts"] == [{"person_id": "earlier"}]
    assert "cv_coverage" not in told


def test_without_a_cv_the_job_says_what_is_missing(inroad: CommandLine, mongo: Mongo, job: dict[str, Any]) -> None:
    assert inroad("analyse", f"mongo:{job['_id']}", "--without", "contacts", "--json").code == 3
    told = _told(mongo, job)
    assert told["status"] == "partly_analysed"
    assert "--cv" in told["error"]


def test_a_run_that_fails_tells_its_job(inroad: CommandLine, mongo: Mongo, job: dict[str, Any]) -> None:
    assert inroad("analyse", f"mongo:{job['_id']}", "--cv", "nowhere.json").code == 2
    told = _told(mongo, job)
    assert told["status"] == "failed"
    assert "nowhere.json" in told["error"]
