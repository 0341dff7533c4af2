"""docs/faults.md: what was seen of each provider and fault. `python -m tests.graph.fault_table` writes it anew."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.graph.fault_providers import CELLS
from tests.graph.fault_run import Outcome, struck_run, world_in

FILE = Path(__file__).parents[2] / "docs" / "faults.md"
_HEAD = """# Faults

What a run does when a provider has a fault: observed, run by run, with the fault in front of the stand-in for that
provider, and all others well. `python -m tests.graph.fault_table` writes this file anew; `make soak` holds the code to
all of it, `make test` to a part.

- *problem*: the kinds of problem that the report names for the provider, or the error that the run ends with; "-" for
  none, since the answer can be used, or says that there is nothing.
- *asked again*: whether a question is put again after a pause, which is done only where that does no harm.
- *exit code*: 0 all that was asked for is there; 2 the posting cannot be had; 3 fewer contacts or drafts; 4 the mailbox
  lets nobody in.

Every run ends, the user's own people are in its report, no key is in its report, output, log or files, and nothing
follows a redirect. After five failed calls in a row a provider is left alone for 30 seconds: then the problems hold a
LeftAloneError as well, which the table leaves out.
"""
_COLUMNS = "| fault | problem | asked again | exit code |\n|---|---|---|---|"

Cell = tuple[str, str]


def line_of(fault: str, outcome: Outcome) -> str:
    """Return the table's line for one fault."""
    again = "yes" if outcome.repeated else "no"
    return f"| {fault} | {', '.join(outcome.kinds) or '-'} | {again} | {outcome.exit_code} |"


def told_lines() -> dict[Cell, str]:
    """Return the lines of the file by provider and fault."""
    lines: dict[Cell, str] = {}
    provider = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            provider = line.removeprefix("## ")
        elif line.startswith("| ") and not line.startswith("| fault"):
            lines[provider, line.split("|")[1].strip()] = line
    return lines


def text_of(lines: Mapping[Cell, str]) -> str:
    """Return the whole file."""
    sections = [
        "\n".join([f"## {provider}", "", _COLUMNS, *(line for (of, _), line in lines.items() if of == provider)])
        for provider in dict.fromkeys(provider for provider, _ in lines)
    ]
    return "\n\n".join([_HEAD.strip(), *sections]) + "\n"


def observed(cells: Iterable[Cell]) -> dict[Cell, str]:
    """Return the lines as the runs of some cells give them."""
    lines = {}
    with tempfile.TemporaryDirectory() as folder, world_in(Path(folder)) as world:
        for number, (provider, fault) in enumerate(cells):
            outcome = struck_run(world, provider, fault, Path(folder) / str(number))
            lines[provider, fault] = line_of(fault, outcome)
            sys.stderr.write(f"{provider}: {lines[provider, fault]}\n")
    return lines


if __name__ == "__main__":
    FILE.write_text(text_of(observed(CELLS)), encoding="utf-8")
