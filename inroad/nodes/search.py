"""Ask one people source one question."""

from __future__ import annotations

from langgraph.runtime import Runtime

from inroad.errors import InroadError, StoreError, UserInputError
from inroad.nodes import Update
from inroad.nodes.orders import SearchOrder
from inroad.settings import Context
from inroad.state import Found, Problem
from inroad.tools.breaker import LeftAloneError
from inroad.tools.people import PeopleQuery


def search(state: SearchOrder, runtime: Runtime[Context]) -> Update:
    """Search, and keep what came; a source that fails is a problem, the others go on.

    Raises:
        UserInputError: a file of the user's own network cannot be read.
        StoreError: what is kept, or the limits that are shared, cannot be had: no source could be asked.
    """
    task = state.task
    source = runtime.context.tools.sources(state)[task.source]
    try:
        page = source.search(_query(state), task.page)
    except (UserInputError, StoreError):
        raise
    except InroadError as error:
        return {"found": {task.key: Found(task=task)}, "problems": [_problem(state, error)]}
    found = Found(
        task=task,
        people=page.people,
        found=page.found,
        next_page=page.next_page,
        credits=page.credits,
        near_companies=page.near_companies,
        left_out=page.left_out,
    )
    return {"found": {task.key: found}}


def _query(state: SearchOrder) -> PeopleQuery:
    return PeopleQuery(
        company=state.company_info,
        who=state.who,
        title=state.enrichment,
        strategy=state.strategy,
        kind=state.task.kind,
        schools=state.schools,
        exclude=state.task.exclude,
        size=state.task.size,
        purse=state.run_id,
    )


def _problem(state: SearchOrder, error: InroadError) -> Problem:
    """A source that is left alone is named once, however many searches go without it."""
    without = state.task.source if isinstance(error, LeftAloneError) else f"the {state.task.kind} search"
    return Problem(
        provider=state.task.source,
        step="search",
        kind=type(error).__name__,
        message=str(error),
        action=f"went on without {without}",
    )
