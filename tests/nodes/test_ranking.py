from __future__ import annotations

from datetime import date

import pytest

from inroad.nodes.ranking import alumni_of, common_employer, persona_of, rank, rank_of
from inroad.state import Education, JobState, Person, Persona, Sender, Strategy, Who, Work
from inroad.tools.cleaning.places import EmbeddedPlaceCleaner
from inroad.tools.cleaning.schools import SchoolCleaner
from inroad.tools.cleaning.titles import EmbeddedTitleCleaner

TITLES, PLACES = EmbeddedTitleCleaner(), EmbeddedPlaceCleaner()
TODAY = date(2026, 3, 14)
ROLE = "Senior Backend Engineer"


def _state(role: str = ROLE, school: str = "", profile: Sender | None = None, who: list[Who] | None = None) -> JobState:
    return JobState(
        enrichment=TITLES.clean(role),
        school=school,
        profile=profile,
        who=who or ["peers", "managers", "recruiters"],
        strategy=Strategy(
            kind="metro_primary",
            metro="austin, texas",
            city="Austin",
            region="Texas",
            country="United States",
        ),
    )


def _person(person_id: str, title: str = "", last_name: str = "", **more: object) -> Person:
    return Person.model_validate(
        {
            "person_id": person_id,
            "first_name": "Robin",
            "last_name": last_name or person_id,
            "title": title,
            **more,
        }
    )


@pytest.mark.parametrize(
    ("title", "role", "persona"),
    [
        ("Backend Engineer", ROLE, "peer"),
        ("Staff Software Engineer", ROLE, "peer"),
        ("Engineering Manager", ROLE, "manager"),
        ("Director of Engineering", ROLE, "manager"),
        ("VP of Engineering", ROLE, "manager"),
        ("Technical Recruiter", ROLE, "recruiter"),
        ("Talent Acquisition Partner", ROLE, "recruiter"),
        ("Account Executive", ROLE, "other"),
        ("HR Manager", ROLE, "recruiter"),
        ("HR Business Partner", "People Partner", "peer"),
        ("Fraud Operations Lead", "Fraud Agent", "peer"),
        ("Head of Data Operations", "Data Operations Financials Associate", "manager"),
        ("", ROLE, "other"),
        ("Engineering Manager", "Director of Engineering", "peer"),
        ("VP of Engineering", "Director of Engineering", "manager"),
        ("Store Manager", "Retail Sales Associate", "manager"),
        ("Data Scientist", "Data Analyst", "peer"),
        ("Product Manager", "Senior Product Manager", "peer"),
        ("Technical Recruiter", "Senior Recruiter", "recruiter"),
    ],
)
def test_persona(title: str, role: str, persona: Persona) -> None:
    assert persona_of(TITLES.clean(title), TITLES.clean(role)) == persona


def test_levels_stand_in_order() -> None:
    titles = ["Engineering Intern", "Junior Engineer", "Engineer", "Senior Engineer", "Engineering Manager"]
    ranks = [rank_of(TITLES.clean(title)) for title in titles]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)


def test_each_reason_has_its_sentence_and_its_points() -> None:
    sender = Sender(
        name="Ada",
        email="ada@mail.example",
        hometown="Porto",
        work=[Work(employer="Borealis Foods, Inc.")],
        education=[Education(school="Lakeshore State University")],
    )
    person = _person(
        "p1",
        "Senior Backend Engineer",
        location="Round Rock, Texas, United States",
        known=True,
        connected_on=date(2021, 3, 12),
        hometown="porto",
        past_employers=["Borealis Foods"],
        education=[Education(school="Lakeshore State University", degree="BSc", end_year=2016)],
    )
    [candidate] = rank(_state(profile=sender), [person], PLACES, TITLES, TODAY)
    assert candidate.why == [
        "Works in the same field, engineering: Senior Backend Engineer.",
        "Has the same job.",
        "At the level of the role.",
        "In the same place as the role: Round Rock.",
        "You have been connected since March 2021.",
        "Went to Lakeshore State University (BSc).",
        "You both worked for Borealis Foods.",
        "You both come from porto.",
    ]
    assert candidate.score == 30 + 8 + 10 + 10 + 25 + 20 + 12 + 6
    assert candidate.alumni is not None
    assert candidate.alumni.degree == "BSc"


def test_nothing_known_gives_no_reason_but_the_persona() -> None:
    [candidate] = rank(_state(), [_person("p1")], PLACES, TITLES, TODAY)
    assert candidate.why == ["Works at the company: no title known."]


def test_the_order_is_stable_and_best_first() -> None:
    people = [
        _person("p3", "Account Executive"),
        _person("p2", "Backend Engineer", last_name="Zimmer"),
        _person("p1", "Backend Engineer", last_name="Abel"),
        _person("p4", ROLE, last_name="Young"),
    ]
    order = [candidate.person_id for candidate in rank(_state(), people, PLACES, TITLES, TODAY)]
    assert order == ["p4", "p1", "p2", "p3"]
    assert order == [c.person_id for c in rank(_state(), people[::-1], PLACES, TITLES, TODAY)]


def test_the_best_of_each_kind_comes_before_more_of_the_same() -> None:
    peers = [_person(f"peer{n}", ROLE, known=True) for n in range(3)]
    people = [*peers, _person("manager", "Engineering Manager"), _person("recruiter", "Technical Recruiter")]
    order = [candidate.person_id for candidate in rank(_state(), people, PLACES, TITLES, TODAY)]
    assert order == ["peer0", "manager", "recruiter", "peer1", "peer2"]


@pytest.mark.parametrize(
    ("who", "ids"),
    [
        (["peers"], ["peer"]),
        (["managers"], ["manager"]),
        (["recruiters"], ["recruiter"]),
        (["peers", "recruiters"], ["peer", "recruiter"]),
        (["peers", "managers", "recruiters"], ["peer", "manager", "recruiter", "other"]),
    ],
)
def test_who_filters_and_others_only_fill_up(who: list[Who], ids: list[str]) -> None:
    people = [
        _person("other", "Account Executive"),
        _person("recruiter", "Technical Recruiter"),
        _person("manager", "Engineering Manager"),
        _person("peer", "Backend Engineer"),
    ]
    found = [candidate.person_id for candidate in rank(_state(who=who), people, PLACES, TITLES, TODAY)]
    assert found == sorted(found, key=ids.index)
    assert set(found) == set(ids)


@pytest.mark.parametrize(
    ("entry", "counts"),
    [
        (Education(school="Lakeshore State University", degree="BSc"), True),
        (Education(school="The Lakeshore State University", end_year=2015), True),
        (Education(school="Lakeshore State University"), False),
        (Education(school="Lakeshore University", degree="BSc"), False),
    ],
)
def test_an_alumnus_has_a_degree_or_an_end(entry: Education, counts: bool) -> None:
    person = _person("p1", education=[entry])
    school = SchoolCleaner().clean("Lakeshore State University")
    assert (alumni_of(person, [school], students=False, today=TODAY) is not None) == counts


def test_with_a_school_only_its_alumni_stay() -> None:
    people = [
        _person("p1", "Backend Engineer"),
        _person("p2", "Backend Engineer", education=[{"school": "Lakeshore State University", "degree": "BSc"}]),
    ]
    found = rank(_state(school="Lakeshore State University"), people, PLACES, TITLES, TODAY)
    assert [candidate.person_id for candidate in found] == ["p2"]


def test_a_common_employer_is_matched_by_company_not_by_spelling() -> None:
    sender = Sender(name="Ada", email="ada@mail.example", work=[Work(employer="Acme Robotics, Inc.")])
    assert common_employer(_person("p", past_employers=["Acme Roofing", "acme robotics"]), sender) == "acme robotics"
    assert common_employer(_person("p", past_employers=["Acme Roofing"]), sender) == ""


def test_a_stale_record_is_marked() -> None:
    origin = {"source": "People Data Labs", "date": date(2026, 1, 2)}
    [candidate] = rank(_state(), [_person("p1", ROLE, stale=True, provenance=[origin])], PLACES, TITLES, TODAY)
    assert candidate.why[-1] == "Known from a record of 2026-01-02, which may be out of date."
