"""Twenty postings, 8 contacts each, at providers with limits; then the same again at the same store.

As many are worked on at a time as `inroad batch` does by itself. Hunter takes 10 calls a second at each endpoint,
People Data Labs 100 a minute at each, the model 20 calls at once; delays are those of the goals. `bound` says how long
that takes at the least. What the plain pipeline takes for all twenty is the sum of what it takes for each; it runs
against a sandbox of the same people and delays and without limits, which a single call at a time does not meet. What
the searches cost for each delivered contact is taken from the same runs.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import baseline
from benchmarks.baseline import Outcome
from benchmarks.hosted import CONTACTS, hosted, job, plain, plain_access
from benchmarks.lines import Line, at_least, at_most
from benchmarks.market import OPENINGS, expectations
from benchmarks.sandbox_process import (
    ADDRESS_SECONDS,
    CLEANER_SECONDS,
    COMPLETIONS,
    DRAFT_SECONDS,
    DRAFTS,
    HUNTER_PATHS,
    PDL_PATHS,
    SEARCH_SECONDS,
    SLOW,
    Plan,
    SandboxProcess,
    Seen,
    sandbox_process,
)
from inroad.graph.batch import JOBS, create_batch, leave_loaded_alone, run_batch
from inroad.graph.run import run_outreach
from inroad.sandbox import Limits
from inroad.settings import Context

POSTINGS = 20
# So many plain pipelines at once do not yet get in one another's way.
SIDE_BY_SIDE = 10
PER_SECOND, PER_MINUTE, MODEL_AT_ONCE, DRAFTS_AT_ONCE = 10, 100, 20, 8
LIMITS = {path: Limits(second=PER_SECOND) for path in HUNTER_PATHS} | {
    path: Limits(minute=PER_MINUTE) for path in PDL_PATHS
}
_SETTINGS = {"PDL_PER_MINUTE": str(PER_MINUTE), "HUNTER_PER_SECOND": str(PER_SECOND)}


@dataclass(frozen=True)
class Round:
    """What one pass over the twenty took: seconds, the calls, the credits by kind, and the contacts with an address."""

    seconds: float
    seen: list[Seen]
    credits: dict[str, float]
    delivered: int
    drafts: int


def lines() -> list[Line]:
    """Return the lines of this benchmark; they take three minutes."""
    openings = OPENINGS[:POSTINGS]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        free = Plan(expectations(folder, openings), drafts_at_once=None)
        limited = replace(free, limits=LIMITS, model_at_once=MODEL_AT_ONCE, drafts_at_once=DRAFTS_AT_ONCE)
        with sandbox_process(free) as sandbox:
            plainly = _plainly(sandbox, folder)
        with sandbox_process(limited) as sandbox:
            first, again = _ours(sandbox, folder)
    return [*_time(first, plainly), _credits(first, plainly), *_again(first, again)]


def bound(seen: Iterable[Seen]) -> float:
    """Return how long so many calls take at the least, in seconds.

    A limit of n calls in a window of w seconds lets the N-th call out (N - 1) // n windows after the first. Before the
    first call at an endpoint comes the shortest chain that leads there, after the last one the shortest that it still
    has to go: for Hunter's verifier a cleaner and a search, then its own delay, a model call and a draft. n calls at
    once of the model do no more than n seconds of work in a second; before them come a cleaner, a search and a check,
    after them a draft. The mailbox takes 8 drafts at once in the same way. No limit can be worked off faster, and they
    can overlap: the longest of them is the bound. Counted are the calls that were made; that these are few is for the
    credits to show.
    """
    answered = [each for each in seen if each.status < 400]
    before = CLEANER_SECONDS + SEARCH_SECONDS
    model = [each.seconds for each in answered if each.path == COMPLETIONS]
    shortest = min(model, default=0.0) + DRAFT_SECONDS
    calls = {path: sum(each.path == path for each in answered) for path in (*HUNTER_PATHS, *PDL_PATHS)}
    waits = [(calls[path] - 1) // PER_SECOND + before + ADDRESS_SECONDS + shortest for path in HUNTER_PATHS]
    waits += [60 * ((calls[path] - 1) // PER_MINUTE) + before + ADDRESS_SECONDS + shortest for path in PDL_PATHS]
    waits.append(before + ADDRESS_SECONDS + sum(model) / MODEL_AT_ONCE + DRAFT_SECONDS)
    drafted = sum(each.path == DRAFTS and each.method == "POST" for each in answered)
    waits.append(before + ADDRESS_SECONDS + min(model, default=0.0) + drafted * DRAFT_SECONDS / DRAFTS_AT_ONCE)
    return max(waits)


def _plainly(sandbox: SandboxProcess, folder: Path) -> list[Outcome]:
    """Run the plain pipeline; before that one posting of ours, which loads our libraries."""
    openings = OPENINGS[:POSTINGS]
    sandbox.prepare([opening.company for opening in openings])
    with hosted(sandbox.place, folder / "before") as context:
        run_outreach(job(folder, openings[0], 0), context)
    sandbox.set_pace(SLOW)
    access = plain_access(sandbox.place)
    return baseline.one_after_another(plain(openings), access, folder, CONTACTS, at_once=SIDE_BY_SIDE)


def _ours(sandbox: SandboxProcess, folder: Path) -> tuple[Round, Round]:
    """Run the twenty twice."""
    sandbox.prepare([opening.company for opening in OPENINGS[:POSTINGS]])
    sandbox.set_pace(SLOW)
    with hosted(sandbox.place, folder / "home", **_SETTINGS) as context:
        return _round(sandbox, folder, context), _round(sandbox, folder, context)


def _round(sandbox: SandboxProcess, folder: Path, context: Context) -> Round:
    asked = [job(folder, opening, number) for number, opening in enumerate(OPENINGS[:POSTINGS])]
    before = sandbox.spent()
    sandbox.clear()
    began = time.perf_counter()
    batch = create_batch(asked[0], [each.posting for each in asked], context)
    totals = run_batch(batch.batch_id, context, JOBS)
    leave_loaded_alone()  # as `inroad batch` does
    seconds = time.perf_counter() - began
    credits = {kind: spent - before[kind] for kind, spent in sandbox.spent().items()}
    return Round(seconds, sandbox.seen(), credits, _delivered(context, batch.batch_id), totals.drafts)


def _delivered(context: Context, batch_id: str) -> int:
    """Count the contacts of a batch with an address."""
    tools = context.tools
    reports = [tools.runs.report(item.run_id) or {} for item in tools.batches.items(batch_id)]
    return sum(contact["email"]["status"] != "none" for report in reports for contact in report.get("contacts", ()))


def _time(first: Round, plainly: Sequence[Outcome]) -> list[Line]:
    least, plain_seconds = bound(first.seen), sum(each.seconds for each in plainly)
    refused = sum(each.status in (403, 429) for each in first.seen)
    note = f"{first.drafts} drafts; {refused} calls were refused for coming too fast"
    return [
        Line(
            "20 postings, of the limits' bound",
            first.seconds / least,
            at_most(1.25),
            first.seconds,
            least,
            None,
            "s",
            note,
        ),
        Line(
            "20 postings, times faster than plain",
            plain_seconds / first.seconds,
            at_least(12),
            first.seconds,
            baseline=plain_seconds,
            unit="s",
        ),
    ]


def _credits(first: Round, plainly: Sequence[Outcome]) -> Line:
    plain_delivered = sum(len(each.contacts) for each in plainly)
    per_contact = first.credits["search"] / max(1, first.delivered)
    return Line(
        "search credits per delivered contact",
        per_contact,
        at_most(1.3),
        per_contact,
        baseline=sum(each.bought for each in plainly) / max(1, plain_delivered),
        note=f"{first.delivered} delivered of {POSTINGS * CONTACTS}; the plain pipeline {plain_delivered}",
    )


def _again(first: Round, again: Round) -> list[Line]:
    spent, anew = sum(first.credits.values()), sum(again.credits.values())
    return [
        Line(
            "second run, credits in % of the first", 100 * anew / spent, at_most(5), anew, baseline=None, unit="credits"
        ),
        Line(
            "second run, time in % of the first",
            100 * again.seconds / first.seconds,
            at_most(10),
            again.seconds,
            unit="s",
        ),
    ]
