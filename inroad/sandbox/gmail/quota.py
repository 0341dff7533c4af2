"""How much a user may ask of Gmail, at once and in a time, and what a test has refused on purpose."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from inroad.sandbox.accounts import Clock
from inroad.sandbox.gmail.protocol import GmailSwitches, RefusedError

_DAY = 86_400.0


class Quota:
    """The units and places of all users; safe for many threads. A refused call costs nothing."""

    def __init__(self, switches: GmailSwitches, clock: Clock) -> None:
        self.most_at_once = 0
        self._switches = switches
        self._clock = clock
        self._spent: dict[str, deque[tuple[float, int]]] = {}
        self._under_way: Counter[str] = Counter()
        self._lock = Lock()

    def used(self, user: str) -> int:
        """Return the units that a user spent in the last day."""
        with self._lock:
            return self._since(user, _DAY)

    def take(self, user: str, units: int) -> None:
        """Spend units of a user.

        Raises:
            RefusedError: so many are not left.
        """
        with self._lock:
            if self._over(self._switches.units, user, units, self._switches.window):
                raise RefusedError(self._switches.quota_status, "userRateLimitExceeded", "User-rate limit exceeded.")
            if self._over(self._switches.daily_units, user, units, _DAY):
                raise RefusedError(403, "dailyLimitExceeded", "Daily Limit Exceeded")
            self._spent.setdefault(user, deque()).append((self._clock(), units))

    @contextmanager
    def place(self, user: str) -> Iterator[None]:
        """Count a call of a user as long as it is under way.

        Raises:
            RefusedError: too many are.
        """
        with self._lock:
            limit = self._switches.concurrency
            if limit is not None and self._under_way[user] >= limit:
                raise RefusedError(429, "rateLimitExceeded", "Too many concurrent requests for user")
            self._under_way[user] += 1
            self.most_at_once = max(self.most_at_once, self._under_way[user])
        try:
            yield
        finally:
            with self._lock:
                self._under_way[user] -= 1

    def _over(self, limit: int | None, user: str, units: int, seconds: float) -> bool:
        return limit is not None and self._since(user, seconds) + units > limit

    def _since(self, user: str, seconds: float) -> int:
        start = self._clock() - seconds
        return sum(units for when, units in self._spent.get(user, ()) if when > start)


@dataclass
class _Planned:
    method: str
    error: RefusedError
    times: float
    after: int


class Refusals:
    """What is refused on purpose, by the name of the API's method; safe for many threads."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []
        self._lock = Lock()

    def add(self, method: str, error: RefusedError, times: float, after: int) -> None:
        """Refuse the next calls of a method, the first `after` of them excepted."""
        with self._lock:
            self._planned.append(_Planned(method, error, times, after))

    def check(self, method: str) -> None:
        """Let a call pass.

        Raises:
            RefusedError: it is one of those that are to be refused.
        """
        with self._lock:
            for planned in [planned for planned in self._planned if planned.method == method]:
                if planned.after > 0:
                    planned.after -= 1
                elif planned.times > 0:
                    planned.times -= 1
                    raise planned.error
