"""Apollo's stand-in as a client meets it on the wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import md5, sha256
from typing import Any

import pytest
import requests

from inroad.sandbox import KEY, Sandbox, faster
from inroad.sandbox.apollo.protocol import PLACEHOLDER
from inroad.sandbox.people.directory import Directory, Person
from inroad.sandbox.people.knowledge import ApolloKnows, apollo_knows

ACME = "acme-robotics.example"
BULK, MATCH = "people/bulk_match", "people/match"
Post = Callable[..., requests.Response]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(limits=faster(1000)) as running:
        yield running


@pytest.fixture
def post(sandbox: Sandbox) -> Post:
    def ask(path: str, body: Any = None, **params: Any) -> requests.Response:
        url = f"{sandbox.apollo_url}/{path}"
        return requests.post(url, json=body, params=params, headers={"x-api-key": KEY}, timeout=30)

    return ask


def _people(sandbox: Sandbox) -> list[tuple[Person, ApolloKnows | None]]:
    """Return the staff of Acme whom their name finds, with what Apollo knows of each."""
    directory = Directory(sandbox.population)
    everybody = [one for domain in (ACME, "globex.example") for one in directory.staff(domain)]
    return [
        (one, apollo_knows(one.human, one.truth.address))
        for one in everybody
        if directory.named(one.domain, one.human.name) is one
    ]


def _status(sandbox: Sandbox, status: str, count: int = 1) -> list[Person]:
    fitting = [one for one, known in _people(sandbox) if (known.status if known else "") == status and one.page]
    return fitting[:count]


def _detail(one: Person) -> dict[str, str]:
    return {"first_name": one.human.first, "last_name": one.human.last, "domain": one.domain}


def _spent(sandbox: Sandbox) -> float:
    return sandbox.accounts.spent(KEY, "apollo")


def test_bulk_match(sandbox: Sandbox, post: Post) -> None:
    hit, miss = *_status(sandbox, "verified"), *_status(sandbox, "")
    reply = post(BULK, {"details": [_detail(miss), _detail(hit)]}).json()
    request_id = reply.pop("request_id")
    matches = reply.pop("matches")
    assert isinstance(request_id, int)
    assert -(2**63) <= request_id < 2**63
    assert reply == {
        "status": "success",
        "error_code": None,
        "error_message": None,
        "total_requested_enrichments": 2,
        "unique_enriched_records": 1,
        "missing_records": 1,
        "credits_consumed": 1,
    }
    assert matches[0] is None
    assert list(matches[1]) == [
        *("id", "first_name", "last_name", "name", "linkedin_url", "title", "email", "email_status"),
        *("extrapolated_email_confidence", "photo_url", "headline", "organization_id", "employment_history", "city"),
        *("state", "country", "organization", "departments", "subdepartments", "functions", "seniority"),
        *("is_likely_to_engage", "revealed_for_current_team"),
    ]
    assert (matches[1]["email"], matches[1]["email_status"]) == (hit.truth.address, "verified")
    assert matches[1]["linkedin_url"] == f"http://www.linkedin.com/in/{hit.page}"
    assert matches[1]["organization"]["primary_domain"] == hit.domain
    assert _spent(sandbox) == 1
    again = post(BULK, {"details": [_detail(hit), _detail(hit)]}).json()
    assert (again["unique_enriched_records"], again["credits_consumed"], len(again["matches"])) == (0, 0, 2)


def test_people_without_an_address_and_guessed_ones(sandbox: Sandbox, post: Post) -> None:
    known, guessed = *_status(sandbox, "unavailable"), *_status(sandbox, "extrapolated")
    one, two = post(BULK, {"details": [_detail(known), _detail(guessed)]}).json()["matches"]
    assert (one["email"], one["email_status"], one["extrapolated_email_confidence"]) == (None, "unavailable", None)
    assert two["email_status"] == "extrapolated"
    assert two["email"].endswith(f"@{guessed.domain}")
    assert 0.6 <= two["extrapolated_email_confidence"] <= 0.95


def test_all_missing_is_a_success_for_nothing(sandbox: Sandbox, post: Post) -> None:
    reply = post(BULK, {"details": [{"name": "Nobody Here", "domain": ACME}, {"name": "Ada"}]}).json()
    assert (reply["status"], reply["missing_records"], reply["credits_consumed"]) == ("success", 2, 0)
    assert _spent(sandbox) == 0


@pytest.mark.parametrize("order", ["nulls", "hits", "shuffled", "stubs"])
def test_order_of_matches(sandbox: Sandbox, post: Post, order: Any) -> None:
    (one, two), (miss,) = _status(sandbox, "verified", 2), _status(sandbox, "")
    sandbox.apollo_switches.matches = order
    matches = post(BULK, {"details": [_detail(one), _detail(miss), _detail(two)]}).json()["matches"]
    names = [match["name"] if match else None for match in matches]
    first, second = one.human.name.title(), two.human.name.title()
    assert (
        names
        == {
            "nulls": [first, None, second],
            "hits": [first, second],
            "shuffled": [second, first],
            "stubs": [first, "", second],
        }[order]
    )


def test_ways_to_name_somebody(sandbox: Sandbox, post: Post) -> None:
    (one,) = _status(sandbox, "verified")
    address = one.truth.address
    (by_name,) = post(BULK, {"details": [_detail(one)]}).json()["matches"]
    details = [
        {"id": by_name["id"]},
        {"linkedin_url": f"https://www.linkedin.com/in/{one.page}/?x=1"},
        {"linkedin_url": f"linkedin.com/in/{one.page}", "name": "Somebody Else"},
        {"email": address.upper()},
        {"hashed_email": md5(address.encode()).hexdigest()},
        {"hashed_email": sha256(address.encode()).hexdigest()},
        {"name": one.human.name.upper(), "organization_name": one.human.now.company.name},
    ]
    matches = post(BULK, {"details": details}).json()["matches"]
    assert [match and match["id"] for match in matches] == [by_name["id"]] * len(details)
    unknown = [{"linkedin_url": "linkedin.com/in/nobody"}, {"email": "a@b.example"}, {"hashed_email": "0"}, {"id": "0"}]
    more = [{"name": one.human.name}, {"name": one.human.name, "domain": f"www.{one.domain}"}, {}]
    assert post(BULK, {"details": unknown + more}).json()["matches"] == [None] * 7


def test_who_moved_on_is_found_by_the_old_employer(sandbox: Sandbox, post: Post) -> None:
    population, directory = sandbox.population, Directory(sandbox.population)
    company = population.company("acme robotics")
    assert company
    humans = [one.human for one in population.profiles(company) if one.human.moved and not one.twin]
    people = [directory.named(ACME, human.name) for human in humans]
    details = [_detail(one) | {"domain": ACME} for one in people if one and one.domain != ACME]
    found = [match for match in post(BULK, {"details": details[:10]}).json()["matches"] if match]
    assert found
    assert ACME not in {match["organization"]["primary_domain"] for match in found}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (None, "INVALID_REQUEST"),
        ({}, "INVALID_REQUEST"),
        ([], "INVALID_REQUEST"),
        ({"details": []}, "INVALID_REQUEST"),
        ({"details": {}}, "INVALID_REQUEST"),
        ({"details": ["Ada"]}, "INVALID_REQUEST"),
        ({"details": [{"name": 1}]}, "INVALID_REQUEST"),
        ({"details": [{"nick": "Ada"}]}, "INVALID_REQUEST"),
        ({"details": [{"name": "Ada"}], "reveal_personal_emails": True}, "INVALID_REQUEST"),
        ({"details": [{"name": "Ada"}] * 11}, "RECORD_LIMIT_EXCEEDED"),
    ],
)
def test_bulk_refusals(sandbox: Sandbox, post: Post, body: Any, code: str) -> None:
    reply = post(BULK, body)
    assert (reply.status_code, reply.json()["status"], reply.json()["error_code"]) == (400, "failed", code)
    assert set(reply.json()) == {"status", "error_code", "error_message"}


def test_parameters_of_the_url(sandbox: Sandbox, post: Post) -> None:
    body = {"details": [{"name": "Ada"}]}
    assert post(BULK, body, page=1).json()["error_code"] == "INVALID_REQUEST"
    for path in (BULK, MATCH):
        for params in ({"reveal_personal_emails": "yes"}, {"reveal_phone_number": "true"}):
            reply = post(path, body, **params)
            assert (reply.status_code, list(reply.json())) == (422, ["error"])
    assert post(BULK, body, reveal_phone_number="true", webhook_url="https://a.example").status_code == 200


def test_personal_addresses_only_where_the_law_allows(sandbox: Sandbox, post: Post) -> None:
    people = [one for one, known in _people(sandbox) if known]
    shown = {}
    for start in range(0, 200, 10):
        chunk = people[start : start + 10]
        if chunk:
            body = {"details": [_detail(one) for one in chunk]}
            for one, match in zip(
                chunk, post(BULK, body, reveal_personal_emails="true").json()["matches"], strict=True
            ):
                shown[one] = match["personal_emails"]
    revealed = [one for one, addresses in shown.items() if addresses]
    assert revealed
    assert all(shown[one] == [one.truth.personal] for one in revealed)
    assert {one.human.spot.country for one in shown} > {one.human.spot.country for one in revealed}
    assert {"germany", "united kingdom", "france", "ireland"}.isdisjoint(one.human.spot.country for one in revealed)


def test_waterfall_has_no_counts_and_no_addresses(sandbox: Sandbox, post: Post) -> None:
    (one,) = _status(sandbox, "verified")
    reply = post(BULK, {"details": [_detail(one)]}, run_waterfall_email="true").json()
    assert {"unique_enriched_records", "missing_records", "credits_consumed"}.isdisjoint(reply)
    assert {"email", "email_status"}.isdisjoint(reply["matches"][0])
    assert "waterfall" in post(MATCH, run_waterfall_email="true", **_detail(one)).json()


def test_match(sandbox: Sandbox, post: Post) -> None:
    hit, miss = *_status(sandbox, "verified"), *_status(sandbox, "")
    reply = post(MATCH, **_detail(hit)).json()
    assert set(reply) == {"person", "request_id"}
    assert reply["person"]["email"] == hit.truth.address
    stub = post(MATCH, **_detail(miss)).json()["person"]
    assert (stub["name"], stub["match_confidence"], stub["id"]) == ("", "none", None)
    assert stub["organization"]["primary_domain"] == miss.domain
    assert post(MATCH, name="Ada Example").json()["person"]["organization"] is None
    assert _spent(sandbox) == 1
    for reply in (post(MATCH), post(MATCH, nick="Ada"), post(MATCH, _detail(hit))):
        assert (reply.status_code, list(reply.json())) == (422, ["error"])
    sandbox.apollo_switches.match_body = True
    assert post(MATCH, _detail(hit)).json()["person"]["email"] == hit.truth.address


def test_placeholder(sandbox: Sandbox, post: Post) -> None:
    sandbox.apollo_switches.placeholder = True
    (one,) = _status(sandbox, "extrapolated")
    person = post(MATCH, **_detail(one)).json()["person"]
    assert (person["email"], person["email_status"]) == (PLACEHOLDER, "verified")


def test_no_credits() -> None:
    with Sandbox(accounts={KEY: {"apollo": 0}}, limits=faster(10)) as sandbox:
        (one,) = _status(sandbox, "verified")
        headers = {"x-api-key": KEY}
        body = {"details": [_detail(one)]}
        many = requests.post(f"{sandbox.apollo_url}/{BULK}", json=body, headers=headers, timeout=30)
        assert (many.status_code, many.json()["error_code"]) == (422, "UNKNOWN_ERROR")
        single = requests.post(f"{sandbox.apollo_url}/{MATCH}", params=_detail(one), headers=headers, timeout=30)
        assert (single.status_code, list(single.json())) == (422, ["error"])


@pytest.mark.parametrize(
    ("method", "path"), [("POST", BULK), ("POST", MATCH), ("GET", "auth/health"), ("GET", "users/api_profile")]
)
def test_keys(sandbox: Sandbox, method: str, path: str) -> None:
    url = f"{sandbox.apollo_url}/{path}"
    for headers in ({}, {"x-api-key": "wrong"}, {"Authorization": f"Bearer {KEY}"}):
        reply = requests.request(method, url, headers=headers, params={"api_key": KEY}, timeout=30)
        assert (reply.status_code, reply.text) == (401, "Invalid access credentials.")
        assert reply.headers["content-type"].startswith("text/plain")
        assert not [name for name in reply.headers if name.startswith("x-")]
    sandbox.apollo_switches.inaccessible = [f"/api/v1/{path}"]
    reply = requests.request(method, url, headers={"x-api-key": KEY}, timeout=30)
    assert (reply.status_code, reply.json()["error_code"]) == (403, "API_INACCESSIBLE")
    assert not [name for name in reply.headers if name.startswith("x-")]


def test_free_checks(sandbox: Sandbox) -> None:
    headers = {"x-api-key": KEY}
    health = requests.get(f"{sandbox.apollo_url}/auth/health", headers=headers, timeout=30)
    assert health.json() == {"healthy": True, "is_logged_in": True}
    profile = requests.get(f"{sandbox.apollo_url}/users/api_profile", headers=headers, timeout=30).json()
    assert profile["email"] == "sandy@sandbox.example"
    for method, path in (("GET", BULK), ("POST", "auth/health"), ("GET", "mixed_people/search")):
        reply = requests.request(method, f"{sandbox.apollo_url}/{path}", headers=headers, timeout=30)
        assert (reply.status_code, reply.json()) == (404, {"error": "Not Found"})


def test_rate_limits(clock: Any) -> None:
    with Sandbox(clock=clock) as sandbox:
        url, headers = f"{sandbox.apollo_url}/{BULK}", {"x-api-key": KEY}

        def ask() -> requests.Response:
            return requests.post(url, json={"details": [{"name": "Ada"}]}, headers=headers, timeout=30)

        replies = [ask() for _ in range(20)]
        assert {reply.status_code for reply in replies} == {200}
        sent = {name: value for name, value in replies[0].headers.items() if name.startswith("x-")}
        assert sent == {
            "x-rate-limit-minute": "20",
            "x-minute-usage": "1",
            "x-minute-requests-left": "19",
            "x-rate-limit-hourly": "100",
            "x-hourly-usage": "1",
            "x-hourly-requests-left": "99",
            "x-rate-limit-24-hour": "",
        }
        clock.now += 20
        full = ask()
        message = "The maximum number of api calls allowed for /api/v1/people/bulk_match is 20 times per minute."
        assert (full.status_code, full.json(), full.headers["retry-after"]) == (429, {"message": message}, "40")
        for _ in range(4):
            clock.now += 60
            assert {ask().status_code for _ in range(20)} == {200}
        over = ask()
        assert over.json()["message"].endswith("is 100 times per hour.")
        assert over.headers["retry-after"] == str(3600 - 260)
        assert over.headers["x-hourly-requests-left"] == "0"


@pytest.mark.parametrize(
    ("fault", "status", "body"),
    [
        ({"kind": "rate_limited"}, 429, "message"),
        ({"kind": "server_error", "status": 502}, 502, "error"),
    ],
)
def test_faults_are_in_apollos_words(sandbox: Sandbox, post: Post, fault: Any, status: int, body: str) -> None:
    sandbox.faults.add("/api/v1/people/bulk_match", **fault)
    reply = post(BULK, {"details": [{"name": "Ada"}]})
    assert (reply.status_code, list(reply.json())) == (status, [body])
    assert reply.headers.get("retry-after") == ("60" if status == 429 else None)
    assert post(BULK, {"details": [{"name": "Ada"}]}).status_code == 200
