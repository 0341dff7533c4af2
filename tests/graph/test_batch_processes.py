"""Batches in processes of their own: killed, side by side, and with no more memory than they need."""

from __future__ import annotations

import gc
import logging
import signal
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest

from inroad.graph.batch import create_batch, run_batch
from inroad.graph.run import Step
from inroad.settings import Context
from inroad.state import JobInput
from inroad.tools.store.batches import Batch, Item
from tests.graph.batch_orders import COMPANIES, asked, network, posting
from tests.graph.batch_worker import batch_context, work, work_and_die
from tests.graph.processes import PROCESSES

__all__ = ["asked", "network", "posting"]


@pytest.fixture
def home() -> Path:
    home = Path("shared").absolute()
    home.mkdir()
    return home


@pytest.fixture
def shared(home: Path) -> Iterator[Context]:
    """A context on a store that other processes have open too."""
    context = batch_context(home)
    yield context
    context.tools.store.close()


@pytest.fixture
def four(shared: Context, asked: JobInput, posting: Callable[..., str]) -> Batch:
    """A batch of two postings at each of two companies."""
    names = [(f"{name}{number}", name) for name in COMPANIES[:2] for number in range(2)]
    return create_batch(asked, [posting(file, company) for file, company in names], shared)


def _check_all_done_once(batch: Batch, context: Context, home: Path) -> None:
    totals = context.tools.batches.totals(batch.batch_id)
    assert (totals.done, totals.failed, totals.open) == (4, 0, 0)
    assert totals.drafts == 4  # a person is written to about one posting of a company
    assert len(list((home / "drafts").rglob("*.eml"))) == 4
    assert {run.state for run in context.tools.runs.list()} == {"done"}
    assert len(context.tools.runs.list()) == 4


@pytest.mark.parametrize("steps", [3, 25, 40])
def test_killed_it_goes_on(steps: int, home: Path, four: Batch, shared: Context) -> None:
    process = PROCESSES.Process(target=work_and_die, args=(home, four.batch_id, steps))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert shared.tools.batches.totals(four.batch_id).running
    run_batch(four.batch_id, shared, 2)
    _check_all_done_once(four, shared, home)
    assert max(item.attempts for item in shared.tools.batches.items(four.batch_id)) == 2


def test_two_processes_share_a_batch(home: Path, four: Batch, shared: Context) -> None:
    files = [home / "one", home / "two"]
    processes = [PROCESSES.Process(target=work, args=(home, four.batch_id, file)) for file in files]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    ended = sorted(int(line) for file in files for line in file.read_text().splitlines())
    assert ended == [1, 2, 3, 4]
    assert {item.attempts for item in shared.tools.batches.items(four.batch_id)} == {1}
    _check_all_done_once(four, shared, home)


@pytest.fixture
def _no_log_is_kept() -> Iterator[None]:
    """Pytest keeps what is logged, which is no memory of ours."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.usefixtures("_no_log_is_kept")
def test_memory_does_not_grow_with_the_postings(context: Context, asked: JobInput) -> None:
    held: list[int] = []

    def look(item: Item, step: Step | None) -> None:
        if step is None:
            gc.collect()
            held.append(tracemalloc.get_traced_memory()[0])

    def held_at_last(count: int) -> float:
        batch = create_batch(asked, [f"none{number}.txt" for number in range(count)], context)
        gc.collect()
        gc.freeze()  # what was there before need not be looked through again
        tracemalloc.start()
        assert run_batch(batch.batch_id, context, 2, look).failed == count
        tracemalloc.stop()
        gc.unfreeze()
        return median(held[-5:])

    held_at_last(10)
    assert (held_at_last(50) - held_at_last(10)) / 40 < 6_000  # bytes of a posting: nothing of its run
