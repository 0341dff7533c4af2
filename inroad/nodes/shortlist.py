"""Whose address to look for next: best first, and no more people than are needed."""

from __future__ import annotations

from math import ceil

from inroad.nodes import Update
from inroad.state import Candidate, JobState, wanted


def shortlist(state: JobState) -> Update:
    """Take the best who have no verdict yet: as many as it takes by experience so far to find those missing.

    A note for LinkedIn needs no address, so nothing is looked up, and paid, for it.
    """
    if state.kind == "linkedin":
        return {"shortlist": []}
    untried = [c.person_id for c in state.ranking if c.person_id not in state.emails]
    return {"shortlist": untried[: _size(state)]}


def _size(state: JobState) -> int:
    """As many as are missing, divided by the share of those tried who have an address.

    Where that is none the number doubles, so that the rounds stay few where hardly anybody has an address.
    """
    missing, found, tried = missing_addresses(state), len(usable(state)), len(state.emails)
    return max(missing, ceil(missing * tried / found) if found else tried)


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
