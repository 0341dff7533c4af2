"""Tables of contacts from disk: any usual encoding and delimiter, with lines before the headers."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from inroad.errors import NetworkFileError
from inroad.tools.people.columns import FIELDS, Columns, fold_header, recognise, usable

_DELIMITERS = ",;\t|"
_LINES_BEFORE_HEADERS = 25
_END = "end of the file"
_TOP = 200_000
_LARGEST = 100 * 1024**2
_LONGEST_CELL = 2**31 - 1
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = {b"PK\x03\x04": "a ZIP or Excel file", b"%PDF": "a PDF", b"\xd0\xcf\x11\xe0": "an old Excel file"}


@dataclass(frozen=True)
class Table:
    """A file of contacts: which column holds which field, and the rows below the headers."""

    file: str
    modified: date
    columns: Columns
    rows: list[list[str]]


def read_tables(files: Sequence[Path], mapping: Mapping[str, str]) -> list[Table]:
    """Read files of contacts.

    Args:
        files: CSV files.
        mapping: our field name -> the header of the file, for headers that are not recognised. With
            several files it is enough that one of them has the header.

    Raises:
        NetworkFileError: a file cannot be read, has no headers for a name and a company, or the
            mapping names a field that there is not or a header that no file has.
    """
    _check_fields(mapping)
    texts = [(path, read_text(path)) for path in files]
    _check_headers(texts, mapping)
    return [_table(path, text, mapping) for path, text in texts]


def column_of(name: str, text: str, field: str) -> list[str] | None:
    """Return the filled cells of one column of a table, whatever its others are; None where no header names it.

    Args:
        name: what the table is called in an error.
        text: the table, as `read_text` gives it.
        field: one of `FIELDS`.

    Raises:
        NetworkFileError: a quotation mark is never closed.
    """
    found = _find_headers(text, {}, lambda columns: field in columns)
    if found is None:
        return None
    delimiter, line, columns = found
    at = columns[field]
    return [row[at].strip() for row in _rows_below(name, text, delimiter, line) if row[at:] and row[at].strip()]


def _check_fields(mapping: Mapping[str, str]) -> None:
    unknown = [field for field in mapping if field not in FIELDS]
    if unknown:
        raise NetworkFileError(
            f"--columns names a field {unknown[0]!r}, which is unknown; the fields are {', '.join(FIELDS)}."
        )


def _check_headers(texts: Sequence[tuple[Path, str]], mapping: Mapping[str, str]) -> None:
    if not mapping:
        return
    seen = [cell for _, text in texts for cell in _likely_headers(text, mapping)]
    folded = {fold_header(cell) for cell in seen}
    for field, header in mapping.items():
        if fold_header(header) not in folded:
            names = ", ".join(path.name for path, _ in texts)
            raise NetworkFileError(
                f"--columns says that {field} is in the column {header!r}, "
                f"which {_shown(names)} does not have; its columns are {_listed(seen)}."
            )


def _table(path: Path, text: str, mapping: Mapping[str, str]) -> Table:
    found = _find_headers(text, mapping)
    if found is None:
        raise NetworkFileError(
            f"{_shown(path.name)} has no usable headers: a name and a company are needed, "
            f"its first columns are {_listed(_likely_headers(text, mapping))}; "
            "say which is which with --columns, as in --columns name=Contact,company=Firm."
        )
    delimiter, line, columns = found
    modified = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    return Table(path.name, modified, columns, _rows_below(path.name, text, delimiter, line))


def _rows_below(name: str, text: str, delimiter: str, headers: int) -> list[list[str]]:
    """Return the rows below the headers that hold something.

    A line of our own at the end tells whether the last quotation mark is closed: an open one takes in
    all lines after it, and people would be lost without a word.
    """
    rows = list(islice(_rows(f"{text}\n{_END}", delimiter), headers + 1, None))
    if rows.pop() != [_END]:
        raise NetworkFileError(
            f"{_shown(name)} has a quotation mark in row {headers + len(rows) + 2} "
            "that is never closed; close or remove it."
        )
    return [row for row in rows if row]


def _find_headers(
    text: str, mapping: Mapping[str, str], enough: Callable[[Columns], bool] = usable
) -> tuple[str, int, Columns] | None:
    """Return delimiter, index of the row and columns of the row that looks most like headers."""
    best: tuple[str, int, Columns] | None = None
    for delimiter in _DELIMITERS:
        for line, row in enumerate(_top_rows(text, delimiter)):
            columns = recognise(row, mapping)
            if enough(columns) and (best is None or len(columns) > len(best[2])):
                best = delimiter, line, columns
    return best


def _likely_headers(text: str, mapping: Mapping[str, str]) -> list[str]:
    """Return the cells of the headers, or of the widest of the first rows where none are recognised."""
    found = _find_headers(text, mapping)
    if found:
        return next(islice(_top_rows(text, found[0]), found[1], None))
    tops = (row for delimiter in _DELIMITERS for row in _top_rows(text, delimiter))
    return max(tops, key=len, default=[])


def _top_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return islice(_rows(text[:_TOP], delimiter), _LINES_BEFORE_HEADERS)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    # The limit is the csv module's own and counts for the process; a long note is no error here.
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def read_text(path: Path) -> str:
    """Return the text of a file in any usual encoding.

    Raises:
        NetworkFileError: it cannot be read, or is no text.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise NetworkFileError(
            f"{_shown(str(path))} cannot be read ({error.strerror}); give a CSV file that exists and that you may read."
        ) from error
    if len(data) > _LARGEST:
        raise NetworkFileError(f"{_shown(str(path))} is larger than {_LARGEST // 1024**2} MB; give a smaller CSV file.")
    return text_of(path.name, data)


def text_of(name: str, data: bytes) -> str:
    """Return the text that bytes in any usual encoding are; `name` is what an error calls them.

    Raises:
        NetworkFileError: they are no text.
    """
    for start, kind in _NOT_TEXT.items():
        if data.startswith(start):
            raise NetworkFileError(f"{_shown(name)} is {kind}, not a CSV; unpack it or save it as CSV.")
    return _decoded(data).replace("\0", "")


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    sample = data[:400]
    if sample.count(0) * 3 > len(sample):
        return data.decode("utf-16-be" if sample[:1] == b"\0" else "utf-16-le", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _listed(cells: Sequence[str]) -> str:
    shown = [_shown(cell.strip())[:40] for cell in cells if cell.strip()]
    return ", ".join(repr(cell) for cell in shown[:20]) or "none"


def _shown(text: str) -> str:
    """Return a name as one line that a terminal may show."""
    return "".join(char if char.isprintable() else "?" for char in text)
