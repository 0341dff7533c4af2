"""Workers at a queue in a real Redis, each a process that serves as `inroad worker --jobs 1` does."""

from __future__ import annotations

import importlib.util
import multiprocessing
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.context import SpawnProcess
from pathlib import Path

from pydantic import SecretStr

from benchmarks.hosted import hosted
from benchmarks.sandbox_process import Place
from inroad.settings import Context
from inroad.tools.store.batches import Item

_HOST = "127.0.0.1"
_READY_SECONDS, _LOOK_SECONDS = 120, 0.05


@contextmanager
def broker() -> Iterator[str]:
    """Start a Redis that keeps nothing on disk, and return what stands in INROAD_BROKER; "" where there is none."""
    program, has_celery = shutil.which("redis-server"), importlib.util.find_spec("celery")
    if program is None or has_celery is None:
        yield ""
        return
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        where = ["--bind", _HOST, "--port", str(port), "--dir", folder]
        redis = subprocess.Popen(
            [program, *where, "--save", "", "--appendonly", "no"], stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
        )
        try:
            _wait_until(lambda: _listens(port), lambda: redis.poll() is None)
            yield f"redis://{_HOST}:{port}/0"
        finally:
            redis.terminate()
            redis.wait()


def race(sandbox: Place, home: Path, told: dict[str, str], batch_id: str, workers: int) -> float:
    """Return how long so many workers take from the moment when the batch is sent, in seconds."""
    from inroad.scale.queue import Queue
    from inroad.scale.sweep import send_batch

    queue = Queue(SecretStr(told["INROAD_BROKER"]))
    processes = multiprocessing.get_context("spawn")
    crew = [processes.Process(target=_serve, args=(sandbox, home, told)) for _ in range(workers)]
    with hosted(sandbox, home, **told) as context:
        for worker in crew:
            worker.start()
        try:
            _wait_until(lambda: len(context.tools.presence.workers()) == workers, lambda: _are_alive(crew))
            began = time.perf_counter()
            send_batch(batch_id, queue, context.tools)
            _wait_until(lambda: _is_over(context, batch_id), lambda: _are_alive(crew), seconds=3600)
            return time.perf_counter() - began
        finally:
            for worker in crew:
                worker.terminate()
            for worker in crew:
                worker.join()
            queue.close()


def _serve(sandbox: Place, home: Path, told: dict[str, str]) -> None:
    from inroad.scale.queue import Queue
    from inroad.scale.worker import serve

    with hosted(sandbox, home, **told) as context:
        serve(Queue(SecretStr(told["INROAD_BROKER"])), context, 1, _unheard, _unheard)


def _unheard(_: Item | str) -> None:
    """What a worker tells of its postings; the store has it too."""


def _is_over(context: Context, batch_id: str) -> bool:
    return next(iter(context.tools.batches.open_items(batch_id)), None) is None


def _are_alive(crew: list[SpawnProcess]) -> bool:
    return all(worker.is_alive() for worker in crew)


def _wait_until(is_so: Callable[[], bool], may_go_on: Callable[[], bool], seconds: float = _READY_SECONDS) -> None:
    """Look again and again.

    Raises:
        RuntimeError: it took too long, or what it depends on has ended.
    """
    until = time.monotonic() + seconds
    while not is_so():
        if not may_go_on() or time.monotonic() > until:
            raise RuntimeError("The measurement failed: Redis or a worker did not start, or ended too early.")
        time.sleep(_LOOK_SECONDS)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((_HOST, port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])
