"""What changes after a batch's postings ended: reviews, and a store that was away."""

from __future__ import annotations

from collections.abc import Callable

from inroad.errors import StoreError
from inroad.graph.batch import batch_code, create_batch, run_batch
from inroad.graph.batch_kept import refresh
from inroad.graph.run import Step, decide, review
from inroad.settings import Context, Tools
from inroad.state import JobInput
from inroad.tools.people import PeoplePage, PeopleQuery
from inroad.tools.store.batches import Item
from tests.conftest import NOW
from tests.graph.batch_orders import COMPANIES, asked, network, posting

__all__ = ["asked", "network", "posting"]


def test_what_was_reviewed_or_dropped_later_is_entered(
    context: Context, tools: Tools, asked: JobInput, posting: Callable[..., str]
) -> None:
    order = asked.model_copy(update={"review": True})
    postings = [posting(name, company) for name, company in zip("abc", COMPANIES, strict=True)]
    batch = create_batch(order, postings, context)
    run_batch(batch.batch_id, context)
    assert refresh(batch.batch_id, tools) == 0
    reviewed, dropped, waits = tools.batches.items(batch.batch_id)
    decide(reviewed.run_id, review(reviewed.run_id, context).answer, context)
    tools.runs.drop(tools.runs.get(dropped.run_id), "you gave it up.", NOW)
    assert refresh(batch.batch_id, tools) == 2
    items = list(tools.batches.items(batch.batch_id))
    assert [(item.state, item.paused, item.drafts, item.exit_code) for item in items] == [
        ("done", False, 2, 0),
        ("failed", False, 0, 2),
        ("done", True, 0, 0),
    ]
    assert items[1].error == "The run was dropped: you gave it up."
    assert items[2] == waits
    assert refresh(batch.batch_id, tools) == 0


def test_a_store_that_is_away_leaves_the_posting_for_later_five_times(
    context: Context, tools: Tools, asked: JobInput, posting: Callable[..., str]
) -> None:
    class Away:
        name = "market"
        kinds = frozenset({"metro", "locality", "role", "region", "country", "anywhere"})

        def __init__(self) -> None:
            self.is_away = True

        def search(self, query: PeopleQuery, page: str = "") -> PeoplePage:
            if self.is_away:
                raise StoreError("The Redis is away.")
            return PeoplePage(people=[], found=0)

    other = posting("b", COMPANIES[1])
    batch = create_batch(asked.model_copy(update={"max_contacts": 3}), [posting("a"), other], context)
    market = Away()
    tools.markets = [market]  # type: ignore[list-item]
    seen: list[tuple[str, str]] = []

    def watch(item: Item, step: Step | None) -> None:
        if step is None:
            seen.append((item.state, item.error))

    for _ in range(4):
        totals = run_batch(batch.batch_id, context, 1, watch)
        assert (totals.waiting, totals.failed, batch_code(totals)) == (2, 0, 1)
    totals = run_batch(batch.batch_id, context, 1, watch)
    assert (totals.waiting, totals.failed) == (0, 2)
    assert seen == [("waiting", "The Redis is away.")] * 8 + [("failed", "The Redis is away.")] * 2
    market.is_away = False
    tools.batches.retry_failed(batch.batch_id)
    run_batch(batch.batch_id, context)
    assert {item.state for item in tools.batches.items(batch.batch_id)} == {"done"}
    assert not any("Redis" in item.error for item in tools.batches.items(batch.batch_id))
