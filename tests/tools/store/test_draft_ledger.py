from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from inroad.errors import StoreError
from inroad.state import Draft, Message
from inroad.tools.store import Store
from inroad.tools.store.draft_ledger import DRAFTS, Claim, DraftLedger, DraftSlot, draft_key

NOW = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
LEASE = timedelta(minutes=5)
DRAFT = Draft(kind="eml", id="1", message_id="<1@inroad>", path="drafts/jane-doe.eml")
MESSAGE = Message(subject="Jane, a word", body="Hello Jane.", writer="template")
OTHER = Draft(kind="eml", id="2", message_id="<2@inroad>", path="drafts/other.eml")


def slot(**changes: Any) -> DraftSlot:
    given = {"sender": "ada@home.example", "person_id": "p1", "job_id": "j1", "step": "first", **changes}
    return DraftSlot(**given)


def words(owner: str) -> Message:
    return Message(subject="Jane, a word", body=f"Hello Jane, says {owner}.", writer="template")


@pytest.fixture
def ledger(store: Store) -> DraftLedger:
    return DraftLedger(store)


def claim(ledger: DraftLedger, where: DraftSlot, owner: str = "run-1", now: datetime = NOW) -> Claim:
    return ledger.claim(where, owner=owner, lease=LEASE, now=now, message=words(owner))


def make(ledger: DraftLedger, where: DraftSlot, now: datetime = NOW) -> None:
    ledger.record(claim(ledger, where, now=now).key, DRAFT, now, MESSAGE)


def test_the_key_is_the_same_always_and_differs_by_each_part() -> None:
    key = draft_key("ada@home.example", "p1", "j1", "first")
    assert key == "2b2a9facaf389f18bc5520c08dc84a4b34f09fba0bf0ca0f99f0dba53b01d11a"
    assert slot(sender=" Ada@Home.example ", company_key="acme", known_as=["k"]).key == key
    others = [slot(sender="b@home.example"), slot(person_id="p2"), slot(job_id="j2"), slot(step="second")]
    assert len({key, *(other.key for other in others)}) == 5
    assert draft_key("a", "b", "c,d", "e") != draft_key("a", "b,c", "d", "e")


def test_claim_then_record_then_kept_for_everybody(ledger: DraftLedger) -> None:
    won = claim(ledger, slot())
    assert (won.outcome, won.key, won.record.draft, won.earlier) == ("won", slot().key, None, None)
    made = ledger.record(won.key, DRAFT, NOW, MESSAGE)
    assert (made.state, made.draft, made.message, made.made_at) == ("made", DRAFT, MESSAGE, NOW)
    for owner in ("run-1", "run-2"):
        kept = claim(ledger, slot(), owner, NOW + timedelta(days=400))
        assert (kept.outcome, kept.record) == ("kept", made)


def test_a_live_claim_of_another_run_is_left_alone(ledger: DraftLedger) -> None:
    claim(ledger, slot())
    held = claim(ledger, slot(), "run-2", NOW + LEASE - timedelta(microseconds=1))
    assert (held.outcome, held.record.owner, held.record.lease_until) == ("held", "run-1", NOW + LEASE)


@pytest.mark.parametrize(
    ("owner", "later"), [("run-2", LEASE), ("run-2", timedelta(days=3)), ("run-1", timedelta(seconds=1))]
)
def test_an_expired_or_own_claim_is_taken_over_with_what_it_was(
    ledger: DraftLedger, owner: str, later: timedelta
) -> None:
    claim(ledger, slot(known_as=["alias"]))
    taken = claim(ledger, slot(), owner, NOW + later)
    assert taken.outcome == "taken_over"
    assert taken.earlier is not None
    assert (taken.earlier.owner, taken.earlier.tried) == ("run-1", [words("run-1")])
    assert taken.record.tried == ([words("run-1"), words("run-2")] if owner == "run-2" else [words("run-1")])
    assert (taken.record.owner, taken.record.lease_until) == (owner, NOW + later + LEASE)
    assert claim(ledger, slot(), "run-3", NOW + later).outcome == "held"
    assert list(ledger.by_sender_people("ada@home.example", ["p1", "alias"])) == ["p1", "alias"]


def test_what_was_tried_is_known_until_the_draft_is_made_or_surely_is_not(ledger: DraftLedger) -> None:
    for number, owner in enumerate(["run-1", "run-2", "run-3"]):
        taken = claim(ledger, slot(), owner, NOW + number * LEASE)
    assert taken.record.tried == [words("run-1"), words("run-2"), words("run-3")]
    ledger.release(taken.key, "run-3")
    assert claim(ledger, slot(), "run-4", NOW + 3 * LEASE).record.tried == [words("run-4")]
    assert ledger.record(taken.key, DRAFT, NOW, MESSAGE).tried == []


def test_what_was_tried_is_forgotten_with_the_person(ledger: DraftLedger) -> None:
    key = claim(ledger, slot()).key
    ledger.redact(["p1"])
    assert ledger.find([key])[key].tried == []


def test_a_released_claim_is_free_and_needs_no_look(ledger: DraftLedger) -> None:
    key = claim(ledger, slot()).key
    assert not ledger.release(key, "run-2")
    assert claim(ledger, slot(), "run-2").outcome == "held"
    assert ledger.release(key, "run-1")
    assert ledger.find([key]) == {}
    assert ledger.by_sender_people("ada@home.example", ["p1"]) == {}
    assert claim(ledger, slot(), "run-2").outcome == "won"


def test_what_is_made_cannot_be_released(ledger: DraftLedger) -> None:
    make(ledger, slot())
    assert not ledger.release(slot().key, "run-1")
    assert ledger.find([slot().key])[slot().key].draft == DRAFT


def test_releasing_what_was_never_claimed_is_no_error(ledger: DraftLedger) -> None:
    assert not ledger.release(slot().key, "run-1")


def test_the_first_record_stays(ledger: DraftLedger) -> None:
    make(ledger, slot())
    again = ledger.record(slot().key, OTHER, NOW + timedelta(days=1))
    assert (again.draft, again.made_at) == (DRAFT, NOW)


def test_a_draft_counts_also_when_its_claim_was_lost(ledger: DraftLedger) -> None:
    key = claim(ledger, slot()).key
    claim(ledger, slot(), "run-2", NOW + LEASE)
    assert ledger.record(key, DRAFT, NOW + LEASE).draft == DRAFT
    assert claim(ledger, slot(), "run-2", NOW + LEASE).outcome == "kept"


def test_a_record_without_a_claim_is_a_mistake(ledger: DraftLedger) -> None:
    with pytest.raises(StoreError, match="The draft '1' was never claimed"):
        ledger.record("no such key", DRAFT, NOW)


def test_who_has_a_draft_by_this_sender_already(ledger: DraftLedger) -> None:
    make(ledger, slot(known_as=["linkedin:jane"]))
    make(ledger, slot(job_id="j2"), NOW + timedelta(days=1))
    make(ledger, slot(person_id="p2", sender="bob@home.example"))
    claim(ledger, slot(person_id="p3"))
    found = ledger.by_sender_people("ADA@home.example", ["p1", "p2", "p3", "p4", "linkedin:jane"])
    assert {name: [(r.job_id, r.state) for r in records] for name, records in found.items()} == {
        "p1": [("j1", "made"), ("j2", "made")],
        "p3": [("j1", "claimed")],
        "linkedin:jane": [("j1", "made")],
    }


def test_times_of_other_zones_are_kept_in_utc(ledger: DraftLedger) -> None:
    east = datetime.fromisoformat("2026-11-03T01:00:00+03:00")
    make(ledger, slot(), east)
    record = ledger.find([slot().key])[slot().key]
    assert (record.claimed_at, record.claimed_at.tzinfo, record.made_at) == (east, UTC, east)


def test_a_forgotten_person_leaves_hashes_that_still_keep_the_draft_single(ledger: DraftLedger, store: Store) -> None:
    make(ledger, slot(known_as=["linkedin:jane-doe"]))
    make(ledger, slot(person_id="p2"))
    claim(ledger, slot(job_id="j2"))
    assert ledger.redact(["linkedin:jane-doe", "p1"]) == [DRAFT]
    held = str([document for _, document in store.scan(DRAFTS) if document["draft"] is None])
    assert "jane" not in held.lower()
    assert "p1" not in held
    assert "hash by" not in held
    assert ledger.find([slot(person_id="p2").key])[slot(person_id="p2").key].draft == DRAFT
    kept = claim(ledger, slot(), "run-2")
    assert (kept.outcome, kept.record.draft, kept.record.message) == ("kept", None, None)
    assert list(ledger.by_sender_people("ada@home.example", ["linkedin:jane-doe"])) == ["linkedin:jane-doe"]


def test_a_person_is_taken_for_one_posting_and_freed_by_a_lease_that_ran_out(store: Store) -> None:
    ledger = DraftLedger(store)
    first, second = slot(), slot(job_id="another")
    assert ledger.assign(first, owner="a", lease=LEASE, now=NOW)
    assert ledger.assign(first, owner="b", lease=LEASE, now=NOW)
    assert not ledger.assign(second, owner="b", lease=LEASE, now=NOW)
    assert ledger.assign(second, owner="b", lease=LEASE, now=NOW + LEASE)


def test_a_person_with_a_draft_is_never_taken_for_another_posting(store: Store) -> None:
    ledger = DraftLedger(store)
    assert ledger.assign(slot(), owner="a", lease=LEASE, now=NOW)
    claim = ledger.claim(slot(), owner="a", lease=LEASE, now=NOW)
    ledger.record(claim.key, DRAFT, NOW)
    second = slot(job_id="another")
    assert not ledger.assign(second, owner="b", lease=LEASE, now=NOW + 10 * LEASE)


def test_of_many_threads_one_posting_gets_the_person(store: Store) -> None:
    ledger = DraftLedger(store)
    slots = [slot(job_id=f"job-{number}") for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda slot: ledger.assign(slot, owner=slot.job_id, lease=LEASE, now=NOW), slots))
    assert got.count(True) == 1
