"""One JSON object a line, as results come: to stdout, to a file, or both."""

from __future__ import annotations

import json
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from inroad.commands.terminal import absolute, print_json_line
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
        if self._file:
            try:
                self._file.write(f"{json.dumps(value)}\n")
                self._file.flush()
            except OSError as error:
                raise self._unwritable(error) from error

    def _opened(self) -> TextIO:
        try:
            path = Path(self._path)
            path.touch(mode=0o600)
            return path.open("a", encoding="utf-8")
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> OutputError:
        return OutputError(
            f"The file {self._path} cannot be written ({error.strerror}); name another with --out-jsonl."
        )
