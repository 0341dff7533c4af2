"""The records that flow through inroad, and the state of the outreach graph.

Only plain values and nested models live here: a checkpoint must be able to store all of it.
Text that came from outside is kept as it was, with white space folded; nothing is guessed into it.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    RootModel,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

Persona = Literal["peer", "manager", "recruiter", "other"]
Who = Literal["peers", "managers", "recruiters"]
SearchKind = Literal["network", "metro", "locality", "role", "region", "country", "anywhere"]
StrategyKind = Literal["metro_primary", "locality_primary", "country"]
AddressStatus = Literal["verified", "risky", "unverified", "none"]
DraftKind = Literal["eml", "gmail", "imap", "none"]
MessageKind = Literal["introduction", "referral", "linkedin", "follow_up", "none"]
Tone = Literal["friendly", "formal", "direct"]
Verb = Literal["keep", "edit", "rewrite", "skip", "never"]
SchoolKind = Literal["", "post-secondary", "secondary", "primary"]
Level = Literal["cxo", "director", "entry", "manager", "owner", "partner", "senior", "training", "unpaid", "vp"]


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
    """The company of a posting: its name, the key it is matched by, and its domain if known.

    `provider_ids` are the ids that hosted sources give it, by provider ("pdl"). `near_name` is a company
    of a similar name that a source offers because it does not know this one.
    """

    name: str = ""
    key: str = ""
    domain: str = ""
    provider_ids: dict[str, str] = Field(default_factory=dict)
    near_name: str = ""


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
    date: dt.date


class KnownAddress(Record):
    """An e-mail address that some source gives for a person, before any check."""

    address: str
    source: str
    date: dt.date


class Education(Record):
    """One entry of a person's education, as its source writes it.

    `degree` holds all degrees of the entry, separated by commas. `raw` is the line that the source made the entry of
    ("professional certificate, economics, lakeshore university"), `summary` what the person wrote beneath. Months are
    1 to 12. `school_kind` is empty where the source does not say it.
    """

    school: str
    degree: str = ""
    field: str = ""
    end_year: int | None = None
    start_year: int | None = None
    start_month: int | None = None
    end_month: int | None = None
    school_kind: SchoolKind = ""
    school_domain: str = ""
    raw: str = ""
    summary: str = ""


class Person(Record):
    """Somebody who may be written to, with what is known and nothing invented.

    `person_id` is given at first sight and kept through merges; ids that turned out to be the
    same person are in `aliases`. `connected_on` is set when the user knows them personally.
    `company_domain` is the website that a record gives for their employer of today, `company_industry` and
    `company_size` ("51-200") what it says of that employer. `role_since` is when `title` began: "2021-03" or "2021".
    `provider_ids` are ids at hosted sources ("pdl:abc"). `stale` marks a record of a hosted source
    that is too old to be taken for certain.
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
    connected_on: dt.date | None = None
    addresses: list[KnownAddress] = Field(default_factory=list)
    education: list[Education] = Field(default_factory=list)
    past_employers: list[str] = Field(default_factory=list)
    hometown: str = ""
    role_since: str = ""
    skills: list[str] = Field(default_factory=list)
    interests: list[str] = Field(default_factory=list)
    company_domain: str = ""
    company_industry: str = ""
    company_size: str = ""
    provider_ids: list[str] = Field(default_factory=list)
    stale: bool = False
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
    checked_at: dt.datetime | None = None
    trail: list[str] = Field(default_factory=list)


class Fact(Record):
    """A statement that a message may rest on, with the place that it came from.

    Common ground names in `rests_on` the ids of the two facts that it was found by.
    """

    id: str
    text: str
    source: str
    date: dt.date | None = None
    rests_on: list[str] = Field(default_factory=list)


class Message(Record):
    """A message to one person; every checkable claim in it rests on one of its facts.

    `writer` is "template", the model's name, or "you" after an edit; `version` is that of the prompt that a model got.
    """

    subject: str
    body: str
    writer: str
    facts: list[Fact] = Field(default_factory=list)
    kind: MessageKind = "introduction"
    version: str = ""


class Decision(Record):
    """What the user decides on a message in a review.

    `edit` puts `subject` and `body` in its place, `rewrite` has it written anew with a `remark` in mind and shown
    again, `skip` makes no draft, `never` puts the person on the suppression list as well. "keep" alone is short for
    {"do": "keep"}.
    """

    do: Verb
    subject: str = ""
    body: str = ""
    remark: str = ""

    @model_validator(mode="before")
    @classmethod
    def _from_a_word(cls, value: object) -> object:
        return {"do": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _an_edit_has_a_text(self) -> Decision:
        if self.do == "edit" and not (self.subject.strip() and self.body.strip()):
            raise ValueError("an edit needs a subject and a body")
        return self

    @model_serializer(mode="wrap")
    def _without_what_is_empty(self, serialize: SerializerFunctionWrapHandler) -> dict[str, str]:
        return {name: value for name, value in serialize(self).items() if value}


class Decisions(RootModel[dict[str, Decision]]):
    """Decisions by person id, as a review is answered."""


class Draft(Record):
    """A draft that exists: a file (`path`) or a message in a mailbox (`url`); only that one is given out."""

    kind: str
    id: str
    message_id: str
    path: str = ""
    url: str = ""

    @model_serializer(mode="wrap")
    def _without_the_other(self, serialize: SerializerFunctionWrapHandler) -> dict[str, str]:
        return {name: value for name, value in serialize(self).items() if value or name not in ("path", "url")}


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


class Waiting(Record):
    """A message that waits for the user's decision, with what there is to judge it by.

    `remarks` are sentences about what came of an earlier wish to have it rewritten.
    """

    person_id: str
    name: str
    title: str
    company: str
    linkedin: str
    persona: Persona
    why: list[str]
    email: Email
    message: Message
    remarks: list[str] = Field(default_factory=list)


class Review(Record):
    """What a run that is paused waits for; `answer` is the one that keeps everything, to be changed and given back."""

    run_id: str
    title: str
    company: str
    messages: list[Waiting]
    answer: dict[str, Decision]


class Problem(Record):
    """A failure as data: who failed at which step, what happened, what was done about it."""

    provider: str
    step: str
    kind: str
    message: str
    action: str = ""


class Work(Record):
    """One position of the sender, as the resume writes it; `current` when it has no end.

    `since` is when it began: "2021-03" or "2021".
    """

    employer: str = ""
    position: str = ""
    highlights: list[str] = Field(default_factory=list)
    current: bool = False
    since: str = ""


class Sender(Record):
    """Who writes: what a resume or sender file says, with nothing filled in for what it leaves out."""

    name: str
    email: str
    label: str = ""
    phone: str = ""
    url: str = ""
    place: Place = Field(default_factory=Place)
    hometown: str = ""
    work: list[Work] = Field(default_factory=list)
    education: list[Education] = Field(default_factory=list)
    skills: list[str] = Field(default_factory=list)
    interests: list[str] = Field(default_factory=list)
    languages: list[str] = Field(default_factory=list)
    source: str = ""


class SearchTask(Record):
    """One question to one people source: which kind of search, and which page of its answer.

    `exclude` names the people who are not wanted (see `PeopleQuery`); it stays the same from page to
    page, because a page belongs to its question.
    """

    source: str
    kind: SearchKind
    size: int
    page: str = ""
    exclude: list[str] = Field(default_factory=list)

    @property
    def key(self) -> str:
        """The name under which the answer is kept; asking again overwrites it."""
        return f"{self.source}/{self.kind}/{self.page}"


class Found(Record):
    """What one search brought: its people, how many there are in all, and where to go on.

    `near_companies` are names much like the company's, when nobody was found under its own. `left_out` are the ids
    of records that are of no use, so that they are not paid for again.
    """

    task: SearchTask
    people: list[Person] = Field(default_factory=list)
    found: int = 0
    next_page: str = ""
    credits: float = 0
    near_companies: list[str] = Field(default_factory=list)
    left_out: list[str] = Field(default_factory=list)


class SearchReport(Record):
    """A line of the report: what a search asked for, found, and brought that was new."""

    kind: SearchKind
    asked: int
    found: int
    new: int
    credits: float = 0


class Candidate(Record):
    """A person with the reasons for writing to them, before an address is known.

    `score` adds up the points that `why` gives reasons for; more is better. `drafted` says that this
    sender has a draft to them for this posting already.
    """

    person_id: str
    persona: Persona
    score: int
    why: list[str] = Field(default_factory=list)
    alumni: Alumni | None = None
    drafted: bool = False


class Span(Record):
    """When a step ran, in seconds since the epoch, and for how long in all.

    Branches side by side count once; rounds of a loop add up.
    """

    started: float
    ended: float
    seconds: float


class PostingSummary(Record):
    """The posting as the report names it."""

    title: str
    company: str
    location: str
    url: str


class Spend(Record):
    """What one provider was asked and charged, and what the cache saved.

    `uncertain` are credits of calls that broke off, which the provider may have charged; they count against the budget.
    Of a model also the tokens, and the price in US dollars where it is known.
    """

    calls: int = 0
    credits: float = 0
    saved: float = 0
    uncertain: float = 0
    input_tokens: int = 0
    output_tokens: int = 0
    dollars: float | None = None

    @model_serializer(mode="wrap")
    def _without_tokens_where_none(self, serialize: SerializerFunctionWrapHandler) -> dict[str, int | float | None]:
        extra = {"uncertain", "input_tokens", "output_tokens", "dollars"}
        return {name: value for name, value in serialize(self).items() if value or name not in extra}


class Report(Record):
    """What a run ends with; `inroad run --json` prints exactly this."""

    run_id: str
    job_id: str
    posting: PostingSummary
    strategy: Strategy
    searches: list[SearchReport]
    contacts: list[Contact]
    spend: dict[str, Spend]
    problems: list[Problem]
    timings: dict[str, float]


Value = TypeVar("Value")


def merge_by_key(old: dict[str, Value], new: dict[str, Value]) -> dict[str, Value]:
    """Unite two dicts; the later value of a key wins. Doing it twice changes nothing."""
    return {**old, **new}


def merge_problems(old: list[Problem], new: list[Problem]) -> list[Problem]:
    """Append the problems that are not listed yet."""
    return old + [problem for index, problem in enumerate(new) if problem not in old + new[:index]]


def merge_spans(old: dict[str, Span], new: dict[str, Span]) -> dict[str, Span]:
    """Add the time of each step that is not covered yet, so that side by side counts once."""
    merged = dict(old)
    for step, span in new.items():
        merged[step] = _unite(merged[step], span) if step in merged else span
    return merged


def _unite(old: Span, new: Span) -> Span:
    before = max(0.0, min(new.ended, old.started) - new.started)
    after = max(0.0, new.ended - max(new.started, old.ended))
    return Span(
        started=min(old.started, new.started),
        ended=max(old.ended, new.ended),
        seconds=old.seconds + before + after,
    )


class JobInput(BaseModel):
    """What the user asks for: all that shapes the work, so that a resumed run still has it."""

    posting: str = Field("", description="The posting's file (HTML, JSON, Markdown or text).")
    jd: str = Field("", description="The posting's text, pasted, when there is no file.")
    opening: Posting | None = Field(None, description="The posting, when it was read already.")
    job: str = Field("", description="Which job, by its id, when the file holds several.")
    company: str = Field("", description="The company's name, when the posting does not say it.")
    domain: str = Field("", description="The company's mail domain, when you know it.")
    sender: str = Field("", description="Your JSON Resume, or a TOML file with name and email.")
    network: list[str] = Field(
        default_factory=list, description="CSV files of people you know, e.g. LinkedIn's Connections.csv."
    )
    columns: dict[str, str] = Field(
        default_factory=dict, description='Our column names to the file\'s: {"company": "Firma"}.'
    )
    who: list[Who] = Field(default=["peers", "managers", "recruiters"], description="Whom to look for.")
    school: str = Field("", description="Only alumni of this school, with a degree from there.")
    max_contacts: int = Field(8, ge=1, le=100, description="How many people at the most.")
    more: int = Field(0, ge=0, le=100, description="Find this many others than in earlier runs.")
    students: bool = Field(False, description="With a school: people who still study there count as well.")
    budget: str = Field("", description='The most that may be spent, in credits: "40", or "pdl=20,hunter=10".')
    personal: bool = Field(False, description="Allow addresses that are not at the company.")
    kind: MessageKind = Field("introduction", description="What to write: an introduction, a referral ask, ...; none.")
    tone: Tone = Field("friendly", description="How the messages should sound.")
    language: str = Field("", description="The language of the messages (en, de, ...); empty: the posting's.")
    style: str = Field("", description="A text file with messages of yours, whose style a model follows.")
    attach: str = Field("", description="A file to attach to each draft.")
    drafts: DraftKind = Field("eml", description="Where drafts go: eml files, gmail, imap, or none.")
    out: str = Field("", description="The folder for drafts; empty: under INROAD_HOME.")
    review: bool = Field(False, description="Stop before drafts are made, to look at each message.")
    dry_run: bool = Field(False, description="Plan only: read, clean, say where to search, and stop.")
    run_id: str = Field("", description="The run's name; empty: made up.")
    batch: str = Field("", description="The batch that the run belongs to; its budget is that of all its runs.")


class JobState(JobInput):
    """The state of the outreach graph.

    `jd_structured` and `cv_coverage` belong to the larger pipeline around outreach (`analysis.py`) and pass through it.
    `decisions` are those of a review by person id, `remarks` what it has to say on messages that still wait.
    `error` is one sentence when the run ends with less than was asked for.
    """

    job_id: str = ""
    jd_structured: dict[str, JsonValue] = Field(default_factory=dict)
    cv_coverage: dict[str, JsonValue] = Field(default_factory=dict)
    profile: Sender | None = None
    enrichment: TitleInfo = Field(default_factory=TitleInfo)
    company_info: CompanyInfo = Field(default_factory=CompanyInfo)
    strategy: Strategy = Field(default_factory=Strategy)
    tasks: list[SearchTask] = Field(default_factory=list)
    found: Annotated[dict[str, Found], merge_by_key] = Field(default_factory=dict)
    searches: list[SearchReport] = Field(default_factory=list)
    schools: list[str] = Field(default_factory=list)
    ladder: list[list[SearchKind]] = Field(default_factory=list)
    broadened: int = 0
    refetched: int = 0
    people: dict[str, Person] = Field(default_factory=dict)
    ranking: list[Candidate] = Field(default_factory=list)
    shortlist: list[str] = Field(default_factory=list)
    emails: Annotated[dict[str, Email], merge_by_key] = Field(default_factory=dict)
    facts: dict[str, list[Fact]] = Field(default_factory=dict)
    messages: Annotated[dict[str, Message], merge_by_key] = Field(default_factory=dict)
    decisions: Annotated[dict[str, Decision], merge_by_key] = Field(default_factory=dict)
    remarks: Annotated[dict[str, list[str]], merge_by_key] = Field(default_factory=dict)
    made: Annotated[dict[str, Draft], merge_by_key] = Field(default_factory=dict)
    contacts: list[Contact] = Field(default_factory=list)
    problems: Annotated[list[Problem], merge_problems] = Field(default_factory=list)
    spans: Annotated[dict[str, Span], merge_spans] = Field(default_factory=dict)
    output: Report | None = None
    error: str = ""


def wants_drafts(job: JobInput) -> bool:
    """Tell whether drafts are asked for: there are none of what is not written."""
    return job.drafts != "none" and job.kind != "none"


def wanted(job: JobInput) -> int:
    """Return how many contacts are asked for: `more` others, or `max_contacts`."""
    return job.more or job.max_contacts
