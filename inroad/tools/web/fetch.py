"""Fetches a page for a user without letting the address lead anywhere but to the public web.

- Only http and https, only the ports 80 and 443, no user name or password in the address.
- A host's name is resolved once for each connection; every address that it has must be public
  (`public.py`), and the connection goes to one of the addresses that were checked, so that a name
  which resolves to something else a moment later changes nothing. Host header, SNI and the check of
  the certificate keep the name. Each redirect, of which there may be five, passes the same checks.
- Text only, at most 5 MB after unpacking, at most 20 seconds in all: names, redirects and a body
  that drips in byte by byte included.
- Nothing is sent but the request: no cookies, no `.netrc`, no key. Proxies of the environment are not
  used, as a proxy resolves names itself and would undo the check. `REQUESTS_CA_BUNDLE` is honoured.
"""

from __future__ import annotations

import re
import ssl
import time
from contextlib import closing
from email.message import Message
from http.client import HTTPException
from urllib.parse import urljoin

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError
from urllib3.util import Url, parse_url

from inroad.errors import FetchError
from inroad.tools.http_watch import watched
from inroad.tools.provider_calls import Outcome, provider_call
from inroad.tools.web import LARGEST_PAGE, Page
from inroad.tools.web.connections import PORTS, PUBLIC, SAVE_IT, USUAL, Network, Patience, Visit, connection_to

TEXT_TYPES = (
    "text/html",
    "application/xhtml+xml",
    "application/json",
    "application/ld+json",
    "text/plain",
    "text/markdown",
    "text/x-markdown",
    "application/xml",
    "text/xml",
)
MOST_REDIRECTS = 5
_PIECE = 64 * 1024
_LONGEST_URL = 4_000
_LONGEST_SHOWN = 200
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {"User-Agent": "inroad", "Accept": ", ".join(TEXT_TYPES), "Accept-Encoding": "gzip, deflate"}
_PACKINGS = ("", "identity", "gzip", "x-gzip", "deflate")


def fetch(url: str, *, largest: int = LARGEST_PAGE, network: Network = PUBLIC, patience: Patience = USUAL) -> Page:
    """Return the page at an address of the public web; a `Fetch`.

    Args:
        url: an http or https address.
        largest: how many bytes it may have, after unpacking.
        network: how hosts are found; tests bring their own.
        patience: how long to wait.

    Raises:
        FetchError: it may not be fetched (see above), cannot be reached, is not there, is no text,
            too large or too slow.
    """
    with watched(patience.total) as watch:
        visit = Visit(network, patience, watch, time.monotonic() + patience.total)
        return _followed(url.strip(), largest, visit)


def shown(url: str) -> str:
    """Return an address as an error or a log may show it: without user, password, query and fragment."""
    try:
        parts = parse_url(url)
    except HTTPError:
        return "the address"
    plain = Url(scheme=parts.scheme, host=parts.host, port=parts.port, path=parts.path).url
    printable = "".join(char for char in plain if char.isprintable())
    return printable if len(printable) <= _LONGEST_SHOWN else printable[: _LONGEST_SHOWN - 1] + "…"


def _followed(url: str, largest: int, visit: Visit) -> Page:
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(url)
        with provider_call("web", "GET", shown(parts.url)) as told:
            outcome = _asked(parts, largest, visit, told)
        if isinstance(outcome, Page):
            return outcome
        url = outcome
    raise FetchError(f"{shown(url)} is reached by more than {MOST_REDIRECTS} redirects: {SAVE_IT}.")


def _checked(url: str) -> Url:
    """The parts of an address that may be asked."""
    try:
        if len(url) > _LONGEST_URL:
            raise FetchError(f"The address is longer than {_LONGEST_URL} characters: give a shorter one.")
        parts = parse_url(url)
    except HTTPError as error:
        raise FetchError("The address cannot be read: copy it anew from the browser.") from error
    if parts.scheme not in PORTS or not parts.host:
        raise FetchError(f"{shown(url)} is no http or https address: give one that a browser opens.")
    if parts.auth is not None:
        raise FetchError(f"{shown(url)} holds a user name or password: give the address without it.")
    if parts.port not in (None, *PORTS.values()):
        raise FetchError(f"{shown(url)} is at port {parts.port}, and only 80 and 443 are asked: {SAVE_IT}.")
    return parts


def _asked(parts: Url, largest: int, visit: Visit, told: Outcome) -> Page | str:
    """The page, or the address that it leads on to."""
    name = shown(parts.url)
    connection = connection_to(parts, visit)
    try:
        connection.request("GET", parts.request_uri, headers=_HEADERS, preload_content=False)
        with closing(connection.getresponse()) as response:  # it holds the socket open, also after the connection's end
            told.status = response.status
            outcome = _understood(response, parts, largest)
        if visit.watch.has_cut:  # a body whose length was not told only looks whole
            raise TimeoutError
        return outcome
    except (FetchError, HTTPError, HTTPException, OSError) as error:
        if isinstance(error, FetchError) and not visit.watch.has_cut:
            raise
        raise FetchError(f"{name} {_what_happened(error, visit)}: {SAVE_IT}.") from error
    finally:
        connection.close()


def _understood(response: BaseHTTPResponse, parts: Url, largest: int) -> Page | str:
    name = shown(parts.url)
    location = response.headers.get("Location", "")
    if response.status in _REDIRECTS and location:
        return _led_on(parts.url, _as_utf8(location))
    if response.status not in (200, 203):
        raise FetchError(f"{name} {_meaning(response.status)}.", response.status)
    kind, charset = _content_type(response.headers.get("Content-Type", ""))
    if kind not in TEXT_TYPES or response.headers.get("Content-Encoding", "").lower() not in _PACKINGS:
        raise FetchError(f"{name} is no text that can be read ({kind or 'of no type'}): {SAVE_IT}.", response.status)
    url = Url(scheme=parts.scheme, host=parts.host, port=parts.port, path=parts.path, query=parts.query).url
    return Page(url, kind, charset, _body(response, largest, name))


def _led_on(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchError(f"{shown(url)} leads to an address that cannot be read: {SAVE_IT}.") from error


def _as_utf8(location: str) -> str:
    """A header's text, which the library reads as Latin-1, as the UTF-8 that it is if it is not ASCII."""
    return location.encode("latin-1", "replace").decode("utf-8", "replace").strip()


def _meaning(status: int) -> str:
    if status in (404, 410):
        return f"is not there (any more) ({status}): check the address"
    if status in (401, 403, 407, 451):
        return f"is not shown to programs ({status}): {SAVE_IT}"
    return f"was not given ({status}): try again later, or {SAVE_IT}"


def _content_type(header: str) -> tuple[str, str]:
    """A header's type and charset, in lower case; "" for what it does not name."""
    message = Message()
    message["Content-Type"] = header
    kind = message.get_content_type() if re.match(r"\s*[\w.+-]+/[\w.+-]+", header) else ""
    return kind, str(message.get_content_charset() or "")


def _body(response: BaseHTTPResponse, largest: int, name: str) -> bytes:
    body = bytearray()
    while piece := response.read1(_PIECE, decode_content=True):
        body += piece
        if len(body) > largest:
            raise FetchError(f"{name} is larger than {largest // (1024 * 1024)} MB: {SAVE_IT}.")
    return bytes(body)


def _what_happened(error: Exception, visit: Visit) -> str:
    if visit.watch.has_cut:
        return f"did not come within {visit.patience.total:g} seconds"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "shows a certificate that cannot be trusted"
    if isinstance(error, ssl.SSLError):
        return "cannot be talked to safely"
    if isinstance(error, TimeoutError) or "timed out" in str(error).casefold():
        return "did not answer in time"
    return f"broke off ({type(error).__name__})"
