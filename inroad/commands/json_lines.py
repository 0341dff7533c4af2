"""One JSON object a line, as results come: to stdout, to a file, or both."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from inroad.commands.terminal import absolute, print_json_line, say
from inroad.errors import OutputError


class JsonLines:
    """Writes objects to where they are wanted; a file is appended to, and holds each line as soon as it is written."""

    def __init__(self, file: Path | None, *, to_stdout: bool) -> None:
        """Open the file, if there is one, with mode 0600 when it is made.

        Raises:
            OutputError: it cannot be written.
        """
        self._path = absolute(file)
        self._to_stdout = to_stdout
        self._file = self._opened() if file else None

    @property
    def has_file(self) -> bool:
        """Whether there is a file."""
        return self._file is not None

    def __enter__(self) -> JsonLines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()

    def write(self, value: dict[str, Any]) -> None:
        """Write an object.

        Raises:
            OutputError: the file cannot be written any more.
        """
        if self._to_stdout:
            print_json_line(value)
        self.keep(value)

    def keep(self, value: dict[str, Any]) -> None:
        """Write an object to the file alone, if there is one.

        Raises:
            OutputError: the file cannot be written any more.
        """
        if self._file:
            try:
                self._file.write(f"{json.dumps(value)}\n")
                self._file.flush()
            except OSError as error:
                raise self._unwritable(error) from error

    def kept_with(self, word: str) -> Iterator[dict[str, Any]]:
        """The objects of the file whose lines have this word; a line that is not whole is told and passed over.

        There is none without a file, nor where it cannot be read again, such as a pipe.

        Raises:
            OutputError: the file cannot be read.
        """
        path = Path(self._path)
        if not self._file or not path.is_file():
            return
        try:
            with path.open(encoding="utf-8", errors="replace") as lines:
                for number, line in enumerate(lines, 1):
                    if word in line and (value := self._object(number, line)) is not None:
                        yield value
        except OSError as error:
            raise OutputError(f"The file {path} cannot be read ({error.strerror}); name another.") from error

    def _object(self, number: int, line: str) -> dict[str, Any] | None:
        try:
            value = json.loads(line)
        except ValueError:
            value = None
        if isinstance(value, dict):
            return value
        say(f"Line {number} of {self._path} is no JSON object: it is passed over.")
        return None

    def _opened(self) -> TextIO:
        try:
            path = Path(self._path)
            path.touch(mode=0o600)
            is_cut_off = _is_cut_off(path)
            file = path.open("a", encoding="utf-8")
            if is_cut_off:
                file.write("\n")
            return file
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> OutputError:
        return OutputError(
            f"The file {self._path} cannot be written ({error.strerror}); name another with --out-jsonl."
        )


def _is_cut_off(path: Path) -> bool:
    """Tell whether a file's last line has no end, as one leaves it that is killed while it writes."""
    if not path.is_file() or not path.stat().st_size:
        return False
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"
