from __future__ import annotations

import multiprocessing
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from inroad.state import Draft
from inroad.tools.store import Store
from inroad.tools.store.draft_caps import PLACES, Caps, DraftPlaces
from inroad.tools.store.draft_ledger import DraftLedger, DraftRecord, DraftSlot
from tests.mongo_server import store_at

NOW = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
LEASE = timedelta(minutes=5)
DRAFT = Draft(kind="eml", id="1", message_id="<1@inroad>", path="drafts/jane-doe.eml")


DAILY_CAP, COMPANY_CAP = "day", "company"


class Desk:
    """Claims drafts and takes places for them, as a run does."""

    def __init__(self, store: Store, daily: int = 0, company: int = 0) -> None:
        self.ledger = DraftLedger(store)
        self.places = DraftPlaces(store, self.ledger, Caps(daily, company))

    def asks(
        self,
        person: str,
        company: str = "acme",
        now: datetime = NOW,
        sender: str = "ada@home.example",
        owner: str = "r",
    ) -> str:
        """The cap that stands against a draft, which is claimed meanwhile."""
        slot = DraftSlot(sender=sender, person_id=person, job_id="j", step="first", company_key=company)
        claim = self.ledger.claim(slot, owner=owner, lease=LEASE, now=now)
        cap = self.places.take([claim]).get(claim.key, "")
        if cap:
            self.ledger.release(claim.key, owner)
        return re.sub(r".*cap of (?:1 draft|\d+ drafts) (?:a|at one) (\w+) is reached \(INROAD_\w+_CAP\)", r"\1", cap)

    def gives_up(self, person: str) -> None:
        slot = DraftSlot(sender="ada@home.example", person_id=person, job_id="j", step="first", company_key="acme")
        claim = self.ledger.claim(slot, owner="r", lease=LEASE, now=NOW)
        self.ledger.release(claim.key, "r")


def test_a_day_has_so_many_places_for_each_sender(store: Store) -> None:
    desk = Desk(store, daily=2)
    assert [desk.asks(person) for person in ("p1", "p2", "p3")] == ["", "", DAILY_CAP]
    assert desk.asks("p4", company="other") == DAILY_CAP
    assert desk.asks("p1", sender="Bob@home.example") == ""
    assert desk.asks("p3", now=NOW + timedelta(minutes=30)) == ""


def test_a_company_has_so_many_places_ever(store: Store) -> None:
    desk = Desk(store, company=2)
    assert [desk.asks(f"p{day}", now=NOW + timedelta(days=day)) for day in range(3)] == ["", "", COMPANY_CAP]
    assert desk.asks("p9", company="other") == ""
    assert desk.asks("p8", sender="bob@home.example") == ""


def test_a_place_that_was_given_up_and_taken_again_meanwhile_is_not_given_away(store: Store) -> None:
    """Another run reads that it was given up, then this one claims it anew, then the other writes."""
    desk = Desk(store, daily=1)
    assert desk.asks("p1") == ""
    desk.gives_up("p1")

    class Late(DraftLedger):
        def find(self, keys: Iterable[str]) -> dict[str, DraftRecord]:
            found = super().find(keys)
            if not found:
                assert desk.asks("p1") == ""
            return found

    other = Desk(store, daily=1)
    other.places = DraftPlaces(store, Late(store), Caps(1, 0))
    assert other.asks("p2") == DAILY_CAP


def test_what_a_company_refuses_takes_no_place_of_the_day(store: Store) -> None:
    desk = Desk(store, daily=2, company=1)
    assert [desk.asks("p1"), desk.asks("p2"), desk.asks("p3", company="other")] == ["", COMPANY_CAP, ""]
    assert desk.asks("p4", company="third") == DAILY_CAP


def test_of_many_at_once_the_first_get_the_places_that_are_left(store: Store) -> None:
    desk = Desk(store, daily=3, company=2)
    slots = [
        DraftSlot(sender="ada@home.example", person_id=f"p{n}", job_id="j", step="first", company_key=company)
        for n, company in enumerate(["acme", "acme", "acme", "other", "other"])
    ]
    claims = [desk.ledger.claim(slot, owner="r", lease=LEASE, now=NOW) for slot in slots]
    reached = desk.places.take(claims)
    assert [reached.get(claim.key, "")[:25] for claim in claims] == [
        "",
        "",
        "your cap of 2 drafts at o",
        "",
        "your cap of 3 drafts a da",
    ]
    assert desk.places.take([claims[0], claims[3]]) == {}
    assert desk.places.take([]) == {}


def test_a_day_without_a_cap_keeps_no_list_of_its_drafts(store: Store) -> None:
    desk = Desk(store)
    assert [desk.asks("p1", company=""), list(store.scan(PLACES))] == ["", []]


def test_without_caps_there_is_always_a_place(store: Store) -> None:
    desk = Desk(store)
    assert {desk.asks(f"p{n}") for n in range(60)} == {""}


def test_a_company_that_nobody_knows_is_not_counted(store: Store) -> None:
    desk = Desk(store, company=1)
    assert [desk.asks("p1", company=""), desk.asks("p2", company="")] == ["", ""]


def test_a_draft_that_has_its_place_keeps_it(store: Store) -> None:
    desk = Desk(store, daily=1)
    assert [desk.asks("p1"), desk.asks("p1"), desk.asks("p2")] == ["", "", DAILY_CAP]


def test_what_is_given_up_makes_room(store: Store) -> None:
    desk = Desk(store, daily=1, company=1)
    assert desk.asks("p1") == ""
    desk.gives_up("p1")
    assert [desk.asks("p2"), desk.asks("p1")] == ["", DAILY_CAP]


def test_a_draft_that_was_made_keeps_its_place_whatever_comes(store: Store) -> None:
    desk = Desk(store, company=1)
    slot = DraftSlot(sender="ada@home.example", person_id="p1", job_id="j", step="first", company_key="acme")
    assert desk.asks("p1") == ""
    desk.ledger.record(slot.key, DRAFT, NOW)
    desk.gives_up("p1")
    assert desk.asks("p2", now=NOW + timedelta(days=400)) == COMPANY_CAP


def test_a_claim_that_ran_out_holds_its_place_since_its_draft_may_be_there(store: Store) -> None:
    desk = Desk(store, company=1)
    assert desk.asks("p1") == ""
    assert desk.asks("p2", now=NOW + 10 * LEASE) == COMPANY_CAP


def test_a_higher_cap_makes_room(store: Store) -> None:
    assert [Desk(store, daily=1).asks("p1"), Desk(store, daily=1).asks("p2")] == ["", DAILY_CAP]
    assert Desk(store, daily=2).asks("p2") == ""


def test_nobody_is_named_in_what_is_kept(store: Store) -> None:
    Desk(store).asks("p1")
    assert not [name for name in ("ada", "acme", "p1") if name in str(list(store.scan(PLACES)))]


def test_of_many_threads_as_many_get_a_place_as_there_are(store: Store) -> None:
    desk = Desk(store, daily=7, company=9)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: desk.asks(f"p{n}"), range(24)))
    assert (answers.count(""), answers.count(DAILY_CAP)) == (7, 17)


def ask(place: str, ready: object, answers: object, name: str) -> None:
    store = store_at(place)
    desk = Desk(store, daily=5)
    ready.wait()  # type: ignore[attr-defined]
    answers.put([desk.asks(f"{name}{n}", owner=name) for n in range(5)])  # type: ignore[attr-defined]
    store.close()


def test_of_processes_side_by_side_as_many_get_a_place_as_there_are(place: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    ready, answers = spawn.Barrier(3), spawn.Queue()
    workers = [spawn.Process(target=ask, args=(place, ready, answers, name)) for name in ("a", "b", "c")]
    for worker in workers:
        worker.start()
    given = [answer for _ in workers for answer in answers.get(timeout=60)]
    for worker in workers:
        worker.join()
    assert (given.count(""), given.count(DAILY_CAP)) == (5, 10)
