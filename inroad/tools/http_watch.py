"""Connections whose answers are cut off in time, however slowly their bytes drip in.

A read time-out starts anew with every byte; this one is for the answer as a whole, headers included.
"""

from __future__ import annotations

import math
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Watch:
    """Cuts the connection that it was told of when the time is over, however slowly bytes drip in."""

    def __init__(self) -> None:
        self.has_cut = False
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()

    def follow(self, connected: socket.socket | None) -> None:
        """Cut this connection when the time is over, at once when it is over already; None for no connection."""
        with self._lock:
            self._socket = connected
            if self.has_cut:
                self._shut()

    def cut(self) -> None:
        """The time is over."""
        with self._lock:
            self.has_cut = True
            self._shut()

    def _shut(self) -> None:
        if self._socket is not None and self._socket.fileno() >= 0:
            try:
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
            except OSError:  # the other side was faster
                self._socket = None


class _Watchman:
    """One thread that cuts whatever is over its time; started by the first watch, since a thread a call is dear."""

    def __init__(self) -> None:
        self._until: dict[Watch, float] = {}
        self._changed = threading.Condition()
        self._wakes_at = math.inf
        self._thread: threading.Thread | None = None

    def begin(self, watch: Watch, seconds: float) -> None:
        """Cut what this watch follows after so many seconds."""
        until = time.monotonic() + seconds
        with self._changed:
            self._until[watch] = until
            if self._thread is None:
                self._thread = threading.Thread(target=self._keep, name="inroad-watch", daemon=True)
                self._thread.start()
            elif until < self._wakes_at:
                self._changed.notify()

    def end(self, watch: Watch) -> None:
        """Leave this watch alone from now on."""
        with self._changed:
            self._until.pop(watch, None)

    def _keep(self) -> None:
        with self._changed:
            while True:
                now = time.monotonic()
                for watch in [watch for watch, until in self._until.items() if until <= now]:
                    del self._until[watch]
                    watch.cut()
                self._wakes_at = min(self._until.values(), default=math.inf)
                self._changed.wait(None if self._wakes_at == math.inf else self._wakes_at - now)


_WATCH: ContextVar[Watch | None] = ContextVar("watch", default=None)
_watchman = _Watchman()


def _begin_anew() -> None:
    """A forked child has none of its parent's threads, and maybe a lock that nobody gives back."""
    global _watchman
    _watchman = _Watchman()


os.register_at_fork(after_in_child=_begin_anew)


@contextmanager
def watched(seconds: float) -> Iterator[Watch]:
    """Cut whatever connection this thread reads an answer from after so many seconds."""
    watch, watchman = Watch(), _watchman
    token = _WATCH.set(watch)
    watchman.begin(watch, seconds)
    try:
        yield watch
    finally:
        watchman.end(watch)
        watch.follow(None)
        _WATCH.reset(token)


def follow(connected: socket.socket | None) -> None:
    """Let the watch over this thread, if there is one, cut this connection."""
    if watch := _WATCH.get():
        watch.follow(connected)
