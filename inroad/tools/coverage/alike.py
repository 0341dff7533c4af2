"""What is near a requirement by its meaning, where no rule found anything."""

from __future__ import annotations

from collections.abc import Sequence

from inroad.analysis import Requirement, RequirementCoverage
from inroad.tools.coverage import LEAST, Likeness
from inroad.tools.coverage.lines import Line, Standing


def raise_by_likeness(
    requirements: Sequence[Requirement],
    covered: Sequence[RequirementCoverage],
    lines: Sequence[Line],
    likeness: Likeness,
    least: float = LEAST,
) -> list[RequirementCoverage]:
    """Return the coverage with `related` where it was `missing` and a line of the CV is alike; nothing else changes.

    Raises:
        ProviderError: the likeness cannot be reckoned.
    """
    texts = {requirement.id: requirement.quote.text for requirement in requirements}
    open_ones = [each for each in covered if each.strength == "missing"]
    usable = [line for line in lines if line.standing > Standing.WEAK]
    if not open_ones or not usable:
        return list(covered)
    rows = likeness.alike([texts[each.requirement] for each in open_ones], [line.at.text for line in usable])
    raised = {each.requirement: _raised(each, row, usable, least) for each, row in zip(open_ones, rows, strict=True)}
    return [raised.get(each.requirement, each) for each in covered]


def _raised(
    each: RequirementCoverage, row: Sequence[float], lines: Sequence[Line], least: float
) -> RequirementCoverage:
    best = max(range(len(lines)), key=lambda at: row[at])
    if row[best] < least:
        return each
    evidence = lines[best].evidence()
    why = f"{each.why} By likeness of words alone, a line of the CV is near it: “{evidence.text}”."
    return each.model_copy(update={"strength": "related", "evidence": [evidence], "why": why})
