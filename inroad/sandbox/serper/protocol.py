"""The wire of Serper: its errors, and where its documents leave it open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Json = dict[str, Any]


@dataclass
class SerperSwitches:
    """What the documents leave open, and what a test sets; may be changed while it runs.

    `batches` answers a list of calls with a list of answers. `no_credits_status` is the status of a call that nothing
    is left for. `retry_after` is sent with a 429 in seconds, None for no such header. `dates` says how those of pages
    are written: "ago" as search engines do ("3 days ago", "Mar 2, 2026"), "none" leaves them out. `bare` leaves out
    everything but `organic` and what must be there. `without_snippet` is the share of pages that have none.
    """

    batches: bool = False
    no_credits_status: int = 400
    retry_after: int | None = None
    dates: Literal["ago", "none"] = "ago"
    bare: bool = False
    without_snippet: float = 0.05


@dataclass(frozen=True)
class Answer:
    """An answer before it is sent; `credits` is what it costs."""

    body: Json
    credits: int


class RefusedError(Exception):
    """A call that Serper answers with an error."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def error(status: int, message: str) -> Json:
    """Return the body of an error."""
    return {"message": message, "statusCode": status}
