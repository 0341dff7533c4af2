"""Whether a CV names the spoken languages that a requirement asks for, and how well they are spoken."""

from __future__ import annotations

from typing import get_args

from inroad.analysis import CvLanguage, Evidence, LanguageLevel, LanguageNeed, Strength
from inroad.tools.coverage.facts import CvFacts
from inroad.tools.coverage.findings import Finding

_LEVELS: tuple[LanguageLevel, ...] = get_args(LanguageLevel)


def check_language(need: LanguageNeed, shown: str, cv: CvFacts) -> Finding:
    """Return how far a language is there; `shown` is its name as the posting writes it.

    That a CV is written in a language says nothing of how well its owner speaks it.
    """
    spoken = next((each for each in cv.cv.languages if each.code == need.code), None)
    if not spoken:
        return Finding("missing", f"The CV does not name {shown} among its languages.", (), (shown,))
    evidence = _evidence(spoken, cv)
    has, wants = _LEVELS.index(spoken.level), _LEVELS.index(need.level or "good")
    if has >= wants or (not spoken.level and not need.level):
        return Finding("covered", f"The CV names {_told(spoken)}.", evidence)
    how = f"{need.level} {shown}" if need.level else f"{shown} for work"
    if not spoken.level:
        return Finding("partly", f"The CV names {spoken.name} without saying how well.", evidence, (how,))
    strength: Strength = "related" if wants - has > 1 else "partly"
    return Finding(strength, f"The CV names {_told(spoken)}; {how} is asked.", evidence, (how,))


def _told(spoken: CvLanguage) -> str:
    return f"{spoken.name} ({spoken.level})" if spoken.level else spoken.name


def _evidence(spoken: CvLanguage, cv: CvFacts) -> tuple[Evidence, ...]:
    return tuple(line.evidence() for line in cv.by_section.get(spoken.path, ()))
