"""The word lists of the sandbox, as its data files hold them."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table `data/NAME.tsv`; a cell that is missing at the end of a line is empty."""
    reader = csv.DictReader(_lines(f"{name}.tsv"), delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
    return tuple(reader)


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the lines of a list `data/NAME.txt`."""
    return tuple(_lines(f"{name}.txt"))


def listed(cell: str, between: str = ",") -> tuple[str, ...]:
    """Return the parts of a cell that holds several."""
    return tuple(part.strip() for part in cell.split(between) if part.strip())


def _lines(name: str) -> list[str]:
    text = (files("inroad.sandbox") / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
