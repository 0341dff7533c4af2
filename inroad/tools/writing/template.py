"""The embedded writer: English sentences over checked facts.

A message is built from slots: who writes, why to this person, one thing of the posting, one small ask.
A slot has tiers of wordings, the richest first. A wording names the facts it needs in braces and is used
only when all of them are known: nothing can be said that no fact supports, no placeholder can be left in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inroad.state import Message
from inroad.tools.writing import Brief
from inroad.tools.writing.wordings import (
    ASKS,
    ATTACHED,
    CLOSINGS,
    COMMON_GROUND,
    GREETINGS,
    INTRODUCTIONS,
    LINES,
    OPENINGS,
    REASONS,
    SHORT_OF_FACTS,
    SUBJECTS,
    WAYS_OUT,
    WORK,
    Tiers,
)

MIN_WORDS, MAX_WORDS = 60, 130
MAX_SUBJECT = 70

_DISPENSABLE = (
    "posting.place",
    "sender.employer",
    "sender.study",
    "person.title",
    "sender.role",
    "sender.url",
)

_SLOT = re.compile(r"\{(a )?([a-z_.]+)\}")
_NO_ARTICLE = re.compile(r"(head|chief|vp|vice|c[a-z]o|president)\b", re.IGNORECASE)
# By sound: "an SRE" and "an engineer", but "a UX designer" and "a university lecturer".
_AN = re.compile(r"[AEFHILMNORSX](?=[A-Z]{1,3}\b)|[AaIi]|[Ee](?!u)|[Oo](?!ne\b)|[Uu](?!n[it]|s[aei]|t|[A-Z])")


class TemplateWriter:
    """Writes English messages of 60 to 130 words from facts, with no model."""

    name = "template"
    languages = frozenset({"en"})

    def write(self, briefs: list[Brief]) -> dict[str, Message]:
        """Return a message for each brief."""
        return {brief.person_id: compose(brief) for brief in briefs}


def compose(brief: Brief) -> Message:
    """Put one message together; the same brief always gives the same message."""
    subject = _choose(brief, 0, SUBJECTS[brief.persona], MAX_SUBJECT) or _Sentence("A question", ())
    body = _arrange(brief)
    needed = {need for sentence in (subject, *body) for need in sentence.needs}
    return Message(
        subject=subject.text,
        body=_lay_out(body),
        writer=TemplateWriter.name,
        facts=[fact for fact in brief.facts if fact.id in needed],
    )


def count_words(body: str) -> int:
    """Return the number of words, as a reader would count them."""
    return len(body.split())


@dataclass(frozen=True)
class _Sentence:
    """A filled wording, the facts it rests on, and the paragraph it belongs to."""

    text: str
    needs: tuple[str, ...]
    paragraph: int = 0


def _arrange(brief: Brief) -> list[_Sentence]:
    """The sentences of the body: all that must be there, then what has room, in reading order."""
    must = _with_fewer_facts(brief)
    may = [
        _choose(brief, 6, LINES, paragraph=3),
        _choose(brief, 4, COMMON_GROUND, paragraph=2),
        _choose(brief, 7, WORK, paragraph=3),
        _choose(brief, 10, WAYS_OUT, paragraph=4),
    ]
    body = _with_room(must, may)
    if _words(body) < MIN_WORDS:
        body = _with_room(body, [_choose(brief, 11, SHORT_OF_FACTS, paragraph=3)])
    return sorted(body, key=lambda sentence: sentence.paragraph)


def _with_fewer_facts(brief: Brief) -> list[_Sentence]:
    """What must be there; where names are so long that it is too much, with fewer of them."""
    must = _must(brief)
    for spare in _DISPENSABLE:
        if _words(must) <= MAX_WORDS:
            break
        brief = brief.model_copy(update={"facts": [fact for fact in brief.facts if fact.id != spare]})
        must = _must(brief)
    return must


def _must(brief: Brief) -> list[_Sentence]:
    sentences = [
        _choose(brief, 1, GREETINGS, paragraph=0) or _Sentence("Hello,", (), 0),
        _choose(brief, 2, INTRODUCTIONS, paragraph=1),
        _choose(brief, 3, OPENINGS, paragraph=1),
        _choose(brief, 5, REASONS[brief.persona], paragraph=2),
        _choose(brief, 8, ASKS[brief.persona], paragraph=4),
        _choose(brief, 9, ATTACHED, paragraph=4),
        _closing(brief),
    ]
    return [sentence for sentence in sentences if sentence]


def _with_room(body: list[_Sentence], more: Iterable[_Sentence | None]) -> list[_Sentence]:
    for sentence in more:
        if sentence and _words([*body, sentence]) <= MAX_WORDS:
            body = [*body, sentence]
    return body


def _words(body: Iterable[_Sentence]) -> int:
    return sum(count_words(sentence.text) for sentence in body)


def _lay_out(body: Sequence[_Sentence]) -> str:
    paragraphs: dict[int, list[str]] = {}
    for sentence in body:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence.text)
    return "\n\n".join(" ".join(texts) for texts in paragraphs.values()) + "\n"


def _closing(brief: Brief) -> _Sentence:
    """The signature: the sender's name, then phone and page where they are known."""
    ids = [need for need in ("sender.name", "sender.phone", "sender.url") if brief.get(need)]
    closing = _choose(brief, 12, CLOSINGS)
    lines = [closing.text if closing else "", *map(brief.get, ids)]
    return _Sentence("\n".join(filter(None, lines)), tuple(ids), paragraph=9)


def _choose(brief: Brief, slot: int, tiers: Tiers, longest: int = 1_000, paragraph: int = 0) -> _Sentence | None:
    """The first tier that the facts allow serves; in it neighbours in a batch get different wordings."""
    for tier in tiers:
        possible = [s for s in (_fill(brief, wording, paragraph) for wording in tier) if s]
        fitting = [s for s in possible if len(s.text) <= longest]
        if fitting:
            turn = brief.variant + brief.variant // 4 * (slot % 2) + slot
            return fitting[turn % len(fitting)]
    return None


def _fill(brief: Brief, wording: str, paragraph: int) -> _Sentence | None:
    needs = tuple(need for _, need in _SLOT.findall(wording))
    if not all(map(brief.get, needs)):
        return None
    text = _SLOT.sub(lambda slot: _with_article(slot.group(1), brief.get(slot.group(2))), wording)
    return _Sentence(text, needs, paragraph)


def _with_article(article: str | None, text: str) -> str:
    if not article or _NO_ARTICLE.match(text):
        return text
    return f"{'an' if _AN.match(text) else 'a'} {text}"
