"""A worker as `inroad worker` is, on the settings of its environment: `queue_worker.py JOBS LOOK_EVERY`."""

from __future__ import annotations

import sys

from inroad.scale.queue import Queue
from inroad.scale.worker import serve
from inroad.settings import Context, read_settings
from inroad.tools.store.batches import Item


def say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201


def tell(item: Item) -> None:
    say(f"{item.state} {item.number}")


def main() -> int:
    context = Context(look_up_mail_servers=False)
    return serve(Queue(read_settings().inroad_broker), context, int(sys.argv[1]), tell, say, float(sys.argv[2]))


if __name__ == "__main__":
    sys.exit(main())
