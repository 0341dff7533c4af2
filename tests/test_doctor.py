from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from inroad.doctor import examine
from inroad.doctor.keeping import store as look_into
from inroad.doctor.machine import LEAST_FREE, clock, extras, is_installed, room
from inroad.settings import Context, Tools
from inroad.tools.apollo import apollo_client
from inroad.tools.hunter import hunter_client
from inroad.tools.pdl import pdl_client
from inroad.tools.research.firecrawl import firecrawl_client
from inroad.tools.research.serper import serper_client
from inroad.tools.research.tavily import tavily_client
from inroad.tools.store import Collection, Document
from inroad.tools.store.opening import Mongo
from inroad.tools.store.sqlite import SqliteStore
from tests.conftest import NOW
from tests.mongo_server import mongo
from tests.tools.provider_server import reply, serving

__all__ = ["mongo"]
KEY = SecretStr("key-of-a-test")


def findings(context: Context) -> dict[str, tuple[str, str]]:
    return {finding.what: (finding.state, finding.says) for finding in examine(context)}


def test_a_fresh_machine_is_fine_and_says_what_is_missing(context: Context, tools: Tools) -> None:
    found = findings(context)
    assert {what: state for what, (state, _) in found.items()} == {
        "python": "ok",
        "extras": "ok",
        "settings": "ok",
        "store": "ok",
        "runs": "ok",
        "drafts": "ok",
        "dns": "missing",
        "pdl": "missing",
        "hunter": "missing",
        "apollo": "missing",
        "serper": "missing",
        "tavily": "missing",
        "firecrawl": "missing",
        "model": "missing",
        "clock": "missing",
        "disk": "ok",
        "permissions": "ok",
        "sender": "missing",
        "network": "missing",
    }
    assert found["store"][1] == f"SQLite in {tools.home}, written to and read; schema 1, 0 documents"
    assert found["runs"][1] == "0 in all"


def test_what_is_there_is_looked_at(context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "me.toml").write_text('name = "Ada"\nemail = "ada@mail.example"')
    (tmp_path / "people.csv").write_text("First Name,Last Name,Company\nJane,Doe,Acme\nJoe,Roe,Acme\n")
    monkeypatch.setenv("INROAD_SENDER", "me.toml")
    monkeypatch.setenv("INROAD_NETWORK", "people.csv")
    found = findings(context)
    assert found["sender"] == ("ok", "Ada <ada@mail.example>")
    assert found["network"] == ("ok", "2 people in people.csv")


def test_what_is_wrong_is_said(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INROAD_SENDER", "none.json")
    monkeypatch.setenv("INROAD_NETWORK", "none.csv")
    found = findings(context)
    assert found["sender"][0] == found["network"][0] == "wrong"
    assert "none.json" in found["sender"][1]
    assert "none.csv" in found["network"][1]


def test_a_store_that_is_no_database_is_wrong(tmp_path: Path) -> None:
    home = tmp_path / "other"
    home.mkdir()
    (home / "inroad.sqlite").write_text("no database " * 1000)
    found = findings(Context(home=str(home), look_up_mail_servers=False))
    assert found["store"][0] == "wrong"
    assert "inroad.sqlite" in found["store"][1]
    assert "runs" not in found
    assert found["drafts"][0] == "ok"


def test_a_folder_for_drafts_that_is_a_file_is_wrong(context: Context, tools: Tools) -> None:
    (tools.home / "drafts").write_text("")
    found = findings(context)
    assert (found["store"][0], found["drafts"][0]) == ("ok", "wrong")


def test_settings_that_do_not_fit_are_wrong(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INROAD_MAX_CONTACTS", "many")
    found = findings(context)
    assert found["settings"][0] == "wrong"
    assert "INROAD_MAX_CONTACTS" in found["settings"][1]
    assert {found[what][0] for what in ("store", "drafts", "disk", "python")} == {"ok"}


def test_a_missing_key_says_what_it_would_add(context: Context) -> None:
    found = findings(context)
    assert found["pdl"][1] == "PDL_API_KEY adds people beyond your network"
    assert found["hunter"][1] == "HUNTER_API_KEY adds addresses found, and checks of them"
    assert found["apollo"][1] == "APOLLO_API_KEY adds addresses that others do not have"
    assert found["serper"][1] == "SERPER_API_KEY adds what Google finds of a company, and news"
    assert found["tavily"][1] == "TAVILY_API_KEY adds what the web says of a company"
    assert found["firecrawl"][1] == "FIRECRAWL_API_KEY adds what a company's own pages say"


def test_pdl_is_not_asked_for_each_call_costs(context: Context, tools: Tools) -> None:
    with serving(reply({})) as server:
        tools.pdl = pdl_client(KEY, server.url)
        assert findings(context)["pdl"] == ("ok", "PDL_API_KEY is set, not checked (there is no free call)")
        assert server.requests == []


@pytest.mark.parametrize(
    ("requests", "left"),
    [
        (
            {"credits": {"used": 12.5, "available": 50}, "searches": {"used": 1, "available": 25}},
            "; left are 37.5 credits",
        ),
        ({"credits": {"used": 60, "available": 50}}, "; left are 0 credits"),
        (
            {"searches": {"used": 5, "available": 25}, "verifications": {"used": 0, "available": 50}},
            "; left are 20 searches and 50 checks",
        ),
        ({"verifications": {"used": 1, "available": 2}}, "; left are 1 checks"),
        ({"credits": {"used": None, "available": 50}}, ""),
        ({"credits": {"used": True, "available": 50}}, ""),
        ({"credits": 7}, ""),
        (None, ""),
    ],
)
def test_hunter_tells_what_is_left(context: Context, tools: Tools, requests: object, left: str) -> None:
    with serving(reply({"data": {"requests": requests}})) as server:
        tools.hunter = hunter_client(KEY, server.url)
        assert findings(context)["hunter"] == ("ok", f"the key works{left}")
        assert [(request.method, request.target) for request in server.requests] == [("GET", "/account")]


@pytest.mark.parametrize("body", [{"data": []}, [], {}])
def test_an_account_that_tells_nothing_is_fine(context: Context, tools: Tools, body: object) -> None:
    with serving(reply(body)) as server:
        tools.hunter = hunter_client(KEY, server.url)
        assert findings(context)["hunter"] == ("ok", "the key works")


def test_a_key_that_hunter_does_not_know_is_wrong(context: Context, tools: Tools) -> None:
    with serving(reply({"errors": [{"details": "No user found."}]}, 401)) as server:
        tools.hunter = hunter_client(KEY, server.url)
        state, says = findings(context)["hunter"]
    assert state == "wrong"
    assert says.startswith("Hunter does not accept the key in HUNTER_API_KEY for this call (401: No user found)")


def test_searches_are_not_asked_for_each_call_costs(context: Context, tools: Tools) -> None:
    with serving(reply({})) as server:
        tools.serper, tools.tavily = serper_client(KEY, server.url), tavily_client(KEY, server.url)
        found = findings(context)
        assert found["serper"] == ("ok", "SERPER_API_KEY is set, not checked (there is no free call)")
        assert found["tavily"] == ("ok", "TAVILY_API_KEY is set, not checked (there is no free call)")
        assert server.requests == []


@pytest.mark.parametrize(
    ("said", "state", "says"),
    [
        (reply({"success": True, "data": {"remainingCredits": 480}}), "ok", "the key works; left are 480 credits"),
        (reply({"success": True, "data": None}), "ok", "the key works"),
        (reply({"success": False, "error": "Unauthorized"}, 401), "wrong", "does not accept the key"),
    ],
)
def test_firecrawl_is_asked_what_is_left(context: Context, tools: Tools, said: bytes, state: str, says: str) -> None:
    with serving(said) as server:
        tools.firecrawl = firecrawl_client(KEY, server.url)
        found = findings(context)["firecrawl"]
        assert [request.target for request in server.requests] == ["/team/credit-usage"]
    assert found[0] == state
    assert says in found[1]


def test_apollo_is_asked_whether_it_knows_the_key(context: Context, tools: Tools) -> None:
    with serving(reply({"healthy": True, "is_logged_in": True})) as server:
        tools.apollo = apollo_client(KEY, server.url)
        assert findings(context)["apollo"] == ("ok", "the key works")
        assert [(request.method, request.target) for request in server.requests] == [("GET", "/auth/health")]


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (
            reply(status=401, raw=b"Invalid access credentials.", kind="text/plain"),
            "Apollo does not accept the key in APOLLO_API_KEY for this call (401); ",
        ),
        (
            reply({"healthy": True, "is_logged_in": False}),
            "Apollo does not know the key in APOLLO_API_KEY; copy it anew from its settings.",
        ),
        (reply(raw=b"<html>", kind="text/html"), "Apollo answered with text/html in place of JSON (status 200); "),
    ],
    ids=["unauthorized", "nobody", "page"],
)
def test_what_is_wrong_at_apollo_is_said(context: Context, tools: Tools, said: bytes, says: str) -> None:
    with serving(said) as server:
        tools.apollo = apollo_client(KEY, server.url)
        found = findings(context)["apollo"]
    assert found[0] == "wrong"
    assert found[1].startswith(says)


@pytest.mark.parametrize(
    ("settings", "what", "words"),
    [
        ({"INROAD_DRAFTS": "gmail"}, "gmail", "run `inroad login gmail`"),
        ({"GMAIL_CLIENT_SECRETS": "client.json"}, "gmail", "run `inroad login gmail`"),
        ({"INROAD_DRAFTS": "imap"}, "imap", "set IMAP_HOST"),
        ({"IMAP_HOST": "imap.mail.example"}, "imap", "set IMAP_HOST"),
    ],
)
def test_a_mailbox_that_is_meant_and_not_set_up_is_wrong(
    context: Context, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], what: str, words: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    state, says = findings(context)[what]
    assert state == "wrong"
    assert words in says


def test_a_model_is_named_and_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("INROAD_MODEL", "local")
    [finding] = [each for each in examine(Context(look_up_mail_servers=False)) if each.what == "model"]
    assert (finding.state, finding.says) == ("ok", "local; not checked, there is no free call")


CANARIES = {
    "PDL_API_KEY": "canary-pdl-7f3a",
    "HUNTER_API_KEY": "canary-hunter-7f3a",
    "APOLLO_API_KEY": "canary-apollo-7f3a",
    "OPENAI_API_KEY": "canary-openai-7f3a",
    "MONGODB_URI": "mongodb://ada:canary-mongo-7f3a@127.0.0.1:9/?serverSelectionTimeoutMS=50",
}


def echo(variable: str) -> bytes:
    """A refusal that repeats the key."""
    return reply({"errors": [{"details": f"There is no {CANARIES[variable]}"}]}, 401)


def test_no_key_is_printed_and_a_mongodb_that_is_down_hides_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in CANARIES.items():
        monkeypatch.setenv(name, value)
    with serving(echo("HUNTER_API_KEY")) as hunters, serving(echo("APOLLO_API_KEY")) as apollos:
        monkeypatch.setenv("HUNTER_BASE_URL", hunters.url)
        monkeypatch.setenv("APOLLO_BASE_URL", apollos.url)
        found = findings(Context(look_up_mail_servers=False))
    assert found["store"][0] == "wrong"
    assert found["store"][1].startswith("No MongoDB answers at MONGODB_URI")
    assert (found["hunter"][0], found["apollo"][0], found["pdl"][0], found["model"][0]) == (
        "wrong",
        "wrong",
        "ok",
        "ok",
    )
    assert {found[what][0] for what in ("drafts", "disk", "permissions")} == {"ok"}
    assert "7f3a" not in str(found)


def test_a_key_that_cannot_be_sent_hides_nothing_but_the_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PDL_API_KEY", "canary\u20ac7f3a")
    found = findings(Context(look_up_mail_servers=False))
    assert found["keys"][0] == "wrong"
    assert "PDL_API_KEY" in found["keys"][1]
    assert (found["store"][0], found["drafts"][0]) == ("ok", "ok")
    assert "7f3a" not in str(found)
    assert "hunter" not in found


@pytest.mark.parametrize(
    "content", ["inroad_home = [", "INROAD_MAX_CONTACTS = 'many'", "inroad_home = '~nobody-at-all/x'"]
)
def test_a_broken_config_file_is_told_and_hides_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    folder = tmp_path / "home" / ".config" / "inroad"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(content)
    if "nobody" in content:
        monkeypatch.delenv("INROAD_HOME")
    found = findings(Context(look_up_mail_servers=False))
    assert found["settings"][0] == "wrong"
    assert (found["store"][0], found["disk"][0], found["drafts"][0]) == ("ok", "ok", "ok")


def test_a_store_in_mongodb_is_written_to_and_counted(mongo: Mongo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONGODB_URI", mongo.uri.get_secret_value())
    monkeypatch.setenv("INROAD_DB", mongo.database)
    context = Context(look_up_mail_servers=False)
    context.tools.suppression.add(["a@b.example"], "asked", NOW)
    found = findings(context)
    assert found["store"] == ("ok", f"MongoDB, database {mongo.database}, written to and read; schema 1, 1 documents")


def test_what_is_written_to_try_the_store_is_gone_afterwards(context: Context, tools: Tools) -> None:
    findings(context)
    assert list(tools.store.scan(Collection("doctor"))) == []


def test_runs_that_wait_are_named_with_the_command_that_goes_on(context: Context, tools: Tools) -> None:
    for number in range(5):
        tools.runs.start(f"left{number}", {}, NOW, f"{socket.gethostname()}:{2**22 + 1}")
    tools.runs.start("going", {}, NOW, f"{socket.gethostname()}:{os.getppid()}")
    tools.runs.start("waits", {}, NOW)
    tools.runs.pause("waits", {}, NOW)
    tools.runs.start("over", {}, NOW)
    tools.runs.finish("over", {}, 0, NOW)
    assert findings(context)["runs"][1] == (
        "8 in all; 1 wait for you: `inroad review waits`; "
        "5 broke off: `inroad resume left4`, `inroad resume left3`, `inroad resume left2` and 2 more"
    )


def test_the_size_of_the_progress_is_told(context: Context, tools: Tools) -> None:
    (tools.home / "progress.sqlite").write_bytes(b"x" * 3 * 1024**2)
    assert findings(context)["store"][1].endswith("0 documents, 3.0 MB of progress")


class ForgetfulStore(SqliteStore):
    """A store that loses what is written to it."""

    def put_many(self, collection: Collection, documents: Mapping[str, Document]) -> None:
        """Keep nothing."""


def test_a_store_that_loses_what_is_written_is_wrong(tools: Tools, tmp_path: Path) -> None:
    tools.store = ForgetfulStore(tmp_path / "f.sqlite")
    [finding] = look_into(tools)
    tools.store.close()
    assert (finding.what, finding.state) == ("store", "wrong")
    assert finding.says.startswith("The store does not give back what was written to it")


def test_a_folder_and_a_login_that_others_get_at_are_wrong(
    context: Context, tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = tmp_path / "my login.json"
    login.write_text("{}")
    login.chmod(0o640)
    tools.home.chmod(0o755)
    monkeypatch.setenv("GMAIL_TOKEN_FILE", str(login))
    found = findings(context)
    assert found["permissions"] == ("wrong", f"others than you get at {tools.home}; run: chmod 700 {tools.home}")
    assert found["login file"] == ("wrong", f"others than you get at {login}; run: chmod 600 '{login}'")
    login.chmod(0o600)
    tools.home.chmod(0o700)
    again = findings(context)
    assert (again["permissions"][0], again["login file"][0]) == ("ok", "ok")


@pytest.mark.parametrize(
    ("minutes", "state", "says"),
    [
        (0, "ok", "right to a few minutes"),
        (5, "ok", "right to a few minutes"),
        (-5, "ok", "right to a few minutes"),
        (6, "wrong", "6 minutes ahead; "),
        (-90, "wrong", "90 minutes behind; "),
    ],
)
def test_the_clock_is_compared_with_an_answer_that_came_anyway(
    context: Context, tools: Tools, minutes: int, state: str, says: str
) -> None:
    date = format_datetime(NOW.replace(microsecond=0) - timedelta(minutes=minutes), usegmt=True)
    with serving(reply({}, headers={"Date": date})) as server:
        tools.hunter = hunter_client(KEY, server.url)
        found = findings(context)["clock"]
        assert len(server.requests) == 1
    assert found[0] == state
    assert found[1].startswith(says)


@pytest.mark.parametrize("header", ["", "yesterday", "Sat, 14 Mar 2026 09:26:53 -0000", "\x00"])
def test_a_date_that_tells_nothing_leaves_the_clock_open(header: str) -> None:
    assert clock(header, NOW).state == "missing"


def test_a_disk_with_little_room_is_wrong(tmp_path: Path) -> None:
    assert room(tmp_path, LEAST_FREE).state == "ok"
    full = room(tmp_path, LEAST_FREE - 1)
    assert (full.state, full.says.partition(" ")[0]) == ("wrong", "199")
    assert str(tmp_path) in full.says


def test_extras_are_told() -> None:
    assert extras(needs_mongo=True).says == "demo, mongo, studio"
    lacking = extras(needs_mongo=False, is_there=lambda module: module == "uvicorn")
    assert (lacking.state, lacking.says) == (
        "missing",
        "installed: demo; pip install 'inroad[mongo]' adds runs whose progress is kept in MongoDB; "
        "pip install 'inroad[studio]' adds LangGraph Studio",
    )
    assert extras(needs_mongo=True, is_there=lambda module: False).state == "wrong"
    assert not is_installed("no_such_package.at_all")


def test_a_home_that_is_a_file_hides_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("INROAD_HOME", str(tmp_path / "file"))
    found = findings(Context(look_up_mail_servers=False))
    assert (found["store"][0], found["drafts"][0], found["disk"][0]) == ("wrong", "wrong", "ok")
