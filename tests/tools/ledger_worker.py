"""A process of its own that spends from one purse: `ledger_worker.py PLACE BUDGET THREADS TIMES [RUN]`.

The purse is "run", or that of a run of the batch "b_1".

Says "ready" once the store is open, begins when a line comes in, and prints how many calls of half
a credit it was granted. With THREADS 0 it reserves once, says so, and waits to be killed.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

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


def main() -> None:
    place, budget, threads, times = sys.argv[1], Budget.parse(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    purse = sys.argv[5] if len(sys.argv) > 5 else "run"
    with store_at(place) as store:
        ledger = Ledger(store)
        if purse != "run":
            ledger.lay_within(purse, "b_1")
        print("ready", flush=True)  # noqa: T201
        sys.stdin.readline()
        if threads == 0:
            ledger.reserve(purse, budget, "pdl", 2.5)
            print("reserved", flush=True)  # noqa: T201
            sys.stdin.readline()
            return
        with ThreadPoolExecutor(threads) as pool:
            print(sum(pool.map(lambda _: spend(ledger, purse, budget, times), range(threads))))  # noqa: T201


if __name__ == "__main__":
    main()
