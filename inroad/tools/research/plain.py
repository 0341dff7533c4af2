"""Pages made plain, and taken apart into whole sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 300
_LONGEST_PAGE = 200_000
_FEWEST_WORDS = 3

_HTML = re.compile(r"\s*(?:<!doctype\b|<html\b|<head\b|<body\b|<div\b|<p\b)", re.IGNORECASE)
_FENCED = re.compile(r"^\s*```.*?(?:^\s*```\s*$|\Z)", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_UNSEEN = re.compile(
    r"<(head|title|script|style|template|noscript|svg|iframe)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()\s]{0,2000}(?:\s[^()]{0,300})?\)")
_LINK = re.compile(r"\[([^\[\]]{0,500})\]\([^()\s]{0,2000}(?:\s[^()]{0,300})?\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_ADDRESS = re.compile(r"https?://\S+")
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`+|~~")
_IN_FRONT = re.compile(r"(?:#{1,6}\s|>|[-*+•·]\s|\d{1,3}[.)]\s)\s*")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|~-])")
_CELL = re.compile(r"\s*\|\s*")

_ENDS = re.compile(r"(?<=[.!?])[\"'”’»)\]]*\s+(?=[\"'“„«¿¡(]?[A-ZÀ-ÖØ-Þ0-9])|(?<=[。！？])")
_CLOSED = re.compile(r"[.!?。！？][\"'”’»)\]]*$")
_CUT = re.compile(r"(?:\.\.\.|…)")
_DATED = re.compile(
    r"^(?:[A-Za-z]{3,9}\.? \d{1,2}, \d{4}|\d{1,2} [A-Za-z]{3,9}\.? \d{4}|\d+ \w+ ago)\s*(?:\.{3}|[—–·-])\s*"
)
# What ends in a full stop and no sentence.
_SHORT_FORM = re.compile(
    r"(?:^|[\s(])(?:(?<!Series )[A-Z]|Inc|Ltd|Corp|Co|Bros|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|vs|No|Nr|approx|ca|e\.g|i\.e"
    r"|U\.S|U\.K|U\.N|a\.m"
    r"|p\.m|est|etc|Dept|Gen|Sen|z\. ?B|bzw|inkl|Mio|Mrd|u\. ?a|d\. ?h|Sr?a|St[eé]|Mme|bijv|p\. ?ex|Jan|Feb|Mar|Apr"
    r"|Aug|Sept?|Oct|Nov|Dec)\.$"
)


def plain_page(text: str) -> str:
    """Return a page in Markdown or HTML as plain text, a paragraph or list item a line; the longest ones cut."""
    text = _UNSEEN.sub(" ", _COMMENT.sub(" ", text[:_LONGEST_PAGE]))
    if _HTML.match(text):
        # The parser takes a while to load; most pages come as Markdown.
        from inroad.tools.postings.html_text import html_to_text

        text = html_to_text(text)
    for pattern in (_FENCED, _IMAGE):
        text = pattern.sub(" ", text)
    text = _TAG.sub(" ", _LINK.sub(r"\1", text))
    return "\n".join(line for raw in _paragraphs(text) if (line := _plain_line(raw)))


def sentences(line: str) -> list[str]:
    """Return the whole sentences of a line, each as it stands there; none that was cut, or is longer than 300."""
    found = []
    for piece in _CUT.split(_DATED.sub("", line)):
        parts = list(_parted(piece))
        # What stands before a cut does not end, and what stands after one does not begin.
        found += [part for part in parts if _CLOSED.search(part) and not part[0].islower()]
    return [each for each in found if len(each) <= LONGEST and _is_said(each)]


def headline(line: str) -> str:
    """Return a title that was not cut and is no longer than a statement may be, else ""."""
    text = " ".join(line.split())
    return "" if _CUT.search(text) or len(text) > LONGEST or len(text.split()) < _FEWEST_WORDS else text


def _paragraphs(text: str) -> Iterator[str]:
    """The lines, those of one paragraph joined; a list item, a heading or a table's row stands for itself."""
    joined: list[str] = []
    for line in text.splitlines():
        starts = _IN_FRONT.match(line.lstrip()) or line.lstrip().startswith("|")
        if joined and (not line.strip() or starts or _CLOSED.search(joined[-1].rstrip()) or _is_heading(joined[-1])):
            yield " ".join(joined)
            joined = []
        if line.strip():
            joined.append(line.strip())
    yield " ".join(joined)


def _is_heading(line: str) -> bool:
    return line.startswith(("#", "|"))


def _plain_line(raw: str) -> str:
    line = _ADDRESS.sub("", raw.strip())
    while front := _IN_FRONT.match(line):
        line = line[front.end() :]
    line = _CELL.sub(" ", _MARKS.sub("", line))
    seen = "".join(char if char.isprintable() else " " * char.isspace() for char in _ESCAPED.sub(r"\1", line))
    return " ".join(seen.split())


def _parted(text: str) -> Iterator[str]:
    """The sentences of a text, one that only seems to end at a short form kept whole."""
    start = 0
    for end in _ENDS.finditer(text):
        piece = text[start : end.start()].strip()
        if piece and not _SHORT_FORM.search(piece):
            # The closing quotes and brackets belong to the sentence before.
            yield text[start : end.end()].strip()
            start = end.end()
    if rest := text[start:].strip():
        yield rest


def _is_said(sentence: str) -> bool:
    """Enough words for a statement; scripts without blanks are counted by their characters."""
    return len(sentence.split()) >= _FEWEST_WORDS or (not sentence.isascii() and len(sentence) >= 12)
