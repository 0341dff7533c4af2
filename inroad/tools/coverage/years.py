"""How long somebody did what: months of paid work from the dates of a CV, none counted twice.

A month counts when a position falls into it. Where only a year is told its middle is taken, and a position within one
year counts half of it. A position without an end counts until today, or until a later one without an end begins.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from inroad.analysis import CvSection
from inroad.tools.resume.dates import is_backwards

_HALF_A_YEAR = 6


@dataclass(frozen=True)
class Position:
    """A position of paid work; months are counted from the year 0, `end` is the first that is no longer of it."""

    section: CvSection
    start: int
    end: int


def positions(sections: Sequence[CvSection], today: dt.date) -> list[Position]:
    """Return the positions of paid work whose time is known, without what lies in the future."""
    dated = [each for each in sections if each.kind == "work" and each.since and (each.until or each.current)]
    usable = [each for each in dated if not is_backwards(each.since, each.until)]
    ends = {each.path: _end(each, usable, today) for each in usable}
    found = [Position(each, _start(each), min(ends[each.path], _month(today))) for each in usable]
    return [each for each in found if each.start < each.end]


def years_of(counted: Iterable[Position]) -> float:
    """Return the years of some positions to a tenth, months that several share counted once."""
    return round(months_of(counted) / 12, 1)


def months_of(counted: Iterable[Position]) -> int:
    """Return the months of some positions, those that several share counted once."""
    reached = months = 0
    for position in sorted(counted, key=lambda each: each.start):
        months += max(0, position.end - max(position.start, reached))
        reached = max(reached, position.end)
    return months


def remarks_on_time(sections: Sequence[CvSection], today: dt.date) -> Iterator[str]:
    """Return sentences about time that could not be counted, or only in part."""
    work = [each for each in sections if each.kind == "work"]
    unknown = [each for each in work if not each.since or is_backwards(each.since, each.until)]
    unended = [each for each in work if each.since and not each.until and not each.current]
    if lost := [*unknown, *unended]:
        yield f"The time of {_named(lost)} could not be reckoned from the dates and is left out of all years."
    ahead = [each for each in sections if _is_ahead(each.since, today) or _is_ahead(each.until, today)]
    if ahead := [each for each in ahead if each.kind in ("work", "volunteer")]:
        yield f"{_named(ahead)} has a date in the future; only what lies before today is counted."
    open_ends = [each for each in work if each.current and each.since]
    if len(open_ends) > 1:
        yield (
            f"{_named(open_ends)} have no end; each is counted until the next of them begins, since two at a time"
            " are rare."
        )


def _named(sections: Sequence[CvSection]) -> str:
    names = [f"{each.path} ({each.organisation or each.title})" for each in sections]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _is_ahead(date: str, today: dt.date) -> bool:
    return bool(date) and date > today.isoformat()[: len(date)]


def _end(section: CvSection, others: Sequence[CvSection], today: dt.date) -> int:
    if section.until:
        return _after(section)
    later = [_start(each) for each in others if each.current and not each.until and _start(each) > _start(section)]
    return min(later, default=_month(today))


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _start(section: CvSection) -> int:
    year, _, month = section.since.partition("-")
    return int(year) * 12 + (int(month) - 1 if month else _HALF_A_YEAR)


def _after(section: CvSection) -> int:
    """The first month after a position's end."""
    year, _, month = section.until.partition("-")
    end = int(year) * 12 + (int(month) if month else _HALF_A_YEAR)
    is_vague = not month and section.since == section.until
    return end + _HALF_A_YEAR if is_vague else end
