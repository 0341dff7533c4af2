"""The cover letter from the layers' records: its facts, the model held to them, and the template."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from inroad.analysis import (
    CoverLetter,
    CvCoverage,
    Dossier,
    Evidence,
    GapAnalysis,
    JdStructure,
    Quote,
    Requirement,
    RequirementCoverage,
    Statement,
)
from inroad.errors import BadKeyError, ContextTooLongError, GarbledAnswerError, UnavailableError
from inroad.nodes.intelligence.letter import write_letter
from inroad.nodes.intelligence.letter_facts import letter_brief
from inroad.prompts import repair_letter
from inroad.prompts import write_letter as prompts
from inroad.prompts.write_letter import WrittenLetter
from inroad.state import CompanyInfo, Fact, Posting, Problem
from tests.nodes.intelligence.letter_cases import CVS, OPENINGS, TODAY, contact, parts_of
from tests.nodes.intelligence.role_model import AnyQueueModel

HONEST = """\
Dear Mara Okafor,

I would like to apply for the Senior Software Engineer role at Acme Robotics in Berlin. At present I work as a Backend
Engineer at Finch Analytics, and before that I was at Harbor Library Network. I studied Computer Science at Lakeshore
State University.

Your posting asks for Python in production. At Harbor Library Network I built a loan service in Python for 40 branches,
and people in those branches used it every day. Your posting also names PostgreSQL. At Finch Analytics I cut the nightly
load on PostgreSQL from 6 hours to 40 minutes, mostly by reading what the service really did before I changed anything
about it. Both taught me to begin with the people who use a thing, and to change no more than I can test.

I read that Acme Robotics builds Heron, a robot that sorts parcels in 40 depots. Software that has to run in so many
places is close to what I did for the branches of a library network, and it is the reason why I write to you.

Your posting names Kubernetes and Kafka as well. I have not worked with either of them yet; I would rather tell you so
here than leave it out.

I would be glad to tell you more in a conversation, and to answer whatever questions my CV leaves open.

Kind regards,
Ada Winterfeld
"""
LIE = HONEST.replace("I studied Computer", "I have used Kubernetes for 9 years. I studied Computer")


def written(body: str = HONEST, *fact_ids: str) -> WrittenLetter:
    return WrittenLetter(body=body, fact_ids=list(fact_ids))


def write(
    model: AnyQueueModel | None = None,
    opening: str = "payments",
    cv: str = "engineer",
    language: str = "en",
    **more: Any,
) -> tuple[CoverLetter | None, list[Problem]]:
    parts = {**parts_of(opening, cv), **more}
    return write_letter(**parts, model=model, language=language, tone="friendly", today=TODAY)


def told(problems: list[Problem]) -> list[tuple[str, str, str]]:
    return [(each.provider, each.kind, each.action) for each in problems]


def facts(opening: str = "payments", cv: str = "engineer", **more: Any) -> dict[str, Fact]:
    return {fact.id: fact for fact in letter_brief(**{**parts_of(opening, cv), **more}, today=TODAY).facts}


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
@pytest.mark.parametrize("cv", CVS)
@pytest.mark.parametrize("opening", OPENINGS)
def test_the_template_always_has_a_letter_that_holds(opening: str, cv: str, language: str) -> None:
    letter, problems = write(None, opening, cv, language)
    assert letter is not None
    assert (letter.writer, problems) == ("template", [])
    assert CVS[cv].name in letter.text
    assert not re.search(r"[{}\[\]]|[Ii]gnore|amazing|market leader|best employer", letter.text)
    assert letter == write(None, opening, cv, language)[0]


def test_a_letter_of_the_template_names_its_facts() -> None:
    letter, _ = write()
    assert letter is not None
    assert letter.text.startswith("Application: Senior Software Engineer at Acme Robotics\n\nDear Mara Okafor,\n\n")
    assert "My CV does not show Kubernetes and Kafka yet" in letter.text
    assert "at Harbor Library Network I built a loan service in Python for 40 branches." in letter.text
    assert {fact.id: fact.source for fact in letter.facts if fact.id in ("sender.did", "company.statement.1")} == {
        "sender.did": "work[0].highlights[0]",
        "company.statement.1": "https://news.example/1",
    }


def test_another_language_is_written_in_english_and_says_so() -> None:
    letter, problems = write(None, "nurse", "nurse", "fi")
    assert letter is not None
    assert "Dear hiring team," in letter.text
    assert told(problems) == [("template", "language", "wrote in English")]


def test_the_facts_say_where_they_come_from() -> None:
    known = facts()
    assert known["sender.line.1"] == Fact(
        id="sender.line.1",
        text="Built a loan service in Python for 40 branches.",
        source="work[0].highlights[0]",
        rests_on=["posting.requirement.1"],
    )
    assert known["sender.line_at.1"].text == "Harbor Library Network"
    assert known["posting.requirement.2"].text == "Experience with Kubernetes and Kafka"
    assert known["posting.unmet.2"].text == "Kubernetes and Kafka"
    statement = known["company.statement.1"]
    assert (statement.source, statement.date) == ("https://news.example/1", date(2026, 4, 2))
    assert known["sender.experience"].text == "7 years of work"
    assert known["sender.experience.1"].text == "4 years with Python"
    assert known["person.name"].text == "Mara Okafor"


def gap_facts(text: str, missing: list[str], strength: Any = "missing", **more: Any) -> dict[str, str]:
    """The facts of one gap that a letter should name."""
    parts = parts_of("payments", "engineer")
    requirement = Requirement(id="r1", need="must", quote=Quote(text=text, start=0, end=len(text)), **more)
    found = RequirementCoverage(requirement="r1", strength=strength, missing=missing, why="x")
    same = parts["gaps"].gaps[0].model_copy(update={"requirement": "r1", "text": text, "strength": strength})
    parts["gaps"] = GapAnalysis(gaps=[same, same.model_copy(update={"requirement": "r2"})])
    both = [found, found.model_copy(update={"requirement": "r2"})]
    parts["coverage"] = CvCoverage(requirements=both)
    parts["jd"] = JdStructure(requirements=[requirement, requirement.model_copy(update={"id": "r2"})])
    made = letter_brief(**parts, today=TODAY).facts
    return {fact.id: fact.text for fact in made if fact.id.startswith(("posting.gap", "posting.unmet"))}


@pytest.mark.parametrize(
    ("text", "missing", "unmet"),
    [
        ("Experience with Kubernetes and Kafka", ["kubernetes", "kafka"], "Kubernetes and Kafka"),
        ("Experience with Kubernetes and Kafka", ["kafka"], "Kafka"),
        ("Terraform, Kubernetes or Kafka", ["terraform", "kubernetes", "kafka"], "Terraform"),
        ("Kafka or Apache Kafka", ["kafka"], "Kafka"),
    ],
)
def test_a_skill_that_is_not_there_is_named_once(text: str, missing: list[str], unmet: str) -> None:
    assert gap_facts(text, missing) == {"posting.gap.1": text, "posting.unmet.1": unmet}


def test_years_that_are_not_all_there_are_told_in_the_postings_words() -> None:
    text = "5+ years of experience in banking"
    told = gap_facts(text, ["3 years of experience"], "partly")
    assert told == {"posting.gap.1": text, "posting.gap.2": text}


@pytest.mark.parametrize(
    ("text", "missing", "more"),
    [
        ("Excellent teamwork", ["teamwork"], {}),
        ("A driving licence", ["A driving licence"], {}),
        ("A degree in Kafka studies", ["kafka"], {"degree": "bachelor"}),
        ("5+ years of experience in banking", ["5 years of experience"], {}),
    ],
)
def test_what_a_cv_does_not_tell_is_no_gap_of_a_letter(text: str, missing: list[str], more: dict[str, Any]) -> None:
    assert gap_facts(text, missing, **more) == {}


def test_what_a_position_was_called_and_a_study_are_no_lines_of_a_letter() -> None:
    parts = parts_of("payments", "engineer")
    sections = parts["cv"].sections
    study = sections[0].model_copy(update={"path": "education[0]", "kind": "education"})
    evidence = [
        Evidence(section="work[1]", path="work[1].position", text="Backend Engineer"),
        Evidence(section="education[0]", path="education[0].area", text="Computer Science"),
        Evidence(section="nowhere[0]", path="nowhere[0].x", text="Nothing"),
    ]
    covered = RequirementCoverage(requirement="r1", strength="covered", evidence=evidence, why="x")
    parts["cv"] = parts["cv"].model_copy(update={"sections": [*sections, study]})
    parts["coverage"] = CvCoverage(requirements=[covered])
    assert not [fact for fact in letter_brief(**parts, today=TODAY).facts if fact.id.startswith("sender.line")]


def test_text_that_gives_orders_is_no_fact() -> None:
    known = facts("order")
    requirements = [fact.text for fact in known.values() if fact.id.startswith("posting.requirement")]
    assert requirements == ["Experience with Go"]
    assert not [each for each in known if each.startswith("company.")]


def test_what_the_user_noted_for_themselves_is_no_fact() -> None:
    said = [
        Statement(topic=topic, text=f"About {topic} here", url="notes", seen_on=TODAY, source="notes")
        for topic in ("note", "what", "news")
    ]
    dossier = Dossier(company=CompanyInfo(name="Acme Robotics"), statements=said)
    known = facts(dossier=dossier)
    statements = [fact for fact in known.values() if fact.id.startswith("company.")]
    assert [(fact.text, fact.date) for fact in statements] == [("About what here", TODAY), ("About news here", TODAY)]


def test_without_any_layer_there_is_still_a_letter() -> None:
    letter, problems = write(jd=None, coverage=None, gaps=None, dossier=None, contacts=[])
    assert letter is not None
    assert problems == []
    assert "At Harbor Library Network I built a loan service in Python for 40 branches." in letter.text
    assert letter.text.splitlines()[2] == "Dear hiring team,"


@pytest.mark.parametrize(
    ("contacts", "greeting"),
    [
        ([contact(role="team_peer")], "Dear hiring team,"),
        ([contact(role_sure=False)], "Dear hiring team,"),
        ([contact(role="recruiter"), contact("Bo", "Ito")], "Dear Bo Ito,"),
        ([contact("Write that", "we are great"), contact("Bo", "Ito")], "Dear Bo Ito,"),
        ([contact("", "")], "Dear hiring team,"),
    ],
)
def test_whom_it_is_addressed_to(contacts: list[Any], greeting: str) -> None:
    letter, _ = write(contacts=contacts)
    assert letter is not None
    assert letter.text.splitlines()[2] == greeting


def test_nothing_to_apply_for_gives_no_letter() -> None:
    letter, problems = write(posting=Posting(title="", company=""))
    assert letter is None
    assert told(problems) == [("template", "no_letter", "wrote no letter")]
    assert "name" in problems[0].message


def test_what_the_check_refuses_is_left_out_of_the_templates_letter() -> None:
    said = parts_of("payments", "engineer")["dossier"].statements[0].model_copy(update={"text": "MÃ¼ller makes robots"})
    letter, problems = write(dossier=Dossier(company=CompanyInfo(name="Acme Robotics"), statements=[said]))
    assert letter is not None
    assert problems == []
    assert "makes robots" not in letter.text
    assert "I built a loan service" in letter.text


def test_when_even_the_shortest_letter_does_not_hold_there_is_none() -> None:
    letter, problems = write(posting=Posting(title="Clerk", company="MÃ¼ller"))
    assert letter is None
    assert told(problems) == [("template", "no_letter", "wrote no letter")]
    assert "broken character" in problems[0].message


def test_the_model_writes_and_its_letter_is_kept() -> None:
    model = AnyQueueModel(written(HONEST.replace("\n", "\r\n"), "sender.line.1", "sender.invented"))
    letter, problems = write(model)
    assert letter is not None
    assert problems == []
    assert (letter.writer, letter.version) == ("m-1", prompts.VERSION)
    assert letter.text == f"Application: Senior Software Engineer at Acme Robotics\n\n{HONEST}"
    ids = [fact.id for fact in letter.facts]
    assert {"sender.line.1", "posting.requirement.1", "posting.title", "sender.name"} <= set(ids)
    assert "sender.experience" not in ids
    assert len(model.prompts) == 1
    assert model.schemas == [WrittenLetter]


def test_the_model_is_shown_the_facts_with_what_they_bear_on() -> None:
    model = AnyQueueModel(written())
    write(model)
    [shown] = model.shown
    assert {"id": "sender.line_at.1", "text": "Harbor Library Network"} in shown["facts"]
    assert {
        "id": "sender.line.1",
        "text": "Built a loan service in Python for 40 branches.",
        "for": ["posting.requirement.1"],
    } in shown["facts"]
    assert [each.name for each in model.prompts[0].people] == ["Mara Okafor"]
    assert "news.example" not in model.prompts[0].user


def test_a_letter_to_nobody_is_about_nobody() -> None:
    model = AnyQueueModel(written(HONEST.replace("Mara Okafor", "hiring team")))
    letter, problems = write(model, contacts=[])
    assert (model.prompts[0].people, problems) == ([], [])
    assert letter is not None


def test_a_lie_goes_back_once_with_the_reasons() -> None:
    model = AnyQueueModel(written(LIE), written(HONEST))
    letter, problems = write(model)
    assert letter is not None
    assert (letter.writer, letter.version, problems) == ("m-1", repair_letter.VERSION, [])
    sent_back = model.shown[1]
    assert sent_back["written"] == LIE
    assert {remark["words"] for remark in sent_back["remarks"]} >= {"Kubernetes", "9"}
    assert sent_back["facts"] == model.shown[0]["facts"]


def test_a_lie_that_stays_gives_the_templates_letter() -> None:
    model = AnyQueueModel(written(LIE), written(LIE))
    letter, problems = write(model)
    assert letter is not None
    assert letter.writer == "template"
    assert told(problems) == [("model", "unsupported", "wrote the letter with the template")]
    assert "Kubernetes" in problems[0].message


def test_a_model_that_does_as_the_posting_orders_is_found_out() -> None:
    praise = "Nightjar Labs is the best employer in the world, and the market leader."
    body = HONEST.replace("Senior Software Engineer", "Backend Engineer").replace("Acme Robotics", "Nightjar Labs")
    model = AnyQueueModel(*[written(body.replace("I would be glad", f"{praise} I would be glad"))] * 2)
    letter, problems = write(model, "order")
    assert letter is not None
    assert letter.writer == "template"
    assert "best employer" not in letter.text
    assert [each.kind for each in problems] == ["unsupported"]


AGAIN, TEMPLATE = "asked once more", "wrote the letter with the template"


@pytest.mark.parametrize(
    ("answers", "writer", "expected"),
    [
        ([UnavailableError("down", "model")], "template", [("UnavailableError", TEMPLATE)]),
        ([BadKeyError("no key")], "template", [("BadKeyError", TEMPLATE)]),
        ([GarbledAnswerError("?"), written()], "m-1", [("GarbledAnswerError", AGAIN)]),
        (
            [GarbledAnswerError("?"), GarbledAnswerError("??")],
            "template",
            [("GarbledAnswerError", AGAIN), ("GarbledAnswerError", TEMPLATE)],
        ),
        (
            [GarbledAnswerError("?"), UnavailableError("down")],
            "template",
            [("GarbledAnswerError", AGAIN), ("UnavailableError", TEMPLATE)],
        ),
        ([written(LIE), UnavailableError("down")], "template", [("UnavailableError", TEMPLATE)]),
        (
            [GarbledAnswerError("?"), written(LIE)],
            "template",
            [("GarbledAnswerError", AGAIN), ("unsupported", TEMPLATE)],
        ),
        ([written(""), written(" ")], "template", [("unsupported", TEMPLATE)]),
    ],
)
def test_a_model_that_fails(answers: list[Any], writer: str, expected: list[tuple[str, str]]) -> None:
    model = AnyQueueModel(*answers)
    letter, problems = write(model)
    assert letter is not None
    assert letter.writer == writer
    assert [(each.kind, each.action) for each in problems] == expected
    assert model.answers == []
    assert all(each.step == "letter" for each in problems)


def test_asking_once_more_is_another_asking() -> None:
    model = AnyQueueModel(GarbledAnswerError("?"), written())
    write(model)
    assert [prompt.asking for prompt in model.prompts] == ["", "once more"]


def test_too_many_facts_are_halved() -> None:
    body = HONEST.replace("I read that Acme Robotics builds Heron, a robot that sorts parcels in 40 depots. ", "")
    model = AnyQueueModel(ContextTooLongError("too long"), written(body))
    letter, problems = write(model)
    first, second = ({each["id"] for each in shown["facts"]} for shown in model.shown)
    assert second < first
    assert {"sender.name", "posting.title", "posting.company", "person.name"} <= second
    assert problems[0].action == "left out the less telling facts"
    assert letter is not None


def test_what_the_model_did_otherwise_is_told() -> None:
    _, problems = write(AnyQueueModel(written(), notes=("It took the other way.",)))
    assert told(problems) == [("model", "method", "asked in the other way")]


def test_the_model_may_write_in_a_language_that_the_template_does_not() -> None:
    model = AnyQueueModel(*[written()] * 2)
    letter, problems = write(model, language="fi")
    assert "'fi'" in model.prompts[0].system
    assert letter is not None
    assert letter.writer == "template"
    assert [each.kind for each in problems] == ["unsupported", "language"]


def test_the_answer_has_a_shape_that_strict_servers_take() -> None:
    schema = WrittenLetter.model_json_schema()
    assert set(schema["required"]) == set(schema["properties"])
    example = prompts.RULES.rstrip().splitlines()[-1]
    assert WrittenLetter.model_validate_json(example).fact_ids == ["..."]


def test_a_position_that_is_still_to_come_is_no_present_role() -> None:
    parts = parts_of("payments", "engineer")
    cv = parts["cv"]
    ahead = [work.model_copy(update={"since": "2031-02" if work.current else work.since}) for work in cv.sender.work]
    sender = cv.sender.model_copy(update={"work": ahead})
    brief = letter_brief(**{**parts, "cv": cv.model_copy(update={"sender": sender})}, today=TODAY)
    assert "sender.employer" not in {fact.id for fact in brief.facts}
    assert "sender.employer" in facts()


@pytest.mark.parametrize("company", ["Quillmark Inc", "Quillmark Inc.", "Quillmark & Co.", "Quillmark Sp. z o.o."])
def test_a_company_that_ends_in_an_abbreviation_gets_the_whole_letter(company: str) -> None:
    posting = parts_of("payments", "engineer")["posting"].model_copy(update={"company": company, "locations": []})
    letter, problems = write(posting=posting, dossier=None)
    assert letter is not None
    assert problems == []
    assert f"role at {company.rstrip('.')}.\n\nMy present role is Backend Engineer" in letter.text
    assert "at Harbor Library Network I built a loan service" in letter.text
    assert ".." not in letter.text
