"""The user's editor, on a message in a file of its own that nobody else can read."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from inroad.errors import UserInputError

_SUBJECT = "subject:"
_USUAL = ("editor", "nano", "vi", "notepad")


def edit_message(subject: str, body: str) -> tuple[str, str]:
    """Return a message as the user leaves it: the subject in the first line, the body below.

    Raises:
        UserInputError: there is no editor, it failed, or what it left is no message.
    """
    command = _command()
    with tempfile.TemporaryDirectory(prefix="inroad-") as folder:
        file = Path(folder) / "message.txt"
        file.write_text(f"Subject: {subject}\n\n{body}", encoding="utf-8")
        _open(command, file)
        return _read(file)


def _command() -> list[str]:
    """VISUAL, else EDITOR, else what there usually is."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if named:
        try:
            return shlex.split(named)
        except ValueError as error:
            raise UserInputError(f"The editor {named!r} cannot be called ({error}); set EDITOR to another.") from error
    found = next(filter(None, map(shutil.which, _USUAL)), None)
    if found is None:
        raise UserInputError("There is no editor; set EDITOR to yours.")
    return [found]


def _open(command: list[str], file: Path) -> None:
    # Where the result goes to a file or pipe, the editor must not write there.
    screen = None if sys.stdout.isatty() else sys.stderr
    try:
        ended = subprocess.run([*command, str(file)], stdout=screen, check=False)
    except OSError as error:
        raise UserInputError(f"The editor {command[0]} cannot be started ({error.strerror}); set EDITOR.") from error
    if ended.returncode:
        raise UserInputError(f"The editor {command[0]} ended with an error ({ended.returncode}); nothing was changed.")


def _read(file: Path) -> tuple[str, str]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserInputError("What the editor left is not a file of UTF-8 text; nothing was changed.") from error
    first, _, body = text.lstrip().partition("\n")
    if first.lower().startswith(_SUBJECT):
        first = first[len(_SUBJECT) :]
    if not (first.strip() and body.strip()):
        raise UserInputError("A message needs a subject in the first line and a body below; nothing was changed.")
    return first.strip(), body.strip("\n") + "\n"
