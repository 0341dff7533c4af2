"""What came of a run, written back into the job that it was about, where a board of jobs has it."""

from __future__ import annotations

from inroad.analysis import AnalysisState
from inroad.errors import StoreError
from inroad.nodes.review import waiting
from inroad.settings import Tools
from inroad.state import JobInput, JobState, Problem
from inroad.tools.jobs import JobBoard, is_job

FOUND, NOBODY, IN_REVIEW, FAILED = "contacts_found", "no_contacts", "contacts_in_review", "failed"
ANALYSED, PARTLY_ANALYSED = "analysed", "partly_analysed"

_FIELDS = {
    "jd_structured": "jd",
    "cv_coverage": "coverage",
    "gaps": "gaps",
    "company_info": "company",
    "contacts": "contacts",
    "fit": "fit",
    "strategy": "strategy",
    "cover_letter": "letter",
}


def tell_outcome(state: JobState, tools: Tools) -> JobState:
    """Write a run's contacts, report, status and shortfall into its job; once more changes nothing but the time.

    The state comes back as it is, with a problem more when the job is gone. A dry run writes nothing.

    Raises:
        StoreError: the board cannot be written.
    """
    board, report = _board(state, tools), state.output
    if board is None or report is None:
        return state
    outcome = report.model_dump(mode="json")
    fields = {"contacts": outcome["contacts"], "outreach": outcome, "status": _status(state), "error": state.error}
    if board.write_back(state.posting, fields):
        return state
    problems = [*report.problems, _gone(state.posting)]
    told = report.model_copy(update={"problems": problems})
    return state.model_copy(update={"problems": problems, "output": told})


def tell_analysis(state: AnalysisState, tools: Tools) -> AnalysisState:
    """Write what the larger pipeline found into its job, each layer under the name that such jobs have for it.

    A layer without a result leaves alone what the job holds of it. The state comes back as it is, with a problem more
    when the job is gone.

    Raises:
        StoreError: the board cannot be written.
    """
    board, analysis = _board(state, tools), state.output
    if board is None or analysis is None:
        return state
    told = analysis.model_dump(mode="json", exclude_none=True)
    layers = {field: told[layer] for field, layer in _FIELDS.items() if told.get(layer)}
    status = PARTLY_ANALYSED if state.error else ANALYSED
    if board.write_back(state.posting, {**layers, "status": status, "error": state.error}):
        return state
    problems = [*analysis.problems, _gone(state.posting)]
    return state.model_copy(update={"problems": problems, "output": analysis.model_copy(update={"problems": problems})})


def tell_failure(job: JobInput, error: Exception, sentence: str, tools: Tools) -> None:
    """Write into a run's job that it failed, and why; a job that is not there needs no word.

    A board that cannot be written does not hide the error: the error gets a note of it.
    """
    board = _board(job, tools)
    if board is None:
        return
    try:
        board.write_back(job.posting, {"status": FAILED, "error": sentence})
    except StoreError as unwritten:
        error.add_note(f"The job {job.posting} does not say so: {unwritten}")


def _board(job: JobInput, tools: Tools) -> JobBoard | None:
    return tools.jobs if is_job(job.posting) and not job.dry_run else None


def _status(state: JobState) -> str:
    if waiting(state):
        return IN_REVIEW
    return FOUND if state.contacts else NOBODY


def _gone(posting: str) -> Problem:
    return Problem(
        provider="mongodb",
        step="report",
        kind="job_gone",
        message=f"The job {posting} is not in MongoDB any more.",
        action="wrote nothing back; the contacts are in this report",
    )
