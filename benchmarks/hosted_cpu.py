"""Two hundred postings with hosted parts that answer at once: CPU for each, and 3 ms for each call to a provider.

People Data Labs, Hunter, a model and Gmail, each of them the sandbox's, which is a process of its own and so is not in
the figure. CPU is that of the whole process, all threads together. One posting before them, at another store, loads
the libraries and is not counted.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.embedded import company
from benchmarks.hosted import hosted, job
from benchmarks.lines import Line, at_most
from benchmarks.market import OPENINGS, expectations
from benchmarks.sandbox_process import Plan, sandbox_process
from inroad.graph.batch import create_batch, leave_loaded_alone, run_batch
from inroad.settings import Context
from inroad.state import JobInput

POSTINGS, JOBS = 200, 4
CALL_MILLISECONDS = 3


def lines(postings: int = POSTINGS) -> list[Line]:
    """Return the lines of this benchmark; they take about a minute and a half."""
    openings = [OPENINGS[number % len(OPENINGS)]._replace(company=company(number)) for number in range(postings + 1)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with sandbox_process(Plan(expectations(folder, openings), drafts_at_once=None)) as sandbox:
            sandbox.prepare([opening.company for opening in openings])
            paths = [job(folder, opening, number) for number, opening in enumerate(openings)]
            with hosted(sandbox.place, folder / "before") as context:
                _run(context, paths[postings:])
            with hosted(sandbox.place, folder / "home") as context:
                sandbox.clear()
                began = time.process_time()
                _run(context, paths[:postings])
                seconds = time.process_time() - began
            calls = sum(sandbox.counts().values()) / postings
    milliseconds = 1000 * seconds / postings
    note = f"{calls:.1f} calls a posting; without them {milliseconds - CALL_MILLISECONDS * calls:.1f} ms are left"
    allowed = at_most(round(40 + CALL_MILLISECONDS * calls, 1))
    return [Line(f"{postings} hosted postings, CPU of each", milliseconds, allowed, milliseconds, unit="ms", note=note)]


def _run(context: Context, asked: Sequence[JobInput]) -> None:
    batch = create_batch(asked[0], [each.posting for each in asked], context)
    totals = run_batch(batch.batch_id, context, JOBS)
    leave_loaded_alone()  # as `inroad batch` does
    if totals.failed or totals.done != len(asked):
        raise RuntimeError(f"The measurement failed: {totals.failed} of {len(asked)} postings did.")
