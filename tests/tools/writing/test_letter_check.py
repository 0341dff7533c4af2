"""What the check finds in a cover letter, and what it lets pass."""

from __future__ import annotations

import pytest

from inroad.state import Message
from inroad.tools.writing import Wishes
from inroad.tools.writing.checking import check, check_letter
from inroad.tools.writing.checking.letter_words import is_denied, is_wish, speaks_of_sender, takes_up
from tests.tools.writing.letter_texts import ENGLISH, LETTERS, LIES, TRUTHS, brief, reasons, with_sentence


@pytest.mark.parametrize("language", LETTERS)
def test_an_honest_letter_holds(language: str) -> None:
    assert reasons(LETTERS[language], language) == []


@pytest.mark.parametrize(("language", "kind", "lie"), LIES, ids=[f"{each[0]}: {each[2]}" for each in LIES])
def test_a_lie_is_found(language: str, kind: str, lie: str) -> None:
    found = reasons(with_sentence(language, lie), language)
    assert kind in {reason.kind for reason in found}
    assert all(reason.says.endswith((".", "”")) for reason in found)


@pytest.mark.parametrize(("language", "truth"), TRUTHS, ids=[each[1] for each in TRUTHS])
def test_the_truth_passes(language: str, truth: str) -> None:
    assert reasons(with_sentence(language, truth), language) == []


@pytest.mark.parametrize(
    "greeting",
    [
        "Dear Hiring Manager,",
        "Dear hiring team,",
        "Dear Acme Robotics team,",
        "To whom it may concern,",
        "Hello,",
        "Dear hiring team at Acme Robotics,",
        "Sehr geehrte Damen und Herren,",
        "Madame, Monsieur,",
        "Estimado equipo de selección:",
    ],
)
def test_a_letter_may_be_to_nobody_in_particular(greeting: str) -> None:
    assert "greeting" not in {reason.kind for reason in reasons(ENGLISH.replace("Dear Mara Okafor,", greeting))}


@pytest.mark.parametrize("greeting", ["Dear Laura,", "Dear Mr Smith,", "Dear Ms. Okafor,", "Dear Globex team,"])
def test_a_letter_is_to_nobody_else(greeting: str) -> None:
    assert {reason.kind for reason in reasons(ENGLISH.replace("Dear Mara Okafor,", greeting))} == {"greeting"}


def test_a_name_that_no_contact_has_is_refused() -> None:
    found = reasons(ENGLISH, person__name="", person__first_name="")
    assert ("greeting", "Mara Okafor") in {(reason.kind, reason.words) for reason in found}


def test_a_letter_is_signed_with_the_name() -> None:
    unsigned = ENGLISH.replace("Ada Winterfeld\nada@mail.example\n", "")
    assert {reason.kind for reason in reasons(unsigned)} == {"signature"}


@pytest.mark.parametrize(
    ("writer", "words", "fits"), [("m-1", 179, False), ("m-1", 351, False), ("template", 120, True)]
)
def test_its_length(writer: str, words: int, fits: bool) -> None:
    front, *rest = ENGLISH.split("\n\n")
    rest = rest[-2:] if words < 200 else rest
    body = "\n\n".join([front, " ".join(["so"] * (words - len(f"{front} {' '.join(rest)}".split()))), *rest])
    assert len(body.split()) == words
    assert ("length" in {reason.kind for reason in reasons(body, writer=writer)}) is not fits


def test_a_degree_of_the_sender_may_be_named_at_its_level() -> None:
    lie = with_sentence("en", "I hold a Master's degree.")
    assert "degree" not in {reason.kind for reason in reasons(lie, sender__degree__2="Master's degree")}


def test_a_degree_needs_a_fact_of_some_degree() -> None:
    bare = {"sender__degree__1": "", "sender__study": "", "sender__field__1": ""}
    told = with_sentence("en", "I have a university degree.")
    assert "degree" not in {reason.kind for reason in reasons(told)}
    assert "degree" in {reason.kind for reason in reasons(told, **bare)}


def test_praise_that_a_fact_has_is_no_invention() -> None:
    told = with_sentence("en", "I read that Acme Robotics is the leading maker of parcel robots.")
    known = {"company__statement__3": "Acme Robotics is the leading maker of parcel robots."}
    assert "praise" in {reason.kind for reason in reasons(told)}
    assert reasons(told, **known) == []


def test_years_of_a_skill_are_those_of_that_skill() -> None:
    told = with_sentence("en", "I have 7 years of Python.")
    assert {reason.words for reason in reasons(told)} == {"7 years of Python"}


def test_a_message_is_held_to_its_own_length_as_before() -> None:
    known = brief()
    message = Message(subject="A question", body=ENGLISH, writer="m-1", facts=known.facts)
    assert {reason.kind for reason in check(message, known, Wishes())} == {"length"}
    assert check_letter(message, known, Wishes()) == []


@pytest.mark.parametrize(
    ("clause", "denied"),
    [
        ("I have not used Kafka", True),
        ("I have not only used Kafka", False),
        ("I bring no less than Kafka", False),
        ("Kafka is new to me", True),
        ("I do not need to learn Kafka", False),
        ("Kafka kenne ich noch nicht", True),
        ("je n’ai pas utilisé Kafka", True),
        ("no he usado Kafka", True),
        ("Kafka is my trade", False),
    ],
)
def test_what_denies(clause: str, denied: bool) -> None:
    assert is_denied(clause) is denied


@pytest.mark.parametrize(
    ("clause", "wish"),
    [
        ("I would like to learn Kafka", True),
        ("I would like to bring my Kafka", False),
        ("I am keen on my next role", True),
        ("ich würde Kafka gern lernen", True),
        ("ich würde meine Kafka-Kenntnisse gern zeigen", False),
    ],
)
def test_what_only_wishes(clause: str, wish: bool) -> None:
    assert is_wish(clause) is wish


@pytest.mark.parametrize(
    ("clause", "language", "of_sender"),
    [
        ("I know it", "en", True),
        ("i.e. it is known", "en", False),
        ("das kenne ich", "de", True),
        ("Tengo experiencia", "es", True),
        ("j’ai vu", "fr", True),
        ("your team knows it", "en", False),
        ("I know it", "fi", True),
    ],
)
def test_who_speaks_of_themselves(clause: str, language: str, of_sender: bool) -> None:
    assert speaks_of_sender(clause, language) is of_sender


@pytest.mark.parametrize(
    ("clause", "taken"),
    [
        ("I have used it at work", True),
        ("I have done all of that.", True),
        ("I have never used it", False),
        ("I would love it", False),
        ("damit arbeite ich", False),
        ("I work with people", False),
    ],
)
def test_what_takes_up_what_was_named(clause: str, taken: bool) -> None:
    assert takes_up(clause) is taken
