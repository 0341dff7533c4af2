"""One requirement against a CV: everything that its line asks for, and what that comes to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inroad.analysis import Requirement, RequirementCoverage
from inroad.tools.coverage.asked_skills import NamedSkill, skill_groups
from inroad.tools.coverage.degrees import check_degree
from inroad.tools.coverage.doing import is_done
from inroad.tools.coverage.facts import CvFacts
from inroad.tools.coverage.findings import STRENGTHS, Finding, joined
from inroad.tools.coverage.language_check import check_language
from inroad.tools.coverage.skill_check import check_skills
from inroad.tools.coverage.words import can_read
from inroad.tools.coverage.words_check import check_certificate, check_words, unmatched
from inroad.tools.coverage.years_check import check_years, without_years
from inroad.tools.resume.spoken import language_code
from inroad.tools.skills import find_skills

_STUDY_WORDS = re.compile(
    r"\b(?:bachelor\w*|master\w*|ph\.?d\.?|doctor\w*|b\.?\s?[as]c?\.?|m\.?\s?[as]c?\.?|mba|degrees?|diplom\w*|universit\w+"
    r"|colleges?|graduat\w*|undergraduate|accredited|studi\w+|hochschul\w*|abschluss\w*|abgeschlossen\w*|ausbildung|licence"
    r"|four|year|disciplines?|subjects?|major|high school|ged)\b['’]?s?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_ALTERNATIVES = re.compile(r"(?=.*(?:\b(?:or|oder|ou|o|of)\b|/))(?:[\s,/]|\b(?:or|oder|ou|o|of)\b)*", re.IGNORECASE)
# From so many telling words on that the CV does not have, a line asks for more than its skills. Of an activity each
# word says which ("teaching adults"); a list of alternatives may name some that nobody knows.
_TOO_MANY = 2
_TOO_MANY_OF_ACTIVITY = 1
_TOO_MANY_OF_LIST = 4


def cover_requirement(requirement: Requirement, language: str, cv: CvFacts) -> RequirementCoverage:
    """Return how far a CV covers a requirement of a posting that is written in a language (ISO 639-1)."""
    groups = skill_groups(requirement, _no_skills(requirement))
    rest = _rest(requirement)
    skills = [skill for group in groups for skill in group]
    findings = [*check_skills(requirement, groups, cv), *_others(requirement, skills, rest, cv)]
    if not findings:
        return joined(requirement, [check_words(requirement.quote.text, language, cv)])
    findings += [
        *check_certificate(requirement.quote.text, language, cv),
        *_unread_numbers(requirement, rest, language),
    ]
    return joined(requirement, [*findings, *_beyond(findings, rest, _too_many(requirement, groups), language, cv)])


def _unread_numbers(requirement: Requirement, rest: str, language: str) -> list[Finding]:
    """Numbers of a line in a language that cannot be read: they may well be years, and nobody held them against any."""
    numbers = [] if requirement.years or can_read(language) else re.findall(r"\d+", rest)
    if not numbers:
        return []
    named = " and ".join(dict.fromkeys(numbers))
    return [Finding("missing", f"What the line says with the number {named} could not be read.", (), (named,))]


def _others(requirement: Requirement, skills: Sequence[NamedSkill], rest: str, cv: CvFacts) -> list[Finding]:
    found = _languages(requirement, cv)
    if requirement.degree or requirement.fields:
        found.append(check_degree(requirement, cv))
    if requirement.years and requirement.years.at_least and not any(skill.years for skill in skills):
        found.append(check_years(requirement, rest, cv))
    return found


def _languages(requirement: Requirement, cv: CvFacts) -> list[Finding]:
    """What there is of each language; of "French or German" the better one."""
    names = [_name_of(need.code, requirement) for need in requirement.languages]
    found = [check_language(need, name, cv) for need, name in zip(requirement.languages, names, strict=True)]
    if len(found) > 1 and _ALTERNATIVES.fullmatch(_between(names, requirement.quote.text)):
        return [max(found, key=lambda each: STRENGTHS.index(each.strength))]
    return found


def _between(names: Sequence[str], text: str) -> str:
    """What stands between the first and the last of these names, without the others."""
    within = text[min(map(text.find, names)) : max(map(text.find, names))]
    return re.sub("|".join(map(re.escape, names)), " ", within)


def _too_many(requirement: Requirement, groups: Sequence[Sequence[NamedSkill]]) -> int:
    if requirement.any_of or any(len(group) > 1 for group in groups):
        return _TOO_MANY_OF_LIST
    is_activity = bool(groups) and all(is_done(skill.name) for group in groups for skill in group)
    return _TOO_MANY_OF_ACTIVITY if is_activity else _TOO_MANY


def _beyond(findings: Sequence[Finding], rest: str, too_many: int, language: str, cv: CvFacts) -> list[Finding]:
    """What a line asks for beside all that could be checked, where that is much and the CV has none of its words."""
    if not cv.is_comparable or any(finding.strength != "covered" for finding in findings):
        return []
    sections = frozenset(each.section for finding in findings for each in finding.evidence)
    absent = unmatched(rest, language, cv, sections)
    if len(absent) < too_many:
        return []
    words = [word for word in _WORD.findall(rest) if unmatched(word, language, cv, sections)]
    named = " ".join(dict.fromkeys(words))
    return [Finding("missing", f"The line asks for more that the CV does not speak of: {named}.", (), (named,))]


def _no_skills(requirement: Requirement) -> frozenset[str]:
    """What is called a skill and is a field of study or a spoken language in this line."""
    fields = [found.name for field in requirement.fields for found in find_skills(field)]
    spoken = {need.code for need in requirement.languages}
    languages = [name for name in requirement.skills if language_code(name) in spoken]
    return frozenset([*fields, *languages, *(field.casefold() for field in requirement.fields)])


def _rest(requirement: Requirement) -> str:
    """The line without what is checked by itself: skills, years, degrees, fields, languages."""
    text = requirement.quote.text
    for found in reversed(find_skills(text)):
        if found.name in requirement.skills:
            text = f"{text[: found.start]} {text[found.end :]}"
    for field in requirement.fields:
        text = text.replace(field, " ")
    if requirement.degree:
        text = _STUDY_WORDS.sub(" ", text)
    codes = {need.code for need in requirement.languages}
    words = (word for word in text.split() if not codes or language_code(word) not in codes)
    return without_years(" ".join(words))


def _name_of(code: str, requirement: Requirement) -> str:
    """The name of a language as the posting writes it, its code where that cannot be found."""
    return next((word for word in _WORD.findall(requirement.quote.text) if language_code(word) == code), code)
