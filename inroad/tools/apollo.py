"""Apollo: the way to it, and what it charges.

Facts on the wire: its documentation at https://docs.apollo.io (status codes, rate limits, bulk people enrichment).
"""

from __future__ import annotations

from typing import Any

from pydantic import SecretStr

from inroad.tools.http import JsonClient, Limit, Patience, Provider, Timing

NAME = "apollo"
MATCH = "people/bulk_match"
MOST_AT_ONCE = 10

# The documented limits of a free account for enrichment in bulk; APOLLO_PER_MINUTE replaces them.
_LIMITS = (Limit(20, 60), Limit(100, 3600))
_HIGHEST_CHARGE = 1_000_000


def apollo_client(
    key: SecretStr,
    base_url: str,
    *,
    per_minute: int | None = None,
    patience: Patience | None = None,
    timing: Timing | None = None,
) -> JsonClient:
    """Return the client; all threads share it and its throttle. Its statuses are the usual ones.

    A pause of hours, as the limits of a day ask for, is not waited for (see `Patience.longest_pause`).

    Raises:
        UserInputError: the base URL is not one that a key may be sent to.
        BadKeyError: there is no key, or it holds what no header can.
    """
    provider = Provider(
        id=NAME,
        name="Apollo",
        base_url=base_url,
        key=key,
        key_variable="APOLLO_API_KEY",
        url_variable="APOLLO_BASE_URL",
        key_header="x-api-key",
    )
    limits = [Limit(per_minute, 60)] if per_minute else _LIMITS
    return JsonClient(
        provider,
        throttles={MATCH: (timing or Timing()).pace(f"{NAME}/{MATCH}", key, limits)},
        patience=patience,
        timing=timing,
    )


def credits_consumed(body: dict[str, Any], otherwise: float) -> float:
    """Return what an answer says that it cost, which may be a fraction; `otherwise` when that cannot be read."""
    said = body.get("credits_consumed")
    if isinstance(said, bool) or not isinstance(said, (int, float)):
        return otherwise
    return float(said) if 0 <= said <= _HIGHEST_CHARGE else otherwise
