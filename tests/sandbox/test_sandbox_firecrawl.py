"""Firecrawl's stand-in as a client meets it on the wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
import requests

from inroad.sandbox import KEY, NEWS, PAGE_KINDS, Limits, Sandbox, WebSwitches, faster

Post = Callable[..., requests.Response]
Q = '"Acme Robotics"'
ABOUT = "https://www.acme-robotics.example/about"
BEARER = {"Authorization": f"Bearer {KEY}"}


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(limits=faster(1000), web_switches=WebSwitches(always=PAGE_KINDS)) as running:
        yield running


@pytest.fixture
def post(sandbox: Sandbox) -> Post:
    def ask(path: str, key: str = KEY, **body: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {key}"}
        return requests.post(f"{sandbox.firecrawl_url}/{path}", json=body, headers=headers, timeout=30)

    return ask


def _spent(sandbox: Sandbox) -> float:
    return sandbox.accounts.spent(KEY, "firecrawl")


def _error(reply: requests.Response) -> tuple[int, str]:
    body = reply.json()
    assert body["success"] is False
    assert set(body) <= {"success", "error", "code", "details"}
    return reply.status_code, body["error"]


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("scrape", {"Authorization": "Bearer wrong"}, 401),
        ("search", {"Authorization": KEY}, 429),
        ("map", {"Authorization": "Bearer wrong"}, 401),
        ("map", {}, 401),
        ("scrape", {}, 429),
        ("search", {"X-API-KEY": KEY}, 429),
    ],
)
def test_keys(sandbox: Sandbox, path: str, headers: dict[str, str], status: int) -> None:
    body = {"url": ABOUT, "query": Q}
    assert _error(requests.post(f"{sandbox.firecrawl_url}/{path}", json=body, headers=headers, timeout=30))[0] == status


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("scrape", {}),
        ("scrape", {"url": "acme.example"}),
        ("scrape", {"url": "ftp://acme.example/"}),
        ("scrape", {"url": "https://[acme/"}),
        ("scrape", {"url": "https://acme"}),
        ("scrape", {"url": ABOUT, "formats": ["pdf"]}),
        ("scrape", {"url": ABOUT, "formats": ["json"]}),
        ("scrape", {"url": ABOUT, "formats": "markdown"}),
        ("scrape", {"url": ABOUT, "onlyMainContent": 1}),
        ("scrape", {"url": ABOUT, "maxAge": -1}),
        ("scrape", {"url": ABOUT, "timeout": 999}),
        ("scrape", {"url": ABOUT, "timeout": 300_001}),
        ("scrape", {"url": ABOUT, "waitFor": "1"}),
        ("scrape", {"url": ABOUT, "proxy": "stealth"}),
        ("scrape", {"url": ABOUT, "parsePDF": True}),
        ("search", {}),
        ("search", {"query": "a" * 501}),
        ("search", {"query": Q, "limit": 0}),
        ("search", {"query": Q, "limit": 101}),
        ("search", {"query": Q, "sources": ["blogs"]}),
        ("search", {"query": Q, "sources": "web"}),
        ("search", {"query": Q, "sources": [{"kind": "web"}]}),
        ("search", {"query": Q, "includeDomains": ["a.example"], "excludeDomains": ["b.example"]}),
        ("search", {"query": Q, "tbs": "week"}),
        ("search", {"query": Q, "country": "us"}),
        ("search", {"query": Q, "scrapeOptions": ["markdown"]}),
        ("search", {"query": Q, "scrapeOptions": {"formats": ["pdf"]}}),
        ("search", {"query": Q, "scrapeOptions": {"url": ABOUT}}),
        ("search", {"query": Q, "lang": "en"}),
        ("map", {}),
        ("map", {"url": ABOUT, "limit": 100_001}),
        ("map", {"url": ABOUT, "ignoreSitemap": True}),
        ("map", {"url": ABOUT, "sitemap": "none"}),
    ],
)
def test_fields_are_checked(sandbox: Sandbox, post: Post, path: str, body: dict[str, Any]) -> None:
    reply = post(path, **body)
    assert _error(reply) == (400, "Bad Request")
    assert set(reply.json()["details"][0]) == {"code", "message", "path"}
    assert _spent(sandbox) == 0


def test_a_body_that_is_no_object(sandbox: Sandbox) -> None:
    reply = requests.post(f"{sandbox.firecrawl_url}/scrape", data=b"[]", headers=BEARER, timeout=30)
    assert _error(reply)[0] == 400
    assert reply.json()["details"][0]["path"] == []


@pytest.mark.parametrize(("method", "path"), [("GET", "v2/scrape"), ("POST", "v1/scrape"), ("POST", "v2/crawl")])
def test_unknown_paths_and_methods(sandbox: Sandbox, method: str, path: str) -> None:
    reply = requests.request(method, f"{sandbox.url}/firecrawl/{path}", headers=BEARER, timeout=30)
    assert _error(reply)[0] == 404


def test_scrape(sandbox: Sandbox, post: Post) -> None:
    body = post("scrape", url=ABOUT).json()
    assert list(body) == ["success", "data"]
    assert list(body["data"]) == ["markdown", "metadata"]
    assert body["data"]["markdown"].startswith("# About us | Acme Robotics\n\nAcme Robotics was founded in")
    assert body["data"]["metadata"] == {
        "title": "About us | Acme Robotics",
        "description": body["data"]["markdown"].split("\n\n")[1],
        "language": "en",
        "sourceURL": ABOUT,
        "url": ABOUT,
        "statusCode": 200,
        "contentType": "text/html; charset=utf-8",
    }
    assert _spent(sandbox) == 1
    assert KEY not in repr(sandbox.history.exchanges)


def test_formats(sandbox: Sandbox, post: Post) -> None:
    formats = ["html", "rawHtml", {"type": "links"}, "summary"]
    data = post("scrape", url=ABOUT, formats=formats, onlyMainContent=False, maxAge=0).json()["data"]
    assert list(data) == ["html", "rawHtml", "links", "summary", "metadata"]
    assert "<h1>About us | Acme Robotics</h1>" in data["html"]
    assert "cookies" in data["html"]
    company = sandbox.population.company("acme robotics")
    assert company
    assert set(data["links"]) == {page.url for page in sandbox.web.site(company.website)}
    elsewhere = post("scrape", url="https://firmfinder.example/acme-robotics/profile", formats=["links"]).json()
    assert elsewhere["data"]["links"] == ["https://firmfinder.example/"]
    sandbox.firecrawl_switches.listed_metadata = True
    metadata = post("scrape", url=ABOUT).json()["data"]["metadata"]
    assert isinstance(metadata["title"], list)
    assert isinstance(metadata["description"], list)


@pytest.mark.parametrize(
    ("url", "status", "error"),
    [
        ("https://www.acme-robotics.example/careers", 403, "Forbidden"),
        ("https://www.acme-robotics.example/nothing", 404, "Not Found"),
        ("https://acme.com/", 404, "Not Found"),
    ],
)
def test_a_page_that_is_not_there_is_an_answer_and_paid_for(
    sandbox: Sandbox, post: Post, url: str, status: int, error: str
) -> None:
    sandbox.web.switches.unreadable = ["careers"]
    reply = post("scrape", url=url)
    metadata = reply.json()["data"]["metadata"]
    assert (reply.status_code, metadata["statusCode"], metadata["error"]) == (200, status, error)
    assert _spent(sandbox) == 1


def test_search(sandbox: Sandbox, post: Post) -> None:
    body = post("search", query=Q, country="DE", tbs=None).json()
    assert list(body) == ["success", "data", "warning", "id", "creditsUsed"]
    assert list(body["data"]) == ["web"]
    assert len(body["data"]["web"]) == 10
    assert all(list(each) == ["title", "url", "description", "position"] for each in body["data"]["web"])
    assert body["creditsUsed"] == _spent(sandbox) == 2


def test_sources(sandbox: Sandbox, post: Post) -> None:
    body = post("search", query=Q, limit=100, sources=["web", {"type": "news"}, "images"]).json()
    assert {name: len(found) for name, found in body["data"].items()} == {
        "web": len(PAGE_KINDS),
        "news": len(NEWS),
        "images": 0,
    }
    assert list(body["data"]["news"][0]) == ["title", "url", "snippet", "date", "position"]
    assert body["creditsUsed"] == 6
    sandbox.firecrawl_switches.search_data = "list"
    assert isinstance(post("search", query=Q).json()["data"], list)


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ({"includeDomains": ["acme-robotics.example"]}, 4),
        ({"excludeDomains": ["acme-robotics.example"], "limit": 100}, len(PAGE_KINDS) - 4),
        ({"tbs": "qdr:d"}, 0),
        ({"limit": 3}, 3),
    ],
)
def test_filters(post: Post, more: dict[str, Any], count: int) -> None:
    body = post("search", query=Q, **more).json()
    assert len(body["data"]["web"]) == count
    assert body["creditsUsed"] == -(-count // 10) * 2


def test_search_and_read(sandbox: Sandbox, post: Post) -> None:
    sandbox.web.switches.unreadable = ["about"]
    domains = ["acme-robotics.example"]
    body = post("search", query=Q, includeDomains=domains, scrapeOptions={"formats": ["markdown"]}).json()
    by_url = {each["url"]: each for each in body["data"]["web"]}
    assert by_url["https://www.acme-robotics.example/"]["markdown"].startswith("# Acme Robotics:")
    assert by_url[ABOUT]["metadata"]["statusCode"] == 403
    assert body["creditsUsed"] == _spent(sandbox) == 2 + 4
    assert "markdown" not in post("search", query=Q, scrapeOptions={"formats": []}).json()["data"]["web"][0]


def test_map(sandbox: Sandbox, post: Post) -> None:
    body = post("map", url="https://www.acme-robotics.example/").json()
    assert list(body) == ["success", "links"]
    assert [list(link) for link in body["links"]] == [["url", "title", "description"]] * 4
    first = post("map", url="https://acme-robotics.example", search="open positions", limit=1).json()["links"]
    assert [link["url"] for link in first] == ["https://www.acme-robotics.example/careers"]
    assert _spent(sandbox) == 2


def test_usage(sandbox: Sandbox, post: Post) -> None:
    post("scrape", url=ABOUT)
    reply = requests.get(f"{sandbox.firecrawl_url}/team/credit-usage", headers=BEARER, timeout=30)
    assert reply.json() == {
        "success": True,
        "data": {
            "remainingCredits": 999_999,
            "planCredits": 1_000_000,
            "billingPeriodStart": "2026-10-01T00:00:00.000Z",
            "billingPeriodEnd": "2026-11-01T00:00:00.000Z",
        },
    }


@pytest.mark.parametrize("bare", [False, True])
def test_out_of_credits(bare: bool) -> None:
    with Sandbox(accounts={KEY: {"firecrawl": 2}}) as sandbox:
        sandbox.firecrawl_switches.bare_errors = bare
        ask: dict[str, Any] = {"url": f"{sandbox.firecrawl_url}/search", "headers": BEARER, "timeout": 30}
        reply = requests.post(json={"query": Q, "scrapeOptions": {"formats": ["markdown"]}}, **ask)
        assert (reply.status_code, "success" in reply.json()) == (402, not bare)
        assert requests.post(json={"query": Q}, **ask).status_code == 200
        assert requests.post(json={"query": Q}, **ask).status_code == 402


@pytest.mark.parametrize("path", ["scrape", "search", "map"])
@pytest.mark.parametrize("told", [True, False])
def test_too_fast(clock: Any, path: str, told: bool) -> None:
    body = {"query": Q} if path == "search" else {"url": ABOUT}
    with Sandbox(clock=clock) as sandbox, requests.Session() as session:
        sandbox.firecrawl_switches.retry_after = told
        session.headers.update(BEARER)
        url = f"{sandbox.firecrawl_url}/{path}"
        replies = [session.post(url, json=body, timeout=30) for _ in range(11)]
        assert [reply.status_code for reply in replies] == [200] * 10 + [429]
        assert replies[-1].headers.get("retry-after") == ("60" if told else None)
        clock.now += 60
        assert session.post(url, json=body, timeout=30).status_code == 200


def test_time_out(clock: Any) -> None:
    with Sandbox(clock=clock, sleep=clock.sleep) as sandbox:
        sandbox.firecrawl_switches.seconds_a_page = 2
        ask: dict[str, Any] = {"url": f"{sandbox.firecrawl_url}/scrape", "headers": BEARER, "timeout": 30}
        codes = [
            requests.post(json={"url": ABOUT, "timeout": timeout, "waitFor": wait}, **ask).status_code
            for timeout, wait in ((2_000, 0), (1_000, 0), (2_000, 1_500))
        ]
        assert codes == [200, 408, 408]
        assert clock.slept == [2, 1, 0.5]
        assert _spent(sandbox) == 1


def test_browsers() -> None:
    reading, go_on = Event(), Event()

    def sleep(_: float) -> None:
        reading.set()
        go_on.wait(20)

    with Sandbox(sleep=sleep) as sandbox, ThreadPoolExecutor(1) as pool:
        sandbox.firecrawl_switches.browsers = 1
        sandbox.firecrawl_switches.seconds_a_page = 1
        ask: dict[str, Any] = {
            "url": f"{sandbox.firecrawl_url}/scrape",
            "json": {"url": ABOUT},
            "headers": BEARER,
            "timeout": 30,
        }
        first = pool.submit(lambda: requests.post(**ask).status_code)
        assert reading.wait(20)
        reply = requests.post(**ask)
        go_on.set()
        assert first.result() == 200
        assert (reply.status_code, reply.headers["retry-after"]) == (429, "1")


@pytest.mark.parametrize(("kind", "status"), [("rate_limited", 429), ("server_error", 500)])
def test_faults(sandbox: Sandbox, post: Post, kind: Any, status: int) -> None:
    sandbox.faults.add("/firecrawl/v2/scrape", kind)
    reply = post("scrape", url=ABOUT)
    assert _error(reply) == (status, "This went wrong on purpose")
    assert reply.headers.get("retry-after") == ("60" if status == 429 else None)
    assert post("scrape", url=ABOUT).status_code == 200


def test_default_limits_are_kept_where_not_set() -> None:
    with Sandbox(limits={"/firecrawl/v2/map": Limits()}) as sandbox, requests.Session() as session:
        session.headers.update(BEARER)
        url = f"{sandbox.firecrawl_url}/map"
        assert {session.post(url, json={"url": ABOUT}, timeout=30).status_code for _ in range(15)} == {200}
