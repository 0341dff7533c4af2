"""The language model of the sandbox through OpenAI's own client, over HTTP."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import openai
import pytest
from openai import OpenAI
from pydantic import BaseModel

from inroad.sandbox import KEY, MODEL, Sandbox

FACTS = {
    "person.company": "Acme Robotics",
    "person.title": "Platform Engineer",
    "posting.title": "Data Engineer",
    "posting.company": "Acme Robotics",
    "posting.line": "You build pipelines that feed our robots.",
    "sender.name": "Robin Vale",
    "sender.role": "analyst",
    "sender.employer": "Foo Foods",
}


class OneEmail(BaseModel):
    contact_id: str
    subject: str
    body: str
    fact_ids: list[str]


class Emails(BaseModel):
    emails: list[OneEmail]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """A sandbox that all tests of the file share, since none of them changes it."""
    with Sandbox() as running:
        yield running


@pytest.fixture(scope="module")
def client(sandbox: Sandbox) -> Iterator[OpenAI]:
    with OpenAI(api_key=KEY, base_url=sandbox.model_url, max_retries=0) as opened:
        yield opened


def contact(number: int, **more: Any) -> dict[str, Any]:
    name = ("Ana Cruz", "Bo Ito", "Mila Duong", "Jonas Haddad")[number]
    facts = {"person.first_name": name.split()[0], **FACTS}
    listed = [{"id": fact_id, "text": text} for fact_id, text in facts.items()]
    return {"contact_id": f"c{number}", "name": name, "persona": "peer", "facts": listed, **more}


def prompt(*contacts: dict[str, Any], says: str = "Write one message each.") -> list[Any]:
    block = json.dumps({"contacts": list(contacts)}, ensure_ascii=False)
    system = 'You write honest messages. Answer in JSON: {"emails": [{"contact_id": "...", "body": "..."}]}'
    return [{"role": "system", "content": system}, {"role": "user", "content": f"{says}\n\n{block}\n"}]


THREE = prompt(contact(0), contact(1), contact(2))


def ask(client: OpenAI, messages: list[Any] = THREE, **more: Any) -> Any:
    return client.chat.completions.create(model=MODEL, messages=messages, **more)


def written(client: OpenAI, messages: list[Any] = THREE, **more: Any) -> list[OneEmail]:
    content = ask(client, messages, **more).choices[0].message.content
    return Emails.model_validate_json(content).emails


def test_honest_messages(client: OpenAI) -> None:
    emails = written(client)
    assert [email.contact_id for email in emails] == ["c0", "c1", "c2"]
    for email, first in zip(emails, ("Ana", "Bo", "Mila"), strict=True):
        assert 60 <= len(email.body.split()) <= 120
        assert first in email.body.splitlines()[0]
        assert email.body.endswith("\nRobin Vale")
        assert set(email.fact_ids) <= {"person.first_name", *FACTS}
        assert email.fact_ids
    assert len({email.body.split("\n\n", 1)[1] for email in emails}) == 3
    assert written(client) == emails


@pytest.mark.parametrize(
    ("says", "word"),
    [
        ("Write in German.", "Grüße|Grüßen"),
        ("Language: fr", "ordialement|remerciements"),
        ("Language of the text: the one with the ISO 639-1 code 'es', in any case.", "saludo|Saludos"),
        ("Write the messages in Spanish.", "saludo|Saludos"),
        ("Language of the messages: English", "regards|wishes|best|thanks|Sincerely"),
    ],
)
def test_languages(client: OpenAI, says: str, word: str) -> None:
    for email in written(client, prompt(contact(0), contact(1), says=says)):
        assert re.search(word, email.body), email.body


def test_kinds(client: OpenAI) -> None:
    def of(kind: str, persona: str = "peer") -> str:
        return written(client, prompt(contact(0, kind=kind, persona=persona)))[0].body

    assert len(of("linkedin")) <= 200
    assert re.search("referr|passing my name|putting in a word", of("referral"))
    assert re.search("earlier message|reminder|follow up|second, shorter", of("follow_up"))
    assert re.search("open|applications|opening|application|next step", of("introduction", "recruiter"))


def test_a_message_with_remarks_is_written_anew(client: OpenAI) -> None:
    first = written(client, prompt(contact(0)))[0].body
    again = written(client, prompt(contact(0, reasons=["the number 7 is in no fact"])))[0].body
    aside = written(client, prompt(contact(0), says="Write one each.\n- c0: the number 7 is in no fact"))[0].body
    assert len({first, again, aside}) == 3


def test_facts_beside_the_contacts_and_facts_as_an_object(client: OpenAI) -> None:
    bare = {"contact_id": "c9", "name": "Rosa Odd", "persona": "peer", "facts": {"person.title": "Welder"}}
    shared = {"sender": [{"id": "sender.name", "text": "Kim Oak"}], "contacts": [bare]}
    email = written(client, [{"role": "user", "content": json.dumps(shared)}])[0]
    assert email.body.endswith("\nKim Oak")
    assert "Rosa" in email.body.splitlines()[0]


def test_the_schema_is_obeyed(client: OpenAI) -> None:
    parsed = client.chat.completions.parse(model=MODEL, messages=THREE, response_format=Emails)
    answer = parsed.choices[0].message.parsed
    assert answer is not None
    assert [email.contact_id for email in answer.emails] == ["c0", "c1", "c2"]


def test_another_schema_gets_a_small_instance(client: OpenAI) -> None:
    class Part(BaseModel):
        day: str | None
        count: int

    class Other(BaseModel):
        title: str
        part: Part
        parts: list[Part]
        sure: bool

    messages: Any = [{"role": "user", "content": "Hello"}]
    parsed = client.chat.completions.parse(model=MODEL, messages=messages, response_format=Other)
    part = Part(day=None, count=0)
    assert parsed.choices[0].message.parsed == Other(title="none", part=part, parts=[], sure=False)


@pytest.mark.parametrize(
    ("schema", "says"),
    [
        ({"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}, "additionalProperties"),
        (
            {"type": "object", "properties": {"a": {"type": "string"}}, "required": [], "additionalProperties": False},
            "Missing 'a'",
        ),
        ({"type": "array", "items": {"type": "string"}}, "'type: \"object\"'"),
        (
            {
                "type": "object",
                "properties": {"a": {"type": "object", "additionalProperties": {"type": "string"}}},
                "required": ["a"],
                "additionalProperties": False,
            },
            "additionalProperties",
        ),
        (
            {
                "type": "object",
                "properties": {"a": {"type": "array"}},
                "required": ["a"],
                "additionalProperties": False,
            },
            "missing items",
        ),
        (
            {
                "type": "object",
                "properties": {"a": {"anyOf": [{"allOf": []}]}},
                "required": ["a"],
                "additionalProperties": False,
            },
            "'allOf' is not permitted",
        ),
    ],
)
def test_strict_mode_refuses(client: OpenAI, schema: dict[str, Any], says: str) -> None:
    described: Any = {"type": "json_schema", "json_schema": {"name": "Answer", "schema": schema, "strict": True}}
    with pytest.raises(openai.BadRequestError, match=f"Invalid schema for response_format 'Answer'.*{says}"):
        ask(client, response_format=described)
    described["json_schema"]["strict"] = False
    assert ask(client, response_format=described).choices[0].finish_reason == "stop"


def tool(*, strict: bool = False) -> dict[str, Any]:
    schema = Emails.model_json_schema()
    schema["additionalProperties"] = False
    schema["$defs"]["OneEmail"]["additionalProperties"] = False
    return {"type": "function", "function": {"name": "Emails", "parameters": schema, "strict": strict}}


@pytest.mark.parametrize(
    ("choice", "ended"),
    [
        ({"type": "function", "function": {"name": "Emails"}}, "stop"),
        ("required", "tool_calls"),
        ("auto", "tool_calls"),
    ],
)
def test_tools(client: OpenAI, choice: Any, ended: str) -> None:
    answer = ask(client, tools=[tool(strict=True)], tool_choice=choice).choices[0]
    assert (answer.finish_reason, answer.message.content) == (ended, None)
    call = answer.message.tool_calls[0]
    assert call.function.name == "Emails"
    assert len(Emails.model_validate_json(call.function.arguments).emails) == 3


def test_no_tool_when_none_is_wanted(client: OpenAI) -> None:
    assert ask(client, tools=[tool()], tool_choice="none").choices[0].message.tool_calls is None


def test_json_object(client: OpenAI) -> None:
    wanted = {"type": "json_object"}
    assert len(written(client, response_format=wanted)) == 3
    with pytest.raises(openai.BadRequestError, match="must contain the word 'json'"):
        ask(client, [{"role": "user", "content": "Hello"}], response_format=wanted)


def test_without_contacts(client: OpenAI) -> None:
    hello: list[Any] = [{"role": "user", "content": [{"type": "text", "text": "Hello, [] and {no json}"}]}]
    assert ask(client, hello).choices[0].message.content == "I see no contacts to write to."
    assert written(client, [*hello, {"role": "user", "content": "JSON"}], response_format={"type": "json_object"}) == []


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"enum": ["a", "b"]}, "a"),
        ({"const": 7}, 7),
        ({"type": ["string", "null"]}, "none"),
        ({"type": "string", "format": "date"}, "2026-10-01"),
        ({"type": "number", "minimum": 3}, 3),
        ({"anyOf": [{"type": "integer"}, {"type": "string"}]}, 0),
        ({"type": "array", "items": {"type": "boolean"}, "minItems": 2}, [False, False]),
        ({}, None),
    ],
)
def test_values_of_a_schema(client: OpenAI, schema: dict[str, Any], value: Any) -> None:
    whole = {"type": "object", "properties": {"it": schema}, "required": ["it"], "additionalProperties": False}
    wanted = {"type": "json_schema", "json_schema": {"name": "Answer", "schema": whole, "strict": True}}
    content = ask(client, [{"role": "user", "content": "Hello"}], response_format=wanted).choices[0].message.content
    assert json.loads(content) == {"it": value}


def test_more_that_is_wanted_of_an_email(client: OpenAI) -> None:
    class Rated(OneEmail):
        stars: int

    class Answer(BaseModel):
        messages: list[Rated]

    parsed = client.chat.completions.parse(model=MODEL, messages=THREE, response_format=Answer)
    answer = parsed.choices[0].message.parsed
    assert answer is not None
    assert [(email.contact_id, email.stars) for email in answer.messages] == [("c0", 0), ("c1", 0), ("c2", 0)]


def test_facts_under_their_ids_beside_the_contacts(client: OpenAI) -> None:
    bare = {"contact_id": "c9", "name": "Rosa Odd", "persona": "peer", "facts": []}
    block = {"sender.name": "Kim Oak", "contacts": [bare], "c9": ["too long"]}
    email = written(client, [{"role": "user", "content": json.dumps(block)}])[0]
    assert (email.body.splitlines()[-1], email.fact_ids) == ("Kim Oak", ["sender.name"])
