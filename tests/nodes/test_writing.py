"""Ask, check, send back once, and else the template; the model is a queue of answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, cast

import pytest

from inroad.errors import BadKeyError, ContextTooLongError, GarbledAnswerError, ProviderError, UnavailableError
from inroad.nodes.writing import Written, trimmed, write_batch, write_by_template
from inroad.prompts import repair_messages, write_messages
from inroad.prompts.write_messages import WrittenMessage, WrittenMessages
from inroad.state import Fact, Message
from inroad.tools.writing import (
    Brief,
    ModelAnswer,
    Prompt,
    Reason,
    Schema,
    UnusableAnswerError,
    Usage,
    Wishes,
)
from inroad.tools.writing.template import TemplateWriter

USAGE = Usage(input_tokens=100, output_tokens=20)
REASON = Reason(kind="relation", words="We met", says="No fact says that you met")


class QueueModel:
    """Gives one answer after another, and keeps the prompts."""

    name = "m-1"
    server = "https://model.example/v1"

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.prompts: list[Prompt] = []

    def ask(self, prompt: Prompt, schema: type[Schema]) -> ModelAnswer[Schema]:
        self.prompts.append(prompt)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        notes = answer.pop() if answer and isinstance(answer[-1], list) else []
        return ModelAnswer(cast("Schema", WrittenMessages(emails=answer)), USAGE, notes)

    @property
    def contacts(self) -> list[list[dict[str, Any]]]:
        """Who was asked for, question by question."""
        blocks = [prompt.user.split("<data>\n")[1].split("\n</data>")[0] for prompt in self.prompts]
        return [json.loads(block)["contacts"] for block in blocks]

    @property
    def ids(self) -> list[list[str]]:
        return [[contact["contact_id"] for contact in contacts] for contacts in self.contacts]


class Watchful:
    """A check that knows one lie, and keeps what it saw."""

    def __init__(self, *lies: str) -> None:
        self.lies = lies
        self.seen: list[tuple[str, str, list[str]]] = []

    def __call__(self, message: Message, brief: Brief, wishes: Wishes, others: Sequence[Message] = ()) -> list[Reason]:
        self.seen.append((message.body, wishes.language, [other.body for other in others]))
        return [REASON] if any(lie in message.body for lie in self.lies) else []


class WordlessWriter:
    """A writer that serves nobody."""

    name = "wordless"
    languages = frozenset({"en"})

    def write(self, briefs: list[Brief]) -> dict[str, Message]:
        return {}


def briefs(count: int = 2) -> list[Brief]:
    names = ["Maria", "Chen", "Ada", "Noor"]
    return [
        Brief(
            person_id=f"p{number}",
            name=f"{names[number]} Example",
            persona="peer",
            variant=number,
            facts=[
                Fact(id="person.first_name", text=names[number], source="network"),
                Fact(id="sender.name", text="Sam Sender", source="me.json"),
                Fact(id="posting.title", text="Engineer", source="posting"),
                Fact(id="posting.company", text="Acme", source="posting"),
                Fact(id="person.title", text="Staff Engineer", source="network"),
                Fact(id="sender.skill.1", text="ML", source="me.json"),
            ],
        )
        for number in range(count)
    ]


def mail(number: int, body: str = "", *fact_ids: str, subject: str = "A question") -> WrittenMessage:
    return WrittenMessage(
        contact_id=f"p{number}", subject=subject, body=body or f"Hi, from p{number}", fact_ids=list(fact_ids)
    )


def run(model: QueueModel, count: int = 2, *, check: Watchful | None = None, language: str = "en") -> Written:
    return write_batch(model, TemplateWriter(), check or Watchful(), briefs(count), Wishes(language=language))


def writers(written: Written) -> dict[str, str]:
    return {person_id: message.writer for person_id, message in written.messages.items()}


def told(written: Written) -> list[tuple[str, str, str]]:
    return [(problem.provider, problem.kind, problem.action) for problem in written.problems]


def test_one_question_serves_all() -> None:
    model = QueueModel([mail(1), mail(0)])
    written = run(model)
    assert list(writers(written).items()) == [("p0", "m-1"), ("p1", "m-1")]
    assert (model.ids, written.problems) == ([["p0", "p1"]], [])
    assert [each.person_id for each in model.prompts[0].people] == ["p0", "p1"]


def test_a_message_rests_on_the_facts_that_it_cites_and_those_that_occur_in_it() -> None:
    body = "Hi Maria,\r\n\r\nAcme uses HTML.\r\n"
    model = QueueModel([mail(0, body, "person.title", "person.invented", subject=" On the Engineer role ")])
    message = run(model, 1).messages["p0"]
    assert [fact.id for fact in message.facts] == [
        "person.first_name",
        "posting.title",
        "posting.company",
        "person.title",
    ]
    assert (message.subject, message.body) == ("On the Engineer role", "Hi Maria,\n\nAcme uses HTML.\n")
    assert (message.writer, message.version, message.kind) == ("m-1", write_messages.VERSION, "introduction")


@pytest.mark.parametrize(
    "first",
    [
        [mail(0)],
        [mail(0), mail(1), mail(1, "again")],
        [mail(0), mail(1, " ")],
        [mail(0), mail(1, subject=" ")],
        [mail(0), mail(3)],
    ],
    ids=["dropped", "repeated", "empty", "no subject", "unknown"],
)
def test_only_who_is_missing_is_asked_for_again(first: list[WrittenMessage]) -> None:
    model = QueueModel(first, [mail(1, "second try")])
    written = run(model)
    assert model.ids == [["p0", "p1"], ["p1"]]
    assert writers(written) == {"p0": "m-1", "p1": "m-1"}
    assert written.messages["p1"].body == "second try\n"
    assert written.problems == []
    assert [prompt.asking for prompt in model.prompts] == ["", "once more"]


def test_who_is_missing_twice_gets_the_templates_message() -> None:
    written = run(QueueModel([mail(0)], []))
    assert writers(written) == {"p0": "m-1", "p1": "template"}
    [problem] = written.problems
    assert problem.message == "The model m-1 wrote nothing usable for Chen Example, asked twice."
    assert problem.action == "wrote with the template"


def test_an_unusable_answer_is_asked_for_again() -> None:
    written = run(QueueModel(UnusableAnswerError("It refused.", "model", USAGE), [mail(0), mail(1)]))
    assert set(writers(written).values()) == {"m-1"}
    assert told(written) == [("model", "UnusableAnswerError", "asked once more, or wrote with the template")]


def test_two_unusable_answers_are_told_once_and_the_template_writes() -> None:
    written = run(QueueModel(GarbledAnswerError("Not JSON.", "model"), GarbledAnswerError("Not JSON.", "model")), 1)
    assert writers(written) == {"p0": "template"}
    assert [problem.kind for problem in written.problems] == ["GarbledAnswerError", "missing"]


@pytest.mark.parametrize("error", [BadKeyError("No.", "model"), UnavailableError("No.", "model")])
def test_a_model_that_cannot_be_asked_is_not_asked_again(error: ProviderError) -> None:
    model = QueueModel(error)
    written = run(model, 3)
    assert writers(written) == {"p0": "template", "p1": "template", "p2": "template"}
    assert told(written) == [("model", type(error).__name__, "wrote with the template")]
    assert len(model.prompts) == 1


def test_what_fails_the_check_goes_back_once_with_the_reasons() -> None:
    model = QueueModel([mail(0, "We met."), mail(1, "Hi"), mail(2, "We met too.")], [mail(0, "Hello"), mail(2, "Hey")])
    written = run(model, 3, check=Watchful("We met"))
    assert model.ids == [["p0", "p1", "p2"], ["p0", "p2"]]
    again = model.contacts[1][0]
    assert again["written"]["body"] == "We met.\n"
    assert again["remarks"] == [{"says": REASON.says, "words": REASON.words}]
    assert [message.body for message in written.messages.values()] == ["Hello\n", "Hi\n", "Hey\n"]
    assert [message.version for message in written.messages.values()] == [
        repair_messages.VERSION,
        write_messages.VERSION,
        repair_messages.VERSION,
    ]
    assert written.problems == []


@pytest.mark.parametrize(
    "second", [[mail(0, "We met again.")], [], UnavailableError("Gone.", "model"), GarbledAnswerError("?", "model")]
)
def test_what_fails_again_is_written_by_the_template_and_the_reasons_are_shown(second: Any) -> None:
    model = QueueModel([mail(0, "We met."), mail(1)], second)
    written = run(model, check=Watchful("We met"))
    assert writers(written) == {"p0": "template", "p1": "m-1"}
    assert len(model.prompts) == 2
    problem = written.problems[-1]
    assert (problem.kind, problem.action) == ("unsupported", "wrote with the template")
    assert problem.message == "What the model m-1 wrote for Maria Example does not hold: No fact says that you met."


def test_each_message_is_compared_with_those_before_it() -> None:
    check = Watchful("lie")
    run(QueueModel([mail(0, "one"), mail(1, "lie"), mail(2, "three")], [mail(1, "two")]), 3, check=check)
    assert [(body, others) for body, _, others in check.seen] == [
        ("one\n", []),
        ("lie\n", ["one\n"]),
        ("three\n", ["one\n"]),
        ("two\n", ["one\n", "three\n"]),
    ]


def test_too_many_facts_are_left_out_from_the_end() -> None:
    too_long = ContextTooLongError("Too long.", "model")
    model = QueueModel(too_long, too_long, [mail(0)])
    written = run(model, 1)
    lengths = [[fact["id"] for fact in contacts[0]["facts"]] for contacts in model.contacts]
    needed = ["person.first_name", "sender.name", "posting.title", "posting.company"]
    assert lengths == [[*needed, "person.title", "sender.skill.1"], needed, needed]
    assert writers(written) == {"p0": "m-1"}
    assert told(written) == [("model", "ContextTooLongError", "left out the less telling facts")]


def test_facts_that_are_too_long_however_few_are_for_the_template() -> None:
    model = QueueModel(*[ContextTooLongError("Too long.", "model")] * 4)
    written = run(model, 1)
    assert (writers(written), len(model.prompts)) == ({"p0": "template"}, 4)
    assert told(written)[-1] == ("model", "ContextTooLongError", "wrote with the template")


def test_facts_are_left_out_whole() -> None:
    brief = briefs(1)[0]
    assert trimmed(brief, 1) == brief
    assert [fact.id for fact in trimmed(brief, 8).facts] == [fact.id for fact in brief.facts[:4]]


def test_what_the_model_did_differently_is_told() -> None:
    written = run(QueueModel([mail(0), ["It refuses json_schema."]]), 1)
    assert [problem.message for problem in written.problems] == ["It refuses json_schema."]


def test_the_template_says_that_it_writes_english_and_is_checked_as_english() -> None:
    check = Watchful()
    written = run(QueueModel(BadKeyError("No.", "model")), 1, check=check, language="de")
    assert [language for _, language, _ in check.seen] == ["en"]
    assert told(written)[1] == ("template", "language", "wrote in English")
    assert "(de)" in written.problems[1].message


def test_the_model_writes_the_language_that_is_asked_for() -> None:
    check = Watchful()
    written = run(QueueModel([mail(0)]), 1, check=check, language="de")
    assert [language for _, language, _ in check.seen] == ["de"]
    assert written.problems == []


def test_a_message_that_would_not_be_true_is_not_written_at_all() -> None:
    written = write_by_template(TemplateWriter(), Watchful("Hi", "Hello", "Dear"), briefs(1), Wishes())
    assert written.messages == {}
    [problem] = written.problems
    assert (problem.kind, problem.action) == ("no_message", "wrote no message")
    assert "Maria Example: No fact says that you met." in problem.message


def test_a_template_that_does_not_hold_is_written_with_fewer_facts() -> None:
    brief = briefs(1)[0]
    brief.facts.append(Fact(id="person.company", text="Acme", source="network"))
    assert "Staff Engineer" in TemplateWriter().write([brief])["p0"].body
    written = write_by_template(TemplateWriter(), Watchful("Staff Engineer"), [brief], Wishes())
    assert "Staff Engineer" not in written.messages["p0"].body
    assert "Engineer" in written.messages["p0"].body
    assert told(written) == [("template", "shortened", "wrote it with fewer facts")]


def test_whom_the_template_cannot_serve_has_a_problem() -> None:
    written = write_by_template(WordlessWriter(), Watchful(), briefs(2), Wishes(language="de"))
    assert written.messages == {}
    assert [problem.kind for problem in written.problems] == ["no_message", "no_message"]


@pytest.mark.parametrize(
    ("kind", "told", "subject"),
    [
        ("linkedin", "A subject", ""),
        ("linkedin", "", ""),
        ("follow_up", "Another subject", "Re: A question"),
        ("follow_up", "", "Re: A question"),
        ("introduction", " A subject ", "A subject"),
    ],
)
def test_what_the_kind_says_of_the_subject_is_not_left_to_the_model(kind: Any, told: str, subject: str) -> None:
    earlier = Fact(id="earlier.subject", text="A question", source="draft")
    [brief] = briefs(1)
    brief = brief.model_copy(update={"kind": kind, "facts": [*brief.facts, earlier]})
    model = QueueModel([WrittenMessage(contact_id="p0", subject=told, body="Hi Maria.", fact_ids=[])])
    written = write_batch(model, TemplateWriter(), Watchful(), [brief], Wishes())
    assert (written.messages["p0"].subject, written.messages["p0"].kind) == (subject, kind)
