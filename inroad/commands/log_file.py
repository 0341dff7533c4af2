"""The log of a command, in a file that the user names: one line an event, or one JSON object a line."""

from __future__ import annotations

import json
import logging
import os
from contextvars import ContextVar
from datetime import UTC, datetime

from inroad.errors import OutputError, UserInputError
from inroad.log import LOGGER, written
from inroad.tools.paths import whole_path

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_CHOSEN: ContextVar[LogFile | None] = ContextVar("log_file", default=None)


class LogFile:
    """What the options before a command say of its log; it is opened when the command begins its work."""

    def __init__(self, file: str, level: int, *, as_json: bool) -> None:
        self._file = file
        self._level = level
        self._format = JsonLines() if as_json else Lines()
        self._handler: _Appending | None = None

    def start(self) -> None:
        """Write events from now on, to the file of the options, else to that of the settings, if there is one.

        Raises:
            OutputError: the file cannot be written.
        """
        if self._handler is None and (file := self._file or _in_settings()):
            self._handler = _Appending(file)
            self._handler.setFormatter(self._format)
            LOGGER.addHandler(self._handler)
            LOGGER.setLevel(self._level)

    def stop(self) -> None:
        """Close the file."""
        if self._handler is not None:
            LOGGER.setLevel(logging.NOTSET)
            LOGGER.removeHandler(self._handler)
            self._handler.close()
            self._handler = None


def choose_log(log: LogFile) -> None:
    """Say which log the command that follows has."""
    _CHOSEN.set(log)


def start_log() -> None:
    """Begin the log that the user has asked for, if they have; a second call changes nothing.

    Raises:
        OutputError: its file cannot be written.
    """
    if log := _CHOSEN.get():
        log.start()


class Lines(logging.Formatter):
    """`time level run=... step=... event key=value ...`, with the time in UTC and a dash for no run or step."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what came from outside stands in it escaped."""
        scope = written({name: getattr(record, name, "-") for name in ("run", "step")})
        return f"{_moment(record)} {record.levelname.lower()} {scope} {record.getMessage()}"


class JsonLines(logging.Formatter):
    """The same as one JSON object in ASCII: `time`, `level`, `event`, `run`, `step` and the event's fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        fields = {name: value for name, value in vars(record).items() if name not in _OWN}
        return json.dumps({"time": _moment(record), "level": record.levelname.lower(), **fields}, default=str)


class _Appending(logging.Handler):
    """Appends each line by one write, so that lines of several processes do not mix; the file is the user's alone."""

    def __init__(self, file: str) -> None:
        super().__init__()
        path = whole_path(file)
        try:
            self._opened = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        except OSError as error:
            raise OutputError(
                f"The log file {path} cannot be written ({error.strerror}); "
                "name another with --log-file or INROAD_LOG_FILE."
            ) from error
        self._file = path
        self._broken = False

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; a file that fails later is told of once, and the work goes on."""
        try:
            os.write(self._opened, f"{self.format(record)}\n".encode())
        except OSError as error:
            if not self._broken:
                self._broken = True
                from inroad.commands.terminal import say

                say(f"The log file {self._file} is incomplete: it cannot be written any more ({error.strerror}).")

    def close(self) -> None:
        """Let the file go."""
        os.close(self._opened)
        super().close()


def _in_settings() -> str:
    """The file that the settings name; whoever needs settings that cannot be read says so."""
    from inroad.settings import read_settings

    try:
        return read_settings().inroad_log_file
    except UserInputError:
        return ""


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
