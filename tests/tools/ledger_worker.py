"""A process of its own that spends from the purse "run": `ledger_worker.py PLACE BUDGET THREADS TIMES`.

Says "ready" once the store is open, begins when a line comes in, and prints how many calls of half
a credit it was granted. With THREADS 0 it reserves once, says so, and waits to be killed.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

from inroad.errors import BudgetSpentError
from inroad.tools.budget import Budget
from inroad.tools.ledger import Ledger
from tests.mongo_server import store_at


def spend(ledger: Ledger, purse: str, budget: Budget, times: int) -> int:
    """How many of the calls were granted; every third costs nothing in the end."""
    granted = 0
    for n in range(times):
        try:
            reservation = ledger.reserve(purse, budget, "pdl", 0.5)
        except BudgetSpentError:
            continue
        granted += 1
        if n % 3 == 0:
            ledger.uncertain(reservation)
        else:
            ledger.settle(reservation, 0.5)
    return granted


def spend_together(place: str, run: str, budget: Budget, start: Barrier, told: Connection) -> None:
    """Spend from a run's purse as soon as all others are there too, and tell how many calls were granted."""
    with store_at(place) as store:
        ledger = Ledger(store)
        ledger.lay_within(run, "b_1")
        start.wait(60)
        told.send(_in_threads(ledger, run, budget, 4, 8))


def _in_threads(ledger: Ledger, purse: str, budget: Budget, threads: int, times: int) -> int:
    with ThreadPoolExecutor(threads) as pool:
        return sum(pool.map(lambda _: spend(ledger, purse, budget, times), range(threads)))


def main() -> None:
    place, budget, threads, times = sys.argv[1], Budget.parse(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    with store_at(place) as store:
        ledger = Ledger(store)
        print("ready", flush=True)  # noqa: T201
        sys.stdin.readline()
        if threads == 0:
            ledger.reserve("run", budget, "pdl", 2.5)
            print("reserved", flush=True)  # noqa: T201
            sys.stdin.readline()
            return
        print(_in_threads(ledger, "run", budget, threads, times))  # noqa: T201


if __name__ == "__main__":
    main()
