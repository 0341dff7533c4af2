"""Where the outreach graph goes next: pure functions of the state."""

from __future__ import annotations

from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Send

from inroad.nodes.facts.values import plain_name
from inroad.nodes.orders import DraftOrder, SearchOrder, WriteOrder
from inroad.nodes.searching import open_pages
from inroad.nodes.shortlist import has_address, missing_addresses, prospects, untried
from inroad.settings import Context
from inroad.state import JobInput, JobState, wanted
from inroad.tools.writing import Brief

More = Literal["next_page", "broaden"]
_FINAL = {"OutOfCreditError", "BadKeyError"}


def after_plan(state: JobState) -> list[Send] | Literal["gather", "follow_up", "report"]:
    """A dry run ends with the plan; a follow-up searches nobody; without any source there is nothing to fan out."""
    if state.dry_run:
        return "report"
    return "follow_up" if state.kind == "follow_up" else fan_out_searches(state)


def after_follow_up(state: JobState) -> Literal["collect_facts", "report"]:
    """Write, where there is somebody to follow up on."""
    return "collect_facts" if state.contacts else "report"


def fan_out_searches(state: JobState) -> list[Send] | Literal["gather"]:
    """One branch a search."""
    orders = [
        SearchOrder(
            **_input(state) | {"run_id": state.run_id},
            task=task,
            company_info=state.company_info,
            enrichment=state.enrichment,
            strategy=state.strategy,
            schools=state.schools,
        )
        for task in state.tasks
    ]
    return [Send("search", order) for order in orders] or "gather"


def after_gather(state: JobState, runtime: Runtime[Context]) -> Literal["next_page", "broaden", "shortlist"]:
    """Enough people, or no way to find more: go on to their addresses."""
    if len(prospects(state)) >= wanted(state):
        return "shortlist"
    return more_to_search(state, runtime.context.refetch_rounds) or "shortlist"


def more_to_search(state: JobState, refetch_rounds: int) -> More | None:
    """The next page of an answer, where there is one, comes before a broader question.

    When the provider does not let us in, there is no use in asking on. A search that the budget refused may
    find credits left by the one beside it.
    """
    if any(problem.step == "search" and problem.kind in _FINAL for problem in state.problems):
        return None
    if state.refetched < refetch_rounds and open_pages(state, size=1):
        return "next_page"
    return "broaden" if state.broadened < len(state.ladder) else None


def after_choose(
    state: JobState, runtime: Runtime[Context]
) -> Literal["shortlist", "next_page", "broaden", "collect_facts", "report"]:
    """Too few addresses: try the next people, then look for more; else write, where somebody can.

    A note for LinkedIn needs no address.
    """
    if state.kind != "linkedin" and missing_addresses(state):
        if untried(state):
            return "shortlist"
        if more := more_to_search(state, runtime.context.refetch_rounds):
            return more
    return "collect_facts" if state.contacts and state.profile else "report"


def fan_out_writing(state: JobState, runtime: Runtime[Context]) -> list[Send] | Literal["report"]:
    """One branch for a few messages."""
    size = runtime.context.messages_per_call
    briefs = [
        Brief(
            person_id=contact.person_id,
            name=plain_name(contact.first_name, contact.last_name),
            persona=contact.persona,
            alumni=contact.alumni is not None,
            kind=state.kind,
            variant=variant,
            facts=state.facts[contact.person_id],
        )
        for variant, contact in enumerate(state.contacts)
    ]
    batches = [briefs[start : start + size] for start in range(0, len(briefs), size)]
    language = state.language or (state.opening.language if state.opening else "en")
    return [
        Send("write", WriteOrder(**_input(state) | {"language": language}, briefs=batch)) for batch in batches
    ] or "report"


def fan_out_drafts(state: JobState) -> list[Send] | Literal["report"]:
    """One branch a draft, for each contact with an address and a message; a note for LinkedIn is no mail."""
    if state.drafts == "none" or state.kind == "linkedin" or state.profile is None:
        return "report"
    orders = [
        DraftOrder(
            **_input(state) | {"run_id": state.run_id},
            job_id=state.job_id,
            profile=state.profile,
            company_info=state.company_info,
            person=state.people[contact.person_id],
            address=contact.email.address,
            message=state.messages[contact.person_id],
        )
        for contact in state.contacts
        if contact.person_id in state.messages and has_address(state, contact.person_id)
    ]
    return [Send("draft", order) for order in orders] or "report"


def _input(state: JobState) -> dict[str, object]:
    """What the user asked for, without the posting's text, which no branch needs."""
    fields = {name: getattr(state, name) for name in JobInput.model_fields}
    return fields | {"jd": ""}
