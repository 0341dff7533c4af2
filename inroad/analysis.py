"""The records of the larger pipeline, layer by layer, and the state of its graph.

Everything said of a posting, a CV or a company comes with where it is written: a `Quote` of the posting, a line of
the CV, a page with its address and date. Nothing is in here that occurs nowhere.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from inroad.state import (
    CompanyInfo,
    Contact,
    Education,
    Fact,
    JobInput,
    Place,
    PostingSummary,
    Problem,
    Record,
    Sender,
    Span,
    Spend,
    TitleInfo,
    merge_problems,
    merge_spans,
)

Layer = Literal["jd", "coverage", "gaps", "research", "contacts", "fit", "output"]
LEFT_OUT = "It was left out."
LAYERS: tuple[Layer, ...] = ("jd", "coverage", "gaps", "research", "contacts", "fit", "output")

PostingPart = Literal["title", "text", "location"]
FoundBy = Literal["rules", "model"]
Need = Literal["must", "nice"]
Seniority = Literal["", "intern", "junior", "mid", "senior", "lead", "principal", "manager", "director", "executive"]
WorkMode = Literal["", "remote", "hybrid", "onsite"]
DegreeLevel = Literal["", "secondary", "vocational", "associate", "bachelor", "master", "doctorate"]
PayPeriod = Literal["", "hour", "day", "week", "month", "year"]
LanguageLevel = Literal["", "basic", "good", "fluent", "native"]


class Quote(Record):
    """Words of the posting as they stand there: `part[start:end]` is `text`, in characters.

    `part` says of what: the posting's title, its text (`Posting.text`, the state's `jd`) or its location.
    """

    text: str
    part: PostingPart = "text"
    start: int
    end: int
    by: FoundBy = "rules"


class Years(Record):
    """Years of experience that are asked for; `at_most` is None where there is no upper end."""

    at_least: float = 0
    at_most: float | None = None


class LanguageNeed(Record):
    """A spoken language (ISO 639-1) and how well, "" where that is not told."""

    code: str
    level: LanguageLevel = ""


class Requirement(Record):
    """One line of what a posting asks for.

    `id` is "r1", "r2", ... in the order of the text. `skills` are their normal names (see `tools/skills.py`);
    `any_of` says that one of them will do ("Python, Go or Java"). `years`, `degree`, `fields` (of study, as written)
    and `languages` are what the line asks for beside them. `weight` is 0 to 1, 1 for what weighs most in this posting.
    """

    id: str
    need: Need
    quote: Quote
    skills: list[str] = Field(default_factory=list)
    any_of: bool = False
    years: Years | None = None
    degree: DegreeLevel = ""
    or_experience: bool = False
    fields: list[str] = Field(default_factory=list)
    languages: list[LanguageNeed] = Field(default_factory=list)
    weight: float = Field(1.0, ge=0, le=1)


class SkillMention(Record):
    """A skill by its normal name, and where the posting names it first."""

    name: str
    quote: Quote


class Pay(Record):
    """What the posting says it pays; `currency` is ISO 4217, "" where only a sign is there that several share."""

    at_least: float | None = None
    at_most: float | None = None
    currency: str = ""
    period: PayPeriod = ""
    quote: Quote


class Deadline(Record):
    """Until when to apply; None where the text names a day that cannot be read as a date."""

    date: dt.date | None
    quote: Quote


class LanguageAsked(Record):
    """A language that the posting asks for, and where."""

    language: LanguageNeed
    need: Need
    quote: Quote


class JdStructure(Record):
    """What a posting says, in parts, each with where it says so; what it does not say is empty.

    `years` and `degree` are those of the requirements that must be met, or else of any. `unsure` are sentences about
    what the rules could not place and no model was asked about. `language` is the posting's own (ISO 639-1).
    """

    title: Quote | None = None
    seniority: Seniority = ""
    seniority_quote: Quote | None = None
    team: Quote | None = None
    requirements: list[Requirement] = Field(default_factory=list)
    responsibilities: list[Quote] = Field(default_factory=list)
    skills: list[SkillMention] = Field(default_factory=list)
    years: Years | None = None
    degree: DegreeLevel = ""
    work_mode: WorkMode = ""
    work_mode_quote: Quote | None = None
    pay: Pay | None = None
    languages: list[LanguageAsked] = Field(default_factory=list)
    deadlines: list[Deadline] = Field(default_factory=list)
    language: str = "en"
    unsure: list[str] = Field(default_factory=list)

    def of_need(self, need: Need) -> list[Requirement]:
        """Return the requirements that must be met, or those that are nice to have."""
        return [requirement for requirement in self.requirements if requirement.need == need]


SectionKind = Literal[
    "summary",
    "work",
    "volunteer",
    "education",
    "skills",
    "projects",
    "certificates",
    "publications",
    "awards",
    "languages",
    "interests",
    "references",
]
Strength = Literal["covered", "partly", "related", "missing"]


class CvLine(Record):
    """One statement of a CV, word for word, with its place in the JSON: "work[0].highlights[1]"."""

    path: str
    text: str


class CvSection(Record):
    """One entry of a CV: a position, a study, a project, a group of skills.

    `path` is "work[0]"; `title` and `organisation` are shown to a reader. `since` and `until` are "2021-03", "2021" or
    "" where not told; `current` says that it has no end yet. `level` is how well the skills of a group are known, as
    written ("Beginner"). `lines` are all statements of the entry.
    """

    path: str
    kind: SectionKind
    title: str = ""
    organisation: str = ""
    since: str = ""
    until: str = ""
    current: bool = False
    level: str = ""
    lines: list[CvLine] = Field(default_factory=list)


class CvLanguage(Record):
    """A language of a CV (ISO 639-1 where known, else ""), as written, and how well."""

    code: str = ""
    name: str
    level: LanguageLevel = ""
    path: str


class MasterCv(Record):
    """A CV as JSON Resume has it, whole: what the user can truly say of themselves.

    `sender` is the same CV as outreach reads it. `remarks` are sentences about what is odd in it: dates that
    contradict each other, an entry without dates.
    """

    sender: Sender
    summary: str = ""
    place: Place = Field(default_factory=Place)
    sections: list[CvSection] = Field(default_factory=list)
    education: list[Education] = Field(default_factory=list)
    languages: list[CvLanguage] = Field(default_factory=list)
    remarks: list[str] = Field(default_factory=list)


class Evidence(Record):
    """A line of the CV that a requirement rests on; `skills` are those (normal names) that the line shows."""

    section: str
    path: str
    text: str
    skills: list[str] = Field(default_factory=list)


class RequirementCoverage(Record):
    """How far the CV covers one requirement, by what, and what is missing; `why` is a sentence.

    `covered`: all that the line asks for is there. `partly`: some of it is. `related`: something near it is.
    """

    requirement: str
    strength: Strength
    evidence: list[Evidence] = Field(default_factory=list)
    missing: list[str] = Field(default_factory=list)
    why: str


class SectionCoverage(Record):
    """What a section of the CV does for this posting: the share (0 to 1) of its lines that a requirement rests on."""

    section: str
    title: str
    lines: int
    share: float
    requirements: list[str] = Field(default_factory=list)


class CvCoverage(Record):
    """The requirements of a posting against a CV, and the CV's sections against the posting.

    `years` are all years of paid work, none counted twice; `years_by_skill` those in which a skill was used, by its
    normal name. `remarks` are sentences about what could not be reckoned.
    """

    requirements: list[RequirementCoverage] = Field(default_factory=list)
    sections: list[SectionCoverage] = Field(default_factory=list)
    years: float | None = None
    years_by_skill: dict[str, float] = Field(default_factory=dict)
    remarks: list[str] = Field(default_factory=list)

    def of(self, requirement: str) -> RequirementCoverage | None:
        """Return how a requirement is covered, by its id."""
        return next((each for each in self.requirements if each.requirement == requirement), None)


Remedy = Literal["reword", "learn", "address", "do_not_apply"]
Advice = Literal["apply", "apply_with_gaps", "do_not_apply", "cannot_tell"]


class Gap(Record):
    """A requirement that the CV does not fully cover, what weight it has, and an honest remedy.

    `reword`: it is there under other words, `evidence` says where. `learn`: it can be learnt in the time there is.
    `address`: say in the letter how it stands. `do_not_apply`: without it there is no use in applying.
    `what` and `why` are sentences; neither claims what the CV does not.
    """

    requirement: str
    text: str
    need: Need
    strength: Strength
    weight: float
    remedy: Remedy
    what: str
    why: str
    evidence: list[Evidence] = Field(default_factory=list)


class GapAnalysis(Record):
    """The gaps, the weightiest first, and what they come to: an advice with its sentence."""

    gaps: list[Gap] = Field(default_factory=list)
    advice: Advice = "cannot_tell"
    why: str = ""


Topic = Literal["what", "size", "product", "news", "hiring", "funding", "tech", "people", "place", "note"]


class Statement(Record):
    """Something said of the company, word for word from where it is written.

    `url` is the page (a posting's own address, or "posting" and "notes" where there is none), `date` that of the page,
    else None; `seen_on` is when it was read. `source` is "serper", "tavily", "firecrawl", "posting" or "notes".
    """

    topic: Topic
    text: str
    url: str
    date: dt.date | None = None
    seen_on: dt.date
    source: str
    by: FoundBy = "rules"


class Dossier(Record):
    """What is known of a company; every statement says where it comes from.

    `complete` says that every source that has a key was asked and answered. `from_cache` is the day on which it was
    looked up, where that was not now.
    """

    company: CompanyInfo
    statements: list[Statement] = Field(default_factory=list)
    complete: bool = False
    from_cache: dt.date | None = None

    def on(self, topic: Topic) -> list[Statement]:
        """Return what is said on a topic, the newest first."""
        found = [each for each in self.statements if each.topic == topic]
        return sorted(found, key=lambda each: each.date or dt.date.min, reverse=True)


ContactRole = Literal["hiring_manager", "team_peer", "recruiter", "executive", "other"]


class RoledContact(Contact):
    """A contact with the part they play towards this posting, and a sentence why.

    `role_sure` is False where the title tells too little: then it is the likeliest part.
    """

    role: ContactRole = "other"
    role_why: str = ""
    role_by: FoundBy = "rules"
    role_sure: bool = True


FitName = Literal["must_haves", "nice_to_haves", "experience", "domain", "place", "pay", "company", "contacts"]


class FitPart(Record):
    """One part of a score: `points` of at most `most`, and the sentence that says why."""

    name: FitName
    points: float
    most: float
    why: str
    known: bool = True


class Fit(Record):
    """How well a CV fits a posting: `score` is the sum of the parts' points, of 100 where all is known.

    A part of which nothing is known counts half of its points and says so (`known` is False).
    """

    score: float = 0
    parts: list[FitPart] = Field(default_factory=list)


class ToDo(Record):
    """One thing to do, why, and on what it rests: ids of requirements, people, sections of the CV."""

    do: str
    why: str
    rests_on: list[str] = Field(default_factory=list)


class ApplicationStrategy(Record):
    """How to go about an application: whom to write first, what to stress, what to fix before."""

    summary: str = ""
    write_first: list[ToDo] = Field(default_factory=list)
    stress: list[ToDo] = Field(default_factory=list)
    fix: list[ToDo] = Field(default_factory=list)


class CoverLetter(Record):
    """A letter in which every checkable claim rests on one of its facts; `writer` is "template" or the model's name."""

    text: str
    writer: str
    facts: list[Fact] = Field(default_factory=list)
    version: str = ""


class NotReached(Record):
    """A layer that has no result, and why: left out, out of time, failed, or something that it needs is missing."""

    layer: Layer
    why: str


class Analysis(Record):
    """What the pipeline ends with; `inroad analyse --json` prints exactly this."""

    run_id: str
    job_id: str
    posting: PostingSummary
    jd: JdStructure | None = None
    coverage: CvCoverage | None = None
    gaps: GapAnalysis | None = None
    company: Dossier | None = None
    contacts: list[RoledContact] = Field(default_factory=list)
    fit: Fit | None = None
    strategy: ApplicationStrategy | None = None
    letter: CoverLetter | None = None
    not_reached: list[NotReached] = Field(default_factory=list)
    kept: list[Layer] = Field(default_factory=list, description="Layers whose result was there from an earlier run.")
    spend: dict[str, Spend] = Field(default_factory=dict)
    problems: list[Problem] = Field(default_factory=list)
    timings: dict[str, float] = Field(default_factory=dict)


class AnalysisInput(JobInput):
    """What the user asks of the pipeline: a posting, a CV, and which layers."""

    cv: str = Field("", description="Your CV as JSON Resume; the sender too, where no other is given.")
    notes: str = Field("", description="A text file with what you know of the company.")
    layers: list[Layer] = Field(default=[*LAYERS], description="Which layers to work on.")
    again_from: Layer | None = Field(None, description="The layer from which on kept results are made anew.")


def merge_kept(old: list[Layer], new: list[Layer]) -> list[Layer]:
    """Add the layers that are not listed yet, in the order of the pipeline."""
    return [layer for layer in LAYERS if layer in old or layer in new]


def merge_not_reached(old: list[NotReached], new: list[NotReached]) -> list[NotReached]:
    """Add what is not listed yet, in the order of the pipeline."""
    told = {each.layer: each for each in [*new, *old]}
    return [told[layer] for layer in LAYERS if layer in told]


class AnalysisState(AnalysisInput):
    """The state of the pipeline's graph.

    The names `job_id, jd, jd_structured, cv_coverage, company_info, contacts, enrichment, output, error` are those that
    job pipelines have for these things. `employer` is who the company is, `own_notes` the text of the user's notes,
    `found_contacts` are those of the search before they have a role. `started` is when the run began, in seconds since
    the epoch.
    """

    job_id: str = ""
    started: float = 0
    master_cv: MasterCv | None = None
    own_notes: str = ""
    employer: CompanyInfo = Field(default_factory=CompanyInfo)
    enrichment: TitleInfo = Field(default_factory=TitleInfo)
    jd_structured: JdStructure | None = None
    cv_coverage: CvCoverage | None = None
    gaps: GapAnalysis | None = None
    company_info: Dossier | None = None
    found_contacts: list[Contact] = Field(default_factory=list)
    contacts: list[RoledContact] = Field(default_factory=list)
    fit: Fit | None = None
    output: Analysis | None = None
    kept: Annotated[list[Layer], merge_kept] = Field(default_factory=list)
    not_reached: Annotated[list[NotReached], merge_not_reached] = Field(default_factory=list)
    problems: Annotated[list[Problem], merge_problems] = Field(default_factory=list)
    spans: Annotated[dict[str, Span], merge_spans] = Field(default_factory=dict)
    error: str = ""
