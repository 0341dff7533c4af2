"""Serper's answers: what the made-up web holds, as Google would show it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from inroad.sandbox.chance import share
from inroad.sandbox.json_fields import FieldError, Fields
from inroad.sandbox.people.companies import Company
from inroad.sandbox.serper.protocol import Answer, Json, SerperSwitches
from inroad.sandbox.web_pages import NEWS, Page, Web
from inroad.sandbox.web_search import Hit, Wanted, day_of, meant, search, since

LEAST, MOST, CHEAP = 10, 100, 10
_KNOWN_TO_GOOGLE = 0.6
_TBS = re.compile(r"qdr:([hdwmy])")
_SPANS = {"h": "hour", "d": "day", "w": "week", "m": "month", "y": "year"}
_CODE = re.compile(r"[a-z]{2}(?:-[a-z]{2})?", re.IGNORECASE)
_FIELDS = ("q", "gl", "hl", "num", "page", "tbs", "autocorrect", "location")


class Results:
    """Answers to searches, of the web and of the news."""

    def __init__(self, web: Web, switches: SerperSwitches, today: date) -> None:
        self._web = web
        self._switches = switches
        self._today = today

    def search(self, fields: Fields) -> Answer:
        """Answer one call of `/search`.

        Raises:
            FieldError: a field is not as documented.
        """
        asked = self._asked(fields, "search")
        hits = self._hits(asked)
        organic = self._shown(hits, asked)
        body: Json = {"searchParameters": asked, "organic": [self._organic(*each) for each in organic]}
        if not self._switches.bare:
            body |= self._beside(asked["q"], hits)
        return self._priced(body, asked)

    def news(self, fields: Fields) -> Answer:
        """Answer one call of `/news`.

        Raises:
            FieldError: a field is not as documented.
        """
        asked = self._asked(fields, "news")
        shown = self._shown(self._hits(asked), asked)
        news = [self._link(hit) | {"source": hit.page.host, "position": position} for position, hit in shown]
        return self._priced({"searchParameters": asked, "news": news}, asked)

    @staticmethod
    def _asked(fields: Fields, kind: str) -> Json:
        """Return the parameters as they are echoed, those that were not given with their defaults."""
        fields.only(*_FIELDS)
        asked: Json = {"q": fields.words("q")}
        for name, default in (("gl", "us"), ("hl", "en")):
            asked[name] = fields.text(name) or default
            if not _CODE.fullmatch(asked[name]):
                raise FieldError(name, f"{name} must be a code of two letters")
        asked |= {"type": kind, "num": fields.number("num", 10, LEAST, MOST), "page": fields.number("page", 1, 1, 100)}
        asked["autocorrect"] = fields.flag("autocorrect", default=True)
        if fields.text("tbs") and not _TBS.fullmatch(fields.text("tbs")):
            raise FieldError("tbs", "tbs must be qdr:h, qdr:d, qdr:w, qdr:m or qdr:y")
        given = {name: fields.text(name) for name in ("tbs", "location") if fields.text(name)}
        return {**asked, **given, "engine": "google"}

    def _hits(self, asked: Json) -> list[Hit]:
        span = _TBS.fullmatch(asked.get("tbs", ""))
        first = since(self._today, _SPANS[span[1]]) if span else None
        return search(self._web, Wanted(asked["q"], since=first, news=asked["type"] == "news"))

    @staticmethod
    def _shown(hits: Sequence[Hit], asked: Json) -> list[tuple[int, Hit]]:
        start = (asked["page"] - 1) * asked["num"]
        return list(enumerate(hits[start : start + asked["num"]], 1))

    @staticmethod
    def _priced(body: Json, asked: Json) -> Answer:
        price = 1 if asked["num"] <= CHEAP else 2
        return Answer({**body, "credits": price}, price)

    def _link(self, hit: Hit) -> Json:
        day = day_of(hit.page, self._today) if self._switches.dates == "ago" else ""
        snippet = share("snippet", hit.page.url) >= self._switches.without_snippet
        return {
            "title": hit.page.title,
            "link": hit.page.url,
            **({"snippet": hit.snippet} if snippet else {}),
            **({"date": day} if day else {}),
        }

    def _organic(self, position: int, hit: Hit) -> Json:
        links = []
        if hit.page.kind == "home" and not self._switches.bare:
            site = self._web.site(hit.page.company.website)
            links = [{"title": page.title, "link": page.url} for page in site if page.url != hit.page.url]
        return self._link(hit) | ({"sitelinks": links} if links else {}) | {"position": position}

    def _beside(self, query: str, hits: Sequence[Hit]) -> Json:
        """Return the blocks beside the results, each of which may be missing."""
        company = next(iter(meant(self._web, query, ())), None)
        blocks: dict[str, Any] = {
            "knowledgeGraph": self._knowledge(company) if company else None,
            "topStories": self._stories([hit.page for hit in hits]),
            "relatedSearches": [{"query": f"{company.name} {word}"} for word in ("careers", "news")] if company else [],
        }
        return {name: block for name, block in blocks.items() if block}

    def _knowledge(self, company: Company) -> Json | None:
        """Return what Google itself holds of a company, some of it from a directory; of many it holds nothing."""
        if share("knowledge", company.name) >= _KNOWN_TO_GOOGLE:
            return None
        page = next((page for page in self._web.pages(company) if page.kind == "directory"), None)
        described = (
            {"description": page.text, "descriptionSource": page.host, "descriptionLink": page.url} if page else {}
        )
        return {
            "title": company.name.title(),
            "type": f"{company.industry.capitalize()} company",
            "website": f"https://www.{company.website}/",
            **described,
            "attributes": {
                "Founded": str(company.founded),
                "Headquarters": f"{company.seat.locality.title()}, {company.seat.region.title()}",
                "Number of employees": f"{company.people:,}",
            },
        }

    def _stories(self, pages: Sequence[Page]) -> list[Json]:
        new = [page for page in pages if page.kind in NEWS and page.date and (self._today - page.date).days <= 28]
        return [
            {"title": page.title, "link": page.url, "source": page.host, "date": day_of(page, self._today)}
            for page in new
        ]
