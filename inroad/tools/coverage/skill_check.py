"""Whether a CV has the skills that a requirement names, and for as many years as it asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from inroad.analysis import Evidence, Requirement
from inroad.tools.coverage.asked_skills import NamedSkill
from inroad.tools.coverage.facts import CvFacts
from inroad.tools.coverage.findings import Finding, best, listed
from inroad.tools.coverage.lines import Line, Standing, best_evidence
from inroad.tools.coverage.narrower import cases_of
from inroad.tools.coverage.years import months_of, years_of
from inroad.tools.skills import related
from inroad.tools.wording import counted

Depth = Literal["light", "plain", "deep"]

_DEEP = re.compile(
    r"\b(?:expert\w*|deep|advanced|extensive\w*|in-depth|mastery|master of|tief\w*|vertieft\w*|umfassend\w*"
    r"|approfondi\w*|avanzad\w*|avançad\w*|diepgaande)\b",
    re.IGNORECASE,
)
_MASTERED = re.compile(r"\b(?:master|expert\w*|advanced|senior|fortgeschritten|avancé|avanzado)\b", re.IGNORECASE)
_DEEP_MONTHS = 24
_LIGHT = re.compile(
    r"\b(?:exposure|familiar\w*|basics?|awareness|aware of|interest|some (?:experience|knowledge)|grundkenntnisse"
    r"|notions"
    r"|básic\w+|di base|willing\w* to learn|ganas de aprender)\b",
    re.IGNORECASE,
)


def check_skills(requirement: Requirement, groups: Sequence[Sequence[NamedSkill]], cv: CvFacts) -> list[Finding]:
    """Return a finding for each group of skills, of which one will do."""
    return [_check_group(group, cv, _depth(requirement.quote.text)) for group in groups]


def _check_group(group: Sequence[NamedSkill], cv: CvFacts, depth: Depth) -> Finding:
    found = [_check(skill, cv, depth) for skill in group]
    top = best(found)
    if len(found) < 2 or top.strength == "covered":
        return top
    names = listed([skill.shown for skill in group], "or")
    return Finding(top.strength, f"One of {names} is asked. {top.says}", top.evidence, (f"one of {names}",))


def _depth(text: str) -> Depth:
    """How well a line wants its skills known, by its words."""
    if _DEEP.search(text):
        return "deep"
    return "light" if _LIGHT.search(text) else "plain"


def _check(skill: NamedSkill, cv: CvFacts, depth: Depth) -> Finding:
    shown = cv.lines_showing(skill.name)
    lines = [*{line.at.path: line for line in [*shown, *cv.lines_with(skill.name)]}.values()]
    if not lines:
        return _near(skill, cv)
    standing = _worth(lines[0], skill)
    if standing == Standing.WEAK:
        says = f"{skill.shown} comes up in the CV only as an interest, a wish or somebody else's."
        return Finding("related", says, best_evidence(lines, [skill.name]), (skill.shown,))
    lines = [line for line in lines if _worth(line, skill) > Standing.WEAK]
    if skill.years:
        return _check_years(skill, cv, lines)
    if depth == "deep" and standing >= Standing.NAMED and not _is_deep(skill, cv, lines):
        says = f"{skill.shown} is there, but no line shows how deeply it is known."
        return Finding("partly", says, best_evidence(lines, [skill.name]), (f"depth in {skill.shown}",))
    return _check_shown(skill, lines, standing, depth)


def _is_deep(skill: NamedSkill, cv: CvFacts, lines: Sequence[Line]) -> bool:
    """Whether a skill was used in two places or for two years, or the CV calls it mastered."""
    places = {line.section.path for line in cv.lines_showing(skill.name)}
    is_mastered = any(_MASTERED.search(line.section.level) for line in lines)
    return is_mastered or len(places) > 1 or months_of(cv.positions_with(skill.name)) >= _DEEP_MONTHS


def _worth(line: Line, skill: NamedSkill) -> Standing:
    return line.skills.get(skill.name, line.standing)


def _check_shown(skill: NamedSkill, lines: Sequence[Line], standing: Standing, depth: Depth) -> Finding:
    evidence = best_evidence(lines, [skill.name])
    if standing == Standing.DONE:
        return Finding("covered", f"{skill.shown} is shown {_where(lines, skill.name)}.", evidence)
    if standing == Standing.NAMED:
        return Finding("covered", f"{skill.shown} is named, but no line shows what was done with it.", evidence)
    if depth == "light" and standing == Standing.LITTLE:
        return Finding("covered", f"{skill.shown} is known a little, and the line asks no more.", evidence)
    how = "was learnt, but no line shows that it was used" if standing == Standing.LEARNT else "is known only a little"
    return Finding("partly", f"{skill.shown} {how}.", evidence, (f"practice in {skill.shown}",))


def _check_years(skill: NamedSkill, cv: CvFacts, lines: Sequence[Line]) -> Finding:
    """Only positions whose lines show the skill count: a list of skills tells no years."""
    used = cv.positions_with(skill.name)
    asked = counted(skill.years, "year")
    evidence = best_evidence(lines, [skill.name])
    if months_of(used) >= skill.years * 12:
        says = f"{skill.shown} was used for {years_of(used):g} years of paid work; {asked} are asked."
        return Finding("covered", says, evidence)
    if not used:
        says = f"{skill.shown} is there, but no dated position shows it, so the {asked} asked cannot be told."
    else:
        says = f"{skill.shown} is shown in positions of {counted(years_of(used), 'year')}; {asked} are asked."
    return Finding("partly", says, evidence, (f"{asked} of {skill.shown}",))


def _near(skill: NamedSkill, cv: CvFacts) -> Finding:
    """What is of the same family is told as such, and never taken for the skill itself."""
    cases = [name for name in cases_of(skill.name) if cv.lines_with(name, Standing.NAMED)]
    if cases:
        says = f"{skill.shown} itself is not named, but {_are(cases)} a case of it."
        return Finding("partly", says, _evidence_of(cases, cv), (skill.shown,))
    near = [name for name in sorted(related(skill.name)) if cv.lines_with(name, Standing.LEARNT)]
    if not near:
        return Finding("missing", f"No line of the CV names {skill.shown}.", (), (skill.shown,))
    says = f"No line names {skill.shown}; {_are(near)} near it."
    return Finding("related", says, _evidence_of(near, cv), (skill.shown,))


def _are(names: Sequence[str]) -> str:
    return f"{listed(names[:3])} {'is' if len(names) == 1 else 'are'}"


def _evidence_of(names: Sequence[str], cv: CvFacts) -> tuple[Evidence, ...]:
    return best_evidence([line for name in names for line in cv.lines_with(name, Standing.LEARNT)], names)


def _where(lines: Sequence[Line], skill: str) -> str:
    done = [
        line.section for line in lines if line.standing == Standing.DONE and line.skills.get(skill) != Standing.WEAK
    ]
    names = list(dict.fromkeys(section.organisation or section.title or section.path for section in done))
    shown = f"at {names[0]}" if done[0].kind in ("work", "volunteer") else f"in {names[0]}"
    return f"{shown} and {counted(len(names) - 1, 'more place')}" if len(names) > 1 else shown
