"""Schools, degrees, fields and years of an education, as values of the same number."""

from __future__ import annotations

from collections.abc import Sequence

from inroad.nodes.facts.values import label
from inroad.state import Education

_LONGEST = 8


def study_facts(who: str, education: Sequence[Education]) -> dict[str, str]:
    """Return values for `who` ("person", "sender"): what is known of a school stands under the school's number."""
    values: dict[str, str] = {}
    for number, entry in enumerate(education, 1):
        if school := label(entry.school):
            values |= {
                f"{who}.school.{number}": school,
                f"{who}.degree.{number}": label(entry.degree),
                f"{who}.field.{number}": label(entry.field),
                f"{who}.studied.{number}": _years(entry),
            }
    return values


def shared_years(one: Education, other: Education) -> str:
    """Return the years in which both were there, "" where that is not sure.

    Years without months overlap for certain only where the one's last lies behind the other's first.
    """
    if not (one.start_year and one.end_year and other.start_year and other.end_year):
        return ""
    first, last = max(one.start_year, other.start_year), min(one.end_year, other.end_year)
    plausible = one.end_year - one.start_year <= _LONGEST and other.end_year - other.start_year <= _LONGEST
    return f"{first} to {last}" if first < last and plausible else ""


def _years(entry: Education) -> str:
    return f"{entry.start_year} to {entry.end_year}" if entry.start_year and entry.end_year else ""
