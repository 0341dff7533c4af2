from __future__ import annotations

from pathlib import Path

import pytest

from inroad.doctor import examine
from inroad.settings import Context, Tools


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
