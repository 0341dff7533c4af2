"""One attempt at a run whose drafts go to a mailbox, in a process that may be killed."""

from __future__ import annotations

import os
import signal
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from inroad.errors import InroadError
from inroad.graph.run import Step, resume_outreach, run_outreach
from inroad.settings import Context, Tools
from inroad.state import CompanyInfo, JobInput, JobState
from inroad.tools.addresses.mx import MxResolver, UnaskedMxResolver
from inroad.tools.drafts import Drafts
from inroad.tools.drafts.gmail import GmailDrafts
from inroad.tools.drafts.imap import ImapDrafts
from inroad.tools.drafts.imap_session import Account
from inroad.tools.drafts.imap_session import Patience as ImapPatience
from inroad.tools.google.gmail import GmailCalls
from inroad.tools.google.tokens import Tokens
from inroad.tools.http import JsonClient, Patience, Timing
from inroad.tools.hunter import hunter_client
from inroad.tools.pdl import pdl_client
from inroad.tools.store.sqlite import SqliteStore
from tests.graph.dying_worker import Death


@dataclass(frozen=True)
class GmailPlace:
    """A Gmail account: the address of the API and the file of the login."""

    url: str
    login: Path


@dataclass(frozen=True)
class ImapPlace:
    """A mailbox, and the certificate that its server is trusted by."""

    account: Account
    certificate: Path


@dataclass(frozen=True)
class Market:
    """The providers of people and addresses."""

    key: str
    pdl_url: str
    hunter_url: str


@dataclass(frozen=True)
class Attempt:
    """What one attempt needs; `read` is for how many seconds the mailbox may say nothing."""

    home: Path
    job: JobInput
    place: GmailPlace | ImapPlace
    market: Market | None
    now: datetime
    read: float
    resume: bool


class OnceTools(Tools):
    """Tools with one place for drafts, which may be deadly."""

    place: Drafts
    death: Death | None = None

    def drafts(self, job: JobInput) -> Drafts:
        place: Drafts = self._deadly(self.place)
        return place

    def sources(self, job: JobInput) -> dict[str, Any]:
        return {name: self._deadly(source) for name, source in super().sources(job).items()}

    def addresses(self, job: JobInput, company: CompanyInfo) -> Any:
        return self._deadly(super().addresses(job, company))

    def arm(self, death: Death) -> None:
        """Let the program die at one of its calls."""
        self.death = death
        for name in ("library", "ledger", "draft_places", "runs"):
            vars(self)[name] = death.at(getattr(self, name))

    def _deadly(self, tool: Any) -> Any:
        return self.death.at(tool) if self.death else tool


class DeathByStep:
    """Kills the process when so many steps have begun or ended."""

    def __init__(self, count: int) -> None:
        self._left = count

    def __call__(self, step: Step) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def attempt(order: Attempt, mail_servers: MxResolver, death: Death | None = None, step: int = 0) -> JobState:
    """Run or resume, and return the final state."""
    with _tools(order, mail_servers) as tools:
        if death:
            tools.arm(death)
        watch = DeathByStep(step) if step else None
        context = Context(messages_per_call=2).with_tools(tools)
        if order.resume:
            return resume_outreach(order.job.run_id, context, watch)
        return run_outreach(order.job, context, watch)


def attempt_and_die(order: Attempt, point: str, count: int) -> None:
    """Make an attempt in this process, which may end it; "step" is no call, but a step's begin or end."""
    death = Death(point, count) if point not in ("", "step") else None
    try:
        attempt(order, UnaskedMxResolver(), death, count if point == "step" else 0)
    except InroadError:
        return  # it is in the history of runs


@contextmanager
def _tools(order: Attempt, mail_servers: MxResolver) -> Iterator[OnceTools]:
    with ExitStack() as opened:
        tools = OnceTools(
            store=opened.enter_context(closing(SqliteStore(order.home / "inroad.sqlite", clock=lambda: order.now))),
            home=order.home,
            mail_servers=mail_servers,
            clock=lambda: order.now,
        )
        if order.market:
            tools.pdl, tools.hunter = (opened.enter_context(client) for client in _clients(order.market))
        tools.place = opened.enter_context(_place(order))
        yield tools


def _clients(market: Market) -> tuple[JsonClient, JsonClient]:
    key = SecretStr(market.key)
    return (
        pdl_client(key, market.pdl_url, per_minute=100_000, timing=timing()),
        hunter_client(key, market.hunter_url, per_second=10_000, timing=timing()),
    )


@contextmanager
def _place(order: Attempt) -> Iterator[Drafts]:
    if isinstance(order.place, ImapPlace):
        context = ssl.create_default_context(cafile=str(order.place.certificate))
        patience = ImapPatience(connect=10, read=order.read, total=30)
        imap = ImapDrafts(order.place.account, lambda: order.now, context=context, patience=patience)
        with closing(imap):
            yield imap
        return
    pause = timing()
    patience_ = Patience(connect=10, read=order.read, total=50, attempts=5, longest_pause=20)
    calls = GmailCalls(Tokens(order.place.login, timing=pause), order.place.url, patience=patience_, timing=pause)
    with closing(calls):
        yield GmailDrafts(calls, lambda: order.now)


def timing() -> Timing:
    """Pauses pass at once."""
    passed = [0.0]
    lock = threading.Lock()

    def sleep(seconds: float) -> None:
        with lock:
            passed[0] += seconds

    return Timing(sleep=sleep, clock=lambda: passed[0], chance=lambda: 0.5)
