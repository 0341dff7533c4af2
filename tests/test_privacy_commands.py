"""The commands by which a request of access, an objection and a request of erasure are answered."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inroad.settings import Context, Tools
from inroad.state import Email, JobInput
from inroad.tools.cache import ANSWERS, RECORDS, Paid
from inroad.tools.store.copying import COLLECTIONS
from inroad.tools.store.entries import LibraryEntry
from inroad.tools.store.presence import PROCESSES
from inroad.tools.store.schema import STATE
from tests.cli_runner import CommandLine, drafts
from tests.conftest import EXAMPLES

PRIVACY = (EXAMPLES.parent / "docs" / "privacy.md").read_text(encoding="utf-8")


@pytest.fixture
def inroad(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    monkeypatch.setenv("INROAD_HOME", str(Path.cwd() / "inroad"))
    return CommandLine(capsys, monkeypatch)


def _tools() -> Tools:
    return Context().tools


def _remember(name: str, days: int, company: str = "Acme") -> None:
    then = datetime.now(UTC) - timedelta(days=days)
    _tools().library.save(
        [LibraryEntry(person_id=f"p_{name}", first_name=name, company=company, first_seen=then, last_seen=then)]
    )


def test_everything_held_is_shown(inroad: CommandLine) -> None:
    report = inroad.run()
    contact = report.json["contacts"][0]
    shown = inroad("contacts", "show", contact["person_id"])
    assert shown.code == 0
    lines = shown.out.splitlines()
    assert lines[0] == f"What is held about {contact['person_id']}"
    assert f"  first_name: {contact['first_name']}" in lines
    assert any(line.startswith("  from: network: ") for line in lines)
    assert f"  run {report.json['run_id']}, {report.json['posting']['title']} at Acme Robotics, " in shown.out
    assert "bought: nothing" in lines
    assert "suppressed: nothing" in lines
    assert "unfinished runs: nothing" in lines
    assert re.search(r"^  introduction by \S+, made \d{4}-\d\d-\d\d, \S.*: .", shown.out, re.MULTILINE)
    told = inroad("contacts", "show", contact["person_id"], "--json").json
    assert told["library"]["sources"]
    assert [each["run_id"] for each in told["reports"]] == [report.json["run_id"]]
    assert told["drafts"][0]["message"]["body"] == contact["message"]["body"]


def test_somebody_suppressed_and_waiting_is_shown_as_such(inroad: CommandLine) -> None:
    run = inroad.run("--review").json
    address = next(each["email"]["address"] for each in run["contacts"] if each["email"]["address"])
    inroad("contacts", "suppress", address, "--reason", "wrote \x1b[31mback")
    lines = inroad("contacts", "show", address).out.splitlines()
    assert f"  {run['run_id']} (paused)" in lines
    assert any(line.startswith(f"  by {address}: wrote ?[31mback, since ") for line in lines)
    assert "library: nothing" in lines


def test_what_was_bought_and_was_known_earlier_is_shown(inroad: CommandLine) -> None:
    _remember("Old", 20)
    then = datetime.now(UTC)
    email = Email(address="old@acme.example", status="risky", checked_at=then, trail=["Hunter gives old@acme.example."])
    known = {"person_id": "p_Old", "first_name": "Old", "company": "Beta", "email": email}
    _tools().library.save([LibraryEntry(**known, first_seen=then, last_seen=then)])
    _tools().paid.put_records(
        "hunter", "address", {"q": Paid({"status": "x", "score": 9}, people=("email:old@acme.example",), credits=0.5)}
    )
    shown = inroad("contacts", "show", "old@acme.example").out
    assert "  earlier company: Acme, last seen " in shown
    assert f"  address: old@acme.example (risky, from unknown, checked {then.date()})\n    Hunter gives" in shown
    assert f"  address from hunter, fetched {then.date()}, kept until " in shown
    assert ", 0.5 credits: score, status\n" in shown


def test_to_forget_says_what_was_done(inroad: CommandLine) -> None:
    person = inroad.run().json["contacts"][0]
    ended = inroad("contacts", "forget", person["person_id"])
    assert (ended.code, ended.out) == (0, "")
    assert "is erased from the library." in ended.err
    assert len(drafts(Path("inroad"))) == 2
    again = inroad("contacts", "forget", "nobody at all")
    assert again.code == 2
    assert "An address, a LinkedIn URL or Name@Company names also somebody who is not." in again.complaint


def test_a_purge_tells_first_and_then_removes(inroad: CommandLine) -> None:
    _remember("Old", 200)
    _remember("New", 10)
    line = "1 people of the library {}: Old (Acme)"
    assert line.format("would go") in inroad("purge", "--older-than", "180d", "--dry-run").out.splitlines()
    assert len(_tools().library.everyone()) == 2
    assert line.format("gone") in inroad("purge", "--older-than", "6m").out.splitlines()
    assert [entry.first_name for entry in _tools().library.everyone()] == ["New"]
    told = inroad("purge", "--older-than", "1y", "--json").json
    assert told == {"people": [], "reported": 0, "records": 0, "runs": [], "leftovers": []}
    assert "'soon' is no period" in inroad("purge", "--older-than", "soon").complaint


@pytest.mark.parametrize(("days", "left"), [("", ["New"]), ("0", ["New", "Old"]), ("9", [])])
def test_a_run_looks_after_retention(
    inroad: CommandLine, monkeypatch: pytest.MonkeyPatch, days: str, left: list[str]
) -> None:
    monkeypatch.setenv("INROAD_RETENTION_DAYS", days)
    _remember("Old", 366, "Beta")
    _remember("New", 10, "Beta")
    inroad.run()
    assert sorted(each.first_name for each in _tools().library.everyone() if each.company == "Beta") == left
    _remember("Old", 366, "Beta")
    inroad.run()
    names = [each.first_name for each in _tools().library.everyone() if each.company == "Beta"]
    assert "Old" in names


def test_a_paused_run_is_dropped(inroad: CommandLine) -> None:
    run_id = inroad.run("--review").json["run_id"]
    ended = inroad("runs", "--drop", run_id)
    assert (ended.code, ended.err) == (
        0,
        f"The run {run_id} is dropped, and its progress removed; drafts that it made stay.\n",
    )
    assert [each["state"] for each in inroad("runs", "--json").json] == ["dropped"]
    assert "was dropped: you gave it up. Start it anew." in inroad("review", run_id, "--json").complaint
    assert "start it anew" in inroad("runs", run_id).complaint
    assert "No run named 'nope'" in inroad("runs", "--drop", "nope").complaint


def test_the_privacy_page_names_every_collection_and_how_long_it_is_kept() -> None:
    rows = re.findall(r"^\| `([\w-]+)`", PRIVACY, re.MULTILINE)
    assert sorted(rows) == sorted(
        [*(each.name for each in COLLECTIONS), STATE.name, PROCESSES.name, "progress", "drafts-folder", "level-2"]
    )
    for name in (RECORDS.name, ANSWERS.name):
        assert re.search(rf"^\| `{name}` .*\d+ days", PRIVACY, re.MULTILINE)


def test_the_privacy_page_names_the_commands_that_there_are() -> None:
    for command in ("contacts show", "contacts suppress", "contacts forget", "purge --older-than", "runs --drop"):
        assert f"inroad {command}" in PRIVACY
    assert set(JobInput.model_fields) >= set(re.findall(r"`JobInput\.(\w+)`", PRIVACY))
