"""The records that flow through inroad, and the state of the outreach graph.

Only plain values and nested models live here: a checkpoint must be able to store all of it.
Text that came from outside is kept as it was, with white space folded; nothing is guessed into it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Persona = Literal["peer", "manager", "recruiter", "other"]
Who = Literal["peers", "managers", "recruiters"]
SearchKind = Literal["network", "metro", "locality", "role", "region", "country", "anywhere"]
StrategyKind = Literal["metro_primary", "locality_primary", "country"]
AddressStatus = Literal["verified", "risky", "unverified", "none"]
DraftKind = Literal["eml", "none"]
Level = Literal[
    "cxo", "director", "entry", "manager", "owner", "partner", "senior", "training", "unpaid", "vp"
]


class Record(BaseModel):
    """The base of every record: unknown keys are refused, so that a misspelt one is seen."""

    model_config = ConfigDict(extra="forbid")


class Place(Record):
    """A place in plain parts, each empty when it is not known; names in natural case."""

    city: str = ""
    region: str = ""
    country: str = ""


class Posting(Record):
    """A job posting as it was read.

    `locations` are the places as the posting writes them ("Hybrid - Austin, TX"), the first one
    the main one; `address` is what the payload says of that place in parts, where it does.
    `text` is plain text with one paragraph or list item a line. `language` is an ISO 639-1 code.
    `links` are the addresses of pages that the posting points to.
    """

    title: str
    company: str
    locations: list[str] = Field(default_factory=list)
    address: Place = Field(default_factory=Place)
    remote: bool = False
    url: str = ""
    source_id: str = ""
    source: str = ""
    text: str = ""
    language: str = "en"
    links: list[str] = Field(default_factory=list)

    @property
    def location(self) -> str:
        """All places in one line, as the posting writes them."""
        return "; ".join(self.locations)


class TitleInfo(Record):
    """What a job title means, in People Data Labs' vocabulary; empty where nothing is known."""

    title: str = ""
    cleaned_name: str = ""
    similar_titles: list[str] = Field(default_factory=list)
    role: str = ""
    sub_role: str = ""
    levels: list[Level] = Field(default_factory=list)


class CompanyInfo(Record):
    """The company of a posting: its name, the key it is matched by, and its domain if known."""

    name: str = ""
    key: str = ""
    domain: str = ""


class Strategy(Record):
    """Where to look for people.

    `metro` is the name that People Data Labs gives the metropolitan area, in lower case
    ("san francisco, california"); empty when it has none.
    """

    kind: StrategyKind = "country"
    metro: str = ""
    city: str = ""
    region: str = ""
    country: str = ""


class Provenance(Record):
    """Where a piece of knowledge came from, and when."""

    source: str
    date: date


class KnownAddress(Record):
    """An e-mail address that some source gives for a person, before any check."""

    address: str
    source: str
    date: date


class Education(Record):
    """One entry of a person's education, as its source writes it."""

    school: str
    degree: str = ""
    field: str = ""
    end_year: int | None = None


class Person(Record):
    """Somebody who may be written to, with what is known and nothing invented.

    `person_id` is given at first sight and kept through merges; ids that turned out to be the
    same person are in `aliases`. `connected_on` is set when the user knows them personally.
    """

    person_id: str
    aliases: list[str] = Field(default_factory=list)
    first_name: str = ""
    last_name: str = ""
    title: str = ""
    company: str = ""
    location: str = ""
    linkedin: str = ""
    known: bool = False
    connected_on: date | None = None
    addresses: list[KnownAddress] = Field(default_factory=list)
    education: list[Education] = Field(default_factory=list)
    past_employers: list[str] = Field(default_factory=list)
    hometown: str = ""
    provenance: list[Provenance] = Field(default_factory=list)

    @property
    def name(self) -> str:
        """First and last name in one string."""
        return f"{self.first_name} {self.last_name}".strip()


class Alumni(Record):
    """The school that a person shares with what the user asked for, and the degree there."""

    school: str
    degree: str = ""


class Email(Record):
    """An address with its verdict, the source it came from and the steps that led there.

    `score` is 0 to 100 where a provider gave one. `trail` holds a sentence a step.
    """

    address: str = ""
    status: AddressStatus = "none"
    source: str = ""
    score: int | None = None
    checked_at: datetime | None = None
    trail: list[str] = Field(default_factory=list)


class Fact(Record):
    """A statement that a message may rest on, with the place that it came from."""

    id: str
    text: str
    source: str
    date: date | None = None


class Message(Record):
    """A message to one person; every checkable claim in it rests on one of its facts."""

    subject: str
    body: str
    writer: str
    facts: list[Fact] = Field(default_factory=list)


class Draft(Record):
    """A draft that exists: a file (`path`) or a message in a mailbox (`url`)."""

    kind: str
    id: str
    message_id: str
    path: str = ""
    url: str = ""


class Contact(Record):
    """A person of the report, with why, the address, the message and the draft."""

    person_id: str
    first_name: str
    last_name: str
    title: str
    company: str
    location: str
    linkedin: str
    persona: Persona
    why: list[str] = Field(default_factory=list)
    alumni: Alumni | None = None
    email: Email = Field(default_factory=Email)
    message: Message | None = None
    draft: Draft | None = None


class Problem(Record):
    """A failure as data: who failed at which step, what happened, what was done about it."""

    provider: str
    step: str
    kind: str
    message: str
    action: str = ""
