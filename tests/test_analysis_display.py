from __future__ import annotations

import io
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from inroad.analysis import (
    LEFT_OUT,
    Analysis,
    ApplicationStrategy,
    CoverLetter,
    Dossier,
    Fit,
    Layer,
    NotReached,
    RoledContact,
    Statement,
    ToDo,
)
from inroad.analysis_display import show_analysis, show_ranking
from inroad.state import CompanyInfo, Email, PostingSummary, Problem, Spend
from tests.analysis_records import CONTACTS, COVERAGE, DAY, JD, LINE, analysis, asks, bare, found, posting_of

EVIL = "[red]x[/red] \x1b]0;gone\x07 \x1b[2J [link=https://evil.example]go[/link]\n✓ all done\r\u202e" + "long" * 60

DATES = ToDo(do="Add dates.", why="")


def console(width: int = 80) -> Console:
    return Console(file=io.StringIO(), width=width, color_system=None)


def shown(screen: Console) -> str:
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


def screen_of(told: Analysis, width: int = 80) -> str:
    screen = console(width)
    show_analysis(screen, told)
    return shown(screen)


def test_the_essentials_are_shown() -> None:
    screen = screen_of(analysis(), 120)
    for part in (
        "Senior Backend Engineer at Quillmark\nAustin, TX · run quiet-fox\n70.6 of 100: apply, and see to the gaps\n",
        "1 of 3 must-haves are covered, 1 by something near, 1 not at all. See to the gaps first.\n",
        "must-haves     25.6/40 ██████░░░░ 1 of 3 must-haves are covered",
        "all           70.6/100",
        "│ must │ 5+ years of experience with Python",
        "│ covered    │ Senior Software Engineer",
        "learn   Kubernetes in production (must, related)",
        "        Begin to learn Kubernetes before you talk to them; claim nothing of it until then.",
        "        No line names Kubernetes; docker is near it.",
        "What it does Quillmark sells payment software to banks.",
        "             https://quillmark.example/about, no date, read 2026-03-14",
        "likely hiring manager Grace Sample, Engineering Manager",
        "                      grace@quillmark.example (verified, score 97, 2026-03-01, from hunter)",
        "                      Leads the engineers of the platform. You are connected.",
        "recruiter             Tom Sample, Recruiter",
        "                      no address",
        "Cover letter, by template",
        "Dear Grace,\n\nI built a ledger.\nYours,\nAda\n",
        "! research was not reached: The time was over.",
        "! Serper broke off.\n",
        "hunter: 2 calls, 1.5 credits\n",
        "\nWhat to do first ──",
        "write  Write to Grace Sample.",
        "       She leads the team and knows you.",
    ):
        assert part in screen


def test_what_there_is_nothing_of_is_left_out() -> None:
    assert screen_of(bare()) == "job-1\nrun still-owl\n\n"


def test_a_score_without_gaps_and_requirements_without_a_cv() -> None:
    screen = screen_of(analysis(gaps=None, coverage=None))
    assert "\n70.6 of 100\n" in screen
    assert "in your CV" not in screen
    assert "Kubernetes in production" in screen


def test_what_to_do_first_is_the_first_of_what_to_fix_of_whom_to_write_and_of_what_to_stress() -> None:
    def todos(kind: str) -> list[ToDo]:
        return [ToDo(do=f"{kind} {number}.", why="") for number in (1, 2, 3)]

    plan = ApplicationStrategy(fix=todos("Fix"), write_first=todos("Write"), stress=todos("Stress"))
    lines = screen_of(bare().model_copy(update={"strategy": plan})).splitlines()[-6:]
    assert [line.split() for line in lines] == [
        [kind.lower(), kind, f"{number}."] for kind in ("Fix", "Write", "Stress") for number in (1, 2)
    ]


def test_what_was_left_out_is_said_once_and_not_of_each_ranked_posting() -> None:
    layers: list[Layer] = ["contacts", "output"]
    without = bare().model_copy(update={"not_reached": [NotReached(layer=each, why=LEFT_OUT) for each in layers]})
    assert screen_of(without).endswith("\nLeft out: contacts, output.\n")
    screen = console(120)
    show_ranking(screen, [without])
    assert "output" not in shown(screen)


def test_a_reason_that_is_the_role_s_too_is_shown_once() -> None:
    twice = "Does the work of the role: Developer"
    contact = analysis().contacts[0].model_copy(update={"role_why": f"{twice}.", "why": [twice, "Has an address."]})
    screen = screen_of(bare().model_copy(update={"contacts": [contact]}), 120)
    assert f"{twice}. Has an address." in screen
    assert screen.count(twice) == 1


def test_much_evidence_and_many_statements_are_shown_in_part() -> None:
    sections = [f"projects[{at}]" for at in range(4)]
    lines = [LINE.model_copy(update={"section": each, "path": f"{each}.name"}) for each in sections]
    coverage = COVERAGE.model_copy(update={"requirements": [found(1, "covered", evidence=lines)]})
    news = [
        Statement(topic="news", text=f"News {at}", url="https://n.example", seen_on=DAY, source="serper")
        for at in range(3)
    ]
    told = analysis(coverage=coverage, company=Dossier(company=CompanyInfo(), statements=news))
    screen = screen_of(told, 160)
    assert "projects[0].name; projects[1].name; and 2 more" in screen
    assert "News 1" in screen
    assert "News 2" not in screen


def evil() -> Analysis:
    jd = posting_of([asks(1, EVIL)])
    coverage = COVERAGE.model_copy(update={"requirements": [found(1, "related", [EVIL], [LINE], EVIL)]})
    texts: dict[str, Any] = dict.fromkeys(("first_name", "last_name", "title", "role_why"), EVIL)
    contact: RoledContact = CONTACTS[0].model_copy(update={**texts, "why": [EVIL], "email": Email(address=EVIL)})
    statement = Statement(topic="news", text=EVIL, url=EVIL, seen_on=DAY, source=EVIL)
    return analysis(
        posting=PostingSummary(title=EVIL, company=EVIL, location=EVIL, url=EVIL),
        run_id=EVIL,
        jd=jd,
        coverage=coverage,
        company=Dossier(company=CompanyInfo(), statements=[statement]),
        contacts=[contact],
        strategy=ApplicationStrategy(fix=[ToDo(do=EVIL, why=EVIL)]),
        letter=CoverLetter(text=EVIL, writer=EVIL),
        not_reached=[NotReached(layer="fit", why=EVIL)],
        problems=[Problem(provider=EVIL, step=EVIL, kind=EVIL, message=EVIL, action=EVIL)],
        spend={EVIL: Spend(calls=1)},
    )


@pytest.mark.parametrize("width", [80, 100])
def test_what_comes_from_outside_is_text_and_fits(width: int) -> None:
    screen = console(width)
    show_analysis(screen, evil())
    show_ranking(screen, [evil(), analysis()])
    told = shown(screen)
    assert "[red]x[/red]" in told
    assert not {"\x1b", "\x07", "\r", "\u202e"} & set(told)
    assert max(map(cell_len, told.splitlines())) <= width


def test_the_essentials_fit_in_eighty_columns() -> None:
    assert max(map(cell_len, screen_of(analysis()).splitlines())) <= 80


def test_a_ranked_list_has_reasons() -> None:
    screen = console(160)
    unfit = bare("job-2").model_copy(update={"fit": Fit()})
    show_ranking(screen, [analysis(), bare(), unfit])
    told = shown(screen)
    for part in (
        "│ 1 │  70.6 │ Senior Backend Engineer at Quillmark",
        "Austin, TX",
        "apply, and see to the gaps",
        "1 of 3 must-haves are covered, 1 by something near, 1 not at all. See to the gaps",
        "+ experience: 5 years of experience asked for, 11.2 years in the CV.",
        "- nice-to-haves: 0 of 1 nice-to-have is covered, 1 not at all.",
        "! research was not reached: The time was over.",
        "│ 2 │       │ job-1",
        "│ 3 │     0 │ job-2",
    ):
        assert part in told


def test_an_empty_list_says_so() -> None:
    screen = console()
    show_ranking(screen, [])
    assert shown(screen) == "There is no posting to rank.\n"


def test_requirements_that_were_not_looked_for_are_missing() -> None:
    assert "missing" in screen_of(analysis(jd=JD, coverage=COVERAGE.model_copy(update={"requirements": []})))
