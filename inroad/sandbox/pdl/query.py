"""Reads a query in People Data Labs' part of Elasticsearch's language, and refuses what the service refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

ALLOWED = ("term", "terms", "exists", "bool", "match", "match_phrase", "range", "wildcard", "prefix", "match_all")
MOST_IN_ARRAY = 1000
_SCORING = ("boost", "rescore", "function_score", "tie_breaker", "_name")
_AGGREGATIONS = ("aggs", "aggregations")
_RANGES = ("gt", "gte", "lt", "lte")
_OCCURS = ("must", "filter", "should", "must_not")


class RefusedError(Exception):
    """The service answers 400; the text says why."""


@dataclass(frozen=True)
class Leaf:
    """A clause on one field. `value` is a scalar, a list for `terms`, a dict of bounds for `range`."""

    kind: str
    field: str
    value: Any
    every_word: bool = False


@dataclass(frozen=True)
class Everything:
    """`match_all`."""


@dataclass(frozen=True)
class Bool:
    """A `bool` clause; `at_least` is how many of `should` have to hold."""

    must: tuple[Clause, ...] = ()
    should: tuple[Clause, ...] = ()
    must_not: tuple[Clause, ...] = ()
    at_least: int = 0


Clause = Leaf | Everything | Bool


def read_query(given: Any, *, unwrapped: bool) -> Clause:
    """Return the clauses of the `query` parameter.

    The body is expected as `{"query": {...}}`; the bare clause is taken too if `unwrapped`.

    Raises:
        RefusedError: it is no such query, or holds what the service does not allow.
    """
    body = _loaded(given)
    _refuse_long_arrays(body)
    if "query" not in body:
        if not unwrapped:
            raise RefusedError("The Elasticsearch query must have a 'query' key")
        return _clause(body)
    refused = sorted(key for key in body if key in (*_AGGREGATIONS, *_SCORING))
    if refused:
        raise RefusedError(f"{refused[0]} is not supported")
    return _clause(body["query"])


def leaves(clause: Clause) -> Iterator[Leaf]:
    """Yield the clauses on fields that somebody has to meet, or may meet; not those of `must_not`."""
    if isinstance(clause, Leaf):
        yield clause
    elif isinstance(clause, Bool):
        for inner in (*clause.must, *clause.should):
            yield from leaves(inner)


def _loaded(given: Any) -> dict[str, Any]:
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except json.JSONDecodeError as broken:
            raise RefusedError("query is not valid JSON") from broken
    if not isinstance(given, dict) or not given:
        raise RefusedError("query must be a JSON object")
    return given


def _refuse_long_arrays(node: Any) -> None:
    if isinstance(node, list):
        if len(node) > MOST_IN_ARRAY:
            raise RefusedError(f"Arrays in a query may hold at most {MOST_IN_ARRAY} elements, this one has {len(node)}")
        for item in node:
            _refuse_long_arrays(item)
    elif isinstance(node, dict):
        for item in node.values():
            _refuse_long_arrays(item)


def _clause(node: Any) -> Clause:
    if not isinstance(node, dict) or len(node) != 1:
        raise RefusedError("Each clause must be an object with exactly one key")
    kind, body = next(iter(node.items()))
    if kind not in ALLOWED:
        raise RefusedError(f"[{kind}] is not an allowed query clause")
    if kind == "match_all":
        return _everything(body)
    if kind == "bool":
        return _bool(body)
    return _leaf(kind, body)


def _everything(body: Any) -> Everything:
    if body != {}:
        raise RefusedError("[match_all] takes no options")
    return Everything()


def _bool(body: Any) -> Bool:
    if not isinstance(body, dict):
        raise RefusedError("[bool] must be an object")
    unknown = sorted(set(body) - {*_OCCURS, "minimum_should_match"})
    if unknown:
        raise RefusedError(f"[bool] does not support [{unknown[0]}]")
    must, filters, should, must_not = (_clauses(body.get(name, [])) for name in _OCCURS)
    default = 1 if should and not must and not filters else 0
    wanted = _at_least(body.get("minimum_should_match", default), len(should))
    return Bool(must + filters, should, must_not, wanted)


def _clauses(node: Any) -> tuple[Clause, ...]:
    return tuple(_clause(item) for item in (node if isinstance(node, list) else [node]))


def _at_least(given: Any, clauses: int) -> int:
    """Return how many of the clauses have to hold, from a number, a negative one, or a percentage."""
    text = str(given)
    number, percent = (text[:-1], True) if text.endswith("%") else (text, False)
    if isinstance(given, bool) or not number.lstrip("-").isdigit():
        raise RefusedError(f"minimum_should_match [{text}] cannot be read")
    wanted = int(number)
    if percent:
        part = abs(wanted) * clauses // 100
        return part if wanted >= 0 else clauses - part
    return wanted if wanted >= 0 else clauses + wanted


def _leaf(kind: str, body: Any) -> Leaf:
    if not isinstance(body, dict):
        raise RefusedError(f"[{kind}] must be an object")
    if kind == "exists":
        return _exists(body)
    _refuse_scoring(kind, body)
    if len(body) != 1:
        raise RefusedError(f"[{kind}] must name exactly one field")
    field, given = next(iter(body.items()))
    if kind == "terms":
        return Leaf(kind, field, _terms(given))
    if kind == "range":
        return Leaf(kind, field, _bounds(given))
    return _worded(kind, field, given)


def _exists(body: dict[str, Any]) -> Leaf:
    if set(body) != {"field"} or not isinstance(body["field"], str):
        raise RefusedError("[exists] must name one field under 'field'")
    return Leaf("exists", body["field"], None)


def _terms(given: Any) -> list[Any]:
    if not isinstance(given, list):
        raise RefusedError("[terms] needs an array of values")
    return [_scalar("terms", value) for value in given]


def _bounds(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict) or not given:
        raise RefusedError("[range] needs bounds")
    _refuse_scoring("range", given)
    unknown = sorted(set(given) - set(_RANGES))
    if unknown:
        raise RefusedError(f"[range] does not support [{unknown[0]}]")
    return {name: _scalar("range", value) for name, value in given.items()}


def _worded(kind: str, field: str, given: Any) -> Leaf:
    """Read a clause that is either `{field: value}` or `{field: {"value": value}}`."""
    if not isinstance(given, dict):
        return Leaf(kind, field, _text(kind, given))
    _refuse_scoring(kind, given)
    name = "query" if kind in ("match", "match_phrase") else "value"
    options = {name, "operator"} if kind == "match" else {name}
    if name not in given or set(given) - options:
        raise RefusedError(f"[{kind}] on [{field}] must have '{name}' and no option that is not supported")
    operator = str(given.get("operator", "or")).lower()
    if operator not in ("or", "and"):
        raise RefusedError(f"[match] does not support the operator [{operator}]")
    return Leaf(kind, field, _text(kind, given[name]), operator == "and")


def _text(kind: str, value: Any) -> Any:
    if kind in ("wildcard", "prefix") and not isinstance(value, str):
        raise RefusedError(f"[{kind}] needs a text")
    return _scalar(kind, value)


def _scalar(kind: str, value: Any) -> Any:
    if value is None or isinstance(value, list | dict):
        raise RefusedError(f"[{kind}] needs plain values")
    return value


def _refuse_scoring(kind: str, body: dict[str, Any]) -> None:
    scoring = sorted(key for key in body if key in _SCORING)
    if scoring:
        raise RefusedError(f"[{kind}] does not support [{scoring[0]}]: custom scoring is disabled")
