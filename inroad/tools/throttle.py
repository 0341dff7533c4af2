"""How often a provider may be asked: one throttle for all threads that ask it; throttle_redis.py for all machines."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from pyrate_limiter import InMemoryBucket, Rate, RateItem

from inroad.tools.turns import Line


@dataclass(frozen=True)
class Limit:
    """At most so many calls in any stretch of so many seconds; all of them may come at once."""

    calls: int
    seconds: float = 1


class Pace(Protocol):
    """Keeps calls within limits."""

    def wait(self) -> float:
        """Wait until one more call may go out, and count it; how many seconds that took."""

    def hold(self, seconds: float) -> None:
        """Let nobody through for so long: the provider has asked for a pause."""


class Throttle:
    """Lets calls through within all of its limits, and makes the others wait; one for all threads.

    Of those who wait, the work that began first goes first (see `turns`).
    A sliding window: calls may come in a burst up to the limit, and no stretch of the window's
    length ever holds more, so that a provider which counts in fixed windows is not annoyed either.
    """

    def __init__(
        self,
        limits: Sequence[Limit],
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Make a throttle; `clock` and `sleep` are in seconds.

        Raises ValueError when there is no limit, or when a longer one adds nothing to a shorter one.
        """
        if not limits:
            raise ValueError("a throttle needs a limit")
        self._bucket = InMemoryBucket([Rate(limit.calls, round(limit.seconds * 1000)) for limit in limits])
        self._clock = clock
        self._sleep = sleep
        self._line = Line()
        self._lock = threading.Lock()
        self._held_until = 0.0

    def wait(self) -> float:
        """Wait until one more call may go out, and count it; how many seconds that took."""
        began = self._clock()
        with self._line.turn():
            while (seconds := self._take()) > 0:
                self._sleep(seconds)
        return self._clock() - began

    def hold(self, seconds: float) -> None:
        """Let nobody through for so long: the provider has asked for a pause."""
        with self._lock:
            self._held_until = max(self._held_until, self._clock() + seconds)

    def _take(self) -> float:
        """Count a call in when there is room (0), or say after how many seconds to ask again."""
        with self._lock:
            now = self._clock()
            if now < self._held_until:
                return self._held_until - now
            instant = int(now * 1000)
            self._bucket.leak(instant)
            item = RateItem("call", instant)
            if self._bucket.put(item):
                return 0.0
            return (cast("int", self._bucket.waiting(item)) + 1) / 1000  # only a bucket elsewhere gives an Awaitable
