"""Paths as users write them."""

from __future__ import annotations

from pathlib import Path

from inroad.errors import UserInputError


def whole_path(path: Path | str) -> Path:
    """Return the absolute path, its "~" replaced by the home of the user that it names.

    Raises:
        UserInputError: there is no such user, or no path can hold what it holds.
    """
    if "\0" in str(path):
        raise UserInputError(f"{str(path)!r} is no path, since it holds a null; write it anew.")
    try:
        return Path(path).expanduser().absolute()
    except RuntimeError as error:
        raise UserInputError(f"{str(path)!r} begins with a user who is not known; write the whole path.") from error
