"""What the commands share: the context, what is printed where, and how a command fails."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from inroad.settings import Context

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")]


def open_context() -> Context:
    """Return a context that makes its tools from the settings."""
    from inroad.settings import Context

    return Context()


def console(*, stderr: bool = False) -> Any:
    """Return where tables go: stdout, or stderr."""
    from rich.console import Console

    return Console(stderr=stderr)


def absolute(path: Path | str | None) -> str:
    """Return the absolute path, "" for none: a resumed run may be started in another folder."""
    return str(Path(path).expanduser().absolute()) if path else ""


def print_json(value: object) -> None:
    """Print one JSON value to stdout."""
    import json

    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def say(sentence: str) -> None:
    """Say a sentence on stderr, if there is one."""
    if sentence:
        typer.echo(sentence, err=True)


def fail(sentence: str, code: int) -> NoReturn:
    """End with a sentence in one line, whatever the file names in it hold."""
    line = "".join(char if char.isprintable() else "?" for char in sentence)
    typer.echo(f"inroad: {line}", err=True)
    raise SystemExit(code)
