"""Places large enough to be meant when they are written small."""

from __future__ import annotations

from functools import lru_cache

from inroad.reference.common_words import is_plain
from inroad.reference.place_keys import fold
from inroad.reference.places import areas, cities, is_plain_word

_LARGE = 250_000
# An alias weighs a twentieth, so this is a city of 300,000 by another name.
_KNOWN = 15_000
_SHORTEST = 4
# Large places whose names are words too.
_WORDS = frozenset(
    {
        "nice",
        "mobile",
        "reading",
        "orange",
        "split",
        "bath",
        "essen",
        "male",
        "same",
        "most",
        "leads",
        "ware",
        "deal",
        "bari",
        "sale",
        "cork",
        "lima",
        "goes",
        "man",
        "can",
        "van",
        "are",
        "bor",
    }
)


def is_large_place(keys: tuple[str, ...]) -> bool:
    """Say whether the words begin with a country, a region with a long name, or a city of 250,000 people."""
    return any(_is_large(" ".join(keys[:length])) for length in (3, 2, 1) if len(keys) >= length)


def is_known_place(key: str) -> bool:
    """Say whether a word is the name of some city, in any language, that has people enough to be known."""
    found = cities(fold(key))
    return bool(found and found[0].weight >= _KNOWN) and key not in _WORDS


@lru_cache(maxsize=4_000)
def _is_large(name: str) -> bool:
    if len(name) < _SHORTEST or name in _WORDS or is_plain(name) or is_plain_word(name):
        return False
    found = cities(fold(name))
    return bool(found and found[0].weight >= _LARGE) or any(
        not area.region or area.country == "US" for area in areas(fold(name))
    )
