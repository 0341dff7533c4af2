"""A provider on loopback that answers what a test tells it, byte by byte, over real sockets."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from inspect import signature
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

Reply = bytes | Callable[..., bytes | None]


@dataclass(frozen=True)
class Request:
    """What came in."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


def reply(
    body: Any = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    *,
    raw: bytes | None = None,
    kind: str = "application/json",
) -> bytes:
    """A whole answer: JSON, or the given bytes."""
    content = json.dumps(body).encode() if raw is None else raw
    lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(content)}"]
    lines += [f"Content-Type: {kind}"] if kind else []
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join([*lines, "", ""]).encode() + content


class ProviderServer:
    """Gives one reply a request, the last one for ever.

    A reply is bytes, a function of the `request` that returns them, or a function that is given
    the `connection` and ends it.
    """

    def __init__(self, *replies: Reply, certificate: Path | None = None) -> None:
        self.replies = list(replies)
        self.requests: list[Request] = []
        self.connections = 0
        self.over = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._certificate = certificate
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._start(self._accept)

    def close(self) -> None:
        """Hang up on everybody and wait until all threads are through."""
        self.over.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def hang(self, connection: socket.socket) -> None:
        """A reply: nothing, until the client goes away."""
        connection.recv(1)

    def drip(self, head: bytes, piece: bytes) -> Callable[[socket.socket], None]:
        """A reply: the head, then the piece again and again, slowly, until the client goes away."""

        def dripping(connection: socket.socket) -> None:
            connection.sendall(head)
            while not self.over.wait(0.005):
                connection.sendall(piece)

        return dripping

    def _start(self, work: Callable[..., None], *arguments: Any) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                with self._lock:
                    self.connections += 1
                    self._open.add(connection)
                self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with (
            contextlib.suppress(OSError),
            self._talking(connection) as connection,
            connection.makefile("rb") as incoming,
        ):
            while request := _request(incoming):
                if not self._answer(request, connection):
                    break
        with self._lock:
            self._open.discard(connection)

    def _answer(self, request: Request, connection: socket.socket) -> bool:
        """Send what comes next; whether the connection stays open."""
        answer = self._next(request)
        if callable(answer) and "request" in signature(answer).parameters:
            answer = answer(request) or b""
        if callable(answer):
            answer(connection)
            return False
        connection.sendall(answer)
        return True

    def _talking(self, connection: socket.socket) -> socket.socket:
        """The connection, after a TLS handshake where there is a certificate."""
        if self._certificate is None:
            return connection
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._certificate)
        try:
            return context.wrap_socket(connection, server_side=True)
        except OSError:
            connection.close()
            raise

    def _next(self, request: Request) -> Reply:
        with self._lock:
            self.requests.append(request)
            return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


def reset_after(said: bytes) -> Callable[[socket.socket], None]:
    """A reply: these bytes, then the connection is reset."""

    def resetting(connection: socket.socket) -> None:
        connection.sendall(said)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return resetting


def end_after(said: bytes) -> Callable[[socket.socket], None]:
    """A reply: these bytes, then the connection is closed."""
    return lambda connection: connection.sendall(said)


@contextlib.contextmanager
def serving(*replies: Reply, certificate: Path | None = None) -> Iterator[ProviderServer]:
    """A server for the length of a block; it speaks TLS when it has a certificate."""
    server = ProviderServer(*replies, certificate=certificate)
    try:
        yield server
    finally:
        server.close()


def expired_certificate(folder: Path) -> Path:
    """A file with a certificate for loopback that ran out, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(datetime(2020, 1, 1)).not_valid_after(datetime(2021, 1, 1))
    certificate = made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
    file = folder / "expired.pem"
    file.write_bytes(certificate + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return file


def closed_port() -> str:
    """The address of a port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


def _request(incoming: Any) -> Request | None:
    first = incoming.readline().decode("latin-1").split()
    if len(first) < 2:
        return None
    headers: dict[str, str] = {}
    while line := incoming.readline().decode("latin-1").strip():
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    return Request(first[0], first[1], headers, incoming.read(int(headers.get("content-length", "0"))))
