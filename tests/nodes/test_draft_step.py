"""The draft step in a mailbox that fails: what is surely not there is given up, what may be there is looked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from langgraph.runtime import Runtime

from inroad.errors import (
    BadKeyError,
    InroadError,
    OutOfCreditError,
    OutputError,
    RateLimitedError,
    RefusedQueryError,
    UnavailableError,
)
from inroad.nodes.draft import LEASE, draft
from inroad.nodes.orders import DraftOrder, Letter
from inroad.settings import Context, Tools
from inroad.state import Draft, JobInput, Message, Person, Sender
from inroad.tools.drafts import Drafts, Outgoing
from inroad.tools.store.draft_caps import Caps, DraftPlaces
from tests.conftest import NOW

SENDER = Sender(name="Ada Example", email="ada@mail.example")
MESSAGE = Message(subject="A question", body="Hi Maria,\n", writer="template")
DOUBTFUL = UnavailableError("Gmail broke off the connection; try again later.", "gmail", sent=True)
NOT_SENT = UnavailableError("Gmail could not be reached; try again later.", "gmail", sent=False)
LATER = "the next run looks whether it is there"


def order(run_id: str = "r_1", person_id: str = "p_1", message: Message = MESSAGE, **more: Any) -> DraftOrder:
    given: dict[str, Any] = {
        "drafts": "gmail",
        "job_id": "j_1",
        "profile": SENDER,
        "company_key": "acme",
        "letters": [letter(person_id, message)],
        "run_id": run_id,
    }
    return DraftOrder(**{**given, **more})


def letter(person_id: str = "p_1", message: Message = MESSAGE) -> Letter:
    person = Person(person_id=person_id, first_name="Maria", last_name="Okafor", company="Acme")
    return Letter(person=person, address=f"{person_id}@acme.example", message=message)


@dataclass
class Mailbox:
    """A mailbox with a queue of what goes wrong ("acted" before an error: the draft is made all the same)."""

    creating: list[InroadError | None] = field(default_factory=list)
    finding: list[InroadError | None] = field(default_factory=list)
    acted: bool = False
    there: dict[str, Draft] = field(default_factory=dict)
    history: list[str] = field(default_factory=list)
    kind: str = "gmail"

    def check(self) -> None: ...

    def find(self, outgoing: Outgoing) -> Draft | None:
        self.history.append("find")
        error = self.finding.pop(0) if self.finding else None
        if error:
            raise error
        return self.there.get(outgoing.key)

    def create(self, outgoing: Outgoing) -> Draft:
        self.history.append("create")
        error = self.creating.pop(0) if self.creating else None
        if error is None or self.acted:
            assert outgoing.key not in self.there
            self.there[outgoing.key] = Draft(kind="gmail", id=f"r{len(self.there)}", message_id="<1@mail.example>")
        if error:
            raise error
        return self.there[outgoing.key]


class MailboxTools(Tools):
    """Tools whose drafts go to that mailbox, and whose clock can be moved."""

    mailbox: Drafts
    now: datetime = NOW

    def drafts(self, job: JobInput) -> Drafts:
        return self.mailbox


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def at(tools: Tools, mailbox: Mailbox) -> MailboxTools:
    there = MailboxTools(store=tools.store, home=tools.home, mail_servers=tools.mail_servers)
    there.clock = lambda: there.now
    there.mailbox = mailbox
    return there


def done(at: Tools, run: DraftOrder) -> dict[str, Any]:
    return dict(draft(run, Runtime(context=Context().with_tools(at))))


def only_problem(update: dict[str, Any]) -> tuple[str, str]:
    assert set(update) == {"problems"}
    [problem] = update["problems"]
    return problem.kind, problem.action


def test_a_draft_whose_answer_got_lost_is_adopted_at_once(at: MailboxTools, mailbox: Mailbox) -> None:
    mailbox.creating, mailbox.acted = [DOUBTFUL], True
    assert done(at, order()) == {"made": {"p_1": mailbox.there[next(iter(mailbox.there))]}}
    assert mailbox.history == ["create", "find"]


def test_an_adopted_draft_is_looked_for_and_told_with_the_words_of_the_run_that_made_it(
    at: MailboxTools, mailbox: Mailbox
) -> None:
    mailbox.creating, mailbox.acted, mailbox.finding = [DOUBTFUL], True, [DOUBTFUL]
    assert only_problem(done(at, order()))[1] == LATER
    at.now += LEASE
    others = order("r_2", message=MESSAGE.model_copy(update={"body": "Dear Maria,\n"}))
    [made] = mailbox.there.values()
    assert done(at, others) == {"made": {"p_1": made}, "messages": {"p_1": MESSAGE}}
    [record] = at.ledger.by_sender_people(SENDER.email, ["p_1"])["p_1"]
    assert (record.message, record.tried) == (MESSAGE, [])


@pytest.mark.parametrize("acted", [False, True])
@pytest.mark.parametrize("finding", [None, DOUBTFUL, RateLimitedError("Wait."), BadKeyError("Ended.")])
def test_what_may_be_there_stays_claimed_and_the_next_run_looks_first(
    at: MailboxTools, mailbox: Mailbox, acted: bool, finding: InroadError | None
) -> None:
    mailbox.creating, mailbox.acted, mailbox.finding = [DOUBTFUL], acted, [finding]
    first = done(at, order())
    if acted and finding is None:
        assert "made" in first
        return
    assert only_problem(first) == ("UnavailableError", LATER)
    assert only_problem(done(at, order("r_2"))) == ("held", "left alone until 09:31 UTC")
    at.now = NOW + LEASE
    assert "made" in done(at, order("r_2"))
    assert mailbox.history == ["create", "find", "find", *([] if acted else ["create"])]
    assert len(mailbox.there) == 1


def test_its_own_run_goes_on_at_once(at: MailboxTools, mailbox: Mailbox) -> None:
    mailbox.creating = [DOUBTFUL]
    assert only_problem(done(at, order())) == ("UnavailableError", LATER)
    assert "made" in done(at, order())
    assert mailbox.history == ["create", "find", "find", "create"]


@pytest.mark.parametrize(
    "error",
    [
        NOT_SENT,
        OutputError("The mail has 40 MB; attach a smaller file."),
        OutOfCreditError("The mailbox is full.", "imap"),
        RefusedQueryError("Gmail refuses the draft.", "gmail"),
    ],
)
def test_what_is_surely_not_there_is_given_up(at: MailboxTools, mailbox: Mailbox, error: InroadError) -> None:
    mailbox.creating = [error]
    assert only_problem(done(at, order())) == (type(error).__name__, "made no draft")
    assert "made" in done(at, order("r_2"))
    assert mailbox.history == ["create", "create"]


def test_a_mailbox_that_cannot_be_looked_into_leaves_the_claim_of_the_dead_run_in_doubt(
    at: MailboxTools, mailbox: Mailbox
) -> None:
    mailbox.creating, mailbox.acted, mailbox.finding = [DOUBTFUL], True, [DOUBTFUL, NOT_SENT]
    done(at, order())
    at.now = NOW + LEASE
    assert only_problem(done(at, order("r_2"))) == ("UnavailableError", LATER)
    at.now = NOW + 2 * LEASE
    assert "made" in done(at, order("r_3"))
    assert mailbox.history == ["create", "find", "find", "find"]


def test_a_refusal_after_a_look_that_found_nothing_is_given_up(at: MailboxTools, mailbox: Mailbox) -> None:
    mailbox.creating = [DOUBTFUL, RefusedQueryError("No.", "gmail")]
    done(at, order())
    assert only_problem(done(at, order())) == ("RefusedQueryError", "made no draft")
    assert "made" in done(at, order("r_2"))
    assert mailbox.history == ["create", "find", "find", "create", "create"]


def test_who_was_suppressed_while_the_run_was_paused_gets_no_draft(at: MailboxTools, mailbox: Mailbox) -> None:
    mailbox.creating = [DOUBTFUL]
    done(at, order())
    at.suppression.add(["Maria Okafor@Acme"], "asked", NOW)
    assert only_problem(done(at, order())) == ("suppressed", "made no draft")
    assert mailbox.history == ["create", "find"]


@pytest.mark.parametrize(
    ("caps", "says"),
    [
        (Caps(daily=1), "Maria Okafor has no draft: your cap of 1 draft a day is reached (INROAD_DAILY_CAP)."),
        (
            Caps(company=1),
            "Maria Okafor has no draft: your cap of 1 draft at one company is reached (INROAD_COMPANY_CAP).",
        ),
    ],
)
def test_beyond_a_cap_no_draft_is_made_until_there_is_room(
    at: MailboxTools, mailbox: Mailbox, caps: Caps, says: str
) -> None:
    at.caps = caps
    mailbox.creating = [OutputError("It is too large.")]
    assert only_problem(done(at, order(person_id="p_0"))) == ("OutputError", "made no draft")
    assert "made" in done(at, order())
    update = done(at, order(person_id="p_2"))
    assert only_problem(update) == ("cap", "made no draft")
    assert update["problems"][0].message == says
    assert "made" in done(at, order("r_2"))
    at.now = NOW + timedelta(days=1)
    assert ("made" in done(at, order("r_2", person_id="p_2"))) == (caps.daily == 1)


def test_what_a_cap_refused_is_free_for_another_run_at_once(at: MailboxTools, mailbox: Mailbox) -> None:
    at.caps = Caps(daily=1)
    done(at, order())
    assert only_problem(done(at, order(person_id="p_2"))) == ("cap", "made no draft")
    at.draft_places = DraftPlaces(at.store, at.ledger, Caps(daily=2))
    assert "made" in done(at, order("r_2", person_id="p_2"))
    assert mailbox.history == ["create", "create"]


def test_what_was_made_before_the_crash_is_adopted_also_at_the_cap(at: MailboxTools, mailbox: Mailbox) -> None:
    at.caps = Caps(daily=1)
    mailbox.creating, mailbox.acted, mailbox.finding = [DOUBTFUL], True, [DOUBTFUL]
    done(at, order())
    assert only_problem(done(at, order(person_id="p_2"))) == ("cap", "made no draft")
    assert "made" in done(at, order())


def test_of_several_letters_each_has_its_own_outcome(at: MailboxTools, mailbox: Mailbox) -> None:
    at.caps = Caps(daily=3)
    mailbox.creating = [None, OutputError("It is too large.")]
    at.suppression.add(["p_0@acme.example"], "asked", NOW)
    people = ["p_0", "p_1", "p_2", "p_3", "p_4"]
    update = done(at, order(letters=[letter(person_id) for person_id in people]))
    assert list(update["made"]) == ["p_1", "p_3"]
    assert [problem.kind for problem in update["problems"]] == ["suppressed", "OutputError", "cap"]
    assert mailbox.history == ["create", "create", "create"]
    again = done(at, order("r_2", letters=[letter(person_id) for person_id in people[1:]]))
    assert list(again["made"]) == ["p_1", "p_2", "p_3"]
    assert len(mailbox.there) == 3


def test_letters_of_a_run_that_died_between_two_are_made_once(at: MailboxTools, mailbox: Mailbox) -> None:
    both = [letter("p_1"), letter("p_2")]
    mailbox.creating = [None, KeyboardInterrupt()]  # type: ignore[list-item]
    with pytest.raises(KeyboardInterrupt):
        done(at, order(letters=both))
    assert list(done(at, order(letters=both))["made"]) == ["p_1", "p_2"]
    # The first one was on record already.
    assert (len(mailbox.there), mailbox.history) == (2, ["create", "create", "find", "create"])
