"""`python -m benchmarks [NAME ...]`: measure, print the table, and write it with all figures.

Without names all are run, and `docs/performance.md` is written; `results.json` beside this file always is.
Each benchmark has a process of its own, so that none finds what another one left in memory. The exit code is 1 when a
goal is missed or a benchmark breaks.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import sys
import time
import traceback
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.lines import Line, measured, table

NAMES = (
    "one_posting",
    "twenty_postings",
    "embedded",
    "hosted_cpu",
    "enrichment",
    "workers",
    "network",
    "latency",
    "credits",
    "addresses",
    "drafts",
    "intelligence",
)
_RESULTS = Path(__file__).with_name("results.json")
_TABLE = Path(__file__).parents[1] / "docs" / "performance.md"
_TEXT = """\
# How fast, and how cheap

Written by `make bench` on {date}, {machine}. Everything is measured against the sandbox, which stands in for the
providers in a process of its own; the "plain pipeline" is `benchmarks/baseline.py`, one call after another, on the
same sandbox with the same people, delays and postings in the same run. The bound is the least that the delays and
limits allow; the first paragraph of each file in `benchmarks/` says how it is reckoned. "Number" is what the goal
speaks of.

{table}"""


def main() -> int:
    """Measure, print, write, and say by the exit code whether all goals are met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which ones: {', '.join(NAMES)}; all by default")
    names = parser.parse_args().names or list(NAMES)
    if unknown := sorted(set(names) - set(NAMES)):
        parser.error(f"there is no benchmark named {unknown[0]}; there are {', '.join(NAMES)}")
    lines: dict[str, Sequence[Line]] = {}
    for name in names:
        lines[name] = _measured(name)
        _write(lines)
    every = [line for found in lines.values() for line in found]
    print(table(every))
    if all(lines.get(name) for name in NAMES):
        _TABLE.write_text(_TEXT.format(date=_date(), machine=_machine(), table=table(every)), encoding="utf-8")
    return int(not all(line.is_met for line in every) or not all(lines.values()))


def _measured(name: str) -> Sequence[Line]:
    """Run one benchmark in a process of its own; one that breaks says why, gives no line, and stops no other."""
    print(f"{name} ...", end=" ", file=sys.stderr, flush=True)
    began = time.monotonic()
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        run = process.submit(measured, name)
        error = run.exception()
    print(f"{time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    if error:
        print("".join(traceback.format_exception(error)), file=sys.stderr)
        return []
    return run.result()


def _write(lines: dict[str, Sequence[Line]]) -> None:
    figures = {name: [line.as_json() for line in found] for name, found in lines.items()}
    told = {"date": _date(), "machine": _machine(), "benchmarks": figures}
    _RESULTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _date() -> str:
    return datetime.now(UTC).date().isoformat()


def _machine() -> str:
    cores = os.cpu_count() or 1
    return f"on {cores} core{'' if cores == 1 else 's'}, Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main())
