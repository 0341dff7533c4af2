"""Which searches to make: what is free first, then rung by rung, each for as many people as are missing."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from langgraph.runtime import Runtime

from inroad.nodes import Update
from inroad.nodes.shortlist import prospects
from inroad.settings import Context
from inroad.state import JobState, SearchKind, SearchTask, Strategy, wanted
from inroad.tools.people import PeopleSource
from inroad.tools.people.identity import identity_keys

# How many of those who come are taken, at the worst, when the next question's size is reckoned.
_LOWEST_YIELD = 0.2


def plan_search(state: JobState, runtime: Runtime[Context]) -> Update:
    """Plan the first round, and the ladder of searches in case it brings too few.

    What costs nothing is searched first; without any such source, the first rung of the ladder. For a
    follow-up nobody is searched: it goes to those who were written to.
    """
    if state.kind == "follow_up":
        return {}
    sources = runtime.context.tools.sources(state)
    ladder = _possible(rungs(state.strategy), sources.values())[: runtime.context.broaden_rounds + 1]
    free = _tasks(state, sources, ["network"], wanted(state))
    if free or not ladder:
        return {"tasks": free, "ladder": ladder}
    return {"tasks": _tasks(state, sources, ladder[0], wanted(state)), "ladder": ladder[1:]}


def broaden(state: JobState, runtime: Runtime[Context]) -> Update:
    """Take the next rung of the ladder, for as many people as are still missing."""
    sources = runtime.context.tools.sources(state)
    tasks = _tasks(state, sources, state.ladder[state.broadened], size_to_ask(state))
    return {"tasks": tasks, "broadened": state.broadened + 1}


def next_page(state: JobState) -> Update:
    """Go on with the searches that have more pages."""
    return {"tasks": open_pages(state, size_to_ask(state)), "refetched": state.refetched + 1}


def rungs(strategy: Strategy) -> list[list[SearchKind]]:
    """Return the ladder: the place itself, then by role instead of title, region, country, anywhere.

    The searches of one rung run side by side and do not overlap. A metropolitan area without a name
    (the newest ones) is searched by its city alone.
    """
    known: dict[SearchKind, str] = {"region": strategy.region, "country": strategy.country}
    wider: list[SearchKind] = ["role", "region", "country", "anywhere"]
    first = _first_rung(strategy)
    return [first, *([kind] for kind in wider if kind not in first and known.get(kind, "given"))]


def missing(state: JobState) -> int:
    """Return how many people are still to be found, at least one."""
    return max(1, wanted(state) - len(prospects(state)))


def size_to_ask(state: JobState) -> int:
    """Return how many records to ask for: what is missing, by the share of those seen who could be taken.

    No more than were paid for so far, nor less than are missing: a poor beginning may be bad luck.
    """
    paid = [found for found in state.found.values() if found.credits]
    credits = sum(found.credits for found in paid)
    bought = {person.person_id for found in paid for person in found.people}
    people = [state.people[candidate.person_id] for candidate in prospects(state)]
    taken = sum(not bought.isdisjoint([person.person_id, *person.aliases]) for person in people)
    share = max(_LOWEST_YIELD, min(1.0, taken / credits)) if credits else 1.0
    return min(ceil(missing(state) / share), max(missing(state), ceil(credits)))


def open_pages(state: JobState, size: int) -> list[SearchTask]:
    """Return the pages that are known of and not read yet, the need shared between those that have the most left."""
    pages = [
        (found.found - _read(state, found.task), found.task.model_copy(update={"page": found.next_page}))
        for found in state.found.values()
        if found.next_page
    ]
    unread = sorted((page for page in pages if page[1].key not in state.found), key=lambda page: -page[0])
    fullest = [task for _, task in unread[:size]]
    shares = _shares(size, len(fullest))
    return [task.model_copy(update={"size": share}) for task, share in zip(fullest, shares, strict=True)]


def known_people(state: JobState) -> list[str]:
    """Return all names of those who were found already, in use or not, so that nobody is paid for again."""
    people = [person for found in state.found.values() for person in found.people]
    left_out = {name for found in state.found.values() for name in found.left_out}
    return sorted(left_out | {name for p in people for name in (p.person_id, *p.provider_ids, *identity_keys(p))})


def _read(state: JobState, task: SearchTask) -> int:
    """How many records of a question came so far, on all its pages."""
    pages = [
        found for found in state.found.values() if (found.task.source, found.task.kind) == (task.source, task.kind)
    ]
    return sum(len(page.people) + len(page.left_out) for page in pages)


def _shares(size: int, parts: int) -> list[int]:
    """Share a need evenly, the first getting what is over; nobody is asked for less than one."""
    return [max(1, (size + parts - 1 - part) // parts) for part in range(parts)]


def _first_rung(strategy: Strategy) -> list[SearchKind]:
    if strategy.kind == "country":
        return ["country"]
    if strategy.kind == "metro_primary" and strategy.metro:
        return ["metro", "locality"]
    return ["locality" if strategy.city else "region"]


def _possible(ladder: list[list[SearchKind]], sources: Iterable[PeopleSource]) -> list[list[SearchKind]]:
    can = {kind for source in sources for kind in source.kinds}
    kept = [[kind for kind in rung if kind in can] for rung in ladder]
    return [rung for rung in kept if rung]


def _tasks(state: JobState, sources: dict[str, PeopleSource], kinds: list[SearchKind], size: int) -> list[SearchTask]:
    """One task for each kind and source; a need that costs money is shared between the kinds."""
    shares = [size] * len(kinds) if kinds == ["network"] else _shares(size, len(kinds))
    exclude = known_people(state)
    return [
        SearchTask(source=name, kind=kind, size=share, exclude=exclude)
        for kind, share in zip(kinds, shares, strict=True)
        for name, source in sources.items()
        if kind in source.kinds
    ]
