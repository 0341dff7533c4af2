"""Work on a batch in a process of its own, which may kill itself after some steps."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from pathlib import Path

from inroad.graph.batch import run_batch
from inroad.graph.run import Step
from inroad.settings import Context, Tools
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.store.batches import Item
from inroad.tools.store.sqlite import SqliteStore
from tests.conftest import NOW


def batch_context(home: Path) -> Context:
    """The embedded parts on a home that several processes share."""
    tools = Tools(
        store=SqliteStore(home / "inroad.sqlite"), home=home, mail_servers=UnaskedMxResolver(), clock=lambda: NOW
    )
    return Context().with_tools(tools)


def work_and_die(home: Path, batch_id: str, steps: int) -> None:
    """Work with two threads until so many steps have ended, then die by kill -9."""
    left = iter(range(steps, 0, -1))

    def watch(item: Item, step: Step | None) -> None:
        if step and step.what == "ended" and next(left) == 1:
            os.kill(os.getpid(), signal.SIGKILL)

    run_batch(batch_id, batch_context(home), 2, watch)


def work(home: Path, batch_id: str, ended: Path) -> None:
    """Work with two threads to the end; a line for each posting that ended here goes to a file."""
    lines: list[str] = []

    def watch(item: Item, step: Step | None) -> None:
        if step is None:
            lines.append(f"{item.number}\n")

    run_batch(batch_id, batch_context(home), 2, watch)
    _write(ended, lines)


def _write(file: Path, lines: Iterable[str]) -> None:
    file.write_text("".join(lines))
