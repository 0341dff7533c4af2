"""What happens, told to the logger "inroad": a record for each event, with the run and the step that it belongs to.

Nothing is written anywhere by this: whoever embeds inroad adds a handler, and so does `--log-file`. Run and step are
context variables, which LangGraph hands on to its threads; what has threads of its own does so by `in_context`.
"""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from itertools import count as numbers
from typing import ParamSpec, TypeVar

LOGGER = logging.getLogger("inroad")
LOGGER.addHandler(logging.NullHandler())

Value = str | int | float
P = ParamSpec("P")
R = TypeVar("R")

_LONGEST = 300
_PLAIN = re.compile(r"[\w.:/#+-]+", re.ASCII)
_RUN: ContextVar[str] = ContextVar("run", default="")
_STEP: ContextVar[str] = ContextVar("step", default="")
# A list, since threads add to it side by side, and only `append` needs no lock.
_COUNTS: ContextVar[list[tuple[str, int]] | None] = ContextVar("counts", default=None)
_STEP_NUMBERS = numbers(1)


def event(name: str, level: int = logging.INFO, **fields: Value | None) -> None:
    """Tell of an event; it costs next to nothing when nobody listens.

    The record's message is one line, `name key=value ...`; the fields are also attributes of the record (`extra`), as
    are `event`, `run` and `step`. A field that is None or "" is left out. People stand here by their `person_id` only.
    """
    if not LOGGER.isEnabledFor(level):
        return
    told = {key: _cut(value) for key, value in fields.items() if value not in (None, "")}
    scope = {key: value for key, value in (("run", _RUN.get()), ("step", _STEP.get())) if value}
    LOGGER.log(level, " ".join([name, written(told)]).rstrip(), extra={"event": name, **scope, **told}, stacklevel=2)


def written(fields: Mapping[str, object]) -> str:
    """Return `key=value key=value`; a value that is more than a word is written as JSON does, in ASCII and one line."""
    return " ".join(f"{key}={_word(value)}" for key, value in fields.items())


@contextmanager
def run_scope(run_id: str) -> Iterator[None]:
    """Let all events within belong to a run."""
    token = _RUN.set(run_id)
    try:
        yield
    finally:
        _RUN.reset(token)


def run_named(key: str) -> dict[str, str]:
    """Return the id of the run that is going on under a key; nothing outside of runs."""
    return {key: _RUN.get()} if _RUN.get() else {}


@contextmanager
def step_scope(name: str) -> Iterator[Callable[[], Counter[str]]]:
    """Let all events within belong to a step, `name#number`; yields what tells the counts so far (see `count`)."""
    counts: list[tuple[str, int]] = []
    step, counting = _STEP.set(f"{name}#{next(_STEP_NUMBERS)}"), _COUNTS.set(counts)
    try:
        yield lambda: _sums(counts)
    finally:
        _COUNTS.reset(counting)
        _STEP.reset(step)


def count(name: str, number: int) -> None:
    """Count what happens too often for an event each; the end of the step tells the sum."""
    counts = _COUNTS.get()
    if counts is not None and number and LOGGER.isEnabledFor(logging.INFO):
        counts.append((name, number))


def in_context(work: Callable[P, R]) -> Callable[P, R]:
    """Return the same work for a pool's threads; there it belongs to the run and the step that handed it out."""
    context = copy_context()

    def carried(*args: P.args, **kwargs: P.kwargs) -> R:
        return context.copy().run(work, *args, **kwargs)  # no context can be entered twice at a time

    return carried


def _sums(counts: list[tuple[str, int]]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for name, number in counts:
        sums[name] += number
    return sums


def _cut(value: Value | None) -> Value | None:
    return value[:_LONGEST] if isinstance(value, str) else value


def _word(value: object) -> str:
    text = f"{value:.6g}" if isinstance(value, float) else str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text)
