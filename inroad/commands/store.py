"""`inroad store`: where everything is kept, and moving it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.commands.log_file import start_log
from inroad.commands.terminal import Json, console, print_json, say

if TYPE_CHECKING:
    from inroad.settings import Tools
    from inroad.tools.store.copying import Copied
    from inroad.tools.store.opening import Place

app = typer.Typer(help="Where everything is kept: move it.", no_args_is_help=True, rich_markup_mode=None)
_PLACES = "mongo (MONGODB_URI), sqlite (the folder INROAD_HOME), sqlite:FOLDER, or mongodb://..."


# A callback keeps the name of an only command.
@app.callback()
def _stores() -> None: ...


@app.command("copy")
def copy(
    to: Annotated[
        str,
        typer.Option(
            metavar="STORE",
            help=f"{_PLACES}; rather mongo, since a password in a command can be seen by others on this machine.",
        ),
    ],
    source: Annotated[
        str,
        typer.Option("--from", metavar="STORE", help="The same.  [default: the store in use, or SQLite if TO is that]"),
    ] = "",
    json: Json = False,
) -> None:
    """Copy all that is kept to another, empty store, and verify it there; the old one stays as it is."""
    from inroad.graph.progress_copy import copy_progress, refuse_while_at_work
    from inroad.settings import mongo_of, read_settings
    from inroad.tools.store.copying import copy_store
    from inroad.tools.store.opening import source_and_target

    start_log()
    settings = read_settings()
    here, there = source_and_target(source, to, settings.inroad_home, mongo_of(settings), settings.inroad_db)
    if any(name.startswith("mongodb") and "@" in name for name in (to, source)):
        say("A password in a command can be seen by others on this machine: set MONGODB_URI, and give mongo.")
    with _opened(here) as ours, _opened(there) as theirs:
        refuse_while_at_work(ours)
        with _progress() as watch:
            copied = copy_store(ours.store, theirs.store, ours.clock(), watch)
        runs = copy_progress(ours, theirs)
    if json:
        print_json({"collections": [each._asdict() for each in copied], "runs": runs})
    else:
        _show(copied, runs)
    say("The old store still holds all of it: use one of the two only, and remove the other; each forgets for itself.")


@contextmanager
def _opened(place: Place) -> Iterator[Tools]:
    from contextlib import closing

    from inroad.settings import Tools
    from inroad.tools.addresses.mx import UnaskedMxResolver
    from inroad.tools.store.opening import open_store

    with closing(open_store(place.home, place.mongo)) as store:
        yield Tools(store=store, home=place.home, mongo=place.mongo, mail_servers=UnaskedMxResolver())


@contextmanager
def _progress() -> Iterator[Callable[[str, int], None]]:
    """A live line on a terminal, a plain one for each batch elsewhere."""
    out = console(stderr=True)
    with out.status("copying") as status:

        def watch(name: str, done: int) -> None:
            line = f"copying {name}: {done}"
            status.update(line) if out.is_terminal else out.print(line, markup=False, highlight=False)

        yield watch


def _show(copied: list[Copied], runs: list[str]) -> None:
    from rich.table import Table

    table = Table("collection", "documents", "new there", "SHA-256, the same in both")
    for each in copied:
        table.add_row(each.collection, str(each.documents), str(each.written), each.sha256[:16])
    console().print(table)
    if runs:
        say(f"Runs that can go on there: {', '.join(runs)}. Go on with each in one place only.")
