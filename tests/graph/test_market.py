"""Whole runs of the outreach graph against the sandbox: real sockets, stores on disk, nothing that waits."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from inroad.demo import run_demo
from inroad.errors import UserInputError
from inroad.graph.exit_codes import REFUSED
from inroad.graph.run import exit_code, resume_outreach, run_outreach
from inroad.sandbox import CREDITS, KEY, Expectations, Limits, Sandbox, Switches
from inroad.sandbox.pdl import LIMITS
from inroad.settings import Context, Tools
from inroad.state import JobInput, JobState, SearchKind
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.cache import PaidCache
from inroad.tools.http import Timing
from inroad.tools.pdl import pdl_client
from inroad.tools.store.sqlite import SqliteStore

TODAY = datetime(2026, 10, 1, 9, tzinfo=UTC)
# The sandbox's time: any reset that it tells is over already, so that nobody waits for it.
LONG_AGO = 1_000_000.0
SEARCH = "/v5/person/search"
POOR = "key-with-few-credits"
WRONG = "key-that-nobody-knows"
SCHOOL = "University of Miami"
EXPECTED = Expectations(
    headquarters={"Acme Robotics": "austin, texas", "Tiny Kites": "austin, texas"},
    titles={"Acme Robotics": "Backend Engineer"},
    schools=[SCHOOL],
)
UNLIMITED = {path: Limits() for path in LIMITS}


def _sandbox(switches: Switches | None = None) -> Sandbox:
    accounts = {KEY: CREDITS, POOR: {"search": 3.0, "enrich_job_title": 1.0}}
    return Sandbox(expectations=EXPECTED, limits=UNLIMITED, accounts=accounts, switches=switches, sleep=lambda _: None)


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with _sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    """The sandbox that the tests share, without the history, faults and switches of the last one."""
    running.history.clear()
    running.faults.clear()
    running.switches.job_title_refusal = None
    running.switches.masked = False
    return running


class Desk:
    """A user's home and store, and what the provider is asked and charges from now on."""

    def __init__(self, sandbox: Sandbox, home: Path, key: str = KEY) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        self.sandbox = sandbox
        self.key = key
        self.passed = 0.0
        timing = Timing(sleep=self._let_pass, clock=lambda: self.passed, chance=lambda: 0.0)
        self.client = pdl_client(SecretStr(key), sandbox.pdl_url, per_minute=100_000, timing=timing)
        self.tools = Tools(
            store=SqliteStore(home / "inroad.sqlite", clock=lambda: TODAY),
            home=home,
            mail_servers=UnaskedMxResolver(),
            pdl=self.client,
            clock=lambda: TODAY,
        )
        self._before = self._charged()

    def run(
        self,
        company: str = "Tiny Kites",
        location: str = "Austin, TX",
        *,
        opening: str = "job-1",
        who_writes: str = "ada",
        rounds: int = 6,
        **job: Any,
    ) -> JobState:
        context = Context(broaden_rounds=rounds).with_tools(self.tools)
        return run_outreach(self.job(company, location, opening, who_writes, **job), context)

    def job(self, company: str, location: str, opening: str, who_writes: str, **job: Any) -> JobInput:
        sender = self.home / f"{who_writes}.toml"
        sender.write_text(f'name = "{who_writes.title()} Example"\nemail = "{who_writes}@mail.example"\n')
        text = f"{company} builds things that last. You will work on them."
        posting = {
            "id": opening,
            "title": "Backend Engineer",
            "location": location,
            "jobUrl": f"https://jobs.ashbyhq.com/{company.lower().replace(' ', '-')}/{opening}",
            "descriptionPlain": text,
        }
        file = self.home / f"{opening}.json"
        file.write_text(json.dumps({"jobs": [posting]}))
        return JobInput(posting=str(file), company=company, sender=str(sender), **job)

    def _let_pass(self, seconds: float) -> None:
        self.passed += seconds

    def charged(self) -> float:
        """All credits that the provider took, for records and for titles."""
        return self._charged() - self._before

    def _charged(self) -> float:
        if not self.sandbox.accounts.knows(self.key):
            return 0
        return sum(self.sandbox.accounts.spent(self.key, kind) for kind in CREDITS)

    def close(self) -> None:
        self.client.close()
        self.tools.store.close()


@pytest.fixture
def desk(sandbox: Sandbox, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(sandbox, tmp_path / "desk")
    yield made
    made.close()


def _kinds(state: JobState) -> list[SearchKind]:
    return [search.kind for search in state.searches if search.kind != "network"]


def _ids(state: JobState) -> set[str]:
    return {contact.person_id for contact in state.contacts}


def _billed(state: JobState) -> float:
    assert state.output is not None
    return state.output.spend["pdl"].credits


def _questions(sandbox: Sandbox) -> list[Any]:
    return [exchange.json for exchange in sandbox.history.of(SEARCH)]


def _left_out(question: Any) -> set[str]:
    """The ids that a search leaves out."""
    clauses = question["query"]["query"]["bool"].get("must_not", [])
    return {value for clause in clauses for value in clause.get("terms", {}).get("id", [])}


def _bought(desk: Desk, company: str) -> set[str]:
    """The ids of all records of people of the company (its key) that are kept."""
    return set(PaidCache(desk.tools.store, lambda: TODAY).records_of_company("pdl", company))


def _problems(state: JobState, step: str) -> set[str]:
    return {problem.kind for problem in state.problems if problem.step == step}


@pytest.mark.parametrize(
    ("company", "location", "strategy", "kinds"),
    [
        ("Tiny Kites", "Austin, TX", "metro_primary", ["metro", "locality", "metro", "role"]),
        ("Acme Robotics", "Austin, TX", "metro_primary", ["metro", "locality", "role", "region", "country"]),
        ("Tiny Kites", "Bar Harbor, ME", "locality_primary", ["locality", "role", "region", "country"]),
        (
            "Acme Robotics",
            "Berlin, Germany",
            "metro_primary",
            ["locality", "role", "region", "country", "anywhere", "anywhere"],
        ),
        ("Acme Robotics", "Remote, US", "country", ["country", "country", "country"]),
    ],
)
def test_every_rung_and_page_until_there_are_enough(
    desk: Desk, company: str, location: str, strategy: str, kinds: list[SearchKind]
) -> None:
    state = desk.run(company, location)
    assert (state.strategy.kind, state.error, len(state.contacts)) == (strategy, "", 8)
    assert _kinds(state) == kinds
    assert _billed(state) == desk.charged() == 1 + len(_bought(desk, state.company_info.key))


def test_metro_and_locality_are_disjoint(desk: Desk, sandbox: Sandbox) -> None:
    state = desk.run()
    metro, locality = (
        {p.person_id for found in state.found.values() if found.task.kind == kind for p in found.people}
        for kind in ("metro", "locality")
    )
    assert metro
    assert locality
    assert not metro & locality
    first = sorted(_questions(sandbox)[:2], key=lambda question: "location_metro" in json.dumps(question))
    assert ["location_metro" in json.dumps(question) for question in first] == [False, True]
    assert {"term": {"location_locality": "austin"}} in first[0]["query"]["query"]["bool"]["must"]
    assert '"location_locality": "austin"' in json.dumps(first[1]["query"]["query"]["bool"]["must_not"])


def test_each_rung_leaves_out_whom_it_has_and_pages_keep_their_question(desk: Desk, sandbox: Sandbox) -> None:
    state = desk.run()
    seen: dict[str, Any] = {}
    for question in _questions(sandbox):
        if token := question.get("scroll_token"):
            assert question["query"] in seen.values(), token
        seen[json.dumps(question["query"])] = question["query"]
    last = _questions(sandbox)[-1]
    assert len(_left_out(last) & _bought(desk, state.company_info.key)) >= 8


def test_a_rung_asks_only_for_what_is_missing(desk: Desk) -> None:
    state = desk.run("Acme Robotics", "Boston, MA", rounds=2)
    assert [(s.kind, s.asked) for s in state.searches if s.kind != "network"] == [
        ("metro", 4),
        ("locality", 4),
        ("role", 8),
        ("region", 8),
    ]


def test_the_same_run_again_is_free_and_the_same(desk: Desk, sandbox: Sandbox) -> None:
    first = desk.run()
    charged = desk.charged()
    sandbox.history.clear()
    again = desk.run()
    assert [c.person_id for c in again.contacts] == [c.person_id for c in first.contacts]
    assert (desk.charged(), _billed(again), sandbox.history.exchanges) == (charged, 0, [])
    assert again.output is not None
    assert again.output.spend["pdl"].saved >= 8


def test_a_second_sender_at_the_same_company_pays_little(desk: Desk) -> None:
    first = desk.run()
    second = desk.run(opening="job-2", who_writes="bea")
    assert _billed(second) <= 0.4 * _billed(first)
    assert len(second.contacts) == 8


def test_more_finds_others_and_the_query_leaves_out_the_first(desk: Desk, sandbox: Sandbox) -> None:
    first = desk.run()
    fetched = _bought(desk, first.company_info.key)
    sandbox.history.clear()
    others = desk.run(more=4)
    assert len(others.contacts) == 4
    assert not _ids(first) & _ids(others)
    assert all(len(_left_out(question)) >= 8 for question in _questions(sandbox))
    assert len(_bought(desk, first.company_info.key) - fetched) == _billed(others)
    drafted = {name for c in first.contacts for name in desk.tools.library.resolve([[c.person_id]]).values()}
    assert not drafted & _ids(others)


@pytest.mark.parametrize(("who", "persona"), [("peers", "peer"), ("managers", "manager"), ("recruiters", "recruiter")])
def test_one_kind_of_people_alone(desk: Desk, who: str, persona: str) -> None:
    state = desk.run(who=[who], max_contacts=3)
    assert {contact.persona for contact in state.contacts} == {persona}
    assert _billed(state) == desk.charged()


def test_alumni_are_checked_for_a_degree_and_the_report_says_who_is_none(desk: Desk, sandbox: Sandbox) -> None:
    state = desk.run(school=SCHOOL, max_contacts=4)
    assert len(state.contacts) == 4
    for contact in state.contacts:
        assert contact.alumni is not None
        assert contact.alumni.school == SCHOOL
    [told] = [problem.message for problem in state.problems if problem.kind == "not_alumni"]
    assert "have no degree from University of Miami" in told
    assert "2: still a student" in told
    asked = json.dumps(_questions(sandbox)[0])
    assert '"university of miami"' in asked
    assert '"miami university"' not in asked


def test_the_alumni_search_goes_over_pages(desk: Desk) -> None:
    state = desk.run("Brass Kettle", school=SCHOOL, max_contacts=4)
    assert len(state.contacts) == 4
    assert _kinds(state)[-2:] == ["country", "country"]
    assert {c.alumni.school for c in state.contacts if c.alumni} == {SCHOOL}


def test_students_count_where_they_are_asked_for(desk: Desk) -> None:
    state = desk.run(school=SCHOOL, max_contacts=8, students=True)
    assert "still a student" not in " ".join(problem.message for problem in state.problems)


@pytest.mark.parametrize("school", ["USC", "Miami"])
def test_an_ambiguous_school_is_asked_about_before_anybody_pays(desk: Desk, school: str) -> None:
    with pytest.raises(UserInputError, match=school):
        desk.run(school=school)
    assert desk.charged() == 0


def test_a_school_that_nothing_matches_costs_nothing(desk: Desk) -> None:
    state = desk.run(school="Quillfeather College of Example", max_contacts=4)
    assert state.contacts == []
    assert state.error == "0 of 4 contacts with an address were found."
    assert desk.charged() == _billed(state) == 1


def test_the_suppressed_are_dropped_on_arrival(desk: Desk, sandbox: Sandbox, tmp_path: Path) -> None:
    first = desk.run(drafts="none")
    unwanted = first.contacts[0]
    other = Desk(sandbox, tmp_path / "other")
    other.tools.suppression.add([f"linkedin:{unwanted.linkedin.rpartition('/')[2]}"], "asked", TODAY)
    state = other.run(drafts="none")
    other.close()
    assert unwanted.linkedin not in {contact.linkedin for contact in state.contacts}
    assert "suppressed" in _problems(state, "gather")


@pytest.mark.parametrize("budget", [0.5, 1, 2, 3, 5.5, 7, 12])
def test_a_budget_is_never_passed(desk: Desk, budget: float) -> None:
    state = desk.run(budget=f"{budget:g}")
    assert _billed(state) == desk.charged() <= budget
    assert ("BudgetSpentError" in _problems(state, "search")) == (budget < 11)


def test_a_budget_smaller_than_a_record_buys_nothing_and_the_run_ends_well(desk: Desk) -> None:
    state = desk.run(budget="0.5")
    assert (desk.charged(), state.contacts) == (0, [])
    assert _problems(state, "search") == {"BudgetSpentError"}
    assert state.output is not None


@pytest.mark.parametrize("budget", range(1, 9))
def test_what_the_budget_allows_is_bought_and_no_more(desk: Desk, budget: int) -> None:
    state = desk.run("Acme Robotics", budget=str(budget), drafts="none")
    assert desk.charged() == budget
    assert len(state.people) >= budget / 2


def test_a_dry_run_asks_nobody(desk: Desk, sandbox: Sandbox) -> None:
    state = desk.run("Acme Robotics", dry_run=True, school="University of Miami")
    assert sandbox.history.exchanges == []
    assert state.output is not None
    assert [(search.kind, search.asked) for search in state.output.searches][:3] == [
        ("network", 8),
        ("metro", 4),
        ("locality", 4),
    ]


def test_a_wrong_key_is_a_sentence_and_exit_code_4(sandbox: Sandbox, tmp_path: Path) -> None:
    desk = Desk(sandbox, tmp_path / "wrong", key=WRONG)
    state = desk.run()
    desk.close()
    assert exit_code(state) == REFUSED
    assert _problems(state, "search") == {"BadKeyError"}
    assert all("PDL_API_KEY" in p.message for p in state.problems if p.kind == "BadKeyError")


def test_no_credits_left(sandbox: Sandbox, tmp_path: Path) -> None:
    desk = Desk(sandbox, tmp_path / "poor", key=POOR)
    state = desk.run()
    desk.close()
    assert "OutOfCreditError" in _problems(state, "search")
    assert desk.charged() == _billed(state) <= 4
    assert state.output is not None


BREAKAGES = {
    "server_error": "UnavailableError",
    "reset_before": "UnavailableError",
    "reset_after": "UnavailableError",
    "truncated": "UnavailableError",
    "html": "UnavailableError",
    "broken_json": "GarbledAnswerError",
    "empty": "GarbledAnswerError",
    "wrong_types": "GarbledAnswerError",
    "rate_limited": "RateLimitedError",
}


@pytest.mark.parametrize("kind", BREAKAGES)
def test_searches_that_fail_are_problems(desk: Desk, sandbox: Sandbox, kind: Any) -> None:
    sandbox.faults.add(SEARCH, kind, times=math.inf, status=503)
    state = desk.run(max_contacts=4, rounds=1)
    assert _problems(state, "search") == {BREAKAGES[kind]}
    assert state.contacts == []
    assert state.output is not None
    assert all(problem.message.endswith(".") and problem.action for problem in state.problems)


@pytest.mark.parametrize("kind", ["rate_limited", "server_error"])
def test_a_provider_in_trouble_is_asked_again(desk: Desk, sandbox: Sandbox, kind: Any) -> None:
    sandbox.faults.add(SEARCH, kind, times=2, status=503)
    state = desk.run(max_contacts=4)
    assert (len(state.contacts), state.problems) == (4, [])
    assert desk.passed > 0


@pytest.mark.parametrize("kind", sorted(BREAKAGES.keys() - {"rate_limited", "server_error"}))
def test_one_failing_search_leaves_the_rest(desk: Desk, sandbox: Sandbox, kind: Any) -> None:
    sandbox.faults.add(SEARCH, kind, times=1, status=503)
    state = desk.run(max_contacts=4)
    assert len(state.contacts) == 4
    assert _problems(state, "search") == {BREAKAGES[kind]}


def test_a_slow_body_is_no_problem(desk: Desk, sandbox: Sandbox) -> None:
    sandbox.faults.add(SEARCH, "drip", times=math.inf, seconds=3)
    state = desk.run()
    assert (len(state.contacts), state.problems) == (8, [])


def test_a_plan_without_titles_uses_the_shipped_table_and_says_so(desk: Desk, sandbox: Sandbox) -> None:
    sandbox.switches.job_title_refusal = 403
    state = desk.run()
    [problem] = [p for p in state.problems if p.step == "enrich_title"]
    assert (problem.kind, problem.action) == ("BadKeyError", "used the shipped tables")
    assert len(state.contacts) == 8
    assert state.enrichment.cleaned_name == "backend engineer"


def test_a_masked_plan_shows_no_true_as_a_fact(desk: Desk, sandbox: Sandbox) -> None:
    sandbox.switches.masked = True
    state = desk.run()
    assert state.output is not None
    for contact in state.contacts:
        shown = [contact.first_name, contact.last_name, contact.title, contact.location, contact.linkedin]
        assert not {"true", "True"} & {*shown, contact.email.address}


def test_a_company_that_nobody_knows(desk: Desk) -> None:
    state = desk.run("Nowhere Labs")
    assert [p.message for p in state.problems if p.kind == "nobody"] == ["Nobody at Nowhere Labs was found."]
    assert desk.charged() == _billed(state) <= 1


def test_a_company_of_a_similar_name_is_offered(desk: Desk, sandbox: Sandbox) -> None:
    sandbox.prepare("Acme Robotics")
    state = desk.run("Acme Robotixs", drafts="none")
    [problem] = [p for p in state.problems if p.step == "clean_company"]
    assert (problem.kind, problem.action) == ("near_name", "searched the name as written")
    assert "'acme robotics'" in problem.message
    assert state.company_info.provider_ids == {}


def test_searches_side_by_side_share_what_the_budget_leaves(desk: Desk) -> None:
    state = desk.run("Acme Robotics", budget="5.5")
    assert 4 <= desk.charged() <= 5.5
    assert len(state.found["pdl/metro/"].people) + len(state.found["pdl/locality/"].people) <= 4


def test_a_place_that_cannot_be_read_is_said(desk: Desk) -> None:
    state = desk.run(location="Xyzzy Plugh")
    [problem] = [p for p in state.problems if p.step == "locate"]
    assert "'Xyzzy Plugh'" in problem.message
    assert len(state.contacts) == 8


class StopError(Exception):
    """What breaks a run off."""


def test_a_run_that_breaks_off_after_a_search_does_not_pay_twice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    broken: list[str] = []
    kept = PaidCache.put_answer

    def keep_and_stop(cache: PaidCache, provider: str, key: str, answer: Any) -> None:
        kept(cache, provider, key, answer)
        if not broken and answer.record_ids:
            broken.append(key)
            raise StopError("The power went.")

    monkeypatch.setattr(PaidCache, "put_answer", keep_and_stop)
    with pytest.raises(StopError):
        desk.run(run_id="r_1")
    state = resume_outreach("r_1", Context().with_tools(desk.tools))
    assert len(state.contacts) == 8
    assert desk.charged() == 1 + len(_bought(desk, state.company_info.key))


def test_eight_runs_side_by_side_keep_each_to_its_budget(desk: Desk) -> None:
    companies = ["Tiny Kites", "Acme Robotics"]

    def run(number: int) -> JobState:
        job: dict[str, Any] = {"opening": f"job-{number}", "who_writes": f"w{number}", "budget": "6"}
        return desk.run(companies[number % 2], **job)

    with ThreadPoolExecutor(8) as pool:
        states = list(pool.map(run, range(8)))
    assert all(_billed(state) <= 6 for state in states)
    assert sum(map(_billed, states)) == desk.charged()


def test_the_demo_makes_drafts(tmp_path: Path) -> None:
    state = run_demo("", tmp_path / "drafts")
    assert len(state.contacts) == 8
    assert len(list((tmp_path / "drafts").glob("*.eml"))) == len([c for c in state.contacts if c.draft])
    assert any(contact.draft for contact in state.contacts)
