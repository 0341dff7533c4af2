"""Each switch of the sandbox's language model once, as OpenAI's own client and LangChain's see it."""

from __future__ import annotations

import json
from typing import Any

import openai
import pytest
from langchain_openai import ChatOpenAI
from openai import OpenAI

from inroad.sandbox import Sandbox
from inroad.sandbox.model import LIE_KINDS, LieKind
from tests.model_asking import Emails, Sleep, ask, emails, prompt


@pytest.mark.parametrize("kind", LIE_KINDS)
def test_lies(client: OpenAI, sandbox: Sandbox, kind: LieKind) -> None:
    honest = emails(client)
    sandbox.model.lies = {"c1": kind}
    lying = emails(client)
    assert [old == new for old, new in zip(honest, lying, strict=True)] == [True, False, True]
    assert len(lying[1].body) > len(honest[1].body)
    sandbox.model.lies = {"*": kind}
    sandbox.model.times["lies"] = 1
    assert all(old != new for old, new in zip(honest, emails(client), strict=True))
    assert emails(client) == honest


def test_a_lie_in_a_note(client: OpenAI, sandbox: Sandbox) -> None:
    block = {"contacts": [{"contact_id": "c0", "name": "Ana", "persona": "peer", "kind": "linkedin", "facts": []}]}
    messages = [{"role": "user", "content": json.dumps(block)}]
    honest = emails(client, messages)[0].body
    sandbox.model.lies = {"c0": "place"}
    assert emails(client, messages)[0].body.startswith(f"{honest}\n\n")


@pytest.mark.parametrize(
    ("switch", "ids"),
    [
        ("drops", ["c0", "c1"]),
        ("repeats", ["c0", "c1", "c2", "c0"]),
        ("unknown_id", ["c0", "c1", "nobody-1"]),
    ],
)
def test_miscounted(client: OpenAI, sandbox: Sandbox, switch: str, ids: list[str]) -> None:
    setattr(sandbox.model, switch, True)
    sandbox.model.times[switch] = 2
    assert [email.contact_id for email in emails(client)] == ids
    assert [email.contact_id for email in emails(client)] == ids
    assert [email.contact_id for email in emails(client)] == ["c0", "c1", "c2"]


@pytest.mark.parametrize(
    ("switch", "content", "ended"),
    [
        ("refuses", None, "stop"),
        ("breaks_off", "", "error"),
        ("prose", "Of course!", "stop"),
        ("empty", "", "stop"),
        ("fenced", "```json\n", "stop"),
        ("cut_off", '{"emails": [', "length"),
    ],
)
def test_shapes(client: OpenAI, sandbox: Sandbox, switch: str, content: str | None, ended: str) -> None:
    setattr(sandbox.model, switch, True)
    sandbox.model.times[switch] = 1
    choice = ask(client).choices[0]
    assert choice.finish_reason == ended
    assert bool(choice.message.refusal) == (content is None)
    assert (choice.message.content or "").startswith(content or "")
    assert bool(choice.message.content) == bool(content)
    assert len(emails(client)) == 3


def test_a_streamed_refusal(client: OpenAI, sandbox: Sandbox) -> None:
    sandbox.model.refuses = True
    said = "".join(chunk.choices[0].delta.refusal or "" for chunk in ask(client, stream=True))
    assert said.startswith("I'm sorry")


def test_prose_in_place_of_a_tool(chat: ChatOpenAI, sandbox: Sandbox) -> None:
    asked = chat.with_structured_output(Emails, method="function_calling")
    sandbox.model.prose = True
    assert asked.invoke(prompt()) is None


def test_error_with_status_200(chat: ChatOpenAI, sandbox: Sandbox) -> None:
    sandbox.model.error_as_200 = True
    with pytest.raises(ValueError, match="Provider returned error"):
        chat.invoke(prompt())


@pytest.mark.parametrize(
    ("switch", "value", "error", "code"),
    [
        ("rate_limited", True, openai.RateLimitError, "rate_limit_exceeded"),
        ("quota_gone", True, openai.RateLimitError, "insufficient_quota"),
        ("unpaid", True, openai.APIStatusError, "402"),
        ("status", 500, openai.InternalServerError, None),
        ("status", 503, openai.InternalServerError, None),
    ],
)
def test_errors(
    client: OpenAI, sandbox: Sandbox, switch: str, value: Any, error: type[openai.APIStatusError], code: str | None
) -> None:
    setattr(sandbox.model, switch, value)
    sandbox.model.times[switch] = 1
    with pytest.raises(error) as caught:
        ask(client)
    assert (caught.value.code and str(caught.value.code)) == code
    assert caught.value.status_code == {"unpaid": 402, "status": value}.get(switch, 429)
    assert caught.value.response.headers.get("retry-after") == ("1" if switch == "rate_limited" else None)
    assert len(emails(client)) == 3


def test_rate_limit_without_a_hint(client: OpenAI, sandbox: Sandbox) -> None:
    sandbox.model.rate_limited = True
    sandbox.model.retry_after = None
    with pytest.raises(openai.RateLimitError) as caught:
        ask(client)
    assert "retry-after" not in caught.value.response.headers


def test_hangs(client: OpenAI, sandbox: Sandbox, sleep: Sleep) -> None:
    sandbox.model.hangs = True
    with pytest.raises(openai.APITimeoutError):
        ask(client, timeout=0.2)
    assert sleep.slept == [600]


def test_no_json_schema(chat: ChatOpenAI, sandbox: Sandbox) -> None:
    sandbox.model.no_json_schema = True
    with pytest.raises(openai.BadRequestError, match="This response_format type is unavailable now"):
        chat.with_structured_output(Emails, method="json_schema").invoke(prompt())
    answer = chat.with_structured_output(Emails, method="function_calling").invoke(prompt())
    assert isinstance(answer, Emails)


def test_no_forced_tool(chat: ChatOpenAI, sandbox: Sandbox) -> None:
    sandbox.model.no_forced_tool = True
    with pytest.raises(openai.BadRequestError, match="does not support this tool_choice"):
        chat.with_structured_output(Emails, method="function_calling").invoke(prompt())
    asked = [{"role": "system", "content": "Answer in JSON."}, *prompt()]
    answer = chat.with_structured_output(Emails, method="json_mode").invoke(asked)
    assert isinstance(answer, Emails)


def test_langchain_sees_the_cut(chat: ChatOpenAI, sandbox: Sandbox) -> None:
    sandbox.model.cut_off = True
    with pytest.raises(openai.LengthFinishReasonError):
        chat.with_structured_output(Emails, method="json_schema").invoke(prompt())
