"""The outreach graph as a layer of the larger pipeline: its search alone, in a schema of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from inroad.analysis import AnalysisState
from inroad.errors import RunNotFoundError
from inroad.graph.kept_layers import hash_of, is_again
from inroad.graph.run import Watch, run_outreach
from inroad.settings import Context, Tools
from inroad.state import Contact, JobInput, Problem, Report, TitleInfo
from inroad.tools.store.runs import new_run_id

# What decides who is found, beside the files and keys; all else of the input is about the words and drafts.
_DECISIVE = ("domain", "columns", "who", "school", "max_contacts", "more", "students", "personal")
# Problems of a search that went well; after others another try may find more.
_HARMLESS = frozenset({"talent_pool", "too_few", "nobody", "no_address"})
# Problems of a report that come of a search that was none.
_NOT_SEARCHED = frozenset({"no_source", "not_searched"})


class Discovery(NamedTuple):
    """Whom the search found, what went wrong, what the title means, and whether they were there already."""

    contacts: list[Contact]
    problems: list[Problem]
    enrichment: TitleInfo | None = None
    was_kept: bool = False


def discover(state: AnalysisState, context: Context, watch: Watch | None) -> Discovery:
    """Find the people for a posting, or take those of the same search from an earlier run in which nothing failed.

    The search is a run of its own: it is listed, can be resumed after a crash, and pays out of the pipeline's purse.

    Raises:
        InroadError: as `run_outreach`.
    """
    research, asked = context.tools.company_research, _asked(state, context.tools)
    kept = None if is_again("contacts", state) else _kept(research.kept_contacts(state.employer.key, asked), context)
    if kept is not None:
        return kept
    job = search_of(state)
    found = run_outreach(job, context, watch)
    if all(problem.kind in _HARMLESS for problem in found.problems):
        research.keep_contacts(state.employer.key, asked, job.run_id)
    return Discovery(found.contacts, found.problems, found.enrichment)


def was_searched(problems: Iterable[Problem]) -> bool:
    """Tell whether anybody could be looked for, by the problems of a discovery."""
    return not any(problem.step == "report" and problem.kind in _NOT_SEARCHED for problem in problems)


def search_of(state: AnalysisState) -> JobInput:
    """Return the search as a job for the outreach graph, which writes nothing and leaves no draft."""
    asked = {name: getattr(state, name) for name in JobInput.model_fields}
    own = {
        "posting": "",
        "jd": "",
        "kind": "none",
        "drafts": "none",
        "review": False,
        "sender": state.sender or state.cv,
    }
    return JobInput.model_validate({**asked, **own, "run_id": new_run_id(), "batch": state.batch or state.run_id})


def _asked(state: AnalysisState, tools: Tools) -> str:
    """What is asked, of whom: with other files or another key a search may find others."""
    opening = state.opening
    place = [opening.title, opening.locations, opening.remote] if opening else []
    files = [_content(path) for path in (*state.network, state.sender or state.cv)]
    asked_ones = [*tools.sources(state), bool(tools.hunter), bool(tools.apollo)]
    return hash_of("contacts", [*place, {name: getattr(state, name) for name in _DECISIVE}, files, asked_ones], "")


def _content(path: str) -> str:
    """The hash of a file, "" where there is none."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest() if path and Path(path).is_file() else ""


def _kept(run_id: str, context: Context) -> Discovery | None:
    """The contacts of an earlier search without those suppressed since; None where it is gone, not over, or all are."""
    tools = context.tools
    try:
        is_over = bool(run_id) and tools.runs.get(run_id).state == "done"
    except RunNotFoundError:
        return None
    found = tools.runs.report(run_id) if is_over else None
    if found is None:
        return None
    report = Report.model_validate(found)
    hidden = tools.suppression.suppressed_of({each.person_id: _names(each) for each in report.contacts})
    left = [contact for contact in report.contacts if contact.person_id not in hidden]
    return None if hidden and not left else Discovery(left, report.problems, was_kept=True)


def _names(contact: Contact) -> list[str]:
    """What a user may have suppressed a contact by."""
    named = f"{contact.first_name} {contact.last_name}@{contact.company}"
    return [name for name in (contact.email.address, contact.linkedin, named) if name]
