"""The embedded title cleaner: what a job title means, from the shipped table and hand-written rules.

The head of a title counts before its tail. In each part a name that ends the part wins, then the longest;
"head of" and its like are joined with the field they lead. What the table does not hold as written is
looked for by likeness (rapidfuzz, 90 of 100), then among the names that count only alone, and last by the
one word that tells the role.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from inroad.reference.titles import JobTitle, job_titles, roles_of_words, weak_titles
from inroad.state import Level, TitleInfo
from inroad.tools.cleaning.title_levels import is_only_level, levels_of, levels_of_name, settled
from inroad.tools.cleaning.title_rules import LEADERS, PREPOSITIONS, Words, parts_of, words_of

_LIKE = 90
_SHORTEST_LIKE = 7

Names = Mapping[Words, JobTitle]


class EmbeddedTitleCleaner:
    """Says what a job title means from the tables that ship; a `TitleCleaner`."""

    def clean(self, title: str) -> TitleInfo:
        """Return what a title of a posting or of a profile means.

        `cleaned_name` is the canonical name in lower case without words of level: "Sr. Backend
        Developer II" is "backend engineer", "VP of Engineering" is "engineering manager" with the level
        vp. It is empty where only a single word or a field tells the role. `levels` are in alphabetical
        order; none is the common case of a plain title. A title of which nothing is known comes back alone.
        """
        meaning = _meaning(title)
        return TitleInfo(
            title=title,
            cleaned_name=meaning.name,
            similar_titles=list(meaning.similar),
            role=meaning.role,
            sub_role=meaning.sub_role,
            levels=list(meaning.levels),
        )


@dataclass(frozen=True)
class _Meaning:
    name: str = ""
    similar: tuple[str, ...] = ()
    role: str = ""
    sub_role: str = ""
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True)
class _Match:
    """A name found in one part of a title; `is_field` when it is what somebody leads."""

    title: JobTitle
    part: int
    place: range
    is_field: bool = False


@dataclass(frozen=True)
class _Index:
    """The table, by the words of each name."""

    names: dict[Words, JobTitle] = field(default_factory=dict)
    fields: dict[Words, JobTitle] = field(default_factory=dict)
    alone: dict[Words, JobTitle] = field(default_factory=dict)
    weak: dict[Words, JobTitle] = field(default_factory=dict)
    longest: int = 0
    singular: dict[str, str] = field(default_factory=dict)
    spelled: dict[str, JobTitle] = field(default_factory=dict)


@cache
def _index() -> _Index:
    names = _by_words((name, title) for title in job_titles() for name in (title.name, *title.aliases))
    fields = _by_words((name, title) for title in job_titles() for name in title.fields)
    alone = _by_words((name, title) for title in job_titles() for name in title.alone)
    weak = _by_words((name, title) for title in weak_titles() for name in (title.name, *title.aliases))
    for words in [words for words, title in names.items() if len(words) == 1 and words in fields]:
        if words != words_of(names[words].name):
            del names[words]
    known = {word for words in (*names, *fields, *alone, *weak) for word in words} | set(roles_of_words())
    return _Index(
        names=names,
        fields=fields,
        alone=alone,
        weak=weak,
        longest=max(len(words) for words in (*names, *fields, *weak)),
        singular={**_inflected(known, "in", 6), **_inflected(known, "s", 3)},
        spelled={" ".join(words): title for words, title in names.items()},
    )


def _inflected(known: set[str], ending: str, shortest: int) -> dict[str, str]:
    """Plurals, and the German forms for women, of the words that the table knows without them."""
    return {f"{word}{ending}": word for word in known if len(word) >= shortest and f"{word}{ending}" not in known}


def _by_words(pairs: Iterator[tuple[str, JobTitle]]) -> dict[Words, JobTitle]:
    """The canonical name goes before an alias of another title, the earlier line before the later."""
    found: dict[Words, JobTitle] = {}
    for name, title in pairs:
        words = words_of(name)
        if words not in found or name == title.name:
            found[words] = title
    return found


@lru_cache(maxsize=20_000)
def _meaning(title: str) -> _Meaning:
    index = _index()
    parts = [tuple(index.singular.get(word, word) for word in words) for words in parts_of(title)]
    match = _known(parts) or _alike(parts) or _weak(parts)
    if match:
        return _told(match, parts)
    levels = tuple(settled(levels_of(parts[0]))) if parts else ()
    return _from_field(parts, levels) or _from_word(parts, levels) or _Meaning(levels=levels)


def _told(match: _Match, parts: list[Words]) -> _Meaning:
    title = match.title
    if title.sub_role == "human_resources" and _recruits(parts):
        title = _index().names[("recruiter",)]
    said = _said_levels(match, parts)
    words = parts[match.part][match.place.start : match.place.stop]
    own = set(title.levels) if not words else levels_of_name(words, title.levels)
    if match.is_field:
        own = set()
    return _Meaning(title.name, title.similar, title.role, title.sub_role, tuple(settled(said | own)))


def _recruits(parts: list[Words]) -> bool:
    """Tell whether somebody in personnel is said to recruit, however it is put."""
    return any(word.startswith(("recruit", "recrut", "reclut")) for words in parts for word in words)


def _said_levels(match: _Match, parts: list[Words]) -> set[Level]:
    """What the part with the name says, what stands before it, and tails that are only about level."""
    words = parts[match.part]
    cut = _cut(words)
    said = levels_of(words[:cut] if match.place.stop <= cut else words, match.place)
    for index, words in enumerate(parts):
        if (index < match.part and (is_only_level(words) or match.is_field)) or (
            index > match.part and is_only_level(words)
        ):
            said |= levels_of(words)
        elif index != match.part:
            said |= levels_of(words) & {"training"} or ({"entry"} if "newgrad" in words else set())
    return said


def _known(parts: list[Words]) -> _Match | None:
    has_leader = False
    for number, words in enumerate(parts):
        found = list(_matches(number, words, _index().names)) or _alone(number, words)
        has_leader = has_leader or _is_led(words, found)
        if has_leader:
            found += _matches(number, words, _index().fields, is_field=True)
        if found:
            return max(found, key=lambda match: _weight(match, words))
    return None


def _alone(number: int, words: Words) -> list[_Match]:
    """A word that means a job only when nothing but its level stands beside it."""
    left = [index for index, word in enumerate(words) if not levels_of((word,)) and word not in {"i", "ii", "iii"}]
    title = _index().alone.get((words[left[0]],)) if len(left) == 1 else None
    return [_Match(title, number, range(left[0], left[0] + 1))] if title else []


def _is_led(words: Words, found: list[_Match]) -> bool:
    """Tell whether a word of leadership stands free, not within the name of a job ("account manager").

    "Lead" before a name is a level: only behind a field does it lead it.
    """
    taken = {index for match in found if len(match.place) > 1 for index in match.place}
    return any(
        word in LEADERS and index not in taken and (word != "lead" or index > 0) for index, word in enumerate(words)
    )


def _matches(number: int, words: Words, names: Names, *, is_field: bool = False) -> Iterator[_Match]:
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _index().longest) + 1):
            title = names.get(words[start:end])
            if title:
                yield _Match(title, number, range(start, end), is_field)


def _weight(match: _Match, words: Words) -> tuple[bool, bool, int, bool, int]:
    """Before a preposition, at the end of what stands before it, longer, a field, and further back."""
    start, end = match.place.start, match.place.stop
    cut = _cut(words)
    return (start < cut, end >= _last(words, cut), end - start, match.is_field, end)


def _cut(words: Words) -> int:
    """Where the first preposition stands that does not follow a word of leadership."""
    for index, word in enumerate(words):
        if index and word in PREPOSITIONS and words[index - 1] not in LEADERS:
            return index
    return len(words)


def _last(words: Words, cut: int) -> int:
    """Where the words before the cut end, words of level, grades and leaders at their end left out."""
    end = cut
    while end > 1 and (words[end - 1] in LEADERS or levels_of((*words[: end - 1], words[end - 1]), range(end - 1))):
        end -= 1
    return end


def _alike(parts: list[Words]) -> _Match | None:
    for number, words in enumerate(parts):
        text = " ".join(word for word in words if not levels_of((word,)))
        if len(text) >= _SHORTEST_LIKE:
            found = process.extractOne(text, _index().spelled.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE)
            if found:
                return _Match(_index().spelled[str(found[0])], number, range(0))
    return None


def _weak(parts: list[Words]) -> _Match | None:
    for number, words in enumerate(parts):
        found = list(_matches(number, words, _index().weak))
        if found:
            return max(found, key=lambda match: _weight(match, words))
    return None


def _from_word(parts: list[Words], levels: tuple[Level, ...]) -> _Meaning | None:
    roles = roles_of_words()
    for words in parts:
        for word in reversed(words[: _cut(words)]):
            if word in roles:
                return _Meaning(role=roles[word], levels=levels)
    return None


def _from_field(parts: list[Words], levels: tuple[Level, ...]) -> _Meaning | None:
    """A field that nobody is said to lead tells where somebody works, not as what."""
    for number, words in enumerate(parts):
        found = list(_matches(number, words, _index().fields))
        if found:
            title = max(found, key=lambda match: _weight(match, words)).title
            return _Meaning(role=title.role, sub_role=title.sub_role, levels=levels)
    return None


def bare_title(title: str) -> str:
    """Return the head of a title in lower case without the words for a level: "robotics software engineer"."""
    parts = parts_of(title)
    words = [word for word in (parts[0] if parts else ()) if not is_only_level((word,))]
    return " ".join(words)
