"""Put together what the searches brought: one record a person, nobody who must be left alone, best first."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from langgraph.runtime import Runtime

from inroad.nodes import Update
from inroad.nodes.ranking import rank
from inroad.settings import Context, Tools
from inroad.state import Candidate, JobState, Person, Problem, SearchReport
from inroad.tools.people.identity import identity_keys, merge_people


def gather(state: JobState, runtime: Runtime[Context]) -> Update:
    """Merge, drop the suppressed and those already written to, and rank."""
    tools = runtime.context.tools
    people = _with_known_ids(tools, merge_people(_all_found(state)))
    hidden = suppressed(tools, people)
    drafts = _drafts_by_person(tools, state, people)
    written = {person_id for person_id, jobs in drafts.items() if jobs != {state.job_id} or state.more}
    left = [person for person in people if person.person_id not in hidden | written]
    ranking = rank(state, left, tools.places, tools.titles, tools.clock().date())
    return {
        "people": {person.person_id: person for person in left},
        "ranking": _drafted_first(ranking, drafts.keys()),
        "searches": _reports(state),
        "problems": _left_out(hidden, written),
    }


def _all_found(state: JobState) -> list[Person]:
    return [person for found in state.found.values() for person in found.people]


def _with_known_ids(tools: Tools, people: list[Person]) -> list[Person]:
    """Give people the ids that they had in earlier runs; the new id becomes an alias."""
    keys = {person.person_id: identity_keys(person) for person in people}
    known = tools.library.resolve(keys.values())
    return [_renamed(person, next((known[k] for k in keys[person.person_id] if k in known), "")) for person in people]


def _renamed(person: Person, person_id: str) -> Person:
    if not person_id or person_id == person.person_id:
        return person
    aliases = [alias for alias in (*person.aliases, person.person_id) if alias != person_id]
    return person.model_copy(update={"person_id": person_id, "aliases": aliases})


def suppressed(tools: Tools, people: Iterable[Person]) -> set[str]:
    """Return the ids of those who must be left alone."""
    return tools.suppression.suppressed_of(
        {person.person_id: [*identity_keys(person), *names(person)] for person in people}
    )


def known_as(person: Person) -> list[str]:
    """Return all that the draft ledger may know a person by."""
    return [person.person_id, *person.aliases, *identity_keys(person)]


def names(person: Person) -> list[str]:
    """Return what else a user may have suppressed a person by: each address, and the name at the company."""
    return [*(known.address for known in person.addresses), f"{person.name}@{person.company}"]


def _drafts_by_person(tools: Tools, state: JobState, people: list[Person]) -> dict[str, set[str]]:
    """The postings for which this sender has a draft to a person, for those to whom there is one."""
    if state.profile is None:
        return {}
    ids = {name: person.person_id for person in people for name in known_as(person)}
    jobs: dict[str, set[str]] = {}
    for name, records in tools.ledger.by_sender_people(state.profile.email, ids).items():
        jobs.setdefault(ids[name], set()).update(record.job_id for record in records)
    return jobs


def _drafted_first(ranking: list[Candidate], drafted: Collection[str]) -> list[Candidate]:
    """Those who have a draft for this posting stay the contacts when it is run again."""
    marked = [c.model_copy(update={"drafted": c.person_id in drafted}) for c in ranking]
    return sorted(marked, key=lambda candidate: not candidate.drafted)


def _reports(state: JobState) -> list[SearchReport]:
    """What each search brought; a person counts as new for the first search that brought them."""
    seen: set[str] = set()
    reports = []
    for found in state.found.values():
        keys = [set(identity_keys(person)) for person in found.people]
        new = sum(not seen.intersection(keys_of_one) for keys_of_one in keys)
        seen.update(*keys)
        reports.append(
            SearchReport(
                kind=found.task.kind,
                asked=found.task.size,
                found=found.found,
                new=new,
                credits=found.credits,
            )
        )
    return reports


def _left_out(hidden: set[str], written: set[str]) -> list[Problem]:
    notes = {
        "suppressed": (len(hidden), "on your suppression list"),
        "already_written": (len(written - hidden), "already written to"),
    }
    return [
        Problem(
            provider="inroad",
            step="gather",
            kind=kind,
            message=f"{count} {'person is' if count == 1 else 'people are'} {why}.",
            action="left out",
        )
        for kind, (count, why) in notes.items()
        if count
    ]
