"""People Data Labs: the way to it, and the prices that it charges.

Facts on the wire: its documentation at https://docs.peopledatalabs.com (errors, usage limits, credits). A search costs
a credit for each record that it returns; the cleaners cost nothing; a title has an allowance of its own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from pydantic import SecretStr

from inroad.tools.http import Answer, JsonClient, Limit, Meaning, Pace, Patience, Provider, Timing, usual_meaning

NAME = "pdl"
SEARCH = "person/search"
TITLE = "job_title/enrich"
COMPANY = "company/clean"
PLACE = "location/clean"
SCHOOL = "school/clean"

# The documented limits of a free account, each endpoint counted by itself; PDL_PER_MINUTE replaces them.
_PER_MINUTE = {SEARCH: 10, COMPANY: 10, PLACE: 10, SCHOOL: 10, TITLE: 100}


def pdl_client(
    key: SecretStr,
    base_url: str,
    *,
    per_minute: int | None = None,
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
        name="People Data Labs",
        base_url=base_url,
        key=key,
        key_variable="PDL_API_KEY",
        url_variable="PDL_BASE_URL",
    )
    return JsonClient(
        provider,
        meaning=_meaning,
        throttles=_throttles(per_minute, key, timing or Timing()),
        patience=patience,
        timing=timing,
    )


def _meaning(status: int, body: Any) -> Meaning:
    """Records are what is charged for: a failure that it tells itself, in its envelope, brought none."""
    told = isinstance(body, dict) and "error" in body
    return "not_acted" if status >= 500 and told else usual_meaning(status, body)


def credits_spent(answer: Answer, otherwise: float) -> float:
    """Return what an answer says that it cost; `otherwise` when it says nothing that can be read."""
    try:
        spent = float(answer.headers.get("x-call-credits-spent", ""))
    except ValueError:
        return otherwise
    return spent if math.isfinite(spent) and spent >= 0 else otherwise


def _throttles(per_minute: int | None, key: SecretStr, timing: Timing) -> Mapping[str, Pace]:
    return {
        path: timing.pace(f"{NAME}/{path}", key, [Limit(per_minute or calls, 60)])
        for path, calls in _PER_MINUTE.items()
    }
