"""Writers: from checked facts to a message."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from inroad.state import Fact, Message, MessageKind, Persona, Record, Tone

Schema = TypeVar("Schema", bound=BaseModel)


class Brief(Record):
    """What a writer may use for one message: the facts, and nothing else.

    `name` is the person's whole name, for the greeting; `alumni` says that they went to the school that the user
    asked for. `variant` is the message's place in its batch, so that a batch does not read as one text.
    Facts are values named by their ids (`FACT_IDS`), the most telling first; a fact that is not known is not there.
    """

    person_id: str
    name: str
    persona: Persona
    alumni: bool = False
    kind: MessageKind = "introduction"
    variant: int
    facts: list[Fact]

    def get(self, fact_id: str) -> str:
        """Return a fact's text, or "" when it is not known."""
        return next((fact.text for fact in self.facts if fact.id == fact_id), "")


class Wishes(Record):
    """How the user wants messages to be: the language (ISO 639-1), the tone, and examples of their own style."""

    language: str = "en"
    tone: Tone = "friendly"
    examples: str = ""


class Writer(Protocol):
    """Writes messages without a model."""

    name: str
    languages: frozenset[str]

    def write(self, briefs: list[Brief]) -> dict[str, Message]:
        """Return a message by person id, for each brief that could be served."""
        ...


class Prompt(Record):
    """What a model is asked: the rules, the data, and the version of the prompt that put them together."""

    system: str
    user: str
    version: str


class Usage(Record):
    """What a call to a model took; `dollars` where the provider tells it or the price is set."""

    calls: int = 1
    input_tokens: int = 0
    output_tokens: int = 0
    dollars: float | None = None


class ModelAnswer(Generic[Schema]):
    """An answer of the asked shape, and what it took."""

    def __init__(self, value: Schema, usage: Usage) -> None:
        self.value = value
        self.usage = usage


class Model(Protocol):
    """A language model that answers in a given shape."""

    name: str

    def ask(self, prompt: Prompt, schema: type[Schema]) -> ModelAnswer[Schema]:
        """Return the answer as an instance of a schema.

        Raises:
            ProviderError: the model could not be asked, refused, was cut off, or answered in another shape.
        """
        ...


class Reason(Record):
    """Why a message may not become a draft: the kind of flaw, the words at fault, and a sentence about it."""

    kind: str
    words: str
    says: str


class Checker(Protocol):
    """Says what is wrong with a message (see `inroad.tools.writing.checking.check`)."""

    def __call__(self, message: Message, brief: Brief, wishes: Wishes, others: Sequence[Message] = ()) -> list[Reason]:
        """Return the reasons against a message, none when it may become a draft."""
        ...


FACT_IDS = {
    "posting.title": "the role, as the posting names it",
    "posting.company": "the company, as the posting names it",
    "posting.place": "where the role is, as the posting writes it",
    "posting.line": "a sentence of the posting about the work, word for word",
    "person.first_name": "how to greet the person",
    "person.title": "the person's title",
    "person.company": "the person's company",
    "person.connected": "month and year since which the user and the person are connected",
    "person.school": "a school that the person went to",
    "common.school": "a school that both went to",
    "common.employer": "a company that both worked for",
    "common.town": "the town that both come from",
    "sender.name": "the user's name",
    "sender.role": "what the user is, in their own words",
    "sender.employer": "where the user works now",
    "sender.study": "what the user studied and where",
    "sender.studies": "what the user is studying and where",
    "sender.did": "what the user did, in the words of the resume, starting with a verb in the past",
    "sender.worked_at": "the employer at which the user did that",
    "sender.phone": "the user's phone number",
    "sender.url": "the user's page",
    "sender.attachment": "the name of the attached file",
}
