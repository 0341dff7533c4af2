"""Jobs in MongoDB: read whatever their fields are called, and written back without touching the rest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from bson import ObjectId
from pydantic import SecretStr
from pymongo.collection import Collection

from inroad.errors import PostingError, StoreError, UserInputError
from inroad.state import Posting
from inroad.tools.jobs import is_job
from inroad.tools.postings.any import AnyPostingReader
from inroad.tools.postings.mongo import JOBS, MongoJobs
from inroad.tools.store.mongo_connection import client, database
from inroad.tools.store.opening import Mongo
from tests.mongo_server import mongo

__all__ = ["mongo"]
NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
TEXT = "You will teach robots to weld.\nYou know Rust."
PLAIN = {"title": "Welding Engineer", "company": "Acme Robotics", "description": TEXT}
Jobs = Collection[dict[str, Any]]


@pytest.fixture
def jobs(mongo: Mongo) -> Jobs:
    """The collection, as its owner sees it."""
    return database(mongo)[JOBS]


@pytest.fixture
def board(mongo: Mongo) -> MongoJobs:
    return MongoJobs(mongo, clock=lambda: NOW)


def _read(jobs: Jobs, board: MongoJobs, document: Mapping[str, Any], **more: str) -> Posting:
    jobs.insert_one({"_id": "j1", **document})
    return board.read("mongo:j1", **more)


def test_the_whole_of_a_job(jobs: Jobs, board: MongoJobs) -> None:
    key = jobs.insert_one(
        {
            "job_id": "4711",
            "jobTitle": "Welding Engineer &amp; Tinkerer",
            "company": {"name": "Acme Robotics", "size": "51-200"},
            "location": "Austin, TX (Hybrid)",
            "isRemote": True,
            "job_description": "<p>You will teach our <b>robots</b> to weld.</p><ul><li>You know some Rust</li></ul>"
            '<a href="https://acme.example/team">Us</a>',
            "jobUrl": "https://jobs.acme.example/4711",
            "jd_structured": {"title": "Another", "keywords": ["rust"]},
            "contacts": [],
            "status": "new",
        }
    ).inserted_id
    assert board.read(f"mongo:{key}") == Posting(
        title="Welding Engineer & Tinkerer",
        company="Acme Robotics",
        locations=["Austin, TX (Hybrid)"],
        remote=False,
        url="https://jobs.acme.example/4711",
        source_id=str(key),
        source="mongodb",
        text="You will teach our robots to weld.\n- You know some Rust\nUs",
        links=["https://acme.example/team"],
    )


@pytest.mark.parametrize(
    "document",
    [
        PLAIN,
        {"job_title": "Welding Engineer", "company_name": "Acme Robotics", "jd": TEXT},
        {"position": "Welding Engineer", "firm": {"name": "Acme Robotics"}, "jobDescription": TEXT},
        {"Job Title": "Welding Engineer", "Employer": "Acme Robotics", "JD_text": TEXT.split("\n")},
        {"title": "", "role": "Welding Engineer", "company": None, "companyName": "Acme Robotics", "text": TEXT},
        {"job": {"title": "Welding Engineer", "company": "Acme Robotics"}, "jd": {"text": TEXT, "tokens": 12}},
        {"extracted_jd": {"title": "Welding Engineer"}, "company": "Acme Robotics", "content": TEXT},
        {**PLAIN, "created": datetime.max, "score": 0.5, "resume": b"\x00", 7 * "x": ObjectId()},
    ],
)
def test_names_of_fields_may_differ(jobs: Jobs, board: MongoJobs, document: dict[str, Any]) -> None:
    posting = _read(jobs, board, document)
    assert (posting.title, posting.company, posting.text) == ("Welding Engineer", "Acme Robotics", TEXT)
    assert posting.source_id == "j1"


@pytest.mark.parametrize(
    ("fields", "locations", "remote"),
    [
        ({"location": "Graz"}, ["Graz"], False),
        ({"locations": ["Graz", {"city": "Linz", "country": "Austria"}, None]}, ["Graz", "Linz, Austria"], False),
        ({"jobLocation": {"name": "Graz"}, "remote": True}, ["Graz"], True),
        ({"location": "Graz", "remote": "yes", "workplaceType": "Remote"}, ["Graz"], True),
        ({"city": "Graz", "isRemote": False}, ["Graz"], False),
        ({"location": {"lat": 47.1}}, [], False),
    ],
)
def test_places(jobs: Jobs, board: MongoJobs, fields: dict[str, Any], locations: list[str], remote: bool) -> None:
    posting = _read(jobs, board, {**PLAIN, **fields})
    assert (posting.locations, posting.remote) == (locations, remote)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "acme.example/jobs", 7])
def test_an_address_that_is_none_is_left_out(jobs: Jobs, board: MongoJobs, url: object) -> None:
    assert _read(jobs, board, {**PLAIN, "url": url}).url == ""


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"company": "Acme", "jd": TEXT}, "no title: put it into the document under that name."),
        ({"title": "--", "company": "Acme", "jd": TEXT}, "no title: put it into the document under that name."),
        ({"title": "Welder", "company": "Acme"}, "no description: put it into the document under that name."),
        (
            {"title": "Welder", "company": "A", "jd": "<p> </p>"},
            "no description: put it into the document under that name.",
        ),
        (
            {"title": "Welder at Acme", "jd": "Acme Robotics is looking for a welder."},
            "no company: put it into the document under that name, or give it with --company.",
        ),
        ({}, "no title and no company and no description: put it into the document under that name."),
    ],
)
def test_what_is_missing_is_said(jobs: Jobs, board: MongoJobs, document: dict[str, Any], said: str) -> None:
    with pytest.raises(PostingError) as refused:
        _read(jobs, board, document)
    assert str(refused.value) == f"The job mongo:j1 has {said}"


def test_the_users_company_wins(jobs: Jobs, board: MongoJobs) -> None:
    assert _read(jobs, board, PLAIN, company="Acme Welding").company == "Acme Welding"


def test_the_users_company_fills_a_gap(jobs: Jobs, board: MongoJobs) -> None:
    assert _read(jobs, board, {"title": "Welder", "jd": TEXT}, company="Acme").company == "Acme"


def test_an_id_is_an_object_id_first_and_else_a_text(jobs: Jobs, board: MongoJobs) -> None:
    both, text = str(ObjectId()), str(ObjectId())
    jobs.insert_many(
        [
            {**PLAIN, "_id": both, "title": "By text"},
            {**PLAIN, "_id": ObjectId(both), "title": "By id"},
            {**PLAIN, "_id": text, "title": "Only text"},
            {**PLAIN, "_id": "acme/4711: a b", "title": "Odd"},
        ]
    )
    titles = [board.read(f"mongo:{key}").title for key in (both, text, "acme/4711: a b")]
    assert titles == ["By id", "Only text", "Odd"]
    assert board.write_back(f"mongo:{both}", {"status": "x"})
    assert [job.get("status") for job in jobs.find().sort("title", 1)] == ["x", None, None, None]


@pytest.mark.parametrize("ref", ["mongo:", "mongo:nobody", "mongo:5f0000000000000000000000", "mongo:{$ne: 1}"])
def test_a_job_that_is_not_there(jobs: Jobs, board: MongoJobs, ref: str, mongo: Mongo) -> None:
    jobs.insert_one({"_id": "j1", **PLAIN})
    with pytest.raises(PostingError) as refused:
        board.read(ref)
    assert str(refused.value) == (
        f"There is no job {ref} in {mongo.database}.level-2: check the _id, MONGODB_URI and INROAD_DB."
    )
    assert not board.write_back(ref, {"status": "x"})
    assert jobs.count_documents({}) == 1


def test_writing_back_touches_no_other_field(jobs: Jobs, board: MongoJobs) -> None:
    there = {"_id": "j1", **PLAIN, "contacts": ["old"], "score": 7, "nested": {"kept": [1]}}
    jobs.insert_one(there)
    fields = {"contacts": [{"first_name": "Ada \ud800", "score": None}], "status": "contacts_found"}
    assert board.write_back("mongo:j1", fields)
    assert jobs.find_one() == {
        **there,
        "contacts": [{"first_name": "Ada ?", "score": None}],
        "status": "contacts_found",
        "updated_at": NOW,
    }


def test_a_server_that_is_not_there_is_a_sentence() -> None:
    absent = Mongo(SecretStr("mongodb://user:canary@127.0.0.1:1/?serverSelectionTimeoutMS=50"), "inroad")
    for call in (lambda: MongoJobs(absent).read("mongo:j1"), lambda: MongoJobs(absent).write_back("mongo:j1", {})):
        with pytest.raises(StoreError) as refused:
            call()
        assert str(refused.value).startswith("No MongoDB answers at MONGODB_URI; start it")
        assert "canary" not in str(refused.value)
    client(absent).close()


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("mongo:j1", True),
        (" Mongo:j1", True),
        ("mongo://host/db", False),
        ("./mongo:j1", False),
        ("posting.html", False),
    ],
)
def test_what_names_a_job(ref: str, said: bool) -> None:
    assert is_job(ref) is said


def test_any_reader_asks_the_board(jobs: Jobs, board: MongoJobs) -> None:
    jobs.insert_one({"_id": "j1", **PLAIN})
    assert AnyPostingReader(jobs=board).read("mongo:j1", company="Acme").company == "Acme"


def test_without_mongodb_a_job_cannot_be_read() -> None:
    with pytest.raises(PostingError) as refused:
        AnyPostingReader().read("mongo:j1")
    assert str(refused.value) == "mongo:j1 is a job in MongoDB: set MONGODB_URI, and INROAD_DB."


def test_jobs_that_a_query_finds(jobs: Jobs, board: MongoJobs) -> None:
    key = jobs.insert_one({"status": "new"}).inserted_id
    jobs.insert_many([{"_id": "b", "status": "new"}, {"_id": "a", "status": "new"}, {"_id": "c", "status": "done"}])
    assert sorted(board.find('{"status": "new"}')) == sorted(["mongo:a", "mongo:b", f"mongo:{key}"])
    assert list(board.find(f'{{"_id": {{"$oid": "{key}"}}}}')) == [f"mongo:{key}"]
    assert list(board.find('{"status": "none"}')) == []


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("status=new", "is not JSON"),
        ("[]", "is no object such as"),
        ('{"_id": {"$oid": "7"}}', "is not JSON"),
    ],
)
def test_a_query_that_is_none(query: str, complaint: str, board: MongoJobs) -> None:
    with pytest.raises(UserInputError, match=complaint):
        list(board.find(query))


def test_a_query_that_mongodb_does_not_understand(board: MongoJobs) -> None:
    with pytest.raises((UserInputError, StoreError)):
        list(board.find('{"status": {"$nosuch": 1}}'))
