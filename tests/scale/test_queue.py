"""The queue: what is put there, in which order, and what is said when the broker cannot be used."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import timedelta
from threading import Event

import pytest
from pydantic import SecretStr
from redis import Redis

from inroad import __version__
from inroad.errors import StoreError, UserInputError
from inroad.scale.queue import Queue, queue_of
from inroad.scale.sweep import follow, send_again, send_batch
from inroad.scale.worker import Worker
from inroad.settings import Context, Tools
from inroad.tools.store.batches import Batch, Entry, Item
from tests.conftest import NOW
from tests.redis_server import RedisServer, redis_of_module, redis_server

__all__ = ["redis_of_module", "redis_server"]

DEAD = "far.example:7:abc"


@pytest.fixture
def queue(redis_of_module: RedisServer) -> Iterator[Queue]:
    with Redis.from_url(redis_of_module.url) as asking:
        asking.flushall()
    made = Queue(SecretStr(redis_of_module.url))
    yield made
    made.close()


def batch_of(tools: Tools, *companies: str) -> Batch:
    entries = [Entry(f"p-{number}.json", company) for number, company in enumerate(companies)]
    return tools.batches.create({"drafts": "none"}, entries, NOW, __version__)


def messages(server: RedisServer, name: str = "") -> list[dict[str, object]]:
    """What is in a queue, in the order in which it is handed out."""
    with Redis.from_url(server.url) as asking:
        packed = [json.loads(each) for each in asking.lrange(name or queue_of(__version__), 0, -1)][::-1]
    return [json.loads(base64.b64decode(each["body"]))[1] for each in packed]


def numbers(server: RedisServer) -> list[object]:
    return [each["number"] for each in messages(server)]


def test_a_message_names_the_posting_and_nothing_else(queue: Queue, redis_of_module: RedisServer, tools: Tools) -> None:
    batch = batch_of(tools, "")
    assert send_batch(batch.batch_id, queue, tools) == 1
    assert messages(redis_of_module) == [{"batch": batch.batch_id, "number": 1, "version": __version__}]
    assert queue.waiting() == 1


def test_the_first_posting_of_each_company_goes_ahead(queue: Queue, redis_of_module: RedisServer, tools: Tools) -> None:
    batch = batch_of(tools, "a", "a", "", "b", "b", "", "a")
    send_batch(batch.batch_id, queue, tools)
    assert numbers(redis_of_module) == [1, 3, 4, 6, 2, 5, 7]


def test_what_a_dead_worker_had_is_sent_again(queue: Queue, redis_of_module: RedisServer, tools: Tools) -> None:
    batch = batch_of(tools, "", "", "")
    first, second, third = tools.batches.items(batch.batch_id)
    tools.batches.take(first, DEAD, NOW, timedelta(0), "r_1")
    tools.batches.take(second, DEAD, NOW, timedelta(seconds=1), "r_2")
    queue.send(batch.batch_id, [99])  # so that it is not empty, and the third may be in it
    assert send_again(batch.batch_id, queue, tools)
    assert numbers(redis_of_module) == [99, 1]
    assert third.state == "waiting"


def test_what_waits_while_the_queue_is_empty_is_sent_again(
    queue: Queue, redis_of_module: RedisServer, tools: Tools
) -> None:
    batch = batch_of(tools, "", "")
    assert send_again(batch.batch_id, queue, tools)
    assert send_again(batch.batch_id, queue, tools)
    assert numbers(redis_of_module) == [1, 2]


def _over(tools: Tools, item: Item, state: str = "done") -> None:
    taken = tools.batches.take(item, "me", NOW, timedelta(minutes=1), "r")
    assert taken
    tools.batches.end(taken, state=state)


def test_a_batch_that_is_over_is_left_alone(queue: Queue, redis_of_module: RedisServer, tools: Tools) -> None:
    batch = batch_of(tools, "", "")
    for item, state in zip(tools.batches.items(batch.batch_id), ("done", "failed"), strict=True):
        _over(tools, item, state)
    assert not send_again(batch.batch_id, queue, tools)
    said: list[str] = []
    assert follow(batch.batch_id, queue, tools, lambda item: None, said.append).failed == 1
    assert (numbers(redis_of_module), said) == ([], [])


def test_who_waits_for_a_batch_outlives_a_broker_that_goes_away(redis_server: RedisServer, tools: Tools) -> None:
    queue = Queue(SecretStr(redis_server.url))
    batch = batch_of(tools, "")
    redis_server.stop()
    said: list[str] = []

    def say(sentence: str) -> None:
        if not said:
            _over(tools, tools.batches.item(batch.batch_id, 1))
        said.append(sentence)

    ended: list[Item] = []
    assert follow(batch.batch_id, queue, tools, ended.append, say, 0).done == 1
    assert [item.number for item in ended] == [1]
    assert "does not answer (ConnectionError); start it" in said[0]
    queue.close()


def test_what_a_worker_cannot_read_is_left_alone_in_a_sentence(queue: Queue, context: Context) -> None:
    said: list[str] = []
    worker = Worker(queue, context, lambda item: None, said.append)
    worker.posting("b_none", 1, __version__)
    batch = batch_of(context.tools, "")
    worker.posting(batch.batch_id, 7, __version__)
    assert said == [
        "Posting 1 of the batch b_none is left alone: No batch named 'b_none' is in the store; `inroad status` lists "
        "those that are.",
        f"Posting 7 of the batch {batch.batch_id} is left alone: The batch '{batch.batch_id}' has no posting 7 in the "
        "store.",
    ]


@pytest.mark.parametrize(
    "message",
    [
        ("b_1", "1", __version__),
        ("b_1", True, __version__),
        (["b_1"], 1, __version__),
        ("b_1", 1, 7.3),
        ("b_1", 1, ""),
        ("b_1", 1, "x.y"),
        ("b_1", 1, "9.9.9 and more"),
    ],
)
def test_what_is_no_message_of_inroad_is_dropped_and_makes_no_queue(
    redis_of_module: RedisServer, queue: Queue, context: Context, message: tuple[object, object, object]
) -> None:
    said: list[str] = []
    Worker(queue, context, lambda item: None, said.append).posting(*message)
    assert said == [
        f"A message in the queue {queue.name} was dropped: it names no posting of a batch, so inroad did not send it; "
        "look at who else writes to the broker."
    ]
    with Redis.from_url(redis_of_module.url, decode_responses=True) as asking:
        assert [key for key in asking.scan_iter() if key.startswith("inroad-")] == []


def test_a_worker_takes_what_nobody_has_and_tells_how_it_ended(queue: Queue, context: Context) -> None:
    told: list[Item] = []
    worker = Worker(queue, context, told.append, lambda sentence: None)
    batch = batch_of(context.tools, "")
    for _ in range(2):
        worker.posting(batch.batch_id, 1, __version__)
    assert [(item.number, item.state) for item in told] == [(1, "failed")]
    assert told[0].error == "p-0.json does not exist: give the path of a posting's file."


def test_a_worker_sends_again_what_it_knows_of_and_outlives_a_broker_that_goes_away(
    redis_server: RedisServer, context: Context
) -> None:
    queue = Queue(SecretStr(redis_server.url))
    worker = Worker(queue, context, lambda item: None, lambda sentence: None)
    batch = batch_of(context.tools, "", "")
    worker.posting(batch.batch_id, 1, __version__)
    worker.look_after_batches(_Rounds(1), 0)
    assert numbers(redis_server) == [2]
    redis_server.stop()
    worker.look_after_batches(_Rounds(1), 0)
    redis_server.start()
    worker.look_after_batches(_Rounds(1), 0)
    assert numbers(redis_server) == [2]
    _over(context.tools, context.tools.batches.item(batch.batch_id, 2))
    worker.look_after_batches(_Rounds(2), 0)
    queue.close()


class _Rounds(Event):
    """Is set after so many rounds."""

    def __init__(self, rounds: int) -> None:
        super().__init__()
        self.rounds = rounds

    def wait(self, timeout: float | None = None) -> bool:
        self.rounds -= 1
        return self.rounds < 0


@pytest.mark.parametrize(
    ("version", "name"), [("0.1.0", "inroad-0.1"), ("0.1.7", "inroad-0.1"), ("1.12.0rc1", "inroad-1.12")]
)
def test_versions_that_differ_in_the_last_part_share_a_queue(version: str, name: str) -> None:
    assert queue_of(version) == name


def test_without_a_broker_the_setting_is_named() -> None:
    with pytest.raises(UserInputError) as caught:
        Queue(SecretStr(" "))
    assert str(caught.value) == (
        "There is no queue: set INROAD_BROKER to a Redis or RabbitMQ, such as redis://localhost:6379/0."
    )


@pytest.mark.parametrize(
    "url", ["localhost", "sqs://x", "redis://", "amqp://u:hush@h:port/", "redis://h:0", "http://h"]
)
def test_what_is_no_broker_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(
        UserInputError, match=r"^INROAD_BROKER is not usable; it looks like redis://:password@host"
    ) as caught:
        Queue(SecretStr(url))
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize("url", ["redis://:hush@127.0.0.1:{port}/0", "amqp://user:hush@127.0.0.1:{port}//"])
def test_a_broker_that_is_not_there_is_told_without_its_password(redis_server: RedisServer, url: str) -> None:
    redis_server.stop()
    queue = Queue(SecretStr(url.format(port=redis_server.port)))
    for ask in (queue.check, queue.waiting, lambda: queue.send("b_1", [1])):
        with pytest.raises(
            StoreError, match=r"^The broker at \w+://\S+ does not answer \(\w+\); start it, or"
        ) as caught:
            ask()
        assert "hush" not in str(caught.value)
    queue.close()
