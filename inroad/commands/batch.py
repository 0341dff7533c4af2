"""`inroad batch` and `inroad status`: many postings at once, and how far they are."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from inroad.commands.json_lines import JsonLines
from inroad.commands.options import Asked, changed_options, job_input, takes_job_options
from inroad.commands.terminal import Json, console, fail, open_context, print_json, say
from inroad.commands.worker import follow, open_queue, send, workers_in_words
from inroad.errors import UserInputError

if TYPE_CHECKING:
    from inroad.graph.run import Step
    from inroad.scale.queue import Queue
    from inroad.settings import Context, Settings
    from inroad.tools.store.batches import Batch, Item, Totals


@takes_job_options
def batch(
    *,
    postings: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="POSTING...",
            help="Files, folders of them, addresses, mongo:ID, or a CSV with a column posting, url, link or file.",
        ),
    ] = None,
    lists: Annotated[
        list[str] | None,
        typer.Option("--list", metavar="FILE", help="A file with one of these a line, or -; may be repeated."),
    ] = None,
    jobs_query: Annotated[
        str, typer.Option(metavar="JSON", help='Jobs in MongoDB (level-2), such as {"status": "new"}.')
    ] = "",
    jobs: Annotated[int | None, typer.Option(min=1, max=64, help="How many postings at once.  [default: 8]")] = None,
    resume: Annotated[str, typer.Option(metavar="BATCH", help="Go on with what is open of a batch.")] = "",
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="With --resume: try failed ones again.")] = False,
    out_jsonl: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Append a JSON object for each posting, with its report.")
    ] = None,
    queue: Annotated[bool, typer.Option("--queue", help="Leave the work to `inroad worker` (INROAD_BROKER).")] = False,
    detach: Annotated[bool, typer.Option("--detach", help="With --queue: do not wait for the workers.")] = False,
    asked: Asked,
    json: Annotated[bool, typer.Option("--json", help="Print a JSON object a line: postings, then totals.")] = False,
) -> None:
    """Find the right people for many postings at once; one that fails does not stop the others."""
    from inroad.settings import read_settings

    if bool(resume) == bool(postings or lists or jobs_query):
        raise UserInputError("Give postings (files, folders, addresses, --list, --jobs-query), or --resume BATCH.")
    if resume and (changed := changed_options(asked)):
        raise UserInputError(f"{changed[0]} is as it was when the batch began; leave it out with --resume.")
    if retry_failed and not resume:
        raise UserInputError("--retry-failed goes with --resume BATCH.")
    if detach and not queue:
        raise UserInputError("--detach goes with --queue.")
    if queue and jobs:
        raise UserInputError("--jobs is said to each `inroad worker`; leave it out with --queue.")
    # A broker that is not there is told before a batch is made.
    broker = open_queue() if queue else None
    context = open_context()
    with JsonLines(out_jsonl, to_stdout=json) as lines:
        if resume:
            found = _open_again(resume, context, retry_failed=retry_failed)
        else:
            found = _create(postings or [], lists or [], jobs_query, read_settings(), asked, context)
        if broker:
            totals = _leave_to_workers(found, broker, context, lines, detach=detach)
        else:
            totals = _work(found, context, jobs, lines)
        _fill_gaps(found, context, lines)
        if not json:
            _show_plans(found, context)
        lines.write({"batch": found.batch_id, "totals": totals.model_dump(mode="json")})
        _end(found, totals, as_json=json)


def status(
    batch_id: Annotated[str, typer.Argument(metavar="[BATCH]", help="Show this batch.")] = "",
    json: Json = False,
) -> None:
    """List the batches so far, or show how far one is: who is at work, and what failed."""
    from inroad.batch_display import show_batch, show_batches
    from inroad.graph.batch_kept import refresh

    tools = open_context().tools
    batches = tools.batches
    if batch_id:
        refresh(batch_id, tools)
        found, totals = batches.get(batch_id), batches.totals(batch_id)
        told = (item for item in batches.items(batch_id) if item.state == "running" or item.paused or _is_bad(item))
        if json:
            listed = [item.model_dump(mode="json") for item in told]
            print_json({**_dumped(found, totals), "told": listed, "workers": tools.presence.workers()})
        else:
            show_batch(console(), found, totals, told, tools.clock())
            for line in workers_in_words(tools):
                say(line, stderr=False)
        return
    rows = [(each, batches.totals(each.batch_id)) for each in batches.list()]
    if json:
        print_json([_dumped(each, totals) for each, totals in rows])
    else:
        show_batches(console(), rows)


def _is_bad(item: Item) -> bool:
    """Whether it failed, or waits for another try."""
    return item.state == "failed" or (item.state == "waiting" and bool(item.error))


def _dumped(found: Batch, totals: Totals) -> dict[str, Any]:
    return {**found.model_dump(mode="json"), "totals": totals.model_dump(mode="json")}


def _create(
    postings: list[str], lists: list[str], query: str, settings: Settings, asked: Asked, context: Context
) -> Batch:
    from inroad.graph.batch import create_batch
    from inroad.graph.exit_codes import STOPPED
    from inroad.progress_display import Tally
    from inroad.tools.postings.listing import list_postings
    from inroad.tools.wording import counted

    order = job_input(settings, asked)
    listed = list_postings([*postings, *_of_board(query, context)], lists, sys.stdin.buffer)
    if listed.repeated:
        say(f"{counted(listed.repeated, 'posting')} named more than once: each is worked on once.")
    try:
        with Tally(console(stderr=True), "reading postings") as tally:
            of = len(listed.postings)
            made = create_batch(order, listed.postings, context, lambda number: tally(number, of))
    except KeyboardInterrupt:
        fail("Stopped; no batch was made.", STOPPED)
    say(f"Batch {made.batch_id}: {counted(made.items, 'posting')}.")
    return made


def _of_board(query: str, context: Context) -> Iterator[str]:
    if not query:
        return
    if context.tools.jobs is None:
        raise UserInputError("--jobs-query asks MongoDB: set MONGODB_URI, and INROAD_DB.")
    yield from context.tools.jobs.find(query)


def _open_again(batch_id: str, context: Context, *, retry_failed: bool) -> Batch:
    from inroad.graph.batch_kept import refresh

    found = context.tools.batches.get(batch_id)
    refresh(batch_id, context.tools)
    if retry_failed:
        context.tools.batches.retry_failed(batch_id)
    return found


def _work(found: Batch, context: Context, jobs: int | None, lines: JsonLines) -> Totals:
    """Work on what is open, with progress on stderr."""
    from inroad.batch_display import BatchProgress, line_of
    from inroad.graph.batch import JOBS, leave_loaded_alone, run_batch
    from inroad.graph.exit_codes import STOPPED

    batches = context.tools.batches
    try:
        with BatchProgress(console(stderr=True), batches.totals(found.batch_id)) as progress:

            def watch(item: Item, step: Step | None) -> None:
                progress(item, step)
                if step is None and item.is_over:
                    lines.write(_told(item, context))
                    leave_loaded_alone()
                elif step is None and item.error:
                    say(line_of(item))

            return run_batch(found.batch_id, context, jobs or JOBS, watch)
    except KeyboardInterrupt:
        fail(f"Stopped; go on with `inroad batch --resume {found.batch_id}`.", STOPPED)


def _leave_to_workers(found: Batch, queue: Queue, context: Context, lines: JsonLines, *, detach: bool) -> Totals:
    """Put what is open into the queue, and show what comes of it, with progress on stderr."""
    from inroad.batch_display import BatchProgress
    from inroad.graph.exit_codes import STOPPED

    batches = context.tools.batches
    send(found, queue, context)
    if detach:
        _fill_gaps(found, context, lines)
        lines.write({"batch": found.batch_id, "totals": batches.totals(found.batch_id).model_dump(mode="json")})
        say(f"`inroad status {found.batch_id}` shows how far they are.")
        raise typer.Exit
    try:
        with BatchProgress(console(stderr=True), batches.totals(found.batch_id)) as progress:

            def watch(item: Item) -> None:
                progress(item, None)
                lines.write(_told(item, context))

            return follow(found, queue, context, watch)
    except KeyboardInterrupt:
        fail(f"The workers go on; `inroad status {found.batch_id}` shows how far they are.", STOPPED)


def _fill_gaps(found: Batch, context: Context, lines: JsonLines) -> None:
    """Write to the file what it lacks of this batch: it was killed, it did not wait, or another process was at work."""
    if not lines.has_file:
        return
    there = {line.get("number") for line in lines.kept_with(found.batch_id) if line.get("batch") == found.batch_id}
    for item in context.tools.batches.items(found.batch_id):
        if item.is_over and item.number not in there:
            lines.keep(_told(item, context))


def _show_plans(found: Batch, context: Context) -> None:
    """Print what a dry run of a batch has planned, a line for each posting."""
    if not found.job_input.get("dry_run"):
        return
    from inroad.batch_display import plan_of
    from inroad.state import Report

    for item in context.tools.batches.items(found.batch_id):
        if report := _report_of(item, context):
            say(plan_of(item, Report.model_validate(report)), stderr=False)


def _told(item: Item, context: Context) -> dict[str, Any]:
    fields = {"number", "posting", "job", "state", "run_id", "exit_code", "error"}
    return {"batch": item.batch, **item.model_dump(mode="json", include=fields), "report": _report_of(item, context)}


def _report_of(item: Item, context: Context) -> dict[str, Any] | None:
    return context.tools.runs.report(item.run_id) if item.state == "done" else None


def _end(found: Batch, totals: Totals, *, as_json: bool) -> NoReturn:
    """Show the totals and what to do next, and end with the batch's exit code."""
    from inroad.batch_display import show_totals
    from inroad.graph.batch import batch_code

    if not as_json:
        show_totals(console(), found, totals)
    raise typer.Exit(batch_code(totals))
