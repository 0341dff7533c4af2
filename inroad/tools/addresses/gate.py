"""The gate to the providers of one round: who failed for good is not asked again, and each failure is told once."""

from __future__ import annotations

import threading
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

T = TypeVar("T")
STEP = "verify"
# With these a provider has answered for the rest of the round.
_FINAL = (BadKeyError, OutOfCreditError, RateLimitedError)


class Gate:
    """Lets calls through to the providers that still answer; safe among threads."""

    def __init__(self, closed: Collection[str] = ()) -> None:
        """Take the providers that are not to be asked any more, as "hunter"."""
        self._closed = set(closed)
        self._problems: dict[tuple[str, str], Problem] = {}
        self._lock = threading.Lock()

    @property
    def problems(self) -> list[Problem]:
        """What failed, each provider and kind of failure once."""
        with self._lock:
            return list(self._problems.values())

    def ask(self, provider: str, question: Callable[[], T], trail: list[str]) -> T | None:
        """Return the answer, None where the provider could not be asked; the trail says why.

        Raises:
            ObjectedError: the person does not want to be processed.
        """
        if provider in self._closed:
            trail.append(f"{_shown(provider)} was not asked any more: it has refused before.")
            return None
        try:
            return question()
        except ObjectedError:
            raise
        except (ProviderError, BudgetSpentError) as error:
            self._note(provider, error)
            trail.append(str(error))
            return None

    def _note(self, provider: str, error: InroadError) -> None:
        kind = type(error).__name__
        problem = Problem(
            provider=provider, step=STEP, kind=kind, message=str(error), action=f"went on without {_shown(provider)}"
        )
        with self._lock:
            self._problems.setdefault((provider, kind), problem)
            if isinstance(error, _FINAL):
                self._closed.add(provider)


def _shown(provider: str) -> str:
    return provider.capitalize()
