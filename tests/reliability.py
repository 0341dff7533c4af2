"""The figures of reliability: tests put down what they tried and what held, and the end of the run prints the table.

A test says `record_property(RELIABILITY, Figure("kill points, SQLite", tried=40, held=40).row())`; rows of one name are
added up. `--write-reliability FILE` puts the table between the markers of that file (docs/reliability.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import pytest

RELIABILITY = "reliability"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


@dataclass(frozen=True)
class Figure:
    """How often something was tried, how often it held, and what stands for the difference."""

    what: str
    tried: int
    held: int
    exceptions: str = ""

    def row(self) -> tuple[str, int, int, str]:
        """What `record_property` carries from a worker process to the one that prints."""
        return self.what, self.tried, self.held, self.exceptions


def added_up(rows: Iterable[Sequence[object]]) -> list[Figure]:
    """One figure for each name, in order of names."""
    found: dict[str, Figure] = {}
    for row in rows:
        each = Figure(str(row[0]), int(str(row[1])), int(str(row[2])), str(row[3]))
        was = found.get(each.what, Figure(each.what, 0, 0))
        told = "; ".join(dict.fromkeys(text for text in (was.exceptions, each.exceptions) if text))
        found[each.what] = Figure(each.what, was.tried + each.tried, was.held + each.held, told)
    return [found[what] for what in sorted(found)]


def table(figures: Iterable[Figure]) -> str:
    """The figures in Markdown."""
    lines = ["| what | tried | held | exceptions |", "|---|---|---|---|"]
    return "\n".join([*lines, *("| " + " | ".join(map(str, astuple(each))) + " |" for each in figures)])


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-reliability", type=Path, help="a Markdown file whose table of figures is written anew")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    rows = [value for report in reports for name, value in report.user_properties if name == RELIABILITY]
    if not rows:
        return
    text = table(added_up(rows))
    terminalreporter.section("reliability")
    terminalreporter.write_line(text)
    if file := config.getoption("--write-reliability"):
        before, _, rest = file.read_text(encoding="utf-8").partition(BEGIN)
        _, _, after = rest.partition(END)
        file.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
