"""What an answer means: its JSON, which error a status stands for, and how long to wait before asking again."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal

from inroad.errors import (
    BadKeyError,
    GarbledAnswerError,
    NotFoundError,
    ObjectedError,
    OutOfCreditError,
    ProviderError,
    RateLimitedError,
    RefusedQueryError,
    UnavailableError,
)
from inroad.tools.http_call import Provider, RawAnswer
from inroad.tools.outside_text import masked

Meaning = Literal[
    "ok",
    "not_ready",
    "bad_key",
    "no_credit",
    "too_fast",
    "refused",
    "not_found",
    "objected",
    "unavailable",
    "not_acted",
    "garbled",
]
MeaningOf = Callable[[int, Any], Meaning]

_USUAL: dict[int, Meaning] = {
    401: "bad_key",
    402: "no_credit",
    403: "bad_key",
    404: "not_found",
    408: "unavailable",
    429: "too_fast",
}
_LONGEST_TYPE = 100
_LONGEST_SAID = 200
_SAYS = ("message", "details", "detail", "error", "errors", "reason", "code", "id", "type")


class NotReadyError(UnavailableError):
    """The provider is still at work on the answer, and wants the same question again later."""


class NoJsonError(ValueError):
    """A body is not the JSON that it should be; the text completes "answered with ..."."""


def usual_meaning(status: int, body: Any) -> Meaning:
    """What a status means at most providers; one that differs passes a function of this form.

    "not_acted" is a failure that the provider surely does not charge for, so that the call may be repeated.

    `body` is the parsed JSON, None when there is none. A 404 without JSON comes from something
    that is not the API, and must not be taken for "nobody found".
    """
    if 200 <= status < 300:
        return "ok"
    if 300 <= status < 400 or (status == 404 and body is None):
        return "garbled"
    return _USUAL.get(status, "unavailable" if status >= 500 else "refused")


def parsed(raw: RawAnswer) -> Any:
    """The JSON of an answer; None for one without a body (204, 304).

    Raises:
        NoJsonError: it is too long, is not called JSON, is not JSON, or holds numbers that no JSON can.
    """
    if raw.content is None:
        raise NoJsonError("more than can be read")
    if not raw.content.strip():
        if raw.status in (204, 304):
            return None
        raise NoJsonError("nothing")
    kind = raw.headers.get("Content-Type", "application/json").split(";")[0].strip().lower()
    if not (kind.endswith(("/json", "+json"))):
        raise NoJsonError(f"{kind if len(kind) <= _LONGEST_TYPE else 'an odd type'} in place of JSON")
    try:
        return json.loads(raw.content, parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise NoJsonError("JSON that is cut off or broken") from error


def seconds_told(headers: Mapping[str, str], now: datetime) -> float | None:
    """How long to wait, by `Retry-After` (seconds or a date) or by an `x-ratelimit-reset` moment.

    A moment is measured from the answer's own `Date` where it has one, so that a clock that is
    wrong does no harm. None when nothing is told, or when it is over already.
    """
    told = headers.get("Retry-After", "").strip()
    try:
        seconds = float(told)
    except ValueError:
        at = _http_date(told) or _iso_moment(headers.get("x-ratelimit-reset", ""))
        seconds = (at - (_http_date(headers.get("Date", "")) or now)).total_seconds() if at else 0.0
    return seconds if 0 < seconds < math.inf else None


def error_of(provider: Provider, meaning: Meaning, raw: RawAnswer, body: Any, now: datetime) -> ProviderError:
    """The error that an answer stands for, with a sentence that never holds the key."""
    said = _shown(_said(body), provider)
    told = seconds_told(raw.headers, now)
    answered = f"{raw.status}: {said}" if said else str(raw.status)
    name, of, status = provider.name, provider.id, raw.status
    match meaning:
        case "bad_key":
            return BadKeyError(
                f"{name} does not accept the key in {provider.key_variable} for this call ({answered}); "
                "check the key and what its plan allows.",
                of,
                status,
            )
        case "no_credit":
            return OutOfCreditError(
                f"{name} says that the credits of the account are used up ({answered}); top it up or wait for the "
                "next period.",
                of,
                status,
            )
        case "too_fast":
            later = f"in {math.ceil(told)} seconds" if told else "in a minute"
            return RateLimitedError(f"{name} asks for fewer calls ({answered}); try again {later}.", of, status, told)
        case "not_found":
            return NotFoundError(f"{name} has nothing that matches ({answered}); ask for something else.", of, status)
        case "objected":
            return ObjectedError(
                f"{name} says that this person does not want to be processed ({answered}); leave them alone.",
                of,
                status,
            )
        case "not_ready":
            return NotReadyError(
                f"{name} is still at work on its answer ({answered}); try again later.", of, status, True, told
            )
        case "unavailable" | "not_acted":
            sent = meaning == "unavailable"
            return UnavailableError(
                f"{name} is not able to answer at present ({answered}); try again later.", of, status, sent, told
            )
        case "garbled" | "ok":
            return garbled(provider, raw, _why_garbled(raw))
    return RefusedQueryError(
        f"{name} refuses the question ({answered}); change what is asked for, or report it.", of, status
    )


def garbled(provider: Provider, raw: RawAnswer, what: str) -> GarbledAnswerError:
    """The error for an answer that cannot be used; `what` completes "answered with ..."."""
    return GarbledAnswerError(
        f"{provider.name} answered with {_shown(what, provider)} (status {raw.status}); "
        f"look at {provider.url_variable}, or try again later.",
        provider.id,
        raw.status,
    )


def _why_garbled(raw: RawAnswer) -> str:
    if 300 <= raw.status < 400:
        return "a redirect, which the key must not follow"
    return "something that is not its API"


def _said(body: Any) -> str:
    """What an error's body says, wherever it says it."""
    if isinstance(body, str):
        return body.strip()
    if isinstance(body, list):
        return next(filter(None, map(_said, body)), "")
    if isinstance(body, dict):
        return next(filter(None, (_said(body[key]) for key in _SAYS if key in body)), "")
    return ""


def _shown(text: str, provider: Provider) -> str:
    """Text from outside, fit to be shown: without the key, one line, no control characters, not long."""
    printable = "".join(char if char.isprintable() else " " for char in masked(text, provider.key.get_secret_value()))
    line = " ".join(printable.split()).rstrip(".")
    return line if len(line) <= _LONGEST_SAID else f"{line[: _LONGEST_SAID - 1]}…"


def _http_date(text: str) -> datetime | None:
    try:
        return _in_utc(parsedate_to_datetime(text))
    except ValueError:
        return None


def _iso_moment(text: str) -> datetime | None:
    try:
        return _in_utc(datetime.fromisoformat(text.strip()))
    except ValueError:
        return None


def _in_utc(when: datetime) -> datetime:
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _no_number(text)
