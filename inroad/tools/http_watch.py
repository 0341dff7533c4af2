"""Connections whose answers are cut off in time, however slowly their bytes drip in.

A read time-out starts anew with every byte; this one is for the answer as a whole, headers included.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection


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


_WATCH: ContextVar[Watch | None] = ContextVar("watch", default=None)


@contextmanager
def watched(seconds: float) -> Iterator[Watch]:
    """Cut whatever connection this thread reads an answer from after so many seconds."""
    watch = Watch()
    timer = threading.Timer(seconds, watch.cut)
    timer.daemon = True
    token = _WATCH.set(watch)
    timer.start()
    try:
        yield watch
    finally:
        watch.follow(None)
        timer.cancel()
        _WATCH.reset(token)


def follow(connected: socket.socket | None) -> None:
    """Let the watch over this thread, if there is one, cut this connection."""
    if watch := _WATCH.get():
        watch.follow(connected)


class _WatchedConnection(HTTPConnection):
    def getresponse(self) -> Any:
        follow(self.sock)
        return super().getresponse()


class _WatchedTlsConnection(HTTPSConnection):
    def getresponse(self) -> Any:
        follow(self.sock)
        return super().getresponse()


class _Pool(HTTPConnectionPool):
    ConnectionCls = _WatchedConnection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedTlsConnection


class WatchedAdapter(HTTPAdapter):
    """Makes connections that a watch can follow."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """See `HTTPAdapter`."""
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        """See `HTTPAdapter`."""
        manager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}
        return manager
