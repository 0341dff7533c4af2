from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from inroad.analysis import Dossier, MasterCv, RoledContact, Statement, Topic
from inroad.state import Alumni, CompanyInfo, Email, Posting
from inroad.tools.fit.domain import judge_domain
from inroad.tools.fit.industries import industries_of, main_industries
from inroad.tools.fit.outlook import judge_outlook
from inroad.tools.fit.warmth import judge_warmth
from tests.analysis_records import DAY, asks, cv_of, posting_of, work

GARDENER = cv_of(work(0, "Gardener", "Fern Example", "2015", "", "Kept the roses"))


def opening(title: str, text: str = "") -> Posting:
    return Posting(title=title, company="Quillmark", text=text)


def said(topic: Topic, text: str, date: dt.date | None = DAY, source: str = "serper") -> Statement:
    return Statement(topic=topic, text=text, url="https://news.example/1", date=date, seen_on=DAY, source=source)


def dossier(*statements: Statement) -> Dossier:
    return Dossier(company=CompanyInfo(name="Quillmark"), statements=list(statements))


@pytest.mark.parametrize(
    ("title", "latest", "earlier", "value", "says"),
    [
        ("Backend Engineer", "Backend Developer", "Cook", 1.0, "“Backend Developer” is the same kind of work."),
        ("Backend Engineer", "Cook", "Backend Developer", 0.8, "“Backend Developer” is the same kind of work."),
        ("Backend Engineer", "Network Engineer", "Cook", 0.7, "“Network Engineer” is a near kind of work."),
        ("Backend Engineer", "Accountant", "Cook", 0.0, "No position in the CV is in this kind of work."),
    ],
)
def test_the_kind_of_work(title: str, latest: str, earlier: str, value: float, says: str) -> None:
    cv = cv_of(work(0, earlier, "A", "2010", "2014"), work(1, latest, "B", "2015", ""))
    judged = judge_domain(opening(title), None, cv, None, None)
    assert judged.value == pytest.approx(value)
    assert judged.why == says


def test_skills_that_are_there_count_and_those_near_half() -> None:
    jd = posting_of([asks(1, "x", skills=["python", "kubernetes", "salesforce", "sql"])])
    cv = cv_of(skills=["Python", "Docker"])
    value, why = judge_domain(opening("?"), jd, cv, None, None)
    assert value == pytest.approx(1.5 / 4)
    assert why == "1 of the 4 skills that the posting names are in the CV, and something near 1 more."


def test_skills_that_nothing_is_near() -> None:
    jd = posting_of([asks(1, "x", skills=["python", "salesforce", "welding"])])
    assert judge_domain(opening("?"), jd, cv_of(skills=["Python"]), None, None) == (
        1 / 3,
        "1 of the 3 skills that the posting names are in the CV.",
    )


def test_few_skills_tell_nothing() -> None:
    jd = posting_of([asks(1, "x", skills=["python", "sql"])])
    told = judge_domain(opening("?"), jd, cv_of(skills=["Python"]), None, None)
    assert told == (None, "Neither the kind of work nor the industry can be told.")


BANKER = cv_of(work(0, "Clerk", "Bank of Example", "2015", "", "Sold loans for the bank"))


@pytest.mark.parametrize(
    ("cv", "text", "what", "value", "says"),
    [
        (BANKER, "", "It makes software for banks.", 1.0, "finance, as the company has."),
        (BANKER, "", "It runs hospitals.", 0.0, "The company seems to be in health, of which the CV says nothing."),
        (BANKER, "Banking. Payments. Lending.", "", 1.0, "finance, as the company has."),
        (BANKER, "One bank.", "", None, "Neither the kind"),
        (GARDENER, "Banking. Payments. Lending.", "", None, "Neither the kind"),
    ],
)
def test_the_industry(cv: MasterCv, text: str, what: str, value: float | None, says: str) -> None:
    known = dossier(said("what", what)) if what else None
    judged = judge_domain(opening("?", text), None, cv, None, known)
    assert judged.value == value
    assert says in judged.why


def test_without_a_cv_nothing_is_known() -> None:
    assert judge_domain(opening("Cook"), None, None, None, None) == (None, "There is no CV to compare with.")


@pytest.mark.parametrize(
    ("text", "industries"),
    [
        ("Krankenhaus und Klinik", {"health": 2}),
        ("A bank, a clinic and another bank", {"finance": 2, "health": 1}),
        ("Crypto and cryptography", {"finance": 1}),
        ("Quality assurance and fine courtesy", {}),
        ("We offer medical, dental and vision insurance", {}),
    ],
)
def test_industries_of_a_text(text: str, industries: dict[str, int]) -> None:
    assert industries_of(text) == industries


def test_what_a_longer_text_names_once_is_not_its_industry() -> None:
    assert main_industries("Bank, bank, clinic, hospital, farm, solar, energy, games") == [
        "energy",
        "finance",
        "health",
    ]


@pytest.mark.parametrize(
    ("statements", "value", "says"),
    [
        ([said("hiring", "It hires 40 cooks")], 0.75, "It hires: “It hires 40 cooks” (2026-03-14)."),
        ([said("funding", "It raised 9 million", None)], 0.75, "It got money: “It raised 9 million” (no date)."),
        ([said("hiring", "It hires"), said("funding", "It raised 9 million")], 1.0, None),
        (
            [said("news", "Quillmark lays off 90 people: layoffs everywhere")],
            0.0,
            "It lets people go or is in trouble: “Quillmark lays off 90 people: layoffs everywhere” (2026-03-14).",
        ),
        ([said("news", "Stellenabbau bei Quillmark"), said("hiring", "It hires")], 0.25, None),
        ([said("news", "It will cut 200 jobs")], 0.0, None),
        (
            [said("news", "It moved. " + "And moved. " * 20)],
            0.5,
            "There is news, which speaks neither for nor against it: “It moved. "
            + "And moved. " * 8
            + "A…” (2026-03-14).",
        ),
        ([said("hiring", "It hires", dt.date(2024, 1, 1))], None, "Nothing fresh is known"),
        (
            [said("hiring", "It hires", source="posting"), said("news", "So good", source="notes")],
            None,
            "Nothing fresh",
        ),
        ([said("what", "The best of all companies")], None, "Nothing fresh"),
    ],
)
def test_what_the_news_come_to(statements: list[Statement], value: float | None, says: str | None) -> None:
    judged = judge_outlook(dossier(*statements))
    assert judged.value == value
    assert says is None or judged.why.startswith(says)


def test_without_a_dossier_nothing_is_known_of_the_company() -> None:
    assert judge_outlook(None).value is None


def somebody(**fields: Any) -> RoledContact:
    plain = {"person_id": "p", "company": "Quillmark", "location": "", "linkedin": "", "persona": "other", "title": ""}
    return RoledContact.model_validate({**plain, "first_name": "Grace", "last_name": "Sample", **fields})


VERIFIED = Email(address="grace@quillmark.example", status="verified")
RISKY = Email(address="grace@quillmark.example", status="risky")


@pytest.mark.parametrize(
    ("contacts", "eighths", "says"),
    [
        ([somebody()], 1, "1 person, none with anything in common with you, no address."),
        ([somebody(why=["You are connected."])], 4, "1 person, 1 with something in common with you, no address."),
        ([somebody(alumni=Alumni(school="Lakeshore"), why=["Leads people."])], 4, None),
        ([somebody(role="hiring_manager")], 3, None),
        ([somebody(email=VERIFIED)], 3, None),
        (
            [somebody(email=RISKY)],
            2,
            "1 person, none with anything in common with you, addresses that are not verified.",
        ),
        (
            [somebody(email=VERIFIED, role="hiring_manager", first_name="", last_name=""), somebody(email=VERIFIED)],
            5,
            "2 people, none with anything in common with you, 1 likely hiring manager, 2 verified addresses.",
        ),
        ([], 0, "Nobody was found there."),
    ],
)
def test_warmth_of_the_way_in(contacts: list[RoledContact], eighths: int, says: str | None) -> None:
    judged = judge_warmth(contacts)
    assert judged.value == eighths / 8
    assert says in (None, judged.why)


def test_nobody_looked_for_is_not_nobody_found() -> None:
    assert judge_warmth(None) == (None, "Nobody was looked for.")
