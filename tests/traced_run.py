"""A run against the sandbox in a process of its own, with or without somebody who traces; prints what was traced."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from inroad import Context, outreach
from inroad.demo import run_demo
from inroad.errors import UserInputError


def _traced(folder: Path) -> dict[str, Any]:
    """The spans of a run, by an embedder's provider."""
    from opentelemetry import trace
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    with trace.get_tracer("embedder").start_as_current_span("embedder"):
        state = run_demo("", folder)
    with suppress(UserInputError):
        outreach(Context(home=str(folder / "home")), posting="none.json", drafts="none", run_id="r_fails")
    spans = [json.loads(span.to_json(indent=None)) for span in exporter.get_finished_spans()]
    people = [contact.model_dump(mode="json") for contact in state.contacts]
    return {"run_id": state.run_id, "spans": spans, "people": people}


def _not_installed(folder: Path) -> dict[str, Any]:
    sys.modules["opentelemetry"] = None  # type: ignore[assignment]  # whoever imports it gets an ImportError
    examples = Path(__file__).parent.parent / "examples"
    network = [str(examples / "network" / "Connections.csv")]
    context = Context(home=str(folder / "home"), look_up_mail_servers=False)
    state = outreach(context, posting=str(examples / "postings" / "ashby.json"), network=network, drafts="none")
    return {"contacts": len(state.contacts)}


if __name__ == "__main__":
    what = {"traced": _traced, "not installed": _not_installed}[sys.argv[1]]
    sys.stdout.write(json.dumps(what(Path(sys.argv[2]))))
