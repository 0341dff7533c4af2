"""Run or resume a posting in a process of its own, which kills itself at a chosen point."""

from __future__ import annotations

import os
import signal
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from inroad.graph.run import resume_outreach, run_outreach
from inroad.settings import Context, Tools
from inroad.state import CompanyInfo, JobInput
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.store.sqlite import SqliteStore

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)


class Death:
    """Kills the process at the given call of one method, before it or after it."""

    def __init__(self, point: str, count: int) -> None:
        self._when, _, self._method = point.partition(" ")
        self._left = count
        self._lock = threading.Lock()

    def at(self, tool: Any) -> Any:
        """Return the tool with death in the method, where it has that method."""
        return Dying(tool, self)

    def call(self, method: str, *args: Any, tool: Any, **kwargs: Any) -> Any:
        """Call a method of a tool, and die around it if the time has come."""
        due = method == self._method and self._count_down()
        if due and self._when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = getattr(tool, method)(*args, **kwargs)
        if due:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    def _count_down(self) -> bool:
        with self._lock:
            self._left -= 1
            return self._left == 0


class Dying:
    """A tool whose methods go through `Death`."""

    def __init__(self, tool: Any, death: Death) -> None:
        self._tool = tool
        self._death = death

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._tool, name)
        if not callable(value):
            return value
        return lambda *args, **kwargs: self._death.call(name, *args, tool=self._tool, **kwargs)


class DyingTools(Tools):
    """Tools of which one dies."""

    death: Death

    def sources(self, job: JobInput) -> dict[str, Any]:
        return {name: self.death.at(source) for name, source in super().sources(job).items()}

    def addresses(self, job: JobInput, company: CompanyInfo) -> Any:
        return self.death.at(super().addresses(job, company))

    def drafts(self, job: JobInput) -> Any:
        return self.death.at(super().drafts(job))

    def model_for(self, run_id: str) -> Any:
        model = super().model_for(run_id)
        return self.death.at(model) if model else None


def dying_context(home: Path, point: str, count: int) -> Context:
    """Return a context whose tools kill this process, such as at "before find", the second time."""
    store = SqliteStore(home / "inroad.sqlite")
    tools = DyingTools(store=store, home=home, mail_servers=UnaskedMxResolver(), clock=lambda: NOW)
    tools.death = Death(point, count)
    tools.writer = tools.death.at(tools.writer)
    for name in ("library", "ledger", "runs"):
        vars(tools)[name] = tools.death.at(getattr(tools, name))
    return Context(messages_per_call=2).with_tools(tools)


def run_and_die(home: Path, job: JobInput, point: str, count: int, *, resume: bool = False) -> None:
    """Run a posting, or go on with it, until death."""
    context = dying_context(home, point, count)
    if resume:
        resume_outreach(job.run_id, context)
    else:
        run_outreach(job, context)
