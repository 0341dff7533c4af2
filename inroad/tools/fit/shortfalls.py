"""By how much a CV falls short of what a line of a posting asks for: skills, years, a degree, a language.

What is missing is read from the coverage, which names it as the posting does: "Kafka", "5 years of this work",
"a bachelor's degree in physics".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, get_args

from inroad.analysis import CvCoverage, CvLanguage, LanguageLevel, LanguageNeed, Requirement, RequirementCoverage
from inroad.tools.skills import find_skills, normal_name

_LEVELS: tuple[LanguageLevel, ...] = get_args(LanguageLevel)
_YEARS = re.compile(r"[\d.]+ years? of (.+)")
_NO_KIND = ("this work", "experience")
_ONE_OF = "one of "
_DEGREE = re.compile(r"^a (?:\w+'s )?degree\b|^a doctorate\b|^a school-leaving certificate\b|^a vocational training\b")
_ALTERNATIVE = re.compile(
    r"\b(?:or|and/or)\s+(?:an?\s+)?(?:\w+\s+){0,2}(?:equivalent|comparable|similar|commensurate|relevant|proven|practical)"
    r"|\bequivalen(?:t|ce)\b|\bin\s+lieu\s+of|\bpreferred\b|\bpreferably\b|\bideally\b"
    r"|\boder\s+(?:\w+\s+){0,3}(?:vergleichbar|gleichwertig|ähnlich)|vergleichbar|\bou\s+(?:\w+\s+)?(?:équivalent|similaire)"
    r"|\bo\s+(?:\w+\s+)?(?:equivalente|similar|analogo)|\bof\s+(?:\w+\s+)?(?:gelijkwaardig|vergelijkbaar)",
    re.IGNORECASE,
)


class YearsShort(NamedTuple):
    """Years that are asked for and years that the CV shows, of a skill, or of all work where `skill` is ""."""

    asked: float
    shown: float
    skill: str = ""


def skills_short(requirement: Requirement, found: RequirementCoverage) -> list[str]:
    """Return the skills (normal names) that are asked for and not there, in the order of the line."""
    text = requirement.quote.text
    written = {each.name: text[each.start : each.end] for each in reversed(find_skills(text))}
    gone = {*found.missing, *_choices(found)}
    return [skill for skill in requirement.skills if gone & {skill, written.get(skill, skill)}]


def _choices(found: RequirementCoverage) -> list[str]:
    """The names in "one of Go, Rust or Zig" where none of them is there, not even in part."""
    told = next((item.removeprefix(_ONE_OF) for item in found.missing if item.startswith(_ONE_OF)), "")
    names = re.split(r", | or ", told) if told else []
    return [] if _in_part(found, names) else names


def _in_part(found: RequirementCoverage, names: Sequence[str]) -> list[str]:
    """Those of some skills that the evidence shows."""
    shown = {skill for evidence in found.evidence for skill in evidence.skills}
    return [name for name in names if normal_name(name) in shown]


def years_short(requirement: Requirement, found: RequirementCoverage, coverage: CvCoverage) -> YearsShort | None:
    """Return which years fall short, None where none do or the CV has no years that could be counted."""
    asked = requirement.years.at_least if requirement.years else 0
    if not asked or coverage.years is None:
        return None
    named = next((match[1] for item in found.missing if (match := _YEARS.fullmatch(item))), "")
    if named in _NO_KIND:
        return YearsShort(asked, coverage.years)
    if named:
        return YearsShort(asked, coverage.years_by_skill.get(normal_name(named), 0.0), named)
    gone = skills_short(requirement, found)
    if gone and found.strength == "missing":
        return YearsShort(asked, 0.0, gone[0])
    return _best_in_part(requirement, found, coverage)


def _best_in_part(requirement: Requirement, found: RequirementCoverage, coverage: CvCoverage) -> YearsShort | None:
    """The skill used longest, of several of which one would do, where its years are too few."""
    asked = requirement.years.at_least if requirement.years else 0
    there = _in_part(found, requirement.skills) if requirement.any_of and found.strength == "partly" else []
    used = max(((coverage.years_by_skill.get(skill, 0.0), skill) for skill in there), default=None)
    return YearsShort(asked, *used) if used and used[0] < asked else None


def lacks_degree(found: RequirementCoverage) -> bool:
    """Whether a degree is among what is missing."""
    return any(map(_DEGREE.match, found.missing))


def takes_instead(requirement: Requirement) -> bool:
    """Whether a line takes something in a degree's place, or only prefers one."""
    return requirement.or_experience or bool(_ALTERNATIVE.search(requirement.quote.text))


def languages_short(requirement: Requirement, spoken: Sequence[CvLanguage]) -> list[LanguageNeed]:
    """Return the languages of a line that a CV does not name, or names at a lower level than is asked for."""
    return [need for need in requirement.languages if not any(_is_enough(own, need) for own in spoken)]


def _is_enough(own: CvLanguage, need: LanguageNeed) -> bool:
    return own.code == need.code and (not own.level or _LEVELS.index(own.level) >= _LEVELS.index(need.level))
