"""What the posting's title, company and place mean: three steps that run side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from langgraph.runtime import Runtime

from inroad.errors import BudgetSpentError, ProviderError, UserInputError
from inroad.nodes import Update
from inroad.settings import Context
from inroad.state import CompanyInfo, JobState, Posting, Problem, Strategy
from inroad.tools.addresses.domains import company_domain

Answer = TypeVar("Answer")


def enrich_title(state: JobState, runtime: Runtime[Context]) -> Update:
    """Find role, level and similar titles."""
    title = _opening(state).title
    cleaners = runtime.context.tools.title_cleaners(state)
    enrichment, problems = first_answer("enrich_title", [partial(c.clean, title) for c in cleaners])
    return {"enrichment": enrichment, "problems": problems}


def clean_company(state: JobState, runtime: Runtime[Context]) -> Update:
    """Find the key that the company is matched by, and its domain: the user's, or where the posting tells it.

    Raises:
        UserInputError: the domain that the user gives is none.
    """
    opening = _opening(state)
    cleaners = runtime.context.tools.company_cleaners(state)
    company, problems = first_answer("clean_company", [partial(c.clean, opening) for c in cleaners])
    if state.domain:
        company = company.model_copy(update={"domain": domain_given(state.domain)})
    return {"company_info": company, "problems": [*problems, *_near_name(company)]}


def locate(state: JobState, runtime: Runtime[Context]) -> Update:
    """Decide where to look for people."""
    opening = _opening(state)
    cleaners = runtime.context.tools.place_cleaners(state)
    strategy, problems = first_answer("locate", [partial(c.strategy, opening) for c in cleaners])
    return {"strategy": strategy, "problems": [*problems, *_unread_place(opening, strategy)]}


def domain_given(text: str) -> str:
    """Return the domain that the user means. Raises UserInputError where it is none."""
    domain = company_domain(text)
    if not domain:
        raise UserInputError(f"--domain takes a company's own domain such as acme.com; {text!r} is none.")
    return domain


def first_answer(step: str, ways: Sequence[Callable[[], Answer]]) -> tuple[Answer, list[Problem]]:
    """Try a hosted cleaner, then the embedded one, which always answers; what failed is a problem."""
    problems: list[Problem] = []
    for way in ways[:-1]:
        try:
            return way(), problems
        except (ProviderError, BudgetSpentError) as error:
            problems.append(
                Problem(
                    provider=getattr(error, "provider", "") or "pdl",
                    step=step,
                    kind=type(error).__name__,
                    message=str(error),
                    action="used the shipped tables",
                )
            )
    return ways[-1](), problems


def _near_name(company: CompanyInfo) -> list[Problem]:
    """A source does not know the company, and offers one of a similar name."""
    if not company.near_name:
        return []
    text = f"{company.name!r} is not known; if you mean {company.near_name!r}, say so with --company."
    return [
        Problem(
            provider="pdl", step="clean_company", kind="near_name", message=text, action="searched the name as written"
        )
    ]


def _unread_place(opening: Posting, strategy: Strategy) -> list[Problem]:
    """A posting that names a place of which not even the country is known."""
    if strategy != Strategy() or opening.remote or not opening.location:
        return []
    text = f"The posting's place {opening.location!r} cannot be read as one."
    return [Problem(provider="inroad", step="locate", kind="place", message=text, action="looked anywhere")]


def _opening(state: JobState) -> Posting:
    if state.opening is None:
        raise ValueError("this step comes after read_posting")
    return state.opening
