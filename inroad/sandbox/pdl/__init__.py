"""The stand-in for People Data Labs: its routes, and the gate that every call goes through."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inroad.sandbox.accounts import Accounts, Limits, Windows
from inroad.sandbox.pdl.autocomplete import Autocomplete
from inroad.sandbox.pdl.cleaners import Cleaners
from inroad.sandbox.pdl.protocol import (
    Call,
    Endpoint,
    Reply,
    Switches,
    credit_headers,
    encoded,
    rate_headers,
    read_params,
    refusal,
)
from inroad.sandbox.pdl.query import RefusedError
from inroad.sandbox.pdl.search import PersonSearch
from inroad.sandbox.people.companies import Company
from inroad.sandbox.people.population import Population

__all__ = ["LIMITS", "PeopleDataLabs", "Switches"]

_METHODS = ["GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]
LIMITS = {
    "/v5/person/search": Limits(minute=10),
    "/v5/company/clean": Limits(minute=10, month=10_000),
    "/v5/location/clean": Limits(minute=10),
    "/v5/school/clean": Limits(minute=10),
    "/v5/job_title/enrich": Limits(minute=100),
    "/v5/autocomplete": Limits(minute=60, day=1000),
}
"""The documented rate limits of a self-serve account, by path."""


_CREDITS = {"/v5/person/search": "search", "/v5/job_title/enrich": "enrich_job_title"}


class PeopleDataLabs:
    """People Data Labs v5 over a made-up population."""

    def __init__(
        self,
        population: Population,
        accounts: Accounts,
        windows: Windows,
        switches: Switches,
        limits: dict[str, Limits],
    ) -> None:
        self.switches = switches
        self._accounts = accounts
        self._windows = windows
        self._search = PersonSearch(population, switches)
        cleaners = Cleaners(population, switches)
        answers = {
            "/v5/person/search": self._search.answer,
            "/v5/company/clean": cleaners.company,
            "/v5/location/clean": cleaners.location,
            "/v5/school/clean": cleaners.school,
            "/v5/job_title/enrich": cleaners.job_title,
            "/v5/autocomplete": Autocomplete(population, switches).answer,
        }
        self._endpoints = [
            Endpoint(path, answer, limits[path], _CREDITS.get(path, "")) for path, answer in answers.items()
        ]

    def routes(self) -> list[Route]:
        """Return the routes of all endpoints, and one for every other path under `/v5`."""
        known = [Route(endpoint.path, self._handler(endpoint), methods=_METHODS) for endpoint in self._endpoints]
        return [*known, Route("/v5/{rest:path}", self._unknown_path, methods=_METHODS)]

    def prepare(self, company: Company) -> None:
        """Draw the people of a company now, so that the first search does not take longer than the next."""
        self._search.table(company)

    async def _unknown_path(self, request: Request) -> Response:
        reply = refusal(404, f"There is no {request.url.path} here", self.switches)
        return _response(reply, encoded(reply, pretty=False, zipped=False), zipped=False)

    def _handler(self, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Response:
            body = await request.body()
            return await run_in_threadpool(self._respond, endpoint, request, body)

        return handle

    def _respond(self, endpoint: Endpoint, request: Request, body: bytes) -> Response:
        """Let a call through the gate: method, key, rate limit, parameters, size, credits, in that order."""
        key = request.headers.get("x-api-key") or request.query_params.get("api_key", "")
        zipped = "gzip" in request.headers.get("accept-encoding", "")
        if request.method not in ("GET", "HEAD", "POST"):
            return self._sent(refusal(405, f"{request.method} is not allowed here", self.switches), zipped=zipped)
        if not self._accounts.knows(key):
            return self._sent(refusal(401, "Request contained a missing or invalid key", self.switches), zipped=zipped)
        allowance = self._windows.take(key, endpoint.path, endpoint.limits)
        headers = rate_headers(allowance, endpoint.limits, self.switches)
        if not allowance.granted:
            reply = refusal(429, "You have reached the maximum number of requests allowed", self.switches)
        elif request.method == "HEAD":
            reply = Reply(200, {"status": 200})
        else:
            reply = self._answer(endpoint, key, request.query_params, body)
        content = encoded(reply, pretty=_is_pretty(request.query_params, body), zipped=zipped)
        reply, content = self._charged(endpoint, key, reply, content, zipped=zipped)
        if endpoint.credit:
            headers |= credit_headers(self._accounts, key, endpoint.credit, reply.cost)
        reply.headers |= headers
        return _response(reply, content, zipped=zipped)

    def _answer(self, endpoint: Endpoint, key: str, url: Mapping[str, str], body: bytes) -> Reply:
        try:
            return endpoint.answer(Call(key, read_params(url, body)))
        except RefusedError as refused:
            return refusal(400, str(refused), self.switches)

    def _charged(
        self, endpoint: Endpoint, key: str, reply: Reply, content: bytes, *, zipped: bool
    ) -> tuple[Reply, bytes]:
        """Take the price of an answer, unless it is too large to be sent or there is too little to take it from."""
        if len(content) > self.switches.response_cap:
            refused = refusal(400, "The response is too large; ask for fewer records or fields", self.switches)
        elif reply.cost and not self._accounts.spend(key, endpoint.credit, reply.cost):
            refused = refusal(402, "You have no credits left for this request", self.switches)
        else:
            return reply, content
        return refused, encoded(refused, pretty=False, zipped=zipped)

    def _sent(self, reply: Reply, *, zipped: bool) -> Response:
        return _response(reply, encoded(reply, pretty=False, zipped=zipped), zipped=zipped)


def _is_pretty(url: Mapping[str, str], body: bytes) -> bool:
    try:
        return Call("", read_params(url, body)).switch("pretty")
    except RefusedError:
        return False


def _response(reply: Reply, content: bytes, *, zipped: bool) -> Response:
    headers = reply.headers | ({"content-encoding": "gzip"} if zipped else {})
    return Response(content, reply.status, headers, media_type="application/json")
