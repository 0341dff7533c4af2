"""The stand-in for Gmail v1, Drive's `files.create` and Google's tokens: routes, and the gate of every call."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inroad.sandbox.accounts import Clock
from inroad.sandbox.gmail import drafts, drive
from inroad.sandbox.gmail.batch import BatchAnswer, answered
from inroad.sandbox.gmail.drafts import Asked, Drafts
from inroad.sandbox.gmail.fields import selection
from inroad.sandbox.gmail.mailbox import Draft, Mailbox
from inroad.sandbox.gmail.oauth import CLIENT_ID, CLIENT_SECRET, OAuth, token_refused
from inroad.sandbox.gmail.protocol import Answer, Call, GmailSwitches, Json, RefusedError, not_found, refused_on_purpose
from inroad.sandbox.gmail.quota import Quota, Refusals
from inroad.sandbox.gmail.tokens import Token, Tokens
from inroad.sandbox.gmail.uploads import Uploads
from inroad.sandbox.middleware import Sleep

__all__ = [
    "ACCOUNT",
    "CLIENT_ID",
    "CLIENT_SECRET",
    "COMPOSE",
    "DRIVE_FILE",
    "METHODS",
    "Draft",
    "Gmail",
    "GmailSwitches",
    "Mailbox",
    "Token",
    "refused_on_purpose",
    "token_refused",
]

ACCOUNT = "sandy@sandbox.example"
_AUTH = "https://www.googleapis.com/auth/"
COMPOSE, DRIVE_FILE = f"{_AUTH}gmail.compose", f"{_AUTH}drive.file"
_FULL = frozenset({"https://mail.google.com/", f"{_AUTH}gmail.modify"})
_WRITE = _FULL | {COMPOSE, f"{_AUTH}gmail.addons.current.action.compose"}
_READ = _FULL | {COMPOSE, f"{_AUTH}gmail.readonly"}
_MESSAGES = _FULL | {f"{_AUTH}gmail.readonly", f"{_AUTH}gmail.metadata"}
_ADDONS = frozenset(f"{_AUTH}gmail.addons.current.message.{what}" for what in ("action", "metadata", "readonly"))
_DRIVE = frozenset({f"{_AUTH}drive", DRIVE_FILE, f"{_AUTH}drive.appdata"})
_UPLOAD, _USERS = r"(?:(?:/resumable)?/upload)?", r"/gmail/v1/users/(?P<user>[^/]+)"


@dataclass(frozen=True)
class Method:
    """One method: how it is asked for, what it costs in units, and the scopes that each allow it."""

    name: str
    http: str
    path: str
    units: int
    scopes: frozenset[str]


METHODS = [
    Method("drafts.send", "POST", rf"{_UPLOAD}{_USERS}/drafts/send", 100, _WRITE),
    Method("drafts.create", "POST", rf"{_UPLOAD}{_USERS}/drafts", 10, _WRITE),
    Method("drafts.list", "GET", rf"{_USERS}/drafts", 5, _READ),
    Method("drafts.get", "GET", rf"{_USERS}/drafts/(?P<id>[^/]+)", 5, _READ),
    Method("drafts.update", "PUT", rf"{_UPLOAD}{_USERS}/drafts/(?P<id>[^/]+)", 15, _WRITE),
    Method("drafts.delete", "DELETE", rf"{_USERS}/drafts/(?P<id>[^/]+)", 10, _WRITE),
    Method("messages.send", "POST", rf"{_UPLOAD}{_USERS}/messages/send", 100, _WRITE | {f"{_AUTH}gmail.send"}),
    Method("messages.list", "GET", rf"{_USERS}/messages", 5, _MESSAGES),
    Method("messages.get", "GET", rf"{_USERS}/messages/(?P<id>[^/]+)", 5, _MESSAGES | _ADDONS),
    Method("getProfile", "GET", rf"{_USERS}/profile", 1, _READ | {f"{_AUTH}gmail.metadata"}),
    Method("files.create", "POST", rf"{_UPLOAD}/drive/v3/files", 0, _DRIVE),
]
"""All methods; units as in Gmail's table of quotas, scopes as in the discovery documents."""
_HTTP = ["GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]
_PLACES = ("/gmail/{rest:path}", "/upload/{rest:path}", "/resumable/{rest:path}", "/drive/{rest:path}")


class Gmail:
    """Gmail over mailboxes that are empty at first.

    `drive` holds the files, `quota` what was spent. Tests get their tokens here, and say here what goes wrong.
    """

    def __init__(self, switches: GmailSwitches, clock: Clock, sleep: Sleep) -> None:
        self.switches = switches
        self.tokens = Tokens(clock)
        self.quota = Quota(switches, clock)
        self._clock = clock
        self._sleep = sleep
        self._refusals = Refusals()
        self._mailboxes: dict[str, Mailbox] = {}
        self._uploads = Uploads(switches)
        self.drive = drive.Drive(self._uploads, clock)
        self._oauth = OAuth(self.tokens, switches, ACCOUNT)
        self._answers = self._answerers(Drafts(switches, self._uploads))

    def mailbox(self, address: str = ACCOUNT) -> Mailbox:
        """Return the mailbox of an account."""
        return self._mailboxes.setdefault(address, Mailbox(address, self.switches, self._clock))

    def issue_token(
        self, scopes: Collection[str] = (COMPOSE,), user: str = ACCOUNT, seconds: float | None = None
    ) -> Token:
        """Give out an access token with a refresh token, as if the user had agreed."""
        return self.tokens.issue(user, scopes, self.switches.token_seconds if seconds is None else seconds)

    def authorized_user(self, url: str, token: Token | None = None) -> Json:
        """Return a token as the file of an installed application holds it; `url` is that of the sandbox."""
        token = token or self.issue_token()
        return {
            "token": token.access,
            "refresh_token": token.refresh,
            "token_uri": f"{url}/token",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "scopes": list(token.scopes),
            "universe_domain": "googleapis.com",
            "account": "",
            "expiry": datetime.fromtimestamp(token.expires, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }

    def client_secrets(self, url: str) -> Json:
        """Return the client as the file that Google's console gives out holds it; `url` is that of the sandbox."""
        endpoints = {"auth_uri": f"{url}/o/oauth2/auth", "token_uri": f"{url}/token"}
        client = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "project_id": "sandbox"}
        return {"installed": client | endpoints | {"redirect_uris": ["http://localhost"]}}

    def refuse(
        self, method: str, status: int, reason: str, message: str = "On purpose", *, times: float = 1, after: int = 0
    ) -> None:
        """Refuse the next calls of a method ("drafts.create"), alone or in a batch, the first `after` excepted."""
        self._refusals.add(method, RefusedError(status, reason, message), times, after)

    def routes(self) -> list[Route]:
        """Return the routes, with those of every other path under the same beginnings."""
        answers = [
            *[(place, self._respond) for place in _PLACES],
            *[(place, self._respond_batch) for place in ("/batch", "/batch/{rest:path}")],
            ("/token", lambda call: _sent(self._oauth.token(call))),
            *[(f"/o/oauth2/{page}", lambda call: _sent(self._oauth.consent(call))) for page in ("auth", "v2/auth")],
        ]
        return [Route(path, _handler(answer), methods=_HTTP) for path, answer in answers]

    def answer(self, call: Call) -> Answer:
        """Let a call through the gate: method, token, API, scope, user, concurrency, units, parameters."""
        call = _overridden(call)
        method, found = self._method(call)
        token = self._token(call, method)
        user = found.get("user", "me")
        if user not in ("me", token.user):
            raise RefusedError(403, "forbidden", f"Delegation denied for {token.user}")
        self._refusals.check(method.name)
        with self.quota.place(token.user):
            if self.switches.latency:
                self._sleep(self.switches.latency)
            if method.units and "upload_id" not in call.params:
                self.quota.take(token.user, method.units)
            return self._reached(method, call, token.user, found.get("id", ""))

    def _method(self, call: Call) -> tuple[Method, dict[str, str]]:
        http = self._uploads.begun_by(call)
        for method in METHODS:
            found = re.fullmatch(method.path, call.path) if method.http == http else None
            if found:
                return method, found.groupdict()
        raise RefusedError(404, "notFound", "Not Found")

    def _token(self, call: Call, method: Method) -> Token:
        given = call.headers.get("authorization", "")
        token = self.tokens.accepted(given.removeprefix("Bearer ")) if given.startswith("Bearer ") else None
        if token is None:
            raise RefusedError(401, "authError", "Request had invalid authentication credentials.")
        api = "drive" if method.name == "files.create" else "gmail"
        if api in self.switches.disabled_apis:
            text = f"The {api} API has not been used in this project before or it is disabled."
            raise RefusedError(403, "accessNotConfigured", text)
        if not method.scopes & set(token.scopes):
            raise RefusedError(403, "insufficientPermissions", "Request had insufficient authentication scopes.")
        return token

    def _reached(self, method: Method, call: Call, user: str, item: str) -> Answer:
        fields = call.params.get("fields", "")
        if method.name == "files.create":
            chosen = selection(fields or drive.DEFAULT_FIELDS, drive.FIELDS)
            answer = self.drive.create(call, user)
        else:
            chosen = selection(fields, drafts.FIELDS)
            answer = self._of_mailbox(method, Asked(call, self.mailbox(user), item))
        return replace(answer, body=chosen(answer.body)) if answer.body else answer

    def _of_mailbox(self, method: Method, asked: Asked) -> Answer:
        try:
            return self._answers[method.name](asked)
        except KeyError:
            raise not_found() from None

    def _respond(self, call: Call) -> Response:
        try:
            return _sent(self.answer(call))
        except RefusedError as refused:
            return _sent(self._refused(refused))

    def _respond_batch(self, call: Call) -> Response:
        try:
            batch: BatchAnswer = answered(call, self._part, self.switches.batch_workers)
        except RefusedError as refused:
            return _sent(self._refused(refused))
        return Response(batch.content, 200, {"content-type": batch.content_type})

    def _part(self, call: Call) -> Answer:
        try:
            return self.answer(call)
        except RefusedError as refused:
            return self._refused(refused)

    def _refused(self, refused: RefusedError) -> Answer:
        return Answer(refused.status, refused.body(self.switches.newer_errors))

    @staticmethod
    def _answerers(methods: Drafts) -> dict[str, Callable[[Asked], Answer]]:
        return {
            "drafts.send": methods.send,
            "drafts.create": methods.create,
            "drafts.list": methods.list,
            "drafts.get": methods.get,
            "drafts.update": methods.update,
            "drafts.delete": methods.delete,
            "messages.send": methods.send_message,
            "messages.list": methods.list_messages,
            "messages.get": methods.get_message,
            "getProfile": methods.profile,
        }


def _handler(answer: Callable[[Call], Response]) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        body = await request.body()
        headers: dict[str, Any] = dict(request.headers)
        host = f"http://{request.headers.get('host', '')}"
        call = Call(request.method, request.url.path, dict(request.query_params), headers, body, host)
        return await run_in_threadpool(answer, call)

    return handle


def _overridden(call: Call) -> Call:
    """Return the GET that a POST stands for when its address would have been too long."""
    if call.method != "POST" or call.headers.get("x-http-method-override") != "GET":
        return call
    return replace(call, method="GET", params=dict(parse_qsl(call.body.decode())), body=b"")


def _sent(answer: Answer) -> Response:
    media_type = {"content-type": "application/json; charset=UTF-8"} if answer.body is not None else {}
    return Response(answer.content, answer.status, {**media_type, **answer.headers})
