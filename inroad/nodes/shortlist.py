"""Whose address to look for next: best first, and no more people than are needed."""

from __future__ import annotations

from inroad.nodes import Update
from inroad.state import Candidate, JobState, wanted


def shortlist(state: JobState) -> Update:
    """Take the best who have no verdict yet: as many as are missing, or as were tried so far.

    Doubling keeps the number of rounds small where most people have no address. A note for LinkedIn needs
    none, so nothing is looked up, and paid, for it.
    """
    if state.kind == "linkedin":
        return {"shortlist": []}
    untried = [c.person_id for c in state.ranking if c.person_id not in state.emails]
    size = max(missing_addresses(state), len(state.emails))
    return {"shortlist": untried[:size]}


def missing_addresses(state: JobState) -> int:
    """Return how many contacts still lack an address that can be used."""
    return max(0, wanted(state) - len(usable(state)))


def usable(state: JobState) -> list[str]:
    """Return the ids of those candidates who have an address of their own, best candidate first.

    Where one address is given for several people, of one name for instance, it is the best one's.
    """
    owners: dict[str, str] = {}
    for candidate in state.ranking:
        if has_address(state, candidate.person_id):
            owners.setdefault(state.emails[candidate.person_id].address.casefold(), candidate.person_id)
    return list(owners.values())


def prospects(state: JobState) -> list[Candidate]:
    """Return the candidates of the kinds asked for who have an address, or were not tried yet.

    Where the posting's field is not known, nobody can be told to be in it, and everybody counts.
    """
    everybody = not state.enrichment.role
    return [
        c
        for c in state.ranking
        if (everybody or c.persona != "other") and (c.person_id not in state.emails or has_address(state, c.person_id))
    ]


def has_address(state: JobState, person_id: str) -> bool:
    """Tell whether somebody's address may be offered."""
    return person_id in state.emails and state.emails[person_id].status != "none"


def untried(state: JobState) -> bool:
    """Tell whether there is anybody left whose address was not looked for."""
    return any(candidate.person_id not in state.emails for candidate in state.ranking)
