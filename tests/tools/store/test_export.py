from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from inroad.errors import OutputError, UserInputError
from inroad.settings import Tools
from inroad.state import Draft, Email
from inroad.tools.store.draft_ledger import DraftSlot
from inroad.tools.store.entries import LibraryEntry
from inroad.tools.store.export import (
    COLUMNS,
    drafts_of,
    form_of,
    neutralised,
    unsuppressed,
    write_csv,
    write_vcards,
)

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)


def entry(**given: Any) -> LibraryEntry:
    return LibraryEntry(person_id="p1", first_seen=NOW, last_seen=NOW, **given)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "  =1", "\u00a0=1", "＝1", "＠x", "\t"]
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
    write_csv([ada], file)
    assert file.read_bytes().startswith(b"\xef\xbb\xbfperson_id,")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        [row] = csv.DictReader(lines)
    assert (row["last_name"], row["title"]) == ('Würt, "A"', "'=cmd|' /C calc'!A0")
    assert (row["email"], row["status"]) == ("ada@acme.example", "unverified")
    assert row["checked_at"] == row["first_seen"] == "2026-03-14T09:26:53+00:00"
    assert (row["sources"], row["drafts"]) == ("network; pdl", "")


def test_an_empty_library_gives_the_headers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_csv([], tmp_path / "people.csv")
    assert (tmp_path / "people.csv").read_text(encoding="utf-8-sig") == ",".join(COLUMNS) + "\n"
    write_csv([], None)
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


@pytest.mark.parametrize(
    ("file", "told", "form"),
    [
        (None, "", "csv"),
        ("people.csv", "", "csv"),
        ("people", "", "csv"),
        ("people.txt", "csv", "csv"),
        ("people.vcf", "", "vcard"),
        ("people.VCF", "", "vcard"),
        ("people.vcf", "csv", "csv"),
        (None, "vCard", "vcard"),
    ],
)
def test_the_form_is_the_one_told_or_the_files(file: str | None, told: str, form: str) -> None:
    assert form_of(Path(file) if file else None, told) == form


def test_an_unknown_form_is_a_sentence() -> None:
    with pytest.raises(UserInputError, match="--format takes csv or vcard, not 'xlsx'"):
        form_of(None, "xlsx")


@pytest.mark.parametrize("name", ["people.xlsx", "people.txt"])
def test_an_ending_that_stands_for_neither_form_is_a_sentence(name: str) -> None:
    with pytest.raises(
        UserInputError, match=rf"^{name} ends neither in \.csv nor in \.vcf; name it so, or give --format"
    ):
        form_of(Path(name), "")


def test_cards_are_written_without_a_mark(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = [entry(first_name="Zoë"), entry(first_name="Bo")]
    write_vcards(people, tmp_path / "people.vcf")
    text = (tmp_path / "people.vcf").read_bytes().decode()
    assert text.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n")
    assert text.count("END:VCARD\r\n") == 2
    assert "FN:Zoë\r\n" in text
    write_vcards(people, None)
    assert capsys.readouterr().out == text


def test_the_suppressed_are_left_out(tools: Tools) -> None:
    shared = {"first_seen": NOW, "last_seen": NOW, "company": "Acme"}
    tools.library.save(
        [
            LibraryEntry(person_id="p1", first_name="Ada", linkedin="https://www.linkedin.com/in/ada", **shared),
            LibraryEntry(person_id="p2", first_name="Bo", email=Email(address="bo@acme.example"), **shared),
            LibraryEntry(person_id="p3", first_name="Cleo", keys=["email:cleo@mail.example"], **shared),
            LibraryEntry(person_id="p4", first_name="Dan", **shared),
            LibraryEntry(person_id="p5", first_name="Eve", **shared),
        ]
    )
    tools.suppression.add(["linkedin.com/in/ada", "@acme.example", "cleo@mail.example", "Dan@Acme Inc."], "asked", NOW)
    assert [person.first_name for person in unsuppressed(tools.library.everyone(), tools.suppression)] == ["Eve"]


def test_drafts_are_told_of_whatever_name_they_were_made_to(tools: Tools, tmp_path: Path) -> None:
    for number, (person_id, step) in enumerate([("p_old", "introduction"), ("p1", "follow_up"), ("p2", "referral")]):
        slot = DraftSlot(
            sender="ada@mail.example", person_id=person_id, job_id="j", step=step, known_as=["linkedin:jane"][:number]
        )
        now = NOW + timedelta(days=number)
        claim = tools.ledger.claim(slot, owner="r", lease=timedelta(minutes=1), now=now)
        if step != "referral":
            tools.ledger.record(claim.key, Draft(kind="imap", id=claim.key, message_id="<m@x>"), now)
    jane = entry(aliases=["p_old"], keys=["linkedin:jane"])
    found = drafts_of(tools.ledger, [jane, jane.model_copy(update={"person_id": "p9", "aliases": [], "keys": []})])
    assert [record.step for record in found["p1"]] == ["introduction", "follow_up", "referral"]
    assert found["p9"] == []
    write_csv([jane], tmp_path / "people.csv", found)
    with (tmp_path / "people.csv").open(encoding="utf-8-sig", newline="") as lines:
        [row] = csv.DictReader(lines)
    assert row["drafts"] == "introduction 2026-03-14 (imap); follow_up 2026-03-15 (imap); referral claimed 2026-03-16"
