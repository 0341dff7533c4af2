"""The waterfall of addresses against the sandbox's Hunter and Apollo, and whole runs with them."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from inroad.graph.run import run_outreach
from inroad.sandbox import CREDITS, KEY, ApolloSwitches, Expectations, HunterSwitches, Limits, Sandbox, faster
from inroad.sandbox.faults import Kind
from inroad.sandbox.pdl import LIMITS
from inroad.sandbox.people.knowledge import objected
from inroad.sandbox.records import entry_of
from inroad.settings import Context, Tools
from inroad.state import CompanyInfo, JobInput, JobState, Person
from inroad.tools.addresses import FoundAddresses
from inroad.tools.apollo import apollo_client
from inroad.tools.cleaning.companies import company_key
from inroad.tools.http import Timing
from inroad.tools.hunter import hunter_client
from inroad.tools.pdl import pdl_client
from inroad.tools.people.pdl_records import person_from
from inroad.tools.store.sqlite import SqliteStore

TODAY = datetime(2026, 10, 1, 9, tzinfo=UTC)
POOR = "key-with-few-credits"
COMPANY = "Bluefin Robotics"
CATCH_ALL = "Acme Robotics"
EXPECTED = Expectations(headquarters={COMPANY: "austin, texas"}, titles={COMPANY: "Backend Engineer"})
PATHS = ("/v2/email-finder", "/v2/email-verifier", "/v2/domain-search", "/api/v1/people/bulk_match")


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    accounts = {KEY: CREDITS, POOR: CREDITS | {"hunter": 4.0}}
    limits = faster(1_000) | {path: Limits() for path in LIMITS}
    with Sandbox(0, EXPECTED, limits=limits, accounts=accounts, sleep=lambda _: None) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    """The sandbox that the tests share, without the history, faults and switches of the last one."""
    running.history.clear()
    running.faults.clear()
    for switches, usual in (
        (running.hunter_switches, HunterSwitches()),
        (running.apollo_switches, ApolloSwitches()),
    ):
        vars(switches).update(vars(usual))
    return running


class Desk:
    """A user's home with a key for each provider; time passes without waiting."""

    def __init__(self, sandbox: Sandbox, home: Path, key: str = KEY) -> None:
        home.mkdir(exist_ok=True)
        self.sandbox, self.home, self.passed = sandbox, home, 0.0
        timing = Timing(sleep=self._let_pass, clock=lambda: self.passed, chance=lambda: 0.0)
        secret = SecretStr(key)
        self.clients = [
            pdl_client(secret, sandbox.pdl_url, per_minute=100_000, timing=timing),
            hunter_client(secret, sandbox.hunter_url, per_second=10_000, timing=timing),
            apollo_client(secret, sandbox.apollo_url, per_minute=10_000, timing=timing),
        ]
        pdl, hunter, apollo = self.clients
        store = SqliteStore(home / "inroad.sqlite", clock=lambda: TODAY)
        self.tools = Tools(
            store=store,
            home=home,
            mail_servers=sandbox.mail_servers,
            pdl=pdl,
            hunter=hunter,
            apollo=apollo,
            clock=lambda: TODAY,
        )

    def find(self, people: list[Person], company: str = COMPANY, **job: Any) -> FoundAddresses:
        info = CompanyInfo(name=company, key=company_key(company))
        order = JobInput(run_id="r_1", **job)
        finder = self.tools.addresses(order, info)
        return finder.find_all(people, info, personal=order.personal, closed=(), now=TODAY)

    def run(self, **job: Any) -> JobState:
        sender = self.home / "ada.toml"
        sender.write_text('name = "Ada Example"\nemail = "ada@mail.example"\n')
        posting = {
            "id": "job-1",
            "title": "Backend Engineer",
            "location": "Austin, TX",
            "jobUrl": "https://jobs.ashbyhq.com/bluefin/job-1",
            "descriptionPlain": f"{COMPANY} builds things that last. You will work on them.",
        }
        file = self.home / "job-1.json"
        file.write_text(json.dumps({"jobs": [posting]}))
        order = JobInput(posting=str(file), company=COMPANY, sender=str(sender), **job)
        return run_outreach(order, Context().with_tools(self.tools))

    def calls(self) -> Counter[str]:
        """The calls to Hunter and Apollo so far, by path."""
        return Counter(each.path for each in self.sandbox.history.exchanges if not each.path.startswith("/v5"))

    def _let_pass(self, seconds: float) -> None:
        self.passed += seconds

    def close(self) -> None:
        for client in self.clients:
            client.close()
        self.tools.store.close()


@pytest.fixture
def desk(sandbox: Sandbox, tmp_path: Path) -> Iterator[Desk]:
    here = Desk(sandbox, tmp_path / "home")
    yield here
    here.close()


def _people(
    sandbox: Sandbox, company: str, count: int, *, who_objected: bool = False
) -> tuple[list[Person], dict[str, str]]:
    """The first so many people who work somewhere, and by person id the address at which each is reached."""
    known = sandbox.population.company(company)
    assert known is not None
    people, truth = [], {}
    for profile in sandbox.population.profiles(known):
        so = sandbox.truth(profile.id)
        person = person_from(entry_of(profile, so).record, TODAY.date())
        if profile.twin or not so.works_there or objected(profile.human) != who_objected or person is None:
            continue
        people.append(person)
        truth[person.person_id] = so.address
        if len(people) == count:
            break
    return people, truth


def _summary(found: FoundAddresses) -> dict[str, tuple[str, str]]:
    return {person_id: (email.address, email.status) for person_id, email in found.emails.items()}


def test_a_run_says_how_sure_each_address_is_and_pays_what_is_charged(sandbox: Sandbox, desk: Desk) -> None:
    spent = {kind: sandbox.accounts.spent(KEY, kind) for kind in CREDITS}
    state = desk.run()
    assert state.output is not None
    assert (state.error, len(state.contacts), state.problems) == ("", 8, [])
    statuses = Counter(contact.email.status for contact in state.contacts)
    assert statuses["verified"] >= 5
    assert statuses["none"] == statuses["unverified"] == 0
    for contact in state.contacts:
        assert contact.email.trail
        assert contact.email.checked_at is not None
        if contact.email.status == "verified":
            assert sandbox.delivers(contact.email.address)
    charged = {kind: sandbox.accounts.spent(KEY, kind) - before for kind, before in spent.items()}
    assert {name: spend.credits for name, spend in state.output.spend.items()} == {
        "pdl": charged["search"] + charged["enrich_job_title"],
        "hunter": charged["hunter"],
        **({"apollo": charged["apollo"]} if charged["apollo"] else {}),
    }


def test_the_same_run_again_asks_and_pays_nothing(desk: Desk, sandbox: Sandbox) -> None:
    first = desk.run()
    sandbox.history.clear()
    again = desk.run()
    assert desk.calls() == Counter()
    assert [(c.person_id, c.email.address, c.email.status) for c in again.contacts] == [
        (c.person_id, c.email.address, c.email.status) for c in first.contacts
    ]


def test_another_process_on_the_same_store_pays_nothing_again(desk: Desk, sandbox: Sandbox) -> None:
    people, _ = _people(sandbox, COMPANY, 20)
    first = desk.find(people)
    sandbox.history.clear()
    second = Desk(sandbox, desk.home)
    assert _summary(second.find(people)) == _summary(first)
    assert second.calls() == Counter()
    second.close()


def test_verified_is_never_wrong_and_never_catch_all(desk: Desk, sandbox: Sandbox) -> None:
    for company in (COMPANY, CATCH_ALL):
        people, truth = _people(sandbox, company, 30)
        found = desk.find(people, company)
        known = sandbox.population.company(company)
        assert known is not None
        verified = {person_id: email for person_id, email in found.emails.items() if email.status == "verified"}
        assert bool(verified) != known.catch_all
        assert {person_id: email.address for person_id, email in verified.items()} == {
            person_id: truth[person_id] for person_id in verified
        }


def test_a_key_that_runs_out_halfway_leaves_the_rest_unverified(sandbox: Sandbox, tmp_path: Path) -> None:
    desk = Desk(sandbox, tmp_path / "poor", POOR)
    people, _ = _people(sandbox, COMPANY, 20)
    found = desk.find(people)
    desk.close()
    assert [(p.provider, p.kind) for p in found.problems] == [("hunter", "OutOfCreditError")]
    assert Counter(email.status for email in found.emails.values())["unverified"] > 0
    assert sandbox.accounts.left(POOR, "hunter") < 1


def test_without_a_key_of_a_verifier_nothing_is_verified(desk: Desk, sandbox: Sandbox) -> None:
    desk.tools.hunter = None
    people, _ = _people(sandbox, COMPANY, 20)
    statuses = Counter(email.status for email in desk.find(people).emails.values())
    assert set(statuses) == {"unverified", "none"}


def test_a_budget_is_kept_and_what_it_does_not_pay_for_is_told(desk: Desk, sandbox: Sandbox) -> None:
    people, _ = _people(sandbox, COMPANY, 20)
    found = desk.find(people, budget="hunter=3,apollo=2")
    assert {(p.provider, p.kind) for p in found.problems} <= {
        ("hunter", "BudgetSpentError"),
        ("apollo", "BudgetSpentError"),
    }
    spend = desk.tools.spending.spent("r_1")
    assert spend["hunter"].credits <= 3
    assert spend["apollo"].credits <= 2
    assert found.problems


def test_who_objected_is_left_alone_and_never_asked_for_again(desk: Desk, sandbox: Sandbox) -> None:
    [person], _ = _people(sandbox, COMPANY, 1, who_objected=True)
    found = desk.find([person])
    assert (found.objected, found.emails[person.person_id].address) == ({person.person_id}, "")


@pytest.mark.parametrize("matches", ["nulls", "hits", "shuffled", "stubs"])
def test_apollos_answer_may_have_any_order(desk: Desk, sandbox: Sandbox, matches: Any) -> None:
    sandbox.apollo_switches.matches = matches
    desk.tools.hunter = None
    people, truth = _people(sandbox, COMPANY, 20)
    strangers = [person.model_copy(update={"addresses": []}) for person in people]
    found = desk.find(strangers)
    apollos = {person_id: e.address for person_id, e in found.emails.items() if e.source == "apollo"}
    assert len(apollos) >= 8
    wrong = [person_id for person_id, address in apollos.items() if address != truth[person_id]]
    assert len(wrong) <= 1


@pytest.mark.parametrize("unfinished", ["verifier", "null"])
def test_a_verifier_that_takes_its_time_is_asked_again_and_paid_once(
    desk: Desk, sandbox: Sandbox, unfinished: Any
) -> None:
    sandbox.hunter_switches.slow_share = 1.0
    sandbox.hunter_switches.unfinished = unfinished
    people, _ = _people(sandbox, COMPANY, 6)
    before = sandbox.accounts.spent(KEY, "hunter")
    found = desk.find(people)
    assert found.problems == []
    assert Counter(email.status for email in found.emails.values())["verified"] >= 4
    assert desk.tools.spending.spent("r_1")["hunter"].credits == sandbox.accounts.spent(KEY, "hunter") - before
    statuses = Counter(each.status for each in sandbox.history.of("/v2/email-verifier"))
    assert statuses[202] == 2 * statuses[200]


def test_a_mail_server_that_answers_oddly_for_ever_leaves_the_address_unverified(desk: Desk, sandbox: Sandbox) -> None:
    people, truth = _people(sandbox, COMPANY, 30)
    on_record = next(p for p in people if any(known.address == truth[p.person_id] for known in p.addresses))
    sandbox.hunter_switches.odd = {truth[on_record.person_id]: math.inf}
    found = desk.find([on_record])
    assert found.emails[on_record.person_id].status == "unverified"
    assert [(p.provider, p.kind) for p in found.problems] == [("hunter", "UnavailableError")]


def test_a_blocked_address_is_never_offered(desk: Desk, sandbox: Sandbox) -> None:
    people, truth = _people(sandbox, COMPANY, 12)
    sandbox.hunter_switches.blocked = frozenset(truth.values())
    offered = {email.address for email in desk.find(people).emails.values()}
    assert offered.isdisjoint(truth.values())


def test_a_placeholder_is_no_address(desk: Desk, sandbox: Sandbox) -> None:
    sandbox.hunter_switches.placeholder = sandbox.apollo_switches.placeholder = True
    people, _ = _people(sandbox, COMPANY, 20)
    offered = [email.address for email in desk.find(people).emails.values() if email.address]
    assert offered
    assert not [address for address in offered if not address.endswith("@bluefin-robotics.example")]


@pytest.mark.parametrize(
    "kind",
    [
        *("rate_limited", "server_error", "broken_json", "html", "truncated", "empty", "drip", "huge"),
        *("wrong_types", "reset_before", "reset_after"),
    ],
)
@pytest.mark.parametrize("path", PATHS)
def test_no_fault_of_a_provider_brings_the_round_down(desk: Desk, sandbox: Sandbox, path: str, kind: Kind) -> None:
    people, truth = _people(sandbox, COMPANY, 6)
    strangers = [person.model_copy(update={"addresses": []}) for person in people]
    sandbox.faults.add(path, kind, times=math.inf)
    found = desk.find(strangers)
    assert len(found.emails) == 6
    provider = "apollo" if "bulk_match" in path else "hunter"
    assert {problem.provider for problem in found.problems} <= {provider}
    if kind not in ("drip",) and sandbox.history.of(path):
        assert found.problems
    for person_id, email in found.emails.items():
        if email.status == "verified":
            assert email.address == truth[person_id]
