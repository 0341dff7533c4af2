"""Serper, Tavily and Firecrawl against the sandbox's stand-ins, which know nothing of these clients."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from inroad.errors import BadKeyError, NotFoundError, OutOfCreditError, ProviderError, RateLimitedError
from inroad.nodes.intelligence.research import research
from inroad.sandbox import CREDITS, JUNK, KEY, MODEL, NEWS, PAGE_KINDS, Page, Sandbox, faster
from inroad.state import CompanyInfo, Posting
from inroad.tools.budget import Budget
from inroad.tools.cache import PaidCache
from inroad.tools.http import Timing
from inroad.tools.ledger import Ledger
from inroad.tools.research import ResearchParts, WebText
from inroad.tools.research.cache import CompanyResearch
from inroad.tools.research.firecrawl import FirecrawlReader, firecrawl_client
from inroad.tools.research.serper import SerperSearch, serper_client
from inroad.tools.research.tavily import TavilySearch, tavily_client
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.till import Till
from inroad.tools.writing.model import StructuredModel, model_access

ACME = CompanyInfo(name="Acme Robotics", key="acmerobotics", domain="acme-robotics.example")
NAMES = ("serper", "tavily", "firecrawl")
ABOUT = "https://www.acme-robotics.example/about"
POSTING = Posting(title="Engineer", company="Acme Robotics", url="https://acme-robotics.example/1", text="Ride trains.")


class Time:
    """A clock that goes on only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 10, 1, 9, 30, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)

    def timing(self) -> Timing:
        return Timing(self.sleep, lambda: self.now.timestamp(), self, chance=lambda: 1.0)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(limits=faster(1000)) as running:
        running.web.switches.always = PAGE_KINDS
        yield running


@pytest.fixture
def store(tmp_path: Path, time: Time) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "inroad.sqlite", clock=time) as opened:
        yield opened


@pytest.fixture
def till(store: SqliteStore, time: Time) -> Till:
    return Till(Ledger(store, time), PaidCache(store, time), Budget(1000), "run")


Ask = Callable[..., list[WebText]]


@pytest.fixture
def ask(sandbox: Sandbox, till: Till, time: Time) -> Ask:
    def texts(name: str, key: str = KEY, url: str = ABOUT) -> list[WebText]:
        part = _part(name, sandbox, till, time, key)
        return [part.read(url)] if name == "firecrawl" else part.search(ACME)

    return texts


def _part(name: str, sandbox: Sandbox, till: Till, time: Time, key: str = KEY) -> Any:
    secret, timing = SecretStr(key), time.timing()
    if name == "serper":
        return SerperSearch(serper_client(secret, sandbox.serper_url, timing=timing), till)
    if name == "tavily":
        return TavilySearch(tavily_client(secret, sandbox.tavily_url, timing=timing), till)
    return FirecrawlReader(firecrawl_client(secret, sandbox.firecrawl_url, timing=timing), till)


def _pages(sandbox: Sandbox) -> dict[str, Page]:
    company = sandbox.population.company(ACME.name)
    assert company
    return {page.url: page for page in sandbox.web.pages(company)}


@pytest.mark.parametrize("name", ["serper", "tavily"])
def test_what_is_found_is_there(sandbox: Sandbox, ask: Ask, name: str) -> None:
    pages = _pages(sandbox)
    texts = ask(name)
    assert len(texts) >= 10
    for each in texts:
        page = pages[each.url]
        assert each.source == name
        assert each.date in (page.date, None) or page.date
        assert all(part.strip(" .") in f"{page.title} {page.text}" for part in each.text.split(" ...")[0].split(". "))


def test_serper_tells_the_days_of_news(sandbox: Sandbox, ask: Ask) -> None:
    pages = _pages(sandbox)
    news = [each for each in ask("serper") if each.is_news]
    assert {pages[each.url].kind for each in news} == NEWS
    for each in news:
        day = pages[each.url].date
        assert day
        assert each.date
        assert abs((each.date - day).days) < 7


def test_firecrawl_reads_a_page(sandbox: Sandbox, ask: Ask) -> None:
    (text,) = ask("firecrawl")
    page = _pages(sandbox)[ABOUT]
    assert (text.url, text.title, text.is_whole) == (ABOUT, page.title, True)
    assert page.lines[0].text in text.text
    assert f"{ABOUT.removesuffix('/about')}/careers" in text.links


@pytest.mark.parametrize("listed", [True, False])
def test_firecrawl_reads_titles_of_both_shapes(sandbox: Sandbox, ask: Ask, listed: bool) -> None:
    sandbox.firecrawl_switches.listed_metadata = listed
    assert ask("firecrawl")[0].title == "About us | Acme Robotics"


def test_firecrawl_is_told_that_a_page_is_gone(sandbox: Sandbox, ask: Ask, till: Till) -> None:
    with pytest.raises(NotFoundError):
        ask("firecrawl", url="https://www.acme-robotics.example/nothing")
    assert till.ledger.spent("run")["firecrawl"].credits == sandbox.accounts.spent(KEY, "firecrawl") == 1


@pytest.mark.parametrize("name", NAMES)
def test_what_is_paid_is_what_is_charged(sandbox: Sandbox, ask: Ask, till: Till, name: str) -> None:
    ask(name)
    ask(name)
    assert till.ledger.spent("run")[name].credits == sandbox.accounts.spent(KEY, name) > 0


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_key(ask: Ask, name: str) -> None:
    with pytest.raises(BadKeyError):
        ask(name, key="wrong")


@pytest.mark.parametrize(
    ("name", "switch", "value"),
    [
        ("serper", "no_credits_status", 400),
        ("serper", "no_credits_status", 402),
        ("tavily", "capped", False),
        ("tavily", "capped", True),
        ("firecrawl", "bare_errors", False),
        ("firecrawl", "bare_errors", True),
    ],
)
def test_no_credit(till: Till, time: Time, name: str, switch: str, value: Any) -> None:
    with Sandbox(accounts={KEY: CREDITS | {name: 0}}) as sandbox:
        setattr(getattr(sandbox, f"{name}_switches"), switch, value)
        part = _part(name, sandbox, till, time)
        with pytest.raises(OutOfCreditError):
            part.read(ABOUT) if name == "firecrawl" else part.search(ACME)
        assert len(sandbox.history.exchanges) == 1


@pytest.mark.parametrize(
    ("name", "path"),
    [("serper", "/serper/search"), ("tavily", "/tavily/search"), ("firecrawl", "/firecrawl/v2/scrape")],
)
def test_too_fast_now_and_always(sandbox: Sandbox, ask: Ask, name: str, path: str) -> None:
    sandbox.faults.add(path, "rate_limited")
    assert ask(name)
    assert [each.status for each in sandbox.history.of(path)] == [429, 200]


_BROKEN = ("broken_json", "html", "truncated", "empty", "reset_after", "huge")
_CASES = [(name, kind) for name in NAMES for kind in _BROKEN]


@pytest.mark.parametrize(("name", "kind"), [*_CASES, ("serper", "wrong_types"), ("tavily", "wrong_types")])
def test_an_answer_gone_wrong_is_told(sandbox: Sandbox, ask: Ask, name: str, kind: Any) -> None:
    sandbox.faults.add("*", kind, times=50)
    with pytest.raises(ProviderError) as caught:
        ask(name)
    assert not isinstance(caught.value, (BadKeyError, RateLimitedError))


@pytest.mark.parametrize("model", [None, MODEL])
def test_a_dossier_says_only_what_pages_of_the_company_say(
    sandbox: Sandbox, till: Till, time: Time, store: SqliteStore, model: str | None
) -> None:
    access = model_access(key=SecretStr(KEY), base_url=sandbox.model_url, model=MODEL)
    assert access
    parts = ResearchParts(
        cache=CompanyResearch(store, time),
        clock=time,
        searches=[_part(name, sandbox, till, time) for name in ("serper", "tavily")],
        readers=[_part("firecrawl", sandbox, till, time)],
        model=StructuredModel(access, timing=time.timing()) if model else None,
    )
    dossier, problems = research(ACME, POSTING, "", parts)
    assert problems == []
    assert dossier.complete
    pages = _pages(sandbox)
    found = [each for each in dossier.statements if each.source in NAMES]
    assert {each.topic for each in found} >= {"what", "size", "hiring", "funding", "tech"}
    for each in found:
        page = pages[each.url]
        assert page.kind not in JUNK, each.text
        assert each.text in f"{page.title} {page.text}"
        assert "gnore" not in each.text
        assert each.date is None or page.date
    assert len(sandbox.history.of("/v1/chat/completions")) == (1 if model else 0)
