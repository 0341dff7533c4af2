"""Many postings at once: from files, folders, addresses, tables (CSV) and lists of them."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple
from urllib.parse import urlsplit

from inroad.errors import UserInputError
from inroad.tools.jobs import is_job
from inroad.tools.outside_text import plain_line
from inroad.tools.paths import whole_path
from inroad.tools.people.csv_files import read_text, text_of
from inroad.tools.postings.any import is_address
from inroad.tools.postings.board_pages import board_page, canonical
from inroad.tools.store.documents import storable

_ENDINGS = frozenset({".html", ".htm", ".xhtml", ".json", ".md", ".markdown", ".mdx", ".mkd", ".txt"})
_NO_POSTINGS = frozenset({"readme", "sources", "license", "licence", "notice", "notices", "changelog"})
_FRAMES = "_files"  # beside NAME.html, a browser puts the parts of the page into NAME_files
_COLUMNS = ("posting", "url", "link", "file")
_DELIMITERS = ",;\t|"
_STDIN = "-"
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a]")
_MOST_CONTROL = 20  # of them in a list; other files than texts are full of them


class Listed(NamedTuple):
    """Postings, each once and in the order in which they were named; `repeated` is how many were named again."""

    postings: Sequence[str]
    repeated: int


def list_postings(named: Iterable[str], lists: Iterable[str], stdin: BinaryIO) -> Listed:
    """Return the postings that arguments and lists name.

    Args:
        named: a file, an address, a job ("mongo:ID"), a folder, or a table of them (CSV).
        lists: files with one of these a line, where blank lines and those that begin with "#" do not count; or a
            table; "-" is `stdin`.
        stdin: where the lines of "-" come from.

    Of a folder all files count that end as postings do (HTML, JSON, Markdown, text), in its folders too. Left out are
    hidden ones, those named README, SOURCES, LICENSE, NOTICE or CHANGELOG, and the parts of pages that browsers save
    beside them. A table needs a column `posting`, `url`, `link` or `file`. What names no posting is among the postings
    all the same: to read it fails, with a sentence.

    Raises:
        UserInputError: a list, table or folder cannot be read, or holds nothing.
    """
    once: dict[str, str] = {}
    count = 0
    for posting in _all(named, lists, stdin):
        once.setdefault(_identity(posting), posting)
        count += 1
    return Listed(list(once.values()), count - len(once))


def place_of(address: str) -> str:
    """Return where an address lies, to put its like together: the company's part of a job board, else the host."""
    url = canonical(address)
    known = board_page(url)
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return f"{host}/{known.board}" if known else host


def _all(named: Iterable[str], lists: Iterable[str], stdin: BinaryIO) -> Iterator[str]:
    for name in named:
        yield from _table(Path(name), read_text(whole_path(name))) if _is_table(name) else _of(name)
    for name in lists:
        yield from _listed(name, stdin)


def _listed(name: str, stdin: BinaryIO) -> Iterator[str]:
    """What a list names; paths in it are those of the present folder, else of the list's own."""
    path = whole_path(name)
    if name == _STDIN:
        text, beside = text_of("stdin", stdin.read()), Path()
    elif path.is_dir():
        raise UserInputError(f"The list {plain_line(name)} is a folder; give it without --list.")
    else:
        text, beside = read_text(path), path.parent
    if len(_CONTROL.findall(text)) > _MOST_CONTROL:
        raise UserInputError(f"The list {plain_line(name)} is no text; give a file with one posting a line.")
    if _is_table(name):
        yield from _table(path, text)
    else:
        for line in map(str.strip, text.splitlines()):
            if line and not line.startswith("#"):
                yield from _of(line, beside)


def _table(path: Path, text: str) -> Iterator[str]:
    """What the column of postings holds, of each row the first that is filled."""
    shown = plain_line(str(path))
    for delimiter in _DELIMITERS:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            header = [cell.strip().casefold() for cell in next(rows, [])]
            places = [header.index(column) for column in _COLUMNS if column in header]
            if places:
                yield from _cells(rows, places, path.parent)
                return
        except csv.Error as error:
            where = f"line {rows.line_num}: {error}"
            raise UserInputError(f"The table {shown} cannot be read ({where}); save it as CSV again.") from error
    raise UserInputError(
        f"The table {shown} has no column of postings; name one of its columns posting, url, link or file."
    )


def _cells(rows: Iterable[list[str]], places: Sequence[int], beside: Path) -> Iterator[str]:
    for row in rows:
        filled = (row[place].strip() for place in places if place < len(row) and row[place].strip())
        first = next(filled, "")
        if "\n" in first:
            raise csv.Error("a quotation mark is never closed")
        if first and not first.startswith("#"):
            yield from _of(first, beside)


def _of(name: str, beside: Path | None = None) -> Iterator[str]:
    """The posting that a name means, or those of a folder."""
    text = storable(name.strip())
    if not text:
        raise UserInputError("A posting without a name was given; give its file or its address.")
    if is_address(text) or is_job(text):
        yield text
        return
    path = _path(text, beside)
    if path is None:
        yield text
    elif path.is_dir():
        yield from _folder(path) if beside is None else _folder_of_row(path)
    else:
        yield str(path)


def _path(text: str, beside: Path | None) -> Path | None:
    """The whole path, None where no path can be written so."""
    try:
        path = whole_path(text)
        if beside and not path.exists():
            other = whole_path(beside / text)
            return other if other.exists() else path
        path.exists()
    except (UserInputError, OSError):
        return None
    return path


def _folder_of_row(folder: Path) -> Iterable[str]:
    """A row never fails the others: without postings the folder itself is the one that cannot be read."""
    try:
        return _folder(folder)
    except UserInputError:
        return [str(folder)]


def _folder(folder: Path) -> Iterable[str]:
    files = sorted(_files_in(folder))
    if not files:
        raise UserInputError(
            f"The folder {plain_line(str(folder))} holds no postings; they end in .html, .json, .md or .txt."
        )
    return [storable(file) for file in files]


def _files_in(folder: Path) -> Iterator[str]:
    def unreadable(error: OSError) -> None:
        name = plain_line(str(error.filename))
        raise UserInputError(f"The folder {name} cannot be read ({error.strerror}); give one that you may read.")

    for place, folders, files in os.walk(folder, onerror=unreadable):
        pages = {Path(file).stem + _FRAMES for file in files if Path(file).suffix.casefold().startswith(".htm")}
        folders[:] = [each for each in folders if not each.startswith(".") and each not in pages]
        yield from (str(Path(place, file)) for file in files if _may_be_posting(Path(file)))


def _may_be_posting(file: Path) -> bool:
    is_named_so = file.suffix.casefold() in _ENDINGS and file.stem.casefold() not in _NO_POSTINGS
    return is_named_so and not file.name.startswith(".")


def _is_table(name: str) -> bool:
    return name.strip().casefold().endswith(".csv") and not is_address(name)


def _identity(posting: str) -> str:
    """What is the same for all ways to name a posting."""
    if is_address(posting):
        return canonical(posting)
    return posting if is_job(posting) else os.path.realpath(posting)
