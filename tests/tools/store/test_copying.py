"""All that is kept moves between the stores, whole and verified, or not at all."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import inroad
from inroad.errors import StoreError, UserInputError
from inroad.tools.store import Collection, Document, Store, moment
from inroad.tools.store.copying import COLLECTIONS, copy_store
from inroad.tools.store.library import LIBRARY
from inroad.tools.store.presence import PROCESSES
from inroad.tools.store.schema import STATE, bring_up_to_date
from inroad.tools.store.suppression import SUPPRESSED
from tests.mongo_server import place_of, store_at
from tests.tools.store.conftest import Clock

FADING = Collection("fading", indexes=("team",), expires="until")
PLAIN = Collection("plain")
Pair = tuple[Store, Store]


@pytest.fixture(params=["sqlite to sqlite", "sqlite to mongo", "mongo to sqlite"])
def pair(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Pair]:
    """A store to copy from, and an empty one to copy to."""
    places = {"sqlite": str(tmp_path / "one" / "inroad.sqlite")}
    source, target = request.param.split(" to ")
    if "mongo" in (source, target):
        places["mongo"] = place_of(request.getfixturevalue("mongo"))
    there = str(tmp_path / "two" / "inroad.sqlite") if source == target else places[target]
    with ExitStack() as stack:
        one, two = (stack.enter_context(closing(store_at(place, clock))) for place in (places[source], there))
        yield one, two


@pytest.fixture
def copied(pair: Pair, clock: Clock) -> Callable[..., list[tuple[str, int, int]]]:
    """Copy the collections of these tests; name, documents and new ones of each."""

    def run(**more: Any) -> list[tuple[str, int, int]]:
        told = copy_store(*pair, clock.now, collections=(PLAIN, FADING), **more)
        return [(each.collection, each.documents, each.written) for each in told]

    return run


Run = Callable[..., list[tuple[str, int, int]]]
STRANGE: dict[str, Document] = {
    "A": {"whole": 2**53 + 1, "part": 0.1, "one": 1.0, "none": None, "yes": True},
    "José": {"text": "山田 \u2028 \x00 \U0001f600", "half a pair": "\ud800"},
    "jose": {"deep": [{"a": [1, [2, {"b": {}}]]}], "huge": 2**70},
}


def test_documents_arrive_as_they_were_with_their_indexes(pair: Pair, copied: Run) -> None:
    source, target = pair
    source.put_many(PLAIN, STRANGE)
    source.put_many(FADING, {"a": {"team": "red"}, "b": {"team": "blue", "until": None}})
    assert copied() == [("plain", 3, 3), ("fading", 2, 2)]
    assert dict(target.scan(PLAIN)) == STRANGE
    assert target.query(FADING, "team", ["red"]) == {"a": {"team": "red"}}


def test_a_store_is_copied_in_batches_and_tells_how_far_it_is(pair: Pair, copied: Run) -> None:
    source, target = pair
    source.put_many(PLAIN, {f"{n:04}": {"n": n} for n in range(501)})
    told: list[tuple[str, int]] = []
    assert copied(watch=lambda name, done: told.append((name, done))) == [("plain", 501, 501), ("fading", 0, 0)]
    assert told == [("plain", 500), ("plain", 501)]
    assert list(target.scan(PLAIN)) == list(source.scan(PLAIN))


def test_the_hash_is_that_of_keys_and_canonical_json(pair: Pair, clock: Clock) -> None:
    source, _ = pair
    source.put_many(PLAIN, {"b": {"y": 1, "x": "ü"}, "a": {}})
    [plain] = copy_store(*pair, clock.now, collections=[PLAIN])
    assert plain.sha256 == hashlib.sha256(b'"a":{}\n"b":{"x":"\\u00fc","y":1}\n').hexdigest()


def test_a_copy_that_was_broken_off_is_finished_by_another(pair: Pair, copied: Run) -> None:
    source, target = pair
    source.put_many(PLAIN, {f"{n:04}": {"n": n} for n in range(510)})

    def cut_off(name: str, done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copied(watch=cut_off)
    assert len(list(target.scan(PLAIN))) == 500
    assert copied() == [("plain", 510, 10), ("fading", 0, 0)]
    assert copied() == [("plain", 510, 0), ("fading", 0, 0)]


@pytest.mark.parametrize("other", [{"a": {"n": 2}}, {"b": {"n": 1}}], ids=["another version", "a stranger"])
def test_a_target_with_other_documents_is_refused_before_anything_is_written(
    pair: Pair, copied: Run, other: dict[str, Document]
) -> None:
    source, target = pair
    source.put_many(PLAIN, {"a": {"n": 1}})
    source.put_many(FADING, {"f": {}})
    target.put_many(PLAIN, other)
    with pytest.raises(UserInputError) as refused:
        copied()
    assert str(refused.value) == (
        "The target holds other documents already (in plain); nothing was copied: choose an empty folder or database."
    )
    assert dict(target.scan(PLAIN)) == other
    assert list(target.scan(FADING)) == []


def test_what_has_expired_or_is_about_to_is_left_behind(pair: Pair, copied: Run, clock: Clock) -> None:
    source, target = pair
    ages = {"gone": -1, "soon": 59, "an hour": 60, "later": 61}
    source.put_many(FADING, {key: {"until": moment(clock.now + timedelta(minutes=m))} for key, m in ages.items()})
    target.put_many(FADING, {"another": {"until": moment(clock.now + timedelta(minutes=5))}})
    assert copied() == [("plain", 0, 0), ("fading", 1, 1)]
    assert [key for key, _ in target.scan(FADING)] == ["another", "later"]


@pytest.mark.parametrize("where", [0, 1], ids=["source", "target"])
def test_a_store_that_is_used_meanwhile_is_noticed(pair: Pair, copied: Run, where: int) -> None:
    pair[0].put_many(PLAIN, {"a": {"n": 1}})

    def somebody_writes(name: str, done: int) -> None:
        pair[where].increment(PLAIN, "a", "n", 1)

    with pytest.raises(StoreError) as noticed:
        copied(watch=somebody_writes)
    assert str(noticed.value) == (
        "The stores differ in plain after copying (1 documents here, 1 there): one of them was used meanwhile; "
        "stop all runs, and copy again to an empty folder or database."
    )


def test_all_that_is_kept_is_copied_but_not_what_a_store_says_of_itself(pair: Pair, clock: Clock) -> None:
    source, target = pair
    for store in pair:
        bring_up_to_date(store)
    for number, collection in enumerate(COLLECTIONS):
        source.put_many(collection, {f"{n}": {"n": n} for n in range(number + 1)})
    source.put_many(STATE, {"something": {"else": 1}})
    told = copy_store(source, target, clock.now)
    assert [(each.collection, each.documents) for each in told] == [
        (collection.name, number) for number, collection in enumerate(COLLECTIONS, 1)
    ]
    assert COLLECTIONS[:2] == (SUPPRESSED, LIBRARY)
    assert dict(target.scan(STATE)) == {"inroad": {"schema": 1}}


def test_every_collection_of_the_program_is_copied() -> None:
    declared = {
        ast.literal_eval(call.args[0])
        for file in Path(inroad.__file__).parent.rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Collection"
    }
    assert declared == {collection.name for collection in COLLECTIONS} | {STATE.name, PROCESSES.name}
