"""The tokens that were given out, in memory only: what they allow, until when, and whether they were taken back."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from threading import Lock

from inroad.sandbox.accounts import Clock


@dataclass(frozen=True)
class Token:
    """An access token of a user with its scopes, and the refresh token that it came with ("" for none).

    `expires` is in seconds since 1970.
    """

    access: str
    refresh: str
    user: str
    scopes: tuple[str, ...]
    expires: float


class Tokens:
    """All tokens; safe for many threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._valid: dict[str, Token] = {}
        self._refreshers: dict[str, Token] = {}
        self._until_revoked: int | None = None
        self._lock = Lock()

    def issue(self, user: str, scopes: Collection[str], seconds: float, refresh: bool = True) -> Token:
        """Give out an access token, by default with a refresh token."""
        second = f"1//{secrets.token_urlsafe(24)}" if refresh else ""
        token = Token(_access(), second, user, tuple(scopes), self._clock() + seconds)
        with self._lock:
            self._valid[token.access] = token
            if second:
                self._refreshers[second] = token
        return token

    def refreshed(self, refresh: str, seconds: float) -> Token | None:
        """Return a new access token, None when the refresh token is not valid (any more)."""
        with self._lock:
            granted = self._refreshers.get(refresh)
            if granted is None:
                return None
            token = replace(granted, access=_access(), expires=self._clock() + seconds)
            self._valid[token.access] = token
            return token

    def accepted(self, access: str) -> Token | None:
        """Return what an access token allows, None when it is not valid now."""
        with self._lock:
            self._count_down()
            token = self._valid.get(access)
            return token if token and self._clock() < token.expires else None

    def expire(self) -> None:
        """Let all access tokens end now; they can be refreshed."""
        with self._lock:
            self._valid.clear()

    def revoke(self, after: int = 0) -> None:
        """Take back all tokens, access and refresh, once so many more calls have been let in."""
        with self._lock:
            self._until_revoked = after + 1
            if after == 0:
                self._count_down()

    def _count_down(self) -> None:
        if self._until_revoked is None:
            return
        self._until_revoked -= 1
        if self._until_revoked == 0:
            self._until_revoked = None
            self._valid.clear()
            self._refreshers.clear()


def _access() -> str:
    return f"ya29.{secrets.token_urlsafe(24)}"
