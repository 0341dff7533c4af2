from __future__ import annotations

from collections import Counter

import pytest

from inroad.tools.writing.checking import check
from tests.tools.writing.check_sets import briefs, honest, lies, message, reasons, with_sentence


@pytest.mark.parametrize(("name", "subject", "body"), honest(), ids=lambda value: value[:40])
def test_an_honest_message_passes(name: str, subject: str, body: str) -> None:
    brief, wishes = briefs()[name]
    assert check(message(body, brief, subject), brief, wishes) == []


@pytest.mark.parametrize(("kind", "name", "sentence"), lies(), ids=lambda value: value[:60])
def test_a_lie_is_found(kind: str, name: str, sentence: str) -> None:
    found = [reason for reason in reasons(name, with_sentence(name, sentence)) if reason.kind != "length"]
    assert found, (kind, sentence)


def test_the_sets_are_as_large_as_they_should_be() -> None:
    assert len(honest()) >= 60
    counts = Counter(kind for kind, _, _ in lies())
    assert set(counts) == {"employer", "school", "number", "date", "relation", "product", "place", "skill", "title"}
    assert sum(counts.values()) >= 200


@pytest.mark.parametrize("name", ["backend", "designer", "nurse", "analyst", "bare", "note", "later"])
def test_what_a_lie_is_put_into_is_honest(name: str) -> None:
    neutral = "That would help me."
    assert [reason for reason in reasons(name, with_sentence(name, neutral)) if reason.kind != "length"] == []
