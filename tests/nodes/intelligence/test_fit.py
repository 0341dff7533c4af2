from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inroad.analysis import (
    Analysis,
    CvCoverage,
    Fit,
    FitName,
    FitPart,
    GapAnalysis,
    JdStructure,
    MasterCv,
    Need,
    Pay,
    RoledContact,
    Strength,
)
from inroad.nodes.intelligence.fit import MOST, rank, reckon_fit
from inroad.state import Place, Posting
from tests.analysis_records import (
    CONTACTS,
    COVERAGE,
    CV,
    DOSSIER,
    JD,
    OPENING,
    analysis,
    asks,
    bare,
    found,
    posting_of,
    quote,
)

NOTHING = Posting(title="Florist", company="Fern")
HALF = "This counts half."


def part(fit: Fit, name: FitName) -> FitPart:
    return next(each for each in fit.parts if each.name == name)


def fit_of(
    posting: Posting = OPENING,
    jd: JdStructure | None = JD,
    cv: MasterCv | None = CV,
    coverage: CvCoverage | None = COVERAGE,
    contacts: list[RoledContact] | None = CONTACTS,
) -> Fit:
    return reckon_fit(posting, jd, cv, coverage, DOSSIER, contacts)


def test_the_parts_add_up_to_a_hundred_at_most() -> None:
    assert sum(MOST.values()) == 100
    assert [each.name for each in fit_of().parts] == list(MOST)
    assert [each.most for each in fit_of().parts] == list(MOST.values())


def test_each_part_has_its_points_and_its_sentence() -> None:
    assert [(each.points, each.known, each.why) for each in fit_of().parts] == [
        (25.6, True, "1 of 3 must-haves are covered, 1 by something near, 1 not at all."),
        (0.0, True, "0 of 1 nice-to-have is covered, 1 not at all."),
        (
            15.0,
            True,
            "5 years of experience asked for, 11.2 years in the CV. The posting wants a senior, and “Senior Software "
            "Engineer” is at that level.",
        ),
        (
            8.5,
            True,
            "“Senior Software Engineer” is the same kind of work. 1 of the 3 skills that the posting names are in the "
            "CV, and something near 1 more. The CV has work that has to do with finance, as the company has.",
        ),
        (8.0, True, "It is where you live: Austin, TX."),
        (2.5, False, f"The posting does not say what it pays. {HALF}"),
        (3.0, True, "It hires: “Quillmark will add 40 engineers in Austin.” (2026-02-01)."),
        (
            8.0,
            True,
            "2 people, 1 with something in common with you, 1 likely hiring manager, 1 verified address.",
        ),
    ]
    assert fit_of().score == 70.6


def test_what_is_not_known_counts_half_and_says_so() -> None:
    fit = reckon_fit(NOTHING, None, None, None, None, None)
    assert fit.score == 50
    assert all(each.points == each.most / 2 and not each.known and each.why.endswith(HALF) for each in fit.parts)


def test_requirements_without_a_cv_are_not_known() -> None:
    fit = fit_of(cv=None, coverage=None)
    told = part(fit, "must_haves")
    assert (told.points, told.known) == (20, False)
    assert told.why == f"The posting names 3 must-haves, and there is no CV to hold against them. {HALF}"


@pytest.mark.parametrize(
    ("strengths", "points"),
    [
        (["covered", "covered"], 40),
        (["partly", "partly"], 24),
        (["related", "missing"], 12),
        (["missing", "missing"], 0),
        (["covered"], 34.3),
    ],
)
def test_must_haves_count_by_weight_and_strength(strengths: Sequence[Strength], points: float) -> None:
    jd = posting_of([asks(1, "a", weight=0.9), asks(2, "b", weight=0.3)])
    coverage = CvCoverage(requirements=[found(at, strength) for at, strength in enumerate(strengths, 1)])
    assert part(fit_of(jd=jd, coverage=coverage), "must_haves").points == points


def test_pay_is_told_and_weighs_nothing() -> None:
    jd = JD.model_copy(update={"pay": Pay(at_least=90_000, quote=quote("$90,000 a year"))})
    told = part(fit_of(jd=jd), "pay")
    assert (told.points, told.known) == (2.5, False)
    assert told.why == f"The posting pays “$90,000 a year”; what you expect is not known. {HALF}"


@pytest.mark.parametrize(
    ("locations", "mode", "points", "says"),
    [
        (["Round Rock, TX"], "", 8, "It is where you live: Round Rock, TX."),
        (["Houston, TX"], "", 4.8, "It is in your region, perhaps too far for every day: Houston, TX."),
        (["Boston, MA"], "hybrid", 2, "It is in your country, but you would have to move: Boston, MA."),
        (["Boston, MA", "Austin, TX"], "", 8, "It is where you live: Austin, TX."),
        (["United States"], "", 4, "It is somewhere in your country: United States."),
        (["Berlin, Germany"], "onsite", 0, "It is in another country: Berlin, Germany."),
        (["Berlin, Germany"], "remote", 1.6, "It is remote, but from another country, which may rule you out: "),
        (["Remote - US"], "", 8, "It is remote, from your country: Remote - US."),
        (["Remote (Americas)"], "", 8, "It is remote, from your part of the world: Remote (Americas)."),
        (["Americas"], "", 2, "It is in your part of the world, but you may have to move: Americas."),
        (["Remote (EMEA)"], "", 1.6, "It is remote, but from another country, which may rule you out: Remote (EMEA)."),
        (["Texas"], "remote", 8, "It is remote, from your region: Texas."),
        (["Austin, TX"], "remote", 8, "It is remote, and where you live: Austin, TX."),
        ([], "remote", 8, "It is remote, and no place is named."),
        (["Palo Alto, CA"], "", 2, "It is in your country, but you would have to move: Palo Alto, CA."),
        ([], "", 4, f"The place of the posting or of the CV is not known. {HALF}"),
        (["the moon"], "", 4, f"The place of the posting or of the CV is not known. {HALF}"),
    ],
)
def test_place(locations: list[str], mode: str, points: float, says: str) -> None:
    posting = OPENING.model_copy(update={"locations": locations})
    told = part(fit_of(posting, JD.model_copy(update={"work_mode": mode})), "place")
    assert told.points == points
    assert told.why.startswith(says)


def test_a_cv_without_a_place_is_near_nothing() -> None:
    told = part(fit_of(cv=CV.model_copy(update={"place": Place()})), "place")
    assert (told.points, told.known) == (4, False)


def test_an_address_stands_in_only_where_no_place_can_be_read() -> None:
    address = Place(country="United States")
    for locations, points in ((["Boston, MA"], 2), (["the moon"], 4), ([], 4)):
        posting = OPENING.model_copy(update={"locations": locations, "address": address})
        assert part(fit_of(posting), "place").points == points


tenths = st.integers(0, 80).map(lambda value: value / 10)
names = st.sampled_from(["", "j1", "j2", "j3"])


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    one = bare(draw(names))
    advice = draw(st.sampled_from([None, "apply", "apply_with_gaps", "do_not_apply", "cannot_tell"]))
    gaps = GapAnalysis(advice=advice) if advice else None
    fit = Fit(score=draw(tenths)) if draw(st.booleans()) else None
    return one.model_copy(update={"gaps": gaps, "fit": fit, "run_id": draw(names)})


@given(st.lists(analyses(), max_size=6).flatmap(lambda each: st.tuples(st.just(each), st.permutations(each))))
def test_the_order_given_does_not_matter(pair: tuple[list[Analysis], list[Analysis]]) -> None:
    given_so, given_otherwise = pair
    assert rank(given_so) == rank(given_otherwise)
    assert len(rank(given_so)) == len(given_so)


def scored(job_id: str, score: float, advice: str = "apply") -> Analysis:
    gaps = GapAnalysis.model_validate({"advice": advice})
    return bare(job_id).model_copy(update={"fit": Fit(score=score), "gaps": gaps})


def test_best_first_equals_by_job_barred_ones_and_those_without_a_fit_last() -> None:
    given_so = [
        bare("a"),
        scored("b", 90, "do_not_apply"),
        scored("d", 60),
        scored("c", 60),
        scored("f", 95, "cannot_tell"),
        scored("e", 61, "apply_with_gaps"),
    ]
    assert [each.job_id for each in rank(given_so)] == ["e", "c", "d", "f", "b", "a"]


def test_a_better_cv_comes_first() -> None:
    poor = CvCoverage(requirements=[found(at, "missing") for at in range(1, 5)], years=1)
    worse = analysis(fit=fit_of(coverage=poor), job_id="a")
    assert rank([worse, analysis(job_id="b")])[0].job_id == "b"


STRENGTHS: list[Strength] = ["covered", "partly", "related", "missing"]
NEEDS: list[Need] = ["must", "nice"]


@st.composite
def inputs(draw: st.DrawFn) -> dict[str, Any]:
    weights = draw(st.lists(st.sampled_from([0.0, 0.1, 0.33, 0.7, 1.0]), max_size=7))
    requirements = [
        asks(at, f"thing {at}", draw(st.sampled_from(NEEDS)), weight=weight) for at, weight in enumerate(weights, 1)
    ]
    years = draw(st.sampled_from([None, {"at_least": 3}, {"at_least": 7, "at_most": 9}, {"at_most": 2}]))
    jd = posting_of(requirements, years=years, seniority=draw(st.sampled_from(["", "junior", "executive"])))
    coverage = CvCoverage(
        requirements=[found(at, draw(st.sampled_from(STRENGTHS))) for at in range(1, len(requirements) + 1)],
        years=draw(st.sampled_from([None, 0.3, 4.7, 31.0])),
    )
    return {
        "jd": draw(st.sampled_from([None, jd])),
        "cv": draw(st.sampled_from([None, CV])),
        "coverage": draw(st.sampled_from([None, coverage])),
        "dossier": draw(st.sampled_from([None, DOSSIER])),
        "contacts": draw(st.sampled_from([None, [], CONTACTS[1:], CONTACTS])),
    }


@given(inputs())
def test_the_score_is_the_sum_of_its_parts(given_so: dict[str, Any]) -> None:
    fit = reckon_fit(OPENING, **given_so)
    assert sum(round(each.points * 10) for each in fit.parts) == round(fit.score * 10)
    assert fit.score == round(fit.score, 1)
    assert all(each.points == round(each.points, 1) and 0 <= each.points <= each.most for each in fit.parts)
    assert all(each.known or (each.points == each.most / 2 and each.why.endswith(HALF)) for each in fit.parts)
    assert fit == reckon_fit(OPENING, **given_so)
