"""The one look that spares the many: it never says no where a wording stands, and looks nothing over at the edges."""

from __future__ import annotations

import re

import pytest

from inroad.state import Fact, Message
from inroad.tools.writing import Brief, Wishes
from inroad.tools.writing.checking import check, dates, number_words, numbers, relation_structures, relations
from inroad.tools.writing.checking.gates import found_in, may_have_any
from inroad.tools.writing.checking.number_words import numbers_in
from inroad.tools.writing.checking.numbers import _said
from inroad.tools.writing.checking.reading import read
from inroad.tools.writing.checking.relation_phrases_abroad import FAR_ABROAD, OTHER_LANGUAGES
from tests.tools.writing.check_sets import briefs, honest, lies, slips

SETS = {
    **{f"near {group}": wordings for group, wordings in relations._near("en")},
    **{f"far {group}": wordings for group, wordings in relations._far("en")},
    **{f"near {language}": wordings for language, wordings in OTHER_LANGUAGES.items()},
    **{f"far {language}": wordings for language, wordings in FAR_ABROAD.items()},
    "structures": relation_structures._STRUCTURES,
    "times": (dates._WHEN.pattern,),
    "set phrases": (numbers._SET_PHRASE.pattern,),
}


def texts() -> list[str]:
    return [words for _, _, words in (*honest()[::20], *lies(), *slips())]


@pytest.mark.parametrize("name", SETS)
def test_no_wording_is_missed_in_any_case(name: str) -> None:
    patterns = [re.compile(wording, re.IGNORECASE) for wording in SETS[name]]
    for text in texts():
        for written in (text.upper(), text.lower().replace("i", "İ").replace("u", "U")):
            if any(pattern.search(written) for pattern in patterns):
                assert may_have_any(written, SETS[name]), written


@pytest.mark.parametrize(
    ("wordings", "text", "expected"),
    [
        ((r"\bwe met\b|\byou said\b",), "Then WE MET there.", True),
        ((r"\bwe met\b|\byou said\b",), "so you said", True),
        ((r"\bwe met\b|\byou said\b",), "We meet people", False),
        ((r"\bthe (?:a|b|[|)])\b", r"(?<!be )\bkind of you"), "it is kind of you", True),
        ((r"\bthe (?:a|b|[|)])\b", r"(?<!be )\bkind of you"), "it would be kind of you", False),
        ((r"\bold\b", r"['’]s\s+advice"), "Bo's advice", True),
        ((r"\bnot\B\W\S",), "nothing", False),
        ((r"\b(?P<verb>Saw)\b",), "I saw it", True),
        ((r"\bseries (?-i:[A-F])\b",), "series b", True),
        ((r"\b(?:we|(?:you|they) all) met\b",), "They all met", True),
        ((r"\b(?:we|(?:you|they) all) met\b",), "Then all met", False),
        ((r"\b(?:as )?per our\b", r"\bi?deal\b"), "per our deal", True),
        ((r"\b(?:as )?per our\b", r"\bi?deal\b"), "a deal", True),
        ((r"\b(?:as )*(?:per|by) our\b",), "as as by our", True),
        ((r"\b(?:(?:a|b)|[c)]d)\b", r"x"), "(cd)", True),
        ((r"(?<!to )(?<!like )\b(?:seeing|meeting) you\b",), "After seeing you", True),
        ((r"(?<!to )(?<!like )\b(?:seeing|meeting) you\b",), "I look forward to seeing you", False),
        ((r"\bthe 1st\b|\b\d+ more\b",), "12 more", True),
    ],
)
def test_wordings_are_taken_apart_at_the_bars_outside_brackets(
    wordings: tuple[str, ...], text: str, expected: bool
) -> None:
    assert may_have_any(text, wordings) is expected


def test_what_is_found_is_what_the_pattern_finds() -> None:
    pattern = re.compile(r"\b(?:last|next) week\b", re.IGNORECASE)
    assert [match.group() for match in found_in("Last week, and next WEEK", pattern)] == ["Last week", "next WEEK"]
    assert list(found_in("this week", pattern)) == []


def test_numbers_of_the_pieces_are_those_of_the_text() -> None:
    number_words.numbers_in.cache_clear()
    for name, _, body in honest():
        text, language = read(body.replace(". ", ".\n 5 ")), briefs()[name][1].language
        assert list(_said(text, language)) == list(numbers_in(text.text, language))


def claims(body: str, **values: str) -> list[tuple[str, str]]:
    facts = [Fact(id=key.replace("__", "."), text=text, source="test") for key, text in values.items()]
    brief = Brief(person_id="p", name="Bo", persona="peer", variant=0, facts=facts)
    message = Message(subject="A question", body=f"Hello Bo,\n\n{body}\n\nAda\n", writer="model", facts=[])
    return [(reason.kind, reason.words) for reason in check(message, brief, Wishes())]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("I was a product\nmanager there.", ("title", "product\nmanager")),
        ("I used to do it at red\nhat with others.", ("name", "red")),
        ("I came from\nberlin to write to you.", ("name", "berlin")),
        ("Do you know Kubernetes?\n5 years of it is what I have.", ("number", "5")),
    ],
)
def test_what_goes_over_the_end_of_a_line_is_seen(body: str, expected: tuple[str, str]) -> None:
    assert expected in claims(body)
    assert expected not in claims("I write because of the opening and would like to ask how the work is.")


def test_a_company_in_small_letters_is_seen() -> None:
    assert ("attribution", "zaplo") in claims("I worked at zaplo for long.", person__company="zaplo")
