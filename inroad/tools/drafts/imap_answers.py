"""What a mail server says when it does not do as it was told, as errors in plain sentences."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from socket import gaierror

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError  # type: ignore[import-untyped]

from inroad.errors import (
    BadKeyError,
    GarbledAnswerError,
    InroadError,
    OutOfCreditError,
    OutputError,
    RateLimitedError,
    RefusedQueryError,
    UnavailableError,
)
from inroad.tools.drafts.mime import one_line

NAME = "imap"
_LONGEST = 200
# Codes of RFC 5530; dovecot says UNAVAILABLE when a user has too many connections, Gmail says it in words.
_PASSING = {"UNAVAILABLE", "INUSE", "SERVERBUG"}
_TOO_MANY = re.compile(r"too many|maximum number of connections|\[(LIMIT|THROTTLED)\]", re.IGNORECASE)
_FULL = re.compile(r"\[OVERQUOTA\]|over quota|quota exceeded|mailbox is full", re.IGNORECASE)


@contextmanager
def understood(host: str, *, sent: bool) -> Iterator[None]:
    """Turn what the library raises into an error of ours; `sent` says whether the command may change the mailbox.

    Raises:
        ProviderError: the connection broke (UnavailableError), or the server refused or answered nonsense.
        OutputError: the folder is not there.
    """
    try:
        yield
    except InroadError:
        raise
    except (IMAPClientAbortError, OSError) as error:
        raise broken(host, error, sent=sent) from error
    except IMAPClientError as error:
        raise refusal(host, plain(error)) from error
    except (ValueError, LookupError) as error:
        raise GarbledAnswerError(f"{host} answered with what is not IMAP; try again later.", NAME) from error


def broken(host: str, error: Exception, *, sent: bool) -> UnavailableError:
    """The connection could not be made, or broke off; what the library says of it is left out.

    A certificate does not become trusted by waiting.
    """
    advice = "try again later, or look at IMAP_HOST"
    if isinstance(error, ssl.SSLCertVerificationError):
        advice = "check IMAP_HOST, or set SSL_CERT_FILE to the file of your own CA"
    return UnavailableError(f"{host} {_what_happened(error)}; {advice}.", NAME, sent=sent)


def refusal(host: str, text: str) -> InroadError:
    """The error for a command that the server did not carry out."""
    if _FULL.search(text):
        return OutOfCreditError(f"The mailbox at {host} is full ({text}); make room there and run it again.", NAME)
    if re.search(r"\[(TRYCREATE|NONEXISTENT)\]", text):
        return OutputError(f"The folder for drafts is not there any more ({text}); make it, or set IMAP_DRAFTS.")
    return _passing(host, text) or RefusedQueryError(f"{host} refuses a draft ({text}).", NAME)


def login_refusal(host: str, text: str) -> InroadError:
    """The error for a login that was not taken."""
    return _passing(host, text) or BadKeyError(
        f"{host} does not take IMAP_USER with IMAP_PASSWORD ({text}); check both, and make an app password where the "
        "provider asks for one (Gmail, iCloud, Yahoo and Fastmail do).",
        NAME,
    )


def plain(error: Exception) -> str:
    """What the server said: one line, not long, and without the library's words around it."""
    return shortened(said(error))


def said(error: Exception) -> str:
    """What the server said, in one line of any length."""
    return re.sub(r"^[a-z]+ failed: |^b'|'$", "", one_line(str(error)))


def shortened(text: str) -> str:
    """As much of a text as a sentence has room for."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _passing(host: str, text: str) -> InroadError | None:
    if _TOO_MANY.search(text):
        return RateLimitedError(f"{host} has too many connections of this user ({text}); try again later.", NAME)
    code = re.search(r"\[([A-Z]+)\]", text)
    if code and code[1] in _PASSING:
        return UnavailableError(f"{host} cannot do it at the moment ({text}); try again later.", NAME, sent=False)
    return None


def _what_happened(error: Exception) -> str:
    for kinds, words in _WORDS:
        if isinstance(error, kinds):
            return words
    return "broke off the connection"


_WORDS: list[tuple[tuple[type[Exception], ...], str]] = [
    ((ssl.SSLCertVerificationError,), "shows a certificate that cannot be trusted (is the name right, and the clock?)"),
    ((ssl.SSLEOFError, ssl.SSLZeroReturnError), "broke off the connection"),
    ((ssl.SSLError,), "does not speak TLS there (which begins at once at port 993, and later at port 143)"),
    ((gaierror, UnicodeError), "is no host that is known"),
    ((ConnectionRefusedError,), "could not be reached (connection refused)"),
    ((TimeoutError,), "did not answer in time"),
]
