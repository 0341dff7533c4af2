"""One look that tells whether any of many wordings may stand in a text, as most sentences have none of them.

All wordings are put together into one pattern without regard to case, which is looked for in the text in lower case:
many times faster than one after the other. It may say yes in vain (where a wording wants a capital), never no.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

# What is no letter of a wording's own ("\B" is not "\b"), and its capitals.
_CAPITALS = re.compile(r"(?P<kept>\\.|\(\?P<)|[A-ZÀ-Þ]")
_MARKS = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[()|]")
# A pattern without regard to case takes both for an "i".
_DOTTED = str.maketrans("İı", "Ii")
_AT_WORD = r"\b"
# Where a word begins is soon told, so that it is asked before what may not stand in front of it.
_LOOKING_BACK = re.compile(r"^((?:\(\?<![^()]*\))+)\\b")


def may_have_any(text: str, wordings: tuple[str, ...]) -> bool:
    """Say whether a text may have one of these patterns, written in any case."""
    return _joined(wordings).search(lowered(text)) is not None


def found_in(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield what a pattern without regard to case finds; where it finds nothing, one look tells so."""
    if may_have_any(text, (pattern.pattern,)):
        yield from pattern.finditer(text)


@lru_cache(maxsize=64)  # several gates look at the same text, one after the other
def lowered(text: str) -> str:
    """Return a text in the lower case in which patterns without regard to case take it."""
    return text.translate(_DOTTED).lower()


@cache
def _joined(wordings: tuple[str, ...]) -> re.Pattern[str]:
    """All wordings in one; those that begin with a word are tried at the beginnings of words only."""
    every = (way for wording in wordings for way in _alternatives(_in_lower_case(wording)))
    ways = [_LOOKING_BACK.sub(r"\\b\1", way) for way in every]
    at_word = "|".join(way.removeprefix(_AT_WORD) for way in ways if way.startswith(_AT_WORD))
    others = [way for way in ways if not way.startswith(_AT_WORD)]
    return re.compile("|".join([rf"{_AT_WORD}(?:{at_word})", *others]))


def _in_lower_case(wording: str) -> str:
    return _CAPITALS.sub(lambda match: match["kept"] or match.group().lower(), wording)


def _alternatives(wording: str) -> Iterator[str]:
    """The parts of a pattern between those bars that stand in no brackets."""
    depth, start = 0, 0
    for mark in _MARKS.finditer(wording):
        depth += {"(": 1, ")": -1}.get(mark.group(), 0)
        if mark.group() == "|" and not depth:
            yield wording[start : mark.start()]
            start = mark.end()
    yield wording[start:]
