"""Serper, Tavily and Firecrawl against a provider on loopback that says what a test tells it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from inroad.errors import (
    BadKeyError,
    BudgetSpentError,
    GarbledAnswerError,
    NotFoundError,
    OutOfCreditError,
    ProviderError,
    RateLimitedError,
    RefusedQueryError,
    UnavailableError,
)
from inroad.state import CompanyInfo
from inroad.tools.budget import Budget
from inroad.tools.cache import PaidCache
from inroad.tools.http import JsonClient, Timing
from inroad.tools.ledger import Ledger
from inroad.tools.research.firecrawl import FirecrawlReader, firecrawl_client
from inroad.tools.research.serper import SerperSearch, serper_client
from inroad.tools.research.tavily import TavilySearch, tavily_client
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.till import Till
from tests.tools.provider_server import ProviderServer, Reply, reply, serving

KEY = "canary-research-key"
START = dt.datetime(2026, 3, 14, 9, 30, tzinfo=dt.UTC)
ACME = CompanyInfo(name='Acme "Robotics"', key="acmerobotics", domain="acme.example")
CLIENTS: dict[str, Callable[..., JsonClient]] = {
    "serper": serper_client,
    "tavily": tavily_client,
    "firecrawl": firecrawl_client,
}


@dataclass
class Time:
    """A clock that goes on only when somebody sleeps, or when a test says so."""

    now: dt.datetime = START
    sleeps: list[float] = field(default_factory=list)

    def __call__(self) -> dt.datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(round(seconds, 3))
        self.now += dt.timedelta(seconds=seconds)

    def timing(self) -> Timing:
        return Timing(self.sleep, lambda: self.now.timestamp(), self, chance=lambda: 1.0)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def till(tmp_path: Path, time: Time) -> Iterator[Till]:
    with SqliteStore(tmp_path / "inroad.sqlite", clock=time) as store:
        yield Till(Ledger(store, time), PaidCache(store, time), Budget(10), "run")


def client_at(name: str, server: ProviderServer, time: Time) -> JsonClient:
    return CLIENTS[name](SecretStr(KEY), server.url, timing=time.timing())


def ask(name: str, server: ProviderServer, till: Till, time: Time) -> Any:
    client = client_at(name, server, time)
    if name == "serper":
        return SerperSearch(client, till).search(ACME)
    if name == "tavily":
        return TavilySearch(client, till).search(ACME)
    return FirecrawlReader(client, till).read("https://acme.example/")


def spent(till: Till, name: str) -> tuple[int, float, float]:
    spend = till.ledger.spent("run")[name]
    return spend.calls, spend.credits, spend.saved


GOOD = {
    "serper": {"organic": [], "news": [], "credits": 1},
    "tavily": {"results": []},
    "firecrawl": {"success": True, "data": {"markdown": "Hello.", "metadata": {"statusCode": 200}}},
}


@pytest.mark.parametrize(
    ("name", "header", "value"),
    [
        ("serper", "x-api-key", KEY),
        ("tavily", "authorization", f"Bearer {KEY}"),
        ("firecrawl", "authorization", f"Bearer {KEY}"),
    ],
)
def test_the_key_travels_in_its_header(name: str, header: str, value: str, till: Till, time: Time) -> None:
    with serving(reply(GOOD[name])) as server:
        ask(name, server, till, time)
        request = server.requests[0]
    assert request.headers[header] == value
    assert KEY not in request.target
    assert KEY.encode() not in request.body


def test_serper_is_asked_for_pages_and_news(till: Till, time: Time) -> None:
    pages = {
        "searchParameters": {"q": "acme"},
        "knowledgeGraph": {
            "title": "Acme",
            "description": "Acme lifts.",
            "descriptionLink": "https://enc.example/Acme",
        },
        "organic": [
            {
                "title": "Acme",
                "link": "https://acme.example/",
                "snippet": "We lift.",
                "position": 1,
                "date": "Mar 3, 2026",
            },
            {"title": "Buy", "link": "https://shop.example/", "snippet": "Acme!", "sponsored": True},
            {"title": "No link", "snippet": "x"},
            "no result",
        ],
        "credits": 1,
    }
    news = {
        "news": [
            {"title": "Acme grows", "link": "https://news.example/1", "snippet": "It grows.", "date": "2 days ago"}
        ]
    }
    with serving(reply(pages), reply({**news, "credits": 2})) as server:
        found = ask("serper", server, till, time)
        asked = [(request.method, request.target, json.loads(request.body)) for request in server.requests]
        time.now += dt.timedelta(hours=20)
        again = ask("serper", server, till, time)
        assert len(server.requests) == 2
    assert asked == [
        ("POST", "/search", {"q": '"Acme  Robotics" acme.example', "num": 10}),
        ("POST", "/news", {"q": '"Acme  Robotics"', "num": 10}),
    ]
    assert [(each.url, each.title, each.text, each.date, each.is_news, each.is_advert) for each in found] == [
        ("https://enc.example/Acme", "Acme", "Acme lifts.", None, False, False),
        ("https://acme.example/", "Acme", "We lift.", dt.date(2026, 3, 3), False, False),
        ("https://shop.example/", "Buy", "Acme!", None, False, True),
        ("https://news.example/1", "Acme grows", "It grows.", dt.date(2026, 3, 12), True, False),
    ]
    assert again == found  # "2 days ago" was said on the day on which it was asked
    assert {each.seen_on for each in found} == {dt.date(2026, 3, 14)}
    assert spent(till, "serper") == (2, 3, 3)


def test_tavily_is_asked_once_for_one_credit(till: Till, time: Time) -> None:
    results = [
        {"title": "Acme", "url": "https://acme.example/", "content": "We lift.", "score": 0.9, "raw_content": None},
        {
            "title": None,
            "url": "https://news.example/",
            "content": ["odd"],
            "published_date": "Tue, 03 Mar 2026 09:00:00 GMT",
        },
    ]
    with serving(reply({"query": "q", "answer": None, "results": results})) as server:
        found = ask("tavily", server, till, time)
        assert ask("tavily", server, till, time) == found
        (request,) = server.requests
    body = json.loads(request.body)
    assert (request.target, body["search_depth"], body["max_results"]) == ("/search", "basic", 10)
    assert "(acme.example)" in body["query"]
    assert [(each.url, each.title, each.text, each.date) for each in found] == [
        ("https://acme.example/", "Acme", "We lift.", None),
        ("https://news.example/", "", "odd", dt.date(2026, 3, 3)),
    ]
    assert spent(till, "tavily") == (1, 1, 1)


def test_firecrawl_reads_a_page_with_its_links(till: Till, time: Time) -> None:
    data = {
        "markdown": "# Acme\nWe lift.",
        "links": ["https://acme.example/about", 7],
        "metadata": {"title": ["Acme", "x"], "url": "https://www.acme.example/", "statusCode": 200},
    }
    with serving(reply({"success": True, "data": data})) as server:
        found = ask("firecrawl", server, till, time)
        assert ask("firecrawl", server, till, time) == found
        (request,) = server.requests
    body = json.loads(request.body)
    assert (request.target, body["url"], body["formats"]) == ("/scrape", "https://acme.example/", ["markdown", "links"])
    assert (found.url, found.title, found.text) == ("https://www.acme.example/", "Acme", "# Acme\nWe lift.")
    assert (found.links, found.is_whole) == (["https://acme.example/about"], True)
    assert spent(till, "firecrawl") == (1, 1, 1)


def test_a_page_that_is_not_there_is_paid_for_once(till: Till, time: Time) -> None:
    gone = {"success": True, "data": {"markdown": "Not here", "metadata": {"statusCode": 404, "error": "Not Found"}}}
    with serving(reply(gone)) as server:
        for _ in range(2):
            with pytest.raises(NotFoundError, match=r"could not read https://acme\.example/, which answers 404"):
                ask("firecrawl", server, till, time)
        assert len(server.requests) == 1
    assert spent(till, "firecrawl") == (1, 1, 1)


def test_a_page_without_metadata_is_the_one_that_was_asked_for(till: Till, time: Time) -> None:
    with serving(reply({"data": {"markdown": "Hello."}})) as server:
        found = ask("firecrawl", server, till, time)
    assert (found.url, found.text, found.title, found.links) == ("https://acme.example/", "Hello.", "", [])


HTML = reply(raw=b"<html><h1>Buy now</h1></html>", kind="text/html")


@pytest.mark.parametrize(
    ("name", "answer", "error", "times", "sure"),
    [
        ("serper", reply({"message": "Unauthorized.", "statusCode": 403}, 403), BadKeyError, 1, True),
        ("serper", reply({"message": "Not enough credits", "statusCode": 400}, 400), OutOfCreditError, 1, True),
        ("serper", reply({"message": "Missing query parameter", "statusCode": 400}, 400), RefusedQueryError, 1, True),
        ("serper", reply({"message": "Too many requests", "statusCode": 429}, 429), RateLimitedError, 4, True),
        ("serper", reply({"message": "Internal", "statusCode": 500}, 500), UnavailableError, 4, True),
        ("serper", reply(raw=b"<html>", status=502, kind="text/html"), UnavailableError, 1, False),
        ("serper", HTML, GarbledAnswerError, 1, False),
        ("serper", reply([1, 2]), GarbledAnswerError, 1, False),
        ("serper", reply({"organic": {"0": "x"}}), GarbledAnswerError, 1, False),
        ("serper", reply(raw=b""), GarbledAnswerError, 1, False),
        ("tavily", reply({"detail": {"error": "Unauthorized"}}, 401), BadKeyError, 1, True),
        ("tavily", reply({"detail": {"error": "plan limit"}}, 432), OutOfCreditError, 1, True),
        ("tavily", reply({"detail": {"error": "pay-as-you-go limit"}}, 433), OutOfCreditError, 1, True),
        ("tavily", reply({"detail": [{"msg": "bad depth"}]}, 400), RefusedQueryError, 1, True),
        ("tavily", reply({"detail": {"error": "too fast"}}, 429), RateLimitedError, 4, True),
        ("tavily", reply({"detail": "down"}, 500), UnavailableError, 1, False),
        ("tavily", HTML, GarbledAnswerError, 1, False),
        ("tavily", reply({"answer": "x"}), GarbledAnswerError, 1, False),
        ("firecrawl", reply({"success": False, "error": "Unauthorized"}, 401), BadKeyError, 1, True),
        ("firecrawl", reply({"error": "Payment required"}, 402), OutOfCreditError, 1, True),
        ("firecrawl", reply({"error": "Rate limit"}, 429, {"Retry-After": "3"}), RateLimitedError, 4, True),
        ("firecrawl", reply({"success": False, "error": "Invalid URL"}, 400), RefusedQueryError, 1, True),
        ("firecrawl", reply({"success": False, "error": "timed out"}, 408), UnavailableError, 1, False),
        ("firecrawl", reply({"success": False, "error": "odd"}), UnavailableError, 1, False),
        ("firecrawl", HTML, GarbledAnswerError, 1, False),
        ("firecrawl", reply({"success": True, "data": []}), GarbledAnswerError, 1, False),
    ],
)  # fmt: skip
def test_what_each_answer_means(
    name: str, answer: Reply, error: type[ProviderError], times: int, sure: bool, till: Till, time: Time
) -> None:
    with serving(answer) as server:
        with pytest.raises(error) as caught:
            ask(name, server, till, time)
        assert len(server.requests) == times
    assert type(caught.value) is error
    assert (caught.value.provider, KEY in str(caught.value)) == (name, False)
    assert [each.uncertain for each in till.ledger.list_open("run")] == ([] if sure else [True])


@pytest.mark.parametrize(("name", "calls", "slept"), [("serper", 51, 1), ("tavily", 101, 60), ("firecrawl", 11, 60)])
def test_the_documented_limits_are_kept(name: str, calls: int, slept: float, time: Time) -> None:
    with serving(reply(GOOD[name])) as server, client_at(name, server, time) as client:
        for _ in range(calls):
            client.post("search", {})
    assert slept <= (time.now - START).total_seconds() < slept + 1


@pytest.mark.parametrize(
    ("name", "told", "calls", "slept"),
    [
        ("serper", {"per_second": 2}, 3, 1),
        ("tavily", {"per_minute": 2}, 3, 60),
        ("firecrawl", {"per_minute": 20}, 20, 0),
    ],
)
def test_a_plans_own_limits_take_their_place(
    name: str, told: dict[str, int], calls: int, slept: float, time: Time
) -> None:
    with serving(reply(GOOD[name])) as server:
        client = CLIENTS[name](SecretStr(KEY), server.url, timing=time.timing(), **told)
        for _ in range(calls):
            client.post("search", {})
    assert slept <= (time.now - START).total_seconds() < slept + 1


def test_a_budget_that_is_spent_asks_nobody(tmp_path: Path, time: Time) -> None:
    with SqliteStore(tmp_path / "inroad.sqlite", clock=time) as store, serving(reply(GOOD["tavily"])) as server:
        poor = Till(Ledger(store, time), PaidCache(store, time), Budget.parse("pdl=20"), "run")
        with pytest.raises(BudgetSpentError):
            ask("tavily", server, poor, time)
        assert server.requests == []


@pytest.mark.parametrize("told", [None, True, "2", -1, 5_000])
def test_a_price_that_is_none_is_the_known_one(told: object, till: Till, time: Time) -> None:
    with serving(reply({"organic": [], "credits": told})) as server:
        ask("serper", server, till, time)
    assert spent(till, "serper")[:2] == (2, 2)
