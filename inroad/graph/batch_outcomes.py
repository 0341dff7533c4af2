"""How a try at a posting of a batch ended, in the fields of its item."""

from __future__ import annotations

from typing import Any

from inroad.errors import StoreError
from inroad.graph.batch_kept import of_report
from inroad.graph.exit_codes import OK
from inroad.graph.run import code_after, exit_code, told_of
from inroad.nodes.review import waiting
from inroad.state import JobState

# A store, or the Redis of the limits, that is away for a while is no fault of the posting; that it stays away is told.
_TRIES = 5


def of_state(state: JobState) -> dict[str, Any]:
    """Return how a run ended, or paused, in this state."""
    is_paused = bool(waiting(state))
    code = OK if is_paused else exit_code(state)
    return {**of_report(state.output), "state": "done", "exit_code": code, "paused": is_paused, "error": state.error}


def of_failure(error: Exception, attempts: int) -> dict[str, Any]:
    """Return what is told of a try that broke off: the posting failed, or waits for another one."""
    is_passing = isinstance(error, StoreError) and attempts < _TRIES
    return {"state": "waiting" if is_passing else "failed", "exit_code": code_after(error), "error": told_of(error)}
