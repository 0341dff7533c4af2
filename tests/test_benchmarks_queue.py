"""The Redis of the benchmark of workers: there as long as it is needed, and missed without fuss."""

from __future__ import annotations

import shutil

import pytest
from pydantic import SecretStr

from benchmarks import queue_workers
from inroad.errors import StoreError
from inroad.scale.queue import Queue


@pytest.mark.skipif(shutil.which("redis-server") is None, reason="redis-server is not installed")
def test_a_broker_answers_until_it_is_left() -> None:
    with queue_workers.broker() as url:
        queue = Queue(SecretStr(url))
        queue.check()
        assert queue.send("b", [1, 2]) == 2
        assert queue.waiting() == 2
    with pytest.raises(StoreError):
        queue.check()
    queue.close()


def test_without_redis_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with queue_workers.broker() as url:
        assert url == ""
