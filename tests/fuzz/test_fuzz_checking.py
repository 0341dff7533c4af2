from __future__ import annotations

import calendar
from typing import get_args

from hypothesis import assume, example
from hypothesis import strategies as st

from inroad.state import Fact, Message, MessageKind, Persona
from inroad.tools.writing import Brief, Wishes
from inroad.tools.writing.checking import check
from inroad.tools.writing.template import compose
from tests.fuzz.conftest import fuzz
from tests.fuzz.shapes import anything, damaged_text, texts
from tests.tools.writing.check_sets import briefs, honest, message, reasons, with_sentence

CLAIMS = {"name", "number", "date", "skill", "title", "attribution", "relation", "contact"}
ENGLISH = sorted(
    {name for name, _, _ in honest() if briefs()[name][1].language == "en" and briefs()[name][0].kind != "linkedin"}
)
MONTHS = calendar.month_name[1:]
# Names that nobody bears, of syllables that are in no table of companies, skills or places.
_begin, _middle, _end = (
    st.sampled_from(part.split()) for part in ("Zor Vex Quel Brin Drax Myl", "ka vo ri du", "thal nix mund dorf wick")
)
made_up = st.builds("{}{}{}".format, _begin, _middle, _end)
titles = st.sampled_from(
    ["Backend Engineer", "Head of Design", "Charge Nurse", "Sous Chef", "Bridge Engineer", "Actuary"]
)
numbers = st.integers(6, 9_999)
fields = st.sampled_from(["Physics", "Economics", "Civil Engineering", "Law"])
months = st.builds("{} {}".format, st.sampled_from(MONTHS), st.integers(1990, 2025))
FACTS = {
    "person.title": titles,
    "person.role_since": months,
    "person.connected": months,
    "person.employer.1": made_up,
    "person.school.1": made_up.map("University of {}".format),
    "sender.role": titles,
    "sender.employer": made_up,
    "sender.role_since": months,
    "sender.study": st.builds("{} at the University of {}".format, fields, made_up),
    "sender.did": st.builds("built a service that plans {} routes a night".format, numbers),
    "sender.phone": st.integers(1000000, 9999999).map("+1 512 {}".format),
    "sender.skill.1": st.sampled_from(["Python", "Kafka", "welding"]),
}
# What can be said of each fact in plain words.
SAYINGS = {
    "person.title": "As {} you know the work.",
    "person.role_since": "You have been in that role since {}.",
    "person.connected": "We have been connected since {}.",
    "person.employer.1": "You worked at {} earlier.",
    "person.school.1": "You went to the {}.",
    "sender.role": "I work as a {} today.",
    "sender.employer": "Today I work at {}.",
    "sender.role_since": "I have been there since {}.",
    "sender.study": "I studied {}.",
    "sender.did": "I {}.",
    "sender.skill.1": "I work with {} every day.",
}


@st.composite
def new_briefs(draw: st.DrawFn) -> Brief:
    """A brief about a made-up person at a made-up company, with some of the facts that there may be."""
    company, first, last, sender = (draw(made_up) for _ in range(4))
    assume(len({company, first, last, sender}) == 4)
    known = {
        "posting.title": draw(titles),
        "posting.company": company,
        "person.first_name": first,
        "person.company": company,
        "sender.name": f"Ada {sender}",
    }
    known |= draw(st.fixed_dictionaries({}, optional=FACTS))
    return Brief(
        person_id="p",
        name=f"{first} {last}",
        persona=draw(st.sampled_from(get_args(Persona))),
        kind=draw(st.sampled_from(["introduction", "referral"])),
        variant=draw(st.integers(0, 9)),
        facts=[Fact(id=id_, text=text, source="test") for id_, text in known.items()],
    )


def claims(found: Message, brief: Brief) -> list[str]:
    return [f"{reason.kind}: {reason.words}" for reason in check(found, brief, Wishes()) if reason.kind in CLAIMS]


def mentions(name: str, *said: str) -> bool:
    """Whether the facts of a brief hold any of these texts."""
    return any(each in fact.text for fact in briefs()[name][0].facts for each in said)


some_brief = st.sampled_from(sorted(briefs()))
english = st.sampled_from(ENGLISH)


@fuzz(some_brief, st.one_of(texts, anything), st.one_of(texts, anything), st.sampled_from(["en", "de", "fr", "xx", ""]))
def test_any_message_is_judged_whatever_it_holds(name: str, subject: str, body: str, language: str) -> None:
    brief, _ = briefs()[name]
    check(message(body, brief, subject), brief, Wishes(language=language))


@fuzz(st.sampled_from(honest()), st.data(), every=2)
def test_a_damaged_honest_message_is_judged_the_same_each_time(case: tuple[str, str, str], data: st.DataObject) -> None:
    name, subject, body = case
    brief, wishes = briefs()[name]
    damaged = message(data.draw(damaged_text(body)), brief, subject)
    assert check(damaged, brief, wishes) == check(damaged, brief, wishes)


@fuzz(texts, texts, texts, st.sampled_from(get_args(MessageKind)))
def test_any_facts_can_be_checked_against(name: str, one: str, other: str, kind: MessageKind) -> None:
    facts = [Fact(id=id_, text=text, source="x") for id_, text in (("person.first_name", one), ("sender.did", other))]
    brief = Brief(person_id="p", name=name, persona="peer", kind=kind, variant=0, facts=facts)
    check(compose(brief), brief, Wishes())
    check(message(f"Hi {one},\n\n{other}\n\nBest,\n{name}", brief), brief, Wishes())


@fuzz(new_briefs())
def test_what_the_template_makes_of_the_facts_is_never_refused(brief: Brief) -> None:
    assert check(compose(brief), brief, Wishes()) == []


@fuzz(new_briefs(), st.data())
def test_a_message_of_the_facts_alone_is_never_refused_for_a_claim(brief: Brief, data: st.DataObject) -> None:
    sayable = [fact for fact in brief.facts if fact.id in SAYINGS]
    chosen = data.draw(st.permutations(sayable)) if sayable else []
    said = " ".join(SAYINGS[fact.id].format(fact.text) for fact in chosen)
    opening = f"I am writing because of the {brief.get('posting.title')} role at {brief.get('posting.company')}."
    body = f"Hi {brief.get('person.first_name')},\n\n{opening} {said}\n\nBest regards,\n{brief.get('sender.name')}\n"
    assert claims(message(body, brief), brief) == []


# Numbers under a hundred may stand in the facts in words.
@fuzz(
    english,
    st.integers(101, 9_999),
    st.sampled_from(["I led a team of {} people.", "You have {} colleagues in Lisbon.", "We cut costs by {} percent."]),
)
def test_a_made_up_number_is_always_refused(name: str, number: int, saying: str) -> None:
    assume(not mentions(name, str(number), f"{number:,}"))
    for digits in (str(number), f"{number:,}"):
        found = reasons(name, with_sentence(name, saying.format(digits)))
        assert {"number", "date"} & {reason.kind for reason in found}


@fuzz(
    english,
    made_up,
    made_up,
    st.sampled_from(
        [
            "I worked at {}.",
            "You studied at the University of {}.",
            "{} told me about you.",
            "My friend {} works with you.",
        ]
    ),
)
@example("backend", "Zorkathal", "Vexvonix", "I worked at {}.")
def test_a_made_up_name_is_always_refused(name: str, one: str, other: str, saying: str) -> None:
    for said in (one, f"{one} {other}"):
        found = reasons(name, with_sentence(name, saying.format(said)))
        assert any(reason.kind in ("name", "relation", "attribution") and one in reason.words for reason in found)


@fuzz(english, months, st.sampled_from(["I have worked there since {}.", "You joined in {}.", "I moved there in {}."]))
def test_a_made_up_date_is_always_refused(name: str, when: str, saying: str) -> None:
    month, year = when.split()
    assume(not mentions(name, month, year))
    found = reasons(name, with_sentence(name, saying.format(when)))
    assert {"date", "number"} & {reason.kind for reason in found}
