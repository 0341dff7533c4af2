"""The connections of the server, so that one can be cut in the middle of a call."""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

Peer = tuple[str, int]


class Connections:
    """The open connections by the address of the client."""

    def __init__(self) -> None:
        self._open: dict[Peer, asyncio.BaseTransport] = {}

    def protocol(self) -> type[H11Protocol]:
        """Return the protocol class that keeps these connections known."""
        transports = self._open

        class KnownProtocol(H11Protocol):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                transports[_peer(transport)] = transport
                super().connection_made(transport)

            def connection_lost(self, exc: Exception | None) -> None:
                transports.pop(_peer(self.transport), None)
                super().connection_lost(exc)

        return KnownProtocol

    def cut(self, peer: Peer) -> None:
        """Break a connection at once: the client sees it reset."""
        transport: Any = self._open[peer]
        linger = struct.pack("ii", 1, 0)
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        transport.abort()

    def close(self, peer: Peer) -> None:
        """End a connection once what was written has been sent."""
        transport: Any = self._open[peer]
        transport.close()


def _peer(transport: asyncio.BaseTransport) -> Peer:
    host, port = transport.get_extra_info("peername")[:2]
    return str(host), int(port)
