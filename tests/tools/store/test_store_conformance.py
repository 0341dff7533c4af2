"""What every backend of the store must do; a new backend joins through the fixture `place`."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from inroad.errors import StoreError
from inroad.tools.store import Collection, Document, Store, moment, revise

PLAIN = Collection("plain")
PEOPLE = Collection("people", indexes=("team", "keys"))
FADING = Collection("fading", indexes=("team",), expires="until")

Race = Callable[[str, list[list[str]]], list[Any]]


def test_nothing_is_there_at_first(store: Store) -> None:
    assert store.get_many(PLAIN, ["a"]) == {}
    assert store.query(PEOPLE, "team", ["x"]) == {}
    assert list(store.scan(PLAIN)) == []
    assert store.delete(PLAIN, ["a"]) == 0
    assert store.purge_expired() == 0


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"text": "Nguyễn, 山田 \u2028 \x00 \U0001f600", "none": None, "yes": True},
        {"whole": 2**53 + 1, "part": 0.1, "minus": -7},
        {"deep": [{"a": [1, [2, {"b": "c"}]]}], "empty": {"list": [], "dict": {}}},
        {"half a pair": "\ud800", "long": "x" * 1_000_000},
    ],
)
def test_a_document_comes_back_as_it_was(store: Store, document: Document) -> None:
    store.put_many(PLAIN, {"k": document})
    assert store.get_many(PLAIN, ["k"]) == {"k": document}


def test_what_is_no_json_is_refused_and_nothing_written(store: Store) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        store.put_many(PLAIN, {"a": {"n": 1}, "b": {"n": float("nan")}})
    assert store.get_many(PLAIN, ["a", "b"]) == {}


def test_put_replaces_and_collections_are_apart(store: Store) -> None:
    store.put_many(PLAIN, {"a": {"n": 1, "old": True}, "b": {"n": 2}})
    store.put_many(PEOPLE, {"a": {"n": 9}})
    store.put_many(PLAIN, {"a": {"n": 3}})
    assert store.get_many(PLAIN, ["b", "a", "c"]) == {"a": {"n": 3}, "b": {"n": 2}}
    assert store.get_many(PEOPLE, ["a"]) == {"a": {"n": 9}}


def test_a_returned_document_is_the_callers_own(store: Store) -> None:
    given: Document = {"list": [1]}
    answer = store.insert_if_absent(PLAIN, "a", given)
    given["list"].append(2)
    answer.document["list"].append(3)
    assert store.get_many(PLAIN, ["a"]) == {"a": {"list": [1]}}


def test_keys_keep_case_and_accents_apart(store: Store) -> None:
    store.put_many(PLAIN, {"José": {"n": 1}, "jose": {"n": 2}, "JOSÉ": {"n": 3}, "a' OR 1=1 --": {"n": 4}})
    assert store.get_many(PLAIN, ["jose"]) == {"jose": {"n": 2}}
    assert [key for key, _ in store.scan(PLAIN)] == ["JOSÉ", "José", "a' OR 1=1 --", "jose"]


@pytest.mark.parametrize("ask", ["get_many", "delete"])
def test_one_text_in_place_of_a_list_is_refused(store: Store, ask: str) -> None:
    with pytest.raises(TypeError, match="a list of texts is wanted"):
        getattr(store, ask)(PLAIN, "abc")


def test_insert_if_absent_tells_who_won(store: Store) -> None:
    assert store.insert_if_absent(PLAIN, "a", {"by": "one"}) == (True, {"by": "one"})
    assert store.insert_if_absent(PLAIN, "a", {"by": "two"}) == (False, {"by": "one"})


def test_replace_if_wants_the_document_that_is_there(store: Store) -> None:
    store.put_many(PLAIN, {"a": {"x": 1, "y": [1.5, None]}})
    assert not store.replace_if(PLAIN, "a", {"x": 1}, {"x": 2})
    assert not store.replace_if(PLAIN, "missing", {}, {"x": 2})
    assert store.replace_if(PLAIN, "a", {"y": [1.5, None], "x": 1}, {"x": 2})
    assert not store.replace_if(PLAIN, "a", {"y": [1.5, None], "x": 1}, {"x": 3})
    assert store.get_many(PLAIN, ["a", "missing"]) == {"a": {"x": 2}}


def test_replace_if_removes_what_has_not_changed(store: Store) -> None:
    store.put_many(PEOPLE, {"a": {"team": "red"}})
    assert not store.replace_if(PEOPLE, "a", {"team": "blue"}, None)
    assert store.replace_if(PEOPLE, "a", {"team": "red"}, None)
    assert not store.replace_if(PEOPLE, "a", {"team": "red"}, None)
    assert store.get_many(PEOPLE, ["a"]) == store.query(PEOPLE, "team", ["red"]) == {}


def test_query_finds_by_text_and_by_each_of_a_list(store: Store) -> None:
    store.put_many(
        PEOPLE,
        {
            "c": {"team": "red", "keys": ["k1", "k2"]},
            "a": {"team": "red", "keys": []},
            "b": {"team": "blue", "keys": ["k2", "k3", ""]},
            "d": {"team": "", "keys": None},
            "e": {},
        },
    )
    assert list(store.query(PEOPLE, "team", ["red"])) == ["a", "c"]
    assert list(store.query(PEOPLE, "keys", ["k3", "k2", "k2"])) == ["b", "c"]
    assert store.query(PEOPLE, "team", ["blue", "green"]) == {"b": {"team": "blue", "keys": ["k2", "k3", ""]}}
    assert store.query(PEOPLE, "team", ["", "Red"]) == {}
    assert store.query(PEOPLE, "team", []) == {}


def test_the_index_follows_every_kind_of_change(store: Store) -> None:
    store.put_many(PEOPLE, {"a": {"team": "red"}, "b": {"team": "red"}, "c": {"team": "red"}})
    store.put_many(PEOPLE, {"a": {"team": "blue"}})
    store.replace_if(PEOPLE, "b", {"team": "red"}, {"keys": ["k"]})
    store.increment(PEOPLE, "c", "n", 1)
    store.insert_if_absent(PEOPLE, "d", {"team": "blue"})
    assert list(store.query(PEOPLE, "team", ["red"])) == ["c"]
    assert list(store.query(PEOPLE, "team", ["blue"])) == ["a", "d"]
    assert list(store.query(PEOPLE, "keys", ["k"])) == ["b"]
    assert store.delete(PEOPLE, ["a", "c", "nobody"]) == 2
    assert list(store.query(PEOPLE, "team", ["red", "blue"])) == ["d"]


def test_an_index_declared_later_covers_what_is_there(store: Store) -> None:
    store.put_many(Collection("people"), {"a": {"team": "red"}})
    assert list(store.query(Collection("people", indexes=("team",)), "team", ["red"])) == ["a"]
    assert list(store.query(PEOPLE, "team", ["red"])) == ["a"]


def test_an_unknown_index_is_a_mistake(store: Store) -> None:
    with pytest.raises(ValueError, match="'name' is not an index of the collection 'people'"):
        store.query(PEOPLE, "name", ["x"])


def test_an_index_holds_texts_only(store: Store) -> None:
    with pytest.raises(TypeError, match="the indexed field 'team' holds something else than texts: 7"):
        store.put_many(PEOPLE, {"a": {"team": 7}})
    assert store.get_many(PEOPLE, ["a"]) == {}


def test_half_a_surrogate_pair_can_be_indexed(store: Store) -> None:
    store.put_many(PEOPLE, {"a": {"team": "bad \ud800"}})
    assert list(store.query(PEOPLE, "team", ["bad \ud800"])) == ["a"]


def test_scan_goes_through_everything_in_order(store: Store) -> None:
    store.put_many(PLAIN, {f"{n:05}": {"n": n} for n in reversed(range(1201))})
    assert list(store.scan(PLAIN)) == [(f"{n:05}", {"n": n}) for n in range(1201)]


def test_the_store_may_be_written_while_it_is_scanned(store: Store) -> None:
    store.put_many(PLAIN, {f"{n:04}": {} for n in range(600)})
    for key, _ in store.scan(PLAIN):
        if key.endswith("50"):
            store.delete(PLAIN, [key, f"{int(key) + 1:04}"])
    assert len(list(store.scan(PLAIN))) == 600 - 2 * 6


def test_increment_counts_up_to_its_limit(store: Store) -> None:
    assert store.increment(PLAIN, "c", "n", 3, at_most=5) == (True, 3)
    assert store.increment(PLAIN, "c", "n", 3, at_most=5) == (False, 3)
    assert store.increment(PLAIN, "c", "n", 2, at_most=5) == (True, 5)
    assert store.increment(PLAIN, "c", "n", -1, at_most=1) == (True, 4)
    assert store.increment(PLAIN, "c", "m", 0.5) == (True, 0.5)
    assert store.get_many(PLAIN, ["c"]) == {"c": {"n": 4, "m": 0.5}}


def test_a_refused_first_increment_makes_no_document(store: Store) -> None:
    assert store.increment(PLAIN, "c", "n", 6, at_most=5) == (False, 0)
    assert store.get_many(PLAIN, ["c"]) == {}
    store.put_many(PLAIN, {"c": {"m": 1}})
    assert store.increment(PLAIN, "c", "n", 6, at_most=5) == (False, 0)
    assert store.get_many(PLAIN, ["c"]) == {"c": {"m": 1}}


def test_eight_threads_count_exactly(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: store.increment(PLAIN, "c", "n", 1, at_most=300), range(400)))
    assert sum(answer.granted for answer in answers) == 300
    assert sorted(answer.value for answer in answers if answer.granted) == list(range(1, 301))
    assert store.get_many(PLAIN, ["c"]) == {"c": {"n": 300}}


def test_three_processes_count_exactly(store: Store, place: str, race: Race) -> None:
    granted = race(place, [["count", "300", "700"]] * 3)
    assert sum(granted) == 700
    assert store.get_many(Collection("counters"), ["all"]) == {"all": {"n": 700}}


def test_three_processes_on_a_store_that_is_not_there_yet(place: str, race: Race) -> None:
    taken = race(place, [["grab", owner, "200"] for owner in "abc"])
    assert sorted(n for worker in taken for n in worker) == list(range(200))


def test_two_processes_never_claim_the_same_draft(place: str, race: Race) -> None:
    made = race(place, [["claim", owner, "150"] for owner in ("run-1", "run-2")])
    assert sorted(made[0] + made[1]) == list(range(150))


def test_two_processes_never_take_over_the_same_claim(store: Store, place: str, race: Race) -> None:
    dead = race(place, [["claim", "run-0", "150", "2026-11-01T09:30:00+00:00"]])
    assert dead == [list(range(150))]
    made = race(place, [["claim", owner, "150"] for owner in ("run-1", "run-2")])
    assert sorted(made[0] + made[1]) == list(range(150))


def test_the_expired_is_gone_for_every_call(store: Store, clock: Any) -> None:
    later = clock.now + timedelta(minutes=1)
    fading: Document = {"team": "red", "until": moment(later), "n": 1}
    store.put_many(FADING, {"a": fading, "b": fading, "stays": {"team": "red"}})
    clock.now = later - timedelta(microseconds=1)
    assert list(store.get_many(FADING, ["a", "b", "stays"])) == ["a", "b", "stays"]
    clock.now = later
    assert list(store.get_many(FADING, ["a", "b", "stays"])) == ["stays"]
    assert list(store.query(FADING, "team", ["red"])) == ["stays"]
    assert [key for key, _ in store.scan(FADING)] == ["stays"]
    assert not store.replace_if(FADING, "a", fading, {})
    assert store.delete(FADING, ["a"]) == 0
    assert store.insert_if_absent(FADING, "a", {"team": "new"}) == (True, {"team": "new"})
    assert store.increment(FADING, "b", "n", 5) == (True, 5)
    assert store.get_many(FADING, ["b"]) == {"b": {"n": 5}}


def test_purge_removes_the_expired_only(store: Store, clock: Any) -> None:
    soon, late = clock.now + timedelta(hours=1), clock.now + timedelta(hours=3)
    store.put_many(FADING, {"a": {"until": moment(soon)}, "b": {"until": moment(late)}, "c": {}})
    store.put_many(PLAIN, {"a": {"until": moment(soon)}})
    clock.now += timedelta(hours=2)
    assert store.purge_expired() == 1
    assert store.purge_expired() == 0
    clock.now -= timedelta(hours=2)
    assert list(store.get_many(FADING, ["a", "b", "c"])) == ["b", "c"]
    assert list(store.get_many(PLAIN, ["a"])) == ["a"]


def test_thousands_of_documents(store: Store, place: str) -> None:
    many = 1_500 if "#" in place else 10_000  # the MongoDB of the tests takes a millisecond for each
    documents: dict[str, Document] = {
        f"p{n:05}": {"keys": [f"k{n}", f"n{n % 100}"], "team": f"t{n}"} for n in range(many)
    }
    store.put_many(PEOPLE, documents)
    assert store.get_many(PEOPLE, documents) == documents
    assert list(store.query(PEOPLE, "keys", [f"k{n}" for n in reversed(range(many))])) == list(documents)
    assert len(store.query(PEOPLE, "keys", ["n7"])) == many // 100
    assert store.delete(PEOPLE, documents) == many
    assert list(store.scan(PEOPLE)) == []


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="has been closed; open it again to use it"):
        store.get_many(PLAIN, ["a"])


def test_revise_starts_anew_when_another_writer_came_between(store: Store) -> None:
    store.put_many(PLAIN, {"a": {"n": 1}})
    seen: list[Document] = []

    def change(there: Document) -> Document:
        seen.append(dict(there))
        if len(seen) == 1:
            store.put_many(PLAIN, {"a": {"n": 10}})
        there["n"] += 1
        return there

    assert revise(store, PLAIN, "a", change) == {"n": 11}
    assert seen == [{"n": 1}, {"n": 10}]
    assert store.get_many(PLAIN, ["a"]) == {"a": {"n": 11}}


def test_revise_of_nothing_is_none(store: Store) -> None:
    assert revise(store, PLAIN, "a", dict) is None


def test_moments_sort_by_time_and_need_a_zone() -> None:
    east = datetime(2026, 1, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    assert moment(east) == "2025-12-31T23:30:00.000000+00:00"
    assert moment(east) < moment(datetime(2026, 1, 1, 0, 0, 0, 1, tzinfo=UTC))
    with pytest.raises(ValueError, match="has no time zone"):
        moment(datetime(2026, 1, 1))


def test_several_are_inserted_each_unless_it_is_there(store: Store) -> None:
    store.put_many(PLAIN, {"b": {"n": 0}})
    done = store.insert_each(PLAIN, {"a": {"n": 1}, "b": {"n": 1}, "c": {"n": 1}})
    assert {key: (each.won, each.document) for key, each in done.items()} == {
        "a": (True, {"n": 1}),
        "b": (False, {"n": 0}),
        "c": (True, {"n": 1}),
    }
    assert dict(store.scan(PLAIN)) == {"a": {"n": 1}, "b": {"n": 0}, "c": {"n": 1}}
    assert store.insert_each(PLAIN, {}) == {}


@pytest.mark.parametrize(("order", "replaced"), [("dab", {"a", "d"}), ("abd", {"a"}), ("bad", set()), ("cad", set())])
def test_several_are_replaced_up_to_the_first_that_is_not_as_expected(
    order: str, replaced: set[str], store: Store
) -> None:
    before = {"a": {"n": 1}, "b": {"n": 2}, "d": {"n": 1}}
    store.put_many(PLAIN, before)
    assert store.replace_each(PLAIN, {key: ({"n": 1}, {"n": 9}) for key in order}) == replaced
    assert dict(store.scan(PLAIN)) == {key: {"n": 9} if key in replaced else there for key, there in before.items()}
    assert store.replace_each(PLAIN, {}) == set()
