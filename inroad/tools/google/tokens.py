"""The token that opens a mailbox: one login for all threads and processes, renewed by one of them."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from google.auth.exceptions import GoogleAuthError
from google.oauth2.credentials import Credentials
from tenacity import RetryCallState, Retrying

from inroad.errors import BadKeyError, OutputError, UnavailableError
from inroad.tools.google import LOGIN_HINT
from inroad.tools.google.line import Line, Waits
from inroad.tools.google.token_file import read_login, write_login
from inroad.tools.http import Patience, Timing
from inroad.tools.http_call import RawAnswer

PATIENCE = Patience(connect=5, read=10, total=20, attempts=3)
# Longer than whoever holds the lock may take.
_LOCK_SECONDS = 60.0
# Errors that pass, whatever their status; the library would ask again for them without our time-outs.
_PASSING = (b'"internal_failure"', b'"server_error"', b'"temporarily_unavailable"')

_TEXTS = {"access_token", "refresh_token", "scope", "id_token"}


class Tokens:
    """The tokens of one login; a token that has run out or was refused is renewed once, whoever asks."""

    def __init__(self, file: Path, *, patience: Patience = PATIENCE, timing: Timing | None = None) -> None:
        self._file = file.expanduser().absolute()
        self._patience = patience
        self._timing = timing or Timing()
        self._login: Credentials | None = None
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"Tokens({str(self._file)!r})"

    @property
    def account(self) -> str:
        """The address of the account, empty when the file does not tell.

        Raises:
            OutputError: nobody is logged in.
        """
        return str(read_login(self._file).account)

    def bearer(self) -> str:
        """Return a token that holds good.

        Raises:
            OutputError: nobody is logged in, or the file cannot be used.
            BadKeyError: the login does not hold good any more.
            UnavailableError: a new token was needed, and could not be had.
        """
        return self._token(refused="")

    def renewed(self, refused: str) -> str:
        """Return another token than the one that Gmail has refused; it raises what `bearer` does."""
        return self._token(refused)

    def _token(self, refused: str) -> str:
        with self._lock:
            if self._login is None or not _is_good(self._login, refused):
                self._login = self._renewed_login(refused)
            return str(self._login.token)

    def _renewed_login(self, refused: str) -> Credentials:
        """What another process has left in the file, or what a refresh brings; looked at again once alone."""
        login = read_login(self._file)
        if _is_good(login, refused):
            return login
        with self._alone():
            login = read_login(self._file)
            if not _is_good(login, refused):
                self._refresh(login)
                write_login(self._file, login)
        return login

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """The lock that all processes share; it goes with the process that held it."""
        lock = FileLock(f"{self._file}.lock", timeout=_LOCK_SECONDS, mode=0o600)
        try:
            lock.acquire()
        except Timeout:
            raise UnavailableError(
                f"Another run has been renewing the Gmail login {self._file} for a minute; try again later.",
                "gmail",
                sent=False,
            ) from None
        except OSError as error:
            raise OutputError(
                f"The Gmail login {self._file} cannot be renewed where it is ({error.strerror}); "
                "set GMAIL_TOKEN_FILE to a place that can be written."
            ) from error
        try:
            yield
        finally:
            lock.release()

    def _refresh(self, login: Credentials) -> None:
        line = Line("Google's login", str(login.token_uri), "GMAIL_TOKEN_FILE")
        try:
            login.refresh(_Endpoint(line, self._patience, self._timing))  # type: ignore[no-untyped-call]
        except GoogleAuthError as error:
            raise _refused(error) from None  # the library's error holds the answer, and with it secrets
        finally:
            line.close()


def _is_good(login: Credentials, refused: str) -> bool:
    return bool(login.valid) and login.token != refused


def _refused(error: GoogleAuthError) -> BadKeyError:
    if "invalid_grant" in str(error):
        return BadKeyError(
            f"Google has ended the Gmail login (access withdrawn, password changed, or a consent screen in status "
            f"Testing, whose logins end after 7 days); {LOGIN_HINT} again.",
            "gmail",
        )
    if "invalid_client" in str(error) or "unauthorized_client" in str(error):
        return BadKeyError(
            f"Google no longer knows the client of the Gmail login; check GMAIL_CLIENT_SECRETS, then {LOGIN_HINT}.",
            "gmail",
        )
    return BadKeyError(f"Google does not renew the Gmail login; {LOGIN_HINT} again.", "gmail")


class _Endpoint:
    """The token endpoint in the form that google-auth asks for (`google.auth.transport.Request`).

    It repeats what failed by itself, so that the library never sees an answer that it would repeat.
    """

    def __init__(self, line: Line, patience: Patience, timing: Timing) -> None:
        self._line = line
        self._patience = patience
        self._timing = timing

    def __call__(self, url: str, method: str, body: bytes, headers: Mapping[str, str], **_: Any) -> _EndpointAnswer:
        deadline = self._timing.clock() + self._patience.total
        retrying = Retrying(
            sleep=self._timing.sleep,
            retry=lambda state: isinstance(_failure(state), UnavailableError),
            wait=lambda state: 2.0 ** (state.attempt_number - 1) * (0.5 + self._timing.chance() / 2),
            stop=lambda state: (
                state.attempt_number >= self._patience.attempts
                or self._timing.clock() + state.upcoming_sleep >= deadline
            ),
            reraise=True,
        )
        answer: _EndpointAnswer = retrying(self._once, url, method, body, headers, deadline)
        return answer

    def _once(self, url: str, method: str, body: bytes, headers: Mapping[str, str], deadline: float) -> _EndpointAnswer:
        left = max(deadline - self._timing.clock(), 0.001)
        waits = Waits(self._patience.connect, self._patience.read, left)
        try:
            raw = self._line.send(method, url, headers, body, waits)
        except UnavailableError as error:
            error.sent = False  # to the mailbox, that is: renewing twice does no harm
            raise
        if raw.status in (408, 429) or raw.status >= 500 or any(word in (raw.content or b"") for word in _PASSING):
            raise UnavailableError(
                f"Google's login is not able to answer at present ({raw.status}); try again later.",
                "gmail",
                raw.status,
                sent=False,
            )
        if not _is_understood(raw):
            raise UnavailableError(
                f"Google's login answered with something that is not its API ({raw.status}); look at GMAIL_TOKEN_FILE, "
                "or try again later.",
                "gmail",
                raw.status,
                sent=False,
            )
        return _EndpointAnswer(raw)


class _EndpointAnswer:
    """An answer in google-auth's form."""

    def __init__(self, raw: RawAnswer) -> None:
        self.status = raw.status
        self.headers = raw.headers
        self.data = raw.content or b""


def _is_understood(raw: RawAnswer) -> bool:
    """Whether google-auth can read an answer: it takes the types of whatever comes for granted."""
    try:
        told = json.loads(raw.content or b"")
    except (ValueError, RecursionError):
        return raw.status != 200
    if not isinstance(told, dict):
        return False
    seconds = told.get("expires_in")
    are_texts = all(isinstance(text, str) for name, text in told.items() if name in _TEXTS)
    return raw.status != 200 or (are_texts and (seconds is None or str(seconds).isdecimal()))


def _failure(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None
