"""Spans of OpenTelemetry, where the process has a tracer provider; nothing is imported, made or sent otherwise.

The provider is configured by whoever embeds inroad, or by `opentelemetry-instrument`. Both have loaded
`opentelemetry.trace` before, so that it is only looked up here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from inroad import log

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer


@contextmanager
def span(name: str, attributes: Mapping[str, str | int], *, client: bool = False) -> Iterator[Span | None]:
    """Make a span of what happens within, a child of the one around it; None where nobody traces.

    It carries the run's id (`inroad.run.id`). `client` marks a request to another machine. No text of an exception is
    recorded, since it may name people.
    """
    tracer = _tracer()
    if tracer is None:
        yield None
        return
    from opentelemetry.trace import SpanKind

    with tracer.start_as_current_span(
        name,
        kind=SpanKind.CLIENT if client else SpanKind.INTERNAL,
        attributes={**attributes, **log.run_named("inroad.run.id")},
        record_exception=False,
        set_status_on_exception=False,
    ) as made:
        yield made


def failed(made: Span | None, kind: str) -> None:
    """Mark a span as one that ended in an error, of this kind (`error.type`)."""
    if made is not None:
        from opentelemetry.trace import StatusCode

        made.set_attribute("error.type", kind)
        made.set_status(StatusCode.ERROR)


def _tracer() -> Tracer | None:
    trace = sys.modules.get("opentelemetry.trace")
    if trace is None:
        return None
    provider = trace.get_tracer_provider()
    if isinstance(provider, trace.ProxyTracerProvider):  # stands in until one is configured
        return None
    tracer: Tracer = provider.get_tracer("inroad")
    return tracer
