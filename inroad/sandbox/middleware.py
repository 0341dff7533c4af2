"""What every call goes through before and after a stand-in answers it: history and faults."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from anyio.to_thread import run_sync
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inroad.sandbox.accounts import Clock
from inroad.sandbox.connections import Connections
from inroad.sandbox.faults import BEFORE_ACTING, CUTTING, UNANSWERED, Fault, Faults, spoilt
from inroad.sandbox.history import SECRET_HEADERS, SECRET_PARAMS, Exchange, History, without_secrets

Sleep = Callable[[float], None]
Refusal = Callable[[int], tuple[int, dict[str, str], dict[str, Any]]]
"""Makes of a fault's status what a provider sends: status, headers and body."""
_PIECE = 512


@dataclass
class _Answer:
    """An answer that was caught on its way out."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


class FaultyServer:
    """Passes calls to the stand-ins, keeps them, and lets go wrong what was asked for.

    `refusals` are by the beginning of a path, each with the status that says "too fast" there; the other paths are
    refused as People Data Labs does it.
    """

    def __init__(
        self,
        app: ASGIApp,
        faults: Faults,
        history: History,
        connections: Connections,
        clock: Clock,
        sleep: Sleep,
        refusals: Mapping[str, tuple[int, Refusal]],
    ) -> None:
        self._app = app
        self._faults = faults
        self._history = history
        self._connections = connections
        self._clock = clock
        self._sleep = sleep
        self._refusals = refusals

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one call, or hand on what is no call."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = await _read(receive)
        if body is None:
            return
        delay, fault = self._faults.take(scope["method"], scope["path"])
        began = self._clock()
        if delay:
            await run_sync(self._sleep, delay * self._faults.stretch(scope["path"], scope["query_string"], body))
        answer = (
            self._instead(fault, scope["path"])
            if fault and fault.kind in BEFORE_ACTING
            else await self._asked(scope, body)
        )
        self._history.add(replace(_exchange(scope, body, answer, fault), began=began, ended=self._clock()))
        await self._sent(scope, send, answer, fault)
        if fault and fault.kind in CUTTING:
            await receive()

    async def _asked(self, scope: Scope, body: bytes) -> _Answer:
        answer = _Answer()

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
            else:
                answer.body += message.get("body", b"")

        await self._app(scope, receive, send)
        return answer

    def _instead(self, fault: Fault, path: str) -> _Answer:
        """Return what is answered without asking a stand-in."""
        for start, (too_fast, refusal) in self._refusals.items():
            if path.startswith(start):
                status, headers, body = refusal(too_fast if fault.kind == "rate_limited" else fault.status)
                return _Answer(status, {"content-type": "application/json"} | headers, json.dumps(body).encode())
        return self._refused_like_pdl(fault)

    def _refused_like_pdl(self, fault: Fault) -> _Answer:
        status = 429 if fault.kind == "rate_limited" else fault.status
        kind = "rate_limit_error" if status == 429 else "api_error"
        body = {"status": status, "error": {"type": kind, "message": "This went wrong on purpose"}}
        headers = {"content-type": "application/json"}
        if status == 429:
            reset = datetime.fromtimestamp(self._clock() + 60, UTC)
            headers["x-ratelimit-reset"] = reset.strftime("%Y-%m-%dT%H:%M:%SZ")
        return _Answer(status, headers, json.dumps(body).encode())

    async def _sent(self, scope: Scope, send: Send, answer: _Answer, fault: Fault | None) -> None:
        if fault and fault.kind in UNANSWERED:
            part = self._connections.cut if fault.kind.startswith("reset") else self._connections.close
            part(scope["client"])
            return
        if fault and fault.kind not in (*BEFORE_ACTING, "truncated", "drip"):
            answer = _spoilt_answer(answer, fault)
        length = {"content-length": str(len(answer.body))} if answer.status not in (204, 304) else {}
        headers = [(name.encode(), value.encode()) for name, value in (answer.headers | length).items()]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        if fault and fault.kind == "truncated":
            await send({"type": "http.response.body", "body": answer.body[: len(answer.body) // 2], "more_body": True})
            self._connections.close(scope["client"])
        elif fault and fault.kind == "drip":
            await self._dripped(send, answer.body, fault.seconds)
        else:
            await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer.body})

    async def _dripped(self, send: Send, body: bytes, seconds: float) -> None:
        for start in range(0, len(body), _PIECE):
            await run_sync(self._sleep, seconds)
            await send({"type": "http.response.body", "body": body[start : start + _PIECE], "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def _spoilt_answer(answer: _Answer, fault: Fault) -> _Answer:
    zipped = answer.headers.get("content-encoding") == "gzip"
    body, media_type = spoilt(fault.kind, gzip.decompress(answer.body) if zipped else answer.body)
    headers = {name: value for name, value in answer.headers.items() if name != "content-encoding"}
    status = 502 if fault.kind == "html" else answer.status
    return _Answer(status, headers | {"content-type": media_type}, body)


async def _read(receive: Receive) -> bytes | None:
    """Return the body of a call, None when the client went away before all of it was there."""
    pieces = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        pieces.append(bytes(message.get("body", b"")))
        if not message.get("more_body"):
            return b"".join(pieces)


def _exchange(scope: Scope, body: bytes, answer: _Answer, fault: Fault | None) -> Exchange:
    query = parse_qsl(scope["query_string"].decode(), keep_blank_values=True)
    headers = {name.decode(): value.decode() for name, value in scope["headers"]}
    return Exchange(
        method=scope["method"],
        path=scope["path"],
        params={name: value for name, value in query if name not in SECRET_PARAMS},
        headers={name: value for name, value in headers.items() if name not in SECRET_HEADERS},
        body=without_secrets(headers.get("content-type", ""), body),
        status=0 if fault and fault.kind in UNANSWERED else answer.status,
    )
