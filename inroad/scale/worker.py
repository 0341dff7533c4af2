"""A worker: takes postings from the queue and works on several at a time, until it is told to end."""

from __future__ import annotations

import logging
import os
import re
import socket
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from inroad import __version__, log
from inroad.errors import InroadError
from inroad.graph.batch import leave_loaded_alone, work_on
from inroad.graph.exit_codes import OK
from inroad.graph.progress import opened
from inroad.scale.hearing import hearing
from inroad.scale.queue import TASK, Queue, queue_of
from inroad.scale.sweep import LOOK_EVERY, send_again
from inroad.settings import Context
from inroad.tools.store.batches import Item

Tell = Callable[[Item], None]
Say = Callable[[str], None]

_VERSION = re.compile(r"\d{1,9}\.\d{1,9}(\.\w{1,20}){0,4}")


class Worker:
    """What is done with a message, and with the batches that messages have told of."""

    def __init__(self, queue: Queue, context: Context, tell: Tell, say: Say) -> None:
        """`tell` is told of each posting as it ends, `say` gets sentences on messages that are not worked on."""
        self._queue = queue
        self._context = context
        self._tell = tell
        self._say = say
        self._known: set[str] = set()

    def posting(self, batch: object, number: object, version: object) -> None:
        """Work on a posting, unless it is over or somebody is at it; what is no message of inroad's is dropped.

        What goes wrong with a posting stands in the store; what goes wrong with the store is said here, and the posting
        is sent again later.
        """
        if not (isinstance(batch, str) and type(number) is int and isinstance(version, str) and _is_version(version)):
            self._drop()
        elif queue_of(version) != self._queue.name:
            self._pass_on(batch, number, version)
        else:
            self._work_on(batch, number)

    def _work_on(self, batch: str, number: int) -> None:
        try:
            batches = self._context.tools.batches
            found = batches.get(batch)
            self._known.add(batch)
            ended = work_on(batches.item(batch, number), found, self._context)
        except InroadError as error:
            self._say(f"Posting {number} of the batch {batch} is left alone: {error}")
            log.event("posting_left", logging.ERROR, batch=batch, number=number, error=type(error).__name__)
        else:
            if ended:
                self._tell(ended)
                leave_loaded_alone()

    def look_after_batches(self, over: threading.Event, look_every: float) -> None:
        """Send again what nobody is at, of all batches that this worker knows of, until `over` is set."""
        while not over.wait(look_every):
            for batch in sorted(self._known):
                try:
                    if not send_again(batch, self._queue, self._context.tools):
                        self._known.discard(batch)
                except InroadError as error:
                    log.event("batch_not_looked_after", logging.ERROR, batch=batch, error=type(error).__name__)

    def _drop(self) -> None:
        self._say(
            f"A message in the queue {self._queue.name} was dropped: it names no posting of a batch, so inroad did not "
            "send it; look at who else writes to the broker."
        )
        log.event("message_dropped", logging.WARNING, queue=self._queue.name)

    def _pass_on(self, batch: str, number: int, version: str) -> None:
        """A worker of another version might read the batch wrongly; the message goes where it belongs."""
        self._say(
            f"Posting {number} of the batch {batch} is for inroad {version}, and this worker is {__version__}: it goes "
            f"to the queue {queue_of(version)}; start a worker of that version."
        )
        log.event("posting_passed_on", logging.WARNING, batch=batch, number=number, version=version)
        self._queue.send(batch, [number], version)


def _is_version(version: str) -> bool:
    return _VERSION.fullmatch(version) is not None


def serve(queue: Queue, context: Context, jobs: int, tell: Tell, say: Say, look_every: float = LOOK_EVERY) -> int:
    """Work on `jobs` postings at a time until a signal comes: SIGTERM and Ctrl-C end it after what is under way.

    It returns the exit code, which is 0 when a signal came. To be called in the main thread, which alone gets signals.

    Raises:
        StoreError: the store or the broker does not answer at the start.
    """
    queue.check()
    worker = Worker(queue, context, tell, say)
    queue.app.task(name=TASK)(worker.posting)
    over = threading.Event()
    sweeper = threading.Thread(target=worker.look_after_batches, args=[over, look_every], daemon=True)
    about = {"version": __version__, "queue": queue.name, "jobs": jobs}
    with _celery_told_to_our_log(), context.tools.presence.as_worker(about), opened(context.tools):
        sweeper.start()
        say(
            f"At work: {jobs} postings at a time from {queue.name} at {queue.shown}; "
            "Ctrl-C ends it after those at work."
        )
        try:
            code = _celery_worker(queue, jobs)
        finally:
            over.set()
            sweeper.join()
    if code:
        say(f"The work on the queue {queue.name} broke off (--log-file keeps what Celery says of it); start it again.")
    return code


def _celery_worker(queue: Queue, jobs: int) -> int:
    from celery.exceptions import SecurityWarning
    from celery.worker import state

    # Celery warns root, as which everything runs in most containers; nothing but JSON is read.
    warnings.filterwarnings("ignore", category=SecurityWarning)
    queue.app.steps["consumer"].add(hearing())
    celery: Any = queue.app.Worker(
        hostname=f"inroad-{os.getpid()}@{socket.gethostname()}",
        pool="threads",
        concurrency=jobs,
        queues=[queue.name],
        quiet=True,
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
    )
    celery.start()
    # To Celery, an end by Ctrl-C is a failure.
    return OK if state.should_stop is not None else int(celery.exitcode or OK)


class _ToOurLog(logging.Handler):
    """Tells what Celery says as our own events; its addresses of brokers have no passwords."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell one."""
        log.event("queue", record.levelno, source=record.name, says=record.getMessage())


@contextmanager
def _celery_told_to_our_log() -> Iterator[None]:
    from celery.signals import setup_logging

    def configured(**_: object) -> None:
        """With somebody who listens to this signal Celery leaves the loggers as they are."""

    handler = _ToOurLog()
    loggers = [logging.getLogger(name) for name in ("celery", "kombu", "amqp")]
    setup_logging.connect(configured)
    for logger in loggers:
        logger.addHandler(handler)
        logger.propagate = False
        logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        setup_logging.disconnect(configured)
        for logger in loggers:
            logger.removeHandler(handler)
            logger.propagate = True
            logger.setLevel(logging.NOTSET)
