"""What the check looks up once for all messages that share a sentence, and that nothing leaks from one to another."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import cycle

import pytest

from inroad.state import Fact, Message
from inroad.tools.writing import Brief, Reason, Wishes
from inroad.tools.writing.checking import (
    check,
    dates,
    leftovers,
    number_words,
    numbers,
    relation_structures,
    relations,
    skills,
)
from inroad.tools.writing.checking.reading import pieces, read
from inroad.tools.writing.template import compose
from tests.tools.writing.check_sets import briefs, honest, lies, message, slips, with_slip

# What is looked for piece by piece, in English.
IN_PIECES = {
    **{
        f"{group} {number}": re.compile(wording, re.IGNORECASE)
        for group, wordings in relations._near("en")
        for number, wording in enumerate(wordings)
    },
    **{f"structure {number}": pattern for number, pattern in enumerate(relation_structures._patterns())},
    **{f"left {kind}": pattern for kind, pattern in leftovers._IN_PIECES},
    "deed": relations._DEED,
    "digits": number_words._DIGITS,
    "time": dates._WHEN,
    "set phrase": numbers._SET_PHRASE,
    "experience": skills._CLAIM,
    "practice": skills._KNOWS,
    "trade": skills._MY_TRADE,
}
# White space, the end of a sentence and the end of a line with a comma, each put wherever a text has a blank.
GAPS = (" ", ". ", "?\n\n", ",\n", ",\n\n", "\n")


def facts(**values: str) -> list[Fact]:
    return [Fact(id=key.replace("__", "."), text=text, source="test") for key, text in values.items()]


def brief(first_name: str, company: str, *more: Fact) -> Brief:
    given = facts(
        person__first_name=first_name,
        sender__name="Ada Winterfeld",
        posting__title="Data Engineer",
        posting__company=company,
        person__company=company,
        sender__employer="Borealis Foods",
    )
    return Brief(person_id=first_name, name=first_name, persona="peer", variant=0, facts=[*given, *more])


@cache
def texts() -> list[str]:
    """English messages and sentences as the check reads them, each with one of the gaps."""
    told = [f"{sentence} And so on." for _, name, sentence in lies() if briefs()[name][1].language == "en"]
    bodies = [*(body for name, _, body in honest() if briefs()[name][1].language == "en"), *told]
    gaps = cycle(GAPS)
    return [read(re.sub(r"(?<=\w) (?=\w+ \w+[.,?])", next(gaps), body)).text for body in bodies]


@pytest.mark.parametrize("name", IN_PIECES)
def test_what_is_looked_for_in_pieces_is_what_the_whole_text_has(name: str) -> None:
    pattern = IN_PIECES[name]
    for text in texts():
        whole = [match.span() for match in pattern.finditer(text)]
        found = [
            (begin + match.start(), begin + match.end())
            for begin, piece in pieces(text)
            for match in pattern.finditer(piece)
        ]
        assert found == whole, text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello Bo,\n\nI write. Do you?\nThanks,\nAda", ["Hello Bo,", "I write.", "Do you?", "Thanks,", "Ada"]),
        ("I have a Ph.D. in law. Yes", ["I have a Ph.D. in law.", "Yes"]),
        ("One, two\nthree 1.5 and acme.example!", ["One, two\nthree 1.5 and acme.example!"]),
        ("", [""]),
    ],
)
def test_pieces_end_with_a_sentence_or_a_line_with_a_comma(text: str, expected: list[str]) -> None:
    assert [piece for _, piece in pieces(text)] == expected
    assert all(text[start : start + len(piece)] == piece for start, piece in pieces(text))


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("My friend,\n\nTom, told me about it.", "My friend,\n\nTom, told"),
        ("We have teachers. Many are in common.", "We have teachers. Many are in common"),
        ("You moved to Bonn, and I,\ntoo, did so.", "I,\ntoo"),
    ],
)
def test_a_claim_may_reach_over_the_end_of_a_line_or_a_sentence(sentence: str, words: str) -> None:
    written = Message(
        subject="A question", body=f"Hello Bo,\n\n{sentence}\n\nAda Winterfeld\n", writer="test", facts=[]
    )
    reasons = check(written, brief("Bo", "Acme Robotics"), Wishes())
    assert words in [reason.words for reason in reasons if reason.kind == "relation"]


def test_the_same_words_are_judged_by_each_briefs_own_facts() -> None:
    body = (
        "Hello Bo,\n\nI'm Ada Winterfeld. We are connected, and I have experience with welding. "
        "I led a team of 40 people for years at Borealis Foods. "
        "Could you tell me, in a few lines, what somebody new in this role should be good at?"
        "\n\nMany thanks,\nAda Winterfeld\n"
    )
    poor = brief("Bo", "Acme Robotics")
    rich = brief(
        "Bo",
        "Acme Robotics",
        *facts(
            person__connected="January 2023",
            sender__skill="welding",
            sender__did="led a team of 40 people for years",
            sender__worked_at="Borealis Foods",
        ),
    )
    written = Message(subject="A question", body=body, writer="test", facts=[])

    def kinds(given: Brief) -> list[str]:
        return [reason.kind for reason in check(written, given, Wishes())]

    refused = ["number", "date", "skill", "relation"]
    assert [kinds(given) for given in (rich, poor, rich, poor)] == [[], refused, [], refused]


def test_threads_at_once_judge_as_one_alone() -> None:
    cases = [(name, with_slip(name, slip)) for _, name, slip in slips()[:20]]

    def judged(case: tuple[str, tuple[str, str]]) -> list[Reason]:
        name, (subject, body) = case
        given, wishes = briefs()[name]
        return check(message(body, given, subject), given, wishes)

    alone = [judged(case) for case in cases]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(judged, cases * 4)) == alone * 4


def test_only_what_differs_in_the_messages_of_a_posting_is_looked_through_again() -> None:
    people = [brief(name, "Quellwerk Mühlen") for name in ("Bo", "Cy", "Di", "Ed", "Flo")]
    messages = [compose(person) for person in people]
    check(messages[0], people[0], Wishes())
    looked = relations._phrases_within.cache_info().misses
    for written, person in zip(messages[1:], people[1:], strict=True):
        assert check(written, person, Wishes()) == []
    assert relations._phrases_within.cache_info().misses == looked + 4, "one greeting each"
