"""`inroad analyse` and `inroad rank`: what a posting asks for, what your CV covers, the company, and what to do."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from inroad.commands.options import Budget, checked, people_asked, posting_named
from inroad.commands.terminal import Json, absolute, console, fail, open_context, print_json, say
from inroad.errors import OutputError, UserInputError

if TYPE_CHECKING:
    from inroad.analysis import AnalysisInput, Layer
    from inroad.graph.analysis import Ranking
    from inroad.settings import Settings

_STOPPED = "Stopped; the same command goes on, what is done and paid for is kept."
Cv = Annotated[
    Path | None, typer.Option(help="Your CV as JSON Resume, or a TOML sender file.  [default: INROAD_SENDER]")
]
Only = Annotated[str, typer.Option(help="Only these layers, and what they rest on: jd,coverage,...")]
Without = Annotated[str, typer.Option(help="All layers but these.")]
Again = Annotated[str, typer.Option("--from", help="Make this layer and those after it anew.")]
Network = Annotated[
    list[Path] | None, typer.Option(help="A CSV of people you know, e.g. Connections.csv; may be repeated.")
]
Columns = Annotated[list[str] | None, typer.Option(help="Name a column of the CSV: company=Firma; may be repeated.")]
Company = Annotated[str, typer.Option(help="The company, when the posting does not name it.")]
Out = Annotated[Path | None, typer.Option(help="Write it as Markdown into this file as well.")]


def analyse(
    posting: Annotated[
        str, typer.Argument(help="The posting: a file (HTML, JSON, Markdown or text), its address, or mongo:ID.")
    ],
    cv: Cv = None,
    notes: Annotated[Path | None, typer.Option(help="A text file with what you know of the company.")] = None,
    job: Annotated[str, typer.Option(help="Which job of a file that holds several.")] = "",
    company: Company = "",
    domain: Annotated[str, typer.Option(help="The company's mail domain, when you know it.")] = "",
    network: Network = None,
    columns: Columns = None,
    who: Annotated[str, typer.Option(help="Whom to look for.")] = "peers,managers,recruiters",
    school: Annotated[str, typer.Option(help="Only alumni of this school.")] = "",
    max_contacts: Annotated[
        int | None, typer.Option(min=1, max=100, help="How many people at the most.  [default: 8]")
    ] = None,
    budget: Budget = None,
    tone: Annotated[
        str, typer.Option(help="How the cover letter should sound: friendly, formal or direct.")
    ] = "formal",
    language: Annotated[str, typer.Option(help="The letter's language, as en or de.  [default: the posting's]")] = "",
    only: Only = "",
    without: Without = "",
    from_: Again = "",
    out: Out = None,
    json: Json = False,
) -> None:
    """Say what a posting asks for, what your CV covers, what to do about the rest and whom to write; draft a letter."""
    from inroad.settings import read_settings

    order = _input(
        read_settings(),
        posting=posting_named(posting),
        cv=cv,
        network=network,
        columns=columns,
        max_contacts=max_contacts,
        budget=budget,
        layers=_layers(only, without),
        again_from=_layer(from_) if from_ else None,
        notes=absolute(notes),
        job=job,
        company=company,
        domain=domain,
        who=_list(who),
        school=school,
        tone=tone,
        language=language,
    )
    from inroad.analysis_display import show_analysis
    from inroad.analysis_markdown import analysis_markdown
    from inroad.graph.analysis import exit_code, run_analysis
    from inroad.graph.exit_codes import STOPPED
    from inroad.graph.layers import OUT_OF_TIME
    from inroad.progress_display import Progress

    context = open_context()
    try:
        with Progress(console(stderr=True)) as progress:
            state = run_analysis(order, context, progress)
    except KeyboardInterrupt:
        fail(_STOPPED, STOPPED)
    if state.output is None:
        raise UserInputError(f"The analysis ended without a result: {state.error}")
    if out:
        _write(out, analysis_markdown(state.output))
    if json:
        print_json(state.output.model_dump(mode="json"))
        say(state.error)
    else:
        show_analysis(console(), state.output)
    if any(problem.kind == OUT_OF_TIME for problem in state.problems):
        say("Calls that are still out are waited for, so that what they cost is kept.")
    raise typer.Exit(exit_code(state))


def rank(
    postings: Annotated[
        list[str] | None,
        typer.Argument(metavar="POSTING...", help="Postings: files, folders, addresses, CSV lists, mongo:ID; or -."),
    ] = None,
    cv: Cv = None,
    lists: Annotated[
        list[str] | None, typer.Option("--list", help="A file with a posting a line, or -; may be repeated.")
    ] = None,
    company: Company = "",
    only: Only = "",
    contacts: Annotated[
        bool, typer.Option("--contacts", help="Look for people at each company as well; costs what a run costs.")
    ] = False,
    network: Network = None,
    columns: Columns = None,
    budget: Budget = None,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="How many postings at once.")] = 4,
    out: Out = None,
    json: Json = False,
) -> None:
    """Rank postings by how well your CV fits them, with the reasons."""
    from inroad.graph.analysis import RANKED_BY, run_ranking
    from inroad.graph.exit_codes import FEWER, OK, STOPPED
    from inroad.settings import read_settings
    from inroad.tools.postings.listing import list_postings

    usual: tuple[Layer, ...] = (*RANKED_BY, "contacts") if contacts else RANKED_BY
    layers = _layers(only, "") if only else usual
    settings = read_settings()
    listed = list_postings(postings or [], lists or [], sys.stdin.buffer)
    orders = [
        _input(
            settings,
            posting=each,
            cv=cv,
            network=network,
            columns=columns,
            max_contacts=None,
            budget=budget,
            layers=layers,
            company=company,
        )
        for each in listed.postings
    ]
    from inroad.progress_display import Tally

    context = open_context()
    done: list[str] = []
    try:
        with Tally(console(stderr=True), "analysing postings") as tally:

            def watch(posting: str, of: int) -> None:
                done.append(posting)
                tally(len(done), of)

            ranking = run_ranking(orders, context, jobs, watch)
    except KeyboardInterrupt:
        fail(_STOPPED, STOPPED)
    _show(ranking, out, as_json=json)
    raise typer.Exit(FEWER if ranking.failed or not ranking.analyses else OK)


def _show(ranking: Ranking, out: Path | None, *, as_json: bool) -> None:
    from inroad.analysis_display import show_ranking
    from inroad.analysis_markdown import ranking_markdown

    if out:
        _write(out, ranking_markdown(ranking.analyses))
    if as_json:
        print_json(
            {
                "ranked": [each.model_dump(mode="json") for each in ranking.analyses],
                "failed": [each._asdict() for each in ranking.failed],
            }
        )
    else:
        show_ranking(console(), ranking.analyses)
    for each in ranking.failed:
        say(each.why if each.why.startswith(each.posting) else f"{each.posting}: {each.why}")


def _input(settings: Settings, **asked: Any) -> AnalysisInput:
    """Return what the options ask for.

    Raises:
        UserInputError: a value does not fit its option.
    """
    from inroad.analysis import AnalysisInput

    own = {"cv": absolute(asked["cv"] or settings.inroad_sender), "drafts": "none"}
    return checked(AnalysisInput, **{**asked, **people_asked(settings, asked), **own})


def _layers(only: str, without: str) -> Sequence[Layer]:
    from inroad.analysis import LAYERS

    if only and without:
        raise UserInputError("--only and --without exclude each other.")
    if only:
        return [_layer(name) for name in _list(only)]
    left_out = [_layer(name) for name in _list(without)]
    return [layer for layer in LAYERS if layer not in left_out]


def _layer(name: str) -> Layer:
    from inroad.analysis import LAYERS

    found = next((layer for layer in LAYERS if layer == name.strip().lower()), None)
    if found is None:
        raise UserInputError(f"There is no layer {name!r}; the layers are {', '.join(LAYERS)}.")
    return found


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _write(out: Path, text: str) -> None:
    path = Path(absolute(out))
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"The file {path} cannot be written ({error.strerror}); name another with --out.") from error
    say(f"Written to {path}.")
