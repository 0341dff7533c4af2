"""The store and what is in it: whether it can be written, which form it has, which runs wait in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import uuid4

from inroad.doctor.findings import Finding
from inroad.errors import StoreError
from inroad.graph.processes import is_alive
from inroad.graph.progress import progress_file
from inroad.settings import Tools
from inroad.tools.store import Store
from inroad.tools.store.copying import COLLECTIONS
from inroad.tools.store.runs import Run
from inroad.tools.store.schema import STATE, version_of

_MOST_NAMED = 3


def store(tools: Tools) -> Iterator[Finding]:
    """Yield what a write and a look into the store show; it is not gone on with where it cannot be used."""
    try:
        _write(tools.store)
        yield Finding(what="store", state="ok", says=_in_store(tools))
        yield _runs(tools)
    except StoreError as error:
        yield Finding(what="store", state="wrong", says=str(error))


def _write(store: Store) -> None:
    """Write a document, read it and remove it."""
    key = f"doctor-{uuid4().hex}"
    store.put_many(STATE, {key: {"written": key}})
    there = store.get_many(STATE, [key])
    store.delete(STATE, [key])
    if there != {key: {"written": key}}:
        raise StoreError("The store does not give back what was written to it; look after its server or its disk.")


def _in_store(tools: Tools) -> str:
    where = f"MongoDB, database {tools.mongo.database}" if tools.mongo else f"SQLite in {tools.home}"
    documents = sum(1 for each in COLLECTIONS for _ in tools.store.scan(each))
    return f"{where}, written to and read; schema {version_of(tools.store)}, {documents} documents{_progress(tools)}"


def _progress(tools: Tools) -> str:
    file = progress_file(tools)
    if tools.mongo or not file.is_file():
        return ""
    return f", {file.stat().st_size / 1024**2:.1f} MB of progress"


def _runs(tools: Tools) -> Finding:
    """How many there are, and what to do about those that wait."""
    runs = tools.runs.list()
    broken_off = [
        run for run in runs if run.state == "stopped" or (run.state == "running" and not is_alive(run, tools))
    ]
    told = [
        _told([run for run in runs if run.state == "paused"], "wait for you", "inroad review"),
        _told(broken_off, "broke off", "inroad resume"),
    ]
    return Finding(what="runs", state="ok", says="; ".join([f"{len(runs)} in all", *filter(None, told)]))


def _told(runs: Sequence[Run], what: str, command: str) -> str:
    named = ", ".join(f"`{command} {run.run_id}`" for run in runs[:_MOST_NAMED])
    more = f" and {len(runs) - _MOST_NAMED} more" if len(runs) > _MOST_NAMED else ""
    return f"{len(runs)} {what}: {named}{more}" if runs else ""
