"""What the posting's title, company and place mean: three steps that run side by side."""

from __future__ import annotations

from langgraph.runtime import Runtime

from inroad.nodes import Update
from inroad.settings import Context
from inroad.state import JobState, Posting


def enrich_title(state: JobState, runtime: Runtime[Context]) -> Update:
    """Find role, level and similar titles."""
    return {"enrichment": runtime.context.tools.titles.clean(_opening(state).title)}


def clean_company(state: JobState, runtime: Runtime[Context]) -> Update:
    """Find the key that the company is matched by, and its domain where the posting tells it."""
    return {"company_info": runtime.context.tools.companies.clean(_opening(state))}


def locate(state: JobState, runtime: Runtime[Context]) -> Update:
    """Decide where to look for people."""
    return {"strategy": runtime.context.tools.places.strategy(_opening(state))}


def _opening(state: JobState) -> Posting:
    if state.opening is None:
        raise ValueError("this step comes after read_posting")
    return state.opening
