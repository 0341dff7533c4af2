from __future__ import annotations

import pytest

from inroad.analysis import LanguageLevel
from inroad.tools.resume.dates import is_backwards, read_month
from inroad.tools.resume.spoken import language_code, language_level
from inroad.tools.resume_file import says_still


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2021-03-15", "2021-03"),
        ("2021-03", "2021-03"),
        ("2021-3", "2021-03"),
        ("2021/03/15", "2021-03"),
        ("2021", "2021"),
        ("2021-13", "2021"),
        ("03/2021", "2021-03"),
        ("15.03.2021", "2021-03"),
        ("3.2021", "2021-03"),
        ("March 2021", "2021-03"),
        ("Mar. 2021", "2021-03"),
        ("March 15th, 2021", "2021-03"),
        ("März 2021", "2021-03"),
        ("juin 2019", "2019-06"),
        ("juillet 2019", "2019-07"),
        ("enero de 2018", "2018-01"),
        ("ottobre 2017", "2017-10"),
        ("dezembro de 2016", "2016-12"),
        ("Summer 2021", "2021"),
        ("2021-03-15T10:00:00", "2021-03"),
        ("long ago", ""),
        ("", ""),
        ("123456", ""),
    ],
)
def test_a_date_is_read_as_far_as_it_is_told(text: str, month: str) -> None:
    assert read_month(text) == month


@pytest.mark.parametrize(
    ("since", "until", "backwards"),
    [
        ("2021-03", "2020-12", True),
        ("2021-03", "2021-03", False),
        ("2021-03", "2021", False),
        ("2021", "2021-02", False),
        ("2022", "2021", True),
        ("2021", "", False),
    ],
)
def test_an_end_before_its_start_is_seen_as_far_as_both_are_told(since: str, until: str, backwards: bool) -> None:
    assert is_backwards(since, until) is backwards


@pytest.mark.parametrize(
    ("text", "still"),
    [
        ("Present", True),
        ("heute", True),
        ("Aujourd'hui", True),
        ("hoy", True),
        ("2021", False),
        ("presentation", False),
    ],
)
def test_an_end_that_is_none_yet_is_known_in_other_languages(text: str, still: bool) -> None:
    assert says_still(text) is still


@pytest.mark.parametrize(
    ("name", "code"),
    [("German", "de"), ("Französisch", "fr"), ("Español (Castellano)", "es"), ("Mandarin", "zh"), ("Quenya", "")],
)
def test_a_language_is_known_by_its_name_in_several_languages(name: str, code: str) -> None:
    assert language_code(name) == code


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Native speaker", "native"),
        ("Muttersprache", "native"),
        ("Non-native, fluent", "fluent"),
        ("near native", "fluent"),
        ("C1", "fluent"),
        ("verhandlungssicher", "fluent"),
        ("Full professional proficiency", "fluent"),
        ("Professional working proficiency", "good"),
        ("Limited working proficiency", "basic"),
        ("Conversational", "basic"),
        ("Intermediate", "good"),
        ("B2", "good"),
        ("Grundkenntnisse", "basic"),
        ("since childhood holidays", ""),
        ("", ""),
    ],
)
def test_how_well_a_language_is_spoken_is_the_lower_one_in_doubt(text: str, level: LanguageLevel) -> None:
    assert language_level(text) == level
