"""A circuit breaker: a provider that fails again and again is left alone for a while, by all threads.

Closed, every call goes through. After `MOST_FAILURES` in a row it is open: calls fail at once. When it has rested,
one call is let through as a trial (half-open); what becomes of that one decides.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from inroad import log
from inroad.errors import GarbledAnswerError, ProviderError, UnavailableError
from inroad.tools.http_meaning import NotReadyError

MOST_FAILURES = 5
REST_SECONDS = 30.0
# A provider that answers so is out of order; with any other error it has understood the question.
FAILING = (UnavailableError, GarbledAnswerError)


class LeftAloneError(UnavailableError):
    """The provider was not asked: it has failed several times in a row a moment ago."""


class Breaker:
    """Lets calls to one provider through, as long as they are of use; safe among threads, no lock is held in a call."""

    def __init__(
        self,
        provider: str,
        name: str,
        clock: Callable[[], float],
        *,
        most_failures: int = MOST_FAILURES,
        rest: float = REST_SECONDS,
    ) -> None:
        """Take the provider's id and its name for sentences; `clock` and `rest` are in seconds."""
        self._provider = provider
        self._name = name
        self._clock = clock
        self._most_failures = most_failures
        self._rest = rest
        self._failures = 0
        self._rested_at: float | None = None
        self._on_trial = False
        self._lock = threading.Lock()

    @contextmanager
    def call(self) -> Iterator[bool]:
        """Let one call through, with all its repeats, and learn from how it ends; yields whether it is the trial.

        Raises:
            LeftAloneError: the provider is left alone; nothing was asked.
        """
        trial = self._enter()
        try:
            yield trial
        except LeftAloneError:
            raise
        except ProviderError as error:
            if _is_failing(error):
                self._failed(trial)
            else:
                self._answered()
            raise
        except BaseException:  # says nothing of the provider: a trial is left to the next call
            with self._lock:
                self._on_trial = self._on_trial and not trial
            raise
        self._answered()

    def go_on(self, trial: bool) -> None:
        """Stop a call that waited, for its turn or to be repeated, while others have failed.

        Raises:
            LeftAloneError: the provider is left alone by now, and this call is not the trial.
        """
        with self._lock:
            if self._rested_at is not None and not trial:
                raise self._left_alone()

    def _enter(self) -> bool:
        """Whether this call is the trial."""
        with self._lock:
            if self._rested_at is None:
                return False
            if self._on_trial or self._clock() < self._rested_at:
                raise self._left_alone()
            self._on_trial = True
            return True

    def _left_alone(self) -> LeftAloneError:
        return LeftAloneError(
            f"{self._name} has failed {self._most_failures} times in a row and is left alone for "
            f"{self._rest:.0f} seconds; try again later.",
            self._provider,
            sent=False,
        )

    def _failed(self, trial: bool) -> None:
        """Open at the last failure that is borne, or again after a trial; calls that began before change nothing."""
        with self._lock:
            self._failures += 1
            if self._failures >= self._most_failures and (trial or self._rested_at is None):
                self._rested_at = self._clock() + self._rest
                log.event("breaker_opened", logging.WARNING, provider=self._provider, seconds=self._rest)
            if trial:
                self._on_trial = False

    def _answered(self) -> None:
        with self._lock:
            if self._rested_at is not None:
                log.event("breaker_closed", provider=self._provider)
            self._failures = 0
            self._rested_at = None
            self._on_trial = False


def _is_failing(error: ProviderError) -> bool:
    """An answer that takes its time does not count."""
    return isinstance(error, FAILING) and not isinstance(error, NotReadyError)
