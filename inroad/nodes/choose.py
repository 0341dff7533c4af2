"""Choose the contacts: the best with an address, then the best of the others."""

from __future__ import annotations

from inroad.nodes import Update
from inroad.nodes.ranking import mixed
from inroad.nodes.shortlist import has_address, usable
from inroad.nodes.verify import SUPPRESSED
from inroad.state import Candidate, Contact, Email, JobState, wanted

# What an address adds to a person's score, and the sentence that says so.
ADDRESS_POINTS = {
    "verified": (10, "Has a verified address."),
    "given": (4, "Has an address that a provider gives, which was not checked."),
    "on file": (6, "Has an address on file, which was not checked."),
    "unverified": (3, "Has an address by the company's pattern, which was not checked."),
    "risky": (2, "Has an address that may not deliver."),
}


def choose(state: JobState) -> Update:
    """Take as many as are wanted.

    Those to whom this sender already has a draft for this posting come first: asking again gives
    the same contacts. Who has an address that is on the suppression list is left out. Equals stay in
    the order of the ranking.
    """
    allowed = [c for c in state.ranking if state.emails.get(c.person_id, Email()).source != SUPPRESSED]
    best = sorted(allowed, key=lambda candidate: -total_score(state, candidate))
    kept = [c for c in best if c.drafted]
    with_address = set(usable(state))
    reachable = [c for c in best if not c.drafted and c.person_id in with_address]
    others = [c for c in best if not c.drafted and not has_address(state, c.person_id)]
    chosen = {c.person_id for c in [*kept, *mixed(reachable), *mixed(others)][: wanted(state)]}
    chosen_best_first = [candidate for candidate in best if candidate.person_id in chosen]
    return {"contacts": [_contact(state, candidate) for candidate in chosen_best_first]}


def total_score(state: JobState, candidate: Candidate) -> int:
    """Return a candidate's score with what the address adds."""
    return candidate.score + _address_points(state, candidate)[0]


def _address_points(state: JobState, candidate: Candidate) -> tuple[int, str]:
    email = state.emails.get(candidate.person_id, Email())
    return ADDRESS_POINTS.get(_kind(email), (0, ""))


def _kind(email: Email) -> str:
    if email.status != "unverified" or email.source == "pattern":
        return email.status
    return "given" if email.source in ("hunter", "apollo") else "on file"


def _contact(state: JobState, candidate: Candidate) -> Contact:
    person = state.people[candidate.person_id]
    email = state.emails.get(candidate.person_id, Email())
    _, reason = _address_points(state, candidate)
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
