"""Apollo's client and the matcher on it, against a provider on loopback that says what a test tells it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from inroad.errors import (
    BadKeyError,
    BudgetSpentError,
    GarbledAnswerError,
    ProviderError,
    RateLimitedError,
    RefusedQueryError,
    UnavailableError,
)
from inroad.state import Person
from inroad.tools.addresses import Offer
from inroad.tools.addresses.apollo import GUESS_SCORE, ApolloMatcher, tens_of
from inroad.tools.addresses.mail_kinds import mail_kind
from inroad.tools.apollo import MATCH, apollo_client
from inroad.tools.budget import Budget
from inroad.tools.cache import PaidCache
from inroad.tools.http import JsonClient, Timing
from inroad.tools.ledger import Ledger
from inroad.tools.people.identity import identity_keys
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.till import Till
from tests.tools.provider_server import ProviderServer, Request, end_after, reply, serving

KEY = "canary-apollo-key"
START = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
Match = dict[str, Any]


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
        return Timing(self.sleep, lambda: self.now.timestamp(), self, chance=lambda: 0.0)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def till(tmp_path: Path, time: Time) -> Iterator[Till]:
    with SqliteStore(tmp_path / "inroad.sqlite", clock=time) as store:
        yield Till(Ledger(store, time), PaidCache(store, time), Budget(100), "run")


def matcher_at(server: ProviderServer, till: Till, time: Time) -> ApolloMatcher:
    return ApolloMatcher(tens_of(client_at(server, time)).turn(), till)


def client_at(server: ProviderServer, time: Time, per_minute: int | None = 1000) -> JsonClient:
    return apollo_client(SecretStr(KEY), f"{server.url}/api/v1", per_minute=per_minute, timing=time.timing())


def person(name: str, slug: str = "", **more: Any) -> Person:
    first, _, last = name.partition(" ")
    linkedin = f"https://www.linkedin.com/in/{slug}" if slug else ""
    return Person(
        **{"person_id": f"id of {slug or name}", "first_name": first, "last_name": last, "linkedin": linkedin, **more}
    )


def known(name: str, email: str | None, **more: Any) -> Match:
    return {"id": f"64{name}", "name": name, "email": email, "email_status": "verified", **more}


def said(*matches: Any, **more: Any) -> bytes:
    body = {"status": "success", "error_code": None, "request_id": -(2**62), "matches": list(matches), **more}
    return reply(body)


def spent(till: Till) -> tuple[int, float, float]:
    spend = till.ledger.spent("run").get("apollo")
    return (spend.calls, spend.credits, spend.saved) if spend else (0, 0, 0)


def open_credits(till: Till) -> list[tuple[float, bool]]:
    return [(each.credits, each.uncertain) for each in till.ledger.list_open("run")]


def details(request: Request) -> list[dict[str, str]]:
    listed: list[dict[str, str]] = json.loads(request.body)["details"]
    return listed


def everybody(request: Request) -> bytes:
    """Knows everybody who is asked for, one credit each, the last first."""
    names = [f"{each['first_name']} {each['last_name']}" for each in details(request)]
    matches = [known(name, f"{name.replace(' ', '.').lower()}@acme.example") for name in reversed(names)]
    return said(*matches, credits_consumed=len(matches))


def crowd(count: int) -> list[Person]:
    return [person(f"Jane Doe{chr(97 + n // 26)}{chr(97 + n % 26)}") for n in range(count)]


JANE = person("Jane Doe", "jane-doe", company="Acme", provider_ids=["pdl:77"])
JOHN = person("John Roe")


def test_what_goes_over_the_wire(till: Till, time: Time) -> None:
    people = [JANE, JOHN, person("Rene\u0301e"), person("🚀"), person("🚀 ", "emoji-only")]
    with serving(said()) as server:
        assert matcher_at(server, till, time).match(people, "Acme.example") == {}
    request = server.requests[0]
    target = "/api/v1/people/bulk_match?reveal_personal_emails=false&reveal_phone_number=false"
    assert (request.method, request.target) == ("POST", target)
    assert request.headers["x-api-key"] == KEY
    assert json.loads(request.body) == {
        "details": [
            {
                "first_name": "Jane",
                "last_name": "Doe",
                "domain": "acme.example",
                "linkedin_url": "https://www.linkedin.com/in/jane-doe",
            },
            {"first_name": "John", "last_name": "Roe", "domain": "acme.example"},
            {"name": "Renée", "domain": "acme.example"},
            {"domain": "acme.example", "linkedin_url": "https://www.linkedin.com/in/emoji-only"},
        ]
    }


@pytest.mark.parametrize(
    ("answer", "error", "asked_times"),
    [
        (reply(raw=b"Invalid access credentials.", status=401, kind="text/plain"), BadKeyError, 1),
        (reply({"error": "not for you", "error_code": "API_INACCESSIBLE"}, 403), BadKeyError, 1),
        (
            reply({"status": "failed", "error_code": "RECORD_LIMIT_EXCEEDED", "error_message": "11"}, 400),
            RefusedQueryError,
            1,
        ),
        (reply({"status": "failed", "error_code": "UNKNOWN_ERROR"}, 422), RefusedQueryError, 1),
        (reply({"message": "The maximum number of api calls"}, 429, {"retry-after": "7"}), RateLimitedError, 4),
        (reply({"message": "per day"}, 429, {"retry-after": "36000", "x-rate-limit-minute": ""}), RateLimitedError, 1),
        (reply({"error": "no such route"}, 404), ProviderError, 1),
    ],
)
def test_a_refusal_costs_nothing_and_is_not_kept(
    till: Till, time: Time, answer: bytes, error: type[ProviderError], asked_times: int
) -> None:
    with serving(*[answer] * asked_times, everybody) as server:
        matcher = matcher_at(server, till, time)
        with pytest.raises(error) as caught:
            matcher.match([JANE], "acme.example")
        assert len(server.requests) == asked_times
        assert (spent(till), open_credits(till)) == ((0, 0, 0), [])
        assert matcher.match([JANE], "acme.example")
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    "broken",
    [
        reply({"error": "oops"}, 500),
        reply(raw=b"<html>", status=502, kind="text/html"),
        end_after(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"),
        reply(raw=b"{", status=200),
        reply([]),
        reply({"matches": "none"}),
        reply({"status": "success"}),
        reply({"matches": {"0": {}}}),
    ],
)
def test_what_may_have_been_charged_is_asked_once_and_stays_uncertain(till: Till, time: Time, broken: Any) -> None:
    with serving(broken, everybody) as server:
        matcher = matcher_at(server, till, time)
        with pytest.raises((UnavailableError, GarbledAnswerError)):
            matcher.match([JANE, JOHN], "acme.example")
        assert len(server.requests) == 1
        assert open_credits(till) == [(2, True)]
        assert len(matcher.match([JANE, JOHN], "acme.example")) == 2
    assert spent(till) == (2, 2, 0)


@pytest.mark.parametrize(
    ("per_minute", "calls", "slept"), [(None, 20, 0), (None, 21, 60), (None, 101, 3600), (30, 30, 0), (30, 31, 60)]
)
def test_the_limits_are_kept(time: Time, per_minute: int | None, calls: int, slept: float) -> None:
    with serving(said()) as server, client_at(server, time, per_minute) as client:
        for _ in range(calls):
            client.post(MATCH, {"details": []})
    assert slept <= (time.now - START).total_seconds() < slept + 1


def test_ten_to_a_call_each_paid_once(till: Till, time: Time) -> None:
    people = crowd(23)
    with serving(everybody) as server:
        matcher = matcher_at(server, till, time)
        first = matcher.match(people, "acme.example")
        assert sorted(len(details(request)) for request in server.requests) == [3, 10, 10]
        time.now += timedelta(days=29)
        assert matcher.match([*people, JOHN], "acme.example") == {
            **first,
            JOHN.person_id: Offer("john.roe@acme.example", "found", "apollo"),
        }
        assert details(server.requests[3]) == [{"first_name": "John", "last_name": "Roe", "domain": "acme.example"}]
    assert first == {
        each.person_id: Offer(f"jane.{each.last_name.lower()}@acme.example", "found", "apollo") for each in people
    }
    assert spent(till) == (4, 24, 23)


def test_an_answer_is_old_after_thirty_days(till: Till, time: Time) -> None:
    with serving(everybody) as server:
        matcher = matcher_at(server, till, time)
        for _ in range(2):
            matcher.match([JANE], "acme.example")
            time.now += timedelta(days=30)
        assert len(server.requests) == 2


def test_nobody_is_nobody(till: Till, time: Time) -> None:
    with serving(said()) as server:
        assert matcher_at(server, till, time).match([], "acme.example") == {}
        assert server.requests == []


STUB = {"id": "", "name": "", "match_confidence": "none", "organization": {"name": "Acme"}}


@pytest.mark.parametrize(
    ("matches", "address"),
    [
        # By the profile, wherever it stands and whatever the name.
        ([known("John Roe", "john@acme.example"), known("J. Doe", "jd@acme.example", linkedin_url="JD")], "jd"),
        ([known("Jane Doe", "wrong@acme.example"), known("Jane D", "jd@acme.example", linkedin_url="JD")], "jd"),
        # By the name, folded, from one word or two, when no profile speaks against it.
        ([known("JANE  DOE", "jane@acme.example")], "jane"),
        ([known("", "jane@acme.example", first_name="Jané", last_name="Doe")], "jane"),
        ([known("Jane Doe", "jane@acme.example", linkedin_url=None)], "jane"),
        ([known("Jane Doe", "jane@acme.example", linkedin_url="http://www.linkedin.com/in/another-jane")], ""),
        ([known("Jane Doe", "jane@acme.example", linkedin_url=7)], "jane"),
        # Two answers that differ are none; the same one twice is one.
        ([known("Jane Doe", "jane@acme.example"), known("Jane Doe", "jd@acme.example")], ""),
        ([known("Jane Doe", "jane@acme.example"), known("Jane Doe", "JANE@acme.example")], "jane"),
        ([known("Jane Doe", None), known("Jane Doe", "jane@acme.example")], "jane"),
        # Entries that stand for nobody.
        ([None, STUB, known("Jane Doe", "jane@acme.example")], "jane"),
        ([{**known("Jane Doe", "jane@acme.example"), "match_confidence": "none"}], ""),
        ([{**known("Jane Doe", "jane@acme.example"), "id": ""}], ""),
        ([{**known("Jane Doe", "jane@acme.example"), "id": None}], ""),
        ([known("", "jane@acme.example")], ""),
        ([{}], ""),
        ([known("Jane Smith", "jane@acme.example")], ""),
        # No addresses at all.
        ([known("Jane Doe", "")], ""),
        ([{**known("Jane Doe", None), "email": ["jane@acme.example"]}], ""),
        ([{**known("Jane Doe", None), "email": {"$x.y": "jane@acme.example"}}], ""),
    ],
)
def test_whose_address_it_is(till: Till, time: Time, matches: list[Any], address: str) -> None:
    profile = "http://www.linkedin.com/in/Jane-Doe/"
    listed = [
        {**match, "linkedin_url": profile} if isinstance(match, dict) and match.get("linkedin_url") == "JD" else match
        for match in matches
    ]
    with serving(said(*listed, credits_consumed=1)) as server:
        matcher = matcher_at(server, till, time)
        offers = matcher.match([JANE], "acme.example")
        assert matcher.match([JANE], "acme.example") == offers
        assert len(server.requests) == 1
    assert {each: offer.address.lower() for each, offer in offers.items()} == (
        {JANE.person_id: f"{address}@acme.example"} if address else {}
    )


@pytest.mark.parametrize("given", ["email_not_unlocked@domain.com", "not an address"])
def test_what_is_no_address_is_handed_on_for_the_waterfall_to_tell(till: Till, time: Time, given: str) -> None:
    with serving(said(known("Jane Doe", given), credits_consumed=1)) as server:
        [offer] = matcher_at(server, till, time).match([JANE], "acme.example").values()
    assert (offer.address, mail_kind(offer.address) in ("invalid", "disposable")) == (given, True)


@pytest.mark.parametrize(
    ("status", "offered", "score"),
    [
        ("verified", True, None),
        ("Verified", True, None),
        ("extrapolated", True, GUESS_SCORE),
        ("unverified", True, GUESS_SCORE),
        ("likely to engage", True, GUESS_SCORE),
        (None, True, GUESS_SCORE),
        (7, True, GUESS_SCORE),
        ("unavailable", False, None),
    ],
)
def test_what_apollo_has_not_verified_is_a_guess(
    till: Till, time: Time, status: Any, offered: bool, score: int | None
) -> None:
    with serving(said({**known("Jane Doe", "jane@acme.example"), "email_status": status})) as server:
        offers = matcher_at(server, till, time).match([JANE], "acme.example")
    assert offers == ({JANE.person_id: Offer("jane@acme.example", "found", "apollo", score)} if offered else {})


@pytest.mark.parametrize(
    ("told", "credits"),
    [
        ({"credits_consumed": 1.5}, 1.5),
        ({"credits_consumed": 0}, 0),
        ({"credits_consumed": 3}, 3),
        ({}, 2),
        ({"credits_consumed": None}, 2),
        ({"credits_consumed": "1"}, 2),
        ({"credits_consumed": True}, 2),
        ({"credits_consumed": -1}, 2),
        ({"credits_consumed": 10**400}, 2),
    ],
)
def test_what_a_call_costs(till: Till, time: Time, told: dict[str, Any], credits: float) -> None:
    matches = [known("Jane Doe", "jane@acme.example"), known("John Roe", "john@acme.example"), known("A B", None)]
    with serving(said(*matches, None, **told)) as server:
        matcher = matcher_at(server, till, time)
        for _ in range(2):
            assert len(matcher.match([JANE, JOHN, person("A B")], "acme.example")) == 2
    assert spent(till) == (1, credits, credits)


def test_who_costs_nothing_saves_nothing(till: Till, time: Time) -> None:
    with serving(said(known("Jane Doe", "jane@acme.example"), credits_consumed=1)) as server:
        matcher = matcher_at(server, till, time)
        matcher.match([JANE, JOHN], "acme.example")
        assert matcher.match([JOHN], "acme.example") == {}
        assert spent(till) == (1, 1, 0)
        matcher.match([JANE], "acme.example")
    assert spent(till) == (1, 1, 1)


def test_a_list_that_is_null_is_empty(till: Till, time: Time) -> None:
    with serving(said(matches=None, credits_consumed=0)) as server:
        assert matcher_at(server, till, time).match([JANE], "acme.example") == {}
    assert spent(till) == (1, 0, 0)


def test_people_of_one_name_are_told_apart_by_their_profiles_alone(till: Till, time: Time) -> None:
    one, two = person("Jane Doe", "jane-one"), person("Jané Doe", "jane-two")
    neither = person("jane doe", person_id="no profile")
    matches = [
        known("Jane Doe", "second@acme.example", linkedin_url="linkedin.com/in/jane-two"),
        known("Jane Doe", "whose@acme.example"),
    ]
    with serving(said(*matches, credits_consumed=2)) as server:
        offers = matcher_at(server, till, time).match([one, two, neither], "acme.example")
        assert [each["linkedin_url"][-8:] for each in details(server.requests[0])] == ["jane-one", "jane-two"]
    assert {each: offer.address for each, offer in offers.items()} == {two.person_id: "second@acme.example"}


def test_a_person_who_is_given_twice_is_asked_for_once(till: Till, time: Time) -> None:
    again = JANE.model_copy(update={"person_id": "again"})
    with serving(everybody) as server:
        offers = matcher_at(server, till, time).match([JANE, again], "acme.example")
        assert len(details(server.requests[0])) == 1
    assert offers.keys() == {JANE.person_id, "again"}
    assert spent(till) == (1, 1, 0)


def test_anothers_profile_is_nobody_elses(till: Till, time: Time) -> None:
    sister = person("Jane Doe-Smith", "jane-smith")
    jane = person("Jane Doe")
    match = known("Jane Doe", "jane@acme.example", linkedin_url="https://linkedin.com/in/jane-smith")
    with serving(said(match)) as server:
        offers = matcher_at(server, till, time).match([jane, sister], "acme.example")
    assert offers.keys() == {sister.person_id}


def test_a_call_that_fails_leaves_what_the_others_brought(till: Till, time: Time) -> None:
    people = crowd(25)
    bad = people[10].last_name

    def answer(request: Request) -> bytes:
        asked = [each["last_name"] for each in details(request)]
        return reply({"error": "oops"}, 500) if bad in asked and len(asked) == 10 and once.pop() else everybody(request)

    once = [False, True]
    with serving(answer) as server:
        matcher = matcher_at(server, till, time)
        with pytest.raises(UnavailableError):
            matcher.match(people, "acme.example")
        assert len(server.requests) == 3
        assert (spent(till), open_credits(till)) == ((3, 15, 0), [(10, True)])
        assert len(matcher.match(people, "acme.example")) == 25
        assert [each["last_name"] for each in details(server.requests[3])] == [each.last_name for each in people[10:20]]
    assert spent(till) == (4, 25, 15)


@pytest.mark.parametrize(("budget", "calls"), [(0, []), (4, [4]), (13, [3, 10])])
def test_a_small_budget_is_for_the_first(till: Till, time: Time, budget: float, calls: Sequence[int]) -> None:
    poor = Till(till.ledger, till.cache, Budget(budget), "run")
    people = crowd(20)
    with serving(everybody) as server:
        matcher = matcher_at(server, poor, time)
        with pytest.raises(BudgetSpentError):
            matcher.match(people, "acme.example")
        assert sorted(len(details(request)) for request in server.requests) == calls
        assert len(matcher.match(people[: int(budget)], "acme.example")) == budget
        assert len(server.requests) == len(calls)
    assert spent(poor) == (len(calls), budget, budget)


def test_credits_that_misses_give_back_are_used(till: Till, time: Time) -> None:
    poor = Till(till.ledger, till.cache, Budget(10), "run")
    with serving(said(credits_consumed=0)) as server:
        assert matcher_at(server, poor, time).match(crowd(30), "acme.example") == {}
        assert len(server.requests) == 3


def test_threads_that_want_the_same_people_pay_once(till: Till, time: Time) -> None:
    people = crowd(12)
    with serving(everybody) as server:
        matcher = matcher_at(server, till, time)
        shares = [people[:8], people[4:], people, people[::-1]]
        with ThreadPoolExecutor(4) as pool:
            offers = list(pool.map(lambda share: matcher.match(share, "acme.example"), shares))
        asked = [each["last_name"] for request in server.requests for each in details(request)]
    assert sorted(asked) == [each.last_name for each in people]
    assert [len(each) for each in offers] == [8, 8, 12, 12]
    assert spent(till)[1:] == (12, 28)


@pytest.mark.parametrize("name", [*identity_keys(JANE), "pdl:77", "email:jane.doe@acme.example"])
def test_what_was_found_of_a_person_is_forgotten(till: Till, time: Time, name: str) -> None:
    with serving(everybody) as server:
        matcher_at(server, till, time).match([JANE, JOHN], "acme.example")
    assert till.cache.forget([name]) == 1
    assert till.cache.forget([name]) == 0
    assert till.cache.forget(identity_keys(JOHN)) == 1


def test_of_a_person_only_the_address_is_kept(till: Till, time: Time, tmp_path: Path) -> None:
    private = {"photo_url": "https://acme.example/jane.png", "employment_history": [{"organization_name": "Globex"}]}
    with serving(said({**known("Jane Doe", "jane@acme.example"), **private})) as server:
        matcher_at(server, till, time).match([JANE], "acme.example")
    everything = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
    assert b"jane@acme.example" in everything
    assert b"jane.png" not in everything
    assert b"Globex" not in everything
