"""The wire of Apollo: its four shapes of errors, its headers, and where its documents leave it open."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

from inroad.sandbox.accounts import Allowance, Limits

Json = dict[str, Any]
PLACEHOLDER = "email_not_unlocked@domain.com"
_WINDOWS = (("minute", "minute"), ("hourly", "hour"), ("24-hour", "day"))


@dataclass
class ApolloSwitches:
    """What the documents leave open, what depends on the plan, and what a test sets; may be changed while it runs.

    `matches` says what stands in a bulk answer for who was not found, and in which order: "nulls" and "stubs" keep
    the order of the question, "hits" leaves the others out, "shuffled" turns that round. `inaccessible` are paths
    that the plan or key does not cover. `placeholder` puts a made-up address where there is a real one.
    `match_body` lets `people/match` read a JSON body too.
    """

    matches: Literal["nulls", "hits", "shuffled", "stubs"] = "nulls"
    inaccessible: Collection[str] = ()
    placeholder: bool = False
    match_body: bool = False


@dataclass(frozen=True)
class Answer:
    """An answer before it is sent."""

    status: int
    body: Json


class RefusedError(Exception):
    """A call that Apollo answers with an error."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(str(answer.body))
        self.answer = answer


def single(status: int, message: str, code: str = "") -> RefusedError:
    """Return the error of an endpoint for one record."""
    return RefusedError(Answer(status, {"error": message} | ({"error_code": code} if code else {})))


def bulk(status: int, code: str, message: str) -> RefusedError:
    """Return the error of an endpoint for many records."""
    return RefusedError(Answer(status, {"status": "failed", "error_code": code, "error_message": message}))


def too_many(path: str, limit: int, window: str) -> Answer:
    """Return the answer to a call beyond a rate limit."""
    allowed = f"{limit} times per {window}"
    return Answer(429, {"message": f"The maximum number of api calls allowed for {path} is {allowed}."})


def full_window(allowance: Allowance, limits: Limits) -> tuple[int, str]:
    """Return the limit and the name of the longest window that is full."""
    for _, window in reversed(_WINDOWS):
        if getattr(allowance.remaining, window) == 0:
            return getattr(limits, window), window
    raise ValueError("No window is full.")


def rate_headers(allowance: Allowance, limits: Limits) -> dict[str, str]:
    """Return the headers on the three windows; an unlimited one has an empty limit and no usage."""
    headers = {}
    for name, window in _WINDOWS:
        limit, left = getattr(limits, window), getattr(allowance.remaining, window)
        headers[f"x-rate-limit-{name}"] = "" if limit is None else str(limit)
        if limit is not None:
            headers[f"x-{name}-usage"] = str(limit - left)
            headers[f"x-{name}-requests-left"] = str(left)
    return headers | ({} if allowance.granted else {"retry-after": str(math.ceil(allowance.wait))})


def flag(value: str | None, name: str) -> bool:
    """Return a true or false parameter of the URL, false by default.

    Raises:
        RefusedError: it is neither.
    """
    if value not in (None, "true", "false"):
        raise single(422, f"{name} must be true or false")
    return value == "true"
