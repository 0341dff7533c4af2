"""The providers: whether their keys are there, and are accepted where a call that costs nothing tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from inroad.doctor.findings import Finding
from inroad.errors import BadKeyError, ProviderError
from inroad.settings import Tools
from inroad.tools import apollo, hunter, pdl
from inroad.tools.http import Answer, JsonClient


class Asked:
    """The findings of all providers; `date` is the Date header of the last answer that came, "" for none."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self.date = ""

    def findings(self) -> Iterator[Finding]:
        """Yield a finding for each provider, and for the model."""
        tools = self._tools
        yield _provider(pdl.NAME, tools.pdl, _key_says, "PDL_API_KEY adds people beyond your network")
        yield _provider(
            hunter.NAME, tools.hunter, self._hunter_says, "HUNTER_API_KEY adds addresses found, and checks of them"
        )
        yield _provider(
            apollo.NAME, tools.apollo, self._apollo_says, "APOLLO_API_KEY adds addresses that others do not have"
        )
        yield _provider(
            "serper", tools.serper, _key_says, "SERPER_API_KEY adds what Google finds of a company, and news"
        )
        yield _provider("tavily", tools.tavily, _key_says, "TAVILY_API_KEY adds what the web says of a company")
        yield _provider(
            "firecrawl", tools.firecrawl, self._firecrawl_says, "FIRECRAWL_API_KEY adds what a company's own pages say"
        )
        yield _model(tools)

    def _hunter_says(self, client: JsonClient) -> str:
        return f"the key works{_left_at_hunter(self._answer(client, 'account').body)}"

    def _apollo_says(self, client: JsonClient) -> str:
        """A key that is none is told by 401, or by a 200 that nobody is logged in."""
        body = self._answer(client, "auth/health").body
        if isinstance(body, dict) and body.get("is_logged_in") is False:
            raise BadKeyError(
                "Apollo does not know the key in APOLLO_API_KEY; copy it anew from its settings.", apollo.NAME
            )
        return "the key works"

    def _firecrawl_says(self, client: JsonClient) -> str:
        data = _part(self._answer(client, "team/credit-usage").body, "data")
        left = _number(data.get("remainingCredits"))
        return "the key works" if left is None else f"the key works; left are {left:g} credits"

    def _answer(self, client: JsonClient, path: str) -> Answer:
        answer = client.get(path)
        self.date = answer.headers.get("Date", self.date)
        return answer


def _provider(what: str, client: JsonClient | None, says: Callable[[JsonClient], str], without: str) -> Finding:
    if client is None:
        return Finding(what=what, state="missing", says=without)
    try:
        return Finding(what=what, state="ok", says=says(client))
    except ProviderError as error:
        return Finding(what=what, state="wrong", says=str(error))


def _model(tools: Tools) -> Finding:
    if tools.model is None:
        adds = "OPENAI_API_KEY, or OPENAI_BASE_URL with INROAD_MODEL, adds messages written by a model"
        return Finding(what="model", state="missing", says=adds)
    return Finding(what="model", state="ok", says=f"{tools.model.name}; not checked, there is no free call")


def _key_says(client: JsonClient) -> str:
    return f"{client.provider.key_variable} is set, not checked (there is no free call)"


def _left_at_hunter(account: Any) -> str:
    """What is left of an account: credits, or of an older one searches and checks; "" where it does not tell."""
    requests = _part(_part(account, "data"), "requests")
    kinds = {"credits": "credits", "searches": "searches", "verifications": "checks"}
    left = {shown: _left(_part(requests, name)) for name, shown in kinds.items()}
    told = [f"{amount:g} {shown}" for shown, amount in left.items() if amount is not None]
    return f"; left are {' and '.join(told[:1] if left['credits'] is not None else told)}" if told else ""


def _left(block: dict[str, Any]) -> float | None:
    """What is left of an allowance, which Hunter calls `available`; half a credit is a number too."""
    allowed, used = _number(block.get("available")), _number(block.get("used"))
    return None if allowed is None or used is None else max(0.0, allowed - used)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _part(body: Any, name: str) -> dict[str, Any]:
    part = body.get(name) if isinstance(body, dict) else None
    return part if isinstance(part, dict) else {}
