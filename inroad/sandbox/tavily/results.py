"""Tavily's answers: what the made-up web holds, found and read."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime

from inroad.sandbox.chance import share
from inroad.sandbox.json_fields import FieldError, Fields
from inroad.sandbox.tavily.protocol import Answer, Json, TavilySwitches
from inroad.sandbox.web_pages import Page, Web
from inroad.sandbox.web_search import Hit, Wanted, search, since

MOST_RESULTS, MOST_URLS, URLS_A_CREDIT = 20, 20, 5
_DEPTHS = ("basic", "advanced", "fast", "ultra-fast")
_SEARCH = (
    *("query", "search_depth", "topic", "time_range", "start_date", "end_date", "days", "max_results"),
    *("chunks_per_source", "include_answer", "include_raw_content", "include_images", "include_image_descriptions"),
    *("include_favicon", "include_domains", "exclude_domains", "country", "auto_parameters", "exact_match"),
    "include_usage",
)
_EXTRACT = (
    *("urls", "extract_depth", "format", "query", "chunks_per_source", "include_images", "include_favicon"),
    *("timeout", "include_usage"),
)
_COUNTRY = re.compile(r"[a-z][a-z ]{3,}")
_TEXT = frozenset(("text", "markdown"))


class Results:
    """Answers to searches and extractions."""

    def __init__(self, web: Web, switches: TavilySwitches, today: date) -> None:
        self._web = web
        self._switches = switches
        self._today = today

    def search(self, fields: Fields) -> Answer:
        """Answer one call of `/search`.

        Raises:
            FieldError: a field is not as documented.
        """
        fields.only(*_SEARCH)
        query = fields.words("query")
        depth = fields.choice("search_depth", _DEPTHS, "basic")
        topic = fields.choice("topic", ("general", "news", "finance"), "general")
        most = fields.number("max_results", 5, 0, MOST_RESULTS)
        fields.number("chunks_per_source", 3, 1, 3)
        _check_country(fields)
        answers = fields.choice("include_answer", (True, False, "basic", "advanced"), False)
        raw = fields.choice("include_raw_content", (True, False, "markdown", "text"), False)
        flags = ("include_images", "include_image_descriptions", "include_favicon", "auto_parameters", "exact_match")
        set_flags = {name for name in flags if fields.flag(name, default=False)}
        hits = search(self._web, self._wanted(fields, query, topic))[:most]
        body = {
            "query": query,
            "answer": _summary(hits) if answers else None,
            "follow_up_questions": None,
            "images": [],
            "results": [self._result(hit, topic, raw, favicon="include_favicon" in set_flags) for hit in hits],
        }
        return self._priced(fields, body, self._price(depth, automatic="auto_parameters" in set_flags))

    def extract(self, fields: Fields) -> Answer:
        """Answer one call of `/extract`; pages that cannot be read are listed apart and are not paid for.

        Raises:
            FieldError: a field is not as documented.
        """
        fields.only(*_EXTRACT)
        depth = fields.choice("extract_depth", ("basic", "advanced"), "basic")
        fields.choice("format", _TEXT, "markdown")
        fields.number("timeout", 10, 1, 60)
        fields.number("chunks_per_source", 3, 1, 5)
        fields.flag("include_images", default=False)
        urls = _urls(fields)
        pages = {url: self._web.page(url) for url in urls}
        read = {url: page for url, page in pages.items() if page and page.status == 200}
        plain = fields.raw("format") == "text"
        body = {
            "results": [
                {"url": url, "raw_content": page.text if plain else page.markdown(main_only=False), "images": []}
                for url, page in read.items()
            ],
            "failed_results": [self._failed(url) for url in urls if url not in read],
        }
        price = math.ceil(len(read) / URLS_A_CREDIT) * (2 if depth == "advanced" else 1)
        return self._priced(fields, body, price)

    def _wanted(self, fields: Fields, query: str, topic: str) -> Wanted:
        span = fields.choice("time_range", (None, "day", "week", "month", "year"), None)
        first, last = fields.day("start_date"), fields.day("end_date")
        if "days" in fields:
            first = self._today - timedelta(days=fields.number("days", 7, 1, 36_500))
        return Wanted(
            query,
            sites=fields.texts("include_domains"),
            not_sites=fields.texts("exclude_domains"),
            since=since(self._today, span) if span else first,
            until=last,
            news=topic == "news",
        )

    def _result(self, hit: Hit, topic: str, raw: bool | str, *, favicon: bool) -> Json:
        page = hit.page
        text = page.text if raw == "text" else page.markdown(main_only=False)
        result: Json = {"title": page.title, "url": page.url, "content": hit.snippet, "score": hit.score}
        result["raw_content"] = text if raw and page.status == 200 else None
        if favicon:
            result["favicon"] = f"https://{page.host}/favicon.ico"
        if topic == "news" and page.date and self._switches.published != "none":
            result["published_date"] = self._published(page, page.date)
        return result

    def _published(self, page: Page, day: date) -> str:
        if self._switches.published == "iso":
            return day.isoformat()
        minutes = int(share("published", page.url) * 1_439)
        return format_datetime(datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes), True)

    def _failed(self, url: str) -> Json | str:
        return url if self._switches.failed == "urls" else {"url": url, "error": "Failed to fetch url"}

    def _price(self, depth: str, *, automatic: bool) -> int:
        if depth == "advanced" or (automatic and self._switches.auto_depth):
            return 2
        return 1 if depth == "basic" else self._switches.fast_price

    @staticmethod
    def _priced(fields: Fields, body: Json, price: int) -> Answer:
        name = f"{body.get('query')} {[result['url'] for result in body['results']]}"
        usage = {"usage": {"credits": price}} if fields.flag("include_usage", default=False) else {}
        took = {
            "response_time": round(0.4 + share("took", name), 2),
            "request_id": f"{int(share('id', name) * 1e15):x}",
        }
        return Answer({**body, **took, **usage}, price)


def _summary(hits: Sequence[Hit]) -> str | None:
    """Return an answer made of what was found first, which is not always about what was asked."""
    return " ".join(hit.page.description for hit in hits[:2]) or None


def _urls(fields: Fields) -> list[str]:
    given = fields.raw("urls")
    urls = [fields.words("urls")] if isinstance(given, str) else fields.texts("urls")
    if not urls:
        raise FieldError("urls", "urls is missing")
    if len(urls) > MOST_URLS:
        raise FieldError("urls", f"Max {MOST_URLS} URLs are allowed")
    return list(dict.fromkeys(urls))


def _check_country(fields: Fields) -> None:
    if fields.text("country") and not _COUNTRY.fullmatch(fields.text("country")):
        raise FieldError("country", 'country must be a full name in lower case, such as "united states"')
