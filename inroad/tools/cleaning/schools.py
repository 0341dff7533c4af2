"""Which school a name means.

Look-alikes are different schools (University of Miami, Miami University; Penn, Penn State), so the order of the
words counts, and only whole names are compared: what the table does not hold stays as it is written. From a name
are taken the campus ("- Main Campus", the city of the main one), the country, an acronym in brackets, and a part of
the school ("School of Engineering, X", "X Law School"). A part with a line of its own in the table, such as
Harvard Business School, is a school within another: who has a degree of the part has one of the whole, not the
other way. Online and extension schools are not parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from inroad.errors import UserInputError
from inroad.reference.schools import School, schools, shared_names
from inroad.tools.cleaning.school_words import (
    before_unit,
    behind_unit,
    bracketed,
    country_of,
    fold_school,
    is_house,
    is_state,
    is_unit,
    is_whole,
    pieces_of,
    without_campus,
)

# Their colleges are written as "Balliol College, Oxford"; the degree is the university's.
_COLLEGIATE = frozenset(
    {"University of Oxford", "University of Cambridge", "Durham University", "University of Delhi"}
    | {"University of Toronto", "University of Mumbai"}
)
# Its colleges are schools in their own right.
_FEDERAL = "University of London"
_MOST_PIECES = 6
_COMMON = frozenset(
    {
        "university",
        "college",
        "school",
        "institute",
        "technology",
        "state",
        "science",
        "business",
        "arts",
        "city",
        "new",
    }
)

Found = tuple[School, ...]


@dataclass(frozen=True, slots=True)
class SchoolInfo:
    """A school to look for.

    `names` are the ways to write it and its parts, in lower case, the canonical one first; `domain` is that of its
    site, "" where it is not known; `key` is what other names are compared by.
    """

    name: str
    key: str
    names: tuple[str, ...] = ()
    domain: str = ""


class SchoolCleaner:
    """Says which school is meant, from the table that ships."""

    def clean(self, name: str) -> SchoolInfo:
        """Return the school of that name; one that the table does not hold comes back as it is written.

        Raises:
            UserInputError: The name is empty, or several schools share it.
        """
        return _cleaned(name)


def resolve_school(text: str) -> Found:
    """Return the school that a name means, several where they share it, none where the table has none."""
    return _meant(text)[1]


def school_key(name: str) -> str:
    """Return what a school is matched by: the folded canonical name, or the folded name without its campus."""
    return _meant(name)[0]


def same_school(one: str, other: str) -> bool:
    """Tell whether two names mean the same school; an empty name is no school, and a shared one not sure to be."""
    key, found = _meant(one)
    return bool(key) and len(found) < 2 and key == school_key(other)


def is_of_school(name: str, school: SchoolInfo, domain: str = "") -> bool:
    """Tell whether a name in a record means a school or a part of it.

    The name decides where the table knows it; the domain of the record's school where it does not, or where
    several schools share the name.
    """
    key, found = _meant(name)
    if len(found) == 1:
        return school.key in (key, *map(fold_school, _line(found[0])))
    if domain and domain.lower().removeprefix("www.") == school.domain:
        return True
    return not found and key == school.key


def is_look_alike(name: str, school: SchoolInfo) -> bool:
    """Tell whether a name holds the words that stand for a school, whichever school it means."""
    words = set(fold_school(name).split())
    words |= {word.removesuffix("x") for word in words}
    marks = (set(fold_school(known).split()) - _COMMON for known in (school.name, *school.names))
    return any(mark and mark <= words for mark in marks)


def display_name(name: str) -> str:
    """Return the canonical name where the table knows the school, else the name without its campus."""
    found = resolve_school(name)
    return found[0].name if len(found) == 1 else without_campus(name)


@lru_cache(maxsize=10_000)
def _cleaned(name: str) -> SchoolInfo:
    plain = without_campus(name)
    key, found = _meant(plain)
    if not key:
        raise UserInputError(f"{name!r} is no name of a school; give the full name of one.")
    if len(found) > 1:
        raise UserInputError(_question(plain, found))
    return _info(found[0]) if found else SchoolInfo(plain, key, tuple(_spelled(plain)))


def _question(name: str, found: Found) -> str:
    *others, last = [school.name for school in found]
    return f'"{name}" may be {"; ".join(others)}; or {last}: give the full name of the school that you mean.'


def _info(school: School) -> SchoolInfo:
    every = (school, *_parts().get(school.name, ()))
    written = (name for one in every for name in (one.name, *one.aliases) if len(_index()[fold_school(name)]) == 1)
    names = dict.fromkeys(spelling for name in written for spelling in _spelled(name))
    return SchoolInfo(school.name, fold_school(school.name), tuple(names), school.domain)


def _spelled(name: str) -> Iterator[str]:
    """Yield a name in lower case, with and without comma, hyphen, "the", "at" and "&"; each once."""
    lower = name.lower().removeprefix("the ")
    forms = [lower, lower.replace(", ", " "), lower.replace(", ", "-"), lower.replace(", ", " - ")]
    forms += [lower.replace(" at ", " "), lower.replace("-", " "), lower.replace(" & ", " and ")]
    forms += [f"the {lower}"] if lower.startswith(("university of", "ohio state")) or name[:4] == "The " else []
    yield from dict.fromkeys(forms)


def _line(school: School) -> list[str]:
    """Return the names of the schools that a school is a part of."""
    line: list[str] = []
    while school.parent:
        line.append(school.parent)
        school = schools()[school.parent]
    return line


@cache
def _parts() -> dict[str, list[School]]:
    """Return the parts of each school that has any, parts of parts included."""
    parts: dict[str, list[School]] = {}
    for school in schools().values():
        for whole in _line(school):
            parts.setdefault(whole, []).append(school)
    return parts


@lru_cache(maxsize=100_000)
def _meant(name: str) -> tuple[str, Found]:
    """Return the key of a name, and the schools that it may mean."""
    plain = without_campus(name)
    if found := _index().get(fold_school(plain)):
        return (fold_school(found[0].name) if len(found) == 1 else fold_school(plain)), found
    shorter = _without_brackets(plain) or _without_place(plain) or _without_unit(plain)
    return _meant(shorter) if shorter else (fold_school(plain), ())


def _found(name: str) -> Found:
    return _meant(name)[1]


def _only(name: str) -> School | None:
    found = _found(name)
    return found[0] if len(found) == 1 else None


def _without_brackets(name: str) -> str:
    """Return a name without another name of the same school in brackets, or its country; "" where there is none."""
    outside, inside = bracketed(name)
    if not inside or not outside:
        return ""
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", outside) if word[0].isupper())
    known = _found(outside)
    if inside.replace(".", "").upper() == initials or set(_found(inside)) & set(known):
        return outside
    return f"{outside}, {inside}" if country_of(inside) else ""


def _without_place(name: str) -> str:
    """Return the school of "X, Country" where the country fits, narrowing a shared name; else ""."""
    pieces = pieces_of(name)
    country = country_of(pieces[-1]) if len(pieces) > 1 else ""
    if not country:
        return ""
    fitting = [school for school in _found(", ".join(pieces[:-1])) if school.country == country]
    return fitting[0].name if len(fitting) == 1 else ""


def _without_unit(name: str) -> str:
    """Return the school, or its part with a line of its own, of a name that says both; "" where it says one."""
    pieces = pieces_of(name)
    if len(pieces) > _MOST_PIECES:
        return ""
    if len(pieces) > 1:
        return _of_pieces(pieces)
    return _own_part(name) or _behind(name) or _before(name)


def _of_pieces(pieces: list[str]) -> str:
    for piece, rest in ((pieces[-1], ", ".join(pieces[:-1])), (pieces[0], ", ".join(pieces[1:]))):
        whole, part = _only(rest), _only(piece)
        if whole and (own := [one.name for one in _found(piece) if whole.name in _line(one)]):
            return own[0]
        if whole and part and whole.name == _FEDERAL:
            return part.name
        if is_unit(piece) and not part and (whole or is_whole(rest)):
            return whole.name if whole else rest
        if whole and whole.name in _COLLEGIATE and is_house(piece):
            return whole.name
    return ""


def _own_part(name: str) -> str:
    """Return the part of "University of Chicago Booth School of Business": both halves are known, one in the other."""
    words = name.split()
    for cut in range(len(words) - 1, 0, -1):
        whole = _index().get(fold_school(" ".join(words[:cut])), ())
        parts = _index().get(fold_school(" ".join(words[cut:])), ()) if whole else ()
        if own := [one.name for one in parts if len(whole) == 1 and whole[0].name in _line(one)]:
            return own[0]
    return ""


def _behind(name: str) -> str:
    """Return the school of "School of Law of the University of X"."""
    return next((whole.name for rest in behind_unit(name) if (whole := _only(rest))), "")


def _before(name: str) -> str:
    """Return the school of "X Law School". A state or a city abroad alone is no school there ("Ohio Law School")."""
    rest = before_unit(name)
    if not rest or is_state(rest):
        return ""
    whole = _only(rest)
    if whole:
        return "" if whole.country != "US" and fold_school(whole.city) == fold_school(rest) else whole.name
    return rest if is_whole(rest) and not _found(rest) else ""


@cache
def _index() -> dict[str, Found]:
    """Return the schools of each folded name; a name with the city of its school behind it means the same."""
    index = {fold_school(name): found for name, found in shared_names().items()}
    every = list(schools().values())
    for school in every:
        for name in (school.name, *school.aliases):
            index.setdefault(fold_school(name), (school,))
    for school in (school for school in every if school.city):
        for name in (school.name, *school.aliases):
            index.setdefault(fold_school(f"{name} {school.city}"), (school,))
    return index
