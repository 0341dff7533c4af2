"""Connections that go to checked addresses only, and are cut off in time."""

from __future__ import annotations

import os
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import Url
from urllib3.util.ssl_ import create_urllib3_context

from inroad.errors import FetchError
from inroad.tools.http_watch import Watch
from inroad.tools.web.public import is_public

PORTS = {"http": 80, "https": 443}
SAVE_IT = "save the page in a browser and give the file"
_MOST_ADDRESSES = 4

Addresses = list[tuple[str, int]]


def resolve(host: str, port: int) -> Addresses:
    """Return the IP addresses of a host with the port to connect to, as the system knows them.

    Raises:
        OSError: there is no such host, or nobody to ask.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys((str(each[4][0]), port) for each in found))


@dataclass(frozen=True)
class Network:
    """How hosts are found, and which of their addresses may be reached."""

    resolve: Callable[[str, int], Addresses] = resolve
    is_allowed: Callable[[str], bool] = is_public


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds: for a name or a connection, for the next bytes, and in all."""

    connect: float = 5
    read: float = 10
    total: float = 20


PUBLIC = Network()
USUAL = Patience()


@dataclass(frozen=True)
class Visit:
    """What all requests for one page share; `deadline` is a moment of the monotonic clock."""

    network: Network
    patience: Patience
    watch: Watch
    deadline: float

    def left(self, most: float) -> float:
        """Return the seconds that a step may take: so many at most, or what is left of the time in all."""
        return max(min(most, self.deadline - time.monotonic()), 0.001)


def connection_to(parts: Url, visit: Visit) -> HTTPConnection:
    """Return a connection for an address, which is made when the first request is sent.

    Sending it raises a FetchError when the host is not found, not allowed or not reached.

    Raises:
        FetchError: the certificates of the environment cannot be read.
    """
    host = str(parts.host).strip("[]")
    port = parts.port or PORTS[str(parts.scheme)]
    if parts.scheme == "http":
        return _Plain(host, port, visit=visit)
    try:
        return _Tls(host, port, visit=visit, ssl_context=_tls(os.environ.get("REQUESTS_CA_BUNDLE") or certifi.where()))
    except OSError as error:
        raise FetchError("The certificates that REQUESTS_CA_BUNDLE names cannot be read: look at it.") from error


@cache
def _tls(roots: str) -> ssl.SSLContext:
    context = create_urllib3_context()
    if Path(roots).is_dir():
        context.load_verify_locations(capath=roots)
    else:
        context.load_verify_locations(cafile=roots)
    return context


class _Plain(HTTPConnection):
    """Connects to a checked address only, and is cut off in time."""

    def __init__(self, host: str, port: int, *, visit: Visit, **options: Any) -> None:
        super().__init__(host, port, timeout=visit.left(visit.patience.read), **options)
        self._visit = visit

    def _new_conn(self) -> socket.socket:
        return _dialled(self._dns_host, self.port or 80, self._visit)

    def getresponse(self) -> Any:
        self._visit.watch.follow(self.sock)
        return super().getresponse()


class _Tls(HTTPSConnection):
    """The same with TLS; the certificate is checked against the host's name."""

    def __init__(self, host: str, port: int, *, visit: Visit, **options: Any) -> None:
        super().__init__(host, port, timeout=visit.left(visit.patience.read), **options)
        self._visit = visit

    def _new_conn(self) -> socket.socket:
        return _dialled(self._dns_host, self.port or 443, self._visit)

    def getresponse(self) -> Any:
        self._visit.watch.follow(self.sock)
        return super().getresponse()


def _dialled(host: str, port: int, visit: Visit) -> socket.socket:
    """A connection to the first address of a host that answers, when all of them are allowed."""
    addresses = _resolved(host, port, visit)
    if not all(visit.network.is_allowed(address) for address, _ in addresses):
        raise FetchError(f"{host} is not on the public internet, so it is not asked: {SAVE_IT}.")
    failure: OSError = OSError("no address")
    for address in addresses[:_MOST_ADDRESSES]:
        try:
            return socket.create_connection(address, timeout=visit.left(visit.patience.connect))
        except OSError as error:
            failure = error
    raise FetchError(f"{host} cannot be reached: check the address, or {SAVE_IT}.") from failure


def _resolved(host: str, port: int, visit: Visit) -> Addresses:
    """A host's addresses; the system gives no limit of time for that, so a thread of its own waits."""
    results: queue.Queue[Addresses | OSError | ValueError] = queue.Queue()

    def ask() -> None:
        try:
            results.put(visit.network.resolve(host, port))
        except (OSError, ValueError) as error:  # ValueError: a name that DNS cannot hold
            results.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = results.get(timeout=visit.left(visit.patience.connect))
    except queue.Empty:
        raise FetchError(f"{host} was not found in time: try again later, or {SAVE_IT}.") from None
    if isinstance(found, Exception) or not found:
        raise FetchError(f"{host} is not a host that can be found: check the address and the connection.")
    return found
