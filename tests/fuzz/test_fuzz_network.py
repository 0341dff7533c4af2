from __future__ import annotations

import csv
import io
import unicodedata
from datetime import date
from pathlib import Path

from hypothesis import assume
from hypothesis import strategies as st

from inroad.errors import NetworkFileError
from inroad.state import CompanyInfo, Person, Strategy, TitleInfo
from inroad.tools.people import PeopleQuery
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
from inroad.tools.people.columns import FIELDS, recognise, usable
from inroad.tools.people.csv_files import column_of, read_tables, text_of
from inroad.tools.people.network import NetworkSource
from tests.conftest import EXAMPLES
from tests.fuzz.conftest import fuzz
from tests.fuzz.shapes import anything, assert_a_sentence, damaged_bytes, damaged_text, texts, words

SOUND = (EXAMPLES / "network" / "Connections.csv").read_bytes()[:3000]
HEADERS = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
ACME = PeopleQuery(
    company=CompanyInfo(name="Acme Robotics", key="acmerobotics"),
    who=["peers"],
    title=TitleInfo(),
    strategy=Strategy(),
    kind="network",
    size=5,
)
# Characters that a file in UTF-8 can hold; a null is dropped from tables, so it is tried apart.
cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
tables = st.lists(st.lists(cells, min_size=len(HEADERS), max_size=len(HEADERS)), max_size=6)
dialects = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(",;\t|"),
        "quoting": st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
        "lineterminator": st.sampled_from(["\n", "\r\n", "\r"]),
    }
)
notes = st.sampled_from(["", "Notes:\n", 'Notes:\n"a, b; c"\n\n', "\n\n", "\ufeff"])


def found(file: Path) -> list[Person]:
    """The people at Acme in a file; none where it is refused with a sentence."""
    try:
        source = NetworkSource([file], {})
        people = source.search(ACME).people
        source.known_addresses("acme-robotics.example")
        source.domains_of("acmerobotics")
    except NetworkFileError as error:
        assert_a_sentence(error)
        return []
    for person in people:
        assert_is_plain(person.first_name, person.last_name, person.title, person.company, person.location)
        assert Person.model_validate_json(person.model_dump_json()) == person
    return people


def assert_is_plain(*lines: str) -> None:
    for line in lines:
        assert line == " ".join(line.split())
        assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co") for char in line)


@fuzz(st.one_of(st.binary(max_size=300), damaged_bytes(SOUND)))
def test_any_bytes_are_a_table_of_people_or_refused_in_a_sentence(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    found(file)


@fuzz(damaged_text(SOUND.decode()), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"]))
def test_a_damaged_table_in_any_encoding_is_read_or_refused_in_a_sentence(file: Path, text: str, encoding: str) -> None:
    file.write_bytes(text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace"))
    found(file)


@fuzz(tables, dialects, notes, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_table_comes_back_cell_for_cell_whatever_wrote_it(
    file: Path, rows: list[list[str]], dialect: dict[str, object], note: str, encoding: str
) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, **dialect).writerows([HEADERS, *rows])  # type: ignore[arg-type]
    file.write_bytes((note + written.getvalue()).encode(encoding))
    [table] = read_tables([file], {})
    assert [table.columns[field] for field in ("first_name", "last_name", "company", "connected_on")] == [0, 1, 4, 6]
    assert table.rows == rows


@fuzz(st.lists(words, min_size=2, max_size=2), st.integers(1, 200_000), st.integers(0, 3000), every=20)
def test_a_row_survives_huge_cells_and_thousands_of_columns(file: Path, name: list[str], size: int, more: int) -> None:
    header = ",".join([*HEADERS, *(f"extra {n}" for n in range(more))])
    row = f'{name[0]},{name[1]},,"{"x" * size}",Acme Robotics,"{"y " * size}",{"," * more}'
    file.write_text(f"{header}\n{row}\n", encoding="utf-8")
    [person] = found(file)
    assert person.company == "Acme Robotics"


@fuzz(st.lists(st.tuples(words, words), min_size=1, max_size=8, unique=True), st.integers(0, 400))
def test_nulls_in_a_file_change_nothing(file: Path, names: list[tuple[str, str]], step: int) -> None:
    rows = "".join(f"{first},{last},,,Acme Robotics,Engineer,\n" for first, last in names)
    text = f"{','.join(HEADERS)}\n{rows}"
    file.write_bytes(text.encode())
    people = found(file)
    at = 150 + step % len(text)
    file.write_bytes((text[:at] + "\0" + text[at:]).encode())
    assert found(file) == people


@fuzz(anything, st.sampled_from(["email", "name", "company"]))
def test_one_column_of_any_text_is_read_or_refused_in_a_sentence(text: str, field: str) -> None:
    try:
        column_of("x.csv", text, field)
    except NetworkFileError as error:
        assert_a_sentence(error)


@fuzz(
    st.lists(st.one_of(texts, st.sampled_from(HEADERS)), max_size=12), st.dictionaries(st.sampled_from(FIELDS), texts)
)
def test_any_headers_name_each_column_once(headers: list[str], mapping: dict[str, str]) -> None:
    columns = recognise(headers, mapping)
    assert set(columns) <= set(FIELDS)
    assert all(0 <= at < len(headers) for at in columns.values())
    usable(columns)


@fuzz(st.one_of(texts, anything))
def test_any_cell_comes_down_to_plain_values(cell: str) -> None:
    assert_is_plain(plain_text(cell), *split_name(cell), *clean_names(cell, cell), *split_list(cell))
    assert_is_plain(linkedin_profile(cell), linkedin_profile(f"https://www.linkedin.com/in/{cell}"))
    assert isinstance(parse_date(cell), date | None)
    assert parse_year(cell) is None or 1930 <= (parse_year(cell) or 0) < 2070
    for address in mail_addresses(f"{cell} ada@acme.example {cell}"):
        assert_is_plain(address)
        assert address.count("@") >= 1
    text_of("x", cell.encode("utf-8", "surrogatepass"))


@fuzz(st.dates(date(1932, 1, 1), date(2060, 1, 1)), st.sampled_from(["%d %b %Y", "%Y-%m-%d", "%B %d, %Y", "%d. %B %Y"]))
def test_a_day_comes_back_as_it_was_written(day: date, form: str) -> None:
    assert parse_date(day.strftime(form)) == day
    assert parse_year(day.strftime(form)) == day.year


@fuzz(words, words)
def test_a_plain_name_comes_back_as_it_was_written(first: str, last: str) -> None:
    assert clean_names(first, last) == (first, last)


@fuzz(st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=3, max_size=30), texts)
def test_a_profile_comes_back_without_what_stands_behind_it(slug: str, rest: str) -> None:
    assume(not rest.startswith(("\\", "%")))
    assert linkedin_profile(f"https://linkedin.com/in/{slug}/?x={rest}") == f"https://www.linkedin.com/in/{slug}"
