"""The lines and sentences of a posting, each with the exact place at which it stands in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# What begins the item of a list: bullets, dashes, boxes, check marks, numbers, letters.
_BULLET = re.compile(
    r"(?!\*\*|__)(?:[-*+•・·●○◦▪▫■□◆◇▶►▸➢➤→⇒✓✔☑✅‣⁃–—~»>]+(?:\ufe0f)?\s*|\(?\d{1,2}[.)]\s+|\(?[a-hA-H][.)]\s+"
    r"|\[[ xX]?\]\s*|o\s+(?=[A-Z]))+"
)
_INLINE_BULLET = re.compile(r"[•●▪■◦‣✓✔✅➢➤]\s*")
_MARKUP = re.compile(r"#{1,6}\s+|\*\*|__")
_STOP = re.compile(r"(?<=[.!?。！？])[\"”’)]*\s+(?=[\"“(¿¡]*[^\W\d_a-zà-ÿ])|(?<=[。！？])(?=\S)")
_NO_STOP = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|incl|z\.\s?B|bzw|ca|inkl|ggf|vs|min|max|Dr|Mr|Ms|Mrs|St|No|Nr|Inc|Ltd|Co|U\.S|Sr|Jr"
    r"|p\.ej|ej|d\.h|u\.a|Ph\.D|B\.Sc|M\.Sc|[A-Z]))\.$"
)
_MOST_OF_A_LINE = 350


class Line(NamedTuple):
    """A line, or an item of one, without its bullet, and where it stands.

    `bullet` is what marks it as an item of a list, "" where nothing does. `row` is the number of the line in the text,
    which the cells of a table share; `cell` is the place in a row of `cells`.
    """

    text: str
    start: int
    end: int
    bullet: str = ""
    row: int = 0
    cell: int = 0
    cells: int = 1


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that say something, in order.

    A row of a table is a line a cell; a line with several bullets within is a line a bullet; a very long line is a line
    a sentence.
    """
    found: list[Line] = []
    start = 0
    for row, raw in enumerate(text.split("\n")):
        found += _pieces(text, start, start + len(raw), row)
        start += len(raw) + 1
    return found


def sentences_of(line: Line, text: str) -> list[Line]:
    """Return the sentences of a line as lines."""
    spans: list[tuple[int, int]] = []
    start = line.start
    for stop in _STOP.finditer(text, line.start, line.end):
        if not _NO_STOP.search(text, max(start, stop.start() - 8), stop.start()):
            spans.append((start, stop.start()))
            start = stop.end()
    spans.append((start, line.end))
    return [line._replace(text=text[a:b], start=a, end=b) for a, b in spans if text[a:b].strip()]


def _pieces(text: str, start: int, end: int, row: int) -> Iterator[Line]:
    """The lines that one line of the text holds."""
    raw = text[start:end]
    if raw.count("|") >= 2 or " | " in raw or "\t" in raw.strip():
        yield from _cells(text, start, end, row)
        return
    marks = list(_INLINE_BULLET.finditer(text, start, end))
    if len(marks) >= 2:
        yield from _items(text, [(start, marks[0].start()), *_between(marks, end)], row)
        return
    line = _trimmed(text, start, end, row)
    if line and len(line.text) > _MOST_OF_A_LINE and not line.bullet:
        yield from sentences_of(line, text)
    elif line:
        yield line


def _between(marks: list[re.Match[str]], end: int) -> list[tuple[int, int]]:
    ends = [*(mark.start() for mark in marks[1:]), end]
    return [(mark.end(), stop) for mark, stop in zip(marks, ends, strict=True)]


def _items(text: str, spans: list[tuple[int, int]], row: int) -> Iterator[Line]:
    for number, (start, end) in enumerate(spans):
        line = _trimmed(text, start, end, row)
        if line:
            yield line._replace(bullet="•" if number else line.bullet)


def _cells(text: str, start: int, end: int, row: int) -> Iterator[Line]:
    """The cells of a row of a table; a row of dashes says nothing."""
    spans = [(start + cell.start(), start + cell.end()) for cell in re.finditer(r"[^|\t]+", text[start:end])]
    lines = [line for span in spans if (line := _trimmed(text, *span, row)) and any(map(str.isalnum, line.text))]
    for number, line in enumerate(lines):
        yield line._replace(cell=number, cells=len(lines))


def _trimmed(text: str, start: int, end: int, row: int) -> Line | None:
    """A line without white space, bullet and markup around it; None where nothing is left."""
    start, end = _stripped(text, start, end)
    bullet = _BULLET.match(text, start, end)
    if bullet and bullet.end() < end:
        start = bullet.end()
    while markup := _MARKUP.match(text, start, end):
        start = markup.end()
    for closing in ("**", "__"):
        if end - start > 4 and text.endswith(closing, start, end) and text.count(closing, start, end) % 2:
            end -= 2
    start, end = _stripped(text, start, end)
    mark = bullet.group().strip() if bullet else ""
    return Line(text[start:end], start, end, mark, row) if start < end else None


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
