"""A model as a queue of answers, whatever their shape, that keeps what it was asked."""

from __future__ import annotations

import json
from typing import Any, cast

from pydantic import BaseModel

from inroad.tools.writing import ModelAnswer, Prompt, Schema, Usage


class AnyQueueModel:
    """Gives one answer after another, and keeps the prompts; an error among the answers is raised."""

    name = "m-1"
    server = "https://model.example/v1"

    def __init__(self, *answers: BaseModel | Exception, notes: tuple[str, ...] = ()) -> None:
        self.answers = list(answers)
        self.notes = notes
        self.prompts: list[Prompt] = []
        self.schemas: list[type[BaseModel]] = []

    def ask(self, prompt: Prompt, schema: type[Schema]) -> ModelAnswer[Schema]:
        self.prompts.append(prompt)
        self.schemas.append(schema)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return ModelAnswer(cast("Schema", answer), Usage(), self.notes)

    @property
    def shown(self) -> list[Any]:
        """What the model was shown as data, question by question."""
        blocks = [prompt.user.split("<data>\n")[1].split("\n</data>")[0] for prompt in self.prompts]
        return [json.loads(block) for block in blocks]
