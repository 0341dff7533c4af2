"""A proxy before the tests' mail server that reads what goes through, and cuts connections."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable
from typing import Literal

from tests.imap_server import HOST, Dovecot

Verdict = Literal["pass", "cut", "swallow"]
Rule = Callable[[str, bytes], Verdict]


class CuttingProxy:
    """Stands before a mail server, reads what goes through, and cuts where the test's rule says so.

    The rule is given "up" (to the server) or "down" and the bytes: they pass, or the connection is
    cut before they do, or they are swallowed and nothing more is said. `change` rewrites answers.
    """

    def __init__(self, dovecot: Dovecot, rule: Rule, change: Callable[[bytes], bytes] = bytes) -> None:
        self._dovecot = dovecot
        self._rule = rule
        self._change = change
        self._inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._inside.load_cert_chain(dovecot.certificate)
        self._listener = socket.create_server((HOST, 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def __enter__(self) -> CuttingProxy:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._threads[0].join()
        self._cut(*self._open)
        for thread in self._threads[1:]:
            thread.join()
        for connection in self._open:
            connection.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            # A client may be gone before TLS has begun.
            with contextlib.suppress(OSError):
                self._join(connection)

    def _join(self, connection: socket.socket) -> None:
        down = self._inside.wrap_socket(connection, server_side=True)
        self._open.append(down)
        up = self._dovecot.context().wrap_socket(
            socket.create_connection((HOST, self._dovecot.port)), server_hostname=HOST
        )
        self._open.append(up)
        self._pump("up", down, up)
        self._pump("down", up, down)

    def _pump(self, way: str, source: ssl.SSLSocket, goal: ssl.SSLSocket) -> None:
        def run() -> None:
            with contextlib.suppress(OSError):
                while piece := source.recv(65536):
                    verdict = self._rule(way, piece)
                    if verdict == "cut":
                        break
                    if verdict == "pass":
                        goal.sendall(self._change(piece) if way == "down" else piece)
            self._cut(source, goal)

        self._threads.append(threading.Thread(target=run, daemon=True))
        self._threads[-1].start()

    def _cut(self, *connections: socket.socket) -> None:
        for connection in connections:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(connection, socket.SHUT_RDWR)


def once(way: str, word: bytes, verdict: Verdict) -> Rule:
    """A rule that strikes the first time that the word goes that way."""
    struck = threading.Event()

    def rule(this_way: str, piece: bytes) -> Verdict:
        if this_way == way and word in piece and not struck.is_set():
            struck.set()
            return verdict
        return "pass"

    return rule
