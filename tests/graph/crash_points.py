"""Which boundaries a run is killed at: drawn from a seed among those that an uninterrupted run has met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle
from random import Random

GROUPS = ("step", "call", "write")
"""What a boundary's name begins with: a step of the graph, a call to a provider, a write to the store."""


@dataclass(frozen=True)
class Blow:
    """Where an attempt is killed: when it comes to the boundary `where` the `count`th time."""

    where: str
    count: int

    def __str__(self) -> str:
        return f"{self.where} #{self.count}"


@dataclass(frozen=True)
class Point:
    """A run in one of the houses, and its blows, one an attempt."""

    house: str
    blows: tuple[Blow, ...]

    def __str__(self) -> str:
        return f"{self.house}: {', then '.join(map(str, self.blows))}"


def drawn(seed: str, count: int, met: Mapping[str, Counter[str]]) -> list[Point]:
    """Return the first points of a seed; `met` says by house how often each boundary was met.

    The houses and the groups take turns, no boundary is drawn twice before all of its group were, and every third
    point has a second blow, which the resumed run meets.
    """
    blows = {house: _blows(Random(f"{seed}-{house}"), met[house]) for house in met}
    chance, houses, found = Random(seed), cycle(met), []
    for number in range(count):
        house = next(houses)
        first = next(blows[house])
        again = (_again(chance, met[house]),) if number % 3 == 2 else ()
        found.append(Point(house, (first, *again)))
    return found


def _blows(chance: Random, met: Counter[str]) -> Iterator[Blow]:
    """All boundaries in the order in which they are tried, for ever."""
    groups = [cycle(_shuffled(chance, group, met)) for group in GROUPS]
    for group in cycle(groups):
        yield next(group)


def _shuffled(chance: Random, group: str, met: Counter[str]) -> list[Blow]:
    """The boundaries of a group; each place has its turn before any has its second."""
    places = sorted(where for where in met if where.startswith(group))
    ranked = [(turn, chance.random(), Blow(where, number)) for where in places for turn, number in _turns(where, met)]
    return [blow for _, _, blow in sorted(ranked, key=lambda each: each[:2])]


def _turns(where: str, met: Counter[str]) -> Iterator[tuple[int, int]]:
    """The numbers of a place's boundaries, in an order that is its own."""
    numbers = list(range(1, met[where] + 1))
    Random(where).shuffle(numbers)
    return enumerate(numbers)


def _again(chance: Random, met: Counter[str]) -> Blow:
    """A blow at what is left of the run."""
    group = chance.choice(GROUPS)
    where = chance.choice(sorted(where for where in met if where.startswith(group)))
    return Blow(where, chance.randint(1, max(1, met[where] // 3)))
