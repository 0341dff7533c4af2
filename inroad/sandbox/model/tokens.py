"""Tokens, estimated: the real number hangs on a model's vocabulary, which no stand-in has.

A token is up to seven letters or digits in a row, or up to three signs: about the three quarters of an English word
that the providers name as a rule of thumb, and the same for the same text.
"""

from __future__ import annotations

import re

_PIECE = re.compile(r"\w{1,7}|[^\w\s]{1,3}")


def count(text: str) -> int:
    """Return the estimated number of tokens of a text."""
    return len(_PIECE.findall(text))


def cut(text: str, most: int) -> str:
    """Return the beginning of a text, of that many tokens at the most."""
    pieces = list(_PIECE.finditer(text))
    if len(pieces) <= most:
        return text
    return text[: pieces[most - 1].end()] if most > 0 else ""
