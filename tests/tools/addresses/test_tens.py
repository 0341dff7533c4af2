"""Calls of ten that several postings share: full, each posting charged for its own, and nobody held up."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from inroad.errors import BudgetSpentError, InroadError, RefusedQueryError, UnavailableError
from inroad.state import Person, Spend
from inroad.tools.addresses import Offer
from inroad.tools.addresses.apollo import ApolloMatcher, ApolloTens, tens_of
from inroad.tools.addresses.tens import Seats, Tens, Turn
from inroad.tools.apollo import apollo_client
from inroad.tools.budget import Budget
from inroad.tools.cache import PaidCache
from inroad.tools.ledger import Ledger
from inroad.tools.store import Store
from inroad.tools.store.sqlite import SqliteStore
from inroad.tools.till import Till
from tests.tools.provider_server import ProviderServer, Request, end_after, reply, serving

LONG = 60.0


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with SqliteStore(tmp_path / "inroad.sqlite") as store:
        yield store


class Postings:
    """Postings of one process, each with a purse of its own, that come to Apollo at the same moment."""

    def __init__(self, server: ProviderServer, store: Store, budgets: Sequence[float]) -> None:
        client = apollo_client(SecretStr("key"), f"{server.url}/api/v1", per_minute=1000)
        tens: ApolloTens = tens_of(client)
        self.ledger, cache = Ledger(store), PaidCache(store)
        self.names = [f"posting{number}" for number in range(len(budgets))]
        self.matchers = [
            ApolloMatcher(tens.turn(), Till(self.ledger, cache, Budget(budget), name))
            for name, budget in zip(self.names, budgets, strict=True)
        ]

    def at_once(self, people: Sequence[Sequence[Person]]) -> list[dict[str, Offer] | InroadError]:
        with ExitStack() as expected, ThreadPoolExecutor(len(people)) as pool:
            for matcher in self.matchers:
                expected.enter_context(matcher.expected())
            domains = [f"acme{number}.example" for number in range(len(people))]
            return list(pool.map(_matched, self.matchers, people, domains))

    def spent(self) -> list[tuple[float, float]]:
        """What was charged to each posting for certain, and perhaps."""
        accounts = [self.ledger.spent(name).get("apollo", Spend()) for name in self.names]
        return [(account.credits, account.uncertain) for account in accounts]


def _matched(matcher: ApolloMatcher, people: Sequence[Person], domain: str) -> dict[str, Offer] | InroadError:
    try:
        return matcher.match(people, domain)
    except InroadError as error:
        return error


def staff(posting: int, count: int) -> list[Person]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [
        Person(person_id=f"{posting}-{n}", first_name="Jane", last_name=f"Doe{letters[posting]}{letters[n]}")
        for n in range(count)
    ]


def names_in(request: Request) -> list[str]:
    listed: list[dict[str, str]] = json.loads(request.body)["details"]
    return [f"{each['first_name']} {each['last_name']}" for each in listed]


def everybody(request: Request, knows: Callable[[str], bool] = bool, **more: Any) -> bytes:
    """An address for each, a credit for each that is known."""
    found = [name for name in names_in(request) if knows(name)]
    matches = [{"id": name, "name": name, "email": f"{name.replace(' ', '.').lower()}@acme.example"} for name in found]
    return reply({"matches": matches, "credits_consumed": len(found), **more})


def test_twenty_people_of_five_postings_take_two_calls(store: Store) -> None:
    with serving(lambda request: everybody(request, lambda name: not name.endswith("a"))) as server:
        postings = Postings(server, store, [4] * 5)
        answers = postings.at_once([staff(number, 4) for number in range(5)])
        assert [len(names_in(request)) for request in server.requests] == [10, 10]
    assert [sorted(answer) for answer in answers if isinstance(answer, dict)] == [
        [f"{number}-{n}" for n in (1, 2, 3)] for number in range(5)
    ]
    assert postings.spent() == [(3, 0)] * 5


def test_what_cannot_be_divided_evenly_adds_up(store: Store) -> None:
    with serving(lambda request: everybody(request, credits_consumed=1)) as server:
        postings = Postings(server, store, [10] * 3)
        postings.at_once([staff(number, 1) for number in range(3)])
        assert len(server.requests) == 1
    assert sorted(postings.spent(), reverse=True) == [(0.333334, 0), (0.333333, 0), (0.333333, 0)]


def test_nobody_pays_for_more_than_their_own_people(store: Store) -> None:
    """The provider charges for people of whom it gives no address that can be used."""
    with serving(lambda request: everybody(request, lambda name: "Doea" in name, credits_consumed=6)) as server:
        postings = Postings(server, store, [2, 4])
        postings.at_once([staff(0, 2), staff(1, 4)])
    assert postings.spent() == [(2, 0), (4, 0)]


@pytest.mark.parametrize(
    ("answer", "kind", "spent"),
    [
        (reply({"error": "no"}, 422), RefusedQueryError, [(0, 0)] * 3),
        (end_after(b""), UnavailableError, [(0, 3)] * 3),
    ],
)
def test_an_error_is_everybodys_who_shared_the_call(
    store: Store, answer: Any, kind: type[InroadError], spent: list[tuple[float, float]]
) -> None:
    with serving(answer) as server:
        postings = Postings(server, store, [3] * 3)
        answers = postings.at_once([staff(number, 3) for number in range(3)])
        assert len(server.requests) == 1
    assert [type(each) for each in answers] == [kind] * 3
    assert postings.spent() == spent


def test_namesakes_of_two_postings_do_not_share_a_call(store: Store) -> None:
    jane = [Person(person_id=str(n), first_name="Jané", last_name="Doe", company=f"Acme {n}") for n in range(2)]
    other = Person(person_id="other", first_name="Ann", last_name="Lee")
    with serving(everybody) as server:
        postings = Postings(server, store, [9] * 2)
        answers = postings.at_once([jane[:1], [other, jane[1]]])
        assert sorted(len(names_in(request)) for request in server.requests) == [1, 2]
    assert [len(answer) for answer in answers if isinstance(answer, dict)] == [1, 2]


def test_who_has_no_credits_left_holds_up_nobody(store: Store) -> None:
    with serving(everybody) as server:
        postings = Postings(server, store, [5, 0])
        found, refused = postings.at_once([staff(0, 2), staff(1, 2)])
        assert [len(names_in(request)) for request in server.requests] == [2]
    assert (len(found) if isinstance(found, dict) else found) == 2
    assert isinstance(refused, BudgetSpentError)


class Name(str):
    """A question about nobody but a name."""

    @property
    def spelt(self) -> str:
        return str(self)


def shouted(asked: list[list[str]], names: Sequence[Name]) -> dict[Name, str]:
    asked.append(sorted(names))
    return {name: name.upper() for name in names}


def crowd(first: int, last: int) -> list[Name]:
    return [Name(f"n{number}") for number in range(first, last)]


def test_a_posting_alone_does_not_wait() -> None:
    asked: list[list[str]] = []
    turn: Turn[Name, str] = Tens(partial(shouted, asked), 10, LONG).turn()
    with turn.expected():
        (seats,) = turn.seats(crowd(0, 3))
        assert seats.ask() == {"n0": "N0", "n1": "N1", "n2": "N2"}
    assert asked == [["n0", "n1", "n2"]]


def test_ten_do_not_wait_for_who_may_still_come() -> None:
    asked: list[list[str]] = []
    tens: Tens[Name, str] = Tens(partial(shouted, asked), 10, LONG)
    with tens.turn().expected():
        full, rest = tens.turn().seats(crowd(0, 11))
        assert len(full.ask()) == 10
    assert rest.ask() == {"n10": "N10"}
    assert len(asked) == 2


def test_who_leaves_without_asking_is_not_waited_for() -> None:
    asked: list[list[str]] = []
    tens: Tens[Name, str] = Tens(partial(shouted, asked), 10, LONG)
    with ThreadPoolExecutor(1) as pool:
        with tens.turn().expected():
            (seats,) = tens.turn().seats(crowd(0, 1))
            running = pool.submit(seats.ask)
            assert asked == []
        assert running.result() == {"n0": "N0"}


def test_a_seat_that_stays_empty_is_waited_for_a_moment_only_and_its_taker_asks_alone() -> None:
    asked: list[list[str]] = []
    tens: Tens[Name, str] = Tens(partial(shouted, asked), 10, patience=0.01)
    (late,) = tens.turn().seats(crowd(0, 2))
    (seats,) = tens.turn().seats(crowd(2, 3))
    assert seats.ask() == {"n2": "N2"}
    assert late.ask() == {"n0": "N0", "n1": "N1"}
    assert asked == [["n2"], ["n0", "n1"]]


def test_whatever_breaks_a_call_off_frees_all_who_wait() -> None:
    def broken(names: Sequence[Name]) -> dict[Name, str]:
        raise ZeroDivisionError

    tens: Tens[Name, str] = Tens(broken, 10, LONG)
    parties: list[Seats[Name, str]] = [*tens.turn().seats(crowd(0, 1)), *tens.turn().seats(crowd(1, 2))]
    with ThreadPoolExecutor(2) as pool:
        errors = [each.exception() for each in [pool.submit(party.ask) for party in parties]]
    assert sorted(type(error).__name__ for error in errors) == ["CancelledError", "ZeroDivisionError"]
