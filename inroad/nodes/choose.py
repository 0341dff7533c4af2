"""Choose the contacts: the best with an address, then the best of the others."""

from __future__ import annotations

from langgraph.runtime import Runtime

from inroad.nodes import Update
from inroad.nodes.shortlist import has_address
from inroad.settings import Context
from inroad.state import Candidate, Contact, Email, JobState, wanted

_ADDRESS_REASONS = {
    "verified": "Has a verified address.",
    "risky": "Has an address that may not deliver.",
    "unverified": "Has an address that was not checked.",
}


def choose(state: JobState, runtime: Runtime[Context]) -> Update:
    """Take as many as are wanted.

    Those to whom this sender already has a draft for this posting come first: asking again gives
    the same contacts.
    """
    kept = _drafted_before(state, runtime.context)
    order = sorted(
        state.ranking, key=lambda c: (c.person_id not in kept, not has_address(state, c.person_id))
    )
    chosen = {candidate.person_id for candidate in order[: wanted(state)]}
    best_first = [candidate for candidate in state.ranking if candidate.person_id in chosen]
    return {"contacts": [_contact(state, candidate) for candidate in best_first]}


def _drafted_before(state: JobState, context: Context) -> set[str]:
    if state.profile is None or state.more:
        return set()
    ids = {name: p.person_id for p in state.people.values() for name in (p.person_id, *p.aliases)}
    return {ids[name] for name in context.tools.ledger.by_sender_people(state.profile.email, ids)}


def _contact(state: JobState, candidate: Candidate) -> Contact:
    person = state.people[candidate.person_id]
    email = state.emails.get(candidate.person_id, Email())
    reason = _ADDRESS_REASONS.get(email.status)
    return Contact(
        person_id=person.person_id,
        first_name=person.first_name,
        last_name=person.last_name,
        title=person.title,
        company=person.company,
        location=person.location,
        linkedin=person.linkedin,
        persona=candidate.persona,
        why=[*candidate.why, *([reason] if reason else [])],
        alumni=candidate.alumni,
        email=email,
    )
