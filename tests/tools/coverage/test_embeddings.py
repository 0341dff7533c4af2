"""Likeness by embeddings, over real HTTP: the sandbox where all is well, a scripted server where it is not."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from inroad.sandbox import EMBEDDER, KEY, ModelSwitches, Sandbox
from inroad.tools.cache import RECORDS, PaidCache
from inroad.tools.coverage.embeddings import LONGEST, Embedder, KeptLikeness
from inroad.tools.store.forgetting import asked_about, erase
from inroad.tools.store.library import Library
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.writing import Usage
from tests.conftest import NOW
from tests.tools.coverage.embedding_server import Account, embedder_at, embedder_on, given
from tests.tools.provider_server import Request

ASKED = ["Cut the cloud bill", "You speak Swahili"]
LINES = ["Optimising cloud costs", "Persuaded shops to stock our jam", "Wrote the on-call guide"]


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    """The shared sandbox with all switches as they are at first, and nothing asked yet."""
    vars(running.model).update(vars(ModelSwitches()))
    running.history.exchanges.clear()
    return running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "inroad.sqlite", clock=clock)
    yield store
    store.close()


@pytest.fixture
def paid(store: SqliteStore, clock: Clock) -> PaidCache:
    return PaidCache(store, clock)


@pytest.fixture
def embedder(sandbox: Sandbox) -> Iterator[Embedder]:
    with embedder_at(sandbox.model_url) as embedder:
        yield embedder


def asked_texts(sandbox: Sandbox) -> list[list[str]]:
    return [json.loads(each.body)["input"] for each in sandbox.history.exchanges]


def as_many(dimensions: int) -> Any:
    """A reply that gives each text that is asked for a vector of so many numbers."""

    def answer(request: Request) -> bytes:
        return given(*([1.0] * dimensions for _ in json.loads(request.body)["input"]))

    return answer


def test_what_means_the_same_is_near_and_nothing_else(embedder: Embedder, paid: PaidCache) -> None:
    [near, far] = KeptLikeness(embedder, paid, "r_1", Account()).alike(ASKED, LINES)
    assert near[0] > 0.85
    assert max(near[1:] + far) < 0.3
    assert min(near + far) >= 0


def test_what_goes_out() -> None:
    with embedder_on(given([3, 4], [0, 2])) as (embedder, server):
        got = embedder.embed(["one", "two"])
    [request] = server.requests
    assert (request.method, request.target) == ("POST", "/v1/embeddings")
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert json.loads(request.body) == {"model": EMBEDDER, "input": ["one", "two"], "encoding_format": "float"}
    assert [pytest.approx(vector) for vector in got.vectors] == [(0.6, 0.8), (0.0, 1.0)]
    assert got.usage == Usage(input_tokens=7)


def test_at_most_a_hundred_texts_a_call_each_once(embedder: Embedder, sandbox: Sandbox, paid: PaidCache) -> None:
    lines = [f"Line number{number}" for number in range(250)]
    account = Account()
    [row] = KeptLikeness(embedder, paid, "r_1", account).alike(["Line  number7", "Line number7"][:1], lines)
    assert [len(texts) for texts in asked_texts(sandbox)] == [100, 100, 50]
    assert row[7] == pytest.approx(1, abs=1e-6)
    assert [usage.calls for _, usage in account.took] == [1, 1, 1]


def test_a_blank_text_is_not_asked_and_like_none(embedder: Embedder, sandbox: Sandbox, paid: PaidCache) -> None:
    likeness = KeptLikeness(embedder, paid, "r_1", Account())
    assert likeness.alike([" \n"], ["", "Cloud"]) == [[0, 0]]
    assert asked_texts(sandbox) == [["Cloud"]]
    assert likeness.alike(["", ""], [" "]) == [[0], [0]]
    assert likeness.alike([], ["Cloud"]) == []


def test_of_a_long_text_the_beginning_is_asked(embedder: Embedder, sandbox: Sandbox, paid: PaidCache) -> None:
    KeptLikeness(embedder, paid, "r_1", Account()).alike(["cloud " * LONGEST], ["half \ud800 a pair"])
    assert [len(text) for [text, _] in asked_texts(sandbox)] == [LONGEST]


def test_nothing_is_paid_twice(embedder: Embedder, sandbox: Sandbox, paid: PaidCache) -> None:
    account = Account()
    first = KeptLikeness(embedder, paid, "r_1", account).alike(ASKED, LINES)
    second = KeptLikeness(embedder, paid, "r_2", account).alike(ASKED, LINES)
    assert second == first
    KeptLikeness(embedder, paid, "r_2", account).alike(ASKED, [*LINES, "Raised bees"])
    assert asked_texts(sandbox) == [[*ASKED, *LINES], ["Raised bees"]]
    assert [(purse, usage.calls) for purse, usage in account.took] == [("r_1", 1), ("r_2", 1)]
    assert account.took[0][1].input_tokens > account.took[1][1].input_tokens > 0


def test_vectors_are_kept_for_thirty_days(embedder: Embedder, sandbox: Sandbox, paid: PaidCache, clock: Clock) -> None:
    likeness = KeptLikeness(embedder, paid, "r_1", Account())
    for age, times in ((0, 1), (29, 1), (30, 2)):
        clock.now = NOW + timedelta(days=age)
        likeness.alike(ASKED, LINES)
        assert len(sandbox.history.exchanges) == times


def test_another_model_or_server_is_asked_anew(sandbox: Sandbox, paid: PaidCache) -> None:
    sandbox.model.embedders = (EMBEDDER, "other")
    for model, url in ((EMBEDDER, sandbox.model_url), ("other", sandbox.model_url), (EMBEDDER, f"{sandbox.url}/v1/")):
        with embedder_at(url, model=model) as embedder:
            KeptLikeness(embedder, paid, "r_1", Account()).alike(ASKED, LINES)
    assert len(sandbox.history.exchanges) == 3


def test_when_a_server_has_another_model_by_that_name_all_are_asked_anew(paid: PaidCache) -> None:
    with embedder_on(as_many(2), as_many(3)) as (embedder, server):
        likeness = KeptLikeness(embedder, paid, "r_1", Account())
        likeness.alike(["one"], ["two"])
        assert likeness.alike(["one"], ["three"]) == [[pytest.approx(1)]]
        assert likeness.alike(["one"], ["three"]) == [[pytest.approx(1)]]
    assert [json.loads(each.body)["input"] for each in server.requests] == [["one", "two"], ["three"], ["one", "three"]]


@pytest.mark.parametrize(
    ("a", "b", "likeness"),
    [
        ([1, 0], [1, 1], 0.5**0.5),
        ([1, 0], [-1, 0], 0),
        ([0, 0], [1, 0], 0),
        ([1.7e308, 1.7e308], [1, 1], 0),
        ([5], [2], 1),
    ],
)
def test_likeness_is_the_cosine(a: list[float], b: list[float], likeness: float, paid: PaidCache) -> None:
    with embedder_on(given(a, b)) as (embedder, _):
        [[got]] = KeptLikeness(embedder, paid, "r_1", Account()).alike(["a"], ["b"])
    assert got == pytest.approx(likeness)


def test_what_is_kept_says_no_text(embedder: Embedder, store: SqliteStore, paid: PaidCache) -> None:
    KeptLikeness(embedder, paid, "r_1", Account()).alike(ASKED, ["Worked with Jane Doe"])
    [one, *_] = kept = [document for _, document in store.scan(RECORDS)]
    assert len(kept) == 3
    assert one["value"].keys() == {"vector", "usage", "owed_by", "charge"}
    assert not any(word in json.dumps(kept) for word in ("Jane", "Doe", "cloud", "Swahili"))


def test_forgetting_anybody_and_purging_take_the_vectors(
    embedder: Embedder, store: SqliteStore, paid: PaidCache, clock: Clock
) -> None:
    likeness = KeptLikeness(embedder, paid, "r_1", Account())
    likeness.alike([], ["Worked with Jane Doe"])
    assert paid.people() == set()
    assert erase(store, asked_about(Library(store), "Jane Doe@Acme"), []).records == 0
    assert list(store.scan(RECORDS)) == []
    likeness.alike([], ["Worked with Jane Doe"])
    assert paid.erase(paid.fetched_before(clock.now + timedelta(seconds=1))) == 1


def test_who_is_killed_before_the_account_puts_it_down_then(
    embedder: Embedder, sandbox: Sandbox, paid: PaidCache
) -> None:
    def killed(purse: str, provider: str, usage: Usage, once: str = "") -> None:
        raise KeyboardInterrupt

    account = Account()
    with pytest.raises(KeyboardInterrupt):
        KeptLikeness(embedder, paid, "r_1", killed).alike(ASKED, LINES)
    for purse in ("r_2", "r_1", "r_1"):
        KeptLikeness(embedder, paid, purse, account).alike(ASKED, LINES)
    assert len(sandbox.history.exchanges) == 1
    assert [(purse, usage.calls) for purse, usage in account.took] == [("r_1", 1)]


def test_of_threads_with_the_same_texts_one_asks(paid: PaidCache) -> None:
    asked, may_answer = threading.Event(), threading.Event()

    def when_it_may(request: Request) -> bytes:
        asked.set()
        assert may_answer.wait(10)
        return given([1, 0], [0, 1])

    with embedder_on(when_it_may) as (embedder, server), ThreadPoolExecutor(4) as pool:
        likeness = KeptLikeness(embedder, paid, "r_1", Account())
        rows = [pool.submit(likeness.alike, ["a"], ["b"]) for _ in range(4)]
        assert asked.wait(10)
        may_answer.set()
        assert [row.result(10) for row in rows] == [[[0]]] * 4
    assert len(server.requests) == 1
