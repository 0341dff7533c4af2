"""The wire of Firecrawl v2: its envelopes, and where its documents leave it open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]


@dataclass
class FirecrawlSwitches:
    """What the documents leave open, what depends on the plan, and what a test sets; may be changed while it runs.

    `search_data` is the shape of a search's `data`: the specification has an object, an example a list. `bare_errors`
    sends 402 and 429 without `success`. `listed_metadata` gives title and description as lists, as pages that name
    them twice have it. `retry_after` says whether a 429 tells how long to wait. `browsers` pages are read at a time,
    one more is refused (None is no limit), and each takes `seconds_a_page`; beyond the call's `timeout` it is 408.
    """

    search_data: Literal["object", "list"] = "object"
    bare_errors: bool = False
    listed_metadata: bool = False
    retry_after: bool = True
    browsers: int | None = None
    seconds_a_page: float = 0.0


@dataclass(frozen=True)
class Answer:
    """An answer before it is sent; `credits` is what it costs."""

    body: Json
    credits: int = 0


@dataclass(eq=False)
class RefusedError(Exception):
    """A call that Firecrawl answers with an error."""

    status: int
    error: str
    more: Json = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def body(self, *, bare: bool) -> Json:
        """Return what is sent."""
        if bare and self.status in (402, 429):
            return {"error": self.error}
        return {"success": False, **self.more, "error": self.error}


def invalid(field_name: str, says: str) -> RefusedError:
    """Return what is said about a field."""
    details = [{"code": "custom", "message": says, "path": [field_name] if field_name else []}]
    return RefusedError(400, "Bad Request", {"code": "BAD_REQUEST", "details": details})
