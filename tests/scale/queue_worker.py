"""A worker as `inroad worker` is, on the settings of an environment, in a process of its own."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Mapping
from pathlib import Path

from inroad.scale.queue import Queue
from inroad.scale.worker import serve
from inroad.settings import Context, read_settings
from inroad.tools.store.batches import Item


def say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201


def tell(item: Item) -> None:
    say(f"{item.state} {item.number}")


def work(environment: Mapping[str, str], said: Path, look_every: float) -> None:
    """Work on a posting at a time; what is said goes to a file."""
    warnings.simplefilter("error")
    os.environ.clear()
    os.environ.update(environment)
    with said.open("wb") as file:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(file.fileno(), stream.fileno())
    context = Context(look_up_mail_servers=False)
    sys.exit(serve(Queue(read_settings().inroad_broker), context, 1, tell, say, look_every))
