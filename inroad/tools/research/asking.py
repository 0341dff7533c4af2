"""Asking the sources about companies, side by side; one that fails is told of, and the others go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from inroad.errors import BudgetSpentError, ProviderError
from inroad.log import in_context
from inroad.state import CompanyInfo, Problem
from inroad.tools.research import PageReader, ResearchParts, WebSearch, WebText
from inroad.tools.research.own_pages import MOST_PAGES, first_page, further_pages
from inroad.tools.research.relevance import host_of

_AT_ONCE = 8
S = TypeVar("S", WebSearch, PageReader)


class Asking(NamedTuple):
    """A company to ask about: of which sources, by name; `seen` are addresses that earlier searches found."""

    company: CompanyInfo
    sources: Sequence[str]
    seen: Sequence[str] = ()


@dataclass
class Told:
    """What one source told of a company; `company` with the domain at which its own pages were read."""

    source: str
    company: CompanyInfo
    texts: list[WebText] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    answered: bool = False


def ask_all(wanted: Sequence[Asking], parts: ResearchParts) -> list[list[Told]]:
    """Return what the sources told, for each company in the order of the parts.

    A company's first page is read while the searches are out, where its site is known; what else of it is worth
    reading they may have found.
    """
    with ThreadPoolExecutor(_AT_ONCE) as pool:

        def start(work: Callable[..., Told], *arguments: object) -> Future[Told]:
            return pool.submit(in_context(work), *arguments)

        searched = [[start(_searched, each, one.company) for each in _of(parts.searches, one)] for one in wanted]
        early = [_first_pages(one, parts, one.seen, start) if one.company.domain else [] for one in wanted]
        found = [[future.result() for future in futures] for futures in searched]
        urls = [_urls(one, told) for one, told in zip(wanted, found, strict=True)]
        opened = [
            futures or _first_pages(one, parts, known, start)
            for one, futures, known in zip(wanted, early, urls, strict=True)
        ]
        read = [
            [start(_read_on, reader, future.result(), known) for reader, future in futures]
            for futures, known in zip(opened, urls, strict=True)
        ]
        return [told + [future.result() for future in futures] for told, futures in zip(found, read, strict=True)]


def price_of(wanted: Iterable[Asking], parts: ResearchParts) -> dict[str, float]:
    """Return by source what asking may cost at the most, in credits; a reader reads three pages of a company."""
    prices = {each.name: each.price for each in parts.searches} | {
        each.name: MOST_PAGES * each.price for each in parts.readers
    }
    total: dict[str, float] = {}
    for one in wanted:
        for name in one.sources:
            total[name] = total.get(name, 0) + prices[name]
    return total


def _first_pages(
    one: Asking, parts: ResearchParts, urls: Sequence[str], start: Callable[..., Future[Told]]
) -> list[tuple[PageReader, Future[Told]]]:
    return [(reader, start(_read, reader, one.company, urls)) for reader in _of(parts.readers, one)]


def _of(parts: Sequence[S], one: Asking) -> list[S]:
    return [each for each in parts if each.name in one.sources]


def _urls(one: Asking, told: Iterable[Told]) -> list[str]:
    return [*one.seen, *(text.url for each in told for text in each.texts if not text.is_advert)]


def _searched(search: WebSearch, company: CompanyInfo) -> Told:
    try:
        return Told(search.name, company, search.search(company), answered=True)
    except (ProviderError, BudgetSpentError) as error:
        return Told(search.name, company, problems=[_problem(search.name, error)])


def _read(reader: PageReader, company: CompanyInfo, urls: Sequence[str]) -> Told:
    """The first page; without it the company's site counts as not read."""
    url = first_page(company, urls)
    if not url:
        return Told(reader.name, company, problems=[_no_page(reader.name, company)])
    told = Told(reader.name, company if company.domain else company.model_copy(update={"domain": host_of(url)}))
    if page := _page(reader, url, told):
        told.texts.append(page)
        told.answered = True
    return told


def _read_on(reader: PageReader, told: Told, urls: Sequence[str]) -> Told:
    """What the first page points to, or a search found."""
    for url in further_pages(told.texts[0], told.company, urls) if told.texts else []:
        if page := _page(reader, url, told):
            told.texts.append(page)
    return told


def _page(reader: PageReader, url: str, told: Told) -> WebText | None:
    try:
        return reader.read(url)
    except (ProviderError, BudgetSpentError) as error:
        told.problems.append(_problem(reader.name, error))
        return None


def _problem(source: str, error: ProviderError | BudgetSpentError) -> Problem:
    return Problem(
        provider=source,
        step="research",
        kind=type(error).__name__,
        message=str(error),
        action=f"went on without {source}",
    )


def _no_page(source: str, company: CompanyInfo) -> Problem:
    return Problem(
        provider=source,
        step="research",
        kind="no page",
        message=f"No site of {company.name} is known that could be read; give its domain with --domain.",
        action=f"went on without {source}",
    )
