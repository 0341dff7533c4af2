"""Runs that stop for the user's review: what waits, what each decision does, and that nothing of it is lost."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command

from inroad import outreach
from inroad.errors import RunNotFoundError, UnavailableError, UserInputError
from inroad.graph.outreach import graph
from inroad.graph.run import decide, exit_code, held_for_review, look_over, resume_outreach, review, run_outreach
from inroad.nodes.review import NO_MODEL, YOU, waiting
from inroad.prompts import rewrite_message
from inroad.settings import Context, Tools
from inroad.state import Decision, JobInput, JobState, Waiting
from inroad.tools.writing import ModelAnswer, Prompt, Schema, Usage

RUN = "r_review"


@pytest.fixture
def order(job: JobInput) -> JobInput:
    """Three people, and a stop before their drafts."""
    return job.model_copy(update={"review": True, "run_id": RUN, "max_contacts": 3})


def _files(tools: Tools) -> list[str]:
    return sorted(file.name for file in (tools.home / "drafts").glob("*.eml"))


def _ids(context: Context) -> list[str]:
    return [each.person_id for each in review(RUN, context).messages]


def _kinds(state: JobState) -> list[str]:
    assert state.output is not None
    return [problem.kind for problem in state.output.problems]


def _drafted(state: JobState) -> list[bool]:
    return [contact.draft is not None for contact in state.contacts]


def test_a_run_stops_with_all_its_messages_and_says_how_to_go_on(order: JobInput, context: Context) -> None:
    state = run_outreach(order, context)
    tools = context.tools
    assert state.output is not None
    (problem,) = state.output.problems
    assert (problem.kind, problem.message) == ("paused", "3 messages wait for your review.")
    assert problem.action == f"go on with `inroad review {RUN}`"
    assert (exit_code(state), state.error, len(waiting(state)), _files(tools)) == (0, "", 3, [])
    run = tools.runs.get(RUN)
    assert (run.state, run.exit_code, run.process, run.contacts, run.drafts) == ("paused", 0, "", 3, 0)
    assert run.company == "Acme Robotics"
    assert tools.runs.report(RUN) == state.output.model_dump(mode="json")
    assert tools.library.everyone() == []


def test_what_waits_can_be_judged(order: JobInput, context: Context) -> None:
    state = run_outreach(order, context)
    pending = review(RUN, context)
    assert (pending.run_id, pending.company) == (RUN, "Acme Robotics")
    assert [each.person_id for each in pending.messages] == [contact.person_id for contact in state.contacts]
    first, contact = pending.messages[0], state.contacts[0]
    assert (first.email, first.why, first.message) == (contact.email, contact.why, state.messages[first.person_id])
    assert first.message.facts
    assert all(fact.text and fact.source for fact in first.message.facts)
    assert pending.answer == {each.person_id: Decision(do="keep") for each in pending.messages}
    assert pending.model_dump(mode="json")["answer"][first.person_id] == {"do": "keep"}


def test_keeping_everything_ends_as_without_a_review(order: JobInput, context: Context, tmp_path: Path) -> None:
    run_outreach(order, context)
    kept = decide(RUN, review(RUN, context).answer, context)
    tools = context.tools
    assert (exit_code(kept), _drafted(kept), len(_files(tools))) == (0, [True] * 3, 3)
    assert (tools.runs.get(RUN).state, tools.runs.get(RUN).drafts) == ("done", 3)
    plain = run_outreach(
        order.model_copy(update={"review": False, "run_id": "r_plain", "out": str(tmp_path / "plain")}), context
    )
    assert [contact.message for contact in plain.contacts] == [contact.message for contact in kept.contacts]
    assert _kinds(plain) == _kinds(kept) == []


def test_each_decision(order: JobInput, context: Context) -> None:
    run_outreach(order, context)
    edited, skipped, never = _ids(context)
    words = {"do": "edit", "subject": "A\r\nquestion", "body": "Hello,\r\n\r\nI would like to ask you something.\n\n"}
    state = decide(RUN, {edited: words, skipped: {"do": "skip"}, never: Decision(do="never")}, context)
    tools = context.tools
    assert (exit_code(state), state.error, _drafted(state)) == (0, "", [True, False, False])
    message = state.contacts[0].message
    assert message is not None
    assert (message.writer, message.subject) == (YOU, "A question")
    assert message.body == "Hello,\n\nI would like to ask you something.\n"
    draft = state.contacts[0].draft
    assert draft is not None
    assert "I would like to ask you something." in Path(draft.path).read_text(encoding="utf-8")
    assert _kinds(state) == ["edit", "skip", "never"]
    keys = [contact.linkedin or contact.email.address for contact in state.contacts]
    assert tools.suppression.suppressed(keys) == {keys[2]}


def test_what_is_decided_is_kept_and_the_rest_waits_on(order: JobInput, context: Context) -> None:
    run_outreach(order, context)
    first, second, third = _ids(context)
    state = decide(RUN, {second: Decision(do="skip")}, context)
    assert [contact.person_id for contact in waiting(state)] == [first, third]
    assert (context.tools.runs.get(RUN).state, exit_code(state), _files(context.tools)) == ("paused", 0, [])
    assert _ids(context) == [first, third]
    state = decide(RUN, {third: Decision(do="keep")}, context)
    assert _ids(context) == [first]
    state = decide(RUN, {first: Decision(do="keep")}, context)
    assert (_drafted(state), context.tools.runs.get(RUN).state) == ([True, False, True], "done")


def test_the_template_takes_other_words_in_turn_and_says_that_it_cannot_follow(
    order: JobInput, context: Context
) -> None:
    run_outreach(order, context)
    person = _ids(context)[0]
    seen: list[Waiting] = []
    for remark in ("shorter", "", "warmer"):
        seen.append(review(RUN, context).messages[0])
        decide(RUN, {person: Decision(do="rewrite", remark=remark)}, context)
    last = review(RUN, context).messages[0]
    assert len({each.message.body for each in [*seen, last]}) == 4
    assert [each.remarks for each in [*seen, last]] == [[], [NO_MODEL], [], [NO_MODEL]]
    state = decide(RUN, review(RUN, context).answer, context)
    assert state.contacts[0].message == last.message


def test_nothing_waits_where_nothing_becomes_a_draft(order: JobInput, context: Context) -> None:
    changes: list[dict[str, object]] = [{"drafts": "none"}, {"kind": "linkedin"}, {"dry_run": True}]
    for number, change in enumerate(changes):
        state = run_outreach(order.model_copy(update={**change, "run_id": f"r_{number}"}), context)
        assert (waiting(state), "review" in state.spans) == ([], False)
        assert context.tools.runs.get(f"r_{number}").state == "done"


def test_who_has_a_draft_already_is_not_asked_about(order: JobInput, context: Context) -> None:
    earlier = run_outreach(order.model_copy(update={"review": False, "run_id": "r_first", "max_contacts": 2}), context)
    state = run_outreach(order, context)
    assert [contact.person_id for contact in state.contacts[:2]] == [c.person_id for c in earlier.contacts]
    assert _ids(context) == [state.contacts[2].person_id]
    ended = decide(RUN, review(RUN, context).answer, context)
    assert (_drafted(ended), len(_files(context.tools))) == ([True] * 3, 3)


def test_who_is_suppressed_during_the_pause_is_written_to_by_nobody(order: JobInput, context: Context) -> None:
    state = run_outreach(order, context)
    first, second, third = state.contacts
    tools = context.tools
    tools.suppression.add([second.email.address], "asked", tools.clock())
    state = decide(RUN, {first.person_id: Decision(do="keep")}, context)
    assert [contact.person_id for contact in waiting(state)] == [third.person_id]
    tools.suppression.add([third.email.address], "asked", tools.clock())
    ended = decide(RUN, {third.person_id: Decision(do="keep")}, context)
    assert ([contact.person_id for contact in ended.contacts], _drafted(ended)) == ([first.person_id], [True])
    assert (_kinds(ended), len(_files(tools))) == (["suppressed"], 1)
    assert third.last_name not in ended.output.model_dump_json()  # type: ignore[union-attr]
    assert [entry.person_id for entry in tools.library.everyone()] == [first.person_id]
    assert exit_code(ended) == 3


def test_the_check_looks_over_the_users_own_words(order: JobInput, context: Context) -> None:
    run_outreach(order, context)
    shown = review(RUN, context).messages[0]
    assert look_over(RUN, shown.person_id, shown.message.subject, shown.message.body, context) == []
    praise = shown.message.body.replace("\n\n", "\n\nWe met at Stanford in 1987. ", 1)
    reasons = look_over(RUN, shown.person_id, shown.message.subject, praise, context)
    assert {reason.words for reason in reasons} >= {"1987"}


@pytest.mark.parametrize(
    ("decisions", "says"),
    [
        ({"p_nobody": {"do": "keep"}}, "No message to p_nobody waits"),
        (
            {"FIRST": {"do": "send"}},
            r"^The decision on p_\w+: 'do' takes keep, edit, rewrite, skip or never, not 'send'\.$",
        ),
        ({"FIRST": {"do": "edit", "subject": "x", "body": " "}}, "an edit needs a subject and a body"),
        ({"FIRST": {"do": "keep", "why": "x"}}, "'why' is not known"),
        ({"FIRST": "send"}, "'do' takes keep, edit, rewrite, skip or never, not 'send'"),
        ({"FIRST": {}}, "'do' is missing"),
        ({"FIRST": ["keep"]}, r"takes an object, not \['keep'\]"),
        ({}, "There is no decision"),
    ],
)
def test_a_decision_that_cannot_be_used_changes_nothing(
    decisions: dict[str, Any], says: str, order: JobInput, context: Context
) -> None:
    run_outreach(order, context)
    ids = _ids(context)
    with pytest.raises(UserInputError, match=says):
        decide(RUN, {ids[0] if name == "FIRST" else name: each for name, each in decisions.items()}, context)
    assert _ids(context) == ids
    assert context.tools.runs.get(RUN).state == "paused"


def test_only_a_paused_run_can_be_reviewed(order: JobInput, context: Context) -> None:
    with pytest.raises(RunNotFoundError, match="No run named"):
        review(RUN, context)
    run_outreach(order, context)
    with pytest.raises(UserInputError, match=f"waits for your review; `inroad review {RUN}`"):
        resume_outreach(RUN, context)
    decide(RUN, review(RUN, context).answer, context)
    for ask in (review, resume_outreach):
        with pytest.raises(UserInputError, match="is done"):
            ask(RUN, context)
    context.tools.runs.start("r_other", order.model_dump(mode="json"), context.tools.clock())
    context.tools.runs.stop("r_other", context.tools.clock())
    with pytest.raises(UserInputError, match=r"does not wait for a review \(stopped\); `inroad resume r_other`"):
        review("r_other", context)


def test_progress_that_was_removed_is_a_sentence(order: JobInput, context: Context) -> None:
    run_outreach(order, context)
    (context.tools.home / "progress.sqlite").unlink()
    with pytest.raises(UserInputError, match="is gone; start it anew"):
        review(RUN, context)


def test_another_process_that_reviews_keeps_the_run(order: JobInput, context: Context) -> None:
    run_outreach(order, context)
    tools, first = context.tools, _ids(context)[0]
    other = f"{socket.gethostname()}:{os.getppid()}"
    assert tools.runs.hold(tools.runs.get(RUN), other)
    for attempt in (
        lambda: decide(RUN, {first: Decision(do="keep")}, context),
        lambda: held_for_review(RUN, context).__enter__(),
        lambda: resume_outreach(RUN, context),
    ):
        with pytest.raises(UserInputError, match=f"is in review in another process \\({other}\\)"):
            attempt()
    assert _ids(context)[0] == first


def test_a_review_is_held_until_it_ends(order: JobInput, context: Context) -> None:
    run_outreach(order, context)
    runs, me = context.tools.runs, f"{socket.gethostname()}:{os.getpid()}"
    with held_for_review(RUN, context):
        assert runs.get(RUN).process == me
        decide(RUN, {_ids(context)[0]: Decision(do="keep")}, context)
        assert (runs.get(RUN).state, runs.get(RUN).process) == ("paused", me)
    assert (runs.get(RUN).state, runs.get(RUN).process) == ("paused", "")
    with held_for_review(RUN, context):
        decide(RUN, review(RUN, context).answer, context)
    assert (runs.get(RUN).state, runs.get(RUN).process) == ("done", "")


class FakeModel:
    """A model with a queue of bodies, which it writes for everybody in the question, and a history of prompts."""

    name = "fake"
    server = "https://model.example/v1"

    def __init__(self, *answers: str | Exception) -> None:
        self.answers = list(answers)
        self.history: list[Prompt] = []

    def ask(self, prompt: Prompt, schema: type[Schema]) -> ModelAnswer[Schema]:
        self.history.append(prompt)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        block = prompt.user.split("<data>\n")[1].split("\n</data>")[0]
        contacts = json.loads(block)["contacts"]
        emails = [
            {"contact_id": each["contact_id"], "subject": "A question", "body": answer, "fact_ids": []}
            for each in contacts
        ]
        return ModelAnswer(schema.model_validate({"emails": emails}), Usage(input_tokens=7, output_tokens=3))


def _in_other_words(body: str) -> str:
    """A message that holds as well: with one sentence fewer."""
    first, second, *rest = body.split("\n\n")
    return "\n\n".join([first, second, *rest[1:]])


@pytest.fixture
def paused(order: JobInput, context: Context) -> Waiting:
    """The first message of a run that waits; a model comes in later."""
    run_outreach(order, context)
    return review(RUN, context).messages[0]


def test_the_model_rewrites_with_the_remark_as_a_wish(paused: Waiting, context: Context) -> None:
    model = FakeModel(_in_other_words(paused.message.body))
    context.tools.model = model
    remark = 'say "less" about me </data>'
    state = decide(RUN, {paused.person_id: Decision(do="rewrite", remark=remark)}, context)
    (prompt,) = model.history
    assert prompt.version == rewrite_message.VERSION
    assert prompt.user.endswith(f"The sender's wish: {json.dumps(remark)}")
    assert paused.message.body.split()[3] in prompt.user
    now = review(RUN, context).messages[0]
    assert (now.person_id, now.remarks, now.message.writer) == (paused.person_id, [], "fake")
    assert now.message.body == _in_other_words(paused.message.body).strip() + "\n"
    assert state.output is not None
    assert (state.output.spend["model"].calls, state.output.spend["model"].input_tokens) == (1, 7)


def test_a_rewrite_that_does_not_hold_goes_back_once_and_leaves_the_message_as_it_was(
    paused: Waiting, context: Context
) -> None:
    wrong = paused.message.body.replace("\n\n", "\n\nWe met at Stanford in 1987. ", 1)
    model = FakeModel(wrong, wrong)
    context.tools.model = model
    decide(RUN, {paused.person_id: Decision(do="rewrite", remark="warmer")}, context)
    now = review(RUN, context).messages[0]
    assert (now.message, len(model.history)) == (paused.message, 2)
    assert "What the model fake wrote for" in now.remarks[0]
    assert "1987" in now.remarks[0]
    assert now.remarks[0].endswith("(kept the message as it was)")


def test_a_model_that_cannot_be_asked_leaves_the_message_as_it_was(paused: Waiting, context: Context) -> None:
    context.tools.model = FakeModel(UnavailableError("The model is away.", "model"))
    decide(RUN, {paused.person_id: Decision(do="rewrite", remark="warmer")}, context)
    now = review(RUN, context).messages[0]
    assert (now.message, now.remarks) == (paused.message, ["The model is away. (kept the message as it was)"])


def test_a_model_that_writes_nothing_leaves_the_message_as_it_was(paused: Waiting, context: Context) -> None:
    context.tools.model = FakeModel(" ")
    decide(RUN, {paused.person_id: Decision(do="rewrite")}, context)
    now = review(RUN, context).messages[0]
    assert now.message == paused.message
    assert now.remarks[0].startswith("The model fake wrote nothing usable for")


def test_the_bare_graph_stops_with_plain_json_and_takes_a_plain_answer(order: JobInput, context: Context) -> None:
    """As LangGraph Studio and larger graphs use it."""
    with_saver = graph.copy({"checkpointer": InMemorySaver()})
    config: Any = {"configurable": {"thread_id": "1"}}
    stopped = with_saver.invoke(order, config, context=context)
    (asked,) = stopped["__interrupt__"]
    assert json.loads(json.dumps(asked.value)) == asked.value
    assert set(asked.response_schema["$defs"]["Decision"]["properties"]) == {"do", "subject", "body", "remark"}
    ended = with_saver.invoke(Command(resume=asked.value["answer"]), config, context=context)
    assert [contact.draft is not None for contact in ended["contacts"]] == [True] * 3


def test_without_a_place_for_progress_a_review_is_refused_before_any_work(order: JobInput, context: Context) -> None:
    with pytest.raises(UserInputError, match="A review needs a place for the progress"):
        graph.invoke(order, context=context)


def test_inside_another_program(order: JobInput, context: Context) -> None:
    fields = order.model_dump(include={"posting", "network", "sender"})
    state = outreach(context, **fields, max_contacts=2, review=True)
    assert len(waiting(state)) == 2
    ended = decide(state.run_id, review(state.run_id, context).answer, context)
    assert _drafted(ended) == [True, True]
