from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from inroad.state import Draft, Email
from inroad.tools.store import Collection, Document, Store, revise
from inroad.tools.store.draft_ledger import DraftLedger, DraftSlot
from inroad.tools.store.entries import Earlier, LibraryEntry, merge
from inroad.tools.store.library import Library
from inroad.tools.store.runs import Runs
from inroad.tools.store.sqlite import SqliteStore

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=30)


def entry(person_id: str, when: datetime = NOW, **given: Any) -> LibraryEntry:
    return LibraryEntry(person_id=person_id, first_seen=when, last_seen=when, **given)


JANE = entry(
    "p_jane",
    keys=["linkedin:jane-doe", "email:jane@acme.example", "name:jane doe@acme"],
    first_name="Jane",
    last_name="Doe",
    title="Engineer",
    company="Acme",
    linkedin="https://www.linkedin.com/in/jane-doe",
    email=Email(address="jane@acme.example", status="unverified", source="network"),
    persona="peer",
    sources=["network"],
)
JOSE = entry("p_jose", keys=["name:jose doe@acme"], first_name="José", last_name="Doe", company="Acme")


@pytest.fixture
def library(store: Store) -> Library:
    return Library(store)


def test_what_is_saved_is_there(library: Library) -> None:
    assert library.everyone() == []
    assert library.save([JOSE, JANE]) == [JOSE, JANE]
    assert library.everyone() == [JANE, JOSE]
    assert library.save([]) == []


def test_saving_twice_changes_nothing(library: Library) -> None:
    library.save([JANE])
    assert library.save([JANE]) == [JANE]
    assert library.everyone() == [JANE]


def test_a_later_entry_under_another_id_joins_and_nothing_is_lost(library: Library) -> None:
    library.save([JANE])
    moved = entry(
        "p_new",
        LATER,
        keys=["email:jane@beta.example", "linkedin:jane-doe"],
        title="Director",
        company="Beta",
        email=Email(address="jane@beta.example", status="verified"),
        sources=["pdl"],
    )
    expected = LibraryEntry(
        person_id="p_jane",
        aliases=["p_new"],
        keys=[
            "email:jane@beta.example",
            "linkedin:jane-doe",
            "email:jane@acme.example",
            "name:jane doe@acme",
        ],
        first_name="Jane",
        last_name="Doe",
        title="Director",
        company="Beta",
        linkedin="https://www.linkedin.com/in/jane-doe",
        email=Email(address="jane@beta.example", status="verified"),
        persona="peer",
        first_seen=NOW,
        last_seen=LATER,
        sources=["network", "pdl"],
        earlier=[
            Earlier(field="company", value="Acme", last_seen=NOW),
            Earlier(field="email", value="jane@acme.example", last_seen=NOW),
            Earlier(field="title", value="Engineer", last_seen=NOW),
        ],
    )
    assert library.save([moved]) == [expected]
    assert library.save([moved, JANE]) == [expected, expected]
    assert library.everyone() == [expected]


def test_the_id_in_the_library_is_kept_even_against_an_older_entry(library: Library) -> None:
    library.save([JANE])
    older = entry("p_aaa", NOW - timedelta(days=9), keys=["linkedin:jane-doe"])
    assert [(each.person_id, each.aliases) for each in library.save([older])] == [("p_jane", ["p_aaa"])]
    assert library.everyone()[0].first_seen == NOW - timedelta(days=9)


def test_an_entry_that_joins_two_makes_them_one(library: Library) -> None:
    library.save([entry("p_b", LATER, keys=["k1"], title="B"), entry("p_a", NOW, keys=["k2"], title="A")])
    (joined,) = library.save([entry("p_c", LATER + timedelta(days=1), keys=["k1", "k2"], title="C")])
    assert (joined.person_id, joined.aliases, joined.title) == ("p_a", ["p_b", "p_c"], "C")
    assert library.everyone() == [joined]
    assert library.resolve([["k1"], ["k2"]]) == {"k1": "p_a", "k2": "p_a"}


def test_one_batch_may_hold_a_person_several_times(library: Library) -> None:
    saved = library.save([entry("p1", keys=["k1"]), entry("p2", keys=["k2"]), entry("p3", keys=["k2", "k1"])])
    assert saved[-1].person_id == "p1"
    assert [(each.person_id, each.aliases) for each in library.everyone()] == [("p1", ["p2", "p3"])]


def test_two_linkedin_profiles_are_two_people_of_one_name(library: Library) -> None:
    one = entry("p1", keys=["linkedin:jo-1", "name:jo li@acme"], linkedin="linkedin.com/in/jo-1")
    two = entry("p2", keys=["linkedin:jo-2", "name:jo li@acme"], linkedin="linkedin.com/in/jo-2")
    assert library.save([one, two]) == [one, two]
    people = [["linkedin:jo-1", "name:jo li@acme"], ["linkedin:jo-2", "unknown"]]
    assert library.resolve(people) == {"linkedin:jo-1": "p1", "linkedin:jo-2": "p2"}


def test_one_profile_written_in_two_ways_is_one_person(library: Library) -> None:
    library.save([JANE])
    again = entry("p2", LATER, keys=["name:jane doe@acme"], linkedin="http://uk.linkedin.com/in/Jane-Doe/")
    assert library.save([again])[0].person_id == "p_jane"


def test_merging_takes_no_account_of_the_order() -> None:
    entries = [
        entry("p1", NOW, keys=["a"], title="Engineer", sources=["x"], persona="peer"),
        entry("p2", LATER, keys=["b", "a"], title="Lead", location="Austin"),
        entry("p3", LATER + timedelta(days=1), keys=["c"], title="Engineer", sources=["y", "x"]),
    ]
    results = []
    for one, two, three in itertools.permutations(entries):
        merged = merge(merge(one, two), three)
        assert merge(merged, merged) == merged
        facts = merged.model_dump(exclude={"keys", "sources"})
        results.append((facts, set(merged.keys), set(merged.sources)))
    assert all(result == results[0] for result in results)
    facts = results[0][0]
    assert (facts["person_id"], facts["aliases"], facts["persona"]) == ("p1", ["p2", "p3"], "peer")
    assert (facts["title"], facts["location"]) == ("Engineer", "Austin")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("p_jane", ["p_jane"]),
        ("JANE@acme.example ", ["p_jane"]),
        ("https://linkedin.com/in/jane-doe?trk=1", ["p_jane"]),
        ("Jane Doe @ Acme, Inc.", ["p_jane"]),
        ("jane", ["p_jane"]),
        ("doe", ["p_jane", "p_jose"]),
        ("Doe, Jose", ["p_jose"]),
        ("JOSÉ", ["p_jose"]),
        ("Jane Roe", []),
        ("ane", []),
        ("", []),
        ("p_nobody", []),
        ("mike@acme.example", []),
    ],
)
def test_people_are_found_by_what_a_user_types(library: Library, text: str, ids: list[str]) -> None:
    library.save([JANE, JOSE])
    assert [each.person_id for each in library.find(text)] == ids


def test_forgetting_erases_everywhere_but_keeps_the_draft_single(library: Library, store: Store) -> None:
    library.save([JANE, JOSE, entry("p_alias", LATER, keys=["linkedin:jane-doe"])])
    ledger, runs = DraftLedger(store), Runs(store)
    slot = DraftSlot(sender="ada@home.example", person_id="p_jane", job_id="j", step="first", known_as=JANE.keys)
    draft = Draft(kind="eml", id="1", message_id="<1@inroad>", path="drafts/jane-doe.eml")
    key = ledger.claim(slot, owner="r1", lease=timedelta(minutes=1), now=NOW).key
    ledger.record(key, draft, NOW)
    runs.start("r1", {"posting": "job.html"}, NOW)
    contact = {
        **JANE.model_dump(mode="json", include={"person_id", "first_name", "last_name"}),
        "draft": None,
    }
    runs.finish("r1", {"contacts": [contact], "problems": [{"message": "Jane Doe: no."}]}, 0, NOW)

    forgotten = library.forget("p_alias")

    assert forgotten.entry is not None
    assert (forgotten.entry.person_id, forgotten.entry.name) == ("p_jane", "Jane Doe")
    assert (forgotten.drafts, forgotten.runs) == ([draft], ["r1"])
    assert library.everyone() == [JOSE]
    assert library.resolve([JANE.keys]) == {}
    assert runs.report("r1") == {"contacts": [], "problems": [{"message": "(forgotten): no."}]}
    found = ledger.by_sender_people("ada@home.example", ["linkedin:jane-doe"])
    assert [record.draft for record in found["linkedin:jane-doe"]] == [None]
    again = library.forget("p_alias")
    assert (again.entry, again.drafts, again.runs) == (None, [], [])


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_no_trace_of_the_forgotten_is_left_in_the_file(library: Library, store: Store, place: str) -> None:
    library.save([JANE])
    library.forget("p_jane")
    store.close()
    with open(place, "rb") as file:  # noqa: PTH123
        held = file.read()
    assert b"jane" not in held.lower()


def test_threads_that_save_one_person_lose_nothing(library: Library) -> None:
    entries = [entry(f"p{n}", keys=["shared", f"own-{n}"], sources=[f"s{n}"]) for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda each: library.save([each]), entries))
    (one,) = library.save([entry("p_last", keys=["shared"])])
    assert {one.person_id, *one.aliases} == {"p_last", *(each.person_id for each in entries)}
    assert set(one.keys) == {"shared", *(f"own-{n}" for n in range(24))}
    assert set(one.sources) == {f"s{n}" for n in range(24)}
    assert library.everyone() == [one]


class MeddledWith(SqliteStore):
    """A store in which another writer comes between, once, right before a document is removed."""

    def replace_if(self, collection: Collection, key: str, expected: Document, document: Document | None) -> bool:
        if document is None:
            revise(self, collection, key, lambda there: {**there, "sources": ["late"]})
        return super().replace_if(collection, key, expected, document)


def test_what_changes_while_two_become_one_is_not_lost(tmp_path: Path) -> None:
    with MeddledWith(tmp_path / "inroad.sqlite") as store:
        library = Library(store)
        library.save([entry("p1", keys=["k1"]), entry("p2", keys=["k2"])])
        (joined,) = library.save([entry("p3", keys=["k1", "k2"], sources=["csv"])])
        assert (joined.person_id, joined.aliases) == ("p1", ["p2", "p3"])
        assert sorted(joined.sources) == ["csv", "late"]
        assert library.everyone() == [joined]


def test_many_people_are_resolved_at_once(library: Library) -> None:
    people = [entry(f"p{n}", keys=[f"linkedin:x{n}", f"name:x{n}@acme"]) for n in range(80)]
    library.save(people)
    assert library.resolve(each.keys for each in people) == {
        key: each.person_id for each in people for key in each.keys
    }
