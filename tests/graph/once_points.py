"""Where runs are struck: drawn from a seed, so that a point that fails can be struck again."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

Backend = Literal["gmail", "imap", "market"]
What = Literal[
    "killed in the program",
    "killed between steps",
    "killed before the server acts",
    "killed after the server acted",
    "cut before the server acts",
    "cut after the server acted",
    "server error",
    "too many calls",
    "nonsense",
    "time-out",
]

IN_PROGRAM: tuple[What, ...] = ("killed in the program", "killed between steps")
"""The blows that the program strikes itself; the others come from the servers."""

# Calls of the program around which it is killed, and how often a run makes them.
_IN_DRAFTING = ("assign_each", "claim_each", "take", "create", "record_each")
_ONCE = ("search", "find_all", "save", "finish")
_EVENTS = 50
_ALL = 1_000
_SERVERS: dict[Backend, tuple[What, ...]] = {
    "gmail": (
        "killed before the server acts",
        "killed after the server acted",
        "cut before the server acts",
        "cut after the server acted",
        "server error",
        "too many calls",
        "nonsense",
        "time-out",
    ),
    "imap": (
        "killed before the server acts",
        "killed after the server acted",
        "cut before the server acts",
        "cut after the server acted",
        "time-out",
    ),
    "market": ("killed before the server acts", "killed after the server acted"),
}


@dataclass(frozen=True)
class Blow:
    """What strikes one attempt: at `where`, when it comes to it the `count`th time, and `times` times then."""

    what: What
    where: str
    count: int
    times: int = 1

    def __str__(self) -> str:
        return f"{self.what} at {self.where} {self.count}" + (f", {self.times} times" if self.times > 1 else "")


@dataclass(frozen=True)
class Point:
    """A run with its blows, one an attempt, and a mailbox that keeps more or less of what it is given.

    `patient`: who repeats a run that has ended waits until the claims of the one before have run out.
    """

    name: str
    backend: Backend
    blows: tuple[Blow, ...]
    keeps_message_id: bool
    keeps_x_headers: bool
    search_lag: float
    patient: bool

    def __str__(self) -> str:
        return self.name


def points(seed: int, count: int) -> list[Point]:
    """Return the first points of a seed: of each ten, five at Gmail, four by IMAP, one with all that is paid for."""
    backends: list[Backend] = ["gmail", "imap", "gmail", "imap", "gmail", "market", "gmail", "imap", "gmail", "imap"]
    return [_point(f"{seed}-{number}", backends[number % 10]) for number in range(count)]


def words_alone() -> Point:
    """Three runs, each with other words, in a mailbox that keeps no mark; what the second one makes is not answered."""
    blows = (Blow("too many calls", "create", 4, _ALL), Blow("cut after the server acted", "anything", 2, _ALL))
    return Point(
        "words-alone", "gmail", blows, keeps_message_id=False, keeps_x_headers=False, search_lag=0, patient=True
    )


def _point(name: str, backend: Backend) -> Point:
    chance = Random(name)
    attempts = chance.choice([1, 1, 1, 2, 2, 3])
    return Point(
        name=f"{name}-{backend}",
        backend=backend,
        blows=tuple(_blow(chance, backend, again=number > 0) for number in range(attempts)),
        keeps_message_id=chance.random() < 0.5,
        keeps_x_headers=chance.random() < 0.5,
        search_lag=chance.choice([0.0, 0.0, 10_000.0]),
        patient=chance.random() < 0.5,
    )


def _blow(chance: Random, backend: Backend, *, again: bool) -> Blow:
    kind = chance.random()
    if kind < 0.35:
        return _in_program(chance, again=again)
    if kind < 0.45:
        return Blow("killed between steps", "step", chance.randint(1, _EVENTS))
    what = chance.choice(_SERVERS[backend])
    if backend == "market":
        return Blow(what, chance.choice(["person/search", "email-finder", "email-verifier"]), chance.randint(1, 4))
    if what.startswith("killed"):
        return Blow(what, "create", chance.randint(1, 8))
    if chance.random() < 0.7:
        return Blow(
            what, "create", chance.randint(1, 8), chance.choice([1, 2, 8] if what == "time-out" else [1, 2, _ALL])
        )
    # From some call on nothing works any more, so that what was made cannot be looked for either.
    times = chance.choice([1, 2, 8] if what == "time-out" else [1, 2, _ALL, _ALL])
    return Blow(what, "anything", chance.randint(1, 16), times)


def _in_program(chance: Random, *, again: bool) -> Blow:
    """The mailbox is looked through only after a crash."""
    when = chance.choice(["before", "after"])
    if again and chance.random() < 0.3:
        return Blow("killed in the program", f"{when} find", chance.randint(1, 2))
    if chance.random() < 0.8:
        return Blow("killed in the program", f"{when} {chance.choice(_IN_DRAFTING)}", chance.randint(1, 8))
    return Blow("killed in the program", f"{when} {chance.choice(_ONCE)}", 1)
