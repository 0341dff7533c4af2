"""`inroad run --review` and `inroad review`: at a terminal, by files, from another process."""

from __future__ import annotations

import io
import json
import os
import pty
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli_runner import NETWORK, POSTING, SENDER, CommandLine, drafts

ROOT = Path(__file__).parent.parent
# Opening the terminal makes it the one whose keys reach the process: Ctrl-C too.
PROGRAM = "import os; os.open(os.ttyname(0), os.O_RDWR); from inroad.cli import main; main()"
PROMPT = "keep, edit, rewrite, skip, never, all, quit, ?: "
PATIENCE = 60


@pytest.fixture
def inroad(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(capsys, monkeypatch)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "inroad"


def _pause(inroad: CommandLine) -> str:
    """Run until the pause; the run's id."""
    ended = inroad.run("--review")
    assert ended.code == 0
    return str(ended.json["run_id"])


def test_a_run_without_a_terminal_ends_paused(inroad: CommandLine, home: Path) -> None:
    ended = inroad.run("--review")
    run_id = ended.json["run_id"]
    (problem,) = ended.json["problems"]
    assert (ended.code, problem["action"], drafts(home)) == (0, f"go on with `inroad review {run_id}`", [])
    assert [run["state"] for run in inroad("runs", "--json").json] == ["paused"]
    assert f"inroad review {run_id}" in inroad("runs", run_id).out.replace("\n", " ")
    assert "waits for your review" in inroad("resume", run_id).complaint


def test_what_waits_can_be_printed_and_everything_kept(inroad: CommandLine, home: Path) -> None:
    run_id = _pause(inroad)
    waits = inroad("review", run_id, "--json").json
    assert (waits["run_id"], len(waits["messages"])) == (run_id, 3)
    assert set(waits["messages"][0]) == {
        "person_id", "name", "title", "company", "linkedin", "persona", "why", "email", "message", "remarks",
    }  # fmt: skip
    ended = inroad("review", run_id, "--keep-all", "--json")
    assert (ended.code, len(drafts(home))) == (0, 3)
    assert all(contact["draft"] for contact in ended.json["contacts"])
    assert "is done" in inroad("review", run_id, "--keep-all").complaint


def test_decisions_from_a_file(inroad: CommandLine, home: Path, tmp_path: Path) -> None:
    run_id = _pause(inroad)
    first, second, third = inroad("review", run_id, "--json").json["answer"]
    file = tmp_path / "decisions.json"
    file.write_text(json.dumps({first: "skip", second: {"do": "keep"}}), encoding="utf-8")
    ended = inroad("review", run_id, "--decisions", str(file))
    assert (ended.code, drafts(home)) == (0, [])
    assert "1 message waits for your review" in ended.out
    file.write_text(json.dumps({third: {"do": "edit", "subject": "Hello", "body": "Hello [NAME]."}}), encoding="utf-8")
    ended = inroad("review", run_id, "--decisions", str(file), "--json")
    assert (ended.code, len(drafts(home))) == (0, 2)
    assert [contact["draft"] is None for contact in ended.json["contacts"]] == [True, False, False]
    told = [problem for problem in ended.json["problems"] if problem["kind"] == "edit"]
    assert {problem["action"] for problem in told} == {"kept as you wrote them"}
    assert any("do not pass the check: " in p["message"] and "[NAME]" in p["message"] for p in told)


def test_decisions_from_stdin(inroad: CommandLine, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_id = _pause(inroad)
    answer = json.dumps(dict.fromkeys(inroad("review", run_id, "--json").json["answer"], "keep"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(answer.encode())))
    assert inroad("review", run_id, "--decisions", "-").code == 0
    assert len(drafts(home)) == 3


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "cannot be read (No such file or directory); take `answer` of `inroad review RUN --json`, change it"),
        ("{", "are not JSON"),
        ("{", "; take `answer` of"),
        ("[]", "are no object such as"),
        ('{"p_x": {"do": "keep"}}', "No message to p_x waits"),
        ("{}", "There is no decision"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_sentence(
    text: str | None, says: str, inroad: CommandLine, tmp_path: Path
) -> None:
    run_id = _pause(inroad)
    file = tmp_path / "decisions.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    ended = inroad("review", run_id, "--decisions", str(file))
    assert ended.code == 2
    assert says in ended.complaint
    assert inroad("runs", "--json").json[0]["state"] == "paused"


def test_without_a_terminal_there_is_nobody_to_ask(inroad: CommandLine, tmp_path: Path) -> None:
    run_id = _pause(inroad)
    ended = inroad("review", run_id)
    assert (ended.code, ended.complaint) == (
        2,
        "There is no terminal to ask you at: give --keep-all or --decisions FILE; --json shows all.",
    )
    assert "exclude each other" in inroad("review", run_id, "--keep-all", "--decisions", "x.json").complaint
    assert "No run named" in inroad("review", "r_nobody").complaint


@pytest.mark.parametrize("option", [("--drafts", "none"), ("--kind", "linkedin")])
def test_where_no_draft_is_made_there_is_nothing_to_review(inroad: CommandLine, option: tuple[str, str]) -> None:
    ended = inroad.run("--review", *option)
    said = [problem["message"] for problem in ended.json["problems"]]
    assert (ended.code, said) == (0, ["There is nothing to review, since no draft is made."])


def test_without_review_nothing_stops(inroad: CommandLine, home: Path) -> None:
    assert inroad.run().code == 0
    assert len(drafts(home)) == 3


class AtTerminal:
    """A command in a process of its own at a terminal of its own; its stdout goes into a pipe."""

    def __init__(self, *args: str, **environment: str) -> None:
        self._screen, theirs = pty.openpty()
        self.seen = ""
        self._process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *args],
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=theirs,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment},
        )
        os.close(theirs)

    def wait_for(self, text: str) -> None:
        """Read the screen until it shows a text that was not there before."""
        start = len(self.seen)
        while text not in self.seen[start:]:
            ready, _, _ = select.select([self._screen], [], [], PATIENCE)
            assert ready, self.seen
            self.seen += os.read(self._screen, 4096).decode(errors="replace")

    def type(self, keys: str) -> None:
        os.write(self._screen, keys.encode())

    def kill(self) -> None:
        self._process.kill()
        self.end()

    def end(self) -> tuple[int, str]:
        """The exit code, and what went to stdout."""
        assert self._process.stdout
        with self._process.stdout as out:
            written = out.read().decode()
        code = self._process.wait()
        while select.select([self._screen], [], [], 0)[0]:
            try:
                self.seen += os.read(self._screen, 4096).decode(errors="replace")
            except OSError:  # how a terminal tells that nobody is at its other end
                break
        return code, written

    def close(self) -> None:
        if self._process.poll() is None:
            self.kill()
        os.close(self._screen)


@pytest.fixture
def at_terminal() -> Iterator[Callable[..., AtTerminal]]:
    started: list[AtTerminal] = []

    def start(*args: str, **environment: str) -> AtTerminal:
        started.append(AtTerminal(*args, **environment))
        return started[-1]

    yield start
    for each in started:
        each.close()


def _run_at(at_terminal: Callable[..., AtTerminal], *options: str, **environment: str) -> AtTerminal:
    return at_terminal("run", POSTING, *NETWORK, *SENDER, "--max-contacts", "3", "--review", *options, **environment)


def test_at_a_terminal_the_review_starts_at_once(
    at_terminal: Callable[..., AtTerminal], home: Path, tmp_path: Path
) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text("#!/bin/sh\nsed -i 's/Hello/Hi/' \"$1\"\n", encoding="utf-8")
    editor.chmod(0o700)
    terminal = _run_at(at_terminal, "--json", EDITOR=str(editor))
    for keys in ("e\n", "s\n", "k\n"):
        terminal.wait_for(PROMPT)
        terminal.type(keys)
    code, out = terminal.end()
    contacts = json.loads(out)["contacts"]
    assert code == 0
    assert [contact["draft"] is None for contact in contacts] == [False, True, False]
    assert (contacts[0]["message"]["writer"], contacts[0]["message"]["body"][:3]) == ("you", "Hi ")
    assert len(drafts(home)) == 2


@pytest.mark.parametrize(("keys", "code"), [("\x03", 130), ("\x04", 0), ("q\n", 0)])
def test_leaving_keeps_the_run_paused(
    keys: str, code: int, at_terminal: Callable[..., AtTerminal], inroad: CommandLine, home: Path
) -> None:
    run_id = _pause(inroad)
    terminal = at_terminal("review", run_id)
    terminal.wait_for(PROMPT)
    terminal.type("k\n")
    terminal.wait_for(PROMPT)
    terminal.type(keys)
    assert terminal.end()[0] == code
    assert f"`inroad review {run_id}` goes on" in terminal.seen
    assert len(inroad("review", run_id, "--json").json["messages"]) == 2
    (run,) = inroad("runs", "--json").json
    assert (run["state"], run["process"], drafts(home)) == ("paused", "", [])


def test_a_second_terminal_gets_a_sentence_until_the_first_is_gone(
    at_terminal: Callable[..., AtTerminal], inroad: CommandLine, home: Path
) -> None:
    first = _run_at(at_terminal)
    first.wait_for(PROMPT)
    (run,) = inroad("runs", "--json").json
    second = at_terminal("review", run["run_id"])
    assert second.end()[0] == 2
    assert "is in review in another process" in " ".join(second.seen.split())
    first.kill()
    third = at_terminal("review", run["run_id"])
    third.wait_for(PROMPT)
    third.type("a\n")
    code, out = third.end()
    assert (code, len(drafts(home))) == (0, 3)
    assert "Drafts are in" in out
