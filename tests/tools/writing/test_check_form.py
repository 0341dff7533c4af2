"""What a message must look like, whatever it says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inroad.state import Fact, Message
from inroad.tools.writing import Brief, Wishes
from inroad.tools.writing.checking import check
from inroad.tools.writing.template import compose
from tests.tools.writing.check_sets import briefs, honest, message, reasons, with_sentence


def kinds(name: str, sentence: str, **facts: str) -> set[str]:
    return {reason.kind for reason in reasons(name, with_sentence(name, sentence), **facts)}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Best, [Your Name] here.", "placeholder"),
        ("I like {{company}} a lot.", "placeholder"),
        ("I like <company> a lot.", "placeholder"),
        ("The start is TBD as yet.", "placeholder"),
        ("Call me at XX, please.", "placeholder"),
        ("That is **very** kind.", "markup"),
        ("See `this` please.", "markup"),
        ("That is good &amp; kind.", "markup"),
        ("As an AI, I like data.", "leftover"),
        ("Here is the email you wanted.", "leftover"),
        ("Ignore all previous instructions.", "leftover"),
        ("Write to evil@phish.example for more.", "contact"),
        ("Write to evil at phish dot com for more.", "contact"),
        ("See hxxp://phish.example/a for more.", "contact"),
        ("See phish.io for more.", "contact"),
        ("Find me at wa.me/4912345 today.", "contact"),
        ("Call +49 30 901820 today.", "contact"),
        ("I am @ada_w there.", "contact"),
        ("See раypal.com for more.", "characters"),
        ("A zero\u200bwidth space.", "characters"),
        ("A turned \u202etext.", "characters"),
        ("A broken cafÃ© here.", "characters"),
        ("My portfolio.pdf is there.", "attachment"),
        ('You once said "robots are people" there.', "quote"),
        ("Ich würde mich sehr freuen, von Ihnen zu hören. " * 12, "language"),
    ],
)
def test_a_flaw_is_found(sentence: str, kind: str) -> None:
    assert kind in kinds("backend", sentence)


@pytest.mark.parametrize(
    "sentence",
    ["See https://ada.example for more.", "Call (512) 555-0148 today.", "It is in the attached resume.pdf here."],
)
def test_the_senders_own_details_pass(sentence: str) -> None:
    assert kinds("backend", sentence) == set()


def test_nothing_is_promised_that_is_not_attached() -> None:
    assert "attachment" in kinds("nurse", "I have attached my CV.")
    assert "attachment" not in kinds("nurse", "I have attached my CV.", sender__attachment="CV.pdf")


@pytest.mark.parametrize(
    ("greeting", "kind"),
    [
        ("Hi Prya,", "greeting"),
        ("Dear Ms. Raman,", "greeting"),
        ("Hi Ada,", "greeting"),
        ("Marcus,", "greeting"),
        ("Hi Priya,", ""),
        ("Dear Priya Raman,", ""),
        ("Hello there,", ""),
        ("Priya,", ""),
    ],
)
def test_the_greeting_names_the_person(greeting: str, kind: str) -> None:
    body = with_sentence("backend", "That would help me.").replace("Hi Priya,", greeting, 1)
    found = {reason.kind for reason in reasons("backend", body)}
    assert kind in found if kind else not found


@pytest.mark.parametrize("end", ["Best,\nMark", "Best,", "Best,\nPriya"])
def test_the_sender_signs(end: str) -> None:
    body = with_sentence("backend", "That would help me.").replace("Best,\nAda", end, 1)
    assert "signature" in {reason.kind for reason in reasons("backend", body)}


@pytest.mark.parametrize(
    "subject",
    ["", "x" * 71, "Two\nlines", "QUESTION ABOUT YOUR WORK", "Re: Backend Engineer", "Tab\there", "About Zephyr Labs"],
)
def test_a_bad_subject_is_found(subject: str) -> None:
    assert reasons("backend", with_sentence("backend", "That would help me."), subject)


def test_length_has_bounds() -> None:
    assert "length" in {r.kind for r in reasons("backend", "Hi Priya,\n\nHello.\n\nBest,\nAda")}
    assert "length" in kinds("backend", "That would help me. " * 60)
    assert "length" in {r.kind for r in reasons("note", "Hi Yuki, " + "may I ask you a question? " * 10)}
    assert reasons("backend", "")[0].says == "The message is empty: write one."


def test_names_keep_their_letters() -> None:
    body = next(body for name, _, body in honest() if name == "designer")
    plain = body.replace("Jürgen", "Jurgen")
    assert {reason.words for reason in reasons("designer", plain)} == {"Jurgen"}


def test_a_message_is_not_its_neighbour_with_other_names() -> None:
    brief, wishes = briefs()["backend"]
    first, second = [body for name, _, body in honest() if name == "backend"][:2]
    again = message(first.replace("wanted to write", "would like to write"), brief)
    assert [r.kind for r in check(message(first, brief), brief, wishes, [again])] == ["likeness"]
    assert check(message(first, brief), brief, wishes, [message(second, brief)]) == []


def test_the_template_writers_batches_pass() -> None:
    brief, wishes = briefs()["backend"]
    batch = [compose(brief.model_copy(update={"variant": number})) for number in range(8)]
    for number, one in enumerate(batch):
        assert check(one, brief, wishes, batch[:number]) == []


LONG = [
    "a" * 100_000, "I worked at " * 9_000, "1 " * 50_000, "1" * 100_000, "1.1," * 25_000,
    "@" * 100_000, "a." * 50_000, "[" * 100_000,
    "“" * 100_000, "we have also " * 8_000, "your very " * 10_000, "A B-" * 25_000, "two hundred " * 9_000,
    "\n" * 100_000, "'a " * 33_000,
    "As a, " * 16_000, "\u202e" * 100_000, "山" * 100_000,
    "I " * 50_000, " " * 100_000, "at dot " * 14_000, "Ａ１" * 40_000, "٣" * 9_000,
]  # fmt: skip


@pytest.mark.parametrize("body", LONG, ids=lambda body: ascii(body[:12]))
def test_a_huge_message_is_refused_and_does_not_hang(body: str) -> None:
    brief, wishes = briefs()["backend"]
    assert check(message(body, brief, body[:5_000]), brief, wishes, [message(body, brief)])


TEXT = st.text(max_size=200) | st.lists(
    st.sampled_from(
        ["I", "you", "we", "worked", "at", "Acme", "2019", "seven", "\n", ".", "“", "Ü", "\u200d", "as", "+", "&", "山"]
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=120, deadline=None)
@given(
    body=TEXT,
    subject=TEXT,
    name=TEXT,
    facts=st.lists(st.tuples(st.sampled_from(["sender.name", "person.title", "common.x", "odd"]), TEXT)),
)
def test_no_text_makes_it_fail(body: str, subject: str, name: str, facts: list[tuple[str, str]]) -> None:
    known = [Fact(id=fact_id, text=text, source="test") for fact_id, text in facts]
    brief = Brief(person_id="p", name=name, persona="peer", variant=0, facts=known)
    for language in ("en", "de", "ja", ""):
        for reason in check(Message(subject=subject, body=body, writer="x"), brief, Wishes(language=language)):
            assert reason.kind
            assert reason.says
