"""What help and the version load: nothing heavy, so that they come at once."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "langgraph",
    "langchain",
    "langchain_core",
    "langchain_openai",
    "google",
    "pydantic",
    "pydantic_settings",
    "rich",
)
PROBE = """
import sys
from inroad.cli import main
sys.argv = ["inroad", *sys.argv[1:]]
try:
    main()
except SystemExit as end:
    print(end.code, *(name for name in sys.modules if "." not in name), file=sys.stderr)
"""


def _loaded(*args: str) -> tuple[str, set[str]]:
    """Return the exit code and the names of the packages that a command loads."""
    ended = subprocess.run([sys.executable, "-c", PROBE, *args], capture_output=True, text=True, check=True)
    code, *names = ended.stderr.splitlines()[-1].split()
    return code, set(names)


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_nothing_heavy(option: str) -> None:
    code, loaded = _loaded(option)
    assert code == "0"
    assert not loaded.intersection(HEAVY)


@pytest.mark.parametrize("args", [("run", "--help"), ("nosuch",), ("run",), ("run", "x", "--max-contacts", "0")])
def test_errors_of_use_load_no_graph(args: tuple[str, ...]) -> None:
    _, loaded = _loaded(*args)
    assert not loaded.intersection(("langgraph", "langchain_core", "google", "pydantic_settings"))


def test_mailboxes_are_loaded_only_when_drafts_go_there() -> None:
    code, loaded = _loaded("runs")
    assert code == "0"
    assert not loaded.intersection(("google", "googleapiclient", "google_auth_oauthlib", "httplib2", "imapclient"))
    code, loaded = _loaded("run", "none.html", "--drafts", "imap")
    assert code == "2"
    assert "imapclient" not in loaded


def test_the_probe_sees_what_is_loaded() -> None:
    code, loaded = _loaded("graph")
    assert code == "0"
    assert {"langgraph", "langchain_core", "pydantic"} <= loaded


def test_the_package_itself_loads_nothing_heavy() -> None:
    probe = "import sys, inroad; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert not set(ended.stdout.split()).intersection(HEAVY)
