"""Forget a person: library, reports, ledger, what was bought, draft files; hashes stay on the suppression list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from inroad.errors import UserInputError
from inroad.state import Draft
from inroad.tools.cache import PaidCache
from inroad.tools.drafts.eml import short
from inroad.tools.research.cache import CompanyResearch
from inroad.tools.store import Document, Store, revise
from inroad.tools.store.draft_ledger import DRAFTS, DraftLedger, DraftRecord, draft_key
from inroad.tools.store.entries import LibraryEntry
from inroad.tools.store.library import Library
from inroad.tools.store.runs import Runs
from inroad.tools.store.suppression import Suppression
from inroad.tools.store.whom import Whom, known_as, whom_named


@dataclass(frozen=True)
class Asked:
    """The person that a text names, with their entry in the library where there is one."""

    text: str
    whom: Whom
    entry: LibraryEntry | None = None

    @property
    def name(self) -> str:
        """How to call them: their name in the library, else what was asked."""
        return (self.entry.name or self.entry.person_id) if self.entry else self.text


@dataclass(frozen=True)
class Erased:
    """What was erased: in which runs' reports, how many bought records and sentences of research, and files.

    `left` says what is not.
    """

    reports: list[str]
    records: int
    files: int
    left: list[str]


def asked_about(library: Library, text: str) -> Asked:
    """Return the one person that a text names, in the library or by itself.

    Raises:
        UserInputError: the text names nobody, or several people.
    """
    found = library.find(text)
    if len(found) > 1:
        ids = ", ".join(f"{entry.person_id} ({entry.name}, {entry.company})" for entry in found)
        raise UserInputError(f"{text!r} names several people; give one id: {ids}.")
    if found:
        return Asked(text, known_as(found[0].model_dump(mode="json")), found[0])
    if whom := whom_named(text):
        return Asked(text, whom)
    raise UserInputError(
        f"Nobody in the library is named by {text!r}; `inroad contacts list` shows who is there. An address, a "
        "LinkedIn URL or Name@Company names also somebody who is not."
    )


def with_all_names(asked: Asked, people: Iterable[Whom]) -> Asked:
    """Return the person with all that these people, as far as they are the same one, are known by.

    Raises:
        UserInputError: by a name alone several of them are meant.
    """
    people = set(people)
    whom = asked.whom.grown(people)
    if not asked.whom.profiles and len(whom.profiles) > 1:
        if asked.entry is None:
            raise UserInputError(
                f"{asked.text!r} names several people; give one profile: {', '.join(sorted(whom.profiles))}."
            )
        whom = replace(asked.whom, at=frozenset()).grown(people) | asked.whom
    return replace(asked, whom=whom)


def suppress(store: Store, asked: Asked, now: datetime) -> None:
    """Put a person on the suppression list by all their names, and strike them out of the reasons told there."""
    suppression = Suppression(store)
    keys = list(dict.fromkeys([*asked.whom.keys, *(names_of(asked.entry) if asked.entry else [])]))
    suppression.add(keys, "forgotten", now)
    suppression.reword(keys, asked.whom.struck_from)


def erase(store: Store, asked: Asked, folders: Iterable[Path]) -> Erased:
    """Erase a person from the store, and their drafts from these folders and wherever else the ledger says.

    What the library knows goes last: after a crash the same text still names the same person.
    """
    whom, library, runs = asked.whom, Library(store), Runs(store)
    made, unmade = _redacted(store, asked)
    left = [problem for draft in made if (problem := _remove(draft, asked.name))]
    files = len(made) - len(left) + sum(_remove_unrecorded(folder, unmade, whom) for folder in folders)
    records = _erase_bought(store, whom) + CompanyResearch(store).forget(whom)
    library.strike(whom)
    reports = sorted({*runs.redact(whom.ids), *runs.strike(whom)})
    for entry in library.everyone():
        if whom.is_(known_as(entry.model_dump(mode="json"))):
            library.forget(entry.person_id)
    store.purge_expired()
    return Erased(reports, records, files, left)


def names_of(entry: LibraryEntry) -> list[str]:
    """Return all that a person is suppressed by: keys, address, profile, name at the company."""
    name = f"{entry.name}@{entry.company}" if entry.name else ""
    own = (key for key in entry.keys if key.startswith(("linkedin:", "email:", "name:")))
    return [key for key in (*own, entry.email.address, entry.linkedin, name) if key]


def names_meant(library: Library, text: str) -> list[str]:
    """Return all that a person is suppressed by whose id a text is; any other text as it is."""
    named = [entry for entry in library.find(text) if text.strip() in (entry.person_id, *entry.aliases)]
    return [name for entry in named for name in names_of(entry)] or [text]


def ledger_names(whom: Whom) -> list[str]:
    """Return what the draft ledger may know a person by; the name only of somebody who has no profile."""
    profiles = [f"linkedin:{profile.removeprefix('linkedin.com/in/')}" for profile in whom.profiles]
    addresses = [f"email:{address}" for address in whom.addresses]
    names = [] if whom.profiles else [f"name:{name}" for name in whom.at]
    return sorted({*whom.ids, *profiles, *addresses, *names})


def drafts_to(store: Store, whom: Whom) -> list[DraftRecord]:
    """Return what the ledger holds of drafts to a person, each once, in the order of the claims."""
    found = DraftLedger(store).by_people(ledger_names(whom)).values()
    once = {(record.sender, record.job_id, record.step): record for records in found for record in records}
    return sorted(once.values(), key=lambda record: record.claimed_at)


def _redacted(store: Store, asked: Asked) -> tuple[list[Draft], list[str]]:
    """Take the words and places out of the ledger; the drafts that were made, and the keys of those under way."""
    whom = asked.whom
    claimed = [record for record in drafts_to(store, whom) if record.state == "claimed"]
    keys = [draft_key(each.sender, id_, each.job_id, each.step) for each in claimed for id_ in whom.ids]
    made = DraftLedger(store).redact(ledger_names(whom))
    for key in [key for key, other in store.scan(DRAFTS) if whom.mentioned_in(other)]:
        revise(store, DRAFTS, key, whom.struck_from)
    return made, keys


def _remove(draft: Draft, name: str) -> str:
    """Remove an `.eml` file, which may be gone already; return a sentence for what is left.

    What lies in a mailbox belongs to the user, who may have rewritten it: it is named, not deleted.
    """
    if draft.kind != "eml":
        return f"The draft to {name} is left in {mailbox_of(draft)}; delete it there."
    try:
        Path(draft.path).unlink(missing_ok=True)
    except OSError as error:
        return f"The draft {draft.path} could not be removed ({error.strerror}); remove it yourself."
    return ""


def mailbox_of(draft: Draft) -> str:
    """Return in words where a draft lies that is no file."""
    if draft.kind == "imap":
        return f"the folder {draft.id.partition(';')[0]!r} of your mailbox" if ";" in draft.id else "your mailbox"
    return f"your mailbox ({draft.url})" if draft.url else "your mailbox"


def _remove_unrecorded(folder: Path, keys: Iterable[str], whom: Whom) -> int:
    """Remove what a killed run wrote and never came to record; how many files."""
    files = {path for key in keys for path in folder.glob(f"*-{short(key)}.eml")}
    files |= {path for path in folder.glob(".draft-*") if _is_to(path, whom)}
    for path in files:
        path.unlink(missing_ok=True)
    return len(files)


def _is_to(path: Path, whom: Whom) -> bool:
    text = path.read_bytes().decode("ascii", "replace")
    return whom.mentioned_in(text)


def _erase_bought(store: Store, whom: Whom) -> int:
    """Erase what was bought about a person, and all vectors of texts: they are made anew for next to nothing."""
    paid = PaidCache(store)
    paid.erase(paid.vectors())
    found: list[Document] = paid.about(whom)
    return paid.forget(f"{each['provider']}:{each['id']}" for each in found)
