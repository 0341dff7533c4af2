"""Numbers and refused values in plain words, for whatever is told to the user."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

_SHOWN = 40
_WHOLE = "a whole number"


def counted(count: float, noun: str, plural: str = "") -> str:
    """Return "1 draft", "2 drafts"; `plural` is the noun's where it is not made with an s."""
    number = str(count) if isinstance(count, int) else f"{count:g}"
    return f"{number} {noun}" if count == 1 else f"{number} {plural or f'{noun}s'}"


def refusal(error: ValidationError) -> str:
    """Return what the first value that pydantic refuses should be: "takes eml or none, not 'foo'".

    It goes on a sentence that has named the value. What was given is shown where it cannot be a secret.
    """
    wrong = error.errors()[0]
    kind, context = wrong["type"], wrong.get("ctx", {})
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return "is not known"
    if kind == "value_error":
        return f"is not usable: {context['error']}"
    if kind == "string_type":
        return "takes a text"
    wanted = _wanted(kind, context)
    return f"takes {wanted}, not {_shown(wrong['input'])}" if wanted else f"is not usable: {wrong['msg']}"


def _wanted(kind: str, context: dict[str, Any]) -> str:
    """What a value should be, "" where pydantic's own words must do."""
    if kind == "literal_error":
        return str(context["expected"]).replace("'", "")
    if kind == "greater_than_equal":
        return f"{context['ge']} or more"
    if kind == "less_than_equal":
        return f"{context['le']} or less"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "an object"
    return _WHOLE if kind.startswith("int_") else ""


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
