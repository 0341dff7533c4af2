"""People sources: who works at a company. The user's own network is one; a later one is hosted."""

from __future__ import annotations

from typing import Protocol

from pydantic import Field

from inroad.state import CompanyInfo, Person, Record, SearchKind, Strategy, TitleInfo, Who


class PeopleQuery(Record):
    """What to look for.

    `schools` are all the spellings of the one school that alumni are wanted of, in lower case.
    `exclude` names people who are not wanted again: person ids, aliases, identity keys
    ("linkedin:<slug>"), ids at the provider ("pdl:<id>"). `size` is how many people are wanted; a
    source that costs nothing may give more. `purse` is whose budget pays: the run's id.
    """

    company: CompanyInfo
    who: list[Who]
    title: TitleInfo
    strategy: Strategy
    kind: SearchKind
    schools: list[str] = Field(default_factory=list)
    exclude: list[str] = Field(default_factory=list)
    size: int
    purse: str = ""


class PeoplePage(Record):
    """What one call found.

    `found` counts all matches, not only those of this page. `next_page` is what asks for more,
    empty when there is none. `credits` are the provider's own, spent by this call. `near_companies` are
    names that begin like the company's, when nobody was found under its own. `left_out` are ids at the provider
    ("pdl:<id>") of records that were paid for and are of no use, such as those of people who have left.
    """

    people: list[Person]
    found: int
    next_page: str = ""
    credits: float = 0
    near_companies: list[str] = Field(default_factory=list)
    left_out: list[str] = Field(default_factory=list)


class PeopleSource(Protocol):
    """Finds people at a company; `kinds` are the searches that it can answer."""

    name: str
    kinds: frozenset[SearchKind]

    def search(self, query: PeopleQuery, page: str = "") -> PeoplePage:
        """Return the people that a query finds, from the page that an earlier answer named.

        Raises:
            InroadError: the source could not be asked, or could not be read.
        """
        ...
