"""A message is in the language that was asked for, as far as its length tells."""

from __future__ import annotations

from collections.abc import Iterator

from inroad.tools.postings.language import language_of
from inroad.tools.writing import Reason
from inroad.tools.writing.checking.look import Look

# Below this many words that are not facts, statistics of letters mistake one language for its neighbour.
_FEWEST_WORDS = 15
_ENOUGH = 600
# Languages that the statistics take for one another.
_ALIKE = (
    {"no", "nb", "nn", "da"},
    {"hr", "sr", "bs", "sl"},
    {"id", "ms"},
    {"pt", "gl"},
    {"cs", "sk"},
    {"nl", "af"},
    {"es", "ca", "gl"},
)


def reasons(look: Look) -> Iterator[Reason]:
    """Yield a reason when the words around the facts are of another language."""
    text = look.body.text
    for saying in look.known.sayings:
        if len(saying.text) > 2:
            text = text.replace(saying.text, " ")
    if len(text.split()) < _FEWEST_WORDS:
        return
    found = language_of(text[:_ENOUGH])
    if found != look.language and not any({found, look.language} <= group for group in _ALIKE):
        says = f"The message reads as “{found}”: write it in “{look.language}”."
        yield Reason(kind="language", words=look.body.text[:40], says=says)
