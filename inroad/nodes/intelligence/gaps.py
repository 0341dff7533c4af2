"""The third layer: what of a posting the CV does not cover, and what can honestly be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from inroad.analysis import (
    Advice,
    CvCoverage,
    Gap,
    GapAnalysis,
    JdStructure,
    MasterCv,
    Requirement,
    RequirementCoverage,
)
from inroad.tools.fit.experience import too_far_above
from inroad.tools.fit.remedies import Case, remedy_of
from inroad.tools.fit.shown import language_of_cv, skills_shown
from inroad.tools.fit.strengths import counted_strengths, is_telling, share_covered

# What share of the must-haves is enough to apply as the CV is, and what is too little to apply at all.
_ENOUGH = 0.7
_TOO_LITTLE = 0.25
_FEWEST_TO_JUDGE = 4
_QUOTED = 80


def find_gaps(jd: JdStructure, coverage: CvCoverage, cv: MasterCv) -> GapAnalysis:
    """Return every requirement that the CV does not fully cover, each with a remedy, and what they come to.

    The weightiest gap comes first; of equal weight what must be met goes before what is nice to have, then the order
    of the posting.
    """
    shown = skills_shown(cv, coverage)
    found = {each.requirement: each for each in coverage.requirements}
    cases = [
        Case(requirement, found.get(requirement.id) or _not_looked_at(requirement), coverage, cv, shown)
        for requirement in jd.requirements
    ]
    gaps = [_gap(case) for case in cases if case.found.strength != "covered"]
    gaps.sort(key=lambda gap: (-gap.weight, gap.need != "must"))
    advice, why = _advice(cases, gaps, jd.language == language_of_cv(cv))
    if advice == "apply_with_gaps" and (far := too_far_above(jd.seniority, cv, coverage.years)):
        advice, why = "do_not_apply", f"{why} {far}"
    return GapAnalysis(gaps=gaps, advice=advice, why=why)


def _not_looked_at(requirement: Requirement) -> RequirementCoverage:
    return RequirementCoverage(requirement=requirement.id, strength="missing", why="It was not looked for.")


def _gap(case: Case) -> Gap:
    remedied = remedy_of(case)
    return Gap(
        requirement=case.requirement.id,
        text=case.requirement.quote.text,
        need=case.requirement.need,
        strength=case.found.strength,
        weight=case.requirement.weight,
        remedy=remedied.remedy,
        what=remedied.what,
        why=f"{case.found.why} {remedied.why}".strip(),
        evidence=case.found.evidence,
    )


def _advice(cases: Sequence[Case], gaps: Sequence[Gap], in_own_language: bool) -> tuple[Advice, str]:
    if not cases:
        return "cannot_tell", "No requirement could be read in the posting; read it yourself before you decide."
    asked = [case for case in cases if case.is_must]
    strengths = [case.found.strength for case in asked or cases]
    counts = counted_strengths(strengths, "must-have" if asked else "nice-to-have")
    barred = [gap for gap in gaps if gap.remedy == "do_not_apply"]
    if barred:
        return "do_not_apply", f"{counts} What stands in the way: {_barriers(barred)}."
    share = share_covered([(case.requirement, case.found.strength) for case in asked or cases], in_own_language)
    telling = [case for case in asked if is_telling(case.requirement, in_own_language)]
    if share < _TOO_LITTLE and len(telling) >= _FEWEST_TO_JUDGE:
        return "do_not_apply", f"{counts} That is too little to go on; the time is better spent on another posting."
    if not gaps or share >= _ENOUGH:
        return "apply", counts
    if share < _TOO_LITTLE:
        return "apply_with_gaps", f"{counts} The CV shows little of what is asked for: the letter has to, or leave it."
    return "apply_with_gaps", f"{counts} See to the gaps first."


def _barriers(barred: Sequence[Gap]) -> str:
    first = barred[0].text if len(barred[0].text) <= _QUOTED else f"{barred[0].text[: _QUOTED - 1].rstrip()}…"
    more = f", and {len(barred) - 1} more" if len(barred) > 1 else ""
    return f"“{first}”{more}"
