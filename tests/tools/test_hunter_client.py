"""Hunter's client and the desks on it, against a provider on loopback that says what a test tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr

from inroad.errors import (
    BadKeyError,
    BudgetSpentError,
    GarbledAnswerError,
    NotFoundError,
    ObjectedError,
    OutOfCreditError,
    ProviderError,
    RateLimitedError,
    RefusedQueryError,
    UnavailableError,
)
from inroad.state import Person
from inroad.tools.addresses import Check, Mailbox, MailDomain, Offer
from inroad.tools.addresses.hunter import HunterDomains, HunterFinder, HunterVerifier
from inroad.tools.addresses.mail_kinds import mail_kind
from inroad.tools.budget import Budget
from inroad.tools.cache import RECORDS, PaidCache
from inroad.tools.http import JsonClient, Timing
from inroad.tools.hunter import DOMAINS, FINDER, VERIFIER, hunter_client, tens_price
from inroad.tools.ledger import Ledger
from inroad.tools.people.identity import identity_keys
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.till import Till
from tests.tools.provider_server import ProviderServer, Request, end_after, reply, serving

KEY = "canary-hunter-key"
START = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
JANE = Person(
    person_id="p1",
    first_name="Jane",
    last_name="Doe",
    company="Acme",
    linkedin="https://www.linkedin.com/in/jane-doe",
    provider_ids=["pdl:77"],
)
FOUND = {"email": "jane.doe@acme.example", "score": 92, "accept_all": False, "phone_number": "+1 555 0100"}
VALID = {"email": "jane.doe@acme.example", "status": "valid", "result": "undeliverable", "score": 97, "block": False}


@dataclass
class Time:
    """A clock that goes on only when somebody sleeps, or when a test says so."""

    now: datetime = START
    sleeps: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(round(seconds, 3))
        self.now += timedelta(seconds=seconds)

    def timing(self) -> Timing:
        return Timing(self.sleep, lambda: self.now.timestamp(), self, chance=lambda: 1.0)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def till(tmp_path: Path, time: Time) -> Iterator[Till]:
    with SqliteStore(tmp_path / "inroad.sqlite", clock=time) as store:
        yield Till(Ledger(store, time), PaidCache(store, time), Budget(10), "run")


def client_at(server: ProviderServer, time: Time, per_second: int | None = None) -> JsonClient:
    return hunter_client(SecretStr(KEY), f"{server.url}/v2", per_second=per_second, timing=time.timing())


def data(body: Any) -> bytes:
    return reply({"data": body, "meta": {}})


def spent(till: Till) -> tuple[int, float, float]:
    spend = till.ledger.spent("run").get("hunter")
    return (spend.calls, spend.credits, spend.saved) if spend else (0, 0, 0)


def open_credits(till: Till) -> list[tuple[float, bool]]:
    return [(each.credits, each.uncertain) for each in till.ledger.list_open("run")]


def asked(server: ProviderServer) -> list[tuple[str, dict[str, list[str]]]]:
    parts = [urlsplit(request.target) for request in server.requests]
    return [(part.path, parse_qs(part.query)) for part in parts]


def test_the_key_travels_in_its_header_and_never_in_the_address(time: Time) -> None:
    with serving(data({})) as server, client_at(server, time) as client:
        client.get(VERIFIER, {"email": "jane@acme.example"})
    request = server.requests[0]
    assert (request.method, request.target) == ("GET", "/v2/email-verifier?email=jane%40acme.example")
    assert request.headers["x-api-key"] == KEY
    assert KEY not in request.target


@pytest.mark.parametrize(
    ("answer", "error", "asked_times"),
    [
        (reply({"errors": [{"id": "wrong_params", "code": 400, "details": "no"}]}, 400), RefusedQueryError, 1),
        (reply({"errors": [{"id": "authentication_failed", "code": 401}]}, 401), BadKeyError, 1),
        (reply({"errors": [{"id": "too_many_requests", "code": 403}]}, 403), RateLimitedError, 4),
        (reply(raw=b"<html>", status=403, kind="text/html"), RateLimitedError, 4),
        (reply({"errors": [{"id": "not_found", "code": 404}]}, 404), NotFoundError, 1),
        (reply(raw=b"no such page", status=404, kind="text/plain"), GarbledAnswerError, 1),
        (reply({"errors": [{"id": "usage_limit", "code": 429}]}, 429), OutOfCreditError, 1),
        (reply({"errors": [{"id": "claimed_email", "code": 451}]}, 451), ObjectedError, 1),
        (reply({"data": None}, 201), GarbledAnswerError, 1),
        (reply(raw=b"", status=204), GarbledAnswerError, 1),
        (reply({"data": None}, 222), UnavailableError, 4),
        (reply(raw=b"", status=222), UnavailableError, 4),
        (reply({"errors": [{"id": "server_error", "code": 500}]}, 500), UnavailableError, 4),
        (reply(raw=b"<html>", status=502, kind="text/html"), UnavailableError, 1),
        (reply(raw=b"<html>", status=200, kind="text/html"), GarbledAnswerError, 1),
    ],
)
def test_what_each_status_means(time: Time, answer: bytes, error: type[ProviderError], asked_times: int) -> None:
    with serving(answer) as server, client_at(server, time) as client:
        with pytest.raises(error) as caught:
            client.get(FINDER, {"domain": "acme.example"})
        assert type(caught.value) is error
        assert len(server.requests) == asked_times
    assert KEY not in str(caught.value)
    assert caught.value.provider == "hunter"


def test_a_verifier_that_is_not_ready_is_asked_for_a_minute(till: Till, time: Time) -> None:
    working = reply({"data": {"status": "unknown"}}, 202)
    with serving(*[working] * 8, data(VALID)) as server:
        checked = HunterVerifier(client_at(server, time), till).check("jane.doe@acme.example")
        assert len(server.requests) == 9
    assert checked.status == "valid"
    assert time.sleeps == [1, 2, 4, 8, 10, 10, 10, 10]
    assert checked.checked_at == START + timedelta(seconds=55)
    assert spent(till) == (1, 0.5, 0)


@pytest.mark.parametrize("body", [b"", b"null", b'{"data": null}', b"<html>"])
def test_a_verifier_that_is_never_ready_may_have_charged(till: Till, time: Time, body: bytes) -> None:
    with serving(reply(raw=body, status=202)) as server:
        with pytest.raises(UnavailableError, match="still at work on its answer"):
            HunterVerifier(client_at(server, time), till).check("jane.doe@acme.example")
        assert len(server.requests) == 9
    assert open_credits(till) == [(0.5, True)]
    assert spent(till) == (1, 0, 0)


def test_polls_do_not_use_up_the_attempts(till: Till, time: Time) -> None:
    answers: list[tuple[int, Any]] = [(222, {}), (202, None), (202, {}), (403, {}), (202, {}), (500, {"errors": []})]
    with serving(*(reply(body, status) for status, body in answers), data(VALID)) as server:
        assert HunterVerifier(client_at(server, time), till).check("jane.doe@acme.example").score == 97
    assert time.sleeps == [0.5, 1, 2, 16, 4, 2]
    assert spent(till) == (1, 0.5, 0)


@pytest.mark.parametrize(
    ("path", "per_second", "calls", "slept"),
    [
        (FINDER, None, 15, 0),
        (FINDER, None, 16, 1),
        (DOMAINS, None, 501, 60),
        (VERIFIER, None, 11, 1),
        (VERIFIER, None, 301, 60),
        (VERIFIER, 600, 600, 0),
        (FINDER, 2, 3, 1),
    ],
)
def test_the_documented_limits_are_kept(
    time: Time, path: str, per_second: int | None, calls: int, slept: float
) -> None:
    with serving(data({})) as server, client_at(server, time, per_second) as client:
        for _ in range(calls):
            client.get(path)
    assert slept <= (time.now - START).total_seconds() < slept * 1.05 + 0.2


def test_each_endpoint_is_counted_by_itself(time: Time) -> None:
    with serving(data({})) as server, client_at(server, time, per_second=1) as client:
        for path in (FINDER, VERIFIER, DOMAINS):
            client.get(path)
    assert time.sleeps == []


def test_an_address_is_found_once_and_paid_once(till: Till, time: Time) -> None:
    with serving(data(FOUND)) as server:
        finder = HunterFinder(client_at(server, time), till)
        first = finder.find(JANE, "Acme.example")
        time.now += timedelta(days=29)
        assert finder.find(JANE.model_copy(update={"first_name": "JANE"}), "acme.example") == first
        assert asked(server) == [
            ("/v2/email-finder", {"domain": ["acme.example"], "first_name": ["Jane"], "last_name": ["Doe"]})
        ]
    assert first == Offer("jane.doe@acme.example", "found", "hunter", score=92, accept_all=False)
    assert spent(till) == (1, 1, 1)


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("Rene\u0301e", " Zoe\u0308 ", {"first_name": ["Renée"], "last_name": ["Zoë"]}),
        ("Cher", "", {"full_name": ["Cher"]}),
        ("", "Sukarno", {"full_name": ["Sukarno"]}),
        ("李", "小龙", {"first_name": ["李"], "last_name": ["小龙"]}),
    ],
)
def test_a_name_is_asked_for_as_the_person_has_it(
    till: Till, time: Time, first: str, last: str, name: dict[str, list[str]]
) -> None:
    with serving(data(FOUND)) as server:
        person = Person(person_id="p", first_name=first, last_name=last)
        HunterFinder(client_at(server, time), till).find(person, "acme.example")
        assert asked(server)[0][1] == {"domain": ["acme.example"], **name}


@pytest.mark.parametrize("name", [("", ""), ("🚀", ""), (" ", "42")])
def test_nobody_is_asked_for_without_a_name(till: Till, time: Time, name: tuple[str, str]) -> None:
    with serving(data(FOUND)) as server:
        person = Person(person_id="p", first_name=name[0], last_name=name[1])
        assert HunterFinder(client_at(server, time), till).find(person, "acme.example") is None
        assert server.requests == []


@pytest.mark.parametrize(
    "miss",
    [
        data({"email": None, "score": None, "domain": "acme.example"}),
        data({"email": "", "score": 0}),
        data({}),
        reply({"errors": [{"id": "not_found", "code": 404, "details": "nobody"}]}, 404),
    ],
)
def test_nobody_found_costs_nothing_and_is_remembered(till: Till, time: Time, miss: bytes) -> None:
    with serving(miss, data(FOUND)) as server:
        finder = HunterFinder(client_at(server, time), till)
        assert finder.find(JANE, "acme.example") is None
        time.now += timedelta(days=29)
        assert finder.find(JANE, "acme.example") is None
        assert spent(till) == (1, 0, 0)
        time.now += timedelta(days=1)
        assert finder.find(JANE, "acme.example")
    assert spent(till) == (2, 1, 0)


@pytest.mark.parametrize(
    "email", ["email_not_unlocked@domain.com", "jane@DOMAIN.com", "jane.doe", "jane@@acme.example", "j d@acme.example"]
)
def test_what_is_no_address_is_handed_on_for_the_waterfall_to_tell(till: Till, time: Time, email: str) -> None:
    with serving(data({**FOUND, "email": email})) as server:
        offer = HunterFinder(client_at(server, time), till).find(JANE, "acme.example")
    assert offer is not None
    assert (offer.address, mail_kind(offer.address) in ("invalid", "disposable")) == (email, True)
    assert spent(till) == (1, 1, 0)


@pytest.mark.parametrize(
    ("odd", "score", "accept_all"),
    [
        ({"score": "92"}, None, False),
        ({"score": 101}, None, False),
        ({"score": -1}, None, False),
        ({"score": True}, None, False),
        ({"score": 92.5}, None, False),
        ({"score": 0, "accept_all": True}, 0, True),
        ({"score": {"$x.y": 1}, "accept_all": "yes"}, None, False),
        ({"score": [92], "accept_all": 1}, None, False),
    ],
)
def test_odd_values_beside_an_address(
    till: Till, time: Time, odd: dict[str, Any], score: int | None, accept_all: bool
) -> None:
    with serving(data({**FOUND, **odd})) as server:
        found = HunterFinder(client_at(server, time), till).find(JANE, "acme.example")
    assert found == Offer("jane.doe@acme.example", "found", "hunter", score, accept_all)


@pytest.mark.parametrize(
    "body", [None, [], "text", 7, {}, {"data": None}, {"data": []}, {"data": {"email": 7}}, {"data": {"email": ["x"]}}]
)
def test_an_answer_of_another_form_is_an_error_and_not_kept(till: Till, time: Time, body: Any) -> None:
    with serving(reply(body), data(FOUND)) as server:
        finder = HunterFinder(client_at(server, time), till)
        with pytest.raises(GarbledAnswerError):
            finder.find(JANE, "acme.example")
        assert open_credits(till) == [(1, True)]
        assert finder.find(JANE, "acme.example")
    assert spent(till) == (2, 1, 0)


def test_who_objected_is_told_by_an_error_of_its_own(till: Till, time: Time) -> None:
    claimed = reply({"errors": [{"id": "claimed_email", "code": 451, "details": "claimed"}]}, 451)
    with serving(claimed) as server:
        client = client_at(server, time)
        with pytest.raises(ObjectedError, match="leave them alone"):
            HunterFinder(client, till).find(JANE, "acme.example")
        with pytest.raises(ObjectedError):
            HunterVerifier(client, till).check("jane.doe@acme.example")
        with pytest.raises(ObjectedError):
            HunterDomains(client, till).at("acme.example")
    assert (spent(till), open_credits(till)) == ((0, 0, 0), [])


def test_a_call_that_breaks_off_is_not_repeated_and_stays_uncertain(till: Till, time: Time) -> None:
    with serving(end_after(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"), data(FOUND)) as server:
        with pytest.raises(UnavailableError):
            HunterFinder(client_at(server, time), till).find(JANE, "acme.example")
        assert len(server.requests) == 1
    assert open_credits(till) == [(1, True)]


def test_nothing_is_asked_beyond_the_budget(till: Till, time: Time) -> None:
    poor = Till(till.ledger, till.cache, Budget(by_provider={"hunter": 0.75}), "run")
    with serving(data(VALID)) as server:
        client = client_at(server, time)
        for _ in range(2):
            assert HunterVerifier(client, poor).check("jane.doe@acme.example").status == "valid"
        with pytest.raises(BudgetSpentError):
            HunterVerifier(client, poor).check("john@acme.example")
        with pytest.raises(BudgetSpentError):
            HunterFinder(client, poor).find(JANE, "acme.example")
        assert len(server.requests) == 1
    assert spent(poor) == (1, 0.5, 0.5)


def test_a_check_says_when_it_was_made(till: Till, time: Time) -> None:
    with serving(data(VALID)) as server:
        verifier = HunterVerifier(client_at(server, time), till)
        first = verifier.check("jane.doe@acme.example")
        time.now += timedelta(days=12)
        again = verifier.check("Jane.Doe@ACME.example")
        assert asked(server) == [("/v2/email-verifier", {"email": ["jane.doe@acme.example"]})]
    assert first == Check(address="jane.doe@acme.example", status="valid", score=97, source="hunter", checked_at=START)
    assert again == first.model_copy(update={"address": "Jane.Doe@ACME.example"})
    assert spent(till) == (1, 0.5, 0.5)


@pytest.mark.parametrize(
    ("said", "checked"),
    [
        ({"status": "valid", "result": "risky"}, {"status": "valid"}),
        ({"status": "invalid", "result": "deliverable", "score": 0}, {"status": "invalid", "score": 0}),
        ({"status": "accept_all", "score": 62, "smtp_check": False}, {"status": "accept_all", "score": 62}),
        ({"status": "webmail"}, {"status": "webmail"}),
        ({"status": "disposable"}, {"status": "disposable", "disposable": True}),
        ({"status": "valid", "disposable": True}, {"status": "valid", "disposable": True}),
        ({"status": "unknown", "score": None}, {"status": "unknown"}),
        ({"status": "blocked", "block": True}, {"status": "unknown", "block": True}),
        ({"status": "VALID"}, {"status": "unknown"}),
        ({"status": "", "block": "true", "score": "99", "disposable": 1}, {"status": "unknown"}),
        ({"status": "valid", "email": None}, {"status": "valid"}),
        ({"status": "valid", "email": "JANE.DOE@acme.example"}, {"status": "valid"}),
    ],
)
def test_the_status_decides(till: Till, time: Time, said: dict[str, Any], checked: dict[str, Any]) -> None:
    with serving(data(said)) as server:
        found = HunterVerifier(client_at(server, time), till).check("jane.doe@acme.example")
    assert found == Check(
        **{"score": None, **checked, "address": "jane.doe@acme.example", "source": "hunter", "checked_at": START}
    )
    assert spent(till) == (1, 0.5, 0)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"data": None},
        {"data": {}},
        {"data": {"status": None}},
        {"data": {"status": ["valid"]}},
        {"data": {"status": "valid", "email": "somebody.else@acme.example"}},
    ],
)
def test_a_check_of_nothing_is_an_error_and_not_kept(till: Till, time: Time, body: Any) -> None:
    with serving(reply(body), data(VALID)) as server:
        verifier = HunterVerifier(client_at(server, time), till)
        with pytest.raises(GarbledAnswerError):
            verifier.check("jane.doe@acme.example")
        assert verifier.check("jane.doe@acme.example").status == "valid"
    assert open_credits(till) == [(0.5, True)]


def test_a_verifier_that_is_not_there_is_no_answer(till: Till, time: Time) -> None:
    with serving(reply({"errors": [{"id": "not_found", "code": 404}]}, 404), data(VALID)) as server:
        verifier = HunterVerifier(client_at(server, time), till)
        with pytest.raises(NotFoundError):
            verifier.check("jane.doe@acme.example")
        assert verifier.check("jane.doe@acme.example").status == "valid"


def test_threads_that_check_one_address_pay_once(till: Till, time: Time) -> None:
    with serving(data(VALID)) as server:
        verifier = HunterVerifier(client_at(server, time), till)
        with ThreadPoolExecutor(8) as pool:
            checks = list(pool.map(verifier.check, ["jane.doe@acme.example"] * 8))
        assert len(server.requests) == 1
    assert {check.checked_at for check in checks} == {START}
    assert spent(till) == (1, 0.5, 3.5)


def listed(value: Any, **more: Any) -> dict[str, Any]:
    return {"value": value, "type": "personal", "confidence": 90, "first_name": "A", "last_name": "B", **more}


DOMAIN = {
    "domain": "Acme.example",
    "disposable": False,
    "webmail": False,
    "accept_all": True,
    "pattern": "{f}{last}",
    "organization": "Acme",
    "emails": [
        listed("jdoe@acme.example", first_name="Jane", last_name="Doe", linkedin="https://linkedin.com/in/jane-doe"),
        listed("cher@acme.example", first_name="Cher", last_name=None),
        listed("jobs@acme.example", type="generic"),
        listed("ghost@acme.example", first_name=None, last_name=None),
        listed("email_not_unlocked@domain.com"),
        listed(7),
        None,
        "text",
    ],
    "linked_domains": ["acme.co.example", "Acme.example", 7, "no domain", ""],
}
ACME = MailDomain(
    domain="acme.example",
    organization="Acme",
    pattern="{f}{last}",
    accept_all=True,
    linked=["acme.co.example"],
    mailboxes=[Mailbox("Jane", "Doe", "jdoe@acme.example"), Mailbox("Cher", "", "cher@acme.example")],
)


@pytest.mark.parametrize(
    ("ask", "question"),
    [
        (lambda desk: desk.at("ACME.example"), {"domain": ["acme.example"]}),
        (lambda desk: desk.of_company(" Acme  Robotics "), {"company": ["Acme Robotics"]}),
    ],
)
def test_what_is_known_of_a_domain(
    till: Till, time: Time, ask: Callable[[HunterDomains], MailDomain | None], question: dict[str, list[str]]
) -> None:
    with serving(data(DOMAIN)) as server:
        desk = HunterDomains(client_at(server, time), till)
        assert ask(desk) == ask(desk) == ACME
        assert asked(server) == [("/v2/domain-search", {**question, "limit": ["10"]})]
    assert spent(till) == (1, 1, 1)


@pytest.mark.parametrize(("addresses", "price"), [(0, 0), (1, 1), (10, 1), (11, 2), (20, 2), (21, 3)])
def test_a_domain_costs_a_credit_for_each_ten(till: Till, time: Time, addresses: int, price: float) -> None:
    assert tens_price(addresses) == price
    with serving(data({**DOMAIN, "emails": [listed(f"a{n}@acme.example") for n in range(addresses)]})) as server:
        known = HunterDomains(client_at(server, time), till).at("acme.example")
    assert known
    assert len(known.mailboxes) == addresses
    assert spent(till) == (1, price, 0)


@pytest.mark.parametrize(
    ("pattern", "kept"),
    [
        ("{first}", "{first}"),
        ("{first}.{last}", "{first}.{last}"),
        ("{first}{l}", "{first}{l}"),
        ("{f}_{last}-x1", "{f}_{last}-x1"),
        ("{first}.{middle}.{last}", ""),
        ("{first}@acme.example", ""),
        ("{First}", ""),
        ("{first", ""),
        ("info", ""),
        ("", ""),
        (None, ""),
        (["{first}"], ""),
    ],
)
def test_a_pattern_that_no_name_fills_is_none(till: Till, time: Time, pattern: Any, kept: str) -> None:
    with serving(data({**DOMAIN, "pattern": pattern})) as server:
        known = HunterDomains(client_at(server, time), till).at("acme.example")
    assert known
    assert known.pattern == kept


@pytest.mark.parametrize("said", [{"domain": 7, "emails": []}, {"domain": "acme.example", "emails": {}}])
def test_an_answer_without_domain_and_list_is_no_answer(till: Till, time: Time, said: dict[str, Any]) -> None:
    with serving(data(said)) as server, pytest.raises(GarbledAnswerError):
        HunterDomains(client_at(server, time), till).at("acme.example")


@pytest.mark.parametrize(
    "said",
    [
        {"domain": "acme.example", "pattern": None, "organization": None, "accept_all": False, "emails": []},
        {"domain": "acme.example", "linked_domains": "acme.example", "webmail": "yes", "organization": ["Acme"]},
        {},
    ],
)
def test_a_domain_of_which_nothing_is_known(till: Till, time: Time, said: dict[str, Any]) -> None:
    with serving(data(said)) as server:
        desk = HunterDomains(client_at(server, time), till)
        assert desk.at("acme.example") is None
        assert desk.of_company("Acme") is None
    assert spent(till) == (2, 0, 0)


def test_a_company_that_hunter_does_not_know(till: Till, time: Time) -> None:
    unknown = reply({"errors": [{"id": "not_found", "code": 404}]}, 404)
    with serving(unknown, data({**DOMAIN, "domain": None})) as server:
        desk = HunterDomains(client_at(server, time), till)
        assert [desk.of_company("Nobody"), desk.of_company("nobody")] == [None, None]
        assert desk.of_company("Acme") is None
        assert [desk.of_company("  "), desk.at("no domain"), desk.at("")] == [None, None, None]
        assert len(server.requests) == 2
    assert spent(till) == (2, 1, 0)


@pytest.mark.parametrize("flag", ["disposable", "webmail"])
def test_a_domain_that_is_not_a_companys_own_is_told(till: Till, time: Time, flag: str) -> None:
    with serving(data({flag: True})) as server:
        assert HunterDomains(client_at(server, time), till).at("acme.example") == MailDomain.model_validate(
            {"domain": "acme.example", flag: True}
        )


@pytest.mark.parametrize("name", [*identity_keys(JANE), "pdl:77", "email:jane.doe@acme.example"])
def test_what_was_found_of_a_person_is_forgotten(till: Till, time: Time, name: str) -> None:
    with serving(data(FOUND)) as server:
        HunterFinder(client_at(server, time), till).find(JANE, "acme.example")
    assert till.cache.forget([name]) == 1
    assert till.cache.forget([name]) == 0


def test_all_that_is_kept_of_a_person_is_forgotten(till: Till, time: Time, tmp_path: Path) -> None:
    def answer(request: Request) -> bytes:
        of = {"/v2/email-finder": FOUND, "/v2/email-verifier": VALID, "/v2/domain-search": DOMAIN}
        return data(of[urlsplit(request.target).path])

    with serving(answer) as server:
        client = client_at(server, time)
        HunterFinder(client, till).find(JANE, "acme.example")
        HunterVerifier(client, till).check("jane.doe@acme.example")
        HunterDomains(client, till).at("acme.example")
    assert till.cache.forget([*identity_keys(JANE), "email:jane.doe@acme.example"]) == 3
    with SqliteStore(tmp_path / "inroad.sqlite", clock=time) as store:
        assert list(store.scan(RECORDS)) == []
