"""Who goes first where many wait for a provider: the work that began first, so that its next steps begin early.

Twenty postings that share ten calls a second would otherwise all have their last answer at the same late moment, and
whatever comes after, such as the model, would stand still until then.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from heapq import heapify, heappop, heappush
from itertools import count
from typing import NamedTuple

_BEGINNINGS = count()
# LangGraph hands context variables on to its threads, as does log.in_context; what is no such work goes before all.
_BEGAN: ContextVar[int] = ContextVar("began", default=-1)


@contextmanager
def piece_of_work() -> Iterator[None]:
    """Let all calls within go before those of any work that begins later."""
    token = _BEGAN.set(next(_BEGINNINGS))
    try:
        yield
    finally:
        _BEGAN.reset(token)


class _Place(NamedTuple):
    """A place in a line; `number` keeps those of the same work in the order in which they came."""

    began: int
    number: int
    called: threading.Event


class Line:
    """Lets one caller through at a time: of those who wait, the one whose work began first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers = count()
        self._waiting: list[_Place] = []
        self._ahead: _Place | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until it is the caller's turn; the next one's is when this is left."""
        place = _Place(_BEGAN.get(), next(self._numbers), threading.Event())
        with self._lock:
            heappush(self._waiting, place)
            self._call_next()
        try:
            place.called.wait()
            yield
        finally:
            with self._lock:
                self._leave(place)
                self._call_next()

    def _leave(self, place: _Place) -> None:
        if place is self._ahead:
            self._ahead = None
        else:  # it was interrupted while it waited
            self._waiting.remove(place)
            heapify(self._waiting)

    def _call_next(self) -> None:
        if self._ahead is None and self._waiting:
            self._ahead = heappop(self._waiting)
            self._ahead.called.set()
