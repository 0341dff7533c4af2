"""LangChain's OpenAI model over our own way out; imported on first use, since it takes a second to load.

LangChain writes the request and reads the answer; the connection is `JsonClient`'s, so that time-outs, retries,
throttle, the key's safety and the sentences of errors are those of every other provider. What the libraries would
read from the environment (keys, base URLs, organisations, proxies) does not reach the wire.
"""

from __future__ import annotations

import json
from typing import Any, cast
from urllib.parse import urlsplit

import httpx2
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_core.runnables import Runnable, RunnableBinding, RunnableSequence
from langchain_openai import ChatOpenAI
from pydantic import BaseModel, SecretStr

from inroad.tools.http import JsonClient
from inroad.tools.writing import Prompt, UnusableAnswerError, Usage
from inroad.tools.writing.model import Access, Method
from inroad.tools.writing.model_meaning import Reply, flaw, shape_of, unfenced, used

_PATH = "chat/completions"
# What a provider wants beside the protocol: OpenRouter to ask only servers that keep to a shape, DeepSeek not to
# think at length, which forbids it to be told the shape.
_EXTRAS: dict[str, dict[str, Any]] = {
    "openrouter.ai": {"provider": {"require_parameters": True}},
    "api.deepseek.com": {"thinking": {"type": "disabled"}},
}


class ModelWire:
    """Asks the model; all threads share it."""

    def __init__(self, access: Access, client: JsonClient) -> None:
        self._price = access.price
        self._askings: dict[tuple[type[BaseModel], Method], Runnable[Any, Any]] = {}
        self._chat = ChatOpenAI(
            model=access.model,
            base_url=access.base_url,
            api_key=SecretStr("added by the client"),
            openai_proxy="",
            use_responses_api=False,
            max_retries=0,
            timeout=None,
            extra_body=extras(access.base_url),
            http_client=httpx2.Client(transport=_OurWay(access, client), trust_env=False),
        )

    def ask(self, prompt: Prompt, schema: type[BaseModel], method: Method) -> tuple[str, Usage]:
        """Return the JSON that the model answered, as it wrote it, and what it took.

        Raises:
            UnusableAnswerError: it refused, was cut off, or gave an empty answer.
            ProviderError: it could not be asked.
        """
        raw: AIMessage = self._asking(schema, method).invoke([SystemMessage(prompt.system), HumanMessage(prompt.user)])
        return _json_of(raw), used(raw.response_metadata.get("token_usage"), self._price)

    def _asking(self, schema: type[BaseModel], method: Method) -> Runnable[Any, Any]:
        """What asks for a shape by a method, made once; of two threads that make it at once, either's is kept."""
        if (schema, method) not in self._askings:
            self._askings[schema, method] = self._new_asking(schema, method)
        return self._askings[schema, method]

    def _new_asking(self, schema: type[BaseModel], method: Method) -> Runnable[Any, Any]:
        # Not the class itself for json_schema: the library raises where a class does not fit, and loses the tokens.
        asked = shape_of(schema) if method == "json_schema" else schema
        strict = True if method == "json_schema" else None
        shaped = self._chat.with_structured_output(asked, method=method, strict=strict)
        # Its first step alone, the asking: the second would parse, and complete JSON that was cut off.
        asking = cast("RunnableBinding[Any, Any]", cast("RunnableSequence[Any, Any]", shaped).first)
        told = dict(asking.kwargs)
        if "response_format" not in told:
            return asking
        # As a part of the body that is sent as it is: otherwise each call goes through every part of the shape.
        body = {**(self._chat.extra_body or {}), "response_format": told.pop("response_format")}
        return self._chat.bind(**{**told, "extra_body": body})


def extras(base_url: str) -> dict[str, Any] | None:
    """Return what the provider at an address wants beside the protocol, None for nothing."""
    return _EXTRAS.get(urlsplit(base_url).hostname or "")


class _OurWay(httpx2.BaseTransport):
    """Hands a request of the library's to our client, and its answer back."""

    def __init__(self, access: Access, client: JsonClient) -> None:
        self._access = access
        self._client = client

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Ask by our client; asking twice does no harm but cost, so that every passing failure is asked again."""
        answer = self._client.post(_PATH, json.loads(request.read()), repeatable=True)
        reply = Reply.model_validate(answer.body)
        usage = used(reply.usage, self._access.price)
        if what := flaw(reply):
            raise UnusableAnswerError(
                f"The model {self._access.model} {what}; try again, or set INROAD_MODEL to another.",
                self._client.provider.id,
                usage,
            )
        reply.usage = _told(usage)
        return httpx2.Response(200, json=reply.model_dump())


def _told(usage: Usage) -> dict[str, float | None]:
    total = usage.input_tokens + usage.output_tokens
    return {
        "prompt_tokens": usage.input_tokens,
        "completion_tokens": usage.output_tokens,
        "total_tokens": total,
        "cost": usage.dollars,
    }


def _json_of(message: AIMessage) -> str:
    """The arguments of the tool that stands for the shape, or the content, as the model wrote them."""
    for call in message.tool_calls:
        return json.dumps(call["args"])
    for broken in message.invalid_tool_calls:
        return broken["args"] or ""
    return unfenced(message.text)
