"""Which facts support a name: whole, shortened from its end, or by another name that a table gives it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from inroad.reference.place_keys import fold
from inroad.reference.places import areas, nickname
from inroad.reference.well_known import well_known
from inroad.tools.cleaning.companies import same_company
from inroad.tools.cleaning.schools import resolve_school
from inroad.tools.writing.checking.knowledge import Find, Knowledge, Saying, Sort
from inroad.tools.writing.checking.name_words import DEGREES, HARMLESS, IN_FRONT, JOINING, ROLE_WORDS
from inroad.tools.writing.checking.reading import Text, Word, keys_of, singular
from inroad.tools.writing.checking.skills import names_of_skill

_PLACE_BEFORE = re.compile(
    r"\b(?:based in|live in|living in|lives in|moved? to|grew up in|born in|(?:I am|I['’]m|you are|you['’]re|come|came"
    r"|hail|originally|are|am) from|located in|city of|office in|near|around)\s+$",
    re.IGNORECASE,
)
_GAP = re.compile(r"[\s\-–/&+’']*(?:[\s(])?[\s\-–/&+]*")
# The longest names of companies have about as many words.
MOST_WORDS = 14


def touch(text: Text, one: Word, other: Word) -> bool:
    """Say whether two words stand side by side in one sentence, with nothing between that ends a name."""
    gap = text.text[one.end : other.start]
    return one.sentence == other.sentence and len(gap) <= 3 and bool(_GAP.fullmatch(gap)) and "(" not in gap


def known_from(known: Knowledge, text: Text, at: int) -> tuple[int, tuple[Saying, ...]]:
    """Return how many words from here on the facts hold as one name, and which do; the longest first."""
    words = text.words[at : at + min(MOST_WORDS, known.longest_from(text.words[at].key))]
    held = known.held_of(_spelled(text, words)) if words else 0
    for length in range(min(len(words), held), 0, -1):
        last = words[length - 1]
        if last.sentence != words[0].sentence or (length > 1 and not last.is_capital and last.key in JOINING):
            continue
        found = known.find(_spelled(text, words[:length]))
        sources = tuple(f.saying for f in found if _is_good(known, f, text, at, length))
        if sources:
            return length, sources
    for length in _lengths_of_names(text, at):
        if sources := _known_otherwise(known, text, at, length):
            return length, sources
    return 0, ()


def _lengths_of_names(text: Text, at: int) -> list[int]:
    """How many words from here on may be one name, four at most, the longest first."""
    lengths: list[int] = []
    for length, word in enumerate(text.words[at : at + 4], 1):
        if word.sentence != text.words[at].sentence or not (word.is_capital or word.key in JOINING):
            break
        if word.is_capital:
            lengths.insert(0, length)
    return lengths


def _spelled(text: Text, words: Sequence[Word]) -> list[str]:
    """The keys of words, with an "and" where the text writes "&"."""
    keys = [word.key for word in words[:1]]
    for one, other in pairwise(words):
        gap = text.text[one.end : other.start]
        keys += ["and", other.key] if "&" in gap or " + " in gap else [other.key]
    return keys


def _is_of_title(known: Knowledge, word: Word) -> bool:
    """Whether a word behind a name begins a title instead: "Acme HR Generalist", "Lakeside CS student"."""
    sayings = [found.saying for found in known.find([word.key])]
    return any(saying.sort == "title" for saying in sayings) or (word.text.isupper() and bool(known.initials(word.key)))


def _goes_on(text: Text, at: int, length: int) -> bool:
    """Whether "University" is only the beginning of a name here: "University of X"."""
    following = text.words[at + length : at + length + 3]
    last = text.words[at + length - 1]
    if last.key not in IN_FRONT or len(following) < 2 or following[0].key not in JOINING - {"and", "at", "in", "for"}:
        return False
    return following[0].sentence == last.sentence and any(word.is_capital for word in following[1:])


def _is_good(known: Knowledge, found: Find, text: Text, at: int, length: int) -> bool:
    """Whether words of a fact support a name: a whole name, or a part that people shorten it to."""
    if found.whole:
        return True
    if _goes_on(text, at, length):
        return False
    before = text.words[at - 1 : at] if at else ()
    after = text.words[at + length : at + length + 1]
    if (
        before
        and counts(before[0])
        and not (before[0].text.isupper() and known.initials(before[0].key))
        and not before[0].first
        and touch(text, before[0], text.words[at])
        and not found.begins
    ):
        return False
    if (
        after
        and counts(after[0])
        and after[0].key not in ROLE_WORDS
        and not _is_of_title(known, after[0])
        and touch(text, text.words[at + length - 1], after[0])
        and not found.ends
    ):
        return False
    if found.saying.sort not in ("employer", "school"):
        return True
    if _PLACE_BEFORE.search(text.text[max(0, text.words[at].start - 20) : text.words[at].start]):
        return False
    if length == 1 and text.words[at].text.isupper() and found.ends:
        return True
    return _is_short_form(found.saying, tuple(singular(w.key) for w in text.words[at : at + length]))


def counts(word: Word) -> bool:
    """Say whether a word is written as a name and is more than an initial."""
    return word.is_capital and word.key not in HARMLESS and len(word.key) > 1


def _is_short_form(saying: Saying, keys: tuple[str, ...]) -> bool:
    """Whether words are how people shorten a name: its beginning, or what follows "University of"."""
    if keys in well_known():
        return False
    start = saying.keys.index(keys[0])
    return saying.keys[start - 1] in IN_FRONT if start else True


def _known_otherwise(known: Knowledge, text: Text, at: int, length: int) -> tuple[Saying, ...]:
    """The facts that mean the same by a table: NYC and New York, MIT, TX and Texas, initials, a legal form."""
    words = text.words[at : at + length]
    spelled = text.text[words[0].start : words[-1].end]
    if len(spelled) > 80:
        return ()
    found = [saying for saying in known.named if _means_same(spelled, saying.sort, saying.text)]
    found += [
        f.saying
        for name in names_of_skill(spelled)
        for f in known.find(keys_of(name))
        if f.whole or f.saying.sort in ("prose", "title")
    ]
    found += _degree(known, words[0].key) if length == 1 else []
    is_short = length == 1 and words[0].text.removesuffix("s").isupper()
    return (*found, *(known.initials(words[0].text.removesuffix("s").lower()) if is_short else []))


def _degree(known: Knowledge, key: str) -> list[Saying]:
    """The facts that give a degree by its letters: BSc for a Bachelor of Science."""
    if key not in DEGREES:
        return []
    for owner in ("person", "sender", "common"):
        sayings = [s for s in known.of(owner) if s.kind in ("degree", "field", "study", "studies")]
        words = {word for saying in sayings for word in saying.keys}
        if set(DEGREES[key].split()) <= words:
            return sayings
    return []


@lru_cache(maxsize=4_000)  # the words of the wordings meet the names of the sender and the posting each time
def _means_same(spelled: str, sort: Sort, name: str) -> bool:
    if sort == "employer":
        return same_company(spelled, name)
    if sort == "school":
        return bool(school_meant(spelled)) and school_meant(spelled) == school_meant(name)
    have = _place_keys(name)
    return all(have & _place_keys(part) for part in spelled.split(","))


@lru_cache(maxsize=4_000)
def school_meant(name: str) -> frozenset[str]:
    """Return the canonical name of the one school that is meant, nothing for several or none."""
    found = resolve_school(name)
    return frozenset(school.name for school in found) if len(found) == 1 else frozenset()


@lru_cache(maxsize=4_000)
def _place_keys(place: str) -> frozenset[str]:
    """What the parts of a place mean: a state by its code, a city by its nickname."""
    keys = set()
    for part in place.split(","):
        key = fold(part)
        keys.add(key)
        keys |= {f"{area.country}-{area.region}" for area in areas(key)[:1]}
        if city := nickname(key):
            keys.add(fold(city.name))
    return frozenset(keys - {""})
