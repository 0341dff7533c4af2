"""How long what is known of people is kept: who was never written to goes after a time, the rest is the user's mail."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from inroad.errors import UserInputError
from inroad.tools.cache import PaidCache
from inroad.tools.research.cache import CompanyResearch
from inroad.tools.store import Store, moment
from inroad.tools.store.draft_ledger import DraftLedger
from inroad.tools.store.entries import LibraryEntry
from inroad.tools.store.library import Library
from inroad.tools.store.runs import Run, Runs
from inroad.tools.store.schema import STATE

DAYS = 365  # INROAD_RETENTION_DAYS, where nothing else is set
_KEY = "retention"
_PERIOD = re.compile(r"(\d{1,5})\s*([dwmy])", re.IGNORECASE)
_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}


@dataclass(frozen=True)
class Overdue:
    """What is older than is to be kept: people of the library, people of reports alone by id, records by key.

    `research` are the keys of companies; what was found out about them may name people.
    """

    people: list[LibraryEntry]
    reported: list[str]
    records: list[str]
    research: list[str]


def read_period(text: str) -> timedelta:
    """Return a period written as 180d, 26w, 6m (of 30 days) or 1y (of 365).

    Raises:
        UserInputError: it is written in another way, or is no time at all.
    """
    written = _PERIOD.fullmatch(text.strip())
    days = int(written[1]) * _UNITS[written[2].lower()] if written else 0
    if not 0 < days < 100_000:
        raise UserInputError(f"{text!r} is no period; give one as 180d, 6m or 1y.")
    return timedelta(days=days)


def overdue(store: Store, before: datetime) -> Overdue:
    """Return who was last seen before a moment and never written to, and what was bought about people before it."""
    young, old = _reported(Runs(store), before)
    people = list(Library(store).everyone())
    seen_long_ago = [each for each in people if each.last_seen < before and young.isdisjoint(_ids(each))]
    kept = {id_ for each in people for id_ in _ids(each)}
    strangers = sorted(old - young - kept)
    written = _written_to(store, [*strangers, *(name for each in seen_long_ago for name in _names(each))])
    return Overdue(
        people=[each for each in seen_long_ago if written.isdisjoint(_names(each))],
        reported=[id_ for id_ in strangers if id_ not in written],
        records=PaidCache(store).fetched_before(before),
        research=CompanyResearch(store).looked_up_before(before),
    )


def remove(store: Store, gone: Overdue) -> list[str]:
    """Remove it with every mention in reports, and what has expired; the runs whose reports have changed."""
    paid, library, runs = PaidCache(store), Library(store), Runs(store)
    concerned = set(runs.redact(gone.reported))
    for entry in gone.people:
        paid.forget(_names(entry))
        concerned.update(library.forget(entry.person_id).runs)
    paid.erase(gone.records)
    CompanyResearch(store).erase(gone.research)
    store.purge_expired()
    return sorted(concerned)


def is_turn(store: Store, now: datetime) -> bool:
    """Tell whether it is this caller who looks after retention today; one read when it was done already."""
    today = {"day": moment(now)[:10]}
    there = store.get_many(STATE, [_KEY]).get(_KEY)
    if there is None:
        return store.insert_if_absent(STATE, _KEY, today).won
    return there != today and store.replace_if(STATE, _KEY, there, today)


def ended_before(run: Run, before: datetime) -> bool:
    """Tell whether a run was last at work before a moment."""
    return (run.finished_at or run.started_at) < before


def _reported(runs: Runs, before: datetime) -> tuple[set[str], set[str]]:
    """The ids of those in reports since a moment, and of those in older ones."""
    old_runs = {run.run_id for run in runs.list() if ended_before(run, before)}
    young, old = set[str](), set[str]()
    for run_id, report in runs.reports():
        (old if run_id in old_runs else young).update(contact["person_id"] for contact in report.get("contacts") or [])
    return young, old


def _written_to(store: Store, names: Iterable[str]) -> set[str]:
    return set(DraftLedger(store).by_people(names))


def _ids(entry: LibraryEntry) -> list[str]:
    return [entry.person_id, *entry.aliases]


def _names(entry: LibraryEntry) -> list[str]:
    address = [f"email:{entry.email.address.lower()}"] if entry.email.address else []
    return [*_ids(entry), *entry.keys, *address]
