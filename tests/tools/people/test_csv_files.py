from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from inroad.errors import NetworkFileError
from inroad.tools.people.csv_files import Table, read_tables

HEADERS = "First Name,Last Name,Company"
ROWS = [["Ana", "Cruz", "Acme"], ["Jonas", "Müller", "Foo"]]
TEXT = f"{HEADERS}\nAna,Cruz,Acme\nJonas,Müller,Foo\n"


def _read(tmp_path: Path, data: bytes | str, **columns: str) -> Table:
    path = tmp_path / "people.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_tables([path], columns)[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    assert _read(tmp_path, TEXT.encode(encoding)).rows == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_delimiter_is_read(tmp_path: Path, delimiter: str) -> None:
    assert _read(tmp_path, TEXT.replace(",", delimiter)).rows == ROWS


def test_lines_before_the_headers_are_passed_over(tmp_path: Path) -> None:
    notes = 'Notes:\n"Some addresses, as you may notice,\nare missing. Company, position, name"\n\n'
    table = _read(tmp_path, notes + TEXT)
    assert table.rows == ROWS
    assert table.columns == {"first_name": 0, "last_name": 1, "company": 2}


def test_windows_and_old_mac_line_ends_are_read(tmp_path: Path) -> None:
    assert _read(tmp_path, "sep=,\r\n" + TEXT.replace("\n", "\r\n")).rows == ROWS
    assert _read(tmp_path, TEXT.replace("\n", "\r")).rows == ROWS


def test_quoted_line_ends_short_long_and_empty_rows_are_kept_as_they_are(tmp_path: Path) -> None:
    table = _read(tmp_path, f'{HEADERS}\n"Ana\nMaría",Cruz\n\nBo,Li,Foo,more,cells\n')
    assert table.rows == [["Ana\nMaría", "Cruz"], ["Bo", "Li", "Foo", "more", "cells"]]


def test_a_quotation_mark_within_a_cell_is_text(tmp_path: Path) -> None:
    table = _read(tmp_path, f'{HEADERS}\nAna "Annie",Cruz,Acme\n"Bo" X,Li,Foo\n')
    assert table.rows == [['Ana "Annie"', "Cruz", "Acme"], ["Bo X", "Li", "Foo"]]


def test_an_open_quotation_mark_loses_nobody_without_a_word(tmp_path: Path) -> None:
    with pytest.raises(NetworkFileError, match=r"people\.csv has a quotation mark in row 3 .* close"):
        _read(tmp_path, f'{HEADERS}\nBo,Li,Foo\n"Ana,Cruz,Acme\nCy,Ng,Foo\n')


def test_a_cell_may_be_longer_than_the_csv_modules_limit(tmp_path: Path) -> None:
    note = "x" * 300_000
    assert _read(tmp_path, f"Name,Company,Notes\nAna,Acme,{note}\n").rows == [["Ana", "Acme", note]]


def test_nul_bytes_are_dropped(tmp_path: Path) -> None:
    assert _read(tmp_path, f"{HEADERS}\nA\0na,Cr\0uz,Acme\n").rows == [["Ana", "Cruz", "Acme"]]


def test_a_file_with_headers_only_has_no_rows(tmp_path: Path) -> None:
    assert _read(tmp_path, HEADERS).rows == []


def test_the_day_of_the_file_is_that_of_its_last_change(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(TEXT, encoding="utf-8")
    seconds = datetime(2024, 2, 29, 12, tzinfo=UTC).timestamp()
    os.utime(path, (seconds, seconds))
    assert read_tables([path], {})[0].modified == date(2024, 2, 29)


def test_columns_map_what_is_not_recognised(tmp_path: Path) -> None:
    table = _read(tmp_path, "Wer;Wo\nAna Cruz;Acme\n", name="wer", company="Wo")
    assert table.columns == {"name": 0, "company": 1}
    assert table.rows == [["Ana Cruz", "Acme"]]


def test_with_several_files_one_with_the_mapped_header_is_enough(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("Name,Wo\nBo Li,Foo\n", encoding="utf-8")
    linkedin = tmp_path / "Connections.csv"
    linkedin.write_text(TEXT, encoding="utf-8")
    tables = read_tables([linkedin, other], {"company": "Wo"})
    assert [table.columns["company"] for table in tables] == [2, 1]


@pytest.mark.parametrize(
    ("data", "columns", "parts"),
    [
        (b"", {}, ["people.csv", "name and a company", "columns are none", "--columns"]),
        (b"\x00\x01\x02\x03\xff", {}, ["people.csv", "--columns"]),
        (b"Email,Phone\na@b.example,1\n", {}, ["people.csv", "'Email', 'Phone'", "--columns"]),
        (b"Name,Phone\nAna,1\n", {}, ["people.csv", "'Name', 'Phone'", "--columns"]),
        (b"Na\x1b[31mme,X\ny,z\n", {}, ["people.csv", "--columns"]),
        (b"PK\x03\x04rest", {}, ["people.csv", "a ZIP or Excel file", "save it as CSV"]),
        (b"Name,Company\n", {"firm": "X"}, ["--columns", "'firm'", "company", "hometown"]),
        (b"Name,Company\n", {"email": "Post"}, ["--columns", "'Post'", "people.csv", "'Name', 'Company'"]),
    ],
)
def test_a_file_that_cannot_be_used_says_why_and_what_to_do(
    tmp_path: Path, data: bytes, columns: dict[str, str], parts: list[str]
) -> None:
    with pytest.raises(NetworkFileError) as caught:
        _read(tmp_path, data, **columns)
    message = str(caught.value)
    assert [part for part in parts if part not in message] == []
    assert message.isprintable()


@pytest.mark.parametrize("name", ["missing.csv", "folder"])
def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(NetworkFileError, match=f"{name}.* cannot be read"):
        read_tables([tmp_path / name], {})


def test_a_file_name_with_a_newline_stays_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "new\nline.csv"
    path.write_text("nothing", encoding="utf-8")
    with pytest.raises(NetworkFileError, match=r"^new\?line\.csv has no usable headers"):
        read_tables([path], {})
