"""A model whose answers are kept: the same question is paid for once, and nothing is paid for twice after a crash."""

from __future__ import annotations

import uuid
from typing import Protocol

from inroad.errors import GarbledAnswerError
from inroad.tools.cache import Paid, PaidCache, question_key
from inroad.tools.store import Document
from inroad.tools.writing import Model, ModelAnswer, Prompt, Schema, UnusableAnswerError, Usage
from inroad.tools.writing.model import NAME
from inroad.tools.writing.model_meaning import shape_of


class Account(Protocol):
    """Puts down what a call took, in the purse that pays for it; what has a name is put down once (`Ledger.used`)."""

    def __call__(self, purse: str, provider: str, usage: Usage, once: str = "") -> None:
        """Put it down."""
        ...


class KeptModel:
    """Asks a model, keeps each answer before anybody sees it, and has what it took put down to who asks.

    The same question to the same model gives the kept answer for 30 days, and takes nothing. An answer that cannot be
    used is paid for and not kept. Of several threads with one question, one asks.

    An answer is kept with what it took as owed by its purse, in which it is then put down as a charge of its own:
    whoever is killed in between and goes on pays nothing, and puts it down once.
    """

    def __init__(self, model: Model, kept: PaidCache, purse: str, account: Account) -> None:
        """Stand before a model; `account` (see `Ledger.used`) is told of each call, be its answer of use or not."""
        self.name = model.name
        self.server = model.server
        self._model = model
        self._kept = kept
        self._purse = purse
        self._account = account

    def ask(self, prompt: Prompt, schema: type[Schema]) -> ModelAnswer[Schema]:
        """Return the answer that is kept, else the model's. Raises as `Model.ask` does."""
        key = self._key(prompt, schema)
        with self._kept.alone(NAME, "words", [key]):
            if there := self._kept.get_records(NAME, "words", [key]):
                words = there[key].value
                self._settle(words)
                return ModelAnswer(schema.model_validate(words["answer"]), Usage(calls=0))
            answer = self._asked(prompt, schema)
            words = _words(prompt, answer, self._purse)
            self._keep(key, words)
            self._settle(words)
            return answer

    def _asked(self, prompt: Prompt, schema: type[Schema]) -> ModelAnswer[Schema]:
        try:
            return self._model.ask(prompt, schema)
        except GarbledAnswerError as error:
            self._account(self._purse, NAME, error.usage if isinstance(error, UnusableAnswerError) else Usage())
            raise

    def _settle(self, words: Document) -> None:
        """Put down what an answer took, where this purse owes it."""
        if words["owed_by"] == self._purse:
            self._account(self._purse, NAME, Usage.model_validate(words["usage"]), once=words["charge"])

    def _keep(self, key: str, words: Document) -> None:
        names = (name for each in words["people"] for name in (each["person_id"], *each["keys"]))
        self._kept.put_records(NAME, "words", {key: Paid(words, people=tuple(dict.fromkeys(names)))})

    def _key(self, prompt: Prompt, schema: type[Schema]) -> str:
        asked = prompt.model_dump(include={"system", "user", "asking"})
        return question_key({**asked, "model": self.name, "server": self.server, "shape": shape_of(schema)})


def _words(prompt: Prompt, answer: ModelAnswer[Schema], purse: str) -> Document:
    """An answer as it is kept: with those whom it is about, each with all names by which they are found."""
    return {
        "people": [each.model_dump(mode="json") for each in prompt.people],
        "answer": answer.value.model_dump(mode="json"),
        "usage": answer.usage.model_dump(mode="json"),
        "owed_by": purse,
        "charge": uuid.uuid4().hex[:16],
    }
