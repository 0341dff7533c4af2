"""`inroad run`, `inroad resume`, `inroad review`: one posting from its start to its report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from inroad.commands.options import Asked, job_input, posting_named, takes_job_options
from inroad.commands.terminal import Json, console, fail, open_context, print_json, say
from inroad.errors import InroadError, UserInputError

if TYPE_CHECKING:
    from inroad.settings import Context
    from inroad.state import JobState


@takes_job_options
def run(
    posting: Annotated[
        str, typer.Argument(help="The posting: a file (HTML, JSON, Markdown or text), its address, or mongo:ID.")
    ],
    asked: Asked,
    job: Annotated[str, typer.Option(help="Which job of a file that holds several.")] = "",
    json: Json = False,
) -> None:
    """Find the right people for a posting, and leave a draft for each."""
    from inroad.settings import read_settings

    order = job_input(read_settings(), asked, posting=posting_named(posting), job=job)
    from inroad.graph.run import run_outreach

    _finish(lambda context, watch: run_outreach(order, context, watch), order.run_id, as_json=json)


def resume(run_id: Annotated[str, typer.Argument(metavar="RUN")], json: Json = False) -> None:
    """Go on with a run that was stopped or crashed."""
    from inroad.graph.run import resume_outreach

    _finish(lambda context, watch: resume_outreach(run_id, context, watch), run_id, as_json=json)


def review(
    run_id: Annotated[str, typer.Argument(metavar="RUN")],
    keep_all: Annotated[bool, typer.Option("--keep-all", help="Make a draft of each message as it is.")] = False,
    decisions: Annotated[
        Path | None,
        typer.Option(help='A JSON file, or -: {"PERSON_ID": "keep|skip|never|rewrite" or {"do": "edit", ...}}.'),
    ] = None,
    json: Json = False,
) -> None:
    """Look at the messages of a run that was paused with --review; --json alone shows what waits."""
    from inroad.graph.run import decide
    from inroad.graph.run import review as look_at

    if keep_all and decisions:
        raise UserInputError("--keep-all and --decisions exclude each other.")
    context = open_context()
    if keep_all or decisions:
        given = look_at(run_id, context).answer if decisions is None else _read_decisions(decisions)
        _end(*_do(lambda context, watch: decide(run_id, given, context, watch), run_id), as_json=json)
    elif json:
        print_json(look_at(run_id, context).model_dump(mode="json"))
    elif _is_dialogue():
        _review(context, run_id, as_json=False)
    else:
        look_at(run_id, context)
        raise UserInputError(
            "There is no terminal to ask you at: give --keep-all or --decisions FILE; --json shows all."
        )


def _finish(work: Any, run_id: str, *, as_json: bool) -> NoReturn:
    """Do the work, ask for what waits if there is a terminal, print the report, and end with its exit code."""
    from inroad.nodes.review import waiting

    context, state = _do(work, run_id)
    if waiting(state) and _is_dialogue():
        _review(context, run_id, as_json=as_json)
    _end(context, state, as_json=as_json)


def _do(work: Any, run_id: str) -> tuple[Context, JobState]:
    """Do the work with progress on stderr."""
    from inroad.graph.exit_codes import STOPPED
    from inroad.progress_display import Progress

    context = open_context()
    try:
        with Progress(console(stderr=True)) as progress:
            return context, work(context, progress)
    except KeyboardInterrupt:
        fail(f"Stopped; go on with `inroad resume {run_id}`.", STOPPED)


def _review(context: Context, run_id: str, *, as_json: bool) -> NoReturn:
    """Ask at the terminal, and end as the run ends; what the user left open stays paused."""
    from inroad.editor import edit_message
    from inroad.graph.exit_codes import STOPPED
    from inroad.review_dialogue import Terminal, review_at

    try:
        state = review_at(Terminal(console(stderr=True), _read_line, edit_message), run_id, context)
    except KeyboardInterrupt:
        fail(_go_on_with(context, run_id), STOPPED)
    if state is not None:
        _end(context, state, as_json=as_json)
    if as_json:
        print_json(context.tools.runs.report(run_id))
    raise typer.Exit


def _end(context: Context, state: JobState, *, as_json: bool) -> NoReturn:
    """Print the report of a run that is done or paused, and end with its exit code."""
    from inroad.display import show_report
    from inroad.graph.run import exit_code

    if state.output is None:
        raise InroadError(f"The run {state.run_id} ended without a report.")
    if as_json:
        print_json(state.output.model_dump(mode="json"))
        say(state.error)
    else:
        tools = context.tools
        keys = [client.provider.id for client in (tools.hunter, tools.apollo) if client]
        show_report(console(), state.output, state.error, keys)
    raise typer.Exit(exit_code(state))


def _go_on_with(context: Context, run_id: str) -> str:
    """What to say of a run that the user stopped in its review: it waits on, or was at work."""
    if context.tools.runs.get(run_id).state == "paused":
        return f"Stopped; the run stays paused, and `inroad review {run_id}` goes on with it."
    return f"Stopped; go on with `inroad resume {run_id}`."


def _is_dialogue() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _read_line() -> str:
    """A line of the user's; raises EOFError at the end of the input."""
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _read_decisions(file: Path) -> dict[str, Any]:
    import json

    advice = "take `answer` of `inroad review RUN --json`, change it, and give that"
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        found = json.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise UserInputError(f"The decisions in {file} cannot be read ({error.strerror}); {advice}.") from error
    except (ValueError, RecursionError) as error:
        raise UserInputError(f"The decisions in {file} are not JSON ({error}); {advice}.") from error
    if not isinstance(found, dict):
        raise UserInputError(f'The decisions in {file} are no object such as {{"PERSON_ID": "keep"}}; {advice}.')
    return found
