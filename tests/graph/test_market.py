"""Whole runs of the outreach graph against the sandbox: real sockets, stores on disk, nothing that waits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from inroad.graph.run import run_outreach
from inroad.sandbox import CREDITS, KEY, Expectations, Limits, Sandbox, Switches
from inroad.sandbox.pdl import LIMITS
from inroad.settings import Context, Tools
from inroad.state import JobInput, JobState, SearchKind
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.cache import PaidCache
from inroad.tools.http import Timing
from inroad.tools.pdl import pdl_client
from inroad.tools.store.sqlite import SqliteStore

TODAY = datetime(2026, 10, 1, 9, tzinfo=UTC)
# Later than any reset that the sandbox tells, so that nobody waits for one.
LATER = datetime(2100, 1, 1, tzinfo=UTC)
SEARCH = "/v5/person/search"
CLEANERS = ["/v5/company/clean", "/v5/job_title/enrich"]
POOR = "key-without-credits"
SCHOOL = "University of Miami"
EXPECTED = Expectations(
    headquarters={"Acme Robotics": "austin, texas", "Tiny Kites": "austin, texas"},
    titles={"Acme Robotics": "Backend Engineer"},
    schools=[SCHOOL],
)
UNLIMITED = {path: Limits() for path in LIMITS}


def _sandbox(switches: Switches | None = None) -> Sandbox:
    accounts = {KEY: CREDITS, POOR: {"search": 3.0, "enrich_job_title": 1.0}}
    return Sandbox(expectations=EXPECTED, limits=UNLIMITED, accounts=accounts, switches=switches, sleep=lambda _: None)


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with _sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    """The sandbox that the tests share, without the history, faults and switches of the last one."""
    running.history.clear()
    running.faults.clear()
    running.switches.job_title_refusal = None
    running.switches.masked = False
    return running


class Desk:
    """A user's home and store, and what the provider is asked and charges from now on."""

    def __init__(self, sandbox: Sandbox, home: Path, key: str = KEY) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        self.sandbox = sandbox
        self.key = key
        self.slept: list[float] = []
        timing = Timing(sleep=self.slept.append, now=lambda: LATER, chance=lambda: 0.0)
        self.client = pdl_client(SecretStr(key), sandbox.pdl_url, per_minute=100_000, timing=timing)
        self.tools = Tools(
            store=SqliteStore(home / "inroad.sqlite", clock=lambda: TODAY),
            home=home,
            mail_servers=UnaskedMxResolver(),
            pdl=self.client,
            clock=lambda: TODAY,
        )
        self._before = self._charged()

    def run(
        self,
        company: str = "Tiny Kites",
        location: str = "Austin, TX",
        *,
        opening: str = "job-1",
        who_writes: str = "ada",
        rounds: int = 6,
        **job: Any,
    ) -> JobState:
        context = Context(broaden_rounds=rounds).with_tools(self.tools)
        return run_outreach(self.job(company, location, opening, who_writes, **job), context)

    def job(self, company: str, location: str, opening: str, who_writes: str, **job: Any) -> JobInput:
        sender = self.home / f"{who_writes}.toml"
        sender.write_text(f'name = "{who_writes.title()} Example"\nemail = "{who_writes}@mail.example"\n')
        text = f"{company} builds things that last. You will work on them."
        posting = {
            "id": opening,
            "title": "Backend Engineer",
            "location": location,
            "jobUrl": f"https://jobs.ashbyhq.com/{company.lower().replace(' ', '-')}/{opening}",
            "descriptionPlain": text,
        }
        file = self.home / f"{opening}.json"
        file.write_text(json.dumps({"jobs": [posting]}))
        return JobInput(posting=str(file), company=company, sender=str(sender), **job)

    def charged(self) -> float:
        """All credits that the provider took, for records and for titles."""
        return self._charged() - self._before

    def _charged(self) -> float:
        return sum(self.sandbox.accounts.spent(self.key, kind) for kind in CREDITS)

    def close(self) -> None:
        self.client.close()
        self.tools.store.close()


@pytest.fixture
def desk(sandbox: Sandbox, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(sandbox, tmp_path / "desk")
    yield made
    made.close()


def _kinds(state: JobState) -> list[SearchKind]:
    return [search.kind for search in state.searches if search.kind != "network"]


def _ids(state: JobState) -> set[str]:
    return {contact.person_id for contact in state.contacts}


def _billed(state: JobState) -> float:
    assert state.output is not None
    return state.output.spend["pdl"].credits


def _questions(sandbox: Sandbox) -> list[Any]:
    return [exchange.json for exchange in sandbox.history.of(SEARCH)]


def _without(question: Any, field: str) -> list[str]:
    """The values of a field that a search leaves out."""
    clauses = question["query"]["query"]["bool"].get("must_not", [])
    return [value for clause in clauses for value in clause.get("terms", {}).get(field, [])]


def _bought(desk: Desk, company: str = "tiny kites") -> int:
    """How many different records of people of the company are kept."""
    return len(PaidCache(desk.tools.store, lambda: TODAY).records_of_company("pdl", company))


def _problems(state: JobState, step: str) -> list[str]:
    return [problem.kind for problem in state.problems if problem.step == step]
