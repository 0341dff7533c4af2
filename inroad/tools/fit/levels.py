"""How high a posting and a CV stand: rungs of a ladder, by title and by years."""

from __future__ import annotations

from collections.abc import Sequence

from inroad.analysis import CvSection, MasterCv, Seniority
from inroad.state import Level
from inroad.tools.cleaning.titles import EmbeddedTitleCleaner

# 0 learns, 1 begins, 2 does the work, 3 does it well, 4 leads others or a field, 5 leads leaders, 6 leads the house.
_OF_SENIORITY: dict[Seniority, int] = {
    "intern": 0,
    "junior": 1,
    "mid": 2,
    "senior": 3,
    "lead": 4,
    "principal": 4,
    "manager": 4,
    "director": 5,
    "executive": 6,
}
_OF_LEVEL: dict[Level, int] = {
    "unpaid": 0,
    "training": 0,
    "entry": 1,
    "senior": 3,
    "manager": 4,
    "director": 5,
    "vp": 6,
    "partner": 6,
    "owner": 4,
    "cxo": 6,
}
NAMES = ("an intern", "a junior", "a mid-level", "a senior", "a lead or manager", "a director", "an executive")
_JUNIOR_BELOW, _SENIOR_FROM = 2, 6
_OWN_BUSINESS = 4


def rung_of_posting(seniority: Seniority, years: float | None) -> int | None:
    """Return the rung of a posting, by what it says of seniority, else by the years it asks for; None where neither."""
    if seniority:
        return _OF_SENIORITY[seniority]
    return None if years is None else _rung_of_years(years)


def rung_of_cv(cv: MasterCv, years: float | None) -> tuple[int, str] | None:
    """Return the rung of a CV and the title that it stands on; None where it has no position with a title.

    A title without a level is taken by the years of work. Of a house of their own the title alone says little: an
    owner or founder stands with managers at most.
    """
    rungs = [(_rung_of_title(work.title, years), work.title) for work in latest_positions(cv)]
    return max(rungs, key=lambda rung: rung[0]) if rungs else None


def latest_positions(cv: MasterCv) -> list[CvSection]:
    """Return the positions that have no end yet, else the one that ended last."""
    works = [section for section in cv.sections if section.kind == "work" and section.title]
    current = [work for work in works if work.current]
    return current or sorted(works, key=lambda work: (work.until, work.since), reverse=True)[:1]


def _rung_of_title(title: str, years: float | None) -> int:
    levels: Sequence[Level] = EmbeddedTitleCleaner().clean(title).levels
    if not levels:
        return 2 if years is None else _rung_of_years(years)
    if "owner" in levels:
        return _OWN_BUSINESS
    return max(_OF_LEVEL[level] for level in levels)


def _rung_of_years(years: float) -> int:
    if years < _JUNIOR_BELOW:
        return 1
    return 3 if years >= _SENIOR_FROM else 2
