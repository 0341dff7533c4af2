from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from inroad.errors import UserInputError
from inroad.settings import Tools
from inroad.state import Draft, Email
from inroad.tools.cache import Paid
from inroad.tools.store.draft_ledger import DraftSlot
from inroad.tools.store.forgetting import forget_person
from inroad.tools.store.library import LibraryEntry


def save(tools: Tools, person_id: str, **given: Any) -> None:
    now = tools.clock()
    given = {"first_name": "Jane", "last_name": "Doe", "company": "Acme", **given}
    tools.library.save([LibraryEntry(person_id=person_id, first_seen=now, last_seen=now, **given)])


def save_jane(tools: Tools) -> None:
    save(tools, "p1", keys=["linkedin:jane-doe"], email=Email(address="jane@acme.example"))


def make_draft(tools: Tools, path: Path, kind: str = "eml") -> None:
    slot = DraftSlot(sender="ada@mail.example", person_id="p1", job_id="j", step="introduction")
    claim = tools.ledger.claim(slot, owner="run", lease=timedelta(minutes=5), now=tools.clock())
    draft = Draft(kind=kind, id=claim.key, message_id="<m@x>", path=str(path))
    tools.ledger.record(claim.key, draft, tools.clock())


def forget(tools: Tools, text: str) -> list[str]:
    return forget_person(tools.library, tools.suppression, tools.paid, text, tools.clock())


def test_a_person_is_gone_everywhere_and_stays_suppressed(tools: Tools, tmp_path: Path) -> None:
    save_jane(tools)
    file = tmp_path / "jane.eml"
    file.write_text("Hi Jane")
    make_draft(tools, file)
    tools.runs.start("r1", {}, tools.clock())
    contact = {"person_id": "p1", "first_name": "Jane", "last_name": "Doe"}
    tools.runs.finish("r1", {"contacts": [contact], "problems": ["Jane Doe has no draft"]}, 0, tools.clock())

    assert forget(tools, "jane@acme.example") == [
        "Jane Doe is erased from the library.",
        "Taken out of 1 report; 1 draft file and 0 bought records removed.",
        "Hashes stay on the suppression list, so that they are never written to again.",
    ]
    assert tools.library.everyone() == []
    assert not file.exists()
    assert "Jane" not in str(tools.runs.report("r1"))
    keys = {"jane@acme.example", "linkedin:jane-doe", "Jane Doe@Acme"}
    assert tools.suppression.suppressed([*keys, "joe@acme.example"]) == keys


def test_a_person_without_address_or_profile_is_suppressed_by_name(tools: Tools) -> None:
    save(tools, "p1")
    forget(tools, "p1")
    assert tools.suppression.suppressed(["Jane Doe@Acme, Inc."]) == {"Jane Doe@Acme, Inc."}


def test_a_draft_that_is_gone_already_is_no_error(tools: Tools, tmp_path: Path) -> None:
    save_jane(tools)
    make_draft(tools, tmp_path / "moved.eml")
    assert len(forget(tools, "Jane Doe")) == 3


def test_a_file_that_cannot_be_removed_is_named(tools: Tools, tmp_path: Path) -> None:
    save_jane(tools)
    (tmp_path / "folder.eml").mkdir()
    make_draft(tools, tmp_path / "folder.eml")
    sentences = forget(tools, "p1")
    assert sentences[1].endswith("; 0 draft files and 0 bought records removed.")
    assert "folder.eml could not be removed (Is a directory); remove it yourself." in sentences[3]


@pytest.mark.parametrize(
    ("kind", "id_", "url", "where"),
    [
        ("gmail", "r1", "https://mail.example/#drafts", "your mailbox (https://mail.example/#drafts)"),
        ("imap", "My Drafts;17;3", "", "the folder 'My Drafts' of your mailbox"),
        ("imap", "c0ffee", "", "your mailbox"),
    ],
)
def test_a_draft_in_a_mailbox_is_named_and_no_longer_known(
    tools: Tools, kind: str, id_: str, url: str, where: str
) -> None:
    save_jane(tools)
    slot = DraftSlot(sender="ada@mail.example", person_id="p1", job_id="j", step="introduction")
    claim = tools.ledger.claim(slot, owner="run", lease=timedelta(minutes=5), now=tools.clock())
    tools.ledger.record(claim.key, Draft(kind=kind, id=id_, message_id="<m@x>", url=url), tools.clock())
    assert forget(tools, "p1")[3:] == [f"The draft to Jane Doe is left in {where}; delete it there."]
    [record] = tools.ledger.find([claim.key]).values()
    assert (record.state, record.draft, record.message) == ("made", None, None)


def test_a_text_that_names_several_lists_their_ids(tools: Tools) -> None:
    save(tools, "p1")
    save(tools, "p2", company="Beta")
    with pytest.raises(UserInputError, match=r"give one id: p1 \(Jane Doe, Acme\), p2 \(Jane Doe, Beta\)"):
        forget(tools, "doe")
    assert len(tools.library.everyone()) == 2


@pytest.mark.parametrize("text", ["nobody", ""])
def test_a_text_that_names_nobody_says_what_to_do(tools: Tools, text: str) -> None:
    with pytest.raises(UserInputError, match="`inroad contacts list` shows who is there"):
        forget(tools, text)


def test_what_was_bought_of_a_person_is_erased(tools: Tools) -> None:
    save(tools, "p1", keys=["linkedin:jane-doe", "pdl:r1"])
    bought = {"r1": Paid({"id": "r1"}, companies=("acme",)), "r2": Paid({"id": "r2"}, companies=("acme",))}
    tools.paid.put_records("pdl", "person", bought)
    assert "1 bought record removed" in forget(tools, "p1")[1]
    assert list(tools.paid.records_of_company("pdl", "acme")) == ["r2"]
