"""The values of a run as the bytes that its progress keeps, and how many steps they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from langgraph.checkpoint.serde.base import SerializerProtocol
from langgraph.checkpoint.serde.types import TASKS
from langgraph.constants import START
from langgraph.types import Send
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, from_json, to_json

Typed = tuple[str, bytes]

_JSON = "json of its type"
_ORDER = "json of an order"
_ORDERS = "json of orders"
_NEXT_STEP = ("branch:to:", START)


class Values:
    """What turns values into bytes and back.

    Fields of `state`, and `orders` on their way to branches, become JSON of their types, which is several times faster
    than what `serde` does with models one by one, and keeps all others.
    """

    def __init__(self, serde: SerializerProtocol, state: type[BaseModel], orders: Iterable[type[BaseModel]]) -> None:
        self._serde = serde
        self._state = state
        self._fields = frozenset(state.model_fields)
        self._orders = {order.__name__: order for order in orders}

    def dumped(self, channel: str, value: Any) -> Typed:
        """Return the bytes of a value with the name of what they are."""
        with suppress(PydanticSerializationError):  # half a character, say, of which JSON knows nothing
            if channel in self._fields:
                return _JSON, to_json(value)
            if channel == TASKS and self._is_order(value):
                return _ORDER, to_json(_parts(value))
            if channel == TASKS and isinstance(value, list) and all(map(self._is_order, value)):
                return _ORDERS, to_json([_parts(send) for send in value])
        return self._serde.dumps_typed(value)

    def loaded(self, channel: str, type_: str, body: bytes) -> Any:
        """Return the value that the bytes are; plain JSON where another version of the state wrote it."""
        if type_ == _ORDER:
            return self._sent(from_json(body))
        if type_ == _ORDERS:
            return [self._sent(parts) for parts in from_json(body)]
        if type_ != _JSON:
            return self._serde.loads_typed((type_, body))
        try:
            return _adapter(self._state, channel).validate_json(body)
        except (KeyError, ValidationError):
            # Another version wrote it: whoever looks for a person finds them, and a step says what it lacks.
            return from_json(body)

    def leads_to_one(self, values: Mapping[str, Any]) -> bool:
        """Tell whether these channels of a checkpoint lead to one step or branch alone, as far as can be told."""
        sends = values.get(TASKS) or ()
        signals = [name for name in values if name not in self._fields and name != TASKS and _is_set(name, values)]
        return len(signals) + len(sends) == 1 and all(name.startswith(_NEXT_STEP) for name in signals)

    def _is_order(self, send: Any) -> bool:
        if not isinstance(send, Send) or send.timeout is not None:
            return False
        return self._orders.get(type(send.arg).__name__) is type(send.arg)

    def _sent(self, parts: list[Any]) -> Send:
        node, name, arg = parts
        try:
            return Send(node, self._orders[name].model_validate(arg))
        except (KeyError, ValidationError):  # as above
            return Send(node, arg)


def _parts(send: Send) -> list[Any]:
    return [send.node, type(send.arg).__name__, send.arg]


def _is_set(name: str, values: Mapping[str, Any]) -> bool:
    """A branch is taken by a None; what waits for several steps is an empty set when it waits for none."""
    return name.startswith(_NEXT_STEP) or bool(values[name])


@cache
def _adapter(state: type[BaseModel], channel: str) -> TypeAdapter[Any]:
    kind: Any = state.model_fields[channel].annotation
    return TypeAdapter(kind)
