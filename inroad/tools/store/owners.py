"""Who is at a piece of work, and whether that process is surely gone."""

from __future__ import annotations

import os
import secrets

from inroad.tools.store import this_process

# A process that was started anew in a container has the name and the number of the one before it.
_TOKEN = secrets.token_hex(4)


def this_owner() -> str:
    """Return the name of this process as an owner: host, process id, and what no earlier process of that name had."""
    return f"{this_process()}:{_TOKEN}"


def is_gone(owner: str) -> bool:
    """Tell whether an owner was a process of this machine that is no more; of other machines nothing is known."""
    process, _, token = owner.rpartition(":")
    host, _, number = process.rpartition(":")
    if host != this_process().rpartition(":")[0] or not number.isdigit():
        return False
    if int(number) == os.getpid():
        return token != _TOKEN
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
