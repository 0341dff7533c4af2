"""The command line: parse, call, print. The result goes to stdout, progress and errors to stderr.

Nothing heavy is imported before a command needs it, so that help and errors come at once.
"""

from __future__ import annotations

import io
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from inroad import __version__
from inroad.commands import contacts, purge, store
from inroad.commands.log_file import LogFile, choose_log, start_log
from inroad.commands.terminal import Json, absolute, console, fail, open_context, print_json, say
from inroad.errors import InroadError, ProviderError, UserInputError

if TYPE_CHECKING:
    from inroad.settings import Context, Settings
    from inroad.state import JobInput, JobState
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

PersonalOption = Annotated[bool, typer.Option("--personal", help="Allow addresses that are not at the company.")]
BudgetOption = Annotated[
    str | None, typer.Option(help="The most that may be spent, in credits: 40, or pdl=20,hunter=10.")
]


def main() -> None:
    """Run the command line; an error ends with a sentence: the user's with exit code 2, a provider's with 4."""
    _speak_utf8()
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


@app.command()
def run(
    posting: Annotated[
        str, typer.Argument(help="The posting: a file (HTML, JSON, Markdown or text), its address, or mongo:ID.")
    ],
    max_contacts: Annotated[
        int | None, typer.Option(min=1, max=100, help="How many people at the most.  [default: 8]")
    ] = None,
    who: Annotated[str, typer.Option(help="Whom to look for.")] = "peers,managers,recruiters",
    school: Annotated[str, typer.Option(help="Only alumni of this school.")] = "",
    network: Annotated[
        list[Path] | None,
        typer.Option(help="A CSV of people you know, e.g. Connections.csv; may be repeated."),
    ] = None,
    columns: Annotated[
        list[str] | None, typer.Option(help="Name a column of the CSV: company=Firma; may be repeated.")
    ] = None,
    sender: Annotated[
        Path | None, typer.Option(help="Who you are: a JSON Resume, or a TOML with name and email.")
    ] = None,
    kind: Annotated[
        str, typer.Option(help="What to write: introduction, referral, linkedin or follow_up.")
    ] = "introduction",
    tone: Annotated[str, typer.Option(help="How it should sound: friendly, formal or direct.")] = "friendly",
    language: Annotated[
        str, typer.Option(help="The language of the messages, as en or de.  [default: the posting's]")
    ] = "",
    style: Annotated[
        Path | None, typer.Option(help="A text file with messages of yours, whose style a model follows.")
    ] = None,
    attach: Annotated[Path | None, typer.Option(help="A file to attach to each draft.")] = None,
    drafts: Annotated[str | None, typer.Option(help="eml, gmail, imap or none.  [default: eml]")] = None,
    out: Annotated[Path | None, typer.Option(help="The folder for drafts.")] = None,
    job: Annotated[str, typer.Option(help="Which job of a file that holds several.")] = "",
    company: Annotated[str, typer.Option(help="The company, when the posting does not name it.")] = "",
    domain: Annotated[str, typer.Option(help="The company's mail domain, when you know it.")] = "",
    personal: PersonalOption = False,
    students: Annotated[
        bool, typer.Option("--students", help="With --school: people who still study there count as well.")
    ] = False,
    budget: BudgetOption = None,
    more: Annotated[int, typer.Option(min=0, max=100, help="Find this many others than before.")] = 0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the plan; search nothing.")] = False,
    review: Annotated[
        bool, typer.Option("--review", help="Stop before drafts are made, to look at each message.")
    ] = False,
    json: Json = False,
) -> None:
    """Find the right people for a posting, and leave a draft for each."""
    from inroad.settings import read_settings
    from inroad.tools.jobs import is_job

    if not posting.strip():
        raise UserInputError("No posting was named; give its file or its address.")
    settings = read_settings()
    network_files = network if network is not None else [Path(file) for file in settings.inroad_network]
    order = _job_input(
        settings,
        posting=posting if "://" in posting or is_job(posting) else absolute(Path(posting)),
        max_contacts=max_contacts or settings.inroad_max_contacts,
        who=[part.strip() for part in who.split(",") if part.strip()] or [who],
        school=school,
        network=[absolute(file) for file in network_files],
        columns=_pairs(columns or []),
        sender=absolute(sender or settings.inroad_sender),
        kind=kind,
        tone=tone,
        language=language,
        style=absolute(style),
        attach=absolute(attach),
        drafts=drafts or settings.inroad_drafts,
        out=absolute(out),
        job=job,
        company=company,
        domain=domain,
        personal=personal,
        students=students,
        budget=budget if budget is not None else settings.inroad_budget,
        more=more,
        dry_run=dry_run,
        review=review,
    )
    from inroad.graph.run import run_outreach

    _finish(lambda context, watch: run_outreach(order, context, watch), order.run_id, as_json=json)


@app.command()
def demo(
    posting: Annotated[str, typer.Argument(help="A posting of yours; the demo brings one if left out.")] = "",
    out: Annotated[Path, typer.Option(help="The folder for drafts.")] = Path("demo-out"),
    json: Json = False,
) -> None:
    """Show the whole thing with made-up people, without a key; nothing leaves your machine."""
    from inroad.demo import MADE_UP, run_demo
    from inroad.display import Progress, show_report
    from inroad.graph.run import exit_code

    start_log()
    typer.echo(MADE_UP, err=True)
    with Progress(console(stderr=True)) as progress:
        state = run_demo(absolute(posting), out, progress)
    if state.output is None:
        raise InroadError("The demo ended without a report.")
    print_json(state.output.model_dump(mode="json")) if json else show_report(console(), state.output, state.error)
    raise typer.Exit(exit_code(state))


@app.command()
def resume(run_id: Annotated[str, typer.Argument(metavar="RUN")], json: Json = False) -> None:
    """Go on with a run that was stopped or crashed."""
    from inroad.graph.run import resume_outreach

    _finish(lambda context, watch: resume_outreach(run_id, context, watch), run_id, as_json=json)


@app.command()
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
    personal: PersonalOption = False,
    budget: BudgetOption = None,
    json: Json = False,
) -> None:
    """Check addresses by hand: syntax, kind, mail server, then whether the mailbox is there."""
    from inroad.display import show_checked
    from inroad.graph.run import FEWER, OK, REFUSED
    from inroad.nodes.read_posting import new_run_id
    from inroad.settings import read_settings
    from inroad.tools.addresses.by_hand import read_addresses

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
    from inroad.graph.run import STOPPED
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


def _job_input(settings: Settings, **fields: Any) -> JobInput:
    from pydantic import ValidationError

    from inroad.nodes.read_posting import new_run_id
    from inroad.state import JobInput
    from inroad.tools.wording import refusal

    try:
        return JobInput(**fields, run_id=new_run_id())
    except ValidationError as error:
        option = str(error.errors()[0]["loc"][0]).replace("_", "-")
        raise UserInputError(f"--{option} {refusal(error)}.") from error


def _finish(work: Any, run_id: str, *, as_json: bool) -> NoReturn:
    """Do the work, ask for what waits if there is a terminal, print the report, and end with its exit code."""
    from inroad.nodes.review import waiting

    context, state = _do(work, run_id)
    if waiting(state) and _is_dialogue():
        _review(context, run_id, as_json=as_json)
    _end(context, state, as_json=as_json)


def _do(work: Any, run_id: str) -> tuple[Context, JobState]:
    """Do the work with progress on stderr."""
    from inroad.display import Progress
    from inroad.graph.run import STOPPED

    context = open_context()
    try:
        with Progress(console(stderr=True)) as progress:
            return context, work(context, progress)
    except KeyboardInterrupt:
        fail(f"Stopped; go on with `inroad resume {run_id}`.", STOPPED)


def _review(context: Context, run_id: str, *, as_json: bool) -> NoReturn:
    """Ask at the terminal, and end as the run ends; what the user left open stays paused."""
    from inroad.editor import edit_message
    from inroad.graph.run import STOPPED
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


def _check(context: Context, addresses: list[str], purse: str, limit: str, *, personal: bool) -> Outcome:
    """Check addresses with progress on stderr."""
    from inroad.display import Tally
    from inroad.graph.run import STOPPED
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


def _pairs(columns: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for part in columns for text in part.split(",") if text.strip()]
    for name, equals, header in pairs:
        if not (name.strip() and equals and header.strip()):
            raise UserInputError(f"--columns takes name=header, such as company=Firma; {name!r} is neither.")
    return {name.strip(): header.strip() for name, _, header in pairs}
