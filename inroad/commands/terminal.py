"""What the commands share: the context, what is printed where, and how a command fails."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from inroad.commands.log_file import start_log
from inroad.tools.outside_text import plain_line
from inroad.tools.paths import whole_path

if TYPE_CHECKING:
    from inroad.settings import Context

_LONGEST = 2_000
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")]


def open_context() -> Context:
    """Return a context that makes its tools from the settings, and begin the log if there is to be one.

    Raises:
        OutputError: the log cannot be written.
    """
    start_log()
    from inroad.settings import Context

    return Context()


def console(*, stderr: bool = False) -> Any:
    """Return where tables go: stdout, or stderr."""
    from rich.console import Console

    return Console(stderr=stderr)


def absolute(path: Path | str | None) -> str:
    """Return the absolute path, "" for none: a resumed run may be started in another folder.

    Raises:
        UserInputError: there is no such path (see `whole_path`).
    """
    return str(whole_path(path)) if path else ""


def print_json(value: object) -> None:
    """Print one JSON value to stdout; what a terminal would obey stands there as escapes of JSON."""
    import json

    _print_escaped(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_line(value: object) -> None:
    """Print one JSON value to stdout as `print_json` does, in one line."""
    import json

    _print_escaped(json.dumps(value, ensure_ascii=False))


def _print_escaped(text: str) -> None:
    import json

    typer.echo("".join(char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in text))


def say(sentence: str, *, stderr: bool = True) -> None:
    """Say a sentence in one line, if there is one: on stderr, or as a result on stdout."""
    if sentence:
        typer.echo(plain_line(sentence), err=stderr)


def fail(sentence: str, code: int) -> NoReturn:
    """End with a sentence in one line, whatever the file names in it hold; of a long one the middle is left out."""
    if len(sentence) > _LONGEST:
        sentence = f"{sentence[: _LONGEST // 2]} … {sentence[-_LONGEST // 2 :]}"
    say(f"inroad: {sentence}")
    raise SystemExit(code)
