"""The wire of People Data Labs: parameters in, JSON and headers out, and where its documents leave it open."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from inroad.sandbox.accounts import Accounts, Allowance, Limits
from inroad.sandbox.pdl.evaluate import Mapping as FieldMapping
from inroad.sandbox.pdl.query import RefusedError

Json = dict[str, Any]
ERROR_TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "payment_required",
    403: "authentication_error",
    404: "not_found",
    405: "invalid_request_error",
    429: "rate_limit_error",
}
NOT_FOUND = "No records were found matching your request"


@dataclass
class Switches:
    """What the documents leave open or what depends on the plan; may be changed while the sandbox runs.

    `nothing_found` and `last_token` say how a search without (more) records is answered; "one more" gives a
    token with a full last page, and the next call finds nothing. `job_title_refusal` is the status with which
    a plan without that endpoint refuses. `response_cap` is in bytes as sent.
    """

    nothing_found: Literal["404", "empty"] = "404"
    last_token: Literal["null", "missing", "one more"] = "null"
    unwrapped_query: bool = True
    unconfirmed_fields: FieldMapping = "both"
    job_title_under_data: bool = False
    job_title_refusal: int | None = None
    error_type_as_list: bool = False
    ratelimit_as_python: bool = False
    masked: bool = False
    response_cap: int = 1_000_000


@dataclass(frozen=True)
class Call:
    """A call that has come past the gate."""

    key: str
    params: Mapping[str, Any]

    def text(self, name: str) -> str:
        """Return a text parameter, "" when it is not given.

        Raises:
            RefusedError: it is given, but is no text.
        """
        value = self.params.get(name)
        if value is not None and not isinstance(value, str):
            raise RefusedError(f"{name} must be a string")
        return (value or "").strip()

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """Return a whole number; in a URL it is written in digits.

        Raises:
            RefusedError: it is no number or out of range.
        """
        value = self.params.get(name, default)
        if isinstance(value, str) and value.strip().isdigit():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise RefusedError(f"{name} must be between {least} and {most}")
        return value

    def switch(self, name: str) -> bool:
        """Return a true or false parameter, false by default.

        Raises:
            RefusedError: it is neither.
        """
        value = self.params.get(name, False)
        known = {"true": True, "false": False, "1": True, "0": False, "": False}
        plain = known.get(str(value).lower())
        if plain is None:
            raise RefusedError(f"{name} must be a boolean")
        return plain


@dataclass
class Reply:
    """An answer on its way out; `cost` is taken from the account as it goes."""

    status: int
    body: Any
    cost: float = 0
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Endpoint:
    """A path with what it does, how often it may be called, and the kind of credit it costs ("" for none)."""

    path: str
    answer: Callable[[Call], Reply]
    limits: Limits
    credit: str = ""


def refusal(status: int, message: str, switches: Switches) -> Reply:
    """Return an error in the envelope that all endpoints share."""
    kind: str | list[str] = ERROR_TYPES.get(status, "api_error")
    if switches.error_type_as_list:
        kind = [str(kind)]
    return Reply(status, {"status": status, "error": {"type": kind, "message": message}})


def read_params(url: Mapping[str, str], body: bytes) -> Json:
    """Return the parameters of a call; those of the body win over those of the URL.

    Raises:
        RefusedError: the body is no JSON object.
    """
    given: Any = {}
    if body.strip():
        try:
            given = json.loads(body)
        except ValueError as broken:
            raise RefusedError("The request body is not valid JSON") from broken
    if not isinstance(given, dict):
        raise RefusedError("The request body must be a JSON object")
    return {**url, **{name: value for name, value in given.items() if value is not None}}


def encoded(reply: Reply, *, pretty: bool, zipped: bool) -> bytes:
    """Return the bytes of an answer."""
    text = json.dumps(reply.body, ensure_ascii=False, indent=2 if pretty else None).encode()
    return gzip.compress(text, compresslevel=2, mtime=0) if zipped else text


def rate_headers(allowance: Allowance, limits: Limits, switches: Switches) -> dict[str, str]:
    """Return the headers on how often an endpoint may still be called."""
    write = repr if switches.ratelimit_as_python else json.dumps
    reset = datetime.fromtimestamp(allowance.reset, UTC)
    return {
        "x-ratelimit-limit": write(_periods(limits)),
        "x-ratelimit-remaining": write(_periods(allowance.remaining)),
        "x-ratelimit-reset": reset.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def credit_headers(accounts: Accounts, key: str, kind: str, cost: float) -> dict[str, str]:
    """Return the headers on what a call cost and what the account still has of that kind."""
    left = accounts.left(key, kind)
    return {
        "x-call-credits-spent": f"{cost:.1f}",
        "x-call-credits-type": kind,
        "x-totallimit-remaining": _written(left),
        "x-totallimit-purchased-remaining": _written(left),
        "x-totallimit-overages-remaining": "0",
        "x-lifetime-used": _written(accounts.spent(key, kind)),
    }


def _written(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def _periods(limits: Limits) -> dict[str, int | None]:
    return {"minute": limits.minute, "day": limits.day, "month": limits.month}
