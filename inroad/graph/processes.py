"""Which process is at a run, and whether it is still there."""

from __future__ import annotations

import os
import socket

from inroad.errors import UserInputError
from inroad.tools.store.runs import Run


def is_alive(run: Run) -> bool:
    """Tell whether the process that is at a run, or has it in review, still exists on this machine."""
    host, _, number = run.process.rpartition(":")
    if run.state not in ("running", "paused") or host != socket.gethostname() or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return int(number) != os.getpid()


def taken(run: Run) -> UserInputError:
    """Return the error that says that another process is at a run."""
    what = "in review" if run.state == "paused" else "going on"
    by = f" ({run.process})" if run.process else ""
    return UserInputError(f"The run {run.run_id} is {what} in another process{by}.")
