from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from rich.console import Console

from inroad.display import Progress, show_library, show_report, show_runs
from inroad.graph.run import Step
from inroad.state import (
    Contact,
    Draft,
    Email,
    Message,
    Posting,
    PostingSummary,
    Problem,
    Report,
    Strategy,
    TitleInfo,
)
from inroad.tools.store.library import LibraryEntry
from inroad.tools.store.runs import Run

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
MARKUP = "[bold]x[/] :rocket: [/]"


def console(*, terminal: bool = False) -> tuple[Console, io.StringIO]:
    file = io.StringIO()
    return Console(file=file, width=100, force_terminal=terminal, color_system=None), file


def contact(**given: object) -> Contact:
    base = Contact(
        person_id="p1",
        first_name=MARKUP,
        last_name="Raman",
        title="[/] Engineer",
        company="Acme",
        location="",
        linkedin="",
        persona="peer",
        why=["Because [i]so[/i]."],
    )
    return base.model_copy(update=given)


def report(*contacts: Contact) -> Report:
    return Report(
        run_id="r1",
        job_id="j",
        posting=PostingSummary(title="[/]Engineer", company="Acme", location="Austin", url=""),
        strategy=Strategy(kind="metro_primary", metro="austin, texas"),
        searches=[],
        contacts=list(contacts),
        spend={},
        problems=[Problem(provider="x", step="y", kind="z", message="[/] broke", action="went on")],
        timings={},
    )


def test_a_report_shows_names_as_they_are() -> None:
    screen, file = console()
    full = contact(
        email=Email(address="p@acme.example", status="unverified", source="network"),
        message=Message(subject="[/]Hello", body="Hi [b]you[/b]", writer="template"),
        draft=Draft(kind="eml", id="k", message_id="m", path="/drafts/p.eml"),
    )
    show_report(screen, report(full, contact()), "One fewer than asked for.")
    shown = file.getvalue()
    for text in (
        "[/]Engineer at Acme (Austin)",
        "austin, texas (metro primary)",
        f"{MARKUP} Raman",
        "p@acme.example (unverified, from network)",
        "no address",
        "Because [i]so[/i].",
        "Subject: [/]Hello",
        "Hi [b]you[/b]",
        "! [/] broke (went on)",
        "One fewer than asked for.",
        "Drafts are in /drafts; nothing was sent.",
    ):
        assert text in shown


def test_a_report_without_contacts_says_where_it_looked() -> None:
    screen, file = console()
    show_report(screen, report().model_copy(update={"strategy": Strategy()}), "")
    assert "where: anywhere (country)" in file.getvalue()
    assert "Drafts" not in file.getvalue()


STEPS = [
    Step(name="read_posting", what="started"),
    Step(name="search", what="started"),
    Step(name="search", what="started"),
    Step(name="read_posting", what="ended", update={"opening": Posting(title=MARKUP, company="Acme", locations=["A"])}),
    Step(name="enrich_title", what="started"),
    Step(
        name="enrich_title",
        what="ended",
        update={"enrichment": TitleInfo(cleaned_name="dev", role="human_resources", levels=["senior"])},
    ),
    Step(name="locate", what="started"),
    Step(name="locate", what="ended", update={"strategy": Strategy(city="Austin", country="US")}),
    Step(name="search", what="ended"),
    Step(name="search", what="ended"),
    Step(name="gather", what="started"),
    Step(name="gather", what="ended", update={"ranking": [1, 2]}),
    Step(name="choose", what="started"),
    Step(name="choose", what="ended", update={"contacts": [1]}),
]


def test_progress_is_a_line_a_step_where_no_terminal_is() -> None:
    screen, file = console()
    with Progress(screen) as progress:
        for step in STEPS:
            progress(step)
    assert file.getvalue().splitlines() == [
        f"reading the posting: {MARKUP} at Acme, A",
        "what the title means: dev, human resources, senior",
        "where to look: Austin, US (country)",
        "searching for people",
        "putting people together: 2 people",
        "choosing: 1 contacts",
    ]


def test_progress_on_a_terminal_shows_and_cleans_up() -> None:
    screen, file = console(terminal=True)
    with Progress(screen) as progress:
        for step in STEPS:
            progress(step)
    assert "\x1b[?25h" in file.getvalue()


@pytest.mark.parametrize(("title", "shown"), [("[/]Dev", "[/]Dev at Acme"), ("", "it [/] broke")])
def test_runs_are_listed(title: str, shown: str) -> None:
    screen, file = console()
    run = Run(
        run_id="r1", state="failed", job_input={}, started_at=NOW, title=title, company="Acme", error="it [/] broke"
    )
    show_runs(screen, [run, run.model_copy(update={"exit_code": 2})])
    assert shown in file.getvalue()


def test_the_library_is_listed() -> None:
    screen, file = console()
    entry = LibraryEntry(person_id="p[/]1", first_name="[/]Ada", first_seen=NOW, last_seen=NOW)
    checked = entry.model_copy(update={"email": Email(address="a@b.example", checked_at=NOW)})
    show_library(screen, [entry, checked])
    assert "[/]Ada" in file.getvalue()
    assert "2026-03-14" in file.getvalue()
