"""A resume file as plain data, and its values with nothing taken for what it is not."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from inroad.errors import SenderError

Data = dict[str, Any]

EXAMPLE = 'name = "Ada Example" and email = "ada@mail.example"'
_LARGEST = 5 * 1024**2
_STILL = re.compile(
    r"present|now|current(?:ly)?|today|ongoing|to date|until now|till date|heute|aktuell|laufend|jetzt|"
    r"aujourd['’]hui|pr[ée]sent|actuel(?:lement)?|en cours|presente|actual(?:idad|mente)?|hoy|oggi|attuale|in corso|"
    r"hoje|atual(?:mente)?|heden|nu",
    re.IGNORECASE,
)


def load_resume(path: Path) -> Data:
    """Return what a `.json` or `.toml` file holds.

    Raises:
        SenderError: it cannot be read, is too large, or is no object.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise SenderError(f"The sender file {text_of(path)} is larger than 5 MB; give a resume's own text.")
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise SenderError(f"There is no sender file {text_of(path)}; give a JSON Resume or a TOML file.") from None
    except OSError as error:
        raise SenderError(
            f"The sender file {text_of(path)} cannot be read ({error.strerror}); give a file that you may read."
        ) from error
    except UnicodeDecodeError as error:
        raise SenderError(
            f"The sender file {text_of(path)} is no text in UTF-8 (a PDF?); give a JSON Resume or a TOML file."
        ) from error
    return _parsed(text, path)


def _parsed(text: str, path: Path) -> Data:
    try:
        data = tomllib.loads(text) if path.suffix.lower() == ".toml" else json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        kind = "TOML" if path.suffix.lower() == ".toml" else "JSON"
        raise SenderError(
            f"The sender file {text_of(path)} is not valid {kind} ({error}); give a JSON Resume, "
            f"or a .toml file with two lines: {EXAMPLE}"
        ) from error
    if not isinstance(data, dict):
        raise SenderError(f"The sender file {text_of(path)} is no JSON Resume: it holds no object with 'basics'.")
    return data


def says_still(text: str) -> bool:
    """Tell whether an end date says that there is none yet: "Present", "heute"."""
    return bool(_STILL.fullmatch(text.strip(" .")))


def text_of(value: object) -> str:
    """Return a value as one line: what is no text is empty, control characters go, white space is folded."""
    if value is None or isinstance(value, (bool, dict, list)):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())


def object_of(value: object) -> Data:
    """Return a value that is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def list_of(value: object) -> list[Any]:
    """Return a value that is a list, else an empty one."""
    return value if isinstance(value, list) else []


def objects_of(value: object) -> list[Data]:
    """Return the objects in a list."""
    return [entry for entry in list_of(value) if isinstance(entry, dict)]
