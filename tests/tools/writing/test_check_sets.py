from __future__ import annotations

from collections import Counter

import pytest

from inroad.tools.writing.checking import check
from tests.tools.writing.check_sets import briefs, honest, lies, message, reasons, slips, with_sentence, with_slip


@pytest.mark.parametrize(("name", "subject", "body"), honest(), ids=lambda value: value[:40])
def test_an_honest_message_passes(name: str, subject: str, body: str) -> None:
    brief, wishes = briefs()[name]
    assert check(message(body, brief, subject), brief, wishes) == []


@pytest.mark.parametrize(("kind", "name", "sentence"), lies(), ids=lambda value: value[:60])
def test_a_lie_is_found(kind: str, name: str, sentence: str) -> None:
    found = [reason for reason in reasons(name, with_sentence(name, sentence)) if reason.kind != "length"]
    assert found, (kind, sentence)


@pytest.mark.parametrize(("kind", "name", "slip"), slips(), ids=lambda value: value[:60])
def test_a_lie_slipped_into_an_honest_message_is_found(kind: str, name: str, slip: str) -> None:
    subject, body = with_slip(name, slip)
    found = [reason for reason in reasons(name, body, subject) if reason.kind != "length"]
    assert found, (kind, slip)


def test_the_sets_are_as_large_as_they_should_be() -> None:
    assert len(honest()) >= 60
    counts = Counter(kind for kind, _, _ in lies())
    assert set(counts) == {"employer", "school", "number", "date", "relation", "product", "place", "skill", "title"}
    assert sum(counts.values()) >= 200


@pytest.mark.parametrize("name", sorted({name for _, name, _ in lies()}))
def test_what_a_lie_is_put_into_is_honest(name: str) -> None:
    neutral = {"de": "Das wäre schön.", "fr": "Merci beaucoup.", "es": "Muchas gracias.", "it": "Grazie."}.get(
        briefs()[name][1].language, "That would help me."
    )
    assert [reason for reason in reasons(name, with_sentence(name, neutral)) if reason.kind != "length"] == []
