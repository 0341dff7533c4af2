"""A process of its own that works on a store: `store_worker.py TASK STORE ARGUMENT...`.

STORE is a place as `store_at` reads it. A worker says "ready" once the store is open, and begins when
a line comes in, so that several of them begin together; it prints its result as JSON.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from inroad.errors import StoreError
from inroad.tools.store import Collection, Document, Store, revise
from inroad.tools.store.draft_ledger import DraftLedger, DraftSlot
from inroad.tools.store.sqlite import SqliteStore
from tests.mongo_server import store_at

COUNTERS = Collection("counters")
PRIZES = Collection("prizes", indexes=("owner",))
SHARED = Collection("shared")


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


def hammer(store: Store, owner: str, times: str, seed: str) -> dict[str, object]:
    """What this worker did and was told: it counts, adds words, puts, claims and takes over, as chance has it."""
    chance, told = random.Random(seed), Told(owner)
    for n in range(int(times)):
        what = chance.choice((told.count, told.add_word, told.put, told.claim, told.take_over))
        what(store, chance.randrange(4), n)
        told.done.append(n)
    return vars(told)


class Told:
    """What a worker that hammers was told; its keys are those of all workers, but for what it puts."""

    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.done: list[int] = []
        self.granted: dict[str, int] = {}
        self.words: list[str] = []
        self.puts: dict[str, Document] = {}
        self.won: list[tuple[str, int, str]] = []

    def count(self, store: Store, which: int, n: int) -> None:
        """Count by one to three, up to a limit that is soon reached for some counters."""
        key, by = f"c{which}", n % 3 + 1
        if store.increment(COUNTERS, key, "n", by, at_most=20 if which == 0 else None).granted:
            self.granted[key] = self.granted.get(key, 0) + by

    def add_word(self, store: Store, which: int, n: int) -> None:
        """Add a word to a document that all workers add to."""
        key, word = f"w{which}", f"{self.owner}{n}"
        store.insert_if_absent(SHARED, key, {"words": []})
        revise(store, SHARED, key, lambda there: {"words": [*there["words"], word]})
        self.words.append(word)

    def put(self, store: Store, which: int, n: int) -> None:
        """Write some documents of one's own, anew each time."""
        fresh: dict[str, Document] = {f"{self.owner}-{part}": {"owner": self.owner, "n": n} for part in range(which)}
        store.put_many(PRIZES, fresh)
        self.puts.update(fresh)

    def claim(self, store: Store, which: int, n: int) -> None:
        """Be the first to take a prize."""
        key = f"prize-{n // 2}-{which}"
        if store.insert_if_absent(PRIZES, key, {"owner": self.owner, "turn": 0}).won:
            self.won.append((key, 0, self.owner))

    def take_over(self, store: Store, which: int, n: int) -> None:
        """Take a prize over from whoever has it."""
        key = f"prize-{n // 2}-{which}"
        there = store.get_many(PRIZES, [key]).get(key)
        if there and store.replace_if(PRIZES, key, there, {"owner": self.owner, "turn": there["turn"] + 1}):
            self.won.append((key, there["turn"] + 1, self.owner))


TASKS: dict[str, Callable[..., object]] = {
    "count": count,
    "grab": grab,
    "claim": claim,
    "write_on": write_on,
    "hammer": hammer,
}


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
    with store_at(path) as store:
        print(json.dumps(TASKS[task](store, *arguments)))  # noqa: T201


if __name__ == "__main__":
    main()
