from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from inroad.tools.coverage.doing import is_done, leads, shows
from inroad.tools.coverage.kinds import kinds_of
from inroad.tools.coverage.lines import lines_of
from inroad.tools.coverage.narrower import cases_of
from inroad.tools.coverage.words import _stem, is_common, language_of_lines, stems
from inroad.tools.skills import normal_name
from tests.nodes.intelligence.cv_makers import cv_of, position


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Strong experience with payment providers", "en", ["payment", "provid"]),
        ("Led, taught and wrote", "en", ["lead", "teach", "write"]),
        ("Excellent knowledge, 5+ years", "en", []),
        ("the company's own candidates", "en", []),
        ("Erfahrung mit Lieferanten", "de", ["lieferant"]),
        ("Kenntnisse in Buchhaltung und Buchhaltungen", "de", ["buchhalt"]),
        ("", "en", []),
    ],
)
def test_the_words_of_content_are_told_by_their_stems(text: str, language: str, expected: list[str]) -> None:
    assert stems(text, language) == expected


def test_what_every_cv_says_is_common() -> None:
    assert [is_common(stem) for stem in stems("team payment")] == [True, False]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Built the pipeline for the shop and ran it with two others for a year", "en"),
        ("Leitung der Buchhaltung und Erstellung der Berichte für den Vorstand", "de"),
        ("Gestion des stocks et suivi des commandes pour les clients dans le nord", "fr"),
        ("Python, Go, Kubernetes, PostgreSQL", "xx"),
        ("", "xx"),
    ],
)
def test_the_language_of_a_cv_is_told_by_its_small_words(text: str, language: str) -> None:
    assert language_of_lines(text, otherwise="xx") == language


@pytest.mark.parametrize(
    ("highlight", "skill", "shown"),
    [
        ("Mentored four engineers", "mentoring", True),
        ("Forecast the demand of each day", "forecasting", True),
        ("Taught algebra", "teaching", True),
        ("Reacted quickly to outages", "react", False),
        ("Trained a convolutional network", "networking", False),
        ("Led a team of four", "people management", True),
        ("Led the move to Linux", "people management", False),
        ("Led workshops for the team", "people management", False),
        ("Led a six-engineer working group", "leadership", True),
    ],
)
def test_an_activity_is_shown_by_the_words_for_doing_it(highlight: str, skill: str, shown: bool) -> None:
    [_, line] = lines_of(cv_of(work=[position("Clerk", "2020", "2021", highlight)]), "en")
    assert shows(line, skill) is shown


@pytest.mark.parametrize(
    ("title", "skill", "shown"),
    [
        ("Marketing Manager", "marketing", True),
        ("Full Stack Developer", "software engineering", True),
        ("Registered Nurse", "nursing", True),
        ("Restaurant Manager", "software engineering", False),
        ("Backend Developer", "frontend development", False),
    ],
)
def test_a_title_shows_the_trade_that_it_names(title: str, skill: str, shown: bool) -> None:
    [line] = lines_of(cv_of(work=[position(title)]), "en")
    assert shows(line, skill) is shown


def test_a_trade_is_something_done_and_a_tool_is_not() -> None:
    assert [is_done(skill) for skill in ("teaching", "product management", "python")] == [True, True, False]


def test_to_lead_people_is_told_from_leading_a_matter() -> None:
    people, matter = lines_of(cv_of(work=[position("", "", "", "Supervised three accountants", "Led design")]), "en")
    assert (leads(people), leads(matter)) == (True, False)


def test_kinds_of_work_that_are_the_same_are_told_together() -> None:
    assert kinds_of("Web Developer") == kinds_of("Software Engineer") == {"software", "web"}
    assert kinds_of("professional experience") == frozenset()


def test_what_is_a_case_of_a_skill_goes_one_way_and_by_normal_names() -> None:
    assert "postgresql" in cases_of("sql")
    assert "sql" not in cases_of("postgresql")
    assert cases_of("basket weaving") == ()
    assert [name for name in cases_of("python") if normal_name(name) != name] == []


def test_many_threads_stem_as_one_does() -> None:
    texts = [
        f"organisations{letters} constructively{letters} relational{letters}" for letters in map(chr, range(97, 123))
    ]
    texts = [f"{text} {text[::-1]} {suffix}" for text in texts for suffix in ("nationalization", "hopefulness", "ful")]

    def stemmed(_: int) -> list[list[str]]:
        return [stems(text) for text in texts]

    alone = stemmed(0)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(3):
            _stem.cache_clear()
            with ThreadPoolExecutor(4) as pool:
                assert list(pool.map(stemmed, range(4))) == [alone] * 4
    finally:
        sys.setswitchinterval(before)
