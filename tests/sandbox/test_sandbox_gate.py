"""What every call to People Data Labs' stand-in goes through: method, key, rate limit, body."""

from __future__ import annotations

import ast
import json
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
import requests

import inroad.sandbox
from inroad.sandbox import KEY, Limits, Sandbox

PATHS = ["person/search", "company/clean", "location/clean", "school/clean", "job_title/enrich", "autocomplete"]


@pytest.mark.parametrize("path", PATHS)
def test_key_is_needed_everywhere(steady: Sandbox, path: str) -> None:
    url = f"{steady.pdl_url}/{path}"
    for reply in (
        requests.get(url, timeout=30),
        requests.post(url, json={}, headers={"X-Api-Key": "wrong"}, timeout=30),
        requests.get(url, params={"api_key": "wrong"}, timeout=30),
        requests.get(url, headers={"Authorization": f"Bearer {KEY}"}, timeout=30),
    ):
        assert reply.status_code == 401
        message = "Request contained a missing or invalid key"
        assert reply.json() == {"status": 401, "error": {"type": "authentication_error", "message": message}}
    for headers, params in (({"x-API-key": KEY}, {}), ({}, {"api_key": KEY})):
        assert requests.get(url, headers=headers, params=params, timeout=30).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_other_methods_are_refused(steady: Sandbox, method: str) -> None:
    reply = requests.request(method, f"{steady.pdl_url}/person/search", headers={"X-Api-Key": KEY}, timeout=30)
    assert reply.status_code == reply.json()["status"] == 405
    assert reply.json()["error"]["type"] == "invalid_request_error"


def test_unknown_path(steady: Sandbox) -> None:
    reply = requests.get(f"{steady.pdl_url}/person/find", headers={"X-Api-Key": KEY}, timeout=30)
    message = "There is no /v5/person/find here"
    assert reply.status_code == 404
    assert reply.json() == {"status": 404, "error": {"type": "not_found", "message": message}}


def test_head_tells_the_balance_for_nothing(steady: Sandbox) -> None:
    reply = requests.head(f"{steady.pdl_url}/person/search", headers={"X-Api-Key": KEY}, timeout=30)
    assert (reply.status_code, reply.content) == (200, b"")
    assert reply.headers["x-totallimit-remaining"] == "1000000"
    assert reply.headers["x-call-credits-spent"] == "0.0"


@pytest.mark.parametrize("body", [b"{", b"[]", b'"text"', b"\xff"])
def test_body_that_is_no_object(steady: Sandbox, body: bytes) -> None:
    url = f"{steady.pdl_url}/company/clean"
    reply = requests.post(url, data=body, headers={"X-Api-Key": KEY}, timeout=30)
    assert (reply.status_code, reply.json()["error"]["type"]) == (400, "invalid_request_error")


def test_body_wins_over_url(steady: Sandbox) -> None:
    url, headers = f"{steady.pdl_url}/company/clean", {"X-Api-Key": KEY}
    reply = requests.post(url, params={"name": "One"}, json={"name": "Two"}, headers=headers, timeout=30)
    assert reply.json()["name"] == "two"


def test_pretty(steady: Sandbox) -> None:
    url, headers = f"{steady.pdl_url}/company/clean", {"X-Api-Key": KEY}
    params = {"name": "One", "pretty": "true"}
    assert requests.get(url, params=params, headers=headers, timeout=30).text.startswith('{\n  "status": 200')


def test_error_type_may_be_a_list(sandbox: Sandbox, ask: Any) -> None:
    sandbox.switches.error_type_as_list = True
    assert ask("company/clean", name="Nowhere").json()["error"]["type"] == ["not_found"]


def test_ten_searches_a_minute(clock: Any) -> None:
    with Sandbox(clock=clock) as sandbox:
        url, headers = f"{sandbox.pdl_url}/person/search", {"X-Api-Key": KEY}

        def call() -> requests.Response:
            clock.now += 2
            return requests.post(url, json={"query": {"match_all": {}}}, headers=headers, timeout=30)

        first, *others = [call() for _ in range(10)]
        assert {reply.status_code for reply in (first, *others)} == {404}
        assert first.headers["x-ratelimit-limit"] == '{"minute": 10, "day": null, "month": null}'
        assert first.headers["x-ratelimit-remaining"] == '{"minute": 9, "day": null, "month": null}'
        assert first.headers["x-ratelimit-reset"] == "2027-01-15T08:01:02Z"
        refused = call()
        assert (refused.status_code, refused.json()["error"]["type"]) == (429, "rate_limit_error")
        assert json.loads(refused.headers["x-ratelimit-remaining"])["minute"] == 0
        assert refused.headers["x-ratelimit-reset"] == "2027-01-15T08:01:02Z"
        assert "retry-after" not in refused.headers
        assert requests.get(f"{sandbox.pdl_url}/company/clean", headers=headers, timeout=30).status_code == 400
        clock.now = 1_800_000_062.0 - 2
        assert call().status_code == 404


def test_windows_are_for_each_key(clock: Any) -> None:
    limits = {"/v5/company/clean": Limits(minute=1)}
    with Sandbox(clock=clock, accounts={"one": {}, "two": {}}, limits=limits) as sandbox:
        url = f"{sandbox.pdl_url}/company/clean"
        codes = [
            requests.get(url, params={"name": "x"}, headers={"X-Api-Key": key}, timeout=30).status_code
            for key in ("one", "two", "one")
        ]
    assert codes == [200, 200, 429]


def test_days_and_months_are_limited_too(clock: Any) -> None:
    limits = {"/v5/autocomplete": Limits(minute=9, day=1), "/v5/company/clean": Limits(minute=9, month=1)}
    with Sandbox(clock=clock, limits=limits) as sandbox:
        headers = {"X-Api-Key": KEY}
        for path, params, period in (
            ("autocomplete", {"field": "role"}, "day"),
            ("company/clean", {"name": "x"}, "month"),
        ):
            url = f"{sandbox.pdl_url}/{path}"
            replies = [requests.get(url, params=params, headers=headers, timeout=30) for _ in range(2)]
            assert [reply.status_code for reply in replies] == [200, 429]
            assert json.loads(replies[0].headers["x-ratelimit-remaining"])[period] == 0
            clock.now += 61
            assert requests.get(url, params=params, headers=headers, timeout=30).status_code == 429


def test_rate_headers_may_be_written_as_python(sandbox: Sandbox, ask: Any) -> None:
    sandbox.switches.ratelimit_as_python = True
    header = ask("company/clean", name="x").headers["x-ratelimit-limit"]
    assert header == "{'minute': None, 'day': None, 'month': None}"
    assert ast.literal_eval(header) == {"minute": None, "day": None, "month": None}


def test_credits_are_exact_with_many_threads() -> None:
    accounts = {"shared": {"search": 25}}
    with Sandbox(accounts=accounts, limits={"/v5/person/search": Limits()}) as sandbox:
        codes: list[int] = []

        def buy() -> None:
            body = {"query": {"query": {"term": {"job_company_name": "acme"}}}, "size": 2}
            headers = {"X-Api-Key": "shared"}
            codes.append(requests.post(f"{sandbox.pdl_url}/person/search", json=body, headers=headers).status_code)

        threads = [threading.Thread(target=buy) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(codes) == [200] * 12 + [402] * 4
        assert sandbox.accounts.spent("shared", "search") == 24


def test_history_keeps_everything_but_the_keys(sandbox: Sandbox, ask: Any) -> None:
    ask("company/clean", name="One")
    requests.get(f"{sandbox.pdl_url}/company/clean", params={"name": "Two", "api_key": KEY}, timeout=30)
    posted, got = sandbox.history.of("/v5/company/clean")
    assert (posted.method, posted.json, posted.params, posted.status) == ("POST", {"name": "One"}, {}, 200)
    assert (got.method, got.json, got.params) == ("GET", None, {"name": "Two"})
    assert posted.headers["content-type"] == "application/json"
    assert KEY not in repr(sandbox.history.exchanges)
    sandbox.history.clear()
    assert sandbox.history.exchanges == []


def _server_threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name == "sandbox"}


def test_thread_and_port_are_given_back() -> None:
    before = _server_threads()
    with Sandbox() as sandbox:
        url = sandbox.url
        assert len(_server_threads() - before) == 1
        requests.get(url, timeout=30)
    assert _server_threads() == before
    with pytest.raises(requests.ConnectionError):
        requests.get(url, timeout=30)
    with Sandbox(port=int(url.rpartition(":")[2])) as again:
        assert again.url == url
        with pytest.raises(OSError), Sandbox(port=int(url.rpartition(":")[2])):
            pass


def test_people_can_be_drawn_beforehand(sandbox: Sandbox, ask: Any) -> None:
    sandbox.prepare("Globex Corp")
    sandbox.prepare("Nowhere")
    assert [company.name for company in sandbox.population.known()] == ["acme robotics", "globex"]
    record = ask("person/search", query={"query": {"term": {"job_company_name": "globex"}}}).json()["data"][0]
    assert sandbox.truth(record["id"]).human


def test_program_serves_until_it_is_interrupted() -> None:
    command = [sys.executable, "-m", "inroad.sandbox"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        assert program.stdout
        settings = dict(program.stdout.readline().strip().split("=", 1) for _ in range(19))
        headers = {"X-Api-Key": settings["PDL_API_KEY"]}
        url = f"{settings['PDL_BASE_URL']}/company/clean"
        assert requests.get(url, params={"name": "One"}, headers=headers, timeout=30).json()["name"] == "one"
        client = json.loads(Path(settings["GMAIL_CLIENT_SECRETS"]).read_text(encoding="utf-8"))["installed"]
        assert client["token_uri"] == f"{settings['GMAIL_BASE_URL']}/token"
        assert Path(settings["GMAIL_TOKEN_FILE"]).parent == Path(settings["GMAIL_CLIENT_SECRETS"]).parent
        program.send_signal(signal.SIGINT)
        assert program.communicate(timeout=30) == ("", "The sandbox has stopped.\n")
    assert program.returncode == 0
    assert not Path(settings["GMAIL_CLIENT_SECRETS"]).parent.exists()


def test_sandbox_knows_nothing_of_our_clients() -> None:
    folder = Path(inroad.sandbox.__file__).parent
    imported = {
        name
        for path in folder.rglob("*.py")
        for name in re.findall(r"^(?:from|import) (inroad[\w.]*)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {name for name in imported if not name.startswith(("inroad.sandbox", "inroad.reference"))} == set()
