"""A real Redis for the tests, on a free port of loopback, in a folder of its own."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

HOST = "127.0.0.1"
MISSING = "The tests of many machines need redis-server; install the package of that name, and try again."


class RedisServer:
    """Keeps nothing on disk: one that was stopped and started anew has forgotten everything."""

    def __init__(self) -> None:
        self._program = shutil.which("redis-server")
        if self._program is None:
            pytest.fail(MISSING, pytrace=False)
        self._folder = Path(tempfile.mkdtemp(prefix="inroad-redis-"))
        self._process: subprocess.Popen[bytes] | None = None
        self.port = _free_port()

    @property
    def url(self) -> str:
        """What stands in INROAD_BROKER."""
        return f"redis://{HOST}:{self.port}/0"

    def start(self) -> None:
        """Start it; it answers when this returns."""
        options = [
            "--bind",
            HOST,
            "--port",
            str(self.port),
            "--dir",
            str(self._folder),
            "--save",
            "",
            "--appendonly",
            "no",
        ]
        self._process = subprocess.Popen([str(self._program), *options], stdout=subprocess.DEVNULL)
        until = time.monotonic() + 30
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                pytest.fail("The Redis of the tests does not start.", pytrace=False)

    def hang(self) -> None:
        """Let it take questions and answer none, until it is killed."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def stop(self) -> None:
        """Kill it, which hangs up on everybody."""
        if self._process:
            self._process.kill()
            self._process.wait(30)

    def remove(self) -> None:
        """Kill it and remove its folder."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _answers(self) -> bool:
        with Redis(port=self.port) as asking:
            try:
                return bool(asking.ping())
            except RedisError:
                return False


@pytest.fixture(scope="module")
def redis_of_module() -> Iterator[RedisServer]:
    """One for all tests of a file."""
    server = RedisServer()
    server.start()
    yield server
    server.remove()


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    """One for a test that stops it."""
    server = RedisServer()
    server.start()
    yield server
    server.remove()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
