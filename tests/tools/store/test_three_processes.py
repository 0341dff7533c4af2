"""Three processes hammer one store, on each backend: nothing is lost, and nobody wins what another has won.

`SOAK_POINTS` says how many tens of operations each of them does (30), `SOAK_SEED` from which seed they are drawn.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from typing import Any

from inroad.tools.store import Store
from tests.reliability import RELIABILITY, Figure
from tests.tools.store.store_worker import COUNTERS, PRIZES, SHARED

SEED, TIMES = os.environ.get("SOAK_SEED", "1"), 10 * int(os.environ.get("SOAK_POINTS", "30"))
OWNERS = ("a", "b", "c")

Race = Callable[[str, list[list[str]]], list[Any]]


def test_nothing_is_lost_and_nothing_won_twice(
    store: Store, place: str, race: Race, record_property: Callable[[str, object], None]
) -> None:
    told = race(place, [["hammer", owner, str(TIMES), f"{SEED}{owner}"] for owner in OWNERS])
    wrong = [*_miscounted(store, told), *_lost_words(store, told), *_lost_puts(store, told), *_disputed(store, told)]
    tried = TIMES * len(OWNERS)
    backend = "MongoDB" if "#" in place else "SQLite"
    figure = Figure(f"store operations of three processes, {backend}", tried, tried - len(wrong))
    record_property(RELIABILITY, figure.row())
    assert (sum(len(each["done"]) for each in told), wrong) == (tried, []), f"seed {SEED}"


def _miscounted(store: Store, told: list[Any]) -> list[str]:
    """Counters that do not hold what was granted."""
    granted: Counter[str] = Counter()
    for each in told:
        granted.update(each["granted"])
    held = {key: document["n"] for key, document in store.scan(COUNTERS)}
    return [key for key in granted.keys() | held.keys() if granted[key] != held.get(key, 0)]


def _lost_words(store: Store, told: list[Any]) -> list[str]:
    """What was added to a document that all of them change, and is not in it once."""
    held = Counter(word for _, document in store.scan(SHARED) for word in document["words"])
    return [word for each in told for word in each["words"] if held[word] != 1]


def _lost_puts(store: Store, told: list[Any]) -> list[str]:
    puts = {key: document for each in told for key, document in each["puts"].items()}
    held = store.get_many(PRIZES, puts)
    return [key for key in puts if held.get(key) != puts[key]]


def _disputed(store: Store, told: list[Any]) -> list[str]:
    """Prizes that several have won, or that hold another name than the last winner's."""
    won = Counter((key, turn) for each in told for key, turn, _ in each["won"])
    last = {key: (turn, owner) for key, turn, owner in sorted(win for each in told for win in each["won"])}
    held = store.get_many(PRIZES, last)
    names = {key: (document["turn"], document["owner"]) for key, document in held.items()}
    return [*(str(win) for win, times in won.items() if times > 1), *(key for key in last if names[key] != last[key])]
