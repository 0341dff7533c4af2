"""No sentence claims a relation or a history that no fact gives: "we met", "X suggested", "your recent talk"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from inroad.tools.writing import Reason
from inroad.tools.writing.checking.knowledge import Saying
from inroad.tools.writing.checking.look import Look
from inroad.tools.writing.checking.reading import keys_of, singular
from inroad.tools.writing.checking.relation_phrases import CONNECTED, EARLIER, INVENTED, SHARED
from inroad.tools.writing.checking.relation_phrases_abroad import OTHER_LANGUAGES

_SHORTEST_QUOTE = 4
# Which kinds of common ground each kind of word needs; the words of a sentence decide.
_NEEDS = (
    (
        re.compile(
            r"\b(?:school|universit\w+|college|graduat\w+|alma|alum\w*|campus|degree|class\w*|professor|cohort|dorm"
            r"|thesis"
            r"|facult\w+|bootcamp)\b",
            re.IGNORECASE,
        ),
        {"school", "school_years", "study"},
    ),
    (
        re.compile(r"\b(?:work(?:ed)?\s+(?:at|for)|employers?|same\s+company|colleagues?|workplace)\b", re.IGNORECASE),
        {"employer", "company"},
    ),
    (
        re.compile(
            r"\b(?:towns?|city|grew|come\s+from|came\s+from|hail\w*|born|hometown|country|neighbou?rhood|roots)\b",
            re.IGNORECASE,
        ),
        {"town", "hometown", "place"},
    ),
    (re.compile(r"\b(?:stud(?:y|ied|ying)|major\w*)\b", re.IGNORECASE), {"study", "school", "school_years", "field"}),
)
_EVERY = {
    "school",
    "school_years",
    "study",
    "employer",
    "company",
    "town",
    "hometown",
    "place",
    "field",
    "skill",
    "interest",
    "connection",
}
_LATER = re.compile(r"\bas\s+you\s+(?:do|are|have)\b", re.IGNORECASE)


def reasons(look: Look) -> Iterator[Reason]:
    """Yield a reason for each relation or history that a message claims."""
    for text in (look.subject.text, look.body.text):
        plain = _without_quoted_facts(text, look.known.sayings)
        found = list(_matches(look, plain))
        for start, end in _apart(found):
            words = text[start:end].strip()
            says = f"Leave out “{words}”: no fact says that there is such a relation, meeting or history."
            yield Reason(kind="relation", words=words, says=says)


def _matches(look: Look, text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _found("invented", look, text) if not _is_said(look, match.group()))
    if look.brief.kind != "follow_up":
        yield from (match.span() for match in _found("earlier", look, text))
    if not look.known.has("person.connected", "common.connection"):
        yield from (match.span() for match in _found("connected", look, text))
    for match in _found("shared", look, text):
        if not _is_common(look, text, match) and not _is_said(look, match.group()):
            yield match.span()


def _found(group: str, look: Look, text: str) -> Iterator[re.Match[str]]:
    for pattern in _patterns(group, look.language):
        yield from pattern.finditer(text)


def _is_common(look: Look, text: str, match: re.Match[str]) -> bool:
    """Whether there is common ground of the kind that the sentence speaks of."""
    have = {saying.id.split(".")[1] for saying in look.known.of("common")}
    if not have:
        return False
    begin = max(text.rfind(stop, 0, match.start()) for stop in ".!?\n") + 1
    ends = [end for stop in ".!?\n" if (end := text.find(stop, match.end())) >= 0]
    sentence = text[begin : min(ends, default=len(text))]
    if have - _EVERY:
        return True
    needed = [kinds for pattern, kinds in _NEEDS if pattern.search(sentence)]
    return not needed or all(kinds & have for kinds in needed)


def _is_said(look: Look, words: str) -> bool:
    """Whether a fact says it in these very words."""
    keys = keys_of(words)
    return len(keys) >= 2 and bool(look.known.find([singular(key) for key in keys]))


def _without_quoted_facts(text: str, sayings: list[Saying]) -> str:
    """The text with what it repeats of a fact, word for word, blanked out."""
    for saying in sayings:
        if len(saying.keys) >= _SHORTEST_QUOTE and saying.text in text:
            text = text.replace(saying.text, "#" * len(saying.text))
    return text


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that do not overlap, the first of each heap."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


@cache
def _patterns(name: str, language: str) -> tuple[re.Pattern[str], ...]:
    groups = {"invented": INVENTED, "earlier": EARLIER, "shared": SHARED, "connected": CONNECTED}
    parts = (*groups[name], *(OTHER_LANGUAGES.get(language, ()) if name == "invented" else ()))
    return tuple(re.compile(part, re.IGNORECASE) for part in parts)
