"""What a cover letter must hold beside a message: its length, to whom it is, and of whom it speaks.

A letter is given what the posting asks for and what is said of the company. So, in whatever language, a skill, a
number or a name that only those facts have may stand in a clause about the opening, in a wish, or in one that says
that the sender does not have it; not in one that claims it for the sender, nor in one that speaks of nobody. A degree
needs one of the sender's of the same level, praise of the company a fact that has its word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from inroad.tools.writing import Reason
from inroad.tools.writing.checking import greeting
from inroad.tools.writing.checking.letter_words import (
    A_DEGREE,
    DEGREES,
    FIRST_WORDS,
    MEETS_ALL,
    OPENING,
    PRAISE,
    WORKS_THERE,
    is_denied,
    is_wish,
    speaks_of_sender,
    takes_up,
)
from inroad.tools.writing.checking.look import Claim, Look
from inroad.tools.writing.checking.reading import keys_of
from inroad.tools.writing.template import TemplateWriter

FEWEST_WORDS, MOST_WORDS = 180, 350
FEWEST_BY_TEMPLATE = 40

# How a letter greets whoever reads it, without a name.
_WORDS_NOBODY = """
dear hello hiring recruiting recruitment talent people hr human resource manager team committee department sir madam
recruiter reader to whom it may concern all everyone the of at and or s
sehr geehrte geehrter damen und herren herr personalabteilung personalteam guten tag liebe lieber das dem
madame monsieur mesdame messieur l le la equipe de recrutement bonjour
estimado estimada estimados estimadas equipo seleccion contratacion senor senora senore senora
gentile egregi signori spettabile prezados prezado beste heer mevrouw lezer
"""
_NOBODY = frozenset(_WORDS_NOBODY.split())
_QUOTED = re.compile(r"“[^“”\n]*[”“]|„[^“”„\n]*[“”]|\"[^\"\n]*\"|«[^«»\n]*»")
_BREAK = re.compile(
    r"[;:](?!\s?•)|(?<=[\w•)\]\"”»][\w•)\]\"”»])[.!?]+(?=\s|$)|\n\s*\n|\n(?=\s*[-•*])|\s[–—]\s|,\s(?=(?:and|but|while|whereas|though|yet|so"
    r"|und|aber|während|doch|et|mais|tandis|y|pero|mientras)\s)"
)
_SHORTEST_MASKED = 4
_BEHIND_NUMBER = 45


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause without what it quotes, and where it ends."""

    text: str
    end: int


def reasons(look: Look, claims: Sequence[Claim]) -> Iterator[Reason]:
    """Yield a reason for each thing that a letter may not have."""
    yield from _length(look)
    yield from _to_whom(look)
    clauses = list(_clauses(look))
    own = [claim for claim in claims if claim.text is look.body and claim.start < clauses[-1].end] if clauses else []
    yield from _not_the_senders(look, own, clauses)
    yield from _years_with(own)
    yield from _done_elsewhere(look)
    for clause in clauses:
        yield from _degrees(look, clause)
        yield from _works_there(look, clause)
        yield from _praise(look, clause)
        for match in MEETS_ALL.finditer(clause.text):
            says = f"Leave out “{match.group()}”: name the requirements that a fact of the sender meets, one by one."
            yield Reason(kind="attribution", words=match.group(), says=says)


def is_first_word(claim: Claim, look: Look) -> bool:
    """Say whether what looks like a name is a plain word at the beginning of a sentence, with a name behind it."""
    return look.language != "en" and claim.kind == "name" and claim.words.lower() in FIRST_WORDS


def _length(look: Look) -> Iterator[Reason]:
    words = len(look.message.body.split())
    fewest = FEWEST_BY_TEMPLATE if look.message.writer == TemplateWriter.name else FEWEST_WORDS
    if not fewest <= words <= MOST_WORDS:
        says = f"The letter has {words} words: write {fewest} to {MOST_WORDS}."
        yield Reason(kind="length", words=look.message.body[:40], says=says)


def _to_whom(look: Look) -> Iterator[Reason]:
    """What is wrong with the greeting and the signature; a greeting to nobody in particular needs no name."""
    named = {key for saying in look.known.of("posting") if saying.kind == "company" for key in saying.keys}
    first = keys_of(next(iter(look.body.text.strip().splitlines()), ""))
    to_nobody = bool(first) and set(first) <= _NOBODY | named
    yield from (each for each in greeting.reasons(look) if not (to_nobody and each.kind == "greeting"))


def _not_the_senders(look: Look, claims: Iterable[Claim], clauses: Sequence[_Clause]) -> Iterator[Reason]:
    """A reason for each claim that only the opening's facts make, and that is said of the sender."""
    ends = [clause.end for clause in clauses]
    named: set[int] = set()
    called = list(_called(look))
    for claim in claims:
        if not _is_of_opening(claim) or any(start <= claim.start < end for start, end in called):
            continue
        at = bisect_right(ends, claim.start)
        named.add(at)
        if _is_said_of_sender(claim, clauses[at].text, look):
            says = (
                f"“{claim.words}” is only in the facts about the opening: say that the role asks for it, in a clause "
                "of its own without “I”, or that the sender has not done it, or leave it out."
            )
            yield Reason(kind="attribution", words=claim.words, says=says)
    for at in sorted(named):
        if at + 1 < len(clauses) and takes_up(clauses[at + 1].text) and not is_denied(clauses[at].text):
            words = clauses[at + 1].text.strip()[:60]
            says = f"“{words}” claims what only the opening's facts have: say what the sender's own facts say instead."
            yield Reason(kind="attribution", words=words, says=says)


def _called(look: Look) -> Iterator[tuple[int, int]]:
    """Where the letter names the role, the company or the place: a word within claims nothing."""
    for saying in look.known.of("posting"):
        if saying.kind in ("title", "company", "place"):
            for match in re.finditer(re.escape(saying.text), look.body.text):
                yield match.span()


def _is_of_opening(claim: Claim) -> bool:
    """Whether nothing about the sender says it, and it is more than the opening's title, company or place."""
    if not claim.sources or not claim.owners <= {"posting", "company"}:
        return False
    kinds = {source.kind for source in claim.sources}
    return claim.kind in ("skill", "number", "date") or not kinds & {"title", "company", "place"}


def _is_said_of_sender(claim: Claim, clause: str, look: Look) -> bool:
    """Whether a clause claims it for the sender; one that speaks of nobody may tell what the company's things do."""
    if is_denied(clause) or is_wish(clause):
        return False
    if speaks_of_sender(clause, look.language):
        return True
    is_of_company = claim.kind == "name" and claim.owners == {"company"} and look.language == "en"
    return not is_of_company and not _is_about_opening(clause, look)


def _is_about_opening(clause: str, look: Look) -> bool:
    return bool(OPENING.search(clause)) or any(
        saying.text in clause for saying in look.known.of("posting") if saying.kind == "company"
    )


def _years_with(claims: Sequence[Claim]) -> Iterator[Reason]:
    """A reason for years of work that are said of a skill, where no fact counts those of that skill."""
    skills = [claim for claim in claims if claim.kind == "skill"]
    for number in claims:
        if number.kind != "number" or not all(source.kind == "experience" for source in number.sources):
            continue
        for skill in skills:
            held = {source.id for source in skill.sources} & {source.id for source in number.sources}
            if 0 <= skill.start - number.end <= _BEHIND_NUMBER and not held and not _ends_between(number, skill):
                words = number.text.text[number.start : skill.end]
                says = f"No fact says “{words}”: the years of a skill are those that a fact counts of it."
                yield Reason(kind="number", words=words, says=says)


def _ends_between(number: Claim, skill: Claim) -> bool:
    """Whether something ends, or another thing begins, between the years and the skill."""
    return re.search(r"[,.;:!?]|\band\b|\bund\b|\bet\b|\by\b", number.text.text[number.end : skill.start]) is not None


def _done_elsewhere(look: Look) -> Iterator[Reason]:
    """A reason for a line of the CV that is told, word for word, in a sentence about another employer."""
    employers = {saying.text for saying in look.known.of("sender") if saying.sort == "employer"}
    for saying in look.known.of("sender"):
        told = saying.text.rstrip(" .;")[1:]
        at = look.body.text.find(told) if saying.kind == "line" else -1
        where = look.brief.get(saying.id.replace(".line.", ".line_at."))
        if at < 0 or not where:
            continue
        start, end = look.body.sentence_at(at)
        others = [each for each in employers if each in look.body.text[start:at] and each != where]
        if others and where not in look.body.text[start:end]:
            says = f"The CV says “{saying.text}” of {where}: say it of where it was done."
            yield Reason(kind="attribution", words=min(others), says=says)


def _works_there(look: Look, clause: _Clause) -> Iterator[Reason]:
    """A reason for work for the opening's company, in languages that `attribution` does not read."""
    if look.language == "en" or is_denied(clause.text) or is_wish(clause.text):
        return
    own = {saying.text for saying in look.known.of("sender")}
    named = [saying.text for saying in look.known.of("posting") if saying.kind == "company" and saying.text not in own]
    works = WORKS_THERE.search(clause.text) and speaks_of_sender(clause.text, look.language)
    for company in named:
        if works and company in clause.text:
            says = f"No fact says that the sender works or worked for {company}: leave it out."
            yield Reason(kind="attribution", words=company, says=says)


def _degrees(look: Look, clause: _Clause) -> Iterator[Reason]:
    """A reason for a degree in a clause about the sender that none of their facts has."""
    if not speaks_of_sender(clause.text, look.language) or is_denied(clause.text) or is_wish(clause.text):
        return
    own = [saying.text for saying in look.known.of("sender")]
    found = [(level, match) for level in DEGREES for match in level.finditer(clause.text)]
    wrong = [match for level, match in found if not any(map(level.search, own))]
    some = A_DEGREE.search(clause.text)
    if some and not found and not any(saying.kind in ("degree", "study") for saying in look.known.of("sender")):
        wrong.append(some)
    for match in wrong:
        says = f"No fact gives the sender the degree “{match.group()}”: leave it out, or say what their facts say."
        yield Reason(kind="degree", words=match.group(), says=says)


def _praise(look: Look, clause: _Clause) -> Iterator[Reason]:
    """A reason for praise of the company that no fact has."""
    if not _is_about_opening(clause.text, look):
        return
    told = " ".join(saying.text.casefold() for saying in look.known.sayings)
    for match in PRAISE.finditer(clause.text):
        if match.group().casefold() not in told:
            says = f"No fact says “{match.group()}” of the company: leave praise out, and say what the facts say."
            yield Reason(kind="praise", words=match.group(), says=says)


def _clauses(look: Look) -> Iterator[_Clause]:
    """The clauses between greeting and signature, with dots for what is quoted, or said in a fact's own words."""
    text = look.body.text[: greeting.signature_start(look.body.text)]
    for saying in look.known.of("sender"):
        if len(saying.keys) >= _SHORTEST_MASKED:
            text = text.replace(saying.text, "•" * len(saying.text))
    text = _QUOTED.sub(lambda match: "•" * len(match.group()), text)
    start = 0
    for stop in _BREAK.finditer(text):
        yield _Clause(text[start : stop.start()], stop.end())
        start = stop.end()
    if start < len(text):
        yield _Clause(text[start:], len(text))
