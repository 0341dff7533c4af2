"""Firecrawl: a page as Markdown, without what is around its main content.

Facts on the wire: its documentation at https://docs.firecrawl.dev (scrape of version 2, errors, rate limits, billing).
A page that answers with an error is a good answer of Firecrawl's, and charged; its metadata tell the page's status.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

from inroad.errors import GarbledAnswerError, NotFoundError
from inroad.tools.cache import Cached, Paid, question_key
from inroad.tools.http import JsonClient, Limit, Meaning, Patience, Provider, Timing, usual_meaning
from inroad.tools.research import WebText
from inroad.tools.research.answers import text
from inroad.tools.research.relevance import host_of
from inroad.tools.store import Document
from inroad.tools.till import Till

NAME = "firecrawl"
SCRAPE = "scrape"
# For a page.
PRICE = 1.0

# The documented limit of a free account for pages; FIRECRAWL_PER_MINUTE replaces it.
_PER_MINUTE = 10
# How long a page may take, in milliseconds; the time in its queue counts.
_TIMEOUT = 45_000
_PATIENCE = Patience(read=60)
_MOST_LINKS = 300


def firecrawl_client(
    key: SecretStr,
    base_url: str,
    *,
    per_minute: int | None = None,
    patience: Patience | None = None,
    timing: Timing | None = None,
) -> JsonClient:
    """Return the client; all threads share it and its throttle.

    Raises:
        UserInputError: the base URL is not one that a key may be sent to.
        BadKeyError: there is no key, or it holds what no header can.
    """
    provider = Provider(
        id=NAME,
        name="Firecrawl",
        base_url=base_url,
        key=key,
        key_variable="FIRECRAWL_API_KEY",
        url_variable="FIRECRAWL_BASE_URL",
        key_header="Authorization",
        key_prefix="Bearer ",
    )
    pace = (timing or Timing()).pace(NAME, key, [Limit(per_minute or _PER_MINUTE, 60)])
    return JsonClient(provider, meaning=_meaning, throttles={"": pace}, patience=patience or _PATIENCE, timing=timing)


@dataclass(frozen=True)
class FirecrawlReader:
    """Reads a page for one credit."""

    client: JsonClient
    till: Till
    name = NAME
    price = PRICE

    def read(self, url: str) -> WebText:
        """Return a page with the addresses that it points to. Raises as `PageReader.read` does."""
        key = question_key({"path": SCRAPE, "url": url})
        return _page(url, self.till.once(NAME, "web", key, PRICE, lambda: self._ask(url)))

    def _ask(self, url: str) -> Paid:
        question = {"url": url, "formats": ["markdown", "links"], "onlyMainContent": True, "timeout": _TIMEOUT}
        body = self.client.post(SCRAPE, question).body
        data = body.get("data") if isinstance(body, dict) else None
        if not isinstance(data, dict):
            raise GarbledAnswerError(
                "Firecrawl answered with JSON that is no page; look at FIRECRAWL_BASE_URL, or try again later.", NAME
            )
        return Paid(_kept(data), credits=PRICE)


def _kept(data: dict[str, Any]) -> Document:
    told = data.get("metadata")
    about: dict[str, Any] = told if isinstance(told, dict) else {}
    links = data.get("links")
    listed = links if isinstance(links, list) else []
    return {
        "url": text(about.get("url")) or text(about.get("sourceURL")),
        "status": about.get("statusCode") if isinstance(about.get("statusCode"), int) else None,
        "title": text(about.get("title")),
        "text": text(data.get("markdown")),
        "links": [each for each in listed if isinstance(each, str)][:_MOST_LINKS],
    }


def _page(url: str, kept: Cached[Document]) -> WebText:
    page = kept.value
    status = page["status"]
    if status is not None and not 200 <= status < 300:
        raise NotFoundError(
            f"Firecrawl could not read {url}, which answers {status}; open the page to see whether it is there.",
            NAME,
            status,
        )
    return WebText(
        source=NAME,
        url=page["url"] if host_of(page["url"]) else url,
        title=page["title"],
        text=page["text"],
        seen_on=kept.fetched_at.date(),
        is_whole=True,
        links=page["links"],
    )


def _meaning(status: int, body: Any) -> Meaning:
    """A 200 that calls itself no success is a failure; whether it is charged is not told."""
    if 200 <= status < 300 and isinstance(body, dict) and body.get("success") is False:
        return "unavailable"
    return usual_meaning(status, body)
