"""What a strength of coverage counts for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inroad.analysis import Requirement, Strength

VALUES: dict[Strength, float] = {"covered": 1, "partly": 0.6, "related": 0.35, "missing": 0}
_HARDLY_SHOWN = 0.5
_EXPERIENCE = re.compile(
    r"\b(?:experience|track record|expérience|experiencia|esperienza|experiência|ervaring)\b|\berfahrung", re.IGNORECASE
)


def is_telling(requirement: Requirement, in_own_language: bool) -> bool:
    """Whether a CV can show what a requirement asks for: by a name or a number, or by experience told in its words.

    Words can be compared only where posting and CV are in one language.
    """
    named = requirement.skills or requirement.years or requirement.degree or requirement.languages
    return bool(named) or (in_own_language and bool(_EXPERIENCE.search(requirement.quote.text)))


def share_covered(judged: Sequence[tuple[Requirement, Strength]], in_own_language: bool) -> float:
    """Return what share (0 to 1) of some requirements is covered, by their weights; equal ones where all are 0.

    What a CV can hardly show ("you are curious") weighs half where it is missing: its absence proves little.

    Raises:
        ZeroDivisionError: there is no requirement.
    """
    is_weighed = any(requirement.weight for requirement, _ in judged)
    weights = [
        (requirement.weight if is_weighed else 1) * _belief(strength, is_telling(requirement, in_own_language))
        for requirement, strength in judged
    ]
    values = [VALUES[strength] for _, strength in judged]
    return sum(weight * value for weight, value in zip(weights, values, strict=True)) / sum(weights)


def _belief(strength: Strength, is_telling: bool) -> float:
    return 1 if is_telling or strength != "missing" else _HARDLY_SHOWN


def counted_strengths(strengths: Sequence[Strength], noun: str) -> str:
    """Return "5 of 7 must-haves are covered, 1 in part, 1 not at all."."""
    counts = {strength: strengths.count(strength) for strength in VALUES}
    verb = "is" if len(strengths) == 1 else "are"
    told = f"{counts['covered']} of {len(strengths)} {noun if len(strengths) == 1 else f'{noun}s'} {verb} covered"
    others = [
        (counts["partly"], "in part"),
        (counts["related"], "by something near"),
        (counts["missing"], "not at all"),
    ]
    return ", ".join([told, *(f"{count} {how}" for count, how in others if count)]) + "."
