"""Make one draft, once: claim it in the ledger, look whether it is there, create it, record it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from langgraph.runtime import Runtime

from inroad import log
from inroad.errors import InroadError, ProviderError
from inroad.nodes import Update
from inroad.nodes.earlier import FOLLOW_UP, earlier_draft
from inroad.nodes.facts.outside_text import gives_orders
from inroad.nodes.facts.said import asks_to_say
from inroad.nodes.gather import known_as, names
from inroad.nodes.orders import DraftOrder
from inroad.settings import Context, Tools
from inroad.state import Draft, Email, Message, Problem
from inroad.tools.drafts import Drafts, Outgoing
from inroad.tools.people.identity import identity_keys
from inroad.tools.store.draft_ledger import Claim, DraftSlot
from inroad.tools.writing import fact_kind

# Longer than making a draft can take, short enough that a crashed run's place is soon free again.
LEASE = timedelta(minutes=5)


def draft(state: DraftOrder, runtime: Runtime[Context]) -> Update:
    """Make the draft, or keep the one that exists; a failure concerns this contact only."""
    tools = runtime.context.tools
    if tools.suppression.suppressed([*identity_keys(state.person), *names(state.person), state.address]):
        return {"problems": [_problem(state, "suppressed", "is on your suppression list.", "made no draft")]}
    slot, now = _slot(state), tools.clock()
    if not tools.ledger.assign(slot, owner=state.run_id, lease=LEASE, now=now):
        what = "is being written to about another posting."
        return {"problems": [_problem(state, "already_written", what, "left alone")]}
    claim = tools.ledger.claim(
        slot,
        owner=state.run_id,
        lease=LEASE,
        now=now,
        message=state.message,
    )
    if claim.outcome == "held":
        what = f"is being written to by the run {claim.record.owner}."
        action = f"left alone until {claim.record.lease_until:%H:%M} UTC"
        return {"problems": [_problem(state, "held", what, action)]}
    if claim.record.state == "made":
        return _kept(state, claim)
    return _make(state, tools, claim)


def _make(state: DraftOrder, tools: Tools, claim: Claim) -> Update:
    """What an earlier run may have made is looked for first, and the claim on it given up only once it is not there."""
    unsure = claim.outcome == "taken_over"
    try:
        drafts, outgoing = tools.drafts(state), _outgoing(state, tools, claim.key)
        made, message = _found(drafts, outgoing, claim) if unsure else (None, state.message)
        unsure = False
        if made is None and (reached := tools.draft_places.take(claim.key, claim.record)):
            tools.ledger.release(claim.key, state.run_id)
            return {"problems": [_problem(state, "cap", f"has no draft: {reached}.", "made no draft")]}
        made = made or _created(drafts, outgoing)
    except InroadError as error:
        unsure = unsure or (isinstance(error, ProviderError) and error.may_have_acted)
        if not unsure:
            tools.ledger.release(claim.key, state.run_id)
        action = "the next run looks whether it is there" if unsure else "made no draft"
        return {"problems": [_problem(state, type(error).__name__, f"has no draft: {error}", action)]}
    tools.ledger.record(claim.key, made, tools.clock(), message)
    person_id = state.person.person_id
    log.event("draft_made", kind=made.kind, person_id=person_id)
    update: Update = {"made": {person_id: made}}
    return update if message == state.message else {**update, "messages": {person_id: message}}


def _found(drafts: Drafts, outgoing: Outgoing, claim: Claim) -> tuple[Draft | None, Message]:
    """What an earlier run has made, with its words: they may be all that the mailbox has kept to know it by."""
    for message in (claim.earlier and claim.earlier.tried) or [outgoing.message]:
        if made := drafts.find(outgoing.model_copy(update={"message": message})):
            return made, message
    return None, outgoing.message


def _created(drafts: Drafts, outgoing: Outgoing) -> Draft:
    """Make the draft; after a failure that may have made it, it is looked for once."""
    try:
        return drafts.create(outgoing)
    except ProviderError as error:
        if error.may_have_acted and (made := _looked_for(drafts, outgoing)):
            return made
        raise


def _looked_for(drafts: Drafts, outgoing: Outgoing) -> Draft | None:
    """The draft, None also when nobody can tell: the failure before is the one to report."""
    try:
        return drafts.find(outgoing)
    except InroadError:
        return None


def _kept(state: DraftOrder, claim: Claim) -> Update:
    """The draft of an earlier run, with the message that it holds; what has become of it is told."""
    record, person_id = claim.record, state.person.person_id
    kept = record.draft or Draft(kind="none", id=claim.key, message_id="")
    messages = {person_id: record.message} if record.message else {}
    problems = []
    if kept.path and not Path(kept.path).exists():
        what = "has a draft of an earlier run, which is no longer where it was: sent, moved or deleted."
        problems = [_problem(state, "gone", what, "made no second one")]
    elif record.message and _tells_otherwise(record.message, state.message):
        what = "has a draft of an earlier run, from before something about you, them or the posting changed."
        problems = [_problem(state, "kept", what, "kept the earlier draft as it is")]
    return {"made": {person_id: kept}, "messages": messages, "problems": problems}


def _tells_otherwise(kept: Message, now: Message) -> bool:
    """Whether a fact in both has changed; other words for the same facts do not count."""
    before = {fact.id: fact.text for fact in kept.facts if fact_kind(fact.id) != "posting.line"}
    return any(before.get(fact.id, fact.text) != fact.text for fact in now.facts)


def _slot(state: DraftOrder) -> DraftSlot:
    return DraftSlot(
        sender=state.profile.email,
        person_id=state.person.person_id,
        job_id=state.job_id,
        step=state.kind,
        company_key=state.company_info.key,
        known_as=known_as(state.person),
    )


def _outgoing(state: DraftOrder, tools: Tools, key: str) -> Outgoing:
    return Outgoing(
        key=key,
        recipient_name=_header_name(state.person.name),
        recipient=Email(address=state.address),
        sender=state.profile,
        message=state.message,
        attachment=state.attach,
        in_reply_to=_thread(state, tools),
    )


def _header_name(name: str) -> str:
    """A person's name for the header, "" for one that gives orders: what the body leaves out stands nowhere else."""
    return "" if gives_orders(name) or asks_to_say(name) else name


def _thread(state: DraftOrder, tools: Tools) -> str:
    """The Message-ID of the draft that a follow-up goes back to, "" for any other message."""
    if state.kind != FOLLOW_UP:
        return ""
    earlier = earlier_draft(tools.ledger, state.profile.email, state.person, state.job_id)
    return earlier.draft.message_id if earlier and earlier.draft else ""


def _problem(state: DraftOrder, kind: str, what: str, action: str) -> Problem:
    return Problem(provider=state.drafts, step="draft", kind=kind, message=f"{state.person.name} {what}", action=action)
