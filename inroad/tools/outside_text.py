"""Texts from outside made fit to be shown: nothing that a terminal obeys, none of the secrets that they repeat."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category

# Joiners belong to emoji and to some scripts.
_KEPT = frozenset("\n\u200c\u200d")
_BETWEEN = r"[\s\\]*"


def plain(text: str) -> str:
    """Return the text with question marks for control characters and invisible marks, lines as they are."""
    return "".join(map(_harmless, text))


def plain_line(text: str) -> str:
    """Return the text as `plain` does, and in one line, so that it cannot pass for a line of ours."""
    return plain(text).replace("\n", " ")


def masked(text: str, secret: str) -> str:
    """Return the text with three stars wherever it holds a secret.

    It is found in any case, percent-encoded, and with line ends or backslashes within. A text has to be masked
    before it is cut: half a key at the end of a sentence is not found any more.
    """
    return _pattern(secret).sub("***", text) if secret.strip() else text


def _harmless(char: str) -> str:
    if char.isprintable() or char in _KEPT:
        return char
    return " " if char == "\t" or category(char) == "Zs" else "?"


@cache
def _pattern(secret: str) -> re.Pattern[str]:
    chars = (char for char in secret if not (char.isspace() or char == "\\"))
    return re.compile(_BETWEEN.join(map(_spellings, chars)), re.IGNORECASE)


def _spellings(char: str) -> str:
    encoded = "".join(f"%{byte:02x}" for byte in char.encode(errors="surrogateescape"))
    return f"(?:{re.escape(char)}|{encoded})"
