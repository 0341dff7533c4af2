"""The draft of an earlier run that a follow-up goes back to."""

from __future__ import annotations

from collections.abc import Iterable

from inroad.nodes.gather import known_as
from inroad.state import Person
from inroad.tools.store.draft_ledger import DraftLedger, DraftRecord

FOLLOW_UP = "follow_up"


def earlier_draft(ledger: DraftLedger, sender: str, person: Person, job_id: str) -> DraftRecord | None:
    """Return the latest draft of this sender to the person for this posting, None where there is none."""
    by_name = ledger.by_sender_people(sender, known_as(person))
    return latest((record for records in by_name.values() for record in records), job_id)


def latest(records: Iterable[DraftRecord], job_id: str) -> DraftRecord | None:
    """Return the draft made last of those for a posting that a follow-up may go back to.

    Not one that is a follow-up itself, nor one whose words were forgotten.
    """
    fitting = [
        record
        for record in records
        if record.job_id == job_id and record.step != FOLLOW_UP and record.draft and record.message and record.made_at
    ]
    return max(fitting, key=lambda record: (record.made_at, record.step), default=None)
