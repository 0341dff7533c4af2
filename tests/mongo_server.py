"""A server that speaks MongoDB's wire for the tests, in a process of its own, or the one of MONGODB_URI.

`mongo` gives each test a database of its own, which is dropped afterwards.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from pydantic import SecretStr
from pymongo import MongoClient
from pymongo.errors import PyMongoError

from inroad.tools.store import utc_now
from inroad.tools.store.mongo import MongoStore
from inroad.tools.store.mongo_connection import client
from inroad.tools.store.opening import Mongo
from inroad.tools.store.sqlite import SqliteStore

HOST = "127.0.0.1"
MISSING = (
    "The tests of the store in MongoDB need a server: run `pip install -r tests/requirements.txt`, or set MONGODB_URI "
    "to a MongoDB in which databases may be made and dropped, and try again."
)
# Read before the tests begin, which never see the user's settings.
_GIVEN = os.environ.get("MONGODB_URI", "")
# Tests set their own clocks: what is old by the real one is not to be swept away while they look at it.
_CONFIG = "[storage]\nttl_sweep_seconds = 0\n"


class MongoServer:
    """A server in a folder of its own, on a free port of loopback; `options` are of its command line."""

    def __init__(self, *options: str) -> None:
        self._program = _program()
        self._options = options
        self._folder = Path(tempfile.mkdtemp(prefix="inroad-mongo-"))
        self._process: subprocess.Popen[bytes] | None = None
        self.port = _free_port()
        (self._folder / "config.toml").write_text(_CONFIG, encoding="utf-8")

    @property
    def uri(self) -> str:
        """What stands in MONGODB_URI."""
        return f"mongodb://{HOST}:{self.port}/"

    def start(self) -> None:
        """Start it; it answers when this returns. What was in it before is there again."""
        places = ["--host", HOST, "--port", str(self.port), "--storage-path", str(self._folder / "data")]
        command = [self._program, *places, "--config", str(self._folder / "config.toml"), *self._options]
        with (self._folder / "said").open("wb") as said:
            self._process = subprocess.Popen(command, stdout=said, stderr=said)
        until = time.monotonic() + 60
        while not _answers(self.uri):
            if self._process.poll() is not None or time.monotonic() > until:
                said_last = (self._folder / "said").read_text(encoding="utf-8", errors="replace")[-2000:]
                self.stop()
                pytest.fail(f"The MongoDB of the tests does not start: {said_last}", pytrace=False)

    def hang(self) -> None:
        """Let it take questions and answer none, from now on until `go_on`."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        os.waitpid(self._process.pid, os.WUNTRACED)

    def go_on(self) -> None:
        """End what `hang` began."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """Kill it, which hangs up on everybody."""
        if self._process:
            self._process.kill()
            self._process.wait(30)

    def remove(self) -> None:
        """Kill it and remove its folder."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)


@cache
def server_uri() -> str:
    """The MongoDB of this process of tests, started on first use and stopped at its end."""
    if _GIVEN:
        return _GIVEN
    server = MongoServer()
    atexit.register(server.remove)
    server.start()
    return server.uri


@pytest.fixture
def mongo() -> Iterator[Mongo]:
    """A database of the test's own."""
    made = Mongo(SecretStr(server_uri()), f"inroad-test-{uuid4().hex[:12]}")
    yield made
    client(made).drop_database(made.database)


@pytest.fixture(params=["sqlite", "mongo"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store of each backend is, as `store_at` reads it; a new backend is a new param."""
    if request.param == "mongo":
        return place_of(request.getfixturevalue("mongo"))
    return str(tmp_path / "kept" / "inroad.sqlite")


def place_of(mongo: Mongo) -> str:
    """A database as one text, for a worker's command line; only for tests, whose URIs have no password."""
    return f"{mongo.uri.get_secret_value()}#{mongo.database}"


def store_at(place: str, clock: Callable[[], datetime] = utc_now) -> SqliteStore | MongoStore:
    """The store at a place: a database as `place_of` writes it, or the path of a SQLite file."""
    uri, is_mongo, name = place.rpartition("#")
    return MongoStore(Mongo(SecretStr(uri), name), clock=clock) if is_mongo else SqliteStore(Path(place), clock=clock)


def _program() -> str:
    """Where the server is: beside the Python of the tests, or on the path."""
    found = shutil.which("secantusd-py", path=str(Path(sys.executable).parent)) or shutil.which("secantusd-py")
    if found is None:
        pytest.fail(MISSING, pytrace=False)
    return found


def _answers(uri: str) -> bool:
    with MongoClient[dict[str, object]](uri, serverSelectionTimeoutMS=50) as asking:
        try:
            asking.admin.command("ping")
        except PyMongoError:
            return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
