"""What is sent to the workers: a batch at its start, and later what lies there with nobody at it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from inroad.errors import InroadError
from inroad.scale.queue import Queue
from inroad.settings import Tools
from inroad.tools.store.batches import Item, Totals, is_free

# How often is looked for postings whose worker has died, in seconds.
LOOK_EVERY = 20.0

Watch = Callable[[Item], None]
Say = Callable[[str], None]


def send_batch(batch_id: str, queue: Queue, tools: Tools) -> int:
    """Send all open postings of a batch: the first of each company ahead, so that the others find what it found.

    Raises:
        UserInputError: there is no such batch.
        StoreError: the store or the broker does not answer.
    """
    return queue.send(batch_id, _in_turn(tools.batches.open_items(batch_id)))


def send_again(batch_id: str, queue: Queue, tools: Tools) -> bool:
    """Send again what nobody is at: postings of dead workers, and those whose message is lost; False when all is over.

    Messages can be lost: with a Redis that forgets, or a worker that could not reach the store. That is seen when the
    queue is empty and postings still wait.

    Raises:
        StoreError: the store or the broker does not answer.
    """
    now, is_empty, is_open = tools.clock(), queue.waiting() == 0, False
    lost = []
    for item in tools.batches.open_items(batch_id):
        is_open = True
        if (item.state == "running" and is_free(item, now)) or (item.state == "waiting" and is_empty):
            lost.append(item.number)
    queue.send(batch_id, lost)
    return is_open


def follow(batch_id: str, queue: Queue, tools: Tools, watch: Watch, say: Say, look_every: float = LOOK_EVERY) -> Totals:
    """Wait until all postings of a batch are over, and return what came of it; `watch` is told of each as it ends.

    A broker that is away for a while is told to `say`: it comes back, and the workers with it.

    Raises:
        StoreError: the store does not answer.
    """
    batches = tools.batches
    still_open = {item.number for item in batches.open_items(batch_id)}
    looked_at = time.monotonic()
    while still_open:
        began = time.monotonic()
        now_open = {item.number for item in batches.open_items(batch_id)}
        for number in sorted(still_open - now_open):
            watch(batches.item(batch_id, number))
        still_open = now_open
        if time.monotonic() - looked_at > look_every:
            try:
                send_again(batch_id, queue, tools)
            except InroadError as error:
                say(str(error))
            looked_at = time.monotonic()
        # Of a batch of thousands the look takes its time; it is not to be all that this process does.
        time.sleep(max(min(1.0, look_every), 10 * (time.monotonic() - began)) if still_open else 0)
    return batches.totals(batch_id)


def _in_turn(items: Iterable[Item]) -> Iterator[int]:
    seen: set[str] = set()
    followers: list[int] = []
    for item in items:
        if item.company_key and item.company_key in seen:
            followers.append(item.number)
        else:
            seen.add(item.company_key)
            yield item.number
    yield from followers
