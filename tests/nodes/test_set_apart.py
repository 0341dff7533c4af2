"""Messages that a model wrote in calls of their own are compared with each other."""

from __future__ import annotations

from inroad.nodes.writing import write_apart
from inroad.state import Message
from inroad.tools.writing import Wishes
from inroad.tools.writing.checking import check
from inroad.tools.writing.checking.likeness import may_be_alike
from inroad.tools.writing.template import TemplateWriter
from tests.nodes.test_writing import QueueModel, briefs, mail

WORDS = (
    "I am looking at the opening for an Engineer and would rather ask somebody who does the work than guess from the "
    "page. How does a usual week there look, and what would you want to have known before you began?"
)
OTHER_WORDS = (
    "The opening for an Engineer reads well, though a page leaves much out. Would you tell me which part of the job "
    "takes most of the day, and what new people tend to find hard? A short answer would already help me a lot."
)


def _body(first_name: str, words: str) -> str:
    return f"Hi {first_name},\n\n{words}\n\nBest regards,\nSam Sender\n"


def _message(number: int, words: str) -> Message:
    brief = briefs()[number]
    body = _body(brief.get("person.first_name"), words)
    return Message(subject="A question", body=body, writer="m-1", facts=brief.facts)


def test_the_second_of_two_that_are_alike_is_written_anew() -> None:
    written = {"p0": _message(0, WORDS), "p1": _message(1, WORDS)}
    model = QueueModel([mail(1, _body("Chen", OTHER_WORDS))])
    anew = write_apart(model, TemplateWriter(), check, briefs(), written, Wishes())
    assert model.ids == [["p1"]]
    assert list(anew.messages) == ["p1"]
    assert OTHER_WORDS in anew.messages["p1"].body
    assert anew.problems == []


def test_who_is_alike_again_is_served_by_the_template() -> None:
    written = {"p0": _message(0, WORDS), "p1": _message(1, WORDS)}
    model = QueueModel([mail(1, _body("Chen", WORDS))])
    anew = write_apart(model, TemplateWriter(), check, briefs(), written, Wishes())
    assert anew.messages["p1"].writer == TemplateWriter.name
    assert [problem.kind for problem in anew.problems] == ["unsupported"]


def test_words_of_their_own_are_left_alone() -> None:
    written = {"p0": _message(0, WORDS), "p1": _message(1, OTHER_WORDS)}
    model = QueueModel()
    assert write_apart(model, TemplateWriter(), check, briefs(), written, Wishes()).messages == {}
    assert model.prompts == []


def test_a_glance_tells_whether_a_closer_look_is_needed() -> None:
    assert may_be_alike([_message(0, WORDS), _message(1, WORDS)])
    assert not may_be_alike([_message(0, WORDS), _message(1, OTHER_WORDS)])
    assert not may_be_alike([_message(0, WORDS)])
