"""The template's letters, in each of its languages."""

from __future__ import annotations

import re

import pytest

from inroad.state import Fact
from inroad.tools.writing import FACT_IDS, Brief, Wishes, fact_kind
from inroad.tools.writing.checking import check_letter
from inroad.tools.writing.letter_template import LANGUAGES, compose_letter, letter_subject
from inroad.tools.writing.letter_wordings import LETTER_FACT_IDS, LETTER_WORDS
from tests.tools.writing.letter_texts import brief

_POINT = {"requirement", "line", "did", "at", "unmet", "gap"}


def only(*ids: str, **more: str) -> Brief:
    whole = brief(**more)
    return whole.model_copy(update={"facts": [fact for fact in whole.facts if fact_kind(fact.id) in ids]})


def body(of: Brief, language: str = "en") -> str:
    message = compose_letter(of, language)
    assert message is not None
    assert check_letter(message, of, Wishes(language=language)) == []
    return message.body


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_slot_is_a_fact_or_one_of_the_point(language: str) -> None:
    known = {*FACT_IDS, *LETTER_FACT_IDS, *_POINT}
    for slot in re.findall(r"\{([^}]+)\}", repr(LETTER_WORDS[language])):
        assert fact_kind(slot) in known, slot


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_wordings_of_a_point_are_as_many_as_points_or_one(language: str) -> None:
    assert {len(wordings) for wordings in LETTER_WORDS[language].points} <= {1, 3}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_letter_holds_and_has_no_placeholder(language: str) -> None:
    text = body(brief(), language)
    assert not re.search(r"[{}\[\]]", text)
    assert "Mara Okafor" in text.splitlines()[0]
    assert text.splitlines()[-3:-1] == [LETTER_WORDS[language].farewell, "Ada Winterfeld"]


def test_the_letter_as_a_whole() -> None:
    known = brief(**{"sender__did": "built a loan service in Python for 40 branches"})
    facts = [
        fact.model_copy(update={"rests_on": [f"posting.requirement.{needs}"]})
        if (needs := {"sender.line.1": 1, "sender.line.2": 4}.get(fact.id))
        else fact
        for fact in known.facts
    ]
    message = compose_letter(known.model_copy(update={"facts": facts}), "en")
    assert message is not None
    assert message.subject == "Application: Senior Software Engineer at Acme Robotics"
    assert message.body == (
        "Dear Mara Okafor,\n\n"
        "I would like to apply for the Senior Software Engineer role at Acme Robotics (Berlin, Germany). My present "
        "role is Backend Engineer at Finch Analytics.\n\n"
        "About Acme Robotics I read “Acme Robotics builds Heron, a robot that sorts parcels in 40 depots”.\n\n"
        "The posting asks for “5+ years of experience with Python in production”: at Harbor Library Network I built a "
        "loan service in Python for 40 branches. As for “You have worked with PostgreSQL” in the posting: of my time "
        "at Finch Analytics my CV says “Cut the nightly load on PostgreSQL from 6 hours to 40 minutes”.\n\n"
        "My CV does not show Kubernetes and Kafka yet; I would rather say so here than leave it out.\n\n"
        "This letter keeps to what my CV can show; I would be glad to tell you more in a conversation, and to answer "
        "your questions about any part of it.\n\n"
        "Kind regards,\nAda Winterfeld\nada@mail.example\n"
    )
    assert [fact.id for fact in message.facts if fact.id.startswith(("sender.line", "posting.unmet"))] == [
        "sender.line_at.1",
        "sender.line.2",
        "sender.line_at.2",
        "posting.unmet.2",
    ]


def test_without_a_name_or_anything_to_apply_for_there_is_no_letter() -> None:
    assert compose_letter(brief(sender__name=""), "en") is None
    assert compose_letter(brief(posting__title="", posting__company=""), "en") is None
    assert letter_subject(brief(posting__title="", posting__company=""), "en") == ""


@pytest.mark.parametrize(
    ("without", "opening"),
    [
        ({"posting__title": ""}, "I would like to apply for the opening at Acme Robotics."),
        ({"posting__place": ""}, "I would like to apply for the Senior Software Engineer role at Acme Robotics."),
    ],
)
def test_the_opening_by_what_is_known(without: dict[str, str], opening: str) -> None:
    assert opening in body(brief(**without))


def test_a_team_is_greeted_where_nobody_is_known() -> None:
    text = body(brief(person__name="", person__first_name=""))
    assert text.startswith("Dear hiring team,\n")


@pytest.mark.parametrize(
    ("role", "study", "studies", "says"),
    [
        ("", "Physics at Lakeshore State University", "", "I studied Physics at Lakeshore State University."),
        ("", "", "Physics at Lakeshore State University", "I am studying Physics at Lakeshore State University."),
        ("Backend Engineer", "", "", "My profession: Backend Engineer."),
    ],
)
def test_who_writes_by_what_is_known(role: str, study: str, studies: str, says: str) -> None:
    known = only(
        *("sender.name", "posting.title", "posting.company", "sender.role", "sender.study", "sender.studies"),
        sender__role=role,
        sender__study=study,
        sender__studies=studies,
    )
    assert says in body(known)


def test_what_the_sender_did_serves_where_no_line_bears_on_the_posting() -> None:
    known = only(
        *("sender.name", "posting.title", "posting.company", "sender.did", "sender.worked_at"),
        sender__did="built a loan service",
        sender__worked_at="Harbor Library Network",
    )
    assert "At Harbor Library Network I built a loan service." in body(known)


@pytest.mark.parametrize("text", ["a “quoted” line", " ".join(["word"] * 41)])
def test_what_cannot_be_quoted_is_left_out(text: str) -> None:
    facts = [
        Fact(id="sender.name", text="Ada Winterfeld", source="t"),
        Fact(id="posting.title", text="Clerk", source="t"),
        Fact(id="posting.company", text="Acme Robotics", source="t"),
        Fact(id="sender.line.1", text=text, source="t"),
        Fact(id="posting.gap.1", text=text, source="t"),
        Fact(id="company.statement.1", text=text, source="t"),
    ]
    known = Brief(person_id="", name="", persona="other", variant=0, facts=facts)
    assert "word" not in body(known)
    assert "quoted" not in body(known)


def test_a_gap_without_a_skill_is_told_in_the_postings_words() -> None:
    text = body(brief(posting__unmet__2="", posting__gap__1="5+ years of experience with Python in production"))
    assert "The posting also asks for “Experience with Kubernetes and Kafka”; my CV does not fully show that" in text
    assert (
        "The posting names “5+ years of experience with Python in production” too; my CV does not fully show that"
        in text
    )


def test_no_more_than_two_gaps_are_told() -> None:
    more = {"posting__gap__1": "Terraform", "posting__unmet__1": "Terraform", "posting__gap__3": "A PhD"}
    text = body(brief(**more, posting__requirement__6="Terraform"))
    assert text.count("yet") == 2
    assert "Nor does it show Terraform yet, which the role asks for too." in text
