"""The spans of a run, by an embedder's tracer provider; in a process of its own, since it is set once for all."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from inroad.tracing import span

ROOT = Path(__file__).parent.parent
Span = dict[str, Any]


def _run(what: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.traced_run", what, str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    told: dict[str, Any] = json.loads(ended.stdout)
    return told


def _parent(child: Span, traced: dict[str, Any]) -> Span:
    (found,) = (each for each in traced["spans"] if each["context"]["span_id"] == child["parent_id"])
    return dict(found)


def _assert_the_run_hangs_under_what_the_embedder_traces(traced: dict[str, Any], spans: list[Span]) -> None:
    (run,) = (each for each in spans if each["name"] == "inroad run")
    assert _parent(run, traced)["name"] == "embedder"
    assert {each["context"]["trace_id"] for each in spans} == {run["context"]["trace_id"]}


def _assert_steps_hang_under_the_run_and_calls_under_their_step(traced: dict[str, Any], spans: list[Span]) -> None:
    steps = [each for each in spans if "inroad.step" in each["attributes"]]
    calls = [each for each in spans if each["kind"] == "SpanKind.CLIENT"]
    assert len(steps) + len(calls) + 1 == len(spans)
    assert {_parent(each, traced)["name"] for each in steps} == {"inroad run"}
    below = Counter((_parent(each, traced)["name"], each["name"]) for each in calls)
    assert set(below) == {
        ("step enrich_title", "POST job_title/enrich"),
        ("step clean_company", "POST company/clean"),
        ("step search", "POST person/search"),
        ("step verify", "GET email-finder"),
        ("step verify", "GET email-verifier"),
        ("step verify", "POST people/bulk_match"),
    }
    assert Counter(each["name"] for each in steps)["step draft"] == 1


def _assert_a_call_has_the_conventions_attributes_and_no_query(spans: list[Span]) -> None:
    found = next(each for each in spans if each["name"] == "GET email-finder")["attributes"]
    port = found["server.port"]
    del found["inroad.run.id"]
    assert found == {
        "inroad.provider": "hunter",
        "http.request.method": "GET",
        "http.response.status_code": 200,
        "server.address": "127.0.0.1",
        "server.port": port,
        "url.path": "/v2/email-finder",
        "url.full": f"http://127.0.0.1:{port}/v2/email-finder",
    }


def _assert_no_span_names_a_person_or_a_key(traced: dict[str, Any]) -> None:
    text = json.dumps(traced["spans"]).casefold()
    for contact in traced["people"]:
        name = f"{contact['first_name']} {contact['last_name']}"
        for secret in (name, contact["last_name"], contact["email"]["address"], "sandbox-key"):
            assert secret.casefold() not in text


def _assert_an_error_is_told_by_its_kind_only(traced: dict[str, Any], spans: list[Span]) -> None:
    failed = [each for each in traced["spans"] if each["attributes"].get("inroad.run.id") == "r_fails"]
    errors = {each["name"]: each for each in failed if each["status"]["status_code"] == "ERROR"}
    assert set(errors) == {"inroad run", "step read_posting"}
    for each in errors.values():
        assert each["status"] == {"status_code": "ERROR"}
        assert each["attributes"]["error.type"] == "PostingError"
        assert each["events"] == []
    assert {each["status"]["status_code"] for each in spans} == {"UNSET"}


def test_the_spans_of_a_run(tmp_path: Path) -> None:
    traced = _run("traced", tmp_path)
    spans = [each for each in traced["spans"] if each["attributes"].get("inroad.run.id") == traced["run_id"]]
    _assert_the_run_hangs_under_what_the_embedder_traces(traced, spans)
    _assert_steps_hang_under_the_run_and_calls_under_their_step(traced, spans)
    _assert_a_call_has_the_conventions_attributes_and_no_query(spans)
    _assert_no_span_names_a_person_or_a_key(traced)
    _assert_an_error_is_told_by_its_kind_only(traced, spans)


def test_a_run_needs_no_opentelemetry(tmp_path: Path) -> None:
    assert _run("not installed", tmp_path)["contacts"] == 8


def test_nothing_is_loaded_where_nobody_traces() -> None:
    probe = """
import sys
from inroad.tracing import failed, span
with span("step search", {}) as made:
    failed(made, "PostingError")
print(made, [name for name in sys.modules if name.startswith("opentelemetry")])
"""
    ended = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert ended.stdout == "None []\n"


def test_the_package_alone_makes_no_spans() -> None:
    import opentelemetry.trace

    assert isinstance(opentelemetry.trace.get_tracer_provider(), opentelemetry.trace.ProxyTracerProvider)
    with span("step search", {}) as made:
        assert made is None
