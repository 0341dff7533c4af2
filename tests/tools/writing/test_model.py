"""The model's client through the real library, over sockets."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from pydantic import BaseModel, SecretStr

from inroad.errors import (
    BadKeyError,
    ContextTooLongError,
    GarbledAnswerError,
    OutOfCreditError,
    ProviderError,
    RateLimitedError,
    RefusedQueryError,
    UnavailableError,
    UserInputError,
)
from inroad.tools.http import Patience, Timing
from inroad.tools.writing import Prompt, UnusableAnswerError, Usage
from inroad.tools.writing.model import OPENAI_URL, Access, Method, StructuredModel, model_access, read_price
from inroad.tools.writing.model_wire import extras
from tests.tools.provider_server import ProviderServer, Reply, closed_port, reply, reset_after, serving
from tests.tools.writing.model_server import USAGE, called, completion, refusal

PROMPT = Prompt(system="the rules", user="the data", version="1")
KEY = "sk-very-secret"


class Line(BaseModel):
    """One line."""

    words: list[str]


class Lines(BaseModel):
    """Some lines."""

    lines: list[Line]


GOOD = json.dumps({"lines": [{"words": ["a", "b"]}]})
VALUE = Lines(lines=[Line(words=["a", "b"])])


@contextmanager
def model_on(*replies: Reply, pauses: list[float] | None = None, **access: Any) -> Iterator[tuple[Any, ProviderServer]]:
    timing = Timing(sleep=(pauses if pauses is not None else []).append, chance=lambda: 0.0)
    with serving(*replies) as server:
        reached = Access("m-1", f"{server.url}/v1", SecretStr(KEY), **access)
        model = StructuredModel(reached, patience=Patience(connect=5, read=5, total=30, attempts=3), timing=timing)
        yield model, server
        model.close()


def bodies(server: ProviderServer) -> list[dict[str, Any]]:
    return [json.loads(request.body) for request in server.requests]


def way(body: dict[str, Any]) -> str:
    return "function_calling" if "tools" in body else str(body["response_format"]["type"])


@pytest.mark.parametrize(
    ("method", "answer"),
    [
        ("json_schema", completion(GOOD)),
        ("function_calling", called(GOOD, name="Lines")),
        ("function_calling", completion(GOOD)),
        ("json_mode", completion(f"```json\n{GOOD}\n```")),
    ],
)
def test_each_method_gives_the_asked_shape_and_what_it_took(method: Method, answer: bytes) -> None:
    with model_on(answer, method=method) as (model, _):
        got = model.ask(PROMPT, Lines)
    assert (got.value, got.notes) == (VALUE, ())
    assert got.usage == Usage(input_tokens=1000, output_tokens=200)


def test_what_goes_out() -> None:
    with model_on(completion(GOOD)) as (model, server):
        model.ask(PROMPT, Lines)
    [request] = server.requests
    body = json.loads(request.body)
    assert (request.method, request.target) == ("POST", "/v1/chat/completions")
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert body["messages"] == [
        {"role": "system", "content": "the rules"},
        {"role": "user", "content": "the data"},
    ]
    shape = body["response_format"]["json_schema"]
    assert (body["model"], shape["name"], shape["strict"]) == ("m-1", "Lines", True)
    assert shape["schema"]["required"] == ["lines"]
    assert shape["schema"]["additionalProperties"] is False
    assert shape["schema"]["$defs"]["Line"]["additionalProperties"] is False


def test_nothing_of_the_environment_redirects_or_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = closed_port()
    for name in ("OPENAI_API_BASE", "OPENAI_BASE_URL", "OPENAI_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, elsewhere)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-other")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-other")
    with model_on(completion(GOOD)) as (model, server):
        assert model.ask(PROMPT, Lines).value == VALUE
    [request] = server.requests
    assert "other" not in str(request)
    assert not [name for name in request.headers if name.startswith("openai")]


def test_a_redirect_is_not_followed() -> None:
    with (
        serving(completion(GOOD)) as other,
        model_on(reply({}, 307, {"Location": f"{other.url}/v1/chat/completions"})) as (model, _),
        pytest.raises(GarbledAnswerError, match="redirect"),
    ):
        model.ask(PROMPT, Lines)
    assert other.requests == []


@pytest.mark.parametrize(
    ("answer", "kind", "says", "times"),
    [
        (refusal(401, f"Incorrect API key: {KEY}"), BadKeyError, "OPENAI_API_KEY", 1),
        (refusal(403, "no"), BadKeyError, "OPENAI_API_KEY", 1),
        (refusal(402, "Insufficient Balance"), OutOfCreditError, "top it up", 1),
        (refusal(429, "quota", type="insufficient_quota", code=None), OutOfCreditError, "top it up", 1),
        (refusal(429, "quota", code="credit_balance_exhausted"), OutOfCreditError, "top it up", 1),
        (refusal(429, "slow down", type="requests", code="rate_limit_exceeded"), RateLimitedError, "fewer calls", 3),
        (refusal(429, "slow", {"Retry-After": "900"}), RateLimitedError, "in 900 seconds", 1),
        (refusal(402, "busy", metadata={"limit_source": "openrouter_in_flight_budget"}), RateLimitedError, "fewer", 3),
        (refusal(404, "The model does not exist"), RefusedQueryError, "set INROAD_MODEL to one that it has", 1),
        (refusal(413, "too large"), ContextTooLongError, "set INROAD_MODEL to one that reads more", 1),
        (refusal(400, "This model's maximum context length is 4096 tokens."), ContextTooLongError, "longer than", 1),
        (refusal(400, "the request exceeds the available context size"), ContextTooLongError, "longer than", 1),
        (refusal(422, "Input tokens exceed the configured limit"), ContextTooLongError, "longer than", 1),
        (refusal(500, "oops"), UnavailableError, "try again later", 3),
        (refusal(503, "overloaded"), UnavailableError, "try again later", 3),
        (refusal(409, "conflict"), UnavailableError, "try again later", 3),
        (reply({"error": {"code": 502, "message": "provider down"}}), UnavailableError, "provider down", 3),
        (reply({"error": {"code": 402, "message": "no credits"}}), OutOfCreditError, "no credits", 1),
        (reply({"error": "broken"}), UnavailableError, "broken", 3),
        (reset_after(b""), UnavailableError, "OPENAI_BASE_URL", 3),
        (reply(raw=b"<html>", kind="text/html"), GarbledAnswerError, "not its API", 1),
        (reply(raw=b'{"choices": ['), GarbledAnswerError, "not its API", 1),
        (reply({"choices": None}), GarbledAnswerError, "OPENAI_BASE_URL", 1),
        (reply({"choices": []}), GarbledAnswerError, "OPENAI_BASE_URL", 1),
        (reply({"choices": [{"message": {"content": [1]}}]}), GarbledAnswerError, "OPENAI_BASE_URL", 1),
        (reply([]), GarbledAnswerError, "OPENAI_BASE_URL", 1),
    ],
)
def test_each_failure_has_its_kind_its_sentence_and_its_repeats(
    answer: Reply, kind: type[ProviderError], says: str, times: int
) -> None:
    with model_on(answer) as (model, server), pytest.raises(kind) as caught:
        model.ask(PROMPT, Lines)
    assert type(caught.value) is kind
    assert says in str(caught.value)
    assert KEY not in str(caught.value)
    assert caught.value.provider == "model"
    assert caught.value.__cause__ is None
    assert len(server.requests) == times


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (completion(None, refusal="I cannot"), "refused to write"),
        (completion(GOOD, finish="length"), "was cut off"),
        (completion(None, finish="content_filter"), "provider's filter"),
        (completion("", finish="error"), "broke off"),
        (completion(""), "empty answer"),
        (completion("Sure! Here are your messages."), "did not answer in the shape"),
        (completion(f"Here you are: {GOOD}"), "did not answer in the shape"),
        (completion(GOOD[:-3]), "did not answer in the shape"),
        (completion('{"lines": [{"words": "a"}]}'), "did not answer in the shape"),
        (completion("null"), "did not answer in the shape"),
    ],
)
@pytest.mark.parametrize("method", ["json_schema", "function_calling", "json_mode"])
def test_an_unusable_answer_is_an_error_that_knows_what_it_took(method: Method, answer: bytes, says: str) -> None:
    with model_on(answer, method=method) as (model, server), pytest.raises(UnusableAnswerError, match=says) as caught:
        model.ask(PROMPT, Lines)
    assert caught.value.usage == Usage(input_tokens=1000, output_tokens=200)
    assert len(server.requests) == 1


@pytest.mark.parametrize("arguments", [GOOD[:-4], "", '{"lines": 1}'])
def test_a_tool_call_that_is_cut_off_is_not_completed(arguments: str) -> None:
    answer = called(arguments, name="Lines")
    with (
        model_on(answer, method="function_calling") as (model, _),
        pytest.raises(UnusableAnswerError, match="shape"),
    ):
        model.ask(PROMPT, Lines)


def test_a_pause_that_is_told_is_kept_and_then_it_works() -> None:
    pauses: list[float] = []
    slow = refusal(429, "slow down", {"Retry-After": "7"})
    with model_on(slow, refusal(500, "x"), completion(GOOD), pauses=pauses) as (model, server):
        assert model.ask(PROMPT, Lines).value == VALUE
    assert pauses == [7, 0.5]
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("refused", "first", "ways"),
    [
        (
            refusal(400, "This response_format type is unavailable now"),
            "json_schema",
            ["json_schema", "function_calling"],
        ),
        (refusal(422, "response_format: unknown"), "json_schema", ["json_schema", "function_calling"]),
        (
            refusal(404, "No endpoints found that can handle the requested parameters."),
            "json_schema",
            ["json_schema", "function_calling"],
        ),
        (
            refusal(400, "Thinking mode does not support this tool_choice"),
            "function_calling",
            ["function_calling", "json_object"],
        ),
    ],
)
def test_a_method_that_is_refused_is_left_for_good(refused: bytes, first: Method, ways: list[str]) -> None:
    with model_on(refused, completion(GOOD), method=first) as (model, server):
        once, again = model.ask(PROMPT, Lines), model.ask(PROMPT, Lines)
    assert [way(body) for body in bodies(server)] == [*ways, ways[1]]
    assert (once.value, again.value) == (VALUE, VALUE)
    assert [note.startswith(f"The model's server refuses the method {first}") for note in once.notes] == [True]
    assert again.notes == ()


def test_a_question_that_is_refused_by_all_methods_changes_none() -> None:
    with model_on(refusal(400, "Unsupported parameter")) as (model, server):
        for _ in range(2):
            with pytest.raises(RefusedQueryError, match="Unsupported parameter"):
                model.ask(PROMPT, Lines)
    assert [way(body) for body in bodies(server)] == ["json_schema", "function_calling", "json_object"] * 2


@pytest.mark.parametrize(
    ("usage", "price", "expected"),
    [
        (USAGE, (0.25, 2.0), Usage(input_tokens=1000, output_tokens=200, dollars=0.00065)),
        ({**USAGE, "cost": 0.01}, (0.25, 2.0), Usage(input_tokens=1000, output_tokens=200, dollars=0.01)),
        (USAGE, None, Usage(input_tokens=1000, output_tokens=200)),
        (None, (0.25, 2.0), Usage()),
        ({"prompt_tokens": None, "completion_tokens": "x", "cost": "free"}, None, Usage()),
    ],
)
def test_tokens_and_dollars(usage: Any, price: tuple[float, float] | None, expected: Usage) -> None:
    with model_on(completion(GOOD, usage=usage), price=price) as (model, _):
        assert model.ask(PROMPT, Lines).usage == expected


def test_an_answer_that_drips_is_given_up_in_the_end() -> None:
    with serving(b"") as server:
        server.replies = [server.drip(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", b"\n")]
        model = StructuredModel(
            Access("m-1", f"{server.url}/v1", SecretStr(KEY)),
            patience=Patience(connect=5, read=5, total=0.3, attempts=3),
        )
        with pytest.raises(UnavailableError, match="did not finish its answer"):
            model.ask(PROMPT, Lines)
        model.close()


def test_batches_run_side_by_side() -> None:
    together = threading.Barrier(4, timeout=20)

    def when_all_are_there(request: object) -> bytes:
        together.wait()
        return completion(GOOD)

    with model_on(when_all_are_there) as (model, _), ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: model.ask(PROMPT, Lines), range(4)))
    assert [answer.value for answer in answers] == [VALUE] * 4


def test_no_more_calls_a_minute_than_are_allowed() -> None:
    now = [0.0]
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        now[0] += seconds

    with serving(completion(GOOD)) as server:
        access = Access("m-1", f"{server.url}/v1", SecretStr(KEY), per_minute=2)
        model = StructuredModel(access, timing=Timing(sleep=sleep, clock=lambda: now[0]))
        for _ in range(3):
            model.ask(PROMPT, Lines)
        model.close()
    assert len(pauses) == 1
    assert 60 <= pauses[0] < 61


@pytest.mark.parametrize(
    ("host", "extra"),
    [
        ("openrouter.ai", {"provider": {"require_parameters": True}}),
        ("api.deepseek.com", {"thinking": {"type": "disabled"}}),
        ("api.openai.com", None),
    ],
)
def test_what_providers_want_beside_the_protocol(host: str, extra: dict[str, Any] | None) -> None:
    assert extras(f"https://{host}/v1") == extra


def access(**more: Any) -> Access | None:
    given = {"key": SecretStr(""), "base_url": OPENAI_URL, "model": "", **more}
    return model_access(**given)


def test_without_a_key_openai_is_not_asked() -> None:
    assert access() is None
    with pytest.raises(UserInputError, match="there is no key; set OPENAI_API_KEY"):
        access(model="gpt-5")


def test_a_key_alone_has_a_default_model_and_an_address_alone_has_none() -> None:
    assert access(key=SecretStr(" k "), base_url=f"{OPENAI_URL}/") == Access("gpt-5-mini", OPENAI_URL, SecretStr("k"))
    assert access(base_url="http://localhost:11434/v1") is None


def test_a_server_of_ones_own_needs_no_key() -> None:
    reached = access(base_url="http://localhost:11434/v1", model="local")
    assert reached is not None
    StructuredModel(reached).close()


@pytest.mark.parametrize("url", ["http://models.example/v1", "ftp://models.example", "https://a:b@models.example", ""])
def test_a_key_is_sent_only_where_it_is_safe(url: str) -> None:
    with pytest.raises(UserInputError, match="OPENAI_BASE_URL is not an address that a key may be sent to"):
        StructuredModel(Access("m", url, SecretStr("k")))


@pytest.mark.parametrize("text", ["", "1", "1,2,3", "a,b", "-1,2", "nan,1", "inf,1"])
def test_a_price_is_two_amounts(text: str) -> None:
    with pytest.raises(ValueError, match="dollars per million"):
        read_price(text)
    assert read_price("0.25, 2.00") == (0.25, 2.0)


def test_the_libraries_are_loaded_at_the_first_question() -> None:
    code = "import sys, inroad.settings; print('langchain_openai' in sys.modules, 'openai' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False"]
