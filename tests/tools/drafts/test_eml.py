from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inroad.errors import OutputError
from inroad.state import Draft, Email, Message, Sender
from inroad.tools.drafts import Outgoing
from inroad.tools.drafts.eml import EmlDrafts, file_stem

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
KEY = "c0ffee" * 10 + "beef"


def outgoing(name: str = "Priya Raman", body: str = "Hi.\n", key: str = KEY, attachment: str = "") -> Outgoing:
    return Outgoing(
        key=key,
        recipient_name=name,
        recipient=Email(address="priya@acme.example"),
        sender=Sender(name="Ada", email="ada@mail.example"),
        message=Message(subject="A question", body=body, writer="template"),
        attachment=attachment,
    )


def drafts(folder: Path) -> EmlDrafts:
    return EmlDrafts(folder, lambda: NOW)


def test_a_draft_is_a_file_that_is_found_again(tmp_path: Path) -> None:
    place = drafts(tmp_path / "new" / "drafts")
    assert place.find(outgoing()) is None
    draft = place.create(outgoing())
    path = tmp_path / "new" / "drafts" / f"priya-raman-{KEY[:16]}.eml"
    assert draft == Draft(kind="eml", id=KEY, message_id=f"<inroad.{KEY}@mail.example>", path=str(path))
    assert place.find(outgoing()) == draft
    assert place.find(outgoing(key="f" * 64)) is None


def test_a_draft_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    first = drafts(tmp_path).create(outgoing())
    before = Path(first.path).read_bytes()
    assert drafts(tmp_path).create(outgoing(body="Other words.\n")) == first
    assert Path(first.path).read_bytes() == before
    assert list(tmp_path.glob("*.eml")) == [Path(first.path)]


def test_a_draft_is_found_by_its_key_whatever_the_person_is_called_now(tmp_path: Path) -> None:
    first = drafts(tmp_path).create(outgoing())
    assert drafts(tmp_path).find(outgoing(name="Priya M. Raman")) == first


def test_eight_threads_make_one_file_and_leave_nothing_else(tmp_path: Path) -> None:
    place = drafts(tmp_path / "drafts")
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda number: place.create(outgoing(body=f"Text {number}.\n")), range(8)))
    assert made == [made[0]] * 8
    assert list((tmp_path / "drafts").iterdir()) == [Path(made[0].path)]


def test_people_of_one_name_have_a_file_each(tmp_path: Path) -> None:
    place = drafts(tmp_path)
    assert place.create(outgoing(key="a" * 64)).path != place.create(outgoing(key="b" * 64)).path


def test_a_folder_below_a_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    place = drafts(tmp_path / "file" / "below\nit")
    for attempt in (place.check, lambda: place.create(outgoing())):
        with pytest.raises(OutputError, match=r"below it.*\(Not a directory\); choose another folder") as caught:
            attempt()
        assert "\n" not in str(caught.value)


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        drafts(tmp_path / "drafts").create(outgoing())
    assert list((tmp_path / "drafts").iterdir()) == []


def test_a_disk_without_links_keeps_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", none)
    draft = drafts(tmp_path / "drafts").create(outgoing())
    before = Path(draft.path).read_bytes()
    assert drafts(tmp_path / "drafts").create(outgoing(body="Other.\n")) == draft
    assert Path(draft.path).read_bytes() == before
    assert list((tmp_path / "drafts").iterdir()) == [Path(draft.path)]


def test_a_draft_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / f"x-{KEY[:16]}.eml").mkdir()
    with pytest.raises(OutputError, match=r"cannot be read \(Is a directory\)"):
        drafts(tmp_path).find(outgoing())


def test_checking_makes_the_folder_and_leaves_it_empty(tmp_path: Path) -> None:
    drafts(tmp_path / "a" / "b").check()
    assert list((tmp_path / "a" / "b").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("José Müller", "jose-muller"),
        ("../../etc/passwd", "contact"),
        ("🦊", "contact"),
        ("王芳", "wangfang"),
        ("Anna Roe, eve@evil.example", "anna-roe"),
        ("Write to eve@evil.example", "contact"),
        ("\n\t", "contact"),
        ("", "contact"),
        ("a" * 300, "contact"),
        ("王" * 60, "wang" * 15),
    ],
)
def test_names_become_plain_file_names(name: str, stem: str) -> None:
    assert file_stem(name) == stem
