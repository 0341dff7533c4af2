"""A store says which form it has; older ones are brought up to date once, newer ones refused."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from inroad.errors import StoreError
from inroad.tools.store import Collection, Store, moment
from inroad.tools.store.opening import Mongo, open_store
from inroad.tools.store.schema import LEASE, STATE, Migration, bring_up_to_date
from tests.tools.store.conftest import Clock

NOTES = Collection("notes")


def _double(store: Store) -> None:
    store.put_many(NOTES, {key: {"n": 2 * note["n"]} for key, note in store.scan(NOTES)})


def _name(store: Store) -> None:
    store.put_many(NOTES, {key: {**note, "name": key} for key, note in store.scan(NOTES)})


TWO_STEPS = (Migration(2, _double), Migration(3, _name))


class CountingStore:
    """A store in front of another one that counts the calls."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.history: list[str] = []

    def __getattr__(self, name: str) -> Any:
        self.history.append(name)
        return getattr(self._store, name)


def _schema(store: Store) -> object:
    return store.get_many(STATE, ["inroad"])


def _states(store: Store) -> list[str]:
    return [key for key, _ in store.scan(STATE)]


def test_a_new_store_says_its_version_and_is_read_once_afterwards(store: Store) -> None:
    bring_up_to_date(store)
    assert _schema(store) == {"inroad": {"schema": 1}}
    counting: Any = CountingStore(store)
    bring_up_to_date(counting)
    assert counting.history == ["get_many"]


def test_the_steps_are_done_in_their_order_and_once(store: Store) -> None:
    store.put_many(NOTES, {"a": {"n": 3}})
    bring_up_to_date(store, TWO_STEPS)
    bring_up_to_date(store, TWO_STEPS)
    assert list(store.scan(NOTES)) == [("a", {"n": 6, "name": "a"})]
    assert _schema(store) == {"inroad": {"schema": 3}}
    assert _states(store) == ["inroad"]


def test_only_the_steps_that_are_missing_are_done(store: Store) -> None:
    store.put_many(NOTES, {"a": {"n": 3}})
    store.put_many(STATE, {"inroad": {"schema": 2, "kept": True}})
    bring_up_to_date(store, TWO_STEPS)
    assert list(store.scan(NOTES)) == [("a", {"n": 3, "name": "a"})]
    assert _schema(store) == {"inroad": {"schema": 3, "kept": True}}


def test_what_a_newer_program_wrote_is_refused_and_left_alone(store: Store) -> None:
    bring_up_to_date(store, TWO_STEPS)
    with pytest.raises(StoreError) as refused:
        bring_up_to_date(store)
    assert str(refused.value) == (
        "The store was written by a newer inroad (its schema is 3, this program knows 1); upgrade inroad, "
        "or use another store (INROAD_HOME, with MongoDB INROAD_DB)."
    )
    assert _schema(store) == {"inroad": {"schema": 3}}


@pytest.mark.parametrize("schema", [None, "2", 1.5])
def test_a_version_that_is_no_number_is_refused(store: Store, schema: object) -> None:
    store.put_many(STATE, {"inroad": {"schema": schema}})
    with pytest.raises(StoreError, match=f"does not say its schema .* holds {schema!r}"):
        bring_up_to_date(store)


def test_a_step_that_fails_is_done_again_from_its_start(store: Store) -> None:
    def fails(store: Store) -> None:
        store.put_many(NOTES, {"half": {}})
        raise StoreError("The disk is full.")

    with pytest.raises(StoreError, match="The disk is full"):
        bring_up_to_date(store, (TWO_STEPS[0], Migration(3, fails)))
    assert _schema(store) == {"inroad": {"schema": 2}}
    assert _states(store) == ["inroad"]
    bring_up_to_date(store, (TWO_STEPS[0], Migration(3, lambda store: store.put_many(NOTES, {"whole": {}}))))
    assert [key for key, _ in store.scan(NOTES)] == ["half", "whole"]
    assert _schema(store) == {"inroad": {"schema": 3}}


def test_of_many_who_open_the_store_at_once_one_migrates(store: Store) -> None:
    done: list[str] = []
    begin = threading.Barrier(6)
    steps = (Migration(2, lambda _: done.append("second")), Migration(3, lambda _: done.append("third")))

    def opens(_: int) -> None:
        begin.wait()
        bring_up_to_date(store, steps)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(opens, range(6)))
    assert done == ["second", "third"]
    assert _states(store) == ["inroad"]


def test_who_waits_in_vain_is_told_who_is_at_it(store: Store, clock: Clock) -> None:
    claim = {"process": "elsewhere:7", "token": "t", "until": moment(clock.now + LEASE)}
    store.put_many(STATE, {"inroad_migration": claim})
    with pytest.raises(StoreError) as refused:
        bring_up_to_date(store, TWO_STEPS, clock=clock, wait=0)
    assert str(refused.value) == (
        "The store is being brought up to date by elsewhere:7; run again when it is done, in 0:10:00 at the most."
    )
    assert _schema(store) == {"inroad": {"schema": 1}}
    clock.now += LEASE + timedelta(seconds=1)
    bring_up_to_date(store, TWO_STEPS, clock=clock, wait=0)
    assert _schema(store) == {"inroad": {"schema": 3}}
    assert _states(store) == ["inroad"]


@pytest.fixture(params=["sqlite", "mongo"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Mongo | None]:
    """What `open_store` is told."""
    return tmp_path / "home", request.getfixturevalue("mongo") if request.param == "mongo" else None


def test_opening_a_store_enters_its_version_and_refuses_that_of_a_newer_program(
    where: tuple[Path, Mongo | None],
) -> None:
    with closing(open_store(*where)) as opened:
        assert _schema(opened) == {"inroad": {"schema": 1}}
        bring_up_to_date(opened, TWO_STEPS)
    with pytest.raises(StoreError, match="its schema is 3, this program knows 1"):
        open_store(*where)
