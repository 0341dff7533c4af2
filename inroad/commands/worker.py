"""`inroad worker`, and what `inroad batch --queue` does: postings are worked on by whoever listens to the queue."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from inroad.commands.terminal import open_context, say

if TYPE_CHECKING:
    from inroad.scale.queue import Queue
    from inroad.settings import Context, Tools
    from inroad.tools.store.batches import Batch, Item, Totals


def worker(
    jobs: Annotated[int, typer.Option(min=1, max=64, help="How many postings at once.")] = 8,
) -> None:
    """Work on the postings of batches that were sent to the queue (INROAD_BROKER), until Ctrl-C or SIGTERM."""
    from inroad.batch_display import line_of

    queue, context = open_queue(), open_context()
    from inroad.scale.worker import serve

    _ = context.tools  # a store that cannot be opened is told before anything is taken

    def tell(item: Item) -> None:
        say(f"{item.batch} {item.number}: {line_of(item)}", stderr=False)

    raise typer.Exit(serve(queue, context, jobs, tell, say))


def open_queue() -> Queue:
    """Return the queue of the settings, whose broker answers.

    Raises:
        UserInputError: none is set, or it cannot be used.
        StoreError: it does not answer.
    """
    from inroad.scale.queue import Queue
    from inroad.settings import read_settings

    queue = Queue(read_settings().inroad_broker)
    queue.check()
    return queue


def send(found: Batch, queue: Queue, context: Context) -> None:
    """Send what is open of a batch, and say so."""
    from inroad.scale.sweep import send_batch
    from inroad.tools.wording import counted

    sent = send_batch(found.batch_id, queue, context.tools)
    say(f"{counted(sent, 'posting')} in the queue {queue.name} at {queue.shown}. {_listeners(queue, context.tools)}")


def follow(found: Batch, queue: Queue, context: Context, watch: Callable[[Item], None]) -> Totals:
    """Wait until the workers are through with a batch."""
    from inroad.scale.sweep import follow as wait_for

    return wait_for(found.batch_id, queue, context.tools, watch, say)


def workers_in_words(tools: Tools) -> list[str]:
    """Return a line for each worker that is there."""
    return [
        f"worker {process}: inroad {about.get('version')}, {about.get('jobs')} postings at a time, {about.get('queue')}"
        for process, about in sorted(tools.presence.workers().items())
    ]


def _listeners(queue: Queue, tools: Tools) -> str:
    """Who works on this queue; a worker of another version listens to another one."""
    there = tools.presence.workers().values()
    here = sum(about.get("queue") == queue.name for about in there)
    if here:
        return f"{here} at work."
    others = sorted({str(about.get("version")) for about in there})
    but = f" (there are some of inroad {', '.join(others)})" if others else ""
    return f"Nobody listens to it yet{but}: start `inroad worker` on as many machines as you like."
