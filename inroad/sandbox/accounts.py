"""Keys, what they may still spend, and how fast: the books of the stand-ins."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from threading import Lock

Clock = Callable[[], float]
"""Gives the seconds since 1970."""


@dataclass
class Account:
    """What one key may spend of each kind of credit, and what it has spent."""

    granted: dict[str, float]
    spent: dict[str, float] = field(default_factory=dict)

    def left(self, kind: str) -> float:
        """Return how much is left of a kind."""
        return self.granted.get(kind, 0) - self.spent.get(kind, 0)


class Accounts:
    """The accounts of all keys; safe for many threads."""

    def __init__(self, granted: Mapping[str, Mapping[str, float]]) -> None:
        self._accounts = {key: Account(dict(kinds)) for key, kinds in granted.items()}
        self._lock = Lock()

    def knows(self, key: str) -> bool:
        """Say whether a key is valid."""
        return key in self._accounts

    def spend(self, key: str, kind: str, amount: float) -> bool:
        """Take an amount from an account; False, and nothing taken, when so much is not left."""
        with self._lock:
            account = self._accounts[key]
            if amount > account.left(kind):
                return False
            account.spent[kind] = account.spent.get(kind, 0) + amount
            return True

    def left(self, key: str, kind: str) -> float:
        """Return how much a key has left of a kind."""
        return self._accounts[key].left(kind)

    def spent(self, key: str, kind: str) -> float:
        """Return how much a key has spent of a kind."""
        return self._accounts[key].spent.get(kind, 0)


@dataclass(frozen=True)
class Limits:
    """How many calls an endpoint allows; None is no limit."""

    minute: int | None = None
    day: int | None = None
    month: int | None = None
    second: int | None = None
    hour: int | None = None

    def times(self, factor: int) -> Limits:
        """Return limits so many times as large."""
        return Limits(**{name: None if limit is None else limit * factor for name, limit in asdict(self).items()})


@dataclass(frozen=True)
class Allowance:
    """What is left after a call, per period; `reset` is when the minute is over, in seconds since 1970.

    `wait` is how many seconds it takes until all windows that are full have gone by, 0 for a call that was granted.
    """

    granted: bool
    remaining: Limits
    reset: float
    wait: float = 0


_PERIODS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "month": 30 * 86_400}


class Windows:
    """Fixed windows per key and endpoint, each begun by the first call in it; safe for many threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._windows: dict[tuple[str, str, str], tuple[float, int]] = {}
        self._lock = Lock()

    def take(self, key: str, endpoint: str, limits: Limits) -> Allowance:
        """Count one call, if all of its windows still have room."""
        now = self._clock()
        allowed: dict[str, int | None] = asdict(limits)
        with self._lock:
            used = {period: self._used(key, endpoint, period, now) for period in _PERIODS}
            full = [name for name, limit in allowed.items() if limit is not None and used[name][1] >= limit]
            if not full:
                used = {period: (start, count + 1) for period, (start, count) in used.items()}
                self._windows |= {(key, endpoint, period): window for period, window in used.items()}
        left = {name: None if limit is None else max(0, limit - used[name][1]) for name, limit in allowed.items()}
        wait = max((used[name][0] + _PERIODS[name] - now for name in full), default=0)
        return Allowance(not full, Limits(**left), math.ceil(used["minute"][0] + _PERIODS["minute"]), wait)

    def _used(self, key: str, endpoint: str, period: str, now: float) -> tuple[float, int]:
        start, count = self._windows.get((key, endpoint, period), (now, 0))
        return (start, count) if now < start + _PERIODS[period] else (now, 0)
