"""Every fault as a client sees it."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
import requests

from inroad.sandbox import KEY, Sandbox
from inroad.sandbox.faults import HUGE_BYTES

SEARCH = "/v5/person/search"
ACME = {"query": {"term": {"job_company_name": "acme robotics"}}}


def _search(ask: Any) -> requests.Response:
    reply: requests.Response = ask("person/search", query=ACME, data_include="id,job_title")
    return reply


def _spent(sandbox: Sandbox) -> float:
    return sandbox.accounts.spent(KEY, "search")


def test_refusals_before_anything_is_charged(sandbox: Sandbox, ask: Any) -> None:
    sandbox.faults.add(SEARCH, "rate_limited")
    sandbox.faults.add(SEARCH, "server_error", times=2, status=503)
    limited = _search(ask)
    assert (limited.status_code, limited.json()["error"]["type"]) == (429, "rate_limit_error")
    assert limited.headers["x-ratelimit-reset"] == "2027-01-15T08:01:00Z"
    for _ in range(2):
        broken = _search(ask)
        assert (broken.status_code, broken.json()["status"]) == (503, 503)
        assert broken.json()["error"]["type"] == "api_error"
    assert _spent(sandbox) == 0
    assert _search(ask).status_code == 200
    assert _spent(sandbox) == 1


@pytest.mark.parametrize(("kind", "spent"), [("reset_before", 0), ("reset_after", 1)])
def test_connection_reset(sandbox: Sandbox, ask: Any, kind: Any, spent: int) -> None:
    sandbox.faults.add(SEARCH, kind)
    with pytest.raises(requests.ConnectionError):
        _search(ask)
    assert _spent(sandbox) == spent
    assert [exchange.status for exchange in sandbox.history.of(SEARCH)] == [0]
    assert _search(ask).status_code == 200


def test_body_cut_short(sandbox: Sandbox, ask: Any) -> None:
    sandbox.faults.add(SEARCH, "truncated")
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        _search(ask)
    assert _spent(sandbox) == 1


def test_broken_json(sandbox: Sandbox, ask: Any) -> None:
    sandbox.faults.add(SEARCH, "broken_json")
    reply = _search(ask)
    assert (reply.status_code, reply.headers["content-type"]) == (200, "application/json")
    with pytest.raises(requests.JSONDecodeError):
        reply.json()
    assert _spent(sandbox) == 1


def test_html(sandbox: Sandbox, ask: Any) -> None:
    sandbox.faults.add(SEARCH, "html")
    reply = _search(ask)
    assert (reply.status_code, reply.headers["content-type"]) == (502, "text/html")
    assert reply.text.startswith("<!doctype html>")


def test_empty_body(sandbox: Sandbox, ask: Any) -> None:
    sandbox.faults.add(SEARCH, "empty")
    reply = _search(ask)
    assert (reply.status_code, reply.content) == (200, b"")


def test_huge_body(sandbox: Sandbox, ask: Any) -> None:
    sandbox.faults.add(SEARCH, "huge")
    assert len(_search(ask).content) > HUGE_BYTES


def test_wrong_types(sandbox: Sandbox, ask: Any) -> None:
    honest = _search(ask).json()
    sandbox.faults.add(SEARCH, "wrong_types")
    record = honest["data"][0]
    assert _search(ask).json() == {
        "status": {"value": "200"},
        "data": {"0": {"id": [record["id"]], "job_title": [record["job_title"]]}},
        "scroll_token": [honest["scroll_token"]],
        "total": {"value": str(honest["total"])},
    }


def test_slow_body_takes_no_real_time(sandbox: Sandbox, clock: Any) -> None:
    sandbox.faults.add(SEARCH, "drip", seconds=3)
    headers = {"X-Api-Key": KEY, "Accept-Encoding": "identity"}
    reply = requests.post(sandbox.url + SEARCH, json={"query": ACME}, headers=headers, timeout=30)
    assert reply.json()["status"] == 200
    assert len(clock.slept) == math.ceil(len(reply.content) / 512)
    assert set(clock.slept) == {3}


def test_delay_of_every_call(sandbox: Sandbox, ask: Any, clock: Any) -> None:
    sandbox.faults.delay(SEARCH, 0.6)
    sandbox.faults.add(SEARCH, "server_error")
    assert [_search(ask).status_code for _ in range(3)] == [500, 200, 200]
    assert clock.slept == [0.6, 0.6, 0.6]
    sandbox.faults.clear()
    _search(ask)
    assert len(clock.slept) == 3


def test_later_call_and_every_path(sandbox: Sandbox, ask: Any) -> None:
    sandbox.faults.add("*", "server_error", after=2)
    codes = [_search(ask).status_code, ask("company/clean", name="x").status_code, _search(ask).status_code]
    assert codes == [200, 200, 500]
    assert _search(ask).status_code == 200


def test_other_paths_are_spared(sandbox: Sandbox, ask: Any) -> None:
    sandbox.faults.add("/v5/company/clean", "server_error", times=math.inf)
    assert _search(ask).status_code == 200
    assert [ask("company/clean", name="x").status_code for _ in range(3)] == [500, 500, 500]


def test_unknown_fault(sandbox: Sandbox) -> None:
    kind: Any = json.loads('"earthquake"')
    with pytest.raises(ValueError, match="There is no fault named 'earthquake'"):
        sandbox.faults.add(SEARCH, kind)


def test_connections_stay_open_between_calls(sandbox: Sandbox) -> None:
    sandbox.faults.add(SEARCH, "truncated", after=1)
    with requests.Session() as session:
        session.headers["X-Api-Key"] = KEY
        url = sandbox.url + SEARCH
        assert session.post(url, json={"query": ACME}, timeout=30).status_code == 200
        with pytest.raises(requests.exceptions.ChunkedEncodingError):
            session.post(url, json={"query": ACME}, timeout=30)
        assert session.post(url, json={"query": ACME}, timeout=30).status_code == 200
