"""Hunter's stand-in as a client meets it on the wire."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from inroad.sandbox import KEY, HunterSwitches, Limits, Sandbox, faster
from inroad.sandbox.hunter.protocol import PLACEHOLDER
from inroad.sandbox.people.directory import Directory, Person
from inroad.sandbox.people.knowledge import Found, hunter_finds, hunter_pattern, objected

ACME = "acme-robotics.example"
PATHS = ["domain-search", "email-finder", "email-verifier", "email-count", "account"]
Get = Callable[..., requests.Response]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(limits=faster(1000)) as running:
        yield running


@pytest.fixture
def get(sandbox: Sandbox) -> Get:
    def ask(path: str, key: str = KEY, **params: Any) -> requests.Response:
        url = f"{sandbox.hunter_url}/{path}"
        return requests.get(url, params=params, headers={"X-API-KEY": key}, timeout=30)

    return ask


def _people(sandbox: Sandbox, domain: str = ACME) -> list[tuple[Person, Found | None]]:
    """Return the staff whom their name finds, with what Hunter knows of each."""
    directory = Directory(sandbox.population)
    return [
        (one, hunter_finds(one.human, one.truth.address, directory.delivers))
        for one in directory.staff(domain)
        if directory.named(domain, one.human.name) is one
    ]


def _pick(sandbox: Sandbox, fits: Callable[[Person, Found | None], bool]) -> Person:
    for number in range(40):
        domain = ACME if number == 0 else f"company-{number}.example"
        for one, found in _people(sandbox, domain):
            if fits(one, found):
                return one
    raise LookupError("Nobody is like that.")


def _known(one: Person, found: Found | None) -> bool:
    return bool(found and found.right and not objected(one.human) and one.page)


def _find(get: Get, one: Person, **more: Any) -> requests.Response:
    return get("email-finder", domain=one.domain, first_name=one.human.first, last_name=one.human.last, **more)


def _spent(sandbox: Sandbox) -> float:
    return sandbox.accounts.spent(KEY, "hunter")


def _error(reply: requests.Response) -> tuple[int, str]:
    (error,) = reply.json()["errors"]
    assert set(error) == {"id", "code", "details"}
    assert error["code"] == reply.status_code
    return reply.status_code, error["id"]


@pytest.mark.parametrize("path", PATHS)
def test_a_key_is_needed_and_may_be_given_in_three_ways(sandbox: Sandbox, path: str) -> None:
    url = f"{sandbox.hunter_url}/{path}"
    for headers in ({}, {"X-API-KEY": "wrong"}, {"Authorization": KEY}):
        assert _error(requests.get(url, headers=headers, timeout=30))[0] == 401
    ways: list[tuple[dict[str, str], dict[str, str]]] = [
        ({"X-API-KEY": KEY}, {}),
        ({"Authorization": f"Bearer {KEY}"}, {}),
        ({}, {"api_key": KEY}),
    ]
    for headers, params in ways:
        assert requests.get(url, params=params, headers=headers, timeout=30).status_code in (200, 400)
    assert KEY not in repr(sandbox.history.exchanges)


@pytest.mark.parametrize(
    ("path", "params", "error"),
    [
        ("domain-search", {}, "wrong_params"),
        ("domain-search", {"domain": "no domain"}, "wrong_params"),
        ("domain-search", {"domain": ACME, "limit": "0"}, "wrong_params"),
        ("domain-search", {"domain": ACME, "limit": "101"}, "wrong_params"),
        ("domain-search", {"domain": ACME, "limit": "ten"}, "wrong_params"),
        ("domain-search", {"domain": ACME, "offset": "-1"}, "wrong_params"),
        ("domain-search", {"domain": ACME, "offset": "10001"}, "wrong_params"),
        ("domain-search", {"domain": ACME, "type": "other"}, "wrong_params"),
        ("domain-search", {"domain": ACME, "seniority": "senior,old"}, "wrong_params"),
        ("domain-search", {"domain": ACME, "department": "cooking"}, "wrong_params"),
        ("domain-search", {"domain": ACME, "required_field": "age"}, "wrong_params"),
        ("domain-search", {"domain": ACME, "verification_status": "invalid"}, "wrong_params"),
        ("email-finder", {"domain": ACME}, "wrong_params"),
        ("email-finder", {"full_name": "Ada Example"}, "wrong_params"),
        ("email-finder", {"domain": ACME, "first_name": "Ada"}, "wrong_params"),
        ("email-finder", {"domain": ACME, "full_name": "Ada Example", "max_duration": "2"}, "wrong_params"),
        ("email-finder", {"domain": ACME, "full_name": "Ada Example", "max_duration": "21"}, "wrong_params"),
        ("email-finder", {"domain": ACME, "name": "Ada Example"}, "wrong_params"),
        ("email-verifier", {}, "wrong_params"),
        ("email-verifier", {"email": "ada"}, "invalid_email"),
        ("email-verifier", {"email": "a da@acme.example"}, "invalid_email"),
        ("email-verifier", {"email": "ada@acme"}, "invalid_email"),
        ("email-count", {}, "wrong_params"),
        ("email-count", {"domain": ACME, "type": "other"}, "wrong_params"),
        ("account", {"id": "1"}, "wrong_params"),
    ],
)
def test_parameters_are_checked(sandbox: Sandbox, get: Get, path: str, params: Any, error: str) -> None:
    assert _error(get(path, **params)) == (400, error)
    assert _spent(sandbox) == 0


def test_unknown_paths_and_methods(sandbox: Sandbox, get: Get) -> None:
    assert _error(get("email-guesser")) == (404, "not_found")
    posted = requests.post(f"{sandbox.hunter_url}/email-count", headers={"X-API-KEY": KEY}, timeout=30)
    assert _error(posted) == (404, "not_found")


@pytest.mark.parametrize(
    ("path", "second", "minute"),
    [("domain-search", 15, 500), ("email-finder", 15, 500), ("email-verifier", 10, 300), ("email-count", 15, None)],
)
def test_too_fast_is_403(clock: Any, path: str, second: int, minute: int | None) -> None:
    with Sandbox(clock=clock) as sandbox, requests.Session() as session:
        session.headers["X-API-KEY"] = KEY
        codes: list[int] = []
        for call in range((minute or 30) + 1):
            clock.now += 1 if call and call % second == 0 else 0
            codes.append(session.get(f"{sandbox.hunter_url}/{path}", timeout=30).status_code)
            if call == second - 1:
                reply = session.get(f"{sandbox.hunter_url}/{path}", timeout=30)
                assert _error(reply) == (403, "too_many_requests")
                assert not [name for name in reply.headers if "limit" in name.lower() or "retry" in name.lower()]
    assert codes == [400] * (minute or 30) + [403 if minute else 400]


def test_finder_finds(sandbox: Sandbox, get: Get) -> None:
    one = _pick(sandbox, _known)
    reply = _find(get, one)
    data = reply.json()["data"]
    assert reply.status_code == 200
    assert list(data) == [
        *("first_name", "last_name", "email", "score", "domain", "accept_all", "position", "twitter", "linkedin_url"),
        *("phone_number", "company", "sources", "verification"),
    ]
    assert (data["email"], data["domain"]) == (one.truth.address, one.domain)
    assert data["score"] >= 60
    assert data["linkedin_url"] == f"https://www.linkedin.com/in/{one.page}"
    assert _spent(sandbox) == 1
    name = one.human.name.upper()
    for params in (
        {"company": one.human.now.company.name, "full_name": name},
        {"domain": f"www.{one.domain}", "company": "Other", "full_name": name},
        {"linkedin_handle": one.page},
    ):
        assert get("email-finder", **params).json()["data"]["email"] == one.truth.address


def test_finder_is_wrong_now_and_then(sandbox: Sandbox, get: Get) -> None:
    one = _pick(sandbox, lambda one, found: bool(found and not found.right and one.truth.works_there))
    data = _find(get, one).json()["data"]
    assert data["email"].endswith(f"@{one.domain}")
    assert not sandbox.delivers(data["email"])
    assert 20 <= data["score"] <= 60
    assert data["verification"] == {"date": None, "status": None}


def test_finder_misses_for_nothing(sandbox: Sandbox, get: Get) -> None:
    one = _pick(sandbox, lambda one, found: found is None and not objected(one.human))
    missed = _find(get, one)
    assert missed.status_code == 200
    assert (missed.json()["data"]["email"], missed.json()["data"]["score"]) == (None, None)
    for params in ({"domain": "acme.com"}, {"company": "Nowhere Inc"}, {"domain": "mailhome.example"}):
        assert get("email-finder", full_name="Ada Example", **params).json()["data"]["email"] is None
    assert get("email-finder", linkedin_handle="nobody").json()["data"]["email"] is None
    sandbox.hunter_switches.finder_miss = "404"
    assert _error(_find(get, one)) == (404, "not_found")
    assert _spent(sandbox) == 0


def test_who_objected_is_left_alone(sandbox: Sandbox, get: Get) -> None:
    one = _pick(sandbox, lambda one, found: objected(one.human))
    assert _error(_find(get, one)) == (451, "claimed_email")
    for address in (one.truth.address, one.truth.personal, one.truth.address.upper()):
        assert _error(get("email-verifier", email=address)) == (451, "claimed_email")
    listed = get("domain-search", domain=one.domain, limit=100).json()["data"]["emails"]
    assert one.truth.address not in [entry["value"] for entry in listed]


def test_placeholder(sandbox: Sandbox, get: Get) -> None:
    sandbox.hunter_switches.placeholder = True
    assert _find(get, _pick(sandbox, _known)).json()["data"]["email"] == PLACEHOLDER


def _domain_where(sandbox: Sandbox, catch_all: bool) -> str:
    made = (sandbox.population.company(f"firm {number}") for number in range(100))
    return next(one.website for one in made if one and one.catch_all == catch_all and one.people < 200)


def test_verifier_statuses(sandbox: Sandbox, get: Get) -> None:
    strict, loose = _domain_where(sandbox, catch_all=False), _domain_where(sandbox, catch_all=True)
    directory = Directory(sandbox.population)
    person = next(one for one in directory.staff(strict) if not objected(one.human))
    expected = {
        person.truth.address: {"valid", "unknown"},
        f"no.such.person@{strict}": {"invalid"},
        f"no.such.person@{loose}": {"accept_all"},
        person.truth.personal: {"webmail"},
        "no.such.person@mailhome.example": {"invalid"},
        "a@throwaway.example": {"disposable"},
        "a@no-mail.example": {"invalid"},
        "a@acme.com": {"invalid"},
    }
    for address, statuses in expected.items():
        data = get("email-verifier", email=address).json()["data"]
        assert data["status"] in statuses, address
        assert data["email"] == address
        assert data["mx_records"] is (address not in ("a@no-mail.example", "a@acme.com"))
        assert data["disposable"] is (address == "a@throwaway.example")
        assert data["accept_all"] is address.endswith(loose)
    assert _spent(sandbox) == len(expected) / 2
    sandbox.hunter_switches.webmail_checked = False
    skipped = get("email-verifier", email=person.truth.personal).json()["data"]
    assert (skipped["status"], skipped["smtp_check"], skipped["score"] < 85) == ("webmail", False, True)


def test_verifier_object(sandbox: Sandbox, get: Get) -> None:
    keys = (
        *("status", "result", "_deprecation_notice", "score", "email", "regexp", "gibberish", "disposable", "webmail"),
        *("mx_records", "smtp_server", "smtp_check", "accept_all", "block", "sources"),
    )
    reply = get("email-verifier", email=f"xkcdqwrt@{ACME}").json()
    assert tuple(reply["data"]) == keys
    assert reply["data"]["gibberish"] is True
    assert reply["meta"] == {"params": {"email": f"xkcdqwrt@{ACME}"}}
    sandbox.hunter_switches.deprecation_notice = False
    sandbox.hunter_switches.blocked = {f"info@{ACME}"}
    data = get("email-verifier", email=f"info@{ACME}").json()["data"]
    assert data["block"] is True
    assert "_deprecation_notice" not in data


@pytest.mark.parametrize(("body", "status"), [("verifier", "unknown"), ("null", None)])
def test_verifier_takes_its_time_and_is_billed_once(sandbox: Sandbox, get: Get, body: Any, status: Any) -> None:
    sandbox.hunter_switches.slow = [f"info@{ACME}"]
    sandbox.hunter_switches.unfinished = body
    replies = [get("email-verifier", email=f"info@{ACME}") for _ in range(4)]
    assert [reply.status_code for reply in replies] == [202, 202, 200, 202]
    assert (replies[0].json()["data"] or {}).get("status") == status
    assert _spent(sandbox) == 1
    assert get("email-verifier", email=f"jobs@{ACME}").status_code == 200
    sandbox.hunter_switches.slow_share = 1
    assert get("email-verifier", email=f"jobs@{ACME}").status_code == 202


def test_verifier_fails_oddly_for_nothing(sandbox: Sandbox, get: Get) -> None:
    sandbox.hunter_switches.odd = {f"info@{ACME}": 1, f"jobs@{ACME}": math.inf}
    assert [get("email-verifier", email=f"info@{ACME}").status_code for _ in range(2)] == [222, 200]
    assert [get("email-verifier", email=f"jobs@{ACME}").status_code for _ in range(4)] == [222] * 4
    assert _spent(sandbox) == 0.5


def test_used_up_is_429() -> None:
    with Sandbox(accounts={KEY: {"hunter": 0.5}}) as poor:
        one = _pick(poor, _known)
        headers = {"X-API-KEY": KEY}
        params = {"domain": one.domain, "full_name": one.human.name}
        finder = requests.get(f"{poor.hunter_url}/email-finder", params=params, headers=headers, timeout=30)
        assert _error(finder) == (429, "usage_exceeded")
        poor.hunter_switches.slow = [f"info@{ACME}"]
        codes = [
            requests.get(
                f"{poor.hunter_url}/email-verifier", params={"email": f"info@{ACME}"}, headers=headers, timeout=30
            ).status_code
            for _ in range(4)
        ]
        assert codes == [202, 202, 200, 429]
        assert poor.accounts.left(KEY, "hunter") == 0


def test_domain_search(sandbox: Sandbox, get: Get) -> None:
    company = sandbox.population.company("acme robotics")
    assert company
    reply = get("domain-search", domain=ACME).json()
    data, meta = reply["data"], reply["meta"]
    assert (data["domain"], data["accept_all"], data["webmail"]) == (ACME, company.catch_all, False)
    assert (data["pattern"], data["organization"]) == (hunter_pattern(company), "Acme Robotics")
    assert (len(data["emails"]), meta["limit"], meta["offset"]) == (10, 10, 0)
    assert meta["params"] == {"domain": ACME, "company": None, "type": None, "seniority": None, "department": None}
    assert list(data["emails"][0]) == [
        *("value", "type", "confidence", "sources", "first_name", "last_name", "position", "seniority", "department"),
        *("linkedin", "twitter", "phone_number", "verification"),
    ]
    assert _spent(sandbox) == 1
    many = get("domain-search", company="Acme Robotics Inc", limit=15, offset=5).json()["data"]["emails"]
    assert len(many) == 15
    assert many[:5] == data["emails"][5:]
    assert _spent(sandbox) == 3
    past = get("domain-search", domain=ACME, offset=10_000).json()
    assert (past["data"]["emails"], past["meta"]["results"]) == ([], meta["results"])
    assert _spent(sandbox) == 3
    sandbox.hunter_switches.credit_for_each_address = True
    get("domain-search", domain=ACME)
    assert _spent(sandbox) == 13


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [("type", "generic", "type"), ("seniority", "senior", "seniority"), ("department", "it", "department")],
)
def test_domain_search_filters(get: Get, name: str, value: str, field: str) -> None:
    emails = get("domain-search", domain=ACME, limit=100, **{name: value}).json()["data"]["emails"]
    assert {entry[field] for entry in emails} == {value}


def test_domain_search_needs_fields_and_statuses(get: Get) -> None:
    def emails(**params: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = get("domain-search", domain=ACME, limit=100, **params).json()["data"]["emails"]
        return found

    assert all(entry["last_name"] for entry in emails(required_field="full_name"))
    assert all(entry["position"] for entry in emails(required_field="position"))
    assert emails(required_field="phone_number") == []
    statuses = {entry["verification"]["status"] for entry in emails()} - {None}
    for status in statuses:
        assert {entry["verification"]["status"] for entry in emails(verification_status=status)} == {status}


@pytest.mark.parametrize("domain", ["mailhome.example", "throwaway.example", "acme.com"])
def test_domain_search_of_no_company(sandbox: Sandbox, get: Get, domain: str) -> None:
    data = get("domain-search", domain=domain).json()["data"]
    assert (data["emails"], data["pattern"], data["organization"]) == ([], None, None)
    assert (data["webmail"], data["disposable"]) == (domain == "mailhome.example", domain == "throwaway.example")
    assert _spent(sandbox) == 0


@pytest.mark.parametrize(
    ("params", "status"), [({}, 200), ({"limit": 10, "offset": 10}, 200), ({"limit": 11}, 400), ({"offset": 11}, 400)]
)
def test_free_plan(sandbox: Sandbox, get: Get, params: Any, status: int) -> None:
    sandbox.hunter_switches.free_plan = True
    reply = get("domain-search", domain=ACME, **params)
    assert reply.status_code == status
    assert status == 200 or _error(reply) == (400, "pagination_error")


def test_email_count_is_free(sandbox: Sandbox, get: Get) -> None:
    data = get("email-count", domain=ACME).json()["data"]
    assert data["total"] == data["personal_emails"] + data["generic_emails"]
    assert data["generic_emails"] == 3
    assert data["total"] == get("domain-search", domain=ACME).json()["meta"]["results"]
    assert sum(data["department"].values()) <= data["personal_emails"]
    assert get("email-count", domain=ACME, type="generic").json()["data"]["total"] == 3
    assert _spent(sandbox) == 1


def test_account(sandbox: Sandbox, get: Get) -> None:
    get("domain-search", domain=ACME)
    get("email-verifier", email=f"info@{ACME}")
    data = get("account").json()["data"]
    assert data["requests"] == {
        "searches": {"used": 1, "available": 1_000_000},
        "verifications": {"used": 1, "available": 2_000_000},
    }
    assert (data["plan_level"], data["reset_date"]) == (1, "2026-10-28")
    sandbox.hunter_switches.merged_credits = True
    assert get("account").json()["data"]["requests"]["credits"] == {"used": 1.5, "available": 1_000_000}


def test_test_key(sandbox: Sandbox, get: Get) -> None:
    for path, params in (
        ("domain-search", {"domain": "any.example"}),
        ("email-finder", {"domain": "any.example", "full_name": "Any Body"}),
        ("email-verifier", {"email": "any@any.example"}),
    ):
        other = {name: value.replace("any", "other") for name, value in params.items()}
        one, two = get(path, "test-api-key", **params), get(path, "test-api-key", **other)
        assert one.status_code == 200
        assert one.json()["data"] == two.json()["data"]
        assert _error(get(path, "test-api-key")) == (400, "wrong_params")
    for path in ("account", "email-count"):
        assert _error(get(path, "test-api-key"))[0] == 401


@pytest.mark.parametrize(
    ("fault", "status", "error"),
    [
        ({"kind": "rate_limited"}, 403, "too_many_requests"),
        ({"kind": "server_error", "status": 503}, 503, "internal_error"),
        ({"kind": "server_error", "status": 429}, 429, "usage_exceeded"),
    ],
)
def test_faults_are_in_hunters_words(sandbox: Sandbox, get: Get, fault: Any, status: int, error: str) -> None:
    sandbox.faults.add("/v2/email-verifier", **fault)
    assert _error(get("email-verifier", email=f"info@{ACME}")) == (status, error)
    assert _spent(sandbox) == 0
    assert get("email-verifier", email=f"info@{ACME}").status_code == 200


@pytest.mark.parametrize("kind", ["broken_json", "empty", "html"])
def test_faults_of_the_body(sandbox: Sandbox, get: Get, kind: Any) -> None:
    sandbox.faults.add("/v2/email-count", kind)
    with pytest.raises(ValueError):
        get("email-count", domain=ACME).json()


def test_switches_are_taken_at_the_start() -> None:
    switches = HunterSwitches(free_plan=True)
    assert Sandbox(hunter_switches=switches).hunter_switches is switches
    assert faster(2)["/v2/email-finder"] == Limits(second=30, minute=1000)
