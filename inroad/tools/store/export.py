"""The library as a file: CSV that is safe to open in a spreadsheet, or vCards for an address book."""

from __future__ import annotations

import csv
import io
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from inroad.errors import OutputError, UserInputError
from inroad.tools.store.draft_ledger import DraftLedger, DraftRecord
from inroad.tools.store.entries import LibraryEntry
from inroad.tools.store.forgetting import names_of
from inroad.tools.store.suppression import Suppression
from inroad.tools.store.vcard import vcard

Form = Literal["csv", "vcard"]
DraftsOf = Mapping[str, Sequence[DraftRecord]]

COLUMNS = (
    "person_id",
    "first_name",
    "last_name",
    "title",
    "company",
    "location",
    "linkedin",
    "persona",
    "email",
    "status",
    "checked_at",
    "first_seen",
    "last_seen",
    "sources",
    "drafts",
)

# A cell that starts with one of these is run as a formula by spreadsheets (OWASP, CSV injection). A cell starts as well
# within one of ours, where a spreadsheet takes another list separator than the comma.
_SIGN, _UNSEEN = "[=+\\-@＝＋－＠﹢﹣﹫﹦]", '[\\s\\x00\\u200b\\ufeff"]*'
_START = re.compile(f"[\\t\\r\\n]|{_UNSEEN}{_SIGN}")
_WITHIN = re.compile(f"([;|\\t\\r\\n]{_UNSEEN})({_SIGN})")


def form_of(file: Path | None, told: str) -> Form:
    """Return the form that was asked for by name ("csv", "vcard"), else the one that the file's ending says.

    Raises:
        UserInputError: it is asked for by a name that is neither, or the ending is another.
    """
    if file and not told and file.suffix.lower() not in ("", ".csv", ".vcf", ".vcard"):
        raise UserInputError(
            f"{file.name} ends neither in .csv nor in .vcf; name it so, or give --format csv or vcard."
        )
    by_file = "vcard" if file and file.suffix.lower() in (".vcf", ".vcard") else "csv"
    form = told.lower() or by_file
    if form not in ("csv", "vcard"):
        raise UserInputError(f"--format takes csv or vcard, not {told!r}.")
    return "vcard" if form == "vcard" else "csv"


def unsuppressed(people: Iterable[LibraryEntry], suppression: Suppression) -> list[LibraryEntry]:
    """Return those of the people who may be written to, in their order."""
    named = [(person, names_of(person)) for person in people]
    struck = suppression.suppressed(name for _, names in named for name in names)
    return [person for person, names in named if struck.isdisjoint(names)]


def drafts_of(ledger: DraftLedger, people: Iterable[LibraryEntry]) -> dict[str, list[DraftRecord]]:
    """Return what was drafted to each of these people, by person id, in the order of the claims."""
    names = {person.person_id: [person.person_id, *person.aliases, *person.keys] for person in people}
    found = ledger.by_people(name for each in names.values() for name in each)
    drafts = {}
    for person_id, own in names.items():
        once = {_slot(record): record for name in own for record in found.get(name, [])}
        drafts[person_id] = sorted(once.values(), key=lambda record: record.claimed_at)
    return drafts


def write_csv(people: Iterable[LibraryEntry], file: Path | None, drafts: DraftsOf | None = None) -> None:
    """Write the people to a file, whole or not at all, or to stdout; `drafts` are by person id.

    Raises:
        OutputError: the file cannot be written.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(_row(person, (drafts or {}).get(person.person_id, ())) for person in people)
    # With a byte-order mark, without which spreadsheets take UTF-8 for something else.
    _deliver(text.getvalue(), file, "utf-8-sig")


def write_vcards(people: Iterable[LibraryEntry], file: Path | None) -> None:
    """Write the people's cards to a file, whole or not at all, or to stdout.

    Raises:
        OutputError: the file cannot be written.
    """
    _deliver("".join(vcard(person) for person in people), file, "utf-8")


def neutralised(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before what starts like one."""
    guarded = _WITHIN.sub(r"\1'\2", cell)
    return f"'{guarded}" if _START.match(cell) else guarded


def _row(person: LibraryEntry, drafts: Iterable[DraftRecord]) -> list[str]:
    checked = person.email.checked_at
    cells = (
        person.person_id,
        person.first_name,
        person.last_name,
        person.title,
        person.company,
        person.location,
        person.linkedin,
        person.persona,
        person.email.address,
        person.email.status,
        checked.isoformat() if checked else "",
        person.first_seen.isoformat(),
        person.last_seen.isoformat(),
        "; ".join(person.sources),
        "; ".join(_draft(record) for record in drafts),
    )
    return [neutralised(cell) for cell in cells]


def _slot(record: DraftRecord) -> tuple[str, str, str]:
    return record.sender, record.job_id, record.step


def _draft(record: DraftRecord) -> str:
    """Which kind of message waits where, and since when; a claim that nothing came of yet says so."""
    if record.made_at is None:
        return f"{record.step} claimed {record.claimed_at.date()}"
    place = f" ({record.draft.path or record.draft.url or record.draft.kind})" if record.draft else ""
    return f"{record.step} {record.made_at.date()}{place}"


def _deliver(text: str, file: Path | None, encoding: str) -> None:
    if file is None:
        sys.stdout.write(text)
    else:
        _write_whole(file, text, encoding)


def _write_whole(path: Path, text: str, encoding: str) -> None:
    """A link leads to its file; what is no plain file (a pipe, a device) is written into, not replaced."""
    path = path.resolve()
    try:
        if path.exists() and not path.is_file():
            _write(os.open(path, os.O_WRONLY), text, encoding)
            return
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".export-")
        try:
            _write(handle, text, encoding)
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except OSError as error:
        shown = "".join(char if char.isprintable() else "?" for char in str(path))
        raise OutputError(f"{shown} cannot be written ({error.strerror}); choose another file.") from error


def _write(handle: int, text: str, encoding: str) -> None:
    with os.fdopen(handle, "w", encoding=encoding, errors="replace", newline="") as file:
        file.write(text)
