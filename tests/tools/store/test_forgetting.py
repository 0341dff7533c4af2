from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from inroad.errors import UserInputError
from inroad.graph.forgetting import forget
from inroad.settings import Tools
from inroad.state import Draft, Email, Message
from inroad.tools.cache import Paid
from inroad.tools.store.draft_ledger import DraftSlot
from inroad.tools.store.entries import LibraryEntry
from inroad.tools.store.forgetting import Asked, asked_about, with_all_names
from inroad.tools.store.whom import Whom, known_as


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


def test_a_person_is_gone_everywhere_and_stays_suppressed(tools: Tools, tmp_path: Path) -> None:
    save_jane(tools)
    file = tmp_path / "jane.eml"
    file.write_text("Hi Jane")
    make_draft(tools, file)
    tools.runs.start("r1", {}, tools.clock())
    contact = {"person_id": "p1", "first_name": "Jane", "last_name": "Doe"}
    tools.runs.finish("r1", {"contacts": [contact], "problems": ["Jane Doe has no draft"]}, 0, tools.clock())

    assert forget("jane@acme.example", tools) == [
        "Jane Doe is erased from the library.",
        "Taken out of 1 report; 1 draft file and 0 bought records removed.",
        "Hashes stay on the suppression list, so that they are never written to again. Your own files are not touched: "
        "whoever stands in them is left out.",
    ]
    assert tools.library.everyone() == []
    assert not file.exists()
    assert "Jane" not in str(tools.runs.report("r1"))
    keys = {"jane@acme.example", "linkedin:jane-doe", "Jane Doe@Acme"}
    assert tools.suppression.suppressed([*keys, "joe@acme.example"]) == keys


def test_a_person_without_address_or_profile_is_suppressed_by_name(tools: Tools) -> None:
    save(tools, "p1")
    forget("p1", tools)
    assert tools.suppression.suppressed(["Jane Doe@Acme, Inc."]) == {"Jane Doe@Acme, Inc."}


def test_a_draft_that_is_gone_already_is_no_error(tools: Tools, tmp_path: Path) -> None:
    save_jane(tools)
    make_draft(tools, tmp_path / "moved.eml")
    assert len(forget("Jane Doe", tools)) == 3


def test_a_file_that_cannot_be_removed_is_named(tools: Tools, tmp_path: Path) -> None:
    save_jane(tools)
    (tmp_path / "folder.eml").mkdir()
    make_draft(tools, tmp_path / "folder.eml")
    sentences = forget("p1", tools)
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
    assert forget("p1", tools)[3:] == [f"The draft to Jane Doe is left in {where}; delete it there."]
    [record] = tools.ledger.find([claim.key]).values()
    assert (record.state, record.draft, record.message) == ("made", None, None)


def test_a_text_that_names_several_lists_their_ids(tools: Tools) -> None:
    save(tools, "p1")
    save(tools, "p2", company="Beta")
    with pytest.raises(UserInputError, match=r"give one id: p1 \(Jane Doe, Acme\), p2 \(Jane Doe, Beta\)"):
        forget("doe", tools)
    assert len(tools.library.everyone()) == 2


@pytest.mark.parametrize("text", ["nobody", "", "@acme.example", "jane@"])
def test_a_text_that_names_nobody_says_what_to_do(tools: Tools, text: str) -> None:
    with pytest.raises(UserInputError, match="`inroad contacts list` shows who is there"):
        forget(text, tools)


def test_what_was_bought_of_a_person_is_erased(tools: Tools) -> None:
    save(tools, "p1", keys=["linkedin:jane-doe", "pdl:r1"])
    bought = {"r1": Paid({"id": "r1"}, companies=("acme",)), "r2": Paid({"id": "r2"}, companies=("acme",))}
    tools.paid.put_records("pdl", "person", bought)
    assert "1 bought record removed" in forget("p1", tools)[1]
    assert list(tools.paid.records_of_company("pdl", "acme")) == ["r2"]


def test_what_others_entries_and_drafts_say_of_a_person_goes_as_well(tools: Tools) -> None:
    save_jane(tools)
    trail = ["jane@acme.example is known to be the address of Jane Doe.", "4 of 4 known addresses agree."]
    email = Email(address="jo@acme.example", trail=trail)
    save(tools, "p2", first_name="Jo", last_name="Roe", keys=["email:jo@acme.example"], email=email)
    slot = DraftSlot(sender="ada@mail.example", person_id="p2", job_id="j", step="introduction")
    words = Message(subject="At Acme", body="Shall I ask Jane Doe at Acme?", writer="you")
    tools.ledger.claim(slot, owner="run", lease=timedelta(minutes=5), now=tools.clock(), message=words)
    forget("p1", tools)
    [jo] = tools.library.everyone()
    assert jo.email.trail == ["(forgotten) is known to be the address of (forgotten).", trail[1]]
    assert (jo.email.address, jo.keys) == ("jo@acme.example", ["email:jo@acme.example"])
    [record] = tools.ledger.find([slot.key]).values()
    assert [message.body for message in record.tried] == ["Shall I ask (forgotten) at Acme?"]


def test_an_address_that_a_namesake_was_given_too_is_offered_no_more(tools: Tools) -> None:
    save(tools, "p1", linkedin="https://www.linkedin.com/in/jane-1", email=Email(address="jane.doe@acme.example"))
    keys = ["linkedin:jane-2", "email:jane.doe@acme.example"]
    other = {"linkedin": "https://www.linkedin.com/in/jane-2", "email": Email(address="jane.doe@acme.example")}
    save(tools, "p2", keys=keys, **other)
    forget("p1", tools)
    [namesake] = tools.library.everyone()
    assert (namesake.person_id, namesake.name, namesake.email.address) == ("p2", "Jane Doe", "")
    assert namesake.keys == ["linkedin:jane-2"]


def test_a_reason_told_for_suppressing_somebody_loses_their_name(tools: Tools) -> None:
    save_jane(tools)
    tools.suppression.add(["jane@acme.example"], "Jane Doe called", tools.clock())
    forget("p1", tools)
    assert tools.suppression.why(["jane@acme.example"])["jane@acme.example"]["reason"] == "(forgotten) called"


def test_what_was_bought_about_a_stranger_is_forgotten_by_each_of_their_names(tools: Tools) -> None:
    jane = {"full_name": "jane doe", "job_company_name": "acme", "linkedin_url": "linkedin.com/in/jane-doe"}
    tools.paid.put_records(
        "pdl", "person", {"r1": Paid(jane, ("acme",), ("linkedin:jane-doe", "email:j@acme.example"))}
    )
    tools.paid.put_records("hunter", "address", {"check": Paid({"status": "valid"}, people=("email:j@acme.example",))})
    said = forget("Jane Doe@ACME Inc", tools)
    assert said[:2] == [
        "Jane Doe@ACME Inc was not in the library.",
        "Taken out of 0 reports; 0 draft files and 2 bought records removed.",
    ]
    names = ["linkedin:jane-doe", "j@acme.example", "Jane Doe@Acme"]
    assert tools.suppression.suppressed(names) == set(names)


def test_a_namesakes_records_stay(tools: Tools) -> None:
    save(tools, "p1", keys=["linkedin:jane-1", "name:jane doe@acme"], linkedin="https://www.linkedin.com/in/jane-1")
    other = {"full_name": "Jane Doe", "job_company_name": "Acme", "linkedin_url": "linkedin.com/in/jane-2"}
    tools.paid.put_records("pdl", "person", {"r2": Paid(other, ("acme",), ("linkedin:jane-2",))})
    assert "0 bought records removed" in forget("p1", tools)[1]


def test_a_name_that_several_strangers_bear_is_asked_about() -> None:
    people = [_somebody("linkedin.com/in/jane-1"), _somebody("linkedin.com/in/jane-2")]
    asked = Asked("Jane Doe@Acme", _somebody(""))
    message = "names several people; give one profile: linkedin.com/in/jane-1, linkedin.com/in/jane-2"
    with pytest.raises(UserInputError, match=message):
        with_all_names(asked, people)


def test_an_entry_whose_name_several_bear_stays_itself(tools: Tools) -> None:
    save(tools, "p1", email=Email(address="jane@acme.example"))
    asked = asked_about(tools.library, "p1")
    people = [_somebody("linkedin.com/in/jane-1"), _somebody("linkedin.com/in/jane-2")]
    assert with_all_names(asked, people).whom == asked.whom


def _somebody(profile: str) -> Whom:
    return known_as({"first_name": "Jane", "last_name": "Doe", "company": "Acme", "linkedin": profile})
