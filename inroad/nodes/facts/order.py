"""Which of the facts are given to a writer, and in which order: whoever has no room for all cuts from the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inroad.state import Fact
from inroad.tools.writing import fact_kind

# What no message can do without, what tells most, and what is good to know; those in one line belong together.
_FIRST = (
    ("person.first_name", "sender.name", "posting.title", "posting.company", "person.company", "person.company_then"),
    ("earlier.subject", "earlier.date"),
    ("common.school", "common.school_years"),
    ("common.company",),
    ("common.employer",),
    ("person.connected",),
    ("common.town",),
    ("common.field",),
    ("common.study",),
    ("common.skill",),
    ("common.interest",),
)
_THEN = (
    ("person.title", "person.team"),
    ("person.role_since",),
    ("posting.line",),
    ("sender.role", "sender.employer"),
    ("sender.did", "sender.worked_at"),
    ("sender.study", "sender.studies"),
    ("person.school", "person.degree", "person.field", "person.studied"),
    ("person.employer",),
    ("posting.place",),
    ("sender.attachment", "sender.phone", "sender.url"),
    ("sender.skill",),
    ("person.skill",),
    ("person.place",),
    ("company.industry", "company.size"),
    ("sender.role_since",),
    ("sender.school", "sender.degree", "sender.field", "sender.studied"),
    ("sender.language",),
    ("person.hometown", "sender.hometown", "person.interest", "sender.interest"),
)
_PLACE = {kind: (group, at) for group, line in enumerate((*_FIRST, *_THEN)) for at, kind in enumerate(line)}
# How many of a kind are given; one that common ground rests on comes always.
_MOST = {
    "person.school": 3, "person.degree": 3, "person.field": 3, "person.studied": 3, "person.employer": 5,
    "sender.school": 3, "sender.degree": 3, "sender.field": 3, "sender.studied": 3, "sender.employer": 4,
    "sender.language": 4, "sender.skill": 8, "person.skill": 6,
}  # fmt: skip
# These say something only when somebody else names the same.
_ONLY_IN_COMMON = {"person.hometown", "sender.hometown", "person.interest", "sender.interest"}
_ONLY_IF_ASKED_FOR = {"person.skill", "sender.skill"}


def chosen_and_ordered(facts: Sequence[Fact], posting_text: str) -> list[Fact]:
    """Return those that serve a message, the most telling first, and common ground before what it rests on.

    Of skills only those count that both have or that the posting names.
    """
    bases = {base for fact in facts for base in fact.rests_on}
    given: dict[str, int] = {}
    kept = {}
    for fact in sorted(facts, key=lambda fact: fact.id not in bases):
        kind = fact_kind(fact.id)
        if fact.id in bases or _serves(fact, kind, given, posting_text):
            given[kind] = given.get(kind, 0) + 1
            kept[fact.id] = fact
    return _with_bases(sorted(kept.values(), key=_place), kept)


def _serves(fact: Fact, kind: str, given: dict[str, int], posting_text: str) -> bool:
    if kind in _ONLY_IN_COMMON or given.get(kind, 0) >= _MOST.get(kind, len(_PLACE)):
        return False
    return kind not in _ONLY_IF_ASKED_FOR or names_it(posting_text, fact.text)


def names_it(text: str, word: str) -> bool:
    """Tell whether a text names something as a word of its own ("Go", "C++"), in any case but for short words."""
    if len(word) < 4:
        return _is_in(text, word)
    return _is_in(text.casefold(), word.casefold())


def _is_in(text: str, word: str) -> bool:
    start = text.find(word)
    while start >= 0:
        before, behind = text[:start][-1:], text[start + len(word) :][:1]
        if not (before.isalnum() or behind.isalnum() or behind in ("+", "#")):
            return True
        start = text.find(word, start + 1)
    return False


def _with_bases(ordered: Iterable[Fact], kept: dict[str, Fact]) -> list[Fact]:
    """Move what common ground rests on up behind it, so that a cut leaves neither without the other."""
    placed: dict[str, Fact] = {}
    for fact in ordered:
        placed.setdefault(fact.id, fact)
        for base in fact.rests_on:
            placed.setdefault(base, kept[base])
    return list(placed.values())


def _place(fact: Fact) -> tuple[bool, int, int, int]:
    """What has no number comes before what has one, common ground apart; a number keeps its own together."""
    kind = fact_kind(fact.id)
    number = int(fact.id[len(kind) + 1 :] or 0)
    group, at = _PLACE[kind]
    return group >= len(_FIRST) and number > 0, group, number, at
