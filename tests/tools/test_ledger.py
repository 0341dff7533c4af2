from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

import inroad
from inroad.errors import BudgetSpentError, NotFoundError, StoreError, UnavailableError, UserInputError
from inroad.state import Spend
from inroad.tools.accounts import Reservation
from inroad.tools.budget import Budget
from inroad.tools.ledger import Ledger
from inroad.tools.store import Store
from tests.mongo_server import mongo, place, store_at

__all__ = ["mongo", "place"]

WORKER = Path(__file__).with_name("ledger_worker.py")
NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
ANY = Budget()


class Clock:
    """A clock that goes on by a second whenever it is read."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with store_at(place) as opened:
        yield opened


@pytest.fixture
def ledger(store: Store) -> Ledger:
    return Ledger(store, Clock())


def start(place: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", str(WORKER), place, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(inroad.__file__).parents[1])},
    )


@pytest.mark.parametrize(
    ("text", "budget", "shown"),
    [
        ("40", Budget(total=40), "40"),
        (" 0.5 ", Budget(total=0.5), "0.5"),
        ("0", Budget(total=0), "0"),
        ("pdl=20,hunter=10", Budget(by_provider={"pdl": 20, "hunter": 10}), "pdl=20,hunter=10"),
        (" PDL = 2.25 , hunter=0 ", Budget(by_provider={"pdl": 2.25, "hunter": 0}), "pdl=2.25,hunter=0"),
    ],
)
def test_a_budget_is_read(text: str, budget: Budget, shown: str) -> None:
    assert Budget.parse(text, known=["pdl", "hunter"]) == budget
    assert str(budget) == shown


@pytest.mark.parametrize(
    "text",
    [
        *("", "much", "-1", "1e3", "nan", "inf", "40 credits", "9999999999", "0.1234567", "٤٠"),
        *("pdl", "pdl=", "pdl=x", "=3", "pdl=1,pdl=2", "pdl=1,", "1,2", "pdl=-1", "40,pdl=20", "pdl=1=2", "a b=1"),
    ],
)
def test_a_budget_that_cannot_be_read(text: str) -> None:
    with pytest.raises(UserInputError) as caught:
        Budget.parse(text)
    assert str(caught.value) == (
        f"The budget {text!r} cannot be read; give a number of credits such as 40, or shares such as pdl=20,hunter=10."
    )


def test_a_budget_for_a_provider_that_there_is_not() -> None:
    with pytest.raises(UserInputError, match="names 'hnter', which is no provider; there are hunter, pdl"):
        Budget.parse("pdl=1,hnter=2", known=["pdl", "hunter"])


def test_nothing_is_spent_at_first(ledger: Ledger) -> None:
    assert (ledger.spent("run"), ledger.list_open("run"), ledger.left("run", ANY, "pdl")) == ({}, [], None)
    assert str(ANY) == "no limit"


def test_what_is_set_aside_counts_until_it_is_settled(ledger: Ledger) -> None:
    budget = Budget(total=10)
    first = ledger.reserve("run", budget, "pdl", 7.5)
    assert ledger.left("run", budget, "pdl") == 2.5
    with pytest.raises(BudgetSpentError) as caught:
        ledger.reserve("run", budget, "hunter", 3)
    assert str(caught.value) == (
        "The budget (10) leaves 2.5 credits for hunter, and the next call may cost 3; give a higher --budget to go on."
    )
    ledger.settle(first, 2)
    ledger.reserve("run", budget, "hunter", 8)
    assert ledger.left("run", budget, "pdl") == 0
    assert ledger.spent("run") == {"pdl": Spend(calls=1, credits=2)}


def test_a_limit_may_be_reached_but_not_passed_and_free_calls_go_through(ledger: Ledger) -> None:
    budget = Budget(total=0.3)
    for _ in range(3):
        ledger.settle(ledger.reserve("run", budget, "pdl", 0.1), 0.1)
    with pytest.raises(BudgetSpentError):
        ledger.reserve("run", budget, "pdl", 0.000001)
    ledger.settle(ledger.reserve("run", budget, "pdl", 0), 0)
    assert ledger.spent("run") == {"pdl": Spend(calls=4, credits=0.3)}


def test_fractions_add_up_exactly(ledger: Ledger) -> None:
    for _ in range(30):
        ledger.saved("run", "hunter", 0.1)
    assert ledger.spent("run") == {"hunter": Spend(saved=3.0)}


def test_shares_are_apart_and_who_has_none_spends_nothing(ledger: Ledger) -> None:
    budget = Budget.parse("pdl=3,hunter=1")
    ledger.reserve("run", budget, "pdl", 3)
    ledger.reserve("run", budget, "hunter", 1)
    for provider in ("pdl", "hunter", "apollo"):
        with pytest.raises(BudgetSpentError, match=f"leaves 0 credits for {provider}, and the next call may cost 1;"):
            ledger.reserve("run", budget, provider, 1)
    ledger.reserve("run", budget, "apollo", 0)


def test_a_total_and_shares_hold_both(ledger: Ledger) -> None:
    budget = Budget(total=5, by_provider={"pdl": 4, "hunter": 4})
    ledger.reserve("run", budget, "pdl", 3)
    assert (ledger.left("run", budget, "pdl"), ledger.left("run", budget, "hunter")) == (1, 2)


def test_purses_are_apart(ledger: Ledger) -> None:
    ledger.reserve("one", Budget(total=1), "pdl", 1)
    assert ledger.left("two", Budget(total=1), "pdl") == 1


@pytest.mark.parametrize("charged", [0, 1.5, 25])
def test_what_the_provider_charged_counts_be_it_more_or_less(ledger: Ledger, charged: float) -> None:
    budget = Budget(total=10)
    ledger.settle(ledger.reserve("run", budget, "pdl", 5), charged)
    assert ledger.spent("run") == {"pdl": Spend(calls=1, credits=charged)}
    assert ledger.left("run", budget, "pdl") == max(0, 10 - charged)


def test_what_was_certainly_not_charged_is_given_back(ledger: Ledger) -> None:
    budget = Budget(total=1)
    ledger.release(ledger.reserve("run", budget, "pdl", 1))
    assert (ledger.left("run", budget, "pdl"), ledger.list_open("run"), ledger.spent("run")) == (1, [], {})


def test_what_is_uncertain_counts_and_is_listed_until_somebody_knows(ledger: Ledger) -> None:
    budget = Budget(total=5)
    first, second = (ledger.reserve("run", budget, "pdl", 2) for _ in range(2))
    for _ in range(2):
        ledger.uncertain(first)
    assert ledger.list_open("run") == [first.model_copy(update={"uncertain": True}), second]
    assert ledger.left("run", budget, "pdl") == 1
    assert ledger.spent("run") == {"pdl": Spend(calls=1, uncertain=2)}
    ledger.uncertain(second)
    ledger.settle(first, 1)
    ledger.release(second)
    assert ledger.list_open("run") == []
    assert ledger.spent("run") == {"pdl": Spend(calls=1, credits=1)}


@pytest.mark.parametrize("end", ["settle", "release", "uncertain"])
def test_a_reservation_ends_once(ledger: Ledger, end: str) -> None:
    reservation = ledger.reserve("run", ANY, "pdl", 2.5)
    ledger.settle(reservation, 1)
    again: dict[str, Callable[[Reservation], None]] = {
        "settle": lambda each: ledger.settle(each, 1),
        "release": ledger.release,
        "uncertain": ledger.uncertain,
    }
    with pytest.raises(StoreError, match=r"reservation of 2\.5 credits for pdl is no longer open in the store;"):
        again[end](reservation)
    assert ledger.spent("run") == {"pdl": Spend(calls=1, credits=1)}


@pytest.mark.parametrize("credits", [-1, float("nan"), float("inf")])
def test_what_is_no_amount_is_refused(ledger: Ledger, credits: float) -> None:
    with pytest.raises(ValueError, match="is no number of credits"):
        ledger.reserve("run", ANY, "pdl", credits)
    assert ledger.list_open("run") == []


def test_a_paid_call_is_settled_with_what_its_answer_says(ledger: Ledger) -> None:
    answer = ledger.paid("run", ANY, "pdl", 5, lambda: {"charged": 2}, lambda body: body["charged"])
    assert answer == {"charged": 2}
    assert ledger.spent("run") == {"pdl": Spend(calls=1, credits=2)}


def test_a_paid_call_beyond_the_budget_is_not_made(ledger: Ledger) -> None:
    asked: list[int] = []
    with pytest.raises(BudgetSpentError):
        ledger.paid("run", Budget(total=1), "pdl", 2, lambda: asked.append(1), lambda _: 0)
    assert asked == []


@pytest.mark.parametrize(
    ("error", "stays"),
    [
        (NotFoundError("nobody", "pdl", 404), False),
        (UnavailableError("refused", "pdl", sent=False), False),
        (UnavailableError("cut", "pdl", sent=True), True),
        (KeyError("data"), True),
        (KeyboardInterrupt(), True),
    ],
)
def test_a_paid_call_that_fails_is_given_back_or_uncertain(ledger: Ledger, error: BaseException, stays: bool) -> None:
    def fail() -> None:
        raise error

    with pytest.raises(type(error)):
        ledger.paid("run", ANY, "pdl", 5, fail, lambda _: 0)
    assert [each.uncertain for each in ledger.list_open("run")] == [True] * stays
    assert ledger.spent("run") == ({"pdl": Spend(calls=1, uncertain=5)} if stays else {})


def test_a_killed_process_leaves_its_reservation_uncertain(place: str, store: Store) -> None:
    worker = start(place, "10", "0", "0")
    with worker:
        assert worker.stdin
        assert worker.stdout
        assert worker.stdout.readline() == "ready\n"
        worker.stdin.write("go\n")
        worker.stdin.flush()
        assert worker.stdout.readline() == "reserved\n"
        worker.kill()
    ledger, budget = Ledger(store), Budget(total=10)
    own = ledger.reserve("run", budget, "pdl", 1)
    assert [(each.credits, each.uncertain) for each in ledger.list_open("run")] == [(2.5, False), (1, False)]
    left = ledger.doubt_left_open("run")
    assert [(each.credits, each.uncertain, each.provider) for each in left] == [(2.5, True, "pdl")]
    assert ledger.doubt_left_open("run") == []
    assert [each.uncertain for each in ledger.list_open("run")] == [True, False]
    assert ledger.left("run", budget, "pdl") == 6.5
    ledger.settle(own, 1)
    assert ledger.spent("run") == {"pdl": Spend(calls=2, credits=1, uncertain=2.5)}


def test_eight_threads_spend_exactly_the_budget_also_through_ledgers_of_their_own(ledger: Ledger, store: Store) -> None:
    budget = Budget(total=20.5)
    shared = ledger

    def spend(number: int) -> int:
        ledger = shared if number < 4 else Ledger(store)
        granted = 0
        for _ in range(10):
            try:
                ledger.settle(ledger.reserve("run", budget, "pdl", 0.5), 0.5)
            except BudgetSpentError:
                continue
            granted += 1
        return granted

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(spend, range(8))) == 41
    assert ledger.spent("run") == {"pdl": Spend(calls=41, credits=20.5)}
    assert ledger.left("run", budget, "pdl") == 0


def test_four_processes_of_eight_threads_spend_exactly_the_budget(place: str, store: Store) -> None:
    workers = [start(place, "40.5", "8", "4") for _ in range(4)]
    for worker in workers:
        assert worker.stdout
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin
        worker.stdin.write("go\n")
        worker.stdin.flush()
    granted = [int(worker.communicate(timeout=60)[0]) for worker in workers]
    ledger = Ledger(store)
    assert sum(granted) == 81
    assert ledger.left("run", Budget(total=40.5), "pdl") == 0
    uncertain = sum(each.credits for each in ledger.list_open("run"))
    assert ledger.spent("run") == {"pdl": Spend(calls=81, credits=40.5 - uncertain, uncertain=uncertain)}


def test_a_call_waits_for_what_the_calls_under_way_leave(ledger: Ledger) -> None:
    asked, answer = Event(), Event()

    def slow_and_free() -> float:
        asked.set()
        answer.wait()
        return 0.0

    def paid(ask: Callable[[], float]) -> float:
        return ledger.paid("r_1", Budget(total=1), "hunter", 1, ask, lambda cost: cost)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(paid, slow_and_free)
        asked.wait()
        second = pool.submit(paid, lambda: 1.0)
        answer.set()
        assert (first.result(), second.result()) == (0.0, 1.0)
    assert ledger.spent("r_1")["hunter"] == Spend(calls=2, credits=1)
    with pytest.raises(BudgetSpentError):
        paid(lambda: 0.0)


def test_what_may_have_been_charged_is_told_apart(ledger: Ledger) -> None:
    def broken() -> float:
        raise UnavailableError("Broke off.", "hunter", sent=True)

    with pytest.raises(UnavailableError):
        ledger.paid("r_1", ANY, "hunter", 0.5, broken, lambda cost: cost)
    assert ledger.spent("r_1")["hunter"] == Spend(calls=1, uncertain=0.5)
    assert ledger.spent("r_1")["hunter"].model_dump() == {"calls": 1, "credits": 0.0, "saved": 0.0, "uncertain": 0.5}
