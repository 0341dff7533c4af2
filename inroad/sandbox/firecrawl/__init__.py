"""The stand-in for Firecrawl v2: its routes, and the gate that every call goes through."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from inroad.sandbox.accounts import Accounts, Limits, Windows
from inroad.sandbox.firecrawl.pages import Pages
from inroad.sandbox.firecrawl.protocol import Answer, FirecrawlSwitches, Json, RefusedError, invalid
from inroad.sandbox.json_fields import FieldError, Fields
from inroad.sandbox.middleware import Sleep
from inroad.sandbox.web_pages import Web

__all__ = ["LIMITS", "Firecrawl", "FirecrawlSwitches", "refused_on_purpose"]

CREDIT = "firecrawl"
LIMITS = {
    "/firecrawl/v2/scrape": Limits(minute=10),
    "/firecrawl/v2/search": Limits(minute=10),
    "/firecrawl/v2/map": Limits(minute=10),
    "/firecrawl/v2/team/credit-usage": Limits(),
}
"""The documented rate limits of a free account, by path."""
_METHODS = ["GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]
_KEYLESS = frozenset(("/firecrawl/v2/scrape", "/firecrawl/v2/search"))


@dataclass(frozen=True)
class _Endpoint:
    path: str
    method: str
    answer: Callable[[str, bytes], Answer]


class Firecrawl:
    """Firecrawl v2 over the made-up web."""

    def __init__(
        self,
        web: Web,
        accounts: Accounts,
        windows: Windows,
        switches: FirecrawlSwitches,
        limits: Mapping[str, Limits],
        today: date,
        sleep: Sleep,
    ) -> None:
        self.switches = switches
        self._accounts = accounts
        self._windows = windows
        self._limits = limits
        self._today = today
        self._sleep = sleep
        self._under_way = 0
        self._lock = Lock()
        pages = Pages(web, switches, today, self._wait)
        self._endpoints = [
            _Endpoint("/firecrawl/v2/scrape", "POST", lambda _, body: pages.scrape(Fields.parsed(body))),
            _Endpoint("/firecrawl/v2/search", "POST", lambda _, body: pages.search(Fields.parsed(body))),
            _Endpoint("/firecrawl/v2/map", "POST", lambda _, body: pages.map(Fields.parsed(body))),
            _Endpoint("/firecrawl/v2/team/credit-usage", "GET", self._usage),
        ]

    def routes(self) -> list[Route]:
        """Return the routes of the endpoints, and one for every other path under `/firecrawl`."""
        known = [Route(endpoint.path, self._handler(endpoint), methods=_METHODS) for endpoint in self._endpoints]
        return [*known, Route("/firecrawl/{rest:path}", _unknown_path, methods=_METHODS)]

    def _handler(self, endpoint: _Endpoint) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Response:
            return await run_in_threadpool(self._respond, endpoint, request, await request.body())

        return handle

    def _respond(self, endpoint: _Endpoint, request: Request, body: bytes) -> Response:
        try:
            return JSONResponse(self._answered(endpoint, request, body).body)
        except FieldError as error:
            refusal = invalid(error.field, str(error))
        except RefusedError as error:
            refusal = error
        return JSONResponse(refusal.body(bare=self.switches.bare_errors), refusal.status, refusal.headers)

    def _answered(self, endpoint: _Endpoint, request: Request, body: bytes) -> Answer:
        """Let a call through the gate: method, key, rate limit, fields and credits, in that order."""
        if request.method != endpoint.method:
            raise RefusedError(404, f"Cannot {request.method} {request.url.path}")
        key = _key(request)
        if not self._accounts.knows(key):
            raise _no_key(given=bool(key), path=endpoint.path)
        allowance = self._windows.take(key, endpoint.path, self._limits[endpoint.path])
        if not allowance.granted:
            raise self._too_many("Rate limit exceeded", math.ceil(allowance.wait))
        answer = endpoint.answer(key, body)
        if not self._accounts.spend(key, CREDIT, answer.credits):
            raise RefusedError(402, "Insufficient credits to perform this request.")
        return answer

    def _too_many(self, says: str, seconds: int) -> RefusedError:
        headers = {"retry-after": str(seconds)} if self.switches.retry_after else {}
        return RefusedError(429, says, headers=headers)

    def _wait(self, pages: int, milliseconds: int) -> None:
        """Read so many pages, one after the other, in a browser of the account's."""
        seconds = pages * self.switches.seconds_a_page
        if pages and seconds:
            with self._browser():
                self._sleep(min(seconds, max(0, milliseconds) / 1000))
        if seconds * 1000 > milliseconds:
            raise RefusedError(408, "The scrape timed out", {"code": "SCRAPE_TIMEOUT"})

    @contextmanager
    def _browser(self) -> Iterator[None]:
        """Take a browser.

        Raises:
            RefusedError: all are in use.
        """
        with self._lock:
            if self.switches.browsers is not None and self._under_way >= self.switches.browsers:
                raise self._too_many("Concurrency limit reached; the queue is full", 1)
            self._under_way += 1
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1

    def _usage(self, key: str, _body: bytes) -> Answer:
        left, spent = self._accounts.left(key, CREDIT), self._accounts.spent(key, CREDIT)
        first = self._today.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1)
        data = {
            "remainingCredits": int(left),
            "planCredits": int(left + spent),
            "billingPeriodStart": f"{first}T00:00:00.000Z",
            "billingPeriodEnd": f"{last}T00:00:00.000Z",
        }
        return Answer({"success": True, "data": data})


def refused_on_purpose(status: int) -> tuple[int, dict[str, str], Json]:
    """Return a fault's refusal: status, headers and body."""
    headers = {"retry-after": "60"} if status == 429 else {}
    return status, headers, {"success": False, "error": "This went wrong on purpose"}


async def _unknown_path(request: Request) -> Response:
    body = RefusedError(404, f"Cannot {request.method} {request.url.path}").body(bare=False)
    return JSONResponse(body, 404)


def _key(request: Request) -> str:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return key.strip() if scheme.casefold() == "bearer" else ""


def _no_key(*, given: bool, path: str) -> RefusedError:
    """Return the refusal of a call without a valid key; those without any are allowed a few a day, all used up."""
    if not given and path in _KEYLESS:
        return RefusedError(429, "The daily limit of calls without a key is reached")
    return RefusedError(401, "Unauthorized: Invalid token")
