"""What a model's answer means, read from the JSON of `/chat/completions`; no library is loaded for it.

Sources: OpenAI's guide to error codes, OpenRouter's pages on errors and limits, DeepSeek's on error codes.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from inroad.tools.http import Meaning, usual_meaning
from inroad.tools.writing import Usage

# Asked too fast and out of money are both 429 at OpenAI; type or code tell which.
_MONEY = {
    "billing_hard_limit_reached",
    "credit_balance_exhausted",
    "insufficient_quota",
    "organization_spend_limit_exceeded",
    "organization_usage_limit_exceeded",
    "project_spend_limit_exceeded",
}
_IN_FLIGHT = "openrouter_in_flight_budget"
_TOO_LONG = re.compile(
    r"context.?(?:length|window|size)|(?:prompt|input|request)\w* (?:is|are) too (?:long|large)|maximum context"
    r"|too many (?:input )?tokens|input tokens exceed|reduce the length",
    re.IGNORECASE,
)
# A router that was told to honour the shape says so when none of its servers can.
_NO_SERVER_FOR_SHAPE = re.compile(r"requested parameters", re.IGNORECASE)
_FENCED = re.compile(r"```(?:json)?\s*(.*?)\s*```", re.DOTALL)


class _Function(BaseModel):
    name: str
    arguments: str


class _Call(BaseModel):
    id: str = ""
    type: str = "function"
    function: _Function


class _Message(BaseModel):
    role: str = "assistant"
    content: str | None = None
    refusal: str | None = None
    tool_calls: list[_Call] | None = None


class _Choice(BaseModel):
    index: int = 0
    finish_reason: str | None = None
    message: _Message


class Reply(BaseModel):
    """The part of an answer that is read; anything else in it is dropped before a library sees it."""

    choices: list[_Choice] = Field(min_length=1)
    usage: Any = None


@cache
def shape_of(schema: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema of a class, made once; not to be changed."""
    return schema.model_json_schema()


def meaning(status: int, body: Any) -> Meaning:
    """Return what a status and body mean; an error may come with a status of 200 as well."""
    told = body.get("error") if isinstance(body, dict) else None
    if 200 <= status < 300:
        if told:
            return meaning(_status_told(told), body)
        return "ok" if _fits(body) else "garbled"
    if {_text(told, "type"), _text(told, "code")} & _MONEY:
        return "no_credit"
    if status == 402 and _IN_FLIGHT in json.dumps(body):
        return "too_fast"
    if status == 409:
        return "unavailable"
    return usual_meaning(status, body)


def is_too_long(said: str) -> bool:
    """Whether a refusal is about the length of the prompt."""
    return bool(_TOO_LONG.search(said))


def is_about_shape(said: str) -> bool:
    """Whether "not found" means: no server that keeps to a shape."""
    return bool(_NO_SERVER_FOR_SHAPE.search(said))


def flaw(reply: Reply) -> str:
    """Return why an answer cannot be used, completing "the model ...", or "" when nothing speaks against it."""
    choice = reply.choices[0]
    match choice.finish_reason:
        case "length":
            return "was cut off at the longest answer that it may give"
        case "content_filter":
            return "was stopped by the provider's filter"
        case "error":
            return "broke off in the middle of its answer"
    if choice.message.refusal:
        return "refused to write"
    return "" if choice.message.content or choice.message.tool_calls else "gave an empty answer"


def unfenced(text: str) -> str:
    """Return the text without the fence that some models put around JSON; what was cut off is not repaired."""
    fenced = _FENCED.fullmatch(text.strip())
    return fenced[1] if fenced else text


def used(told: Any, price: tuple[float, float] | None) -> Usage:
    """Return what an answer's `usage` says, with the dollars that the provider tells, or else those of the price.

    `price` is in dollars for a million tokens of input and of output.
    """
    told = told if isinstance(told, dict) else {}
    tokens = _count(told.get("prompt_tokens")), _count(told.get("completion_tokens"))
    cost = told.get("cost")
    dollars = float(cost) if isinstance(cost, (int, float)) and 0 <= cost < 1_000_000 else None
    if dollars is None and price and any(tokens):
        dollars = (tokens[0] * price[0] + tokens[1] * price[1]) / 1_000_000
    return Usage(input_tokens=tokens[0], output_tokens=tokens[1], dollars=dollars)


def _fits(body: Any) -> bool:
    try:
        Reply.model_validate(body)
    except ValidationError:
        return False
    return True


def _status_told(told: Any) -> int:
    """The status that an error in a good answer stands for; a failure of the server when it says none."""
    code = told.get("code") if isinstance(told, dict) else None
    return code if isinstance(code, int) and 400 <= code < 600 else 502


def _text(value: Any, key: str) -> str:
    inner = value.get(key) if isinstance(value, dict) else None
    return inner if isinstance(inner, str) else ""


def _count(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0
