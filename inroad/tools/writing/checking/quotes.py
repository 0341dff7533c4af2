"""What stands in quotation marks is word for word in a fact."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from inroad.reference.common_words import is_plain
from inroad.tools.writing import Reason
from inroad.tools.writing.checking.look import Look

_QUOTED = re.compile(
    r"\"([^\"\n]{1,400})\"|“([^“”\n]{1,400})[”“]|„([^“”„\n]{1,400})[“”]|«\s?([^«»\n]{1,400}?)\s?»|»([^«»\n]{1,400})«"
    r"|(?<!\w)[‘']([^‘’'\n]+(?:['’]\w[^‘’'\n]*)*?)[’'](?!\w)"
)
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_EDGE = " .,;:!?…-'\""


def reasons(look: Look) -> Iterator[Reason]:
    """Yield a reason for each quotation that no fact has; case and marks at its ends do not count."""
    for text in (look.subject.text, look.body.text):
        for match in _QUOTED.finditer(text):
            quoted = next(group for group in match.groups() if group is not None)
            if quoted.isalpha() and is_plain(quoted.strip().lower()):
                continue  # a single plain word, such as "yes", quotes nobody
            if not _is_in_facts(look, _plain(quoted)):
                says = f"“{quoted}” is quoted, but no fact has it word for word: quote a fact, or do not quote."
                yield Reason(kind="quote", words=quoted, says=says)


def _is_in_facts(look: Look, wanted: str) -> bool:
    whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    return not wanted or any(whole.search(f" {_plain(fact.text)} ") for fact in look.known.facts)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).translate(_MARKS).casefold()
    return " ".join(folded.split()).strip(_EDGE)
