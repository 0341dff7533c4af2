"""An entry of the library: what is remembered of a person, and how two entries of one person become one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import reduce

from pydantic import Field

from inroad.state import Email, Persona, Record

TOLD_APART = ("first_name", "last_name", "title", "company", "location", "linkedin")


class Earlier(Record):
    """What a field of an entry held before, and when it was last seen so."""

    field: str
    value: str
    last_seen: datetime


class LibraryEntry(Record):
    """A person that was reported.

    `keys` are identity keys, the strongest first. `sources` say who knows the person. `earlier`
    is filled by the library when something about the person has changed.
    """

    person_id: str
    aliases: list[str] = Field(default_factory=list)
    keys: list[str] = Field(default_factory=list)
    first_name: str = ""
    last_name: str = ""
    title: str = ""
    company: str = ""
    location: str = ""
    linkedin: str = ""
    email: Email = Field(default_factory=Email)
    persona: Persona = "other"
    first_seen: datetime
    last_seen: datetime
    sources: list[str] = Field(default_factory=list)
    earlier: list[Earlier] = Field(default_factory=list)

    @property
    def name(self) -> str:
        """First and last name in one string."""
        return f"{self.first_name} {self.last_name}".strip()


def merge(one: LibraryEntry, other: LibraryEntry) -> LibraryEntry:
    """Return two entries of one person as one; the order in which they are given does not count.

    The id seen first is kept. What was seen last counts where it says anything.
    """
    kept = oldest([one, other])
    older, newer = sorted((one, other), key=lambda entry: (entry.last_seen, entry.model_dump_json()))
    told = {field: getattr(newer, field) or getattr(older, field) for field in TOLD_APART}
    ids = {one.person_id, *one.aliases, other.person_id, *other.aliases}
    return newer.model_copy(
        update={
            **told,
            "person_id": kept.person_id,
            "aliases": sorted(ids - {kept.person_id}),
            "keys": list(dict.fromkeys([*newer.keys, *older.keys])),
            "email": newer.email if newer.email.address else older.email,
            "persona": older.persona if newer.persona == "other" else newer.persona,
            "first_seen": min(one.first_seen, other.first_seen),
            "sources": list(dict.fromkeys([*older.sources, *newer.sources])),
            "earlier": _history(older, newer),
        }
    )


def joined(entry: LibraryEntry, stored: list[LibraryEntry]) -> LibraryEntry:
    """Return the entry with all that is stored of the person, under the id that the library gave first."""
    merged = reduce(merge, stored, entry)
    person_id = oldest(stored).person_id if stored else entry.person_id
    ids = {merged.person_id, *merged.aliases}
    return merged.model_copy(update={"person_id": person_id, "aliases": sorted(ids - {person_id})})


def _history(older: LibraryEntry, newer: LibraryEntry) -> list[Earlier]:
    """All that either knew of earlier and what the newer displaces; each value once, the present one not."""
    now = {(field, getattr(newer, field)) for field in TOLD_APART} | {("email", newer.email.address)}
    latest: dict[tuple[str, str], Earlier] = {}
    for each in sorted([*older.earlier, *newer.earlier, *_displaced(older, newer)], key=_when):
        latest[each.field, each.value] = each
    return sorted((each for what, each in latest.items() if what not in now), key=_when)


def _when(earlier: Earlier) -> tuple[datetime, str, str]:
    return earlier.last_seen, earlier.field, earlier.value


def _displaced(older: LibraryEntry, newer: LibraryEntry) -> list[Earlier]:
    pairs = [(field, getattr(older, field), getattr(newer, field)) for field in TOLD_APART]
    pairs.append(("email", older.email.address, newer.email.address))
    return [
        Earlier(field=field, value=was, last_seen=older.last_seen)
        for field, was, now in pairs
        if was and now and was != now
    ]


def oldest(entries: Iterable[LibraryEntry]) -> LibraryEntry:
    """Return the entry that was seen first."""
    return min(entries, key=lambda entry: (entry.first_seen, entry.person_id))
