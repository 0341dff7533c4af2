"""The library as a CSV file that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from inroad.errors import OutputError
from inroad.tools.store.library import LibraryEntry

COLUMNS = (
    "person_id",
    "first_name",
    "last_name",
    "title",
    "company",
    "location",
    "linkedin",
    "persona",
    "email",
    "status",
    "checked_at",
    "first_seen",
    "last_seen",
    "sources",
)

# A cell that starts with one of these is run as a formula by spreadsheets (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROL_STARTS = ("\t", "\r", "\n")


def write_csv(people: Iterable[LibraryEntry], file: Path | None) -> int:
    """Write the people to a file, whole or not at all, or to stdout; return how many they are.

    Raises:
        OutputError: the file cannot be written.
    """
    rows = [_row(person) for person in people]
    if file is None:
        _write(sys.stdout, rows)
    else:
        _write_whole(file, rows)
    return len(rows)


def neutralised(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes in front."""
    is_formula = cell.lstrip().startswith(_FORMULA_STARTS) or cell.startswith(_CONTROL_STARTS)
    return f"'{cell}" if is_formula else cell


def _row(person: LibraryEntry) -> list[str]:
    checked = person.email.checked_at
    cells = (
        person.person_id,
        person.first_name,
        person.last_name,
        person.title,
        person.company,
        person.location,
        person.linkedin,
        person.persona,
        person.email.address,
        person.email.status,
        checked.isoformat() if checked else "",
        person.first_seen.isoformat(),
        person.last_seen.isoformat(),
        "; ".join(person.sources),
    )
    return [neutralised(cell) for cell in cells]


def _write(file: TextIO, rows: Iterable[list[str]]) -> None:
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(rows)


def _write_whole(path: Path, rows: Iterable[list[str]]) -> None:
    """A link leads to its file; what is no plain file (a pipe, a device) is written into, not replaced."""
    path = path.resolve()
    try:
        if path.exists() and not path.is_file():
            _write_marked(os.open(path, os.O_WRONLY), rows)
            return
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".export-")
        try:
            _write_marked(handle, rows)
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except OSError as error:
        shown = "".join(char if char.isprintable() else "?" for char in str(path))
        raise OutputError(f"{shown} cannot be written ({error.strerror}); choose another file.") from error


def _write_marked(handle: int, rows: Iterable[list[str]]) -> None:
    """With a byte-order mark, without which spreadsheets take UTF-8 for something else."""
    with os.fdopen(handle, "w", encoding="utf-8-sig", errors="replace", newline="") as file:
        _write(file, rows)
