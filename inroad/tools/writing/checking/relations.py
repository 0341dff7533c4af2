"""No sentence claims a relation or a history that no fact gives: "we met", "X suggested", "your recent talk"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from inroad.tools.writing import Reason
from inroad.tools.writing.checking import relation_structures
from inroad.tools.writing.checking.gates import may_have_any
from inroad.tools.writing.checking.knowledge import Saying
from inroad.tools.writing.checking.look import Look
from inroad.tools.writing.checking.reading import keys_of, pieces, singular
from inroad.tools.writing.checking.relation_phrases import (
    CONNECTED,
    EARLIER,
    INVENTED,
    INVENTED_FAR,
    SHARED,
    SHARED_FAR,
)
from inroad.tools.writing.checking.relation_phrases_abroad import FAR_ABROAD, OTHER_LANGUAGES

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
# What "you" did: a verb in the past behind "you", with hardly anything between.
_DEED = re.compile(
    r"\byou\s+(?:(?:\w+ly|once|also|even|then|all|first|just|never|two|both)\s+){0,2}(?P<verb>(?!need"
    r"|feed|speed|indeed|proceed"
    r"|succeed|exceed|embed|shed|wed)\w{2,}ed|said|wrote|gave|made|built|sent|told|taught|ran|spoke"
    r"|brought|bought|sold|put|cut"
    r"|drew|drove|fought|hosted|sang|shot|stood|swore|threw|took|won|paid|met|kept|caught|broke|beat"
    r"|came\s+(?:to\s+(?=our|my|the|an?|see|give|speak|talk|visit|watch|hear)|by|over)"
    r"|sat|saw|showed|shown|founded|did\s+(?:for|to|on|at|with))\b(?!\s+(?:with|by|in|on)\s+(?:your|my)\s+permission)",
    re.IGNORECASE,
)
# Stations in life, which facts have, and what a posting did; and verbs that only look like a past.
_STATIONS = frozenset({
    "joined", "worked", "moved", "studied", "started", "graduated", "attended", "switched", "lived", "stayed",
    "changed", "turned", "transitioned", "finished", "completed", "earned", "majored", "specialised",
    "specialized", "trained", "posted", "advertised", "listed", "described", "received", "wanted", "needed",
    "preferred", "liked", "interested", "based", "located", "connected", "involved", "used", "expected", "hoped",
    "required", "decided", "landed", "trusted", "returned", "arrived", "relocated", "progressed", "advanced",
    "entered", "climbed", "swapped", "crossed", "pleased", "hired", "learned", "learnt", "headed", "managed",
    "took", "made", "tired", "bored", "inclined", "allowed", "supposed",
})  # fmt: skip
# Behind these a deed is only supposed: "if you told me what you need".
_IF = re.compile(r"\b(?:if|whether|unless|until|whatever|anything)\s+$", re.IGNORECASE)
# In front of these it is asked or supposed, not said.
_OPEN = re.compile(
    r"\b(?:if|whether|when|once|unless|until|in\s+case|could|would|might|may|should|wish|hear|learn"
    r"|know|ask|wonder\w*|curious"
    r"|tell|share|love|like\s+to|hope|had|have|has|imagine|suppose|guess|assume|perhaps|maybe|are"
    r"|were|thank|as\s+soon\s+as"
    r"|see|understand|before|after|since|gather|what\s+made|how)\b|['’]d\b",
    re.IGNORECASE,
)


class _Phrase(NamedTuple):
    """Where a phrase of a group stands."""

    group: str
    start: int
    end: int


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
    for phrase in _phrases(text, look.language):
        if not _is_true(look, text, phrase):
            yield phrase.start, phrase.end
    if look.language == "en":
        deeds = {key for saying in look.known.of("sender") if saying.kind == "did" for key in saying.keys}
        yield from relation_structures.find(text, deeds)


def _is_true(look: Look, text: str, phrase: _Phrase) -> bool:
    """Whether a fact says what a phrase claims, or the phrase claims nothing where it stands."""
    words = text[phrase.start : phrase.end]
    match phrase.group:
        case "earlier":
            return look.brief.kind == "follow_up"
        case "connected":
            return look.known.has("person.connected", "common.connection")
        case "shared":
            return _is_common(look, text, phrase) or _is_said(look, words)
        case "invented":
            is_of_one_time = "overlapped" in words and look.known.has("common.school_years")
            return _is_said(look, words) or is_of_one_time or bool(_IF.search(text[: phrase.start][-12:]))
    return False


def _phrases(text: str, language: str) -> Iterator[_Phrase]:
    for begin, piece in pieces(text):
        for group, start, end in _phrases_within(piece, language):
            yield _Phrase(group, begin + start, begin + end)
    for group, wordings in _far(language):
        yield from _matches_of(group, wordings, text)


@lru_cache(maxsize=512)  # the messages of a posting, and of a sender, share pieces
def _phrases_within(piece: str, language: str) -> tuple[_Phrase, ...]:
    """All phrases of a piece, whether true or not."""
    phrases = [phrase for group, wordings in _near(language) for phrase in _matches_of(group, wordings, piece)]
    return (*phrases, *((_Phrase("deed", *span) for span in _deeds(piece)) if language == "en" else ()))


def _deeds(text: str) -> Iterator[tuple[int, int]]:
    """Where a plain statement says that "you" did something that no list of stations in life has."""
    for match in _DEED.finditer(text):
        begin, end = _sentence(text, *match.span())
        if (
            text[end : end + 1] == "?"
            or match["verb"].lower() in _STATIONS
            or _OPEN.search(text[begin : match.start()])
        ):
            continue
        yield match.span()


def _matches_of(group: str, wordings: tuple[str, ...], text: str) -> Iterator[_Phrase]:
    for wording in wordings if may_have_any(text, wordings) else ():
        yield from (_Phrase(group, *match.span()) for match in _pattern(wording).finditer(text))


def _is_common(look: Look, text: str, phrase: _Phrase) -> bool:
    """Whether there is common ground of the kind that the sentence speaks of."""
    have = {saying.id.split(".")[1] for saying in look.known.of("common")}
    if not have:
        return False
    begin, end = _sentence(text, phrase.start, phrase.end)
    sentence = text[begin:end]
    if have - _EVERY:
        return True
    needed = [kinds for pattern, kinds in _NEEDS if pattern.search(sentence)]
    return not needed or all(kinds & have for kinds in needed)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a span begins and ends."""
    begin = max(text.rfind(stop, 0, start) for stop in ".!?\n") + 1
    ends = [at for stop in ".!?\n" if (at := text.find(stop, end)) >= 0]
    return begin, min(ends, default=len(text))


def _is_said(look: Look, words: str) -> bool:
    """Whether a fact says it in these very words; what is "our newsletter" in a posting is "your newsletter" here."""
    keys = [singular(key) for key in keys_of(words)]
    theirs = ["our" if key == "your" else key for key in keys]
    return len(keys) >= 2 and bool(look.known.find(keys) or look.known.find(theirs))


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
def _near(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The wordings of each group that stand within a piece."""
    invented = (*INVENTED, *OTHER_LANGUAGES.get(language, ()))
    return ("invented", invented), ("earlier", EARLIER), ("connected", CONNECTED), ("shared", SHARED)


@cache
def _far(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The wordings that may reach from one piece into the next."""
    return ("invented", (*INVENTED_FAR, *FAR_ABROAD.get(language, ()))), ("shared", SHARED_FAR)


@cache
def _pattern(wording: str) -> re.Pattern[str]:
    return re.compile(wording, re.IGNORECASE)
