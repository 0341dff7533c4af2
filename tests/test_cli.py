"""The command line from outside: what it prints where, and how it ends."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli_runner import NETWORK, OTHER_POSTING, POSTING, SENDER, CommandLine, Ended, drafts
from tests.conftest import EXAMPLES

COMMANDS = (
    (),
    ("run",),
    ("resume",),
    ("runs",),
    ("contacts",),
    ("contacts", "list"),
    ("contacts", "export"),
    ("contacts", "suppress"),
    ("contacts", "forget"),
    ("verify",),
    ("doctor",),
    ("graph",),
)
ALUMNI = ("--network", str(EXAMPLES / "network" / "alumni.csv"))

REPORT = {
    "run_id",
    "job_id",
    "posting",
    "strategy",
    "searches",
    "contacts",
    "spend",
    "problems",
    "timings",
}
CONTACT = {
    "person_id",
    "first_name",
    "last_name",
    "title",
    "company",
    "location",
    "linkedin",
    "persona",
    "why",
    "alumni",
    "email",
    "message",
    "draft",
}


@pytest.fixture
def inroad(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(capsys, monkeypatch)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "inroad"


def _assert_keys(report: dict[str, Any]) -> None:
    """Hold a report to the object that the design names, level by level."""
    assert set(report) == REPORT
    assert set(report["posting"]) == {"title", "company", "location", "url"}
    assert set(report["strategy"]) == {"kind", "metro", "city", "region", "country"}
    for search in report["searches"]:
        assert set(search) == {"kind", "asked", "found", "new", "credits"}
    for problem in report["problems"]:
        assert set(problem) == {"provider", "step", "kind", "message", "action"}
    for spend in report["spend"].values():
        assert set(spend) == {"calls", "credits", "saved"}
    assert all(isinstance(seconds, float) for seconds in report["timings"].values())
    for contact in report["contacts"]:
        _assert_contact_keys(contact)


def _assert_contact_keys(contact: dict[str, Any]) -> None:
    assert set(contact) == CONTACT
    assert set(contact["email"]) == {"address", "status", "source", "score", "checked_at", "trail"}
    assert contact["alumni"] is None or set(contact["alumni"]) == {"school", "degree"}
    if contact["message"]:
        assert set(contact["message"]) == {"subject", "body", "writer", "facts", "kind", "version"}
    if contact["draft"]:
        assert set(contact["draft"]) - {"path", "url"} == {"kind", "id", "message_id"}


def test_version(inroad: CommandLine) -> None:
    assert inroad("--version") == Ended(0, "inroad 0.1.0\n", "")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help(inroad: CommandLine, command: tuple[str, ...]) -> None:
    ended = inroad(*command, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(f"Usage: {' '.join(['inroad', *command])} [OPTIONS]")


@pytest.mark.parametrize(
    "args",
    [
        ("nosuch",),
        ("run",),
        ("run", POSTING, "--nosuch"),
        ("run", POSTING, "--max-contacts", "0"),
        ("run", POSTING, "--max-contacts", "many"),
        ("run", POSTING, "--more", "-1"),
        ("contacts", "suppress"),
    ],
    ids=" ".join,
)
def test_misuse_ends_with_2(inroad: CommandLine, args: tuple[str, ...], home: Path) -> None:
    ended = inroad(*args)
    assert (ended.code, ended.out) == (2, "")
    assert "Traceback" not in ended.err
    assert not home.exists()


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--budget", "hunters=10", "'hunters', which is no provider"),
        ("--domain", "gmail.com", "'gmail.com' is none"),
        ("--language", "German", "'German' is none"),
        ("--language", "de-DE", "'de-DE' is none"),
        ("--domain", "not a domain", "'not a domain' is none"),
    ],
)
def test_a_wrong_value_is_told_before_anything_is_searched(
    inroad: CommandLine, option: str, value: str, says: str
) -> None:
    ended = inroad("run", POSTING, "--drafts", "none", option, value)
    assert (ended.code, ended.out) == (2, "")
    assert says in ended.err


def test_run_prints_one_object(inroad: CommandLine, home: Path) -> None:
    ended = inroad.run(size=4)
    report = ended.json
    _assert_keys(report)
    assert ended.code == 0
    assert report["posting"] == {
        "title": "Senior Robotics Software Engineer, Planning",
        "company": "Acme Robotics",
        "location": "Austin, TX (Hybrid); Lisbon, Portugal",
        "url": f"https://jobs.ashbyhq.com/acme-robotics/{report['job_id']}",
    }
    assert report["strategy"] == {
        "kind": "metro_primary",
        "metro": "austin, texas",
        "city": "Austin",
        "region": "Texas",
        "country": "United States",
    }
    assert report["searches"] == [{"kind": "network", "asked": 4, "found": 10, "new": 10, "credits": 0.0}]
    assert (len(report["contacts"]), report["spend"], report["problems"]) == (4, {}, [])
    assert drafts(home) == sorted(Path(contact["draft"]["path"]).name for contact in report["contacts"])


def test_an_alumna_is_an_object_too(inroad: CommandLine) -> None:
    ended = inroad.run(*ALUMNI, "--school", "Larkfield University", size=2)
    _assert_keys(ended.json)
    assert ended.code == 0
    assert {contact["alumni"]["school"] for contact in ended.json["contacts"]} == {"Larkfield University"}


def test_progress_is_on_stderr_only(inroad: CommandLine) -> None:
    ended = inroad("run", POSTING, *NETWORK, *SENDER, "--max-contacts", "2")
    assert ended.code == 0
    assert ended.out.startswith("Senior Robotics Software Engineer, Planning at Acme Robotics")
    assert "nothing was sent." in ended.out
    assert "reading the posting" not in ended.out
    assert ended.err.splitlines()[-1] == "reporting"
    assert "reading the posting: Senior Robotics Software Engineer" in ended.err


def test_a_repeat_keeps_contacts_drafts_and_words(inroad: CommandLine, home: Path) -> None:
    first = inroad.run(size=4)
    files = {file: file.read_bytes() for file in (home / "drafts").iterdir()}
    second = inroad.run(size=4)
    assert second.code == 0
    assert second.json["run_id"] != first.json["run_id"]
    for contact, again in zip(first.json["contacts"], second.json["contacts"], strict=True):
        assert contact["person_id"] == again["person_id"]
        assert contact["draft"] == again["draft"]
        assert contact["message"] == again["message"]
    assert {file: file.read_bytes() for file in (home / "drafts").iterdir()} == files


def test_a_larger_repeat_keeps_those_who_have_a_draft(inroad: CommandLine, home: Path) -> None:
    first, second = inroad.run(size=2), inroad.run(size=4)
    assert set(first.names) < set(second.names)
    assert len(drafts(home)) == 4


def test_more_finds_others(inroad: CommandLine, home: Path) -> None:
    first, more = inroad.run(size=3), inroad.run("--more", "2")
    assert more.code == 0
    assert (len(more.names), set(first.names) & set(more.names)) == (2, set())
    assert len(drafts(home)) == 5


def test_another_posting_leaves_out_those_already_written_to(inroad: CommandLine, home: Path) -> None:
    first, second = inroad.run(size=3), inroad.run(posting=OTHER_POSTING, size=2)
    assert second.code == 0
    assert set(first.names) & set(second.names) == set()
    assert [problem["kind"] for problem in second.json["problems"]] == ["already_written"]
    assert len(drafts(home)) == 5


@pytest.mark.parametrize(
    "who",
    [
        "jonas.mueller@acme-robotics.example",
        "https://www.linkedin.com/in/jonas-mueller-example/",
        "Jonas Müller@Acme Robotics",
    ],
)
def test_the_suppressed_are_left_out(inroad: CommandLine, who: str) -> None:
    assert inroad("contacts", "suppress", who) == Ended(0, "", "1 name added to the suppression list.\n")
    ended = inroad.run(size=50)
    assert "Jonas" not in ended.names
    assert "suppressed" in [problem["kind"] for problem in ended.json["problems"]]


def test_a_suppressed_domain_gets_no_draft(inroad: CommandLine, home: Path) -> None:
    inroad("contacts", "suppress", "@acme-robotics.example")
    ended = inroad.run(size=3)
    assert ended.code == 3
    assert [contact["draft"] for contact in ended.json["contacts"]] == [None] * len(ended.names)
    assert drafts(home) == []


def test_fewer_than_asked_for_ends_with_3(inroad: CommandLine) -> None:
    ended = inroad.run(size=50)
    assert ended.code == 3
    assert len(ended.names) == 10
    assert ended.err.splitlines()[-1] == "10 of 50 contacts with an address were found."
    table = inroad("run", POSTING, *NETWORK, *SENDER, "--max-contacts", "50")
    assert table.code == 3
    assert "10 of 50 contacts with an address were found." in table.out


def test_dry_run_plans_only(inroad: CommandLine, home: Path) -> None:
    ended = inroad.run("--dry-run")
    assert ended.code == 0
    _assert_keys(ended.json)
    assert ended.json["contacts"] == []
    assert [(search["kind"], search["found"]) for search in ended.json["searches"]] == [("network", 0)]
    assert ended.json["strategy"]["metro"] == "austin, texas"
    assert drafts(home) == []


@pytest.mark.parametrize(("who", "persona"), [("recruiters", "recruiter"), ("managers", "manager"), ("peers", "peer")])
def test_who_filters(inroad: CommandLine, who: str, persona: str) -> None:
    ended = inroad.run("--who", who, size=1)
    assert ended.code == 0
    assert [contact["persona"] for contact in ended.json["contacts"]] == [persona]


def test_columns_name_what_is_not_recognised(inroad: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "book.csv"
    file.write_text("Wer;Wo dort;Was;Post\nRobin Reed;Acme Robotics;Robotics Engineer;robin@acme-robotics.example\n")
    names = "name=Wer,company=Wo dort,title=Was"
    ended = inroad(
        "run", POSTING, "--network", str(file), "--columns", names, "--columns", "email=Post",
        *SENDER, "--max-contacts", "1", "--json",
    )  # fmt: skip
    assert ended.code == 0
    assert [(c["first_name"], c["title"], c["email"]["address"]) for c in ended.json["contacts"]] == [
        ("Robin", "Robotics Engineer", "robin@acme-robotics.example")
    ]


def test_without_drafts_no_sender_is_needed(inroad: CommandLine, home: Path) -> None:
    ended = inroad("run", POSTING, *NETWORK, "--drafts", "none", "--max-contacts", "2", "--json")
    assert ended.code == 0
    assert [(c["message"], c["draft"]) for c in ended.json["contacts"]] == [(None, None)] * 2
    assert drafts(home) == []


def test_drafts_go_where_out_says(inroad: CommandLine, tmp_path: Path) -> None:
    ended = inroad.run("--out", "post", size=2)
    assert sorted(c["draft"]["path"] for c in ended.json["contacts"]) == sorted(
        str(file) for file in (tmp_path / "post").iterdir()
    )


def test_settings_stand_in_for_options(inroad: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INROAD_NETWORK", NETWORK[1])
    monkeypatch.setenv("INROAD_SENDER", SENDER[1])
    monkeypatch.setenv("INROAD_MAX_CONTACTS", "2")
    ended = inroad("run", POSTING, "--json")
    assert (ended.code, len(ended.names)) == (0, 2)


def test_a_wrong_setting_is_named(inroad: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INROAD_MAX_CONTACTS", "all")
    ended = inroad("run", POSTING)
    assert (ended.code, ended.out) == (2, "")
    assert ended.complaint.startswith("The setting INROAD_MAX_CONTACTS takes ")


def test_runs_lists_and_shows(inroad: CommandLine) -> None:
    made = inroad.run(size=2).json
    listed = inroad("runs", "--json").json
    assert [(run["run_id"], run["state"], run["contacts"], run["drafts"], run["exit_code"]) for run in listed] == [
        (made["run_id"], "done", 2, 2, 0)
    ]
    assert inroad("runs", made["run_id"], "--json").json == made
    assert made["run_id"] in inroad("runs").out
    shown = inroad("runs", made["run_id"])
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("Senior Robotics Software Engineer, Planning at Acme Robotics")


def test_a_failed_run_is_in_the_list(inroad: CommandLine) -> None:
    ended = inroad("run", "gone.txt", *SENDER)
    (run,) = inroad("runs", "--json").json
    assert (ended.code, run["state"], run["exit_code"]) == (2, "failed", 2)
    assert run["error"] == ended.complaint
    shown = inroad("runs", run["run_id"])
    assert (shown.code, shown.complaint) == (
        2,
        f"The run {run['run_id']} has no report (failed: {ended.complaint.rstrip('.')}); "
        f"`inroad resume {run['run_id']}` goes on.",
    )


def test_a_done_run_is_not_resumed(inroad: CommandLine) -> None:
    run_id = inroad.run(size=1).json["run_id"]
    ended = inroad("resume", run_id)
    assert (ended.code, ended.out) == (2, "")
    assert ended.complaint == f"The run {run_id} is done; `inroad runs {run_id}` shows its report."


@pytest.mark.parametrize("command", ["resume", "runs"])
def test_an_unknown_run(inroad: CommandLine, command: str) -> None:
    ended = inroad(command, "r_nosuch")
    assert (ended.code, ended.out) == (2, "")
    assert ended.complaint == "No run named 'r_nosuch' is in the store; `inroad runs` lists those that are."


def test_contacts_are_listed_and_exported(inroad: CommandLine, tmp_path: Path) -> None:
    made = inroad.run(size=3)
    listed = inroad("contacts", "list", "--json")
    assert sorted(person["first_name"] for person in listed.json) == sorted(made.names)
    assert inroad("contacts", "list").code == 0
    rows = list(csv.DictReader(io.StringIO(inroad("contacts", "export").out)))
    assert sorted(row["first_name"] for row in rows) == sorted(made.names)
    ended = inroad("contacts", "export", "people.csv")
    assert ended == Ended(0, "", "3 people written to people.csv.\n")
    with (tmp_path / "people.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.DictReader(file)) == rows
    assert all(row["drafts"].startswith("introduction ") and row["drafts"].endswith(".eml)") for row in rows)
    assert inroad("contacts", "suppress", made.json["contacts"][0]["linkedin"]).code == 0
    marked = [person["suppressed"] for person in inroad("contacts", "list", "--json").json]
    assert sorted(marked) == [False, False, True]
    assert inroad("contacts", "list").out.count("suppressed") == 1
    ended = inroad("contacts", "export", "people.vcf")
    left_out = "1 person on your suppression list left out.\n"
    assert ended == Ended(0, "", f"2 people written to people.vcf.\n{left_out}")
    cards = inroad("contacts", "export", "--format", "vcard").out
    assert cards.encode() == (tmp_path / "people.vcf").read_bytes()
    assert cards.count("BEGIN:VCARD\r\nVERSION:4.0\r\n") == 2
    assert inroad("contacts", "export", "--format", "xml").code == 2


def test_an_id_of_the_list_suppresses_its_person(inroad: CommandLine) -> None:
    first, second = (contact["person_id"] for contact in inroad.run(size=2).json["contacts"])
    assert inroad("contacts", "suppress", first).err.endswith(" added to the suppression list.\n")
    marked = {each["person_id"]: each["suppressed"] for each in inroad("contacts", "list", "--json").json}
    assert marked == {first: True, second: False}
    assert "'p_nosuch' names nobody to suppress; " in inroad("contacts", "suppress", "p_nosuch").complaint


def test_the_forgotten_are_gone_for_good(inroad: CommandLine, home: Path) -> None:
    made = inroad.run(size=3).json
    gone = made["contacts"][0]
    ended = inroad("contacts", "forget", gone["person_id"])
    assert (ended.code, ended.out) == (0, "")
    assert gone["last_name"] not in inroad("runs", made["run_id"], "--json").out
    assert gone["last_name"] not in inroad("contacts", "list", "--json").out
    assert Path(gone["draft"]["path"]).name not in drafts(home)
    assert gone["first_name"] not in inroad.run(size=5).names


def test_nobody_to_forget(inroad: CommandLine) -> None:
    ended = inroad("contacts", "forget", "Nobody Atall")
    assert (ended.code, ended.out) == (2, "")
    assert ended.complaint.startswith("Nobody in the library is named by 'Nobody Atall'; ")


def test_nothing_to_suppress(inroad: CommandLine) -> None:
    ended = inroad("contacts", "suppress", "jonas")
    assert (ended.code, ended.out) == (2, "")
    assert ended.complaint.startswith("'jonas' names nobody to suppress; ")


def test_doctor_looks_at_every_part(inroad: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INROAD_NETWORK", NETWORK[1])
    monkeypatch.setenv("INROAD_SENDER", SENDER[1])
    ended = inroad("doctor", "--json")
    states = {finding["what"]: finding["state"] for finding in ended.json}
    assert ended.code == 0
    assert {name: states[name] for name in ("python", "settings", "store", "drafts", "sender", "network")} == {
        "python": "ok", "settings": "ok", "store": "ok", "drafts": "ok", "sender": "ok", "network": "ok",
    }  # fmt: skip
    assert "Ada Winterfeld" in inroad("doctor").out


def test_doctor_ends_with_1_where_something_is_wrong(inroad: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INROAD_SENDER", "gone.json")
    ended = inroad("doctor")
    assert ended.code == 1
    assert "gone.json" in ended.out


def test_graph_is_mermaid(inroad: CommandLine) -> None:
    ended = inroad("graph")
    assert (ended.code, ended.err) == (0, "")
    assert "read_posting(read_posting)" in ended.out
    assert "write --> " in ended.out or "write -.-> " in ended.out


def _command(*args: str) -> subprocess.CompletedProcess[str]:
    installed = Path(sys.executable).parent / "inroad"
    return subprocess.run([installed, *args], capture_output=True, text=True, check=False)


def test_the_installed_command_runs_a_posting(home: Path) -> None:
    ended = _command("run", POSTING, *NETWORK, *SENDER, "--max-contacts", "2", "--json")
    report = Ended(ended.returncode, ended.stdout, ended.stderr)
    _assert_keys(report.json)
    assert (report.code, len(report.names), len(drafts(home))) == (0, 2, 2)
    assert "Traceback" not in report.err
    assert "Warning" not in report.err


def test_the_installed_command_complains_in_one_line() -> None:
    ended = _command("run", "gone.txt", *SENDER)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "gone.txt" in Ended(2, "", ended.stderr).complaint
