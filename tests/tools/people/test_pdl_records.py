"""People Data Labs' records as people: what is masked, missing or odd is not known, and never shown."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from inroad.sandbox.pdl.shaping import MASKED, masked
from inroad.sandbox.people.population import Population
from inroad.sandbox.records import entry_of
from inroad.state import Education, KnownAddress, Person, Provenance
from inroad.tools.people.pdl_records import FIELDS, person_from, works_there

DAY = date(2026, 11, 2)
NOW = {"company": {"name": "acme robotics"}, "end_date": None, "is_primary": True}
BEFORE = {"company": {"name": "bolt works"}, "end_date": "2019-04", "is_primary": False}
STUDY = {
    "school": {"name": "university of lakeshore", "type": "post-secondary institution", "domain": "lakeshore.example"},
    "degrees": ["bachelors", "bachelor of science"],
    "majors": ["physics", "music"],
    "start_date": "2008-09",
    "end_date": "2012-05-31",
    "raw": ["bachelor of science, physics, university of lakeshore"],
    "summary": "with honours",
}
ANNA = {
    "id": "Zk3vQ0_0000",
    "full_name": "anna o'connor",
    "first_name": "anna",
    "last_name": "o'connor",
    "linkedin_url": "linkedin.com/in/anna-oconnor-example",
    "work_email": "anna@acme.example",
    "personal_emails": ["anna@home.example", "ANNA.O@home.example"],
    "job_title": "vp of engineering",
    "job_company_name": "acme robotics",
    "location_name": "austin, texas, united states",
    "experience": [NOW, BEFORE],
    "education": [STUDY],
}


def read(record: dict[str, Any]) -> Person:
    person = person_from(record, DAY)
    assert person is not None
    return person


def test_a_whole_record() -> None:
    person = read(ANNA)
    assert person.person_id.startswith("p_")
    assert person.model_dump(exclude={"person_id"}) == Person(
        person_id="",
        first_name="Anna",
        last_name="O'Connor",
        title="VP of Engineering",
        company="Acme Robotics",
        location="Austin, Texas, United States",
        linkedin="https://www.linkedin.com/in/anna-oconnor-example",
        addresses=[
            KnownAddress(address=each, source="People Data Labs", date=DAY)
            for each in ("anna@acme.example", "anna@home.example", "ANNA.O@home.example")
        ],
        education=[
            Education(
                school="University of Lakeshore",
                degree="bachelors, bachelor of science",
                field="physics, music",
                start_year=2008,
                start_month=9,
                end_year=2012,
                end_month=5,
                school_kind="post-secondary",
                school_domain="lakeshore.example",
                raw="bachelor of science, physics, university of lakeshore",
                summary="with honours",
            )
        ],
        past_employers=["Bolt Works"],
        provider_ids=["pdl:Zk3vQ0_0000"],
        provenance=[Provenance(source="People Data Labs", date=DAY)],
    ).model_dump(exclude={"person_id"})


def test_stale_is_marked() -> None:
    person = person_from(ANNA, DAY, stale=True)
    assert person is not None
    assert person.stale


@pytest.mark.parametrize("hidden", [True, False, None])
def test_a_field_that_is_hidden_is_not_known(hidden: bool | None) -> None:
    names = {"first_name", "last_name", "full_name", "id"}
    person = read({key: value if key in names else hidden for key, value in ANNA.items()})
    assert person.model_dump(exclude={"person_id"}) == Person(
        person_id="",
        first_name="Anna",
        last_name="O'Connor",
        provider_ids=["pdl:Zk3vQ0_0000"],
        provenance=[Provenance(source="People Data Labs", date=DAY)],
    ).model_dump(exclude={"person_id"})


@pytest.mark.parametrize("value", [True, False, None, 7, "", " ", [True], {"value": True}, [None], [[]], [{}]])
def test_no_type_of_value_breaks_or_is_shown(value: Any) -> None:
    for key in ANNA:
        person = person_from({**ANNA, key: value}, DAY)
        assert person is not None
        assert "True" not in person.model_dump_json()
        assert "None" not in person.model_dump_json()
        works_there({**ANNA, key: value}, "acme robotics")
    for inner in ("company", "title", "end_date", "is_primary"):
        works_there({**ANNA, "experience": [{**NOW, inner: value}]}, "acme robotics")
    for inner in STUDY:
        assert "True" not in read({**ANNA, "education": [{**STUDY, inner: value}]}).model_dump_json()


@pytest.mark.parametrize(
    "record",
    [
        {"id": "only_0000"},
        {},
        {"id": "x", "full_name": True, "first_name": True, "last_name": None},
        {"full_name": " "},
        {"id": "x", "linkedin_url": "linkedin.com/in/somebody-example"},
    ],
)
def test_who_has_no_name_is_nobody(record: dict[str, Any]) -> None:
    assert person_from(record, DAY) is None


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"full_name": "maria de la cruz"}, "Maria De La Cruz"),
        ({"full_name": "seán o'connor"}, "Seán O'Connor"),
        ({"full_name": "seán o’connor"}, "Seán O’Connor"),
        ({"first_name": "ewan", "last_name": "mcdonald"}, "Ewan McDonald"),
        ({"first_name": "mack", "last_name": "macey"}, "Mack Macey"),
        ({"first_name": "anne-marie", "last_name": "smith jones"}, "Anne-Marie Smith Jones"),
        ({"first_name": "Ewan", "last_name": "MacLeod"}, "Ewan MacLeod"),
        ({"first_name": "李", "last_name": "明"}, "李 明"),
        ({"full_name": "cher"}, "Cher"),
        ({"first_name": True, "last_name": True, "full_name": "anna bell"}, "Anna Bell"),
        ({"first_name": "anna", "full_name": "anna maria bell"}, "Anna Maria Bell"),
        ({"first_name": "anna", "last_name": None, "full_name": True}, "Anna"),
        ({"first_name": "anna\n", "last_name": "\tbell\u0000"}, "Anna Bell"),
    ],
)
def test_names_get_their_capitals(given: dict[str, Any], name: str) -> None:
    assert read(given).name == name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("vp of engineering", "VP of Engineering"),
        ("vp, product", "VP, Product"),
        ("ai/ml engineer (it)", "AI/ML Engineer (IT)"),
        ("director of r&d", "Director of R&D"),
        ("of counsel", "Of Counsel"),
        ("node.js developer", "Node.js Developer"),
        ("Staff engineer", "Staff engineer"),
        ("", ""),
    ],
)
def test_titles_are_written_as_people_do(given: str, shown: str) -> None:
    assert read({"full_name": "anna bell", "job_title": given}).title == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("the example state university", "The Example State University"),
        ("la example university", "La Example University"),
    ],
)
def test_a_name_begins_with_a_capital(given: str, shown: str) -> None:
    education = read({**ANNA, "education": [{"school": {"name": given}}]}).education
    assert [entry.school for entry in education] == [shown]


@pytest.mark.parametrize(
    ("experience", "there"),
    [
        ([NOW, BEFORE], True),
        ([], True),
        (None, True),
        (True, True),
        ([{**NOW, "end_date": "2025-01"}], False),
        ([{**BEFORE, "end_date": None, "is_primary": True}, {**NOW, "is_primary": False}], False),
        ([BEFORE], False),
        ([{**NOW, "is_primary": False}], True),
        ([{**NOW, "end_date": "2025-01"}, {**NOW, "is_primary": False}], False),
        ([{**NOW, "is_primary": False, "end_date": "2020"}, {**NOW, "is_primary": False}], True),
        ([{**NOW, "company": {"name": "ACME  Robotics"}}], True),
        ([{**NOW, "company": None}, BEFORE], False),
        ([{**NOW, "end_date": True}], True),
    ],
)
def test_whether_the_job_is_still_held(experience: Any, there: bool) -> None:
    assert works_there({**ANNA, "experience": experience}, "acme robotics") is there


def test_without_a_company_the_record_is_believed() -> None:
    assert works_there({**ANNA, "experience": [BEFORE]}, "")


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2008", "2012", (2008, None, 2012, None)),
        ("2008-09", "2012-05-31", (2008, 9, 2012, 5)),
        (None, True, (None, None, None, None)),
        ("2008-13", "soon", (2008, None, None, None)),
    ],
)
def test_dates_of_education(start: Any, end: Any, found: tuple[int | None, ...]) -> None:
    (entry,) = read({**ANNA, "education": [{**STUDY, "start_date": start, "end_date": end}]}).education
    assert (entry.start_year, entry.start_month, entry.end_year, entry.end_month) == found


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ("post-secondary institution", "post-secondary"),
        ("secondary school", "secondary"),
        ("primary school", "primary"),
        ("academy", ""),
        (True, ""),
        (None, ""),
    ],
)
def test_kinds_of_school(given: Any, kind: str) -> None:
    (entry,) = read({**ANNA, "education": [{**STUDY, "school": {**STUDY_SCHOOL, "type": given}}]}).education
    assert entry.school_kind == kind


STUDY_SCHOOL = {"name": "university of lakeshore"}


def test_employers_before_come_once_and_without_the_present_one() -> None:
    jobs = [NOW, BEFORE, BEFORE, {**BEFORE, "company": {"name": "acme robotics"}}, {**BEFORE, "company": True}]
    more = {**BEFORE, "company": {"name": "the pear company"}}
    assert read({**ANNA, "experience": [*jobs, more]}).past_employers == ["Bolt Works", "The Pear Company"]


def test_addresses_are_each_listed_once_and_have_an_at() -> None:
    person = read({**ANNA, "personal_emails": ["anna@acme.example", "no address", True, None, "a@home.example"]})
    assert [known.address for known in person.addresses] == ["anna@acme.example", "a@home.example"]


def test_a_place_from_its_parts() -> None:
    parts = {"location_name": True, "location_locality": "austin", "location_region": None}
    assert read({**ANNA, **parts, "location_country": "united states"}).location == "Austin, United States"


def test_only_what_is_read_is_asked_for() -> None:
    class Watched(dict[str, Any]):
        """Tells which keys were looked up."""

        def get(self, key: str, default: Any = None) -> Any:
            looked_up.add(key)
            return super().get(key, default)

    looked_up: set[str] = set()
    record = Watched({**ANNA, "location_name": None, "last_name": None})
    person_from(record, DAY)
    works_there(record, "acme robotics")
    # Website and id are read by the source, which tells the company asked for from others of like name.
    assert looked_up | {"job_company_website", "job_company_id"} == {field.partition(".")[0] for field in FIELDS}


def test_a_masked_population_shows_nothing_masked() -> None:
    population = Population(seed=3)
    company = population.company("Acme Robotics")
    assert company is not None
    profiles = population.profiles(company)
    records = [masked(entry_of(profile, population.truth(profile.id)).record) for profile in profiles]
    assert len(records) > 25
    assert any(record["work_email"] is True for record in records)
    people = [person for record in records if (person := person_from(json.loads(json.dumps(record)), DAY))]
    assert "work_email" in MASKED
    assert not any(person.addresses for person in people)
    assert {"True", "true", "False", "false"}.isdisjoint(
        word for person in people for word in (*person.name.split(), *person.location.split(", "), person.title)
    )


def test_what_a_record_says_of_the_job_the_skills_and_the_company() -> None:
    more = {
        "job_start_date": "2021-03",
        "skills": ["python", "", None, "go"],
        "interests": ["rowing"],
        "job_company_industry": "computer software",
        "job_company_size": "51-200",
    }
    person = read({**ANNA, **more})
    assert (person.role_since, person.skills, person.interests) == ("2021-03", ["python", "go"], ["rowing"])
    assert (person.company_industry, person.company_size) == ("computer software", "51-200")
    old = person_from({**ANNA, **more}, DAY, stale=True)
    assert old is not None
    assert old.role_since == ""


@pytest.mark.parametrize(
    ("start", "since"),
    [("2021-03-15", "2021-03"), ("2021", "2021"), ("2021-13", "2021"), ("soon", ""), (None, ""), (True, "")],
)
def test_when_a_role_began(start: Any, since: str) -> None:
    assert read({**ANNA, "job_start_date": start}).role_since == since
