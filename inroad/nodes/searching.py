"""Which searches to make: the first round, the next pages, and broader ones."""

from __future__ import annotations

from collections.abc import Iterable

from langgraph.runtime import Runtime

from inroad.nodes import Update
from inroad.settings import Context
from inroad.state import JobState, SearchKind, SearchTask, Strategy, wanted
from inroad.tools.people import PeopleSource


def plan_search(state: JobState, runtime: Runtime[Context]) -> Update:
    """Plan the first round, and the ladder of broader searches in case it brings too few."""
    sources = runtime.context.tools.sources(state)
    first = first_kinds(state.strategy)
    ladder = [kind for kind in broader_kinds(state.strategy) if _can(sources.values(), kind)]
    return {
        "tasks": _tasks(sources, ["network", *first], wanted(state)),
        "ladder": ladder[: runtime.context.broaden_rounds],
    }


def broaden(state: JobState, runtime: Runtime[Context]) -> Update:
    """Take the next step of the ladder, for as many people as are still missing."""
    kind = state.ladder[state.broadened]
    sources = runtime.context.tools.sources(state)
    return {"tasks": _tasks(sources, [kind], missing(state)), "broadened": state.broadened + 1}


def next_page(state: JobState) -> Update:
    """Go on with the searches that have more pages."""
    return {"tasks": open_pages(state, missing(state)), "refetched": state.refetched + 1}


def first_kinds(strategy: Strategy) -> list[SearchKind]:
    """Return the first round's searches: side by side and without overlap.

    A metropolitan area without a name (the newest ones) is searched by its city alone.
    """
    if strategy.kind == "country":
        return ["country"]
    if strategy.kind == "metro_primary" and strategy.metro:
        return ["metro", "locality"]
    return ["locality" if strategy.city else "region"]


def broader_kinds(strategy: Strategy) -> list[SearchKind]:
    """Return the searches to try one after another when there are too few people."""
    known: dict[SearchKind, str] = {"region": strategy.region, "country": strategy.country}
    ladder: list[SearchKind] = ["role", "region", "country", "anywhere"]
    first = first_kinds(strategy)
    return [kind for kind in ladder if kind not in first and known.get(kind, "given")]


def missing(state: JobState) -> int:
    """Return how many people are still to be found, at least one."""
    return max(1, wanted(state) - len(state.ranking))


def open_pages(state: JobState, size: int) -> list[SearchTask]:
    """Return the pages that are known of and not read yet."""
    pages = (
        found.task.model_copy(update={"page": found.next_page, "size": size})
        for found in state.found.values()
        if found.next_page
    )
    return [task for task in pages if task.key not in state.found]


def _tasks(sources: dict[str, PeopleSource], kinds: Iterable[SearchKind], size: int) -> list[SearchTask]:
    return [
        SearchTask(source=name, kind=kind, size=size)
        for kind in kinds
        for name, source in sources.items()
        if kind in source.kinds
    ]


def _can(sources: Iterable[PeopleSource], kind: SearchKind) -> bool:
    return any(kind in source.kinds for source in sources)
