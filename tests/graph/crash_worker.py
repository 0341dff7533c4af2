"""One attempt at a run of the whole house, in a process that may be killed at a boundary."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from inroad.graph.run import Step, decide, resume_outreach, review, run_outreach
from inroad.sandbox import MODEL
from inroad.settings import Context, Tools
from inroad.state import JobInput
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.apollo import apollo_client
from inroad.tools.drafts.mailboxes import Mailboxes
from inroad.tools.hunter import hunter_client
from inroad.tools.pdl import pdl_client
from inroad.tools.store import Collection, Document, Increment, Insertion, Store
from inroad.tools.store.mongo import MongoStore
from inroad.tools.store.opening import Mongo
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.writing.model import Access, StructuredModel
from tests.graph.crash_points import Blow
from tests.graph.once_worker import timing


@dataclass(frozen=True)
class Attempt:
    """What one attempt needs: the runs in their order, `url` of the sandbox, and `key`, the one of all providers."""

    home: Path
    jobs: tuple[JobInput, ...]
    url: str
    key: str
    now: datetime
    mongo: Mongo | None = None


class Boundaries:
    """Counts the boundaries that a process comes to, and kills it at the one of the blow."""

    def __init__(self, blow: Blow | None) -> None:
        self.met: Counter[str] = Counter()
        self._blow = blow
        self._lock = threading.Lock()

    def meet(self, where: str) -> None:
        """Come to a boundary."""
        with self._lock:
            self.met[where] += 1
            due = self._blow == Blow(where, self.met[where])
        if due:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, step: Step) -> None:
        """Come to a step's start or end."""
        self.meet(f"step {step.name} {step.what}")

    @contextmanager
    def around(self, method: str, collection: Collection) -> Iterator[None]:
        """Come to what is before a write, and after it to what is behind."""
        self.meet(f"write {method} {collection.name} before")
        yield
        self.meet(f"write {method} {collection.name} after")


class BoundedStore:
    """A store with boundaries before and after each write."""

    def __init__(self, store: Store, boundaries: Boundaries) -> None:
        self._store, self._around = store, boundaries.around

    def get_many(self, collection: Collection, keys: Iterable[str]) -> dict[str, Document]:
        return self._store.get_many(collection, keys)

    def put_many(self, collection: Collection, documents: Mapping[str, Document]) -> None:
        with self._around("put_many", collection):
            self._store.put_many(collection, documents)

    def insert_if_absent(self, collection: Collection, key: str, document: Document) -> Insertion:
        with self._around("insert_if_absent", collection):
            return self._store.insert_if_absent(collection, key, document)

    def replace_if(self, collection: Collection, key: str, expected: Document, document: Document | None) -> bool:
        with self._around("replace_if", collection):
            return self._store.replace_if(collection, key, expected, document)

    def insert_each(self, collection: Collection, documents: Mapping[str, Document]) -> dict[str, Insertion]:
        with self._around("insert_each", collection):
            return self._store.insert_each(collection, documents)

    def replace_each(self, collection: Collection, changes: Mapping[str, tuple[Document, Document]]) -> set[str]:
        with self._around("replace_each", collection):
            return self._store.replace_each(collection, changes)

    def query(self, collection: Collection, field: str, values: Iterable[str]) -> dict[str, Document]:
        return self._store.query(collection, field, values)

    def scan(self, collection: Collection) -> Iterator[tuple[str, Document]]:
        return self._store.scan(collection)

    def increment(
        self, collection: Collection, key: str, field: str, by: float, *, at_most: float | None = None
    ) -> Increment:
        with self._around("increment", collection):
            return self._store.increment(collection, key, field, by, at_most=at_most)

    def delete(self, collection: Collection, keys: Iterable[str]) -> int:
        with self._around("delete", collection):
            return self._store.delete(collection, keys)

    def purge_expired(self) -> int:
        return self._store.purge_expired()

    def close(self) -> None:
        self._store.close()


def attempt(order: Attempt, blow: Blow | None) -> None:
    """Bring all runs to their end, unless the blow falls; at the end the boundaries lie in `met.json`."""
    boundaries = Boundaries(blow)
    with _tools(order, boundaries) as tools:
        for job in order.jobs:
            _bring_to_its_end(job, Context(messages_per_call=2).with_tools(tools), boundaries)
    (order.home / "met.json").write_text(json.dumps(boundaries.met))


def _bring_to_its_end(job: JobInput, context: Context, boundaries: Boundaries) -> None:
    """Begin, resume or decide, as the run's state asks for; a review keeps every message."""
    runs = context.tools.runs
    if job.run_id not in {run.run_id for run in runs.list()}:
        run_outreach(job, context, boundaries.watch)
    elif runs.get(job.run_id).state not in ("done", "paused"):
        resume_outreach(job.run_id, context, boundaries.watch)
    while runs.get(job.run_id).state == "paused":
        decide(job.run_id, review(job.run_id, context).answer, context, boundaries.watch)


def store_of(order: Attempt) -> Store:
    """Open the store of an attempt."""
    if order.mongo:
        return MongoStore(order.mongo, clock=lambda: order.now)
    return SqliteStore(order.home / "inroad.sqlite", clock=lambda: order.now)


@contextmanager
def _tools(order: Attempt, boundaries: Boundaries) -> Iterator[Tools]:
    key, pause = SecretStr(order.key), timing()
    with ExitStack() as opened:
        store = BoundedStore(opened.enter_context(closing(store_of(order))), boundaries)
        model = StructuredModel(Access(MODEL, f"{order.url}/v1", key), timing=pause)
        yield Tools(
            store=store,
            home=order.home,
            mongo=order.mongo,
            mail_servers=UnaskedMxResolver(),
            pdl=opened.enter_context(pdl_client(key, f"{order.url}/v5", per_minute=100_000, timing=pause)),
            hunter=opened.enter_context(hunter_client(key, f"{order.url}/v2", per_second=10_000, timing=pause)),
            apollo=opened.enter_context(apollo_client(key, f"{order.url}/api/v1", per_minute=10_000, timing=pause)),
            model=opened.enter_context(closing(model)),
            mailboxes=Mailboxes(gmail_login=order.home / "login.json", gmail_url=order.url),
            clock=lambda: order.now,
        )
