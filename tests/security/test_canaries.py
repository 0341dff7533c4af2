"""Secrets are planted in every setting; a run that works, fails, pauses or crashes leaves none of them anywhere."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inroad.sandbox import CREDITS, MODEL, Expectations, Limits, Sandbox, faster
from inroad.sandbox.pdl import LIMITS
from tests.cli_runner import NETWORK, POSTING, SENDER, CommandLine, Ended
from tests.reliability import RELIABILITY, Figure
from tests.security.canaries import Canaries, started_processes
from tests.tools.provider_server import closed_port

KEYS = {
    "PDL_API_KEY": "pdl0c4n4ry7e1f2a9b3c8d5e6f7a1b2c",
    "HUNTER_API_KEY": "hun0c4n4ry/6d2e+9c1b7a5f3e8d4c6b",
    "APOLLO_API_KEY": "apo0c4n4ry5a1c7e3b9d2f8a4c6e1b7d",
    "OPENAI_API_KEY": "sk-c4n4ry9f3b7d1e5a2c8f4b6d9e3a7c",
    "SERPER_API_KEY": "ser0c4n4ry4d8b2f6a1c5e9b3d7f1a4c",
    "TAVILY_API_KEY": "tvly-c4n4ry2b6d8f1a5c3e7b9d4f6a8c",
    "FIRECRAWL_API_KEY": "fc-c4n4ry8a3c7e1b5d9f2a6c4e8b1d5f",
}
OTHERS = {
    "IMAP_PASSWORD": "imap c4n4ry 7b1d pässword e5f9a3c2",
    "MONGODB_PASSWORD": "mon0c4n4ryb8d2f6a1c5e9b3d7f1a4c8",
    "REFRESH_TOKEN": "1//c4n4ry0refresh0d4b8f2a6c1e5b9d",
    "ACCESS_TOKEN": "ya29.c4n4ry0access0a7c3e9b5d1f8a2",
    "CLIENT_SECRET": "GOCSPX-c4n4ry0client0f6b2d8a4c1e",
}
ALL = KEYS | OTHERS
EXPECTED = Expectations(headquarters={"Acme Robotics": "austin, texas"}, titles={"Acme Robotics": "Backend Engineer"})


@pytest.fixture
def inroad(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(capsys, monkeypatch)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """Providers that know all of these keys."""
    limits = faster(1_000) | {path: Limits() for path in LIMITS}
    with Sandbox(0, EXPECTED, accounts=dict.fromkeys(KEYS.values(), CREDITS), limits=limits) as running:
        yield running


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Sandbox | None], list[Path]]:
    """Sets every secret; the providers are the sandbox's, or nobody. The files are those that keep secrets."""

    def plant(sandbox: Sandbox | None) -> list[Path]:
        gone = closed_port()
        login = tmp_path / "keys" / "gmail.json"
        client = tmp_path / "keys" / "client.json"
        login.parent.mkdir()
        kept = {
            "token": OTHERS["ACCESS_TOKEN"],
            "refresh_token": OTHERS["REFRESH_TOKEN"],
            "client_id": "id",
            "client_secret": OTHERS["CLIENT_SECRET"],
            "token_uri": f"{sandbox.url if sandbox else gone}/token",
        }
        login.write_text(json.dumps(kept))
        client.write_text(json.dumps({"installed": kept}))
        values = KEYS | {
            "PDL_BASE_URL": sandbox.pdl_url if sandbox else gone,
            "HUNTER_BASE_URL": sandbox.hunter_url if sandbox else gone,
            "APOLLO_BASE_URL": sandbox.apollo_url if sandbox else gone,
            "OPENAI_BASE_URL": sandbox.model_url if sandbox else gone,
            "SERPER_BASE_URL": sandbox.serper_url if sandbox else gone,
            "TAVILY_BASE_URL": sandbox.tavily_url if sandbox else gone,
            "FIRECRAWL_BASE_URL": sandbox.firecrawl_url if sandbox else gone,
            "FIRECRAWL_PER_MINUTE": "10000",
            "GMAIL_BASE_URL": sandbox.gmail_url if sandbox else gone,
            "INROAD_MODEL": MODEL,
            "PDL_PER_MINUTE": "100000",
            "HUNTER_PER_SECOND": "10000",
            "APOLLO_PER_MINUTE": "10000",
            "GMAIL_TOKEN_FILE": str(login),
            "GMAIL_CLIENT_SECRETS": str(client),
            "IMAP_HOST": gone.removeprefix("http://"),
            "IMAP_USER": "ada@mail.example",
            "IMAP_PASSWORD": OTHERS["IMAP_PASSWORD"],
        }
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        return [login, client, login.with_name("gmail.json.lock")]

    return plant


Plant = Callable[[Sandbox | None], list[Path]]


def _looked_at(inroad: CommandLine, *more: tuple[str, ...]) -> list[Ended]:
    """The commands that show what is kept."""
    shown = [("runs",), ("runs", "--json"), ("contacts", "list", "--json"), ("contacts", "export"), ("doctor",)]
    return [inroad(*command) for command in (*shown, ("doctor", "--json"), *more)]


def _search_all(canaries: Canaries, ended: list[Ended], folder: Path, keep: list[Path]) -> None:
    for each in ended:
        canaries.search("stdout", each.out)
        canaries.search("stderr", each.err)
    canaries.search_files(folder, but=keep)


def _searched_urls(canaries: Canaries, sandbox: Sandbox) -> None:
    for each in sandbox.history.exchanges:
        canaries.search("a request's path", each.path)
        canaries.search("a request's query", json.dumps(dict(each.params)))
        canaries.search("a request's body", each.body)


def test_a_run_that_is_served(
    inroad: CommandLine,
    sandbox: Sandbox,
    planted: Plant,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    sandbox.history.clear()
    keep, canaries = planted(sandbox), Canaries(ALL)
    with started_processes() as started:
        ended = [
            inroad("run", POSTING, *SENDER, "--max-contacts", "3"),
            inroad("run", POSTING, *SENDER, "--more", "2", "--review", "--json"),
        ]
        waits = ended[1].json["run_id"]
        ended += _looked_at(inroad, ("runs", waits, "--json"), ("review", waits, "--json"))
        canaries.search_files(tmp_path, but=keep)
        ended.append(inroad("review", waits, "--keep-all", "--json"))
        ended.append(inroad("verify", "ada.lovel@acme-robotics.example", "--json"))
    assert [each.code for each in ended[:2]] == [0, 0]
    assert [each.path for each in sandbox.history.exchanges if each.path.startswith("/v1/chat")]
    _search_all(canaries, ended, tmp_path, keep)
    _searched_urls(canaries, sandbox)
    canaries.search("the argv of started processes", json.dumps(started))
    canaries.search("the log", caplog.text)
    assert canaries.found == []
    assert canaries.tried > 300
    record_property(RELIABILITY, Figure("canary secrets", canaries.tried, canaries.held).row())


def test_an_analysis_that_is_served_and_one_that_is_not(
    inroad: CommandLine,
    sandbox: Sandbox,
    planted: Plant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    sandbox.history.clear()
    keep, canaries = planted(sandbox), Canaries(ALL)
    asked = (POSTING, "--cv", SENDER[1], "--max-contacts", "2", "--json")
    ended = [inroad("analyse", *asked)]
    paths = {each.path for each in sandbox.history.exchanges}
    for provider in ("serper", "tavily", "firecrawl"):
        assert any(path.startswith(f"/{provider}/") for path in paths)
        monkeypatch.setenv(f"{provider.upper()}_API_KEY", KEYS["PDL_API_KEY"][::-1])
    ended += [inroad("analyse", *asked, "--from", "research"), *_looked_at(inroad)]
    _search_all(canaries, ended, tmp_path, keep)
    _searched_urls(canaries, sandbox)
    canaries.search("the log", caplog.text)
    assert ended[0].code == 0
    assert ended[0].json["company"]["complete"]
    assert canaries.found == []
    record_property(RELIABILITY, Figure("canary secrets", canaries.tried, canaries.held).row())


def test_a_run_whose_keys_nobody_knows(
    inroad: CommandLine, planted: Plant, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    canaries = Canaries(ALL)
    with Sandbox(0, EXPECTED) as stranger:
        keep = planted(stranger)
        ended = [
            inroad("run", POSTING, *SENDER, "--max-contacts", "2"),
            inroad("run", POSTING, *NETWORK, *SENDER, "--max-contacts", "2", "--json"),
            inroad("run", POSTING, *NETWORK, *SENDER, "--max-contacts", "2", "--drafts", "gmail"),
            inroad("run", POSTING, *NETWORK, *SENDER, "--max-contacts", "2", "--drafts", "imap"),
            inroad("verify", "ada.lovel@acme-robotics.example"),
            *_looked_at(inroad),
        ]
        _searched_urls(canaries, stranger)
    assert [each.code for each in ended[:4]] == [4, 0, 4, 4]
    _search_all(canaries, ended, tmp_path, keep)
    assert canaries.found == []
    record_property(RELIABILITY, Figure("canary secrets", canaries.tried, canaries.held).row())
