"""Words that somebody says stand in a text, found there; white space may differ, and nothing else."""

from __future__ import annotations

import re

from inroad.analysis import Quote


def found_in(text: str, words: str) -> Quote | None:
    """Return the place at which words stand first in a text, None where they do not stand there."""
    pieces = words.split()
    if not any(any(map(str.isalnum, piece)) for piece in pieces):
        return None
    start = text.find(pieces[0])
    spaced = re.compile(r"\s+".join(map(re.escape, pieces))) if len(pieces) > 1 else re.compile(re.escape(pieces[0]))
    match = spaced.search(text, start) if start >= 0 else None
    return Quote(text=match.group(), start=match.start(), end=match.end(), by="model") if match else None


def overlap(first: Quote, second: Quote) -> bool:
    """Tell whether two quotes of one part share characters."""
    return first.part == second.part and first.start < second.end and second.start < first.end
