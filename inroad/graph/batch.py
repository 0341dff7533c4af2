"""Work on a batch of postings: each by its own run, many side by side, one company's after its first."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from typing import Any

from inroad import __version__, log
from inroad.errors import StoreError, UserInputError
from inroad.graph.batch_kept import begun, of_run
from inroad.graph.batch_order import entries_by_company
from inroad.graph.batch_outcomes import of_failure, of_state
from inroad.graph.exit_codes import FEWER, OK, OUR_ERROR, REFUSED, USER_ERROR
from inroad.graph.processes import is_alive
from inroad.graph.progress import opened
from inroad.graph.run import (
    Step,
    resume_outreach,
    run_outreach,
)
from inroad.graph.work_line import WorkLine
from inroad.nodes.check_inputs import usable_sender
from inroad.settings import Context, Tools
from inroad.state import JobInput
from inroad.tools.store.batches import Batch, Item, Totals
from inroad.tools.store.owners import this_owner
from inroad.tools.store.runs import new_run_id
from inroad.tools.turns import piece_of_work

# A run waits some ten seconds for its providers, and asks one that allows ten questions a second some twenty of them:
# five runs keep that one busy, eight do so too where some are slow.
JOBS = 8
# Whoever is at a posting renews its lease three times as often; of a dead machine others take over after it.
LEASE = timedelta(minutes=2)
# How many objects are made before garbage collection looks at them.
_OBJECTS_MADE = 10_000

Watch = Callable[[Item, Step | None], None]


def create_batch(
    job: JobInput, postings: Iterable[str], context: Context, watch: Callable[[int], None] | None = None
) -> Batch:
    """Enter a batch into the store: for each posting what `job` asks for; those of a company one after another.

    Postings in files are read once to tell whose they are; one that cannot be read fails later, by itself. `watch` is
    told how many have been looked at.

    Raises:
        UserInputError: there is no posting, or something that all of them need cannot be used: the sender, the network,
            the place for drafts.
        ProviderError: the mailbox for drafts does not let the login in.
        StoreError: the store cannot be written.
    """
    tools = context.tools
    usable_sender(job, tools)
    tools.check_network(job)
    entries = entries_by_company(postings, tools.postings, job.company, watch)
    if not entries:
        raise UserInputError("There is no posting to work on; give files, folders, addresses, or a list of them.")
    asked = job.model_dump(mode="json", exclude={"posting", "jd", "job", "run_id", "batch"})
    return tools.batches.create(asked, entries, tools.clock(), __version__)


def run_batch(
    batch_id: str, context: Context, jobs: int = JOBS, watch: Watch | None = None, stop: threading.Event | None = None
) -> Totals:
    """Work on all postings of a batch that nobody is at, `jobs` at a time, and return how far the batch is then.

    Any number of processes may do so at once. A posting that fails does not stop the others. `watch` is told of each
    item when it begins, at each step of its run, and when it ended (one call at a time).

    When `stop` is set, or this is interrupted, the runs under way are stopped at their next step, to be resumed by the
    next call.

    Raises:
        UserInputError: there is no such batch.
        StoreError: the store cannot be used.
        KeyboardInterrupt: the user stopped it.
    """
    tools = context.tools
    batch = tools.batches.get(batch_id)
    crew = _Crew(batch, context, watch, stop or threading.Event())
    with opened(tools):  # once for all runs
        crew.work(max(1, min(jobs, batch.items)))
    return tools.batches.totals(batch_id)


def work_on(item: Item, batch: Batch, context: Context, watch: Callable[[Step], None] | None = None) -> Item | None:
    """Take a posting, run or resume its run, and enter how it ended; None when somebody else is at it or was.

    Whatever goes wrong with it is kept in the item as a sentence. Where that is a store that does not answer, the item
    is given back ("waiting", with the sentence), and failed at the fifth try. When `watch` raises KeyboardInterrupt,
    the run is stopped, the item given back, and the interrupt goes on.

    Raises:
        StoreError: the item cannot be written.
        KeyboardInterrupt: the user stopped it.
    """
    tools = context.tools
    mine = tools.batches.take(item, this_owner(), tools.clock(), LEASE, new_run_id())
    if mine is None:
        return None
    started = time.perf_counter()
    with piece_of_work(), _kept(mine, tools):
        try:
            outcome = _outcome(mine, batch, context, watch)
        except KeyboardInterrupt:
            tools.batches.end(mine, state="waiting")
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours in one posting is no reason to drop all others
            outcome = of_failure(error, mine.attempts)
    outcome["seconds"] = round(item.seconds + time.perf_counter() - started, 3)
    return mine.model_copy(update=outcome) if tools.batches.end(mine, **outcome) else None


@cache
def leave_loaded_alone() -> None:
    """Let garbage collection pass over what is there by now, once: tables and libraries, which stay to the end.

    It also comes less often from then on: a posting leaves about a thousand objects that only it can tell to be unused.
    To be called when a first posting is done, by a process that does nothing but work on postings.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_MADE, *gc.get_threshold()[1:])


def batch_code(totals: Totals) -> int:
    """Return a batch's exit code: the worst of its postings', 0 < 3 < 4 < 1.

    A posting that cannot be used counts as fewer than asked for (3); it is the user's input (2) when none could be.
    """
    codes = {int(code) for code in totals.exit_codes}
    if codes == {USER_ERROR}:
        return USER_ERROR
    seen = {FEWER if code == USER_ERROR else code for code in codes}
    return next((code for code in (OUR_ERROR, REFUSED, FEWER) if code in seen), OK)


class _Crew:
    """The threads that work on one batch in this process."""

    def __init__(self, batch: Batch, context: Context, watch: Watch | None, stop: threading.Event) -> None:
        self._batch = batch
        self._context = context
        self._watch = watch
        self._stop = stop
        self._telling = threading.Lock()
        self._line = WorkLine(context.tools.batches.open_items(batch.batch_id))
        self._trouble: list[BaseException] = []
        self._left = 0
        self._over = threading.Event()

    def work(self, threads: int) -> None:
        """Work until nothing is left; an interrupt stops what is under way and goes on."""
        self._left = threads
        for number in range(threads):
            # As daemons they do not hold up a user who insists on the end.
            threading.Thread(target=self._work, name=f"batch-{number}", daemon=True).start()
        try:
            # An interrupted `Thread.join` takes a thread that is at work for one that has ended.
            self._over.wait()
        except KeyboardInterrupt:
            self._end()
            self._over.wait()
            raise
        if self._trouble:
            raise self._trouble[0]

    def _work(self) -> None:
        try:
            while (item := self._line.next()) is not None:
                try:
                    self._work_on(item)
                finally:
                    self._line.done(item)
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is seen
            if not (isinstance(error, KeyboardInterrupt) and self._stop.is_set()):
                self._trouble.append(error)
            self._end()
        finally:
            self._leave()

    def _leave(self) -> None:
        """The last one to leave tells that it is over."""
        with self._telling:
            self._left -= 1
            if not self._left:
                self._over.set()

    def _end(self) -> None:
        self._stop.set()
        self._line.close()

    def _work_on(self, item: Item) -> None:
        if self._stop.is_set():
            raise KeyboardInterrupt
        ended = work_on(item, self._batch, self._context, lambda step: self._tell(item, step))
        if ended:
            self._tell(ended, None)

    def _tell(self, item: Item, step: Step | None) -> None:
        if step and self._stop.is_set():
            raise KeyboardInterrupt
        if self._watch:
            with self._telling:
                self._watch(item, step)


@contextmanager
def _kept(item: Item, tools: Tools) -> Iterator[None]:
    """Renew the lease of an item as long as it is worked on."""
    over = threading.Event()

    def renew() -> None:
        while not over.wait(LEASE.total_seconds() / 3):
            try:
                tools.batches.renew(item, tools.clock(), LEASE)
            except StoreError as error:  # the work itself meets it too
                log.event("lease_not_renewed", logging.ERROR, error=type(error).__name__)

    keeper = threading.Thread(target=renew, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def _outcome(item: Item, batch: Batch, context: Context, watch: Callable[[Step], None] | None) -> dict[str, Any]:
    """Go as far with an item as it goes, from wherever an earlier process left it."""
    tools = context.tools
    run = begun(item.run_id, tools)
    if run is None:
        return of_state(run_outreach(_job_of(item, batch), context, watch))
    if run.state in ("done", "paused"):
        return of_run(run, tools)
    if is_alive(run, tools):
        return {"state": "waiting"}
    return of_state(resume_outreach(run.run_id, context, watch))


def _job_of(item: Item, batch: Batch) -> JobInput:
    own = {"posting": item.posting, "job": item.job, "run_id": item.run_id, "batch": batch.batch_id}
    return JobInput.model_validate({**batch.job_input, **own})
