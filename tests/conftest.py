"""What all tests share: a clean environment, and runs with files of their own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inroad.settings import Context, Tools
from inroad.state import JobInput, SearchKind
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.people import PeoplePage, PeopleQuery, PeopleSource
from inroad.tools.store.sqlite import SqliteStore
from tests.reliability import pytest_addoption, pytest_terminal_summary

__all__ = ["pytest_addoption", "pytest_terminal_summary"]
EXAMPLES = Path(__file__).parent.parent / "examples"
NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
# How the names of settings begin that a user may have set.
SETTINGS = (
    *(
        "INROAD_",
        "PDL_",
        "HUNTER_",
        "APOLLO_",
        "SERPER_",
        "TAVILY_",
        "FIRECRAWL_",
        "OPENAI_",
        "GMAIL_",
        "IMAP_",
        "MONGODB_",
        "LANG",
    ),
    *("SERPER_", "TAVILY_", "FIRECRAWL_", "PIPELINE_"),
)


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test sees the user's settings, keys or home, and none leaves traces there."""
    for name in list(os.environ):
        if name.startswith(SETTINGS):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("INROAD_HOME", str(tmp_path / "inroad"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def tools(tmp_path: Path) -> Iterator[Tools]:
    """The embedded parts on a store of their own; the clock stands still, DNS is not asked."""
    home = tmp_path / "inroad"
    store = SqliteStore(home / "inroad.sqlite", clock=lambda: NOW)
    yield Tools(store=store, home=home, mail_servers=UnaskedMxResolver(), clock=lambda: NOW)
    store.close()


@pytest.fixture
def context(tools: Tools) -> Context:
    """A context with these tools."""
    return Context().with_tools(tools)


@pytest.fixture
def job() -> JobInput:
    """The example posting with the example network and resume."""
    return JobInput(
        posting=str(EXAMPLES / "postings" / "ashby.json"),
        network=[str(EXAMPLES / "network" / "Connections.csv")],
        sender=str(EXAMPLES / "resume.json"),
    )


class FakeMarket:
    """A hosted people source with a queue of answers for each kind, and a history of questions."""

    name = "market"

    def __init__(self, answers: dict[SearchKind, list[PeoplePage | Exception]]) -> None:
        self.answers = answers
        self.kinds: frozenset[SearchKind] = frozenset(answers)
        self.history: list[tuple[SearchKind, int, str]] = []

    def search(self, query: PeopleQuery, page: str = "") -> PeoplePage:
        self.history.append((query.kind, query.size, page))
        answer = self.answers[query.kind].pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def with_market(tools: Tools) -> Callable[[PeopleSource], Context]:
    """A context whose tools have a hosted people source as well."""

    def make(market: PeopleSource) -> Context:
        tools.markets = [market]
        return Context().with_tools(tools)

    return make
