"""Which process is at a run, and whether it is still there."""

from __future__ import annotations

import os
import socket

from inroad.errors import UserInputError
from inroad.settings import Tools
from inroad.tools.store.runs import Run


def is_alive(run: Run, tools: Tools) -> bool:
    """Tell whether the process that is at a run, or has it in review, is still there: on this machine, or on another.

    Raises:
        StoreError: the store cannot be read.
    """
    host, _, number = run.process.rpartition(":")
    if run.state not in ("running", "paused") or not number.isdigit():
        return False
    if host != socket.gethostname():
        return tools.presence.is_there(run.process)
    if int(number) == os.getpid():
        return tools.presence.is_at(run.run_id)
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it is another user's
        return True
    return True


def taken(run: Run) -> UserInputError:
    """Return the error that says that another process is at a run."""
    what = "in review" if run.state == "paused" else "going on"
    by = f" ({run.process})" if run.process else ""
    return UserInputError(f"The run {run.run_id} is {what} in another process{by}.")
