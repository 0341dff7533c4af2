"""What a line asks for: years, degree, languages, need; and what a posting pays, until when, at what level, where."""

from __future__ import annotations

import datetime as dt

import pytest

from inroad.analysis import Years
from inroad.state import Posting
from inroad.tools.jd.deadlines import deadlines_of
from inroad.tools.jd.degrees import degree_of, names_degree
from inroad.tools.jd.headings import part_of
from inroad.tools.jd.languages import languages_of
from inroad.tools.jd.needs import need_of, without_wishes
from inroad.tools.jd.pay import pay_of
from inroad.tools.jd.requirements import any_of
from inroad.tools.jd.seniority import seniority_of
from inroad.tools.jd.teams import team_of
from inroad.tools.jd.work_mode import work_mode_of
from inroad.tools.jd.years import years_of


@pytest.mark.parametrize(
    ("line", "at_least", "at_most"),
    [
        ("3+ years of experience", 3, None), ("3-5 years", 3, 5), ("3 – 5 yrs", 3, 5),
        ("at least three years", 3, None),
        ("five (5) years", 5, None), ("5 or more years", 5, None), ("5 years or more", 5, None),
        ("up to 2 years", 0, 2),
        ("1.5 years", 1.5, None), ("10+ YOE", 10, None), ("5-7+ years", 5, None),
        ("2 years of Go, 4 years in all", 4, None),
        ("mindestens 2 Jahre Berufserfahrung", 2, None), ("zwei bis drei Jahre", 2, 3), ("3 à 5 ans", 3, 5),
        ("2 ans d'expérience", 2, None), ("tres años", 3, None), ("3 jaar ervaring", 3, None), ("2〜4年", 2, 4),
        ("due anni di esperienza", 2, None), ("3 anos de experiência", 3, None),
    ],
)  # fmt: skip
def test_years(line: str, at_least: float, at_most: float | None) -> None:
    assert years_of(line) == Years(at_least=at_least, at_most=at_most)


@pytest.mark.parametrize(
    "line",
    [
        "18 years of age", "18 years or older", "a 3-year contract", "over the past 10 years", "a 4-year degree",
        "4 year degree", "founded 20 years ago", "years of joy", "99 years", "$5 years", "",
    ],
)  # fmt: skip
def test_no_years(line: str) -> None:
    assert years_of(line) is None


@pytest.mark.parametrize(
    ("line", "level", "fields", "or_experience"),
    [
        (
            "Bachelor's or Master's degree in Computer Science, Physics or related field, or equivalent experience",
            "bachelor",
            ["Computer Science", "Physics"],
            True,
        ),
        ("BS/MS in Computer Science", "bachelor", ["Computer Science"], False),
        ("Pursuing a PhD in machine learning or statistics", "doctorate", ["machine learning", "statistics"], False),
        ("Master’s degree in Economics", "master", ["Economics"], False),
        ("M.S. or Ph.D. in Biology", "master", ["Biology"], False),
        ("Associate degree in accounting", "associate", ["accounting"], False),
        ("High school diploma or GED", "secondary", [], False),
        ("Abgeschlossenes Studium der Informatik oder vergleichbar", "bachelor", ["Informatik"], True),
        ("Abgeschlossene Ausbildung als Koch", "vocational", ["Koch"], False),
        ("Bac+5 en informatique", "master", ["informatique"], False),
        ("Grado en Biología", "bachelor", ["Biología"], False),
        ("Een afgeronde hbo-opleiding", "bachelor", [], False),
        ("Laurea in Economia", "bachelor", ["Economia"], False),
        ("MS Office", "", [], False),
        ("a high degree of autonomy", "", [], False),
        ("Scrum Master", "", [], False),
        ("mastery of SQL", "", [], False),
        ("Forklift licence", "", [], False),
    ],
)
def test_degrees(line: str, level: str, fields: list[str], or_experience: bool) -> None:
    assert degree_of(line) == (level, fields, or_experience)
    assert names_degree(line) == bool(level)


@pytest.mark.parametrize(
    ("line", "languages"),
    [
        ("Fluent in German and English", [("de", "fluent"), ("en", "fluent")]),
        ("Sehr gute Deutschkenntnisse (C1), gute Englischkenntnisse", [("de", "fluent"), ("en", "good")]),
        ("English (fluent), Spanish (basic)", [("en", "fluent"), ("es", "basic")]),
        ("Native Dutch speaker", [("nl", "native")]),
        ("anglais courant", [("en", "fluent")]),
        ("Inglés avanzado", [("en", "fluent")]),
        ("Goede beheersing van de Nederlandse taal", [("nl", "good")]),
        ("You speak French", [("fr", "")]),
        ("Italian", [("it", "")]),
        ("Some Polish or Romanian", [("pl", ""), ("ro", "")]),
        ("日本語ネイティブ", [("ja", "native")]),
        ("our French customers", []),
        ("experience in the German market", []),
        ("no German needed", []),
        ("", []),
    ],
)
def test_languages(line: str, languages: list[tuple[str, str]]) -> None:
    assert [(each.code, each.level) for each in languages_of(line)] == languages


@pytest.mark.parametrize(
    ("line", "under_must", "under_nice"),
    [
        ("Experience with SQL", "must", "nice"),
        ("Go is a plus", "nice", "nice"),
        ("Ideally, you know Go", "nice", "nice"),
        ("Experience with SQL, ideally in a bank", "must", "nice"),
        ("Bachelor's degree required", "must", "must"),
        ("Bachelor's degree in Business, MBA preferred", "must", "nice"),
        ("Work with children, especially small ones, is preferred", "nice", "nice"),
        ("Terraform, Pulumi, or CloudFormation a plus", "nice", "nice"),
        ("English and German (preferred)", "nice", "nice"),
        ("Kubernetes administration (CKA is a plus)", "must", "nice"),
        ("Preferred but not required: Go", "nice", "nice"),
        ("Fluent in Polish, other languages are a big plus", "must", "nice"),
        ("Fluency in English, Italian is a plus", "must", "nice"),
        ("Travel as required", "must", "nice"),
        ("asset management, Python plus SQL", "must", "nice"),
        ("Kenntnisse in SQL von Vorteil", "nice", "nice"),
        ("SQL ist zwingend", "must", "must"),
        ("La connaissance du textile serait un plus", "nice", "nice"),
        ("Permis B indispensable", "must", "must"),
        ("Se valora experiencia", "nice", "nice"),
        ("Carnet de conducir (imprescindible)", "must", "must"),
        ("Ervaring is een pré", "nice", "nice"),
        ("Inglese gradito", "nice", "nice"),
        ("Inglês será um diferencial", "nice", "nice"),
    ],
)
def test_needs(line: str, under_must: str, under_nice: str) -> None:
    assert (need_of(line, "must"), need_of(line, "nice")) == (under_must, under_nice)


@pytest.mark.parametrize(
    ("line", "core"),
    [
        ("Experience with SQL, ideally in Go", "Experience with SQL"),
        ("Years of Python work (Go preferred) in teams", "Years of Python work  in teams"),
        ("A degree in Business, MBA preferred", "A degree in Business"),
        ("Go (preferred)", "Go (preferred)"),
        ("Terraform (Pulumi is a plus)", "Terraform "),
        ("Ideally Go", "Ideally Go"),
    ],
)
def test_a_wish_at_the_end_is_no_part_of_a_must(line: str, core: str) -> None:
    assert without_wishes(line) == core


@pytest.mark.parametrize(
    ("line", "one_will_do"),
    [
        ("Python, Go or Java", True), ("clouds such as AWS, GCP and Azure", True), ("one of Python, Go", True),
        ("JIRA, Asana or similar", True), ("infrastructure as code tools like Terraform", True),
        ("Python and Go", False), ("Python, SQL, and Go or Rust", False), ("Python", False),
        ("project management", False),
        ("Attention to detail and CRM tools like Salesforce", False),
    ],
)  # fmt: skip
def test_any_of(line: str, one_will_do: bool) -> None:
    assert any_of(line) is one_will_do


@pytest.mark.parametrize(
    ("text", "low", "high", "currency", "period", "quote"),
    [
        ("Salary: $120,000 - $150,000 a year", 120_000, 150_000, "", "year", "$120,000 - $150,000"),
        ("The base salary range is $120k–150k.", 120_000, 150_000, "", "year", "$120k–150k"),
        ("60.000 – 75.000 € brutto im Jahr", 60_000, 75_000, "EUR", "year", "60.000 – 75.000 €"),
        ("Salaris € 2.900 en € 3.900 per maand", 2_900, 3_900, "EUR", "month", "€ 2.900 en € 3.900"),
        ("45-55k€ brut annuel", 45_000, 55_000, "EUR", "year", "45-55k€"),
        ("Hourly wage: $18.00 - 20.00, on target yearly: $75,000", 18, 20, "", "hour", "$18.00 - 20.00"),
        ("Pay: $130,000 CAD – $150,000 CAD", 130_000, 150_000, "CAD", "year", "$130,000 CAD – $150,000 CAD"),
        ("Compensation\n$90,000 - $110,000 USD", 90_000, 110_000, "USD", "year", "$90,000 - $110,000 USD"),
        ("CHF 100'000 - 120'000 Lohn", 100_000, 120_000, "CHF", "", "CHF 100'000 - 120'000"),
        ("Lohn 14,50 Euro pro Stunde", 14.5, None, "EUR", "hour", "14,50 Euro"),
        ("The salary cannot exceed $183,500 per year", None, 183_500, "", "year", "$183,500 per year"),
        ("The maximum salary of this grade is $191,900.", None, 191_900, "", "year", "$191,900"),
        ("Rate: £450 per day", 450, None, "GBP", "day", "£450 per day"),
    ],
)
def test_pay(text: str, low: float | None, high: float | None, currency: str, period: str, quote: str) -> None:
    pay = pay_of(text)
    assert pay is not None
    assert (pay.at_least, pay.at_most, pay.currency, pay.period) == (low, high, currency, period)
    assert pay.quote.text == quote == text[pay.quote.start : pay.quote.end]


@pytest.mark.parametrize(
    "text",
    [
        "We raised $75 million", "A $1,000 learning stipend", "a budget of $200,000",
        "401k with $5,000 match", "Pay: $0",
        "Salary: 5%", "a sign-on bonus of $10,000", "Pay raise: $5% a year", "",
    ],
)  # fmt: skip
def test_no_pay(text: str) -> None:
    assert pay_of(text) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Apply by 31 March 2026", dt.date(2026, 3, 31)), ("Bewerbungsfrist: 15.04.2026", dt.date(2026, 4, 15)),
        ("Date limite : 3 mai 2026", dt.date(2026, 5, 3)), ("closing date: 2026-01-30", dt.date(2026, 1, 30)),
        ("Deadline 12/31/2025", dt.date(2025, 12, 31)), ("Deadline 31/12/25", dt.date(2025, 12, 31)),
        ("Solliciteer vóór 1 december 2025", dt.date(2025, 12, 1)), ("Deadline:\nApril 3rd, 2026", dt.date(2026, 4, 3)),
        ("Fecha límite: 5 de marzo de 2026", dt.date(2026, 3, 5)), ("Scadenza: 7 luglio 2026", dt.date(2026, 7, 7)),
        ("Applications close on 03/04/2026", None), ("Application deadline: March 5", None),
        ("Deadline: 31.02.2026", None),
    ],
)  # fmt: skip
def test_deadlines(text: str, date: dt.date | None) -> None:
    found = deadlines_of(text)
    assert [deadline.date for deadline in found] == [date]
    assert found[0].quote.text == text[found[0].quote.start : found[0].quote.end]


@pytest.mark.parametrize("text", ["Founded on 3 May 2019", "Deadlines matter", "Apply by mail", ""])
def test_no_deadline(text: str) -> None:
    assert deadlines_of(text) == []


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Senior Engineer", "senior"), ("Sr. Analyst", "senior"), ("Staff Engineer", "principal"), ("Staff Nurse", ""),
        ("Principal Designer", "principal"), ("Engineering Manager", "manager"), ("Product Manager", ""),
        ("Senior Product Manager", "senior"), ("Store Manager", "manager"), ("Head of Data", "director"),
        ("Director of Sales", "director"), ("VP Engineering", "executive"), ("Chief Technology Officer", "executive"),
        ("Tech Lead", "lead"), ("Lead Generation Specialist", ""), ("Werkstudent (m/w/d)", "intern"),
        ("Research Engineer Intern", "intern"), ("Junior Developer", "junior"), ("Associate Product Manager", "junior"),
        ("Associate Director", "director"), ("Warehouse Associate", ""), ("Mid-level Engineer", "mid"),
        ("Account Executive, Mid-Market", ""), ("Executive Assistant", ""), ("Software Engineer", ""), ("", ""),
    ],
)  # fmt: skip
def test_seniority_of_a_title(title: str, level: str) -> None:
    found = seniority_of(title, "")
    assert found.level == level
    assert (found.quote is not None) == bool(level)


def test_seniority_of_a_text() -> None:
    found = seniority_of("Engineer", "This is an entry-level role.")
    assert (found.level, found.quote and found.quote.part) == ("junior", "text")


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Join our Payments team today", "Payments team"), ("Team: Platform", "Platform"),
        ("Department: Legal", "Legal"),
        ("Du verstärkst unser Team Datenplattform.", "Team Datenplattform"), ("You join the growth team.",
        "growth team"),
        ("Join our Trust & Safety Team", "Trust & Safety Team"), ("join our small team", None),
        ("our Talent Team", None),
        ("Acme's Team", None), ("", None),
    ],
)  # fmt: skip
def test_teams(text: str, team: str | None) -> None:
    found = team_of(text)
    assert (found.text if found else None) == team


@pytest.mark.parametrize(
    ("location", "title", "text", "remote", "mode", "words"),
    [
        ("Hybrid - Ghent", "Engineer (Remote)", "", False, "hybrid", "Hybrid"),
        ("Ghent", "Engineer (Remote)", "We meet in the office.", False, "remote", "Remote"),
        ("Ghent", "Engineer", "#LI-Onsite\nfully remote", False, "onsite", "Onsite"),
        ("Ghent", "Engineer", "Work mode: hybrid", False, "hybrid", "hybrid"),
        (
            "Ghent",
            "Engineer",
            "You are two days a week in our office.",
            False,
            "hybrid",
            "two days a week in our office",
        ),
        ("Ghent", "Engineer", "This role is fully remote.", False, "remote", "role is fully remote"),
        ("Ghent", "Engineer", "The role is on-site in Ghent.", False, "onsite", "role is on-site"),
        ("Ghent", "Engineer", "Deux jours de télétravail par semaine", False, "hybrid", "Deux jours de télétravail"),
        ("Ghent", "Engineer", "Homeoffice an zwei Tagen", False, "", None),
        ("Ghent", "Engineer", "hybrid cloud, remote patient care", False, "", None),
        ("Ghent", "Engineer", "", True, "remote", None),
        ("", "", "", False, "", None),
    ],
)
def test_work_mode(location: str, title: str, text: str, remote: bool, mode: str, words: str | None) -> None:
    posting = Posting(title=title, company="y", text=text, locations=[location] if location else [], remote=remote)
    found = work_mode_of(posting)
    assert (found.mode, found.quote.text if found.quote else None) == (mode, words)


@pytest.mark.parametrize(
    ("part", "headings"),
    [
        (
            "must",
            ["Requirements", "What you'll bring", "Who you are:", "🔍 Dein Profil", "Profil recherché", "Requisitos"],
        ),
        ("must", ["Wat vragen wij?", "Cosa cerchiamo", "O que procuramos", "Wymagania", "応募資格", "Must-haves"]),
        (
            "nice",
            [
                "Nice to have",
                "Bonus points",
                "Preferred Qualifications",
                "Von Vorteil",
                "Atouts",
                "Se valorará",
                "歓迎",
            ],
        ),
        (
            "tasks",
            ["Responsibilities", "What you’ll do", "Deine Aufgaben", "Vos missions", "Funciones", "Wat ga je doen?"],
        ),
        (
            "offer",
            ["Benefits", "What we offer", "Wir bieten", "Ce que nous offrons", "Ofrecemos", "Why join us?", "福利厚生"],
        ),
        ("must", ["Required:", "Mandatory"]),
        ("nice", ["Additional Qualifications", "You might also have", "You could also bring"]),
        ("offer", ["We have", "We give:"]),
        ("company", ["What interns say", "What our people say about us"]),
        ("legal", ["Equal Employment Opportunity", "Privacy notice"]),
        ("process", ["How to apply", "Our interview process"]),
        ("company", ["About us", "Who we are", "Über uns", "Chi siamo"]),
        ("role", ["About the role", "Job Description"]),
        ("stack", ["Our tech stack"]),
        ("", ["Tallyho", "", "!!!", "we once had a very long walk along a river with all of the people here"]),
    ],
)
def test_headings(part: str, headings: list[str]) -> None:
    assert [part_of(heading) for heading in headings] == [part] * len(headings)
