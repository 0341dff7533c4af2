"""Common ground: what the facts about a person and those about the sender share, strongest first.

Each piece rests on two facts, one of either side, and is found by comparing just these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from inroad.nodes.facts.studies import shared_years
from inroad.nodes.facts.towns import same_town
from inroad.nodes.ranking import alumni_of
from inroad.state import Contact, Education, Fact, Person, Sender
from inroad.tools.cleaning import TitleCleaner
from inroad.tools.cleaning.companies import same_company
from inroad.tools.cleaning.schools import SchoolCleaner, SchoolInfo, is_of_school, resolve_school, school_key
from inroad.tools.writing import fact_kind

_MOST_OF_A_KIND = 3
# People Data Labs' roles that name a kind of work, as one speaks of it.
_FIELDS = {
    "education": "education", "engineering": "engineering", "finance": "finance", "health": "health care",
    "hospitality": "hospitality", "human_resources": "human resources", "legal": "law",
    "manufacturing": "manufacturing", "marketing": "marketing", "product": "product management",
    "research": "research", "sales": "sales", "support": "customer support",
}  # fmt: skip
# What half of all profiles name connects nobody.
_TRITE = {
    "communication", "customer service", "english", "leadership", "management", "microsoft excel", "microsoft office",
    "microsoft powerpoint", "microsoft word", "office", "powerpoint", "problem solving", "public speaking", "research",
    "strategy", "teamwork", "time management", "word",
}  # fmt: skip

_AT_A_DISTANCE = re.compile(
    r"\b(?:online|extension|executive education|distance|continuing|moocs?|edx)\b", re.IGNORECASE
)

Same = Callable[[str, str], bool]
Pair = tuple[Fact, Fact]


class Grounds:
    """The two sides to be compared: records with the facts that were made of them."""

    def __init__(self, person: Person, theirs: Sequence[Fact], sender: Sender, own: Sequence[Fact]) -> None:
        self.person = person
        self.sender = sender
        self._theirs = {fact.id: fact for fact in theirs}
        self._own = {fact.id: fact for fact in own}
        self._their_kinds, self._own_kinds = _by_kind(theirs), _by_kind(own)

    def pair(self, theirs: str, own: str) -> Pair | None:
        """Return the two facts of these ids, None unless both are known."""
        both = self._theirs.get(theirs), self._own.get(own)
        return (both[0], both[1]) if both[0] and both[1] else None

    def pairs(self, theirs: str, own: str, same: Same) -> Iterator[Pair]:
        """All facts of two kinds that mean the same."""
        left, right = self._their_kinds.get(theirs, ()), self._own_kinds.get(own, ())
        return ((a, b) for a in left for b in right if same(a.text, b.text))


def _by_kind(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    kinds: dict[str, list[Fact]] = {}
    for fact in facts:
        kinds.setdefault(fact_kind(fact.id), []).append(fact)
    return kinds


def common_ground(
    grounds: Grounds, contact: Contact, titles: TitleCleaner, *, students: bool, today: date
) -> list[Fact]:
    """Return what both share, strongest first; each fact names the two that it rests on."""
    return [
        *_school(grounds, contact, students=students, today=today),
        *_first("common.company", _earlier(grounds.pairs("person.company", "sender.employer", same_company))),
        *_first("common.employer", grounds.pairs("person.employer", "sender.employer", same_company)),
        *_first("common.town", grounds.pairs("person.hometown", "sender.hometown", same_town)),
        *_field(grounds, titles),
        *_study(grounds, today),
        *_several("common.skill", grounds.pairs("person.skill", "sender.skill", _same_words)),
        *_several("common.interest", grounds.pairs("person.interest", "sender.interest", _same_words)),
    ]


def _school(grounds: Grounds, contact: Contact, *, students: bool, today: date) -> Iterator[Fact]:
    """The school that both went to, with the years in which both were there, where those are known."""
    for own_number, own in enumerate(grounds.sender.education, 1):
        if (school := _known_school(own.school)) is None:
            continue
        for number, entry in enumerate(grounds.person.education, 1):
            pair = grounds.pair(f"person.school.{number}", f"sender.school.{own_number}")
            alumni = alumni_of(_with_only(grounds.person, entry), [school], students=students, today=today)
            if pair and alumni and not _is_apart(entry.school, own.school):
                yield _fact("common.school", school.name, pair)
                yield from _same_time(grounds, entry, number, own, own_number)
                return
        pair = grounds.pair("person.school", f"sender.school.{own_number}")
        if pair and is_of_school(pair[0].text, school) and not _is_apart(pair[0].text, own.school):
            yield _fact("common.school", school.name, pair)
            return


def _is_apart(theirs: str, own: str) -> bool:
    """Whether one of two names is of courses at a distance, which make nobody a fellow student."""
    return bool(_AT_A_DISTANCE.search(theirs)) != bool(_AT_A_DISTANCE.search(own))


def _same_time(grounds: Grounds, entry: Education, number: int, own: Education, own_number: int) -> Iterator[Fact]:
    pair = grounds.pair(f"person.studied.{number}", f"sender.studied.{own_number}")
    if pair and (years := shared_years(entry, own)):
        yield _fact("common.school_years", years, pair)


def _known_school(name: str) -> SchoolInfo | None:
    """The school that a name means, None for a name that several schools share."""
    return SchoolCleaner().clean(name) if school_key(name) and len(resolve_school(name)) <= 1 else None


def _with_only(person: Person, entry: Education) -> Person:
    return person.model_copy(update={"education": [entry]})


def _earlier(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Those with an employer that the sender has left; the one of today has no number."""
    return (pair for pair in pairs if pair[1].id != "sender.employer")


def _field(grounds: Grounds, titles: TitleCleaner) -> Iterator[Fact]:
    """The kind of work that both do today, by role and branch."""
    pair = grounds.pair("person.title", "sender.role")
    if pair and grounds.pair("person.title", "sender.employer"):
        theirs, own = (titles.clean(fact.text) for fact in pair)
        if theirs.role == own.role and own.role in _FIELDS and _same_branch(theirs.sub_role, own.sub_role, own.role):
            yield _fact("common.field", _FIELDS[own.role], pair)


def _same_branch(one: str, other: str, role: str) -> bool:
    """Whether two kinds of a work are the same; designers and managers of products are not, nor unknown ones."""
    if role == "product":
        return one == other == "product_management"
    return one == other or not one or not other


def _study(grounds: Grounds, today: date) -> Iterator[Fact]:
    """A field in which both have a degree."""
    for own_number, own in enumerate(grounds.sender.education, 1):
        if own.end_year is None or own.end_year >= today.year:
            continue
        for number, entry in enumerate(grounds.person.education, 1):
            pair = grounds.pair(f"person.field.{number}", f"sender.field.{own_number}")
            if pair and _same_words(own.field, *entry.field.split(", ")) and _has_degree(grounds.person, entry, today):
                yield _fact("common.study", pair[1].text, pair)
                return


def _has_degree(person: Person, entry: Education, today: date) -> bool:
    school = _known_school(entry.school) if entry.degree else None
    return bool(school and alumni_of(_with_only(person, entry), [school], students=False, today=today))


def _same_words(one: str, *others: str) -> bool:
    return " ".join(one.casefold().split()) in {" ".join(other.casefold().split()) for other in others}


def _first(fact_id: str, pairs: Iterable[Pair]) -> list[Fact]:
    return [_fact(fact_id, pair[0].text, pair) for pair in list(pairs)[:1]]


def _several(kind: str, pairs: Iterable[Pair]) -> list[Fact]:
    """The first few, each in the sender's spelling."""
    telling = [pair for pair in pairs if pair[1].text.casefold() not in _TRITE]
    return [_fact(f"{kind}.{number}", pair[1].text, pair) for number, pair in enumerate(telling[:_MOST_OF_A_KIND], 1)]


def _fact(fact_id: str, text: str, pair: Pair) -> Fact:
    theirs, own = pair
    return Fact(
        id=fact_id,
        text=text,
        source=f"{theirs.source}; {own.source}",
        date=theirs.date,
        rests_on=[theirs.id, own.id],
    )
