"""Providers that repeat the key they were given, in every way there is; and errors that nobody expected."""

from __future__ import annotations

import io
import json
import pickle
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from rich.console import Console

from inroad.display import show_report
from inroad.errors import ProviderError
from inroad.graph.run import resume_outreach, run_outreach
from inroad.settings import Context, Tools, mongo_of, read_settings
from inroad.state import JobInput, SearchKind
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.apollo import apollo_client
from inroad.tools.drafts.mailboxes import Mailboxes
from inroad.tools.http import Patience, Timing
from inroad.tools.hunter import hunter_client
from inroad.tools.pdl import pdl_client
from inroad.tools.people import PeoplePage, PeopleQuery
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.writing.model import Access, StructuredModel
from tests.cli_runner import CommandLine
from tests.conftest import EXAMPLES
from tests.reliability import RELIABILITY, Figure
from tests.security.canaries import Canaries
from tests.tools.provider_server import ProviderServer, Reply, Request, closed_port, end_after, reply, serving

Record = Callable[[str, object], None]

KEYS = {
    "PDL_API_KEY": "pdl0c4n4ry7e1f2a9b3c8d5e6f7a1b2c",
    "HUNTER_API_KEY": "hun0c4n4ry/6d2e+9c1b7a5f3e8d4c6b",
    "APOLLO_API_KEY": "apo0c4n4ry5a1c7e3b9d2f8a4c6e1b7d",
    "OPENAI_API_KEY": "sk-c4n4ry9f3b7d1e5a2c8f4b6d9e3a7c",
}
OTHERS = {"IMAP_PASSWORD": "imapc4n4ry7b1de5f9a3c2", "MONGODB_PASSWORD": "mon0c4n4ryb8d2f6a1c5e9b3"}


def _key(request: Request) -> str:
    held = request.headers.get("x-api-key") or request.headers.get("authorization", "")
    return held.removeprefix("Bearer ")


def _told(request: Request, says: str, status: int) -> bytes:
    """An error in the shape of each provider."""
    return reply({"error": {"type": says, "message": says}, "errors": [{"id": says, "details": says}]}, status)


def echo(status: int, before: str = "Wrong key: ", change: Callable[[str], str] = str) -> Reply:
    return lambda request: _told(request, f"{before}{change(_key(request))} is not known", status)


def _all_headers(request: Request) -> bytes:
    return _told(request, json.dumps(request.headers), 401)


def _as_html(request: Request) -> bytes:
    return reply(raw=f"<html><p>{_key(request)}</p></html>".encode(), kind="text/html")


def _as_type(request: Request) -> bytes:
    return reply(raw=b"{}", kind=f"text/{_key(request)}")


def _as_pause(request: Request) -> bytes:
    return reply({"error": {}}, 429, {"Retry-After": _key(request), "x-ratelimit-reset": _key(request)})


ECHOES: dict[str, Reply] = {
    "401": echo(401),
    "402": echo(402),
    "403": echo(403),
    "404": echo(404),
    "400": echo(400),
    "422": echo(422),
    "429": echo(429),
    "451": echo(451),
    "500": echo(500),
    "503": echo(503),
    "where a long text is cut": echo(401, "x" * 182),
    "where a longer text is cut": echo(500, "x" * 190),
    "in capitals": echo(401, change=str.upper),
    "in quotation marks": echo(403, change=json.dumps),
    "percent-encoded": echo(401, change=lambda key: key.replace("/", "%2F").replace("+", "%2B")),
    "twice": echo(401, change=lambda key: f"{key} {key}"),
    "with a line end within": echo(401, change=lambda key: f"{key[:9]}\n{key[9:]}"),
    "all headers": _all_headers,
    "as HTML": _as_html,
    "as a type": _as_type,
    "as a pause": _as_pause,
    "no JSON": lambda request: reply(raw=f'{{"key": "{_key(request)}'.encode()),
}


class Home:
    """Tools with every key, whose providers are one server; no time is waited."""

    def __init__(self, url: str, folder: Path) -> None:
        self.folder, self.passed = folder, 0.0
        timing = Timing(sleep=self._let_pass, clock=lambda: self.passed, chance=lambda: 0.0)
        secret = {name: SecretStr(key) for name, key in KEYS.items()}
        self.clients = [
            pdl_client(secret["PDL_API_KEY"], url, per_minute=100_000, timing=timing),
            hunter_client(secret["HUNTER_API_KEY"], url, per_second=10_000, timing=timing),
            apollo_client(secret["APOLLO_API_KEY"], url, per_minute=10_000, timing=timing),
        ]
        access = Access("m", f"{url}/v1", secret["OPENAI_API_KEY"])
        self.model = StructuredModel(access, patience=Patience(read=5), timing=timing)
        folder.mkdir(exist_ok=True)
        self.tools = Tools(
            store=SqliteStore(folder / "inroad.sqlite"),
            home=folder,
            mail_servers=UnaskedMxResolver(),
            pdl=self.clients[0],
            hunter=self.clients[1],
            apollo=self.clients[2],
            model=self.model,
            mailboxes=Mailboxes(imap_host="h", imap_user="u", imap_password=SecretStr(OTHERS["IMAP_PASSWORD"])),
        )
        self.context = Context().with_tools(self.tools)

    def run(self, **given: Any) -> str:
        """What a run prints."""
        job = JobInput(
            posting=str(EXAMPLES / "postings" / "ashby.json"),
            network=[str(EXAMPLES / "network" / "Connections.csv")],
            sender=str(EXAMPLES / "resume.json"),
            max_contacts=3,
        ).model_copy(update=given)
        state = run_outreach(job, self.context)
        assert state.output is not None
        file = io.StringIO()
        show_report(Console(file=file), state.output, state.error)
        return file.getvalue() + state.output.model_dump_json() + repr(state)

    def _let_pass(self, seconds: float) -> None:
        self.passed += seconds

    def close(self) -> None:
        for client in self.clients:
            client.close()
        self.model.close()
        self.tools.store.close()


@contextmanager
def home_at(url: str, folder: Path) -> Iterator[Home]:
    home = Home(url, folder)
    try:
        yield home
    finally:
        home.close()


def _asked_directly(home: Home, canaries: Canaries) -> None:
    """Each client by itself: text, repr, pickle and traceback of the error that comes of it."""
    for client in home.clients:
        for ask in (partial(client.get, "account"), partial(client.post, "person/search", {"size": 1})):
            try:
                canaries.search("an answer", repr(ask().status))
            except ProviderError as error:
                _search_error(canaries, error)


def _search_error(canaries: Canaries, error: BaseException) -> None:
    canaries.search("a sentence", str(error))
    canaries.search("a repr", repr(error))
    canaries.search("a pickle", pickle.dumps(error))
    canaries.search("a traceback", "".join(traceback.format_exception(error)))
    causes = [each for each in (error.__cause__, error.__context__) if each]
    canaries.search("a cause", repr(causes) + repr([vars(each) for each in causes]))


# What is tried with a whole run too, and not with the clients alone.
RUNS = ("401", "500", "all headers", "as HTML", "where a long text is cut")


@pytest.mark.parametrize("how", ECHOES)
def test_a_provider_that_repeats_the_key(how: str, tmp_path: Path, record_property: Record) -> None:
    canaries = Canaries(KEYS | OTHERS)
    with serving(ECHOES[how]) as server, home_at(server.url, tmp_path / "inroad") as home:
        _asked_directly(home, canaries)
        if how in RUNS:
            canaries.search("output", home.run())
        assert len({_key(request) for request in server.requests}) >= 3
        _search_requests(server, canaries)
        canaries.search_files(tmp_path)
    assert canaries.found == []
    record_property(RELIABILITY, Figure("canary secrets", canaries.tried, canaries.held).row())


def _search_requests(server: ProviderServer, canaries: Canaries) -> None:
    for request in server.requests:
        canaries.search("a request's address", request.target)
        canaries.search("a request's body", request.body)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_carries_no_key_to_another_host(status: int, tmp_path: Path, record_property: Record) -> None:
    canaries = Canaries(KEYS)
    with serving(reply({"data": {}})) as other:
        moved = reply({"error": "moved"}, status, {"Location": f"{other.url}/v5/person/search"})
        with serving(moved) as server, home_at(server.url, tmp_path / "inroad") as home:
            _asked_directly(home, canaries)
        assert server.requests
        assert (other.requests, other.connections) == ([], 0)
    assert canaries.found == []
    record_property(RELIABILITY, Figure("canary secrets", canaries.tried, canaries.held).row())


@pytest.mark.parametrize("how", ["refused", "ends", "no HTTP"])
def test_a_connection_that_fails(how: str, tmp_path: Path, record_property: Record) -> None:
    canaries = Canaries(KEYS)
    says = b"" if how == "ends" else b"220 smtp.mail.example\r\n"
    with serving(end_after(says)) as server:
        url = closed_port() if how == "refused" else server.url
        with home_at(url, tmp_path / "inroad") as home:
            _asked_directly(home, canaries)
            canaries.search("output", home.run())
        canaries.search_files(tmp_path)
    assert canaries.found == []
    record_property(RELIABILITY, Figure("canary secrets", canaries.tried, canaries.held).row())


class CrashingMarket:
    """A source that fails as nobody expects, with all that it can see in its words."""

    name = "market"
    kinds: frozenset[SearchKind] = frozenset({"metro", "locality", "role", "region"})

    def __init__(self, told: object) -> None:
        self._told = told

    def search(self, query: PeopleQuery, page: str = "") -> PeoplePage:
        raise RuntimeError(f"{self._told!r} {self._told!s}")


def test_a_crash_with_a_traceback(tmp_path: Path, record_property: Record) -> None:
    canaries = Canaries(KEYS | OTHERS)
    with serving(echo(401)) as server, home_at(server.url, tmp_path / "inroad") as home:
        home.tools.markets = [CrashingMarket([home.tools, home.context, home.clients, home.model])]
        home.tools.pdl = None
        with pytest.raises(RuntimeError, match="JsonClient") as caught:
            home.run(run_id="r_crash", network=[])
        _search_error(canaries, caught.value)
        canaries.search("the run's record", repr(home.tools.runs.get("r_crash")))
        canaries.search_files(tmp_path)
        with pytest.raises(RuntimeError):
            resume_outreach("r_crash", home.context)
        canaries.search_files(tmp_path)
    assert canaries.found == []
    record_property(RELIABILITY, Figure("canary secrets", canaries.tried, canaries.held).row())


def test_nothing_that_is_printed_shows_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Record
) -> None:
    canaries = Canaries(KEYS | OTHERS)
    for name, key in KEYS.items():
        monkeypatch.setenv(name, key)
    monkeypatch.setenv("IMAP_PASSWORD", OTHERS["IMAP_PASSWORD"])
    monkeypatch.setenv("MONGODB_URI", f"mongodb://ada:{OTHERS['MONGODB_PASSWORD']}@db.example:27017")
    settings = read_settings()
    assert settings.pdl_api_key.get_secret_value() == KEYS["PDL_API_KEY"]
    with home_at(closed_port(), tmp_path / "inroad") as home:
        parts: list[object] = [
            settings,
            mongo_of(settings),
            home.tools,
            home.context,
            home.tools.mailboxes,
            *home.clients,
            home.model,
        ]
        parts += [client.provider for client in home.clients]
        parts += [Access("m", "https://model.example", SecretStr(KEYS["OPENAI_API_KEY"])), vars(home.tools)]
        for part in parts:
            for printed in (repr(part), str(part), f"{part}"):
                canaries.search(f"repr of {type(part).__name__}", printed)
        canaries.search("a dump", settings.model_dump_json() + repr(settings.model_dump()))
        canaries.search("a dump", home.context.model_dump_json() + json.dumps(Context.model_json_schema()))
    assert canaries.found == []
    record_property(RELIABILITY, Figure("canary secrets", canaries.tried, canaries.held).row())


@pytest.mark.parametrize(
    "uri",
    [
        "mongodb://ada:{}@[bad",
        "mongodb://ada:{}@h:port/",
        "mongodb://a@b:{}@h/",
        "mongodb://ada:{}/@h/",
        "mongodb+srv://ada:{}@h:27017/",
        "redis://ada:{}@h/",
    ],
)
def test_a_wrong_address_of_mongodb_is_told_without_the_password(
    uri: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    record_property: Record,
) -> None:
    canaries = Canaries(OTHERS)
    monkeypatch.setenv("MONGODB_URI", uri.format(OTHERS["MONGODB_PASSWORD"]))
    line = CommandLine(capsys, monkeypatch)
    for command in (("runs", "--json"), ("doctor", "--json"), ("contacts", "list")):
        ended = line(*command)
        assert ended.code in (1, 2)
        canaries.search("output", ended.out + ended.err)
    canaries.search_files(tmp_path)
    assert canaries.found == []
    record_property(RELIABILITY, Figure("canary secrets", canaries.tried, canaries.held).row())


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    secret = OTHERS["IMAP_PASSWORD"]
    canaries = Canaries({"one": secret})
    for place in (secret, f"x{secret[3:]}", secret.upper(), secret[::-1], f"a{secret[:14]}…"):
        canaries.search("a text", place)
    (tmp_path / "a.bin").write_bytes(b"\0\1" + secret.encode("utf-16-le"))
    canaries.search_files(tmp_path)
    canaries.search("nothing", "nothing")
    assert (len(canaries.found), canaries.tried, canaries.held) == (6, 9, 3)
