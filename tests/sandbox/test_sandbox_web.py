"""The made-up web: which pages there are, what a search of them finds, and what is known of each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from inroad.sandbox import JUNK, NEWS, PAGE_KINDS, PageKind, WebSwitches
from inroad.sandbox.people.companies import Company
from inroad.sandbox.people.population import Expectations, Population
from inroad.sandbox.web_pages import Page, Web
from inroad.sandbox.web_search import Wanted, day_of, meant, search, since, snippet_of

TODAY = date(2026, 10, 1)
EXPECTED = Expectations(headquarters={"Acme Robotics, Inc.": "austin, texas"})


@pytest.fixture
def web() -> Web:
    return Web(Population(0, EXPECTED, TODAY), WebSwitches(always=PAGE_KINDS))


def acme(web: Web) -> Company:
    company = web.population.company("Acme Robotics")
    assert company
    return company


def page(web: Web, kind: PageKind) -> Page:
    return next(each for each in web.pages(acme(web)) if each.kind == kind)


def test_a_company_has_every_kind_of_page_once(web: Web) -> None:
    pages = web.pages(acme(web))
    assert [each.kind for each in pages] == list(PAGE_KINDS)
    assert len({each.url for each in pages}) == len(pages)
    for each in pages:
        assert "{" not in f"{each.url}{each.title}{each.text}"
        assert each.host.endswith(".example")
        assert each.lines


def test_the_same_web_in_whatever_order(web: Web) -> None:
    other = Web(Population(0, EXPECTED, TODAY), WebSwitches(always=PAGE_KINDS))
    other.pages(other.population.company("Blue Harbor Foods"))  # type: ignore[arg-type]
    assert [vars(each) | {"company": ""} for each in other.pages(acme(other))] == [
        vars(each) | {"company": ""} for each in web.pages(acme(web))
    ]
    assert page(Web(Population(1, EXPECTED, TODAY), web.switches), "about").text != page(web, "about").text


def test_what_is_true_stands_on_its_pages(web: Web) -> None:
    company = acme(web)
    about = page(web, "about").text
    assert f"founded in {company.founded}" in about
    assert f"{company.people:,} people work" in about
    assert "Austin, Texas" in about
    assert page(web, "home").host == company.website


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_whom_a_page_is_about(web: Web, kind: PageKind) -> None:
    found = page(web, kind)
    assert (found.about == "Acme Robotics") is (kind in {*PAGE_KINDS} - JUNK | {"advert"})
    assert (found.date is not None) is (kind in NEWS | {"tech", "toplist", "lookalike", "praise"})
    assert found.language == {"german": "de", "french": "fr", "spanish": "es"}.get(kind, "en")
    if found.date:
        assert date(2024, 1, 1) < found.date < TODAY


def test_how_many_have_which_page() -> None:
    web = Web(Population(0, None, TODAY), WebSwitches())
    made = [web.population.company(f"firm {number}") for number in range(300)]
    kinds = [each.kind for company in made if company for each in web.pages(company)]
    share = {kind: kinds.count(kind) / 300 for kind in PAGE_KINDS}
    assert share["home"] == 1
    expected = {"about": 0.95, "funding": 0.45, "layoffs": 0.12, "praise": 0.15, "german": 0.15}
    assert {kind: share[kind] for kind in PAGE_KINDS if kind in expected} == pytest.approx(expected, abs=0.08)


@pytest.mark.parametrize(
    ("switches", "kinds"),
    [
        (WebSwitches(only=["advert"]), {"advert"}),
        (WebSwitches(only=["advert", "praise"], always=["home"]), {"advert", "praise"}),
        (WebSwitches(always=PAGE_KINDS, never=[*JUNK, "praise"]), {*PAGE_KINDS} - JUNK - {"praise"}),
    ],
)
def test_switches(switches: WebSwitches, kinds: set[str]) -> None:
    web = Web(Population(0, EXPECTED, TODAY), switches)
    assert {each.kind for each in web.pages(acme(web))} == kinds


def test_pages_that_cannot_be_read(web: Web) -> None:
    web.switches.unreadable = ["careers"]
    assert [each.kind for each in web.pages(acme(web)) if each.status == 403] == ["careers"]


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_a_page_by_its_address(web: Web, kind: PageKind) -> None:
    url = page(web, kind).url
    for form in (url, url.replace("https://www.", "http://"), f"{url}#top", url.replace("?", "/?")):
        found = Web(Population(0, EXPECTED, TODAY), web.switches).page(form)
        assert found, form
        assert found.url == url


@pytest.mark.parametrize("url", ["https://www.acme-robotics.example/jobs", "https://acme.com/", "nonsense", ""])
def test_no_page(web: Web, url: str) -> None:
    assert web.page(url) is None


def test_site(web: Web) -> None:
    assert [each.kind for each in web.site("acme-robotics.example")] == ["home", "about", "careers", "tech"]
    assert web.site("acme.com") == []
    assert web.site("www.firmfinder.example") == []
    assert search(web, Wanted("site:firmfinder.example employees")) == []


def test_markdown(web: Web) -> None:
    found = page(web, "funding")
    assert found.date
    lines = found.markdown(main_only=True).split("\n\n")
    byline = f"*{found.date:%B} {found.date.day}, {found.date.year}*"
    assert lines == [f"# {found.title}", byline, *(line.text for line in found.lines)]
    whole = found.markdown(main_only=False)
    assert "Log in" in whole
    assert "cookies" in whole


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ('"Acme Robotics" news', ["acme robotics"]),
        ("Acme Robotics funding round 2026", ["acme robotics"]),
        ("Blue Harbor Foods careers", ["blue harbor foods"]),
        ("Blue Harbor Foods 2026", ["blue harbor foods"]),
        ('"Blue Harbor Foods, Inc." OR "Acme Robotics" hiring', ["blue harbor foods", "acme robotics"]),
        ("Blue Harbor Foods OR Pine Street Labs", ["blue harbor foods", "pine street labs"]),
        ("site:acme-robotics.example careers", ["acme robotics"]),
        ("What does the company Pine Street Labs do? Products, size, funding", ["pine street labs"]),
        ("What does the company Pine (pine-street-labs.example) do?", ["pine street labs"]),
        ("www.pine-street-labs.example jobs", ["pine street labs"]),
        ("funding news", []),
        ('"Nowhere Inc" news', []),
        ("site:acme.com", []),
    ],
)
def test_whom_a_query_means(web: Web, query: str, names: list[str]) -> None:
    found = {each.page.company.name for each in search(web, Wanted(query))}
    assert found == set(names)


def test_meant_by_site(web: Web) -> None:
    assert [each.name for each in meant(web, "careers", ["www.acme-robotics.example"])] == ["acme robotics"]


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ('"Acme Robotics" funding round investors', "funding"),
        ('"Acme Robotics" tech stack', "tech"),
        ('"Acme Robotics" jobs hiring', "careers"),
        ('"Acme Robotics" employees headquarters', "about"),
    ],
)
def test_what_comes_first(web: Web, query: str, kind: str) -> None:
    hits = search(web, Wanted(query))
    assert kind in [each.page.kind for each in hits[:2]]
    scores = [each.score for each in hits]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] <= scores[0] < 1


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        ({"sites": ["acme-robotics.example"]}, {"home", "about", "careers", "tech"}),
        ({"query": '"Acme Robotics" site:firmfinder.example'}, {"directory"}),
        (
            {"query": '"Acme Robotics" -site:dailyledger.example', "news": True},
            NEWS - {"funding", "results", "layoffs"},
        ),
        ({"not_sites": ["www.forum.example"], "news": True}, NEWS),
        ({"since": TODAY}, set()),
        ({"until": date(2020, 1, 1)}, set()),
        ({"since": date(2000, 1, 1)}, NEWS | {"tech", "toplist", "lookalike", "praise"}),
    ],
)
def test_what_is_left_out(web: Web, wanted: dict[str, Any], kinds: set[str]) -> None:
    found = search(web, Wanted(**{"query": '"Acme Robotics"', **wanted}))
    assert {each.page.kind for each in found} == kinds


def test_snippet(web: Web) -> None:
    about = page(web, "about")
    assert snippet_of(about, frozenset({"office", "site", "second"})).startswith("Our head office")
    assert all(len(each.snippet) <= 164 for each in search(web, Wanted('"Acme Robotics" employees')))


@pytest.mark.parametrize(
    ("days", "shown"),
    [(1, "1 day ago"), (3, "3 days ago"), (7, "1 week ago"), (28, "4 weeks ago"), (29, "Sep 2, 2026"), (None, "")],
)
def test_day_of(web: Web, days: int | None, shown: str) -> None:
    found = page(web, "home" if days is None else "funding")
    today = date.fromordinal(found.date.toordinal() + (days or 0)) if found.date else TODAY
    if days == 29 and found.date:
        shown = f"{found.date:%b} {found.date.day}, {found.date.year}"
    assert day_of(found, today) == shown


def test_since() -> None:
    spans = [since(TODAY, span) for span in ("hour", "day", "week", "month", "year")]
    assert [(TODAY - first).days for first in spans] == [0, 1, 7, 31, 366]
