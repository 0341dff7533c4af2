"""What a branch of a fan-out gets: no more than it needs, since each order is kept with the progress."""

from __future__ import annotations

from pydantic import Field

from inroad.state import (
    CompanyInfo,
    JobInput,
    Message,
    Person,
    Record,
    SearchTask,
    Sender,
    Strategy,
    TitleInfo,
)
from inroad.tools.writing import Brief


class SearchOrder(JobInput):
    """One search to make."""

    task: SearchTask
    company_info: CompanyInfo
    enrichment: TitleInfo
    strategy: Strategy
    schools: list[str] = Field(default_factory=list)


class WriteOrder(JobInput):
    """Messages to be written, in the language that is named in it."""

    briefs: list[Brief]


class Letter(Record):
    """A message with its recipient."""

    person: Person
    address: str
    message: Message


class DraftOrder(JobInput):
    """Drafts to be made; of what the user asked for it holds only what a draft is made from."""

    job_id: str
    profile: Sender
    company_key: str
    letters: list[Letter]
