"""Put together what the layers made: what to do, the letter, and the whole analysis."""

from __future__ import annotations

from datetime import date

from inroad.analysis import Analysis, AnalysisState, ApplicationStrategy, CoverLetter
from inroad.nodes.intelligence.letter import write_letter
from inroad.nodes.intelligence.strategy import advise
from inroad.nodes.report import summary_of
from inroad.state import Posting, Problem, Spend
from inroad.tools.writing import Model


def plan_of(state: AnalysisState) -> ApplicationStrategy:
    """Return how to go about the application."""
    return advise(state.jd_structured, state.cv_coverage, state.gaps, state.company_info, state.contacts, state.fit)


def letter_of(state: AnalysisState, model: Model | None, today: date) -> tuple[CoverLetter | None, list[Problem]]:
    """Return the cover letter, None without a CV to rest on; and what went wrong."""
    if state.master_cv is None or state.opening is None:
        return None, []
    return write_letter(
        state.opening,
        state.master_cv,
        state.jd_structured,
        state.cv_coverage,
        state.gaps,
        state.company_info,
        state.contacts,
        model,
        state.language or state.opening.language,
        state.tone,
        today,
    )


def put_together(
    state: AnalysisState,
    opening: Posting,
    plan: ApplicationStrategy | None,
    letter: CoverLetter | None,
    spend: dict[str, Spend],
) -> Analysis:
    """Return the analysis that the pipeline ends with."""
    return Analysis(
        run_id=state.run_id,
        job_id=state.job_id,
        posting=summary_of(opening),
        jd=state.jd_structured,
        coverage=state.cv_coverage,
        gaps=state.gaps,
        company=state.company_info,
        contacts=state.contacts,
        fit=state.fit,
        strategy=plan,
        letter=letter,
        not_reached=state.not_reached,
        kept=state.kept,
        spend=spend,
        problems=state.problems,
        timings={step: round(span.seconds, 3) for step, span in state.spans.items()},
    )


def shortfall(state: AnalysisState) -> str:
    """Return in one sentence which of the layers that were asked for have no result, or ""."""
    missing = [each for each in state.not_reached if each.layer in state.layers]
    if not missing:
        return ""
    told = "; ".join(f"{each.layer} ({each.why.rstrip('.')})" for each in missing)
    return f"Not reached: {told}."
