"""Values of a JSON payload read without trust in their types."""

from __future__ import annotations

import json
from typing import Any

import json_repair

# Repairing takes time that grows with the square of length and nesting; real script tags are far smaller.
_LONGEST_REPAIR = 300_000
_MOST_BRACKETS = 1_000


def parse_exact_json(text: str) -> Any:
    """Return the value of a JSON text in which only line breaks inside strings are forgiven.

    Raises:
        ValueError: it is no JSON, or it is nested too deeply.
    """
    try:
        return json.loads(text, strict=False)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def parse_json(text: str) -> Any:
    """Return the value of a JSON text read leniently: trailing commas, missing quotes, wrong escapes.

    Raises:
        ValueError: it cannot be read, or it is nested too deeply.
    """
    try:
        return parse_exact_json(text)
    except json.JSONDecodeError:
        return _repaired(text)


def _repaired(text: str) -> Any:
    if len(text) > _LONGEST_REPAIR or text.count("{") + text.count("[") > _MOST_BRACKETS:
        raise ValueError("it is broken, and too long to be repaired")
    try:
        value = json_repair.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(value, (dict, list)) or not value:
        raise ValueError("it is not JSON")
    return value


def text_in(value: Any) -> str:
    """Return the text of a value: a string, a number, the name of an object, the first text of a list."""
    if isinstance(value, list):
        return next((text for member in value if (text := _scalar_text(member))), "")
    return _scalar_text(value)


def _scalar_text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def object_in(value: Any) -> dict[str, Any]:
    """Return the value when it is an object, the first object when it is a list, else an empty one."""
    if isinstance(value, list):
        value = next((member for member in value if isinstance(member, dict)), None)
    return value if isinstance(value, dict) else {}


def list_in(value: Any) -> list[Any]:
    """Return the value when it is a list, an empty one for nothing, else a list of it alone."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]
