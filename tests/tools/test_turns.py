"""Who goes first where many wait: the work that began first."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from inroad.log import in_context
from inroad.tools.throttle import Limit, Throttle
from inroad.tools.turns import Line, piece_of_work


class Callers:
    """Threads that come to a line one after another and stand there; `passed` says in which order they got through."""

    def __init__(self, line: Line, passing: Callable[[], object] = int) -> None:
        self.passed: list[str] = []
        self._line = line
        self._passing = passing
        self._pool = ThreadPoolExecutor(8)

    def come(self, *names: str) -> None:
        """Let these come; they belong to the work that this is called in."""
        for name in names:
            before = standing(self._line)
            self._pool.submit(in_context(self._pass), name)
            until(lambda stood=before: standing(self._line) > stood)  # type: ignore[misc]

    def end(self) -> None:
        """Wait until all are through."""
        self._pool.shutdown()

    def _pass(self, name: str) -> None:
        with self._line.turn():
            self._passing()
            self.passed.append(name)


def standing(line: Line) -> int:
    return len(line._waiting)


def until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        time.sleep(0)


@contextmanager
def held_up() -> Iterator[Callers]:
    """A line in which nobody gets through before this is left."""
    line = Line()
    callers = Callers(line)
    with line.turn():
        yield callers
    callers.end()


def test_the_work_that_began_first_goes_first_and_within_it_who_came_first() -> None:
    with held_up() as callers:
        with piece_of_work():
            early = in_context(callers.come)
        with piece_of_work():
            callers.come("c", "d")
            early("a")
            callers.come("e")
            early("b")
    assert callers.passed == ["a", "b", "c", "d", "e"]


def test_what_belongs_to_no_work_goes_before_all() -> None:
    with held_up() as callers:
        with piece_of_work():
            callers.come("work")
        callers.come("none")
    assert callers.passed == ["none", "work"]


def test_work_within_work_ends_with_itself() -> None:
    with held_up() as callers, piece_of_work():
        with piece_of_work():
            callers.come("inner")
        callers.come("outer")
    assert callers.passed == ["outer", "inner"]


def test_an_error_lets_the_next_one_go() -> None:
    line = Line()
    with pytest.raises(InterruptedError), line.turn():
        raise InterruptedError
    with line.turn():
        assert standing(line) == 0


def test_who_is_interrupted_while_waiting_leaves_the_line() -> None:
    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    def interrupt() -> None:
        until(lambda: standing(callers._line) == 2)
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGUSR1)

    before = signal.signal(signal.SIGUSR1, stop)
    try:
        with held_up() as callers, piece_of_work():
            callers.come("other")
            other = threading.Thread(target=interrupt)
            other.start()
            with pytest.raises(KeyboardInterrupt), callers._line.turn():
                callers.passed.append("never")
            other.join()
            assert standing(callers._line) == 1
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert callers.passed == ["other"]


def test_a_throttle_counts_the_earlier_work_first() -> None:
    at, sleeping, stood = [0.0], threading.Event(), threading.Event()
    went: list[str] = []

    def sleep(seconds: float) -> None:
        sleeping.set()
        stood.wait()
        at[0] += seconds

    def call(name: str) -> None:
        throttle.wait()
        went.append(f"{name} {at[0]:.0f}")

    throttle = Throttle([Limit(1, 1)], clock=lambda: at[0], sleep=sleep)
    throttle.wait()
    with ThreadPoolExecutor(3) as pool:
        with piece_of_work():
            early = in_context(call)
        with piece_of_work():
            late = in_context(call)
        pool.submit(call, "first")
        sleeping.wait()
        pool.submit(late, "late")
        until(lambda: standing(throttle._line) == 1)
        pool.submit(early, "early")
        until(lambda: standing(throttle._line) == 2)
        stood.set()
    assert went == ["first 1", "early 2", "late 3"]
