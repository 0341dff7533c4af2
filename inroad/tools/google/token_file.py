"""The file that keeps a login: readable by its user alone, written whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from google.oauth2.credentials import Credentials

from inroad.errors import OutputError
from inroad.tools.google import COMPOSE_SCOPE, LOGIN_HINT
from inroad.tools.google.line import safe_url

_NEEDED = ("refresh_token", "token_uri", "client_id", "client_secret")


def read_login(file: Path) -> Credentials:
    """Return the login that a file keeps, with the token address that it names.

    Raises:
        OutputError: there is none, or it cannot be used.
        UserInputError: it names a token address that no secret may be sent to.
    """
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise OutputError(f"Nobody is logged in to Gmail (there is no {file}); {LOGIN_HINT}.") from None
    except OSError as error:
        raise OutputError(
            f"The Gmail login {file} cannot be read ({error.strerror}); make it readable, or set GMAIL_TOKEN_FILE."
        ) from error
    except (ValueError, RecursionError):  # not chained: the text that was read holds secrets
        raise _unusable(file, "is not JSON") from None
    return _credentials(file, data)


def write_login(file: Path, login: Credentials) -> None:
    """Keep a login: the file is made with mode 0600, its folder with 0700 where there is none.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _replace(file, str(login.to_json()))  # type: ignore[no-untyped-call]
    except OSError as error:
        raise OutputError(
            f"The Gmail login cannot be written to {file} ({error.strerror}); set GMAIL_TOKEN_FILE to another place."
        ) from error


def _replace(file: Path, text: str) -> None:
    """`mkstemp` makes files that only their user may read; renaming one into place is one step."""
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".login-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        Path(temporary).replace(file)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _credentials(file: Path, data: Any) -> Credentials:
    """Built by hand: the library's own reader puts Google's token address in place of the file's."""
    if not isinstance(data, dict):
        raise _unusable(file, "holds no login")
    if missing := [name for name in _NEEDED if not (isinstance(data.get(name), str) and data[name])]:
        raise _unusable(file, f"lacks {' and '.join(missing)}")
    return Credentials(  # type: ignore[no-untyped-call]
        token=data.get("token"),
        refresh_token=data["refresh_token"],
        token_uri=safe_url(data["token_uri"], "GMAIL_TOKEN_FILE"),
        client_id=data["client_id"],
        client_secret=data["client_secret"],
        scopes=[COMPOSE_SCOPE],
        expiry=_expiry(data.get("expiry")),
        account=str(data.get("account") or ""),
    )


def _expiry(told: object) -> datetime:
    """When the token ends, in the library's form (UTC, without a zone); long ago when nothing is told."""
    try:
        when = datetime.fromisoformat(str(told))
    except ValueError:
        return datetime(2000, 1, 1)
    return when.astimezone(UTC).replace(tzinfo=None) if when.tzinfo else when


def _unusable(file: Path, what: str) -> OutputError:
    return OutputError(f"The Gmail login {file} cannot be used (it {what}); {LOGIN_HINT} again.")
