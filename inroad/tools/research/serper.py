"""Serper: Google's results as JSON, of a search and of a search for news.

Facts on the wire: its clients and reports of its users, as it publishes no reference. A wrong key is told by 403; that
the credits are used up by a sentence, with whatever status. Errors are not charged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

from inroad.errors import GarbledAnswerError
from inroad.state import CompanyInfo
from inroad.tools.cache import Paid, question_key
from inroad.tools.http import JsonClient, Limit, Meaning, Patience, Provider, Timing, usual_meaning
from inroad.tools.research import WebText
from inroad.tools.research.answers import as_kept, credits_told, results, web_texts
from inroad.tools.store import Document
from inroad.tools.till import Till

NAME = "serper"
SEARCH = "search"
NEWS = "news"
# For up to ten results.
PRICE = 1.0

# The limit of a free account; SERPER_PER_SECOND replaces it.
_PER_SECOND = 50
_RESULTS = 10
_NO_CREDIT = re.compile(r"\bcredits?\b", re.IGNORECASE)


def serper_client(
    key: SecretStr,
    base_url: str,
    *,
    per_second: int | None = None,
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
        name="Serper",
        base_url=base_url,
        key=key,
        key_variable="SERPER_API_KEY",
        url_variable="SERPER_BASE_URL",
        key_header="X-API-KEY",
    )
    pace = (timing or Timing()).pace(NAME, key, [Limit(per_second or _PER_SECOND, 1)])
    return JsonClient(provider, meaning=_meaning, throttles={"": pace}, patience=patience, timing=timing)


@dataclass(frozen=True)
class SerperSearch:
    """Searches for a company, and for news of it: two calls of a credit each."""

    client: JsonClient
    till: Till
    name = NAME
    price = 2 * PRICE

    def search(self, company: CompanyInfo) -> list[WebText]:
        """Return what is found, the pages before the news. Raises as `WebSearch.search` does."""
        named = f'"{company.name.replace(chr(34), " ").strip()}"'
        pages = self._told(SEARCH, f"{named} {company.domain or 'company'}")
        return [*pages, *self._told(NEWS, named)]

    def _told(self, path: str, query: str) -> list[WebText]:
        question = {"q": query, "num": _RESULTS}
        key = question_key({"path": path, **question})
        return web_texts(NAME, self.till.once(NAME, "web", key, PRICE, lambda: self._ask(path, question)))

    def _ask(self, path: str, question: dict[str, Any]) -> Paid:
        body = self.client.post(path, question).body
        if not isinstance(body, dict) or not isinstance(body.get(_list_of(path), []), list):
            raise GarbledAnswerError(
                "Serper answered with JSON that is no list of results; look at SERPER_BASE_URL, or try again later.",
                NAME,
            )
        return Paid({"results": _kept(path, body)}, credits=credits_told(body.get("credits"), PRICE))


def _list_of(path: str) -> str:
    return "news" if path == NEWS else "organic"


def _kept(path: str, body: dict[str, Any]) -> list[Document]:
    graph = body.get("knowledgeGraph")
    described = [_from_graph(graph)] if isinstance(graph, dict) else []
    listed = [
        as_kept(
            each,
            url="link",
            text_in="snippet",
            date_in="date",
            is_news=path == NEWS,
            is_advert=bool(each.get("sponsored") or each.get("isSponsored") or each.get("ad")),
        )
        for each in results(body.get(_list_of(path)))
    ]
    return [*described, *listed]


def _from_graph(graph: dict[str, Any]) -> Document:
    """What Google itself tells of a company, with the page that it has it from."""
    return as_kept(graph, url="descriptionLink", text_in="description")


def _meaning(status: int, body: Any) -> Meaning:
    """Who fails with a sentence in its own form has not charged, and may be asked again."""
    says = body.get("message") if isinstance(body, dict) else None
    if 400 <= status < 500 and isinstance(says, str) and _NO_CREDIT.search(says):
        return "no_credit"
    return "not_acted" if status >= 500 and isinstance(says, str) else usual_meaning(status, body)
