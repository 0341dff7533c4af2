"""A server in front of a healthy one that does to the calls of one provider what a fault says."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.tools.provider_server import ProviderServer, Request, reply, reset_after

Healthy = Callable[[Request], bytes]
Struck = Callable[[Request], bool]

STATUSES = (401, 402, 403, 404, 408, 429, 500, 502, 503)
# Nobody is there to listen, or to be believed: these strike all that a provider's address is asked for.
REFUSED, EXPIRED = "connection refused", "expired certificate"
HANG, DRIP = "time-out", "slow drip"
NOT_THE_API, PAUSE_TOLD, RESET, EMPTY = "404 of a web server", "429 with Retry-After", "reset mid-body", "empty body"
HTML, TRUNCATED, HUGE, REDIRECT = "HTML in place of JSON", "truncated JSON", "huge body", "redirect to another host"
IN_A_LIST, TEXTS, NULLS = "a list where an object is expected", "numbers as texts", "null everywhere"
NULL, CONFUSED = "null alone", "every value of another type"
WRONG_TYPES = (IN_A_LIST, TEXTS, NULLS, NULL, CONFUSED)
FAULTS = (
    *map(str, STATUSES),
    *(NOT_THE_API, PAUSE_TOLD, REFUSED, RESET, HANG, DRIP, EMPTY, HTML, TRUNCATED),
    *WRONG_TYPES,
    *(HUGE, REDIRECT, EXPIRED),
)
# A mail server speaks no HTTP and no JSON.
REFUSED_LOGIN = "refused login"
MAIL_FAULTS = (REFUSED_LOGIN, REFUSED, RESET, HANG, DRIP, EMPTY, HTML, EXPIRED)
# What a gateway or another site answers, whoever is asked.
_PAGE = b"<!doctype html><html><body><h1>Something else</h1></body></html>"
_HUGE_BYTES = 48_000_000


class FaultyServer(ProviderServer):
    """Answers as the healthy server does, but for the calls that are struck; `faulty` are those, in order."""

    def __init__(
        self, healthy: Healthy, struck: Struck, fault: str, *, elsewhere: str = "", certificate: Path | None = None
    ) -> None:
        self.faulty: list[Request] = []
        self._healthy = healthy
        self._struck = struck
        self._fault = fault
        self._elsewhere = elsewhere
        super().__init__(b"", certificate=certificate)

    def _answer(self, request: Request, connection: socket.socket) -> bool:
        if not self._struck(request):
            connection.sendall(self._healthy(request))
            return True
        self.faulty.append(request)
        if self._fault in (HANG, DRIP, RESET):
            self._break_off(request, connection)
            return False
        connection.sendall(self._spoilt(request))
        return self._fault != HUGE

    def _break_off(self, request: Request, connection: socket.socket) -> None:
        if self._fault == HANG:
            self.hang(connection)
        elif self._fault == DRIP:
            head = reply({"data": "x" * 5000}).partition(b'"x')[0]
            self.drip(head, b"x")(connection)
        else:
            answer = self._healthy(request)
            reset_after(answer[: -max(1, len(_body(answer)) // 2)])(connection)

    def _spoilt(self, request: Request) -> bytes:
        fault = self._fault
        if fault == REDIRECT:
            return reply({}, 302, {"Location": f"{self._elsewhere}{request.target}"})
        if fault in (NOT_THE_API, "502"):
            return reply(raw=_PAGE, status=int(fault[:3]), kind="text/html")
        if fault[:3].isdigit():
            headers = {"Retry-After": "7"} if fault == PAUSE_TOLD else {}
            return reply(_told(int(fault[:3]), request), int(fault[:3]), headers)
        if fault == EMPTY:
            return reply(raw=b"")
        if fault == HTML:
            return reply(raw=_PAGE, kind="text/html")
        if fault == HUGE:
            return reply(raw=gzip.compress(b" " * _HUGE_BYTES, 1), headers={"Content-Encoding": "gzip"})
        return self._other_json(self._healthy(request))

    def _other_json(self, answer: bytes) -> bytes:
        if self._fault == TRUNCATED:
            return reply(raw=_body(answer)[: len(_body(answer)) // 2])
        body = json.loads(_body(answer))
        made = {IN_A_LIST: [body], NULL: None}.get(self._fault, ...)
        return reply(_retyped(body, self._fault) if made is ... else made)


def in_front_of(url: str) -> Healthy:
    """Return what passes a request on to a server on loopback; of its headers those of the provider's own are kept."""
    host = urlsplit(url).netloc

    def ask(request: Request) -> bytes:
        line = http.client.HTTPConnection(host, timeout=20)
        kept = {name: value for name, value in request.headers.items() if name not in ("host", "accept-encoding")}
        with contextlib.closing(line):
            line.request(request.method, request.target, request.body, kept)
            answer = line.getresponse()
            own = {name: value for name, value in answer.headers.items() if name.lower().startswith("x-")}
            kind = answer.headers.get("Content-Type", "application/json")
            return reply(raw=answer.read(), status=answer.status, headers=own, kind=kind)

    return ask


def secrets_of(request: Request) -> str:
    """What a call brings to be let in by."""
    names = ("x-api-key", "authorization")
    form = request.body.decode() if request.headers.get("content-type", "").endswith("form-urlencoded") else ""
    return " ".join([*(request.headers[name] for name in names if name in request.headers), form])


def _told(status: int, request: Request) -> dict[str, Any]:
    """An error in the forms of all providers at once, by a server that repeats the key that it was given."""
    said = f"This went wrong on purpose, {secrets_of(request)}"
    return {
        "status": status,
        "error": {"type": "on_purpose", "code": status, "message": said},
        "errors": [{"id": "on_purpose", "code": status, "details": said}],
    }


def _body(answer: bytes) -> bytes:
    return answer.partition(b"\r\n\r\n")[2]


def _retyped(node: Any, fault: str) -> Any:
    """JSON of the same keys whose values are of other types."""
    if isinstance(node, dict):
        return {key: _retyped(value, fault) for key, value in node.items()}
    if isinstance(node, list):
        inner = [_retyped(each, fault) for each in node]
        return {"0": inner} if fault == CONFUSED else inner
    return _retyped_value(node, fault)


def _retyped_value(value: Any, fault: str) -> Any:
    if fault == NULLS:
        return None
    if fault == TEXTS:
        return str(value) if isinstance(value, (int, float)) else value
    if isinstance(value, str):
        return [value]
    return {"value": str(value)} if value is not None else 7


class FaultyMailServer(ProviderServer):
    """A mail server that speaks TLS and has a fault, or refuses every login."""

    def __init__(self, fault: str, certificate: Path) -> None:
        self._fault = fault
        super().__init__(b"", certificate=certificate)

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), self._talking(connection) as talking:
            self._talk(talking)
        with self._lock:
            self._open.discard(connection)

    def _talk(self, connection: socket.socket) -> None:
        if self._fault == HANG:
            self.hang(connection)
        elif self._fault == DRIP:
            self.drip(b"* OK", b".")(connection)
        elif self._fault == RESET:
            reset_after(b"* O")(connection)
        elif self._fault == HTML:
            connection.sendall(_PAGE)
        elif self._fault == REFUSED_LOGIN:
            self._refuse(connection)

    def _refuse(self, connection: socket.socket) -> None:
        """Repeat to the client what it has sent."""
        connection.sendall(b"* OK [CAPABILITY IMAP4rev1] ready\r\n")
        with connection.makefile("rb") as lines:
            for line in lines:
                tag, _, rest = line.strip().partition(b" ")
                is_login = rest.startswith(b"LOGIN")
                said = b"NO [AUTHENTICATIONFAILED] not with " + rest if is_login else b"OK done"
                connection.sendall(b"* CAPABILITY IMAP4rev1\r\n" + tag + b" " + said + b"\r\n")
