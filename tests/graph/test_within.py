"""Work with a limit of time: what is asked of it, and what of it goes on."""

from __future__ import annotations

import threading

import pytest

from inroad import log
from inroad.graph.within import OutOfTimeError, left_of, within


def test_what_comes_in_time_is_given() -> None:
    assert within(60, lambda: "done") == "done"


def test_nobody_waits_for_what_takes_too_long() -> None:
    may_end, ended = threading.Event(), threading.Event()

    def work() -> None:
        may_end.wait(60)
        ended.set()

    with pytest.raises(OutOfTimeError):
        within(0.01, work)
    assert not ended.is_set()
    may_end.set()
    assert ended.wait(60), "the work goes on to its end, since what it asked for may be paid for"


@pytest.mark.parametrize("seconds", [0, -1])
def test_without_time_nothing_is_begun(seconds: float) -> None:
    begun: list[int] = []
    with pytest.raises(OutOfTimeError):
        within(seconds, lambda: begun.append(1))
    assert begun == []


def test_an_error_is_raised_where_it_is_waited_for() -> None:
    def work() -> None:
        raise KeyError("gone")

    with pytest.raises(KeyError, match="gone"):
        within(60, work)


def test_the_work_belongs_to_the_run_that_asked() -> None:
    with log.run_scope("r_1"):
        assert within(60, lambda: log.run_named("run")) == {"run": "r_1"}


def test_what_is_left_of_the_time() -> None:
    assert left_of(0, 5) < 0
    assert left_of(4_000_000_000, 5) > 0
