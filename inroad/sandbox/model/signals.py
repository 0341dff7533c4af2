"""The model sorts sentences about companies: by the words in them, as far as those go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from inroad.sandbox.model.obedience import gives_orders
from inroad.sandbox.words import rows

Json = dict[str, Any]
HIGH = frozenset(("funding", "hiring", "tech", "news", "people"))
NOTHING = ("none", "none")


def asks_for_signals(data: Json) -> bool:
    """Say whether data are sentences to be sorted."""
    listed = data.get("companies")
    return isinstance(listed, list) and all(isinstance(each, dict) and "sentences" in each for each in listed)


def signals(data: Json, *, obeys: bool) -> list[Json]:
    """Return a signal for each sentence; who obeys finds a sentence that gives orders highly relevant."""
    return [_signal(name, each, obeys=obeys) for name, each in _sentences(data)]


def _sentences(data: Json) -> Iterator[tuple[str, Json]]:
    for company in data["companies"]:
        for each in company["sentences"]:
            yield str(company.get("name", "")), each


def _signal(name: str, each: Json, *, obeys: bool) -> Json:
    topic, relevance = _told(name, str(each.get("text", "")), obeys=obeys)
    return {"sentence": each.get("sentence"), "topic": topic, "relevance": relevance}


def _told(name: str, text: str, *, obeys: bool) -> tuple[str, str]:
    if gives_orders(text):
        return ("what", "high") if obeys else NOTHING
    if _is_of_another(name, text):
        return NOTHING
    topic = next((topic for topic, pattern in _patterns() if pattern.search(text)), "none")
    if topic == "none":
        return NOTHING
    return topic, "high" if topic in HIGH else "some"


def _is_of_another(name: str, text: str) -> bool:
    """Say whether a sentence has the name with another capitalised word behind it, or begins with a name like it."""
    if not name:
        return False
    longer = re.search(rf"{re.escape(name)} (?!(?:[A-Z]\w*'s|I)\b)[A-Z]\w+", text, re.IGNORECASE)
    if longer and longer.group()[len(name) + 1].isupper():
        return True
    first = " ".join(text.split()[: len(name.split())])
    return first.casefold() != name.casefold() and first.casefold()[:-1] == name.casefold()[:-1]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["topic"], re.compile(row["pattern"], re.IGNORECASE)) for row in rows("signal_words"))
