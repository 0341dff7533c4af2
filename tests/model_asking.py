"""What tests ask the sandbox's language model, and the sleep that they give it."""

from __future__ import annotations

import json
from threading import Event
from typing import Any

from openai import OpenAI
from pydantic import BaseModel

from inroad.sandbox import MODEL

PEOPLE = {"c0": "Ana Cruz", "c1": "Bo Ito", "c2": "Mila Duong"}
SENDER = {"sender.name": "Robin Vale", "sender.role": "analyst", "posting.company": "Acme Robotics"}


class OneEmail(BaseModel):
    contact_id: str
    subject: str
    body: str
    fact_ids: list[str]


class Emails(BaseModel):
    emails: list[OneEmail]


class Sleep:
    """A sleep that keeps what it was asked for; a long one ends when the test does."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.over = Event()

    def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)
        if seconds > 500:
            self.over.wait(20)


def prompt(extra: str = "", people: dict[str, str] = PEOPLE) -> list[Any]:
    facts = [{"id": fact_id, "text": text} for fact_id, text in SENDER.items()]
    facts += [{"id": "posting.line", "text": extra}] if extra else []
    contacts = [{"contact_id": one, "name": name, "persona": "peer", "facts": facts} for one, name in people.items()]
    return [{"role": "user", "content": json.dumps({"contacts": contacts})}]


def ask(client: OpenAI, **more: Any) -> Any:
    return client.chat.completions.create(**{"model": MODEL, "messages": prompt(), **more})


def emails(client: OpenAI, messages: list[Any] | None = None) -> list[OneEmail]:
    content = ask(client, messages=messages or prompt()).choices[0].message.content
    return Emails.model_validate_json(content).emails
