"""Embeddings of the sandbox's language model, as OpenAI's own client asks for them."""

from __future__ import annotations

import math
from operator import mul
from typing import Any

import openai
import pytest
from openai import OpenAI

from inroad.sandbox import EMBEDDER, MODEL, Sandbox
from inroad.sandbox.model.embedding import DIMENSIONS, MOST_TEXTS, vector


def _near(one: str, other: str) -> float:
    cosine: float = sum(map(mul, vector(one), vector(other)))
    return cosine


def test_each_text_has_its_vector_by_index(client: OpenAI) -> None:
    answer = client.embeddings.create(model=EMBEDDER, input=["cut costs", "bees"], encoding_format="float")
    assert [each.index for each in answer.data] == [0, 1]
    assert [each.embedding for each in answer.data] == [vector("cut costs"), vector("bees")]
    assert (answer.model, answer.usage.prompt_tokens, answer.usage.total_tokens) == (EMBEDDER, 3, 3)


def test_the_clients_own_way_is_base64(client: OpenAI) -> None:
    [one] = client.embeddings.create(model=EMBEDDER, input="cut costs").data
    assert one.embedding == pytest.approx(vector("cut costs"), abs=1e-6)


@pytest.mark.parametrize("text", ["Cut the cloud bill", "!?", "的", "half \ud800 a pair"])
def test_a_vector_is_always_the_same_and_of_length_1(text: str) -> None:
    assert len(vector(text)) == DIMENSIONS
    assert math.hypot(*vector(text)) == pytest.approx(1)
    assert vector(text) == vector(text)


def test_what_means_the_same_is_near() -> None:
    assert _near("cut the cloud bill", "Optimising cloud costs") > 0.85
    assert _near("cut the cloud bill", "Cut hair") < 0.5
    assert abs(_near("cut the cloud bill", "Beekeeping in winter")) < 0.2


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ({"input": []}, "is invalid"),
        ({"input": ""}, "is invalid"),
        ({"input": ["words", " "]}, "is invalid"),
        ({"input": [[1, 2]]}, "is invalid"),
        ({"input": ["words"] * (MOST_TEXTS + 1)}, "is invalid"),
        ({"input": "word " * 8193}, "maximum context length"),
        ({"input": "words", "model": ""}, "model parameter"),
        ({"input": "words", "encoding_format": "hex"}, "hex"),
    ],
)
def test_refused_calls(client: OpenAI, call: dict[str, Any], says: str) -> None:
    with pytest.raises(openai.BadRequestError, match=says):
        client.embeddings.create(**{"model": EMBEDDER, **call})


def test_who_is_not_there_and_what_is_no_call(client: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as caught:
        client.embeddings.create(model=MODEL, input="words")
    assert caught.value.code == "model_not_found"
    with pytest.raises(openai.BadRequestError, match="could not parse"):
        client.post("/embeddings", cast_to=object, body=["words"])


def test_switches(client: OpenAI, sandbox: Sandbox) -> None:
    sandbox.model.out_of_order = True
    texts = ["one", "two", "three"]
    asked: dict[str, Any] = {"model": EMBEDDER, "input": texts, "encoding_format": "float"}
    answer = client.embeddings.create(**asked)
    assert [each.index for each in answer.data] == [2, 1, 0]
    assert [each.embedding for each in answer.data] == [vector(text) for text in reversed(texts)]
    sandbox.model.out_of_order, sandbox.model.too_few = False, True
    assert [each.index for each in client.embeddings.create(**asked).data] == [0, 1]
    sandbox.model.rate_limited = True
    with pytest.raises(openai.RateLimitError) as caught:
        client.embeddings.create(**asked)
    assert caught.value.response.headers["retry-after"] == "1"
