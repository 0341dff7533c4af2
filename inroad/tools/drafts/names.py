"""A name as a mail may show it: only what reads as a person's name, since a header is no place for more."""

from __future__ import annotations

import re
import unicodedata

MOST_WORDS = 6
_LONGEST = 60
_MARKS = frozenset(" '’.-‐")
# A point within a word, as web addresses have it; "J.R. Smith" has single letters before it.
_LIKE_A_SITE = re.compile(r"\w{2,}\.\w")
_BEHIND_A_NAME = re.compile(r"\s*[,(]")


def shown_name(name: str) -> str:
    """Return a person's name without what stands behind it ("Anna Roe, PhD"), "" when it does not read as one."""
    line = " ".join(unicodedata.normalize("NFC", name).split())
    head = _BEHIND_A_NAME.split(line, maxsplit=1)[0]
    return head if _is_name(head) and (head == line or " " in head) else ""


def _is_name(text: str) -> bool:
    letters = {char for char in text if unicodedata.category(char)[0] in "LM"}
    fits = len(text) <= _LONGEST and len(text.split()) <= MOST_WORDS
    return fits and text[:1] in letters and set(text) - letters <= _MARKS and not _LIKE_A_SITE.search(text)
