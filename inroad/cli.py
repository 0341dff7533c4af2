"""The command line: parse, call, print. The result goes to stdout, progress and errors to stderr.

Nothing heavy is imported before a command needs it, so that help and errors come at once.
"""

from __future__ import annotations

import io
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from inroad import __version__
from inroad.commands import analysis, batch, contacts, outreach, purge, store, worker
from inroad.commands.log_file import LogFile, choose_log, start_log
from inroad.commands.options import Budget, Personal
from inroad.commands.terminal import Json, absolute, console, fail, open_context, print_json, say
from inroad.errors import InroadError, ProviderError, UserInputError

if TYPE_CHECKING:
    from inroad.settings import Context
    from inroad.tools.addresses.by_hand import Outcome

app = typer.Typer(
    name="inroad",
    help="From a job posting to the right people there, an address for each, and honest drafts. Never sends.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(contacts.app, name="contacts")
app.add_typer(store.app, name="store")
app.command("purge")(purge.purge)
login_app = typer.Typer(help="Log in to where drafts go.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(login_app, name="login")


def main() -> None:
    """Run the command line; an error ends with a sentence: the user's with exit code 2, a provider's with 4."""
    _speak_utf8()
    # A run that failed may leave branches behind, of which LangGraph's threads would show tracebacks.
    logging.getLogger("concurrent.futures").setLevel(logging.CRITICAL)
    try:
        app(prog_name="inroad")
    except UserInputError as error:
        fail(str(error), 2)
    except ProviderError as error:
        fail(str(error), 4)
    except InroadError as error:
        fail(str(error), 1)
    except OSError as error:
        fail(f"The output cannot be written ({error.strerror}).", 1)


def _speak_utf8() -> None:
    """Names come in all scripts: a pipe or file gets UTF-8, a terminal what it can show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace", encoding=None if stream.isatty() else "utf-8")


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"inroad {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    # Eager: it ends the command before typer looks at other options, for which it loads pydantic.
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop."),
    ] = False,
    log_file: Annotated[
        str, typer.Option(help="Append what happens to this file, a line an event.  [default: INROAD_LOG_FILE]")
    ] = "",
    log_level: Annotated[str, typer.Option(help="How much of it: info or debug.")] = "info",
    log_json: Annotated[bool, typer.Option("--log-json", help="Write each event as a JSON object.")] = False,
) -> None:
    levels = {"info": logging.INFO, "debug": logging.DEBUG}
    if log_level not in levels:
        raise UserInputError(f"--log-level is info or debug, not {log_level!r}.")
    log = LogFile(log_file, levels[log_level], as_json=log_json)
    choose_log(log)
    context.call_on_close(log.stop)


app.command()(outreach.run)
app.command()(batch.batch)
app.command()(analysis.analyse)
app.command()(analysis.rank)


@app.command()
def demo(
    posting: Annotated[str, typer.Argument(help="A posting of yours; the demo brings one if left out.")] = "",
    out: Annotated[Path, typer.Option(help="The folder for drafts.")] = Path("demo-out"),
    json: Json = False,
) -> None:
    """Show the whole thing with made-up people, without a key; nothing leaves your machine."""
    from inroad.demo import MADE_UP, run_demo
    from inroad.display import show_report
    from inroad.graph.run import exit_code
    from inroad.progress_display import Progress

    start_log()
    typer.echo(MADE_UP, err=True)
    with Progress(console(stderr=True)) as progress:
        state = run_demo(absolute(posting), out, progress)
    if state.output is None:
        raise InroadError("The demo ended without a report.")
    print_json(state.output.model_dump(mode="json")) if json else show_report(console(), state.output, state.error)
    raise typer.Exit(exit_code(state))


app.command()(outreach.resume)
app.command()(outreach.review)
app.command()(batch.status)
app.command()(worker.worker)


@app.command()
def runs(
    run_id: Annotated[str, typer.Argument(metavar="[RUN]", help="Show this run's report.")] = "",
    drop: Annotated[
        str, typer.Option("--drop", metavar="RUN", help="Give up a run that is paused or was stopped; drafts stay.")
    ] = "",
    json: Json = False,
) -> None:
    """List the runs so far, or show the report of one."""
    if drop:
        _drop(drop)
    from inroad.display import show_report, show_runs
    from inroad.state import Report

    history = open_context().tools.runs
    if run_id:
        found, run_ = history.report(run_id), history.get(run_id)
        if found is None:
            why = f"{run_.state}: {run_.error.rstrip('.')}" if run_.error else run_.state
            next_ = "start it anew" if run_.state == "dropped" else f"`inroad resume {run_id}` goes on"
            raise UserInputError(f"The run {run_id} has no report ({why}); {next_}.")
        print_json(found) if json else show_report(console(), Report.model_validate(found), "")
    elif json:
        print_json([each.model_dump(mode="json") for each in history.list()])
    else:
        show_runs(console(), history.list())


@app.command()
def verify(
    addresses: Annotated[
        list[str],
        typer.Argument(metavar="ADDRESS...|FILE", help="Addresses, a file of them (a line each, or a CSV), or -."),
    ],
    personal: Personal = False,
    budget: Budget = None,
    json: Json = False,
) -> None:
    """Check addresses by hand: syntax, kind, mail server, then whether the mailbox is there."""
    from inroad.display import show_checked
    from inroad.graph.exit_codes import FEWER, OK, REFUSED
    from inroad.settings import read_settings
    from inroad.tools.addresses.by_hand import read_addresses
    from inroad.tools.store.runs import new_run_id

    limit = read_settings().inroad_budget if budget is None else budget
    wanted = read_addresses(addresses, sys.stdin.buffer)
    context, purse = open_context(), f"verify-{new_run_id()}"
    outcome = _check(context, wanted, purse, limit, personal=personal)
    spend = context.tools.spending.spent(purse)
    if json:
        print_json({**outcome.dump(), "spend": {name: spent.model_dump() for name, spent in spend.items()}})
    else:
        show_checked(console(), outcome, spend)
    raise typer.Exit(REFUSED if outcome.refused else OK if outcome.complete else FEWER)


# A callback keeps the name of an only command.
@login_app.callback()
def _logins() -> None: ...


@login_app.command("gmail")
def login_gmail(
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Only print the address of Google's page; open it yourself.")
    ] = False,
) -> None:
    """Log in to Gmail with your own OAuth client (GMAIL_CLIENT_SECRETS), to make drafts and nothing else."""
    from inroad.settings import gmail_login_file, read_settings

    settings = read_settings()
    if not settings.gmail_client_secrets:
        raise UserInputError("There is no OAuth client; set GMAIL_CLIENT_SECRETS to the JSON file of yours.")
    from inroad.graph.exit_codes import STOPPED
    from inroad.tools.google.login import login

    start_log()
    file = gmail_login_file(settings, settings.inroad_home)
    try:
        account = login(
            Path(settings.gmail_client_secrets), file, not no_browser, show=say, base_url=settings.gmail_base_url
        )
    except KeyboardInterrupt:
        fail("Stopped; nobody was logged in. `inroad login gmail` begins anew.", STOPPED)
    told = f"Logged in as {account}; kept in {file}. `inroad run POSTING --drafts gmail` leaves drafts there."
    say(told, stderr=False)


@app.command()
def doctor(json: Json = False) -> None:
    """Check that everything is in place, and say what to do where it is not."""
    from inroad.doctor import examine

    findings = examine(open_context())
    if json:
        print_json([finding.model_dump() for finding in findings])
    else:
        for finding in findings:
            say(f"{finding.state:7} {finding.what}: {finding.says}", stderr=False)
    if any(finding.state == "wrong" for finding in findings):
        raise typer.Exit(1)


@app.command()
def graph() -> None:
    """Print the outreach graph as Mermaid."""
    from inroad.graph.outreach import graph as outreach_graph

    typer.echo(outreach_graph.get_graph().draw_mermaid())


def _drop(run_id: str) -> NoReturn:
    from inroad.graph.unfinished import drop_one

    dropped = drop_one(run_id, open_context().tools)
    say(f"The run {dropped.run_id} is dropped, and its progress removed; drafts that it made stay.")
    raise typer.Exit


def _check(context: Context, addresses: list[str], purse: str, limit: str, *, personal: bool) -> Outcome:
    """Check addresses with progress on stderr."""
    from inroad.graph.exit_codes import STOPPED
    from inroad.progress_display import Tally
    from inroad.tools.addresses.by_hand import Parts, check_by_hand
    from inroad.tools.budget import PROVIDERS, Budget

    tools = context.tools
    verifier = tools.verifier(purse, Budget.parse(limit, PROVIDERS) if limit else Budget())
    parts = Parts(tools.mail_servers, verifier, tools.suppression, tools.clock)
    try:
        with Tally(console(stderr=True), "checking addresses") as tally:
            return check_by_hand(addresses, parts, personal=personal, watch=tally)
    except KeyboardInterrupt:
        fail("Stopped; what was checked is kept, so that it costs nothing to ask for it again.", STOPPED)
