from __future__ import annotations

import time
from pathlib import Path

from pydantic import SecretStr

from inroad.scale.queue import Queue
from tests.graph.processes import PROCESSES
from tests.redis_server import RedisServer, redis_server
from tests.scale.deaf_worker import work

__all__ = ["redis_server"]


def test_a_worker_takes_more_after_redis_was_away_while_all_its_threads_were_at_work(
    redis_server: RedisServer, tmp_path: Path
) -> None:
    queue = Queue(SecretStr(redis_server.url))
    worker = PROCESSES.Process(target=work, args=(redis_server.url, tmp_path))
    worker.start()
    try:
        queue.send("b_1", [1])
        _wait_for(tmp_path / "1")
        redis_server.stop()
        (tmp_path / "go").touch()
        _wait_for(tmp_path / "unsaid")
        redis_server.start()
        queue.send("b_1", [2])
        _wait_for(tmp_path / "2")
    finally:
        worker.kill()
        worker.join()
        queue.close()


def _wait_for(file: Path) -> None:
    until = time.monotonic() + 30
    while not file.exists():
        assert time.monotonic() < until, f"there is no {file.name}"
        time.sleep(0.03)
