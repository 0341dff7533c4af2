"""Company research: who searches the web and who reads pages, what they give, and the parts that a research uses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pydantic import Field

from inroad.state import CompanyInfo, Record

if TYPE_CHECKING:
    from inroad.tools.research.cache import CompanyResearch
    from inroad.tools.writing import Model


class WebText(Record):
    """A text of the web as a source gave it: a page that was read, or what a search shows of one.

    `date` is the page's own, None where none is told; `seen_on` is when the source was asked. `is_news` marks what a
    search for news brought, `is_advert` what the source itself calls one, `is_whole` a page that was read as a whole.
    `links` are the addresses that such a page points to.
    """

    source: str
    url: str
    title: str = ""
    text: str = ""
    date: dt.date | None = None
    seen_on: dt.date
    is_news: bool = False
    is_advert: bool = False
    is_whole: bool = False
    links: list[str] = Field(default_factory=list)


class WebSearch(Protocol):
    """Searches the web for a company; `price` is what that costs at the most, in credits."""

    name: str
    price: float

    def search(self, company: CompanyInfo) -> list[WebText]:
        """Return what is found, in the source's own order.

        Raises:
            ProviderError: the source failed.
            BudgetSpentError: the call would pass the budget.
        """
        ...


class PageReader(Protocol):
    """Reads one page; `price` is what that costs at the most, in credits."""

    name: str
    price: float

    def read(self, url: str) -> WebText:
        """Return a page as a whole.

        Raises:
            NotFoundError: the page cannot be read.
            ProviderError: the reader failed.
            BudgetSpentError: the call would pass the budget.
        """
        ...


@dataclass(frozen=True)
class ResearchParts:
    """Whom a research may ask, where it keeps what it found, and what tells the time.

    Without searches and readers a dossier is made of what is kept, the posting and the user's notes. `left_out` are
    sources that have a key and are not to be asked now.
    """

    cache: CompanyResearch
    clock: Callable[[], dt.datetime]
    searches: Sequence[WebSearch] = ()
    readers: Sequence[PageReader] = ()
    model: Model | None = None
    left_out: tuple[str, ...] = ()

    @property
    def sources(self) -> list[str]:
        """The names of all who have a key, be they left out or not."""
        return [*self.askable, *self.left_out]

    @property
    def askable(self) -> list[str]:
        """The names of all who may be asked now."""
        return [*(each.name for each in self.searches), *(each.name for each in self.readers)]

    def offline(self) -> ResearchParts:
        """Return these parts with nobody to ask; what is made with them alone is not complete."""
        return ResearchParts(cache=self.cache, clock=self.clock, left_out=tuple(self.sources))
