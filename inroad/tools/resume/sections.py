"""The entries of a JSON Resume as sections of a CV: each with its lines, word for word, and where they stand.

Which keys are read, by kind of section, is in `_SHAPES`: several names are the same key of older versions. Whoever
gives a reference is left out, and so are addresses of pages and people: nobody needs them to judge a CV.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from inroad.analysis import CvLanguage, CvLine, CvSection, SectionKind
from inroad.tools.resume.dates import read_month
from inroad.tools.resume.spoken import language_code, language_level
from inroad.tools.resume_file import Data, list_of, object_of, says_still, text_of

Names = tuple[str, ...]


class _Shape(NamedTuple):
    """How an entry of a kind is read: its title, its organisation, what it says beside them, its dates."""

    title: Sequence[Names]
    organisation: Names = ()
    says: Sequence[Names] = ()
    since: Names = ("startDate", "start_year", "since")
    until: Names = ("endDate", "end_year", "until")


_HIGHLIGHTS = ("highlights",)
_KEYWORDS = ("keywords",)
_SUMMARY = ("summary",)
_DAY: Names = ("date", "releaseDate")
_SHAPES: dict[SectionKind, _Shape] = {
    "work": _Shape(
        [("position", "title")],
        ("name", "company", "employer"),
        [("description",), _SUMMARY, _HIGHLIGHTS, _KEYWORDS],
    ),
    "volunteer": _Shape(
        [("position", "title")], ("organization", "organisation", "company"), [_SUMMARY, _HIGHLIGHTS, _KEYWORDS]
    ),
    "education": _Shape(
        [("studyType", "degree"), ("area", "field")],
        ("institution", "school"),
        [("score", "gpa"), _SUMMARY, ("courses",), _HIGHLIGHTS],
    ),
    "projects": _Shape(
        [("name", "title")], ("entity",), [("description",), _SUMMARY, ("roles",), _HIGHLIGHTS, _KEYWORDS]
    ),
    "certificates": _Shape([("name", "title")], ("issuer",), [_SUMMARY], _DAY, ()),
    "publications": _Shape([("name", "title")], ("publisher",), [_SUMMARY, _KEYWORDS], _DAY, ()),
    "awards": _Shape([("title", "name")], ("awarder",), [_SUMMARY], _DAY, ()),
    "skills": _Shape([("name",)], (), [_KEYWORDS], (), ()),
    "languages": _Shape([("language", "name")], (), [("fluency",)], (), ()),
    "interests": _Shape([("name",)], (), [_SUMMARY, _KEYWORDS], (), ()),
    "references": _Shape([], (), [("reference",)], (), ()),
}
KINDS: tuple[SectionKind, ...] = tuple(_SHAPES)


def sections_of(data: Data) -> list[CvSection]:
    """Return the sections of a resume, what it says of the whole person first; those that say nothing are left out."""
    found = [
        _summary(object_of(data.get("basics"))),
        *(
            section_of(kind, f"{kind}[{at}]", entry)
            for kind in KINDS
            for at, entry in enumerate(list_of(data.get(kind)))
            if isinstance(entry, dict) or text_of(entry)
        ),
    ]
    return [each for each in found if each.lines]


def _summary(basics: Data) -> CvSection:
    lines = [line for name in ("label", "summary") for line in _lines(basics, "basics", (name,))]
    return CvSection(path="basics", kind="summary", title="Summary", lines=lines)


def section_of(kind: SectionKind, path: str, entry: Any) -> CvSection:
    """Return one entry as a section; a plain text ("Python" among the skills) is an entry of one line."""
    if not isinstance(entry, dict):
        line = CvLine(path=path, text=text_of(entry))
        return CvSection(path=path, kind=kind, title=line.text, lines=[line])
    shape = _SHAPES[kind]
    titles = [line for names in shape.title for line in _lines(entry, path, names)]
    until = _first(entry, shape.until)
    return CvSection(
        path=path,
        kind=kind,
        title=", ".join(line.text for line in titles),
        organisation=_first(entry, shape.organisation),
        since=read_month(_first(entry, shape.since)),
        until=read_month(until),
        current=says_still(until) or (bool(shape.until) and not until and bool(_first(entry, shape.since))),
        level=text_of(entry.get("level")) if kind == "skills" else "",
        lines=[*titles, *(line for names in shape.says for line in _lines(entry, path, names))],
    )


def languages_of(data: Data) -> list[CvLanguage]:
    """Return the spoken languages of a resume, also those that it calls basic."""
    return [
        CvLanguage(
            code=language_code(section.title),
            name=section.title,
            level=language_level(" ".join(line.text for line in section.lines)),
            path=section.path,
        )
        for section in sections_of({"languages": data.get("languages")})
        if section.title
    ]


def _first(entry: Data, names: Names) -> str:
    return next((text for name in names if (text := text_of(entry.get(name)))), "")


def _lines(entry: Data, path: str, names: Names) -> Iterator[CvLine]:
    """The lines of the first of a key's names that says something; a list has a line an item."""
    for name in names:
        if found := list(_lines_of(entry.get(name), f"{path}.{name}")):
            yield from found
            return


def _lines_of(value: object, path: str) -> Iterator[CvLine]:
    if not isinstance(value, list):
        value, paths = [value], [path]
    else:
        paths = [f"{path}[{at}]" for at in range(len(value))]
    for each, where in zip(value, paths, strict=True):
        if text := text_of(each):
            yield CvLine(path=where, text=text)
