"""Google's consent page and token endpoint, as far as an installed application needs them."""

from __future__ import annotations

import base64
import re
import secrets
from binascii import Error
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from urllib.parse import parse_qsl, urlencode, urlsplit

from inroad.sandbox.gmail.protocol import Answer, Call, GmailSwitches, Json
from inroad.sandbox.gmail.tokens import Token, Tokens

CLIENT_ID = "sandbox.apps.googleusercontent.example"
CLIENT_SECRET = "sandbox-client-secret"
_FORM = "application/x-www-form-urlencoded"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class _Grant:
    """What the user has agreed to, waiting to be fetched with its code."""

    redirect_uri: str
    scopes: tuple[str, ...]
    challenge: str
    method: str
    lasting: bool


class _OAuthError(Exception):
    def __init__(self, status: int, error: str, description: str) -> None:
        super().__init__(description)
        self.answer = Answer(status, {"error": error, "error_description": description})


class OAuth:
    """The two endpoints; the user who is asked answers at once, as the switches say."""

    def __init__(self, tokens: Tokens, switches: GmailSwitches, user: str) -> None:
        self._tokens = tokens
        self._switches = switches
        self._user = user
        self._grants: dict[str, _Grant] = {}
        self._agreed = False
        self._lock = Lock()

    def consent(self, call: Call) -> Answer:
        """Send the browser back with a code, or with the user's refusal.

        Who gives a wrong client or a strange address is not sent anywhere.
        """
        try:
            target = self._target(call.params)
        except _OAuthError as refused:
            return refused.answer
        if self._switches.consent == "denied":
            return _back(target, call.params, {"error": "access_denied"})
        scopes = tuple(scope for scope in call.params["scope"].split() if scope not in self._switches.unticked)
        code = self._granted(target, scopes, call.params)
        return _back(target, call.params, {"code": code, "scope": " ".join(scopes)})

    def token(self, call: Call) -> Answer:
        """Exchange a code or a refresh token for an access token."""
        try:
            form = _form(call)
            _check_client(form, call.headers.get("authorization", ""))
            return Answer(200, self._exchanged(form))
        except _OAuthError as refused:
            return refused.answer

    def _target(self, params: Mapping[str, str]) -> str:
        for name in ("client_id", "redirect_uri", "response_type", "scope"):
            if not params.get(name):
                raise _OAuthError(400, "invalid_request", f"Missing required parameter: {name}")
        if params["client_id"] != CLIENT_ID:
            raise _OAuthError(401, "invalid_client", "The OAuth client was not found.")
        if params["response_type"] != "code":
            raise _OAuthError(400, "unsupported_response_type", "Only codes are given out")
        target = urlsplit(params["redirect_uri"])
        if target.scheme != "http" or target.hostname not in _LOOPBACK:
            raise _OAuthError(400, "redirect_uri_mismatch", "An installed application is reached on loopback only")
        return params["redirect_uri"]

    def _granted(self, target: str, scopes: tuple[str, ...], params: Mapping[str, str]) -> str:
        code = f"4/{secrets.token_urlsafe(24)}"
        challenge, method = params.get("code_challenge", ""), params.get("code_challenge_method", "plain")
        with self._lock:
            # A refresh token comes with the first consent, and later only with one that was asked for again.
            lasting = params.get("access_type") == "offline" and (not self._agreed or params.get("prompt") == "consent")
            self._agreed = True
            self._grants[code] = _Grant(target, scopes, challenge, method, lasting)
        return code

    def _exchanged(self, form: Mapping[str, str]) -> Json:
        kind = form.get("grant_type", "")
        if kind == "authorization_code":
            token = self._of_code(form)
            lasting = {"refresh_token": token.refresh} if token.refresh else {}
            return _shape(token, self._switches.token_seconds) | lasting
        if kind == "refresh_token":
            return _shape(self._of_refresh(form), self._switches.token_seconds)
        raise _OAuthError(400, "unsupported_grant_type", f"Invalid grant_type: {kind}")

    def _of_code(self, form: Mapping[str, str]) -> Token:
        with self._lock:
            grant = self._grants.pop(form.get("code", ""), None)
        if grant is None:
            raise _OAuthError(400, "invalid_grant", "Malformed auth code.")
        if form.get("redirect_uri") != grant.redirect_uri:
            raise _OAuthError(400, "redirect_uri_mismatch", "Bad Request")
        if grant.challenge and _challenge(form.get("code_verifier", ""), grant.method) != grant.challenge:
            raise _OAuthError(400, "invalid_grant", "Invalid code verifier.")
        return self._tokens.issue(self._user, grant.scopes, self._switches.token_seconds, grant.lasting)

    def _of_refresh(self, form: Mapping[str, str]) -> Token:
        token = self._tokens.refreshed(form.get("refresh_token", ""), self._switches.token_seconds)
        if token is None:
            raise _OAuthError(400, "invalid_grant", "Token has been expired or revoked.")
        if not set(form.get("scope", "").split()) <= set(token.scopes):
            raise _OAuthError(400, "invalid_scope", "More is asked than was granted")
        return token


def token_refused(status: int) -> tuple[int, dict[str, str], Json]:
    """Return a fault's refusal at the token endpoint: status, headers and body."""
    return status, {}, {"error": "backend_error", "error_description": "This went wrong on purpose"}


def _form(call: Call) -> dict[str, str]:
    if call.method != "POST" or call.media_type() != _FORM:
        raise _OAuthError(400, "invalid_request", f"Send a POST with {_FORM}")
    return dict(parse_qsl(call.body.decode(), keep_blank_values=True))


def _check_client(form: Mapping[str, str], authorization: str) -> None:
    """Make sure of the client, which names itself in the form or by Basic authentication."""
    given = (form.get("client_id", ""), form.get("client_secret", ""))
    if authorization.startswith("Basic "):
        given = _basic(authorization.removeprefix("Basic "))
    if given[0] != CLIENT_ID:
        raise _OAuthError(401, "invalid_client", "The OAuth client was not found.")
    if given[1] != CLIENT_SECRET:
        raise _OAuthError(401, "invalid_client", "Unauthorized")


def _basic(pair: str) -> tuple[str, str]:
    try:
        name, _, secret = base64.b64decode(pair, validate=True).decode().partition(":")
    except (Error, UnicodeDecodeError):
        raise _OAuthError(401, "invalid_client", "Unauthorized") from None
    return name, secret


def _challenge(verifier: str, method: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._~-]{43,128}", verifier):
        raise _OAuthError(400, "invalid_grant", "Missing or malformed code verifier.")
    if method == "plain":
        return verifier
    return base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")


def _back(target: str, params: Mapping[str, str], found: Mapping[str, str]) -> Answer:
    state = {"state": params["state"]} if "state" in params else {}
    mark = "&" if urlsplit(target).query else "?"
    return Answer(302, headers={"location": target + mark + urlencode({**state, **found})})


def _shape(token: Token, seconds: int) -> Json:
    scopes = " ".join(token.scopes)
    return {"access_token": token.access, "expires_in": seconds, "scope": scopes, "token_type": "Bearer"}
