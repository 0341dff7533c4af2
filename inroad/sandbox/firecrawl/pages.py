"""Firecrawl's answers: pages of the made-up web read, found and listed."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any
from urllib.parse import urlsplit

from inroad.sandbox.chance import share
from inroad.sandbox.firecrawl.protocol import Answer, FirecrawlSwitches, Json
from inroad.sandbox.json_fields import FieldError, Fields
from inroad.sandbox.web_pages import Page, Web
from inroad.sandbox.web_search import Hit, Wanted, day_of, search, since

FORMATS = ("markdown", "html", "rawHtml", "links", "summary")
SOURCES = ("web", "news", "images")
LONGEST_QUERY, CREDITS_FOR_TEN = 500, 2
_SCRAPE = (
    *("url", "formats", "onlyMainContent", "maxAge", "waitFor", "timeout", "location", "proxy", "parsers"),
    "skipTlsVerification",
)
_SEARCH = (
    *("query", "limit", "sources", "categories", "includeDomains", "excludeDomains", "tbs", "location", "country"),
    *("timeout", "highlights", "scrapeOptions"),
)
_MAP = ("url", "search", "limit", "includeSubdomains", "sitemap")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_TBS = {"qdr:h": "hour", "qdr:d": "day", "qdr:w": "week", "qdr:m": "month", "qdr:y": "year"}
_GONE = "Page not found"
Wait = Callable[[int, int], None]
"""Is told how many pages are read and how many milliseconds there are; raises RefusedError when that is too few."""


@dataclass(frozen=True)
class _Manner:
    """How a page is to be given out."""

    formats: tuple[str, ...]
    main_only: bool


class Pages:
    """Answers to scrapes, searches and maps."""

    def __init__(self, web: Web, switches: FirecrawlSwitches, today: date, wait: Wait) -> None:
        self._web = web
        self._switches = switches
        self._today = today
        self._wait = wait

    def scrape(self, fields: Fields) -> Answer:
        """Answer one call of `/scrape`; a page that answers 403 or 404 is an answer and is paid for.

        Raises:
            FieldError: a field is not as documented.
            RefusedError: it took too long.
        """
        fields.only(*_SCRAPE)
        manner = _manner(fields)
        fields.number("maxAge", 0, 0, 10**12)
        fields.flag("skipTlsVerification", default=True)
        fields.choice("proxy", ("basic", "enhanced", "auto"), "auto")
        wait_for = fields.number("waitFor", 0, 0, 300_000)
        timeout = fields.number("timeout", 60_000, 1_000, 300_000)
        url = _url(fields)
        self._wait(1, timeout - wait_for)
        return Answer({"success": True, "data": self._read(url, self._web.page(url), manner)}, 1)

    def search(self, fields: Fields) -> Answer:
        """Answer one call of `/search`.

        Raises:
            FieldError: a field is not as documented.
            RefusedError: it took too long.
        """
        fields.only(*_SEARCH)
        sources, manner = _sources(fields), _scrape_options(fields)
        timeout = fields.number("timeout", 60_000, 1_000, 300_000)
        limit = fields.number("limit", 10, 1, 100)
        fields.flag("highlights", default=True)
        hits = {source: self._found(fields, source)[:limit] for source in sources}
        count = sum(map(len, hits.values()))
        read = count if manner else 0
        self._wait(read, timeout)
        data: Json = {source: self._listed(source, found, manner) for source, found in hits.items()}
        cost = math.ceil(count / 10) * CREDITS_FOR_TEN + read
        as_list = [each for found in data.values() for each in found]
        body = {
            "success": True,
            "data": as_list if self._switches.search_data == "list" else data,
            "warning": None,
            "id": f"{int(share('id', fields.text('query')) * 1e15):x}",
            "creditsUsed": cost,
        }
        return Answer(body, cost)

    def map(self, fields: Fields) -> Answer:
        """Answer one call of `/map`.

        Raises:
            FieldError: a field is not as documented.
        """
        fields.only(*_MAP)
        limit = fields.number("limit", 5_000, 1, 100_000)
        fields.flag("includeSubdomains", default=True)
        fields.choice("sitemap", ("skip", "include", "only"), "include")
        words = fields.text("search").lower().split()
        pages = self._web.site(urlsplit(_url(fields)).hostname or "")
        if words:
            pages = sorted(pages, key=lambda page: -sum(word in page.text.lower() for word in words))
        links = [{"url": page.url, "title": page.title, "description": page.description} for page in pages]
        return Answer({"success": True, "links": links[:limit]}, 1)

    def _found(self, fields: Fields, source: str) -> list[Hit]:
        sites, others = fields.texts("includeDomains"), fields.texts("excludeDomains")
        if sites and others:
            raise FieldError("includeDomains", "includeDomains and excludeDomains cannot both be given")
        query = fields.words("query", LONGEST_QUERY)
        span = fields.choice("tbs", (None, *_TBS), None)
        country = fields.text("country") or "US"
        if not re.fullmatch(r"[A-Z]{2}", country):
            raise FieldError("country", "country must be a code of two capital letters")
        first = since(self._today, _TBS[span]) if span else None
        hits = search(self._web, Wanted(query, sites, others, first, news=source == "news"))
        return [] if source == "images" else hits

    def _listed(self, source: str, hits: Sequence[Hit], manner: _Manner | None) -> list[Json]:
        listed = []
        for position, hit in enumerate(hits, 1):
            head = {"title": hit.page.title, "url": hit.page.url}
            if source == "news":
                entry = {**head, "snippet": hit.snippet, "date": day_of(hit.page, self._today), "position": position}
            else:
                entry = {**head, "description": hit.snippet, "position": position}
            listed.append(entry | (self._read(hit.page.url, hit.page, manner) if manner else {}))
        return listed

    def _read(self, url: str, page: Page | None, manner: _Manner) -> Json:
        """Return a page in the formats asked for, with what is known about it."""
        status = page.status if page else 404
        shown = page if page and page.status == 200 else None
        text = shown.markdown(main_only=manner.main_only) if shown else f"# {_GONE if status == 404 else 'Forbidden'}"
        forms: dict[str, Any] = {
            "markdown": text,
            "html": _html(text),
            "rawHtml": f"<!doctype html><html><body>{_html(text)}</body></html>",
            "links": self._links(url),
            "summary": shown.description if shown else text,
        }
        data = {name: forms[name] for name in manner.formats}
        return data | {"metadata": self._metadata(url, shown, status)}

    def _links(self, url: str) -> list[str]:
        """Return where a page points to: the root of its host and, on a company's own site, all pages there."""
        site = self._web.site(urlsplit(url).hostname or "")
        root = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}/"
        return list(dict.fromkeys([root, *(page.url for page in site)]))

    def _metadata(self, url: str, page: Page | None, status: int) -> Json:
        error = {} if status == 200 else {"error": "Not Found" if status == 404 else "Forbidden"}
        title, description = (page.title, page.description) if page else (_GONE, "")
        many = self._switches.listed_metadata
        return {
            "title": [title, title] if many else title,
            "description": [description] if many else description,
            "language": page.language if page else "en",
            "sourceURL": url,
            "url": page.url if page else url,
            "statusCode": status,
            "contentType": "text/html; charset=utf-8",
            **error,
        }


def _manner(fields: Fields) -> _Manner:
    formats = fields.raw("formats") if "formats" in fields else ["markdown"]
    return _Manner(tuple(_types(formats, "formats", FORMATS)), fields.flag("onlyMainContent", default=True))


def _scrape_options(fields: Fields) -> _Manner | None:
    """Return how found pages are to be read, None when they are not."""
    options = fields.raw("scrapeOptions")
    if options is None:
        return None
    if not isinstance(options, dict):
        raise FieldError("scrapeOptions", "scrapeOptions must be an object")
    asked = Fields(options)
    asked.only(*(name for name in _SCRAPE if name != "url"))
    return _manner(asked) if options.get("formats") else None


def _sources(fields: Fields) -> list[str]:
    return _types(fields.raw("sources") or ["web"], "sources", SOURCES)


def _types(listed: Any, name: str, known: Sequence[str]) -> list[str]:
    """Return the words of a list that holds words, or objects with a `type`."""
    if not isinstance(listed, list):
        raise FieldError(name, f"{name} must be a list")
    types = [each.get("type") if isinstance(each, dict) else each for each in listed]
    if any(each not in known for each in types):
        raise FieldError(name, f"{name} must be among {', '.join(known)}")
    return [str(each) for each in types]


def _url(fields: Fields) -> str:
    url = fields.words("url")
    try:
        parts = urlsplit(url)
    except ValueError:
        raise FieldError("url", "Invalid URL") from None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.hostname or ""):
        raise FieldError("url", "Invalid URL")
    return url


def _html(markdown: str) -> str:
    blocks = [escape(block) for block in markdown.split("\n\n")]
    return "".join(f"<h1>{block[2:]}</h1>" if block.startswith("# ") else f"<p>{block}</p>" for block in blocks)
