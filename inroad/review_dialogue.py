"""The review at a terminal: each message with what there is to judge it by, and a letter that decides.

Each decision is handed to the run at once, so that whatever ends the dialogue, nothing decided is asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from inroad.display import verdict
from inroad.errors import UserInputError
from inroad.graph.run import decide, held_for_review, look_over, review
from inroad.nodes.review import waiting
from inroad.progress_display import Progress
from inroad.settings import Context
from inroad.state import Decision, Fact, JobState, Review, Waiting
from inroad.tools.outside_text import plain, plain_line
from inroad.tools.wording import counted
from inroad.tools.writing import Reason

HELP = """\
k  keep: make a draft of it
e  edit it in your editor ($VISUAL or $EDITOR)
r  rewrite: have it written anew; you are asked for a remark in one line
s  skip: make no draft for this person
n  never write to this person: no draft, and onto the suppression list
a  keep all the rest
q  quit: the run stays paused, and what you decided is kept
?  this help
"""
_COMMANDS = "keep, edit, rewrite, skip, never, all, quit, ?"


class _QuitError(Exception):
    """The user wants to go on another time."""


@dataclass(frozen=True)
class Terminal:
    """Where the user is asked: a place to print, and functions that return a line and an edited message.

    `read` raises EOFError at the end of the input.
    """

    console: Console
    read: Callable[[], str]
    edit: Callable[[str, str], tuple[str, str]]


def review_at(terminal: Terminal, run_id: str, context: Context) -> JobState | None:
    """Ask for a decision on each message that waits; return the run's final state, None when the user quits before.

    Raises:
        RunNotFoundError: there is no such run.
        UserInputError: the run does not wait for a review, or is in review elsewhere.
        StoreError: the store cannot be used.
    """
    with held_for_review(run_id, context):
        pending = review(run_id, context)
        _introduce(terminal.console, pending)
        count = len(pending.messages)
        try:
            while True:
                place = count - len(pending.messages) + 1
                state = _decide(terminal, run_id, context, _ask(terminal, pending, place, count, context))
                if not waiting(state):
                    return state
                pending = review(run_id, context)
        except (_QuitError, EOFError):
            left = len(pending.messages)
            _say(terminal, f"The run stays paused with {left} of {count}; `inroad review {run_id}` goes on.")
            return None


def _decide(terminal: Terminal, run_id: str, context: Context, decisions: dict[str, Decision]) -> JobState:
    with Progress(terminal.console) as progress:
        return decide(run_id, decisions, context, progress)


def _ask(terminal: Terminal, pending: Review, place: int, count: int, context: Context) -> dict[str, Decision]:
    """Show the first message that waits, and ask until something is decided."""
    shown = pending.messages[0]
    _show(terminal.console, shown, place, count)
    while True:
        letter = _line(terminal, f"{_COMMANDS}: ").lower()
        if letter in ("a", "all"):
            return pending.answer
        if decision := _decision(terminal, pending.run_id, shown, letter, context):
            return {shown.person_id: decision}


def _decision(terminal: Terminal, run_id: str, shown: Waiting, letter: str, context: Context) -> Decision | None:
    """What a letter decides; None where nothing is decided yet."""
    if letter in ("k", "keep"):
        return Decision(do="keep")
    if letter in ("s", "skip"):
        return Decision(do="skip")
    if letter in ("e", "edit"):
        return _edited(terminal, run_id, shown, context)
    if letter in ("r", "rewrite"):
        return _rewritten(terminal, context)
    if letter in ("n", "never"):
        sure = _line(terminal, f"Never write to {shown.name} again? (y/n) ").lower()
        return Decision(do="never") if sure in ("y", "yes") else None
    if letter in ("q", "quit"):
        raise _QuitError
    _say(terminal, HELP if letter in ("?", "help") else f"One of these, please, or its first letter: {_COMMANDS}.")
    return None


def _rewritten(terminal: Terminal, context: Context) -> Decision:
    """A remark is asked for only where something can follow it."""
    if context.tools.model is None:
        _say(terminal, "There is no model that could follow a remark; the template finds other words.")
        return Decision(do="rewrite")
    return Decision(do="rewrite", remark=_line(terminal, "What should be different? "))


def _edited(terminal: Terminal, run_id: str, shown: Waiting, context: Context) -> Decision | None:
    """The user's own words; where the check has something against them, they are asked again."""
    before = subject, body = shown.message.subject, shown.message.body
    while True:
        try:
            subject, body = terminal.edit(subject, body)
        except UserInputError as error:
            _say(terminal, str(error))
            return None
        if (subject.strip(), body.strip()) == (before[0].strip(), before[1].strip()):
            _say(terminal, "Nothing was changed.")
            return None
        reasons = look_over(run_id, shown.person_id, subject, body, context)
        if not reasons or (answer := _despite(terminal, reasons)) == "k":
            _say(terminal, "Kept as edited.")
            return Decision(do="edit", subject=subject, body=body)
        if answer == "b":
            return None


def _despite(terminal: Terminal, reasons: Sequence[Reason]) -> str:
    """What to do with words that the check has something against: "k", "e" or "b"."""
    for reason in reasons:
        terminal.console.print(Text(f"! {plain_line(reason.says)}", style="yellow"))
    while True:
        letter = _line(terminal, "keep it nevertheless, edit again, or back to the message as it was? (k/e/b) ").lower()
        if letter[:1] in ("k", "e", "b"):
            return letter[:1]


def _line(terminal: Terminal, prompt: str) -> str:
    terminal.console.print(Text(plain_line(prompt), style="bold"), end="")
    return terminal.read().strip()


def _say(terminal: Terminal, sentence: str) -> None:
    terminal.console.print(Text(plain(sentence)))


def _introduce(console: Console, pending: Review) -> None:
    waits = counted(len(pending.messages), "message waits", "messages wait")
    what = f"{waits} for your decision: {pending.title} at {pending.company}. ? lists what you can do."
    console.print(Text(plain_line(what)))


def _show(console: Console, shown: Waiting, place: int, count: int) -> None:
    """A message with recipient, verdict, why this person, and the facts that it rests on."""
    console.rule(Text(plain_line(f"{place} of {count}: {shown.name}"), style="bold"), align="left")
    title = f"{shown.title}, {shown.company}" if shown.title else shown.company
    console.print(Text(plain_line(f"{title} · {shown.persona}" + (f" · {shown.linkedin}" if shown.linkedin else ""))))
    console.print(Text(plain_line(f"To: {shown.email.address} ({verdict(shown.email)})"), style="green"))
    console.print(Text(plain_line(" ".join(shown.why)), style="dim"))
    console.print(Text(f"\nSubject: {plain_line(shown.message.subject)}\n\n{plain(shown.message.body.strip())}\n"))
    console.print(Text(plain_line(f"written by {shown.message.writer}; it rests on"), style="dim"))
    for fact in shown.message.facts:
        console.print(Text(plain_line(f"  {_told(fact)}"), style="dim"))
    for remark in shown.remarks:
        console.print(Text(f"! {plain_line(remark)}", style="yellow"))


def _told(fact: Fact) -> str:
    source = f"{fact.source}, {fact.date}" if fact.date else fact.source
    return f"{fact.id}: {fact.text} ({source})"
