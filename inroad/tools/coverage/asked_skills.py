"""The skills that a requirement names: which of them one will do, and of which it asks years."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from inroad.analysis import Requirement
from inroad.tools.coverage.doing import TRADES, is_done
from inroad.tools.skills import FoundSkill, find_skills

_YEARS = re.compile(r"\b(?:years?|yrs?|jahren?|ans|années|años|anni|anos|jaar)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"[;.(]\s|\b(?:includ\w+|plus|along with|as well as|with (?:a |an )?(?:strong|solid|good|focus|exposure|knowledge)"
    r"|and (?:a |an )?(?:strong|solid|good|knowledge|familiar\w*|exposure)|ideally|preferably)\b",
    re.IGNORECASE,
)
# What follows are examples or alternatives, of which nobody needs all.
_EXAMPLES = re.compile(
    r"\be\.?\s?g\.?(?!\w)|\b(?:such as|like|for example|for instance|not limited to|at least one|one or more|one of"
    r"|any of|either)\b"
    r"|\bz\.\s?b\.|\bbijv\.|\bp\.\s?ej\.|\b(?:zum beispiel|par exemple|tels? que|telles? que|como|comme|wie|zoals"
    r"|ad esempio)\b",
    re.IGNORECASE,
)
_EXAMPLES_END = re.compile(
    r"[;)]|\.\s|\b(?:and|as well as|plus) (?:a |an |also )?(?:strong|solid|good|experience|knowledge)\b", re.I
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_ALTERNATIVE = re.compile(r"\b(?:or|oder|ou|etc|and/or|usw)\b|,\s*\.\.\.|…", re.IGNORECASE)


class NamedSkill(NamedTuple):
    """A skill that a requirement asks for, as the posting writes it, and for how many years (0: any)."""

    name: str
    shown: str
    years: float


def skill_groups(requirement: Requirement, left_out: frozenset[str]) -> list[list[NamedSkill]]:
    """Return the skills of a requirement but some, in groups: all groups are asked, and of each group one skill.

    Years are those that the sentence asks of the skill itself.
    """
    text = requirement.quote.text
    places: dict[str, FoundSkill] = {}
    for found in find_skills(text):
        places.setdefault(found.name, found)
    wanted = [name for name in dict.fromkeys(requirement.skills) if name not in left_out]
    timed = _timed(requirement, [places[name] for name in wanted if name in places])
    years = requirement.years.at_least if requirement.years else 0
    named = {name: NamedSkill(name, _shown(text, places.get(name), name), years * (name in timed)) for name in wanted}
    return [[named[name] for name in group] for group in _grouped(requirement, wanted, places)]


def _shown(text: str, place: FoundSkill | None, name: str) -> str:
    return text[place.start : place.end] if place else name


def _timed(requirement: Requirement, places: Sequence[FoundSkill]) -> frozenset[str]:
    """The skills that the years are asked of: those in the same clause behind them, or else those before."""
    text = requirement.quote.text
    told = _YEARS.search(text)
    if not requirement.years or not told:
        return frozenset()
    end = _CLAUSE_END.search(text, told.end())
    until = end.start() if end else len(text)
    inside = [place.name for place in places if told.end() <= place.start < until]
    before = [place.name for place in places if place.end <= told.start()]
    return frozenset(inside or before)


def _grouped(requirement: Requirement, wanted: Sequence[str], places: Mapping[str, FoundSkill]) -> list[list[str]]:
    begin, end = _alternatives(requirement.quote.text)
    inside = [name for name in wanted if name in places and begin <= places[name].start < end]
    if requirement.any_of and len(inside) < 2:
        return _apart(wanted)
    groups = [[name] for name in wanted if name not in inside]
    return [*groups, *_apart(inside)]


def _alternatives(text: str) -> tuple[int, int]:
    """Where a text lists examples or alternatives: behind "such as", or in brackets with an "or"."""
    for brackets in _BRACKETS.finditer(text):
        if _ALTERNATIVE.search(brackets[1]):
            return brackets.span(1)
    told = _EXAMPLES.search(text)
    if not told:
        return 0, 0
    end = _EXAMPLES_END.search(text, told.end())
    return told.end(), end.start() if end else len(text)


def _apart(names: Sequence[str]) -> list[list[str]]:
    """A list of which one will do, as it is meant.

    A whole trade in it is left out ("Agile or Kanban software development" asks for a method), and what somebody does
    stands apart from what it is done with ("mentoring or leading frontend engineers").
    """
    narrow = [name for name in names if name not in TRADES] or list(names)
    doing = [name for name in narrow if name not in TRADES and is_done(name)]
    using = [name for name in narrow if name not in doing]
    return [group for group in (doing, using) if group]
