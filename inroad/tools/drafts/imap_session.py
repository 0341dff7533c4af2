"""Connections to a mail server: over TLS only, logged in, a few at a time, each used again."""

from __future__ import annotations

import base64
import logging
import re
import socket
import ssl
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from imapclient import IMAPClient, SocketTimeout  # type: ignore[import-untyped]
from imapclient.exceptions import CapabilityError, IMAPClientAbortError, IMAPClientError  # type: ignore[import-untyped]
from imapclient.imap4 import IMAP4WithTimeout  # type: ignore[import-untyped]
from imapclient.tls import IMAP4_TLS  # type: ignore[import-untyped]
from pydantic import SecretStr

from inroad.errors import BadKeyError, OutOfCreditError, OutputError, UnavailableError, UserInputError
from inroad.tools.drafts.imap_answers import NAME, broken, login_refusal, said, shortened, understood
from inroad.tools.http_watch import follow, watched
from inroad.tools.outside_text import masked
from inroad.tools.provider_calls import provider_call

_TLS_AT_ONCE, _TLS_LATER = 993, 143
# The library logs every line of a talk: the mails, and the password where a server repeats it.
logging.getLogger("imapclient.imaplib").setLevel(logging.WARNING)


@dataclass(frozen=True)
class ImapServer:
    """A mail server; `starttls` when TLS begins by command, as at port 143, and not at once."""

    host: str
    port: int = _TLS_AT_ONCE
    starttls: bool = False


@dataclass(frozen=True)
class Account:
    """Who logs in where."""

    server: ImapServer
    user: str
    password: SecretStr


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds: to connect, for the next bytes, and for all of one draft."""

    connect: float = 10
    read: float = 30
    total: float = 50


class _WatchedTls(IMAP4_TLS):  # type: ignore[misc]
    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        return _followed(super()._create_socket(timeout))


class _WatchedPlain(IMAP4WithTimeout):  # type: ignore[misc]
    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        return _followed(super()._create_socket(timeout))


class _WatchedClient(IMAPClient):  # type: ignore[misc]
    """Is watched from its first byte: the library reads the server's greeting before anybody has its socket."""

    def _create_IMAP4(self) -> _WatchedTls | _WatchedPlain:  # noqa: N802 (the library's name)
        if self.ssl:
            return _WatchedTls(self.host, self.port, self.ssl_context, self._timeout.connect)
        return _WatchedPlain(self.host, self.port, self._timeout.connect)


def _followed(connected: socket.socket) -> socket.socket:
    follow(connected)
    return connected


def parse_server(text: str) -> ImapServer:
    """Read IMAP_HOST: a host, or host:port.

    Raises:
        UserInputError: it is neither, or the port is none.
    """
    text = text.strip()
    try:
        host = urlsplit(f"//{text}").hostname
    except ValueError:
        host = None
    if not host or not re.fullmatch(r"[\w.:\[\]-]+", text):
        raise UserInputError("IMAP_HOST is not a mail server's name; it looks like imap.mail.example, or with :port.")
    port = _port(text)
    return ImapServer(host, port, starttls=port == _TLS_LATER)


def _port(text: str) -> int:
    try:
        return urlsplit(f"//{text}").port or _TLS_AT_ONCE
    except ValueError as error:
        raise UserInputError(
            f"The port in IMAP_HOST ({text}) is none; give a number such as {_TLS_AT_ONCE}, or leave it out."
        ) from error


class Sessions:
    """Logged-in connections that threads share: at most so many at once, kept open for the next draft.

    Providers allow about ten connections a user, and the user's own mail program has some of them.
    """

    def __init__(self, connect: Callable[[], IMAPClient], host: str, patience: Patience, most: int) -> None:
        self._connect = connect
        self._host = host
        self._patience = patience
        self._places = threading.BoundedSemaphore(most)
        self._idle: deque[IMAPClient] = deque()

    @contextmanager
    def one(self) -> Iterator[IMAPClient]:
        """Lend a connection that was alive a moment ago; one that failed is not used again.

        Raises:
            BadKeyError: the login is refused.
            UnavailableError: the server cannot be reached, or no connection came free in time; nothing was sent.
        """
        until = time.monotonic() + self._patience.total
        if not self._places.acquire(timeout=self._patience.total):
            raise UnavailableError(f"All connections to {self._host} are busy; try again later.", NAME, sent=False)
        try:
            left = max(until - time.monotonic(), 0.001)
            with provider_call(NAME, "SESSION", f"imap://{self._host}"), watched(left):
                client = self._alive_or_new()
                with self._back(client):
                    yield client
        finally:
            self._places.release()

    @contextmanager
    def _back(self, client: IMAPClient) -> Iterator[None]:
        """Keep the connection, also after a refusal, which leaves it as good as before."""
        keep = False
        try:
            yield
            keep = True
        except (OutputError, OutOfCreditError):
            keep = True
            raise
        finally:
            if keep:
                self._idle.append(client)
            else:
                hang_up(client)

    def _alive_or_new(self) -> IMAPClient:
        """A server drops idle connections; where one is gone, the others most likely are too."""
        client = self._pop()
        if client is None:
            return self._connect()
        follow(client.socket())
        if _is_alive(client):
            return client
        hang_up(client)
        self._drop_idle()
        return self._connect()

    def _pop(self) -> IMAPClient | None:
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def _drop_idle(self) -> None:
        while client := self._pop():
            hang_up(client)

    def close(self) -> None:
        """Log out everywhere; a later draft connects again."""
        while client := self._pop():
            try:
                client.logout()
            except (IMAPClientError, OSError):
                hang_up(client)


def log_in(account: Account, context: ssl.SSLContext, patience: Patience) -> IMAPClient:
    """Return a connection that is logged in; the password goes over TLS only.

    Raises:
        BadKeyError: the login is refused, or holds what no login can.
        ProviderError: the server cannot be reached, or refuses to talk.
    """
    _check_login(account)
    server = account.server
    timeout = SocketTimeout(patience.connect, patience.read)
    try:
        client = _WatchedClient(server.host, server.port, ssl=not server.starttls, ssl_context=context, timeout=timeout)
    except (IMAPClientError, OSError, UnicodeError) as error:
        raise broken(f"{server.host}:{server.port}", error, sent=False) from error
    try:
        # The library sends a draft in two pieces, and the second would wait 40 ms for the first to be confirmed.
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _secure(client, server, context)
        _authenticate(client, account)
    except BaseException:
        hang_up(client)
        raise
    return client


def hang_up(client: IMAPClient) -> None:
    """Close a connection without a word."""
    with suppress(OSError):
        client.shutdown()


def _check_login(account: Account) -> None:
    for name, value in (("IMAP_USER", account.user), ("IMAP_PASSWORD", account.password.get_secret_value())):
        if not value:
            raise BadKeyError(f"There is no login for {account.server.host}; set {name}.", NAME)
        if not value.isprintable():
            raise BadKeyError(f"{name} holds characters that no login has; copy it anew.", NAME)


def _secure(client: IMAPClient, server: ImapServer, context: ssl.SSLContext) -> None:
    if not server.starttls:
        return
    with understood(server.host, sent=False):
        try:
            client.starttls(context)
        except CapabilityError as error:
            raise UserInputError(
                f"{server.host} offers no TLS at port {server.port}, and the password is not sent without; "
                "leave the port out of IMAP_HOST, or name another."
            ) from error


def _authenticate(client: IMAPClient, account: Account) -> None:
    """AUTHENTICATE PLAIN takes any character; LOGIN, for servers without it, ASCII only."""
    user, password = account.user, account.password.get_secret_value()
    host = account.server.host
    try:
        if client.has_capability("AUTH=PLAIN"):
            client.plain_login(user, password)
        elif (user + password).isascii():
            client.login(user, password)
        else:
            raise BadKeyError(f"{host} takes plain letters only in IMAP_USER and IMAP_PASSWORD; change them.", NAME)
    except OSError as error:
        raise broken(host, error, sent=False) from None
    except IMAPClientError as error:
        if isinstance(error.__context__, IMAPClientAbortError):  # the library makes one error of both
            raise broken(host, error, sent=False) from None
        raise login_refusal(host, shortened(_without_secrets(said(error), account))) from None


def _without_secrets(text: str, account: Account) -> str:
    """Some servers repeat what they were sent."""
    password = account.password.get_secret_value()
    packed = base64.b64encode(f"\0{account.user}\0{password}".encode()).decode()
    return masked(masked(text, packed), password)


def _is_alive(client: IMAPClient) -> bool:
    try:
        client.noop()
    except (IMAPClientError, OSError):
        return False
    return True
