"""Whatever names, titles and messages from outside hold, a terminal is given text and nothing that it would obey."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from rich.console import Console

from inroad.commands import terminal
from inroad.display import show_checked, show_library, show_report, show_runs
from inroad.graph.run import Step
from inroad.progress_display import Progress
from inroad.review_dialogue import Terminal, _decision, _introduce, _show
from inroad.settings import Context
from inroad.state import (
    Contact,
    Draft,
    Email,
    Fact,
    Message,
    PostingSummary,
    Problem,
    Report,
    Review,
    SearchReport,
    Spend,
    Strategy,
    TitleInfo,
    Waiting,
)
from inroad.tools.addresses.by_hand import HandChecked, Outcome
from inroad.tools.store.entries import LibraryEntry
from inroad.tools.store.runs import Run
from tests.cli_runner import CommandLine
from tests.reliability import RELIABILITY, Figure
from tests.tools.provider_server import reply, serving

NOW = datetime(2026, 3, 14, tzinfo=UTC)
HOSTILE = {
    "colour": "\x1b[31mred\x1b[0m",
    "clear the screen": "\x1b[2J\x1b[H",
    "title of the window": "\x1b]0;owned\x07",
    "link": "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "eight-bit CSI": "\x9b31mred",
    "eight-bit OSC": "\x9d0;owned\x9c",
    "device control": "\x90q\x1b\\",
    "bell": "a\x07b",
    "backspace": "safe\x08\x08\x08\x08evil",
    "carriage return": "safe\revil",
    "vertical tab": "a\x0bb\x0cc",
    "delete": "a\x7fb",
    "null": "a\x00b",
    "right to left": "\u202egpj.exe\u202c",
    "isolate": "\u2066a\u2069",
    "marks": "a\u200eb\u200fc\u061c",
    "line separators": "a\u2028b\u2029c\x85d",
    "half a character": "a\ud800b",
    "tag letters": "a\U000e0041b",
    "invisible": "a\u200bb\u2060c\ufeffd\u00ade",
    "shift out": "a\x0eb\x0f",
}
MARKUP = "[bold]x[/bold] [link=https://evil.example]y[/link] [/] [red]"
OBEYED = ("\x1b", "\x9b", "\x9d", "\x90", "\x9c", "\x07", "\x08", "\r", "\x0b", "\x0c", "\x7f", "\x00", "\x0e", "\x85")
TURNING = tuple("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u2028\u2029\ud800")


def is_harmless(printed: str) -> bool:
    return all(char.isprintable() or char == "\n" for char in printed) and not any(
        sign in printed for sign in (*OBEYED, *TURNING)
    )


def contact(text: str) -> Contact:
    return Contact(
        person_id=text,
        first_name=text,
        last_name=text,
        title=text,
        company=text,
        location=text,
        linkedin=text,
        persona="peer",
        why=[text],
        email=Email(address=text, status="risky", source=text, trail=[text]),
        message=Message(subject=text, body=f"{text}\n\n{text}", writer=text, facts=[fact(text)]),
        draft=Draft(kind="gmail", id=text, message_id=text, path="", url=text),
    )


def fact(text: str) -> Fact:
    return Fact(id=text, text=text, source=text)


def report(text: str) -> Report:
    eml = Draft(kind="eml", id="1", message_id="", path=f"/{text}/a")
    return Report(
        run_id=text,
        job_id=text,
        posting=PostingSummary(title=text, company=text, location=text, url=text),
        strategy=Strategy(kind="metro_primary", metro=text),
        searches=[SearchReport(kind="network", asked=1, found=1, new=1)],
        contacts=[contact(text), contact(text).model_copy(update={"draft": eml})],
        problems=[Problem(step="draft", provider=text, kind=text, message=text, action=text)],
        spend={text: Spend()},
        timings={},
    )


def waiting(text: str) -> Waiting:
    return Waiting(
        person_id=text,
        name=text,
        title=text,
        company=text,
        persona="peer",
        linkedin=text,
        why=[text],
        email=Email(address=text, status="risky", trail=[text]),
        message=Message(subject=text, body=text, writer=text, facts=[fact(text)]),
        remarks=[text],
    )


def _progress(console: Console, text: str) -> None:
    with Progress(console) as progress:
        for name, update in (
            ("read_posting", {"opening": PostingSummary(title=text, company=text, location=text, url="")}),
            ("enrich_title", {"enrichment": TitleInfo(cleaned_name=text, role="engineering")}),
            ("locate", {"strategy": Strategy(kind="metro_primary", metro=text)}),
        ):
            progress(Step(name=name, what="started"))
            progress(Step(name=name, what="ended", update=update))


def _run(text: str) -> Run:
    return Run(run_id=text, job_input={}, started_at=NOW, state="failed", title=text, company=text, error=text)


def _failed_run(text: str) -> Run:
    return Run(run_id=text, job_input={}, started_at=NOW, state="failed", error=text)


def _entry(text: str) -> LibraryEntry:
    return LibraryEntry(
        person_id=text, first_name=text, last_name=text, title=text, company=text, email=Email(address=text),
        first_seen=NOW, last_seen=NOW,
    )  # fmt: skip


def _outcome(text: str) -> Outcome:
    checked = HandChecked(address=text, status="risky", checked_at=NOW, trail=[text])
    return Outcome([checked], [Problem(step="verify", provider=text, kind=text, message=text, action=text)])


SHOWN: dict[str, Callable[[Console, str], object]] = {
    "report": lambda console, text: show_report(console, report(text), text),
    "plan": lambda console, text: show_report(console, report(text).model_copy(update={"contacts": []}), text),
    "runs": lambda console, text: show_runs(console, [_run(text), _failed_run(text)]),
    "library": lambda console, text: show_library(console, [_entry(text)], NOW),
    "checked": lambda console, text: show_checked(console, _outcome(text), {text: Spend()}),
    "progress": _progress,
    "review": lambda console, text: _show(console, waiting(text), 1, 1),
    "introduction": lambda console, text: _introduce(
        console, Review(run_id=text, title=text, company=text, messages=[waiting(text)], answer={})
    ),
    "question": lambda console, text: _decision(
        Terminal(console, lambda: "n", lambda subject, body: (subject, body)), text, waiting(text), "n", Context()
    ),
}


@pytest.mark.parametrize("what", SHOWN)
def test_a_terminal_is_given_nothing_to_obey(what: str, record_property: Callable[[str, object], None]) -> None:
    held = 0
    for name, text in HOSTILE.items():
        file = io.StringIO()
        SHOWN[what](Console(file=file, width=300, color_system=None), text)
        assert file.getvalue(), name
        assert is_harmless(file.getvalue()), (name, file.getvalue())
        held += 1
    record_property(RELIABILITY, Figure("terminal escapes", len(HOSTILE), held).row())


@pytest.mark.parametrize("what", [name for name in SHOWN if name != "question"])
def test_markup_is_shown_as_it_is(what: str) -> None:
    file = io.StringIO()
    SHOWN[what](Console(file=file, width=1000, color_system=None, force_terminal=what != "progress"), MARKUP)
    assert MARKUP in file.getvalue()
    assert "\x1b]8" not in file.getvalue()


@pytest.mark.parametrize(
    "text", ["Zoë\u00a0Müller", "نرم\u200cافزار", "👩\u200d💻", "王小明", "Ｆｕｌｌ\u3000ｗｉｄｔｈ"]
)
def test_names_of_all_scripts_are_shown(text: str) -> None:
    file = io.StringIO()
    show_runs(Console(file=file, width=300, color_system=None), [_run(text)])
    assert " ".join(text.split()) in " ".join(file.getvalue().split())
    assert "?" not in file.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
def test_json_holds_the_text_and_no_control_character(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_json({HOSTILE[name]: [HOSTILE[name], "Zoë 王 👩\u200d💻"]})
    printed = capsys.readouterr().out
    assert is_harmless(printed.replace("\u200d", ""))
    assert json.loads(printed) == {HOSTILE[name]: [HOSTILE[name], "Zoë 王 👩\u200d💻"]}
    assert "Zoë 王 👩" in printed


REPEATED = " ".join(text for name, text in HOSTILE.items() if name not in ("null", "half a character"))


@pytest.mark.parametrize(
    "command",
    [
        ("run", "{}"),
        ("run", "https://{}"),
        ("run", "x", "--who", "{}"),
        ("run", "x", "--columns", "{}"),
        ("run", "x", "--budget", "{}"),
        ("run", "x", "--drafts", "{}"),
        ("runs", "{}"),
        ("resume", "{}"),
        ("review", "{}"),
        ("review", "x", "--decisions", "{}"),
        ("verify", "{}", "--budget", "5"),
        ("contacts", "forget", "{}"),
        ("contacts", "export", "x", "--format", "{}"),
        ("contacts", "export", "{}/x.csv"),
        ("contacts", "export", "{}.csv"),
        ("contacts", "suppress", "{}"),
    ],
    ids=" ".join,
)
def test_what_the_command_line_repeats_is_harmless(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = CommandLine(capsys, monkeypatch)(*(part.format(REPEATED) for part in command))
    assert "Traceback" not in ended.err
    assert ended.out + ended.err
    assert is_harmless(ended.out + ended.err)


def test_a_server_s_words_are_shown_by_the_doctor(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(reply({"errors": [{"details": REPEATED}]}, 401)) as server:
        monkeypatch.setenv("HUNTER_API_KEY", "a-key")
        monkeypatch.setenv("HUNTER_BASE_URL", server.url)
        ended = CommandLine(capsys, monkeypatch)("doctor")
    assert "Hunter does not accept the key" in ended.out
    assert is_harmless(ended.out)
