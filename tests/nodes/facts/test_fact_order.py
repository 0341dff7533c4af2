from __future__ import annotations

import pytest

from inroad.nodes.facts.order import _PLACE, chosen_and_ordered, names_it
from inroad.state import Fact
from inroad.tools.writing import FACT_IDS


def fact(fact_id: str, text: str = "x", rests_on: list[str] | None = None) -> Fact:
    return Fact(id=fact_id, text=text, source="s", rests_on=rests_on or [])


def order(*facts: Fact, text: str = "") -> list[str]:
    return [each.id for each in chosen_and_ordered(facts, text)]


def test_every_kind_has_its_place() -> None:
    assert set(_PLACE) == set(FACT_IDS)


def test_common_ground_comes_early_and_with_what_it_rests_on() -> None:
    assert order(
        fact("sender.interest.1"),
        fact("person.interest.1"),
        fact("common.interest.1", rests_on=["person.interest.1", "sender.interest.1"]),
        fact("person.title"),
        fact("sender.name"),
        fact("person.employer.7"),
        fact("person.employer.1"),
        fact("sender.employer.2"),
        fact("common.employer", rests_on=["person.employer.7", "sender.employer.2"]),
    ) == [
        "sender.name",
        "common.employer",
        "person.employer.7",
        "sender.employer.2",
        "common.interest.1",
        "person.interest.1",
        "sender.interest.1",
        "person.title",
        "person.employer.1",
    ]


def test_lists_are_cut_and_what_belongs_together_stays_together() -> None:
    many = [fact(f"person.{kind}.{n}") for kind in ("degree", "school") for n in (1, 2, 3, 4, 10)]
    assert order(*many) == [f"person.{kind}.{n}" for n in (1, 2, 3) for kind in ("school", "degree")]


def test_skills_count_when_the_posting_names_them_and_towns_when_both_come_from_there() -> None:
    facts = [fact("sender.skill.1", "Go"), fact("person.skill.1", "Java"), fact("sender.hometown", "Dayton")]
    assert order(*facts, text="We write Go and JavaScript.") == ["sender.skill.1"]


@pytest.mark.parametrize(
    ("text", "word", "named"),
    [
        ("We use Go.", "Go", True),
        ("You go far", "Go", False),
        ("C and C++ code", "C", True),
        ("C++ code", "C", False),
        ("C++ code", "C++", True),
        ("C# code", "C", False),
        ("PYTHON!", "Python", True),
        ("JavaScript", "Java", False),
        ("", "Python", False),
    ],
)
def test_a_skill_is_named_as_a_word_of_its_own(text: str, word: str, named: bool) -> None:
    assert names_it(text, word) is named
