"""What Gmail's answers mean: the error that each stands for, in one sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from inroad.errors import (
    BadKeyError,
    NotFoundError,
    OutOfCreditError,
    OutputError,
    ProviderError,
    RateLimitedError,
    RefusedQueryError,
    UnavailableError,
    UserInputError,
)
from inroad.tools.drafts.mime import one_line
from inroad.tools.google import LOGIN_HINT
from inroad.tools.http_meaning import seconds_told

_TOO_FAST = {"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED", "RESOURCE_EXHAUSTED"}
_USED_UP = {"dailyLimitExceeded", "quotaExceeded"}
_SWITCHED_OFF = {"accessNotConfigured", "SERVICE_DISABLED"}
_TOO_NARROW = {"insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}


def error_of(status: int, headers: Mapping[str, str], content: bytes, now: datetime) -> ProviderError | UserInputError:
    """Return the error for an answer that is no success.

    Reasons come in two forms, old (`errors[].reason`) and new (`status`, `details[].reason`); both are read.
    Source: developers.google.com/gmail/api/guides/handle-errors.
    """
    said, reasons = _read(content)
    answered = f"{status}: {said}" if said else str(status)
    if status == 429 or reasons & _TOO_FAST:
        told = _pause_told(headers, said, now)
        later = f"in {told:.0f} seconds" if told else "in a minute"
        return RateLimitedError(f"Gmail asks for fewer calls ({answered}); try again {later}.", "gmail", status, told)
    if status == 403:
        return _forbidden(reasons, answered)
    if status == 413:
        return OutputError(f"Gmail does not take a mail of this size ({answered}); attach a smaller file.")
    return _other(status, answered, seconds_told(headers, now))


def _forbidden(reasons: set[str], answered: str) -> ProviderError:
    if reasons & _USED_UP:
        return OutOfCreditError(
            f"The day's quota of the Gmail client is used up ({answered}); go on tomorrow.", "gmail", 403
        )
    if reasons & _SWITCHED_OFF:
        return BadKeyError(
            f"The Gmail API is not switched on in the Google Cloud project of GMAIL_CLIENT_SECRETS ({answered}); "
            "switch it on there, then try again in some minutes.",
            "gmail",
            403,
        )
    if reasons & _TOO_NARROW:
        return BadKeyError(
            f"The Gmail login does not reach to drafts ({answered}); {LOGIN_HINT} again and tick what it asks.",
            "gmail",
            403,
        )
    return BadKeyError(
        f"Gmail does not let this login in ({answered}); ask who runs the account, or {LOGIN_HINT} with another.",
        "gmail",
        403,
    )


def _other(status: int, answered: str, told: float | None) -> ProviderError:
    if status == 401:
        return BadKeyError(f"Gmail does not accept the login ({answered}); {LOGIN_HINT} again.", "gmail", status)
    if status == 404:
        return NotFoundError(f"Gmail has nothing there ({answered}); look at GMAIL_BASE_URL.", "gmail", status)
    if status == 408 or status >= 500:
        return UnavailableError(
            f"Gmail is not able to answer at present ({answered}); try again later.", "gmail", status, True, told
        )
    return RefusedQueryError(f"Gmail refuses the draft ({answered}); correct it, or report it.", "gmail", status)


def _read(content: bytes) -> tuple[str, set[str]]:
    """What the server says, in one line, and all reasons that it gives."""
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return "", set()
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return "", set()
    parts = [*_objects(error.get("errors")), *_objects(error.get("details")), {"reason": error.get("status")}]
    said = one_line(str(error.get("message") or ""))[:200].rstrip(".")
    return said, {str(part["reason"]) for part in parts if part.get("reason")}


def _objects(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _pause_told(headers: Mapping[str, str], said: str, now: datetime) -> float | None:
    """By `Retry-After`, or by the moment that Gmail writes into its sentence ("Retry after 2026-03-14T10:00:00Z")."""
    if told := seconds_told(headers, now):
        return told
    moment = re.search(r"[Rr]etry after (\d{4}-\d\d-\d\dT[\d:.]+)Z", said)
    if not moment:
        return None
    seconds = (datetime.fromisoformat(moment[1]).replace(tzinfo=UTC) - now).total_seconds()
    return seconds if seconds > 0 else None
