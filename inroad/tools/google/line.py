"""Requests to one of Google's servers, each sent once and no more, whatever becomes of its connection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urlsplit

import requests
from urllib3 import HTTPResponse
from urllib3.exceptions import HTTPError

from inroad.errors import UnavailableError, UserInputError
from inroad.tools.http_adapter import WatchedAdapter
from inroad.tools.http_call import RawAnswer
from inroad.tools.http_watch import watched
from inroad.tools.http_wire import CONNECTIONS, PIECE, is_loopback, may_be_sent, what_happened
from inroad.tools.provider_calls import provider_call

BODY_CAP = 32_000_000
_GOOGLES = ".googleapis.com"


@dataclass(frozen=True)
class Waits:
    """How long one request may take, in seconds: to connect, from byte to byte, as a whole."""

    connect: float
    read: float
    total: float


class Line:
    """The connections to one server, shared by all threads; no lock is held around a request.

    Redirects are not followed, cookies not kept, and `.netrc` is not read: what is secret goes to this server only.
    """

    def __init__(self, name: str, base_url: str, setting: str) -> None:
        """Make ready to ask; nothing is connected yet. Sentences speak of `name`, and of the `setting` of the address.

        Raises:
            UserInputError: the address is not one that a secret may be sent to.
        """
        self._name = name
        self._session = requests.Session()
        self._session.auth = _as_it_is
        self._session.trust_env = not is_loopback(safe_url(base_url, setting))
        self._advice = _advice(base_url, setting)
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, WatchedAdapter(pool_connections=2, pool_maxsize=CONNECTIONS))

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def send(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | str | None, waits: Waits
    ) -> RawAnswer:
        """Send one request, once, and read its answer.

        Raises:
            UnavailableError: there was no whole answer in time; `sent` is False only when the request certainly did
                not go out.
        """
        with provider_call("gmail", method, url) as told:
            with watched(waits.total) as watch:
                outcome = self._try(method, url, headers, body, waits)
            if watch.has_cut:
                raise self._unavailable(f"did not finish its answer within {waits.total:.3g} seconds", sent=True)
            if isinstance(outcome, RawAnswer):
                told.status = outcome.status
                return outcome
            raise self._unavailable(what_happened(outcome), sent=may_be_sent(outcome))

    def _try(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | str | None, waits: Waits
    ) -> RawAnswer | Exception:
        """The answer, or the library's error, which must not be chained: it holds the request and its token."""
        timeouts = (min(waits.connect, waits.total), min(waits.read, waits.total))
        try:
            with self._session.request(
                method, url, data=body, headers=dict(headers), timeout=timeouts, allow_redirects=False, stream=True
            ) as response:
                return RawAnswer(response.status_code, response.headers, _read(response.raw))
        except (requests.RequestException, HTTPError, OSError) as error:
            return error

    def _unavailable(self, what: str, *, sent: bool) -> UnavailableError:
        text = f"{self._name} {what}; try again later, or {self._advice}."
        return UnavailableError(text, "gmail", sent=sent)


def _advice(base_url: str, setting: str) -> str:
    """What to look at when nobody answers: at Google's own address it is no setting of the user's."""
    is_googles = (urlsplit(base_url.strip()).hostname or "").endswith(_GOOGLES)
    return "check your internet connection" if is_googles else f"look at {setting}"


def safe_url(url: str, setting: str) -> str:
    """Return the address without a slash at its end; it is https, unless it is this machine's own.

    Raises:
        UserInputError: it is not one that a secret may be sent to.
    """
    try:
        parts = urlsplit(url.strip())
        plain = bool(parts.hostname) and not (parts.username or parts.password or parts.query or parts.fragment)
        safe = plain and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(url.strip())))
    except ValueError:
        safe = False
    if not safe:
        raise UserInputError(
            f"{setting} holds an address that no login may be sent to; it has to begin with https:// "
            "and hold neither a user nor a question mark."
        )
    return url.strip().rstrip("/")


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """An `auth` that adds nothing; being the session's, it keeps `.netrc` out of it."""
    return request


def _read(raw: HTTPResponse) -> bytes | None:
    pieces = bytearray()
    while piece := raw.read1(PIECE, decode_content=True):
        pieces += piece
        if len(pieces) > BODY_CAP:
            return None
    return bytes(pieces)
