"""Answers of a model's server on loopback, for `ProviderServer`: what `/chat/completions` says, good and bad."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.tools.provider_server import Request, reply

USAGE = {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200}


def completion(content: str | None, *, finish: str | None = "stop", usage: Any = USAGE, **message: Any) -> bytes:
    """A good answer around any content."""
    said = {"role": "assistant", "content": content, **message}
    return reply({"choices": [{"index": 0, "finish_reason": finish, "message": said}], "usage": usage})


def called(arguments: str, *, finish: str = "tool_calls", name: str = "WrittenMessages") -> bytes:
    """An answer that calls the tool which stands for the shape."""
    call = {"id": "call_1", "type": "function", "function": {"name": name, "arguments": arguments}}
    return completion(None, finish=finish, tool_calls=[call])


def refusal(status: int, message: str, headers: dict[str, str] | None = None, **more: Any) -> bytes:
    """An error as OpenAI tells it."""
    return reply({"error": {"message": message, **more}}, status, headers)


def email(contact_id: str, body: str, subject: str = "A question", *fact_ids: str) -> dict[str, Any]:
    """One message of an answer."""
    return {"contact_id": contact_id, "subject": subject, "body": body, "fact_ids": list(fact_ids)}


def wrote(*emails: dict[str, Any]) -> bytes:
    """An answer that holds these messages."""
    return completion(json.dumps({"emails": emails}))


def asked(request: Request) -> list[dict[str, Any]]:
    """The contacts of a request's data block, as a model reads them."""
    user: str = json.loads(request.body)["messages"][1]["content"]
    block = user.split("<data>\n")[1].split("\n</data>")[0]
    contacts: list[dict[str, Any]] = json.loads(block)["contacts"]
    return contacts


def writing(body_for: Callable[[dict[str, Any]], str]) -> Callable[[Request], bytes]:
    """A reply that writes to each contact of the request."""

    def answer(request: Request) -> bytes:
        return wrote(*(email(contact["contact_id"], body_for(contact)) for contact in asked(request)))

    return answer
