"""A worker with one thread whose first posting is at work until the file `go` is there."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from pydantic import SecretStr

from inroad.scale.queue import TASK, Queue
from inroad.scale.worker import _celery_worker


def work(url: str, folder: Path) -> None:
    """Leave a file of its number for each posting that is taken, and `unsaid` when one could not be acknowledged."""
    queue = Queue(SecretStr(url))

    class Unsaid(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            Path(folder, "unsaid").touch()

    logging.getLogger("celery.worker.request").addHandler(Unsaid(logging.CRITICAL))

    def posting(batch: str, number: int, version: str) -> None:
        Path(folder, str(number)).touch()
        while number == 1 and not Path(folder, "go").exists():
            time.sleep(0.01)

    queue.app.task(name=TASK)(posting)
    _celery_worker(queue, 1)
