"""`inroad login gmail`, against the stand-in for Google, with a browser that agrees."""

from __future__ import annotations

import json
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from inroad.sandbox import GmailSwitches, Sandbox
from tests.cli_runner import CommandLine, Ended

COMMAND = [sys.executable, "-c", "from inroad.cli import main; main()", "login", "gmail", "--no-browser"]


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(capsys, monkeypatch)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


def sets_up(sandbox: Sandbox, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the user does before: the client's JSON in a file, the settings."""
    secrets = folder / "client.json"
    secrets.write_text(json.dumps(sandbox.gmail.client_secrets(sandbox.gmail_url)))
    monkeypatch.setenv("GMAIL_CLIENT_SECRETS", str(secrets))
    monkeypatch.setenv("GMAIL_BASE_URL", sandbox.gmail_url)


def logs_in() -> Ended:
    """The command, whose page is opened and agreed to."""
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        shown = process.stderr.readline()
        requests.get(shown[shown.index("http") :].split()[0], timeout=30)
        out, err = process.communicate(timeout=60)
        return Ended(process.returncode, out, shown + err)


def test_a_login_is_kept_and_drafts_can_be_made(
    line: CommandLine, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets_up(sandbox, tmp_path, monkeypatch)
    ended = logs_in()
    file = tmp_path / "inroad" / "google" / "gmail.json"
    assert ended.code == 0
    assert ended.out.startswith(f"Logged in as sandy@sandbox.example; kept in {file}. `inroad run POSTING --drafts")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert line.run("--drafts", "gmail").code == 0
    assert len(sandbox.gmail.mailbox().drafts) == 3
    [found] = [finding for finding in line("doctor", "--json").json if finding["what"] == "gmail"]
    assert (found["state"], found["says"]) == ("ok", "logged in")


def test_the_login_may_be_kept_elsewhere(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sets_up(sandbox, tmp_path, monkeypatch)
    monkeypatch.setenv("GMAIL_TOKEN_FILE", "~/login.json")
    assert f"kept in {tmp_path / 'home' / 'login.json'}." in logs_in().out
    assert (tmp_path / "home" / "login.json").exists()


def test_who_does_not_agree_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Sandbox(gmail_switches=GmailSwitches(consent="denied")) as sandbox:
        sets_up(sandbox, tmp_path, monkeypatch)
        ended = logs_in()
    assert (ended.code, ended.out) == (2, "")
    assert ended.complaint == "Access to Gmail was denied in the browser; run `inroad login gmail` again and allow it."


def test_who_stops_the_login_is_told_that_nobody_is_logged_in(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets_up(sandbox, tmp_path, monkeypatch)
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        shown = process.stderr.readline() + process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert shown.startswith("Open this address, then come back: http")
    assert "This waits for 5 minutes." in shown
    assert (process.returncode, out) == (130, "")
    assert err == "inroad: Stopped; nobody was logged in. `inroad login gmail` begins anew.\n"


@pytest.mark.parametrize(
    ("secrets", "words"),
    [
        ("", "There is no OAuth client; set GMAIL_CLIENT_SECRETS to the JSON file of yours."),
        ("none.json", "There is no file none.json with your OAuth client"),
    ],
)
def test_without_a_client_it_says_what_to_set(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch, secrets: str, words: str
) -> None:
    monkeypatch.setenv("GMAIL_CLIENT_SECRETS", secrets)
    ended = line("login", "gmail", "--no-browser")
    assert (ended.code, ended.out) == (2, "")
    assert ended.complaint.startswith(words)
