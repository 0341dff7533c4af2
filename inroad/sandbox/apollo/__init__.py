"""The stand-in for Apollo: its routes, and the gate that every call goes through."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from inroad.sandbox.accounts import Accounts, Limits, Windows
from inroad.sandbox.apollo.people import People
from inroad.sandbox.apollo.protocol import (
    Answer,
    ApolloSwitches,
    Json,
    RefusedError,
    full_window,
    rate_headers,
    single,
    too_many,
)
from inroad.sandbox.people.directory import Directory

__all__ = ["LIMITS", "Apollo", "ApolloSwitches", "refused_on_purpose"]

LIMITS = {
    "/api/v1/people/bulk_match": Limits(minute=20, hour=100),
    "/api/v1/people/match": Limits(minute=50, hour=200, day=600),
    "/api/v1/auth/health": Limits(minute=50, hour=200, day=600),
    "/api/v1/users/api_profile": Limits(minute=50, hour=200, day=600),
}
"""The documented rate limits of a free account, by path."""
_METHODS = ["GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]


@dataclass(frozen=True)
class _Endpoint:
    path: str
    method: str
    answer: Callable[[str, Mapping[str, str], bytes], Answer]


class Apollo:
    """Apollo over a made-up population."""

    def __init__(
        self,
        directory: Directory,
        accounts: Accounts,
        windows: Windows,
        switches: ApolloSwitches,
        limits: Mapping[str, Limits],
    ) -> None:
        self.switches = switches
        self._accounts = accounts
        self._windows = windows
        self._limits = limits
        people = People(directory, accounts, switches)
        self._endpoints = [
            _Endpoint("/api/v1/people/bulk_match", "POST", people.bulk_match),
            _Endpoint("/api/v1/people/match", "POST", people.match),
            _Endpoint("/api/v1/auth/health", "GET", _health),
            _Endpoint("/api/v1/users/api_profile", "GET", _profile),
        ]

    def routes(self) -> list[Route]:
        """Return the routes of all endpoints, and one for every other path under `/api/v1`."""
        known = [Route(endpoint.path, self._handler(endpoint), methods=_METHODS) for endpoint in self._endpoints]
        return [*known, Route("/api/v1/{rest:path}", _unknown_path, methods=_METHODS)]

    def _handler(self, endpoint: _Endpoint) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Response:
            body = await request.body()
            return await run_in_threadpool(self._respond, endpoint, request, body)

        return handle

    def _respond(self, endpoint: _Endpoint, request: Request, body: bytes) -> Response:
        """Let a call through the gate: method, key, plan, rate limit, parameters and credits, in that order."""
        key = request.headers.get("x-api-key", "")
        if request.method != endpoint.method:
            return _sent(single(404, "Not Found").answer)
        if not self._accounts.knows(key):
            return PlainTextResponse("Invalid access credentials.", 401)
        if endpoint.path in self.switches.inaccessible:
            message = f"{endpoint.path.removeprefix('/')} is not accessible with this api_key"
            return _sent(single(403, message, "API_INACCESSIBLE").answer)
        limits = self._limits[endpoint.path]
        allowance = self._windows.take(key, endpoint.path, limits)
        headers = rate_headers(allowance, limits)
        if not allowance.granted:
            return _sent(too_many(endpoint.path, *full_window(allowance, limits)), headers)
        try:
            answer = endpoint.answer(key, request.query_params, body)
        except RefusedError as refused:
            answer = refused.answer
        return _sent(answer, headers)


def refused_on_purpose(status: int) -> tuple[int, dict[str, str], Json]:
    """Return a fault's refusal: status, headers and body."""
    if status == 429:
        return status, {"retry-after": "60"}, {"message": "The maximum number of api calls was reached on purpose"}
    return status, {}, {"error": "This went wrong on purpose"}


async def _unknown_path(_: Request) -> Response:
    return _sent(single(404, "Not Found").answer)


def _health(_key: str, _url: Mapping[str, str], _body: bytes) -> Answer:
    return Answer(200, {"healthy": True, "is_logged_in": True})


def _profile(_key: str, _url: Mapping[str, str], _body: bytes) -> Answer:
    return Answer(200, {"id": "5f00", "first_name": "Sandy", "last_name": "Example", "email": "sandy@sandbox.example"})


def _sent(answer: Answer, headers: Mapping[str, str] | None = None) -> Response:
    return JSONResponse(answer.body, answer.status, dict(headers or {}))
