"""Things that go wrong on purpose: added by a test, each serves a number of calls and is then used up."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Literal, get_args

from inroad.sandbox.chance import share

Kind = Literal[
    "delay",
    "rate_limited",
    "server_error",
    "broken_json",
    "html",
    "truncated",
    "empty",
    "drip",
    "huge",
    "wrong_types",
    "reset_before",
    "reset_after",
    "hang_up_before",
    "hang_up_after",
]
EVERYWHERE = "*"
HUGE_BYTES = 12_000_000
UNANSWERED = frozenset({"reset_before", "reset_after", "hang_up_before", "hang_up_after"})
"""The connection breaks without an answer: reset, or closed in good order, after which some clients ask again."""
CUTTING = UNANSWERED | {"truncated"}
BEFORE_ACTING = frozenset({"rate_limited", "server_error", "reset_before", "hang_up_before"})


@dataclass
class Fault:
    """One fault. `seconds` is how long a delay is, or the time between two pieces of a drip."""

    path: str
    kind: Kind
    times: float
    after: int
    seconds: float
    status: int


@dataclass
class Faults:
    """The faults that are still to come, and how even the delays are; safe for many threads.

    `uneven` is a seed: with one, what a call takes is between 0.5 and 3 times its delay, and once its delay in the
    mean. How many times it is hangs on the seed and the call alone, not on when it comes.
    """

    uneven: int | None = None
    _waiting: list[Fault] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def add(
        self, path: str, kind: Kind, times: float = 1, after: int = 0, seconds: float = 0.0, status: int = 500
    ) -> None:
        """Let the next calls of a path go wrong, the first `after` of them excepted; "*" is every path.

        "POST /path" are the calls of one method only. `times` may be `math.inf`. `status` is that of a server error.
        A delay adds to other faults of a call.

        Raises:
            ValueError: there is no such kind of fault.
        """
        if kind not in get_args(Kind):
            raise ValueError(f"There is no fault named {kind!r}; there are {', '.join(get_args(Kind))}.")
        with self._lock:
            self._waiting.append(Fault(path, kind, times, after, seconds, status))

    def delay(self, path: str, seconds: float) -> None:
        """Let every call of a path take so long."""
        self.add(path, "delay", times=math.inf, seconds=seconds)

    def clear(self) -> None:
        """Take all faults back."""
        with self._lock:
            self._waiting.clear()

    def stretch(self, *call: object) -> float:
        """Return how many times its delay a call takes: 1 as long as delays are even."""
        if self.uneven is None:
            return 1.0
        # The density falls as the cube from 0.5 to 3; its mean is 1.
        return 0.5 + 2.5 * (1 - math.pow(1 - share("uneven", self.uneven, *call), 0.25))

    def take(self, method: str, path: str) -> tuple[float, Fault | None]:
        """Return the delay of this call in seconds, and the fault that strikes it, if one does."""
        with self._lock:
            places = (path, f"{method} {path}", EVERYWHERE)
            ready = [fault for fault in self._waiting if fault.path in places and self._is_due(fault)]
            delays = [fault for fault in ready if fault.kind == "delay"]
            struck = next((fault for fault in ready if fault.kind != "delay"), None)
            for fault in [*delays, *([struck] if struck else [])]:
                fault.times -= 1
            self._waiting = [fault for fault in self._waiting if fault.times > 0]
            return sum(fault.seconds for fault in delays), struck

    @staticmethod
    def _is_due(fault: Fault) -> bool:
        if fault.after > 0:
            fault.after -= 1
            return False
        return True


def spoilt(kind: Kind, body: bytes) -> tuple[bytes, str]:
    """Return what is sent instead of a JSON body, with its media type."""
    if kind == "html":
        return b"<!doctype html><html><body><h1>Bad gateway</h1></body></html>", "text/html"
    if kind == "broken_json":
        return body[: len(body) // 2] + b',,"', "application/json"
    if kind == "empty":
        return b"", "application/json"
    if kind == "huge":
        return b'{"status":200,"data":["' + b"x" * HUGE_BYTES + b'"]}', "application/json"
    if kind == "wrong_types":
        return json.dumps(_confused(json.loads(body))).encode(), "application/json"
    return body, "application/json"


def _confused(node: Any) -> Any:
    """Return JSON of the same keys in which every value has another type."""
    if isinstance(node, dict):
        return {key: _confused(value) for key, value in node.items()}
    if isinstance(node, list):
        return {"0": _confused(node[0])} if node else "none"
    if isinstance(node, str):
        return [node]
    return {"value": str(node)} if node is not None else 0
