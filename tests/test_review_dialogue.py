"""The review at a terminal, with a user whose lines and edits are given."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from rich.console import Console

from inroad.errors import UserInputError
from inroad.graph.run import review, run_outreach
from inroad.review_dialogue import HELP, Terminal, review_at
from inroad.settings import Context
from inroad.state import JobInput, JobState
from inroad.tools.outside_text import plain

RUN = "r_review"


@dataclass
class Script:
    """A user who types these lines and edits as told; what they see is kept."""

    lines: list[str]
    edits: list[tuple[str, str] | UserInputError] = field(default_factory=list)
    opened: list[tuple[str, str]] = field(default_factory=list)
    screen: io.StringIO = field(default_factory=io.StringIO)

    @property
    def terminal(self) -> Terminal:
        console = Console(file=self.screen, width=200, color_system=None)
        return Terminal(console, self._read, self._edit)

    @property
    def seen(self) -> str:
        return self.screen.getvalue()

    def _read(self) -> str:
        if not self.lines:
            raise EOFError
        return f"{self.lines.pop(0)}\n"

    def _edit(self, subject: str, body: str) -> tuple[str, str]:
        self.opened.append((subject, body))
        edit = self.edits.pop(0)
        if isinstance(edit, UserInputError):
            raise edit
        return edit


Asking = Callable[..., tuple[Script, JobState | None]]


@pytest.fixture
def ask(job: JobInput, context: Context) -> Asking:
    """A paused run, and the dialogue with a user who types these lines."""
    run_outreach(job.model_copy(update={"review": True, "run_id": RUN, "max_contacts": 3}), context)

    def talk(
        *lines: str, edits: list[tuple[str, str] | UserInputError] | None = None
    ) -> tuple[Script, JobState | None]:
        script = Script(list(lines), edits or [])
        return script, review_at(script.terminal, RUN, context)

    return talk


def _drafted(state: JobState | None) -> list[bool]:
    assert state is not None
    return [contact.draft is not None for contact in state.contacts]


def test_each_message_is_shown_with_what_there_is_to_judge_it_by(ask: Asking, context: Context) -> None:
    first = review(RUN, context).messages[0]
    script, _ = ask("q")
    seen = " ".join(script.seen.split())
    assert f"1 of 3: {first.name}" in seen
    assert f"To: {first.email.address} (unverified, 2026-03-14, from pattern)" in seen
    for text in (*first.why, first.message.subject, *first.message.body.split("\n"), first.linkedin):
        assert " ".join(text.split()) in seen
    for fact in first.message.facts:
        assert f"{fact.id}: {fact.text} ({fact.source}" in seen


def test_letters_decide(ask: Asking, context: Context) -> None:
    script, state = ask("k", "S", " never ", "y")
    assert _drafted(state) == [True, False, False]
    assert [f"{place} of 3: " in script.seen for place in (1, 2, 3)] == [True] * 3
    assert context.tools.runs.get(RUN).state == "done"


def test_all_the_rest_is_kept(ask: Asking) -> None:
    script, state = ask("s", "a")
    assert _drafted(state) == [False, True, True]
    assert "3 of 3: " not in script.seen


def test_what_is_no_command_is_asked_again(ask: Asking) -> None:
    script, state = ask("", "x", "?", "n", "no", "a")
    assert _drafted(state) == [True] * 3
    asked = "One of these, please, or its first letter: keep, edit, rewrite, skip, never, all, quit, ?."
    assert script.seen.count(asked) == 2
    assert HELP in script.seen
    assert "Never write to" in script.seen


@pytest.mark.parametrize("lines", [("k", "q"), ("k",)])
def test_quitting_and_the_end_of_input_keep_what_was_decided(
    lines: tuple[str, ...], ask: Asking, context: Context
) -> None:
    script, state = ask(*lines)
    assert state is None
    assert f"The run stays paused with 2 of 3; `inroad review {RUN}` goes on." in script.seen
    run = context.tools.runs.get(RUN)
    assert (run.state, run.process) == ("paused", "")
    again, state = ask("a")
    assert "2 messages wait for your decision" in again.seen
    assert _drafted(state) == [True] * 3


def test_a_rewrite_is_shown_again(ask: Asking, context: Context) -> None:
    before = review(RUN, context).messages[0].message
    script, state = ask("r", "a")
    assert _drafted(state) == [True] * 3
    assert script.seen.count("1 of 3: ") == 2
    assert "There is no model that could follow a remark; the template finds other words." in script.seen
    assert "What should be different?" not in script.seen
    assert state is not None
    assert state.contacts[0].message != before


def test_an_edit_that_holds_is_taken(ask: Asking, context: Context) -> None:
    message = review(RUN, context).messages[0].message
    shorter = message.body.replace("Hello", "Hi", 1)
    script, state = ask("e", "a", edits=[(message.subject, shorter)])
    assert script.opened == [(message.subject, message.body)]
    assert state is not None
    assert state.contacts[0].message is not None
    assert (state.contacts[0].message.writer, state.contacts[0].message.body) == ("you", shorter)
    assert script.seen.count("Kept as edited.") == 1


def test_an_edit_that_changes_nothing_decides_nothing(ask: Asking, context: Context) -> None:
    message = review(RUN, context).messages[0].message
    script, state = ask("e", "s", "a", edits=[(message.subject, f"{message.body}\n")])
    assert "Nothing was changed." in script.seen
    assert _drafted(state) == [False, True, True]


def test_an_edit_with_something_against_it_may_be_kept_edited_again_or_taken_back(
    ask: Asking, context: Context
) -> None:
    message = review(RUN, context).messages[0].message
    odd = ("Hello", "We met at Stanford in 1987.\n")
    script, state = ask("e", "x", "e", "b", "e", "k", "a", edits=[odd, ("Hi", odd[1]), odd])
    assert script.opened == [(message.subject, message.body), odd, (message.subject, message.body)]
    assert "! " in script.seen
    assert "1987" in script.seen
    assert state is not None
    assert state.contacts[0].message is not None
    assert (state.contacts[0].message.subject, state.contacts[0].message.body) == odd


def test_an_editor_that_fails_is_a_sentence_and_asked_again(ask: Asking) -> None:
    script, state = ask("e", "a", edits=[UserInputError("There is no editor; set EDITOR to yours.")])
    assert "There is no editor; set EDITOR to yours." in script.seen
    assert _drafted(state) == [True] * 3


def test_nothing_in_a_text_is_obeyed_by_the_terminal(job: JobInput, context: Context, tmp_path: Path) -> None:
    network = tmp_path / "network.csv"
    line = "[red]Eve[/red],\x1b[2JMarsh,https://www.linkedin.com/in/eve-marsh-example,eve@acme-robotics.example,"
    network.write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        f"{line}Acme Robotics,\x1b]0;owned\x07Robotics Engineer,02 Mar 2020\n",
        encoding="utf-8",
    )
    update = {"review": True, "run_id": RUN, "max_contacts": 1, "network": [str(network)]}
    run_outreach(job.model_copy(update=update), context)
    script = Script(["q"])
    review_at(script.terminal, RUN, context)
    assert "Eve" in script.seen
    assert {char for char in script.seen if not char.isprintable()} <= {"\n"}
    assert plain("a\x1b[2J\u202eb\r\nc") == "a?[2J?b?\nc"
