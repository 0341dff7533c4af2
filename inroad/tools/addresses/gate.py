"""The gate to the providers of one round: who failed for good is not asked again, and each failure is told once."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Collection
from typing import TypeVar

from inroad.errors import (
    BadKeyError,
    BudgetSpentError,
    InroadError,
    ObjectedError,
    OutOfCreditError,
    ProviderError,
    RateLimitedError,
)
from inroad.state import Problem
from inroad.tools.breaker import FAILING, LeftAloneError

T = TypeVar("T")
STEP = "verify"
# With these a provider has answered for the rest of the round.
_FINAL = (BadKeyError, OutOfCreditError, RateLimitedError, LeftAloneError)
# After so many failures in a row the rest of the round goes on without it.
_PATIENCE = 3


def nothing_kept() -> None:
    """Return None: there is no earlier answer."""


class Gate:
    """Lets calls through to the providers that still answer; safe among threads."""

    def __init__(self, closed: Collection[str] = ()) -> None:
        """Take the providers that are not to be asked any more, as "hunter"."""
        self._closed = set(closed)
        self._problems: dict[tuple[str, str], Problem] = {}
        self._failures: Counter[str] = Counter()
        self._lock = threading.Lock()

    @property
    def problems(self) -> list[Problem]:
        """What failed, each provider and kind of failure once."""
        with self._lock:
            return list(self._problems.values())

    def ask(
        self,
        provider: str,
        question: Callable[[], T],
        trail: list[str],
        kept: Callable[[], T | None] = nothing_kept,
    ) -> T | None:
        """Return the answer, or the `kept` one where the provider is not asked any more, or None.

        The trail says why there is none.

        Raises:
            ObjectedError: the person does not want to be processed.
        """
        if provider in self._closed:
            return self._kept(provider, kept, trail)
        try:
            answer = question()
        except ObjectedError:
            raise
        except (ProviderError, BudgetSpentError) as error:
            self._note(provider, error)
            trail.append(str(error))
            return None
        self._failures[provider] = 0
        return answer

    def tell(self, provider: str, kind: str, message: str, action: str) -> None:
        """Add a problem, unless there is one of its kind already."""
        problem = Problem(provider=provider, step=STEP, kind=kind, message=message, action=action)
        with self._lock:
            self._problems.setdefault((provider, kind), problem)

    def _kept(self, provider: str, kept: Callable[[], T | None], trail: list[str]) -> T | None:
        answer = kept()
        if answer is None:
            trail.append(f"{shown(provider)} was not asked any more: it has refused or failed before.")
        return answer

    def _note(self, provider: str, error: InroadError) -> None:
        with self._lock:
            self._failures[provider] += isinstance(error, FAILING)
            closes = isinstance(error, _FINAL) or self._failures[provider] >= _PATIENCE
            if closes:
                self._closed.add(provider)
        action = f"went on without {shown(provider)}" if closes else "went on without this answer"
        self.tell(provider, type(error).__name__, str(error), action)


def shown(provider: str) -> str:
    """Return a provider's short name as it is written."""
    return provider.capitalize()
