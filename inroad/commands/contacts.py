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
    from inroad.tools.store.export import unsuppressed

    tools = open_context().tools
    people = tools.library.everyone()
    free = {person.person_id for person in unsuppressed(people, tools.suppression)}
    suppressed = {person.person_id for person in people} - free
    if json:
        print_json([{**p.model_dump(mode="json"), "suppressed": p.person_id in suppressed} for p in people])
    else:
        show_library(console(), people, tools.clock(), suppressed)


@app.command("export")
def export_contacts(
    file: Annotated[Path | None, typer.Argument(help="A .csv or .vcf file to write; stdout when left out.")] = None,
    form: Annotated[str, typer.Option("--format", help="csv or vcard.  [default: by the file's ending]")] = "",
) -> None:
    """Export the people of earlier reports: CSV, safe to open in a spreadsheet, or vCards.

    Who is suppressed is left out, and counted.
    """
    from inroad.tools.store.export import drafts_of, form_of, unsuppressed, write_csv, write_vcards
    from inroad.tools.wording import counted

    wanted, tools = form_of(file, form), open_context().tools
    everyone = tools.library.everyone()
    people = unsuppressed(everyone, tools.suppression)
    if wanted == "vcard":
        write_vcards(people, file)
    else:
        write_csv(people, file, drafts_of(tools.ledger, people))
    if file:
        say(f"{counted(len(people), 'person', 'people')} written to {file}.")
    if left_out := len(everyone) - len(people):
        say(f"{counted(left_out, 'person', 'people')} on your suppression list left out.")


@app.command("suppress")
def suppress(
    people: Annotated[
        list[str], typer.Argument(help="An address, a LinkedIn URL, Name@Company, an id, or @domain for all of it.")
    ],
    reason: Annotated[str, typer.Option(help="Why, for your own memory.")] = "asked not to be written to",
) -> None:
    """Never write to these people; only a hash of what you give is kept."""
    from inroad.tools.store.forgetting import names_meant
    from inroad.tools.wording import counted

    tools = open_context().tools
    names = [name for text in people for name in names_meant(tools.library, text)]
    count = tools.suppression.add(names, reason, tools.clock())
    say(f"{counted(count, 'name')} added to the suppression list.")


@app.command("forget")
def forget(
    person: PersonArgument,
) -> None:
    """Erase a person from everything inroad keeps, and never write to them again; this cannot be undone.

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
