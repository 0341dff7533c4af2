"""A process of its own that goes through a shared throttle: `throttle_worker.py URL NAME THREADS TIMES`.

Says "ready" once Redis has answered, and begins when a line comes in.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor

from pydantic import SecretStr

from inroad.tools.throttle import Limit
from inroad.tools.throttle_redis import RedisLimits

# The long one is never reached; for its sake the moments of all calls are kept.
LIMITS = [Limit(7, 0.15), Limit(1000, 3600)]


def main() -> None:
    url, name, threads, times = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    shared = RedisLimits(SecretStr(url))
    shared.check()
    throttle = shared.throttle(name, SecretStr("key"), LIMITS, time.sleep)
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda _: throttle.wait(), range(times)))


if __name__ == "__main__":
    main()
