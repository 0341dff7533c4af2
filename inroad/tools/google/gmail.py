"""The few calls to Gmail that drafts need, each with its repeats and its errors. There is none that sends."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeVar

from tenacity import RetryCallState, Retrying

from inroad.errors import (
    GarbledAnswerError,
    NotFoundError,
    ProviderError,
    RateLimitedError,
    UnavailableError,
)
from inroad.tools.google import GMAIL_URL
from inroad.tools.google.client import MediaIoBaseUpload, OneTryHttp, gmail_service
from inroad.tools.google.line import Line, Waits
from inroad.tools.google.tokens import Tokens
from inroad.tools.http import Patience, Timing
from inroad.tools.provider_calls import told_retry

# `total` is for a call with its repeats; a claim in the draft ledger has to last longer.
PATIENCE = Patience(connect=5, read=30, total=50, attempts=5, longest_pause=20)
# Above this the mail goes to the upload address as it is, as Google's guide to uploads advises; below, as JSON.
JSON_BYTES = 5_000_000
_PAGE = 500

T = TypeVar("T")


class GmailCalls:
    """Gmail's calls; all threads share it."""

    def __init__(
        self,
        tokens: Tokens,
        base_url: str = GMAIL_URL,
        *,
        patience: Patience = PATIENCE,
        timing: Timing | None = None,
    ) -> None:
        """Make ready to ask; nothing is connected yet.

        Raises:
            UserInputError: the base URL is not one that a login may be sent to.
        """
        self._tokens = tokens
        self._patience = patience
        self._timing = timing or Timing()
        line = Line("Gmail", base_url, "GMAIL_BASE_URL")
        waits = Waits(patience.connect, patience.read, patience.total)
        self._http = OneTryHttp(line, tokens, waits, self._timing.now)
        self._users: Any = gmail_service(base_url, self._http).users()
        self._drafts: Any = self._users.drafts()  # the library makes it anew for whoever asks
        self._account = ""

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def address(self) -> str:
        """Return the account's address.

        Raises:
            InroadError: nobody is logged in, or Gmail cannot be asked.
        """
        return _text(self._read(lambda: self._users.getProfile(userId="me")), "emailAddress")

    def account(self) -> str:
        """Return the account's address as the login's file tells it; Gmail is asked, once, only where it does not.

        Raises:
            InroadError: nobody is logged in, or Gmail cannot be asked.
        """
        self._account = self._account or self._tokens.account or self.address()
        return self._account

    def draft_ids(self, query: str) -> Iterator[str]:
        """Yield the ids of the drafts that a search finds, page by page; of all drafts without one.

        Raises:
            InroadError: Gmail cannot be asked.
        """
        page: str | None = ""
        seen = set()
        while page is not None:
            seen.add(page)
            asked = {"userId": "me", "q": query or None, "pageToken": page or None, "maxResults": _PAGE}
            answer = self._read(partial(self._drafts.list, **asked))
            yield from (_text(draft, "id") for draft in _drafts(answer))
            page = _text(answer, "nextPageToken") if answer.get("nextPageToken") else None
            if page in seen:
                raise _garbled()

    def draft(self, draft_id: str) -> dict[str, Any] | None:
        """Return a draft with its headers and bodies, None when it is gone.

        Raises:
            InroadError: Gmail cannot be asked.
        """
        try:
            return self._read(lambda: self._drafts.get(userId="me", id=draft_id, format="full"))
        except NotFoundError:
            return None

    def create(self, mime: bytes, there: Callable[[], str | None]) -> str:
        """Make a draft and return its id; `there` looks whether it is in the mailbox.

        It is sent again only when Gmail surely made none (never reached, too many calls), or when an answer told of
        a failure and `there` finds none. When no answer came at all, nothing is repeated.

        Raises:
            UnavailableError: no answer came, or none but failures; `sent` says whether the draft may be there.
            InroadError: Gmail refused.
        """
        doubtful = False

        def attempt() -> str:
            nonlocal doubtful
            if doubtful and (found := there()):
                return found
            try:
                return self._created(mime)
            except UnavailableError as error:
                doubtful = doubtful or error.sent
                raise

        try:
            return self._patiently(attempt, _surely_answered)
        except ProviderError as error:
            if doubtful and not error.may_have_acted:
                raise UnavailableError(str(error), "gmail", error.status, sent=True) from None
            raise

    def _created(self, mime: bytes) -> str:
        if len(mime) > JSON_BYTES:
            upload = MediaIoBaseUpload(io.BytesIO(mime), "message/rfc822")
            return _text(self._once(lambda: self._drafts.create(userId="me", media_body=upload)), "id")
        raw = base64.urlsafe_b64encode(mime).decode()
        return _text(self._once(lambda: self._drafts.create(userId="me", body={"message": {"raw": raw}})), "id")

    def _read(self, request: Callable[[], Any]) -> dict[str, Any]:
        return self._patiently(lambda: self._once(request), _is_passing)

    def _once(self, request: Callable[[], Any]) -> dict[str, Any]:
        try:
            answer = request().execute()
        except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            raise _garbled()
        return answer

    def _patiently(self, attempt: Callable[[], T], may_repeat: Callable[[BaseException | None], bool]) -> T:
        self._tokens.bearer()  # has its own repeats, which must not be multiplied by these
        deadline = self._timing.clock() + self._patience.total
        retrying = Retrying(
            sleep=self._timing.sleep,
            retry=lambda state: may_repeat(_failure(state)),
            wait=self._pause,
            stop=lambda state: self._is_enough(state, deadline),
            before_sleep=partial(told_retry, "gmail"),
            reraise=True,
        )
        return retrying(attempt)

    def _pause(self, state: RetryCallState) -> float:
        """What Gmail told, or ever longer; a bit of chance keeps threads from coming together."""
        chance = self._timing.chance()
        if told := _told(_failure(state)):
            return told + chance
        return min(2.0 ** (state.attempt_number - 1), self._patience.longest_pause) * (0.5 + chance / 2)

    def _is_enough(self, state: RetryCallState, deadline: float) -> bool:
        return (
            state.attempt_number >= self._patience.attempts
            or (_told(_failure(state)) or 0) > self._patience.longest_pause
            or self._timing.clock() + state.upcoming_sleep >= deadline
        )


def _surely_answered(error: BaseException | None) -> bool:
    """Whether a draft may be sent again: too many calls, never reached, or an answer that told of a failure."""
    if isinstance(error, UnavailableError):
        return not error.sent or error.status is not None
    return isinstance(error, RateLimitedError)


def _is_passing(error: BaseException | None) -> bool:
    return isinstance(error, (RateLimitedError, UnavailableError))


def _failure(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None


def _told(error: BaseException | None) -> float | None:
    return error.retry_after if isinstance(error, (RateLimitedError, UnavailableError)) else None


def _text(answer: dict[str, Any], name: str) -> str:
    value = answer.get(name)
    if not isinstance(value, str) or not value:
        raise _garbled()
    return value


def _drafts(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The drafts of a list; an empty one has no `drafts` at all."""
    listed = answer.get("drafts", [])
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise _garbled()
    return listed


def _garbled() -> GarbledAnswerError:
    return GarbledAnswerError(
        "Gmail answered with something that is not its API; look at GMAIL_BASE_URL, or try again later.", "gmail"
    )
