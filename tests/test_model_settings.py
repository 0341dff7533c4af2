"""The model, as a user sets it up."""

from __future__ import annotations

import pytest

from inroad.errors import UserInputError
from inroad.settings import Context, read_settings
from inroad.tools.writing.model import StructuredModel


def model_of(monkeypatch: pytest.MonkeyPatch, **variables: str) -> StructuredModel | None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    model = Context(look_up_mail_servers=False).tools.model
    assert model is None or isinstance(model, StructuredModel)
    return model


def test_without_a_key_there_is_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    assert model_of(monkeypatch) is None
    assert model_of(monkeypatch, OPENAI_API_BASE="https://elsewhere.example/v1", OPENAI_ORG_ID="org") is None
    assert model_of(monkeypatch, OPENAI_BASE_URL="http://localhost:11434/v1") is None


@pytest.mark.parametrize(
    ("variables", "name"),
    [
        ({"OPENAI_API_KEY": "k"}, "gpt-5-mini"),
        ({"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "https://models.example/v1"}, "gpt-5-mini"),
        ({"OPENAI_API_KEY": "k", "INROAD_MODEL": "gpt-5"}, "gpt-5"),
        (
            {"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "https://openrouter.ai/api/v1", "INROAD_MODEL": "maker/model"},
            "maker/model",
        ),
        (
            {"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "https://api.deepseek.com", "INROAD_MODEL": "deepseek-flash"},
            "deepseek-flash",
        ),
        ({"OPENAI_BASE_URL": "http://localhost:11434/v1", "INROAD_MODEL": "local"}, "local"),
        ({"OPENAI_BASE_URL": "http://127.0.0.1:8000/v1/", "INROAD_MODEL": "local"}, "local"),
    ],
)
def test_each_provider_works_by_its_base_url(
    variables: dict[str, str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = model_of(monkeypatch, **variables)
    assert model is not None
    assert model.name == name


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"INROAD_MODEL": "gpt-5"}, "set OPENAI_API_KEY"),
        ({"OPENAI_BASE_URL": "http://models.example/v1", "INROAD_MODEL": "m"}, "begin with https://"),
        ({"OPENAI_API_KEY": "k\u00e9y"}, "OPENAI_API_KEY holds characters that no key has"),
        (
            {"INROAD_MODEL_METHOD": "telepathy"},
            "The setting INROAD_MODEL_METHOD takes json_schema, function_calling or json_mode, not 'telepathy'",
        ),
        ({"INROAD_MODEL_PRICE": "cheap"}, 'such as "0.25,2.00"'),
        ({"OPENAI_PER_MINUTE": "0"}, "The setting OPENAI_PER_MINUTE takes 1 or more, not '0'"),
    ],
)
def test_what_does_not_fit_is_told(variables: dict[str, str], says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserInputError, match=says):
        model_of(monkeypatch, **variables)


def test_a_price_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().inroad_model_price is None
    monkeypatch.setenv("INROAD_MODEL_PRICE", "0.25,2.00")
    assert read_settings().inroad_model_price == (0.25, 2.0)


def test_a_key_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    assert "sk-very-secret" not in f"{read_settings()!r}"
