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
`ALIASES` is what the sandbox knows of short names; keys and values are folded and without small words.
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


ALIASES = {
    "mit": "massachusetts institute technology",
    "caltech": "california institute technology",
    "georgia tech": "georgia institute technology",
    "gatech": "georgia institute technology",
    "virginia tech": "virginia polytechnic institute state university",
    "uc berkeley": "university california berkeley",
    "cal berkeley": "university california berkeley",
    "ucla": "university california los angeles",
    "uc los angeles": "university california los angeles",
    "ucsd": "university california san diego",
    "uc san diego": "university california san diego",
    "uc davis": "university california davis",
    "uc irvine": "university california irvine",
    "ucsb": "university california santa barbara",
    "uc santa barbara": "university california santa barbara",
    "uc santa cruz": "university california santa cruz",
    "ut austin": "university texas austin",
    "nyu": "new york university",
    "upenn": "university pennsylvania",
    "penn": "university pennsylvania",
    "penn state": "pennsylvania state university",
    "penn state university": "pennsylvania state university",
    "umich": "university michigan",
    "university michigan ann arbor": "university michigan",
    "uiuc": "university illinois urbana champaign",
    "university illinois": "university illinois urbana champaign",
    "unc chapel hill": "university north carolina chapel hill",
    "uw madison": "university wisconsin madison",
    "ohio state": "ohio state university",
    "michigan state": "michigan state university",
    "texas am": "texas a m university",
    "texas a m": "texas a m university",
    "rpi": "rensselaer polytechnic institute",
    "rit": "rochester institute technology",
    "wpi": "worcester polytechnic institute",
    "lse": "london school economics political science",
    "london school economics": "london school economics political science",
    "ucl": "university college london",
    "imperial": "imperial college london",
    "imperial college": "imperial college london",
    "oxford": "university oxford",
    "oxford university": "university oxford",
    "cambridge": "university cambridge",
    "cambridge university": "university cambridge",
    "harvard": "harvard university",
    "stanford": "stanford university",
    "yale": "yale university",
    "princeton": "princeton university",
    "cornell": "cornell university",
    "columbia": "columbia university",
    "columbia university city new york": "columbia university",
    "carnegie mellon": "carnegie mellon university",
    "duke": "duke university",
    "tum": "technical university munich",
    "tu munich": "technical university munich",
    "technische universitat munchen": "technical university munich",
    "lmu munich": "ludwig maximilian university munich",
    "eth": "eth zurich",
    "eth zurich": "eth zurich",
    "epfl": "ecole polytechnique federale lausanne",
    "iit bombay": "indian institute technology bombay",
    "iit delhi": "indian institute technology delhi",
    "iit madras": "indian institute technology madras",
    "iit kanpur": "indian institute technology kanpur",
    "iit kharagpur": "indian institute technology kharagpur",
    "bits pilani": "birla institute technology science pilani",
    "uoft": "university toronto",
    "ubc": "university british columbia",
    "nus": "national university singapore",
}
