from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from inroad.doctor import examine
from inroad.settings import Context, Tools
from inroad.tools.apollo import apollo_client
from inroad.tools.hunter import hunter_client
from inroad.tools.pdl import pdl_client
from tests.tools.provider_server import reply, serving

KEY = SecretStr("key-of-a-test")


def findings(context: Context) -> dict[str, tuple[str, str]]:
    return {finding.what: (finding.state, finding.says) for finding in examine(context)}


def test_a_fresh_machine_is_fine_and_says_what_is_missing(context: Context, tools: Tools) -> None:
    found = findings(context)
    assert {what: state for what, (state, _) in found.items()} == {
        "python": "ok",
        "settings": "ok",
        "store": "ok",
        "drafts": "ok",
        "dns": "missing",
        "pdl": "missing",
        "hunter": "missing",
        "apollo": "missing",
        "model": "missing",
        "sender": "missing",
        "network": "missing",
    }
    assert found["store"][1] == f"0 runs in {tools.home}"


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
    assert "drafts" not in found


def test_a_folder_for_drafts_that_is_a_file_is_wrong(context: Context, tools: Tools) -> None:
    (tools.home / "drafts").write_text("")
    found = findings(context)
    assert (found["store"][0], found["drafts"][0]) == ("ok", "wrong")


def test_settings_that_do_not_fit_are_wrong(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INROAD_MAX_CONTACTS", "many")
    found = findings(context)
    assert list(found) == ["python", "settings"]
    assert "INROAD_MAX_CONTACTS" in found["settings"][1]


def test_a_missing_key_says_what_it_would_add(context: Context) -> None:
    found = findings(context)
    assert found["pdl"][1] == "PDL_API_KEY adds people beyond your network"
    assert found["hunter"][1] == "HUNTER_API_KEY adds addresses found, and checks of them"
    assert found["apollo"][1] == "APOLLO_API_KEY adds addresses that others do not have"


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
