"""The benchmark of the check plants real lies in messages that are else as they were."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.words_data import briefs, text_of
from benchmarks.words_frames import SLOTS
from benchmarks.words_honest import honest, needs
from benchmarks.words_lies import LIE_KINDS, SUBJECT, LieKind, is_known, lying
from inroad.tools.writing import FACT_IDS, fact_kind

POOL = briefs()


def test_briefs_are_many_and_differ() -> None:
    assert len({brief.person_id for brief in POOL}) == len(POOL) >= 40
    assert {fact_kind(fact.id) for brief in POOL for fact in brief.facts} <= set(FACT_IDS)
    sizes = [len(brief.facts) for brief in POOL]
    assert (min(sizes), max(sizes) > 20) == (5, True)
    assert briefs() == POOL


def test_wordings_name_facts_that_there_are() -> None:
    named = {fact_kind(need) for frames in SLOTS.values() for frame in frames for need in needs(frame)}
    assert named <= set(FACT_IDS)


def test_honest_messages() -> None:
    bodies = set()
    for brief in POOL:
        for seed in range(4):
            message = honest(brief, seed)
            assert "{" not in message.subject + message.body
            assert 60 <= len(message.body.split()) <= 110
            assert 0 < len(message.subject) <= SUBJECT
            bodies.add(message.body)
    assert len(bodies) == 4 * len(POOL)


@pytest.mark.parametrize("kind", LIE_KINDS)
def test_lies(kind: LieKind) -> None:
    places: Counter[str] = Counter()
    words = set()
    for brief in POOL:
        before = honest(brief, kind)
        message, lie = lying(before, brief, kind, "test")
        assert lie.kind == kind
        assert not any(is_known(name, brief) for name in lie.names)
        assert all(f" {name.casefold()} " not in f" {text_of(brief)} " for name in lie.names)
        assert bool(lie.names) == (kind != "relation")
        changed = (message.subject != before.subject, message.body != before.body)
        assert changed == ((True, False) if lie.where == "subject" else (False, True))
        assert len(message.body.split()) <= 130
        assert len(message.subject) <= SUBJECT
        assert (lie.words in message.body) or lie.where == "subject"
        assert message.body.splitlines()[0] == before.body.splitlines()[0]
        assert message.body.splitlines()[-1] == before.body.splitlines()[-1]
        places[lie.where] += 1
        words.add(lie.words)
    assert len(words) > len(POOL) / 2
    assert set(places) == {"sentence", "clause", "opener", "subject"}
