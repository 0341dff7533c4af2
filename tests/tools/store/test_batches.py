from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from inroad.errors import UserInputError
from inroad.tools.store import Store
from inroad.tools.store.batches import BATCHES, ITEMS, Batches, Entry, Item, Totals
from inroad.tools.store.owners import is_gone, this_owner

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
LEASE = timedelta(minutes=5)


@pytest.fixture
def batches(store: Store) -> Batches:
    return Batches(store)


def made(batches: Batches, count: int = 3) -> str:
    entries = (Entry(f"job{number}.md", "acme") for number in range(1, count + 1))
    return batches.create({"max_contacts": 8}, entries, NOW, "1.0").batch_id


def taken(batches: Batches, batch_id: str, number: int = 1, owner: str = "elsewhere:7:x") -> Item:
    item = batches.take(batches.item(batch_id, number), owner, NOW, LEASE, "r_1")
    assert item is not None
    return item


def test_a_batch_and_its_items(batches: Batches) -> None:
    batch = batches.create({"max_contacts": 8}, iter([Entry("a.md", "acme"), Entry("b.md")]), NOW, "1.0")
    assert re.fullmatch(r"b_[0-9a-f]{10}", batch.batch_id)
    assert (batch.items, batch.version, batch.job_input) == (2, "1.0", {"max_contacts": 8})
    assert batches.get(batch.batch_id) == batch
    assert list(batches.items(batch.batch_id)) == [
        Item(batch=batch.batch_id, number=1, posting="a.md", company_key="acme"),
        Item(batch=batch.batch_id, number=2, posting="b.md"),
    ]


def test_a_batch_may_bring_its_name(batches: Batches) -> None:
    assert batches.create({}, [], NOW, "1.0", "b_mine").batch_id == "b_mine"
    assert list(batches.items("b_mine")) == []


def test_one_that_is_over_is_amended_by_whoever_read_it_last(batches: Batches) -> None:
    item = taken(batches, made(batches))
    with pytest.raises(ValueError, match=r"posting 1 of b_\w+ is not over"):
        batches.amend(item, paused=False)
    batches.end(item, state="done", paused=True)
    ended = batches.item(item.batch, 1)
    assert batches.amend(ended, paused=False, drafts=2)
    assert not batches.amend(ended, drafts=9)
    assert batches.item(item.batch, 1) == ended.model_copy(update={"paused": False, "drafts": 2})


def test_batches_are_listed_newest_first(batches: Batches) -> None:
    for hours, name in ((1, "b_old"), (3, "b_new"), (2, "b_mid")):
        batches.create({}, [], NOW + timedelta(hours=hours), "1.0", name)
    assert [batch.batch_id for batch in batches.list()] == ["b_new", "b_mid", "b_old"]


def test_what_is_not_there_is_said(batches: Batches) -> None:
    with pytest.raises(UserInputError, match=r"No batch named 'b_9' is in the store; `inroad status` lists"):
        batches.get("b_9")
    with pytest.raises(UserInputError, match="No batch named 'b_9'"):
        list(batches.items("b_9"))
    with pytest.raises(UserInputError, match="has no posting 9"):
        batches.item(made(batches), 9)


def test_items_come_in_order_beyond_one_piece(batches: Batches) -> None:
    batch_id = made(batches, 1001)
    assert [item.number for item in batches.items(batch_id)] == list(range(1, 1002))


def test_taken_by_one_only(batches: Batches) -> None:
    item = batches.item(made(batches), 2)
    first = batches.take(item, "elsewhere:7:x", NOW, LEASE, "r_1")
    assert first == item.model_copy(
        update={
            "state": "running",
            "owner": "elsewhere:7:x",
            "lease_until": NOW + LEASE,
            "attempts": 1,
            "run_id": "r_1",
        }
    )
    assert batches.take(item, "elsewhere:8:x", NOW, LEASE, "r_2") is None
    assert batches.take(batches.item(item.batch, 2), "elsewhere:8:x", NOW, LEASE, "r_2") is None
    assert batches.item(item.batch, 2) == first


def test_of_many_threads_one_gets_it(batches: Batches) -> None:
    item = batches.item(made(batches), 1)
    with ThreadPoolExecutor(8) as threads:
        won = list(threads.map(lambda n: batches.take(item, f"elsewhere:{n}:x", NOW, LEASE, f"r_{n}"), range(8)))
    [winner] = [each for each in won if each]
    assert batches.item(item.batch, 1) == winner


def test_taken_over_when_its_lease_is_over_with_the_same_run(batches: Batches) -> None:
    item = taken(batches, made(batches))
    assert batches.take(item, "elsewhere:8:x", NOW + LEASE - timedelta(seconds=1), LEASE, "r_2") is None
    again = batches.take(item, "elsewhere:8:x", NOW + LEASE, LEASE, "r_2")
    assert again is not None
    assert (again.run_id, again.attempts, again.owner) == ("r_1", 2, "elsewhere:8:x")


def test_taken_over_at_once_when_its_owner_is_dead(batches: Batches) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    item = taken(batches, made(batches), owner=f"{socket.gethostname()}:{dead.pid}:x")
    assert batches.take(item, this_owner(), NOW, LEASE, "r_2") is not None


@pytest.mark.parametrize(
    ("owner", "gone"),
    [
        (this_owner(), False),
        (f"{socket.gethostname()}:{os.getpid()}:older", True),
        (f"{socket.gethostname()}:{os.getppid()}:x", False),
        (f"{socket.gethostname()}:1:x", False),
        (f"elsewhere:{os.getpid()}:older", False),
        ("", False),
        (f"{socket.gethostname()}:x:y", False),
    ],
    ids=[
        "this",
        "an earlier one of its number",
        "another",
        "another user's",
        "of another machine",
        "none",
        "no process",
    ],
)
def test_who_is_gone(owner: str, gone: bool) -> None:
    assert is_gone(owner) is gone


def test_a_lease_is_renewed_by_its_owner(batches: Batches) -> None:
    item = taken(batches, made(batches))
    later = NOW + timedelta(minutes=4)
    renewed = batches.renew(item, later, LEASE)
    assert renewed is not None
    assert renewed.lease_until == later + LEASE
    assert batches.take(renewed, "elsewhere:8:x", NOW + LEASE, LEASE, "") is None
    other = batches.take(renewed, "elsewhere:8:x", later + LEASE, LEASE, "")
    assert other is not None
    assert batches.renew(item, later, LEASE) is None
    assert batches.item(item.batch, 1) == other


def test_it_ends_once(batches: Batches) -> None:
    item = taken(batches, made(batches))
    batches.renew(item, NOW + timedelta(minutes=1), LEASE)
    assert batches.end(item, state="done", exit_code=3, contacts=5, drafts=4, title="Welder", seconds=1.5)
    ended = batches.item(item.batch, 1)
    assert (ended.state, ended.exit_code, ended.contacts, ended.drafts) == ("done", 3, 5, 4)
    assert (ended.owner, ended.lease_until, ended.run_id) == ("", None, "r_1")
    assert not batches.end(item, state="failed", error="late")
    assert batches.take(ended, "elsewhere:8:x", NOW + LEASE, LEASE, "") is None
    assert batches.item(item.batch, 1) == ended


def test_who_was_overtaken_does_not_end_it(batches: Batches) -> None:
    item = taken(batches, made(batches))
    assert batches.take(item, "elsewhere:7:x", NOW + LEASE, LEASE, "") is not None
    assert not batches.end(item, state="done")
    assert batches.item(item.batch, 1).state == "running"


def test_given_back_it_waits_with_its_run(batches: Batches) -> None:
    item = taken(batches, made(batches))
    assert batches.end(item, state="waiting")
    back = batches.item(item.batch, 1)
    assert (back.state, back.run_id, back.owner, back.attempts) == ("waiting", "r_1", "", 1)


def test_failed_ones_wait_again_when_wanted(batches: Batches) -> None:
    batch_id = made(batches)
    batches.end(taken(batches, batch_id), state="failed", exit_code=2, error="It is empty.")
    assert [item.number for item in batches.open_items(batch_id)] == [2, 3]
    assert batches.retry_failed(batch_id) == 1
    assert batches.retry_failed(batch_id) == 0
    first, *_ = batches.open_items(batch_id)
    assert (first.number, first.state, first.error, first.exit_code, first.run_id) == (1, "waiting", "", None, "r_1")


def test_totals(batches: Batches) -> None:
    batch_id = made(batches, 4)
    batches.end(taken(batches, batch_id, 1), state="done", exit_code=0, contacts=8, drafts=7, seconds=2.5)
    batches.end(taken(batches, batch_id, 2), state="failed", exit_code=2, error="No.", seconds=0.5)
    taken(batches, batch_id, 3)
    totals = batches.totals(batch_id)
    assert totals == Totals(
        waiting=1, running=1, done=1, failed=1, contacts=8, drafts=7, seconds=3.0, exit_codes={"0": 1, "2": 1}
    )
    assert (totals.items, totals.open) == (4, 2)


def test_a_creation_that_breaks_off_leaves_no_batch(batches: Batches, store: Store) -> None:
    def breaking() -> Iterator[Entry]:
        yield from (Entry(f"{number}.md") for number in range(600))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batches.create({}, breaking(), NOW, "1.0", "b_1")
    assert list(store.scan(BATCHES)) == []
    assert batches.list() == []
    assert len(list(store.scan(ITEMS))) in (0, 500)
