"""What the answers of searches and readers hold, each value of which may be of any type, and how they are kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from inroad.tools.cache import Cached
from inroad.tools.research import WebText
from inroad.tools.research.dates import published
from inroad.tools.research.relevance import host_of
from inroad.tools.store import Document

_LONGEST_TEXT = 200_000
_MOST_RESULTS = 20


def results(value: object) -> list[dict[str, Any]]:
    """Return the objects of a list of results, none for whatever is no list."""
    listed = value if isinstance(value, list) else []
    return [each for each in listed if isinstance(each, dict)][:_MOST_RESULTS]


def text(value: object) -> str:
    """Return a text, the first one of a list of texts, "" for whatever is neither."""
    if isinstance(value, list):
        return next((each for each in value if isinstance(each, str)), "")
    return value[:_LONGEST_TEXT] if isinstance(value, str) else ""


def credits_told(value: object, otherwise: float) -> float:
    """Return a number of credits that an answer tells, `otherwise` for whatever cannot be one."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return otherwise
    return float(value) if 0 <= value <= 1_000 else otherwise


def as_kept(
    result: dict[str, Any], *, url: str, text_in: str, date_in: str = "", is_news: bool = False, is_advert: bool = False
) -> Document:
    """Return a result as it is kept: the names tell under which keys it holds its address, text and date."""
    return {
        "url": text(result.get(url)),
        "title": text(result.get("title")),
        "text": text(result.get(text_in)),
        "told": text(result.get(date_in)) if date_in else "",
        "is_news": is_news,
        "is_advert": is_advert,
    }


def web_texts(source: str, kept: Cached[Document]) -> list[WebText]:
    """Return what is kept of a search; days ago are counted from the day on which it was asked."""
    seen_on = kept.fetched_at.date()
    return [_web_text(source, each, seen_on) for each in kept.value["results"] if host_of(each["url"])]


def _web_text(source: str, kept: Document, seen_on: date) -> WebText:
    told = published(kept["told"], seen_on) if kept["told"] else None
    values = {name: kept[name] for name in ("url", "title", "text", "is_news", "is_advert")}
    return WebText(source=source, seen_on=seen_on, date=told, **values)
