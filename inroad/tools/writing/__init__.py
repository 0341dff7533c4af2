"""Writers: from checked facts to a message."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel, Field

from inroad.errors import GarbledAnswerError
from inroad.state import Fact, Message, MessageKind, Persona, Record, Tone

Schema = TypeVar("Schema", bound=BaseModel)


class Brief(Record):
    """What a writer may use for one message: the facts, and nothing else.

    `name` is the person's whole name, for the greeting; `keys` are their identity keys, which no model is shown;
    `alumni` says that they went to the school that the user asked for. `variant` is the message's place in its batch,
    so that a batch does not read as one text.
    Facts are values named by their ids (`FACT_IDS`), the most telling first; a fact that is not known is not there.
    """

    person_id: str
    name: str
    keys: list[str] = Field(default_factory=list)
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


class Addressee(Record):
    """Somebody whom words are about, with the identity keys by which the words are found and forgotten."""

    person_id: str
    name: str
    keys: list[str]


class Prompt(Record):
    """What a model is asked: the rules, the data, and the version of the prompt that put them together.

    `people` are those whom the answer will be about; the model is not shown it. `asking` tells one asking from another
    where the same words are to be asked anew: a kept answer serves only the asking that it was given to.
    """

    system: str
    user: str
    version: str
    people: list[Addressee] = Field(default_factory=list)
    asking: str = ""


def addressees(briefs: Iterable[Brief]) -> list[Addressee]:
    """Return whom messages of these briefs are about."""
    return [Addressee(person_id=brief.person_id, name=brief.name, keys=brief.keys) for brief in briefs]


class Usage(Record):
    """What a call to a model took; `dollars` where the provider tells it or the price is set."""

    calls: int = 1
    input_tokens: int = 0
    output_tokens: int = 0
    dollars: float | None = None


class ModelAnswer(Generic[Schema]):
    """An answer of the asked shape, what it took, and sentences about what was done differently than set."""

    def __init__(self, value: Schema, usage: Usage, notes: Sequence[str] = ()) -> None:
        self.value = value
        self.usage = usage
        self.notes = tuple(notes)


class UnusableAnswerError(GarbledAnswerError):
    """A model answered, and charges for it, but refused, was cut off, or did not keep to the shape."""

    def __init__(self, message: str, provider: str, usage: Usage) -> None:
        super().__init__(message, provider)
        self.usage = usage


class Model(Protocol):
    """A language model that answers in a given shape; `server` is the address at which it is asked."""

    name: str
    server: str

    def ask(self, prompt: Prompt, schema: type[Schema]) -> ModelAnswer[Schema]:
        """Return the answer as an instance of a schema.

        Raises:
            ContextTooLongError: the prompt is longer than the model can read.
            UnusableAnswerError: the model refused, was cut off, or answered in another shape.
            ProviderError: the model could not be asked.
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
    "posting.line": "a sentence of the posting about the work, word for word; further ones numbered",
    "person.first_name": "how to greet the person",
    "person.title": "the person's title at the company",
    "person.company": "the person's company",
    "person.company_then": "the company at which a record places the person that may be out of date",
    "person.team": "the person's team",
    "person.role_since": "since when the person has had that title",
    "person.place": "where the person lives",
    "person.connected": "month and year since which the user and the person are connected",
    "person.school": "the school asked for, that the person has a degree from; numbered: all their schools",
    "person.degree": "the degree from the school of the same number",
    "person.field": "the field studied at the school of the same number",
    "person.studied": "the years at the school of the same number",
    "person.employer": "companies that the person worked for earlier, numbered",
    "person.hometown": "the town that the person comes from",
    "person.skill": "skills of the person, numbered: those that the user or the posting names too",
    "person.interest": "interests of the person that the user shares, numbered",
    "company.industry": "the industry of the person's company, as a record names it",
    "company.size": "how many people work there, as a record says",
    "common.school": "a school that both went to",
    "common.school_years": "the years in which both were at that school",
    "common.company": "the person's company, for which the user worked earlier",
    "common.employer": "a company that both worked for",
    "common.town": "the town that both come from",
    "common.field": "the kind of work that both do",
    "common.study": "the field that both studied",
    "common.skill": "skills that both name, numbered",
    "common.interest": "interests that both name, numbered",
    "sender.name": "the user's name",
    "sender.role": "what the user is, in their own words",
    "sender.employer": "where the user works now; numbered: where they worked before",
    "sender.role_since": "since when the user has worked there in that role",
    "sender.study": "what the user studied and where",
    "sender.studies": "what the user is studying and where",
    "sender.school": "the schools of the user, numbered",
    "sender.degree": "the degree from the school of the same number, where it is finished",
    "sender.field": "the field studied at the school of the same number",
    "sender.studied": "the years at the school of the same number",
    "sender.did": "what the user did, in the resume's words, starting with a verb in the past; further ones numbered",
    "sender.worked_at": "the employer at which the user did that (of the same number)",
    "sender.skill": "skills of the user that the posting or the person names too, numbered",
    "sender.interest": "interests of the user that the person shares, numbered",
    "sender.language": "languages that the user speaks, numbered",
    "sender.hometown": "the town that the user comes from",
    "sender.phone": "the user's phone number",
    "sender.url": "the user's page",
    "sender.attachment": "the name of the attached file",
    "earlier.subject": "the subject of the message that is followed up on",
    "earlier.date": "the day on which the user wrote that message",
}


@lru_cache(maxsize=1_000)  # each check and each writer asks it of the same ids
def fact_kind(fact_id: str) -> str:
    """Return a fact's id as `FACT_IDS` lists it: "person.employer" for "person.employer.2"."""
    front, _, number = fact_id.rpartition(".")
    return front if number.isdecimal() else fact_id
