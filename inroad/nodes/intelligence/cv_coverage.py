"""Layer 2: the requirements of a posting against a CV, line by line, by rules alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from inroad.analysis import CvCoverage, JdStructure, MasterCv
from inroad.errors import ProviderError
from inroad.state import Problem
from inroad.tools.coverage import LEAST, Likeness
from inroad.tools.coverage.alike import raise_by_likeness
from inroad.tools.coverage.facts import CvFacts
from inroad.tools.coverage.requirement import cover_requirement
from inroad.tools.coverage.section_shares import section_shares
from inroad.tools.coverage.words import language_of_lines
from inroad.tools.coverage.years import remarks_on_time, years_of


def cover(
    jd: JdStructure, cv: MasterCv, today: dt.date, likeness: Likeness | None = None, least: float = LEAST
) -> CvCoverage:
    """Return how far a CV covers each requirement of a posting, by which of its lines, and what its sections do.

    Every evidence is a line of the CV, word for word. `likeness` may find what is near a requirement that no rule
    finds anything for, from `least` on (0 to 1, a matter of the model behind it); it makes nothing covered.

    Raises:
        ProviderError: the likeness cannot be reckoned.
    """
    text = " ".join(line.text for section in cv.sections for line in section.lines)
    language = language_of_lines(text, otherwise=jd.language)
    facts = CvFacts(cv, today, language, is_comparable=language == jd.language)
    covered = [cover_requirement(requirement, jd.language, facts) for requirement in jd.requirements]
    if likeness:
        covered = raise_by_likeness(jd.requirements, covered, facts.lines, likeness, least)
    return CvCoverage(
        requirements=covered,
        sections=section_shares(cv.sections, covered),
        years=years_of(facts.positions) if facts.positions else None,
        years_by_skill=_years_by_skill(jd, facts),
        remarks=[*_remarks(jd, facts), *cv.remarks, *remarks_on_time(cv.sections, today)],
    )


def cover_if_alike(
    jd: JdStructure, cv: MasterCv, today: dt.date, likeness: Likeness, least: float
) -> tuple[CvCoverage, list[Problem]]:
    """Return what `cover` does with the likeness, or what it does by rules alone where that cannot be reckoned."""
    try:
        return cover(jd, cv, today, likeness, least), []
    except ProviderError as error:
        problem = Problem(
            provider=error.provider,
            step="coverage",
            kind=type(error).__name__,
            message=str(error),
            action="went on without likeness, by the rules alone",
        )
        return cover(jd, cv, today), [problem]


def _years_by_skill(jd: JdStructure, facts: CvFacts) -> dict[str, float]:
    """The years of paid work in which each skill was used, the longest used first."""
    asked = {skill for requirement in jd.requirements for skill in requirement.skills}
    used = {skill: facts.positions_with(skill) for skill in asked | facts.by_skill.keys()}
    years = {skill: years_of(positions) for skill, positions in used.items() if positions}
    return dict(sorted(years.items(), key=lambda each: (-each[1], each[0])))


def _remarks(jd: JdStructure, facts: CvFacts) -> Iterator[str]:
    if not jd.requirements:
        yield "The posting names no requirement that could be read, so there is nothing to hold the CV against."
    if not facts.is_comparable:
        yield (
            f"The CV is written in another language ({facts.language}) than the posting ({jd.language}), so only"
            f" skills, "
            "years, degrees and languages were compared."
        )
    if not facts.positions:
        yield "No position of paid work has dates that can be used, so years of experience are not known."
