"""Calls of the sandbox's language model, as OpenAI's own client and LangChain make them."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import Any

import openai
import pytest
import requests
from langchain_openai import ChatOpenAI
from openai import OpenAI

from inroad.sandbox import KEY, MODEL, Sandbox
from tests.model_asking import Emails, Sleep, ask, prompt


def test_models(client: OpenAI) -> None:
    assert [one.id for one in client.models.list()] == [MODEL]
    assert client.models.retrieve(MODEL).id == MODEL
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("nobody")


def test_wrong_key(sandbox: Sandbox) -> None:
    with (
        OpenAI(api_key="wrong", base_url=sandbox.model_url, max_retries=0) as stranger,
        pytest.raises(openai.AuthenticationError) as caught,
    ):
        ask(stranger)
    assert caught.value.code == "invalid_api_key"
    assert sandbox.history.exchanges[-1].status == 401
    assert "authorization" not in sandbox.history.exchanges[-1].headers


def test_unknown_model_and_path(client: OpenAI, sandbox: Sandbox) -> None:
    with pytest.raises(openai.NotFoundError) as caught:
        ask(client, model="gpt-unknown")
    assert caught.value.code == "model_not_found"
    with pytest.raises(openai.NotFoundError):
        client.embeddings.create(model=MODEL, input="words")
    sandbox.model.models = ("own-model",)
    assert ask(client, model="own-model").model == "own-model"


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ({"messages": []}, "empty array"),
        ({"messages": [{"role": "stranger", "content": "x"}]}, "role"),
        ({"max_tokens": 5, "max_completion_tokens": 5}, "at the same time"),
        ({"max_tokens": 0}, "max_tokens"),
        ({"temperature": 3}, "temperature"),
        ({"stream_options": {"include_usage": True}}, "stream_options"),
        ({"response_format": {"type": "yaml"}}, "yaml"),
        ({"response_format": {"type": "json_schema", "json_schema": {"name": "no good", "schema": {}}}}, "name"),
        ({"tool_choice": "required"}, "tool_choice"),
        (
            {
                "tools": [
                    {"type": "function", "function": {"name": "A", "strict": True, "parameters": {"type": "object"}}}
                ]
            },
            "Invalid schema for function 'A'",
        ),
        (
            {
                "tools": [{"type": "function", "function": {"name": "A"}}],
                "tool_choice": {"type": "function", "function": {"name": "B"}},
            },
            "Tool choice 'B'",
        ),
        ({"tools": [{"type": "function", "function": {"name": "a b"}}]}, "function name"),
    ],
)
def test_refused_calls(client: OpenAI, call: dict[str, Any], says: str) -> None:
    with pytest.raises(openai.BadRequestError, match=says):
        ask(client, **call)


@pytest.mark.parametrize(
    ("body", "says"), [(b"{", "parse"), (b'{"messages": []}', "model"), (b'{"model": "sandbox-writer"}', "messages")]
)
def test_broken_calls(sandbox: Sandbox, body: bytes, says: str) -> None:
    headers = {"Authorization": f"Bearer {KEY}"}
    answer = requests.post(f"{sandbox.model_url}/chat/completions", data=body, headers=headers, timeout=10)
    assert answer.status_code == 400
    assert says in answer.json()["error"]["message"]


def test_usage_and_time(client: OpenAI, sandbox: Sandbox, sleep: Sleep) -> None:
    sandbox.model.seconds_per_token = 0.25
    sandbox.model.seconds_to_first_token = 2
    usage = ask(client).usage
    assert usage.prompt_tokens + usage.completion_tokens == usage.total_tokens
    assert sleep.slept == [2 + 0.25 * usage.completion_tokens]
    assert ask(client, messages=prompt("More to read.")).usage.prompt_tokens > usage.prompt_tokens


@pytest.mark.parametrize("with_usage", [True, False])
def test_stream(client: OpenAI, *, with_usage: bool) -> None:
    whole = ask(client)
    options = {"stream_options": {"include_usage": True}} if with_usage else {}
    chunks = list(ask(client, stream=True, **options))
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text == whole.choices[0].message.content
    assert [chunk.usage for chunk in chunks if chunk.usage] == ([whole.usage] if with_usage else [])
    assert [c.choices[0].finish_reason for c in chunks if c.choices and c.choices[0].finish_reason] == ["stop"]


def test_stream_of_a_tool(chat: ChatOpenAI) -> None:
    bound = chat.bind_tools([Emails], tool_choice="Emails")
    chunks: Any = bound.stream(prompt())
    whole = reduce(add, chunks)
    assert len(whole.tool_calls[0]["args"]["emails"]) == 3


@pytest.mark.parametrize("limit", ["max_tokens", "max_completion_tokens"])
def test_too_few_tokens(client: OpenAI, limit: str) -> None:
    answer = ask(client, **{limit: 20})
    assert (answer.choices[0].finish_reason, answer.usage.completion_tokens) == ("length", 20)


def test_context_too_long(client: OpenAI, sandbox: Sandbox) -> None:
    sandbox.model.context_tokens = ask(client).usage.prompt_tokens
    ask(client)
    with pytest.raises(openai.BadRequestError) as caught:
        ask(client, messages=prompt("A longer prompt."))
    assert caught.value.code == "context_length_exceeded"


@pytest.mark.parametrize("method", ["json_schema", "function_calling"])
def test_langchain(chat: ChatOpenAI, method: Any) -> None:
    answer: Any = chat.with_structured_output(Emails, method=method, include_raw=True).invoke(prompt())
    assert [email.contact_id for email in answer["parsed"].emails] == ["c0", "c1", "c2"]
    assert answer["raw"].usage_metadata["output_tokens"] > 100
