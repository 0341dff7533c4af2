"""Which skills a text names, by their normal names, and which skills are near each other.

The table is `reference.skills` with the further names of `reference.skill_names`. A name of the table counts wherever
it stands; one that is a plain word too (go, excel, design) counts with a capital within a sentence, in a list of
skills, or where the sentence speaks of a skill. A text is read in one pass over its words, in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from anyascii import anyascii

from inroad.reference.skill_families import families
from inroad.reference.skill_names import in_capitals, left_out, same_names, with_capital, with_context
from inroad.reference.skills import ambiguous, unmistakable

Manner = Literal["sure", "capital", "capitals", "context"]

# Scripts without spaces are no part of a word: "Pythonのスキル".
_LETTERS = r"[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
_WORD = re.compile(rf"(?:(?<![\w.])\.(?=[Nn][Ee][Tt]\b))?{_LETTERS}(?:[’'.]{_LETTERS})*(?:\+\+|#(?!\w))?")
# Within a skill: "CI/CD", "front-end", "M&A", "scikit_learn".
_JOINT = frozenset([" ", "-", "/", "&", " & ", "_", "\u00a0", "\u2010", "\u2011", " / ", ""])
_BETWEEN_ITEMS = re.compile(
    r"\s?[,;/|+•·&]\s?(?:and/or|and|or|und|oder|et|ou|y|o|e|en|of)?\s?|\s(?:and/or|and|or|und|oder|et|ou|y|o|e|en|of)\s",
    re.IGNORECASE,
)
_ITEM_END = re.compile(rf"[.!?…:;)]?\s*(?:\n|$)|[.!?…)]|{_BETWEEN_ITEMS.pattern}", re.IGNORECASE)
_SPEAKS_BEFORE = re.compile(
    r"(?:\b(?:experience[ds]?|background|expertise|skills?|skilled|proficien(?:t|cy)|fluen(?:t|cy)|versed|knowledge|familiar"
    r"(?:ity)?|comfortable|command|competen(?:t|ce)|hands-on|degree|bachelor[’']?s?|master[’']?s?|ph\.?d\.?|diploma|study"
    r"|studies|majoring|certifi(?:ed|cation|cations)|specialty|training|trained|career|coursework|passion|interest(?:ed)?"
    r"|understanding|grasp|foundation|mastery|strong|deep|proven|advanced|basic|track record|years?"
    r"|erfahrung(?:en)?|kenntnisse?|wissen|know-how|studium|ausbildung|abschluss|bereich|umgang|expérience|connaissances?"
    r"|maîtrise|formation|compétences?|experiencia|conocimientos?|dominio|experiência|conhecimentos?|domínio|esperienza"
    r"|conoscenz[ae]|ervaring|kennis|opleiding)"
    r"\s+(?:working\s+|professional\s+)?(?:(?:in|with|of|at|on|for|as|using|mit|im|der|von|en|avec|de|du|des|con|com|em|di|in|"
    r"met|van|a|an|the|la|le|areas?|fields?)\s+){0,3}"
    r"|\b(?:strong|excellent|solid|proven|outstanding|exceptional|professional|relevant|prior|previous)\s+)$",
    re.IGNORECASE,
)
_BUILT_IN = re.compile(
    r"\b(?:programm?ing|coding|code|coded|script\w*|written|writing|software|services?|built|apps?|applications?)\b"
    r"[^.;:!?\n]{0,30}\b(?:in|with|using)\s+(?:[\w+#.]+\s*(?:,|/|and|or)\s*){0,3}$",
    re.IGNORECASE,
)
_SPEAKS_AFTER = re.compile(
    r"(?:\s|-)(?:skills?|experience|knowledge|expertise|background|certifi\w+|degree|proficiency|programming|developer"
    r"|development|engineer(?:s|ing)?|codebase|ecosystem|framework|language|macros|stack|best practices"
    r"|principles|fundamentals|kenntnisse|erfahrung|abschluss|-?studium)\b",
    re.IGNORECASE,
)
_UNIT_BEFORE = re.compile(r"(?:\d[\d,.]*[kKmM]?|[$€£])\s?$")
_UNIT_AFTER = re.compile(r"\s?[$€£\d]")
# "Go-to-market", "C-level", "R&D", "TS/SCI", "Rust Belt": other things that begin with such a name.
_OTHER_THING = re.compile(
    r"-to-|[\s-]to[\s-]market|[- ](?:levels?|suite|corps?|belt|team|clearance)\b|\s?&\s?D\b|/SCI\b|\.\s?[A-Z]\.", re.I
)
_SERIES = re.compile(r"\b(?:series|class|vitamin|hepatitis|grade|type|plan|option|section|exhibit)\s$", re.IGNORECASE)
_MOST_WORDS = 6


class FoundSkill(NamedTuple):
    """A skill that a text names: its normal name, and where the text names it (`text[start:end]`)."""

    name: str
    start: int
    end: int


class _Named(NamedTuple):
    name: str
    manner: Manner


class _Place(NamedTuple):
    """A name of the table where it stands in a text, before it is known whether it counts."""

    name: str
    manner: Manner
    start: int
    end: int


def find_skills(text: str) -> list[FoundSkill]:
    """Return the skills that a text names, in order and not overlapping; the same skill as often as it is named."""
    return list(_found(text))


def normal_name(skill: str) -> str:
    """Return the one name for a skill ("k8s" is "kubernetes"); of one that is not known, the text without case."""
    folded = " ".join(skill.split()).casefold()
    named = _table().get(_keyed(folded))
    return named.name if named else folded


def related(skill: str) -> frozenset[str]:
    """Return the normal names of the other skills of the same families, an empty set where none is known."""
    return _near().get(normal_name(skill), frozenset())


@lru_cache(maxsize=512)  # a line is asked about as a heading, as a requirement and for its skills
def _found(text: str) -> tuple[FoundSkill, ...]:
    places = list(_places(text))
    sure = [_counts_alone(text, place) for place in places]
    _spread(text, places, sure)
    counting = (place for place, counts in zip(places, sure, strict=True) if counts)
    return tuple(FoundSkill(place.name, place.start, place.end) for place in counting)


def _places(text: str) -> Iterator[_Place]:
    """The names of the table in a text, the longest that begins at a word."""
    words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    keys = [_key(text[start:end]) for start, end in words]
    table, lengths, at = _table(), _lengths(), 0
    while at < len(words):
        length = 0
        for wanted in lengths.get(keys[at], ()):
            named = table.get(" ".join(keys[at : at + wanted]))
            if named and at + wanted <= len(words) and _is_joined(text, words[at : at + wanted]):
                yield _Place(named.name, named.manner, words[at][0], words[at + wanted - 1][1])
                length = wanted
                break
        at += length or 1


def _is_joined(text: str, words: Sequence[tuple[int, int]]) -> bool:
    return all(text[words[at][1] : words[at + 1][0]] in _JOINT for at in range(len(words) - 1))


def _counts_alone(text: str, place: _Place) -> bool:
    """Whether a name counts by itself, by how it is written and by the words around it."""
    if place.manner == "sure":
        return True
    if _is_other_thing(text, place):
        return False
    written = text[place.start : place.end]
    if place.manner == "capitals" or len(written) == 1:
        return written.isupper() and (len(written) > 1 or _is_left_out_of(text, place) or _is_whole_line(text, place))
    if place.manner == "capital" and written[0].isupper() and not written.isupper() and _is_within(text, place):
        return True
    return _is_whole_line(text, place) or _is_left_out_of(text, place)


def _is_other_thing(text: str, place: _Place) -> bool:
    before = text[max(0, place.start - 14) : place.start]
    if _OTHER_THING.match(text, place.end) or _SERIES.search(before):
        return True
    is_unit = place.end - place.start <= 3 and bool(_UNIT_BEFORE.search(before) or _UNIT_AFTER.match(text, place.end))
    return is_unit and text[place.start : place.end].upper() in {"CAD", "ML", "C", "R"}


def _is_left_out_of(text: str, place: _Place) -> bool:
    """Whether the words around speak of a skill: "experience with Go", "Excel skills", "written in rust"."""
    before = text[max(0, place.start - 70) : place.start]
    before = before[before.rfind("\n") + 1 :]
    return bool(_SPEAKS_AFTER.match(text, place.end) or _SPEAKS_BEFORE.search(before) or _BUILT_IN.search(before))


def _is_within(text: str, place: _Place) -> bool:
    """Whether a capital tells something: not at a sentence's beginning, and not in a line of capitals."""
    before = text[max(0, place.start - 40) : place.start].rstrip(" (\"'“„-–—*•")
    if not before or before[-1] in "\n.!?:•":
        return False
    last = re.search(r"[\w'’+#.-]+[,;/|]?$", before)
    return bool(last) and (before[-1] in ",;/|" or last.group()[0].islower())  # type: ignore[union-attr]


def _is_whole_line(text: str, place: _Place) -> bool:
    """Whether a line says nothing else: "Excel" among the skills of a CV."""
    begin = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    around = text[begin : place.start] + text[place.end : end if end >= 0 else len(text)]
    return len(around) <= 8 and not any(map(str.isalnum, around))


def _spread(text: str, places: Sequence[_Place], sure: list[bool]) -> None:
    """In a list with a name that counts, the names beside it count: "Python, Go or rust"."""
    for at in [*range(1, len(places)), *range(len(places) - 2, -1, -1)]:
        for other in (at - 1, at + 1):
            if not sure[at] and 0 <= other < len(places) and sure[other]:
                first, second = places[min(at, other)], places[max(at, other)]
                sure[at] = _are_listed(text, first, second) and _may_be(text, places[at])


def _are_listed(text: str, first: _Place, second: _Place) -> bool:
    between = text[first.end : second.start]
    return len(between) <= 9 and bool(_BETWEEN_ITEMS.fullmatch(between))


def _may_be(text: str, place: _Place) -> bool:
    """Whether a plain word in a list of skills is one: with a capital, or at the end of its item."""
    written = text[place.start : place.end]
    if _is_other_thing(text, place) or (place.manner == "capitals" and not written.isupper()):
        return False
    return written[0].isupper() or (len(written) > 1 and bool(_ITEM_END.match(text, place.end)))


@cache
def _table() -> dict[str, _Named]:
    """Every name of every skill, by its key."""
    table: dict[str, _Named] = {}
    normal = _normal_names()
    doubtful = _manners()
    for name, wanted in normal.items():
        if name not in left_out():
            for key in _keys(name):
                table.setdefault(key, _Named(wanted, doubtful.get(name, "sure")))
    return table


@cache
def _normal_names() -> dict[str, str]:
    """The normal name of every name; groups that share a name are one skill, the later file's word goes first."""
    normal: dict[str, str] = {}
    for names in same_names():
        first = next((normal[name] for name in names if name in normal), names[0])
        normal.update(dict.fromkeys(names, first))
    for names in [*unmistakable().values(), *ambiguous().values()]:
        first = next((normal[name] for name in names if name in normal), names[0])
        for name in names:
            normal.setdefault(name, first)
    return normal


@cache
def _manners() -> dict[str, Manner]:
    manners: dict[str, Manner] = dict.fromkeys(ambiguous(), "context")
    manners.update(dict.fromkeys(with_context(), "context"))
    manners.update(dict.fromkeys(with_capital(), "capital"))
    manners.update(dict.fromkeys(in_capitals(), "capitals"))
    return manners


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """How many words the names have that begin with a word, the longest first."""
    lengths: dict[str, set[int]] = {}
    for key in _table():
        words = key.split()
        if len(words) <= _MOST_WORDS:
            lengths.setdefault(words[0], set()).add(len(words))
    return {first: tuple(sorted(each, reverse=True)) for first, each in lengths.items()}


@cache
def _near() -> dict[str, frozenset[str]]:
    near: dict[str, set[str]] = {}
    for family in families():
        names = {normal_name(name) for name in family}
        for name in names:
            near.setdefault(name, set()).update(names - {name})
    return {name: frozenset(others) for name, others in near.items()}


def _keys(name: str) -> Iterator[str]:
    """The keys under which a name is found: with and without "and", the last of several words in both numbers."""
    key = _keyed(name)
    yield key
    if " and " in key:
        yield key.replace(" and ", " ")
    if " " in key and len(key.split()[-1]) > 3:
        yield key[:-1] if key.endswith("s") else f"{key}s"


def _keyed(name: str) -> str:
    return " ".join(_key(word.group()) for word in _WORD.finditer(name))


@lru_cache(maxsize=20_000)
def _key(word: str) -> str:
    """A word without case, accents, inner dots and a possessive; ".NET" keeps its dot."""
    lower = word.lower()
    if lower.isascii() and lower.isalnum():
        return lower
    dot, bare = ("." if lower.startswith(".") else ""), lower.removesuffix("'s").removesuffix("’s")
    bare = bare.replace(".", "").replace("'", "").replace("’", "")
    return dot + (bare if bare.isascii() else anyascii(bare).lower().replace(" ", "") or bare)
