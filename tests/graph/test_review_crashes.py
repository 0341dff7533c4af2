"""Reviews that are killed, and two at once."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import pytest

from inroad.errors import UserInputError
from inroad.graph.run import decide, resume_outreach, review, run_outreach
from inroad.settings import Context
from inroad.state import JobInput
from tests.graph.processes import PROCESSES
from tests.graph.review_worker import ask_until_told, decide_and_die, decide_and_tell, look_and_die

RUN = "r_review"


@pytest.fixture
def paused(job: JobInput, context: Context) -> list[str]:
    """A run that waits; the ids of those whose messages do."""
    run_outreach(job.model_copy(update={"review": True, "run_id": RUN, "max_contacts": 3}), context)
    return [each.person_id for each in review(RUN, context).messages]


def _dies(target: Any, *args: Any) -> None:
    process = PROCESSES.Process(target=target, args=args)
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def _files(home: Path) -> int:
    return len(list((home / "drafts").glob("*.eml")))


def test_killed_while_the_user_is_asked_it_stays_paused(paused: list[str], context: Context) -> None:
    _dies(look_and_die, context.tools.home, RUN)
    run = context.tools.runs.get(RUN)
    assert (run.state, run.process != "") == ("paused", True)
    with pytest.raises(UserInputError, match="waits for your review"):
        resume_outreach(RUN, context)
    assert [each.person_id for each in review(RUN, context).messages] == paused
    state = decide(RUN, review(RUN, context).answer, context)
    assert [contact.draft is not None for contact in state.contacts] == [True] * 3


@pytest.mark.parametrize(
    ("point", "count"), [("after claim_each", 1), ("before create", 1), ("after create", 2), ("before finish", 1)]
)
def test_killed_after_the_decisions_a_resume_goes_on_by_them(
    point: str, count: int, paused: list[str], context: Context
) -> None:
    kept, skipped, edited = paused
    decisions = {
        kept: {"do": "keep"},
        skipped: {"do": "skip"},
        edited: {"do": "edit", "subject": "Hello", "body": "My own words."},
    }
    _dies(decide_and_die, context.tools.home, RUN, decisions, point, count)
    assert context.tools.runs.get(RUN).state == "running"
    with pytest.raises(UserInputError, match=r"does not wait for a review \(running\); `inroad resume"):
        review(RUN, context)
    state = resume_outreach(RUN, context)
    assert [contact.draft is not None for contact in state.contacts] == [True, False, True]
    assert (_files(context.tools.home), context.tools.runs.get(RUN).state) == (2, "done")
    message = state.contacts[2].message
    assert message is not None
    assert message.body == "My own words.\n"


def test_killed_in_the_review_step_itself_nothing_is_lost(paused: list[str], context: Context) -> None:
    """Death in a rewrite: whether the decision was on the disk already or not, everything can be decided."""
    _dies(decide_and_die, context.tools.home, RUN, {paused[0]: {"do": "rewrite"}}, "before write", 1)
    state = resume_outreach(RUN, context)
    assert context.tools.runs.get(RUN).state == "paused"
    assert len(state.output.contacts) == 3 if state.output else False
    assert [each.person_id for each in review(RUN, context).messages] == paused


def test_another_terminal_gets_a_sentence_while_one_asks(paused: list[str], context: Context) -> None:
    ours, theirs = PROCESSES.Pipe()
    process = PROCESSES.Process(target=ask_until_told, args=(context.tools.home, RUN, theirs))
    process.start()
    assert ours.recv() == "held"
    with pytest.raises(UserInputError, match="is in review in another process"):
        decide(RUN, {paused[0]: {"do": "keep"}}, context)
    ours.send("enough")
    process.join()
    assert len(review(RUN, context).messages) == 3
    assert context.tools.runs.get(RUN).process == ""


def test_of_two_at_once_one_wins(paused: list[str], context: Context) -> None:
    everything = {person_id: {"do": "keep"} for person_id in paused}
    pipes = [PROCESSES.Pipe() for _ in range(2)]
    processes = [
        PROCESSES.Process(target=decide_and_tell, args=(context.tools.home, RUN, everything, theirs))
        for _, theirs in pipes
    ]
    for process in processes:
        process.start()
    for ours, _ in pipes:
        ours.send("go")
    told = sorted((ours.recv() for ours, _ in pipes), key=str)
    for process in processes:
        process.join()
    assert told[0] == 0
    assert "in another process" in told[1] or "is done" in told[1]
    assert (_files(context.tools.home), context.tools.runs.get(RUN).state) == (3, "done")
