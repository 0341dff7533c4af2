from __future__ import annotations

import hashlib
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from inroad.state import Education, KnownAddress, Person, Provenance
from inroad.tools.people.identity import identity_keys, merge, merge_people, person_id_for

DAY = date(2026, 1, 2)


def _person(person_id: str = "p", *addresses: str, **more: Any) -> Person:
    known = [KnownAddress(address=address, source="network: a.csv", date=DAY) for address in addresses]
    about = {"first_name": "Ana", "last_name": "Cruz", "company": "Acme Robotics, Inc."} | more
    return Person(person_id=person_id, addresses=known, **about)


def test_keys_come_strongest_first() -> None:
    person = _person(
        "p",
        "Ana.Cruz@acme.example",
        "jobs@acme.example",
        "x@mailinator.com",
        "ana@gmail.com",
        first_name="Ána",
        linkedin="https://www.linkedin.com/in/Ana-Cruz",
    )
    assert identity_keys(person) == [
        "linkedin:ana-cruz",
        "email:ana.cruz@acme.example",
        "email:ana@gmail.com",
        "name:ana cruz@acmerobotics",
    ]


def test_a_name_is_folded_for_its_key() -> None:
    assert identity_keys(_person(first_name="Sinéad", last_name="O’Connor-Ng")) == [
        "name:sinead oconnor ng@acmerobotics"
    ]
    assert identity_keys(_person(first_name="", last_name="")) == []


def test_the_id_is_made_of_the_strongest_key() -> None:
    profile = _person(linkedin="https://www.linkedin.com/in/ana")
    expected = "p_" + hashlib.sha256(b"linkedin:ana").hexdigest()[:12]
    assert person_id_for(profile) == expected
    assert person_id_for(profile.model_copy(update={"title": "CTO", "person_id": "q"})) == expected


def test_a_record_without_a_key_has_an_id_of_its_content() -> None:
    one = _person(first_name="", last_name="", title="CTO")
    other = _person(first_name="", last_name="", title="CEO")
    assert person_id_for(one) == person_id_for(one.model_copy(update={"person_id": "q"}))
    assert person_id_for(one) != person_id_for(other)


FIRST = _person(
    "p1",
    "ana@acme.example",
    aliases=["p0"],
    title="Engineer",
    connected_on=date(2021, 3, 1),
    past_employers=["Foo"],
    provenance=[Provenance(source="a", date=DAY)],
)
SECOND = _person(
    "p2",
    "ANA@acme.example",
    "ana@gmail.com",
    title="Manager",
    company="Acme Robotics",
    location="Austin, TX",
    linkedin="https://www.linkedin.com/in/ana",
    known=True,
    connected_on=date(2020, 1, 1),
    education=[Education(school="Larkfield", degree="BSc", end_year=2016)],
    past_employers=["Bar", "Foo"],
    hometown="Toledo",
    provenance=[Provenance(source="b", date=DAY), Provenance(source="a", date=DAY)],
)
THIRD = _person("p3", aliases=["p4"], past_employers=["Baz"], education=[Education(school="Larkfield")])


def test_merging_keeps_the_first_id_and_what_either_knows() -> None:
    merged = merge(FIRST, SECOND)
    assert merged == Person(
        person_id="p1",
        aliases=["p0", "p2"],
        first_name="Ana",
        last_name="Cruz",
        title="Engineer",
        company="Acme Robotics, Inc.",
        location="Austin, TX",
        linkedin="https://www.linkedin.com/in/ana",
        known=True,
        connected_on=date(2020, 1, 1),
        addresses=[FIRST.addresses[0], SECOND.addresses[1]],
        education=SECOND.education,
        past_employers=["Foo", "Bar"],
        hometown="Toledo",
        provenance=[Provenance(source="a", date=DAY), Provenance(source="b", date=DAY)],
    )


@pytest.mark.parametrize("person", [FIRST, SECOND, THIRD])
def test_merging_with_itself_changes_nothing(person: Person) -> None:
    assert merge(person, person) == person


def test_merging_again_changes_nothing() -> None:
    once = merge(FIRST, SECOND)
    assert merge(once, SECOND) == once


def test_it_does_not_matter_which_are_merged_first() -> None:
    for a, b, c in permutations([FIRST, SECOND, THIRD]):
        assert merge(merge(a, b), c) == merge(a, merge(b, c))


def test_an_id_never_is_its_own_alias() -> None:
    assert merge(FIRST, _person("p9", aliases=["p1", "p0"])).aliases == ["p0", "p9"]


def _ids(*people: Person) -> list[tuple[str, list[str]]]:
    return [(person.person_id, person.aliases) for person in merge_people(people)]


def _at(slug: str) -> str:
    return f"https://www.linkedin.com/in/{slug}"


def test_records_that_share_a_key_are_one_person() -> None:
    by_profile = _person("p2", first_name="Anita", linkedin=_at("ana"))
    by_address = _person("p3", "ana@gmail.com", last_name="Cruz-Ng", company="")
    assert _ids(_person("p1", "ana@gmail.com", linkedin=_at("ana")), by_profile, by_address) == [("p1", ["p2", "p3"])]


def test_a_chain_of_shared_keys_is_one_person() -> None:
    a = _person("p1", "a@acme.example", last_name="One")
    b = _person("p2", "b@acme.example", last_name="Two")
    c = _person("p3", "a@acme.example", "b@acme.example", last_name="Three")
    assert _ids(a, b, c) == [("p1", ["p3", "p2"])]


def test_two_profiles_stay_two_people_whatever_they_share() -> None:
    a = _person("p1", "team@shared.example.org", linkedin=_at("ana-1"))
    b = _person("p2", "team@shared.example.org", linkedin=_at("ana-2"))
    assert _ids(a, b) == [("p1", []), ("p2", [])]


def test_a_record_that_fits_two_profiles_stays_on_its_own() -> None:
    a, b = _person("p1", linkedin=_at("ana-1")), _person("p2", linkedin=_at("ana-2"))
    for order in permutations([a, b, _person("p3")]):
        assert sorted(_ids(*order)) == [("p1", []), ("p2", []), ("p3", [])]


def test_another_address_alone_keeps_nobody_apart() -> None:
    assert _ids(_person("p1", "a@acme.example"), _person("p2", "a@gmail.com")) == [("p1", ["p2"])]


def test_another_company_keeps_people_of_one_name_apart() -> None:
    assert _ids(_person("p1"), _person("p2", company="Acme Roofing")) == [("p1", []), ("p2", [])]


def test_a_shared_mailbox_of_a_role_joins_nobody() -> None:
    a = _person("p1", "info@acme.example", last_name="One")
    b = _person("p2", "info@acme.example", last_name="Two")
    assert _ids(a, b) == [("p1", []), ("p2", [])]


def test_merging_people_twice_changes_nothing() -> None:
    once = merge_people([FIRST, SECOND, THIRD, _person("p7", last_name="Other")])
    assert merge_people(once) == once
    assert [person.person_id for person in once] == ["p1", "p7"]
    assert merge_people([]) == []


def test_what_was_said_of_a_title_and_a_company_stays_with_them() -> None:
    mine = _person("p", title="CTO", skills=["Go"], interests=["rowing"])
    bought = _person(
        "q",
        title="Engineer",
        role_since="2021-03",
        company_industry="software",
        company_size="11-50",
        skills=["go", "python"],
        interests=["chess"],
    )
    merged = merge(mine, bought)
    assert (merged.title, merged.role_since, merged.company_industry, merged.company_size) == ("CTO", "", "", "")
    assert (merged.skills, merged.interests) == (["Go", "python"], ["rowing", "chess"])
    unnamed = mine.model_copy(update={"title": "", "company": ""})
    merged = merge(unnamed, bought)
    assert (merged.role_since, merged.company_industry, merged.company_size) == ("2021-03", "software", "11-50")
