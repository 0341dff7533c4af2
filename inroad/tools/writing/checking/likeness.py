"""A message is not one of the batch with another name in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from inroad.state import Message
from inroad.tools.writing import Reason
from inroad.tools.writing.checking.look import Look
from inroad.tools.writing.template import TemplateWriter

# From this share of equal words in equal order on (0 to 100), facts left out, two messages are one. Messages written
# apart about the same facts reach 43; a message of 60 words in which four are replaced is at 92.
TOO_LIKE = 92
# Below this share nothing needs a closer look: the facts that a message does not name are still in its words.
_NEAR = 80
_COMPARED = 3_000
_FEWEST_WORDS = 12
_WORD = re.compile(r"[^\W_]+")


def reasons(look: Look, others: Sequence[Message]) -> Iterator[Reason]:
    """Yield one reason when the words that are not facts are nearly those of another message."""
    if look.message.writer == TemplateWriter.name:
        return  # its wordings are few, and take turns by the place in the batch
    own = _own_words(look.message, [saying.text for saying in look.known.sayings])
    if len(own) < _FEWEST_WORDS:
        return
    for other in others:
        theirs = _own_words(other, [fact.text for fact in other.facts])
        if len(theirs) >= _FEWEST_WORDS and fuzz.ratio(own, theirs, score_cutoff=TOO_LIKE) >= TOO_LIKE:
            says = "This reads like another message of the batch with the names changed: write it anew, in other words."
            yield Reason(kind="likeness", words=look.message.body[:60], says=says)
            return


def may_be_alike(messages: Iterable[Message]) -> bool:
    """Tell whether two of these messages are near enough to each other to be looked at."""
    words = [_own_words(message, [fact.text for fact in message.facts]) for message in messages]
    return any(fuzz.ratio(one, other, score_cutoff=_NEAR) >= _NEAR for one, other in combinations(words, 2))


def _own_words(message: Message, facts: Sequence[str]) -> list[str]:
    """The words of the body without the values of the facts."""
    body = message.body[:_COMPARED]
    for text in sorted(filter(None, facts), key=len, reverse=True):
        body = body.replace(text, " ")
    return _WORD.findall(body.casefold())
