"""The other kinds of message by the template: to alumni, referral asks, notes for LinkedIn, follow-ups."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import pairwise, product
from typing import get_args

import pytest

from inroad.state import Fact, Message, MessageKind, Persona
from inroad.tools.writing import Brief
from inroad.tools.writing.template import compose, count_words

PERSONAS: tuple[Persona, ...] = get_args(Persona)
VARIANTS = range(12)
FULL = {
    "posting.title": "Backend Engineer",
    "posting.company": "Acme Robotics",
    "posting.place": "Austin, TX",
    "posting.line": "Design and run the services that steer our robots",
    "person.first_name": "Priya",
    "person.title": "Principal Developer",
    "person.company": "Acme Robotics",
    "common.school": "Lakeshore State University",
    "common.school_years": "2016 to 2018",
    "common.employer": "Quill & Co.",
    "common.town": "Dayton",
    "common.skill.1": "Rust",
    "sender.name": "Ada Winterfeld",
    "sender.role": "Data Specialist",
    "sender.employer": "Borealis Foods",
    "sender.did": "built the service that plans 400 delivery routes a night",
    "sender.worked_at": "Harbor Library Network",
    "sender.phone": "+1 512 555 0148",
    "sender.url": "https://ada.example",
    "sender.attachment": "resume.pdf",
    "earlier.subject": "A word about robots",
    "earlier.date": "14 March 2026",
}
COMMON = {name for name in FULL if name.startswith("common.")}
RESUME = {name for name in FULL if name.startswith("sender.")} - {"sender.name"}
WITHOUT: dict[str, set[str]] = {
    "full": set(),
    "no common ground": COMMON,
    "no years": {"common.school_years"},
    "an employer in common": COMMON - {"common.employer"},
    "a skill in common": COMMON - {"common.skill.1"},
    "no resume": RESUME | COMMON,
    "no first name": {"person.first_name"},
    "no person": {"person.title", "person.company"} | COMMON,
    "no posting title": {"posting.title"},
    "no earlier subject": {"earlier.subject"},
    "bare": set(FULL) - {"posting.company", "person.company", "sender.name"},
    "nothing at all": set(FULL),
}
LONG = {
    **FULL,
    "posting.title": "Principal Distributed Systems Reliability Engineer Team Lead",
    "posting.company": "The Worshipful Company Of Advanced Robots And Sons Of London",
    "common.school": "The Honourable College Of Extremely Long Names In The North",
    "sender.name": "Wilhelmina-Charlotte Ada-Leonora von Winterfeld-Braunschweig zu Lakeshore-Nord",
    "sender.did": " ".join(["built"] * 28),
}


def brief(values: dict[str, str], kind: MessageKind, persona: Persona = "peer", variant: int = 0) -> Brief:
    facts = [Fact(id=name, text=text, source="test") for name, text in values.items()]
    return Brief(
        person_id=f"p{variant}",
        name="Priya Raman",
        persona=persona,
        alumni="common.school" in values,
        kind=kind,
        variant=variant,
        facts=facts,
    )


def cases() -> dict[str, dict[str, str]]:
    less = {name: {k: v for k, v in FULL.items() if k not in gone} for name, gone in WITHOUT.items()}
    return {**less, "long": LONG}


def checked(message: Message, values: dict[str, str], kind: MessageKind) -> str:
    """What every message keeps to; returns its body."""
    whole = f"{message.subject}\n{message.body}"
    assert (message.kind, message.writer) == (kind, "template")
    assert not set("{}") & set(whole)
    assert "  " not in whole
    assert "\n" not in message.subject
    assert message.body.strip()
    used = {fact.text for fact in message.facts}
    assert all(text in whole for text in used)
    for text in set(values.values()) - used:
        assert text not in whole or any(text in other for other in used), text
    return message.body


def all_of(kind: MessageKind, values: dict[str, str], persona: Persona) -> list[Message]:
    messages = [compose(brief(values, kind, persona, variant)) for variant in VARIANTS]
    assert messages == [compose(brief(values, kind, persona, variant)) for variant in VARIANTS]
    return messages


def alike(bodies: Iterable[str]) -> float:
    return max(SequenceMatcher(None, a, b, autojunk=False).ratio() for a, b in pairwise(bodies))


@pytest.mark.parametrize(("case", "persona"), list(product(cases(), PERSONAS)))
def test_a_letter_of_any_kind_keeps_the_rules(case: str, persona: Persona) -> None:
    values = cases()[case]
    kinds: tuple[MessageKind, ...] = ("introduction", "referral")
    for kind in kinds:
        messages = all_of(kind, values, persona)
        bodies = [checked(message, values, kind) for message in messages]
        fewest = 40 if case == "nothing at all" else 60
        assert all(fewest <= count_words(body) <= 130 for body in bodies), bodies
        assert all(0 < len(message.subject) <= 66 for message in messages)
        assert alike(bodies[:8]) < 0.93


@pytest.mark.parametrize(("case", "persona"), list(product(cases(), PERSONAS)))
def test_a_note_has_at_most_200_characters_and_no_subject(case: str, persona: Persona) -> None:
    values = cases()[case]
    for message in all_of("linkedin", values, persona):
        body = checked(message, values, "linkedin")
        assert len(body) <= 200
        assert message.subject == ""
        assert body.count("?") == 1 or body.endswith("?\n")


@pytest.mark.parametrize(("case", "persona"), list(product(cases(), PERSONAS)))
def test_a_follow_up_is_short_and_in_the_thread(case: str, persona: Persona) -> None:
    values = cases()[case]
    for message in all_of("follow_up", values, persona):
        body = checked(message, values, "follow_up")
        assert 25 <= count_words(body) <= 80, body
        if "earlier.subject" in values:
            assert message.subject == f"Re: {values['earlier.subject']}"
            assert len(message.subject) <= 70
        assert not any(word in body.lower() for word in ("disappointed", "still waiting", "no reply", "haven't heard"))


def test_an_alumnus_is_told_of_the_school_first() -> None:
    for variant in VARIANTS:
        message = compose(brief(FULL, "introduction", "peer", variant))
        _, first, *_ = message.body.split("\n\n")
        assert "Lakeshore State University" in first
        assert "Lakeshore State University" in message.subject
    stranger = compose(brief(cases()["no common ground"], "introduction"))
    assert "Lakeshore" not in stranger.subject + stranger.body


def test_somebody_of_a_school_that_is_not_the_senders_is_no_alumnus_of_theirs() -> None:
    values = {**cases()["no common ground"], "person.school": "Larkfield University"}
    message = compose(brief(values, "introduction").model_copy(update={"alumni": True}))
    assert "Larkfield" not in message.subject
    assert "We both" not in message.body


@pytest.mark.parametrize(
    ("persona", "asks"), [("peer", "refer"), ("manager", "refer"), ("recruiter", "refer"), ("other", "refer")]
)
def test_a_referral_ask_asks_for_it(persona: Persona, asks: str) -> None:
    bodies = [compose(brief(FULL, "referral", persona, variant)).body for variant in VARIANTS]
    assert sum(asks in body for body in bodies) >= 8
    assert all("refer me" not in body for body in bodies) or persona in ("peer", "other")


def test_common_ground_names_the_two_facts_that_it_rests_on() -> None:
    facts = [
        Fact(id="common.school", text="Lakeshore", source="a; b", rests_on=["person.school.1", "sender.school.2"]),
        Fact(id="person.school.1", text="lakeshore univ.", source="a"),
        Fact(id="sender.school.2", text="Lakeshore University", source="b"),
        Fact(id="sender.name", text="Ada", source="b"),
    ]
    empty = brief({}, "introduction").model_copy(update={"facts": facts, "alumni": True})
    assert [fact.id for fact in compose(empty).facts] == [fact.id for fact in facts]


def test_a_note_says_what_is_shared_when_it_has_room() -> None:
    bodies = [compose(brief(FULL, "linkedin", variant=variant)).body for variant in VARIANTS]
    assert any("We were both at Lakeshore State University (2016 to 2018)." in body for body in bodies)
    assert all("Lakeshore State University" in body for body in bodies)
    assert "Lakeshore" not in compose(brief({**FULL, "sender.name": "A" * 75}, "linkedin")).body


def test_a_follow_up_has_no_room_for_a_long_deed() -> None:
    values = {name: text for name, text in FULL.items() if name != "sender.attachment"}
    assert "I built the service" in compose(brief(values, "follow_up")).body
    assert "built" not in compose(brief(LONG, "follow_up")).body


def test_a_subject_that_is_an_answer_already_stays_one() -> None:
    values = {**FULL, "earlier.subject": "RE: A question"}
    assert compose(brief(values, "follow_up")).subject == "RE: A question"
