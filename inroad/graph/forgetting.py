"""Forget a person everywhere: the store, the draft files, and the progress of runs that did not end.

A state that holds a person cannot be made to hold them no longer: each earlier checkpoint of the run has them too,
and so has every order on its way to a step. So the run is given up with all its progress. What it has paid for is
kept, so that the same run started anew costs next to nothing.
"""

from __future__ import annotations

from pathlib import Path

from inroad.graph.unfinished import drop, holding, people_in_progress, refuse_if_going_on, tell_jobs
from inroad.settings import Tools
from inroad.tools.store.forgetting import Asked, Erased, asked_about, erase, suppress, with_all_names
from inroad.tools.store.whom import known_as, people_in
from inroad.tools.wording import counted

_WHY = "it held a person who was to be forgotten."


def forget(text: str, tools: Tools) -> list[str]:
    """Erase the one person that a text names, and suppress them; return what was done, in sentences.

    Raises:
        UserInputError: the text names nobody, or several people; or a run that holds them is going on.
        StoreError: the store or the progress cannot be used.
    """
    asked = identified(text, tools)
    suppress(tools.store, asked, tools.clock())
    held = [run.run_id for run in holding(asked.whom, tools)]
    refuse_if_going_on(held, tools, done="They are on the suppression list already.")
    dropped = drop(held, _WHY, tools)
    erased = erase(tools.store, asked, _folders(tools))
    tell_jobs(erased.reports, tools)
    return _account(asked, erased, dropped)


def identified(text: str, tools: Tools) -> Asked:
    """Return the one person that a text names, with all that anything kept knows them by.

    Raises:
        UserInputError: the text names nobody, or several people.
    """
    asked = asked_about(tools.library, text)
    reported = {known_as(person) for _, report in tools.runs.reports() for person in people_in(report)}
    library = {known_as(entry.model_dump(mode="json")) for entry in tools.library.everyone()}
    return with_all_names(asked, reported | library | tools.paid.people() | people_in_progress(tools))


def _folders(tools: Tools) -> list[Path]:
    """Where drafts may lie: the folder at home, and those that runs were told of."""
    told = {str(run.job_input.get("out") or "") for run in tools.runs.list()}
    folders = {tools.home / "drafts", *(Path(folder) for folder in told if folder)}
    return sorted(folder for folder in folders if folder.is_dir())


def _account(asked: Asked, erased: Erased, dropped: list[str]) -> list[str]:
    where = "is erased from the library" if asked.entry else "was not in the library"
    return [
        f"{asked.name} {where}.",
        f"Taken out of {counted(len(erased.reports), 'report')}; {counted(erased.files, 'draft file')} and "
        f"{counted(erased.records, 'bought record')} removed.",
        *(f"The run {run_id} was dropped, since {_WHY.removesuffix('.')}; start it anew." for run_id in dropped),
        "Hashes stay on the suppression list, so that they are never written to again. Your own files are not touched: "
        "whoever stands in them is left out.",
        *erased.left,
    ]
