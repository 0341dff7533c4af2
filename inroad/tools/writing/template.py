"""The embedded writer: English sentences over checked facts.

A message is built from slots: who writes, why to this person, one thing of the posting, one small ask.
A slot has tiers of wordings, the richest first. A wording names the facts it needs in braces and is used
only when all of them are known: nothing can be said that no fact supports, no placeholder can be left in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from inroad.state import Fact, Message
from inroad.tools.writing import Brief
from inroad.tools.writing.referral_wordings import REFERRAL_ASKS, REFERRAL_SUBJECTS, REFERRAL_WAYS_OUT
from inroad.tools.writing.short_wordings import (
    FOLLOW_UP_ASKS,
    FOLLOW_UP_OPENINGS,
    FOLLOW_UP_WAYS_OUT,
    FOLLOW_UP_WORK,
    NOTE_ASKS,
    NOTE_CLOSINGS,
    NOTE_GROUND,
    NOTE_OPENINGS,
)
from inroad.tools.writing.wordings import (
    ALUMNI_SUBJECTS,
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
FOLLOW_UP_WORDS = 80
# What LinkedIn takes with an invitation, on the accounts that cost nothing.
NOTE_LENGTH = 200
# So that a follow-up's, which has "Re: " in front, has at most 70.
MAX_SUBJECT = 66

_DISPENSABLE = (
    "posting.place",
    "common.school_years",
    "sender.employer",
    "sender.study",
    "person.title",
    "sender.role",
    "sender.url",
)

_SLOT = re.compile(r"\{(a )?([a-z0-9_.]+)\}")
_NO_ARTICLE = re.compile(r"(head|chief|vp|vice|c[a-z]o|president)\b", re.IGNORECASE)
# By sound: "an SRE" and "an engineer", but "a UX designer" and "a university lecturer".
_AN = re.compile(r"[AEFHILMNORSX](?=[A-Z]{1,3}\b)|[AaIi]|[Ee](?!u)|[Oo](?!ne\b)|[Uu](?!n[it]|s[aei]|t|[A-Z])")


class TemplateWriter:
    """Writes English messages from facts, with no model.

    Introductions and referral asks have 60 to 130 words, follow-ups at most 80; a note has at most 200 characters.
    """

    name = "template"
    languages = frozenset({"en"})

    def write(self, briefs: list[Brief]) -> dict[str, Message]:
        """Return a message for each brief."""
        return {brief.person_id: compose(brief) for brief in briefs}


def compose(brief: Brief) -> Message:
    """Put one message together; the same brief always gives the same message."""
    subject, body = _parts(brief)
    needed = {need for sentence in (subject, *body) for need in sentence.needs}
    return Message(
        subject=subject.text,
        body=_lay_out(body),
        writer=TemplateWriter.name,
        facts=_used(brief.facts, needed),
        kind=brief.kind,
    )


def reply_subject(earlier: str) -> str:
    """Return the subject of a follow-up, by which mail programs find its thread as well."""
    return earlier if earlier.lower().startswith("re:") else f"Re: {earlier}"


def count_words(body: str) -> int:
    """Return the number of words, as a reader would count them."""
    return len(body.split())


@dataclass(frozen=True)
class _Sentence:
    """A filled wording, the facts it rests on, and the paragraph it belongs to."""

    text: str
    needs: tuple[str, ...]
    paragraph: int = 0


def _parts(brief: Brief) -> tuple[_Sentence, list[_Sentence]]:
    """The subject and the sentences of the body."""
    if brief.kind == "linkedin":
        return _Sentence("", ()), _note(brief)
    if brief.kind == "follow_up":
        return _reply_subject(brief), _follow_up(brief)
    return _subject(brief), _arrange(brief)


def _used(facts: Iterable[Fact], needed: set[str]) -> list[Fact]:
    """The facts that were used, and those that common ground among them rests on."""
    known = list(facts)
    bases = {base for fact in known if fact.id in needed for base in fact.rests_on}
    return [fact for fact in known if fact.id in needed | bases]


def _subject(brief: Brief) -> _Sentence:
    usual = REFERRAL_SUBJECTS if brief.kind == "referral" else SUBJECTS
    tiers = [*(ALUMNI_SUBJECTS if _is_warm(brief) else ()), *usual[brief.persona]]
    return _choose(brief, 0, tiers, MAX_SUBJECT) or _Sentence("A question", ())


def _is_warm(brief: Brief) -> bool:
    """An introduction to somebody of the user's own school."""
    return brief.alumni and brief.kind == "introduction" and bool(brief.get("common.school"))


def _reply_subject(brief: Brief) -> _Sentence:
    earlier = brief.get("earlier.subject")
    if not earlier:
        return _subject(brief)
    return _Sentence(reply_subject(earlier), ("earlier.subject",))


def _note(brief: Brief) -> list[_Sentence]:
    """A note of few characters: the greeting, why, an ask and the name; common ground where it has room."""
    greeting, name = _greeting(brief), _choose(brief, 4, NOTE_CLOSINGS, paragraph=9)
    body: list[_Sentence] = []
    for opening in _each(brief, 1, NOTE_OPENINGS, paragraph=1):
        for ask in _each(brief, 3, NOTE_ASKS[brief.persona], paragraph=3):
            body = [part for part in (greeting, opening, ask, name) if part]
            if _fits(body):
                return _with_ground(brief, body)
    return body


def _with_ground(brief: Brief, body: list[_Sentence]) -> list[_Sentence]:
    grounds = _each(brief, 2, NOTE_GROUND, paragraph=2)
    longer = (sorted([*body, ground], key=lambda part: part.paragraph) for ground in grounds)
    return next((parts for parts in longer if _fits(parts)), body)


def _fits(body: Iterable[_Sentence]) -> bool:
    return len(_lay_out(list(body))) <= NOTE_LENGTH


def _follow_up(brief: Brief) -> list[_Sentence]:
    """A few sentences that come back to the earlier message."""
    must = [
        _greeting(brief),
        _choose(brief, 1, FOLLOW_UP_OPENINGS, paragraph=1),
        _choose(brief, 3, FOLLOW_UP_ASKS[brief.persona], paragraph=3),
        _choose(brief, 9, ATTACHED, paragraph=3),
        _closing(brief),
    ]
    may = [
        _choose(brief, 5, FOLLOW_UP_WAYS_OUT, paragraph=4),
        _choose(brief, 7, FOLLOW_UP_WORK, paragraph=2),
    ]
    body = _with_room([part for part in must if part], may, FOLLOW_UP_WORDS)
    return sorted(body, key=lambda part: part.paragraph)


def _arrange(brief: Brief) -> list[_Sentence]:
    """The sentences of the body: all that must be there, then what has room, in reading order."""
    must = _with_fewer_facts(brief)
    line, work = _choose(brief, 6, LINES, paragraph=4), _choose(brief, 7, WORK, paragraph=4)
    ground = None if _is_warm(brief) else _choose(brief, 4, COMMON_GROUND, paragraph=3)
    if brief.kind == "referral":
        may = [work, ground, _choose(brief, 10, REFERRAL_WAYS_OUT, paragraph=5), line]
    else:
        may = [line, ground, work, _choose(brief, 10, WAYS_OUT, paragraph=5)]
    body = _with_room(must, may, MAX_WORDS)
    if _words(body) < MIN_WORDS:
        body = _with_room(body, [_choose(brief, 11, SHORT_OF_FACTS, paragraph=4)], MAX_WORDS)
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
    asks = REFERRAL_ASKS if brief.kind == "referral" else ASKS
    sentences = [
        _greeting(brief),
        _choose(brief, 2, INTRODUCTIONS, paragraph=1),
        _choose(brief, 4, COMMON_GROUND, paragraph=1) if _is_warm(brief) else None,
        _choose(brief, 3, OPENINGS, paragraph=2 if _is_warm(brief) else 1),
        _choose(brief, 5, REASONS[brief.persona], paragraph=3),
        _choose(brief, 8, asks[brief.persona], paragraph=5),
        _choose(brief, 9, ATTACHED, paragraph=5),
        _closing(brief),
    ]
    return [sentence for sentence in sentences if sentence]


def _greeting(brief: Brief) -> _Sentence:
    return _choose(brief, 1, GREETINGS) or _Sentence("Hello,", ())


def _with_room(body: list[_Sentence], more: Iterable[_Sentence | None], most_words: int) -> list[_Sentence]:
    for sentence in more:
        if sentence and _words([*body, sentence]) <= most_words:
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
    """The first tier that the facts allow serves."""
    return next(_each(brief, slot, tiers, longest, paragraph), None)


def _each(brief: Brief, slot: int, tiers: Tiers, longest: int = 1_000, paragraph: int = 0) -> Iterator[_Sentence]:
    """One wording of each tier that the facts allow; neighbours in a batch get different ones."""
    turn = brief.variant + brief.variant // 4 * (slot % 2) + slot
    known = {fact.id: fact.text for fact in reversed(brief.facts)}
    for tier in tiers:
        filled = (_fill(known, wording, paragraph) for wording in tier)
        if fitting := [sentence for sentence in filled if sentence and len(sentence.text) <= longest]:
            yield fitting[turn % len(fitting)]


def _fill(known: Mapping[str, str], wording: str, paragraph: int) -> _Sentence | None:
    needs = _needs(wording)
    if not all(map(known.get, needs)):
        return None
    text = _SLOT.sub(lambda slot: _with_article(slot.group(1), known[slot.group(2)]), wording)
    return _Sentence(text, needs, paragraph)


@cache
def _needs(wording: str) -> tuple[str, ...]:
    """The facts that a wording names."""
    return tuple(need for _, need in _SLOT.findall(wording))


def _with_article(article: str | None, text: str) -> str:
    if not article or _NO_ARTICLE.match(text):
        return text
    return f"{'an' if _AN.match(text) else 'a'} {text}"
