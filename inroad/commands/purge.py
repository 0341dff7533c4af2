"""`inroad purge`: what is older than it is to be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from inroad.commands.terminal import Json, open_context, print_json, say

if TYPE_CHECKING:
    from inroad.graph.retention import Purge


def purge(
    older_than: Annotated[str, typer.Option("--older-than", metavar="PERIOD", help="180d, 6m or 1y.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would go; remove nothing.")] = False,
    json: Json = False,
) -> None:
    """Remove the people never written to who were not seen for so long, and what else is as old.

    They leave the reports as well; old records that were bought, expired answers and the progress of runs
    that died go too. Whom you have written to stays, until `inroad contacts forget`.
    """
    from inroad.graph import retention
    from inroad.tools.store.retention import read_period

    period, tools = read_period(older_than), open_context().tools
    before = tools.clock() - period
    gone = retention.planned(before, tools) if dry_run else retention.purge(before, tools)
    if json:
        print_json(gone.model_dump(mode="json"))
        return
    for line in _lines(gone, "would go" if dry_run else "gone"):
        say(line, stderr=False)


def _lines(gone: Purge, went: str) -> list[str]:
    return [
        f"{len(gone.people)} people of the library {went}" + (f": {', '.join(gone.people)}" if gone.people else ""),
        f"{gone.reported} people of reports alone {went}",
        f"{gone.records} bought records {went}",
        f"{len(gone.runs)} unfinished runs {went}" + (f": {', '.join(gone.runs)}" if gone.runs else ""),
        f"progress of {len(gone.leftovers)} runs that are over {went}",
    ]
