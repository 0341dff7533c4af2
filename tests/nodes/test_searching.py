"""How much is asked for: what is missing, shared between searches, without paying for anybody twice."""

from __future__ import annotations

import pytest

from inroad.nodes.searching import known_people, open_pages, size_to_ask
from inroad.nodes.shortlist import prospects
from inroad.state import Candidate, Found, JobState, Person, SearchKind, SearchTask, TitleInfo


def _found(kind: SearchKind, people: int, left_out: int = 0, *, total: int = 0, more: bool = True) -> Found:
    """An answer whose every record was paid for."""
    return Found(
        task=SearchTask(source="pdl", kind=kind, size=people + left_out),
        people=[Person(person_id=f"{kind}-{number}", provider_ids=[f"pdl:{kind}{number}"]) for number in range(people)],
        left_out=[f"pdl:{kind}-gone-{number}" for number in range(left_out)],
        found=total,
        next_page="2" if more else "",
        credits=people + left_out,
    )


def _state(*found: Found, taken: int = 0, wanted: int = 8) -> JobState:
    """A state in which so many of those found are of a kind asked for."""
    people = {person.person_id: person for each in found for person in each.people}
    ranking = [Candidate(person_id=person_id, persona="peer", score=1) for person_id in list(people)[:taken]]
    answers = {each.task.key: each for each in found}
    return JobState(found=answers, people=people, ranking=ranking, max_contacts=wanted)


@pytest.mark.parametrize(
    ("bought", "taken", "size"),
    [
        (0, 0, 8),  # nothing is known of the yield yet
        (8, 7, 2),  # one is missing, seven of eight could be taken
        (8, 4, 8),
        (8, 1, 8),  # seven are missing; 35 would be needed at this yield, but no more than were paid for
        (24, 1, 24),
        (2, 0, 8),  # not less than are missing
    ],
)
def test_the_size_follows_the_yield_but_no_more_than_doubles(bought: int, taken: int, size: int) -> None:
    assert size_to_ask(_state(_found("metro", bought), taken=taken)) == size


@pytest.mark.parametrize(
    ("size", "shared"),
    [(1, [("locality", 1)]), (2, [("locality", 1), ("metro", 1)]), (5, [("locality", 3), ("metro", 2)])],
)
def test_the_search_with_the_most_left_is_topped_up_first(size: int, shared: list[tuple[str, int]]) -> None:
    state = _state(_found("metro", 4, total=10), _found("locality", 2, 2, total=30))
    assert [(task.kind, task.size) for task in open_pages(state, size)] == shared


def test_a_search_without_another_page_gets_nothing() -> None:
    state = _state(_found("metro", 4, total=4, more=False), _found("locality", 4, total=30))
    assert [(task.kind, task.page, task.size) for task in open_pages(state, 4)] == [("locality", "2", 4)]


def test_records_of_no_use_are_not_bought_again() -> None:
    assert known_people(_state(_found("metro", 1, 1))) == ["metro-0", "pdl:metro-gone-0", "pdl:metro0"]


def test_where_the_field_is_not_known_everybody_is_a_prospect() -> None:
    other = Candidate(person_id="p1", persona="other", score=5)
    unknown = JobState(ranking=[other])
    known = JobState(ranking=[other], enrichment=TitleInfo(role="engineering"))
    assert [c.person_id for c in prospects(unknown)] == ["p1"]
    assert prospects(known) == []
