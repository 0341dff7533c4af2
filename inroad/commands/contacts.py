"""`inroad contacts`: the people of earlier runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inroad.commands.terminal import Json, console, open_context, print_json, say

app = typer.Typer(
    help="The people of earlier runs: list, show, export, suppress, forget.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

PersonArgument = Annotated[
    str, typer.Argument(help="An id, address, LinkedIn URL, Name@Company, or a name in the library.")
]


@app.command("list")
def list_contacts(json: Json = False) -> None:
    """List the people of earlier reports."""
    from inroad.display import show_library

    tools = open_context().tools
    people = tools.library.everyone()
    if json:
        print_json([person.model_dump(mode="json") for person in people])
    else:
        show_library(console(), people, tools.clock())


@app.command("export")
def export_contacts(
    file: Annotated[Path | None, typer.Argument(help="A .csv or .vcf file to write; stdout when left out.")] = None,
    form: Annotated[str, typer.Option("--format", help="csv or vcard.  [default: by the file's ending]")] = "",
) -> None:
    """Export the people of earlier reports: CSV, safe to open in a spreadsheet, or vCards.

    Who is suppressed is left out.
    """
    from inroad.tools.store.export import drafts_of, form_of, unsuppressed, write_csv, write_vcards

    wanted, tools = form_of(file, form), open_context().tools
    people = unsuppressed(tools.library, tools.suppression)
    if wanted == "vcard":
        write_vcards(people, file)
    else:
        write_csv(people, file, drafts_of(tools.ledger, people))
    if file:
        say(f"{len(people)} people written to {file}.")


@app.command("suppress")
def suppress(
    people: Annotated[
        list[str], typer.Argument(help="An address, a LinkedIn URL, Name@Company, or @domain for all of it.")
    ],
    reason: Annotated[str, typer.Option(help="Why, for your own memory.")] = "asked not to be written to",
) -> None:
    """Never write to these people; only a hash of what you give is kept."""
    tools = open_context().tools
    count = tools.suppression.add(people, reason, tools.clock())
    say(f"{count} added to the suppression list.")


@app.command("forget")
def forget(
    person: PersonArgument,
) -> None:
    """Erase a person from everything inroad keeps, and never write to them again.

    Unfinished runs that hold them are dropped.
    """
    from inroad.graph import forgetting

    for sentence in forgetting.forget(person, open_context().tools):
        say(sentence)


@app.command("show")
def show(person: PersonArgument, json: Json = False) -> None:
    """Show everything held about a person, and where each piece came from."""
    from inroad.commands.holdings import in_lines
    from inroad.graph.access import about

    found = about(person, open_context().tools)
    if json:
        print_json(found.model_dump(mode="json"))
        return
    for line in in_lines(found):
        say(line, stderr=False)
