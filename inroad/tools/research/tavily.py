"""Tavily: a search that gives the sentences of each page that bear on the question.

Facts on the wire: its documentation at https://docs.tavily.com (search, credits, rate limits) and its own client.
432 and 433, which are no statuses of HTTP, say that the credits of a plan, or those paid as they go, are used up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

from inroad.errors import GarbledAnswerError
from inroad.state import CompanyInfo
from inroad.tools.cache import Paid, question_key
from inroad.tools.http import JsonClient, Limit, Meaning, Patience, Provider, Timing, usual_meaning
from inroad.tools.research import WebText
from inroad.tools.research.answers import as_kept, results, web_texts
from inroad.tools.till import Till

NAME = "tavily"
SEARCH = "search"
# For a search of basic depth; what an answer tells of its own price may come late, so that it is not relied on.
PRICE = 1.0

# The documented limit of a key for development; TAVILY_PER_MINUTE replaces it.
_PER_MINUTE = 100
_RESULTS = 10
_OWN: dict[int, Meaning] = {432: "no_credit", 433: "no_credit"}


def tavily_client(
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
        name="Tavily",
        base_url=base_url,
        key=key,
        key_variable="TAVILY_API_KEY",
        url_variable="TAVILY_BASE_URL",
        key_header="Authorization",
        key_prefix="Bearer ",
    )
    pace = (timing or Timing()).pace(NAME, key, [Limit(per_minute or _PER_MINUTE, 60)])
    return JsonClient(provider, meaning=_meaning, throttles={"": pace}, patience=patience, timing=timing)


@dataclass(frozen=True)
class TavilySearch:
    """Searches for what a company does and what is new of it: one call of one credit."""

    client: JsonClient
    till: Till
    name = NAME
    price = PRICE

    def search(self, company: CompanyInfo) -> list[WebText]:
        """Return what is found, the best first. Raises as `WebSearch.search` does."""
        named = f"{company.name} ({company.domain})" if company.domain else company.name
        question = {
            "query": f"What does the company {named} do? Products, size, funding, hiring, news",
            "search_depth": "basic",
            "max_results": _RESULTS,
        }
        key = question_key({"path": SEARCH, **question})
        return web_texts(NAME, self.till.once(NAME, "web", key, PRICE, lambda: self._ask(question)))

    def _ask(self, question: dict[str, Any]) -> Paid:
        body = self.client.post(SEARCH, question).body
        if not isinstance(body, dict) or not isinstance(body.get("results"), list):
            raise GarbledAnswerError(
                "Tavily answered with JSON that is no list of results; look at TAVILY_BASE_URL, or try again later.",
                NAME,
            )
        kept = [
            as_kept(each, url="url", text_in="content", date_in="published_date") for each in results(body["results"])
        ]
        return Paid({"results": kept}, credits=PRICE)


def _meaning(status: int, body: Any) -> Meaning:
    return _OWN.get(status) or usual_meaning(status, body)
