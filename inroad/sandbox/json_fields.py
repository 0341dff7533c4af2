"""The fields of a JSON body, checked: what is not documented is refused, so that a slip of a client shows."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Any


class FieldError(Exception):
    """A field that is missing, unknown, or not as documented; `field` is its name, "" for the body itself."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(says)
        self.field = field


class Fields:
    """The fields of a body, each read with its type and range."""

    def __init__(self, body: dict[str, Any]) -> None:
        self._body = body

    @classmethod
    def parsed(cls, body: bytes) -> Fields:
        """Return the fields of a body.

        Raises:
            FieldError: it is no JSON object.
        """
        try:
            parsed = json.loads(body)
        except ValueError:
            parsed = None
        if not isinstance(parsed, dict):
            raise FieldError("", "The body is not a JSON object")
        return cls(parsed)

    def only(self, *names: str) -> None:
        """Make sure that there are no other fields.

        Raises:
            FieldError: there is one.
        """
        for name in self._body:
            if name not in names:
                raise FieldError(name, f"There is no field {name} here")

    def __contains__(self, name: str) -> bool:
        """Say whether a field is given."""
        return self._body.get(name) is not None

    def raw(self, name: str) -> Any:
        """Return a field as it is, None where it is not given."""
        return self._body.get(name)

    def words(self, name: str, most: int | None = None) -> str:
        """Return a text that must be there.

        Raises:
            FieldError: it is missing, empty, no text or too long.
        """
        text = self.text(name)
        if not text.strip():
            raise FieldError(name, f"{name} is missing")
        if most is not None and len(text) > most:
            raise FieldError(name, f"{name} must have {most} characters at the most")
        return text

    def text(self, name: str) -> str:
        """Return a text, "" where it is not given.

        Raises:
            FieldError: it is no text.
        """
        given = self._body.get(name)
        if given is not None and not isinstance(given, str):
            raise FieldError(name, f"{name} must be a string")
        return given or ""

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """Return a whole number.

        Raises:
            FieldError: it is none, or out of range.
        """
        given = self._body.get(name, default)
        if not isinstance(given, int) or isinstance(given, bool) or not least <= given <= most:
            raise FieldError(name, f"{name} must be a whole number from {least} to {most}")
        return given

    def flag(self, name: str, default: bool) -> bool:
        """Return true or false.

        Raises:
            FieldError: it is neither.
        """
        given = self._body.get(name, default)
        if not isinstance(given, bool):
            raise FieldError(name, f"{name} must be true or false")
        return given

    def choice(self, name: str, choices: Collection[Any], default: Any) -> Any:
        """Return one of a few values; true and 1 are not the same.

        Raises:
            FieldError: it is another.
        """
        given = self._body.get(name, default)
        if not any(given == choice and type(given) is type(choice) for choice in choices):
            raise FieldError(name, f"{name} must be among {', '.join(map(str, choices))}")
        return given

    def texts(self, name: str) -> list[str]:
        """Return a list of texts, empty where it is not given.

        Raises:
            FieldError: it is none.
        """
        given = self._body.get(name)
        if given is None:
            return []
        if not isinstance(given, list) or not all(isinstance(each, str) and each for each in given):
            raise FieldError(name, f"{name} must be a list of strings")
        return given

    def day(self, name: str) -> date | None:
        """Return a day given as YYYY-MM-DD, None where it is not given.

        Raises:
            FieldError: it is none.
        """
        given = self.text(name)
        if not given:
            return None
        try:
            return date.fromisoformat(given)
        except ValueError:
            raise FieldError(name, f"{name} must be a day as YYYY-MM-DD") from None
