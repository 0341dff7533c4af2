"""Stores to test with, in this process and in others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

import inroad
from inroad.tools.store import Store
from inroad.tools.store.mongo_connection import database
from inroad.tools.store.opening import Mongo
from tests.mongo_server import mongo, place, store_at

__all__ = ["mongo", "place"]
WORKER = Path(__file__).with_name("store_worker.py")


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2100, 11, 2, 9, 30, tzinfo=UTC)  # a real MongoDB sweeps by the real clock

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(place: str, clock: Clock) -> Iterator[Store]:
    with store_at(place, clock) as opened:
        yield opened


@pytest.fixture
def raw(mongo: Mongo) -> Database[dict[str, Any]]:
    """The database in MongoDB as another program sees it."""
    return database(mongo)


def start_worker(task: str, place: str, *arguments: str) -> subprocess.Popen[str]:
    root = str(Path(inroad.__file__).parents[1])
    return subprocess.Popen(
        [sys.executable, "-W", "error", str(WORKER), task, place, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
    )


@pytest.fixture
def race() -> Callable[[str, list[list[str]]], list[Any]]:
    """Run a task in several processes that begin together; their results."""

    def run(place: str, tasks: list[list[str]]) -> list[Any]:
        workers = [start_worker(task, place, *arguments) for task, *arguments in tasks]
        for worker in workers:
            assert worker.stdout is not None
            assert worker.stdout.readline() == "ready\n"
        for worker in workers:
            assert worker.stdin is not None
            worker.stdin.write("go\n")
            worker.stdin.flush()
        outputs = [worker.communicate()[0] for worker in workers]
        assert [worker.returncode for worker in workers] == [0] * len(workers)
        return [json.loads(output) for output in outputs]

    return run


@pytest.fixture
def worker() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start one worker; killed and tidied up at the end of the test."""
    started: list[subprocess.Popen[str]] = []

    def start(task: str, place: str, *arguments: str) -> subprocess.Popen[str]:
        started.append(start_worker(task, place, *arguments))
        return started[-1]

    yield start
    for each in started:
        each.kill()
        each.communicate()
