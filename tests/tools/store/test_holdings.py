from __future__ import annotations

from datetime import timedelta

from inroad.settings import Tools
from inroad.state import Draft, Email, Message
from inroad.tools.cache import Paid
from inroad.tools.store.draft_ledger import DraftSlot
from inroad.tools.store.entries import LibraryEntry
from inroad.tools.store.forgetting import asked_about
from inroad.tools.store.holdings import Bought, Holdings, Mention, Struck, holdings
from tests.conftest import NOW


def held(tools: Tools, text: str) -> Holdings:
    return holdings(tools.store, asked_about(tools.library, text))


def test_each_piece_is_told_with_its_source_and_date(tools: Tools) -> None:
    entry = LibraryEntry(
        person_id="p1",
        first_name="Jane",
        last_name="Doe",
        company="Acme",
        keys=["linkedin:jane-doe", "pdl:r1"],
        email=Email(address="jane@acme.example", trail=["Hunter gives jane@acme.example."]),
        first_seen=NOW,
        last_seen=NOW,
        sources=["network: Connections.csv"],
    )
    tools.library.save([entry])
    contact = {"person_id": "p1", "first_name": "Jane", "last_name": "Doe", "company": "Acme", "why": ["Same field."]}
    tools.runs.start("r1", {}, NOW)
    tools.runs.finish("r1", {"posting": {"title": "Engineer", "company": "Acme"}, "contacts": [contact]}, 0, NOW)
    slot = DraftSlot(sender="ada@mail.example", person_id="p1", job_id="j", step="introduction")
    claim = tools.ledger.claim(slot, owner="r1", lease=timedelta(minutes=5), now=NOW)
    draft, words = Draft(kind="gmail", id="d1", message_id="<m@x>"), Message(subject="Hi", body="Hello", writer="you")
    tools.ledger.record(claim.key, draft, NOW, words)
    tools.paid.put_records("pdl", "person", {"r1": Paid({"id": "r1"}, ("acme",), ("linkedin:jane-doe",), 1)})
    tools.suppression.add(["jane@acme.example"], "asked me", NOW)

    found = held(tools, "jane@acme.example")

    assert found.library == entry
    assert found.known_as == [
        "Jane Doe",
        "jane doe@acme",
        "jane@acme.example",
        "linkedin.com/in/jane-doe",
        "p1",
        "pdl:r1",
    ]
    assert found.reports == [Mention(run_id="r1", at=NOW, posting="Engineer at Acme", people=[contact])]
    [told] = found.drafts
    assert (told.sender, told.step, told.made_at, told.draft, told.message) == (
        "ada@mail.example",
        "introduction",
        NOW,
        draft,
        words,
    )
    kept_until = NOW + timedelta(days=90)
    assert found.bought == [
        Bought(
            provider="pdl",
            kind="person",
            id="r1",
            fetched_at=NOW,
            expires_at=kept_until,
            credits=1,
            names=["linkedin:jane-doe"],
            value={"id": "r1"},
        )
    ]
    assert found.suppressed == [Struck(name="jane@acme.example", reason="asked me", added=NOW)]


def test_of_words_to_several_each_is_told_their_own(tools: Tools) -> None:
    people = [
        {"person_id": "p1", "name": "Jane Doe", "keys": ["linkedin:jane-doe"]},
        {"person_id": "p2", "name": "Jo Lindt", "keys": ["linkedin:jo-lindt"]},
    ]
    emails = [{"contact_id": each["person_id"], "body": f"Hi {each['name']}"} for each in people]
    names = tuple(str(name) for each in people for name in (each["person_id"], *each["keys"]))
    words = {"people": people, "answer": {"emails": emails}, "usage": {"calls": 1}, "owed_by": None}
    tools.paid.put_records("model", "words", {"w": Paid(words, people=names)})

    (told,) = held(tools, "https://www.linkedin.com/in/jo-lindt").bought

    assert (told.provider, told.kind, told.names) == ("model", "words", ["p2", "linkedin:jo-lindt"])
    assert told.value == {"people": [people[1]], "answer": {"emails": [emails[1]]}}
    assert told.expires_at - told.fetched_at == timedelta(days=30)


def test_of_a_stranger_nothing_is_held(tools: Tools) -> None:
    found = held(tools, "joe@acme.example")
    assert found == Holdings(asked="joe@acme.example", known_as=["joe@acme.example"], library=None)


def test_somebody_of_a_suppressed_domain_is_told_so(tools: Tools) -> None:
    tools.suppression.add(["@acme.example"], "all of it", NOW)
    assert held(tools, "joe@acme.example").suppressed == [
        Struck(name="joe@acme.example", reason="all of it", added=NOW)
    ]
