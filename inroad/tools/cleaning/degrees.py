"""Whether somebody has a degree of a school: one entry of their education has to say so.

An entry counts that names a degree, or has its end behind it and nothing that says otherwise. Where a doubt is left,
it does not count: to write "we both went to X" to somebody who took a course there is worse than to leave them out.

Decided: all but dissertation is unfinished; a doctoral candidate whose time is over is unfinished as well, while a
stale "MBA candidate" or "expected May 2015" is taken as finished; a year without its month is over from July on; less
than nine months without a degree are no studies; postgraduate diplomas (PGDM, PG Dip) are degrees, a plain "diploma"
needs an end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from inroad.state import Alumni, Education
from inroad.tools.cleaning import degree_words as words
from inroad.tools.cleaning.degree_words import fold, graduation_year, names_degree, usual_length
from inroad.tools.cleaning.schools import SchoolInfo, display_name, is_look_alike, is_of_school, school_key

_SCHOOL_YEAR_ENDS = 7
_FEWEST_MONTHS = 9
_LONG_STAY = 30
_LONGEST_STUDIES = 6

HIGH_SCHOOL = "high school"
UNFINISHED = "unfinished"
STUDENT = "still a student"
NOTHING_KNOWN = "neither a degree nor an end known"
NO_SCHOOL = "no school known"


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why somebody is not taken for an alumnus, in words for the report."""

    reason: str


def degree_at(
    education: Sequence[Education], school: SchoolInfo, *, students: bool, today: dt.date
) -> Alumni | Rejection:
    """Return the degree that somebody has of a school or of a part of it, or why there is none.

    Of several the first that names a degree is taken. With `students`, who is still at it counts too.
    """
    there = [entry for entry in education if is_of_school(entry.school, school, entry.school_domain)]
    objections = [_objection(_Reading(entry), students, today) for entry in there]
    finished = [entry for entry, objection in zip(there, objections, strict=True) if not objection]
    if finished:
        best = next((entry for entry in finished if _Reading(entry).degree), finished[0])
        return Alumni(school=_shown(best, school), degree=best.degree)
    return Rejection(objections[0] if objections else _elsewhere(education, school))


class _Reading:
    """The texts of an entry, folded: `label` says what it is, `summary` is what was told of it."""

    def __init__(self, entry: Education) -> None:
        self.entry = entry
        name = fold(entry.school)
        self.raw = fold(entry.raw).replace(name, " ") if name else fold(entry.raw)
        self.label = " , ".join(text for text in (fold(entry.degree), fold(entry.field), self.raw) if text.strip())
        self.summary = fold(entry.summary)

    @cached_property
    def degree(self) -> bool:
        """Whether a degree is named."""
        return names_degree(fold(self.entry.degree)) or names_degree(self.raw.partition(",")[0])

    @cached_property
    def months(self) -> int | None:
        """How long it took, None where that is not known."""
        entry = self.entry
        if not entry.start_year or not entry.end_year:
            return None
        years = (entry.end_year - entry.start_year) * 12
        if entry.start_month and entry.end_month:
            return years + entry.end_month - entry.start_month + 1
        return years


def _objection(reading: _Reading, students: bool, today: dt.date) -> str:
    """Return what speaks against an entry of the school, or ""."""
    found = _high_school(reading) or _unfinished(reading, today) or _guest(reading)
    if not found and not reading.degree:
        found = _no_degree(reading)
    if found:
        return found
    if _is_student(reading, today):
        return "" if students else STUDENT
    return "" if reading.degree else _stay(reading)


def _high_school(reading: _Reading) -> str:
    entry = reading.entry
    if entry.school_kind in ("secondary", "primary") or words.HIGH_SCHOOL.search(fold(entry.school)):
        return HIGH_SCHOOL
    told = f"{fold(entry.degree)} , {reading.raw}"
    return HIGH_SCHOOL if not reading.degree and words.HIGH_SCHOOL.search(told) else ""


def _unfinished(reading: _Reading, today: dt.date) -> str:
    if words.UNFINISHED.search(reading.label) or words.UNFINISHED_SAYING.search(reading.summary):
        return UNFINISHED
    candidate = words.DOCTORAL_CANDIDATE.search(f"{reading.label} , {reading.summary}")
    return UNFINISHED if candidate and reading.entry.end_year and not _ends_ahead(reading.entry, today) else ""


def _guest(reading: _Reading) -> str:
    """A degree that stands beside such a word is that of another school, or of none."""
    if words.HONORARY.search(reading.label):
        return "an honour, no degree"
    if words.POSTDOC.search(reading.label):
        return "a postdoc or residency, no degree"
    return "an exchange, visiting or summer term, no degree" if words.GUEST.search(reading.label) else ""


def _no_degree(reading: _Reading) -> str:
    """Return what an entry is that names no degree."""
    is_long = (reading.months or 0) >= _LONG_STAY
    # a field may well be called "training and development": that says nothing of years of it
    label = f"{fold(reading.entry.degree)} , {reading.raw}" if is_long else reading.label
    if words.BOOTCAMP.search(label):
        return "a bootcamp, no degree"
    if words.CERTIFICATE.search(label):
        return "a certificate, no degree"
    if words.EXECUTIVE.search(label):
        return "executive education, no degree"
    if words.COURSE.search(label):
        return "a course, no degree"
    if words.STAFF.search(label):
        return "worked there, no degree"
    return "" if is_long else _told_no_degree(reading.summary)


def _told_no_degree(summary: str) -> str:
    if words.GUEST_SAYING.search(summary):
        return "an exchange, visiting or summer term, no degree"
    return "a course, no degree" if words.COURSE_SAYING.search(summary) else ""


def _is_student(reading: _Reading, today: dt.date) -> bool:
    entry = reading.entry
    if entry.end_year:
        return _ends_ahead(entry, today)
    told = graduation_year(f"{reading.label} , {reading.summary}")
    if told:
        return _is_ahead(told, None, today)
    if words.STUDENT.search(reading.label) or words.STUDENT_SAYING.search(reading.summary):
        return True
    longest = usual_length(fold(entry.degree)) if reading.degree else _LONGEST_STUDIES
    return bool(entry.start_year) and (entry.start_year or 0) + longest > today.year


def _stay(reading: _Reading) -> str:
    """Return what speaks against an entry that says no more than when it was."""
    if not reading.entry.end_year:
        return NOTHING_KNOWN
    short = reading.months is not None and reading.months < _FEWEST_MONTHS
    return "less than a year, no degree" if short else ""


def _ends_ahead(entry: Education, today: dt.date) -> bool:
    return _is_ahead(entry.end_year or 0, entry.end_month, today)


def _is_ahead(year: int, month: int | None, today: dt.date) -> bool:
    """Tell whether a month is not over yet; without one, a year of studies is over from July on."""
    if year != today.year:
        return year > today.year
    return month >= today.month if month else today.month < _SCHOOL_YEAR_ENDS


def _elsewhere(education: Sequence[Education], school: SchoolInfo) -> str:
    """Return where somebody went instead, the school that is most like it first."""
    entries = [entry for entry in education if entry.school]
    alike = [entry for entry in entries if is_look_alike(entry.school, school)]
    for entry in alike:
        if _high_school(_Reading(entry)):
            return HIGH_SCHOOL
        if _is_course_site(entry.school):
            return "a course, no degree"
    nearest = next(iter(alike or entries), None)
    return f"another school: {display_name(nearest.school)}" if nearest else NO_SCHOOL


def _is_course_site(name: str) -> bool:
    """Tell whether a name is that of a place of courses ("HarvardX", "Coursera - Stanford University")."""
    folded = fold(name)
    return bool(words.COURSE.search(folded)) or folded.endswith("x")


def _shown(entry: Education, school: SchoolInfo) -> str:
    """Return the school's name in natural case where it is known in it."""
    return school.name if school_key(entry.school) == school.key else display_name(entry.school)
