"""The stand-in for Serper: its routes, and the gate that every call goes through."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from inroad.sandbox.accounts import Accounts, Limits, Windows
from inroad.sandbox.json_fields import FieldError, Fields
from inroad.sandbox.serper.protocol import Answer, Json, RefusedError, SerperSwitches, error
from inroad.sandbox.serper.results import Results

__all__ = ["LIMITS", "Serper", "SerperSwitches", "refused_on_purpose"]

CREDIT = "serper"
LIMITS = {"/serper": Limits(second=50)}
"""The limit of a free account, over all of its calls."""
MOST_IN_A_BATCH = 100
_METHODS = ["GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]
Answered = Callable[[Fields], Answer]


class Serper:
    """Serper over the made-up web: `/search` and `/news`, asked by POST."""

    def __init__(
        self,
        results: Results,
        accounts: Accounts,
        windows: Windows,
        switches: SerperSwitches,
        limits: Mapping[str, Limits],
    ) -> None:
        self.switches = switches
        self._accounts = accounts
        self._windows = windows
        self._limits = limits["/serper"]
        self._endpoints: dict[str, Answered] = {"/serper/search": results.search, "/serper/news": results.news}

    def routes(self) -> list[Route]:
        """Return the routes of the endpoints, and one for every other path under `/serper`."""
        known = [Route(path, self._handler(answer), methods=_METHODS) for path, answer in self._endpoints.items()]
        return [*known, Route("/serper/{rest:path}", _unknown_path, methods=_METHODS)]

    def _handler(self, answer: Answered) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Response:
            return await run_in_threadpool(self._respond, answer, request, await request.body())

        return handle

    def _respond(self, answer: Answered, request: Request, body: bytes) -> Response:
        try:
            return JSONResponse(self._answered(answer, request, body))
        except FieldError as wrong:
            return JSONResponse(error(400, str(wrong)), 400)
        except RefusedError as refused:
            return JSONResponse(error(refused.status, str(refused)), refused.status, self._headers(refused.status))

    def _answered(self, answer: Answered, request: Request, body: bytes) -> Any:
        """Let a call through the gate: method, key, rate limit, fields and credits, in that order."""
        if request.method != "POST":
            raise RefusedError(404, "Not Found")
        key = request.headers.get("x-api-key", "")
        if not self._accounts.knows(key):
            raise RefusedError(403, "Unauthorized.")
        if not self._windows.take(key, "/serper", self._limits).granted:
            raise RefusedError(429, "Too many requests")
        calls, many = self._calls(body)
        answers = [answer(call) for call in calls]
        if not self._accounts.spend(key, CREDIT, sum(each.credits for each in answers)):
            raise RefusedError(self.switches.no_credits_status, "Not enough credits")
        return [each.body for each in answers] if many else answers[0].body

    def _calls(self, body: bytes) -> tuple[list[Fields], bool]:
        """Return the calls in a body, and whether it is a list of them."""
        if not self.switches.batches or not body.lstrip().startswith(b"["):
            return [Fields.parsed(body)], False
        try:
            listed = json.loads(body)
        except ValueError:
            raise FieldError("", "The body is not JSON") from None
        if not 0 < len(listed) <= MOST_IN_A_BATCH:
            raise FieldError("", f"A batch holds 1 to {MOST_IN_A_BATCH} queries")
        return [Fields.parsed(json.dumps(each).encode()) for each in listed], True

    def _headers(self, status: int) -> dict[str, str]:
        wait = self.switches.retry_after
        return {"retry-after": str(wait)} if status == 429 and wait is not None else {}


def refused_on_purpose(status: int) -> tuple[int, dict[str, str], Json]:
    """Return a fault's refusal: status, headers and body."""
    return status, {}, error(status, "This went wrong on purpose")


async def _unknown_path(_: Request) -> Response:
    return JSONResponse(error(404, "Not Found"), 404)
