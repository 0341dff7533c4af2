"""Batches: real files and threads on one SQLite store."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from inroad.errors import SenderError, StoreError, UserInputError
from inroad.graph.batch import LEASE, batch_code, create_batch, run_batch, work_on
from inroad.graph.run import Step, run_outreach
from inroad.settings import Context, Tools
from inroad.state import JobInput
from inroad.tools.store.batches import Batch, Item, Totals
from inroad.tools.store.owners import this_owner
from tests.conftest import EXAMPLES, NOW
from tests.graph.batch_orders import COMPANIES, asked, network, posting

__all__ = ["asked", "network", "posting"]


def told(batch: Batch, context: Context) -> list[tuple[str, str, int | None]]:
    items = context.tools.batches.items(batch.batch_id)
    return [(Path(item.posting).stem, item.state, item.exit_code) for item in items]


def test_each_posting_has_its_run_and_its_drafts(
    context: Context, tools: Tools, asked: JobInput, posting: Callable[..., str]
) -> None:
    batch = create_batch(asked, [posting("a"), posting("b", COMPANIES[1])], context)
    totals = run_batch(batch.batch_id, context)
    assert (totals.done, totals.open, totals.contacts, totals.drafts) == (2, 0, 4, 4)
    assert batch_code(totals) == 0
    first, second = tools.batches.items(batch.batch_id)
    assert (first.title, first.company, first.contacts, first.drafts) == ("Welder", "Brightly Labs", 2, 2)
    assert second.company == "Copperfield"
    run = tools.runs.get(first.run_id)
    assert (run.state, run.job_input["batch"], run.job_input["posting"]) == ("done", batch.batch_id, first.posting)
    report = tools.runs.report(second.run_id)
    assert report is not None
    assert [contact["first_name"] for contact in report["contacts"]] == ["Ada", "Ben"]


def test_a_company_is_worked_on_in_one_go(context: Context, asked: JobInput, posting: Callable[..., str]) -> None:
    one, two = COMPANIES[:2]
    postings = [posting("a", one), "none.txt", posting("b", two), posting("c", f"{one} Inc"), posting("d", two)]
    batch = create_batch(asked, postings, context)
    assert [name for name, *_ in told(batch, context)] == ["a", "c", "none", "b", "d"]


def test_a_file_of_several_jobs_is_several_postings(context: Context, tools: Tools, asked: JobInput) -> None:
    batch = create_batch(asked, [str(EXAMPLES / "postings" / "greenhouse.json")], context)
    items = list(tools.batches.items(batch.batch_id))
    assert [item.job for item in items] == ["4011001", "4011002", "4011003"]
    assert {item.company_key for item in items} == {items[0].company_key}
    assert items[0].company_key
    run_batch(batch.batch_id, context)
    titles = [item.title for item in tools.batches.items(batch.batch_id)]
    assert titles == ["Field Service Manager", "Data Analyst, Fleet", "Technical Recruiter"]


def test_those_that_fail_do_not_stop_the_others(
    context: Context, tools: Tools, asked: JobInput, posting: Callable[..., str]
) -> None:
    Path("empty.txt").write_text(" ")
    postings = ["none.txt", posting("a"), str(Path("empty.txt").absolute()), "http://127.0.0.1:9/x", "mongo:7"]
    batch = create_batch(asked, [*postings, posting("z", COMPANIES[1])], context)
    totals = run_batch(batch.batch_id, context, 3)
    assert (totals.done, totals.failed, totals.exit_codes) == (2, 4, {"0": 2, "2": 4})
    assert batch_code(totals) == 3
    errors = {item.posting: item.error for item in tools.batches.items(batch.batch_id) if item.state == "failed"}
    assert errors["none.txt"] == "none.txt does not exist: give the path of a posting's file."
    assert "is empty" in errors[postings[2]]
    assert "127.0.0.1" in errors["http://127.0.0.1:9/x"]
    assert "set MONGODB_URI" in errors["mongo:7"]


def test_what_all_need_is_looked_at_before_there_is_a_batch(
    context: Context, tools: Tools, asked: JobInput, posting: Callable[..., str]
) -> None:
    with pytest.raises(SenderError, match="Drafts need a sender"):
        create_batch(asked.model_copy(update={"sender": ""}), [posting("a")], context)
    with pytest.raises(UserInputError, match="no posting to work on"):
        create_batch(asked, [], context)
    assert tools.batches.list() == []


def test_an_error_of_ours_is_one_posting_s_own(
    context: Context, tools: Tools, asked: JobInput, posting: Callable[..., str]
) -> None:
    class Broken:
        name = "market"
        kinds = frozenset({"metro", "locality", "role", "region", "country", "anywhere"})

        def search(self, query: object, page: str = "") -> None:
            raise ZeroDivisionError("by nought")

    batch = create_batch(asked.model_copy(update={"max_contacts": 3}), [posting("a"), "none.txt"], context)
    tools.markets = [Broken()]  # type: ignore[list-item]
    totals = run_batch(batch.batch_id, context)
    assert batch_code(totals) == 1
    assert tools.batches.item(batch.batch_id, 1).error == "ZeroDivisionError: by nought"


def test_it_goes_on_with_what_is_open_and_tries_failed_ones_when_wanted(
    context: Context, tools: Tools, asked: JobInput, posting: Callable[..., str]
) -> None:
    late = Path("late.txt").absolute()
    batch = create_batch(asked, [posting("a"), str(late)], context)
    assert run_batch(batch.batch_id, context).failed == 1
    posting("late", COMPANIES[1])
    assert run_batch(batch.batch_id, context).failed == 1
    failed = tools.batches.item(batch.batch_id, 2)
    assert tools.batches.retry_failed(batch.batch_id) == 1
    totals = run_batch(batch.batch_id, context)
    assert (totals.done, totals.failed, batch_code(totals)) == (2, 0, 0)
    again = tools.batches.item(batch.batch_id, 2)
    assert (again.run_id, again.error) == (failed.run_id, "")
    assert len(tools.runs.list()) == 2


def test_with_review_each_waits(context: Context, tools: Tools, asked: JobInput, posting: Callable[..., str]) -> None:
    order = asked.model_copy(update={"review": True})
    batch = create_batch(order, [posting("a"), posting("b", COMPANIES[1])], context)
    totals = run_batch(batch.batch_id, context)
    assert (totals.done, totals.paused, totals.drafts, batch_code(totals)) == (2, 2, 0, 0)
    assert {run.state for run in tools.runs.list()} == {"paused"}


def test_every_step_and_end_is_told_one_at_a_time(
    context: Context, asked: JobInput, posting: Callable[..., str]
) -> None:
    seen: list[tuple[int, str]] = []
    busy = threading.Lock()

    def watch(item: Item, step: Step | None) -> None:
        assert busy.acquire(blocking=False)
        seen.append((item.number, step.name if step else item.state))
        busy.release()

    batch = create_batch(asked, [posting("a"), "none.txt"], context)
    run_batch(batch.batch_id, context, watch=watch)
    assert [what for number, what in seen if number == 1][-1] == "done"
    assert "verify" in [what for number, what in seen if number == 1]
    assert Counter(seen)[2, "failed"] == 1


def test_stopped_it_goes_on_with_the_same_runs(
    context: Context, tools: Tools, asked: JobInput, posting: Callable[..., str]
) -> None:
    stop = threading.Event()

    def watch(item: Item, step: Step | None) -> None:
        if step and step.name == "verify":
            stop.set()

    postings = [posting(name, company) for name, company in zip("abc", COMPANIES, strict=True)]
    batch = create_batch(asked, postings, context)
    totals = run_batch(batch.batch_id, context, 2, watch, stop)
    assert (totals.running, totals.waiting + totals.done) == (0, 3)
    begun = [item.run_id for item in tools.batches.items(batch.batch_id)]
    stopped = [run for run in tools.runs.list() if run.state == "stopped"]
    assert stopped
    assert run_batch(batch.batch_id, context, 2).done == 3
    now = [item.run_id for item in tools.batches.items(batch.batch_id)]
    assert all(run_id in ("", again) for run_id, again in zip(begun, now, strict=True))
    assert {run.state for run in tools.runs.list()} == {"done"}
    assert len(tools.runs.list()) == 3


def test_what_watch_raises_ends_the_batch(context: Context, asked: JobInput, posting: Callable[..., str]) -> None:
    def watch(item: Item, step: Step | None) -> None:
        if step is None:
            raise BrokenPipeError("gone")

    batch = create_batch(asked, [posting("a"), posting("b"), posting("c")], context)
    with pytest.raises(BrokenPipeError):
        run_batch(batch.batch_id, context, 1, watch)
    assert context.tools.batches.totals(batch.batch_id).waiting == 2


def test_a_store_that_breaks_ends_the_batch(context: Context, asked: JobInput, posting: Callable[..., str]) -> None:
    def watch(item: Item, step: Step | None) -> None:
        context.tools.store.close()

    batch = create_batch(asked, [posting("a"), posting("b")], context)
    with pytest.raises(StoreError):
        run_batch(batch.batch_id, context, 1, watch)


def test_an_item_of_somebody_else_is_left(
    context: Context, tools: Tools, asked: JobInput, posting: Callable[..., str]
) -> None:
    batch = create_batch(asked, [posting("a"), posting("b")], context)
    item = tools.batches.item(batch.batch_id, 1)
    assert tools.batches.take(item, "elsewhere:7:x", NOW, LEASE, "r_1")
    assert work_on(item, batch, context) is None
    totals = run_batch(batch.batch_id, context)
    assert (totals.running, totals.done) == (1, 1)


def test_a_run_whose_end_was_not_entered_is_not_done_again(
    context: Context, tools: Tools, asked: JobInput, posting: Callable[..., str]
) -> None:
    batch = create_batch(asked, [posting("a")], context)
    item = tools.batches.item(batch.batch_id, 1)
    dead = tools.batches.take(item, "elsewhere:7:x", NOW - 2 * LEASE, LEASE, "r_mine")
    assert dead is not None
    run_outreach(asked.model_copy(update={"posting": item.posting, "run_id": "r_mine"}), context)
    steps: list[Step] = []
    ended = work_on(dead, batch, context, steps.append)
    assert ended is not None
    assert (ended.state, ended.exit_code, ended.contacts, ended.drafts, ended.attempts) == ("done", 0, 2, 2, 2)
    assert steps == []


def test_a_run_that_was_given_up_fails_with_its_sentence(
    context: Context, tools: Tools, asked: JobInput, posting: Callable[..., str]
) -> None:
    batch = create_batch(asked, [posting("a")], context)
    item = tools.batches.take(tools.batches.item(batch.batch_id, 1), this_owner(), NOW, LEASE, "r_mine")
    assert item is not None
    tools.batches.end(item, state="waiting")
    run = tools.runs.start("r_mine", {}, NOW)
    tools.runs.drop(run, "you gave it up.", NOW)
    run_batch(batch.batch_id, context)
    assert "was dropped: you gave it up." in tools.batches.item(batch.batch_id, 1).error


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ({}, 0),
        ({"0": 3}, 0),
        ({"0": 3, "3": 1}, 3),
        ({"3": 1, "4": 1}, 4),
        ({"0": 1, "4": 1, "1": 1}, 1),
        ({"2": 3}, 2),
        ({"0": 1, "2": 3}, 3),
        ({"2": 1, "4": 1}, 4),
    ],
)
def test_the_worst_of_the_postings(codes: dict[str, int], code: int) -> None:
    assert batch_code(Totals(exit_codes=codes)) == code


def test_a_lease_outlasts_its_renewals() -> None:
    assert timedelta(seconds=30) < LEASE < timedelta(minutes=10)
