"""The order in which the postings of a batch are worked on: those of a company one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from inroad.errors import PostingError, SeveralJobsError
from inroad.tools.cleaning.companies import company_key
from inroad.tools.jobs import is_job
from inroad.tools.postings import PostingReader
from inroad.tools.postings.any import is_address
from inroad.tools.postings.listing import place_of
from inroad.tools.store.batches import Entry


def entries_by_company(
    postings: Iterable[str], reader: PostingReader, company: str, watch: Callable[[int], None] | None = None
) -> list[Entry]:
    """Return the postings with their companies, in the order of each company's first posting.

    A file is read to tell whose it is, of an address only the words count. What nothing is known of stands for itself.
    A file with several jobs gives an entry for each. `watch` is told how many postings have been looked at.
    """
    return _by_company(_entries(postings, reader, company, watch))


def _entries(
    postings: Iterable[str], reader: PostingReader, company: str, watch: Callable[[int], None] | None
) -> Iterator[Entry]:
    for number, posting in enumerate(postings, 1):
        yield from _of(posting, reader, company)
        if watch:
            watch(number)


def _of(posting: str, reader: PostingReader, company: str) -> Iterator[Entry]:
    """A posting with its company, as far as that is known from its address or a file: of one with several jobs each."""
    if is_job(posting):
        yield Entry(posting)
    elif is_address(posting):
        yield Entry(posting, place_of(posting))
    else:
        try:
            yield Entry(posting, company_key(reader.read(posting, company=company).company))
        except SeveralJobsError as error:
            # They are one board's, so that the first tells whose they all are.
            key = _company_of(posting, error.jobs[0], reader, company)
            yield from (Entry(posting, key, job) for job in error.jobs)
        except PostingError:
            yield Entry(posting)


def _company_of(posting: str, job: str, reader: PostingReader, company: str) -> str:
    try:
        return company_key(reader.read(posting, job=job, company=company).company)
    except PostingError:
        return ""


def _by_company(entries: Iterable[Entry]) -> list[Entry]:
    """The companies in the order of their first postings, those of nobody known each for itself."""
    groups: dict[str | int, list[Entry]] = {}
    for number, entry in enumerate(entries):
        groups.setdefault(entry.company_key or number, []).append(entry)
    return [entry for group in groups.values() for entry in group]
