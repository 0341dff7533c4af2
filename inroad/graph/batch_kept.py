"""What the store keeps of a posting's run, in the fields of its item; nothing of LangGraph is loaded for it."""

from __future__ import annotations

from typing import Any

from inroad.errors import RunNotFoundError
from inroad.graph.exit_codes import USER_ERROR
from inroad.settings import Tools
from inroad.state import Report
from inroad.tools.store.runs import Run


def refresh(batch_id: str, tools: Tools) -> int:
    """Enter what has become of the runs that waited for a review; how many items that changed.

    Raises:
        UserInputError: there is no such batch.
        StoreError: the store cannot be used.
    """
    paused = (item for item in tools.batches.items(batch_id) if item.paused and item.is_over)
    changes = ((item, after_review(item.run_id, tools)) for item in paused)
    return sum(tools.batches.amend(item, **changed) for item, changed in changes if changed)


def begun(run_id: str, tools: Tools) -> Run | None:
    """Return the run, None when nobody came to begin it."""
    try:
        return tools.runs.get(run_id)
    except RunNotFoundError:
        return None


def of_run(run: Run, tools: Tools) -> dict[str, Any]:
    """Return how a run ended whose process did not come to say so."""
    kept = tools.runs.report(run.run_id)
    told = of_report(Report.model_validate(kept) if kept else None)
    return {**told, "state": "done", "exit_code": run.exit_code, "paused": run.state == "paused", "error": run.error}


def after_review(run_id: str, tools: Tools) -> dict[str, Any]:
    """Return how a run ended that was paused; nothing while it still is, or somebody is at it."""
    run = begun(run_id, tools)
    if run is None or not run.is_over:
        return {}
    if run.state == "done":
        return of_run(run, tools)
    return {"state": "failed", "exit_code": USER_ERROR, "paused": False, "error": f"The run was dropped: {run.error}"}


def of_report(report: Report | None) -> dict[str, Any]:
    """Return what an item tells of its report."""
    if report is None:
        return {}
    return {
        "title": report.posting.title,
        "company": report.posting.company,
        "contacts": len(report.contacts),
        "drafts": sum(contact.draft is not None for contact in report.contacts),
        "credits": sum(spent.credits for spent in report.spend.values()),
    }
