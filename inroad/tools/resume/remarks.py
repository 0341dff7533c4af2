"""What is odd in a resume, as sentences for its owner: nothing of it keeps the rest from being read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from inroad.analysis import CvSection
from inroad.tools.resume.dates import is_backwards, read_month
from inroad.tools.resume.sections import KINDS
from inroad.tools.resume_file import Data, object_of, says_still, text_of

_DATED = ("work", "volunteer", "education", "projects")
_DATES = ("startDate", "endDate")
_LISTS = ("highlights", "keywords", "courses", "roles")


def remarks_on(resume: Data, sections: Sequence[CvSection]) -> list[str]:
    """Return what is odd in a resume: values of the wrong kind, then dates, then how little it says."""
    return [*_wrong_kinds(resume), *_unread_dates(resume), *_dates(sections), *_overlaps(sections), *_little(sections)]


def _wrong_kinds(resume: Data) -> Iterator[str]:
    for kind in KINDS:
        entries = resume.get(kind)
        if entries is not None and not isinstance(entries, list):
            yield f"{kind} is no list, so nothing of it was read; write it as JSON Resume has it."
            continue
        for at, entry in enumerate(entries or []):
            if isinstance(entry, dict):
                yield from _wrong_values(entry, f"{kind}[{at}]")
            elif kind not in ("skills", "interests", "languages") or not text_of(entry):
                yield f"{kind}[{at}] is no object with names and values; {_taken(entry)}."


def _taken(entry: object) -> str:
    return "it was taken as one line" if text_of(entry) else "it was left out"


def _wrong_values(entry: Data, path: str) -> Iterator[str]:
    for name, value in entry.items():
        if name in _LISTS and isinstance(value, str) and value:
            yield f"{path}.{name} is a text and no list; it was taken as one line."
        elif name in _LISTS and value is not None and not isinstance(value, (list, str)):
            yield f"{path}.{name} is no list; it was left out."
        elif name in _LISTS and any(not isinstance(each, (str, int, float, type(None))) for each in value or []):
            yield f"{path}.{name} holds something that is no text; that was left out."


def _unread_dates(resume: Data) -> Iterator[str]:
    for kind in _DATED:
        entries = resume.get(kind)
        for at, entry in enumerate(entries if isinstance(entries, list) else []):
            for name in _DATES:
                text = text_of(object_of(entry).get(name))
                if text and not read_month(text) and not says_still(text):
                    yield f'{kind}[{at}].{name}, "{text[:40]}", cannot be read as a date; write it as 2021-03.'


def _dates(sections: Sequence[CvSection]) -> Iterator[str]:
    for section in sections:
        if section.kind in ("work", "volunteer") and not section.since:
            yield f"{section.path} ({_named(section)}) does not say when it began, so its time is not counted."
        if is_backwards(section.since, section.until):
            yield (
                f"{section.path} ({_named(section)}) ends ({section.until}) before it begins ({section.since}), "
                "so its time is not counted."
            )


def _overlaps(sections: Sequence[CvSection]) -> Iterator[str]:
    """Positions side by side; one month is no overlap, since a change of position falls within it."""
    dated = [
        each for each in sections if each.kind == "work" and each.since and not is_backwards(each.since, each.until)
    ]
    by_start = sorted(dated, key=lambda section: section.since)
    for earlier, later in pairwise(by_start):
        if earlier.current or (len(earlier.until) == len(later.since) and earlier.until > later.since):
            yield (
                f"{earlier.path} ({_named(earlier)}) and {later.path} ({_named(later)}) overlap; "
                "the months that they share are counted once."
            )


def _little(sections: Sequence[CvSection]) -> Iterator[str]:
    if sum(len(section.lines) for section in sections) <= 1:
        yield "The resume says next to nothing, so hardly anything can be found in it."
    elif not any(section.kind == "work" for section in sections):
        yield "The resume names no position of paid work."


def _named(section: CvSection) -> str:
    return section.organisation or section.title or section.kind
