"""Purses: changes that threads wait for are written together, and each thread is told of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from inroad.errors import BudgetSpentError, StoreError
from inroad.tools import accounts
from inroad.tools.purses import Change, Purses
from inroad.tools.store import Collection, Document, Insertion
from inroad.tools.store.sqlite import SqliteStore


class HeldStore(SqliteStore):
    """Holds the first write until it is let go, raises what is queued then, and keeps which purses went together."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.began, self.goes_on = Event(), Event()
        self.errors: list[BaseException] = []
        self.history: list[list[str]] = []

    def insert_each(self, collection: Collection, documents: Mapping[str, Document]) -> dict[str, Insertion]:
        self._held(documents)
        return super().insert_each(collection, documents)

    def replace_each(self, collection: Collection, changes: Mapping[str, tuple[Document, Document]]) -> set[str]:
        self._held(changes)
        return super().replace_each(collection, changes)

    def _held(self, written: Mapping[str, object]) -> None:
        self.history.append(sorted(written))
        self.began.set()
        assert self.goes_on.wait(10)
        if self.errors:
            raise self.errors.pop(0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[HeldStore]:
    with closing(HeldStore(tmp_path / "inroad.sqlite")) as opened:
        yield opened


def _one_more(account: Document) -> None:
    accounts.add(account, "pdl", calls=1)


def _refused(account: Document) -> None:
    raise BudgetSpentError("nothing is left")


def _behind_the_first(purses: Purses, store: HeldStore, changes: list[tuple[str, Change]]) -> list[Future[None]]:
    """Begin a change, let others come while it is written, and return all of them, done."""
    with ThreadPoolExecutor(len(changes) + 1) as threads:
        begun = [threads.submit(purses.change, ("r_1", _one_more))]
        assert store.began.wait(10)
        begun += [threads.submit(purses.change, each) for each in changes]
        while len(purses._wishes) < len(changes):
            store.began.wait(0.001)
        store.goes_on.set()
    return begun


def _calls(purses: Purses, purse: str) -> int:
    return sum(each.calls for each in accounts.spent_of(purses.account(purse)).values())


def test_what_waits_is_written_together_whosever_purse_it_is(store: HeldStore) -> None:
    purses = Purses(store)
    for each in _behind_the_first(purses, store, [("r_1", _one_more), ("r_1", _one_more), ("r_2", _one_more)]):
        each.result()
    assert store.history == [["r_1"], ["r_2"], ["r_1"]]  # one that is new, one that is there
    assert (_calls(purses, "r_1"), _calls(purses, "r_2")) == (3, 1)


def test_a_refusal_is_told_to_its_own_thread_alone(store: HeldStore) -> None:
    purses = Purses(store)
    first, refused, other = _behind_the_first(purses, store, [("r_1", _refused), ("r_1", _one_more)])
    assert isinstance(refused.exception(), BudgetSpentError)
    assert (first.exception(), other.exception()) == (None, None)
    assert _calls(purses, "r_1") == 2


def test_when_the_store_breaks_all_who_waited_for_that_write_are_told(store: HeldStore) -> None:
    purses, broken = Purses(store), StoreError("the disk is full")
    store.goes_on.set()
    purses.change(("r_1", _one_more))
    store.goes_on.clear()
    store.began.clear()
    store.errors = [broken, broken]
    done = _behind_the_first(purses, store, [("r_1", _one_more), ("r_1", _one_more)])
    assert [each.exception() for each in done] == [broken] * 3
    purses.change(("r_1", _one_more))
    assert _calls(purses, "r_1") == 2


def test_another_thread_is_not_left_believing_in_a_write_that_was_broken_off(store: HeldStore) -> None:
    purses = Purses(store)
    store.goes_on.set()
    purses.change(("r_1", _one_more))
    store.goes_on.clear()
    store.began.clear()
    store.errors = [StoreError("the disk is full"), KeyboardInterrupt()]
    _, *others = _behind_the_first(purses, store, [("r_1", _one_more), ("r_1", _one_more)])
    assert {type(each.exception()) for each in others} == {KeyboardInterrupt, StoreError}


def test_a_change_of_nothing_writes_nothing(store: HeldStore) -> None:
    Purses(store).change(("r_1", lambda account: None))
    assert store.history == []


def test_another_process_between_makes_it_anew(store: HeldStore) -> None:
    store.goes_on.set()
    here, there = Purses(store), Purses(store)
    came = iter([True])

    def late(account: Document) -> None:
        if next(came, False):
            there.change(("r_1", _one_more))
        _one_more(account)

    here.change(("r_1", late))
    assert _calls(here, "r_1") == 2


def test_two_purses_of_one_change_are_written_together(store: HeldStore) -> None:
    store.goes_on.set()
    purses = Purses(store)
    for _ in range(2):
        purses.change(("b_1", _one_more), ("r_1", _one_more))
    assert (_calls(purses, "b_1"), _calls(purses, "r_1")) == (2, 2)
    assert store.history == [["b_1"], ["r_1"], ["b_1", "r_1"]]  # new ones one after the other


def test_what_the_first_purse_refuses_is_not_in_the_second(store: HeldStore) -> None:
    store.goes_on.set()
    purses = Purses(store)
    with pytest.raises(BudgetSpentError):
        purses.change(("b_1", _refused), ("r_1", _one_more))
    assert (_calls(purses, "r_1"), store.history) == (0, [])


@pytest.mark.parametrize("are_there", [True, False])
def test_the_second_purse_waits_for_a_first_one_that_another_process_has_changed(
    are_there: bool, store: HeldStore
) -> None:
    """There was room when it was read, and there is none when it is to be written."""
    store.goes_on.set()
    here, there = Purses(store), Purses(store)
    if are_there:
        here.change(("b_1", _one_more))
        here.change(("r_1", _one_more))
    before = _calls(here, "b_1"), _calls(here, "r_1")
    came = iter([True])

    def last(account: Document) -> None:
        if not next(came, False):
            raise BudgetSpentError("nothing is left")
        _one_more(account)
        there.change(("b_1", _one_more))

    with pytest.raises(BudgetSpentError):
        here.change(("b_1", last), ("r_1", _one_more))
    assert (_calls(here, "b_1"), _calls(here, "r_1")) == (before[0] + 1, before[1])


def test_a_second_purse_that_another_process_has_changed_is_changed_anew_and_the_first_is_not(store: HeldStore) -> None:
    store.goes_on.set()
    here, there = Purses(store), Purses(store)
    here.change(("b_1", _one_more), ("r_1", _one_more))
    came = iter([True])

    def late(account: Document) -> None:
        if next(came, False):
            there.change(("r_1", _one_more))
        _one_more(account)

    here.change(("b_1", _one_more), ("r_1", late))
    assert (_calls(here, "b_1"), _calls(here, "r_1")) == (2, 3)
