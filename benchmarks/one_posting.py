"""One posting, 8 contacts, all parts hosted: how long from the posting's text to the drafts.

The bound is the longest chain of calls that the work itself forces: a cleaner, since the search asks in the provider's
words; a search, since nobody can be looked for before they are known; a finder, and a check of what it found; a model
call, which writes to addresses that are known; a draft of what it wrote. All but the model's have the delays of the
goals; a model call counts as long as the longest of the run took. What can stand side by side counts once. The posting
is one whose first search knows enough people, and of whom at least one has no address on record.

The figure is the median of several runs, each with an empty store. One run before them is not counted: it loads the
libraries. The sandbox is in a process of its own; the time that it takes beyond its delays is counted as ours.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from benchmarks import baseline
from benchmarks.hosted import CONTACTS, hosted, job, plain, plain_access, problems_of
from benchmarks.lines import Line, at_least, at_most
from benchmarks.market import OPENINGS, expectations
from benchmarks.sandbox_process import (
    ADDRESS_SECONDS,
    CLEANER_SECONDS,
    COMPLETIONS,
    DRAFT_SECONDS,
    FINDER,
    SEARCH,
    SEARCH_SECONDS,
    SLOW,
    Plan,
    SandboxProcess,
    Seen,
    sandbox_process,
)
from inroad.graph.run import run_outreach

OPENING = OPENINGS[1]
RUNS = 3


def lines() -> list[Line]:
    """Return the lines of this benchmark; they take about a minute and a half."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with sandbox_process(Plan(expectations(folder, [OPENING]))) as sandbox:
            sandbox.prepare([OPENING.company])
            _run(sandbox, folder, 0)
            sandbox.set_pace(SLOW)
            runs = [_run(sandbox, folder, number) for number in range(1, RUNS + 1)]
            (plainly,) = baseline.one_after_another(plain([OPENING]), plain_access(sandbox.place), folder, CONTACTS)
    seconds, bound = sorted(runs, key=lambda run: run[0] / run[1])[RUNS // 2]
    return [
        Line("one posting, of its critical path", seconds / bound, at_most(1.2), seconds, bound, unit="s"),
        Line(
            "one posting, times faster than plain",
            plainly.seconds / statistics.median(run[0] for run in runs),
            at_least(4),
            seconds,
            baseline=plainly.seconds,
            unit="s",
        ),
    ]


def critical_path(seen: list[Seen]) -> float:
    """Return the longest chain of calls that the work forces, in seconds."""
    found = ADDRESS_SECONDS if any(each.path == FINDER for each in seen) else 0.0
    model = max(each.seconds for each in seen if each.path == COMPLETIONS)
    return CLEANER_SECONDS + SEARCH_SECONDS + found + ADDRESS_SECONDS + model + DRAFT_SECONDS


def _run(sandbox: SandboxProcess, folder: Path, number: int) -> tuple[float, float]:
    """Run the posting at an empty store; return the seconds that it took, and those of the critical path."""
    with hosted(sandbox.place, folder / f"home-{number}") as context:
        asked = job(folder, OPENING, number)
        sandbox.clear()
        began = time.perf_counter()
        state = run_outreach(asked, context)
        seconds = time.perf_counter() - began
    seen = sandbox.seen()
    drafts = sum(contact.draft is not None for contact in state.contacts)
    searches = sum(each.path == SEARCH for each in seen)
    if problems_of([state]) or drafts < CONTACTS or searches > 2:
        raise RuntimeError(
            f"The measurement failed: {drafts} drafts after {searches} searches, problems: {problems_of([state])}."
        )
    return seconds, critical_path(seen)
