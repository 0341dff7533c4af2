from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from typing import Any, get_args

import pytest
from hypothesis import strategies as st
from pydantic import ValidationError

from inroad.errors import UserInputError
from inroad.settings import Settings, config_file, read_settings
from inroad.state import (
    Decisions,
    Email,
    KnownAddress,
    Person,
    Persona,
    Problem,
    Span,
    Verb,
    merge_by_key,
    merge_problems,
    merge_spans,
)
from inroad.tools.addresses import Check, CheckStatus, How, Offer
from inroad.tools.addresses.verdicts import LEAST, judge
from inroad.tools.people.identity import merge as merge_person
from inroad.tools.people.identity import merge_people
from inroad.tools.store.entries import Earlier, LibraryEntry
from inroad.tools.store.entries import merge as merge_entries
from tests.fuzz.conftest import fuzz
from tests.fuzz.shapes import damaged_text, json_values, texts

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)


def _span(started: float, ended: float) -> Span:
    return Span(started=started, ended=ended, seconds=ended - started)


def _numbered(number: int, person: Person) -> Person:
    return person.model_copy(update={"person_id": f"p{number}"})


def _addresses(*addresses: str) -> list[KnownAddress]:
    return [KnownAddress(address=address, source="x", date=date(2026, 1, 1)) for address in addresses]


few = st.sampled_from(["", "a", "b", "c"])
keyed = st.dictionaries(few, st.integers())
problems = st.lists(st.builds(Problem, provider=few, step=few, kind=few, message=few), max_size=8)
seconds = st.floats(0, 1e6, allow_nan=False)
spans = st.dictionaries(few, st.tuples(seconds, seconds).map(lambda two: _span(min(two), max(two))), max_size=4)
moments = st.integers(0, 5).map(lambda days: NOW + timedelta(days=days))
people = st.builds(
    Person,
    person_id=st.just(""),
    first_name=few,
    last_name=few,
    title=few,
    company=st.sampled_from(["", "Acme", "Borealis"]),
    linkedin=st.sampled_from(["", "", "https://www.linkedin.com/in/a", "https://www.linkedin.com/in/b"]),
    known=st.booleans(),
    connected_on=st.sampled_from([None, date(2020, 1, 2), date(2021, 1, 2)]),
    addresses=st.lists(
        st.builds(
            KnownAddress,
            address=st.sampled_from(["a@acme.example", "A@acme.example", "b@acme.example", "info@acme.example"]),
            source=few,
            date=st.just(date(2026, 1, 1)),
        ),
        max_size=2,
    ),
    skills=st.lists(few, max_size=3, unique=True),
)
crowds = st.lists(people, max_size=7).map(lambda crowd: [_numbered(n, each) for n, each in enumerate(crowd)])
# Records that say nothing different of one person; where they do, the first one's words decide who else it is.
TRUE = [
    Person(person_id="", first_name="Ada", last_name="Lake", company="Acme", addresses=_addresses("a@acme.example")),
    Person(
        person_id="",
        first_name="Ada",
        last_name="Lake",
        company="Borealis",
        addresses=_addresses("a@borealis.example", "ada@mail.example"),
    ),
    Person(person_id="", first_name="Bo", last_name="Ek", company="Acme", addresses=_addresses("b@acme.example")),
]


@st.composite
def records_of(draw: st.DrawFn, true: Person) -> Person:
    """A record that holds all of a person, or their addresses alone, or their name and company alone."""
    addresses = draw(st.lists(st.sampled_from(true.addresses), unique_by=lambda known: known.address))
    of_name = {} if draw(st.booleans()) else {"first_name": "", "last_name": "", "company": ""}
    return true.model_copy(update={**of_name, "addresses": addresses})


agreeing = st.lists(st.sampled_from(TRUE).flatmap(records_of), max_size=9).map(
    lambda crowd: [_numbered(n, each) for n, each in enumerate(crowd)]
)
entries = st.builds(
    LibraryEntry,
    person_id=st.sampled_from(["p1", "p2", "p3"]),
    aliases=st.lists(st.sampled_from(["p4", "p5"]), unique=True),
    keys=st.lists(st.sampled_from(["k1", "k2", "k3"]), unique=True),
    first_name=few,
    title=few,
    company=few,
    email=st.builds(Email, address=st.sampled_from(["", "a@x.example", "b@x.example"])),
    persona=st.sampled_from(get_args(Persona)),
    first_seen=st.just(NOW),
    last_seen=moments,
    sources=st.lists(few, unique=True),
    earlier=st.lists(st.builds(Earlier, field=st.just("title"), value=few, last_seen=moments), max_size=3),
)
scores = st.one_of(st.none(), st.integers(0, 100))
offers = st.builds(
    Offer,
    address=st.just("a@acme.example"),
    how=st.sampled_from(get_args(How)),
    source=few,
    score=scores,
    accept_all=st.booleans(),
    doubt=few,
)
checks = st.builds(
    Check,
    address=st.just("a@acme.example"),
    status=st.sampled_from(get_args(CheckStatus)),
    score=scores,
    block=st.booleans(),
    disposable=st.booleans(),
    source=few,
    checked_at=st.just(NOW),
)


def groups(crowd: list[Person]) -> set[frozenset[str]]:
    """Which records were taken for one person."""
    return {frozenset([person.person_id, *person.aliases]) for person in merge_people(crowd)}


@fuzz(keyed, keyed, keyed)
def test_merge_by_key_is_idempotent_and_associative(a: Any, b: Any, c: Any) -> None:
    assert merge_by_key(merge_by_key(a, b), b) == merge_by_key(a, b)
    assert merge_by_key(merge_by_key(a, b), c) == merge_by_key(a, merge_by_key(b, c))


@fuzz(problems, problems, problems)
def test_merge_problems_is_idempotent_and_associative_and_keeps_each_once(a: Any, b: Any, c: Any) -> None:
    start = merge_problems([], a)
    both = merge_problems(start, b)
    assert merge_problems(both, b) == both
    assert merge_problems(both, c) == merge_problems(start, merge_problems(merge_problems([], b), c))
    assert all(both.count(each) == 1 for each in both)


@fuzz(spans, spans)
def test_merge_spans_is_commutative_and_idempotent_and_never_counts_a_moment_twice(a: Any, b: Any) -> None:
    one, other = merge_spans(a, b), merge_spans(b, a)
    assert one.keys() == other.keys()
    for step, span in one.items():
        assert (span.started, span.ended) == (other[step].started, other[step].ended)
        assert span.seconds == pytest.approx(other[step].seconds, abs=1e-6)
        assert 0 <= span.seconds <= span.ended - span.started + 1e-6
    assert merge_spans(one, b) == one


@fuzz(crowds)
def test_merging_people_again_changes_nothing(crowd: list[Person]) -> None:
    merged = merge_people(crowd)
    assert merge_people(merged) == merged
    assert sorted(id_ for group in groups(crowd) for id_ in group) == sorted(person.person_id for person in crowd)


@fuzz(agreeing, st.randoms(use_true_random=False))
def test_who_is_one_person_does_not_depend_on_the_order_of_records_that_agree(crowd: list[Person], chance: Any) -> None:
    other = list(crowd)
    chance.shuffle(other)
    assert groups(other) == groups(crowd)


@fuzz(crowds)
def test_two_profiles_never_become_one_person(crowd: list[Person]) -> None:
    of = {person.person_id: person.linkedin for person in crowd if person.linkedin}
    assert all(len({of[id_] for id_ in group if id_ in of}) <= 1 for group in groups(crowd))


@fuzz(people, people, people)
def test_merging_records_of_a_person_is_idempotent_and_associative(a: Person, b: Person, c: Person) -> None:
    a, b, c = (_numbered(n, each) for n, each in enumerate((a, b, c)))
    assert merge_person(a, a) == a.model_copy(update={"addresses": merge_person(a, a).addresses})
    assert merge_person(merge_person(a, b), c) == merge_person(a, merge_person(b, c))


@fuzz(st.lists(entries, min_size=2, max_size=3))
def test_library_entries_merge_the_same_in_either_order_and_lose_no_id(listed: list[LibraryEntry]) -> None:
    for one, other in itertools.pairwise(listed):
        assert merge_entries(one, other) == merge_entries(other, one)
    merged = reduce(merge_entries, listed)
    ids = {id_ for entry in listed for id_ in (entry.person_id, *entry.aliases)}
    assert {merged.person_id, *merged.aliases} == ids
    assert set(merged.keys) == {key for entry in listed for key in entry.keys}


@fuzz(entries)
def test_a_library_entry_that_is_merged_with_itself_says_the_same(entry: LibraryEntry) -> None:
    once = merge_entries(entry, entry)
    assert merge_entries(once, once) == once
    assert (once.name, once.title, once.company, once.email) == (entry.name, entry.title, entry.company, entry.email)


@fuzz(offers, st.one_of(st.none(), checks), st.booleans())
def test_only_a_mailbox_that_surely_delivers_is_verified(offer: Offer, check: Check | None, personal: bool) -> None:
    verdict = judge(offer, check, personal=personal)
    assert verdict.why
    if verdict.status == "verified":
        assert check is not None
        assert check.status in ("valid", "webmail")
        assert not any([check.block, check.disposable, offer.accept_all, offer.doubt])
        assert verdict.score is not None
        assert verdict.score >= LEAST[offer.how]
    if check is not None and (check.block or check.disposable or check.status in ("invalid", "disposable")):
        assert verdict.status == "rejected"


@fuzz(offers, checks, st.integers(0, 100))
def test_a_higher_score_never_makes_a_verdict_worse(offer: Offer, check: Check, more: int) -> None:
    rank = ["rejected", "unverified", "risky", "verified"]
    surer = check.model_copy(update={"score": min(100, check.score + more)}) if check.score is not None else check
    assert rank.index(judge(offer, surer).status) >= rank.index(judge(offer, check).status)


decisions = st.dictionaries(
    few,
    st.fixed_dictionaries(
        {"do": st.sampled_from(get_args(Verb))}, optional={"subject": texts, "body": texts, "remark": texts}
    ),
)


@fuzz(st.one_of(json_values, decisions))
def test_any_json_is_decisions_that_come_back_or_refused(value: Any) -> None:
    try:
        read = Decisions.model_validate(value)
    except ValidationError:
        return
    assert Decisions.model_validate(read.model_dump(mode="json")) == read
    assert all(each.do != "edit" or (each.subject.strip() and each.body.strip()) for each in read.root.values())


SETTINGS = (
    'inroad_max_contacts = 5\nINROAD_NETWORK = "a.csv:b.csv"\ninroad_drafts = "eml"\nINROAD_MODEL_PRICE = "1,2"\n'
)
names = st.sampled_from([name.upper() for name in Settings.model_fields])
values = st.one_of(texts, st.sampled_from(["1", "-1", "1,2", "~", "~nobody-at-all/x", "eml", "nan", "[]", "{}"]))


@contextmanager
def environment(told: dict[str, str]) -> Iterator[None]:
    """These variables beside those of the test, as far as an environment can hold them."""
    kept = dict(os.environ)
    fits = {name: value for name, value in told.items() if "\0" not in value and value.isprintable()}
    os.environ.update(fits)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


def assert_told(error: Exception) -> None:
    assert str(error).strip()


def settings_or_a_sentence() -> None:
    try:
        found = read_settings()
    except UserInputError as error:
        assert_told(error)
        return
    assert 1 <= found.inroad_max_contacts <= 100
    assert found.inroad_home.is_absolute()


@fuzz(
    st.one_of(st.binary(max_size=200), damaged_text(SETTINGS).map(lambda text: text.encode("utf-8", "surrogatepass")))
)
def test_any_config_file_is_settings_or_refused(data: bytes) -> None:
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_bytes(data)
    settings_or_a_sentence()


@fuzz(st.dictionaries(names, values, max_size=4))
def test_any_environment_is_settings_or_refused(told: dict[str, str]) -> None:
    with environment(told):
        settings_or_a_sentence()
