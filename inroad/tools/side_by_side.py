"""The same work on several things at once, each waited for in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from inroad.log import in_context

T = TypeVar("T")
R = TypeVar("R")

MOST_AT_ONCE = 32


def side_by_side(work: Callable[[T], R], things: Sequence[T]) -> list[R]:
    """Return what the work gives for each thing, in their order; at most `MOST_AT_ONCE` are under way at a time.

    When one raises, what is under way comes to its end, what has not begun is left out, and the error goes on.
    """
    if len(things) < 2:
        return [work(thing) for thing in things]
    with ThreadPoolExecutor(min(len(things), MOST_AT_ONCE)) as pool:
        return list(pool.map(in_context(work), things))
