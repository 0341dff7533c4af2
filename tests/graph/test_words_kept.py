"""What a model wrote is paid for once: in the next run, after a crash, and until its person is forgotten."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from inroad.graph.access import about
from inroad.graph.forgetting import forget
from inroad.graph.run import decide, resume_outreach, review, run_outreach
from inroad.settings import Context, Tools
from inroad.state import Decision, JobInput, JobState, Waiting
from inroad.tools.addresses.mx import UnaskedMxResolver
from inroad.tools.cache import RECORDS
from inroad.tools.store.sqlite import SqliteStore
from tests.conftest import NOW
from tests.graph.processes import PROCESSES
from tests.graph.words_worker import NotingModel, decide_until_an_answer, questions, run_until_an_answer

RUN, WANTED = "r_1", 4


@pytest.fixture
def order(job: JobInput) -> JobInput:
    return job.model_copy(update={"max_contacts": WANTED, "run_id": RUN})


@pytest.fixture
def with_model(tools: Tools) -> Context:
    """A context whose model notes what it is asked."""
    tools.model = NotingModel(tools.home)
    return Context(messages_per_call=2).with_tools(tools)


@pytest.fixture
def for_two(order: JobInput) -> JobInput:
    """A run whose messages are written in one go: of two calls side by side, a death loses the other's answer."""
    return order.model_copy(update={"max_contacts": 2})


@pytest.fixture
def calm(for_two: JobInput, tmp_path: Path) -> Iterator[tuple[JobState, list[str]]]:
    """The run without a crash, and what its model was asked."""
    home = tmp_path / "calm"
    with closing(SqliteStore(home / "inroad.sqlite")) as store:
        mail_servers = UnaskedMxResolver()
        tools = Tools(store=store, home=home, mail_servers=mail_servers, model=NotingModel(home), clock=lambda: NOW)
        yield run_outreach(for_two, Context(messages_per_call=2).with_tools(tools)), questions(home)


def _dies(target: Any, *args: Any) -> None:
    process = PROCESSES.Process(target=target, args=args)
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def _messages(state: JobState) -> list[Any]:
    return [contact.message for contact in state.contacts]


def _without_drafts(order: JobInput, run_id: str) -> JobInput:
    return order.model_copy(update={"drafts": "none", "run_id": run_id})


def test_the_next_run_of_the_same_posting_asks_nothing(order: JobInput, with_model: Context) -> None:
    home = with_model.tools.home
    first = run_outreach(_without_drafts(order, "r_a"), with_model)
    asked = questions(home)
    second = run_outreach(_without_drafts(order, "r_b"), with_model)
    assert asked
    assert questions(home) == asked
    assert _messages(second) == _messages(first)
    assert first.output is not None
    assert second.output is not None
    assert first.output.spend["model"].input_tokens == 7 * len(asked)
    assert "model" not in second.output.spend


def test_what_has_changed_is_asked_anew(order: JobInput, with_model: Context) -> None:
    home = with_model.tools.home
    run_outreach(_without_drafts(order, "r_a"), with_model)
    asked = questions(home)
    run_outreach(_without_drafts(order, "r_b").model_copy(update={"tone": "direct"}), with_model)
    assert len(questions(home)) == 2 * len(asked)


def test_killed_after_an_answer_it_is_not_asked_for_again(
    for_two: JobInput, with_model: Context, calm: tuple[JobState, list[str]]
) -> None:
    _dies(run_until_an_answer, with_model.tools.home, for_two)
    state = resume_outreach(RUN, with_model)
    assert questions(with_model.tools.home) == calm[1]
    assert _messages(state) == _messages(calm[0])
    assert state.output is not None
    assert state.output.spend["model"].calls == len(calm[1])


@pytest.fixture
def paused(order: JobInput, with_model: Context) -> tuple[Waiting, list[str]]:
    """The first message that waits, and what the model was asked so far."""
    run_outreach(order.model_copy(update={"review": True}), with_model)
    return review(RUN, with_model).messages[0], questions(with_model.tools.home)


def _anew(before: list[str], context: Context) -> list[str]:
    asked = questions(context.tools.home)
    for each in before:
        asked.remove(each)
    return asked


def test_each_wish_for_other_words_is_asked(paused: tuple[Waiting, list[str]], with_model: Context) -> None:
    """Also the same one, when nothing has come of it."""
    waiting, before = paused
    for number in (1, 2):
        decide(RUN, {waiting.person_id: Decision(do="rewrite", remark="warmer")}, with_model)
        assert len([each for each in _anew(before, with_model) if each.startswith("rewrite")]) == number


def test_a_rewrite_that_was_killed_is_not_asked_for_again(
    paused: tuple[Waiting, list[str]], with_model: Context
) -> None:
    waiting, before = paused
    wish = {waiting.person_id: {"do": "rewrite", "remark": "warmer"}}
    _dies(decide_until_an_answer, with_model.tools.home, RUN, wish)
    asked = _anew(before, with_model)
    state = resume_outreach(RUN, with_model)
    assert len(asked) == 1
    assert asked[0].startswith("rewrite")
    assert _anew(before, with_model) == asked
    assert review(RUN, with_model).messages[0].message.body != waiting.message.body
    assert state.output is not None
    assert state.output.spend["model"].calls == len(before) + 1


def _words(tools: Tools) -> list[dict[str, Any]]:
    return [document for _, document in tools.store.scan(RECORDS) if document["kind"] == "words"]


def test_kept_words_are_told_and_forgotten_with_their_person(order: JobInput, with_model: Context) -> None:
    tools = with_model.tools
    state = run_outreach(_without_drafts(order, "r_a"), with_model)
    told, *others = state.contacts
    name = f"{told.first_name} {told.last_name}"
    with_them = [each for each in _words(tools) if told.person_id in each["names"]]
    assert with_them

    held = [each for each in about(told.person_id, tools).bought if each.kind == "words"]
    assert len(held) == len(with_them)
    for each in held:
        assert [person["name"] for person in each.value["people"]] == [name]
        assert {email["contact_id"] for email in each.value["answer"]["emails"]} == {told.person_id}
        assert all(other.person_id not in str(each) and other.last_name not in str(each) for other in others)

    forget(told.person_id, tools)
    left = _words(tools)
    assert len(left) == len({str(each) for each in left}) > 0
    assert all(told.person_id not in str(each) for each in left)
    stored = b"".join(file.read_bytes() for file in tools.home.glob("inroad.sqlite*"))
    assert name.encode() not in stored
    assert told.person_id.encode() not in stored
