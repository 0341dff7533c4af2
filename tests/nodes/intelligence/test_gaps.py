from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inroad.analysis import (
    CvCoverage,
    GapAnalysis,
    Requirement,
    RequirementCoverage,
    Seniority,
    Strength,
)
from inroad.nodes.intelligence.gaps import find_gaps
from tests.analysis_records import CV, LINE, asks, cv_of, found, gaps_of, line, only_gap, posting_of, work


def test_a_requirement_that_was_not_looked_for_is_a_gap() -> None:
    told = find_gaps(posting_of([asks(1, "Patience")]), CvCoverage(), CV)
    assert [(gap.strength, gap.why) for gap in told.gaps] == [("missing", "It was not looked for.")]


def test_the_weightiest_comes_first_then_what_must_be_met_then_the_order_of_the_text() -> None:
    told = gaps_of(
        (asks(1, "a", "nice", weight=0.5), found(1, "missing")),
        (asks(2, "b", weight=0.5), found(2, "missing")),
        (asks(3, "c", weight=0.5), found(3, "related")),
        (asks(4, "d", "nice", weight=0.9), found(4, "missing")),
        (asks(5, "e", weight=1.0), found(5, "covered")),
    )
    assert [gap.requirement for gap in told.gaps] == ["r4", "r2", "r3", "r1"]


def musts(*strengths: Strength, **fields: Any) -> GapAnalysis:
    pairs = [
        (asks(at, f"thing {at}", **{"skills": ["jira"], **fields}), found(at, strength))
        for at, strength in enumerate(strengths, 1)
    ]
    return gaps_of(*pairs)


@pytest.mark.parametrize(
    ("strengths", "advice", "why"),
    [
        (["covered"] * 3, "apply", "3 of 3 must-haves are covered."),
        (
            ["covered"] * 4 + ["partly"],
            "apply",
            "4 of 5 must-haves are covered, 1 in part.",
        ),
        (
            ["covered"] * 2 + ["partly", "related", "missing"],
            "apply_with_gaps",
            "2 of 5 must-haves are covered, 1 in part, 1 by something near, 1 not at all. See to the gaps first.",
        ),
        (
            ["related"] + ["missing"] * 4,
            "do_not_apply",
            "0 of 5 must-haves are covered, 1 by something near, 4 not at all. "
            "That is too little to go on; the time is better spent on another posting.",
        ),
        (
            ["missing"],
            "apply_with_gaps",
            "0 of 1 must-have is covered, 1 not at all. The CV shows little of what is asked for: the letter has to, "
            "or leave it.",
        ),
    ],
)
def test_the_advice_counts(strengths: Sequence[Strength], advice: str, why: str) -> None:
    told = musts(*strengths)
    assert (told.advice, told.why) == (advice, why)


def test_a_wider_name_of_what_is_there_is_to_be_named() -> None:
    requirement = asks(1, "Infrastructure as code", skills=["infrastructure as code"])
    gap = only_gap(requirement, found(1, "partly", ["Infrastructure as code"], [LINE]), terraform=2.0)
    assert (gap.remedy, gap.what) == (
        "reword",
        "Name Infrastructure as code beside terraform, as that is a case of it.",
    )


@pytest.mark.parametrize(("language", "advice"), [("en", "do_not_apply"), ("de", "apply_with_gaps")])
def test_experience_in_plain_words_counts_where_the_words_could_be_compared(language: str, advice: str) -> None:
    requirements = [asks(at, f"Experience with gardens of kind {at}") for at in range(1, 6)]
    coverage = CvCoverage(requirements=[found(at, "missing") for at in range(1, 6)])
    assert find_gaps(posting_of(requirements, language=language), coverage, CV).advice == advice


def test_what_a_cv_can_hardly_show_does_not_turn_anybody_away() -> None:
    strengths: list[Strength] = ["missing"] * 6
    assert musts(*strengths, skills=[]).advice == "apply_with_gaps"


def test_nice_to_haves_decide_where_nothing_must_be_met() -> None:
    told = musts("covered", "missing", need="nice")
    assert (told.advice, told.why.split(".")[0]) == (
        "apply_with_gaps",
        "1 of 2 nice-to-haves are covered, 1 not at all",
    )


def test_a_barrier_decides_whatever_else_is_covered() -> None:
    told = gaps_of(
        (asks(1, "Python"), found(1, "covered")),
        (asks(2, "You are a licensed attorney " + "of long standing " * 6), found(2, "missing")),
        (asks(3, "Top secret clearance"), found(3, "missing")),
    )
    assert told.advice == "do_not_apply"
    assert told.why == (
        "1 of 3 must-haves are covered, 2 not at all. What stands in the way: “You are a licensed attorney of long "
        "standing of long standing of long standing…”, and 1 more."
    )


def test_weights_of_nothing_count_alike() -> None:
    assert musts("covered", "covered", "covered", "covered", "missing", weight=0).advice == "apply"


def test_without_requirements_nobody_can_tell() -> None:
    told = find_gaps(posting_of([]), CvCoverage(), CV)
    assert (told.gaps, told.advice) == ([], "cannot_tell")
    assert told.why == "No requirement could be read in the posting; read it yourself before you decide."


SKILLS = ["python", "kubernetes", "docker", "salesforce", "accounting", "german", "communication skills", "rust"]
STRENGTHS: list[Strength] = ["covered", "partly", "related", "missing"]
CLAIM = re.compile(
    r"\b(?:you (?:have|know|can|are|speak|master)|your|you've|experienced? (?:in|with)|skilled"
    r"|CV (?:shows|has|names))\b([^.;]*)",
    re.IGNORECASE,
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Requirement], list[RequirementCoverage], dict[str, float]]:
    shown = draw(st.lists(st.sampled_from(SKILLS), unique=True, max_size=4))
    requirements, coverages = [], []
    for number in range(1, draw(st.integers(0, 6)) + 1):
        skills = draw(st.lists(st.sampled_from(SKILLS), unique=True, max_size=3))
        requirement = asks(
            number,
            f"We want {', '.join(skills)}" if skills else "We want a calm mind",
            draw(st.sampled_from(["must", "nice"])),
            skills=skills,
            years=draw(st.sampled_from([None, {"at_least": 3}, {"at_least": 8}])),
            degree=draw(st.sampled_from(["", "bachelor"])),
            any_of=draw(st.booleans()),
            weight=draw(st.sampled_from([0.0, 0.3, 0.5, 1.0])),
        )
        strength = draw(st.sampled_from(STRENGTHS))
        missing = [skill for skill in skills if skill not in shown]
        evidence = [line("work[0].highlights[0]", "Did it", *(skill for skill in skills if skill in shown))]
        requirements.append(requirement)
        coverages.append(found(number, strength, missing, evidence if strength in ("covered", "partly") else []))
    return requirements, coverages, dict.fromkeys(shown, 2.0)


@given(cases(), st.sampled_from([None, 1.0, 9.0]))
def test_the_gaps_are_exactly_what_is_not_covered_and_none_claims_what_is_missing(
    case: tuple[list[Requirement], list[RequirementCoverage], dict[str, float]], years: float | None
) -> None:
    requirements, coverages, by_skill = case
    coverage = CvCoverage(requirements=coverages, years=years, years_by_skill=by_skill)
    told = find_gaps(posting_of(requirements), coverage, cv_of())
    uncovered = {each.requirement for each in coverages if each.strength != "covered"}
    assert len(told.gaps) == len(uncovered)
    assert {gap.requirement for gap in told.gaps} == uncovered
    assert [gap.weight for gap in told.gaps] == sorted((gap.weight for gap in told.gaps), reverse=True)
    absent = [skill for skill in SKILLS if skill not in by_skill]
    for gap in told.gaps:
        for claim in CLAIM.findall(f"{gap.what} {gap.why}"):
            assert not [skill for skill in absent if skill in claim]
        assert gap.need == "must" or gap.remedy != "do_not_apply"
    assert told == find_gaps(posting_of(requirements), coverage, cv_of())


@pytest.mark.parametrize(
    ("title", "seniority", "advice"),
    [
        ("Software Engineering Intern", "director", "do_not_apply"),
        ("Software Engineering Intern", "lead", "do_not_apply"),
        ("Software Engineering Intern", "senior", "apply_with_gaps"),
        ("Software Engineering Intern", "", "apply_with_gaps"),
        ("Engineering Manager", "director", "apply_with_gaps"),
    ],
)
def test_who_stands_far_below_the_role_is_told_so(title: str, seniority: Seniority, advice: str) -> None:
    jd = posting_of([asks(1, "Python"), asks(2, "You build coalitions")], seniority=seniority)
    coverage = CvCoverage(requirements=[found(1, "covered"), found(2, "missing")], years=1)
    told = find_gaps(jd, coverage, cv_of(work(0, title, "Acme Example", "2025-06", "2025-09")))
    assert told.advice == advice
    assert ("steps below" in told.why) is (advice == "do_not_apply")
