from __future__ import annotations

from pathlib import Path

import pytest

from inroad.errors import UserInputError
from inroad.tools.writing.style import CAP, read_style


def test_without_a_file_there_are_no_examples() -> None:
    assert read_style("") == ""


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Hi Maria,\r\n\r\nViele Grüße\r\n".encode(), "Hi Maria,\n\nViele Grüße"),
        (b"\xef\xbb\xbfHello", "Hello"),
        (b"x" * CAP, "x" * CAP),
    ],
)
def test_the_text_is_read(content: bytes, text: str, tmp_path: Path) -> None:
    (tmp_path / "style.txt").write_bytes(content)
    assert read_style(str(tmp_path / "style.txt")) == text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"x" * (CAP + 1), "is longer than 8000 bytes"),
        ("Grüße".encode("latin-1"), "is not UTF-8 text"),
        (b" \n ", "holds no text"),
        (b"PK\x03\x04\x00", "holds no text"),
    ],
)
def test_what_cannot_be_used_is_told(content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / "style.txt").write_bytes(content)
    with pytest.raises(UserInputError, match=says):
        read_style(str(tmp_path / "style.txt"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(UserInputError, match=r"cannot be read .*--style"):
            read_style(str(path))
