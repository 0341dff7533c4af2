"""One request on the wire and its answer, whatever it is: connections, time-outs, the cap on bodies."""

from __future__ import annotations

import json
import os
import socket
import ssl
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import certifi
import requests
from pydantic import SecretStr
from requests.utils import get_environ_proxies, select_proxy
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, Retry, Timeout, make_headers
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    MaxRetryError,
    NewConnectionError,
    ProxyError,
    ReadTimeoutError,
)
from urllib3.util.ssl_ import create_urllib3_context

from inroad.errors import BadKeyError, UnavailableError, UserInputError
from inroad.tools.http_adapter import WatchedAdapter
from inroad.tools.http_call import Call, Provider, RawAnswer
from inroad.tools.http_watch import watched

PIECE = 64 * 1024
CONNECTIONS = 32
_NO_RETRIES = Retry(0, read=False)
_ENCODINGS = make_headers(accept_encoding=True, keep_alive=True)


class Wire:
    """The connections to one provider, shared by all threads; no lock is held around a call.

    Redirects are not followed, cookies not kept, and `.netrc` is not read: the key goes to the
    base URL and nowhere else.
    """

    def __init__(self, provider: Provider, *, cap: int) -> None:
        """Make ready to ask; nothing is connected yet. `cap` is in bytes, after unpacking.

        Raises:
            UserInputError: the base URL is not one that a key may be sent to, or the authorities cannot be read.
            BadKeyError: there is no key, or it holds what no header can.
        """
        self._provider = provider
        self._base = _checked_base(provider)
        self._cap = cap
        self._key = _checked_key(provider)
        self._tls = {"ssl_context": _trusting(_authorities())} if self._base.startswith("https:") else {}
        self._adapter = WatchedAdapter(pool_connections=4, pool_maxsize=CONNECTIONS)

    def close(self) -> None:
        """Close the connections."""
        self._adapter.close()

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
        connect, read = timeouts
        body = None if call.body is None else json.dumps(call.body, allow_nan=False).encode()
        response = self._pool.urlopen(
            call.method,
            self._target(call),
            body=body,
            headers=self._headers(with_body=body is not None),
            retries=_NO_RETRIES,
            redirect=False,
            timeout=Timeout(connect=connect, read=read),
            preload_content=False,
            decode_content=False,
        )
        try:
            return RawAnswer(response.status, response.headers, self._read(response))
        finally:
            response.close()  # closes the connection only when the answer was not read to its end
            response.release_conn()

    @cached_property
    def _pool(self) -> HTTPConnectionPool:
        """The connections, straight or through the proxy that the environment names; as requests makes them.

        Its pools are asked without its sessions, which put each request together anew: that takes longer than all else.
        """
        proxies = {} if is_loopback(self._base) else get_environ_proxies(self._base)
        proxy = select_proxy(self._base, proxies)
        manager = self._adapter.proxy_manager_for(proxy) if proxy else self._adapter.poolmanager
        pool: HTTPConnectionPool = manager.connection_from_url(self._base, pool_kwargs=self._tls)
        return pool

    def _target(self, call: Call) -> str:
        query = f"?{urlencode(call.params, doseq=True)}" if call.params else ""
        return urlsplit(self.address_of(call)).path + query

    def _headers(self, *, with_body: bool) -> dict[str, str]:
        own = {"Content-Type": "application/json"} if with_body else {}
        key = {self._provider.key_header: self._key.get_secret_value()}
        return {"Accept": "application/json", "User-Agent": "inroad", **_ENCODINGS, **own, **key}

    def _read(self, raw: BaseHTTPResponse) -> bytes | None:
        pieces = bytearray()
        while piece := raw.read1(PIECE, decode_content=True):
            pieces += piece
            if len(pieces) > self._cap:
                return None
        return bytes(pieces)

    def _unavailable(self, what: str, *, sent: bool) -> UnavailableError:
        text = f"{self._provider.name} {what}; try again later, or look at {self._provider.url_variable}."
        return UnavailableError(text, self._provider.id, sent=sent)


def _checked_key(provider: Provider) -> SecretStr:
    """What goes into the key's header."""
    key = provider.key.get_secret_value().strip()
    if not key:
        raise BadKeyError(f"There is no key for {provider.name}; set {provider.key_variable}.", provider.id)
    if not (key.isascii() and key.isprintable()):
        raise BadKeyError(
            f"The key in {provider.key_variable} holds characters that no key has; copy it anew.", provider.id
        )
    return SecretStr(provider.key_prefix + key)


def _authorities() -> str:
    """The file or folder of those who are trusted: the user's own, named as for requests and curl, or what ships."""
    return os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or certifi.where()


@cache
def _trusting(authorities: str) -> ssl.SSLContext:
    """One context for all connections: to read the authorities takes longer than ten calls.

    Raises:
        UserInputError: they cannot be read.
    """
    context = create_urllib3_context()
    where = {"capath": authorities} if Path(authorities).is_dir() else {"cafile": authorities}
    try:
        context.load_verify_locations(**where)
    except OSError as error:
        raise UserInputError("The certificates that REQUESTS_CA_BUNDLE names cannot be read; look at it.") from error
    return context


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
    ((requests.exceptions.ReadTimeout, ReadTimeoutError, TimeoutError), "did not answer in time"),
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
