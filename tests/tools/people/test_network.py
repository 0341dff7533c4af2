from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from inroad.errors import NetworkFileError
from inroad.state import (
    CompanyInfo,
    Education,
    KnownAddress,
    Person,
    Provenance,
    SearchKind,
    Strategy,
    TitleInfo,
)
from inroad.tools.people import PeoplePage, PeopleQuery, PeopleSource
from inroad.tools.people.network import NetworkSource

EXAMPLES = Path(__file__).parents[3] / "examples" / "network"
LINKEDIN = """\ufeffNotes:
"When exporting, some addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
"""


def _query(company: str = "Acme Robotics", *, kind: SearchKind = "network", **more: list[str]) -> PeopleQuery:
    return PeopleQuery(
        company=CompanyInfo(name=company),
        who=["peers"],
        title=TitleInfo(),
        strategy=Strategy(),
        kind=kind,
        size=1,
        **more,
    )


def _source(folder: Path, **files: str) -> NetworkSource:
    paths = []
    for name, text in files.items():
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        seconds = datetime(2026, 1, 2, 12, tzinfo=UTC).timestamp()
        os.utime(path, (seconds, seconds))
        paths.append(path)
    return NetworkSource(paths, {})


def _people(folder: Path, *, company: str = "Acme Robotics", **files: str) -> list[Person]:
    return _source(folder, **files).search(_query(company)).people


def test_a_linkedin_connection_becomes_a_person_with_what_is_known(tmp_path: Path) -> None:
    row = 'Ana,Cruz,https://www.linkedin.com/in/Ana-Cruz/,ana@acme.example,"Acme Robotics, Inc.",Engineer,12 Mar 2021\n'
    source, day = "network: Connections.csv", date(2026, 1, 2)
    assert _people(tmp_path, Connections=LINKEDIN + row) == [
        Person(
            person_id="p_d0e47051ef7d",
            first_name="Ana",
            last_name="Cruz",
            title="Engineer",
            company="Acme Robotics, Inc.",
            linkedin="https://www.linkedin.com/in/ana-cruz",
            known=True,
            connected_on=date(2021, 3, 12),
            addresses=[KnownAddress(address="ana@acme.example", source=source, date=day)],
            provenance=[Provenance(source=source, date=day)],
        )
    ]


def test_an_alumni_list_gives_education_place_and_past_but_nobody_known(tmp_path: Path) -> None:
    text = (
        "Full Name;Class Year;School;Degree;Major;Employer;City;State;Country;Past Employers;Hometown\n"
        "Dr. Ana Cruz, PhD;Class of 2016;Larkfield;BSc;Maths;acme robotics;Austin;TX;;"
        "Foo, Inc. | Bar;Toledo\n"
    )
    [person] = _people(tmp_path, alumni=text)
    assert (person.name, person.known, person.connected_on) == ("Ana Cruz", False, None)
    assert person.education == [Education(school="Larkfield", degree="BSc", field="Maths", end_year=2016)]
    assert (person.location, person.hometown) == ("Austin, TX", "Toledo")
    assert person.past_employers == ["Foo, Inc.", "Bar"]


def test_on_a_schools_list_only_who_has_a_day_of_connection_is_known(tmp_path: Path) -> None:
    text = "Name,Company,School,Connected On\nAna Cruz,Acme,Larkfield,2021-03-12\nBo Li,Acme,Larkfield,\n"
    assert [person.known for person in _people(tmp_path, company="Acme", alumni=text)] == [True, False]


def test_an_older_export_without_profiles_and_a_day_that_cannot_be_told(tmp_path: Path) -> None:
    text = (
        "First Name,Last Name,Email Address,Company,Position,Connected On\n"
        'Ana,Cruz,,Acme,Engineer,"03/04/21, 4:05 PM"\n'
    )
    [person] = _people(tmp_path, company="Acme", old=text)
    assert (person.linkedin, person.addresses, person.known, person.connected_on) == ("", [], True, None)


def test_an_address_book_says_nothing_of_who_is_known(tmp_path: Path) -> None:
    [person] = _people(tmp_path, company="Acme", book='Name,Company,Location\nAna Cruz,Acme,"Austin, TX"\n')
    assert (person.known, person.location, person.education) == (False, "Austin, TX", [])


def test_everybody_at_the_company_is_found_whatever_the_size(tmp_path: Path) -> None:
    rows = [
        'Ana,Cruz,,,"Acme Robotics, Inc.",,',
        "Bo,Li,,,acme robotics,,",
        "Cy,Ng,,,Acme Roofing,,",
        "Di,Oz,,,Acme,,",
        "Ed,Po,,,,,",
        "Fay,Qu,,,Acme-Robotics GmbH,,",
        ",,,,Acme Robotics,,",
        "🚀,,,,Acme Robotics,,",
    ]
    page = _source(tmp_path, Connections=LINKEDIN + "\n".join(rows)).search(_query())
    assert [person.name for person in page.people] == ["Ana Cruz", "Bo Li", "Fay Qu"]
    assert (page.found, page.next_page, page.credits) == (3, "", 0)


@pytest.mark.parametrize("company", ["", "Nobody Works Here", "..."])
def test_a_company_nobody_works_at_gives_nobody(tmp_path: Path, company: str) -> None:
    assert _people(tmp_path, company=company, Connections=LINKEDIN + "Ed,Po,,,,,\nAna,Cruz,,,Acme,,\n") == []


def test_the_company_is_found_by_its_key_where_the_name_is_missing(tmp_path: Path) -> None:
    query = _query().model_copy(update={"company": CompanyInfo(key="acmerobotics")})
    source = _source(tmp_path, Connections=LINKEDIN + "Ana,Cruz,,,Acme Robotics,,\n")
    assert source.search(query).found == 1


def test_an_empty_network_is_fine(tmp_path: Path) -> None:
    assert _source(tmp_path, Connections=LINKEDIN).search(_query()) == PeoplePage(people=[], found=0)
    assert NetworkSource([], {}).search(_query()) == PeoplePage(people=[], found=0)


def test_files_merge_and_the_first_one_gives_the_id(tmp_path: Path) -> None:
    linkedin = LINKEDIN + "Bo,Li,,,Acme Robotics LLC,,\nAna,Cruz,linkedin.com/in/ana,,Acme Robotics Inc,,12 Mar 2021\n"
    alumni = "Name,Employer,School,Profile URL\nAna Cruz,Acme Robotics LLC,Larkfield,https://linkedin.com/in/ana?x=1\n"
    bo, ana = _people(tmp_path, Connections=linkedin, alumni=alumni)
    assert (bo.name, ana.name) == ("Bo Li", "Ana Cruz")
    assert (ana.company, ana.known, ana.education) == (
        "Acme Robotics Inc",
        True,
        [Education(school="Larkfield")],
    )
    assert [origin.source for origin in ana.provenance] == ["network: Connections.csv", "network: alumni.csv"]


def test_people_that_the_query_excludes_are_left_out(tmp_path: Path) -> None:
    source = _source(tmp_path, Connections=LINKEDIN + "Ana,Cruz,,,Acme Robotics,,\nBo,Li,,,Acme Robotics,,\n")
    ana = source.search(_query()).people[0]
    for known_as in (ana.person_id, "name:ana cruz@acmerobotics"):
        page = source.search(_query(exclude=[known_as]))
        assert ([person.name for person in page.people], page.found) == (["Bo Li"], 1)


def test_cells_are_data_and_lose_what_could_do_harm(tmp_path: Path) -> None:
    row = "=Ana,@Cruz,,,Acme Robotics,\x1b[31m<b>=Head</b>\x1b[0m\u202e,\n"
    [person] = _people(tmp_path, Connections=LINKEDIN + row)
    assert (person.first_name, person.last_name, person.title) == ("Ana", "Cruz", "=Head")


@pytest.mark.parametrize(("first", "last"), [("Dr. Ana Cruz, PhD", ""), ("", "Ana Cruz")])
def test_a_name_in_one_cell_of_two_is_split(tmp_path: Path, first: str, last: str) -> None:
    [person] = _people(tmp_path, Connections=f'{LINKEDIN}"{first}","{last}",,,Acme Robotics,,\n')
    assert (person.first_name, person.last_name) == ("Ana", "Cruz")


def test_a_localised_export_in_utf16_with_semicolons_is_read(tmp_path: Path) -> None:
    path = tmp_path / "Kontakte.csv"
    headers = "Vorname;Nachname;URL;E-Mail-Adresse;Unternehmen;Position;Verbunden am"
    text = f"{headers}\nJörg;Müller;;;Acme;Chef;3. Mär. 2021\n"
    path.write_bytes(text.encode("utf-16"))
    [person] = NetworkSource([path], {}).search(_query("Acme")).people
    assert (person.name, person.title, person.connected_on) == ("Jörg Müller", "Chef", date(2021, 3, 3))


def test_columns_may_be_mapped(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Wer;Wo\nAna Cruz;Acme\n", encoding="utf-8")
    [person] = NetworkSource([path], {"name": "Wer", "company": "Wo"}).search(_query("Acme")).people
    assert person.name == "Ana Cruz"


def test_the_network_answers_only_its_own_kind_of_search(tmp_path: Path) -> None:
    source: PeopleSource = NetworkSource([], {})
    assert (source.name, source.kinds) == ("network", frozenset({"network"}))
    with pytest.raises(ValueError, match="kind 'network', not 'metro'"):
        source.search(_query(kind="metro"))


def test_a_file_that_cannot_be_read_stops_the_search(tmp_path: Path) -> None:
    source = NetworkSource([tmp_path / "missing.csv"], {})
    with pytest.raises(NetworkFileError, match=r"missing\.csv"):
        source.search(_query())
    with pytest.raises(NetworkFileError, match=r"missing\.csv"):
        source.known_addresses("acme.example")


MAILS = LINKEDIN + (
    "Ana,Cruz,,ana.cruz@Acme.example,Acme Robotics,,\n"
    'Bo,"Li, PhD",,bo.li@acme.example,"Acme Robotics, Inc.",,\n'
    "Cy,Ng,,cy.ng@acme.example,Elsewhere,,\n"
    "Di,Oz,,di@gmail.com,Acme Robotics,,\n"
    "Ed,Po,,ed@foo.example; jobs@foo.example,Acme Robotics,,\n"
    "Bo,Li,,bo.li@acme.example,Acme Robotics,,\n"
)


def test_known_addresses_of_a_domain_come_from_the_whole_network(tmp_path: Path) -> None:
    source = _source(tmp_path, Connections=MAILS)
    assert source.known_addresses("ACME.example") == [
        ("Ana", "Cruz", "ana.cruz@acme.example"),
        ("Bo", "Li", "bo.li@acme.example"),
        ("Cy", "Ng", "cy.ng@acme.example"),
    ]
    assert source.known_addresses("nobody.example") == []


def test_the_domains_of_a_company_are_counted_by_mailbox(tmp_path: Path) -> None:
    source = _source(tmp_path, Connections=MAILS)
    assert source.domains_of("acmerobotics") == Counter({"acme.example": 2, "foo.example": 1})
    assert source.domains_of("") == Counter()


def test_the_files_are_read_once_by_all_threads(tmp_path: Path) -> None:
    source = _source(tmp_path, Connections=MAILS)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: source.search(_query()).found, range(8)))
    (tmp_path / "Connections.csv").unlink()
    assert found == [4] * 8
    assert source.search(_query()).found == 4


def test_the_examples_can_be_searched() -> None:
    source = NetworkSource([EXAMPLES / "Connections.csv", EXAMPLES / "alumni.csv"], {})
    page = source.search(_query())
    priya = next(person for person in page.people if person.first_name == "Priya")
    assert page.found == 14
    assert (priya.known, priya.location, len(priya.provenance)) == (True, "Austin, TX", 2)
    assert priya.hometown == "Columbus, Ohio"
