"""Runs and steps as the log and the traces see them."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from langgraph.errors import GraphBubbleUp

from inroad import log
from inroad.tracing import failed, span


@contextmanager
def observed_run(run_id: str, code_of: Callable[[BaseException], int]) -> Iterator[None]:
    """Let all within belong to a run, and tell of the error that ends it; `code_of` gives its exit code."""
    with log.run_scope(run_id), span("inroad run", {}) as made:
        try:
            yield
        except BaseException as error:
            name = "run_stopped" if isinstance(error, KeyboardInterrupt) else "run_failed"
            log.event(name, logging.ERROR, error=type(error).__name__, exit_code=code_of(error))
            failed(made, type(error).__name__)
            raise


@contextmanager
def observed_step(name: str) -> Iterator[None]:
    """Let all within belong to a step, and tell how it begins and ends."""
    with log.step_scope(name) as counts, span(f"step {name}", {"inroad.step": name}) as made:
        started = time.perf_counter()
        log.event("step_started")
        try:
            yield
        except GraphBubbleUp:  # it waits for the user
            log.event("step_paused", seconds=_since(started))
            raise
        except BaseException as error:
            log.event("step_failed", logging.ERROR, error=type(error).__name__, seconds=_since(started))
            failed(made, type(error).__name__)
            raise
        log.event("step_ended", seconds=_since(started), **counts())


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 4)
