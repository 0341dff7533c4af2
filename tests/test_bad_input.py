"""Input that cannot be used: one line that names it and says what to do, and nothing half-written."""

from __future__ import annotations

import csv
import email
import io
import json
from collections.abc import Callable
from email.policy import default
from pathlib import Path

import pytest

from tests.cli_runner import NETWORK, POSTING, SENDER, CommandLine, Ended, drafts
from tests.conftest import EXAMPLES

Make = Callable[[Path], tuple[str, ...]]

BOARD = (EXAMPLES / "postings" / "greenhouse.json").read_text(encoding="utf-8")
NAMELESS = "Backend Engineer\nAustin, TX\n\nYou write services in Python and keep them running at night.\n"
ME = 'name = "Ada"\nemail = "ada at home"\n'


@pytest.fixture
def inroad(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(capsys, monkeypatch)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "inroad"


def _file(path: Path, content: str | bytes) -> str:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def _sparse(path: Path, megabytes: int) -> str:
    with path.open("wb") as file:
        file.truncate(megabytes * 1024**2)
    return str(path)


def _below_a_file(path: Path) -> str:
    return str(Path(_file(path, "")) / "drafts")


def _run(posting: str = POSTING, *options: str) -> tuple[str, ...]:
    return ("run", posting, *NETWORK, *SENDER, "--max-contacts", "2", *options)


# What is wrong; the command for it; what the sentence names, and what it says to do.
BAD: list[tuple[str, Make, str, str]] = [
    ("no posting there", lambda at: _run(str(at / "gone.html")), "gone.html", "give"),
    ("a folder", lambda at: _run(str(at)), "is a folder", "give"),
    ("an empty posting", lambda at: _run(_file(at / "empty.txt", "")), "empty.txt", "give"),
    ("a binary posting", lambda at: _run(_file(at / "noise.txt", bytes(range(256)) * 9)), "noise.txt", "save"),
    ("a PDF posting", lambda at: _run(_file(at / "job.pdf", b"%PDF-1.7\n\xe2\xe3")), "job.pdf", "save"),
    ("broken JSON", lambda at: _run(_file(at / "job.json", '{"jobs": [')), "job.json", ""),
    ("JSON of something else", lambda at: _run(_file(at / "job.json", '{"a": 1}')), "job.json", ""),
    ("a host that is not there", lambda at: _run("https://jobs.example/1"), "jobs.example", "check the address"),
    ("several jobs", lambda at: _run(_file(at / "board.json", BOARD)), "board.json", "--job"),
    ("no such job", lambda at: _run(POSTING, "--job", "nosuch"), "nosuch", "--job"),
    ("no company", lambda at: _run(_file(at / "job.txt", NAMELESS)), "job.txt", "--company"),
    ("no network file", lambda at: _run(POSTING, "--network", str(at / "gone.csv")), "gone.csv", "give"),
    ("no usable header", lambda at: _run(POSTING, "--network", _file(at / "n.csv", "a,b\n1,2")), "n.csv", "--columns"),
    ("an empty network file", lambda at: _run(POSTING, "--network", _file(at / "n.csv", "")), "n.csv", "--columns"),
    ("an Excel network", lambda at: _run(POSTING, "--network", _file(at / "n.csv", b"PK\x03\x04")), "n.csv", "save"),
    ("unknown column name", lambda at: _run(POSTING, "--columns", "boss=Name"), "boss", "company"),
    ("unknown header", lambda at: _run(POSTING, "--columns", "company=Nope"), "Nope", "Company"),
    ("no equals sign", lambda at: _run(POSTING, "--columns", "company"), "company", "name=header"),
    ("no header given", lambda at: _run(POSTING, "--columns", "company="), "company", "name=header"),
    ("no sender", lambda at: ("run", POSTING, *NETWORK), "sender", "--drafts none"),
    ("no sender file", lambda at: _run(POSTING, "--sender", str(at / "gone.json")), "gone.json", "give"),
    ("no JSON", lambda at: _run(POSTING, "--sender", _file(at / "cv.json", "Ada, dev")), "cv.json", "JSON Resume"),
    ("a list", lambda at: _run(POSTING, "--sender", _file(at / "cv.json", "[]")), "cv.json", "JSON Resume"),
    ("no name", lambda at: _run(POSTING, "--sender", _file(at / "cv.json", '{"basics": {}}')), "cv.json", "add"),
    ("no address", lambda at: _run(POSTING, "--sender", _file(at / "me.toml", ME)), "me.toml", "correct it"),
    ("a binary sender", lambda at: _run(POSTING, "--sender", _file(at / "cv.json", b"\xff\xfe")), "cv.json", "give a"),
    ("no attachment", lambda at: _run(POSTING, "--attach", str(at / "gone.pdf")), "gone.pdf", "--attach"),
    ("a folder to attach", lambda at: _run(POSTING, "--attach", str(at)), "attachment", "--attach"),
    ("a large attachment", lambda at: _run(POSTING, "--attach", _sparse(at / "cv.pdf", 30)), "has 30 MB", "smaller"),
    ("no folder for drafts", lambda at: _run(POSTING, "--out", _below_a_file(at / "file")), "file/drafts", "--out"),
    ("unknown who", lambda at: _run(POSTING, "--who", "friends"), "--who", "peers, managers or recruiters"),
    ("nobody to look for", lambda at: _run(POSTING, "--who", ","), "--who", "peers"),
    ("unknown drafts", lambda at: _run(POSTING, "--drafts", "pigeon"), "--drafts", "imap or none, not 'pigeon'"),
    ("no posting", lambda at: _run(""), "No posting was named", "give"),
    ("an empty attachment", lambda at: _run(POSTING, "--attach", _file(at / "cv.pdf", "")), "is empty", "--attach"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "names", "advice"), [each[1:] for each in BAD], ids=[each[0] for each in BAD])
def test_one_line_and_exit_2(
    inroad: CommandLine, tmp_path: Path, home: Path, make: Make, names: str, advice: str
) -> None:
    ended = inroad(*make(tmp_path))
    assert (ended.code, ended.out) == (2, "")
    assert names in ended.complaint
    assert advice in ended.complaint
    assert ended.complaint.count("give") < 2
    assert "Traceback" not in ended.err
    assert drafts(home) == []
    assert not list(tmp_path.rglob("*.eml"))


@pytest.mark.parametrize("kind", ["posting", "network", "sender", "attach"])
def test_a_missing_file_with_a_newline_in_its_name(inroad: CommandLine, tmp_path: Path, kind: str) -> None:
    gone = str(tmp_path / "gone\n\x1b[31mred.csv")
    ended = inroad(*(_run(gone) if kind == "posting" else _run(POSTING, f"--{kind}", gone)))
    assert ended.code == 2
    assert "gone" in ended.complaint
    assert ended.complaint.isprintable()


def test_a_step_that_failed_is_not_shown_as_done(inroad: CommandLine) -> None:
    ended = inroad(*_run("gone.txt"))
    assert ended.code == 2
    assert "reading the posting" not in ended.err


def test_a_newline_in_every_file_name(inroad: CommandLine, tmp_path: Path) -> None:
    posting = _file(tmp_path / "a\npost.json", Path(POSTING).read_bytes())
    network = _file(tmp_path / "b\nnet.csv", Path(NETWORK[1]).read_bytes())
    sender = _file(tmp_path / "c\nresume.json", Path(SENDER[1]).read_bytes())
    attachment = _file(tmp_path / "d\r\nBcc: all@mail.example\n.pdf", b"%PDF")
    ended = inroad(
        "run", posting, "--network", network, "--sender", sender, "--attach", attachment,
        "--max-contacts", "2", "--json",
    )  # fmt: skip
    assert ended.code == 0
    for contact in ended.json["contacts"]:
        mail = email.message_from_bytes(Path(contact["draft"]["path"]).read_bytes(), policy=default)
        (attached,) = mail.iter_attachments()
        assert attached.get_filename() == "d Bcc_ all@mail.example .pdf"
        assert mail["Bcc"] is None


def test_an_empty_network(inroad: CommandLine, tmp_path: Path, home: Path) -> None:
    empty = _file(tmp_path / "n.csv", "First Name,Last Name,Company\n")
    ended = inroad("run", POSTING, "--network", empty, *SENDER, "--json")
    assert ended.code == 3
    assert ended.json["contacts"] == []
    assert ended.json["searches"] == [{"kind": "network", "asked": 8, "found": 0, "new": 0, "credits": 0.0}]
    assert [problem["message"] for problem in ended.json["problems"]] == ["Nobody at Acme Robotics was found."]
    assert drafts(home) == []


def test_no_network(inroad: CommandLine) -> None:
    ended = inroad("run", POSTING, *SENDER, "--json")
    assert (ended.code, ended.json["searches"]) == (3, [])
    assert [(p["message"], p["action"]) for p in ended.json["problems"]] == [
        ("There is nowhere to look for people.", "give --network FILE, or set PDL_API_KEY")
    ]


def test_a_company_nobody_works_at(inroad: CommandLine, home: Path) -> None:
    ended = inroad.run("--company", "Nowhere Labs", posting=str(EXAMPLES / "postings" / "plain.txt"))
    assert ended.code == 3
    assert [problem["message"] for problem in ended.json["problems"]] == ["Nobody at Nowhere Labs was found."]
    assert drafts(home) == []


HOSTILE = [
    ["First Name", "Last Name", "URL", "Email Address", "Company", "Position"],
    ["=HYPERLINK(\"http://evil.example\")", "+Reed", "", "robin@acme-robotics.example", "Acme Robotics", "@SUM(A1)"],
    ["<script>alert(1)</script>Kim", "<b>Lake</b>", "", "kim@acme-robotics.example", "Acme Robotics", "Engineer"],
    ["\x1b[31mSam\x1b[0m", "Moor\r\nBcc: all@mail.example", "", "sam@acme-robotics.example", "Acme Robotics", "-1+1"],
]  # fmt: skip


@pytest.fixture
def hostile(inroad: CommandLine, tmp_path: Path) -> Ended:
    text = io.StringIO()
    csv.writer(text).writerows(HOSTILE)
    network = _file(tmp_path / "n.csv", text.getvalue())
    return inroad("run", POSTING, "--network", network, *SENDER, "--max-contacts", "3", "--json")


def test_hostile_cells_are_text(hostile: Ended) -> None:
    assert hostile.code == 0
    for contact in hostile.json["contacts"]:
        shown = json.dumps({**contact, "draft": None})
        assert not [sign for sign in ("\\u001b", "<", "\\r") if sign in shown]
    assert sorted(contact["email"]["address"] for contact in hostile.json["contacts"]) == [
        "kim@acme-robotics.example",
        "robin@acme-robotics.example",
        "sam@acme-robotics.example",
    ]


def test_hostile_cells_add_nothing_to_a_draft(hostile: Ended) -> None:
    for contact in hostile.json["contacts"]:
        mail = email.message_from_bytes(Path(contact["draft"]["path"]).read_bytes(), policy=default)
        assert sorted(mail.keys()) == sorted(
            [
                "From",
                "To",
                "Subject",
                "Date",
                "Message-ID",
                "X-Unsent",
                "X-Inroad-Key",
                "MIME-Version",
                "Content-Type",
            ]
        )
        assert [each.addr_spec for each in mail["To"].addresses] == [contact["email"]["address"]]
        html = mail.get_body(("html",))
        assert html is not None
        assert not any(tag in html.get_content() for tag in ("<script", "<b>", "<a", "\x1b"))


@pytest.mark.usefixtures("hostile")
def test_an_export_has_no_formula(inroad: CommandLine) -> None:
    rows = list(csv.reader(io.StringIO(inroad("contacts", "export").out)))
    assert len(rows) == 4
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("command", [("runs",), ("contacts", "list"), ("contacts", "export")])
def test_tables_hold_no_escapes(inroad: CommandLine, command: tuple[str, ...]) -> None:
    ended = inroad(*command)
    assert ended.code == 0
    assert "\x1b" not in ended.out


def test_an_export_that_cannot_be_written(inroad: CommandLine, tmp_path: Path) -> None:
    ended = inroad("contacts", "export", f"{_below_a_file(tmp_path / 'file')}/people.csv")
    assert (ended.code, ended.out) == (2, "")
    assert "people.csv" in ended.complaint


def test_a_home_that_cannot_be_made(inroad: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INROAD_HOME", _below_a_file(tmp_path / "file"))
    ended = inroad(*_run())
    assert (ended.code, ended.out) == (2, "")
    assert "file/drafts" in ended.complaint
