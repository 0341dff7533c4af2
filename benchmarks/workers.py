"""Forty postings worked on by 1, 2 and 4 workers: how near to twice and four times as fast.

The workers are processes that serve as `inroad worker --jobs 1` does: a queue in a real Redis of this machine, which
also keeps the rate limits that they share. Where redis-server or the extra `scale` is not installed, so many processes
work on the batch as `inroad batch --jobs 1` does, without a queue; the note says so. One posting at a time means that
nearly all of a worker's time is spent on waiting for the providers, which have the delays of the goals; the shipped
writer writes. The clock runs from the moment when all processes are ready, with their libraries loaded, until nothing
is left to do. The store is SQLite, or MongoDB where MONGODB_URI is set, with a database for each count that is dropped
at the end.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Barrier
from pathlib import Path
from secrets import token_hex

from benchmarks import queue_workers
from benchmarks.hosted import hosted, job
from benchmarks.lines import Line, at_least
from benchmarks.market import OPENINGS, expectations
from benchmarks.sandbox_process import SLOW, Place, Plan, sandbox_process
from inroad.graph.batch import create_batch, run_batch

COUNTS = (1, 2, 4)
_READY_SECONDS = 120
_NO_QUEUE = "no redis-server or Celery here: processes on one store, without the queue"

# Seconds for the batch, given the sandbox, the home, the settings, the batch, and how many workers there are.
Race = Callable[[Place, Path, dict[str, str], str, int], float]


def lines(postings: int = len(OPENINGS)) -> list[Line]:
    """Return the lines of this benchmark; they take about three minutes."""
    openings = OPENINGS[:postings]
    with tempfile.TemporaryDirectory() as name, queue_workers.broker() as broker:
        folder, race = Path(name), queue_workers.race if broker else _raced
        with sandbox_process(Plan(expectations(folder, openings), SLOW)) as sandbox:
            sandbox.prepare([opening.company for opening in openings])
            seconds = {count: _seconds(sandbox.place, folder, count, postings, race, broker) for count in COUNTS}
    return [
        Line(
            f"{postings} postings with {count} workers, of linear",
            seconds[1] / (count * seconds[count]),
            at_least(0.9),
            seconds[count],
            seconds[1] / count,
            unit="s",
            note="" if broker else _NO_QUEUE,
        )
        for count in COUNTS[1:]
    ]


def _seconds(sandbox: Place, folder: Path, workers: int, postings: int, race: Race, broker: str) -> float:
    """Let so many processes work on a batch of their own."""
    home = folder / f"home-{workers}"
    with _settings() as of_store:
        told = of_store | {"INROAD_BROKER": broker}
        with hosted(sandbox, home, **told) as context:
            asked = [job(folder, opening, number) for number, opening in enumerate(OPENINGS[:postings])]
            batch_id = create_batch(asked[0], [each.posting for each in asked], context).batch_id
        seconds = race(sandbox, home, told, batch_id, workers)
        with hosted(sandbox, home, **told) as context:
            totals = context.tools.batches.totals(batch_id)
    if totals.done != postings or not totals.drafts:
        raise RuntimeError(f"The measurement failed: {totals.done} of {postings} postings, {totals.drafts} drafts.")
    return seconds


def _raced(sandbox: Place, home: Path, told: dict[str, str], batch_id: str, workers: int) -> float:
    processes = multiprocessing.get_context("spawn")
    ready = processes.Barrier(workers + 1)
    crew = [processes.Process(target=_work, args=(ready, sandbox, home, told, batch_id)) for _ in range(workers)]
    for worker in crew:
        worker.start()
    ready.wait(_READY_SECONDS)
    began = time.perf_counter()
    for worker in crew:
        worker.join()
    return time.perf_counter() - began


def _work(ready: Barrier, sandbox: Place, home: Path, told: dict[str, str], batch_id: str) -> None:
    with hosted(sandbox, home, **told) as context:
        ready.wait(_READY_SECONDS)
        run_batch(batch_id, context, 1)


@contextmanager
def _settings() -> Iterator[dict[str, str]]:
    """The settings of a new store, without a model."""
    told = {"OPENAI_API_KEY": "", "OPENAI_BASE_URL": "https://api.openai.com/v1", "INROAD_MODEL": ""}
    uri = os.environ.get("MONGODB_URI", "")
    if not uri:
        yield told
        return
    from pymongo import MongoClient

    name = f"inroad_bench_{token_hex(4)}"
    try:
        yield told | {"MONGODB_URI": uri, "INROAD_DB": name}
    finally:
        with MongoClient[dict[str, object]](uri) as client:
            client.drop_database(name)
