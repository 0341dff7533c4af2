"""What the servers do to a run, in the test's own process: the sandbox's faults, the proxy before the mail server."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.process import BaseProcess
from typing import Any

from inroad.sandbox import Sandbox
from inroad.sandbox.faults import Kind
from tests.graph.once_points import IN_PROGRAM, Blow
from tests.imap_proxy import Rule, Verdict

CREATE = "POST /gmail/v1/users/me/drafts"
ANYTHING = "*"
PAID = {
    "person/search": "/v5/person/search",
    "email-finder": "/v2/email-finder",
    "email-verifier": "/v2/email-verifier",
}
# What the sandbox is told to sleep for, and does something else for.
KILL, WAIT = 111.0, 222.0
CUTS: dict[tuple[str, str], Kind] = {
    ("reset", "before"): "reset_before",
    ("reset", "after"): "reset_after",
    ("hang_up", "before"): "hang_up_before",
    ("hang_up", "after"): "hang_up_after",
}
NONSENSE: tuple[Kind, ...] = ("broken_json", "html", "empty", "truncated")


class Killer:
    """Kills the process of the attempt from where its servers are; `over` is set when the attempt has ended."""

    def __init__(self) -> None:
        self.process: BaseProcess | None = None
        self.over = threading.Event()

    def sleep(self, seconds: float) -> None:
        """In place of the sandbox's pauses."""
        if seconds == KILL:
            self.kill()
        if seconds == WAIT:
            self.over.wait(20)

    def kill(self) -> None:
        """Kill it, and return when it is dead, as it may be already."""
        if self.process and self.process.pid:
            with suppress(ProcessLookupError):
                os.kill(self.process.pid, signal.SIGKILL)
            self.over.wait(20)


def arm(sandbox: Sandbox, blow: Blow) -> None:
    """Let the sandbox do to a call what the blow says."""
    faults, after = sandbox.faults, blow.count - 1
    path = PAID.get(blow.where, CREATE if blow.where == "create" else ANYTHING)
    more: dict[str, Any] = {"times": blow.times, "after": after}
    if blow.what == "killed before the server acts":
        faults.add(path, "delay", seconds=KILL, **more)
    elif blow.what == "killed after the server acted":
        faults.add(path, "drip", seconds=KILL, **more)
    elif blow.what == "time-out":
        faults.add(path, "drip", seconds=WAIT, **more)
    elif blow.what == "server error":
        faults.add(path, "server_error", status=(500, 502, 503)[after % 3], **more)
    elif blow.what == "too many calls":
        faults.add(path, "rate_limited", **more)
    elif blow.what == "nonsense":
        faults.add(path, NONSENSE[after % 4], **more)
    elif blow.what.startswith("cut"):
        how = ("reset", "hang_up")[after % 2]
        when = "before" if blow.what == "cut before the server acts" else "after"
        faults.add(path, CUTS[how, when], **more)


def rule(blow: Blow, killer: Killer) -> Rule:
    """Let the proxy before the mail server do what the blow says."""
    before = blow.what in ("killed before the server acts", "cut before the server acts")
    way = "up" if before else "down"
    word = (b"X-Inroad-Key" if before else b"APPENDUID") if blow.where == "create" else b""
    verdict: Verdict = "swallow" if blow.what == "time-out" else "cut" if blow.what.startswith("cut") else "pass"
    seen, lock = [0], threading.Lock()

    def judge(this_way: str, piece: bytes) -> Verdict:
        if this_way != way or word not in piece or blow.what in IN_PROGRAM:
            return "pass"
        with lock:
            seen[0] += 1
            due = blow.count <= seen[0] < blow.count + blow.times
        if due and blow.what.startswith("killed"):
            killer.kill()
        return verdict if due else "pass"

    return judge


def settled(count: Callable[[], int]) -> None:
    """Return when what the dead have sent has been served: twice the same count, each asked of the server itself.

    A request may outlive its process by some milliseconds, and a user does not resume a run as quickly as a test.
    """
    same, before = 0, -1
    while same < 2:
        now = count()
        same, before = (same + 1 if now == before else 0), now
