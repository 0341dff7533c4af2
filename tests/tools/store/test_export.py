from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from inroad.errors import OutputError
from inroad.state import Email
from inroad.tools.store.export import COLUMNS, neutralised, write_csv
from inroad.tools.store.library import LibraryEntry

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)


def entry(**given: Any) -> LibraryEntry:
    return LibraryEntry(person_id="p1", first_seen=NOW, last_seen=NOW, **given)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\rx", "\nx", "  =1", "\u00a0=1", "＝1", "＠x", "\t"]
)
def test_a_formula_is_made_text(cell: str) -> None:
    assert neutralised(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Ada", "a=b", "ada@mail.example", " x", "'=1", "3 - 1"])
def test_other_cells_stay(cell: str) -> None:
    assert neutralised(cell) == cell


def test_the_file_is_read_back_with_its_values(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    ada = entry(
        first_name="Ada",
        last_name='Würt, "A"',
        title="=cmd|' /C calc'!A0",
        email=Email(address="ada@acme.example", status="unverified", checked_at=NOW),
        sources=["network", "pdl"],
    )
    assert write_csv([ada], file) == 1
    assert file.read_bytes().startswith(b"\xef\xbb\xbfperson_id,")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        [row] = csv.DictReader(lines)
    assert (row["last_name"], row["title"]) == ('Würt, "A"', "'=cmd|' /C calc'!A0")
    assert (row["email"], row["status"]) == ("ada@acme.example", "unverified")
    assert row["checked_at"] == row["first_seen"] == "2026-03-14T09:26:53+00:00"
    assert row["sources"] == "network; pdl"


def test_an_empty_library_gives_the_headers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert write_csv([], tmp_path / "people.csv") == 0
    assert (tmp_path / "people.csv").read_text(encoding="utf-8-sig") == ",".join(COLUMNS) + "\n"
    assert write_csv([], None) == 0
    assert capsys.readouterr().out.strip() == ",".join(COLUMNS)


def test_a_target_that_cannot_be_written_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "people.csv"
    folder.mkdir(parents=True)
    with pytest.raises(OutputError, match=r"people\.csv cannot be written \(Is a directory\); choose another file"):
        write_csv([entry()], folder)
    assert list(folder.parent.iterdir()) == [folder]
    with pytest.raises(OutputError, match=r"a\?b\.csv cannot be written \(No such file or directory\)"):
        write_csv([entry()], tmp_path / "none" / "a\nb.csv")


def test_half_a_character_does_not_stop_the_export(tmp_path: Path) -> None:
    write_csv([entry(first_name="A\ud83d")], tmp_path / "people.csv")
    assert "A?" in (tmp_path / "people.csv").read_text(encoding="utf-8-sig")


def test_a_link_leads_to_its_file(tmp_path: Path) -> None:
    target, link = tmp_path / "people.csv", tmp_path / "link.csv"
    target.write_text("old")
    link.symlink_to(target)
    write_csv([], link)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8-sig").startswith("person_id,")
