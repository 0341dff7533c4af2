"""What a benchmark says: one line for each goal, and the table of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Goal:
    """The most, or the least, that the number of a line may be."""

    limit: float
    is_most: bool = True

    def __str__(self) -> str:
        """Say it as the table does."""
        return f"at {'most' if self.is_most else 'least'} {self.limit:g}"

    def met_by(self, number: float) -> bool:
        """Say whether a number is within it."""
        return number <= self.limit if self.is_most else number >= self.limit


@dataclass(frozen=True)
class Line:
    """One figure with its goal.

    `number` is what the goal speaks of; `measured`, `bound` and `baseline` are what it was made from, in `unit`, where
    there are any. `bound` is the least that the work itself allows, `baseline` what the plain pipeline takes.
    """

    name: str
    number: float
    goal: Goal
    measured: float | None = None
    bound: float | None = None
    baseline: float | None = None
    unit: str = ""
    note: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the goal is met."""
        return self.goal.met_by(self.number)

    def as_json(self) -> dict[str, Any]:
        """Return the line as the file of results holds it."""
        return {**vars(self), "goal": str(self.goal), "met": self.is_met}


def at_most(limit: float) -> Goal:
    """Return the goal of a number that must not be larger."""
    return Goal(limit)


def at_least(limit: float) -> Goal:
    """Return the goal of a number that must not be smaller."""
    return Goal(limit, is_most=False)


def measured(name: str) -> list[Line]:
    """Run the benchmark of that name, here."""
    said: list[Line] = import_module(f"benchmarks.{name}").lines()
    return said


_HEAD = ("benchmark", "measured", "bound", "plain pipeline", "number", "goal", "met")


def table(lines: Iterable[Line]) -> str:
    """Return the lines as a table of Markdown, as wide as its widest cells, with the notes under it."""
    lines = list(lines)
    rows = [_HEAD, *map(_row, lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    ruled = [rows[0], tuple("-" * width for width in widths), *rows[1:]]
    shown = "\n".join(_shown(row, widths) for row in ruled)
    notes = "".join(f"- {line.name}: {line.note}\n" for line in lines if line.note)
    return f"{shown}\n" + (f"\n{notes}" if notes else "")


def _row(line: Line) -> tuple[str, ...]:
    figures = (_figure(value, line.unit) for value in (line.measured, line.bound, line.baseline))
    return (line.name, *figures, _figure(line.number, ""), str(line.goal), "yes" if line.is_met else "NO")


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:.{digits}f} {unit}".rstrip()


def _shown(row: Sequence[str], widths: Sequence[int]) -> str:
    return f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |"
