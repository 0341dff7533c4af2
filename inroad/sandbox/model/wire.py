"""The wire of OpenAI's chat completions: answers, streams and errors as its own client reads them.

Errors of OpenRouter and DeepSeek are there as well. A stream is sent in one go, when the whole text is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import Response

from inroad.sandbox.chance import token
from inroad.sandbox.model import tokens

Json = dict[str, Any]
CREATED = 1_790_812_800
_CHUNK_TOKENS = 8


class RefusedError(Exception):
    """A call that is answered with an error: its status, the error's parts, and headers."""

    def __init__(
        self,
        status: int,
        message: str,
        code: str | int | None = None,
        *,
        kind: str = "invalid_request_error",
        param: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.error = {"message": message, "type": kind, "param": param, "code": code}
        self.headers = dict(headers or {})


@dataclass(frozen=True)
class Answer:
    """What the model came to: text, a refusal, or the arguments for a tool; and why it stopped."""

    content: str | None = None
    refusal: str | None = None
    tool: str = ""
    arguments: str = ""
    finish_reason: str = "stop"

    @property
    def tokens(self) -> int:
        """The estimated number of tokens written."""
        return tokens.count(f"{self.content or ''}{self.refusal or ''}{self.arguments}")


@dataclass(frozen=True)
class Completion:
    """An answer with all that goes on the wire beside it; the same call has the same id."""

    answer: Answer
    model: str
    prompt_tokens: int
    call: str
    usage: Json = field(init=False)

    def __post_init__(self) -> None:
        """Work out the usage."""
        written = self.answer.tokens
        usage = {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": written,
            "total_tokens": self.prompt_tokens + written,
            "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
            "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0},
        }
        object.__setattr__(self, "usage", usage)

    def body(self) -> Json:
        """Return the whole answer."""
        answer = self.answer
        message: Json = {"role": "assistant", "content": answer.content, "refusal": answer.refusal, "annotations": []}
        if answer.tool:
            message["tool_calls"] = [self._tool_call()]
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": answer.finish_reason}
        return {**self._head("chat.completion"), "choices": [choice], "usage": self.usage}

    def stream(self, *, with_usage: bool) -> bytes:
        """Return the answer as server-sent events, the usage in the last one when it was asked for."""
        chunks = [self._chunk(delta, None, with_usage=with_usage) for delta in self._deltas()]
        chunks.append(self._chunk({}, self.answer.finish_reason, with_usage=with_usage))
        if with_usage:
            chunks.append({**self._head("chat.completion.chunk"), "choices": [], "usage": self.usage})
        events = [f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n" for chunk in chunks]
        return "".join([*events, "data: [DONE]\n\n"]).encode()

    def _deltas(self) -> Iterator[Json]:
        answer = self.answer
        if answer.tool:
            begin = self._tool_call() | {"index": 0}
            begin["function"] = {"name": answer.tool, "arguments": ""}
            yield {"role": "assistant", "content": None, "tool_calls": [begin]}
            for piece in _pieces(answer.arguments):
                yield {"tool_calls": [{"index": 0, "function": {"arguments": piece}}]}
            return
        name, text = ("refusal", answer.refusal) if answer.refusal else ("content", answer.content or "")
        yield {"role": "assistant", name: ""}
        for piece in _pieces(text):
            yield {name: piece}

    def _chunk(self, delta: Json, finish_reason: str | None, *, with_usage: bool) -> Json:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
        usage = {"usage": None} if with_usage else {}
        return {**self._head("chat.completion.chunk"), "choices": [choice], **usage}

    def _tool_call(self) -> Json:
        function = {"name": self.answer.tool, "arguments": self.answer.arguments}
        return {"id": f"call_{token(24, 'tool', self.call)}", "type": "function", "function": function}

    def _head(self, kind: str) -> Json:
        return {
            "id": f"chatcmpl-{token(29, self.call)}",
            "object": kind,
            "created": CREATED,
            "model": self.model,
            "service_tier": "default",
            "system_fingerprint": "fp_sandbox",
        }


def models(names: tuple[str, ...]) -> Json:
    """Return the list of models."""
    return {"object": "list", "data": [model(name) for name in names]}


def model(name: str) -> Json:
    """Return one model."""
    return {"id": name, "object": "model", "created": CREATED, "owned_by": "sandbox"}


def response(body: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return JSON on its way out."""
    content = json.dumps(body, ensure_ascii=False).encode()
    return Response(content, status, dict(headers or {}), media_type="application/json")


def refusal(refused: RefusedError) -> Response:
    """Return an error in OpenAI's envelope."""
    return response({"error": refused.error}, refused.status, refused.headers)


def _pieces(text: str) -> Iterator[str]:
    while text:
        piece = tokens.cut(text, _CHUNK_TOKENS) or text
        yield piece
        text = text[len(piece) :]
