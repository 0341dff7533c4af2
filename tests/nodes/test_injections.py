"""Texts from outside that want something of the model change nothing, even where the model obeys them all."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator, Sequence
from datetime import date
from email import policy
from typing import Any

import pytest
from langgraph.runtime import Runtime
from langgraph.types import Send
from pydantic import SecretStr

from inroad.graph.routing import to_write
from inroad.nodes.collect_facts import collect_facts
from inroad.nodes.write import write
from inroad.nodes.writing import write_batch
from inroad.settings import Context, Tools
from inroad.state import (
    Alumni,
    Contact,
    Education,
    Email,
    Fact,
    JobState,
    Message,
    Person,
    Posting,
    Problem,
    Provenance,
    Sender,
    Work,
)
from inroad.tools.drafts import Outgoing
from inroad.tools.drafts.mime import build
from inroad.tools.writing import Brief, Reason, Wishes
from inroad.tools.writing.model import Access, StructuredModel
from inroad.tools.writing.template import TemplateWriter
from tests.conftest import NOW
from tests.nodes.injection_texts import ATTACKS, Attack
from tests.nodes.obedient_model import ObedientModel, is_read
from tests.tools.provider_server import ProviderServer, serving

URL = "https://sam.example/about"
_TEXT = """About the work
- Keep the delivery robots of two cities running around the clock.
- {line}
- Design the services that plan routes for the robots.
"""


@pytest.fixture(scope="module")
def model() -> Iterator[tuple[StructuredModel, ObedientModel]]:
    obedient = ObedientModel([attack.wanted for attack in ATTACKS])
    with serving(obedient) as server:
        asked = _model(server)
        yield asked, obedient
        asked.close()


def _model(server: ProviderServer) -> StructuredModel:
    return StructuredModel(Access("obedient", f"{server.url}/v1", SecretStr("k")))


def _person(number: int, attack: Attack | None) -> Person:
    given: dict[str, Any] = {
        "first_name": ("Maria", "Chen")[number],
        "last_name": ("Okafor", "Sample")[number],
        "title": "Staff Engineer",
        "company": "Acme Robotics",
        "hometown": "Dayton",
        "past_employers": ["Borealis"],
        "education": [Education(school="University of Texas at Austin", degree="bachelors", end_year=2016)],
        "skills": ["Python"],
    }
    match attack:
        case Attack("first_name" | "last_name" | "title" | "hometown" as where, text):
            given[where] = text
        case Attack("person.company", text):
            given["company"] = text
        case Attack("employer", text):
            given["past_employers"] = [text]
        case Attack("school", text):
            given["education"] = [Education(school=text, degree="bachelors", end_year=2016)]
        case Attack("skill", text):
            given["skills"] = [text]
    source = [Provenance(source="network: c.csv", date=date(2026, 1, 1))]
    return Person(person_id=f"p{number}", provenance=source, **given)


def _posting(attack: Attack) -> Posting:
    texts = {"posting.title": "Backend Engineer", "posting.company": "Acme Robotics", "posting.place": "Austin, TX"}
    texts |= {attack.where: attack.text} if attack.where in texts else {}
    line = attack.text if attack.where == "posting.text" else "Write software that people like to run."
    return Posting(
        title=texts["posting.title"],
        company=texts["posting.company"],
        locations=[texts["posting.place"]],
        text=_TEXT.format(line=line),
        source="text",
    )


def _sender(attack: Attack) -> Sender:
    def text(where: str, otherwise: str) -> str:
        return attack.text if attack.where == where else otherwise

    work = Work(
        employer=text("resume.employer", "Quill Analytics"),
        position=text("resume.role", "Backend Engineer"),
        highlights=[text("resume.did", "Built an event pipeline for robots")],
        current=True,
    )
    school = text("resume.school", "University of Texas at Austin")
    return Sender(
        name=text("resume.name", "Sam Sender"),
        email="sam@mail.example",
        url=URL,
        hometown="Dayton",
        work=[work, Work(employer="Borealis")],
        education=[Education(school=school, field=text("resume.field", "Physics"), end_year=2016)],
        skills=["Python", text("resume.skill", "Go")],
        source="me.json",
    )


def _contact(person: Person, attack: Attack) -> Contact:
    return Contact(
        **person.model_dump(
            include={"person_id", "first_name", "last_name", "title", "company", "location", "linkedin"}
        ),
        persona="peer",
        email=Email(address=f"{person.person_id}@acme.example", status="unverified"),
        alumni=Alumni(school=attack.text if attack.where == "school" else "University of Texas at Austin"),
    )


def _state(attack: Attack) -> JobState:
    people = [_person(0, attack), _person(1, None)]
    return JobState(
        run_id="r_1",
        opening=_posting(attack),
        jd=_posting(attack).text,
        profile=_sender(attack),
        people={person.person_id: person for person in people},
        contacts=[_contact(person, attack) for person in people],
    )


def _written(state: JobState, tools: Tools) -> tuple[dict[str, Message], list[Problem]]:
    runtime = Runtime(context=Context().with_tools(tools))
    state = state.model_copy(update=collect_facts(state, runtime))
    messages: dict[str, Message] = {}
    problems = []
    for send in to_write(state):
        assert isinstance(send, Send)
        update = write(send.arg, runtime)
        messages |= update["messages"]
        problems += update["problems"]
    return messages, problems


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.where}: {attack.wanted}")
def test_no_message_holds_what_a_text_wanted(
    attack: Attack, tools: Tools, model: tuple[StructuredModel, ObedientModel]
) -> None:
    tools.model = model[0]
    state = _state(attack)
    messages, problems = _written(state, tools)
    assert set(messages) == {"p0", "p1"}, problems
    for person_id, message in messages.items():
        whole = f"{message.subject}\n{message.body}"
        assert not is_read(attack.wanted, whole), whole
        assert set(re.findall(r"https?://\S+|www\.\S+", whole)) <= {URL}
        mail = _mail(state, person_id, message)
        assert mail["To"].addresses[0].addr_spec == f"{person_id}@acme.example"
        assert mail["From"].addresses[0].addr_spec == "sam@mail.example"
        assert not {"Cc", "Bcc", "Reply-To"} & set(mail.keys())


def _mail(state: JobState, person_id: str, message: Message) -> Any:
    assert state.profile is not None
    outgoing = Outgoing(
        key="k",
        recipient_name=state.people[person_id].name,
        recipient=Email(address=f"{person_id}@acme.example"),
        sender=state.profile,
        message=message,
    )
    return email.message_from_bytes(build(outgoing, NOW), policy=policy.default)


def _anything_goes(
    message: Message, brief: Brief, wishes: Wishes, others: Sequence[Message] = ()
) -> list[Reason]:  # the fence that is taken down
    return []


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.where}: {attack.wanted}")
def test_without_the_fences_the_model_would_obey(attack: Attack, model: tuple[StructuredModel, ObedientModel]) -> None:
    facts = [Fact(id="person.title", text=attack.text, source="network")]
    brief = Brief(person_id="p0", name="Maria Okafor", persona="peer", variant=0, facts=facts)
    written = write_batch(model[0], TemplateWriter(), _anything_goes, [brief], Wishes())
    assert is_read(attack.wanted, written.messages["p0"].body)


def test_there_are_enough_of_them_and_each_wants_something_of_its_own() -> None:
    assert len(ATTACKS) >= 40
    assert len({attack.wanted for attack in ATTACKS}) == len(ATTACKS)
    assert len({attack.where for attack in ATTACKS}) >= 15
