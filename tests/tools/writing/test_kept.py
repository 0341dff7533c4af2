"""A model's answers, kept: the same question is paid for once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from inroad.errors import GarbledAnswerError, UnavailableError
from inroad.tools.cache import RECORDS, PaidCache
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.writing import Addressee, ModelAnswer, Prompt, Schema, UnusableAnswerError, Usage
from inroad.tools.writing.kept import KeptModel
from tests.conftest import NOW

TOOK = Usage(input_tokens=100, output_tokens=20, dollars=0.01)
JANE = Addressee(person_id="p_1", name="Jane Doe", keys=["linkedin:jane-doe", "name:jane doe@acme"])
JO = Addressee(person_id="p_2", name="Jo Lindt", keys=["name:jo lindt@acme"])
PROMPT = Prompt(system="the rules", user="the data", version="1", people=[JANE, JO])


class Lines(BaseModel):
    lines: list[str]


class Words(BaseModel):
    lines: list[str]
    count: int = 0


class CountingModel:
    """Answers with the number of the question, or as it is told to, and keeps the prompts."""

    def __init__(self, *errors: Exception, name: str = "m-1", server: str = "https://model.example/v1") -> None:
        self.name, self.server = name, server
        self.errors = list(errors)
        self.history: list[Prompt] = []

    def ask(self, prompt: Prompt, schema: type[Schema]) -> ModelAnswer[Schema]:
        self.history.append(prompt)
        if self.errors:
            raise self.errors.pop(0)
        return ModelAnswer(schema(lines=[f"answer {len(self.history)}"]), TOOK, ["a note"])


class Account:
    """What was put down to whom."""

    def __init__(self) -> None:
        self.took: list[tuple[str, Usage]] = []
        self.counted: set[tuple[str, str]] = set()

    def __call__(self, purse: str, provider: str, usage: Usage, once: str = "") -> None:
        assert provider == "model"
        if once and (purse, once) in self.counted:
            return
        self.counted.add((purse, once))
        self.took.append((purse, usage))


def model_of(model: CountingModel, paid: PaidCache, purse: str = "r_1") -> KeptModel:
    return KeptModel(model, paid, purse, Account())


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def paid(tmp_path: Path, clock: Clock) -> Iterator[PaidCache]:
    store = SqliteStore(tmp_path / "inroad.sqlite", clock=clock)
    yield PaidCache(store, clock)
    store.close()


def test_the_same_question_is_asked_once(paid: PaidCache) -> None:
    model, account = CountingModel(), Account()
    first = KeptModel(model, paid, "r_1", account).ask(PROMPT, Lines)
    second = KeptModel(model, paid, "r_1", account).ask(PROMPT, Lines)
    assert (first.value, first.usage, first.notes) == (Lines(lines=["answer 1"]), TOOK, ("a note",))
    assert (second.value, second.usage, second.notes) == (Lines(lines=["answer 1"]), Usage(calls=0), ())
    assert (len(model.history), account.took) == (1, [("r_1", TOOK)])


@pytest.mark.parametrize(
    "change", [{"system": "other rules"}, {"user": "other data"}, {"asking": "once more"}], ids=lambda each: min(each)
)
def test_another_question_is_asked_anew(change: dict[str, Any], paid: PaidCache) -> None:
    model = CountingModel()
    kept = model_of(model, paid)
    kept.ask(PROMPT, Lines)
    assert kept.ask(PROMPT.model_copy(update=change), Lines).value == Lines(lines=["answer 2"])
    assert kept.ask(PROMPT.model_copy(update={"version": "2"}), Lines).value == Lines(lines=["answer 1"])


def test_another_model_server_or_shape_is_asked_anew(paid: PaidCache) -> None:
    models = [CountingModel(), CountingModel(name="m-2"), CountingModel(server="https://other.example/v1")]
    for model in models:
        model_of(model, paid).ask(PROMPT, Lines)
    assert [len(model.history) for model in models] == [1, 1, 1]
    assert model_of(models[0], paid).ask(PROMPT, Words).value == Words(lines=["answer 2"])


def test_an_answer_is_kept_for_thirty_days(paid: PaidCache, clock: Clock) -> None:
    model = CountingModel()
    kept = model_of(model, paid)
    kept.ask(PROMPT, Lines)
    clock.now = NOW + timedelta(days=30, seconds=-1)
    assert kept.ask(PROMPT, Lines).usage.calls == 0
    clock.now = NOW + timedelta(days=30)
    assert kept.ask(PROMPT, Lines).value == Lines(lines=["answer 2"])


@pytest.mark.parametrize(
    ("error", "cost"),
    [
        (UnusableAnswerError("It refused.", "model", TOOK), [TOOK]),
        (GarbledAnswerError("Not JSON.", "model"), [Usage()]),
        (UnavailableError("It is away.", "model"), []),
    ],
)
def test_what_cannot_be_used_is_counted_and_not_kept(error: Exception, cost: list[Usage], paid: PaidCache) -> None:
    account = Account()
    kept = KeptModel(CountingModel(error), paid, "r_1", account)
    with pytest.raises(type(error)):
        kept.ask(PROMPT, Lines)
    assert kept.ask(PROMPT, Lines).value == Lines(lines=["answer 2"])
    assert [usage for _, usage in account.took] == [*cost, TOOK]


class WaitingModel(CountingModel):
    """Answers when it may."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.may_answer = threading.Event(), threading.Event()

    def ask(self, prompt: Prompt, schema: type[Schema]) -> ModelAnswer[Schema]:
        self.asked.set()
        assert self.may_answer.wait(10)
        return super().ask(prompt, schema)


def test_of_threads_with_one_question_one_asks(paid: PaidCache) -> None:
    model, together = WaitingModel(), threading.Barrier(4)
    kept = model_of(model, paid)

    def ask() -> ModelAnswer[Lines]:
        together.wait(10)
        return kept.ask(PROMPT, Lines)

    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(ask) for _ in range(4)]
        assert model.asked.wait(10)
        model.may_answer.set()
        values = [answer.result(10).value for answer in answers]
    assert (values, len(model.history)) == ([Lines(lines=["answer 1"])] * 4, 1)


def test_who_is_killed_before_the_account_does_not_pay_anew_and_puts_it_down_then(paid: PaidCache) -> None:
    model, account = CountingModel(), Account()

    def killed(purse: str, provider: str, usage: Usage, once: str = "") -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        KeptModel(model, paid, "r_1", killed).ask(PROMPT, Lines)
    for purse in ("r_2", "r_1", "r_1"):
        answer = KeptModel(model, paid, purse, account).ask(PROMPT, Lines)
        assert (answer.value, answer.usage) == (Lines(lines=["answer 1"]), Usage(calls=0))
    assert account.took == [("r_1", TOOK)]


@pytest.mark.parametrize("name", ["p_1", "linkedin:jane-doe", "name:jo lindt@acme"])
def test_words_are_found_and_dropped_whole_by_each_name_of_each_person(name: str, tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store.sqlite")
    paid = PaidCache(store)
    model_of(CountingModel(), paid).ask(PROMPT, Lines)
    assert paid.forget([name]) == 1
    assert list(store.scan(RECORDS)) == []
    store.close()


def test_each_person_that_words_are_about_is_known_for_themselves(paid: PaidCache) -> None:
    model_of(CountingModel(), paid).ask(PROMPT, Lines)
    jane, jo = sorted(paid.people(), key=lambda each: sorted(each.names))
    assert (*jane.ids, *jane.profiles, *jane.at) == ("p_1", "linkedin.com/in/jane-doe", "jane doe@acme")
    assert (*jo.ids, *jo.profiles, *jo.at) == ("p_2", "jo lindt@acme")
    assert [len(paid.about(each)) for each in (jane, jo)] == [1, 1]
    assert len(paid.fetched_before(NOW + timedelta(seconds=1))) == 1
