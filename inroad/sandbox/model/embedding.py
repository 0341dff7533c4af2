"""Embeddings as OpenAI's `/embeddings` gives them, with vectors that are reckoned from the stems of words.

Each stem points in a direction of its own, and stems that mean about the same in nearly the same one; a text points
where its words do together. So "cut the cloud bill" is near "optimising cloud costs", and both are near nothing else.
"""

from __future__ import annotations

import base64
import json
import math
import re
import struct
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import shake_256
from typing import Any

import snowballstemmer  # type: ignore[import-untyped]

from inroad.sandbox.model import tokens
from inroad.sandbox.model.asking import unknown_model
from inroad.sandbox.model.switches import ModelSwitches
from inroad.sandbox.model.wire import RefusedError

Json = dict[str, Any]
DIMENSIONS = 256
MOST_TEXTS = 2048
MOST_TOKENS = 8192
# How much of a stem is what it has in common with those that mean about the same.
_SHARED = 3.0
_NEAR = [
    group.split()
    for group in (
        "cut reduce lower optimise optimize save trim shrink",
        "bill cost spend expense budget price",
        "cloud aws azure gcp",
        "teach mentor coach train tutor",
        "persuade convince win negotiate",
        "shop retailer store merchant",
        "write draft author document",
        "fast quick rapid swift",
        "failure incident outage downtime",
        "measure monitor observe track",
    )
]
_WORD = re.compile(r"[^\W_]+")
_EMPTY = "a an and at by for from in into of on or our that the their this to we with you your"


def embedded(body: bytes, switches: ModelSwitches) -> Json:
    """Return the answer to a call for embeddings.

    Raises:
        RefusedError: it is no valid call, or names a model that is not there.
    """
    call = _call(body)
    if call.get("model") not in switches.embedders:
        raise unknown_model(str(call.get("model")))
    texts = _texts(call.get("input"))
    as_base64 = _is_base64(call.get("encoding_format"))
    data = [_item(index, text, as_base64) for index, text in enumerate(texts)]
    if switches.take("too_few"):
        data = data[:-1]
    if switches.take("out_of_order"):
        data.reverse()
    read = sum(map(tokens.count, texts))
    usage = {"prompt_tokens": read, "total_tokens": read}
    return {"object": "list", "data": data, "model": call["model"], "usage": usage}


def vector(text: str) -> list[float]:
    """Return the vector of a text, of length 1; a text without words points nowhere in particular."""
    words = [word for word in _WORD.findall(text.casefold()) if word not in _EMPTY.split()]
    return _unit(map(sum, zip(*map(_meaning, words or [text]), strict=True)))


def _call(body: bytes) -> Json:
    try:
        call = json.loads(body)
    except ValueError:
        call = None
    if not isinstance(call, dict):
        raise RefusedError(400, "We could not parse the JSON body of your request.")
    if not call.get("model"):
        raise RefusedError(400, "you must provide a model parameter")
    return call


def _texts(given: Any) -> list[str]:
    """The texts of a call, which may be one or a list; one blank text, or one that is too long, spoils the whole."""
    texts = [given] if isinstance(given, str) else given
    fits = isinstance(texts, list) and 0 < len(texts) <= MOST_TEXTS
    if not fits or not all(isinstance(text, str) and text.strip() for text in texts):
        raise RefusedError(400, "'$.input' is invalid.", param="input")
    for text in texts:
        if (length := tokens.count(text)) > MOST_TOKENS:
            says = f"This model's maximum context length is {MOST_TOKENS} tokens, however you requested {length}."
            raise RefusedError(400, says)
    return texts


def _is_base64(wanted: Any) -> bool:
    if wanted not in (None, "float", "base64"):
        raise RefusedError(400, f"Invalid value: '{wanted}'.", "invalid_value", param="encoding_format")
    return bool(wanted == "base64")


def _item(index: int, text: str, as_base64: bool) -> Json:
    numbers = vector(text)
    packed = base64.b64encode(struct.pack(f"<{DIMENSIONS}f", *numbers)).decode()
    return {"object": "embedding", "index": index, "embedding": packed if as_base64 else numbers}


@cache
def _meaning(word: str) -> list[float]:
    """The direction of a word: that of its stem, and of the group that it belongs to."""
    stem = _stem(word)
    group = _groups().get(stem)
    own = _direction(stem)
    shared = _direction(f"group {group}") if group is not None else [0.0] * DIMENSIONS
    return _unit(each + _SHARED * other for each, other in zip(own, shared, strict=True))


@cache
def _direction(name: str) -> Sequence[float]:
    return _unit(byte - 127.5 for byte in shake_256(name.encode("utf-8", "replace")).digest(DIMENSIONS))


def _unit(numbers: Iterable[float]) -> list[float]:
    given = list(numbers)
    length = math.hypot(*given)
    return [number / length for number in given]


@cache
def _groups() -> dict[str, int]:
    return {_stem(word): number for number, group in enumerate(_NEAR) for word in group}


def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    return snowballstemmer.stemmer("english")
