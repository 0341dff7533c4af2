"""The user's editor: a real program, called as the user has set it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from inroad.editor import edit_message
from inroad.errors import UserInputError

Editor = Callable[[str], Path]


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Set EDITOR to a shell script with these lines; its first argument is the file."""
    monkeypatch.delenv("VISUAL", raising=False)

    def make(lines: str) -> Path:
        script = tmp_path / "my editor.sh"
        script.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
        script.chmod(0o700)
        monkeypatch.setenv("EDITOR", f"'{script}'")
        return script

    return make


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ("true", ("A question", "Hello Maria,\n\nÄ?\n")),
        ("sed -i 's/Maria/Mia/' \"$1\"", ("A question", "Hello Mia,\n\nÄ?\n")),
        ("printf 'SUBJECT:  New one \\n\\n\\n  Hi.\\n\\n' > \"$1\"", ("New one", "  Hi.\n")),
        ("printf 'No label\\nHi.' > \"$1\"", ("No label", "Hi.\n")),
        ("printf '\\357\\273\\277\\n\\nSubject: After a mark\\r\\n\\r\\nHi.' > \"$1\"", ("After a mark", "Hi.\n")),
    ],
)
def test_a_message_comes_back_as_it_was_left(lines: str, left: tuple[str, str], editor: Editor) -> None:
    editor(lines)
    assert edit_message("A question", "Hello Maria,\n\nÄ?\n") == left


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (': > "$1"', "A message needs a subject in the first line and a body below"),
        ('echo Subject: > "$1"; echo Hi >> "$1"', "A message needs a subject"),
        ('echo Subject: Hi > "$1"', "A message needs a subject"),
        ("printf 'Subject: \\377\\n\\nHi' > \"$1\"", "is not a file of UTF-8 text"),
        ('rm "$1"', "is not a file of UTF-8 text"),
        ("exit 3", r"ended with an error \(3\); nothing was changed"),
    ],
)
def test_what_is_no_message_is_a_sentence(lines: str, says: str, editor: Editor) -> None:
    editor(lines)
    with pytest.raises(UserInputError, match=says):
        edit_message("A question", "Hello\n")


def test_visual_comes_first(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    script = editor("sed -i 's/Hello/Hi/' \"$1\"")
    monkeypatch.setenv("VISUAL", f"sh '{script}'")
    monkeypatch.setenv("EDITOR", "/nowhere/editor")
    assert edit_message("A question", "Hello\n") == ("A question", "Hi\n")


@pytest.mark.parametrize(
    ("command", "says"),
    [("/nowhere/editor", r"cannot be started \(No such file"), ("vi 'x", "cannot be called")],
)
def test_an_editor_that_cannot_be_used(command: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", command)
    with pytest.raises(UserInputError, match=says):
        edit_message("A question", "Hello\n")


def test_without_a_setting_what_there_is_usually(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    nano = tmp_path / "nano"
    nano.write_text("#!/bin/sh\n/bin/sed -i 's/Hello/Hi/' \"$1\"\n", encoding="utf-8")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserInputError, match="There is no editor; set EDITOR to yours"):
        edit_message("A question", "Hello\n")
    nano.chmod(0o700)
    assert edit_message("A question", "Hello\n") == ("A question", "Hi\n")


def test_nobody_else_can_read_the_file_and_it_goes(editor: Editor, tmp_path: Path) -> None:
    editor(f'stat -c %a "$(dirname "$1")" > \'{tmp_path}/mode\'; echo "$1" > \'{tmp_path}/name\'')
    edit_message("A question", "Hello\n")
    assert (tmp_path / "mode").read_text(encoding="utf-8") == "700\n"
    assert not Path((tmp_path / "name").read_text(encoding="utf-8").strip()).exists()
