"""What is held about a person, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inroad.graph.access import About
    from inroad.tools.store.entries import LibraryEntry
    from inroad.tools.store.holdings import Bought, DraftHeld, Mention


def in_lines(about: About) -> list[str]:
    """Return everything held about a person in lines."""
    return [
        f"What is held about {about.asked}",
        f"known as: {', '.join(about.known_as) or 'nothing'}",
        *(_library(about.library) if about.library else ["library: nothing"]),
        *_listed("reports", (_mention(each) for each in about.reports)),
        *_listed("drafts", (_draft(each) for each in about.drafts)),
        *_listed("bought", (_bought(each) for each in about.bought)),
        *_listed(
            "suppressed", (f"by {each.name}: {each.reason}, since {each.added.date()}" for each in about.suppressed)
        ),
        *_listed("unfinished runs", (f"{each.run_id} ({each.state})" for each in about.unfinished)),
        "--json holds all of it in full.",
    ]


def _listed(what: str, lines: Iterator[str]) -> list[str]:
    told = [f"  {line}" for line in lines]
    return [f"{what}:", *told] if told else [f"{what}: nothing"]


def _library(entry: LibraryEntry) -> list[str]:
    fields = ("person_id", "first_name", "last_name", "title", "company", "location", "linkedin", "persona")
    told = [f"{field}: {value}" for field in fields if (value := getattr(entry, field))]
    email = entry.email
    if email.address:
        checked = f", checked {email.checked_at.date()}" if email.checked_at else ""
        told.append(f"address: {email.address} ({email.status}, from {email.source or 'unknown'}{checked})")
    told += [f"  {sentence}" for sentence in email.trail]
    told += [f"earlier {each.field}: {each.value}, last seen {each.last_seen.date()}" for each in entry.earlier]
    told.append(f"from: {'; '.join(entry.sources) or 'unknown'}")
    told.append(f"first seen {entry.first_seen.date()}, last seen {entry.last_seen.date()}")
    return ["library:", *(f"  {line}" for line in told)]


def _mention(each: Mention) -> str:
    return f"run {each.run_id}, {each.posting or 'no posting'}, {each.at.date() if each.at else 'no date'}"


def _draft(each: DraftHeld) -> str:
    when = f"made {each.made_at.date()}" if each.made_at else f"claimed {each.claimed_at.date()}"
    place = (each.draft.path or each.draft.url or each.draft.kind) if each.draft else "place not kept"
    words = f": {each.message.subject}" if each.message else ""
    return f"{each.step} by {each.sender}, {when}, {place}{words}"


def _bought(each: Bought) -> str:
    fields = ", ".join(sorted(each.value)) if isinstance(each.value, dict) else ""
    dates = f"fetched {each.fetched_at.date()}, kept until {each.expires_at.date()}"
    return f"{each.kind} from {each.provider}, {dates}, {each.credits:g} credits: {fields or 'nothing found'}"
