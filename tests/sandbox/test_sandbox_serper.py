"""Serper's stand-in as a client meets it on the wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from inroad.sandbox import KEY, NEWS, PAGE_KINDS, Limits, Sandbox, WebSwitches, faster

Post = Callable[..., requests.Response]
Q = '"Acme Robotics"'


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(limits=faster(1000), web_switches=WebSwitches(always=PAGE_KINDS)) as running:
        yield running


@pytest.fixture
def post(sandbox: Sandbox) -> Post:
    def ask(path: str = "search", key: str = KEY, **body: Any) -> requests.Response:
        return requests.post(f"{sandbox.serper_url}/{path}", json=body, headers={"X-API-KEY": key}, timeout=30)

    return ask


def _spent(sandbox: Sandbox) -> float:
    return sandbox.accounts.spent(KEY, "serper")


def _error(reply: requests.Response) -> tuple[int, str]:
    body = reply.json()
    assert set(body) == {"message", "statusCode"}
    assert body["statusCode"] == reply.status_code
    return reply.status_code, body["message"]


@pytest.mark.parametrize("path", ["search", "news"])
@pytest.mark.parametrize("headers", [{}, {"X-API-KEY": "wrong"}, {"Authorization": f"Bearer {KEY}"}])
def test_a_bad_key_is_403(sandbox: Sandbox, path: str, headers: dict[str, str]) -> None:
    reply = requests.post(f"{sandbox.serper_url}/{path}", json={"q": Q}, headers=headers, timeout=30)
    assert _error(reply) == (403, "Unauthorized.")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"q": ""},
        {"q": 1},
        {"query": Q},
        {"q": Q, "num": 9},
        {"q": Q, "num": 101},
        {"q": Q, "num": "10"},
        {"q": Q, "num": True},
        {"q": Q, "page": 0},
        {"q": Q, "tbs": "qdr:z"},
        {"q": Q, "tbs": 1},
        {"q": Q, "gl": "United States"},
        {"q": Q, "hl": "english"},
        {"q": Q, "autocorrect": "yes"},
        {"q": Q, "limit": 5},
    ],
)
def test_fields_are_checked(sandbox: Sandbox, post: Post, body: dict[str, Any]) -> None:
    assert _error(post(**body))[0] == 400
    assert _spent(sandbox) == 0


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'"acme"', b'[{"q": "acme"}]'])
def test_a_body_that_is_no_object(sandbox: Sandbox, content: bytes) -> None:
    reply = requests.post(f"{sandbox.serper_url}/search", data=content, headers={"X-API-KEY": KEY}, timeout=30)
    assert _error(reply)[0] == 400


@pytest.mark.parametrize(("method", "path"), [("GET", "search"), ("PUT", "news"), ("POST", "images"), ("GET", "x/y")])
def test_unknown_paths_and_methods(sandbox: Sandbox, method: str, path: str) -> None:
    reply = requests.request(method, f"{sandbox.serper_url}/{path}", headers={"X-API-KEY": KEY}, timeout=30)
    assert _error(reply)[0] == 404


def test_search(sandbox: Sandbox, post: Post) -> None:
    reply = post(q=Q, gl="de", hl="en", page=1, tbs="qdr:y", location="Austin")
    body = reply.json()
    assert reply.status_code == 200
    assert body["searchParameters"] == {
        **{"q": Q, "gl": "de", "hl": "en", "type": "search", "num": 10, "page": 1, "autocorrect": True},
        **{"tbs": "qdr:y", "location": "Austin", "engine": "google"},
    }
    assert body["credits"] == 1
    assert [each["position"] for each in body["organic"]] == list(range(1, len(body["organic"]) + 1))
    assert all({"title", "link", "position", "date"} <= set(each) and "url" not in each for each in body["organic"])
    assert KEY not in repr(sandbox.history.exchanges)
    assert sandbox.history.of("/serper/search")[0].json["q"] == Q


def test_what_may_be_missing(sandbox: Sandbox, post: Post) -> None:
    body = post(q=Q, num=100).json()
    dated = [each for each in body["organic"] if "date" in each]
    assert 0 < len(dated) < len(body["organic"])
    assert next(each["title"] for each in body["organic"] if "sitelinks" in each).startswith("Acme Robotics:")
    assert {"title", "link"} == set(next(each for each in body["organic"] if "sitelinks" in each)["sitelinks"][0])
    assert [query["query"] for query in body["relatedSearches"]] == ["acme robotics careers", "acme robotics news"]
    sandbox.serper_switches.bare = True
    sandbox.serper_switches.dates = "none"
    sandbox.serper_switches.without_snippet = 1
    bare = post(q=Q).json()
    assert set(bare) == {"searchParameters", "organic", "credits"}
    assert all(set(each) == {"title", "link", "position"} for each in bare["organic"])
    nothing = post(q='"Nowhere Inc"').json()
    assert nothing["organic"] == []


def test_knowledge_of_some(post: Post) -> None:
    graphs = [post(q=f'"Firm {number}"').json().get("knowledgeGraph") for number in range(12)]
    known = [graph for graph in graphs if graph]
    assert 2 <= len(known) < len(graphs)
    described = {"description", "descriptionSource", "descriptionLink"}
    assert all(set(graph) == {"title", "type", "website", "attributes"} | described for graph in known)
    assert set(known[0]["attributes"]) == {"Founded", "Headquarters", "Number of employees"}


def test_news(sandbox: Sandbox, post: Post) -> None:
    body = post("news", q=Q, num=20).json()
    assert set(body) == {"searchParameters", "news", "credits"}
    assert body["searchParameters"]["type"] == "news"
    company = sandbox.population.company("acme robotics")
    assert company
    pages = {page.url for page in sandbox.web.pages(company) if page.kind in NEWS}
    assert {each["link"] for each in body["news"]} == pages
    assert all(each["date"] and each["source"].endswith(".example") for each in body["news"])
    stories = [post(q=f'"Firm {number}"', num=100).json().get("topStories") for number in range(12)]
    assert any(stories)


@pytest.mark.parametrize(("num", "price"), [(10, 1), (11, 2), (20, 2), (100, 2)])
def test_price(sandbox: Sandbox, post: Post, num: int, price: int) -> None:
    assert post(q=Q, num=num).json()["credits"] == price
    assert _spent(sandbox) == price


def test_pages_of_results(post: Post) -> None:
    first, second = (post(q=Q, page=number).json()["organic"] for number in (1, 2))
    assert (len(first), len(second)) == (10, len(PAGE_KINDS) - 10)
    assert not {each["link"] for each in first} & {each["link"] for each in second}
    assert post(q=Q, page=3).json()["organic"] == []


@pytest.mark.parametrize("status", [400, 402])
def test_out_of_credits(status: int) -> None:
    with Sandbox(accounts={KEY: {"serper": 1}}) as sandbox:
        sandbox.serper_switches.no_credits_status = status
        ask: dict[str, Any] = {"url": f"{sandbox.serper_url}/search", "headers": {"X-API-KEY": KEY}, "timeout": 30}
        assert _error(requests.post(json={"q": Q, "num": 20}, **ask)) == (status, "Not enough credits")
        assert requests.post(json={"q": Q}, **ask).status_code == 200
        assert _error(requests.post(json={"q": Q}, **ask)) == (status, "Not enough credits")


@pytest.mark.parametrize("wait", [None, 2])
def test_too_fast(clock: Any, wait: int | None) -> None:
    with Sandbox(clock=clock, limits={"/serper": Limits(second=3)}) as sandbox, requests.Session() as session:
        sandbox.serper_switches.retry_after = wait
        session.headers["X-API-KEY"] = KEY
        paths = ["search", "news", "search", "search"]
        replies = [session.post(f"{sandbox.serper_url}/{path}", json={"q": Q}, timeout=30) for path in paths]
        assert [reply.status_code for reply in replies] == [200, 200, 200, 429]
        assert _error(replies[-1])[0] == 429
        assert replies[-1].headers.get("retry-after") == (None if wait is None else "2")
        clock.now += 1
        assert session.post(f"{sandbox.serper_url}/search", json={"q": Q}, timeout=30).status_code == 200


def test_batches(sandbox: Sandbox) -> None:
    sandbox.serper_switches.batches = True

    def ask(body: Any) -> requests.Response:
        return requests.post(f"{sandbox.serper_url}/search", json=body, headers={"X-API-KEY": KEY}, timeout=30)

    answers = ask([{"q": Q}, {"q": '"Firm 1"', "num": 20}]).json()
    assert [each["searchParameters"]["q"] for each in answers] == [Q, '"Firm 1"']
    assert _spent(sandbox) == 3
    for wrong in ([], [{"q": Q}] * 101, [{"q": Q}, {}], [1]):
        assert _error(ask(wrong))[0] == 400
    headers = {"X-API-KEY": KEY}
    assert requests.post(f"{sandbox.serper_url}/search", data=b"[", headers=headers, timeout=30).status_code == 400
    assert _spent(sandbox) == 3


@pytest.mark.parametrize(("kind", "status"), [("rate_limited", 429), ("server_error", 500)])
def test_faults(sandbox: Sandbox, post: Post, kind: Any, status: int) -> None:
    sandbox.faults.add("/serper/search", kind)
    assert _error(post(q=Q)) == (status, "This went wrong on purpose")
    assert post(q=Q).status_code == 200
