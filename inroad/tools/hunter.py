"""Hunter: the way to it, what its statuses mean, and the prices that it charges.

Facts on the wire: its documentation at https://hunter.io/api-documentation/v2 (errors, rate limits, credits).
Its statuses are not the usual ones: 403 asks for fewer calls, 429 says that the quota is gone, and of those
that begin with a 2 only 200 is an answer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from pydantic import SecretStr

from inroad.tools.http import JsonClient, Limit, Meaning, Pace, Patience, Provider, Timing, usual_meaning

NAME = "hunter"
FINDER = "email-finder"
VERIFIER = "email-verifier"
DOMAINS = "domain-search"

# In credits: for an address that is found, for a check, for each ten addresses of a domain or part of them.
FOUND_PRICE = 1.0
CHECK_PRICE = 0.5
TEN_PRICE = 1.0

# The documented limits of a key, each endpoint counted by itself; HUNTER_PER_SECOND replaces them.
_FINDING = (Limit(15, 1), Limit(500, 60))
# What goes out just at the limit may arrive closer together than that.
_MARGIN = 1.05
_LIMITS = {FINDER: _FINDING, DOMAINS: _FINDING, VERIFIER: (Limit(10, 1), Limit(300, 60))}

# The verifier works for some 20 seconds before it says that it is not ready.
_PATIENCE = Patience(read=40)

_OWN: dict[int, Meaning] = {
    200: "ok",
    202: "not_ready",
    222: "not_acted",  # the mail server asked answered oddly; a look-up that fails is free
    403: "too_fast",
    429: "no_credit",
    451: "objected",
}


def hunter_client(
    key: SecretStr,
    base_url: str,
    *,
    per_second: int | None = None,
    patience: Patience | None = None,
    timing: Timing | None = None,
) -> JsonClient:
    """Return the client; all threads share it, and one throttle for each endpoint.

    Raises:
        UserInputError: the base URL is not one that a key may be sent to.
        BadKeyError: there is no key, or it holds what no header can.
    """
    provider = Provider(
        id=NAME,
        name="Hunter",
        base_url=base_url,
        key=key,
        key_variable="HUNTER_API_KEY",
        url_variable="HUNTER_BASE_URL",
        key_header="X-API-KEY",
    )
    return JsonClient(
        provider,
        meaning=_meaning,
        throttles=_throttles(per_second, key, timing or Timing()),
        patience=patience or _PATIENCE,
        timing=timing,
    )


def tens_price(addresses: int) -> float:
    """Return what a domain's answer with so many addresses costs, in credits."""
    return math.ceil(addresses / 10) * TEN_PRICE


def _meaning(status: int, body: Any) -> Meaning:
    """What is free when it fails may be asked again when Hunter tells the failure itself, in its envelope."""
    if status in _OWN:
        return _OWN[status]
    if 200 <= status < 300:
        return "garbled"
    told = isinstance(body, dict) and "errors" in body
    return "not_acted" if status >= 500 and told else usual_meaning(status, body)


def _throttles(per_second: int | None, key: SecretStr, timing: Timing) -> Mapping[str, Pace]:
    chosen = [Limit(per_second, 1)] if per_second else None
    return {
        path: timing.pace(
            f"{NAME}/{path}", key, [Limit(limit.calls, limit.seconds * _MARGIN) for limit in chosen or limits]
        )
        for path, limits in _LIMITS.items()
    }
