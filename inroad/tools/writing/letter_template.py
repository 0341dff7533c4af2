"""The cover letter without a model: sentences over checked facts, in four languages.

Who writes and what for, what is said of the company, up to three requirements with the line of the CV that covers
each, the gaps, and a signature. A wording is used only when all facts that it names are known, so that nothing can be
said that no fact supports, and no placeholder is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from inroad.state import Fact, Message
from inroad.tools.writing import Brief, fact_kind
from inroad.tools.writing.letter_wordings import LETTER_WORDS, LetterWords, Wordings
from inroad.tools.writing.template import TemplateWriter

LANGUAGES = frozenset(LETTER_WORDS)

_MOST_POINTS, _MOST_GAPS = 3, 2
# Longer ones are not quoted: a sentence with two of them would be hard to read.
_LONGEST_REQUIREMENT, _LONGEST_LINE, _LONGEST_STATEMENT = 24, 40, 35
_SLOT = re.compile(r"\{([a-z0-9_.]+)\}(\.?)")
_ABBREVIATED = re.compile(r"(?:[\s.]\w{1,4}|\.\w+)\.$")
_MARKS = re.compile(r"[\"“”„«»\n]")
_EDGES = " .,;:!?-–•*"


@dataclass(frozen=True)
class _Sentence:
    """A filled wording, and the ids of the facts that it rests on."""

    text: str
    facts: tuple[str, ...]


Slots = Mapping[str, Fact]


def letter_subject(brief: Brief, language: str) -> str:
    """Return the line over a letter, "" where neither the role nor the company is known."""
    found = _first(_words(language).subjects, _by_id(brief.facts))
    return found.text if found else ""


def compose_letter(brief: Brief, language: str) -> Message | None:
    """Return a letter of what the facts hold, in a language of `LANGUAGES`; the same brief gives the same letter.

    None without the sender's name, or where neither the role nor the company is known.
    """
    words, known = _words(language), _by_id(brief.facts)
    subject, opening, greeting = (
        _first(wordings, known) for wordings in (words.subjects, words.openings, words.greetings)
    )
    if not (subject and opening and greeting and "sender.name" in known):
        return None
    introduction = _first(words.introductions, known)
    paragraphs = [
        [greeting],
        *_side_by_side(opening, introduction),
        _of_company(words, known),
        list(_points(words, brief.facts, known))[:_MOST_POINTS],
        list(_gaps(words, brief.facts))[:_MOST_GAPS],
        [sentence for sentence in [_first(words.closings, known)] if sentence],
        [_signature(words, known)],
    ]
    used = {fact_id for paragraph in paragraphs for sentence in paragraph for fact_id in sentence.facts}
    return Message(
        subject=subject.text,
        body=_laid_out(paragraphs),
        writer=TemplateWriter.name,
        facts=[fact for fact in brief.facts if fact.id in used | set(subject.facts)],
    )


def _words(language: str) -> LetterWords:
    return LETTER_WORDS[language]


def _by_id(facts: Iterable[Fact]) -> dict[str, Fact]:
    return {fact.id: fact for fact in facts}


def _side_by_side(opening: _Sentence, introduction: _Sentence | None) -> list[list[_Sentence]]:
    """Two sentences in a paragraph, or in one each where a reader may take the first one's end for an abbreviation."""
    if introduction is None:
        return [[opening]]
    return [[opening], [introduction]] if _ABBREVIATED.search(opening.text) else [[opening, introduction]]


def _of_company(words: LetterWords, known: Slots) -> list[_Sentence]:
    """The first thing that is said of the company, where it can be quoted."""
    statement = known.get("company.statement.1")
    if statement is None or not _is_quotable(statement, _LONGEST_STATEMENT):
        return []
    found = _first(words.company, {**known, "company.statement.1": _bare(statement)})
    return [found] if found else []


def _points(words: LetterWords, facts: Sequence[Fact], known: Slots) -> Iterator[_Sentence]:
    """A sentence for each line of the CV, with the requirement that it covers; else what the sender did."""
    lines = [fact for fact in facts if fact_kind(fact.id) == "sender.line"]
    told = {fact_id.replace(".gap", ".requirement") for fact_id in _gaps_in_words(known)}
    turn = 0
    for line in lines:
        needs = [known[base] for base in line.rests_on if base in known and base not in told]
        quotable = [fact for fact in needs if _is_quotable(fact, _LONGEST_REQUIREMENT)]
        slots = _slots(line, quotable[:1], facts, known)
        if (needs or not line.rests_on) and (sentence := _point(words, slots, turn)):
            told |= set(line.rests_on)
            turn += 1
            yield sentence
    if not lines and (sentence := _point(words, known, 0)):
        yield sentence


def _point(words: LetterWords, slots: Slots, turn: int) -> _Sentence | None:
    filled = (_fill(wordings[turn % len(wordings)], slots) for wordings in words.points)
    return next((sentence for sentence in filled if sentence), None)


def _slots(line: Fact, needs: Sequence[Fact], facts: Iterable[Fact], known: Slots) -> dict[str, Fact]:
    """The facts of one point, by the names that the wordings have for them."""
    slots = dict(zip(["requirement"], map(_bare, needs), strict=False))
    if at := known.get(line.id.replace(".line.", ".line_at.")):
        slots["at"] = at
    if did := next((fact for fact in facts if fact_kind(fact.id) == "sender.did" and _is_of(fact, line)), None):
        slots["did"] = did
    if _is_quotable(line, _LONGEST_LINE):
        slots["line"] = _bare(line)
    return slots


def _is_of(did: Fact, line: Fact) -> bool:
    """Whether it is this line as it goes on behind "I": only the first letter is written otherwise."""
    return line.text.strip(_EDGES)[1:].startswith(did.text[1:])


def _gaps_in_words(known: Slots) -> list[str]:
    """The gaps that are told in the posting's words: their requirements are not quoted once more."""
    gaps = [each for each in known if fact_kind(each) == "posting.gap"]
    return [each for each in gaps if each.replace(".gap", ".unmet") not in known][:_MOST_GAPS]


def _gaps(words: LetterWords, facts: Iterable[Fact]) -> Iterator[_Sentence]:
    """What the sender does not have, the skill by name where there is one, else in the posting's words."""
    known = _by_id(facts)
    times = {"unmet": 0, "gap": 0}
    for gap in [fact for fact in known.values() if fact_kind(fact.id) == "posting.gap"]:
        unmet = known.get(gap.id.replace(".gap", ".unmet"))
        kind, wordings = ("unmet", words.unmet) if unmet else ("gap", words.gaps)
        fact = unmet or gap
        if not (unmet or _is_quotable(gap, _LONGEST_REQUIREMENT)):
            continue
        if sentence := _fill(wordings[min(times[kind], len(wordings) - 1)], {kind: _bare(fact)}):
            times[kind] += 1
            yield sentence


def _signature(words: LetterWords, known: Slots) -> _Sentence:
    ids = [each for each in ("sender.name", "sender.email", "sender.phone", "sender.url") if each in known]
    return _Sentence("\n".join([words.farewell, *(known[each].text for each in ids)]), tuple(ids))


def _first(wordings: Wordings, known: Slots) -> _Sentence | None:
    """The first wording whose facts are all known."""
    return next((sentence for wording in wordings if (sentence := _fill(wording, known))), None)


def _fill(wording: str, known: Slots) -> _Sentence | None:
    needs = [need for need, _ in _SLOT.findall(wording)]
    if not all(need in known for need in needs):
        return None
    text = _SLOT.sub(lambda slot: _ended(known[slot[1]].text, slot[2]), wording)
    return _Sentence(text, tuple(known[need].id for need in needs))


def _ended(text: str, mark: str) -> str:
    """The text with the full stop behind it, which one that ends in one ("Inc.") has already."""
    return text if text.endswith(".") else f"{text}{mark}"


def _is_quotable(fact: Fact, most_words: int) -> bool:
    return len(fact.text.split()) <= most_words and not _MARKS.search(fact.text)


def _bare(fact: Fact) -> Fact:
    """The fact without the marks at its ends, as it is quoted."""
    return fact.model_copy(update={"text": fact.text.strip(_EDGES)})


def _laid_out(paragraphs: Iterable[Sequence[_Sentence]]) -> str:
    return "\n\n".join(" ".join(each.text for each in paragraph) for paragraph in paragraphs if paragraph) + "\n"
