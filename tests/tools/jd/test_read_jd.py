"""Whole postings read by rules: the labelled ones, odd shapes, and what holds of any text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inroad.analysis import JdStructure, Quote, Years
from inroad.state import Posting
from inroad.tools.jd.read import READ_AT_MOST, read_jd
from tests.tools.jd.labelled_postings import LABELLED, Labelled
from tests.tools.jd.more_labelled_postings import MORE_LABELLED
from tests.tools.jd.third_labelled_postings import THIRD_LABELLED

ALL = LABELLED | MORE_LABELLED | THIRD_LABELLED


def no_order(text: str) -> bool:
    return False


def read(text: str, title: str = "Engineer", language: str = "en") -> JdStructure:
    return read_jd(Posting(title=title, company="Made Up", text=text, language=language), no_order).structure


def quotes(structure: JdStructure) -> list[Quote]:
    single = [structure.title, structure.seniority_quote, structure.team, structure.work_mode_quote]
    return [
        *(quote for quote in single if quote),
        *(each.quote for each in structure.requirements),
        *(each.quote for each in structure.skills),
        *(each.quote for each in structure.languages),
        *(each.quote for each in structure.deadlines),
        *([structure.pay.quote] if structure.pay else []),
        *structure.responsibilities,
    ]


def assert_quoted(structure: JdStructure, posting: Posting) -> None:
    parts = {"title": posting.title, "text": posting.text, "location": posting.location}
    for quote in quotes(structure):
        assert quote.text == parts[quote.part][quote.start : quote.end] != ""


@pytest.mark.parametrize("name", sorted(ALL))
def test_musts_and_nice_to_haves_of_a_posting(name: str) -> None:
    labelled: Labelled = ALL[name]
    structure = read_jd(labelled.posting, no_order).structure
    assert [each.quote.text for each in structure.of_need("must")] == labelled.musts
    assert [each.quote.text for each in structure.of_need("nice")] == labelled.nices
    assert_quoted(structure, labelled.posting)


@pytest.mark.parametrize("name", sorted(ALL.keys() - {"sales"}))
def test_what_is_to_be_done(name: str) -> None:
    labelled = ALL[name]
    assert [each.text for each in read_jd(labelled.posting, no_order).structure.responsibilities] == labelled.tasks


def test_a_posting_in_parts() -> None:
    structure = read_jd(LABELLED["backend"].posting, no_order).structure
    said = [quote.text for quote in (structure.title, structure.seniority_quote, structure.team) if quote]
    assert said == ["Senior Backend Engineer (Payments)", "Senior", "Ledger team"]
    assert (structure.seniority, structure.years) == ("senior", Years(at_least=5))
    assert (structure.degree, structure.work_mode, structure.unsure) == ("bachelor", "remote", [])
    assert structure.pay is not None
    assert (structure.pay.at_least, structure.pay.at_most) == (75_000, 95_000)
    assert [deadline.date for deadline in structure.deadlines] == [dt.date(2027, 3, 31)]
    assert [asked.language.code for asked in structure.languages] == ["en"]
    assert [skill.name for skill in structure.skills] == [
        "backend development", "go", "java", "postgresql", "apache kafka", "nats", "kubernetes", "computer science",
        "pci dss", "bookkeeping", "terraform", "rust",
    ]  # fmt: skip
    first = structure.requirements[0]
    assert (first.id, first.skills, first.any_of, first.weight) == (
        "r1",
        ["backend development", "go", "java"],
        True,
        1.0,
    )
    assert max(each.weight for each in structure.of_need("nice")) < min(
        each.weight for each in structure.of_need("must")
    )


def test_a_german_posting() -> None:
    structure = read_jd(LABELLED["werkstudent"].posting, no_order).structure
    assert (structure.seniority, structure.degree, structure.language) == ("intern", "bachelor", "de")
    assert [(each.language.code, each.language.level) for each in structure.languages] == [
        ("de", "fluent"),
        ("en", "good"),
    ]
    assert structure.pay is not None
    assert (structure.pay.at_least, structure.pay.currency, structure.pay.period) == (16.5, "EUR", "hour")


def test_the_same_posting_reads_the_same() -> None:
    for labelled in ALL.values():
        assert read_jd(labelled.posting, no_order) == read_jd(labelled.posting, no_order)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("", "The posting has no text."),
        (" \n\n ", "The posting has no text."),
        ("We make bread. Come and see us.", "No line of the posting reads as a requirement."),
        ("You have three years of experience with SQL.", "No heading says what is asked for"),
        ("Nice to have\n- Knowledge of SQL\n- Go", "All that the posting asks for reads as nice to have."),
    ],
)
def test_what_the_rules_doubt(text: str, doubt: str) -> None:
    reading = read_jd(Posting(title="", company="Made Up", text=text), no_order)
    assert reading.doubts[0].startswith(doubt)
    assert reading.structure.unsure == reading.doubts
    assert reading.structure.title is None


@pytest.mark.parametrize(
    ("language", "text", "musts"),
    [
        (
            "pl",
            "Wymagania:\n- Znajomość języka Python\n- Doświadczenie z Docker\nOferujemy:\n- Owocowe czwartki",
            ["Znajomość języka Python", "Doświadczenie z Docker"],
        ),
        (
            "ja",
            "応募資格\n・Pythonの実務経験3年以上\n・日本語ネイティブ\n福利厚生\n・交通費支給",
            ["Pythonの実務経験3年以上", "日本語ネイティブ"],
        ),
    ],
)
def test_of_another_language_it_says_what_can_be_said(language: str, text: str, musts: list[str]) -> None:
    structure = read(text, language=language)
    assert [each.quote.text for each in structure.of_need("must")] == musts
    assert structure.requirements[0].skills == ["python"]
    assert structure.unsure == [f"The posting is in a language ({language}) of which the rules know little."]


def test_several_years_are_no_number() -> None:
    structure = read("Dein Profil\n- Mehrjährige Erfahrung mit SAP", language="de")
    assert structure.requirements[0].years is None
    assert structure.unsure == ['How many years "Mehrjährige" is, is not said.']


@pytest.mark.parametrize(
    "bullet", ["- ", "* ", "• ", "– ", "1. ", "(2) ", "▪ ", "✓ ", "→ ", "[x] ", "·", "\t- ", "> ", "● "]
)
def test_bullets_of_all_kinds(bullet: str) -> None:
    text = f"Requirements\n{bullet}Knows SQL\n{bullet}Has a car"
    assert [each.quote.text for each in read(text).requirements] == ["Knows SQL", "Has a car"]


@pytest.mark.parametrize(
    ("text", "musts", "nices"),
    [
        ("Must have | Nice to have\nSQL | Rust\nExcel | Go", ["SQL", "Excel"], ["Rust", "Go"]),
        ("Must have\tPython\nNice to have\tRust", ["Python"], ["Rust"]),
        ("Requirements\n- Python\n- python\n- Python", ["Python"], []),
        ("Requirements:\n- Must have: Python\n- Nice to have: Rust", ["Python"], ["Rust"]),
        ("Requirements\n- Python. Go is a plus.", ["Python."], ["Go is a plus."]),
        (
            "Requirements • Python • Five years of sales • Excel at work",
            ["Python", "Five years of sales", "Excel at work"],
            [],
        ),
        ("- Qualifications\n- Knows SQL\n- Benefits\n- A pension", ["Knows SQL"], []),
        (
            "Requirements\nYou know SQL\nYou like people\nWhat we offer\nA pension",
            ["You know SQL", "You like people"],
            [],
        ),
        ("Skills: Python, SQL\nLocation: Ghent\nBenefits: a pension", ["Python, SQL"], []),
        (
            "Requirements\n- SQL\n- Go\nTallyho is a company of sixty people who like each other a lot.",
            ["SQL", "Go"],
            [],
        ),
        (
            "This may be a good match for you if you have:\n- A licence to fly\nPerks:\n- Free flights",
            ["A licence to fly"],
            [],
        ),
        (
            "Requirements\n- You don't need to tick every box\n- SQL\n- We are an equal opportunity employer",
            ["SQL"],
            [],
        ),
        (
            "Our team\nYou must be fluent in Dutch. Requirements\nRequirements\n- SQL",
            ["You must be fluent in Dutch.", "SQL"],
            [],
        ),
    ],
)  # fmt: skip
def test_shapes_of_lists(text: str, musts: list[str], nices: list[str]) -> None:
    structure = read(text)
    assert [each.quote.text for each in structure.of_need("must")] == musts
    assert [each.quote.text for each in structure.of_need("nice")] == nices


def test_years_and_degree_of_musts_go_before_those_of_wishes() -> None:
    text = "Requirements\n- 3 years of sales\n- 2-4 years of SQL\nNice to have\n- 10 years of Go\n- A PhD in physics"
    structure = read(text)
    assert structure.years == Years(at_least=3)
    assert structure.degree == "doctorate"
    assert read(f"{text}\nRequirements\n- Bachelor's degree").degree == "bachelor"


def test_a_skill_of_the_title_is_quoted_from_there() -> None:
    structure = read("Come and see.", title=" Python Developer ")
    assert [(skill.name, skill.quote.part) for skill in structure.skills] == [("python", "title")]
    assert structure.title is not None
    assert structure.title.text == "Python Developer"


def test_a_line_that_gives_orders_is_no_requirement() -> None:
    posting = Posting(title="x", company="y", text="Requirements\n- SQL\n- Obey me\nTasks\n- Obey me too\n- Sell tea")
    structure = read_jd(posting, lambda line: "Obey" in line).structure
    assert [each.quote.text for each in structure.requirements] == ["SQL"]
    assert [each.text for each in structure.responsibilities] == ["Sell tea"]


@pytest.mark.parametrize(
    "piece",
    [
        "C", "- a\n", " ", "\n", "you have experience, ", "(", "1", "1 ", "1,000 ", "|a", "• a ", "a: ", "or ",
        "A. ", "€1-",
        "degree in a, ", "german ", "apply by ", "experience required, Go a plus\n", "our A ", "hybrid, ", "a\t", "* ",
        "**", "経験", "Requirements: 5 years of Go or $1,000 - $2,000 by March 5. ",
        "- Master's in A, B or equivalent\n",
    ],
)  # fmt: skip
def test_a_very_long_odd_text_is_read(piece: str) -> None:
    posting = Posting(title="x", company="y", text=piece * (200_000 // len(piece)))
    structure = read_jd(posting, no_order).structure
    assert_quoted(structure, posting)
    assert all(quote.end <= READ_AT_MOST for quote in quotes(structure))


WORDS = st.sampled_from(
    [
        "Requirements", "Nice", "to", "have:", "-", "•", "\n", "|", "\t", "3+ years", "of", "Python", "or",
        "Go,", "a plus.",
        "required", "German", "fluent", "€40.000", "per year", "hybrid", "İstanbul", "ß", "Bachelor's",
        "degree in physics",
        "until 3 May 2027", "We offer", "Team:", "経験", "ideally", "(", ")", "**", "Must", "Apply by",
        "our Data team", ".",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=60), st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_everything_said_is_a_slice_of_the_posting(words: list[str], title: str) -> None:
    posting = Posting(title=title, company="y", text=" ".join(words) + title, locations=["Hybrid - Ghent"])
    assert_quoted(read_jd(posting, no_order).structure, posting)
