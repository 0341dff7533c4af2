"""How a CV's years and titles compare with what a posting asks for; too senior costs as well as too junior."""

from __future__ import annotations

from inroad.analysis import CvCoverage, JdStructure, MasterCv, Seniority, Years
from inroad.tools.fit.judged import Judged, joined
from inroad.tools.fit.levels import NAMES, rung_of_cv, rung_of_posting
from inroad.tools.wording import counted

_YEARS_COUNT, _RUNG_COUNTS = 8, 7
# What is left for each rung that the CV stands below the posting, or above it.
_BELOW = (1.0, 0.7, 0.3, 0.0)
_ABOVE = (1.0, 0.8, 0.45, 0.15)
_LEAST_OVER = 0.4
# From so many rungs on nobody is promoted by changing the company: an intern, or a junior, for a director.
_TOO_FAR = 4


def judge_experience(jd: JdStructure | None, cv: MasterCv | None, coverage: CvCoverage | None) -> Judged:
    """Return how the years of work and the level of the latest title fit the posting."""
    if cv is None:
        return Judged(None, "There is no CV to compare with.")
    asked = jd.years if jd else None
    years = coverage.years if coverage else None
    seniority = jd.seniority if jd else ""
    rung = rung_of_posting(seniority, asked.at_least if asked else None)
    return joined(
        [(_YEARS_COUNT, _judge_years(asked, years)), (_RUNG_COUNTS, _judge_rung(rung, cv, years))],
        "The posting says nothing of years or level, or the CV has no positions with dates.",
    )


def too_far_above(seniority: Seniority, cv: MasterCv, years: float | None) -> str:
    """Return a sentence where a posting says itself that it stands too far above a CV, else ""."""
    rung, own = rung_of_posting(seniority, None), rung_of_cv(cv, years)
    if rung is None or own is None or rung - own[0] < _TOO_FAR:
        return ""
    return _judge_rung(rung, cv, years).why


def _judge_years(asked: Years | None, shown: float | None) -> Judged:
    if asked is None or shown is None or not (asked.at_least or asked.at_most):
        return Judged(None, "")
    told = f"{_range(asked)} of experience asked for, {counted(_plain(shown), 'year')} in the CV."
    if shown < asked.at_least:
        return Judged(shown / asked.at_least, told)
    if asked.at_most and shown > asked.at_most:
        return Judged(max(_LEAST_OVER, asked.at_most / shown), f"{told[:-1]}, which is more than is wanted.")
    return Judged(1.0, told)


def _judge_rung(rung: int | None, cv: MasterCv, years: float | None) -> Judged:
    own = rung_of_cv(cv, years)
    if rung is None or own is None:
        return Judged(None, "")
    stands, title = own
    steps = rung - stands
    asked = f"The posting wants {NAMES[rung]}"
    if not steps:
        return Judged(1.0, f"{asked}, and “{title}” is at that level.")
    values, side = (_BELOW, "below") if steps > 0 else (_ABOVE, "above")
    apart = min(abs(steps), len(values) - 1)
    return Judged(values[apart], f"{asked}; “{title}” is {counted(abs(steps), 'step')} {side} that.")


def _range(asked: Years) -> str:
    if asked.at_most and not asked.at_least:
        return f"Up to {counted(_plain(asked.at_most), 'year')}"
    if asked.at_most and asked.at_most != asked.at_least:
        return f"{_plain(asked.at_least):g} to {counted(_plain(asked.at_most), 'year')}"
    return counted(_plain(asked.at_least), "year")


def _plain(years: float) -> float:
    years = round(years, 1)
    return int(years) if years == int(years) else years
