from __future__ import annotations

from typing import Any

import pytest

from inroad.analysis import CvCoverage, CvSection, JdStructure, MasterCv
from inroad.tools.fit.experience import judge_experience
from inroad.tools.fit.levels import rung_of_cv, rung_of_posting
from tests.analysis_records import cv_of, work

UNKNOWN = "The posting says nothing of years or level, or the CV has no positions with dates."


def titled(title: str) -> MasterCv:
    return cv_of(work(0, title, "Acme Example", "2020", ""))


@pytest.mark.parametrize(
    ("asked", "shown", "value", "says"),
    [
        ({"at_least": 5}, 7, 1.0, "5 years of experience asked for, 7 years in the CV."),
        ({"at_least": 1}, 1, 1.0, "1 year of experience asked for, 1 year in the CV."),
        ({"at_least": 5}, 2.5, 0.5, "5 years of experience asked for, 2.5 years in the CV."),
        ({"at_least": 2, "at_most": 4}, 3, 1.0, "2 to 4 years of experience asked for, 3 years in the CV."),
        (
            {"at_most": 4},
            8,
            0.5,
            "Up to 4 years of experience asked for, 8 years in the CV, which is more than is wanted.",
        ),
        ({"at_least": 1, "at_most": 2}, 30, 0.4, None),
        ({"at_least": 0}, 30, None, UNKNOWN),
        ({"at_least": 5}, None, None, UNKNOWN),
        (None, 5, None, UNKNOWN),
    ],
)
def test_years(asked: dict[str, Any] | None, shown: float | None, value: float | None, says: str | None) -> None:
    jd = JdStructure.model_validate({"years": asked})
    judged = judge_experience(jd, cv_of(), CvCoverage(years=shown))
    assert judged.value == value
    assert says in (None, judged.why)


@pytest.mark.parametrize(
    ("seniority", "title", "value", "says"),
    [
        ("senior", "Senior Engineer", 1.0, "The posting wants a senior, and “Senior Engineer” is at that level."),
        ("senior", "Engineer", 0.7, "The posting wants a senior; “Engineer” is 1 step below that."),
        ("director", "Engineer", 0.0, "The posting wants a director; “Engineer” is 3 steps below that."),
        ("executive", "Engineer", 0.0, "The posting wants an executive; “Engineer” is 4 steps below that."),
        ("intern", "Engineer", 0.45, "The posting wants an intern; “Engineer” is 2 steps above that."),
        ("junior", "Senior Engineer", 0.45, "The posting wants a junior; “Senior Engineer” is 2 steps above that."),
        ("junior", "VP of Engineering", 0.15, None),
        ("", "Engineer", None, UNKNOWN),
    ],
)
def test_too_junior_costs_and_too_senior_too(seniority: str, title: str, value: float | None, says: str | None) -> None:
    jd = JdStructure.model_validate({"seniority": seniority})
    judged = judge_experience(jd, titled(title), None)
    assert judged.value == value
    assert says in (None, judged.why)


def test_years_and_level_count_together() -> None:
    jd = JdStructure.model_validate({"seniority": "senior", "years": {"at_least": 8}})
    judged = judge_experience(jd, titled("Engineer"), CvCoverage(years=4))
    assert judged.value == pytest.approx((8 * 0.5 + 7 * 0.7) / 15)


def test_without_a_cv_or_positions_nothing_is_known() -> None:
    assert judge_experience(None, None, None) == (None, "There is no CV to compare with.")
    jd = JdStructure.model_validate({"seniority": "senior"})
    assert judge_experience(jd, cv_of(), None) == (None, UNKNOWN)


@pytest.mark.parametrize(
    ("seniority", "years", "rung"),
    [("manager", 1.0, 4), ("", 1.0, 1), ("", 3.0, 2), ("", 6.0, 3), ("", None, None)],
)
def test_rung_of_a_posting(seniority: Any, years: float | None, rung: int | None) -> None:
    assert rung_of_posting(seniority, years) == rung


@pytest.mark.parametrize(
    ("title", "years", "rung"),
    [
        ("Software Engineer", None, 2),
        ("Software Engineer", 1, 1),
        ("Software Engineer", 9, 3),
        ("Junior Software Engineer", 9, 1),
        ("Software Engineering Intern", 1, 0),
        ("Engineering Manager", 9, 4),
        ("Chief Technology Officer", 9, 6),
        ("Owner", 9, 4),
    ],
)
def test_rung_of_a_title(title: str, years: float | None, rung: int) -> None:
    assert rung_of_cv(titled(title), years) == (rung, title)


def test_the_latest_position_counts_and_the_highest_of_those_held_now() -> None:
    before = work(0, "Head of Sales", "Acme Example", "2012", "2018-04")
    last = work(1, "Junior Data Analyst", "Bolt Example", "2018", "2019-02")
    assert rung_of_cv(cv_of(before, last), None) == (1, "Junior Data Analyst")
    now = [
        work(2, "Data Analyst", "Coil Example", "2020", ""),
        work(3, "Senior Data Analyst", "Dune Example", "2021", ""),
    ]
    assert rung_of_cv(cv_of(before, *now, last), None) == (3, "Senior Data Analyst")
    assert rung_of_cv(cv_of(CvSection(path="work[0]", kind="work")), None) is None
