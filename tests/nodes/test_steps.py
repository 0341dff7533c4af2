"""Single steps, called as the functions they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from langgraph.runtime import Runtime

from inroad.errors import PostingError, SenderError
from inroad.nodes.check_inputs import check_inputs
from inroad.nodes.choose import choose
from inroad.nodes.cleaners import enrich_title
from inroad.nodes.draft import LEASE, draft
from inroad.nodes.gather import gather
from inroad.nodes.orders import DraftOrder, Letter
from inroad.nodes.read_posting import job_id, read_posting
from inroad.nodes.report import shortfall
from inroad.nodes.searching import missing, open_pages, rungs
from inroad.nodes.shortlist import shortlist
from inroad.nodes.verify import SUPPRESSED, verify
from inroad.settings import Context, Tools
from inroad.state import (
    Candidate,
    CompanyInfo,
    Contact,
    Draft,
    Email,
    Fact,
    Found,
    JobInput,
    JobState,
    KnownAddress,
    Message,
    Person,
    Posting,
    Problem,
    Provenance,
    SearchKind,
    SearchTask,
    Sender,
    Strategy,
)
from inroad.tools.addresses import FoundAddresses
from inroad.tools.store.draft_ledger import DRAFTS, DraftSlot
from inroad.tools.store.entries import LibraryEntry
from tests.conftest import NOW

SENDER = Sender(name="Ada Example", email="ada@mail.example")
MESSAGE = Message(subject="A question", body="Hi Maria,\n", writer="template")


def _person(person_id: str = "p_1", **more: object) -> Person:
    base = {
        "person_id": person_id,
        "first_name": "Maria",
        "last_name": "Okafor",
        "company": "Acme",
        "linkedin": f"https://www.linkedin.com/in/maria-{person_id}-example",
        "provenance": [Provenance(source="network: c.csv", date=date(2026, 1, 1))],
    }
    return Person.model_validate({**base, **more})


def _order(message: Message = MESSAGE, **more: object) -> DraftOrder:
    base = {
        "run_id": "r_1",
        "job_id": "j_1",
        "profile": SENDER,
        "company_key": "acme",
        "letters": [Letter(person=_person(), address="maria@acme.example", message=message)],
    }
    return DraftOrder.model_validate({**base, **more})


def _slot() -> DraftSlot:
    return DraftSlot(sender=SENDER.email, person_id="p_1", job_id="j_1", step="introduction")


@pytest.fixture
def runtime(context: Context) -> Runtime[Context]:
    return Runtime(context=context)


def test_a_posting_may_be_pasted(runtime: Runtime[Context]) -> None:
    update = read_posting(JobState(jd="Backend Engineer at Acme Robotics\n\nWe build robots."), runtime)
    assert (update["opening"].title, update["opening"].company) == ("Backend Engineer", "Acme Robotics")
    assert update["run_id"].startswith("r_")


def test_without_a_posting_there_is_nothing_to_do(runtime: Runtime[Context]) -> None:
    with pytest.raises(PostingError, match="There is no posting"):
        read_posting(JobState(), runtime)


def test_the_job_id_is_the_sources_own_or_a_hash_that_spelling_does_not_change() -> None:
    one = Posting(title="Backend Engineer", company="Acme, Inc.", locations=["Austin, TX"], text="We  build.")
    other = Posting(title="backend engineer", company="ACME", locations=["Austin, TX"], text="We build")
    assert job_id(one) == job_id(other)
    assert job_id(one) != job_id(other.model_copy(update={"title": "Data Engineer"}))
    assert job_id(one.model_copy(update={"source_id": "42"})) == "42"


def test_steps_say_when_they_are_wired_wrongly(runtime: Runtime[Context]) -> None:
    with pytest.raises(ValueError, match="after read_posting"):
        enrich_title(JobState(), runtime)


def test_drafts_need_a_sender(runtime: Runtime[Context]) -> None:
    with pytest.raises(SenderError, match="--sender FILE"):
        check_inputs(JobState(), runtime)
    assert check_inputs(JobState(drafts="none"), runtime) == {"schools": [], "problems": [], "profile": None}


@pytest.mark.parametrize(
    ("strategy", "ladder"),
    [
        (
            Strategy(kind="metro_primary", metro="austin, texas", city="Austin", region="Texas", country="US"),
            [["metro", "locality"], ["role"], ["region"], ["country"], ["anywhere"]],
        ),
        (
            Strategy(kind="metro_primary", city="Bozeman", region="Montana", country="US"),
            [["locality"], ["role"], ["region"], ["country"], ["anywhere"]],
        ),
        (
            Strategy(kind="locality_primary", region="Texas", country="US"),
            [["region"], ["role"], ["country"], ["anywhere"]],
        ),
        (Strategy(kind="country", country="US"), [["country"], ["role"], ["anywhere"]]),
        (Strategy(), [["country"], ["role"], ["anywhere"]]),
    ],
)
def test_the_ladder_of_searches(strategy: Strategy, ladder: list[list[SearchKind]]) -> None:
    assert rungs(strategy) == ladder


def test_pages_that_were_read_are_not_open() -> None:
    first = Found(task=SearchTask(source="m", kind="metro", size=8), next_page="2")
    second = Found(task=SearchTask(source="m", kind="metro", size=8, page="2"))
    state = JobState(found={first.task.key: first})
    assert [task.page for task in open_pages(state, 3)] == ["2"]
    assert open_pages(state.model_copy(update={"found": {**state.found, second.task.key: second}}), 3) == []
    assert missing(JobState(max_contacts=3)) == 3


def test_the_shortlist_doubles_while_nobody_has_an_address() -> None:
    ranking = [Candidate(person_id=f"p{n:02}", persona="peer", score=1) for n in range(40)]
    state = JobState(max_contacts=4, ranking=ranking)
    sizes = []
    while chosen := shortlist(state)["shortlist"]:
        sizes.append(len(chosen))
        state = state.model_copy(update={"emails": {**state.emails, **{p: Email() for p in chosen}}})
    assert sizes == [4, 4, 8, 16, 8]


def test_the_shortlist_is_as_long_as_it_takes_by_experience() -> None:
    ranking = [Candidate(person_id=f"p{n:02}", persona="peer", score=1) for n in range(40)]
    found = {f"p{n:02}": Email(address=f"{n}@acme.example", status="verified") for n in range(6)}
    state = JobState(max_contacts=8, ranking=ranking, emails={**found, "p06": Email(), "p07": Email()})
    assert shortlist(state)["shortlist"] == ["p08", "p09", "p10"]


def test_people_keep_the_id_of_earlier_runs(runtime: Runtime[Context], tools: Tools) -> None:
    person = _person("p_new")
    entry = LibraryEntry(
        person_id="p_old",
        keys=["linkedin:maria-p_new-example"],
        first_name="Maria",
        first_seen=NOW,
        last_seen=NOW,
    )
    tools.library.save([entry])
    found = Found(task=SearchTask(source="network", kind="network", size=8), people=[person])
    update = gather(JobState(found={"n": found}), runtime)
    assert list(update["people"]) == ["p_old"]
    assert update["people"]["p_old"].aliases == ["p_new"]


def test_an_address_on_file_counts_more_than_one_by_pattern() -> None:
    people = {f"p{n}": _person(f"p{n}") for n in range(3)}
    state = JobState(
        max_contacts=2,
        people=people,
        ranking=[Candidate(person_id=person_id, persona="peer", score=30) for person_id in people],
        emails={
            "p0": Email(),
            "p1": Email(address="a@acme.example", status="unverified", source="pattern"),
            "p2": Email(address="b@acme.example", status="unverified", source="network: c.csv"),
        },
    )
    contacts = choose(state)["contacts"]
    assert [contact.person_id for contact in contacts] == ["p2", "p1"]
    assert contacts[0].why == ["Has an address on file, which was not checked."]


def test_a_draft_is_made_once_and_kept_with_its_words(runtime: Runtime[Context], tools: Tools) -> None:
    first = draft(_order(), runtime)["made"]["p_1"]
    again = draft(_order(run_id="r_2", message=MESSAGE.model_copy(update={"body": "Other words.\n"})), runtime)
    assert again == {"made": {"p_1": first}, "messages": {"p_1": MESSAGE}}
    assert len(list((tools.home / "drafts").iterdir())) == 1


def test_a_kept_draft_whose_facts_changed_or_whose_file_is_gone_is_told(runtime: Runtime[Context]) -> None:
    def message(phone: str) -> Message:
        return MESSAGE.model_copy(update={"facts": [Fact(id="sender.phone", text=phone, source="me.json")]})

    made = draft(_order(message=message("1")), runtime)["made"]["p_1"]
    [changed] = draft(_order(run_id="r_2", message=message("2")), runtime)["problems"]
    assert (changed.kind, changed.action) == ("kept", "kept the earlier draft as it is")
    Path(made.path).unlink()
    [gone] = draft(_order(run_id="r_3", message=message("1")), runtime)["problems"]
    assert (gone.kind, gone.action) == ("gone", "made no second one")


def test_an_address_of_a_suppressed_domain_is_not_offered(runtime: Runtime[Context], tools: Tools) -> None:
    tools.suppression.add(["@acme.example"], "asked", NOW)
    known = KnownAddress(address="maria@acme.example", source="network", date=date(2026, 1, 1))
    state = JobState(
        people={"p_1": _person(addresses=[known])},
        ranking=[Candidate(person_id="p_1", persona="peer", score=1)],
        shortlist=["p_1"],
        company_info=CompanyInfo(name="Acme", key="acme"),
    )
    emails = verify(state, runtime)["emails"]
    assert (emails["p_1"].status, emails["p_1"].address) == ("none", "")
    assert choose(state.model_copy(update={"emails": emails}))["contacts"] == []


def test_nobody_on_the_shortlist_is_nothing_to_verify(runtime: Runtime[Context]) -> None:
    assert verify(JobState(), runtime) == {}


def test_who_objects_goes_onto_the_suppression_list_by_all_that_they_are_known_by(
    runtime: Runtime[Context], tools: Tools
) -> None:
    class Objecting:
        def find_all(self, people: Sequence[Person], company: CompanyInfo, **_: object) -> FoundAddresses:
            email = Email(checked_at=NOW, trail=["Hunter says that this person objects."])
            return FoundAddresses(emails={people[0].person_id: email}, objected={people[0].person_id})

    class WithObjecting(Tools):
        def addresses(self, job: JobInput, company: CompanyInfo) -> Any:
            return Objecting()

    known = KnownAddress(address="maria@acme.example", source="network", date=date(2026, 1, 1))
    person = _person(addresses=[known], linkedin="https://www.linkedin.com/in/maria-o")
    objecting = WithObjecting(store=tools.store, home=tools.home, mail_servers=tools.mail_servers)
    state = JobState(people={"p_1": person}, shortlist=["p_1"])
    update = verify(state, Runtime(context=Context().with_tools(objecting)))
    assert update["emails"]["p_1"].source == SUPPRESSED
    assert [(p.provider, p.kind, p.action) for p in update["problems"]] == [
        ("hunter", "objected", "left out, and never written to")
    ]
    names = ["maria@acme.example", "https://www.linkedin.com/in/maria-o", "Maria Okafor@Acme"]
    assert tools.suppression.suppressed(names) == set(names)


def test_a_provider_that_refused_in_an_earlier_round_is_closed(runtime: Runtime[Context], tools: Tools) -> None:
    history: list[set[str]] = []

    class Watching:
        def find_all(
            self, people: Sequence[Person], company: CompanyInfo, *, closed: set[str], **_: object
        ) -> FoundAddresses:
            history.append(closed)
            return FoundAddresses()

    class WithWatching(Tools):
        def addresses(self, job: JobInput, company: CompanyInfo) -> Any:
            return Watching()

    watching = WithWatching(store=tools.store, home=tools.home, mail_servers=tools.mail_servers)
    problems = [
        Problem(provider=provider, step=step, kind=kind, message="-")
        for provider, step, kind in [
            ("hunter", "verify", "OutOfCreditError"),
            ("apollo", "verify", "UnavailableError"),
            ("pdl", "search", "BadKeyError"),
        ]
    ]
    state = JobState(people={"p_1": _person()}, shortlist=["p_1"], problems=problems)
    verify(state, Runtime(context=Context().with_tools(watching)))
    assert history == [{"hunter"}]


def test_a_pool_of_candidates_is_no_opening(runtime: Runtime[Context]) -> None:
    update = read_posting(JobState(jd="Talent Community Form\n\nLocation: Austin, TX", company="Acme"), runtime)
    assert [problem.kind for problem in update["problems"]] == ["talent_pool"]


def test_a_live_claim_of_another_run_is_left_alone(runtime: Runtime[Context], tools: Tools) -> None:
    tools.ledger.claim(_slot(), owner="r_other", lease=LEASE, now=NOW)
    [problem] = draft(_order(), runtime)["problems"]
    assert (problem.kind, problem.message) == ("held", "Maria Okafor is being written to by the run r_other.")
    assert not (tools.home / "drafts").exists()


def test_who_was_claimed_for_another_posting_meanwhile_is_left_alone(runtime: Runtime[Context], tools: Tools) -> None:
    other = _slot().model_copy(update={"job_id": "j_other"})
    assert tools.ledger.assign(other, owner="r_other", lease=LEASE, now=NOW)
    [problem] = draft(_order(), runtime)["problems"]
    assert (problem.kind, problem.action) == ("already_written", "left alone")
    assert not (tools.home / "drafts").exists()


def test_an_expired_claim_is_taken_over(runtime: Runtime[Context], tools: Tools) -> None:
    tools.ledger.claim(_slot(), owner="r_other", lease=LEASE, now=NOW - LEASE - timedelta(seconds=1))
    assert "made" in draft(_order(), runtime)


def test_a_draft_that_was_made_but_not_recorded_is_adopted(runtime: Runtime[Context], tools: Tools) -> None:
    made = draft(_order(), runtime)["made"]["p_1"]
    tools.store.delete(DRAFTS, [made.id])
    tools.ledger.claim(_slot(), owner="r_1", lease=LEASE, now=NOW)
    assert draft(_order(), runtime)["made"]["p_1"] == made


def test_who_was_suppressed_meanwhile_gets_no_draft(runtime: Runtime[Context], tools: Tools) -> None:
    tools.suppression.add(["@acme.example"], "asked", NOW)
    [problem] = draft(_order(), runtime)["problems"]
    assert problem.action == "made no draft"


def test_a_draft_that_fails_is_given_up_so_that_another_run_may_make_it(
    runtime: Runtime[Context], tools: Tools
) -> None:
    [problem] = draft(_order(attach="/nowhere/resume.pdf"), runtime)["problems"]
    assert problem.message.startswith("Maria Okafor has no draft: The attachment /nowhere/resume.pdf cannot be read")
    assert "made" in draft(_order(run_id="r_2"), runtime)


@pytest.mark.parametrize(
    ("status", "has_draft", "drafts", "says"),
    [
        ("unverified", True, "eml", ""),
        ("unverified", False, "eml", "0 of 1 draft was made."),
        ("unverified", False, "none", ""),
        ("none", False, "eml", "0 of 1 contact with an address was found."),
    ],
)
def test_shortfall(status: str, has_draft: bool, drafts: str, says: str) -> None:
    contact = Contact(
        person_id="p",
        first_name="Maria",
        last_name="",
        title="",
        company="",
        location="",
        linkedin="",
        persona="peer",
        email=Email.model_validate({"status": status}),
        draft=Draft(kind="eml", id="1", message_id="<1@x>") if has_draft else None,
    )
    state = JobState.model_validate({"max_contacts": 1, "drafts": drafts})
    assert shortfall(state, [contact]) == says


def test_known_addresses_are_looked_up_in_the_suppression_list(runtime: Runtime[Context], tools: Tools) -> None:
    tools.suppression.add(["old@elsewhere.example"], "asked", NOW)
    person = _person(addresses=[KnownAddress(address="old@elsewhere.example", source="n", date=date(2026, 1, 1))])
    found = Found(task=SearchTask(source="network", kind="network", size=8), people=[person])
    assert gather(JobState(found={"n": found}), runtime)["people"] == {}


def test_one_address_is_not_given_to_two_people() -> None:
    people = {f"p{n}": _person(f"p{n}") for n in range(2)}
    same = Email(address="maria@acme.example", status="unverified", source="pattern")
    state = JobState(
        max_contacts=2,
        people=people,
        ranking=[Candidate(person_id=person_id, persona="peer", score=30) for person_id in people],
        emails={"p0": same, "p1": same},
    )
    assert [contact.person_id for contact in choose(state)["contacts"]] == ["p0"]
