from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from inroad.display import show_checked, show_library, show_report, show_runs
from inroad.graph.outreach import NODES
from inroad.graph.run import Step
from inroad.progress_display import Progress, Tally, says
from inroad.state import (
    Contact,
    Draft,
    Email,
    Message,
    Posting,
    PostingSummary,
    Problem,
    Report,
    SearchReport,
    Spend,
    Strategy,
    TitleInfo,
)
from inroad.tools.addresses.by_hand import HandChecked, Outcome
from inroad.tools.store.entries import LibraryEntry
from inroad.tools.store.runs import Run

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
MARKUP = "[bold]x[/] :rocket: [/]"


def console(*, terminal: bool = False, width: int = 100) -> tuple[Console, io.StringIO]:
    file = io.StringIO()
    return Console(file=file, width=width, force_terminal=terminal, color_system=None), file


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


def test_a_report_shows_names_as_they_are(tmp_path: Path) -> None:
    screen, file = console(width=400)
    made = tmp_path / "p.eml"
    made.touch()
    full = contact(
        email=Email(address="p@acme.example", status="unverified", source="network"),
        message=Message(subject="[/]Hello", body="Hi [b]you[/b]", writer="template"),
        draft=Draft(kind="eml", id="k", message_id="m", path=str(made)),
    )
    gone = contact(draft=Draft(kind="eml", id="k", message_id="m", path=str(tmp_path / "gone" / "q.eml")))
    show_report(screen, report(full, contact(), gone), "One fewer than asked for.")
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
        "draft: p.eml",
        "draft: made earlier, no longer there",
        f"Drafts are in {tmp_path}; nothing was sent.",
    ):
        assert text in shown
    assert shown.count("nothing was sent") == 1


@pytest.mark.parametrize(
    ("draft", "where"),
    [
        (
            Draft(kind="gmail", id="r1", message_id="m", url="https://mail.example/#drafts"),
            "in Gmail (https://mail.exa",
        ),
        (Draft(kind="imap", id="Entwürfe;7;12", message_id="m"), "in the folder Entwürfe; nothing was sent."),
        (Draft(kind="imap", id="k", message_id="m"), "in your mailbox; nothing was sent."),
    ],
)
def test_a_report_says_in_which_mailbox_the_drafts_are(draft: Draft, where: str) -> None:
    screen, file = console()
    show_report(screen, report(contact(draft=draft), contact(draft=draft)), "")
    assert file.getvalue().count(f"Drafts are {where}") == 1


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
        "choosing: 1 contact",
    ]


def test_progress_on_a_terminal_shows_and_cleans_up() -> None:
    screen, file = console(terminal=True)
    with Progress(screen) as progress:
        for step in STEPS:
            progress(step)
    assert "\x1b[?25h" in file.getvalue()


@pytest.mark.parametrize(
    ("title", "posting", "shown"),
    [
        ("[/]Dev", "/jobs/dev.html", "[/]Dev at Acme"),
        ("", "/jobs/[b]dev.html", "[b]dev.html"),
        ("", "https://jobs.example/1", "https://jobs.example/1"),
        ("", "", "a pasted text"),
    ],
)
def test_runs_are_listed(title: str, posting: str, shown: str) -> None:
    screen, file = console()
    run = Run(
        run_id="r1",
        state="failed",
        job_input={"posting": posting},
        started_at=NOW,
        title=title,
        company="Acme",
        error="it broke",
    )
    show_runs(screen, [run, run.model_copy(update={"exit_code": 2})])
    assert shown in file.getvalue()
    assert "it broke" not in file.getvalue()


def test_an_id_is_never_cut_off() -> None:
    screen, file = console(width=80)
    run = Run(
        run_id="r_0123456789",
        state="paused",
        job_input={},
        started_at=NOW,
        title="Senior Robotics Software Engineer, Planning",
        company="Acme Robotics",
    )
    show_runs(screen, [run])
    address = Email(address="maximiliane.featherstonehaugh@acme-robotics.example", status="unverified", checked_at=NOW)
    person = LibraryEntry(
        person_id="p_0123456789ab", first_name="Maximiliane", last_name="Featherstonehaugh", title="Engineer",
        company="Acme Robotics", email=address, first_seen=NOW, last_seen=NOW,
    )  # fmt: skip
    show_library(screen, [person], NOW, {"p_0123456789ab"})
    assert "r_0123456789" in file.getvalue()
    assert "p_0123456789ab" in file.getvalue()
    assert "suppressed" in file.getvalue()
    assert "…" not in file.getvalue()


def aged(days: float, **given: object) -> Email:
    base = Email(address="a@b.example", status="verified", checked_at=NOW - timedelta(days=days))
    return base.model_copy(update=given)


@pytest.mark.parametrize(
    ("email", "shown"),
    [
        (aged(0.9), "verified, today"),
        (aged(1), "verified, 1 day ago"),
        (aged(3.5), "verified, 3 days ago"),
        (aged(30), "verified, 30 days ago"),
        (aged(41, status="unverified"), "unverified, 41 days ago: check anew"),
        (aged(3, checked_at=None), "verified"),
        (aged(3, address="", status="none"), "none"),
    ],
)
def test_the_library_says_how_old_a_verdict_is(email: Email, shown: str) -> None:
    screen, file = console(width=200)
    entry = LibraryEntry(person_id="p[/]1", first_name="[/]Ada", first_seen=NOW, last_seen=NOW, email=email)
    show_library(screen, [entry], NOW)
    assert "[/]Ada" in file.getvalue()
    row = next(line for line in file.getvalue().splitlines() if "p[/]1" in line)
    assert row.split("│")[-2].strip() == shown


TRAIL = [
    "The mail domain of Acme is not known.",
    "Hunter gives p.raman@old.example (score 71), which is not at the company, and is not used.",
    "P@acme.example is on file in network (2025-01-02).",
    "DNS names a mail server for acme.example.",
    "Hunter checked it on 2026-03-14: valid, score 95.",
    "p@acme.example is verified: it takes mail, with a score of 95 (80 is needed).",
    "2 of 2 known addresses at acme.example are {f}@acme.example; that gives r@acme.example.",
    "Hunter checked it on 2026-03-14: invalid, score 0.",
]


def test_a_report_says_why_this_address_and_how_sure() -> None:
    screen, file = console()
    email = Email(address="p@acme.example", status="verified", source="network", score=95, checked_at=NOW, trail=TRAIL)
    show_report(screen, report(contact(email=email)), "")
    lines = [line.strip() for line in file.getvalue().splitlines()]
    at = lines.index("p@acme.example (verified, score 95, 2026-03-14, from network)")
    assert lines[at + 1 : at + 6] == [*TRAIL[2:6], "Because [i]so[/i]."]


def test_a_report_says_at_the_end_of_which_way_there_is_no_address() -> None:
    screen, file = console()
    trail = [f"Step {number}." for number in range(6)]
    show_report(screen, report(contact(email=Email(trail=trail))), "")
    lines = [line.strip() for line in file.getvalue().splitlines()]
    at = lines.index("no address")
    assert lines[at + 1 : at + 6] == [*trail[2:], "Because [i]so[/i]."]


HUNTER = "For addresses Hunter takes 1 credit for a company's domain, 1 for an address found and 0.5 for a check."
APOLLO = "For addresses Apollo takes 1 credit for a person matched."


@pytest.mark.parametrize(
    ("keys", "shown"), [((), []), (("hunter",), [HUNTER]), (("apollo", "hunter"), [HUNTER, APOLLO])]
)
def test_a_plan_says_what_addresses_cost(keys: tuple[str, ...], shown: list[str]) -> None:
    screen, file = console(width=200)
    planned = report().model_copy(update={"searches": [SearchReport(kind="network", asked=2, found=0, new=0)]})
    show_report(screen, planned, "", keys)
    assert [line for line in file.getvalue().splitlines() if line.startswith("For addresses")] == shown


def test_checked_addresses_are_listed_with_the_last_word_on_each() -> None:
    screen, file = console(width=200)
    checked = [
        HandChecked(
            address="[/]a@b.example", status="verified", score=95, checked_at=NOW, trail=["DNS.", "So [/] it is."]
        ),
        HandChecked(address="c@d.example", status="rejected", checked_at=NOW, trail=["Never."]),
    ]
    problem = Problem(provider="hunter", step="verify", kind="x", message="[/] broke", action="went on")
    show_checked(screen, Outcome(checked, [problem]), {"hunter": Spend(calls=2, credits=1, saved=0.5)})
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in file.getvalue().splitlines() if "│" in line]
    assert rows == [
        ["[/]a@b.example", "verified", "95", "2026-03-14", "So [/] it is."],
        ["c@d.example", "rejected", "", "2026-03-14", "Never."],
    ]
    assert file.getvalue().splitlines()[-2:] == [
        "! [/] broke (went on)",
        "hunter: 2 calls, 1 credit, 0.5 saved",
    ]


def test_a_tally_is_a_line_for_each_tenth_where_no_terminal_is() -> None:
    screen, file = console()
    with Tally(screen, "checking [/]") as tally:
        for done in range(1, 26):
            tally(done, 25)
    assert file.getvalue().splitlines() == [
        f"checking [/]: {done} of 25" for done in (3, 5, 8, 10, 13, 15, 18, 20, 23, 25)
    ]


def test_a_tally_on_a_terminal_shows_and_cleans_up() -> None:
    screen, file = console(terminal=True)
    with Tally(screen, "checking") as tally:
        tally(1, 2)
    assert "\x1b[?25h" in file.getvalue()


def test_every_step_of_the_graph_is_said_in_words() -> None:
    assert [node.__name__ for node in NODES if says(node.__name__) == node.__name__] == []
