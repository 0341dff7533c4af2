from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from inroad.graph.work_line import WorkLine
from inroad.tools.store.batches import Item


def items(companies: str) -> Iterator[Item]:
    """An item for each letter, of that company; "-" for one that is not known."""
    for number, company in enumerate(companies, 1):
        yield Item(batch="b", number=number, posting="p", company_key=company.strip("-"))


def taken(line: WorkLine) -> Item:
    item = line.next()
    assert item is not None
    return item


@pytest.mark.parametrize(("companies", "order"), [("", []), ("--", [1, 2]), ("aab", [1, 3, 2]), ("aaa", [1, 2, 3])])
def test_one_after_another(companies: str, order: list[int]) -> None:
    line = WorkLine(items(companies))
    first = [item for _ in range(2) if "a" in companies and not companies.startswith("aaa") and (item := line.next())]
    for item in first:
        line.done(item)
    seen = [item.number for item in first]
    while (item := line.next()) is not None:
        seen.append(item.number)
        line.done(item)
    assert seen == order


def test_the_first_of_a_company_goes_ahead() -> None:
    line = WorkLine(items("aaab-"))
    first = taken(line)
    assert [taken(line).number, taken(line).number] == [4, 5]
    line.done(first)
    assert [taken(line).number, taken(line).number] == [2, 3]


def test_who_finds_nothing_waits_for_the_first_of_a_company() -> None:
    line = WorkLine(items("aa"))
    first = taken(line)
    got: list[Item | None] = []
    thread = threading.Thread(target=lambda: got.append(line.next()))
    thread.start()
    line.done(first)
    thread.join()
    assert [item.number for item in got if item] == [2]
    assert line.next() is None


def test_nobody_waits_for_a_line_that_is_closed() -> None:
    line = WorkLine(items("aa-"))
    taken(line)
    line.close()
    assert line.next() is None


def test_only_so_many_are_read_ahead() -> None:
    there = items("a" * 2_000)
    line = WorkLine(there)
    first = taken(line)
    waiting = threading.Thread(target=line.next)
    waiting.start()
    line.done(first)
    waiting.join()
    line.close()
    assert sum(1 for _ in there) >= 2_000 - 502


def test_every_item_goes_to_one_thread() -> None:
    line = WorkLine(items("abcab-" * 200))
    seen: list[int] = []

    def work() -> None:
        while (item := line.next()) is not None:
            seen.append(item.number)
            line.done(item)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == list(range(1, 1_201))
