"""One request to a provider, told to the log and made a span, whatever comes of it.

Only where it goes and what came back is told: no query, no header, no body. The attributes of a span over HTTP are
those of OpenTelemetry's semantic conventions for HTTP clients.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from inroad import log
from inroad.tracing import failed, span

if TYPE_CHECKING:
    from tenacity import RetryCallState


@dataclass
class Outcome:
    """What came back, to be set by the caller: the HTTP status, 0 for none."""

    status: int = 0


@contextmanager
def provider_call(provider: str, method: str, url: str = "", *, route: str = "", attempt: int = 0) -> Iterator[Outcome]:
    """Tell of the request that is made within.

    Args:
        provider: the short name, as "pdl".
        method: of HTTP, or what stands for it, as "MX".
        url: where it goes; its query is left out.
        route: the path without what differs from call to call, for the span's name.
        attempt: which try it is, from 1; 0 where that is not known.
    """
    place = _place(url)
    outcome, started, error = Outcome(), time.perf_counter(), ""
    with span(f"{method} {route}".strip(), _attributes(provider, method, place), client=True) as made:
        try:
            yield outcome
        except BaseException as raised:
            error = type(raised).__name__
            raise
        finally:
            seconds = round(time.perf_counter() - started, 4)
            log.event(
                "provider_call",
                provider=provider,
                method=method,
                server=place.host,
                path=place.path,
                status=outcome.status or None,
                seconds=seconds,
                attempt=attempt or None,
                error=error,
            )
            if made is not None and outcome.status:
                made.set_attribute("http.response.status_code", outcome.status)
            if error or outcome.status >= 400:
                failed(made, str(outcome.status) if outcome.status >= 400 else error)


def told_retry(provider: str, state: RetryCallState) -> None:
    """Tell that a call is made again after a pause; a `before_sleep` of tenacity."""
    error = state.outcome.exception() if state.outcome else None
    log.event(
        "retry",
        logging.WARNING,
        provider=provider,
        attempt=state.attempt_number,
        pause=round(state.upcoming_sleep, 4),
        error=type(error).__name__,
    )


class _Place(NamedTuple):
    """Where a request goes, as far as it is told."""

    scheme: str = ""
    netloc: str = ""
    host: str = ""
    port: int | None = None
    path: str = ""


def _place(url: str) -> _Place:
    try:
        parts = urlsplit(url)
        netloc = parts.netloc.rpartition("@")[2]
        return _Place(parts.scheme, netloc, parts.hostname or "", parts.port, parts.path)
    except ValueError:  # no address at all; the request tells it better
        return _Place()


def _attributes(provider: str, method: str, place: _Place) -> dict[str, str | int]:
    told: dict[str, str | int] = {"inroad.provider": provider}
    if place.host:
        told["server.address"] = place.host
    if place.scheme in ("http", "https"):
        told["http.request.method"] = method
        told["server.port"] = place.port or {"http": 80, "https": 443}[place.scheme]
        told["url.path"] = place.path
        told["url.full"] = f"{place.scheme}://{place.netloc}{place.path}"
    return told
