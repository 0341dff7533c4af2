"""Text from outside made fit to store and to print: no control characters, no odd spaces."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

# Operating system commands and control sequences of terminals (ECMA-48), then any other escape.
_ESCAPES = re.compile(
    r"(?:\x1b\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Zero-width spaces, soft hyphens, and the marks that turn the direction of what is printed.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Joiners belong to emoji and to some scripts; beside an ASCII character they are litter.
_JOINERS = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"^(?:[•·▪■●◦‣⁃*+–—-]|o(?=\s{2,}))\s+")


def without_controls(text: str) -> str:
    """Return the text without escapes, control characters, invisible marks and half characters."""
    visible = _CONTROLS.sub("", _ESCAPES.sub("", without_halves(text)))
    return _JOINERS.sub("", _INVISIBLE.sub("", visible))


def without_halves(text: str) -> str:
    """Return the text with its halves of characters joined, or replaced where the other half is missing."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def unescape_entities(text: str) -> str:
    """Return the text with HTML entities resolved once; only those that end in a semicolon count."""
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text)


def one_line(text: str) -> str:
    """Return the text on one line, with every run of white space folded to a space."""
    return " ".join(without_controls(text).split())


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, cleaned and folded, without the empty ones."""
    plain = without_controls(_LINE_ENDS.sub("\n", text))
    return [line for line in (" ".join(raw.split()) for raw in plain.split("\n")) if line]


def plain_text(text: str) -> str:
    """Return the text with one paragraph or list item a line; items begin with "- "."""
    return "\n".join(_BULLET.sub("- ", line) for line in lines_of(text))


def without_duplicates(texts: Iterable[str]) -> list[str]:
    """Return the texts, each on one line, in order, the first of those that differ in case; no empty ones."""
    unique: dict[str, str] = {}
    for line in map(one_line, texts):
        unique.setdefault(line.casefold(), line)
    return [line for line in unique.values() if line]


def letters_and_digits(text: str) -> str:
    """Return a name's letters and digits alone, in lower case: "Hims & Hers" -> "himsandhers"."""
    decomposed = unicodedata.normalize("NFKD", text.replace("&", "and").casefold())
    return "".join(filter(str.isalnum, decomposed))
