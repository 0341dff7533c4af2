"""The results of layers, kept by the hash of what they were made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel, TypeAdapter

from inroad import __version__
from inroad.analysis import LAYERS, AnalysisState, Layer
from inroad.settings import Tools
from inroad.state import Problem
from inroad.tools.cache import Paid

KEEPER = "inroad"
_ANYTHING = TypeAdapter(object)
T = TypeVar("T")
V = TypeVar("V", bound=BaseModel)


class Made(NamedTuple, Generic[T]):
    """What a layer made, what went wrong, and whether that is all that can be made of it."""

    value: T
    problems: list[Problem]
    is_final: bool = True


def hash_of(layer: str, made_of: Iterable[object], model: str) -> str:
    """Return the hash of what a layer works on: equal inputs, version and model give equal results."""
    parts = [json.dumps(_plain(each), sort_keys=True, ensure_ascii=False) for each in made_of]
    return hashlib.sha256("\n".join([layer, __version__, model, *parts]).encode("utf-8", "replace")).hexdigest()


def kept_or_made(
    layer: Layer,
    shape: type[V],
    made_of: Iterable[object],
    make: Callable[[], Made[V]],
    state: AnalysisState,
    tools: Tools,
) -> tuple[V, list[Problem], bool]:
    """Return a layer's result from an earlier run over the same inputs, else make it and keep it.

    What went wrong on the way makes a result that is shown and not kept: the next run tries again.
    """
    key = hash_of(layer, made_of, _model(tools))
    if not is_again(layer, state) and (kept := tools.paid.get_records(KEEPER, "layer", [key])):
        return shape.model_validate(kept[key].value), [], True
    value, problems, is_final = make()
    if is_final and not problems:
        tools.paid.put_records(KEEPER, "layer", {key: Paid(value.model_dump(mode="json"))})
    return value, problems, False


def is_again(layer: Layer, state: AnalysisState) -> bool:
    """Tell whether a layer is to be made anew, whatever is kept of it."""
    return state.again_from is not None and LAYERS.index(layer) >= LAYERS.index(state.again_from)


def _model(tools: Tools) -> str:
    return f"{tools.model.name} at {tools.model.server}" if tools.model else ""


def _plain(value: object) -> object:
    return _ANYTHING.dump_python(value, mode="json")
