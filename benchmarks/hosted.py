"""inroad with a key for each provider of the sandbox, as its settings make it; and postings to run it on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import baseline
from benchmarks.market import Opening, write_posting
from benchmarks.sandbox_process import Place
from inroad.sandbox import MODEL
from inroad.sandbox.people.mailboxes import MailServers
from inroad.settings import Context, Settings, Tools, mongo_of
from inroad.state import DraftKind, JobInput
from inroad.tools.store.opening import open_store

CONTACTS = 8
FAST_PER_MINUTE, FAST_PER_SECOND = 1_000_000, 100_000
RESUME = Path(__file__).parents[1] / "examples" / "resume.json"


def environment(sandbox: Place, home: Path, **more: str) -> dict[str, str]:
    """Return the settings as the environment gives them to a process of `inroad`; the mailbox's login is written."""
    login = home / "gmail.json"
    return {
        "INROAD_HOME": str(home),
        "PDL_API_KEY": sandbox.key,
        "PDL_BASE_URL": f"{sandbox.url}/v5",
        "PDL_PER_MINUTE": str(FAST_PER_MINUTE),
        "HUNTER_API_KEY": sandbox.key,
        "HUNTER_BASE_URL": f"{sandbox.url}/v2",
        "HUNTER_PER_SECOND": str(FAST_PER_SECOND),
        "APOLLO_API_KEY": "",
        "OPENAI_API_KEY": sandbox.key,
        "OPENAI_BASE_URL": f"{sandbox.url}/v1",
        "OPENAI_PER_MINUTE": str(FAST_PER_MINUTE),
        "INROAD_MODEL": MODEL,
        "GMAIL_BASE_URL": sandbox.url,
        "GMAIL_TOKEN_FILE": str(login if login.exists() else sandbox.write_login(home)),
        "INROAD_DAILY_CAP": "0",
        "INROAD_COMPANY_CAP": "0",
        "MONGODB_URI": "",
        **more,
    }


@contextmanager
def hosted(sandbox: Place, home: Path, **more: str) -> Iterator[Context]:
    """Open a store in a folder that may be new, with all providers behind it; `more` are other settings."""
    home.mkdir(parents=True, exist_ok=True)
    told = {name.lower(): value for name, value in environment(sandbox, home, **more).items()}
    values: dict[str, Any] = {"_env_file": None, **told}
    settings = Settings(**values)
    context = Context()
    tools = context.tools_on(open_store(home, mongo_of(settings)), settings, home)
    try:
        yield context.with_tools(replace(tools, mail_servers=MailServers()))
    finally:
        _close(tools)


def _close(tools: Tools) -> None:
    for part in (tools.pdl, tools.hunter, tools.model, tools.store):
        if part is not None:
            part.close()  # type: ignore[union-attr]


def job(folder: Path, opening: Opening, number: int, drafts: DraftKind = "gmail", **asked: Any) -> JobInput:
    """Write the posting, and return what to run for it."""
    path = write_posting(folder, opening, number)
    return JobInput(posting=str(path), sender=str(RESUME), drafts=drafts, max_contacts=CONTACTS, **asked)


def plain(openings: Sequence[Opening]) -> list[baseline.Posting]:
    """Return postings as the plain pipeline takes them."""
    return [baseline.Posting(opening.company, opening.title, opening.place) for opening in openings]


def plain_access(sandbox: Place) -> baseline.Access:
    """Return the way that the plain pipeline takes to the sandbox."""
    return baseline.Access(sandbox.url, sandbox.key, sandbox.token, MODEL)


def problems_of(states: Sequence[Any]) -> Mapping[str, int]:
    """Count what went wrong by kind, so that a figure is not taken of runs that broke."""
    kinds = [problem.kind for state in states for problem in state.problems]
    return {kind: kinds.count(kind) for kind in sorted(set(kinds))}
