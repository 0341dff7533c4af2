from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from typing import get_args

import pytest

from inroad.state import Fact, Message, Persona
from inroad.tools.writing import FACT_IDS, Brief, fact_kind, referral_wordings, short_wordings, wordings
from inroad.tools.writing.template import TemplateWriter, compose, count_words

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
    "person.connected": "March 2021",
    "person.school": "Larkfield University",
    "sender.name": "Ada Winterfeld",
    "sender.role": "Data Specialist",
    "sender.employer": "Borealis Foods",
    "sender.study": "Physics at Lakeshore State University",
    "sender.did": "built the service that plans 400 delivery routes a night",
    "sender.worked_at": "Harbor Library Network",
    "sender.phone": "+1 512 555 0148",
    "sender.url": "https://ada.example",
    "sender.attachment": "resume.pdf",
}
RESUME = {"sender.role", "sender.employer", "sender.study", "sender.did", "sender.worked_at"}
WITHOUT: dict[str, set[str]] = {
    "full": set(),
    "no resume": RESUME,
    "name only": RESUME | {"sender.phone", "sender.url", "sender.attachment"},
    "no title": {"person.title"},
    "no posting title": {"posting.title"},
    "no line": {"posting.line"},
    "no first name": {"person.first_name"},
    "no place": {"posting.place"},
    "no common ground": {"person.connected", "person.school"},
    "no employer": {"sender.employer"},
    "a label only": {"sender.employer", "sender.study"},
    "study only": {"sender.employer", "sender.role"},
    "no former employer": {"sender.worked_at"},
    "nearly bare": set(FULL) - {"posting.company", "posting.title", "person.company", "sender.name"},
    "bare": set(FULL) - {"posting.company", "person.company", "sender.name"},
}
COMMON = {
    "common.school": "Lakeshore",
    "common.company": "Acme",
    "common.employer": "Quill & Co.",
    "common.town": "Dayton",
    "common.study": "Botany",
    "common.skill.1": "Rust",
    "common.interest.1": "sailing",
}
LONG = {
    **FULL,
    "posting.title": "Principal Distributed Systems Reliability Engineer Team Lead",
    "posting.company": "The Worshipful Company Of Advanced Robots And Sons Of London",
    "person.company": "The Worshipful Company Of Advanced Robots And Sons Of London",
    "person.title": "Senior Vice President Of Software Engineering In North Europ",
    "sender.role": "Senior Vice President Of Software Engineering In South Europ",
    "sender.employer": "The Honourable Society Of Extremely Long Names And Sons Inc.",
    "posting.line": " ".join(["Keep"] * 17),
    "sender.did": " ".join(["built"] * 28),
}


def brief(values: dict[str, str], persona: Persona = "peer", variant: int = 0) -> Brief:
    facts = [Fact(id=name, text=text, source="test") for name, text in values.items()]
    return Brief(person_id=f"p{variant}", name="Priya Raman", persona=persona, variant=variant, facts=facts)


def cases() -> dict[str, dict[str, str]]:
    less = {name: {k: v for k, v in FULL.items() if k not in gone} for name, gone in WITHOUT.items()}
    shared = {name: {**less["no common ground"], name: text} for name, text in COMMON.items()}
    then = {name: text for name, text in less["no title"].items() if name != "person.company"}
    return {**less, **shared, "long": LONG, "an old record": {**then, "person.company_then": "Acme Robotics"}}


def check(message: Message, values: dict[str, str]) -> None:
    whole = f"{message.subject}\n{message.body}"
    assert 60 <= count_words(message.body) <= 130, message.body
    assert len(message.subject) <= 66
    assert "\n" not in message.subject
    assert not set("{}") & set(whole)
    assert "  " not in whole
    assert message.writer == "template"
    used = {fact.text for fact in message.facts}
    assert all(text in whole for text in used)
    for text in set(values.values()) - used:
        assert text not in whole or any(text in other for other in used), text


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("case", cases())
def test_every_message_keeps_the_rules(case: str, persona: Persona) -> None:
    values = cases()[case]
    messages = [compose(brief(values, persona, variant)) for variant in VARIANTS]
    for message in messages:
        check(message, values)
    assert messages == [compose(brief(values, persona, variant)) for variant in VARIANTS]
    alike = [SequenceMatcher(None, a.body, b.body, autojunk=False).ratio() for a, b in pairwise(messages[:8])]
    assert max(alike) < 0.9
    assert len({message.body for message in messages[:8]}) == 8


def test_all_facts_that_a_wording_names_are_known() -> None:
    tables = [value for module in (wordings, referral_wordings, short_wordings) for value in vars(module).values()]
    named = {need for text in _texts(tables) for _, need in re.findall(r"\{(a )?([a-z0-9_.]+)\}", text)}
    assert {fact_kind(need) for need in named} <= set(FACT_IDS)
    assert {*FULL, *COMMON} - {"person.interest"} <= named | {"sender.phone", "sender.url"}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def test_a_number_at_the_end_of_an_id_is_no_part_of_its_kind() -> None:
    assert fact_kind("person.employer.12") == "person.employer"
    assert fact_kind("sender.did") == "sender.did"


def test_what_is_said_of_the_sender_is_only_what_is_known() -> None:
    message = compose(brief(cases()["bare"]))
    assert {fact.id for fact in message.facts} == {"person.company", "sender.name"}
    assert message.body.startswith("Hello,\n\n")
    assert message.body.endswith("\nAda Winterfeld\n")


def test_work_is_told_where_there_is_room() -> None:
    values = cases()["no line"]
    told = [compose(brief(values, "peer", variant)).body for variant in VARIANTS]
    assert sum("plans 400 delivery routes" in body for body in told) >= 6


@pytest.mark.parametrize(
    ("role", "with_article"),
    [
        ("Engineer", "an Engineer"),
        ("Backend Developer", "a Backend Developer"),
        ("UX Designer", "a UX Designer"),
        ("University Lecturer", "a University Lecturer"),
        ("Underwriter", "an Underwriter"),
        ("SRE", "an SRE"),
        ("HR Manager", "an HR Manager"),
        ("QA Lead", "a QA Lead"),
        ("European Patent Clerk", "a European Patent Clerk"),
        ("Head of Data", "Head of Data"),
        ("CTO", "CTO"),
    ],
)
def test_the_article_fits_the_sound(role: str, with_article: str) -> None:
    body = compose(brief({**cases()["bare"], "sender.role": role})).body
    assert f", {with_article}." in body or f"I'm {with_article}." in body


def test_the_writer_serves_each_brief() -> None:
    briefs = [brief(FULL, "peer", 0), brief(FULL, "manager", 1)]
    assert TemplateWriter().write(briefs) == {"p0": compose(briefs[0]), "p1": compose(briefs[1])}


def test_a_subject_without_any_name_is_still_a_subject() -> None:
    assert compose(brief({"sender.name": "Ada", "posting.company": "x" * 90})).subject == "A question"


def test_a_student_is_studying_and_does_not_say_otherwise() -> None:
    values = {name: text for name, text in FULL.items() if name not in RESUME}
    body = compose(brief({**values, "sender.studies": "Physics at Lakeshore State University"})).body
    assert "am studying Physics at Lakeshore State University" in body
    assert "studied" not in body
