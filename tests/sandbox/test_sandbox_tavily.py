"""Tavily's stand-in as a client meets it on the wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
import requests

from inroad.sandbox import KEY, NEWS, PAGE_KINDS, Limits, Sandbox, WebSwitches, faster

Post = Callable[..., requests.Response]
Q = '"Acme Robotics"'
ABOUT = "https://www.acme-robotics.example/about"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(limits=faster(1000), web_switches=WebSwitches(always=PAGE_KINDS)) as running:
        yield running


@pytest.fixture
def post(sandbox: Sandbox) -> Post:
    def ask(path: str = "search", key: str = KEY, **body: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {key}"}
        return requests.post(f"{sandbox.tavily_url}/{path}", json=body, headers=headers, timeout=30)

    return ask


def _spent(sandbox: Sandbox) -> float:
    return sandbox.accounts.spent(KEY, "tavily")


def _error(reply: requests.Response) -> tuple[int, str]:
    body = reply.json()
    assert set(body) == {"detail"}
    assert set(body["detail"]) == {"error"}
    return reply.status_code, body["detail"]["error"]


@pytest.mark.parametrize(("path", "body"), [("search", {"query": Q}), ("extract", {"urls": ABOUT})])
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": KEY}, {"X-API-KEY": KEY}])
def test_a_bad_key_is_401(sandbox: Sandbox, path: str, body: dict[str, Any], headers: dict[str, str]) -> None:
    reply = requests.post(f"{sandbox.tavily_url}/{path}", json=body, headers=headers, timeout=30)
    assert _error(reply)[0] == 401
    reply = requests.post(f"{sandbox.tavily_url}/{path}", json={**body, "api_key": KEY}, headers=headers, timeout=30)
    assert reply.status_code == 401


def test_without_a_key_another_envelope(sandbox: Sandbox) -> None:
    headers = {"X-Tavily-Access-Mode": "keyless"}
    reply = requests.post(f"{sandbox.tavily_url}/search", json={"query": Q}, headers=headers, timeout=30)
    assert reply.status_code == 429
    assert set(reply.json()["error"]) == {"code", "message", "window", "retry_after_seconds", "next_actions"}
    assert requests.get(f"{sandbox.tavily_url}/usage", headers=headers, timeout=30).status_code == 401


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("search", {}),
        ("search", {"query": " "}),
        ("search", {"q": Q}),
        ("search", {"query": Q, "api_key": KEY}),
        ("search", {"query": Q, "search_depth": "deep"}),
        ("search", {"query": Q, "topic": "sports"}),
        ("search", {"query": Q, "time_range": "decade"}),
        ("search", {"query": Q, "start_date": "01.02.2026"}),
        ("search", {"query": Q, "end_date": "2026-13-01"}),
        ("search", {"query": Q, "days": 0}),
        ("search", {"query": Q, "max_results": 21}),
        ("search", {"query": Q, "max_results": -1}),
        ("search", {"query": Q, "chunks_per_source": 4}),
        ("search", {"query": Q, "include_answer": "long"}),
        ("search", {"query": Q, "include_raw_content": 1}),
        ("search", {"query": Q, "include_domains": "acme.example"}),
        ("search", {"query": Q, "exclude_domains": [1]}),
        ("search", {"query": Q, "country": "US"}),
        ("search", {"query": Q, "country": "United States"}),
        ("search", {"query": Q, "include_usage": "true"}),
        ("extract", {}),
        ("extract", {"urls": []}),
        ("extract", {"urls": [f"{ABOUT}?{number}" for number in range(21)]}),
        ("extract", {"urls": ABOUT, "format": "html"}),
        ("extract", {"urls": ABOUT, "extract_depth": "fast"}),
        ("extract", {"urls": ABOUT, "timeout": 61}),
        ("extract", {"urls": ABOUT, "chunks_per_source": 6}),
    ],
)
def test_fields_are_checked(sandbox: Sandbox, post: Post, path: str, body: dict[str, Any]) -> None:
    assert _error(post(path, **body))[0] == 400
    assert _spent(sandbox) == 0


@pytest.mark.parametrize(("complaint", "kind"), [("text", str), ("list", list)])
def test_complaints_have_several_shapes(sandbox: Sandbox, post: Post, complaint: Any, kind: type) -> None:
    sandbox.tavily_switches.complaint = complaint
    reply = post(query="")
    assert (reply.status_code, type(reply.json()["detail"])) == (400, kind)


def test_unknown_paths_and_methods(sandbox: Sandbox, post: Post) -> None:
    assert post("crawl").status_code == 404
    assert requests.get(f"{sandbox.tavily_url}/search", timeout=30).status_code == 405
    assert post("usage").status_code == 405


def test_search(sandbox: Sandbox, post: Post) -> None:
    body = post(query=Q, country="united states", start_date="2020-01-01", end_date="2026-10-01").json()
    keys = ["query", "answer", "follow_up_questions", "images", "results", "response_time", "request_id"]
    assert list(body) == keys
    assert (body["query"], body["answer"], body["follow_up_questions"], body["images"]) == (Q, None, None, [])
    assert len(body["results"]) == 5
    for result in body["results"]:
        assert list(result) == ["title", "url", "content", "score", "raw_content"]
        assert 0 < result["score"] < 1
        assert result["raw_content"] is None
    assert _spent(sandbox) == 1
    assert KEY not in repr(sandbox.history.exchanges)


def test_what_is_given_when_asked_for(sandbox: Sandbox, post: Post) -> None:
    asked = {"include_answer": True, "include_raw_content": "markdown", "include_usage": True, "include_favicon": True}
    body = post(query=Q, max_results=20, **asked).json()
    assert body["usage"] == {"credits": 1}
    assert body["answer"]
    assert all("# " in result["raw_content"] for result in body["results"])
    assert body["results"][0]["favicon"] == "https://acme-robotics.example/favicon.ico"
    assert "# " not in post(query=Q, include_raw_content="text").json()["results"][0]["raw_content"]
    sandbox.web.switches.unreadable = ["home"]
    home = post(query=f"{Q} site:acme-robotics.example", include_raw_content=True).json()["results"][0]
    assert home["raw_content"] is None
    nothing = post(query='"Nowhere Inc"', include_answer=True).json()
    assert (nothing["results"], nothing["answer"]) == ([], None)
    assert post(query=Q, max_results=0).json()["results"] == []


@pytest.mark.parametrize(("published", "parse"), [("rfc", parsedate_to_datetime), ("iso", date.fromisoformat)])
def test_news_have_dates(sandbox: Sandbox, post: Post, published: Any, parse: Callable[[str], date]) -> None:
    sandbox.tavily_switches.published = published
    results = post(query=Q, topic="news", max_results=20).json()["results"]
    assert len(results) == len(NEWS)
    company = sandbox.population.company("acme robotics")
    assert company
    dates = {page.url: page.date for page in sandbox.web.pages(company)}
    for result in results:
        day = parse(result["published_date"])
        assert (day.year, day.month, day.day) == (dates[result["url"]].timetuple()[:3])  # type: ignore[union-attr]
    sandbox.tavily_switches.published = "none"
    assert "published_date" not in post(query=Q, topic="news").json()["results"][0]
    assert "published_date" not in post(query=f"{Q} funding").json()["results"][0]


@pytest.mark.parametrize(
    ("more", "kinds"),
    [
        ({"include_domains": ["firmfinder.example"]}, {"directory"}),
        ({"exclude_domains": ["dailyledger.example"], "topic": "news"}, NEWS - {"funding", "results", "layoffs"}),
        ({"time_range": "day"}, set()),
        ({"days": 1, "topic": "news"}, set()),
        ({"days": 3_650, "topic": "news"}, NEWS),
        ({"end_date": "2001-01-01"}, set()),
    ],
)
def test_filters(sandbox: Sandbox, post: Post, more: dict[str, Any], kinds: set[str]) -> None:
    company = sandbox.population.company("acme robotics")
    assert company
    known = {page.url: page.kind for page in sandbox.web.pages(company)}
    results = post(query=Q, max_results=20, **more).json()["results"]
    assert {known[result["url"]] for result in results} == kinds


@pytest.mark.parametrize(
    ("more", "price"),
    [
        ({}, 1),
        ({"search_depth": "advanced"}, 2),
        ({"search_depth": "fast"}, 3),
        ({"search_depth": "ultra-fast"}, 3),
        ({"auto_parameters": True}, 2),
    ],
)
def test_price_of_a_search(sandbox: Sandbox, post: Post, more: dict[str, Any], price: int) -> None:
    sandbox.tavily_switches.fast_price = 3
    sandbox.tavily_switches.auto_depth = True
    assert post(query=Q, include_usage=True, **more).json()["usage"] == {"credits": price}
    assert _spent(sandbox) == price


@pytest.mark.parametrize(("failed", "shape"), [("objects", dict), ("urls", str)])
def test_extract(sandbox: Sandbox, post: Post, failed: Any, shape: type) -> None:
    sandbox.tavily_switches.failed = failed
    sandbox.web.switches.unreadable = ["careers"]
    careers, missing = "https://www.acme-robotics.example/careers", "https://acme.com/"
    body = post("extract", urls=[ABOUT, careers, missing], include_usage=True).json()
    assert [result["url"] for result in body["results"]] == [ABOUT]
    assert body["results"][0]["raw_content"].splitlines()[2] == "# About us | Acme Robotics"
    assert [type(each) for each in body["failed_results"]] == [shape, shape]
    assert body["usage"] == {"credits": 1}
    assert (
        post("extract", urls=ABOUT, format="text").json()["results"][0]["raw_content"].startswith("Acme Robotics was")
    )
    assert _spent(sandbox) == 2
    assert post("extract", urls=missing).status_code == 200
    assert _spent(sandbox) == 2


@pytest.mark.parametrize(("count", "depth", "price"), [(5, "basic", 1), (6, "basic", 2), (6, "advanced", 4)])
def test_price_of_an_extraction(sandbox: Sandbox, post: Post, count: int, depth: str, price: int) -> None:
    urls = [f"https://www.firm-{number}.example/" for number in range(count)]
    assert len(post("extract", urls=urls, extract_depth=depth).json()["results"]) == count
    assert _spent(sandbox) == price


def test_usage(sandbox: Sandbox, post: Post) -> None:
    post(query=Q, search_depth="advanced")
    ask: dict[str, Any] = {
        "url": f"{sandbox.tavily_url}/usage",
        "headers": {"Authorization": f"Bearer {KEY}"},
        "timeout": 30,
    }
    body = requests.get(**ask).json()
    assert body["key"] == {"usage": 2, "limit": 1_000_000}
    assert body["account"]["plan_usage"] == 2
    sandbox.tavily_switches.account = False
    assert requests.get(**ask).json() == {"key": {"usage": 2}}


@pytest.mark.parametrize(("capped", "status"), [(False, 432), (True, 433)])
def test_out_of_credits(capped: bool, status: int) -> None:
    with Sandbox(accounts={KEY: {"tavily": 1}}) as sandbox:
        sandbox.tavily_switches.capped = capped
        ask: dict[str, Any] = {
            "url": f"{sandbox.tavily_url}/search",
            "headers": {"Authorization": f"Bearer {KEY}"},
            "timeout": 30,
        }
        assert _error(requests.post(json={"query": Q, "search_depth": "advanced"}, **ask))[0] == status
        assert requests.post(json={"query": Q}, **ask).status_code == 200
        assert _error(requests.post(json={"query": Q}, **ask))[0] == status


@pytest.mark.parametrize("wait", [None, 7])
def test_too_fast(clock: Any, wait: int | None) -> None:
    with Sandbox(clock=clock, limits={"/tavily": Limits(minute=2)}) as sandbox, requests.Session() as session:
        sandbox.tavily_switches.retry_after = wait
        session.headers["Authorization"] = f"Bearer {KEY}"
        calls = [("search", {"query": Q}), ("extract", {"urls": ABOUT}), ("search", {"query": Q})]
        replies = [session.post(f"{sandbox.tavily_url}/{path}", json=body, timeout=30) for path, body in calls]
        assert [reply.status_code for reply in replies] == [200, 200, 429]
        assert _error(replies[-1])[0] == 429
        assert replies[-1].headers.get("retry-after") == (None if wait is None else "7")
        clock.now += 60
        assert session.post(f"{sandbox.tavily_url}/search", json={"query": Q}, timeout=30).status_code == 200


def test_default_limit() -> None:
    with Sandbox(clock=lambda: 1_800_000_000.0) as sandbox, requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {KEY}"
        codes = [session.get(f"{sandbox.tavily_url}/usage", timeout=30).status_code for _ in range(101)]
    assert codes == [200] * 100 + [429]


@pytest.mark.parametrize(("kind", "status"), [("rate_limited", 429), ("server_error", 500)])
def test_faults(sandbox: Sandbox, post: Post, kind: Any, status: int) -> None:
    sandbox.faults.add("/tavily/search", kind)
    assert _error(post(query=Q)) == (status, "This went wrong on purpose")
    assert post(query=Q).status_code == 200
