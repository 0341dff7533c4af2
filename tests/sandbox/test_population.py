"""The made-up people: the same each time, as many and as flawed as real records are."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from functools import cache
from statistics import median

import pytest

from inroad.reference.titles import roles_of_sub_roles, vocabulary
from inroad.sandbox.people.companies import canonical_name, make_company, name_of_id
from inroad.sandbox.people.mailboxes import numbered
from inroad.sandbox.people.places import office_at
from inroad.sandbox.people.population import Expectations, Population, Profile
from inroad.sandbox.people.titles import department_of_title, plain_title
from inroad.sandbox.records import Entry, entry_of

LARGE, GLOBEX = "lakeside health", "globex"


def _entries(population: Population, name: str) -> list[tuple[Profile, Entry]]:
    company = population.company(name)
    assert company
    return [(one, entry_of(one, population.truth(one.id))) for one in population.profiles(company)]


@cache
def _crowd() -> tuple[Population, list[tuple[Profile, Entry]]]:
    """Return 2,000 people and more."""
    population = Population()
    return population, _entries(population, LARGE)


def _text(population: Population, name: str) -> str:
    return json.dumps([entry.record for _, entry in _entries(population, name)])


def test_same_seed_same_people_in_any_order() -> None:
    one, other = Population(7), Population(7)
    first = _text(one, "acme robotics")
    _text(other, "globex")
    assert _text(other, "ACME Robotics, Inc.") == first
    assert _text(Population(8), "acme robotics") != first
    expected = Population(7, Expectations(headquarters={"globex": "boise, idaho"}, titles={"globex": "welder"}))
    assert _text(expected, "acme robotics") == first


def test_companies_have_30_to_3000_people() -> None:
    sizes = [make_company(0, f"company {number}").people for number in range(1000)]
    assert (min(sizes), max(sizes)) == (30, 3000)
    assert 200 < median(sizes) < 300


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Acme Robotics, Inc.", "acme robotics"),
        ("ACME  Robotics GmbH", "acme robotics"),
        ("Acme (YC W21) Pte. Ltd.", "acme"),
        ("Café Müller S.A.", "café müller"),
        ("Co", "co"),
        ("AT&T", "at&t"),
        ("The Quiet Company", "the quiet company"),
    ],
)
def test_canonical_name(written: str, name: str) -> None:
    assert canonical_name(written) == name


def test_ids_hold_the_name() -> None:
    company = make_company(3, "café müller")
    assert name_of_id(3, company.id) == "café müller"
    assert name_of_id(4, company.id) == name_of_id(3, "x!") == name_of_id(3, "____") == ""
    assert company.website == "cafe-muller.example"


def test_companies_are_found_by_all_they_are_called() -> None:
    population = Population()
    acme = population.company("Acme & Sons Ltd")
    assert acme
    assert acme is population.company_of_website("www.acme-sons.example")
    assert acme is population.company_of_id(acme.id)
    assert acme is population.company_of_page(f"https://{acme.linkedin_url}/")
    fresh = population.company_of_website("quiet-works.example")
    assert fresh
    assert fresh.name == "quiet works"
    assert population.company("Nowhere Inc") is None
    assert population.company("!?") is None
    assert population.company_of_website("acme.com") is None
    assert population.company_of_website("a.b.example") is None
    assert population.company_of_page("linkedin.com/company/acme") is None
    assert [company.name for company in population.known()] == ["acme & sons", "quiet works"]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Acme Robotic Inc", "acme robotics"),
        ("amce robotics", "acme robotics"),
        ("acme robotics", None),
        ("ame robotcs x", None),
        ("globax", "globex"),
        ("globaxx", None),
        ("company 18", None),
        ("acmee", None),
    ],
)
def test_near_names(name: str, near: str | None) -> None:
    expected = Expectations(titles=dict.fromkeys(["acme robotics", "company 17", "acme", "globex"], "welder"))
    found = Population(expectations=expected).near(name)
    assert (found.name if found else None) == near


def test_rates_of_what_is_wrong_with_records() -> None:
    population, crowd = _crowd()
    staff = [(one, entry) for one, entry in crowd if not one.human.former and not one.twin]
    company = population.company(LARGE)
    assert company
    assert len(staff) == company.people == 2002
    assert 0.065 < sum(one.human.moved for one, _ in staff) / len(staff) < 0.095
    assert 0.012 < sum(one.twin for one, _ in crowd) / len(crowd) < 0.028
    mailed = [entry.record for _, entry in staff if entry.record["work_email"]]
    assert 0.50 < len(mailed) / len(staff) < 0.57
    old = [record for record in mailed if not record["work_email"].endswith(f"@{company.website}")]
    assert 0.10 < len(old) / len(mailed) < 0.20
    for field, least, most in (
        ("linkedin_url", 0.03, 0.12),
        ("location_locality", 0.06, 0.12),
        ("job_title_role", 0.02, 0.06),
        ("job_start_date", 0.09, 0.15),
    ):
        missing = sum(entry.record[field] is None for _, entry in staff) / len(staff)
        assert least < missing < most, field


def test_namesakes_are_different_humans() -> None:
    _, crowd = _crowd()
    by_name = Counter(name for name, _ in {(one.human.name, one.human.key) for one, _ in crowd})
    assert sum(count > 1 for count in by_name.values()) > 20


def test_twins_are_one_human_with_two_records() -> None:
    population, crowd = _crowd()
    twins = [one for one, _ in crowd if one.twin]
    by_id = {entry.record["id"]: entry.record for _, entry in crowd}
    assert len(by_id) == len(crowd)
    for twin in twins:
        other = next(one for one, _ in crowd if one.human is twin.human and not one.twin)
        assert population.truth(twin.id) == population.truth(other.id)
        assert by_id[twin.id]["job_title"] == by_id[other.id]["job_title"]


def test_stale_records_show_a_later_job_elsewhere() -> None:
    population, crowd = _crowd()
    moved = [(one, entry.record) for one, entry in crowd if one.human.moved]
    for one, record in moved:
        truth = population.truth(one.id)
        assert record["job_company_name"] == LARGE != truth.employer
        assert not truth.works_there
        assert not truth.address.endswith("@lakeside-health.example")
        if record["experience"]:
            now, before = record["experience"][:2]
            assert (now["is_primary"], now["end_date"], now["company"]["name"]) == (True, None, truth.employer)
            assert (before["is_primary"], before["company"]["name"]) == (False, LARGE)
            assert before["end_date"] == now["start_date"] > before["start_date"]


def test_those_who_are_known_to_have_left_are_elsewhere() -> None:
    population, crowd = _crowd()
    former = [(one, entry.record) for one, entry in crowd if one.human.former]
    assert 200 < len(former) < 300
    for one, record in former:
        assert record["job_company_name"] == population.truth(one.id).employer != LARGE
        assert not population.truth(one.id).works_there


def test_dates_follow_the_day_that_is_given() -> None:
    population = Population(today=date(2031, 3, 9))
    for one, entry in _entries(population, "acme robotics"):
        verified = entry.record["job_last_verified"]
        assert verified == ("2029-03-01" if one.human.moved else "2031-03-01")
        assert all(job["start_date"] < "2031-03" for job in entry.record["experience"])
        assert all(job["last_seen"] <= "2031-03-01" for job in entry.record["experience"])


def test_flat_fields_copy_a_job_and_dates_are_in_order() -> None:
    _, crowd = _crowd()
    for one, entry in crowd:
        record = entry.record
        jobs = record["experience"]
        assert [job["is_primary"] for job in jobs] == [True, *[False] * (len(jobs) - 1)] or not jobs
        titles = [job["title"]["name"] for job in jobs if job["company"]["name"] == record["job_company_name"]]
        assert not jobs or record["job_title"] in titles
        for job in one.human.jobs:
            assert job.end is None or job.start < job.end
        for later, earlier in zip(one.human.jobs, one.human.jobs[1:], strict=False):
            assert earlier.end is not None
            assert earlier.end <= later.start


def test_vocabulary_is_that_of_people_data_labs() -> None:
    _, crowd = _crowd()
    known = vocabulary()
    for _, entry in crowd:
        record = entry.record
        assert record["job_title_role"] in (None, *known["roles"])
        assert record["job_title_sub_role"] in (None, *known["sub_roles"])
        assert set(record["job_title_levels"]) <= set(known["levels"])
        if record["job_title_sub_role"]:
            assert roles_of_sub_roles()[record["job_title_sub_role"]] == record["job_title_role"]
    seen = {level for _, entry in crowd for level in entry.record["job_title_levels"]}
    assert seen == {"cxo", "director", "entry", "manager", "senior", "training", "vp"}


def test_everything_is_lower_case_and_leads_nowhere() -> None:
    _, crowd = _crowd()
    for _, entry in crowd:
        record = entry.record
        for field in ("full_name", "job_title", "location_name", "job_company_name"):
            assert record[field] == record[field].lower()
        addresses = [record["work_email"], *record["personal_emails"], record["job_company_website"]]
        assert all(address.endswith(".example") for address in addresses if address)
        assert record["linkedin_url"] is None or record["linkedin_url"].endswith("-example")
        assert all("55501" in phone for phone in record["phone_numbers"])
        assert record["id"].endswith("_0000")


def test_all_records_have_the_same_keys() -> None:
    _, crowd = _crowd()
    assert len({tuple(entry.record) for _, entry in crowd}) == 1


def test_true_addresses_belong_to_one_human_each() -> None:
    population, crowd = _crowd()
    owners = {population.truth(one.id).human: population.truth(one.id).address for one, _ in crowd}
    assert len(set(owners.values())) == len(owners)
    assert numbered("ana@a.example") == "ana2@a.example"
    assert numbered("ana2@a.example") == "ana3@a.example"


def test_people_live_where_the_company_is() -> None:
    population = Population(expectations=Expectations(headquarters={GLOBEX: "Tempe, AZ"}))
    spots = [one.human.spot for one, _ in _entries(population, GLOBEX)]
    near = [spot for spot in spots if spot.metro == "phoenix, arizona"]
    assert 0.33 < len(near) / len(spots) < 0.50
    assert 0.25 < sum(spot.locality == "tempe" for spot in near) / len(near) < 0.55
    assert sum(spot.country != "united states" for spot in spots) > 8
    assert sum(spot.country == "united states" and not spot.metro for spot in spots) > 2


@pytest.mark.parametrize(
    ("place", "name", "metro"),
    [
        ("Boise, Idaho", "boise, idaho, united states", "boise city, idaho"),
        ("london, uk", "london, greater london, united kingdom", ""),
        ("san francisco, california", "san francisco, california, united states", "san francisco, california"),
        ("bozeman, montana", "bozeman, montana, united states", ""),
    ],
)
def test_headquarters_anywhere(place: str, name: str, metro: str) -> None:
    assert (office_at(place)[0].name, office_at(place)[0].metro) == (name, metro)


@pytest.mark.parametrize("place", ["", "Qqqqville, Zzz", "austin, ohio, japan"])
def test_headquarters_nowhere(place: str) -> None:
    with pytest.raises(ValueError, match="knows no place named"):
        office_at(place)


@pytest.mark.parametrize("title", ["Robotics Software Engineer", "Barista", "Chief Happiness Wizard", "Welder II"])
def test_any_title_has_people(title: str) -> None:
    population = Population(expectations=Expectations(titles={GLOBEX: ["Nurse", title]}))
    people = [one for one, _ in _entries(population, GLOBEX) if not one.human.former]
    base = plain_title(title)
    same = [one for one in people if base in one.human.here.title.name]
    assert 0.08 < len(same) / len(people) < 0.20
    assert {one.human.here.title.role for one in same} == {department_of_title(title).role}


@pytest.mark.parametrize("school", ["University of Miami", "Hogsmeade College"])
def test_expected_school_and_the_one_that_is_mistaken_for_it(school: str) -> None:
    population = Population(expectations=Expectations(schools=[school]))
    entries = _entries(population, GLOBEX)
    names = Counter(study["school"]["name"] for _, entry in entries for study in entry.record["education"])
    assert 0.05 < names[school.lower()] / len(entries) < 0.20
    there = [study for one, _ in entries for study in one.human.studies if study.school.name == school.lower()]
    assert {study.kind for study in there} >= {"degree", "dated", "bare", "unfinished", "student", "certificate"}
    assert 0.6 < sum(study.earned for study in there) / len(there) < 0.9
    mistaken = {"University of Miami": "miami university", "Hogsmeade College": "new hogsmeade college"}[school]
    assert names[mistaken] > 3
    for one, _ in entries:
        earned = {study.school.name for study in one.human.studies if study.earned}
        assert set(population.truth(one.id).degrees) == earned


def test_truth_of_nobody() -> None:
    with pytest.raises(KeyError):
        Population().truth("nobody")
