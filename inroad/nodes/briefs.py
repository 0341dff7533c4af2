"""What a writer may use for each contact, from the state."""

from __future__ import annotations

from inroad.nodes.facts.values import plain_name
from inroad.state import JobState
from inroad.tools.people.identity import identity_keys
from inroad.tools.writing import Brief


def briefs_of(state: JobState) -> list[Brief]:
    """Return a brief for each contact; its variant is the contact's place among them."""
    return [
        Brief(
            person_id=contact.person_id,
            name=plain_name(contact.first_name, contact.last_name),
            keys=identity_keys(state.people[contact.person_id]),
            persona=contact.persona,
            alumni=contact.alumni is not None,
            kind=state.kind,
            variant=variant,
            facts=state.facts[contact.person_id],
        )
        for variant, contact in enumerate(state.contacts)
    ]


def language_of(state: JobState) -> str:
    """Return the language of the messages: the one asked for, or else the posting's."""
    return state.language or (state.opening.language if state.opening else "en")
