from __future__ import annotations

import os
from pathlib import Path

import pytest

from inroad.errors import UserInputError
from inroad.settings import Context, Tools, config_file, read_settings
from inroad.state import JobInput
from inroad.tools.addresses.mx import DnsMxResolver, UnaskedMxResolver


def write_config(text: str) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text(text)


def test_the_environment_wins_then_dot_env_then_the_config_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_settings().inroad_sender == ""
    write_config('INROAD_SENDER = "config"\ninroad_max_contacts = 3\ninroad_network = ["a.csv", "b.csv"]\n')
    assert read_settings().inroad_sender == "config"
    assert read_settings().inroad_max_contacts == 3
    assert read_settings().inroad_network == ["a.csv", "b.csv"]
    (tmp_path / ".env").write_text("INROAD_SENDER=dotenv\n")
    assert read_settings().inroad_sender == "dotenv"
    monkeypatch.setenv("INROAD_SENDER", "environment")
    assert read_settings().inroad_sender == "environment"


def test_several_network_files_stand_in_one_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INROAD_NETWORK", os.pathsep.join(["a b.csv", "", "c.csv"]))
    assert read_settings().inroad_network == ["a b.csv", "c.csv"]


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INROAD_MAX_CONTACTS", "")
    monkeypatch.setenv("INROAD_HOME", "")
    assert read_settings().inroad_max_contacts == 8
    assert read_settings().inroad_home.name == "inroad"


def test_home_is_written_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("INROAD_HOME", "~/data")
    assert read_settings().inroad_home == tmp_path / "home" / "data"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("INROAD_MAX_CONTACTS", "0", "takes 1 or more, not '0'"),
        ("INROAD_MAX_CONTACTS", "101", "takes 100 or less, not '101'"),
        ("INROAD_DAILY_CAP", "x", "takes a whole number, not 'x'"),
        ("INROAD_DAILY_CAP", "9" * 5000, f"takes a whole number, not '{'9' * 38}…"),
        ("INROAD_DRAFTS", "fax", "takes eml, gmail, imap or none, not 'fax'"),
        ("INROAD_MODEL_PRICE", "x", "is not usable: give dollars per million tokens of input and output, such as"),
    ],
)
def test_a_bad_value_names_its_setting(name: str, value: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UserInputError) as caught:
        read_settings()
    assert str(caught.value).startswith(f"The setting {name} {says}")
    assert str(caught.value).endswith(".")


def test_a_bad_secret_is_not_shown() -> None:
    write_config("pdl_api_key = 12345\n")
    with pytest.raises(UserInputError, match=r"^The setting PDL_API_KEY takes a text\.$"):
        read_settings()


def test_a_config_file_that_is_no_toml_is_named() -> None:
    write_config("not toml")
    with pytest.raises(UserInputError, match=r"The settings cannot be read: .*config\.toml"):
        read_settings()


def test_a_context_makes_its_tools_once(tmp_path: Path) -> None:
    context = Context(home=str(tmp_path / "own"), look_up_mail_servers=False)
    tools = context.tools
    assert context.tools is tools
    assert tools.home == tmp_path / "own"
    assert isinstance(tools.mail_servers, UnaskedMxResolver)
    assert tools.clock().tzinfo is not None
    assert isinstance(Context().tools.mail_servers, DnsMxResolver)
    assert Context().tools.home == tmp_path / "inroad"


def test_tools_know_where_people_and_drafts_are(tools: Tools, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("First Name,Last Name,Company\nJane,Doe,Acme\n")
    assert list(tools.sources(JobInput(network=["p.csv"]))) == ["network"]
    assert tools.sources(JobInput()) == {}
    tools.drafts(JobInput(out=str(tmp_path / "out"))).check()
    assert (tmp_path / "out").is_dir()
