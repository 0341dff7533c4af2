from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest

from inroad.tools.cache import ANSWERS, RECORDS, Cached, Paid, PaidAnswer, PaidCache, RecordKind, question_key
from inroad.tools.store import Store
from tests.mongo_server import mongo, place, store_at

__all__ = ["mongo", "place"]

START = datetime(2100, 11, 2, 9, 30, tzinfo=UTC)  # a real MongoDB sweeps by the real clock
DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(place: str, clock: Clock) -> Iterator[Store]:
    with store_at(place, clock) as opened:
        yield opened


@pytest.fixture
def cache(store: Store, clock: Clock) -> PaidCache:
    return PaidCache(store, clock)


def person(name: str, *companies: str, keys: tuple[str, ...] = ()) -> Paid:
    return Paid({"id": name, "full_name": name.title(), "work_email": True}, companies, keys)


def test_records_come_back_in_the_order_asked_for_and_the_missing_are_left_out(cache: PaidCache) -> None:
    cache.put_records("pdl", "person", {"a": person("ada"), "b": person("bob")})
    found = cache.get_records("pdl", "person", ["b", "x", "a"])
    assert list(found) == ["b", "a"]
    assert found["a"] == Cached({"id": "ada", "full_name": "Ada", "work_email": True}, START, stale=False)
    assert cache.get_records("pdl", "person", []) == {}


def test_providers_and_kinds_are_apart(cache: PaidCache) -> None:
    cache.put_records("pdl", "person", {"1": Paid({"is": "a person"})})
    cache.put_records("pdl", "company", {"1": Paid({"is": "a company"})})
    cache.put_records("hunter", "person", {"1": Paid({"is": "somebody else"})})
    assert cache.get_records("pdl", "person", ["1"])["1"].value == {"is": "a person"}
    assert cache.get_records("pdl", "company", ["1"])["1"].value == {"is": "a company"}
    assert cache.get_records("hunter", "person", ["1"])["1"].value == {"is": "somebody else"}
    assert cache.get_records("apollo", "person", ["1"]) == {}


@pytest.mark.parametrize(
    ("kind", "age", "is_stale"),
    [
        ("person", timedelta(0), False),
        ("person", -DAY, False),
        ("person", 3 * DAY - INSTANT, False),
        ("person", 3 * DAY, True),
        ("person", 90 * DAY - INSTANT, True),
        ("person", 90 * DAY, None),
        ("company", 30 * DAY - INSTANT, False),
        ("company", 30 * DAY, None),
        ("cleaned", 30 * DAY - INSTANT, False),
        ("cleaned", 30 * DAY, None),
        ("address", 30 * DAY - INSTANT, False),
        ("address", 30 * DAY, None),
    ],
)
@pytest.mark.parametrize("store_has_the_clock", [True, False])
def test_records_age(
    place: str, clock: Clock, kind: RecordKind, age: timedelta, is_stale: bool | None, store_has_the_clock: bool
) -> None:
    with store_at(place, clock if store_has_the_clock else lambda: START) as store:
        cache = PaidCache(store, clock)
        cache.put_records("pdl", kind, {"a": person("ada", "acme")})
        clock.now += age
        found = cache.get_records("pdl", kind, ["a"])
        by_company = cache.records_of_company("pdl", "acme")
    assert [each.stale for each in found.values()] == ([] if is_stale is None else [is_stale])
    assert by_company == (found if kind == "person" else {})


def test_a_record_that_is_fetched_anew_is_fresh_again(cache: PaidCache, clock: Clock) -> None:
    cache.put_records("pdl", "person", {"a": person("ada", "acme")})
    clock.now += 10 * DAY
    cache.put_records("pdl", "person", {"a": person("ada lovelace", "globex")})
    found = cache.get_records("pdl", "person", ["a"])["a"]
    assert (found.value["full_name"], found.fetched_at, found.stale) == ("Ada Lovelace", START + 10 * DAY, False)
    assert cache.records_of_company("pdl", "acme") == {}


def test_expired_records_leave_the_disk(store: Store, cache: PaidCache, clock: Clock) -> None:
    cache.put_records("pdl", "person", {"a": person("ada")})
    cache.put_answer("pdl", "k", PaidAnswer(record_ids=["a"]))
    clock.now += 90 * DAY
    assert store.purge_expired() == 2


def test_people_of_a_company_are_found_whoever_they_were_bought_for(cache: PaidCache) -> None:
    cache.put_records("pdl", "person", {"a": person("ada", "acme", "globex"), "b": person("bob", "globex")})
    cache.put_records("pdl", "company", {"c": Paid({}, ("globex",))})
    cache.put_records("hunter", "person", {"d": person("dan", "globex")})
    assert list(cache.records_of_company("pdl", "globex")) == ["a", "b"]
    assert list(cache.records_of_company("pdl", "acme")) == ["a"]
    assert cache.records_of_company("pdl", "initech") == {}


def test_an_answer_is_kept_for_three_days(cache: PaidCache, clock: Clock) -> None:
    key = question_key({"size": 2, "query": {"term": {"x": 1}}})
    answer = PaidAnswer(record_ids=["a", "b"], next_page="scroll", total=70, credits=2)
    cache.put_answer("pdl", key, answer)
    assert cache.get_answer("pdl", key) == Cached(answer, START, stale=False)
    assert cache.get_answer("hunter", key) is None
    clock.now += 3 * DAY - INSTANT
    assert cache.get_answer("pdl", key) == Cached(answer, START, stale=False)
    clock.now += INSTANT
    assert cache.get_answer("pdl", key) is None


def test_an_answer_without_records_is_an_answer(cache: PaidCache) -> None:
    cache.put_answer("pdl", "nobody", PaidAnswer(record_ids=[]))
    found = cache.get_answer("pdl", "nobody")
    assert found
    assert found.value == PaidAnswer(record_ids=[])


@pytest.mark.parametrize(
    ("query", "page", "same"),
    [
        ({"b": [1, {"d": 4, "c": 3}], "a": "é"}, "", True),
        ({"a": "é", "b": [1, {"c": 3, "d": 4}]}, "", True),
        ({"a": "é", "b": [1, {"c": 3, "d": 4}]}, "2", False),
        ({"a": "e", "b": [1, {"c": 3, "d": 4}]}, "", False),
        ({"a": "é", "b": [{"c": 3, "d": 4}, 1]}, "", False),
        ({}, "", False),
    ],
)
def test_equal_questions_have_one_key(query: dict[str, Any], page: str, same: bool) -> None:
    key = question_key({"a": "é", "b": [1, {"c": 3, "d": 4}]})
    assert (question_key(query, page) == key) is same
    assert len(key) == 64


@pytest.mark.parametrize("name", ["a", "pdl:a", "linkedin:ada", " email:ada@acme.example "])
def test_a_person_is_forgotten_by_whatever_names_them(store: Store, cache: PaidCache, name: str) -> None:
    ada = person("ada", "acme", keys=("linkedin:ada", "email:ada@acme.example"))
    cache.put_records("pdl", "person", {"a": ada, "b": person("bob", "acme", keys=("linkedin:bob",))})
    cache.put_records("pdl", "company", {"a": Paid({"name": "acme"}, ("acme",))})
    cache.put_answer("pdl", "k", PaidAnswer(record_ids=["a", "b"], next_page="n", total=9))
    assert cache.forget([name]) == 1
    assert cache.get_records("pdl", "person", ["a", "b"]).keys() == {"b"}
    assert cache.records_of_company("pdl", "acme").keys() == {"b"}
    assert cache.get_records("pdl", "company", ["a"]).keys() == {"a"}
    answer = cache.get_answer("pdl", "k")
    assert answer
    assert answer.value == PaidAnswer(record_ids=["b"], next_page="n", total=9)
    assert cache.forget([name]) == 0
    for collection in (RECORDS, ANSWERS):
        assert all("ada" not in str(document).lower() for _, document in store.scan(collection))


def test_what_is_kept_of_an_address_is_forgotten_with_its_owner(store: Store, cache: PaidCache) -> None:
    cache.put_records("hunter", "address", {"q1": person("ada", keys=("email:ada@acme.example",)), "q2": Paid({})})
    assert cache.forget(["email:ada@acme.example"]) == 1
    assert cache.get_records("hunter", "address", ["q1", "q2"]).keys() == {"q2"}
    assert all("ada" not in str(document).lower() for _, document in store.scan(RECORDS))


def test_what_a_record_cost_is_kept_with_it(store: Store, cache: PaidCache) -> None:
    assert cache.put_records("hunter", "address", {"a": Paid({"is": 1}, credits=0.5)}) == START
    assert cache.get_records("hunter", "address", ["a"]) == {"a": Cached({"is": 1}, START, False, 0.5)}
    for key, document in list(store.scan(RECORDS)):
        store.put_many(RECORDS, {key: {name: value for name, value in document.items() if name != "credits"}})
    assert cache.get_records("hunter", "address", ["a"])["a"].credits == 0


def test_threads_that_want_the_same_record_take_turns(cache: PaidCache) -> None:
    started, at_once, most = Barrier(6), 0, 0

    def take(number: int) -> None:
        nonlocal at_once, most
        started.wait()
        with cache.alone("hunter", "address", ["shared", f"own {number}"]):
            at_once += 1
            most = max(most, at_once)
            cache.put_records("hunter", "address", {"shared": Paid({"by": number})})
            at_once -= 1

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(take, range(6)))
    assert (at_once, most) == (0, 1)


def test_other_records_are_free_meanwhile_and_these_afterwards(cache: PaidCache) -> None:
    with ThreadPoolExecutor(1) as pool, cache.alone("hunter", "address", ["a", "b"]):
        assert pool.submit(enter, cache, "c").result(timeout=5)
        assert pool.submit(enter, cache, "a", provider="apollo").result(timeout=5)
    with pytest.raises(ZeroDivisionError), cache.alone("hunter", "address", ["a"]):
        _ = 1 / 0
    assert enter(cache, "a")


def enter(cache: PaidCache, id_: str, provider: str = "hunter") -> bool:
    with cache.alone(provider, "address", [id_]):
        return True


def test_one_name_may_stand_in_the_records_of_several_providers(cache: PaidCache) -> None:
    for provider in ("pdl", "hunter", "apollo"):
        cache.put_records(provider, "person", {f"{provider}-1": person("ada", keys=("linkedin:ada",))})
    cache.put_records("pdl", "person", {"other": person("eve", keys=("linkedin:eve",))})
    assert cache.forget(["linkedin:ada", "linkedin:nobody"]) == 3
    assert cache.get_records("pdl", "person", ["pdl-1", "other"]).keys() == {"other"}


def test_threads_may_keep_records_at_once(cache: PaidCache) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: cache.put_records("pdl", "person", {f"{n:02}": person("x", "acme")}), range(40)))
    assert list(cache.records_of_company("pdl", "acme")) == [f"{n:02}" for n in range(40)]
