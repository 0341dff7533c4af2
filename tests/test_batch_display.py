from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from inroad.batch_display import BatchProgress, duration, line_of, short_name
from inroad.graph.run import Step
from inroad.state import Posting
from inroad.tools.store.batches import Item, Totals


class Watch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


def console(*, terminal: bool = False) -> Console:
    return Console(file=io.StringIO(), force_terminal=terminal, width=100, color_system=None)


def shown(screen: Console) -> str:
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


def item(number: int = 1, **fields: Any) -> Item:
    return Item.model_validate({"batch": "b", "number": number, "posting": f"/jobs/{number}.txt", **fields})


DONE = {
    "state": "done",
    "title": "Welder",
    "company": "Acme",
    "contacts": 8,
    "drafts": 7,
    "credits": 3.0,
    "seconds": 9.94,
}


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (DONE, "Welder at Acme: 8 contacts, 7 drafts, 9.9 s"),
        ({**DONE, "contacts": 1, "drafts": 1, "error": "1 of 8 was found."}, None),
        ({**DONE, "drafts": 0, "paused": True}, "Welder at Acme: 8 contacts, waits for your review, 9.9 s"),
        ({"state": "failed", "error": "It is empty."}, "1.txt: It is empty."),
        ({"state": "failed", "error": "No.", "posting": "https://acme.example/1"}, "https://acme.example/1: No."),
    ],
)
def test_a_posting_that_is_over_in_one_line(fields: dict[str, Any], line: str | None) -> None:
    assert line_of(item(**fields)) == (line or "Welder at Acme: 1 contact, 1 draft, 9.9 s; 1 of 8 was found.")


def test_a_job_of_a_file_is_named() -> None:
    assert short_name(item(job="4011")) == "1.txt, job 4011"


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.4, "0 s"), (59.4, "59 s"), (60, "1 min 0 s"), (3599, "59 min 59 s"), (7500, "2 h 5 min")]
)
def test_a_time_in_words(seconds: float, told: str) -> None:
    assert duration(seconds) == told


def test_elsewhere_a_line_for_each_that_ends() -> None:
    screen = console()
    with BatchProgress(screen, Totals(waiting=2, done=1)) as progress:
        progress(item(1), Step(name="verify", what="started"))
        progress(item(1, **DONE), None)
        progress(item(2, state="waiting"), None)
        progress(item(3, state="failed", error="A\x1b[31m\nB."), None)
    assert shown(screen) == "2 of 3: Welder at Acme: 8 contacts, 7 drafts, 9.9 s\n3 of 3: 3.txt: A?[31m B.\n"


def test_one_that_is_left_for_later_says_why() -> None:
    assert line_of(item(3, state="waiting")) == "3.txt: left for another try"
    assert line_of(item(3, state="waiting", error="It is away.")) == "3.txt: left for another try; It is away."


def test_on_a_terminal_a_table_and_what_it_comes_to(watch: Watch) -> None:
    screen = console(terminal=True)
    opening = Posting(title="Cook", company="Delta Foods", text="Cook.")
    with BatchProgress(screen, Totals(waiting=10, done=2, contacts=2), watch) as progress:
        progress(item(7), Step(name="read_posting", what="started"))
        progress(item(7), Step(name="read_posting", what="ended", update={"opening": opening}))
        progress(item(7), Step(name="verify", what="started"))
        watch.now += 30
        progress(item(8, **DONE), None)
        progress(item(9, state="failed", error="It is empty."), None)
    told = shown(screen)
    assert "4 of 12 · 1 failed · 10 contacts, 7 drafts, 3 credits · 4.0 a minute · about 2 min 0 s left" in told
    assert "Cook at Delta Foods" in told
    assert "looking for addresses" in told
    assert "4 of 12: 9.txt: It is empty." in told


def test_on_a_narrow_terminal_only_the_posting_gives_way() -> None:
    screen = Console(file=io.StringIO(), force_terminal=True, width=60, color_system=None)
    with BatchProgress(screen, Totals(waiting=10)) as progress:
        progress(item(7, title="W" * 90, company="Acme"), Step(name="verify", what="started"))
    assert "│ 7 │ WWW" in shown(screen)
    assert "… │ looking for addresses │ 0 │" in shown(screen)
