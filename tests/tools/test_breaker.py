from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import pytest

from inroad.errors import (
    BadKeyError,
    GarbledAnswerError,
    NotFoundError,
    ProviderError,
    RateLimitedError,
    RefusedQueryError,
    UnavailableError,
)
from inroad.tools.breaker import MOST_FAILURES, REST_SECONDS, Breaker, LeftAloneError
from inroad.tools.http_meaning import NotReadyError

DOWN = UnavailableError("down", "pdl")


@dataclass
class Provider:
    """A provider behind a breaker, with a clock that a test sets."""

    at: float = 1000.0
    asked: int = 0

    def __post_init__(self) -> None:
        self.breaker = Breaker("pdl", "People Data Labs", lambda: self.at)

    def ask(self, error: BaseException | None = None) -> bool:
        """Whether the call was the trial."""
        with self.breaker.call() as trial:
            self.asked += 1
            if error:
                raise error
            return trial

    def fail(self, times: int = MOST_FAILURES, error: BaseException = DOWN) -> None:
        for _ in range(times):
            with pytest.raises(type(error)):
                self.ask(error)

    def assert_left_alone(self) -> None:
        before = self.asked
        with pytest.raises(LeftAloneError):
            self.ask()
        assert self.asked == before

    def rest(self, seconds: float = REST_SECONDS) -> None:
        self.at += seconds


@pytest.fixture
def provider() -> Provider:
    return Provider()


def test_after_five_failures_in_a_row_calls_fail_at_once_with_a_sentence(provider: Provider) -> None:
    provider.fail(4)
    assert provider.ask() is False
    provider.fail(5)
    with pytest.raises(LeftAloneError) as caught:
        provider.ask()
    assert provider.asked == 10
    assert (caught.value.provider, caught.value.sent, caught.value.may_have_acted) == ("pdl", False, False)
    assert str(caught.value) == (
        "People Data Labs has failed 5 times in a row and is left alone for 30 seconds; try again later."
    )


@pytest.mark.parametrize("error", [DOWN, UnavailableError("refused", sent=False), GarbledAnswerError("html")])
def test_these_are_failures_of_the_provider(provider: Provider, error: ProviderError) -> None:
    provider.fail(error=error)
    provider.assert_left_alone()


@pytest.mark.parametrize(
    "error",
    [
        BadKeyError("key"),
        NotFoundError("nobody"),
        RateLimitedError("slower"),
        RefusedQueryError("no"),
        NotReadyError("soon"),
    ],
)
def test_an_answer_about_the_question_is_none_and_ends_the_row(provider: Provider, error: ProviderError) -> None:
    provider.fail(4)
    provider.fail(20, error)
    provider.fail(4)
    assert provider.ask() is False


def test_when_it_has_rested_one_call_is_the_trial_and_its_success_lets_all_through(provider: Provider) -> None:
    provider.fail()
    provider.rest(29.9)
    provider.assert_left_alone()
    provider.rest(0.1)
    with provider.breaker.call() as trial:
        assert trial is True
        provider.assert_left_alone()
    assert provider.ask() is False
    provider.fail(4)
    assert provider.ask() is False


def test_a_trial_that_fails_means_another_rest(provider: Provider) -> None:
    provider.fail()
    provider.rest()
    provider.fail(1)
    provider.assert_left_alone()
    provider.rest(29.9)
    provider.assert_left_alone()
    provider.rest(0.1)
    assert provider.ask() is True


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ZeroDivisionError()])
def test_a_trial_that_says_nothing_of_the_provider_is_left_to_the_next_call(
    provider: Provider, error: BaseException
) -> None:
    provider.fail()
    provider.rest()
    provider.fail(1, error)
    assert provider.ask() is True
    assert provider.ask() is False


def test_calls_that_began_before_neither_lengthen_the_rest_nor_take_the_trial(provider: Provider) -> None:
    with left_to_fail(provider), left_to_fail(provider):
        provider.fail()
        provider.rest(20)
    provider.rest(10)
    assert provider.ask() is True


def test_a_call_that_began_before_and_succeeds_ends_the_rest(provider: Provider) -> None:
    with provider.breaker.call():
        provider.fail()
        provider.assert_left_alone()
    assert provider.ask() is False


def test_a_call_that_waited_is_stopped_and_does_not_count(provider: Provider) -> None:
    def wait_while_others_fail() -> None:
        with provider.breaker.call() as trial:
            provider.breaker.go_on(trial)
            provider.fail()
            provider.breaker.go_on(trial)

    with pytest.raises(LeftAloneError):
        wait_while_others_fail()
    provider.rest()
    with provider.breaker.call() as trial:
        provider.breaker.go_on(trial)


def test_threads_that_come_together_after_the_rest_have_one_trial_among_them(provider: Provider) -> None:
    threads = 16
    start, over = threading.Barrier(threads), threading.Event()
    left_alone = threading.Semaphore(0)

    def ask() -> bool:
        start.wait()
        try:
            with provider.breaker.call() as trial:
                assert over.wait(20)
                return trial
        except LeftAloneError:
            left_alone.release()
            return False

    provider.fail()
    provider.rest()
    with ThreadPoolExecutor(threads) as pool:
        asking = [pool.submit(ask) for _ in range(threads)]
        for _ in range(threads - 1):
            assert left_alone.acquire(timeout=20)
        over.set()
        assert sum(each.result() for each in asking) == 1


@contextmanager
def left_to_fail(provider: Provider) -> Iterator[None]:
    """A call that begins now and fails at the end of the block."""
    with suppress(UnavailableError), provider.breaker.call():
        yield
        raise DOWN
