"""Whole runs that write something else than an introduction."""

from __future__ import annotations

import email
from email.policy import default
from pathlib import Path

from inroad.graph.run import exit_code, run_outreach
from inroad.settings import Context
from inroad.state import JobInput


def test_a_follow_up_goes_to_those_who_were_written_to_and_to_nobody_else(job: JobInput, context: Context) -> None:
    first = run_outreach(job.model_copy(update={"max_contacts": 3}), context)
    again = job.model_copy(update={"kind": "follow_up"})
    second = run_outreach(again, context)
    assert (second.error, second.searches) == ("", [])
    assert [(problem.step, problem.kind) for problem in second.problems] == [("follow_up", "unsent")]
    assert {c.person_id for c in second.contacts} == {c.person_id for c in first.contacts}
    drafts = {contact.person_id: contact.draft for contact in first.contacts}
    for contact in second.contacts:
        earlier = drafts[contact.person_id]
        assert contact.draft is not None
        assert contact.message is not None
        assert earlier is not None
        mail = email.message_from_bytes(Path(contact.draft.path).read_bytes(), policy=default)
        assert mail["In-Reply-To"] == earlier.message_id
        assert mail["Subject"] == contact.message.subject
        assert mail["Subject"].startswith("Re: ")
    third = run_outreach(again, context)
    assert [contact.draft for contact in third.contacts] == [contact.draft for contact in second.contacts]
    assert len(list((context.tools.home / "drafts").glob("*.eml"))) == 6


def test_with_nobody_to_follow_up_on_the_run_says_so(job: JobInput, context: Context) -> None:
    state = run_outreach(job.model_copy(update={"kind": "follow_up"}), context)
    assert state.error == "There was nobody to follow up on."
    assert [(p.step, p.kind) for p in state.problems] == [("follow_up", "nobody")]
    assert exit_code(state) == 3


def test_a_note_for_linkedin_needs_no_address_and_makes_no_draft(job: JobInput, context: Context) -> None:
    state = run_outreach(job.model_copy(update={"kind": "linkedin", "max_contacts": 3}), context)
    assert (state.error, state.problems, state.emails) == ("", [], {})
    assert [contact.draft for contact in state.contacts] == [None, None, None]
    assert all(c.message and c.message.subject == "" and len(c.message.body) <= 200 for c in state.contacts)


def test_a_referral_ask_is_a_draft_of_its_own(job: JobInput, context: Context) -> None:
    first = run_outreach(job.model_copy(update={"max_contacts": 2}), context)
    second = run_outreach(job.model_copy(update={"max_contacts": 2, "kind": "referral"}), context)
    assert [c.person_id for c in second.contacts] == [c.person_id for c in first.contacts]
    assert {c.message.kind for c in second.contacts if c.message} == {"referral"}
    assert len(list((context.tools.home / "drafts").glob("*.eml"))) == 4


def test_too_few_for_a_note_are_told(job: JobInput, context: Context) -> None:
    state = run_outreach(job.model_copy(update={"kind": "linkedin", "max_contacts": 100}), context)
    assert state.error == f"{len(state.contacts)} of 100 contacts were found."
    assert [problem.kind for problem in state.problems] == ["too_few"]
