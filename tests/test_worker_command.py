"""`inroad worker` and `inroad batch --queue` at the command line."""

from __future__ import annotations

import pytest

from inroad import __version__
from inroad.settings import Context
from inroad.tools.store import this_process
from tests.cli_runner import POSTING, CommandLine, Ended
from tests.redis_server import RedisServer, redis_of_module, redis_server

__all__ = ["redis_of_module", "redis_server"]


class CommandLineWithBroker:
    """Runs commands with a broker in the settings, "" for none."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._run = CommandLine(capsys, monkeypatch)
        self._monkeypatch = monkeypatch

    def __call__(self, *arguments: str, broker: str = "") -> Ended:
        self._monkeypatch.setenv("INROAD_BROKER", broker)
        return self._run(*arguments)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLineWithBroker:
    return CommandLineWithBroker(capsys, monkeypatch)


@pytest.mark.parametrize("arguments", [("worker",), ("batch", POSTING, "--queue")])
def test_without_a_broker_a_sentence_says_what_to_set(cli: CommandLineWithBroker, arguments: tuple[str, ...]) -> None:
    ended = cli(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "inroad: There is no queue: set INROAD_BROKER to a Redis or RabbitMQ, such as redis://localhost:6379/0.\n"
    )


def test_a_broker_that_is_not_there_ends_in_a_sentence_and_makes_no_batch(
    cli: CommandLineWithBroker, redis_server: RedisServer
) -> None:
    redis_server.stop()
    address = redis_server.url.replace("//", "//:hush-hush@")
    for arguments in (("worker",), ("batch", POSTING, "--queue")):
        ended = cli(*arguments, broker=address)
        assert (ended.code, ended.out) == (1, "")
        assert ended.err == (
            f"inroad: The broker at {redis_server.url.replace('//', '//:**@')} does not answer (ConnectionError); "
            "start it, or look at INROAD_BROKER.\n"
        )
    assert Context().tools.batches.list() == []


def test_detach_goes_with_the_queue(cli: CommandLineWithBroker) -> None:
    assert cli("batch", POSTING, "--detach").err == "inroad: --detach goes with --queue.\n"


def test_jobs_are_said_to_the_workers(cli: CommandLineWithBroker) -> None:
    ended = cli("batch", POSTING, "--queue", "--jobs", "3")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "inroad: --jobs is said to each `inroad worker`; leave it out with --queue.\n"


def test_a_detached_batch_waits_for_workers_and_status_says_who_is_there(
    cli: CommandLineWithBroker, redis_of_module: RedisServer
) -> None:
    ended = cli("batch", POSTING, "--drafts", "none", "--queue", "--detach", broker=redis_of_module.url)
    assert ended.code == 0
    (batch,) = Context().tools.batches.list()
    assert "Nobody listens to it yet: start `inroad worker` on as many machines as you like." in ended.err
    assert f"`inroad status {batch.batch_id}` shows how far they are." in ended.err
    assert cli("status", batch.batch_id, "--json").json["workers"] == {}
    about = {"version": "7.3.9", "queue": "inroad-7.3", "jobs": 4}
    with Context().tools.presence.as_worker(about):
        told = cli("status", batch.batch_id)
        assert f"worker {this_process()}: inroad 7.3.9, 4 postings at a time, inroad-7.3" in told.out
        again = cli("batch", "--resume", batch.batch_id, "--queue", "--detach", broker=redis_of_module.url)
    assert "Nobody listens to it yet (there are some of inroad 7.3.9): start" in again.err
    assert __version__ != "7.3.9"
