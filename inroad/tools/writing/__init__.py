"""Writers: from checked facts to a message."""

from typing import Protocol

from inroad.state import Fact, Message, Persona, Record


class Brief(Record):
    """What a writer may use for one message: the facts, and nothing else.

    `variant` is the message's place in its batch, so that a batch does not read as one text.
    Facts are values named by their ids (`FACT_IDS`); a fact that is not known is not there.
    """

    person_id: str
    persona: Persona
    variant: int
    facts: list[Fact]

    def get(self, fact_id: str) -> str:
        """Return a fact's text, or "" when it is not known."""
        return next((fact.text for fact in self.facts if fact.id == fact_id), "")


class Writer(Protocol):
    """Writes messages."""

    name: str
    languages: frozenset[str]

    def write(self, briefs: list[Brief]) -> dict[str, Message]:
        """Return a message by person id, for each brief that could be served."""
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
