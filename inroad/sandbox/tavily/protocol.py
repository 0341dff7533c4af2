"""The wire of Tavily: its errors with their own statuses, and where its documents leave it open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Json = dict[str, Any]


@dataclass
class TavilySwitches:
    """What the documents leave open, and what a test sets; may be changed while it runs.

    `complaint` is the shape of what is said about a wrong field. `capped` says that a limit on spending was set, so
    that a call that nothing is left for is 433 and not 432. `retry_after` is sent with a 429 in seconds, None for no
    such header. `fast_price` is what a fast search costs, `auto_depth` lets `auto_parameters` make a search advanced.
    `published` is how the date of news is written, "none" leaves it out. `failed` is how a failed page is listed.
    `account` adds the blocks of `/usage` that are not confirmed.
    """

    complaint: Literal["error", "text", "list"] = "error"
    capped: bool = False
    retry_after: int | None = None
    fast_price: int = 1
    auto_depth: bool = False
    published: Literal["rfc", "iso", "none"] = "rfc"
    failed: Literal["objects", "urls"] = "objects"
    account: bool = True


@dataclass(frozen=True)
class Answer:
    """An answer before it is sent; `credits` is what it costs."""

    body: Json
    credits: int = 0


class RefusedError(Exception):
    """A call that Tavily answers with an error; `body` is the whole of what is sent."""

    def __init__(self, status: int, body: Json) -> None:
        super().__init__(str(body))
        self.status = status
        self.body = body


def refused(status: int, message: str) -> RefusedError:
    """Return an error in the usual envelope."""
    return RefusedError(status, {"detail": {"error": message}})


def keyless() -> RefusedError:
    """Return what a call without a key gets when those are used up; it has an envelope of its own."""
    told = {
        "code": "keyless_limit_reached",
        "message": "The limit of calls without a key is reached",
        "window": "day",
        "retry_after_seconds": 3600,
        "next_actions": ["Create an account to get a key"],
    }
    return RefusedError(429, {"error": told})


def wrong(field: str, says: str, complaint: Literal["error", "text", "list"]) -> RefusedError:
    """Return what is said about a field."""
    if complaint == "error":
        return refused(400, says)
    listed = [{"loc": ["body", field], "msg": says, "type": "value_error"}]
    return RefusedError(400, {"detail": says if complaint == "text" else listed})
