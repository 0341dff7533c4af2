from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from inroad.nodes.facts.common import Grounds, common_ground
from inroad.nodes.facts.person import person_facts
from inroad.nodes.facts.sender import sender_facts
from inroad.nodes.facts.studies import shared_years
from inroad.state import Alumni, Contact, Education, Fact, Person, Posting, Provenance, Sender, Work
from inroad.tools.cleaning.titles import EmbeddedTitleCleaner

DAY = date(2026, 3, 1)
OPENING = Posting(title="Engineer", company="Acme", source="text")
TITLES = EmbeddedTitleCleaner()


def study(school: str = "Lakeshore State University", **more: Any) -> Education:
    return Education(school=school, **{"degree": "BSc", "start_year": 2010, "end_year": 2014, **more})


def common(
    person: dict[str, Any], sender: dict[str, Any], alumni: Alumni | None = None, students: bool = False
) -> list[Fact]:
    them = Person(person_id="p", provenance=[Provenance(source="market", date=DAY)], **person)
    me = Sender(**{"name": "Ada", "email": "ada@mail.example", "source": "me.json", **sender})
    fields = dict.fromkeys(("first_name", "last_name", "title", "company", "location", "linkedin"), "")
    contact = Contact(person_id="p", persona="peer", alumni=alumni, **fields)
    theirs = person_facts(them, contact, OPENING, DAY)
    own = sender_facts(me, "", "", DAY.year)
    found = common_ground(Grounds(them, theirs, me, own), contact, TITLES, students=students, today=DAY)
    known = {fact.id for fact in (*theirs, *own)}
    assert all(len(fact.rests_on) == 2 and set(fact.rests_on) <= known for fact in found)
    return found


def told(*args: Any, **more: Any) -> dict[str, tuple[str, list[str]]]:
    return {fact.id: (fact.text, fact.rests_on) for fact in common(*args, **more)}


def test_all_that_two_people_may_share_strongest_first() -> None:
    found = common(
        {
            "title": "Senior Engineer",
            "company": "Acme",
            "hometown": "dayton",
            "past_employers": ["Bolt Works", "Quill & Co."],
            "education": [study("Larkfield University", field="history"), study(field="physics, music")],
            "skills": ["python", "leadership", "go"],
            "interests": ["chess", "rowing"],
        },
        {
            "hometown": "Dayton",
            "work": [
                Work(employer="Borealis", position="Backend Engineer", current=True),
                Work(employer="Acme, Inc."),
                Work(employer="Quill"),
            ],
            "education": [study("Riverside College"), study(field="Physics", start_year=2012, end_year=2016)],
            "skills": ["Leadership", "Go", "Python"],
            "interests": ["Rowing"],
        },
    )
    assert [(fact.id, fact.text, fact.rests_on) for fact in found] == [
        ("common.school", "Lakeshore State University", ["person.school.2", "sender.school.2"]),
        ("common.school_years", "2012 to 2014", ["person.studied.2", "sender.studied.2"]),
        ("common.company", "Acme", ["person.company", "sender.employer.1"]),
        ("common.employer", "Quill & Co.", ["person.employer.2", "sender.employer.2"]),
        ("common.town", "dayton", ["person.hometown", "sender.hometown"]),
        ("common.field", "engineering", ["person.title", "sender.role"]),
        ("common.study", "Physics", ["person.field.2", "sender.field.2"]),
        ("common.skill.1", "Python", ["person.skill.1", "sender.skill.3"]),
        ("common.skill.2", "Go", ["person.skill.3", "sender.skill.2"]),
        ("common.interest.1", "Rowing", ["person.interest.2", "sender.interest.1"]),
    ]
    assert {(fact.source, fact.date) for fact in found} == {("market; me.json", DAY)}


def test_strangers_share_nothing() -> None:
    assert told({}, {}) == {}
    assert told({"title": "Engineer", "education": [study()]}, {"education": [study("Larkfield University")]}) == {}


@pytest.mark.parametrize(
    ("theirs", "own", "years"),
    [
        ((2010, 2014), (2012, 2016), "2012 to 2014"),
        ((2010, 2014), (2010, 2014), "2010 to 2014"),
        ((2010, 2014), (2014, 2018), ""),
        ((2010, 2014), (2015, 2018), ""),
        ((None, 2014), (2010, 2014), ""),
        ((2010, 2014), (None, 2014), ""),
        ((2000, 2014), (2010, 2014), ""),
    ],
)
def test_the_same_time_is_said_only_when_it_is_sure(
    theirs: tuple[int | None, int], own: tuple[int | None, int], years: str
) -> None:
    found = told(
        {"education": [study(start_year=theirs[0], end_year=theirs[1])]},
        {"education": [study(start_year=own[0], end_year=own[1])]},
    )
    assert found["common.school"][0] == "Lakeshore State University"
    assert found.get("common.school_years", ("",))[0] == years


@pytest.mark.parametrize(
    ("entry", "own"),
    [
        (study(degree="certificate", start_year=None, end_year=None), study()),
        (study("Lakeshore State University Online"), study()),
        (study("USC", degree="BSc"), study("USC")),
        (study("---"), study("---")),
        (study(""), study("")),
    ],
)
def test_a_school_that_may_be_another_or_no_degree_is_no_common_ground(entry: Education, own: Education) -> None:
    assert "common.school" not in told({"education": [entry]}, {"education": [own]})


def test_students_count_where_they_are_asked_for() -> None:
    entry, own = study(degree="", start_year=2024, end_year=2028), study()
    assert "common.school" not in told({"education": [entry]}, {"education": [own]})
    assert "common.school" in told({"education": [entry]}, {"education": [own]}, students=True)


def test_the_school_asked_for_is_common_when_the_sender_went_there() -> None:
    alumni = Alumni(school="Lakeshore State University")
    assert told({}, {"education": [study()]}, alumni) == {
        "common.school": ("Lakeshore State University", ["person.school", "sender.school.1"])
    }
    assert told({}, {"education": [study("Larkfield University")]}, alumni) == {}


def test_where_one_works_today_is_not_where_one_worked() -> None:
    assert told({"company": "Acme"}, {"work": [Work(employer="Acme", position="Nurse", current=True)]}) == {}


@pytest.mark.parametrize(
    "work",
    [
        [Work(employer="Acme", current=True)],
        [Work(employer="Borealis", position="Nurse", current=True), Work(employer="Acme", current=True)],
        [Work(employer="Borealis", position="Nurse", current=True), Work(employer="Acme, Inc.", current=True)],
        [Work(employer="Acme, Inc.", position="Nurse", current=True), Work(employer="Acme", position="Intern")],
    ],
)
def test_no_company_of_today_is_called_one_of_the_past(work: list[Work]) -> None:
    assert "common.company" not in told({"company": "Acme"}, {"work": work})


@pytest.mark.parametrize(
    ("theirs", "own", "school"),
    [
        ("Harvard Business School", "Harvard University", "Harvard University"),
        ("Harvard University", "Harvard Business School", None),
        ("Harvard Business School Online", "Harvard University", None),
        ("Harvard Business School Online", "Harvard Business School", None),
        ("UT Austin", "University of Texas at Austin", "University of Texas at Austin"),
    ],
)
def test_a_school_in_common_is_one_that_both_name(theirs: str, own: str, school: str | None) -> None:
    found = told({"education": [study(theirs)]}, {"education": [study(own)]})
    assert found.get("common.school", (None,))[0] == school
    asked_for = told({}, {"education": [study(own)]}, Alumni(school=theirs))
    assert asked_for.get("common.school", (None,))[0] == school


@pytest.mark.parametrize(
    ("theirs", "own", "shared"),
    [
        ("Dayton", "dayton", True),
        ("Vienna, Austria", "Vienna, Austria", True),
        ("Springfield", "Springfield", False),
        ("Portland", "Portland", False),
        ("Columbus", "columbus", False),
        ("Springfield, United States", "Springfield, United States", False),
        ("Springfield, Illinois", "springfield, illinois", True),
        ("Portland, Oregon", "Portland, Maine", False),
        ("Portland, Oregon", "Portland", False),
        ("Upper Sample Creek", "Upper Sample Creek", True),
    ],
)
def test_a_town_that_may_be_another_is_no_common_ground(theirs: str, own: str, shared: bool) -> None:
    assert ("common.town" in told({"hometown": theirs}, {"hometown": own})) is shared


def test_nothing_of_today_is_shared_with_an_old_record() -> None:
    person = {"title": "Engineer", "company": "Acme", "stale": True}
    work = [Work(employer="Borealis", position="Engineer", current=True), Work(employer="Acme")]
    assert told(person, {"work": work}) == {}


def test_freelancing_is_no_employer_in_common() -> None:
    assert told({"past_employers": ["Freelance", "Self-Employed"]}, {"work": [Work(employer="Freelance")]}) == {}


@pytest.mark.parametrize(
    ("title", "position", "field"),
    [
        ("Recruiter", "Software Engineer", None),
        ("Software Engineer", "Backend Engineer", "engineering"),
        ("Software Engineer", "Engineer", "engineering"),
        ("Software Engineer", "Mechanical Engineer", None),
        ("Product Designer", "Product Manager", None),
        ("Product Designer", "UX Designer", None),
        ("Senior Product Manager", "Product Manager", "product management"),
        ("Zorbist", "Zorbist", None),
    ],
)
def test_the_field_is_the_same_kind_of_work(title: str, position: str, field: str | None) -> None:
    found = told({"title": title}, {"work": [Work(employer="Borealis", position=position, current=True)]})
    assert found.get("common.field", (None,))[0] == field


def test_who_has_no_work_today_shares_no_field() -> None:
    assert told({"title": "Software Engineer"}, {"label": "Software Engineer"}) == {}


@pytest.mark.parametrize("own", [study("Larkfield University", field="Physics", end_year=2026), study(field="Music")])
def test_a_field_of_study_is_shared_when_both_are_through_with_it(own: Education) -> None:
    assert "common.study" not in told({"education": [study(field="physics")]}, {"education": [own]})
    unfinished = study("Riverside College", field="physics", degree="")
    assert "common.study" not in told({"education": [unfinished]}, {"education": [study(field="Physics")]})


def test_at_most_three_skills_are_named() -> None:
    skills = ["rust", "go", "python", "kafka", "redis"]
    found = told({"skills": skills}, {"skills": skills})
    assert list(found) == ["common.skill.1", "common.skill.2", "common.skill.3"]


@pytest.mark.parametrize("other", [study(start_year=None), study(end_year=None)])
def test_without_all_four_years_none_are_shared(other: Education) -> None:
    assert shared_years(study(), study()) == "2010 to 2014"
    assert shared_years(study(), other) == ""
