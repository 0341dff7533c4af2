"""What only the store in MongoDB does: plain documents beside those of others."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bson import Decimal128, ObjectId
from pymongo.database import Database

from inroad.errors import StoreError
from inroad.tools.store import Collection, Document, Store, moment
from inroad.tools.store.mongo import MongoStore
from inroad.tools.store.opening import Mongo
from tests.mongo_server import place_of
from tests.tools.store.conftest import Clock

PLAIN = Collection("plain")
PEOPLE = Collection("people", indexes=("team", "keys"))
FADING = Collection("fading", expires="until")
DEEP: Any = {}
for _ in range(95):
    DEEP = {"d": DEEP}


@pytest.fixture
def place(mongo: Mongo) -> str:
    return place_of(mongo)


def test_other_programs_read_plain_documents(store: Store, raw: Database[dict[str, Any]], clock: Clock) -> None:
    document: Document = {"name": "Jane", "keys": ["k"], "n": 2**40, "deep": {"part": [0.5, None, True]}}
    store.put_many(PEOPLE, {"p1": document})
    found = raw["people"].find_one({"deep.part": 0.5})
    assert found is not None
    assert isinstance(found.pop("_rev"), ObjectId)
    assert found == {"_id": "p1", **document}
    store.put_many(FADING, {"a": {"until": moment(clock.now)}})
    fading = raw["fading"].find_one({"_id": "a"})
    assert fading is not None
    assert (fading["until"], fading["_expires"]) == (moment(clock.now), clock.now)


def test_indexes_are_mongodbs_own(store: Store, raw: Database[dict[str, Any]]) -> None:
    store.put_many(PEOPLE, {"a": {}})
    store.put_many(FADING, {"a": {}})
    assert set(raw["people"].index_information()) == {"_id_", "team_1", "keys_1"}
    assert raw["fading"].index_information()["_expires_1"]["expireAfterSeconds"] == 0


@pytest.mark.parametrize(
    "document",
    [
        {"n": 2**63},
        {"n": -(2**63) - 1},
        {"list": ["bad \ud800"]},
        {"\ud800": 1},
        {"a.b": {"$set": 1}},
        {"nul\0": 1},
        {"_id": "x", "_rev": 1},
        {"_json": "{}", "_expires": None},
        DEEP,
    ],
    ids=lambda document: ascii(document)[:20],
)
def test_what_bson_cannot_hold_is_kept_all_the_same(store: Store, document: Document) -> None:
    store.put_many(PLAIN, {"k": {**document, "team": "red"}})
    expected = {**document, "team": "red"}
    assert store.get_many(PLAIN, ["k"]) == {"k": expected}
    assert list(store.query(Collection("plain", indexes=("team",)), "team", ["red"])) == ["k"]
    assert store.increment(PLAIN, "k", "count", 2, at_most=2) == (True, 2)
    assert store.increment(PLAIN, "k", "count", 1, at_most=2) == (False, 2)
    assert store.replace_if(PLAIN, "k", {**expected, "count": 2}, {"plain": 1})
    assert store.get_many(PLAIN, ["k"]) == {"k": {"plain": 1}}


@pytest.mark.parametrize("whole", [2**63 - 1, -(2**63), 2**31, 0])
def test_long_numbers_come_back_as_numbers(store: Store, raw: Database[dict[str, Any]], whole: int) -> None:
    store.put_many(PLAIN, {"k": {"n": whole}})
    (found,) = store.get_many(PLAIN, ["k"]).values()
    assert (found, type(found["n"])) == ({"n": whole}, int)
    assert "_json" not in (raw["plain"].find_one({"_id": "k"}) or {})


def test_a_number_is_not_taken_for_another_one(store: Store) -> None:
    store.put_many(PLAIN, {"k": {"n": 1}})
    assert not store.replace_if(PLAIN, "k", {"n": 1.0}, {})
    assert not store.replace_if(PLAIN, "k", {"n": True}, {})
    assert store.replace_if(PLAIN, "k", {"n": 1}, {})


def test_another_programs_document_is_read_and_replaced(store: Store, raw: Database[dict[str, Any]]) -> None:
    own_id, when = ObjectId(), datetime(2026, 3, 1, 12, tzinfo=UTC)
    theirs = {"seen": when, "job": own_id, "price": Decimal128("1.5"), "list": [{"when": when}], "n": 3}
    raw["plain"].insert_one({"_id": "theirs", **theirs})
    text = "2026-03-01T12:00:00.000000+00:00"
    read = {"seen": text, "job": str(own_id), "price": "1.5", "list": [{"when": text}], "n": 3}
    assert store.get_many(PLAIN, ["theirs"]) == {"theirs": read}
    assert store.insert_if_absent(PLAIN, "theirs", {}) == (False, read)
    assert not store.replace_if(PLAIN, "theirs", {"n": 3}, {})
    assert store.replace_if(PLAIN, "theirs", read, {**read, "n": 4})
    assert store.increment(PLAIN, "theirs", "n", 1, at_most=5) == (True, 5)
    assert list(store.scan(PLAIN)) == [("theirs", {**read, "n": 5})]


def test_what_others_keep_is_neither_listed_nor_purged(
    store: Store, raw: Database[dict[str, Any]], clock: Clock
) -> None:
    store.put_many(PEOPLE, {"ours": {"team": "red"}})
    gone = clock.now - timedelta(days=1)
    raw["people"].insert_many([{"team": "red"}, {"_id": "theirs", "team": "red", "_expires": gone}])
    assert list(store.query(PEOPLE, "team", ["red"])) == ["ours"]
    assert [key for key, _ in store.scan(PEOPLE)] == ["ours"]
    assert store.purge_expired() == 0
    assert raw["people"].count_documents({}) == 3


def test_a_writer_between_reading_and_replacing_is_not_overwritten(
    store: Store, raw: Database[dict[str, Any]], clock: Clock, mongo: Mongo
) -> None:
    """Whoever asks the clock in the middle of a replacement writes first."""
    other = MongoStore(mongo, clock=clock)
    writes: list[Document] = [{"n": 2}, {"n": 1}, {"n": 1}]

    def late() -> datetime:
        if writes:
            other.put_many(PLAIN, {"k": writes.pop()})
        return clock.now

    meddled = MongoStore(mongo, clock=late)
    store.put_many(PLAIN, {"k": {"n": 1}})
    assert not meddled.replace_if(PLAIN, "k", {"n": 1}, {"n": 9})
    assert (store.get_many(PLAIN, ["k"]), writes) == ({"k": {"n": 2}}, [])


def test_keys_are_in_the_order_of_their_characters(store: Store) -> None:
    keys = ["a", "Z", "é", "\uffff", "\U0001f600", "a\0b", "~"]
    store.put_many(PEOPLE, {key: {"team": "red"} for key in keys})
    assert [key for key, _ in store.scan(PEOPLE)] == sorted(keys)
    assert list(store.query(PEOPLE, "team", ["red"])) == sorted(keys)


def test_nothing_is_removed_before_its_moment(store: Store, clock: Clock, raw: Database[dict[str, Any]]) -> None:
    """BSON's dates have milliseconds only."""
    start = clock.now
    store.put_many(FADING, {"a": {"until": moment(start + timedelta(microseconds=500))}})
    for passed, live, on_disk in [(400, 1, 1), (500, 0, 1), (999, 0, 1), (1000, 0, 0)]:
        clock.now = start + timedelta(microseconds=passed)
        store.purge_expired()
        assert len(store.get_many(FADING, ["a"])) == live
        assert raw["fading"].count_documents({}) == on_disk


def test_the_clock_of_the_store_says_what_has_expired_though_it_is_still_there(store: Store, clock: Clock) -> None:
    until = moment(clock.now + timedelta(hours=1))
    store.put_many(FADING, {key: {"until": until, "n": 5} for key in "abc"})
    clock.now += timedelta(hours=2)
    assert store.increment(FADING, "a", "n", 2, at_most=3) == (True, 2)
    assert store.increment(FADING, "b", "n", 4, at_most=3) == (False, 0)
    assert store.delete(FADING, ["a", "b", "c"]) == 1


CALLS: dict[str, Callable[[Store], object]] = {
    "get_many": lambda store: store.get_many(PLAIN, ["a"]),
    "put_many": lambda store: store.put_many(PLAIN, {"a": {}}),
    "insert_if_absent": lambda store: store.insert_if_absent(PLAIN, "a", {}),
    "replace_if": lambda store: store.replace_if(PLAIN, "a", {}, None),
    "query": lambda store: store.query(PEOPLE, "team", ["a"]),
    "scan": lambda store: list(store.scan(PLAIN)),
    "increment": lambda store: store.increment(PLAIN, "a", "n", 1),
    "delete": lambda store: store.delete(PLAIN, ["a"]),
    "purge_expired": lambda store: store.purge_expired(),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_closed_store_refuses_and_leaves_the_others_alone(
    call: Callable[[Store], object], store: Store, mongo: Mongo
) -> None:
    with MongoStore(mongo) as other:
        other.put_many(PLAIN, {"a": {"n": 1}})
    with pytest.raises(StoreError, match=r"^The store in MongoDB has been closed; open it again to use it\.$"):
        call(other)
    assert store.get_many(PLAIN, ["a"]) == {"a": {"n": 1}}


def _put(mongo: Mongo) -> None:
    MongoStore(mongo).put_many(PLAIN, {"child": {}})


def test_a_child_of_a_fork_has_connections_of_its_own(mongo: Mongo, store: Store) -> None:
    store.put_many(PLAIN, {"parent": {}})
    child = multiprocessing.get_context("fork").Process(target=_put, args=(mongo,))
    child.start()
    child.join()
    assert child.exitcode == 0
    assert store.get_many(PLAIN, ["parent", "child"]) == {"parent": {}, "child": {}}
