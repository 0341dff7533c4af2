"""Where the outreach graph goes next: pure functions of the state."""

from __future__ import annotations

from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Send

from inroad.nodes.briefs import briefs_of, language_of
from inroad.nodes.orders import DraftOrder, Letter, SearchOrder, WriteOrder
from inroad.nodes.review import makes_drafts, waiting, wanted_drafts
from inroad.nodes.searching import open_pages
from inroad.nodes.shortlist import missing_addresses, prospects, untried
from inroad.settings import Context
from inroad.state import JobInput, JobState, Sender, wanted

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
    return "collect_facts" if state.contacts and state.profile and state.kind != "none" else "report"


def to_write(state: JobState) -> list[Send] | Literal["report"]:
    """The messages to be written, if there is anybody to write to."""
    briefs = briefs_of(state)
    order = WriteOrder(
        run_id=state.run_id, tone=state.tone, style=state.style, language=language_of(state), briefs=briefs
    )
    return [Send("write", order)] if briefs else "report"


def after_write(state: JobState, runtime: Runtime[Context]) -> list[Send] | Literal["set_apart", "review", "report"]:
    """What a model wrote in several calls is compared first."""
    return "set_apart" if runtime.context.tools.model else after_set_apart(state)


def after_set_apart(state: JobState) -> list[Send] | Literal["review", "report"]:
    """A review sees all messages at once; else the drafts are made."""
    return "review" if state.review and makes_drafts(state) else to_draft(state)


def after_review(state: JobState) -> list[Send] | Literal["review", "report"]:
    """Ask again as long as anything waits; then make the drafts."""
    return "review" if waiting(state) else to_draft(state)


def to_draft(state: JobState) -> list[Send] | Literal["report"]:
    """The drafts to be made: for each contact with an address and a message who was not left out in a review."""
    if state.profile is None:
        return "report"
    letters = [
        Letter(
            person=state.people[contact.person_id],
            address=contact.email.address,
            message=state.messages[contact.person_id],
        )
        for contact in wanted_drafts(state)
    ]
    return [Send("draft", _draft_order(state, state.profile, letters))] if letters else "report"


def _draft_order(state: JobState, profile: Sender, letters: list[Letter]) -> DraftOrder:
    return DraftOrder(
        run_id=state.run_id,
        kind=state.kind,
        drafts=state.drafts,
        out=state.out,
        attach=state.attach,
        job_id=state.job_id,
        profile=Sender(name=profile.name, email=profile.email),
        company_key=state.company_info.key,
        letters=letters,
    )


def _input(state: JobState) -> dict[str, object]:
    """What the user asked for, without the posting's text, which no branch needs."""
    fields = {name: getattr(state, name) for name in JobInput.model_fields}
    return fields | {"jd": "", "opening": None}
