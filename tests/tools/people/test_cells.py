from __future__ import annotations

from datetime import date

import pytest

from inroad.tools.people.cells import (
    clean_names,
    linkedin_profile,
    mail_addresses,
    parse_date,
    parse_year,
    plain_text,
    split_list,
    split_name,
)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Senior   Engineer ", "Senior Engineer"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07Ana", "Ana"),
        ("<script>alert(1)</script>", "alert(1)"),
        ("<b>Head</b> of R&amp;D", "Head of R&D"),
        ("a < b & c > d", "a < b & c > d"),
        ("one\ntwo\ttab\x00", "one two tab"),
        ("right\u202eleft\u200b", "rightleft"),
        ("=1+1", "=1+1"),
        ("Ingénieure 🚀", "Ingénieure 🚀"),
    ],
)
def test_a_cell_is_plain_text_with_its_content_kept(cell: str, text: str) -> None:
    assert plain_text(cell) == text


@pytest.mark.parametrize(
    ("full", "first", "last"),
    [
        ("Prof. Dr. Ana María de la Cruz, PhD (She/Her)", "Ana María", "de la Cruz"),
        ("Ana de la Cruz she/her", "Ana", "de la Cruz"),
        ("de la Cruz, Ana", "Ana", "de la Cruz"),
        ("John A. Smith", "John", "Smith"),
        ("Wei Li, PMP®", "Wei", "Li"),
        ("Wei Ma", "Wei", "Ma"),
        ("WEI MA", "WEI", "MA"),
        ("Yo-Yo Ma, MBA, CFA", "Yo-Yo", "Ma"),
        ("🚀 Jane Roe 🚀", "Jane", "Roe"),
        ("Robert 'Bob' Smith Jr.", "Robert", "Smith"),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("<b>Ana</b> Cruz", "Ana", "Cruz"),
        ("Sinéad O’Connor", "Sinéad", "O’Connor"),
        ("Dr. Müller", "", "Müller"),
        ("Cher", "Cher", ""),
        ("山田 太郎", "太郎", "山田"),
        ("=+-@Ana Cruz", "Ana", "Cruz"),
        ("🚀", "", ""),
        ("", "", ""),
    ],
)
def test_a_full_name_is_split(full: str, first: str, last: str) -> None:
    assert split_name(full) == (first, last)


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        (("Dr. Ana 🚀", "de la Cruz, PhD, PMP®"), ("Ana", "de la Cruz")),
        (("Ana (She/Her)", "Cruz MBA"), ("Ana", "Cruz")),
        (("=Ana", "@Cruz"), ("Ana", "Cruz")),
        (("Bo", "Ma"), ("Bo", "Ma")),
        (("Prof. Dr. Jo", "Kim"), ("Jo", "Kim")),
        (("José Ángel", "García Márquez"), ("José Ángel", "García Márquez")),
        (("Ana", "C."), ("Ana", "C.")),
        (("John, PhD", "Smith III"), ("John", "Smith")),
        (("Ana", "PhD MBA"), ("Ana", "")),
    ],
)
def test_two_cells_of_a_name_are_cleaned(cells: tuple[str, str], names: tuple[str, str]) -> None:
    assert clean_names(*cells) == names


@pytest.mark.parametrize(
    ("cell", "addresses"),
    [
        ("Ana.Cruz@Acme.Example", ["Ana.Cruz@acme.example"]),
        ("Ana <ana@acme.example>; b@c.example", ["ana@acme.example", "b@c.example"]),
        ("mailto:a@b.example", ["a@b.example"]),
        ("a@b.example, a@b.example", ["a@b.example"]),
        ("none", []),
        ("a@b", []),
        ("", []),
    ],
)
def test_addresses_are_found_in_a_cell(cell: str, addresses: list[str]) -> None:
    assert mail_addresses(cell) == addresses


@pytest.mark.parametrize(
    ("cell", "profile"),
    [
        ("https://www.linkedin.com/in/Ana-Cruz/?x=1", "https://www.linkedin.com/in/ana-cruz"),
        ("http://de.linkedin.com/in/ana#about", "https://www.linkedin.com/in/ana"),
        ("linkedin.com/in/jos%C3%A9-1", "https://www.linkedin.com/in/josé-1"),
        ("https://www.linkedin.com/company/acme", ""),
        ("https://evil.example/linkedin.com/in/ana", ""),
        ("https://notlinkedin.com/in/ana", ""),
        ("", ""),
    ],
)
def test_a_profile_has_one_spelling(cell: str, profile: str) -> None:
    assert linkedin_profile(cell) == profile


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("12 Mar 2021", date(2021, 3, 12)),
        ("12 März 2021", date(2021, 3, 12)),
        ("3. Mär. 2021", date(2021, 3, 3)),
        ("12 août 2019", date(2019, 8, 12)),
        ("12 de mar. de 2021", date(2021, 3, 12)),
        ("févr. 12, 2020", date(2020, 2, 12)),
        ("5 de dez. de 2022", date(2022, 12, 5)),
        ("2021-03-12", date(2021, 3, 12)),
        ("3/31/21, 4:05 PM", date(2021, 3, 31)),
        ("31.12.2020", date(2020, 12, 31)),
        ("03/03/21", date(2021, 3, 3)),
        ("03/04/21", None),
        ("30 Feb 2020", None),
        ("May 2021", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_day_is_read_where_it_is_plain(cell: str, day: date | None) -> None:
    assert parse_date(cell) == day


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("2016", 2016),
        ("Class of 2014", 2014),
        ("2010 - 2014", 2014),
        ("'14", None),
        ("20160", None),
        ("", None),
    ],
)
def test_a_year_is_read(cell: str, year: int | None) -> None:
    assert parse_year(cell) == year


def test_a_list_is_split_and_each_entry_kept_once() -> None:
    assert split_list("Fjord Foods, Inc. | Quill & Co.;Fjord Foods, Inc.\n") == [
        "Fjord Foods, Inc.",
        "Quill & Co.",
    ]
    assert split_list("") == []
