"""Texts from outside made fit for Markdown: shown as they are, whatever marks they hold.

CommonMark lets every mark of ASCII be written with a backslash before it; that goes for its tables, strikes, formulas
and bare links on GitHub as well. What begins a list or a heading does so only at the start of a line, and what is
escaped here is one line. A bare domain may still become a link to itself where a reader makes links of such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote, urlsplit

from inroad.tools.outside_text import plain_line

_MARKS = re.compile(r"[\\`*_\[\]<>#|~&$^@{}]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_OPENS = re.compile(r"^(\d{1,9})?([-+=.)!:])")
_URL_SAFE = "/?#[]@!$&'*+,;=:%~-._"


def escaped(text: str) -> str:
    """Return a text in one line, with a backslash before whatever Markdown would obey."""
    line = " ".join(plain_line(text).split())
    return _OPENS.sub(r"\1\\\2", _MARKS.sub(lambda mark: f"\\{mark.group()}", line))


def link(text: str, url: str) -> str:
    """Return a link, or the text alone where the address is none of the web."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return escaped(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return escaped(text)
    return f"[{escaped(text)}](<{quote(url.strip(), safe=_URL_SAFE)}>)"


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table; the cells are Markdown already, a header that ends in ":" is set to the right."""
    ruler = ["---:" if header.endswith(":") else "---" for header in headers]
    names = [header.rstrip(":") for header in headers]
    return [f"| {' | '.join(cells)} |" for cells in (names, ruler, *rows)]


def quoted(text: str) -> list[str]:
    """Return a text of many lines as a quotation, in which each line stays a line."""
    lines = [escaped(line) for line in text.strip().splitlines()]
    ends = ["\\" if line and after else "" for line, after in zip(lines, [*lines[1:], ""], strict=True)]
    return [f"> {line}{end}".rstrip(" ") for line, end in zip(lines, ends, strict=True)]
