"""How long it takes until people are known, when the provider is slow, beside the least that it can take.

`python -m benchmarks.latency` runs the graph against the sandbox with searches of 600 ms and cleaners of 150 ms.
The critical path is the cleaners side by side, then both searches side by side: 750 ms. Measured is the time from
the start of the graph to the end of the first `gather` that has people; the best of five runs after a first one that
is not counted, each with an empty store. The exit code is 1 when it takes more than 1.2 times the critical path.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.lines import Line, at_most, table
from benchmarks.market import OPENINGS, desk
from inroad.graph.run import Step

SEARCH_SECONDS, CLEANER_SECONDS = 0.6, 0.15
RUNS, GOAL = 5, 1.2
_CLEANERS = ("company/clean", "location/clean", "school/clean", "job_title/enrich")


def main() -> int:
    """Measure, print, and say by the exit code whether the goal is met."""
    measured = lines()
    print(table(measured))
    return int(not all(line.is_met for line in measured))


def lines() -> list[Line]:
    """Return the line of this benchmark; it takes ten seconds."""
    _seconds_to_people()
    best = min(_seconds_to_people() for _ in range(RUNS))
    least = CLEANER_SECONDS + SEARCH_SECONDS
    return [Line("start to first people, of what the delays force", best / least, at_most(GOAL), best, least, unit="s")]


def _seconds_to_people() -> float:
    """Run the first posting at an empty store."""
    reached: list[float] = []

    def watch(step: Step) -> None:
        if step.name == "gather" and step.what == "ended" and step.update["people"]:
            reached.append(time.perf_counter())

    with tempfile.TemporaryDirectory() as folder, desk(Path(folder), OPENINGS[0]) as here:
        here.sandbox.faults.delay("/v5/person/search", SEARCH_SECONDS)
        for cleaner in _CLEANERS:
            here.sandbox.faults.delay(f"/v5/{cleaner}", CLEANER_SECONDS)
        job = here.job(OPENINGS[0], 0)
        started = time.perf_counter()
        here.run(job, watch)
    return reached[0] - started


if __name__ == "__main__":
    sys.exit(main())
