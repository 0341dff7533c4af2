"""The whole graph, with real files and stores; a hosted people source is played by `FakeMarket`."""

from __future__ import annotations

import email
import json
from collections.abc import Callable, Iterable
from datetime import date
from email.policy import default
from pathlib import Path

import pytest

from inroad.errors import StoreError, UnavailableError
from inroad.graph.outreach import graph
from inroad.graph.run import run_outreach
from inroad.settings import Context, Tools
from inroad.state import Education, JobInput, JobState, KnownAddress, Person, Provenance
from inroad.tools.people import PeoplePage
from tests.conftest import NOW, FakeMarket

POSTING = {
    "jobs": [
        {
            "id": "job-1",
            "title": "Backend Engineer",
            "location": "Austin, TX",
            "jobUrl": "https://jobs.ashbyhq.com/acme-robotics/job-1",
            "descriptionPlain": "Acme Robotics builds robots. We only write from addresses @acmerobotics.example.",
        }
    ]
}


def _person(number: int, title: str = "Backend Engineer", school: str = "") -> Person:
    slug = f"person-{number}-example"
    return Person(
        person_id=f"m{number}",
        first_name="Robin",
        last_name=f"Number{number:02}",
        title=title,
        company="Acme Robotics",
        location="Austin, Texas, United States",
        linkedin=f"https://www.linkedin.com/in/{slug}",
        addresses=[KnownAddress(address=f"robin{number}@acmerobotics.example", source="market", date=date(2026, 1, 2))],
        education=[Education(school=school, degree="BSc", end_year=2015)] if school else [],
        provenance=[Provenance(source="market", date=date(2026, 1, 2))],
    )


def _page(numbers: Iterable[int], next_page: str = "", school: str = "") -> PeoplePage:
    people = [_person(number, school=school) for number in numbers]
    return PeoplePage(people=people, found=40, next_page=next_page, credits=len(people))


@pytest.fixture
def market_job(tmp_path: Path) -> JobInput:
    posting, sender = tmp_path / "posting.json", tmp_path / "sender.toml"
    posting.write_text(json.dumps(POSTING))
    sender.write_text('name = "Ada Example"\nemail = "ada@mail.example"\n')
    return JobInput(posting=str(posting), sender=str(sender), max_contacts=4)


Make = Callable[[FakeMarket], Context]


def _run(job: JobInput, context: Context) -> JobState:
    return run_outreach(job, context)


def test_metro_and_locality_are_searched_side_by_side(market_job: JobInput, with_market: Make) -> None:
    market = FakeMarket({"metro": [_page([1, 2])], "locality": [_page([2, 3, 4])]})
    state = _run(market_job, with_market(market))
    assert state.strategy.metro == "austin, texas"
    assert sorted(market.history) == [("locality", 2, ""), ("metro", 2, "")]
    assert [(s.kind, s.asked, s.new) for s in state.searches] == [("metro", 2, 2), ("locality", 2, 2)]
    assert [contact.last_name for contact in state.contacts] == [
        "Number01",
        "Number02",
        "Number03",
        "Number04",
    ]
    assert state.error == ""


def test_too_few_people_make_the_search_broader_step_by_step(market_job: JobInput, with_market: Make) -> None:
    market = FakeMarket(
        {
            "metro": [_page([1])],
            "locality": [_page([])],
            "role": [_page([2])],
            "region": [_page([])],
            "country": [_page([3, 4])],
            "anywhere": [],
        }
    )
    state = _run(market_job, with_market(market))
    assert sorted(market.history[:2]) == [("locality", 2, ""), ("metro", 2, "")]
    assert market.history[2:] == [("role", 3, ""), ("region", 2, ""), ("country", 2, "")]
    assert len(state.contacts) == 4


def test_the_ladder_has_an_end(market_job: JobInput, with_market: Make) -> None:
    market = FakeMarket({"metro": [_page([1])], "locality": [_page([])], "anywhere": [_page([])]})
    state = _run(market_job, with_market(market))
    assert len(state.contacts) == 1
    assert state.error == "1 of 4 contacts with an address was found."


def test_broader_searches_are_capped_by_a_setting(market_job: JobInput, tools: Tools) -> None:
    market = FakeMarket({"metro": [_page([1])], "locality": [_page([])], "role": [_page([])], "region": [_page([])]})
    tools.markets = [market]
    state = _run(market_job, Context(broaden_rounds=1).with_tools(tools))
    assert [kind for kind, _, _ in market.history[2:]] == ["role"]
    assert state.broadened == 1


def test_alumni_are_looked_for_page_by_page(market_job: JobInput, with_market: Make) -> None:
    school = "Lakeshore State University"
    pages = [
        PeoplePage(people=[_person(1), _person(2, school=school)], found=40, next_page="b"),
        PeoplePage(people=[_person(3), _person(4)], found=40, next_page="c"),
        PeoplePage(people=[_person(5, school=school)], found=40),
    ]
    market = FakeMarket({"metro": list(pages), "locality": [_page([])]})
    job = market_job.model_copy(update={"school": school, "max_contacts": 2})
    state = _run(job, with_market(market))
    assert [page for kind, _, page in market.history if kind == "metro"] == ["", "b", "c"]
    assert [contact.last_name for contact in state.contacts] == ["Number02", "Number05"]
    assert all(c.alumni and c.alumni.school == school and c.alumni.degree == "BSc" for c in state.contacts)


def test_refetching_is_capped_by_a_setting(market_job: JobInput, tools: Tools) -> None:
    pages = [_page([number], next_page=str(number)) for number in range(1, 10)]
    market = FakeMarket({"metro": list(pages), "locality": [_page([])]})
    tools.markets = [market]
    job = market_job.model_copy(update={"school": "Lakeshore State University"})
    state = _run(job, Context(refetch_rounds=2).with_tools(tools))
    assert len([kind for kind, _, _ in market.history if kind == "metro"]) == 3
    assert state.refetched == 2


def test_a_failing_source_is_a_problem_and_the_other_search_goes_on(market_job: JobInput, with_market: Make) -> None:
    market = FakeMarket(
        {"metro": [UnavailableError("The market is closed.", "market")], "locality": [_page([1, 2, 3, 4])]}
    )
    state = _run(market_job, with_market(market))
    assert len(state.contacts) == 4
    assert [(p.provider, p.step, p.message) for p in state.problems] == [("market", "search", "The market is closed.")]


def test_people_without_an_address_give_way_to_those_with_one(market_job: JobInput, with_market: Make) -> None:
    unknown = [_person(number).model_copy(update={"addresses": []}) for number in range(1, 5)]
    strangers = PeoplePage(people=[p.model_copy(update={"company": "Acme Robotics"}) for p in unknown], found=4)
    market = FakeMarket({"metro": [strangers], "locality": [_page([])], "role": [_page([5, 6, 7, 8])]})
    state = _run(market_job, with_market(market))
    assert [contact.last_name for contact in state.contacts] == [
        "Number05",
        "Number06",
        "Number07",
        "Number08",
    ]
    assert [kind for kind, _, _ in market.history[2:]] == ["role"]


def test_the_network_is_enough_for_a_whole_run(job: JobInput, context: Context, tools: Tools) -> None:
    state = _run(job, context)
    assert state.error == ""
    assert len(state.contacts) == 8
    for contact in state.contacts:
        assert contact.why
        assert contact.email.status == "unverified"
        assert contact.email.checked_at == NOW
        assert contact.email.trail
        assert contact.message is not None
        assert contact.draft is not None
        mail = email.message_from_bytes(Path(contact.draft.path).read_bytes(), policy=default)
        assert mail["To"].addresses[0].addr_spec == contact.email.address
        assert mail["Subject"] == contact.message.subject
    assert sorted(state.spans) == sorted({*state.spans, "read_posting", "draft", "report"})
    assert len({contact.message.body for contact in state.contacts if contact.message}) == 8


def test_the_same_run_again_keeps_contacts_messages_and_drafts(job: JobInput, context: Context) -> None:
    first = _run(job, context)
    again = _run(job, context)
    assert again.contacts == first.contacts
    assert len(list((context.tools.home / "drafts").glob("*.eml"))) == 8


def test_more_finds_others(job: JobInput, context: Context) -> None:
    first = _run(job.model_copy(update={"max_contacts": 3}), context)
    others = _run(job.model_copy(update={"max_contacts": 3, "more": 2}), context)
    assert len(others.contacts) == 2
    assert not {c.person_id for c in first.contacts} & {c.person_id for c in others.contacts}


def test_who_was_written_to_about_another_posting_is_left_out(job: JobInput, context: Context, tmp_path: Path) -> None:
    first = _run(job.model_copy(update={"max_contacts": 3}), context)
    other = tmp_path / "other.json"
    other.write_text(json.dumps(POSTING))
    state = _run(job.model_copy(update={"posting": str(other)}), context)
    assert not {c.person_id for c in first.contacts} & {c.person_id for c in state.contacts}
    assert [p.kind for p in state.problems if p.step == "gather"] == ["already_written"]


def test_the_suppressed_are_left_out(job: JobInput, context: Context, tools: Tools) -> None:
    tools.suppression.add(["jonas.mueller@acme-robotics.example", "Priya Raman@Acme Robotics"], "asked", NOW)
    state = _run(job, context)
    assert not {"Jonas", "Priya"} & {contact.first_name for contact in state.contacts}
    assert [p.message for p in state.problems if p.kind == "suppressed"] == ["2 people are on your suppression list."]


def test_a_dry_run_plans_and_searches_nothing(job: JobInput, context: Context) -> None:
    state = _run(job.model_copy(update={"dry_run": True}), context)
    assert state.output is not None
    assert (state.searches, state.contacts, state.error) == ([], [], "")
    assert state.strategy.kind == "metro_primary"


def test_without_drafts_no_sender_is_needed(job: JobInput, context: Context) -> None:
    state = _run(job.model_copy(update={"drafts": "none", "sender": ""}), context)
    assert len(state.contacts) == 8
    assert all(contact.message is None and contact.draft is None for contact in state.contacts)
    assert state.error == ""


def test_another_language_falls_back_to_english_and_says_so(job: JobInput, context: Context, tmp_path: Path) -> None:
    posting = tmp_path / "stelle.json"
    text = (
        "Wir suchen eine erfahrene Person, die unsere Dienste weiterentwickelt und betreibt. Du arbeitest "
        "eng mit dem Team zusammen, triffst Entscheidungen über die Architektur und hilfst anderen weiter."
    )
    entry = {**POSTING["jobs"][0], "descriptionPlain": text, "id": "job-de"}
    posting.write_text(json.dumps({"jobs": [entry]}))
    state = _run(job.model_copy(update={"posting": str(posting)}), context)
    assert [p.action for p in state.problems if p.kind == "language"] == ["wrote in English"]
    assert all("The posting says" not in c.message.body for c in state.contacts if c.message)


def test_the_exported_graph_has_no_saver_and_readable_steps() -> None:
    assert graph.checkpointer is None
    assert set(graph.get_graph().nodes) >= {"read_posting", "enrich_title", "plan_search", "search", "draft"}


def test_progress_that_cannot_be_kept_is_a_sentence(job: JobInput, context: Context, tools: Tools) -> None:
    (tools.home / "progress.sqlite").write_bytes(b"no database at all, but long enough to be looked at" * 40)
    with pytest.raises(StoreError, match=r"progress\.sqlite cannot be kept"):
        run_outreach(job, context)


def test_a_company_of_a_longer_name_is_offered(job: JobInput, context: Context) -> None:
    state = run_outreach(job.model_copy(update={"company": "Acme", "drafts": "none"}), context)
    [problem] = [problem for problem in state.problems if problem.kind == "nobody"]
    assert "'Acme Robotics'" in problem.message
    assert "--company" in problem.message


def test_nobody_of_the_kind_asked_for_is_not_nobody(job: JobInput, context: Context) -> None:
    state = run_outreach(job.model_copy(update={"school": "University of Nowhere"}), context)
    [problem] = [problem for problem in state.problems if problem.kind == "nobody"]
    assert "people at Acme Robotics none is known to be an alumnus of University of Nowhere" in problem.message
