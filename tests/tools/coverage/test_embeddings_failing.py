"""What goes wrong with embeddings: each failure has its kind and sentence; none is kept or lost from the account."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from inroad.errors import (
    BadKeyError,
    GarbledAnswerError,
    OutOfCreditError,
    ProviderError,
    RateLimitedError,
    RefusedQueryError,
    UnavailableError,
    UserInputError,
)
from inroad.sandbox import KEY, ModelSwitches, Sandbox
from inroad.tools.cache import RECORDS, PaidCache
from inroad.tools.coverage.embeddings import Embedder, KeptLikeness
from inroad.tools.http import Timing
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.writing import UnusableAnswerError, Usage
from inroad.tools.writing.model import Access
from tests.tools.coverage.embedding_server import USAGE, Account, embedder_at, embedder_on, given
from tests.tools.provider_server import Reply, closed_port, reply, reset_after, serving


def refusal(status: int, message: str, headers: dict[str, str] | None = None, **more: Any) -> bytes:
    return reply({"error": {"message": message, **more}}, status, headers)


def items(*each: Any) -> bytes:
    return reply({"data": list(each), "usage": USAGE})


def item(index: Any, *numbers: Any) -> dict[str, Any]:
    return {"index": index, "embedding": list(numbers)}


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    vars(running.model).update(vars(ModelSwitches()))
    running.history.exchanges.clear()
    return running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "inroad.sqlite")
    yield store
    store.close()


@pytest.mark.parametrize(
    ("answer", "kind", "says", "times"),
    [
        (refusal(401, f"Incorrect API key: {KEY}"), BadKeyError, "OPENAI_API_KEY", 1),
        (refusal(403, "You are not allowed to"), BadKeyError, "OPENAI_API_KEY", 1),
        (refusal(402, "Insufficient Balance"), OutOfCreditError, "top it up", 1),
        (refusal(429, "quota", type="insufficient_quota", code=None), OutOfCreditError, "top it up", 1),
        (refusal(429, "slow down", code="rate_limit_exceeded"), RateLimitedError, "fewer calls", 3),
        (refusal(429, "slow", {"Retry-After": "900"}), RateLimitedError, "in 900 seconds", 1),
        (refusal(404, "no such model"), RefusedQueryError, "set INROAD_EMBEDDINGS to a model it has", 1),
        (reply({"detail": "Not Found"}, 404), RefusedQueryError, "set INROAD_EMBEDDINGS", 1),
        (refusal(400, "'$.input' is invalid."), RefusedQueryError, "is invalid", 1),
        (refusal(500, "oops"), UnavailableError, "try again later", 3),
        (reply({"error": {"code": 502, "message": "provider down"}}), UnavailableError, "provider down", 3),
        (reply({"data": [], "error": {"code": 402, "message": "no credits"}}), OutOfCreditError, "no credits", 1),
        (reset_after(b""), UnavailableError, "OPENAI_BASE_URL", 3),
        (reply(raw=b"<html>", kind="text/html"), GarbledAnswerError, "not its API", 1),
        (reply(raw=b'{"data": ['), GarbledAnswerError, "not its API", 1),
        (reply(raw=b'{"data": [{"index": 0, "embedding": [NaN]}]}'), GarbledAnswerError, "not its API", 1),
        (reply({}), GarbledAnswerError, "OPENAI_BASE_URL", 1),
        (reply({"data": {"index": 0}}), GarbledAnswerError, "OPENAI_BASE_URL", 1),
        (reply([]), GarbledAnswerError, "OPENAI_BASE_URL", 1),
    ],
)
def test_each_failure_has_its_kind_its_sentence_and_its_repeats(
    answer: Reply, kind: type[ProviderError], says: str, times: int
) -> None:
    with embedder_on(answer) as (embedder, server), pytest.raises(kind) as caught:
        embedder.embed(["a", "b"])
    assert type(caught.value) is kind
    assert says in str(caught.value)
    assert KEY not in str(caught.value)
    assert caught.value.provider == "embeddings"
    assert caught.value.__cause__ is None
    assert len(server.requests) == times


@pytest.mark.parametrize(
    "answer",
    [
        given([1, 0]),
        given([1, 0], [0, 1], [1, 1]),
        given([1, 0], [1, 0, 0]),
        given([], []),
        items(),
        items(item(0, 1, 2), item(0, 1, 2)),
        items(item(0, 1, 2), item(2, 1, 2)),
        items(item(0, 1, 2), item(1, 1, "x")),
        items(item(0, 1, 2), item(None, 1, 2)),
        items(item(0, 1, 2), {"index": 1, "embedding": "AACAPwAAAAA="}),
        items(item(0, 1, 2), None),
    ],
)
def test_an_answer_without_a_vector_for_each_text_is_paid_for_and_not_kept(answer: bytes, store: SqliteStore) -> None:
    account = Account()
    with embedder_on(answer, given([1, 0], [0, 1])) as (embedder, server):
        likeness = KeptLikeness(embedder, PaidCache(store), "r_1", account)
        with pytest.raises(UnusableAnswerError, match="did not give each text its vector"):
            likeness.alike(["a"], ["b"])
        assert list(store.scan(RECORDS)) == []
        assert likeness.alike(["a"], ["b"]) == [[0]]
    assert len(server.requests) == 2
    assert account.took == [("r_1", Usage(input_tokens=7))] * 2


def test_what_is_no_answer_counts_as_a_call_and_what_did_not_come_does_not(store: SqliteStore) -> None:
    account = Account()
    with embedder_on(reply({}), refusal(401, "no")) as (embedder, _):
        likeness = KeptLikeness(embedder, PaidCache(store), "r_1", account)
        for kind in (GarbledAnswerError, BadKeyError):
            with pytest.raises(kind):
                likeness.alike(["a"], ["b"])
    assert account.took == [("r_1", Usage())]


def test_the_order_of_the_answer_does_not_matter(sandbox: Sandbox) -> None:
    with embedder_at(sandbox.model_url) as embedder:
        in_order = embedder.embed(["one", "two", "three"])
        sandbox.model.out_of_order = True
        assert embedder.embed(["one", "two", "three"]) == in_order


def test_one_vector_too_few_is_an_error(sandbox: Sandbox) -> None:
    sandbox.model.too_few = True
    with embedder_at(sandbox.model_url) as embedder, pytest.raises(UnusableAnswerError):
        embedder.embed(["one", "two", "three"])


@pytest.mark.parametrize(
    ("access", "kind", "says"),
    [
        ({"key": SecretStr("sk-wrong")}, BadKeyError, "OPENAI_API_KEY"),
        ({"model": "sandbox-writer"}, RefusedQueryError, "no embeddings by sandbox-writer"),
    ],
)
def test_the_sandbox_refuses_a_wrong_key_and_a_wrong_model(
    sandbox: Sandbox, access: dict[str, Any], kind: type[ProviderError], says: str
) -> None:
    with embedder_at(sandbox.model_url, **access) as embedder, pytest.raises(kind, match=says):
        embedder.embed(["one"])


def test_the_pause_that_is_told_is_kept(sandbox: Sandbox) -> None:
    sandbox.model.rate_limited, sandbox.model.retry_after, sandbox.model.times = True, 7, {"rate_limited": 1}
    pauses: list[float] = []
    with embedder_at(sandbox.model_url, pauses) as embedder:
        assert len(embedder.embed(["one"]).vectors) == 1
    assert pauses == [7]
    assert [each.status for each in sandbox.history.exchanges] == [429, 200]


def test_what_came_before_a_failure_is_kept(store: SqliteStore) -> None:
    lines = [f"line {number}" for number in range(101)]
    account = Account()
    with embedder_on(given(*[[1.0, 0.0]] * 100), refusal(401, "no"), given([0.0, 1.0])) as (embedder, server):
        likeness = KeptLikeness(embedder, PaidCache(store), "r_1", account)
        with pytest.raises(BadKeyError):
            likeness.alike([], lines)
        assert likeness.alike(lines[:1], lines[99:]) == [[1, 0]]
    assert len(server.requests) == 3
    assert len(account.took) == 2


def test_no_more_calls_a_minute_than_are_allowed() -> None:
    now, pauses = [0.0], list[float]()

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        now[0] += seconds

    with serving(given([1])) as server:
        access = Access("m-1", f"{server.url}/v1", SecretStr(KEY), per_minute=2)
        embedder = Embedder(access, timing=Timing(sleep=sleep, clock=lambda: now[0]))
        for _ in range(3):
            embedder.embed(["one"])
        embedder.close()
    assert len(pauses) == 1
    assert 60 <= pauses[0] < 61


def test_nobody_there_is_an_error_and_a_key_is_sent_only_where_it_is_safe() -> None:
    with embedder_at(closed_port()) as embedder, pytest.raises(UnavailableError, match="OPENAI_BASE_URL"):
        embedder.embed(["one"])
    with pytest.raises(UserInputError, match="OPENAI_BASE_URL is not an address that a key may be sent to"):
        Embedder(Access("m", "http://models.example/v1", SecretStr("k")))
