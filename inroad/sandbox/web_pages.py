"""The made-up web about the made-up companies: their own sites, the press, and what else a search finds.

Not all of it is worth reading: there are adverts, lists of ten that say nothing, companies of nearly the same name, old
figures, and a page that tells a model what to write. `Page.about` and `Page.lines` say what is so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal, get_args
from urllib.parse import urlsplit

from anyascii import anyascii

from inroad.sandbox.chance import dice, share
from inroad.sandbox.people.companies import Company
from inroad.sandbox.people.places import draw_home_office
from inroad.sandbox.people.population import Population
from inroad.sandbox.words import listed, rows, words

PageKind = Literal[
    "home",
    "about",
    "careers",
    "tech",
    "funding",
    "results",
    "launch",
    "expansion",
    "layoffs",
    "people_news",
    "directory",
    "toplist",
    "advert",
    "namesake",
    "lookalike",
    "praise",
    "german",
    "french",
    "spanish",
]
PAGE_KINDS: tuple[PageKind, ...] = get_args(PageKind)
JUNK: frozenset[PageKind] = frozenset(("toplist", "advert", "namesake", "lookalike"))
"""Pages of which nothing is worth keeping: they say nothing of the company, or speak of another."""
NEWS: frozenset[PageKind] = frozenset(
    ("funding", "results", "launch", "expansion", "layoffs", "people_news", "german", "french", "spanish")
)
_ROUNDS = ("seed", "series A", "series B", "series C")
_MENU = ("Home", "Products", "Customers", "Careers", "Log in")
_FOOT = "We use cookies to make this site better. Accept all. Reject all. Privacy. Imprint."


@dataclass
class WebSwitches:
    """What the web holds beside what is drawn; may be changed while it runs.

    `always` are pages that every company has, `never` those that none has; `only`, unless empty, leaves nothing else.
    `unreadable` are kinds of pages that answer 403 to whoever reads them, but are found all the same.
    """

    always: Collection[PageKind] = ()
    never: Collection[PageKind] = ()
    only: Collection[PageKind] = ()
    unreadable: Collection[PageKind] = ()

    def has(self, kind: PageKind, drawn: bool) -> bool:
        """Say whether there is a page of a kind, given whether it was drawn."""
        if self.only:
            return kind in self.only
        return kind not in self.never and (drawn or kind in self.always)


@dataclass(frozen=True)
class Line:
    """A sentence of a page, and on which topic a reader would keep it, "" for none."""

    text: str
    topic: str


@dataclass(frozen=True)
class Page:
    """A page; `company` is whose search finds it, `about` the name of the company that it really speaks of."""

    kind: PageKind
    company: Company
    about: str
    url: str
    title: str
    language: str
    date: date | None
    lines: tuple[Line, ...]
    status: int = 200

    @property
    def text(self) -> str:
        """What it says, in one paragraph."""
        return " ".join(line.text for line in self.lines)

    @property
    def description(self) -> str:
        """What it says of itself to a search engine."""
        return self.lines[0].text if self.lines else self.title

    @property
    def host(self) -> str:
        """The host that it is on, without "www."."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    def markdown(self, *, main_only: bool) -> str:
        """Return the page as Markdown, with or without menu and foot."""
        byline = [f"*{self.date:%B} {self.date.day}, {self.date.year}*"] if self.date else []
        middle = [f"# {self.title}", *byline, *(line.text for line in self.lines)]
        around = [] if main_only else [" | ".join(f"[{name}](/)" for name in _MENU)]
        return "\n\n".join([*around, *middle, *([] if main_only else [_FOOT])])


class Web:
    """All pages about the companies of a population; the same for the same seed, in whatever order they are asked."""

    def __init__(self, population: Population, switches: WebSwitches) -> None:
        self.switches = switches
        self.population = population

    def pages(self, company: Company) -> list[Page]:
        """Return the pages that a search for a company finds, in a fixed order."""
        drawn = _drawn(self.population.seed, company, self.population.today)
        return [self._readable(page) for page, is_there in drawn if self.switches.has(page.kind, is_there)]

    def page(self, url: str) -> Page | None:
        """Return the page at an address, None when there is none; www, scheme, a last slash and "#" do not matter."""
        wanted = _plain_url(url)
        for company in self._companies(url):
            for page in self.pages(company):
                if _plain_url(page.url) == wanted:
                    return page
        return None

    def company_of_host(self, host: str) -> Company | None:
        """Return the company whose site is on a host; those that carry pages about all of them are nobody's."""
        plain = host.lower().removeprefix("www.")
        return None if plain in _press() else self.population.company_of_website(plain)

    def site(self, host: str) -> list[Page]:
        """Return the pages on a company's own site, none for a host that is no company's."""
        company = self.company_of_host(host)
        return [page for page in self.pages(company) if page.host == company.website] if company else []

    def _companies(self, url: str) -> list[Company]:
        """Return the companies that an address may be about: by its host, and by the first part of its path."""
        parts = urlsplit(url)
        slugs = [part for part in parts.path.split("/") if part][:1]
        hosts = [parts.hostname or "", *(f"{slug}.example" for slug in slugs)]
        found = [self.company_of_host(host) for host in hosts]
        return [company for company in found if company]

    def _readable(self, page: Page) -> Page:
        return replace(page, status=403) if page.kind in self.switches.unreadable else page


@cache
def _press() -> frozenset[str]:
    """Return the hosts that are the same for all companies."""
    hosts = [urlsplit(row["url"].split("{")[0]).hostname or "" for row in rows("web_kinds")]
    return frozenset(host.removeprefix("www.") for host in hosts if host.endswith(".example"))


@cache
def _drawn(seed: int, company: Company, today: date) -> tuple[tuple[Page, bool], ...]:
    """Return every page that a company may have, and whether it has it."""
    slots = _slots(seed, company, today)
    made = []
    for row in rows("web_kinds"):
        kind = next(kind for kind in PAGE_KINDS if kind == row["page"])
        page = Page(
            kind=kind,
            company=company,
            about=_about(kind, slots),
            url=row["url"].format_map(slots),
            title=row["title"].format_map(slots),
            language=row["language"],
            date=_date(seed, company, row, today),
            lines=tuple(_line(line, slots) for line in rows("web_sentences") if line["page"] == kind),
        )
        made.append((page, share("page", seed, company.name, kind) < float(row["share"])))
    return tuple(made)


def _line(row: Mapping[str, str], slots: Mapping[str, str]) -> Line:
    return Line(row["text"].format_map(slots), row["topic"])


def _about(kind: PageKind, slots: Mapping[str, str]) -> str:
    others = {"namesake": f"{slots['name']} Roofing", "lookalike": slots["alike"], "toplist": slots["other"]}
    return others.get(kind, slots["name"])


def _date(seed: int, company: Company, row: Mapping[str, str], today: date) -> date | None:
    newest, oldest = int(row["newest"]), int(row["oldest"])
    if not oldest:
        return None
    return today - timedelta(days=newest + int(share("age", seed, company.name, row["page"]) * (oldest - newest)))


def _slots(seed: int, company: Company, today: date) -> dict[str, str]:
    """Return what is filled into the sentences about a company."""
    random = dice("web", seed, company.name)
    trade = next(row for row in rows("web_trades") if row["mix"] == company.mix)
    products = random.sample([name.title() for name in words("product_names")], 2)
    tools = random.sample(listed(trade["tools"], "|"), 4)
    others = random.sample([name.title() for name in words("employers") if name != company.name], 4)
    name = company.name.title()
    return {
        **_places(seed, company),
        **_fields(seed, company),
        "name": name,
        "slug": company.slug,
        "site": f"https://www.{company.website}",
        "alike": f"{name[:-1]}{'o' if name.endswith('a') else 'a'}",
        "alike_slug": f"{company.slug[:-1]}{'o' if company.slug.endswith('a') else 'a'}",
        "industry": company.industry,
        "founded": str(company.founded),
        "people": f"{company.people:,}",
        "old_people": f"{max(11, company.people * 3 // 5):,}",
        "wrong_people": f"{random.randint(4, 30)}",
        "wrong_founded": f"{random.randint(1950, 2010)}",
        "does": random.choice(listed(trade["does"], "|")),
        "buyers": random.choice(listed(trade["buyers"], "|")),
        **{f"product{mark}": product for mark, product in zip(("", "2"), products, strict=True)},
        **{f"product{mark}_slug": _slug(product) for mark, product in zip(("", "2"), products, strict=True)},
        "tools": f"{', '.join(tools[:3])} and {tools[3]}",
        **{f"tool{mark}": tool for mark, tool in zip(("", "2", "3"), tools, strict=False)},
        **{f"other{mark}": other for mark, other in zip(("", "2", "3"), others, strict=False)},
        "investor": others[3],
        "round": random.choice(_ROUNDS),
        "amount": str(random.randint(3, 120)),
        "wrong_amount": str(random.randint(1, 2)),
        "revenue": str(random.randint(8, 900)),
        "percent": str(random.randint(6, 40)),
        "rank": str(random.randint(4, 10)),
        "thousands": str(random.randint(20, 900)),
        "openings": str(random.randint(12, 90)),
        "openings2": str(random.randint(3, 11)),
        "boss": f"{random.choice(_names('first_names'))} {random.choice(_names('last_names'))}",
        "year2": str(today.year - random.randint(1, 3)),
        "year3": str(today.year - 2),
    }


def _places(seed: int, company: Company) -> dict[str, str]:
    """Return where its offices are, and a town of which it knows nothing."""
    drawn = [draw_home_office("web", seed, company.name, number)[0].locality for number in range(20)]
    second, third = [town for town in dict.fromkeys(drawn) if town != company.seat.locality][:2]
    return {
        "town": company.seat.locality.title(),
        "region": company.seat.region.title(),
        "town2": second.title(),
        "town2_slug": _slug(second),
        "town3": third.title(),
    }


def _fields(seed: int, company: Company) -> dict[str, str]:
    """Return two fields of work in which it looks for people, and a post that was filled."""
    usual = sorted(rows("departments"), key=lambda row: -float(row[company.mix] or 0))[:8]
    first, second = dice("fields", seed, company.name).sample([row["field"] for row in usual], 2)
    posts = [row["head"] for row in usual if row["head"]]
    post = dice("post", seed, company.name).choice(posts)
    return {"field": first, "field2": second, "post": post, "post_slug": _slug(post)}


@cache
def _names(table: str) -> list[str]:
    return [name.title() for row in rows(table) for name in listed(row.get("names") or row["female"])]


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower()).strip("-")


def _plain_url(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query
