"""Text folded for comparing: small letters, straight apostrophes, no marks around it."""

from __future__ import annotations

import re

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "\u2010": "-", "\u2011": "-", "\u00a0": " "})
_AROUND = re.compile(r"^[\W_]+|[^\w)]+$")


def folded(text: str) -> str:
    """Return the text in small letters with straight apostrophes, of the same length in all but rare scripts."""
    return text.translate(_APOSTROPHES).lower()


def bare(text: str) -> str:
    """Return the text folded, without marks and emoji around it and with single spaces."""
    return " ".join(_AROUND.sub("", folded(text)).split())
