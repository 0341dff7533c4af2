from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from inroad.errors import UserInputError
from inroad.settings import Tools
from inroad.state import Draft, Email
from inroad.tools.cache import RECORDS, Paid, PaidCache
from inroad.tools.store import moment
from inroad.tools.store.draft_ledger import DraftSlot
from inroad.tools.store.entries import LibraryEntry
from inroad.tools.store.retention import is_turn, overdue, read_period, remove
from inroad.tools.store.schema import STATE
from tests.conftest import NOW

YEAR = NOW - timedelta(days=365)
LONG_AGO, LATELY = NOW - timedelta(days=366), NOW - timedelta(days=364)


def save(tools: Tools, person_id: str, last_seen: Any = LONG_AGO, **given: Any) -> None:
    given = {"first_name": person_id.title(), "company": "Acme", "keys": [f"linkedin:{person_id}"], **given}
    tools.library.save([LibraryEntry(person_id=person_id, first_seen=LONG_AGO, last_seen=last_seen, **given)])


def write_to(tools: Tools, name: str, *, made: bool = True) -> None:
    slot = DraftSlot(sender="ada@mail.example", person_id=name, job_id="j", step="introduction")
    claim = tools.ledger.claim(slot, owner="r", lease=timedelta(minutes=5), now=LONG_AGO)
    if made:
        tools.ledger.record(claim.key, Draft(kind="eml", id="1", message_id="<m@x>", path="x.eml"), LONG_AGO)


def report(tools: Tools, run_id: str, when: Any, *people: str) -> None:
    tools.runs.start(run_id, {}, when)
    contacts = [{"person_id": each, "first_name": f"{each.title()}a", "last_name": "Roe"} for each in people]
    notes = [f"No draft for {each.title()}a Roe." for each in people]
    tools.runs.finish(run_id, {"contacts": contacts, "problems": notes}, 0, when)


def reported(tools: Tools, run_id: str) -> list[str]:
    found = tools.runs.report(run_id)
    assert found is not None
    return [contact["person_id"] for contact in found["contacts"]]


@pytest.mark.parametrize(
    ("text", "days"), [("180d", 180), ("6m", 180), ("1y", 365), ("2w", 14), (" 30 D ", 30), ("0099d", 99)]
)
def test_periods(text: str, days: int) -> None:
    assert read_period(text) == timedelta(days=days)


@pytest.mark.parametrize("text", ["", "d", "180", "0d", "-1d", "1.5y", "1h", "1y6m", "99999y"])
def test_what_is_no_period_is_told(text: str) -> None:
    with pytest.raises(UserInputError, match="is no period; give one as 180d, 6m or 1y"):
        read_period(text)


def test_who_was_not_written_to_goes_after_a_time_with_every_mention(tools: Tools) -> None:
    save(tools, "old")
    save(tools, "new", LATELY)
    report(tools, "r1", LONG_AGO, "old", "new")
    gone = overdue(tools.store, YEAR)
    assert [entry.person_id for entry in gone.people] == ["old"]
    assert gone.reported == []
    assert remove(tools.store, gone) == ["r1"]
    assert [entry.person_id for entry in tools.library.everyone()] == ["new"]
    assert tools.runs.report("r1") == {
        "contacts": [{"person_id": "new", "first_name": "Newa", "last_name": "Roe"}],
        "problems": ["No draft for (forgotten).", "No draft for Newa Roe."],
    }
    assert tools.suppression.suppressed(["linkedin:old"]) == set()
    assert remove(tools.store, overdue(tools.store, YEAR)) == []


@pytest.mark.parametrize("name", ["old", "linkedin:old", "email:old@acme.example"])
@pytest.mark.parametrize("made", [True, False])
def test_who_was_written_to_stays(tools: Tools, name: str, made: bool) -> None:
    save(tools, "old", email=Email(address="Old@acme.example"))
    write_to(tools, name, made=made)
    report(tools, "r1", LONG_AGO, "old")
    assert overdue(tools.store, YEAR).people == []
    assert reported(tools, "r1") == ["old"]


def test_a_draft_that_was_given_up_is_no_letter(tools: Tools) -> None:
    save(tools, "old")
    write_to(tools, "old", made=False)
    [record] = tools.ledger.by_people(["old"])["old"]
    tools.ledger.release(DraftSlot(**record.model_dump(include={"sender", "job_id", "step"}), person_id="old").key, "r")
    assert [entry.person_id for entry in overdue(tools.store, YEAR).people] == ["old"]


def test_who_stands_in_a_report_of_late_stays(tools: Tools) -> None:
    save(tools, "old")
    report(tools, "r1", LATELY, "old")
    assert overdue(tools.store, YEAR).people == []


def test_people_of_old_reports_alone_go_too(tools: Tools) -> None:
    report(tools, "r1", LONG_AGO, "stranger", "written", "seen")
    report(tools, "r2", LATELY, "seen")
    write_to(tools, "written")
    gone = overdue(tools.store, YEAR)
    assert gone.reported == ["stranger"]
    assert remove(tools.store, gone) == ["r1"]
    assert reported(tools, "r1") == ["written", "seen"]


def test_what_was_bought_long_ago_goes_and_what_expired_leaves_the_disk(tools: Tools) -> None:
    ago = PaidCache(tools.store, lambda: NOW - timedelta(days=40))
    ago.put_records("pdl", "person", {"a": Paid({"id": "a"})})
    ago.put_records("hunter", "address", {"b": Paid({"email": "x@acme.example"})})
    tools.paid.put_records("pdl", "person", {"c": Paid({"id": "c"})})
    tools.paid.put_records("pdl", "company", {"d": Paid({"name": "acme"})})
    young = PaidCache(tools.store, lambda: NOW - timedelta(days=29))
    young.put_records("model", "words", {"e": Paid({"people": [], "answer": {}})})
    gone = overdue(tools.store, NOW - timedelta(days=30))
    assert gone.records == ["pdl:person:a"]
    remove(tools.store, gone)
    assert [key for key, _ in tools.store.scan(RECORDS)] == ["model:words:e", "pdl:company:d", "pdl:person:c"]
    assert overdue(tools.store, NOW - timedelta(days=29) + timedelta(seconds=1)).records == ["model:words:e"]
    assert b"x@acme.example" not in (tools.home / "inroad.sqlite").read_bytes()


def test_records_of_those_who_go_are_erased_whenever_they_were_bought(tools: Tools) -> None:
    save(tools, "old", email=Email(address="old@acme.example"))
    tools.paid.put_records("pdl", "person", {"a": Paid({"id": "a"}, people=("linkedin:old",))})
    tools.paid.put_records("hunter", "address", {"b": Paid({}, people=("email:old@acme.example",))})
    remove(tools.store, overdue(tools.store, YEAR))
    assert list(tools.store.scan(RECORDS)) == []


def test_one_caller_a_day_looks_after_it(tools: Tools) -> None:
    assert [is_turn(tools.store, NOW) for _ in range(3)] == [True, False, False]
    assert [is_turn(tools.store, NOW + timedelta(days=1)) for _ in range(2)] == [True, False]
    assert tools.store.get_many(STATE, ["retention"]) == {"retention": {"day": moment(NOW + timedelta(days=1))[:10]}}
