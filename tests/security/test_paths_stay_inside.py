"""No name from a posting, a list of people or an attachment leads a file out of the folder that was chosen."""

from __future__ import annotations

import csv
import email
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from email.policy import default
from pathlib import Path

import pytest

from inroad.errors import OutputError
from inroad.state import Email, Message, Sender
from inroad.tools.drafts import Outgoing
from inroad.tools.drafts.eml import EmlDrafts
from tests.cli_runner import SENDER, CommandLine
from tests.reliability import RELIABILITY, Figure

NOW = datetime(2026, 3, 14, tzinfo=UTC)
NAMES = {
    "up": "../../x",
    "up, of Windows": "..\\..\\x",
    "absolute": "/etc/cron.d/x",
    "a drive": "C:\\Windows\\x",
    "a share": "\\\\evil.example\\x",
    "a stream": "x.eml:hidden",
    "a device": "CON",
    "a device with an ending": "NUL.eml",
    "another device": "COM1",
    "null": "x\x00.exe",
    "long": "x" * 5_000,
    "long, of other letters": "ж" * 5_000,
    "right to left": "x\u202elme.exe",
    "emoji": "👩‍💻" * 40,
    "dot": ".",
    "dots": "..",
    "many dots": "......",
    "a dot at the end": "Ada.",
    "a hidden file": ".bashrc",
    "tilde": "~root",
    "a variable": "$HOME/%TEMP%",
    "a command": "$(touch x)`touch x`; rm -rf /",
    "an option": "--help",
    "lines": "a\nb\r\nc",
    "spaces": "   ",
    "nothing": "",
    "wild cards": "*?[a-z]",
    "an escape": "%2e%2e%2fx",
    "full width": "．．／x",
    "slashes of other scripts": "a∕b⁄c",
    "half a character": "x\ud800",
    "combining": "e\u0301" * 100,
}


def outgoing(name: str, key: str = "a" * 64, attachment: str = "") -> Outgoing:
    return Outgoing(
        key=key,
        recipient_name=name,
        recipient=Email(address="kim@acme.example"),
        sender=Sender(name="Ada Example", email="ada@mail.example", source="me.json"),
        message=Message(subject="Hello", body="Hello there.", writer="template", facts=[]),
        attachment=attachment,
    )


def files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if not path.is_dir()}


@pytest.mark.parametrize("what", NAMES)
def test_a_name_makes_one_plain_file_in_the_folder(
    what: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    place = EmlDrafts(tmp_path / "a" / "drafts", lambda: NOW)
    place.check()
    draft = place.create(outgoing(NAMES[what]))
    [file] = files(tmp_path)
    assert file == Path(draft.path)
    assert file.parent == tmp_path / "a" / "drafts"
    assert file.name.isascii()
    assert file.name.replace("-", "").removesuffix(".eml").isalnum()
    assert len(file.name) < 100
    record_property(RELIABILITY, Figure("paths", 1, 1).row())


def test_names_of_all_kinds_in_a_whole_run(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    network, posting = tmp_path / "n.csv", tmp_path / "job.json"
    with network.open("w", encoding="utf-8", errors="replace", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["First Name", "Last Name", "Email Address", "Company", "Position"])
        for number, name in enumerate(NAMES.values()):
            writer.writerow([name, name, f"p{number}@acme-robotics.example", "Acme Robotics", name])
    job = {"id": "../../x", "title": "../../Engineer", "descriptionPlain": "../../x", "location": "/etc", "jobUrl": "x"}
    posting.write_text(json.dumps({"jobs": [job]}))
    before = files(tmp_path)
    line = CommandLine(capsys, monkeypatch)
    options = ("--network", str(network), *SENDER, "--max-contacts", "100", "--out", str(tmp_path / "out"), "--json")
    ended = line("run", str(posting), "--company", "Acme Robotics", *options)
    assert ended.code in (0, 3)
    drafts = files(tmp_path / "out")
    assert len(drafts) == len([contact for contact in ended.json["contacts"] if contact["draft"]]) >= 5
    assert all(file.parent == tmp_path / "out" and file.suffix == ".eml" for file in drafts)
    assert {file.parent for file in files(tmp_path) - before - drafts} == {tmp_path / "inroad"}
    record_property(RELIABILITY, Figure("paths", len(drafts), len(drafts)).row())


ATTACHMENTS = (
    *("a\u202efdp.exe", "CON", "x" * 200 + ".pdf", "a\nb.pdf", "cv.pdf\r\nBcc: x@y.example", "..a", "a\\..\\b.pdf"),
    "é👩‍💻.pdf",
)


@pytest.mark.parametrize("name", ATTACHMENTS, ids=ascii)
def test_an_attachment_is_named_as_one_plain_file(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(b"%PDF")
    place = EmlDrafts(tmp_path / "drafts", lambda: NOW)
    place.check()
    draft = place.create(outgoing("Kim Lake", attachment=str(file)))
    mail = email.message_from_bytes(Path(draft.path).read_bytes(), policy=default)
    [attached] = mail.iter_attachments()
    shown = attached.get_filename()
    assert shown
    assert shown.isprintable()
    assert not set(shown) & set('\\/:*?"<>|\r\n\u202e')
    assert mail["Bcc"] is None


def test_a_link_in_the_folder_is_not_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    place = EmlDrafts(tmp_path / "drafts", lambda: NOW)
    place.check()
    (tmp_path / "drafts" / f"kim-lake-{'a' * 16}.eml").symlink_to(outside)
    place.create(outgoing("Kim Lake"))
    assert outside.read_text() == "mine"


def test_a_link_to_nowhere_is_told_or_left_alone(tmp_path: Path) -> None:
    place = EmlDrafts(tmp_path / "drafts", lambda: NOW)
    place.check()
    (tmp_path / "drafts" / f"kim-lake-{'a' * 16}.eml").symlink_to(tmp_path / "gone")
    with pytest.raises(OutputError, match="cannot be written"):
        place.create(outgoing("Kim Lake"))
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("kind", ["link to nowhere", "link to a file", "folder", "link to a folder"])
def test_what_only_looks_left_half_written_hinders_nobody(kind: str, tmp_path: Path) -> None:
    """The names of temporary files are known, and others may put something there."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine.txt").write_text("mine")
    planted = folder / ".draft-planted"
    match kind:
        case "folder":
            planted.mkdir()
            os.utime(planted, (0, 0))
        case "link to nowhere":
            planted.symlink_to(tmp_path / "gone")
        case "link to a file":
            os.utime(outside / "mine.txt", (0, 0))
            planted.symlink_to(outside / "mine.txt")
        case "link to a folder":
            os.utime(outside, (0, 0))
            planted.symlink_to(outside)
    place = EmlDrafts(folder, lambda: NOW)
    place.check()
    assert place.find(outgoing("Kim Lake")) is None
    place.create(outgoing("Kim Lake"))
    assert (outside / "mine.txt").read_text() == "mine"
    assert len(list(folder.glob("*.eml"))) == 1


def test_what_was_left_half_written_is_removed(tmp_path: Path) -> None:
    place = EmlDrafts(tmp_path / "drafts", lambda: NOW)
    place.check()
    left = tmp_path / "drafts" / ".draft-left"
    left.write_text("half")
    os.utime(left, (0, 0))
    assert place.find(outgoing("Kim Lake")) is None
    assert not left.exists()
