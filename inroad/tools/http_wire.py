"""One request on the wire and its answer, whatever it is: connections, time-outs, the cap on bodies."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import requests
from pydantic import SecretStr
from requests.auth import AuthBase
from requests.structures import CaseInsensitiveDict
from urllib3 import HTTPResponse
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    MaxRetryError,
    NewConnectionError,
    ProxyError,
)

from inroad.errors import BadKeyError, UnavailableError, UserInputError
from inroad.tools.http_watch import WatchedAdapter, watched

PIECE = 64 * 1024
CONNECTIONS = 32

Params = Mapping[str, str | int | float | list[str]]


@dataclass(frozen=True)
class Provider:
    """Who is asked, and with which key.

    `id` is the short name ("pdl") of ledger and problems, `name` the one for sentences. The key
    travels in the header `key_header`, after `key_prefix` ("Bearer "); the two variables are the
    settings that hold the key and the base URL.
    """

    id: str
    name: str
    base_url: str
    key: SecretStr
    key_variable: str
    url_variable: str
    key_header: str = "X-Api-Key"
    key_prefix: str = ""


@dataclass(frozen=True)
class Call:
    """One question: `repeatable` when asking it twice does no harm and costs nothing."""

    method: str
    path: str
    params: Params | None = None
    body: Any = None
    repeatable: bool = False


@dataclass(frozen=True)
class RawAnswer:
    """An answer before it is understood; `content` is None when it was longer than the cap."""

    status: int
    headers: CaseInsensitiveDict[str]
    content: bytes | None


class Wire:
    """The connections to one provider, shared by all threads; no lock is held around a call.

    Redirects are not followed, cookies not kept, and `.netrc` is not read: the key goes to the
    base URL and nowhere else.
    """

    def __init__(self, provider: Provider, *, cap: int) -> None:
        """Make ready to ask; nothing is connected yet. `cap` is in bytes, after unpacking.

        Raises:
            UserInputError: the base URL is not one that a key may be sent to.
            BadKeyError: there is no key, or it holds what no header can.
        """
        self._provider = provider
        self._base = _checked_base(provider)
        self._cap = cap
        self._session = requests.Session()
        self._session.auth = _KeyHeader(provider)
        self._session.trust_env = not is_loopback(self._base)
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, WatchedAdapter(pool_connections=4, pool_maxsize=CONNECTIONS))

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def exchange(self, call: Call, *, connect: float, read: float, total: float) -> RawAnswer:
        """Send one request and read its answer; the time-outs are in seconds.

        Raises:
            UnavailableError: there was no whole answer in time; `sent` is False only when the
                request certainly did not go out.
        """
        with watched(total) as watch:
            outcome = self._try(call, (min(connect, total), min(read, total)))
        if watch.has_cut:
            raise self._unavailable(f"did not finish its answer within {total:.3g} seconds", sent=True)
        if isinstance(outcome, RawAnswer):
            return outcome
        raise self._unavailable(what_happened(outcome), sent=may_be_sent(outcome))

    def _try(self, call: Call, timeouts: tuple[float, float]) -> RawAnswer | Exception:
        """The answer, or the library's error, which must not be chained: it holds the request and its key."""
        try:
            return self._send(call, timeouts)
        except (requests.RequestException, HTTPError, OSError) as error:
            return error

    def address_of(self, call: Call) -> str:
        """Where a call goes, without its parameters."""
        return f"{self._base}/{call.path.lstrip('/')}"

    def _send(self, call: Call, timeouts: tuple[float, float]) -> RawAnswer:
        headers = {"Accept": "application/json", "User-Agent": "inroad"}
        body = None
        if call.body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(call.body, allow_nan=False).encode()
        with self._session.request(
            call.method,
            self.address_of(call),
            params=call.params,
            data=body,
            headers=headers,
            timeout=timeouts,
            allow_redirects=False,
            stream=True,
        ) as response:
            return RawAnswer(response.status_code, response.headers, self._read(response.raw))

    def _read(self, raw: HTTPResponse) -> bytes | None:
        pieces = bytearray()
        while piece := raw.read1(PIECE, decode_content=True):
            pieces += piece
            if len(pieces) > self._cap:
                return None
        return bytes(pieces)

    def _unavailable(self, what: str, *, sent: bool) -> UnavailableError:
        text = f"{self._provider.name} {what}; try again later, or look at {self._provider.url_variable}."
        return UnavailableError(text, self._provider.id, sent=sent)


class _KeyHeader(AuthBase):
    """Puts the key in its header. Being the session's `auth`, it also keeps `.netrc` out of it."""

    def __init__(self, provider: Provider) -> None:
        key = provider.key.get_secret_value().strip()
        if not key:
            raise BadKeyError(f"There is no key for {provider.name}; set {provider.key_variable}.", provider.id)
        if not (key.isascii() and key.isprintable()):
            raise BadKeyError(
                f"The key in {provider.key_variable} holds characters that no key has; copy it anew.", provider.id
            )
        self._header = provider.key_header
        self._value = SecretStr(provider.key_prefix + key)

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers[self._header] = self._value.get_secret_value()
        return request


def _checked_base(provider: Provider) -> str:
    """The base URL without a slash at its end; https, unless it is this machine's own."""
    base = provider.base_url.strip().rstrip("/")
    try:
        parts = urlsplit(base)
        usable = bool(parts.hostname) and not (parts.username or parts.password or parts.query or parts.fragment)
        safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(base))
    except ValueError:
        usable = safe = False
    if not (usable and safe):
        raise UserInputError(
            f"{provider.url_variable} is not an address that a key may be sent to; it has to begin with https:// "
            "and hold neither a user nor a question mark."
        )
    return base


def is_loopback(url: str) -> bool:
    """Whether an address is this machine's own."""
    host = urlsplit(url).hostname or ""
    return host in ("localhost", "::1") or (host.startswith("127.") and host.replace(".", "").isdigit())


def may_be_sent(error: BaseException) -> bool:
    """Whether the request may have arrived after this error; False only when it certainly has not."""
    return not any(isinstance(each, _NEVER_SENT) for each in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error with the ones that it wraps, which libraries hide in `reason` and `args`."""
    yield error
    if isinstance(error, MaxRetryError) and error.reason:
        yield from _causes(error.reason)
    for inner in error.args:
        if isinstance(inner, BaseException):
            yield from _causes(inner)


def what_happened(error: BaseException) -> str:
    """What befell the request, in words of ours that go after a name: a library's text may hold anything."""
    causes = list(_causes(error))
    for kinds, words in _WORDS:
        if any(isinstance(each, kinds) for each in causes):
            return words
    return f"broke off the connection ({type(causes[-1]).__name__})"


_WORDS: list[tuple[tuple[type[BaseException], ...], str]] = [
    ((ssl.SSLCertVerificationError,), "shows a certificate that cannot be trusted (is the clock right?)"),
    ((NewConnectionError, socket.gaierror), "could not be reached (connection refused, or no such host)"),
    ((ConnectTimeoutError,), "could not be reached in time"),
    ((ProxyError,), "could not be reached through the proxy of this machine"),
    ((requests.exceptions.InvalidURL, LocationParseError), "has no address that can be asked"),
    ((requests.exceptions.ReadTimeout, TimeoutError), "did not answer in time"),
]
_NEVER_SENT = (
    ProxyError,  # of https, which is all that goes through one: the tunnel was not made
    LocationParseError,
    NewConnectionError,
    ConnectTimeoutError,
    ssl.SSLCertVerificationError,
    socket.gaierror,
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidHeader,
)
