"""Work that may take no longer than it is given."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from inroad.log import in_context

T = TypeVar("T")


class OutOfTimeError(Exception):
    """The work did not come to its end in time; it goes on in the background, and nobody waits for it."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """Return what the work gives, if it gives it in so many seconds.

    A call to a provider cannot be broken off from outside: its thread goes on until its own deadline, and what it
    pays for is kept, so that the next run finds it. The thread does not keep the process from ending.

    Raises:
        OutOfTimeError: the time is over. What the work raises in time is raised here.
    """
    if seconds <= 0:
        raise OutOfTimeError
    outcome: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            errors.append(error)

    carried: Callable[[], Any] = in_context(run)
    thread = threading.Thread(target=carried, name="layer", daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not outcome:
        raise OutOfTimeError
    return outcome[0]


def left_of(started: float, seconds: float) -> float:
    """Return how many of the seconds are left that began at a time since the epoch."""
    return started + seconds - time.time()
