"""The facts as the check asks them: does any of them say these words, and of whom."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from inroad.state import Fact
from inroad.tools.writing import Brief, fact_kind
from inroad.tools.writing.checking.reading import key_of, singular

Sort = Literal["name", "employer", "school", "study", "place", "title", "date", "prose"]

_SORTS: dict[str, Sort] = {
    "name": "name", "first_name": "name", "company": "employer", "company_then": "employer", "employer": "employer",
    "worked_at": "employer", "school": "school", "study": "study", "studies": "study", "place": "place",
    "town": "place", "hometown": "place", "city": "place", "location": "place", "title": "title", "role": "title",
    "connected": "date", "date": "date", "role_since": "date", "studied": "date", "school_years": "date",
    "line_at": "employer",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:[’'.][^\W_]+)*(?:\+\+|#(?!\w))?|&")
_NICKNAME = re.compile(r"[\"“(‘'](?P<nick>[^\W\d_]{2,20})[\"”)’'](?=\s|$)")
_AT = re.compile(r"\s+(?:at|an der|à)\s+")
# Kinds of facts whose words people shorten to their initials.
_SHORTENED = frozenset({"title", "role", "degree", "field", "study", "studies", "team", "skill"})
_SMALL = frozenset(
    {"the", "of", "and", "for", "at", "in", "de", "la", "le", "du", "der", "die", "das", "und", "et", "e", "y"}
)


@dataclass(frozen=True, slots=True)
class Saying:
    """One value of a fact: of whom it is and what of them ("posting" and "title"), its sort, and its words as keys."""

    id: str
    owner: str
    kind: str
    sort: Sort
    text: str
    keys: tuple[str, ...]
    capitals: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Find:
    """Where a saying holds some words: whether they begin and end where a value or a name in it does."""

    saying: Saying
    begins: bool
    ends: bool
    whole: bool


class Knowledge:
    """The facts of one message."""

    def __init__(self, brief: Brief) -> None:
        name = [Fact(id="person.name", text=brief.name, source="")] if brief.name.strip() else []
        self.facts = [*brief.facts, *name]
        self.sayings = [saying for fact in self.facts for saying in _sayings(fact.id, fact.text)]
        names = [saying for saying in self.sayings if saying.sort == "name"]
        self.first_letters = {key[0] for saying in names for key in saying.keys}
        self.small_names = {s.keys[0] for s in self.sayings if s.sort == "employer" and s.text.islower()}
        self.named = [saying for saying in self.sayings if saying.sort in ("employer", "school", "place")]
        self._kinds = {fact_kind(fact.id) for fact in self.facts}
        self._places: dict[str, list[tuple[Saying, int]]] = defaultdict(list)
        for saying in self.sayings:
            for at, key in enumerate(saying.keys):
                self._places[key].append((saying, at))

    def longest_from(self, key: str) -> int:
        """Return how many words the facts hold at most, side by side, that begin with this one; 0 for none."""
        hits = self._places.get(singular(key))
        return max(len(saying.keys) - at for saying, at in hits) if hits else 0

    def held_of(self, keys: Sequence[str]) -> int:
        """Return how many of these words the facts hold side by side, from the first on."""
        wanted = tuple(map(singular, keys))
        hits = self._places.get(wanted[0], ()) if wanted else ()
        return max((_shared_length(wanted, saying.keys[at : at + len(wanted)]) for saying, at in hits), default=0)

    def find(self, keys: Sequence[str]) -> list[Find]:
        """Return where the facts hold these words, in this order and side by side."""
        if not keys:
            return []
        wanted = tuple(map(singular, keys))
        hits = self._places.get(wanted[0], [])
        return [_find(saying, at, len(wanted)) for saying, at in hits if saying.keys[at : at + len(wanted)] == wanted]

    def of(self, *owners: str) -> list[Saying]:
        """Return what is known of some owners: "person", "sender", "posting", "company", "common", "earlier"."""
        return [saying for saying in self.sayings if saying.owner in owners]

    def has(self, *kinds: str) -> bool:
        """Say whether there is a fact of one of these kinds, such as "sender.attachment"."""
        return not self._kinds.isdisjoint(kinds)

    def initials(self, key: str) -> list[Saying]:
        """Return the names whose initials are these letters: HLN for Harbor Library Network, RN for Registered Nurse.

        Two letters are enough for words of a title, a degree, a field or a skill, three for a company or a school.
        """
        named = [s for s in self.sayings if s.sort in ("employer", "school") and key in _initials(s.keys)]
        parts = [s for s in self.sayings if s.kind in _SHORTENED and len(key) > 1 and key in _initials_within(s.keys)]
        return [*(named if len(key) > 2 else []), *parts]


@lru_cache(maxsize=512)  # those of the sender and the posting come back with each message
def _sayings(fact_id: str, text: str) -> tuple[Saying, ...]:
    return tuple(_each_saying(fact_id, text))


def _each_saying(fact_id: str, whole: str) -> Iterator[Saying]:
    owner, _, kind = fact_kind(fact_id).partition(".")
    for text, sort in _values(whole, _SORTS.get(kind, "prose")):
        words = _WORD.findall(unicodedata.normalize("NFKC", text).replace("+ ", " & "))
        keys = tuple("and" if word == "&" else singular(key_of(word)) for word in words)
        capitals = tuple(any(map(str.isupper, word)) for word in words)
        if keys:
            yield Saying(fact_id, owner, kind, sort, text, keys, capitals)


def names_of(name: str) -> list[str]:
    """Return how somebody may be called: 'Robert "Bo" Lee' is Robert Lee and Bo Lee, Ana María Ruiz is Ana Ruiz too."""
    nick = _NICKNAME.search(name)
    plain = " ".join(_NICKNAME.sub(" ", name).split())
    words = plain.split()
    forms = [plain]
    if nick:
        forms += [nick["nick"], " ".join([nick["nick"], *words[1:]]), " ".join([words[0], nick["nick"], *words[1:]])]
    if len(words) > 2:
        forms.append(f"{words[0]} {words[-1]}")
    return forms


def _values(text: str, sort: Sort) -> Iterable[tuple[str, Sort]]:
    """A study ("Physics at Lakeshore University") is a field and a school."""
    if sort == "name":
        return [(name, sort) for name in names_of(text)]
    if sort != "study":
        return [(text, sort)]
    field, *school = _AT.split(text, maxsplit=1)
    return [(field, "prose"), *((name, "school") for name in school)]


def _shared_length(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two rows have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (word, same) in pairs if word != same), min(len(one), len(other)))


def _find(saying: Saying, at: int, length: int) -> Find:
    end = at + length
    begins = at == 0 or (at == 1 and saying.keys[0] == "the") or not saying.capitals[at - 1]
    ends = end == len(saying.keys) or not saying.capitals[end]
    return Find(saying, begins, ends, end - at == len(saying.keys))


def _initials_within(keys: Sequence[str]) -> set[str]:
    """The initials of two or more words side by side."""
    letters = "".join(key[0] for key in keys if key not in _SMALL)
    return {letters[start:end] for start in range(len(letters)) for end in range(start + 2, len(letters) + 1)}


def _initials(keys: Sequence[str]) -> set[str]:
    long = "".join(key[0] for key in keys)
    return {long, "".join(key[0] for key in keys if key not in _SMALL)}
