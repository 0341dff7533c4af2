"""The sandbox in a process of its own, so that its work is not counted as ours and does not hold our interpreter.

`sandbox_process` starts it; what it gives back asks the process over a pipe. `SLOW` is the pace of the goals:
`DELAYS` by path, and of the model `MODEL_SECONDS` with `TOKEN_SECONDS` for each token that it writes.
"""

from __future__ import annotations

import json
import multiprocessing
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from inroad.sandbox import CREDITS, KEY, Expectations, GmailSwitches, Limits, ModelSwitches, Sandbox

SEARCH, FINDER, VERIFIER = "/v5/person/search", "/v2/email-finder", "/v2/email-verifier"
COMPLETIONS = "/v1/chat/completions"
CLEANERS = ("/v5/company/clean", "/v5/location/clean", "/v5/job_title/enrich")
DRAFTS = "/gmail/v1/users/me/drafts"
CLEANER_SECONDS, SEARCH_SECONDS, ADDRESS_SECONDS, DRAFT_SECONDS = 0.15, 0.6, 0.35, 0.25
MODEL_SECONDS, TOKEN_SECONDS = 0.4, 0.015
DELAYS: Mapping[str, float] = {
    **dict.fromkeys(CLEANERS, CLEANER_SECONDS),
    SEARCH: SEARCH_SECONDS,
    FINDER: ADDRESS_SECONDS,
    VERIFIER: ADDRESS_SECONDS,
    f"POST {DRAFTS}": DRAFT_SECONDS,
}
"""How long a call takes, in seconds; the path of a draft is also that of a search for one, which has no delay."""
PDL_PATHS = (SEARCH, *CLEANERS, "/v5/school/clean")
HUNTER_PATHS = (FINDER, VERIFIER, "/v2/domain-search")
NO_LIMITS: Mapping[str, Limits] = {path: Limits() for path in (*PDL_PATHS, *HUNTER_PATHS)}


class Seen(NamedTuple):
    """A call as the sandbox saw it; `began` and `ended` are in seconds since 1970."""

    method: str
    path: str
    status: int
    began: float
    ended: float

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.ended - self.began


class Pace(NamedTuple):
    """How long calls take, in seconds: by path, and of the model by call and by token.

    `uneven` is a seed: with one, each call takes between 0.5 and 3 times as long, and once as long in the mean.
    """

    delays: Mapping[str, float]
    model_seconds: float
    token_seconds: float
    uneven: int | None = None


AT_ONCE = Pace({}, 0, 0)
SLOW = Pace(DELAYS, MODEL_SECONDS, TOKEN_SECONDS)


@dataclass(frozen=True)
class Plan:
    """What sandbox to start: who is in it, how long calls take, and how many are allowed by path, and at once."""

    expectations: Expectations = field(default_factory=Expectations)
    pace: Pace = AT_ONCE
    limits: Mapping[str, Limits] = field(default_factory=lambda: NO_LIMITS)
    model_at_once: int | None = None
    drafts_at_once: int | None = 8
    seed: int = 0


@dataclass(frozen=True)
class Place:
    """Where a sandbox listens, and the login of its Gmail account; may be handed to other processes."""

    url: str
    login: Mapping[str, Any]
    key: str = KEY

    @property
    def token(self) -> str:
        """The token for the Gmail account."""
        return str(self.login["token"])

    def write_login(self, folder: Path) -> Path:
        """Write the login of the Gmail account to a file, and return it."""
        path = folder / "gmail.json"
        path.write_text(json.dumps(self.login))
        return path


class SandboxProcess:
    """A sandbox in another process, which it asks and tells; `place` is where it listens."""

    def __init__(self, line: Connection) -> None:
        self._line = line
        self.place = Place(*line.recv())

    def prepare(self, companies: Sequence[str]) -> None:
        """Draw the people of these companies now, and not in the first search."""
        self._ask("prepare", companies)

    def seen(self) -> list[Seen]:
        """Return all calls since the start or the last `clear`, in the order of their answers."""
        return [Seen(*each) for each in self._ask("seen")]

    def counts(self) -> Counter[str]:
        """Return how many calls there were by path."""
        return Counter(each.path for each in self.seen())

    def clear(self) -> None:
        """Forget the calls so far."""
        self._ask("clear")

    def spent(self) -> dict[str, float]:
        """Return what was charged since the start by kind of credit ("search", "hunter")."""
        answer: dict[str, float] = self._ask("spent")
        return answer

    def set_pace(self, pace: Pace) -> None:
        """Let calls take so long from now on."""
        self._ask("set_pace", pace)

    def delivers(self, addresses: Sequence[str]) -> list[bool]:
        """Say of each address whether mail to it reaches somebody."""
        answer: list[bool] = self._ask("delivers", addresses)
        return answer

    def _ask(self, name: str, *given: Any) -> Any:
        self._line.send((name, given))
        answer = self._line.recv()
        if isinstance(answer, Exception):
            raise answer
        return answer


@contextmanager
def sandbox_process(plan: Plan) -> Iterator[SandboxProcess]:
    """Start a sandbox in a new process, and end it."""
    processes = multiprocessing.get_context("spawn")
    here, there = processes.Pipe()
    server = processes.Process(target=_serve, args=(there, plan), daemon=True)
    server.start()
    there.close()
    try:
        yield SandboxProcess(here)
    finally:
        here.close()
        server.join()


def _serve(line: Connection, plan: Plan) -> None:
    model = ModelSwitches(at_once=plan.model_at_once)
    gmail = GmailSwitches(concurrency=plan.drafts_at_once, units=None)
    sandbox = Sandbox(plan.seed, plan.expectations, limits=plan.limits, model=model, gmail_switches=gmail)
    with sandbox:
        desk = _Desk(sandbox)
        desk.set_pace(plan.pace)
        login = sandbox.gmail.authorized_user(sandbox.gmail_url) | {"account": "sandy@sandbox.example"}
        line.send((sandbox.url, login))
        while request := _next(line):
            name, given = request
            try:
                line.send(getattr(desk, name)(*given))
            except (KeyError, ValueError) as error:
                line.send(error)


def _next(line: Connection) -> tuple[str, tuple[Any, ...]] | None:
    """Return what is asked next; None when nobody is there any more."""
    try:
        request: tuple[str, tuple[Any, ...]] = line.recv()
    except EOFError:
        return None
    return request


class _Desk:
    """Does in the sandbox's process what is asked of it from ours."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def prepare(self, companies: Sequence[str]) -> None:
        for company in companies:
            self._sandbox.prepare(company)

    def seen(self) -> list[tuple[Any, ...]]:
        exchanges = list(self._sandbox.history.exchanges)
        return [(each.method, each.path, each.status, each.began, each.ended) for each in exchanges]

    def clear(self) -> None:
        self._sandbox.history.clear()

    def spent(self) -> dict[str, float]:
        return {kind: self._sandbox.accounts.spent(KEY, kind) for kind in CREDITS}

    def set_pace(self, pace: Pace) -> None:
        faults, model = self._sandbox.faults, self._sandbox.model
        faults.clear()
        faults.uneven = pace.uneven
        model.seconds_to_first_token, model.seconds_per_token = pace.model_seconds, pace.token_seconds
        for path, seconds in pace.delays.items():
            faults.delay(path, seconds)

    def delivers(self, addresses: Sequence[str]) -> list[bool]:
        return [self._sandbox.delivers(address) for address in addresses]
