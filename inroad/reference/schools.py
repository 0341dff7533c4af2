"""The shipped table of well-known schools, and the short names that several of them share.

Written by hand from general knowledge, a school a line. The columns of `united_states.tsv`,
`world.tsv` and `parts.tsv`:

- `name`: the canonical name;
- `aliases`: short names, former names and native names that mean this school only, separated by semicolons;
- `domain`: that of its site;
- `city`: where its main campus is, so that the name with the city behind it means the same school;
- `country`: two letters;
- `parent`: the school that gives its degrees, where it is a part of one (Harvard Business School).

`shared.tsv` lists the names that have to be asked about (USC, Trinity College), with the schools that may be meant.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_TABLES = ("united_states", "world", "parts")


@dataclass(frozen=True, slots=True)
class School:
    """One line of the table; `parent` is the canonical name of the school that it is a part of, or ""."""

    name: str
    aliases: tuple[str, ...] = ()
    domain: str = ""
    city: str = ""
    country: str = ""
    parent: str = ""


@cache
def schools() -> dict[str, School]:
    """Return all schools by their canonical name."""
    every = (_school(row) for table in _TABLES for row in _rows(table))
    return {school.name: school for school in every}


@cache
def shared_names() -> dict[str, tuple[School, ...]]:
    """Return the schools that may be meant by each name that several share."""
    return {row["short"]: tuple(schools()[name] for name in _listed(row["schools"])) for row in _rows("shared")}


def _school(row: dict[str, str]) -> School:
    return School(row["name"], _listed(row["aliases"]), row["domain"], row["city"], row["country"], row["parent"])


def _rows(table: str) -> Iterator[dict[str, str]]:
    text = (files("inroad.reference") / "data" / "schools" / f"{table}.tsv").read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE, restval="")


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
