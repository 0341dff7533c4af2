from __future__ import annotations

import re
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from inroad.analysis import (
    Analysis,
    ApplicationStrategy,
    CoverLetter,
    Dossier,
    JdStructure,
    NotReached,
    RoledContact,
    Statement,
    ToDo,
)
from inroad.analysis_markdown import analysis_markdown, ranking_markdown
from inroad.nodes.intelligence.gaps import find_gaps
from inroad.state import CompanyInfo, PostingSummary, Problem
from tests.analysis_records import (
    CONTACTS,
    COVERAGE,
    CV,
    DAY,
    JD,
    LINE,
    analysis,
    asks,
    bare,
    found,
    posting_of,
)

TITLES = [
    "What to do first",
    "How well it fits",
    "What the posting asks for",
    "What is missing",
    "Your CV, section by section",
    "The company",
    "People",
    "Cover letter",
    "Not reached",
    "Problems",
    "Spent",
]


def tokens(markdown: str) -> list[Token]:
    parsed = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)
    return [each for token in parsed for each in [token, *(token.children or [])]]


def headings(markdown: str) -> list[str]:
    found = tokens(markdown)
    return [found[at + 1].content for at, token in enumerate(found) if token.type == "heading_open"]


def test_the_report_tells_all_that_there_is() -> None:
    report = analysis_markdown(analysis())
    assert headings(report) == ["Senior Backend Engineer at Quillmark", *TITLES]
    for part in (
        "**70.6 of 100: apply, and see to the gaps.** 1 of 3 must-haves are covered",
        "Austin, TX · [the posting](<https://quillmark.example/jobs/7>) · run quiet-fox",
        "1. Write to Grace Sample. She leads the team and knows you.",
        "| must-haves | 25.6 of 40 | ██████░░░░ |",
        "| pay | 2.5 of 5 | ▒▒▒▒▒░░░░░ |",
        "| **all** | **70.6 of 100** |  | The sum of the parts. |",
        r"| r1 | must | 5\+ years of experience with Python | covered | “Built the ledger in Python on Docker” "
        "(Senior Software Engineer) |",
        "| r3 | must | You explain hard things simply | missing |  |",
        "| r2 | Kubernetes in production (must, related) | **learn** | Begin to learn Kubernetes",
        "| Senior Software Engineer | ██████████ | 100% of 1 | r1, r2 |",
        "Nothing here rests on: Software Engineer.",
        "- Quillmark sells payment software to banks. ([serper](<https://quillmark.example/about>), no date, read "
        "2026-03-14)",
        "- Quillmark will add 40 engineers in Austin. ([tavily](<https://news.example/quillmark>), 2026-02-01)",
        "Not every source could be asked.",
        "**Likely hiring manager**",
        r"| [Grace Sample](<https://linkedin.com/in/grace-sample>) | Engineering Manager | grace\@quillmark.example "
        "(verified, score 97, 2026-03-01, from hunter) | Leads the engineers of the platform. You are connected. |",
        "| Tom Sample | Recruiter | none |  |",
        "> Dear Grace,",
        "Written by template.",
        "- research: The time was over.",
        "- Serper broke off.",
        "- hunter: 2 calls, 1.5 credits",
    ):
        assert part in report


def test_what_there_is_nothing_of_is_left_out() -> None:
    assert analysis_markdown(bare()) == "# job-1\n\nrun still-owl\n"
    assert analysis_markdown(bare("")) == "# A posting\n\nrun still-owl\n"
    told = analysis(company=Dossier(company=CompanyInfo()), strategy=ApplicationStrategy(), coverage=None)
    report = analysis_markdown(told)
    gone = {"What to do first", "Your CV, section by section"}
    assert headings(report)[1:] == [title for title in TITLES if title not in gone]
    assert r"| r1 | must | 5\+ years of experience with Python |" in report


def test_a_plan_without_a_summary_begins_with_its_first_list() -> None:
    plan = ApplicationStrategy(fix=[ToDo(do="Add dates.", why="")])
    report = analysis_markdown(bare().model_copy(update={"strategy": plan}))
    assert "## What to do first\n\n**Fix before**\n\n1. Add dates.\n" in report


def test_a_kept_dossier_says_when_it_was_looked_up() -> None:
    kept = Dossier(company=CompanyInfo(), complete=True, from_cache=DAY)
    report = analysis_markdown(bare().model_copy(update={"company": kept}))
    assert "## The company\n\nLooked up on 2026-03-14.\n" in report


def test_much_evidence_is_told_in_part_and_long_lines_are_cut() -> None:
    lines = [LINE.model_copy(update={"path": f"work[0].highlights[{at}]", "text": "x" * 200}) for at in range(5)]
    coverage = COVERAGE.model_copy(update={"requirements": [found(1, "covered", evidence=lines)]})
    report = analysis_markdown(analysis(coverage=coverage))
    assert f"“{'x' * 159}…” (Senior Software Engineer); and 3 more |" in report
    assert "| r2 | must | Kubernetes in production |  |  |" in report


EVIL = (
    "x](https://evil.example) [go](https://evil.example) <script>alert(1)</script> <https://evil.example> | a | b |\n\n"
    "# Heading\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- item\n\n> quote\n\n```\ncode\n```\n![i](https://evil.example/i.png)"
    "\n&lt;b&gt; **bold** ~~gone~~ www.evil.example \\"
)


def evil() -> Analysis:
    """An analysis in which whatever comes from outside does what it can to be more than text."""
    requirements = [asks(1, EVIL), asks(2, EVIL, "nice")]
    jd: JdStructure = posting_of(requirements)
    evidence = LINE.model_copy(update={"text": EVIL, "path": EVIL, "section": EVIL})
    section = COVERAGE.sections[0].model_copy(update={"title": EVIL})
    coverage = COVERAGE.model_copy(
        update={
            "requirements": [found(1, "related", [EVIL], [evidence], EVIL), found(2, "missing", [EVIL], why=EVIL)],
            "sections": [section, section.model_copy(update={"requirements": []})],
            "remarks": [EVIL],
        }
    )
    texts: dict[str, Any] = dict.fromkeys(("first_name", "last_name", "title", "company", "location", "role_why"), EVIL)
    contact: RoledContact = CONTACTS[0].model_copy(
        update={**texts, "why": [EVIL], "email": CONTACTS[0].email.model_copy(update={"address": EVIL})}
    )
    statement = Statement(topic="news", text=EVIL, url=f"javascript:{EVIL}", seen_on=DAY, source=EVIL)
    todo = ToDo(do=EVIL, why=EVIL)
    return analysis(
        posting=PostingSummary(title=EVIL, company=EVIL, location=EVIL, url=EVIL),
        run_id=EVIL,
        jd=jd,
        coverage=coverage,
        gaps=find_gaps(jd, coverage, CV),
        company=Dossier(company=CompanyInfo(), statements=[statement]),
        contacts=[contact],
        strategy=ApplicationStrategy(summary=EVIL, write_first=[todo], stress=[todo], fix=[todo]),
        letter=CoverLetter(text=EVIL, writer=EVIL),
        not_reached=[NotReached(layer="fit", why=EVIL)],
        problems=[Problem(provider=EVIL, step=EVIL, kind=EVIL, message=EVIL, action=EVIL)],
    )


@pytest.mark.parametrize("report", [analysis_markdown(evil()), ranking_markdown([evil(), evil()])])
def test_what_comes_from_outside_adds_no_link_html_image_code_heading_or_cell(report: str) -> None:
    told = tokens(report)
    forbidden = {"html_block", "html_inline", "image", "fence", "code_block", "code_inline", "s_open"}
    assert not forbidden & {token.type for token in told}
    assert {token.attrs["href"] for token in told if token.type == "link_open"} <= {
        "https://linkedin.com/in/grace-sample"
    }
    assert set(headings(report)[1:]) <= {*TITLES, "Points", "Why"}
    rulers = [line for line in report.splitlines() if re.fullmatch(r"[| :-]+", line) and "---" in line]
    lines = [line for line in report.splitlines() if line.startswith("|")]
    assert len([token for token in told if token.type == "tr_open"]) == len(lines) - len(rulers) > 0
    assert "evil" in report


def test_every_table_has_as_many_cells_in_each_row() -> None:
    told = tokens(analysis_markdown(evil()))
    widths: list[set[int]] = []
    for token in told:
        if token.type == "table_open":
            widths.append(set())
        if token.type == "tr_open":
            cells = 0
        if token.type in ("td_open", "th_open"):
            cells += 1
        if token.type == "tr_close":
            widths[-1].add(cells)
    assert widths
    assert all(len(each) == 1 for each in widths)


def test_a_ranked_list_has_points_and_reasons() -> None:
    ranking = ranking_markdown([analysis(), bare()])
    assert headings(ranking) == ["Postings, best first", "Points", "Why"]
    for part in (
        "| 1 | 70.6 | ███████░░░ | [Senior Backend Engineer at Quillmark](<https://quillmark.example/jobs/7>) | apply, "
        "and see to the gaps |",
        "| 2 |  |  | job-1 |  |",
        "| 1 | 25.6 | 0 | 15 | 8.5 | 8 | (2.5) | 3 | 8 |",
        "1. **Senior Backend Engineer at Quillmark.** 1 of 3 must-haves are covered, 1 by something near, 1 not at "
        "all. See to the gaps first. For it, experience: 5 years",
        "Against it, nice-to-haves: 0 of 1 nice-to-have is covered, 1 not at all. Not reached: The time was over.",
        "2. **job-1.**",
    ):
        assert part in ranking


def test_an_empty_list_says_so() -> None:
    assert ranking_markdown([]) == "# Postings, best first\n\nThere is none.\n"


def test_without_requirements_there_is_no_table_of_them() -> None:
    assert "asks for" not in analysis_markdown(analysis(jd=JD.model_copy(update={"requirements": []})))
