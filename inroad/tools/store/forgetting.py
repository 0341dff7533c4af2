"""Forget a person: library, reports, ledger, bought records and draft files; the hashed suppression stays."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from inroad.errors import UserInputError
from inroad.state import Draft
from inroad.tools.cache import PaidCache
from inroad.tools.store.library import Forgotten, Library, LibraryEntry
from inroad.tools.store.suppression import Suppression
from inroad.tools.wording import counted


def forget_person(library: Library, suppression: Suppression, paid: PaidCache, text: str, now: datetime) -> list[str]:
    """Erase the one person that a text names, and suppress them; return what was done, in sentences.

    Raises:
        UserInputError: the text names nobody in the library, or several people.
    """
    entry = _the_one(library, text)
    suppression.add(names_of(entry), "forgotten", now)
    bought = paid.forget(entry.keys)
    gone = library.forget(entry.person_id)
    left = [problem for draft in gone.drafts if (problem := _erase(draft, entry))]
    return [*_account(entry, gone, len(gone.drafts) - len(left), bought), *left]


def _the_one(library: Library, text: str) -> LibraryEntry:
    found = library.find(text)
    if not found:
        raise UserInputError(
            f"Nobody in the library is named by {text!r}; `inroad contacts list` shows who is there, "
            "and `inroad contacts suppress` keeps somebody from being written to in any case."
        )
    if len(found) > 1:
        ids = ", ".join(f"{entry.person_id} ({entry.name}, {entry.company})" for entry in found)
        raise UserInputError(f"{text!r} names several people; give one id: {ids}.")
    return found[0]


def names_of(entry: LibraryEntry) -> list[str]:
    """Return all that a person is suppressed by: keys, address, profile, name at the company."""
    name = f"{entry.name}@{entry.company}" if entry.name else ""
    own = (key for key in entry.keys if key.startswith(("linkedin:", "email:", "name:")))
    return [key for key in (*own, entry.email.address, entry.linkedin, name) if key]


def names_meant(library: Library, text: str) -> list[str]:
    """Return all that a person is suppressed by whose id a text is; any other text as it is."""
    named = [entry for entry in library.find(text) if text.strip() in (entry.person_id, *entry.aliases)]
    return [name for entry in named for name in names_of(entry)] or [text]


def _erase(draft: Draft, entry: LibraryEntry) -> str:
    """Remove an `.eml` file, which may be gone already; return a sentence for what is left.

    What lies in a mailbox belongs to the user, who may have rewritten it: it is named, not deleted.
    """
    if draft.kind != "eml":
        return f"The draft to {entry.name or entry.person_id} is left in {_mailbox(draft)}; delete it there."
    try:
        Path(draft.path).unlink(missing_ok=True)
    except OSError as error:
        return f"The draft {draft.path} could not be removed ({error.strerror}); remove it yourself."
    return ""


def _mailbox(draft: Draft) -> str:
    if draft.kind == "imap":
        return f"the folder {draft.id.partition(';')[0]!r} of your mailbox" if ";" in draft.id else "your mailbox"
    return f"your mailbox ({draft.url})" if draft.url else "your mailbox"


def _account(entry: LibraryEntry, gone: Forgotten, removed: int, bought: int) -> list[str]:
    return [
        f"{entry.name or entry.person_id} is erased from the library.",
        f"Taken out of {counted(len(gone.runs), 'report')}; {counted(removed, 'draft file')} and "
        f"{counted(bought, 'bought record')} removed.",
        "Hashes stay on the suppression list, so that they are never written to again.",
    ]
