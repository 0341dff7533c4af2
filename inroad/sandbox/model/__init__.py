"""The stand-in for models: OpenAI's `/chat/completions`, `/embeddings` and `/models`, with no model behind them."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inroad.sandbox.accounts import Accounts
from inroad.sandbox.middleware import Sleep
from inroad.sandbox.model import tokens
from inroad.sandbox.model.asking import Asked, asked, unknown_model
from inroad.sandbox.model.embedding import embedded
from inroad.sandbox.model.lies import planted
from inroad.sandbox.model.obedience import orders
from inroad.sandbox.model.reading import Seen, read
from inroad.sandbox.model.schemas import filled
from inroad.sandbox.model.switches import EMBEDDER, EVERYBODY, LIE_KINDS, MODEL, LieKind, ModelSwitches
from inroad.sandbox.model.tasks import LETTER, answer_to, miscounted, obeying
from inroad.sandbox.model.wire import Answer, Completion, RefusedError, model, models, refusal, response
from inroad.sandbox.model.writer import Written, compose

__all__ = ["EMBEDDER", "LETTER", "LIE_KINDS", "MODEL", "LanguageModel", "LieKind", "ModelSwitches"]

Json = dict[str, Any]
_REFUSES = "I'm sorry, but I can't help with that request."
_PROSE = "Of course! Happy to help. Here is what I would write to these people, in a warm and personal tone."
_UNPAID = {"error": {"code": 402, "message": "Insufficient Balance", "type": "unknown_error", "param": None}}
_BROKEN = {"error": {"code": 502, "message": "Provider returned error", "metadata": {"error_type": "provider_error"}}}


class LanguageModel:
    """A model behind OpenAI's protocol; who has an account in the sandbox may ask it."""

    def __init__(
        self, accounts: Accounts, switches: ModelSwitches, sleep: Sleep, stretch: Callable[..., float]
    ) -> None:
        self._accounts = accounts
        self._switches = switches
        self._sleep = sleep
        self._stretch = stretch
        self._under_way = 0
        self._lock = Lock()

    def routes(self) -> list[Route]:
        """Return the routes of the endpoints, and one for every other path under `/v1`."""
        return [
            Route("/v1/chat/completions", self._handler(self._complete), methods=["POST"]),
            Route("/v1/embeddings", self._handler(self._embed), methods=["POST"]),
            Route("/v1/models", self._handler(self._models), methods=["GET"]),
            Route("/v1/models/{name:path}", self._handler(self._model), methods=["GET"]),
            Route("/v1/{rest:path}", self._handler(self._unknown), methods=["GET", "POST"]),
        ]

    def _handler(self, answer: Callable[[Request, bytes], Response]) -> Callable[[Request], Awaitable[Response]]:
        def guarded(request: Request, body: bytes) -> Response:
            try:
                self._check_key(request)
                return answer(request, body)
            except RefusedError as refused:
                return refusal(refused)

        async def handle(request: Request) -> Response:
            return await run_in_threadpool(guarded, request, await request.body())

        return handle

    def _check_key(self, request: Request) -> None:
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme.casefold() != "bearer" or not self._accounts.knows(key.strip()):
            says = "Incorrect API key provided. You can find your API key in the settings of your account."
            raise RefusedError(401, says, "invalid_api_key")

    def _models(self, request: Request, body: bytes) -> Response:
        return response(models(self._switches.models))

    def _model(self, request: Request, body: bytes) -> Response:
        name = request.path_params["name"]
        if name not in self._switches.models:
            raise unknown_model(name)
        return response(model(name))

    def _unknown(self, request: Request, body: bytes) -> Response:
        says = f"Invalid URL ({request.method} {request.url.path})"
        raise RefusedError(404, says, "unknown_url")

    def _complete(self, request: Request, body: bytes) -> Response:
        with self._place():
            return self._completed(body)

    @contextmanager
    def _place(self) -> Iterator[None]:
        """Count a call as long as it is under way.

        Raises:
            RefusedError: too many are.
        """
        with self._lock:
            if self._switches.at_once is not None and self._under_way >= self._switches.at_once:
                raise self._rate_limit()
            self._under_way += 1
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1

    def _completed(self, body: bytes) -> Response:
        trouble = self._trouble()
        if trouble:
            return trouble
        asks = asked(body, self._switches)
        answer = self._answer(asks)
        completion = Completion(answer, asks.model, asks.prompt_tokens, body.decode(errors="replace"))
        self._wait(answer.tokens, body)
        if asks.stream:
            content = completion.stream(with_usage=asks.with_usage)
            return Response(content, media_type="text/event-stream")
        return response(completion.body())

    def _embed(self, request: Request, body: bytes) -> Response:
        with self._place():
            trouble = self._trouble()
            if trouble:
                return trouble
            answer = embedded(body, self._switches)
            self._wait(0, body)
            return response(answer)

    def _trouble(self) -> Response | None:
        """Return an answer that comes before the call is looked at, if something is to go wrong so early."""
        switches = self._switches
        if switches.take("hangs"):
            self._sleep(switches.hang_seconds)
        if switches.take("rate_limited"):
            raise self._rate_limit()
        if switches.take("quota_gone"):
            says = "You exceeded your current quota, please check your plan and billing details."
            raise RefusedError(429, says, "insufficient_quota", kind="insufficient_quota")
        if switches.take("unpaid"):
            return response(_UNPAID, 402)
        if switches.take("status"):
            says = "The server had an error while processing your request. Sorry about that!"
            raise RefusedError(switches.status, says, kind="server_error")
        return response(_BROKEN) if switches.take("error_as_200") else None

    def _rate_limit(self) -> RefusedError:
        wait = self._switches.retry_after
        headers = {"x-ratelimit-limit-requests": "500", "x-ratelimit-remaining-requests": "0"}
        if wait is not None:
            headers |= {"retry-after": f"{wait:g}", "x-ratelimit-reset-requests": f"{wait * 1000:g}ms"}
        says = "Rate limit reached for requests. Please try again later."
        return RefusedError(429, says, "rate_limit_exceeded", kind="requests", headers=headers)

    def _wait(self, written: int, body: bytes) -> None:
        seconds = self._switches.seconds_to_first_token + self._switches.seconds_per_token * written
        if seconds:
            self._sleep(seconds * self._stretch("model", body))

    def _answer(self, asks: Asked) -> Answer:
        switches = self._switches
        if switches.take("refuses"):
            return Answer(refusal=_REFUSES)
        if switches.take("breaks_off"):
            return Answer(content="", finish_reason="error")
        if switches.take("prose"):
            return Answer(content=_PROSE)
        if switches.take("empty"):
            return Answer(content="")
        text = self._text(asks)
        if switches.take("fenced"):
            return Answer(content=f"```json\n{text}\n```")
        return self._within(asks, text)

    def _within(self, asks: Asked, text: str) -> Answer:
        """Return the text as an answer, as far as the tokens go."""
        length = tokens.count(text)
        most = asks.most_tokens or length
        if self._switches.take("cut_off"):
            most = min(most, length // 2)
        ended = "tool_calls" if asks.tool and not asks.forced else "stop"
        reason = "length" if length > most else ended
        text = tokens.cut(text, most)
        if asks.tool:
            return Answer(tool=asks.tool, arguments=text, finish_reason=reason)
        return Answer(content=text, finish_reason=reason)

    def _text(self, asks: Asked) -> str:
        """Return what is written: JSON of the schema, or with the e-mails where contacts were given."""
        seen = read(asks.messages)
        solved = answer_to(seen, self._switches)
        if solved is not None and (asks.as_json or asks.schema is not None):
            return json.dumps(solved, ensure_ascii=False)
        emails = self._emails(seen)
        if asks.schema is not None:
            return json.dumps(filled(asks.schema, emails), ensure_ascii=False)
        if emails or asks.as_json:
            return json.dumps({"emails": emails}, ensure_ascii=False)
        return "I see no contacts to write to."

    def _emails(self, seen: Seen) -> list[Json]:
        switches = self._switches
        obeyed = tuple(orders(seen.data, seen.rules)) if seen.contacts and switches.take("obeys") else ()
        lies = switches.lies if switches.take("lies") else {}
        emails = []
        for contact in seen.contacts:
            message = compose(contact)
            kind = lies.get(contact.contact_id) or lies.get(EVERYBODY)
            message = planted(message, contact.contact_id, kind) if kind else message
            emails.append(_email(contact.contact_id, obeying(message, obeyed)))
        return miscounted(emails, "contact_id", switches)


def _email(contact_id: str, message: Written) -> Json:
    return {
        "contact_id": contact_id,
        "subject": message.subject,
        "body": message.body,
        "fact_ids": list(message.fact_ids),
    }
