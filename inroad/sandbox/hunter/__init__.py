"""The stand-in for Hunter v2: its routes, and the gate that every call goes through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from inroad.sandbox.accounts import Accounts, Limits, Windows
from inroad.sandbox.hunter.protocol import ERROR_IDS, Answer, Call, HunterSwitches, Json, RefusedError, errors
from inroad.sandbox.hunter.search import Search
from inroad.sandbox.hunter.verifier import TEST_RECORD, Verifier
from inroad.sandbox.people.directory import Directory

__all__ = ["LIMITS", "TEST_KEY", "Hunter", "HunterSwitches", "refused_on_purpose"]

CREDIT, TEST_KEY = "hunter", "test-api-key"
LIMITS = {
    "/v2/domain-search": Limits(second=15, minute=500),
    "/v2/email-finder": Limits(second=15, minute=500),
    "/v2/email-verifier": Limits(second=10, minute=300),
    "/v2/email-count": Limits(second=15),
    "/v2/account": Limits(),
}
"""The documented rate limits, by path."""
_METHODS = ["GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]
_TEST_NAME = {"first_name": "Tess", "last_name": "Example"}
_TEST_DATA: dict[str, Json] = {
    "/v2/domain-search": {
        "domain": "sandbox.example",
        "disposable": False,
        "webmail": False,
        "accept_all": False,
        "pattern": "{first}",
        "organization": "Sandbox",
        "emails": [{"value": "tess@sandbox.example", "type": "personal", "confidence": 90, **_TEST_NAME}],
        "linked_domains": [],
    },
    "/v2/email-finder": {**_TEST_NAME, "email": "tess@sandbox.example", "score": 90, "domain": "sandbox.example"},
    "/v2/email-verifier": TEST_RECORD,
}


@dataclass(frozen=True)
class _Endpoint:
    path: str
    answer: Callable[[Call], Answer]
    paid: str
    """What the account counts its calls as, "" for a free one."""


class Hunter:
    """Hunter v2 over a made-up population; all endpoints are asked by GET."""

    def __init__(
        self,
        directory: Directory,
        accounts: Accounts,
        windows: Windows,
        switches: HunterSwitches,
        limits: Mapping[str, Limits],
        today: date,
    ) -> None:
        self.switches = switches
        self._accounts = accounts
        self._windows = windows
        self._limits = limits
        self._today = today
        self._used: Counter[tuple[str, str]] = Counter()
        self._lock = Lock()
        verifier = Verifier(directory, switches)
        search = Search(directory, verifier, switches, today)
        self._endpoints = [
            _Endpoint("/v2/domain-search", search.domain_search, "searches"),
            _Endpoint("/v2/email-finder", search.finder, "searches"),
            _Endpoint("/v2/email-verifier", verifier.answer, "verifications"),
            _Endpoint("/v2/email-count", search.email_count, ""),
            _Endpoint("/v2/account", self._account, ""),
        ]

    def routes(self) -> list[Route]:
        """Return the routes of all endpoints, and one for every other path under `/v2`."""
        known = [Route(endpoint.path, self._handler(endpoint), methods=_METHODS) for endpoint in self._endpoints]
        return [*known, Route("/v2/{rest:path}", self._unknown_path, methods=_METHODS)]

    def _handler(self, endpoint: _Endpoint) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Response:
            return await run_in_threadpool(self._respond, endpoint, request)

        return handle

    async def _unknown_path(self, request: Request) -> Response:
        return self._refused(RefusedError(404, f"There is no {request.url.path} here"))

    def _respond(self, endpoint: _Endpoint, request: Request) -> Response:
        try:
            answer = self._answered(endpoint, request)
        except RefusedError as refused:
            return self._refused(refused)
        return JSONResponse(answer.body, answer.status)

    def _answered(self, endpoint: _Endpoint, request: Request) -> Answer:
        """Let a call through the gate: method, key, rate limit, parameters, credits, in that order."""
        if request.method != "GET":
            raise RefusedError(404, f"{request.method} is not answered here")
        key = _key(request)
        testing = key == TEST_KEY and endpoint.path in _TEST_DATA
        if not testing and not self._accounts.knows(key):
            raise RefusedError(401, "No user was found for the given API key")
        if not self._windows.take(key, endpoint.path, self._limits[endpoint.path]).granted:
            raise RefusedError(403, "You have sent too many requests; slow down")
        call = Call(key, {name: value for name, value in request.query_params.items() if name != "api_key"})
        if testing:
            endpoint.answer(call)
            return Answer(200, {"data": _TEST_DATA[endpoint.path], "meta": {"params": dict(call.params)}})
        return self._charged(endpoint, call)

    def _charged(self, endpoint: _Endpoint, call: Call) -> Answer:
        answer = endpoint.answer(call)
        if answer.cost and not self._accounts.spend(call.key, CREDIT, answer.cost):
            raise RefusedError(429, "You have used up the credits of this month")
        answer.paid()
        if endpoint.paid and answer.cost:
            with self._lock:
                self._used[call.key, endpoint.paid] += 1
        return answer

    def _account(self, call: Call) -> Answer:
        call.only()
        used = self._accounts.spent(call.key, CREDIT)
        granted = used + self._accounts.left(call.key, CREDIT)
        searches, verifications = self._used[call.key, "searches"], self._used[call.key, "verifications"]
        requests: dict[str, Any] = {
            "searches": {"used": searches, "available": int(granted)},
            "verifications": {"used": verifications, "available": int(granted * 2)},
        }
        if self.switches.merged_credits:
            requests["credits"] = {"used": used, "available": granted}
        data = {
            "first_name": "Sandy",
            "last_name": "Example",
            "email": "sandy@sandbox.example",
            "plan_name": "Free" if self.switches.free_plan else "Starter",
            "plan_level": 0 if self.switches.free_plan else 1,
            "reset_date": self._today.replace(day=28).isoformat(),
            "team_id": 1,
            "requests": requests,
            "calls": {"used": searches + verifications, "available": int(granted)},
        }
        return Answer(200, {"data": data, "meta": {"params": {}}})

    def _refused(self, refused: RefusedError) -> Response:
        error_id = refused.id or self.switches.error_ids[refused.status]
        return JSONResponse(errors(refused.status, str(refused), error_id), refused.status)


def refused_on_purpose(status: int) -> tuple[int, dict[str, str], Json]:
    """Return a fault's refusal: status, headers and body. Too fast is 403 here, and 429 means no credits."""
    return status, {}, errors(status, "This went wrong on purpose", ERROR_IDS.get(status, "internal_error"))


def _key(request: Request) -> str:
    """Return the key, which may be in the URL or in one of two headers."""
    bearer = request.headers.get("authorization", "")
    given = request.query_params.get("api_key") or request.headers.get("x-api-key")
    return given or (bearer[len("Bearer ") :] if bearer.startswith("Bearer ") else "")
