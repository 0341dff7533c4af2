"""JSON schemas: what strict mode refuses, and values that obey one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Json = dict[str, Any]
_NOT_PERMITTED = ("allOf", "oneOf", "not", "if", "then", "else", "patternProperties", "dependentRequired", "default")
_DEEPEST = 12
_PLAIN = {"string": "none", "integer": 0, "number": 0, "boolean": False, "null": None}


def strict_flaw(schema: Any) -> str:
    """Return what OpenAI's strict mode has against a schema, "" for nothing.

    Every object must say `additionalProperties: false` and require all its properties.
    """
    if not isinstance(schema, dict) or schema.get("type") != "object":
        return f"schema must be a JSON Schema of 'type: \"object\"', got {_type_of(schema)}."
    return next(_flaws(schema, ()), "")


def filled(schema: Json, emails: Sequence[Json]) -> Any:
    """Return a small value that obeys the schema; a list of things with a `contact_id` holds the e-mails."""
    return _value(schema, schema, emails, 0)


def _flaws(node: Any, path: tuple[str, ...]) -> Iterator[str]:
    if isinstance(node, list):
        for index, part in enumerate(node):
            yield from _flaws(part, (*path, str(index)))
    if not isinstance(node, dict):
        return
    yield from _own_flaws(node, path)
    for group in ("properties", "$defs", "definitions"):
        for name, part in (node.get(group) or {}).items():
            yield from _flaws(part, (*path, group, name))
    for name in ("items", "anyOf"):
        yield from _flaws(node.get(name), (*path, name))


def _own_flaws(node: Json, path: tuple[str, ...]) -> Iterator[str]:
    where = f"In context={path}, "
    for name in _NOT_PERMITTED:
        if name in node:
            yield f"{where}'{name}' is not permitted."
    if _type_of(node) == "array" and "items" not in node:
        yield f"{where}array schema missing items."
    if _type_of(node) != "object":
        return
    if node.get("additionalProperties") is not False:
        yield f"{where}'additionalProperties' is required to be supplied and to be false."
    missing = [name for name in node.get("properties", {}) if name not in node.get("required", [])]
    if missing:
        yield (
            f"{where}'required' is required to be supplied and to be an array including every key in properties. "
            f"Missing '{missing[0]}'."
        )


def _type_of(schema: Any) -> str:
    kind = schema.get("type") if isinstance(schema, dict) else None
    if isinstance(kind, list):
        return str(next((name for name in kind if name != "null"), "null"))
    return str(kind)


def _value(node: Any, root: Json, emails: Sequence[Json], depth: int) -> Any:
    """Return a value for one part of a schema; what is allowed to be null is null."""
    node = _resolved(node, root)
    if depth > _DEEPEST or not isinstance(node, dict):
        return None
    if "const" in node:
        return node["const"]
    if node.get("enum"):
        return node["enum"][0]
    if node.get("anyOf"):
        kinds = [_resolved(part, root) for part in node["anyOf"]]
        return next((None for kind in kinds if kind.get("type") == "null"), _value(kinds[0], root, emails, depth + 1))
    kind = _type_of(node)
    if kind == "object" or "properties" in node:
        parts = node.get("properties", {})
        return {name: _value(part, root, emails, depth + 1) for name, part in parts.items()}
    if kind == "array":
        return _list(node, root, emails, depth)
    return _scalar(kind, node)


def _list(node: Json, root: Json, emails: Sequence[Json], depth: int) -> list[Any]:
    item = _resolved(node.get("items", {}), root)
    parts = item.get("properties", {})
    if "contact_id" in parts:
        return [_email(email, parts, root, depth) for email in emails]
    return [_value(item, root, emails, depth + 1) for _ in range(node.get("minItems", 0))]


def _email(email: Json, parts: Json, root: Json, depth: int) -> Json:
    return {name: email[name] if name in email else _value(part, root, (), depth + 1) for name, part in parts.items()}


def _scalar(kind: str, node: Json) -> Any:
    if kind in ("integer", "number"):
        return node.get("minimum", 0)
    if kind == "string" and node.get("format") == "date":
        return "2026-10-01"
    return _PLAIN.get(kind)


def _resolved(node: Any, root: Json) -> Any:
    """Follow a reference inside the schema (`#/$defs/Email`)."""
    while isinstance(node, dict) and str(node.get("$ref", "")).startswith("#/"):
        target: Any = root
        for part in node["$ref"][2:].split("/"):
            target = target[part]
        node = target
    return node
