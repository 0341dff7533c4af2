"""Make one draft, once: claim it in the ledger, look whether it is there, create it, record it."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from langgraph.runtime import Runtime

from inroad.errors import InroadError
from inroad.nodes import Update
from inroad.nodes.gather import known_as, names
from inroad.nodes.orders import DraftOrder
from inroad.settings import Context, Tools
from inroad.state import Draft, Email, Message, Problem
from inroad.tools.drafts import Outgoing
from inroad.tools.people.identity import identity_keys
from inroad.tools.store.draft_ledger import Claim, DraftSlot

STEP = "introduction"
# Longer than making a draft can take, short enough that a crashed run's place is soon free again.
LEASE = timedelta(minutes=5)


def draft(state: DraftOrder, runtime: Runtime[Context]) -> Update:
    """Make the draft, or keep the one that exists; a failure concerns this contact only."""
    tools = runtime.context.tools
    person_id = state.person.person_id
    if tools.suppression.suppressed([*identity_keys(state.person), *names(state.person), state.address]):
        return {"problems": [_problem(state, "suppressed", "is on your suppression list.", "made no draft")]}
    claim = tools.ledger.claim(
        _slot(state),
        owner=state.run_id,
        lease=LEASE,
        now=tools.clock(),
        message_hash=_hash(state.message),
    )
    if claim.outcome == "held":
        return {"problems": [_problem(state, "held", "is being written to by another run.", "left alone")]}
    if claim.record.state == "made":
        return _kept(person_id, claim)
    if _is_written_to_elsewhere(state, tools, claim):
        tools.ledger.release(claim.key, state.run_id)
        return {"problems": [_problem(state, "already_written", "was just written to by another run.", "left alone")]}
    return _make(state, tools, claim)


def _is_written_to_elsewhere(state: DraftOrder, tools: Tools, claim: Claim) -> bool:
    """Another run may have claimed the same person for another posting since they were chosen."""
    records = tools.ledger.by_sender_people(state.profile.email, [state.person.person_id])
    others = (record for found in records.values() for record in found if record.job_id != state.job_id)
    return any(other.claimed_at <= claim.record.claimed_at for other in others)


def _make(state: DraftOrder, tools: Tools, claim: Claim) -> Update:
    drafts = tools.drafts(state)
    try:
        made = drafts.find(claim.key) if claim.outcome == "taken_over" else None
        made = made or drafts.create(_outgoing(state, claim.key))
    except InroadError as error:
        tools.ledger.release(claim.key, state.run_id)
        return {"problems": [_problem(state, type(error).__name__, f"has no draft: {error}", "made no draft")]}
    tools.ledger.record(claim.key, made, tools.clock(), state.message)
    return {"made": {state.person.person_id: made}}


def _kept(person_id: str, claim: Claim) -> Update:
    """The draft of an earlier run, with the message that it holds."""
    record = claim.record
    gone = Draft(kind="none", id=claim.key, message_id="")
    messages = {person_id: record.message} if record.message else {}
    return {"made": {person_id: record.draft or gone}, "messages": messages}


def _slot(state: DraftOrder) -> DraftSlot:
    return DraftSlot(
        sender=state.profile.email,
        person_id=state.person.person_id,
        job_id=state.job_id,
        step=STEP,
        company_key=state.company_info.key,
        known_as=known_as(state.person),
    )


def _outgoing(state: DraftOrder, key: str) -> Outgoing:
    return Outgoing(
        key=key,
        recipient_name=state.person.name,
        recipient=Email(address=state.address),
        sender=state.profile,
        message=state.message,
        attachment=state.attach,
    )


def _problem(state: DraftOrder, kind: str, what: str, action: str) -> Problem:
    return Problem(provider=state.drafts, step="draft", kind=kind, message=f"{state.person.name} {what}", action=action)


def _hash(message: Message) -> str:
    return hashlib.sha256(f"{message.subject}\n{message.body}".encode()).hexdigest()
