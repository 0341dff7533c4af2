"""A model that writes as the template does and notes each question; processes that die right after an answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from inroad.graph.run import decide, run_outreach
from inroad.settings import Context
from inroad.state import JobInput
from inroad.tools.writing import Brief, ModelAnswer, Prompt, Schema, Usage
from inroad.tools.writing.template import TemplateWriter
from tests.graph.dying_worker import dying_context

QUESTIONS = "questions.txt"
USAGE = Usage(input_tokens=7, output_tokens=3)


class NotingModel:
    """Writes true messages; each question is a line of a file, so that it is known when its process is not."""

    name = "noting"
    server = "https://model.example/v1"

    def __init__(self, home: Path) -> None:
        self._file = home / QUESTIONS

    def ask(self, prompt: Prompt, schema: type[Schema]) -> ModelAnswer[Schema]:
        with self._file.open("a") as file:
            file.write(f"{prompt.version} {[each.person_id for each in prompt.people]} {prompt.asking}\n")
        block = prompt.user.split("<data>\n")[1].split("\n</data>")[0]
        emails = [_email(contact, number) for number, contact in enumerate(json.loads(block)["contacts"])]
        return ModelAnswer(schema.model_validate({"emails": emails}), USAGE)


def _email(contact: dict[str, Any], number: int) -> dict[str, Any]:
    facts = [{**fact, "source": "test"} for fact in contact["facts"]]
    known = {name: contact[name] for name in ("name", "persona", "alumni", "kind")}
    variant = number + 3 * ("written" in contact)  # whoever asks for other words gets some
    brief = Brief.model_validate({**known, "person_id": contact["contact_id"], "variant": variant, "facts": facts})
    message = TemplateWriter().write([brief])[brief.person_id]
    return {"contact_id": brief.person_id, "subject": message.subject, "body": message.body, "fact_ids": []}


def questions(home: Path) -> list[str]:
    """Return what the model was asked, in no order that means anything."""
    file = home / QUESTIONS
    return sorted(file.read_text().splitlines()) if file.exists() else []


def run_until_an_answer(home: Path, job: JobInput) -> None:
    """Run a posting, and die right after an answer of the model."""
    run_outreach(job, _context(home))


def decide_until_an_answer(home: Path, run_id: str, decisions: dict[str, dict[str, str]]) -> None:
    """Go on with a paused run, and die right after an answer of the model."""
    decide(run_id, decisions, _context(home))


def _context(home: Path) -> Context:
    context = dying_context(home, "after ask", 1)
    context.tools.model = NotingModel(home)
    return context
