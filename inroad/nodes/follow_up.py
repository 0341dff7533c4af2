"""Whom to follow up on: those to whom this sender has a draft for this posting; nobody is searched for."""

from __future__ import annotations

from pathlib import Path

from langgraph.runtime import Runtime

from inroad.nodes import Update
from inroad.nodes.earlier import latest
from inroad.nodes.gather import suppressed
from inroad.settings import Context, Tools
from inroad.state import Contact, JobState, KnownAddress, Person, Problem, Provenance, wanted
from inroad.tools.store.draft_ledger import DraftRecord
from inroad.tools.store.entries import LibraryEntry

Earlier = tuple[LibraryEntry, DraftRecord]


def follow_up(state: JobState, runtime: Runtime[Context]) -> Update:
    """Take the people from the library, in the order in which they were written to."""
    tools = runtime.context.tools
    if state.profile is None:
        text = "A follow-up goes to those whom you wrote to, and nobody says who you are."
        return {"problems": [_problem("no_sender", text, "wrote to nobody; give --sender FILE")]}
    found = _written_to(state.job_id, state.profile.email, tools)
    people = {entry.person_id: _person(entry) for entry, _ in found}
    hidden = suppressed(tools, people.values())
    free = [(entry, record) for entry, record in found if entry.person_id not in hidden]
    chosen = free[: wanted(state)]
    return {
        "people": {entry.person_id: people[entry.person_id] for entry, _ in chosen},
        "emails": {entry.person_id: entry.email for entry, _ in chosen},
        "contacts": [_contact(entry, record) for entry, record in chosen],
        "problems": [*_problems(len(found), len(hidden), len(free) - len(chosen)), *_unsent(chosen)],
    }


def _written_to(job_id: str, sender: str, tools: Tools) -> list[Earlier]:
    entries = {entry.person_id: entry for entry in tools.library.everyone()}
    drafts = tools.ledger.by_sender_people(sender, entries)
    earlier = {person_id: latest(records, job_id) for person_id, records in drafts.items()}
    found = [(entries[person_id], record) for person_id, record in earlier.items() if record]
    return sorted(found, key=lambda pair: (pair[1].claimed_at, pair[0].person_id))


def _person(entry: LibraryEntry) -> Person:
    """What the library remembers of somebody; the title is as old as the library's word for it."""
    day = entry.last_seen.date()
    address = KnownAddress(address=entry.email.address, source=entry.email.source, date=day)
    return Person(
        **entry.model_dump(
            include={"person_id", "aliases", "first_name", "last_name", "title", "company", "location", "linkedin"}
        ),
        addresses=[address] if address.address else [],
        provenance=[Provenance(source=source, date=day) for source in entry.sources],
    )


def _contact(entry: LibraryEntry, record: DraftRecord) -> Contact:
    return Contact(
        **entry.model_dump(
            include={"person_id", "first_name", "last_name", "title", "company", "location", "linkedin", "persona"}
        ),
        why=[f"You have a draft to them for this posting, of {record.claimed_at.date().isoformat()}."],
        email=entry.email,
    )


def _problems(found: int, hidden: int, over: int) -> list[Problem]:
    notes = {
        "nobody": (not found, "There is no earlier draft for this posting to follow up on.", "wrote to nobody"),
        "suppressed": (
            hidden,
            f"{hidden} of those written to {'is' if hidden == 1 else 'are'} on your suppression list.",
            "left out",
        ),
        "too_many": (over > 0, f"{over} more were written to than --max-contacts allows for.", "left out"),
    }
    return [_problem(kind, message, action) for kind, (holds, message, action) in notes.items() if holds]


def _unsent(chosen: list[Earlier]) -> list[Problem]:
    """Whose first message lies where it was put; of a mailbox only a search through its drafts would tell."""
    paths = [(entry.name, record.draft.path) for entry, record in chosen if record.draft and record.draft.path]
    there = [name for name, path in paths if Path(path).exists()]
    if not there:
        return []
    named = " and ".join(filter(None, [", ".join(there[:-1]), there[-1]]))
    text = f"The first message to {named} still lies among your drafts."
    return [_problem("unsent", text, "if you have not sent it, send it before the follow-up")]


def _problem(kind: str, message: str, action: str) -> Problem:
    return Problem(provider="inroad", step="follow_up", kind=kind, message=message, action=action)
