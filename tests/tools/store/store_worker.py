"""A process of its own that works on a store: `store_worker.py TASK STORE ARGUMENT...`.

STORE is the path of a SQLite store. A worker says "ready" once the store is open, and begins when
a line comes in, so that several of them begin together; it prints its result as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from inroad.errors import StoreError
from inroad.tools.store import Collection, Store
from inroad.tools.store.draft_ledger import DraftLedger, DraftSlot
from inroad.tools.store.sqlite import SqliteStore

COUNTERS = Collection("counters")
PRIZES = Collection("prizes", indexes=("owner",))


def count(store: Store, times: str, at_most: str) -> int:
    """How many of the increments were granted."""
    grants = [store.increment(COUNTERS, "all", "n", 1, at_most=int(at_most)) for _ in range(int(times))]
    return sum(grant.granted for grant in grants)


def grab(store: Store, owner: str, times: str) -> list[int]:
    """Which of the prizes this worker was the first to take."""
    return [n for n in range(int(times)) if store.insert_if_absent(PRIZES, f"{n:04}", {"owner": owner}).won]


def claim(store: Store, owner: str, times: str, when: str = "2026-11-02T09:30:00+00:00") -> list[int]:
    """Which of the draft slots this worker may make, fresh ones or those of a run that died."""
    ledger, now = DraftLedger(store), datetime.fromisoformat(when)
    made = []
    for n in range(int(times)):
        slot = DraftSlot(sender="ada@home.example", person_id=f"p{n}", job_id="job", step="first")
        outcome = ledger.claim(slot, owner=owner, lease=timedelta(minutes=5), now=now).outcome
        made += [n] if outcome in ("won", "taken_over") else []
    return made


def write_on(store: Store) -> None:
    """Write until killed; says so after the first document."""
    n = 0
    while True:
        store.put_many(PRIZES, {f"{n:06}-{part}": {"owner": "w", "n": n} for part in range(20)})
        if n == 0:
            print("writing", flush=True)  # noqa: T201
        n += 1


TASKS: dict[str, Callable[..., object]] = {"count": count, "grab": grab, "claim": claim, "write_on": write_on}


def open_refused(path: str) -> None:
    """Print why an ordinary user cannot open the store."""
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    try:
        store = SqliteStore(Path(path))
        store.put_many(COUNTERS, {"a": {}})
    except StoreError as error:
        print(json.dumps(str(error)))  # noqa: T201


def main() -> None:
    task, path, *arguments = sys.argv[1:]
    if task == "open_refused":
        open_refused(path)
        return
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    with SqliteStore(Path(path)) as store:
        print(json.dumps(TASKS[task](store, *arguments)))  # noqa: T201


if __name__ == "__main__":
    main()
