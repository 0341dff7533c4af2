"""The step that writes, through the real client over HTTP, with the real check."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from langgraph.runtime import Runtime
from pydantic import SecretStr

from inroad.errors import UserInputError
from inroad.nodes.orders import WriteOrder
from inroad.nodes.write import write
from inroad.settings import Context, Tools
from inroad.state import Fact, MessageKind, Spend
from inroad.tools.http import Patience, Timing
from inroad.tools.writing import Brief
from inroad.tools.writing.model import Access, StructuredModel
from inroad.tools.writing.template import compose
from tests.tools.provider_server import ProviderServer, Reply
from tests.tools.writing.model_server import asked, completion, refusal, writing, wrote

FACTS = {
    "person.first_name": "Maria",
    "sender.name": "Sam Sender",
    "posting.title": "Backend Engineer",
    "posting.company": "Acme Robotics",
    "person.company": "Acme Robotics",
    "person.title": "Staff Engineer",
    "sender.role": "Developer",
    "sender.employer": "Quill Analytics",
}
Asking = Callable[..., tuple[dict[str, Any], ProviderServer]]


def brief(person_id: str = "p0", kind: MessageKind = "introduction") -> Brief:
    facts = [Fact(id=name, text=text, source="test") for name, text in FACTS.items()]
    return Brief(person_id=person_id, name="Maria Okafor", persona="peer", kind=kind, variant=0, facts=facts)


def honest(_: dict[str, Any]) -> str:
    return compose(brief()).body


@pytest.fixture
def asking(tools: Tools) -> Iterator[Asking]:
    """Writes with a model that gives these replies; the step's update, and the server."""
    servers = []
    models = []

    def run(*replies: Reply, in_one_go: int = 1, **order: Any) -> tuple[dict[str, Any], ProviderServer]:
        server = ProviderServer(*replies)
        servers.append(server)
        access = Access("m-1", f"{server.url}/v1", SecretStr("k"), price=(1.0, 10.0))
        patience = Patience(connect=5, read=5, total=10, attempts=2)
        models.append(StructuredModel(access, patience=patience, timing=Timing(sleep=lambda _: None)))
        tools.model = models[-1]
        context = Context(messages_per_call=in_one_go)
        given = {"run_id": "r_1", "language": "en", "briefs": [brief()], **order}
        return write(WriteOrder(**given), Runtime(context=context.with_tools(tools))), server

    yield run
    for model in models:
        model.close()
    for server in servers:
        server.close()


def test_the_model_writes_and_what_it_took_is_in_the_account(asking: Asking, tools: Tools) -> None:
    update, _ = asking(writing(honest))
    assert update["messages"]["p0"].writer == "m-1"
    assert update["problems"] == []
    assert tools.spending.spent("r_1") == {"model": Spend(calls=1, input_tokens=1000, output_tokens=200, dollars=0.003)}


def test_a_lie_goes_back_and_is_put_right(asking: Asking) -> None:
    lie = "We met at the fair in Lisbon in 2019, and I led 40 people at Northwind."
    answers = iter([f"{honest({})}\n{lie}\n", honest({})])
    update, server = asking(writing(lambda _: next(answers)))
    assert update["problems"] == []
    assert "Lisbon" not in update["messages"]["p0"].body
    assert "Lisbon" in server.requests[1].body.decode()


def test_a_lie_that_stays_is_replaced_and_told(asking: Asking) -> None:
    update, server = asking(writing(lambda _: f"{honest({})}\nWe met at the fair in Lisbon in 2019.\n"))
    assert update["messages"]["p0"].writer == "template"
    assert "Lisbon" not in update["messages"]["p0"].body
    assert [problem.kind for problem in update["problems"]] == ["unsupported"]
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("reply", "kinds", "calls"),
    [
        (refusal(401, "no"), ["BadKeyError"], 1),
        (refusal(402, "no"), ["OutOfCreditError"], 1),
        (refusal(429, "no"), ["RateLimitedError"], 2),
        (refusal(500, "no"), ["UnavailableError"], 2),
        (refusal(404, "no"), ["RefusedQueryError"], 1),
        (refusal(400, "maximum context length"), ["ContextTooLongError", "ContextTooLongError"], 4),
        (completion(None, refusal="I cannot"), ["UnusableAnswerError", "missing"], 2),
        (completion('{"emails": [', finish="length"), ["UnusableAnswerError", "missing"], 2),
        (completion("Sure, here they are!"), ["UnusableAnswerError", "missing"], 2),
        (wrote(), ["missing"], 2),
    ],
)
def test_whatever_fails_the_template_writes_and_it_is_told(
    reply: bytes, kinds: list[str], calls: int, asking: Asking
) -> None:
    update, server = asking(reply)
    assert update["messages"]["p0"].writer == "template"
    assert [problem.kind for problem in update["problems"]] == kinds
    assert len(server.requests) == calls


@pytest.mark.parametrize(
    ("in_one_go", "calls"), [(1, [["p0"], ["p1"], ["p2"]]), (2, [["p0", "p1"], ["p2"]]), (3, [["p0", "p1", "p2"]])]
)
def test_the_model_is_asked_for_a_few_in_one_go(in_one_go: int, calls: list[list[str]], asking: Asking) -> None:
    briefs = [brief(each) for each in ("p0", "p1", "p2")]
    update, server = asking(writing(honest), in_one_go=in_one_go, briefs=briefs)
    contacts = [[contact["contact_id"] for contact in asked(request)] for request in server.requests]
    assert all(call in contacts for call in calls)
    assert list(update["messages"]) == ["p0", "p1", "p2"]


def test_without_a_model_the_template_writes_and_nothing_is_charged(tools: Tools) -> None:
    order = WriteOrder(run_id="r_1", language="de", briefs=[brief()])
    update = write(order, Runtime(context=Context().with_tools(tools)))
    assert update["messages"]["p0"].writer == "template"
    assert [problem.kind for problem in update["problems"]] == ["language"]
    assert tools.spending.spent("r_1") == {}


def test_the_users_style_reaches_the_model(asking: Asking, tmp_path: Path) -> None:
    (tmp_path / "style.txt").write_text("Cheerio, and all that.")
    _, server = asking(writing(honest), style=str(tmp_path / "style.txt"), tone="direct")
    sent = server.requests[0].body.decode()
    assert "Cheerio, and all that." in sent
    assert "Tone: direct" in sent


def test_a_style_file_that_cannot_be_read_is_told(asking: Asking) -> None:
    with pytest.raises(UserInputError, match="--style"):
        asking(writing(honest), style="nowhere.txt")
