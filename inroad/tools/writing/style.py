"""The user's own examples of how they write."""

from __future__ import annotations

from pathlib import Path

from inroad.errors import UserInputError

CAP = 8_000


def read_style(path: str) -> str:
    """Return the text of a file of examples, "" when no file is named.

    Raises:
        UserInputError: it cannot be read, is not UTF-8 text, is empty, or is longer than `CAP` bytes.
    """
    if not path:
        return ""
    try:
        with Path(path).open("rb") as file:
            content = file.read(CAP + 1)
    except OSError as error:
        raise UserInputError(f"The style file {path} cannot be read ({error.strerror}); look at --style.") from error
    if len(content) > CAP:
        raise UserInputError(f"The style file {path} is longer than {CAP} bytes; two or three messages are enough.")
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").strip()
    except UnicodeDecodeError as error:
        raise UserInputError(f"The style file {path} is not UTF-8 text; save it as such.") from error
    if not text or "\0" in text:
        raise UserInputError(f"The style file {path} holds no text; put two or three messages of yours into it.")
    return text
