"""Paying once: what is kept, what is charged, what is saved, and what an error leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Event

import pytest

from inroad.errors import BudgetSpentError, GarbledAnswerError, ObjectedError, ProviderError, UnavailableError
from inroad.tools.budget import Budget
from inroad.tools.cache import Cached, Paid, PaidCache
from inroad.tools.ledger import Ledger
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.till import Bought, Till

START = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Provider:
    """Answers what is in its queue, the last one for ever, and counts."""

    answers: list[Paid | Exception]
    asked: int = 0
    second: Event = field(default_factory=Event)

    def __call__(self) -> Paid:
        self.asked += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "inroad.sqlite", clock=clock) as opened:
        yield opened


@pytest.fixture
def till(store: SqliteStore, clock: Clock) -> Till:
    return Till(Ledger(store, clock), PaidCache(store, clock), Budget(10), "run")


def spent(till: Till) -> tuple[int, float, float]:
    spend = till.ledger.spent(till.purse).get("hunter")
    return (spend.calls, spend.credits, spend.saved) if spend else (0, 0, 0)


def asked(till: Till, provider: Provider, key: str = "who", price: float = 1) -> Cached[dict[str, object]]:
    return till.once("hunter", "address", key, price, provider)


def test_a_question_is_paid_once_until_its_answer_is_old(till: Till, clock: Clock) -> None:
    provider = Provider([Paid({"n": 1}, credits=1), Paid({"n": 2}, credits=1)])
    assert asked(till, provider) == Cached({"n": 1}, START, False, 1)
    clock.now += 29.9 * DAY
    assert asked(till, provider) == Cached({"n": 1}, START, False, 1)
    assert (provider.asked, spent(till)) == (1, (1, 1, 1))
    clock.now += 0.1 * DAY
    assert asked(till, provider) == Cached({"n": 2}, START + 30 * DAY, False, 1)
    assert (provider.asked, spent(till)) == (2, (2, 2, 1))


def test_another_purse_has_the_answer_for_nothing(till: Till, store: SqliteStore) -> None:
    provider = Provider([Paid({"n": 1}, credits=0.5)])
    asked(till, provider)
    other = Till(till.ledger, till.cache, Budget(0), "other run")
    assert asked(other, provider).value == {"n": 1}
    assert (spent(till), spent(other)) == ((1, 0.5, 0), (0, 0, 0.5))


def test_nothing_found_is_remembered_and_saves_nothing(till: Till) -> None:
    provider = Provider([Paid({})])
    assert asked(till, provider).value == asked(till, provider).value == {}
    assert (provider.asked, spent(till)) == (1, (1, 0, 0))


def test_a_record_that_is_no_longer_fresh_is_bought_again(till: Till, clock: Clock) -> None:
    provider = Provider([Paid({"n": 1}, credits=1), Paid({"n": 2}, credits=1)])
    till.once("hunter", "person", "who", 1, provider)
    clock.now += 3 * DAY
    assert till.once("hunter", "person", "who", 1, provider).value == {"n": 2}
    assert spent(till) == (2, 2, 0)


@pytest.mark.parametrize(
    ("error", "uncertain"),
    [
        (ObjectedError("They objected.", "hunter", 451), 0),
        (UnavailableError("Refused.", "hunter", sent=False), 0),
        (UnavailableError("Broke off.", "hunter", sent=True), 1),
        (GarbledAnswerError("Nonsense.", "hunter"), 1),
        (ZeroDivisionError("a flaw of ours"), 1),
    ],
)
def test_an_error_is_not_kept_and_may_have_been_charged(till: Till, error: Exception, uncertain: int) -> None:
    provider = Provider([error, Paid({"n": 1}, credits=1)])
    with pytest.raises(type(error)):
        asked(till, provider)
    assert [each.uncertain for each in till.ledger.list_open("run")] == [True] * uncertain
    assert till.left("hunter") == 10 - uncertain
    assert asked(till, provider).value == {"n": 1}
    assert spent(till) == (1 + uncertain, 1, 0)


def test_the_budget_is_never_passed(till: Till) -> None:
    provider = Provider([Paid({"n": 1}, credits=1)])
    with pytest.raises(BudgetSpentError):
        asked(till, provider, price=10.5)
    assert (provider.asked, spent(till), till.left("hunter")) == (0, (0, 0, 0), 10)


def test_threads_that_ask_the_same_pay_once(till: Till) -> None:
    started, second, questions = Barrier(8), Event(), []

    def ask() -> Paid:
        questions.append("who")
        if len(questions) > 1:
            second.set()
        second.wait(0.1)  # gives a second question the time to come, if there is one
        return Paid({"n": 1}, credits=1)

    def want(number: int) -> object:
        started.wait()
        own = Till(till.ledger, till.cache, till.budget, "run")  # a run has several tills on one cache
        return own.once("hunter", "address", "who", 1, ask).value

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(want, range(8))) == [{"n": 1}] * 8
    assert questions == ["who"]
    assert spent(till) == (1, 1, 7)


def test_who_waited_for_a_call_that_fails_asks_in_turn(till: Till) -> None:
    provider = Provider([UnavailableError("Refused.", "hunter", sent=False), Paid({"n": 1}, credits=1)])
    started = Barrier(2)

    def want(number: int) -> object:
        started.wait()
        try:
            return asked(till, provider).value
        except ProviderError as error:
            return str(error)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(want, range(2)))
    assert sorted(map(str, answers)) == ["Refused.", "{'n': 1}"]
    assert (provider.asked, spent(till)) == (2, (1, 1, 0))


def test_one_call_may_bring_several_records(till: Till) -> None:
    brought = Bought({"a": Paid({"n": 1}, credits=1 / 3), "b": Paid({}), "c": Paid({"n": 3}, credits=2 / 3)}, 1)
    kept = till.bought("hunter", "address", 3, lambda: brought)
    assert {key: (cached.value, cached.fetched_at) for key, cached in kept.items()} == {
        "a": ({"n": 1}, START),
        "b": ({}, START),
        "c": ({"n": 3}, START),
    }
    assert till.kept("hunter", "address", ["c", "x", "b", "a"]) == kept
    assert spent(till) == (1, 1, 1)
