"""Whole runs whose drafts go to a mailbox: the stand-in for Gmail, and a real mail server."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from inroad.sandbox import Sandbox
from inroad.sandbox.faults import Kind
from inroad.sandbox.gmail import Mailbox
from tests.cli_runner import NETWORK, POSTING, SENDER, CommandLine, Ended
from tests.imap_server import HOST, PASSWORD, Dovecot

URL = "https://mail.google.com/mail/?authuser=sandy%40sandbox.example#drafts"
CREATE = "POST /gmail/v1/users/me/drafts"
LATER = "the next run looks whether it is there"
FULL, ROOM = 40_000, 500
QUOTA = f"""
mail_plugins = quota
plugin {{
  quota = count:User quota
  quota_vsizes = yes
  quota_rule = *:bytes={FULL}
}}
"""


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(capsys, monkeypatch)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def mailbox(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    """The mailbox of a user who is logged in."""
    monkeypatch.setenv("INROAD_DRAFTS", "gmail")
    monkeypatch.setenv("GMAIL_BASE_URL", sandbox.gmail_url)
    login = tmp_path / "inroad" / "google" / "gmail.json"
    login.parent.mkdir(parents=True)
    login.write_text(json.dumps(sandbox.gmail.authorized_user(sandbox.gmail_url)))
    return sandbox.gmail.mailbox()


def places(ended: Ended) -> list[dict[str, str]]:
    return [contact["draft"] for contact in ended.json["contacts"]]


def test_a_run_leaves_its_drafts_in_gmail_and_the_same_run_makes_no_more(line: CommandLine, mailbox: Mailbox) -> None:
    first = line.run()
    assert first.code == 0
    assert len(mailbox.drafts) == mailbox.made == 3
    assert [(place["kind"], place["url"]) for place in places(first)] == [("gmail", URL)] * 3
    assert {place["id"] for place in places(first)} == {draft.id for draft in mailbox.drafts}
    again = line.run()
    assert (again.code, places(again)) == (0, places(first))
    assert mailbox.made == 3
    assert mailbox.sent == []


def test_what_its_user_deleted_or_sent_is_not_made_again(line: CommandLine, mailbox: Mailbox) -> None:
    first = line.run()
    one, two, _ = mailbox.drafts
    mailbox.delete(one.id)
    mailbox.send(two.id)
    again = line.run()
    assert (again.code, places(again), mailbox.made) == (0, places(first), 3)


def race() -> list[dict[str, Any]]:
    """The reports of the same run in two processes at once."""
    command = [sys.executable, "-c", "from inroad.cli import main; main()", "run", POSTING, *NETWORK, *SENDER]
    racing = [
        subprocess.Popen([*command, "--max-contacts", "3", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    return [json.loads(process.communicate()[0]) for process in racing]


def test_processes_side_by_side_make_each_draft_once(mailbox: Mailbox) -> None:
    kinds = {problem["kind"] for report in race() for problem in report["problems"]}
    assert kinds <= {"held"}
    assert mailbox.made == len({str(draft.mail["To"]) for draft in mailbox.drafts}) == 3


@pytest.mark.parametrize("fault", ["hang_up_before", "hang_up_after", "reset_before", "reset_after"])
def test_a_draft_whose_answer_got_lost_is_there_once(
    line: CommandLine, sandbox: Sandbox, mailbox: Mailbox, fault: Kind
) -> None:
    sandbox.faults.add(CREATE, fault, after=1)
    first = line.run()
    acted = fault.endswith("after")
    assert (first.code, mailbox.made) == ((0, 3) if acted else (3, 2))
    assert [problem["action"] for problem in first.json["problems"]] == ([] if acted else [LATER])
    assert [problem["kind"] for problem in line.run().json["problems"]] == ([] if acted else ["held"])
    assert len({str(draft.mail["To"]) for draft in mailbox.drafts}) == mailbox.made == len(mailbox.drafts)


def test_a_refused_draft_leaves_the_others_and_is_made_by_the_next_run(
    line: CommandLine, sandbox: Sandbox, mailbox: Mailbox
) -> None:
    sandbox.gmail.refuse("drafts.create", 400, "invalidArgument", "Invalid To header")
    first = line.run()
    assert (first.code, mailbox.made) == (3, 2)
    [problem] = first.json["problems"]
    assert "has no draft: Gmail refuses the draft (400: Invalid To header)" in problem["message"]
    assert problem["action"] == "made no draft"
    assert (line.run().code, mailbox.made) == (0, 3)


def test_a_login_that_was_withdrawn_is_a_sentence_before_anything_is_searched(
    line: CommandLine, sandbox: Sandbox, mailbox: Mailbox
) -> None:
    sandbox.gmail.tokens.revoke()
    ended = line.run()
    assert (ended.code, ended.out) == (4, "")
    assert ended.complaint.startswith("Google has ended the Gmail login")
    assert "run `inroad login gmail` again" in ended.complaint
    assert "search" not in ended.err


def test_a_mailbox_that_cannot_be_asked_is_a_sentence(
    line: CommandLine, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GMAIL_BASE_URL", "http://gmail.example")
    ended = line.run()
    assert (ended.code, ended.out) == (2, "")
    assert "GMAIL_BASE_URL" in ended.complaint


@pytest.mark.parametrize(
    ("kind", "settings", "words"),
    [
        ("gmail", {}, "Nobody is logged in to Gmail (there is no "),
        ("gmail", {"GMAIL_TOKEN_FILE": "elsewhere.json"}, "elsewhere.json); run `inroad login gmail`."),
        ("imap", {}, "set IMAP_HOST and IMAP_USER and IMAP_PASSWORD."),
        ("imap", {"IMAP_HOST": "imap.mail.example", "IMAP_USER": "ada"}, "set IMAP_PASSWORD."),
        ("imap", {"IMAP_HOST": "a b", "IMAP_USER": "ada", "IMAP_PASSWORD": "x"}, "IMAP_HOST is not a mail server's"),
    ],
)
def test_a_mailbox_that_is_not_set_up_is_a_sentence(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch, kind: str, settings: dict[str, str], words: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    ended = line.run("--drafts", kind)
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.complaint


@pytest.mark.parametrize(("setting", "cap"), [("INROAD_DAILY_CAP", 2), ("INROAD_COMPANY_CAP", 1)])
def test_beyond_a_cap_no_draft_is_made_and_kept_ones_do_not_count(
    line: CommandLine, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, setting: str, cap: int
) -> None:
    monkeypatch.setenv(setting, str(cap))
    first = line.run()
    assert (first.code, mailbox.made) == (3, cap)
    assert all(problem["message"].endswith(f"({setting}).") for problem in first.json["problems"])
    assert len(first.json["problems"]) == 3 - cap
    monkeypatch.setenv(setting, str(cap + 1))
    assert line.run().json["problems"] != first.json["problems"]
    assert mailbox.made == cap + 1


def test_processes_at_the_edge_of_a_cap_do_not_pass_it_together(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INROAD_COMPANY_CAP", "2")
    race()
    assert mailbox.made == 2


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with Dovecot(more=QUOTA) as running:
        yield running


@pytest.fixture
def user(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> str:
    """A user with a mailbox of their own at the mail server, who has set it up."""
    name = uuid4().hex
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.certificate))
    for setting, value in {
        "INROAD_DRAFTS": "imap",
        "IMAP_HOST": f"{HOST}:{dovecot.port}",
        "IMAP_USER": name,
        "IMAP_PASSWORD": PASSWORD,
    }.items():
        monkeypatch.setenv(setting, value)
    return name


def subjects(dovecot: Dovecot, user: str) -> list[bytes]:
    with dovecot.client(user) as client:
        client.select_folder("Drafts", readonly=True)
        found = client.fetch(client.search("UNDELETED"), ["ENVELOPE"])
        return sorted(answer[b"ENVELOPE"].subject for answer in found.values())


def test_a_run_leaves_its_drafts_at_the_mail_server_once(line: CommandLine, dovecot: Dovecot, user: str) -> None:
    first = line.run()
    assert first.code == 0
    assert len(subjects(dovecot, user)) == 3
    assert all(place["id"].startswith("Drafts;") for place in places(first))
    again = line.run()
    assert (again.code, places(again), len(subjects(dovecot, user))) == (0, places(first), 3)
    shown = line("runs", first.json["run_id"]).out
    assert shown.count("draft: in the folder Drafts") == 3


def test_what_its_user_deleted_at_the_mail_server_is_not_made_again(
    line: CommandLine, dovecot: Dovecot, user: str
) -> None:
    first = line.run()
    with dovecot.client(user) as client:
        client.select_folder("Drafts")
        client.delete_messages(client.search()[:2])
        client.expunge()
    again = line.run()
    assert (again.code, places(again), len(subjects(dovecot, user))) == (0, places(first), 1)


def test_a_full_mailbox_is_a_problem_until_its_user_makes_room(line: CommandLine, dovecot: Dovecot, user: str) -> None:
    with dovecot.client(user) as client:
        client.append("INBOX", b"Subject: large\r\n\r\n" + b"x" * (FULL - ROOM))
    first = line.run()
    assert (first.code, subjects(dovecot, user)) == (3, [])
    problems = first.json["problems"]
    assert [(problem["kind"], problem["action"]) for problem in problems] == [("OutOfCreditError", "made no draft")] * 3
    assert "is full" in problems[0]["message"]
    with dovecot.client(user) as client:
        client.select_folder("INBOX")
        client.delete_messages(client.search())
        client.expunge()
    assert (line.run().code, len(subjects(dovecot, user))) == (0, 3)


def test_a_wrong_password_is_a_sentence(line: CommandLine, user: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAP_PASSWORD", "wrong")
    ended = line.run()
    assert (ended.code, ended.out) == (4, "")
    assert "does not take IMAP_USER with IMAP_PASSWORD" in ended.complaint


def test_a_folder_that_is_not_there_is_a_sentence_that_names_those_that_are(
    line: CommandLine, user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMAP_DRAFTS", "Entwürfe")
    ended = line.run()
    assert ended.code == 2
    assert ended.complaint.startswith("There is no folder 'Entwürfe' in the mailbox; set IMAP_DRAFTS to one of: ")
