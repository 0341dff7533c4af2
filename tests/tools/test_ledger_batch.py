"""One budget for all runs of a batch: their purses lie within the batch's."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from inroad.errors import BudgetSpentError, StoreError, UnavailableError
from inroad.state import Spend
from inroad.tools.budget import Budget
from inroad.tools.ledger import LONGEST_CALL, PURSES, Ledger
from inroad.tools.store import Store
from inroad.tools.writing import Usage
from tests.graph.processes import PROCESSES
from tests.mongo_server import mongo, place, store_at
from tests.tools.ledger_worker import spend_together

__all__ = ["mongo", "place"]

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
TEN = Budget(total=10)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with store_at(place) as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(store: Store, clock: Clock) -> Ledger:
    made = Ledger(store, clock)
    for run in ("r_1", "r_2"):
        made.lay_within(run, "b_1")
    return made


def spent(ledger: Ledger) -> list[float]:
    return [sum(each.credits for each in ledger.spent(purse).values()) for purse in ("b_1", "r_1", "r_2")]


def test_the_budget_is_that_of_the_batch_and_each_run_keeps_its_own_account(ledger: Ledger) -> None:
    ledger.settle(ledger.reserve("r_1", TEN, "pdl", 6), 5)
    ledger.paid("r_2", TEN, "hunter", 4, lambda: 3.0, float)
    assert ledger.spent("b_1") == {"hunter": Spend(calls=1, credits=3), "pdl": Spend(calls=1, credits=5)}
    assert ledger.spent("r_1") == {"pdl": Spend(calls=1, credits=5)}
    assert ledger.spent("r_2") == {"hunter": Spend(calls=1, credits=3)}
    assert [ledger.left(purse, TEN, "pdl") for purse in ("b_1", "r_1", "r_2")] == [2, 2, 2]
    with pytest.raises(BudgetSpentError, match="leaves 2 credits for pdl, and the next call may cost 3"):
        ledger.reserve("r_1", TEN, "pdl", 3)
    assert ledger.list_open("b_1") == ledger.list_open("r_1") == []


def test_a_run_within_no_batch_is_as_before(ledger: Ledger) -> None:
    ledger.settle(ledger.reserve("r_1", TEN, "pdl", 10), 10)
    ledger.settle(ledger.reserve("alone", TEN, "pdl", 10), 10)
    assert spent(ledger) == [10, 10, 0]


def test_what_was_saved_and_what_a_model_took_is_counted_in_both(ledger: Ledger) -> None:
    ledger.saved("r_1", "pdl", 2)
    ledger.used("r_2", "model", Usage(calls=1, input_tokens=10, output_tokens=5, dollars=0.5))
    took = Spend(calls=1, input_tokens=10, output_tokens=5, dollars=0.5)
    assert ledger.spent("r_1") == {"pdl": Spend(saved=2)}
    assert ledger.spent("r_2") == {"model": took}
    assert ledger.spent("b_1") == {"model": took, "pdl": Spend(saved=2)}


@pytest.mark.parametrize(("end", "counted"), [("settle", 2.0), ("release", 0.0), ("uncertain", 3.0)])
def test_both_purses_end_a_reservation_together(ledger: Ledger, end: str, counted: float) -> None:
    made = ledger.reserve("r_1", TEN, "pdl", 3)
    assert made.within == "b_1"
    for purse in ("b_1", "r_1"):
        assert [(each.id, each.purse, each.within) for each in ledger.list_open(purse)] == [(made.id, "r_1", "b_1")]
    {"settle": lambda: ledger.settle(made, 2), "release": lambda: ledger.release(made)}.get(
        end, lambda: ledger.uncertain(made)
    )()
    for purse in ("b_1", "r_1"):
        assert sum(each.credits + each.uncertain for each in ledger.spent(purse).values()) == counted
    if end != "uncertain":
        with pytest.raises(StoreError, match="no longer open"):
            ledger.settle(made, 2)
    assert ledger.left("r_2", TEN, "pdl") == 10 - counted


def test_resuming_a_run_doubts_only_what_its_own_dead_process_left(store: Store, ledger: Ledger, clock: Clock) -> None:
    dead, lives = Ledger(store, clock), Ledger(store, clock)
    left = dead.reserve("r_1", TEN, "pdl", 3)
    going_on = lives.reserve("r_2", TEN, "pdl", 2)
    mine = ledger.reserve("r_1", TEN, "pdl", 1)
    assert [(each.id, each.uncertain) for each in ledger.doubt_left_open("r_1")] == [(left.id, True)]
    assert {each.id: each.uncertain for each in ledger.list_open("b_1")} == {
        left.id: True,
        going_on.id: False,
        mine.id: False,
    }
    lives.settle(going_on, 2)
    ledger.settle(mine, 1)
    assert ledger.doubt_left_open("r_1") == []
    assert ledger.spent("b_1") == {"pdl": Spend(calls=3, credits=3, uncertain=3)}
    assert ledger.spent("r_1") == {"pdl": Spend(calls=2, credits=1, uncertain=3)}


def test_a_death_between_the_two_purses_loses_no_credit(store: Store, ledger: Ledger, clock: Clock) -> None:
    dead = Ledger(store, clock)
    never_made, settled = dead.reserve("r_1", TEN, "pdl", 3), dead.reserve("r_1", TEN, "pdl", 4)
    _cut(store, "r_1", never_made.id)  # it died when only the batch's purse had it
    dead.settle(settled, 4)
    _cut(store, "r_1", settled.id, back=settled.credits)  # and here when only the batch's purse was settled
    ledger.doubt_left_open("r_1")
    assert ledger.spent("b_1") == {"pdl": Spend(calls=1, credits=4)}
    assert ledger.spent("r_1") == {"pdl": Spend(calls=2, credits=4, uncertain=4)}
    assert (ledger.left("r_2", TEN, "pdl"), ledger.list_open("b_1")) == (6, [])


def _cut(store: Store, purse: str, id_: str, back: float = 0) -> None:
    """Let a purse be as it was before the last change."""
    account = store.get_many(PURSES, [purse])[purse]
    if back:
        entry = {"provider": "pdl", "credits": int(back * 1_000_000), "at": NOW.isoformat(), "owner": "d"}
        account["open"][id_] = {**entry, "uncertain": False, "purse": purse, "within": "b_1"}
    else:
        del account["open"][id_]
    store.put_many(PURSES, {purse: account})


def test_a_call_waits_for_what_another_run_of_the_batch_leaves(ledger: Ledger) -> None:
    asked, answer = Event(), Event()

    def slow_and_free() -> float:
        asked.set()
        answer.wait()
        return 0.0

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(ledger.paid, "r_1", TEN, "pdl", 10, slow_and_free, float)
        asked.wait()
        second = pool.submit(ledger.paid, "r_2", TEN, "pdl", 10, lambda: 10.0, float)
        answer.set()
        assert (first.result(), second.result()) == (0.0, 10.0)
    assert spent(ledger) == [10, 0, 10]


def test_a_call_waits_for_what_another_worker_leaves(store: Store, ledger: Ledger, clock: Clock) -> None:
    other = Ledger(store, clock)
    under_way = other.reserve("r_1", TEN, "pdl", 10)
    with ThreadPoolExecutor(1) as pool:
        waits = pool.submit(ledger.paid, "r_2", TEN, "pdl", 4, lambda: 4.0, float)
        other.settle(under_way, 6)
        assert waits.result() == 4.0
    with pytest.raises(BudgetSpentError):
        ledger.paid("r_2", TEN, "pdl", 1, lambda: 1.0, float)
    assert spent(ledger) == [10, 6, 4]


def test_nobody_waits_for_a_call_that_began_too_long_ago(store: Store, ledger: Ledger, clock: Clock) -> None:
    Ledger(store, clock).reserve("r_1", TEN, "pdl", 10)
    clock.now += LONGEST_CALL + timedelta(seconds=1)
    with pytest.raises(BudgetSpentError):
        ledger.paid("r_2", TEN, "pdl", 1, lambda: 1.0, float)


def test_nobody_waits_for_what_is_uncertain(store: Store, ledger: Ledger, clock: Clock) -> None:
    def broken() -> float:
        raise UnavailableError("cut", "pdl", sent=True)

    with pytest.raises(UnavailableError):
        Ledger(store, clock).paid("r_1", TEN, "pdl", 10, broken, float)
    with pytest.raises(BudgetSpentError):
        ledger.paid("r_2", TEN, "pdl", 1, lambda: 1.0, float)


def test_four_processes_with_a_run_each_spend_exactly_the_budget(place: str, store: Store) -> None:
    budget, start = Budget(total=20.5), PROCESSES.Barrier(4)
    lines = {f"r_{number}": PROCESSES.Pipe(duplex=False) for number in range(4)}
    workers = [
        PROCESSES.Process(target=spend_together, args=(place, run, budget, start, told))
        for run, (_, told) in lines.items()
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 4
    granted = {run: heard.recv() for run, (heard, _) in lines.items()}
    ledger = Ledger(store)
    assert sum(granted.values()) == 41
    assert ledger.left("r_0", budget, "pdl") == 0
    for purse, calls in {"b_1": 41, **granted}.items():
        account = ledger.spent(purse).get("pdl", Spend())
        assert (account.calls, account.credits + account.uncertain) == (calls, calls / 2)
