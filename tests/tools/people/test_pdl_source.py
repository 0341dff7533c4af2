"""People Data Labs as a people source, against the sandbox and against answers that it should never give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import SecretStr

from inroad.errors import (
    BadKeyError,
    BudgetSpentError,
    GarbledAnswerError,
    OutOfCreditError,
    ProviderError,
    RateLimitedError,
    RefusedQueryError,
    UnavailableError,
)
from inroad.sandbox import KEY, Expectations, Limits, Sandbox
from inroad.sandbox.faults import Kind
from inroad.sandbox.pdl import LIMITS
from inroad.state import CompanyInfo, Person, Strategy, TitleInfo
from inroad.tools.budget import Budget
from inroad.tools.cache import PaidCache
from inroad.tools.http import Patience, Timing
from inroad.tools.ledger import Ledger
from inroad.tools.pdl import pdl_client
from inroad.tools.people import PeopleQuery
from inroad.tools.people.pdl import BoughtAddresses, BoughtPeople, PdlPeople
from inroad.tools.people.pdl_records import FIELDS
from inroad.tools.store.sqlite import SqliteStore
from tests.tools.provider_server import ProviderServer, reply, serving

SEARCH = "/v5/person/search"
PATIENT = Patience(connect=5, read=20, total=10_000)
ACME = CompanyInfo(name="Acme Robotics", key="acmerobotics")


@dataclass
class Time:
    """A clock that goes on only when somebody sleeps, or when a test says so."""

    seconds: float = 1000.0
    now: datetime = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
        self.now += timedelta(seconds=seconds)

    def timing(self) -> Timing:
        return Timing(sleep=self.sleep, clock=lambda: self.seconds, now=lambda: self.now, chance=lambda: 0.5)


@dataclass
class Market:
    """A source with all that it stands on."""

    time: Time
    store: SqliteStore
    url: str

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.store, lambda: self.time.now)
        self.cache = PaidCache(self.store, lambda: self.time.now)

    def people(self, budget: float | None = None, key: str = KEY, url: str = "") -> PdlPeople:
        client = pdl_client(SecretStr(key), url or self.url, patience=PATIENT, timing=self.time.timing())
        return PdlPeople(client, self.ledger, self.cache, Budget(budget), lambda: self.time.now)

    def bought(self) -> BoughtPeople:
        return BoughtPeople(self.ledger, self.cache)

    def spent(self, purse: str = "run") -> tuple[int, float, float]:
        spend = self.ledger.spent(purse).get("pdl")
        return (spend.calls, spend.credits, spend.saved) if spend else (0, 0.0, 0.0)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture(scope="module")
def shared() -> Iterator[Sandbox]:
    expected = Expectations(
        headquarters={"Acme Robotics": "austin, texas"}, titles={"Acme Robotics": "Robotics Software Engineer"}
    )
    with Sandbox(expectations=expected, limits={path: Limits() for path in LIMITS}) as running:
        yield running


@pytest.fixture
def sandbox(shared: Sandbox) -> Iterator[Sandbox]:
    """The sandbox of this file as if it were new: its people are drawn once."""
    shared.history.clear()
    switches = vars(shared.switches).copy()
    yield shared
    shared.faults.clear()
    vars(shared.switches).update(switches)


@pytest.fixture
def market(sandbox: Sandbox, time: Time, tmp_path: Path) -> Iterator[Market]:
    with SqliteStore(tmp_path / "inroad.sqlite", clock=lambda: time.now) as store:
        yield Market(time, store, sandbox.pdl_url)


def question(**parts: Any) -> PeopleQuery:
    usual = {
        "company": ACME,
        "who": ["peers", "managers", "recruiters"],
        "title": TitleInfo(title="Robotics Software Engineer", role="engineering"),
        "strategy": Strategy(),
        "kind": "anywhere",
        "size": 4,
        "purse": "run",
    }
    return PeopleQuery(**{**usual, **parts})


def ids(people: list[Person]) -> list[str]:
    return [own_id for person in people for own_id in person.provider_ids]


def asked(sandbox: Sandbox) -> list[dict[str, Any]]:
    return [exchange.json for exchange in sandbox.history.of(SEARCH)]


def charged(sandbox: Sandbox) -> float:
    return sandbox.accounts.spent(KEY, "search")


def test_a_page_costs_what_the_provider_says(sandbox: Sandbox, market: Market) -> None:
    before = charged(sandbox)
    page = market.people().search(question())
    assert 0 < len(page.people) <= 4
    assert page.credits == 4
    assert page.found > 20
    assert page.next_page
    assert charged(sandbox) - before == 4
    assert market.spent() == (1, 4, 0)


def test_what_is_asked(sandbox: Sandbox, market: Market) -> None:
    market.people().search(question())
    (body,) = asked(sandbox)
    assert set(body) == {"query", "size", "dataset", "data_include"}
    assert body["size"] == 4
    assert body["dataset"] == "all"
    assert body["data_include"].split(",") == list(FIELDS)


def test_a_repeat_is_free_and_counted_as_saved(sandbox: Sandbox, market: Market) -> None:
    first = market.people().search(question())
    again = market.people().search(question(purse="other"))
    assert ids(again.people) == ids(first.people)
    assert (again.credits, again.found, again.next_page) == (0, first.found, first.next_page)
    assert len(asked(sandbox)) == 1
    assert market.spent("other") == (0, 0, 4)


def test_what_was_bought_is_found_when_the_budget_is_used_up(sandbox: Sandbox, market: Market) -> None:
    first = market.people(budget=5).search(question())
    again = market.people(budget=5).search(question())
    assert ids(again.people) == ids(first.people)
    assert len(asked(sandbox)) == 1
    assert market.spent() == (1, 4, 4)


def test_after_three_days_it_is_asked_anew(sandbox: Sandbox, market: Market, time: Time) -> None:
    market.people().search(question())
    time.now += timedelta(days=3)
    assert market.people().search(question()).credits == 4
    assert len(asked(sandbox)) == 2


def all_pages(source: PdlPeople, query: PeopleQuery) -> tuple[list[str], int]:
    page = source.search(query)
    found, pages = ids(page.people), 1
    while page.next_page:
        page = source.search(query, page.next_page)
        found, pages = [*found, *ids(page.people)], pages + 1
    return found, pages


@pytest.mark.parametrize("last", ["null", "missing", "one more"])
@pytest.mark.parametrize("nothing", ["404", "empty"])
def test_pages_until_the_end(
    sandbox: Sandbox,
    market: Market,
    last: Literal["null", "missing", "one more"],
    nothing: Literal["404", "empty"],
) -> None:
    sandbox.switches.last_token, sandbox.switches.nothing_found = last, nothing
    total = market.people().search(question(size=1)).found
    query = question(size=next(size for size in range(2, 101) if total % size == 0), purse="pages")
    found, pages = all_pages(market.people(), query)
    assert pages == total // query.size + (last == "one more")
    assert len(found) == len(set(found))
    assert market.spent("pages")[1] == total
    bodies = asked(sandbox)[1:]
    assert len({str(body["query"]) for body in bodies}) == 1
    assert [("scroll_token" in body) for body in bodies] == [False] + [True] * (pages - 1)


@pytest.mark.parametrize("nothing", ["404", "empty"])
def test_nobody_found_is_an_answer_that_costs_nothing(
    sandbox: Sandbox, market: Market, nothing: Literal["404", "empty"]
) -> None:
    sandbox.switches.nothing_found = nothing
    unknown = question(company=CompanyInfo(name="Nowhere Works", key="nowhereworks"))
    for _ in range(2):
        page = market.people(budget=4).search(unknown)
        assert (page.people, page.found, page.next_page, page.credits) == ([], 0, "", 0)
    assert len(asked(sandbox)) == 1
    assert market.spent()[1:] == (0, 0)


def test_the_budget_is_never_passed(sandbox: Sandbox, market: Market) -> None:
    source = market.people(budget=6)
    first = source.search(question())
    assert source.search(question(), first.next_page).credits == 2
    with pytest.raises(BudgetSpentError):
        source.search(question(who=["peers"]))
    assert [body["size"] for body in asked(sandbox)] == [4, 2]
    assert market.spent() == (2, 6, 0)


@pytest.mark.parametrize("budget", [0, 0.5])
def test_without_a_whole_credit_nothing_is_asked(sandbox: Sandbox, market: Market, budget: float) -> None:
    with pytest.raises(BudgetSpentError):
        market.people(budget=budget).search(question())
    assert asked(sandbox) == []


@pytest.mark.parametrize(("wanted", "size"), [(100, 100), (250, 100), (1, 1)])
def test_a_call_asks_for_no_more_than_it_may(sandbox: Sandbox, market: Market, wanted: int, size: int) -> None:
    market.people().search(question(size=wanted))
    assert [body["size"] for body in asked(sandbox)] == [size]


def test_a_lost_answer_is_in_doubt_and_the_next_run_asks_again(sandbox: Sandbox, market: Market) -> None:
    sandbox.faults.add(SEARCH, "reset_after")
    with pytest.raises(UnavailableError) as caught:
        market.people().search(question())
    assert caught.value.may_have_acted
    (doubt,) = market.ledger.list_open("run")
    assert (doubt.credits, doubt.uncertain) == (4, True)
    assert market.ledger.left("run", Budget(10), "pdl") == 6
    assert market.people().search(question(purse="next")).credits == 4
    assert len(asked(sandbox)) == 2


def test_a_call_that_did_not_arrive_is_given_back(sandbox: Sandbox, market: Market) -> None:
    sandbox.faults.add(SEARCH, "server_error", times=9, status=503)
    with pytest.raises(UnavailableError):
        market.people().search(question())
    sandbox.faults.clear()
    assert market.people().search(question()).credits == 4


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("broken_json", GarbledAnswerError),
        ("html", UnavailableError),
        ("truncated", UnavailableError),
        ("empty", GarbledAnswerError),
        ("huge", GarbledAnswerError),
        ("wrong_types", GarbledAnswerError),
        ("reset_before", UnavailableError),
    ],
)
def test_answers_that_cannot_be_used(sandbox: Sandbox, market: Market, kind: Kind, error: type[ProviderError]) -> None:
    sandbox.faults.add(SEARCH, kind)
    with pytest.raises(error) as caught:
        market.people().search(question())
    assert KEY not in str(caught.value)
    assert market.spent()[1] == 0
    assert [each.uncertain for each in market.ledger.list_open("run")] == [True]
    assert market.people().search(question()).credits == 4


def test_too_many_calls_are_waited_for(sandbox: Sandbox, market: Market, time: Time) -> None:
    sandbox.faults.add(SEARCH, "rate_limited", times=2)
    assert market.people().search(question()).credits == 4
    assert len(time.slept) >= 2
    assert market.spent() == (1, 4, 0)


def test_too_many_calls_for_ever(sandbox: Sandbox, market: Market) -> None:
    sandbox.faults.add(SEARCH, "rate_limited", times=99)
    with pytest.raises(RateLimitedError):
        market.people().search(question())
    assert market.ledger.list_open("run") == []


def test_the_throttle_waits_by_the_injected_time(sandbox: Sandbox, market: Market, time: Time) -> None:
    source = market.people()
    for size in range(1, 12):
        source.search(question(size=size))
    assert len(asked(sandbox)) == 11
    assert 59 < sum(time.slept) < 61


def test_a_wrong_key(sandbox: Sandbox, market: Market) -> None:
    with pytest.raises(BadKeyError) as caught:
        market.people(key="canary-5e1f").search(question())
    assert "PDL_API_KEY" in str(caught.value)
    assert "canary" not in str(caught.value)
    assert market.ledger.list_open("run") == []


def test_no_credits_left(time: Time, tmp_path: Path) -> None:
    expected = Expectations(titles={"Acme Robotics": "Robotics Software Engineer"})
    with (
        Sandbox(expectations=expected, accounts={KEY: {"search": 3}}) as poor,
        SqliteStore(tmp_path / "inroad.sqlite") as store,
    ):
        market = Market(time, store, poor.pdl_url)
        with pytest.raises(OutOfCreditError):
            market.people().search(question())
        assert market.spent() == (0, 0, 0)
        assert market.people().search(question(size=3)).credits == 3


def test_a_query_that_is_refused(market: Market) -> None:
    with pytest.raises(RefusedQueryError) as caught:
        market.people().search(question(), page="of another query")
    assert "scroll_token" in str(caught.value)
    assert market.ledger.list_open("run") == []


def test_the_key_is_in_no_address(sandbox: Sandbox, market: Market) -> None:
    market.people().search(question())
    (exchange,) = sandbox.history.of(SEARCH)
    assert exchange.params == {}
    assert KEY.encode() not in exchange.body


def test_a_masked_plan_gives_people_without_addresses(sandbox: Sandbox, market: Market) -> None:
    sandbox.switches.masked = True
    page = market.people().search(question(size=50))
    assert page.people
    assert not any(person.addresses for person in page.people)
    assert "True" not in "".join(person.model_dump_json() for person in page.people)


def test_who_has_left_is_paid_for_but_not_given(sandbox: Sandbox, market: Market) -> None:
    company = sandbox.population.company("Acme Robotics")
    assert company is not None
    acme = ACME.model_copy(update={"provider_ids": {"pdl": company.id}})
    page = market.people().search(question(size=100, company=acme))
    kept = market.cache.records_of_company("pdl", ACME.key)
    gone = {f"pdl:{own}" for own in kept} - set(ids(page.people))
    assert len(kept) == page.credits
    assert 0 < len(gone) < len(kept) / 2
    named = {own for own in gone if market_name(kept, own)}
    assert named
    assert not any(sandbox.truth(own.removeprefix("pdl:")).works_there for own in named)


def market_name(kept: dict[str, Any], own: str) -> str:
    return str(kept[own.removeprefix("pdl:")].value.get("full_name") or "")


RECORD = {
    "id": "Aa_0000",
    "full_name": "anna bell",
    "job_company_name": "acme robotics",
    "linkedin_url": "linkedin.com/in/anna-bell-example",
    "work_email": "Anna@acme.example",
    "personal_emails": ["anna@home.example", True],
}
Serve = Callable[..., tuple[ProviderServer, PdlPeople]]


@pytest.fixture
def serve(market: Market) -> Iterator[Serve]:
    """A source whose provider answers what a test says."""
    with serving(reply({})) as server:

        def start(*replies: Any) -> tuple[ProviderServer, PdlPeople]:
            server.replies[:] = replies
            return server, market.people(url=f"{server.url}/v5")

        yield start


@pytest.mark.parametrize("body", [{}, {"status": 200}, {"data": None, "total": 3}, {"data": [], "scroll_token": "7$1"}])
def test_an_answer_without_people_is_the_end(serve: Serve, market: Market, body: dict[str, Any]) -> None:
    _, source = serve(reply(body))
    page = source.search(question())
    assert (page.people, page.next_page, page.credits) == ([], "", 0)
    assert market.spent() == (1, 0, 0)


@pytest.mark.parametrize("body", [[], [RECORD], "none", 7, {"data": {"0": RECORD}}, {"data": "none"}, {"data": True}])
def test_an_answer_that_is_no_list_of_people(serve: Serve, market: Market, body: Any) -> None:
    _, source = serve(reply(body))
    with pytest.raises(GarbledAnswerError):
        source.search(question())
    assert [each.uncertain for each in market.ledger.list_open("run")] == [True]


def test_records_that_cannot_be_kept_are_paid_for_all_the_same(serve: Serve, market: Market) -> None:
    records = [RECORD, RECORD, {"id": "Only_0000"}, {"full_name": "no id"}, None, "text", {"id": True}, {"id": ""}]
    _, source = serve(reply({"data": records, "total": "many", "scroll_token": 7}))
    page = source.search(question(size=8))
    assert [person.name for person in page.people] == ["Anna Bell"]
    assert (page.credits, page.found, page.next_page) == (8, 2, "")


@pytest.mark.parametrize(
    ("said", "credits"), [("2.0", 2), ("0.5", 0.5), ("0", 0), ("", 1), ("some", 1), ("nan", 1), ("inf", 1), ("-3", 1)]
)
def test_what_the_provider_says_is_what_it_cost(serve: Serve, market: Market, said: str, credits: float) -> None:
    _, source = serve(reply({"data": [RECORD]}, headers={"x-call-credits-spent": said}))
    assert source.search(question()).credits == credits
    assert market.spent() == (1, credits, 0)


def test_people_of_a_company_of_longer_name_are_not_of_this_one(serve: Serve, market: Market) -> None:
    others = [
        {**RECORD, "id": "Bb_0000", "full_name": "bo alike", "job_company_name": "acme robotics foods"},
        {
            **RECORD,
            "id": "Cc_0000",
            "full_name": "cy site",
            "job_company_name": "acme",
            "job_company_website": "acme.example",
        },
        {**RECORD, "id": "Dd_0000", "full_name": "di untold", "job_company_name": None},
    ]
    _, source = serve(reply({"data": [RECORD, *others]}))
    query = question(company=ACME.model_copy(update={"domain": "acme.example"}))
    names = ["Anna Bell", "Cy Site"]
    assert [person.name for person in source.search(query).people] == names
    assert sorted(person.name for person in market.bought().search(query).people) == names
    there = market.cache.records_of_company("pdl", "acmeroboticsfoods")
    assert list(there) == ["Bb_0000"]


@pytest.mark.parametrize(("own_id", "people"), [("x", 1), ("zzz", 0)])
def test_the_providers_own_id_decides(serve: Serve, own_id: str, people: int) -> None:
    _, source = serve(reply({"data": [{**RECORD, "job_company_name": "acme holdings", "job_company_id": own_id}]}))
    query = question(company=ACME.model_copy(update={"provider_ids": {"pdl": "x"}}))
    assert len(source.search(query).people) == people


@pytest.mark.parametrize("name", ["linkedin:anna-bell-example", "email:anna@acme.example", "email:anna@home.example"])
def test_records_are_forgotten_by_any_key_of_the_person(serve: Serve, market: Market, name: str) -> None:
    _, source = serve(reply({"data": [RECORD]}))
    source.search(question())
    assert market.cache.forget([name]) == 1
    assert market.bought().search(question()).people == []
    assert source.search(question()).people == []


def test_bought_people_cost_nothing_again(market: Market, sandbox: Sandbox) -> None:
    page = market.people().search(question(size=30))
    sandbox.history.clear()
    bought = market.bought().search(question(purse="next", kind="network", size=5))
    assert sorted(ids(bought.people)) == sorted(ids(page.people))
    assert (bought.found, bought.credits, bought.next_page) == (len(page.people), 0, "")
    assert market.spent("next") == (0, 0, 5)
    assert asked(sandbox) == []


def test_nobody_was_bought_at_another_company(market: Market) -> None:
    market.people().search(question())
    other = market.bought().search(question(company=CompanyInfo(name="Bolt", key="bolt"), purse="next"))
    assert (other.people, other.found) == ([], 0)
    assert market.spent("next") == (0, 0, 0)


@pytest.mark.parametrize(("days", "stale"), [(0, [False]), (2.9, [False]), (3, [True]), (89, [True]), (90, [])])
def test_bought_people_grow_stale_and_go(
    serve: Serve, market: Market, time: Time, days: float, stale: list[bool]
) -> None:
    _, source = serve(reply({"data": [RECORD]}))
    source.search(question())
    bought_on = time.now.date()
    time.now += timedelta(days=days)
    people = market.bought().search(question()).people
    assert [person.stale for person in people] == stale
    assert all(person.provenance[0].date == bought_on for person in people)


@pytest.mark.parametrize("by", ["pdl:Aa_0000", "linkedin:anna-bell-example", "email:anna@acme.example", "id"])
def test_bought_people_who_are_excluded(serve: Serve, market: Market, by: str) -> None:
    _, source = serve(reply({"data": [RECORD]}))
    (anna,) = source.search(question()).people
    excluded = anna.person_id if by == "id" else by
    assert market.bought().search(question(exclude=[excluded, "pdl:other"])).people == []
    assert market.bought().search(question(exclude=["pdl:other"])).found == 1


def test_addresses_that_were_bought(serve: Serve, market: Market) -> None:
    _, source = serve(reply({"data": [RECORD]}))
    source.search(question())
    known = BoughtAddresses(market.cache, ACME.key)
    assert known.known_addresses("ACME.example") == [("Anna", "Bell", "Anna@acme.example")]
    assert known.known_addresses("elsewhere.example") == []
    assert known.domains_of(ACME.key)["acme.example"] == 1
