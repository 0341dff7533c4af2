"""`inroad login gmail`: the user's consent in a browser, with the user's own OAuth client, kept in a file.

The client is one of the type "Desktop app", made in the user's Google Cloud project; its JSON is GMAIL_CLIENT_SECRETS.
"""

from __future__ import annotations

import json
import logging
import os
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import InstalledAppFlow, WSGITimeoutError  # type: ignore[import-untyped]
from oauthlib.oauth2 import AccessDeniedError, OAuth2Error  # type: ignore[import-untyped]

from inroad.errors import BadKeyError, UnavailableError, UserInputError
from inroad.tools.google import COMPOSE_SCOPE, GMAIL_URL, LOGIN_HINT
from inroad.tools.google.gmail import GmailCalls
from inroad.tools.google.line import safe_url
from inroad.tools.google.token_file import read_login, write_login
from inroad.tools.google.tokens import Tokens
from inroad.tools.http_wire import is_loopback
from inroad.tools.wording import counted

CONSENT_SECONDS = 300
_ANSWER_SECONDS = 30
_DONE = "inroad is logged in as far as you have allowed it; go back to the terminal, and close this window."


def login(
    client_secrets: Path,
    token_file: Path,
    open_browser: bool = True,
    *,
    show: Callable[[str], None],
    browse: Callable[[str], object] = webbrowser.open,
    base_url: str = GMAIL_URL,
    consent_seconds: float = CONSENT_SECONDS,
) -> str:
    """Let the user log in to Gmail, keep the login, and return the account's address.

    `show` is given the address of Google's page and what to do with it, for those whose browser does not open or is
    on another screen.

    Raises:
        UserInputError: the client secrets cannot be used, or the user has not consented, or not to enough.
        OutputError: the login cannot be written.
        BadKeyError: Google does not accept the client, or Gmail does not let the login in.
        UnavailableError: nobody has consented in time, or Google cannot be asked.
        ProviderError: Google answers with something else.
    """
    flow = _Flow.from_client_config({"installed": _client(client_secrets)}, scopes=[COMPOSE_SCOPE])
    flow.show, flow.browse = show, browse if open_browser else None
    flow.consent_seconds = consent_seconds
    file = token_file.expanduser().absolute()
    write_login(file, _consented(flow))
    calls = GmailCalls(Tokens(file), base_url)
    try:
        account = calls.address()
    finally:
        calls.close()
    _keep_account(file, account)
    return account


def _keep_account(file: Path, account: str) -> None:
    held = read_login(file)
    named = held.with_account(account)  # type: ignore[no-untyped-call]
    named.expiry = held.expiry  # which the library's copy forgets
    write_login(file, named)


class _Flow(InstalledAppFlow):  # type: ignore[misc]
    """The library's flow, which shows its address our way and does not wait for Google without end."""

    show: Callable[[str], None]
    browse: Callable[[str], object] | None
    consent_seconds: float

    def consent(self) -> Credentials:
        """Wait for the browser to come back, and take the login that its code stands for."""
        login: Credentials = self.run_local_server(
            port=0,
            open_browser=False,
            authorization_prompt_message=None,
            success_message=_DONE,
            timeout_seconds=self.consent_seconds,
            prompt="consent",  # without it Google gives a refresh token at the first consent only
        )
        return login

    def authorization_url(self, **options: Any) -> tuple[str, str]:
        """See `Flow.authorization_url`."""
        url, state = super().authorization_url(**options)
        own = "Open this address, then come back"
        self.show(f"{'Your browser opens this address; come back from there' if self.browse else own}: {url}")
        self.show(_where(urlsplit(self.redirect_uri).port, self.consent_seconds))
        if self.browse:
            _open(url, self.browse, self.show)
        return url, state

    def fetch_token(self, **options: Any) -> Any:
        """See `Flow.fetch_token`."""
        return super().fetch_token(timeout=_ANSWER_SECONDS, **options)


def _where(port: int | None, seconds: float) -> str:
    """Where the browser must be: Google sends it back to a port of its own machine."""
    return (
        f"The browser must be on this machine; if it is on another, run `ssh -L {port}:localhost:{port} THIS_MACHINE` "
        f"there first. This waits for {counted(round(seconds / 60, 1), 'minute')}."
    )


def _open(url: str, browse: Callable[[str], object], show: Callable[[str], None]) -> None:
    try:
        browse(url)
    except webbrowser.Error:
        show("No browser could be opened; open the address above by hand.")


def _consented(flow: _Flow) -> Credentials:
    """The library's errors are not chained: they may hold the answer, and with it secrets."""
    failure: Exception
    try:
        with _plain_http_at_home(flow.client_config["token_uri"]), _no_secrets_in_logs():
            login = flow.consent()
    except WSGITimeoutError:
        failure = UnavailableError(f"Nobody has consented in the browser in time; {LOGIN_HINT} again.", "gmail")
    except AccessDeniedError:
        failure = UserInputError(f"Access to Gmail was denied in the browser; {LOGIN_HINT} again and allow it.")
    except Warning:  # what oauthlib raises when other rights were given than asked for
        failure = _too_little()
    except OAuth2Error as error:
        failure = BadKeyError(
            f"Google has refused the login ({error.error or 'no reason given'}); check the client in "
            f"GMAIL_CLIENT_SECRETS, then {LOGIN_HINT} again.",
            "gmail",
        )
    except (requests.RequestException, ValueError) as error:
        failure = UnavailableError(
            f"Google's login could not be asked ({type(error).__name__}); check your internet connection, "
            f"then {LOGIN_HINT} again.",
            "gmail",
        )
    else:
        return _whole(login)
    raise failure


def _whole(login: Credentials) -> Credentials:
    granted = login.granted_scopes or []
    if COMPOSE_SCOPE not in (granted.split() if isinstance(granted, str) else granted):
        raise _too_little()
    if not login.refresh_token:
        raise BadKeyError(f"Google gave a login that cannot be renewed; {LOGIN_HINT} again.", "gmail")
    return login


def _too_little() -> UserInputError:
    return UserInputError(f"The right to make drafts was not given in the browser; {LOGIN_HINT} again and tick it.")


def _client(file: Path) -> dict[str, Any]:
    """The client of a secrets file, once it is sure that the library can use it.

    Raises:
        UserInputError: there is none, or it is not one of a desktop app.
    """
    try:
        data = json.loads(file.expanduser().read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise UserInputError(
            f"There is no file {file} with your OAuth client; download its JSON from the Google Cloud console "
            "and set GMAIL_CLIENT_SECRETS to it."
        ) from None
    except OSError as error:
        raise UserInputError(
            f"The OAuth client {file} cannot be read ({error.strerror}); set GMAIL_CLIENT_SECRETS to a file that can."
        ) from error
    except (ValueError, RecursionError):  # not chained: the text that was read holds the secret
        raise _no_client(file, "is not JSON") from None
    client = data.get("installed") if isinstance(data, dict) else None
    if not isinstance(client, dict):
        raise _no_client(file, "is not of the type Desktop app")
    needed = ("client_id", "client_secret", "auth_uri", "token_uri")
    if missing := [name for name in needed if not (isinstance(client.get(name), str) and client[name])]:
        raise _no_client(file, f"lacks {' and '.join(missing)}")
    for name in ("auth_uri", "token_uri"):
        safe_url(client[name], "GMAIL_CLIENT_SECRETS")
    return client


def _no_client(file: Path, what: str) -> UserInputError:
    return UserInputError(
        f"The OAuth client {file} cannot be used (it {what}); make one of the type Desktop app in the Google Cloud "
        "console and download its JSON."
    )


@contextmanager
def _plain_http_at_home(token_uri: str) -> Iterator[None]:
    """The library oauthlib takes http for no address; for this machine's own, as in a test, it is told to."""
    name = "OAUTHLIB_INSECURE_TRANSPORT"
    if not is_loopback(token_uri) or name in os.environ:
        yield
        return
    os.environ[name] = "1"
    try:
        yield
    finally:
        del os.environ[name]


@contextmanager
def _no_secrets_in_logs() -> Iterator[None]:
    """The libraries write codes and tokens to their logs; nobody wants that kept."""
    loggers = [logging.getLogger(name) for name in ("requests_oauthlib", "google_auth_oauthlib")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
