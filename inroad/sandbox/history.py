"""What the sandbox was asked, for tests to look at; keys are not kept."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, urlencode

SECRET_HEADERS = frozenset({"x-api-key", "authorization", "api-key", "cookie"})
SECRET_PARAMS = frozenset({"api_key", "key", "token", "access_token", "oauth_token"})
_SECRET_FIELDS = frozenset({"refresh_token", "client_secret", "code", "code_verifier", "token"})
_SECRET_LINE = re.compile(rb"(?im)^authorization:[^\r\n]*(?:\r?\n)?")


def without_secrets(content_type: str, body: bytes) -> bytes:
    """Return a body without the secrets of a form, and of the calls in a batch."""
    if content_type.startswith("application/x-www-form-urlencoded"):
        pairs = parse_qsl(body.decode(), keep_blank_values=True)
        return urlencode([(name, value) for name, value in pairs if name not in _SECRET_FIELDS]).encode()
    return _SECRET_LINE.sub(b"", body) if content_type.startswith("multipart/mixed") else body


@dataclass(frozen=True)
class Exchange:
    """One request, and the status that it was answered with (0 when the connection was cut).

    It came at `began`, and its answer was made at `ended`, in seconds since 1970.
    """

    method: str
    path: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    status: int
    began: float = 0.0
    ended: float = 0.0

    @property
    def json(self) -> Any:
        """The body as it parses, None for an empty one."""
        return json.loads(self.body) if self.body else None


@dataclass
class History:
    """All requests in the order in which their answers were made; safe for many threads."""

    exchanges: list[Exchange] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def add(self, exchange: Exchange) -> None:
        """Keep one more request."""
        with self._lock:
            self.exchanges.append(exchange)

    def of(self, path: str) -> list[Exchange]:
        """Return the requests for a path."""
        with self._lock:
            return [exchange for exchange in self.exchanges if exchange.path == path]

    def clear(self) -> None:
        """Forget all requests."""
        with self._lock:
            self.exchanges.clear()
