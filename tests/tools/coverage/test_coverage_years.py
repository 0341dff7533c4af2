from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from inroad.tools.coverage.years import months_of, positions, remarks_on_time, years_of
from inroad.tools.resume.sections import sections_of

TODAY = dt.date(2026, 1, 15)


def months(*spans: tuple[str, str], kind: str = "work") -> int:
    return months_of(positions(sections_of({kind: entries(*spans)}), TODAY))


def entries(*spans: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"name": "Acme", "position": "Cook", "startDate": since, "endDate": until} for since, until in spans]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([("2020-01", "2020-12")], 12),
        ([("2020-01", "2020-01")], 1),
        ([("2020-01-31", "2020-02-01")], 2),
        ([("2025-01", "Present")], 12),
        ([("2025-01", "")], 12),
        ([("2019-01", "2020-06"), ("2020-01", "2020-12")], 24),
        ([("2019-01", "2021-12"), ("2020-01", "2020-12")], 36),
        ([("2020", "2022")], 24),
        ([("2020", "2020")], 6),
        ([("2020", "2021-03")], 9),
        ([("2018-01", ""), ("2022-01", "")], 96),
        ([("2021-05", "2020-01")], 0),
        ([("", "2020-01")], 0),
        ([("2027-01", "2028-01")], 0),
        ([("2025-01", "2028-01")], 12),
        ([], 0),
    ],
)
def test_months_are_counted_once_and_only_up_to_today(spans: list[tuple[str, str]], expected: int) -> None:
    assert months(*spans) == expected


def test_an_older_position_without_an_end_ends_for_itself_where_the_next_begins() -> None:
    older, newer = positions(sections_of({"work": entries(("2018-01", ""), ("2022-01", ""))}), TODAY)
    assert (months_of([older]), months_of([newer])) == (48, 48)


@pytest.mark.parametrize("kind", ["volunteer", "education", "projects"])
def test_what_is_no_paid_work_counts_nothing(kind: str) -> None:
    assert months(("2020-01", "2020-12"), kind=kind) == 0


def test_years_are_told_to_a_tenth() -> None:
    assert years_of(positions(sections_of({"work": entries(("2020-01", "2021-07"))}), TODAY)) == 1.6


def remarks(*spans: tuple[str, str]) -> list[str]:
    return list(remarks_on_time(sections_of({"work": entries(*spans)}), TODAY))


def test_time_that_cannot_be_reckoned_is_told() -> None:
    assert remarks(("2021-05", "2020-01"), ("", ""), ("2019-01", "2020-01")) == [
        "The time of work[0] (Acme) and work[1] (Acme) could not be reckoned from the dates "
        "and is left out of all years."
    ]
    assert remarks(("2025-01", "2028-01")) == [
        "work[0] (Acme) has a date in the future; only what lies before today is counted."
    ]
    assert remarks(("2018-01", ""), ("2022-01", "")) == [
        "work[0] (Acme) and work[1] (Acme) have no end; each is counted until the next of them begins, "
        "since two at a time are rare."
    ]
    assert remarks(("2019-01", "2020-01")) == []
