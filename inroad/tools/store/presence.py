"""Which processes are there, on all machines that share a store: each says so as long as it has work.

A process of this machine is looked up by its number. Of one elsewhere nothing is known but what it says itself: it is
there until its word is `LEASE` old. The clocks of the machines may differ by less than that.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from inroad import log
from inroad.errors import StoreError
from inroad.tools.store import Collection, Store, moment, this_process, utc_now

PROCESSES = Collection("processes", expires="until")

LEASE = timedelta(seconds=60)
_RENEWED_EVERY = 15.0


class Presence:
    """Says in the store that this process is there, and reads who else is."""

    def __init__(self, store: Store, clock: Callable[[], datetime] = utc_now) -> None:
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._work: Counter[str] = Counter()
        self._about: dict[str, Any] = {}
        self._over = threading.Event()
        self._thread: threading.Thread | None = None
        self._said_at = float("-inf")

    @contextmanager
    def at_work(self, on: str) -> Iterator[None]:
        """Be there as long as it takes; `on` says what this process is at, such as a run's id.

        Raises:
            StoreError: it cannot be said.
        """
        self._begin(on)
        try:
            yield
        finally:
            self._end(on)

    @contextmanager
    def as_worker(self, about: dict[str, Any]) -> Iterator[None]:
        """Be there for whatever comes; `about` is what others may want to know of this worker.

        Raises:
            StoreError: it cannot be said.
        """
        self._about = about
        self._begin("worker")
        try:
            yield
        finally:
            self._end("worker")
            self._about = {}
            self._store.delete(PROCESSES, [this_process()])

    def is_at(self, on: str) -> bool:
        """Tell whether this process is at something."""
        return on in self._work

    def is_there(self, process: str) -> bool:
        """Tell whether a process (see `this_process`) has said not long ago that it is there."""
        return process in self._store.get_many(PROCESSES, [process])

    def workers(self) -> dict[str, dict[str, Any]]:
        """What the workers that are there say of themselves, by process."""
        said = ((process, document.get("about")) for process, document in self._store.scan(PROCESSES))
        return {process: about for process, about in said if about}

    def _begin(self, on: str) -> None:
        with self._lock:
            # A word that is fresh need not be said again for each of many short runs.
            if self._about or time.monotonic() - self._said_at > _RENEWED_EVERY:
                self._say()
            self._work[on] += 1
            if self._thread is None:
                self._over = threading.Event()
                self._thread = threading.Thread(target=self._say_again, args=[self._over], daemon=True)
                self._thread.start()

    def _end(self, on: str) -> None:
        with self._lock:
            self._work.subtract([on])
            self._work = +self._work  # without those that are at 0
            if self._work:
                return
            ended, self._thread = self._thread, None
            self._over.set()
        if ended:
            ended.join()

    def _say_again(self, over: threading.Event) -> None:
        while not over.wait(_RENEWED_EVERY):
            try:
                self._say()
            except StoreError as error:  # the work itself meets it too
                log.event("presence_not_renewed", logging.ERROR, error=type(error).__name__)

    def _say(self) -> None:
        self._store.put_many(
            PROCESSES, {this_process(): {"until": moment(self._clock() + LEASE), "about": self._about}}
        )
        self._said_at = time.monotonic()
