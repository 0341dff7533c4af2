"""Whether somebody has worked for as many years as a requirement asks, in what it asks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inroad.analysis import Evidence, Requirement
from inroad.tools.coverage.facts import CvFacts
from inroad.tools.coverage.findings import Finding
from inroad.tools.coverage.kinds import kinds_of
from inroad.tools.coverage.lines import Line, Standing, best_evidence
from inroad.tools.coverage.words import is_common, stems
from inroad.tools.coverage.years import Position, months_of, years_of
from inroad.tools.wording import counted

# What stands around the years and says nothing of the work.
_AROUND = re.compile(
    r"\b(?:at least|a minimum of|minimum(?: of)?|mindestens|au moins|al menos|almeno|pelo menos|minimaal)\b"
    r"|\b(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen)\b\s*(?:\(\d+\)|\+|-|–|to|bis|à|a"
    r"|\d|plus|or more|oder mehr|ou plus|o más)*\s*(?:years?|yrs?|jahren?|ans|années|años|anni|anos|jaar)\b['’]?",
    re.IGNORECASE,
)
_UNTOLD = re.compile(
    r"\b(?:relevant|related|similar|comparable|equivalent|einschlägig\w*|vergleichbar\w*|pertinent\w*)\b", re.I
)
_SUBJECT = re.compile(
    r"(?:experience|erfahrung|expérience|experiencia|esperienza|experiência|ervaring)\s*(.*)", re.I | re.S
)
_CLAUSE = re.compile(
    r"[,;.(]|\b(?:with|including|preferably|ideally|plus|and|or|within|at|for|in an?|mit|sowie)\b", re.I
)
_LEADING = re.compile(
    r"^(?:\W*(?:of|in|as|with|working|work|an?|the|als|im|der|en|como|comme|doing|building|developing)\b)+", re.I
)


def check_years(requirement: Requirement, rest: str, cv: CvFacts) -> Finding:
    """Return how far the years are there that are asked of no single skill; `rest` is the line without its skills."""
    asked = requirement.years.at_least if requirement.years else 0
    if not cv.positions:
        missing = (f"{counted(asked, 'year')} of experience",)
        return Finding("missing", "No position of paid work has dates, so its years cannot be told.", (), missing)
    subject = without_years(requirement.quote.text)
    wanted = stems(rest, cv.language)
    if not wanted and not requirement.skills:
        return _plain(asked, bool(_UNTOLD.search(subject)), cv)
    fitting = _fitting(subject, wanted, cv)
    return _of_kind(asked, fitting, cv)


def without_years(text: str) -> str:
    """Return a text without the years that it asks for ("at least 5 years")."""
    return _AROUND.sub(" ", text)


def _plain(asked: float, is_of_a_kind: bool, cv: CvFacts) -> Finding:
    """Years of work, of whatever kind, or of one that the line calls no more than relevant."""
    told = f"{years_of(cv.positions):g} years of paid work; {_asked(asked)}"
    if months_of(cv.positions) < asked * 12:
        return Finding("partly", f"The CV shows {told}.", _of(cv, cv.positions), (_missing(asked),))
    if is_of_a_kind:
        says = f"The CV shows {told}; whether it is of the kind that is meant, the line does not tell."
        return Finding("partly", says, _of(cv, cv.positions), ("experience of the kind that is meant",))
    return Finding("covered", f"The CV shows {told}.", _of(cv, cv.positions))


def _of_kind(asked: float, fitting: Sequence[Position], cv: CvFacts) -> Finding:
    if not fitting:
        says = f"No dated position shows this kind of work; the CV has {years_of(cv.positions):g} years of work in all."
        return Finding("missing", says, (), (_missing(asked),))
    told = f"Positions of this kind of work make {years_of(fitting):g} years; {_asked(asked)}."
    if months_of(fitting) >= asked * 12:
        return Finding("covered", told, _of(cv, fitting))
    return Finding("partly", told, _of(cv, fitting), (_missing(asked),))


def _fitting(subject: str, wanted: Sequence[str], cv: CvFacts) -> list[Position]:
    """The positions whose title is of the same work, or whose lines say all the words of it."""
    kinds = kinds_of(_subject_of(subject))
    return [
        position
        for position in cv.positions
        if (kinds and kinds & kinds_of(position.section.title))
        or _says_all(wanted, cv.by_section[position.section.path])
    ]


def _says_all(wanted: Sequence[str], lines: Sequence[Line]) -> bool:
    """Whether one line of a position, with its title, says all that is wanted."""
    own = [line for line in lines if line.standing == Standing.DONE]
    title = own[0].stems if own else frozenset()
    telling = any(not is_common(stem) for stem in wanted) or len(wanted) > 1
    return telling and any(set(wanted) <= line.stems | title for line in own)


def _subject_of(text: str) -> str:
    """What a line about experience names as the work: of "experience in product management, ..." just that."""
    found = _SUBJECT.search(text)
    if not found:
        return text
    first = _CLAUSE.split(_LEADING.sub("", found[1]).strip(), maxsplit=1)[0].strip()
    return first or _LEADING.sub("", text[: found.start()]).strip(" ,-–")


def _of(cv: CvFacts, counted_in: Sequence[Position]) -> tuple[Evidence, ...]:
    heads = [next(iter(cv.by_section[each.section.path])) for each in counted_in]
    return best_evidence(heads)


def _asked(years: float) -> str:
    return f"{counted(years, 'year')} {'is' if years == 1 else 'are'} asked"


def _missing(years: float) -> str:
    return f"{counted(years, 'year')} of this work"
