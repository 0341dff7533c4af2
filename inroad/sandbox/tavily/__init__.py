"""The stand-in for Tavily: its routes, and the gate that every call goes through."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from inroad.sandbox.accounts import Accounts, Limits, Windows
from inroad.sandbox.json_fields import FieldError, Fields
from inroad.sandbox.tavily.protocol import Answer, Json, RefusedError, TavilySwitches, keyless, refused, wrong
from inroad.sandbox.tavily.results import Results

__all__ = ["LIMITS", "Tavily", "TavilySwitches", "refused_on_purpose"]

CREDIT = "tavily"
LIMITS = {"/tavily": Limits(minute=100)}
"""The documented limit of a key for development, over all of its calls."""
_METHODS = ["GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]


@dataclass(frozen=True)
class _Endpoint:
    path: str
    method: str
    answer: Callable[[str, bytes], Answer]


class Tavily:
    """Tavily over the made-up web."""

    def __init__(
        self,
        results: Results,
        accounts: Accounts,
        windows: Windows,
        switches: TavilySwitches,
        limits: Mapping[str, Limits],
    ) -> None:
        self.switches = switches
        self._accounts = accounts
        self._windows = windows
        self._limits = limits["/tavily"]
        self._endpoints = [
            _Endpoint("/tavily/search", "POST", lambda _, body: results.search(Fields.parsed(body))),
            _Endpoint("/tavily/extract", "POST", lambda _, body: results.extract(Fields.parsed(body))),
            _Endpoint("/tavily/usage", "GET", self._usage),
        ]

    def routes(self) -> list[Route]:
        """Return the routes of the endpoints, and one for every other path under `/tavily`."""
        known = [Route(endpoint.path, self._handler(endpoint), methods=_METHODS) for endpoint in self._endpoints]
        return [*known, Route("/tavily/{rest:path}", _unknown_path, methods=_METHODS)]

    def _handler(self, endpoint: _Endpoint) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Response:
            return await run_in_threadpool(self._respond, endpoint, request, await request.body())

        return handle

    def _respond(self, endpoint: _Endpoint, request: Request, body: bytes) -> Response:
        try:
            return JSONResponse(self._answered(endpoint, request, body).body)
        except FieldError as error:
            refusal = wrong(error.field, str(error), self.switches.complaint)
        except RefusedError as error:
            refusal = error
        wait = self.switches.retry_after
        headers = {"retry-after": str(wait)} if refusal.status == 429 and wait is not None else {}
        return JSONResponse(refusal.body, refusal.status, headers)

    def _answered(self, endpoint: _Endpoint, request: Request, body: bytes) -> Answer:
        """Let a call through the gate: method, key, rate limit, fields and credits, in that order."""
        if request.method != endpoint.method:
            raise RefusedError(405, {"detail": "Method Not Allowed"})
        key = _key(request, endpoint)
        if not self._accounts.knows(key):
            raise refused(401, "Unauthorized: missing or invalid API key.")
        if not self._windows.take(key, "/tavily", self._limits).granted:
            raise refused(429, "Your request has been blocked due to excessive requests.")
        answer = endpoint.answer(key, body)
        if not self._accounts.spend(key, CREDIT, answer.credits):
            raise self._unpaid()
        return answer

    def _unpaid(self) -> RefusedError:
        if self.switches.capped:
            return refused(433, "This request exceeds the pay-as-you-go limit that was set.")
        return refused(432, "This request exceeds your plan's set usage limit.")

    def _usage(self, key: str, _body: bytes) -> Answer:
        used = int(self._accounts.spent(key, CREDIT))
        body: dict[str, Any] = {"key": {"usage": used}}
        if self.switches.account:
            limit = used + int(self._accounts.left(key, CREDIT))
            body["key"]["limit"] = limit
            body["account"] = {"current_plan": "Researcher", "plan_usage": used, "plan_limit": limit}
        return Answer(body)


def refused_on_purpose(status: int) -> tuple[int, dict[str, str], Json]:
    """Return a fault's refusal: status, headers and body."""
    return status, {}, {"detail": {"error": "This went wrong on purpose"}}


async def _unknown_path(_: Request) -> Response:
    return JSONResponse({"detail": "Not Found"}, 404)


def _key(request: Request, endpoint: _Endpoint) -> str:
    """Return the key of a call.

    Raises:
        RefusedError: it says that it has none, and all calls without a key are used up.
    """
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if not key and request.headers.get("x-tavily-access-mode") == "keyless" and endpoint.method == "POST":
        raise keyless()
    return key.strip() if scheme.casefold() == "bearer" else ""
