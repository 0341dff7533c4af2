"""A call for a chat completion as it was asked, and what is refused about it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from inroad.sandbox.model import tokens
from inroad.sandbox.model.reading import text_of
from inroad.sandbox.model.schemas import strict_flaw
from inroad.sandbox.model.switches import ModelSwitches
from inroad.sandbox.model.wire import RefusedError

Json = dict[str, Any]
_ROLES = frozenset({"system", "developer", "user", "assistant", "tool", "function"})
_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TOKENS_A_MESSAGE = 4


@dataclass(frozen=True)
class Asked:
    """What a call asks for. `schema` is that of the answer or of the tool's arguments, None for plain text."""

    model: str
    messages: Sequence[Json]
    schema: Json | None
    tool: str
    forced: bool
    as_json: bool
    most_tokens: int | None
    stream: bool
    with_usage: bool
    prompt_tokens: int


def asked(body: bytes, switches: ModelSwitches) -> Asked:
    """Return a call in parts.

    Raises:
        RefusedError: it is no valid call, names a model that is not there, or its prompt is too long.
    """
    call = _parsed(body)
    _check_model(call, switches)
    messages = _messages(call)
    schema, as_json = _response_format(call, messages, switches)
    tool, parameters, forced = _tool(call, switches)
    _check_rest(call)
    asks = Asked(
        model=call["model"],
        messages=messages,
        schema=parameters if tool else schema,
        tool=tool,
        forced=forced,
        as_json=as_json,
        most_tokens=call.get("max_completion_tokens") or call.get("max_tokens"),
        stream=bool(call.get("stream")),
        with_usage=bool((call.get("stream_options") or {}).get("include_usage")),
        prompt_tokens=_prompt_tokens(call),
    )
    _check_length(asks, switches.context_tokens)
    return asks


def _parsed(body: bytes) -> Json:
    try:
        call = json.loads(body)
    except ValueError:
        call = None
    if not isinstance(call, dict):
        raise RefusedError(400, "We could not parse the JSON body of your request.")
    return call


def _check_model(call: Json, switches: ModelSwitches) -> None:
    name = call.get("model")
    if not isinstance(name, str) or not name:
        raise RefusedError(400, "you must provide a model parameter")
    if name not in switches.models:
        raise unknown_model(name)


def unknown_model(name: str) -> RefusedError:
    """Return the error about a model that is not there."""
    says = f"The model `{name}` does not exist or you do not have access to it."
    return RefusedError(404, says, "model_not_found")


def _messages(call: Json) -> list[Json]:
    messages = call.get("messages")
    if messages is None:
        raise RefusedError(
            400, "Missing required parameter: 'messages'.", "missing_required_parameter", param="messages"
        )
    if not isinstance(messages, list) or not messages:
        raise RefusedError(400, "Invalid 'messages': empty array.", "empty_array", param="messages")
    for index, message in enumerate(messages):
        if not isinstance(message, dict) or message.get("role") not in _ROLES:
            param = f"messages[{index}].role"
            raise RefusedError(400, f"Invalid value for '{param}'.", "invalid_value", param=param)
    return messages


def _response_format(call: Json, messages: Sequence[Json], switches: ModelSwitches) -> tuple[Json | None, bool]:
    """Return the schema of the answer, if it has one, and whether it is to be JSON at all."""
    wanted = call.get("response_format") or {"type": "text"}
    kind = wanted.get("type") if isinstance(wanted, dict) else None
    if kind == "text":
        return None, False
    if kind == "json_object":
        if not any("json" in text_of(message.get("content")).casefold() for message in messages):
            says = (
                "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."
            )
            raise RefusedError(400, says, param="messages")
        return None, True
    if kind != "json_schema":
        raise RefusedError(400, f"Invalid value: '{kind}'.", "invalid_value", param="response_format.type")
    if switches.take("no_json_schema"):
        raise RefusedError(400, "This response_format type is unavailable now", "invalid_request_error")
    return _json_schema(wanted.get("json_schema")), True


def _json_schema(described: Any) -> Json:
    if not isinstance(described, dict) or not _NAME.fullmatch(str(described.get("name", ""))):
        param = "response_format.json_schema.name"
        raise RefusedError(400, f"Missing or invalid required parameter: '{param}'.", param=param)
    schema = described.get("schema") or {}
    flaw = strict_flaw(schema) if described.get("strict") else ""
    if flaw:
        says = f"Invalid schema for response_format '{described['name']}': {flaw}"
        raise RefusedError(400, says, param="response_format")
    return dict(schema)


def _tool(call: Json, switches: ModelSwitches) -> tuple[str, Json, bool]:
    """Return the tool to call ("" for none), the schema of its arguments, and whether just that one was asked for."""
    tools, choice = call.get("tools") or [], call.get("tool_choice")
    if not tools:
        if choice not in (None, "none"):
            says = "'tool_choice' is only allowed when 'tools' are specified."
            raise RefusedError(400, says, param="tool_choice")
        return "", {}, False
    functions = {tool["function"]["name"]: tool["function"] for tool in tools}
    for name, function in functions.items():
        _check_function(name, function)
    forced = isinstance(choice, dict)
    if (forced or choice == "required") and switches.take("no_forced_tool"):
        raise RefusedError(400, "Thinking mode does not support this tool_choice", "invalid_request_error")
    if choice == "none":
        return "", {}, False
    name = choice["function"]["name"] if isinstance(choice, dict) else next(iter(functions))
    if name not in functions:
        says = f"Tool choice '{name}' not found in 'tools' parameter."
        raise RefusedError(400, says, param="tool_choice")
    return name, functions[name].get("parameters") or {}, forced


def _check_function(name: str, function: Json) -> None:
    if not _NAME.fullmatch(name):
        raise RefusedError(400, f"Invalid function name '{name}'.", "invalid_value", param="tools[0].function.name")
    flaw = strict_flaw(function.get("parameters")) if function.get("strict") else ""
    if flaw:
        says = f"Invalid schema for function '{name}': {flaw}"
        raise RefusedError(400, says, "invalid_function_parameters", param="tools[0].function.parameters")


def _check_rest(call: Json) -> None:
    if call.get("max_tokens") and call.get("max_completion_tokens"):
        raise RefusedError(400, "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.")
    for name in ("max_tokens", "max_completion_tokens"):
        if call.get(name) is not None and (not isinstance(call[name], int) or call[name] < 1):
            raise RefusedError(400, f"Invalid '{name}': expected an integer of 1 or more.", param=name)
    if call.get("stream_options") and not call.get("stream"):
        says = "The 'stream_options' parameter is only allowed when 'stream' is enabled."
        raise RefusedError(400, says, param="stream_options")
    temperature = call.get("temperature")
    if temperature is not None and not 0 <= temperature <= 2:
        raise RefusedError(400, "Invalid 'temperature': expected a value from 0 to 2.", param="temperature")


def _prompt_tokens(call: Json) -> int:
    texts = [text_of(message.get("content")) for message in call["messages"]]
    texts += [json.dumps(call[name]) for name in ("response_format", "tools") if call.get(name)]
    return sum(map(tokens.count, texts)) + _TOKENS_A_MESSAGE * len(call["messages"])


def _check_length(asks: Asked, most: int) -> None:
    if asks.prompt_tokens > most:
        says = (
            f"This model's maximum context length is {most} tokens. However, your messages resulted in "
            f"{asks.prompt_tokens} tokens. Please reduce the length of the messages."
        )
        raise RefusedError(400, says, "context_length_exceeded", param="messages")
