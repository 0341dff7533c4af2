from __future__ import annotations

import pytest
from langgraph.runtime import Runtime
from langgraph.types import Send

from inroad.graph.routing import (
    after_choose,
    after_gather,
    after_plan,
    fan_out_searches,
    to_draft,
    to_write,
)
from inroad.settings import Context
from inroad.state import (
    Candidate,
    CompanyInfo,
    Contact,
    DraftKind,
    Email,
    Found,
    JobState,
    Message,
    Person,
    Posting,
    SearchTask,
    Sender,
)

RUNTIME = Runtime(context=Context())
SENDER = Sender(name="Ada Example", email="ada@mail.example")
PAGED = Found(task=SearchTask(source="market", kind="metro", size=8), next_page="2")


def _candidates(count: int) -> list[Candidate]:
    return [Candidate(person_id=f"p{number}", persona="peer", score=1) for number in range(count)]


def _contact(person_id: str, status: str = "unverified") -> Contact:
    email = Email.model_validate({"address": f"{person_id}@acme.example", "status": status})
    return Contact(
        person_id=person_id,
        first_name="Maria",
        last_name="Okafor",
        title="",
        company="Acme",
        location="",
        linkedin="",
        persona="peer",
        email=email,
    )


def _person(person_id: str) -> Person:
    return Person(person_id=person_id)


def test_a_dry_run_ends_with_the_plan() -> None:
    task = SearchTask(source="network", kind="network", size=8)
    assert after_plan(JobState(dry_run=True, tasks=[task])) == "report"


def test_an_empty_fan_out_goes_on_to_the_join() -> None:
    assert after_plan(JobState()) == "gather"
    assert fan_out_searches(JobState()) == "gather"
    assert to_draft(JobState(profile=SENDER)) == "report"


def test_each_search_is_a_branch_without_the_postings_text() -> None:
    tasks = [SearchTask(source="market", kind=kind, size=8) for kind in ("metro", "locality")]
    sends = fan_out_searches(JobState(tasks=tasks, jd="a long text"))
    assert [(send.node, send.arg.task.kind) for send in sends if isinstance(send, Send)] == [
        ("search", "metro"),
        ("search", "locality"),
    ]
    assert {send.arg.jd for send in sends if isinstance(send, Send)} == {""}


@pytest.mark.parametrize(
    ("found", "ladder", "broadened", "refetched", "people", "goes"),
    [
        pytest.param({}, [], 0, 0, 8, "shortlist", id="enough"),
        pytest.param({}, [], 0, 0, 3, "shortlist", id="too few, and nowhere else to look"),
        pytest.param({"a": PAGED}, [["role"]], 0, 0, 3, "next_page", id="another page comes first"),
        pytest.param({"a": PAGED}, [["role"]], 0, 5, 3, "broaden", id="pages are capped"),
        pytest.param({}, [["role"], ["region"]], 1, 0, 3, "broaden", id="one rung left"),
        pytest.param({}, [["role"]], 1, 0, 3, "shortlist", id="ladder climbed"),
        pytest.param({"a": PAGED}, [["role"]], 0, 0, 8, "shortlist", id="enough, although there is more"),
    ],
)
def test_after_gather(
    found: dict[str, Found], ladder: list[list[str]], broadened: int, refetched: int, people: int, goes: str
) -> None:
    state = JobState.model_validate(
        {
            "found": found,
            "ladder": ladder,
            "broadened": broadened,
            "refetched": refetched,
            "ranking": _candidates(people),
        }
    )
    assert after_gather(state, RUNTIME) == goes


@pytest.mark.parametrize(
    ("tried", "usable", "more", "goes"),
    [
        pytest.param(2, 2, False, "collect_facts", id="all wanted have an address"),
        pytest.param(1, 1, True, "shortlist", id="somebody was not tried yet"),
        pytest.param(2, 1, True, "broaden", id="all tried, one can look further"),
        pytest.param(2, 1, False, "collect_facts", id="all tried, no more to be had"),
    ],
)
def test_after_choose(tried: int, usable: int, more: bool, goes: str) -> None:
    emails = {
        f"p{n}": Email(address="a@acme.example", status="unverified") if n < usable else Email() for n in range(tried)
    }
    state = JobState(
        max_contacts=2,
        ranking=_candidates(2),
        emails=emails,
        ladder=[["role"]] if more else [],
        contacts=[_contact("p0")],
        profile=SENDER,
    )
    assert after_choose(state, RUNTIME) == goes


def test_without_contacts_or_sender_nothing_is_written() -> None:
    assert after_choose(JobState(profile=SENDER), RUNTIME) == "report"
    state = JobState(max_contacts=1, ranking=_candidates(1), emails={"p0": Email()}, contacts=[_contact("p0")])
    assert after_choose(state, RUNTIME) == "report"


def test_all_messages_are_one_order_without_what_no_writer_needs() -> None:
    contacts = [_contact(f"p{number}") for number in range(5)]
    state = JobState(
        network=["people.csv"],
        contacts=contacts,
        people={contact.person_id: _person(contact.person_id) for contact in contacts},
        facts={contact.person_id: [] for contact in contacts},
        opening=Posting(title="Engineer", company="Acme", language="de"),
    )
    [order] = [send.arg for send in to_write(state) if isinstance(send, Send)]
    assert [(brief.person_id, brief.variant) for brief in order.briefs] == [
        (f"p{number}", number) for number in range(5)
    ]
    assert (order.language, order.network) == ("de", [])
    assert to_write(JobState()) == "report"


@pytest.mark.parametrize("kind", ["eml", "gmail", "imap"])
def test_all_drafts_are_one_order_with_what_a_draft_is_made_from(kind: DraftKind) -> None:
    ids = ["p0", "p1"]
    state = JobState(
        run_id="r_1",
        posting="posting.html",
        network=["people.csv"],
        drafts=kind,
        out="drafts",
        attach="resume.pdf",
        profile=SENDER.model_copy(update={"skills": ["Python"]}),
        company_info=CompanyInfo(name="Acme", key="acme"),
        contacts=[_contact(person_id) for person_id in ids],
        people={person_id: _person(person_id) for person_id in ids},
        emails={person_id: Email(address="a@acme.example", status="unverified") for person_id in ids},
        messages=dict.fromkeys(ids, Message(subject="s", body="b", writer="template")),
    )
    [order] = [send.arg for send in to_draft(state) if isinstance(send, Send)]
    assert [letter.person.person_id for letter in order.letters] == ids
    assert (order.run_id, order.drafts, order.out, order.attach) == ("r_1", kind, "drafts", "resume.pdf")
    assert (order.company_key, order.profile, order.network, order.posting) == ("acme", SENDER, [], "")


def test_a_draft_needs_an_address_and_a_message() -> None:
    message = Message(subject="s", body="b", writer="template")
    state = JobState(
        run_id="r_1",
        profile=SENDER,
        contacts=[_contact("p0"), _contact("p1", status="none"), _contact("p2")],
        people={person_id: _person(person_id) for person_id in ("p0", "p1", "p2")},
        emails={
            "p0": Email(address="a@acme.example", status="unverified"),
            "p1": Email(),
            "p2": Email(address="c@acme.example", status="risky"),
        },
        messages={"p0": message, "p1": message},
    )
    sends = [send for send in to_draft(state) if isinstance(send, Send)]
    assert [letter.person.person_id for send in sends for letter in send.arg.letters] == ["p0"]
    assert to_draft(state.model_copy(update={"drafts": "none"})) == "report"
