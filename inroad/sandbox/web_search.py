"""A search over the made-up web: which companies a query means, which of their pages come first, and what is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from inroad.sandbox.chance import share
from inroad.sandbox.people.companies import Company, canonical_name
from inroad.sandbox.web_pages import NEWS, Page, Web
from inroad.sandbox.words import words

SNIPPET = 160
_PHRASE = re.compile(r'"([^"]+)"')
_SITE = re.compile(r"(-?)\bsite:(\S+)", re.IGNORECASE)
_OR = re.compile(r"\bOR\b|\|")
_HOST = re.compile(r"(?<![\w.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.example\b")
_WORD = re.compile(r"\w[\w.+#'-]*")
# Pages come in this order where nothing else tells them apart: a company's own site, then whoever shouts.
_STANDING = {
    "home": 5.0,
    "advert": 4.6,
    "about": 4.5,
    "directory": 4.0,
    "toplist": 3.6,
    "careers": 3.5,
    "namesake": 3.2,
}
_TOPICS = {
    "funding": "funding raises investment investor investors round series million finanzierung levée",
    "careers": "career careers jobs hiring openings vacancies roles stellen emplois empleos",
    "tech": "tech stack technology technologies engineering uses software",
    "layoffs": "layoff layoffs cuts news",
    "expansion": "office offices expansion expands opens locations news hiring",
    "launch": "product products launch launches release news",
    "results": "revenue results figures news",
    "people_news": "people names appoints executive news",
    "about": "about company founded headquarters size employees overview history profile",
    "directory": "employees headcount headquarters size profile",
}


@dataclass(frozen=True)
class Wanted:
    """What is searched for. `sites` and `not_sites` are hosts; `since` and `until` leave out pages without a date."""

    query: str
    sites: Sequence[str] = ()
    not_sites: Sequence[str] = ()
    since: date | None = None
    until: date | None = None
    news: bool = False


@dataclass(frozen=True)
class Hit:
    """A page that was found, with the part of it that is shown, and how well it fits (0 to 1)."""

    page: Page
    snippet: str
    score: float


def search(web: Web, wanted: Wanted) -> list[Hit]:
    """Return all pages that fit, the best first; the same for the same query."""
    wanted, terms = _without_sites(wanted)
    companies = meant(web, terms, wanted.sites)
    asked = _terms(terms, companies)
    found = [(_weight(page, asked), page) for company in companies for page in web.pages(company)]
    fitting = [(weight, page) for weight, page in found if _fits(page, wanted)]
    ranked = sorted(fitting, key=lambda each: (-each[0], each[1].url))
    best = ranked[0][0] if ranked else 1.0
    return [Hit(page, snippet_of(page, asked), round(weight / best * 0.97, 5)) for weight, page in ranked]


def meant(web: Web, query: str, sites: Sequence[str]) -> list[Company]:
    """Return the companies that a query names: in quotation marks, by their host, as its first words, or by `site:`."""
    people = web.population
    named = [people.company(phrase) for phrase in _PHRASE.findall(query)]
    if not any(named):
        named = [web.company_of_host(host) for host in _HOST.findall(query.lower())]
    if not any(named):
        named = [_named_without_marks(web, part) for part in _OR.split(query)]
    if not any(named):
        named = [web.company_of_host(site) for site in sites]
    return list({company.name: company for company in named if company}.values())


def snippet_of(page: Page, asked: frozenset[str]) -> str:
    """Return the part of a page that fits the words asked for best, cut as search engines cut."""
    lines = sorted(page.lines, key=lambda line: -len(asked & _words(line.text)))
    text = " ".join(line.text for line in lines[:2])
    return text if len(text) <= SNIPPET else f"{text[:SNIPPET].rsplit(' ', 1)[0]} ..."


def day_of(page: Page, today: date) -> str:
    """Return a page's date as search engines show it, "" for a page without one."""
    if page.date is None:
        return ""
    days = (today - page.date).days
    if days > 28:
        return f"{page.date:%b} {page.date.day}, {page.date.year}"
    count, unit = (days, "day") if days < 7 else (days // 7, "week")
    return f"{count} {unit}{'' if count == 1 else 's'} ago"


def since(today: date, span: str) -> date:
    """Return the first day of the last "day", "week", "month" or "year"."""
    return today - timedelta(days={"hour": 0, "day": 1, "week": 7, "month": 31, "year": 366}[span])


def _without_sites(wanted: Wanted) -> tuple[Wanted, str]:
    """Take `site:` and `-site:` out of a query and add them to what is wanted."""
    found = _SITE.findall(wanted.query)
    sites = [*wanted.sites, *(host for minus, host in found if not minus)]
    others = [*wanted.not_sites, *(host for minus, host in found if minus)]
    terms = _SITE.sub(" ", wanted.query)
    return Wanted(terms, sites, others, wanted.since, wanted.until, wanted.news), terms


def _named_without_marks(web: Web, text: str) -> Company | None:
    """Take the longest known name, or the first words that do not ask for something ("what does ... do?")."""
    plain = f" {canonical_name(text)} "
    known = [company for company in web.population.known() if f" {company.name} " in plain]
    if known:
        return max(known, key=lambda company: (len(company.name), company.name))
    name: list[str] = []
    for word in text.replace("(", " ").replace(")", " ").split():
        asks = word.lower().strip(",:?") in words("web_asks") or (bool(name) and word[0].isdigit())
        if asks and name:
            break
        name += [] if asks else [word]
    return web.population.company(" ".join(name)) if name else None


def _terms(query: str, companies: Sequence[Company]) -> frozenset[str]:
    names = {word for company in companies for word in _words(company.name)}
    return _words(query) - names


def _weight(page: Page, asked: frozenset[str]) -> float:
    on_topic = len(asked & frozenset(_TOPICS.get(page.kind, "").split()))
    said = len(asked & _words(f"{page.title} {page.text}"))
    tie = share("rank", page.url, *sorted(asked))
    return _STANDING.get(page.kind, 2.5) + 2.0 * min(on_topic, 2) + 0.4 * min(said, 4) + 0.3 * tie


def _fits(page: Page, wanted: Wanted) -> bool:
    if wanted.sites and not any(_is_on(page, site) for site in wanted.sites):
        return False
    if any(_is_on(page, site) for site in wanted.not_sites) or (wanted.news and page.kind not in NEWS):
        return False
    if wanted.since is None and wanted.until is None:
        return True
    return page.date is not None and (wanted.since or page.date) <= page.date <= (wanted.until or page.date)


def _is_on(page: Page, site: str) -> bool:
    host = site.lower().removeprefix("https://").removeprefix("http://").partition("/")[0].removeprefix("www.")
    return page.host == host or page.host.endswith(f".{host}")


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip(".'-") for word in _WORD.findall(text.lower()))
