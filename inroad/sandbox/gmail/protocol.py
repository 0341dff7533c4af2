"""The wire of Google's APIs: calls in, answers and errors out, and what is left open or set by a test."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
UPLOAD_LIMIT = 36_700_160
"""The largest mail that may be uploaded, in bytes, as the discovery document of Gmail v1 says."""
COMMON_PARAMS = frozenset(
    {"$.xgafv", "access_token", "alt", "callback", "fields", "key", "oauth_token", "prettyPrint", "quotaUser"}
    | {"uploadType", "upload_protocol", "upload_id"}
)
_STATUSES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    413: "INVALID_ARGUMENT",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}
_USAGE = frozenset(
    {"rateLimitExceeded", "userRateLimitExceeded", "dailyLimitExceeded", "quotaExceeded", "accessNotConfigured"}
)
_REASONS = {401: "authError", 403: "userRateLimitExceeded", 404: "notFound", 429: "rateLimitExceeded"}


@dataclass
class GmailSwitches:
    """What Google's documents leave open, and what a test sets; may be changed while it runs.

    `keeps_message_id` and `keeps_x_headers` say whether the own Message-ID and X- headers of a mail outlive its
    arrival, `edit_rewrites` whether both are lost when the user edits a draft. `units` may be spent by a user in any
    `window` (seconds), `daily_units` in a day, and `concurrency` calls of one user may be under way at once; None is no
    limit. What is over the units is refused with `quota_status`. `latency` is how many seconds a call takes; of a
    batch `batch_workers` calls are under way at once. `search_lag` is how many seconds a new or changed draft is not
    found by `q`. `newer_errors` are those without a list of reasons. `disabled_apis` ("gmail", "drive") were not
    turned on in the project. `consent` and `unticked` scopes are what the user answers when asked, `token_seconds` how
    long an access token is good.
    """

    keeps_message_id: bool = True
    keeps_x_headers: bool = True
    edit_rewrites: bool = True
    units: int | None = 15_000
    window: float = 60.0
    daily_units: int | None = None
    concurrency: int | None = None
    quota_status: Literal[403, 429] = 403
    latency: float = 0.0
    batch_workers: int = 1
    search_lag: float = 0.0
    upload_limit: int = UPLOAD_LIMIT
    newer_errors: bool = False
    disabled_apis: Collection[str] = ()
    consent: Literal["granted", "denied"] = "granted"
    unticked: Collection[str] = ()
    token_seconds: int = 3599


class RefusedError(Exception):
    """A call that Google answers with an error."""

    def __init__(self, status: int, reason: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.reason = reason

    def body(self, newer: bool = False) -> Json:
        """Return the envelope; the newer one has no list of reasons, but details."""
        error: Json = {"code": self.status, "message": str(self)}
        if newer:
            word = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", self.reason).upper()
            info = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": word, "domain": "googleapis.com"}
            return {"error": error | {"status": _STATUSES.get(self.status, "UNKNOWN"), "details": [info]}}
        domain = "usageLimits" if self.reason in _USAGE else "global"
        listed = {"message": str(self), "domain": domain, "reason": self.reason}
        if self.status == 401:
            listed |= {"location": "Authorization", "locationType": "header"}
        return {"error": error | {"errors": [listed], "status": _STATUSES.get(self.status, "UNKNOWN")}}


@dataclass(frozen=True)
class Answer:
    """An answer before it is sent; a body of None is empty."""

    status: int
    body: Json | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        """The body as it is sent."""
        return b"" if self.body is None else json.dumps(self.body, indent=2).encode()


@dataclass(frozen=True)
class Call:
    """One call, whether it came alone or in a batch; the names of its headers are in lower case.

    `host` is what the caller reached the server by, as `http://...` without a path.
    """

    method: str
    path: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    host: str

    def only(self, *names: str) -> None:
        """Make sure that nothing else is asked.

        Raises:
            RefusedError: there is a parameter that the method does not have.
        """
        for name in self.params:
            if name not in names and name not in COMMON_PARAMS:
                raise unknown_name(name, "Cannot bind query parameter.")
        if self.params.get("alt", "json") != "json":
            raise wrong(f"alt={self.params['alt']} is not answered here")

    def media_type(self) -> str:
        """Return the media type of the body in lower case, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def json_body(self) -> Json:
        """Return the body.

        Raises:
            RefusedError: it is no JSON object, or not said to be JSON.
        """
        if self.media_type() != "application/json":
            raise RefusedError(400, "badRequest", f"The body must be application/json, not {self.media_type() or '?'}")
        return parsed_object(self.body)


def parsed_object(text: bytes) -> Json:
    """Return a JSON object.

    Raises:
        RefusedError: it is none.
    """
    try:
        found = json.loads(text)
    except ValueError:
        raise RefusedError(400, "parseError", "Parse Error") from None
    if not isinstance(found, dict):
        raise RefusedError(400, "parseError", "Parse Error")
    return found


def only_names(given: Mapping[str, Any], known: Collection[str], where: str) -> None:
    """Make sure that an object has no field that its kind does not have.

    Raises:
        RefusedError: it has one.
    """
    for name in given:
        if name not in known:
            raise unknown_name(name, f"Cannot find field in {where}.")


def unknown_name(name: str, why: str) -> RefusedError:
    """Return the refusal of a field or parameter that does not exist."""
    return wrong(f'Invalid JSON payload received. Unknown name "{name}": {why}')


def wrong(message: str) -> RefusedError:
    """Return the refusal of a value."""
    return RefusedError(400, "invalidArgument", message)


def not_found() -> RefusedError:
    """Return the refusal of an id that is not there, or not any more."""
    return RefusedError(404, "notFound", "Requested entity was not found.")


def too_large() -> RefusedError:
    """Return the refusal of a mail over the limit."""
    return RefusedError(413, "uploadTooLarge", "Request Entity Too Large")


def refused_on_purpose(status: int) -> tuple[int, dict[str, str], Json]:
    """Return a fault's refusal: status, headers and body."""
    return status, {}, RefusedError(status, _REASONS.get(status, "backendError"), "This went wrong on purpose").body()
