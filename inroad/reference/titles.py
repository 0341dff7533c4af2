"""The shipped table of job titles, and the vocabulary of People Data Labs that it speaks.

`data/titles/vocabulary.json` holds the 24 roles, 106 sub-roles and 10 levels as People Data Labs has them
since 2025; which sub-role belongs to which role (`sub_roles.tsv`) was assigned by hand. The titles themselves
are written by hand from general knowledge, one file a field, one title a line, six columns:

- `title`: the canonical name, lower case;
- `sub_role`: the role follows from it;
- `levels`: what the name itself says of the level ("store manager" is a manager, "product manager" is not);
- `aliases`: other names of the same job, abbreviations, and the commonest words of other languages;
  behind `=` stands a word that means this job only when it is the whole title ("consultant");
- `fields`: what stands after "head of" or "director of" and means this job ("head of data");
- `similar`: canonical names that a recruiter would search as the same job.

The lists within a column are separated by commas. The titles of `weak.tsv` mean little beside another
title ("founder", "open to work"); they count only where no other is found. `words.tsv` says the role of
the last word of a title that nothing else knows.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypedDict

from inroad.state import Level

_FIELDS = ("technology", "product", "commercial", "office", "care", "hands")


class Vocabulary(TypedDict):
    """The values that People Data Labs has for a title."""

    roles: list[str]
    sub_roles: list[str]
    levels: list[Level]


@dataclass(frozen=True)
class JobTitle:
    """One line of the table; `role` is that of the sub-role."""

    name: str
    role: str
    sub_role: str
    levels: tuple[Level, ...]
    aliases: tuple[str, ...]
    alone: tuple[str, ...]
    fields: tuple[str, ...]
    similar: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """Return the roles, sub-roles and levels, each in alphabetical order."""
    loaded: Vocabulary = json.loads(_file("vocabulary.json").read_text(encoding="utf-8"))
    return loaded


@cache
def roles_of_sub_roles() -> dict[str, str]:
    """Return the role of each of the 106 sub-roles."""
    return {row["sub_role"]: row["role"] for row in _rows("sub_roles")}


@cache
def roles_of_words() -> dict[str, str]:
    """Return the role that the last word of a title tells, for words that tell one."""
    return {word: row["role"] for row in _rows("words") for word in _listed(row["words"])}


@cache
def job_titles() -> tuple[JobTitle, ...]:
    """Return all canonical titles but the weak ones."""
    return tuple(title for name in _FIELDS for title in _titles(name))


@cache
def weak_titles() -> tuple[JobTitle, ...]:
    """Return the titles that count only where no other is found."""
    return tuple(_titles("weak"))


def _titles(name: str) -> Iterator[JobTitle]:
    known: dict[str, Level] = {level: level for level in vocabulary()["levels"]}
    for row in _rows(name):
        yield JobTitle(
            name=row["title"],
            role=roles_of_sub_roles()[row["sub_role"]],
            sub_role=row["sub_role"],
            levels=tuple(known[level] for level in _listed(row["levels"])),
            aliases=tuple(name for name in _listed(row["aliases"]) if not name.startswith("=")),
            alone=tuple(name[1:] for name in _listed(row["aliases"]) if name.startswith("=")),
            fields=_listed(row["fields"]),
            similar=_listed(row["similar"]),
        )


def _rows(name: str) -> list[dict[str, str]]:
    text = _file(f"{name}.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())


def _file(name: str) -> Traversable:
    return files("inroad.reference") / "data" / "titles" / name
