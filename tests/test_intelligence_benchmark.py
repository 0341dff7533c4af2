"""The labelled set of the larger pipeline, in counts: what is read right of lines that a person labelled."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks import labelled
from benchmarks.intelligence import (
    TODAY,
    Read,
    coverage,
    critical_path,
    invented,
    needs,
    not_in_cv,
    read_all,
)
from benchmarks.sandbox_process import Seen
from inroad.nodes.intelligence.cv_coverage import cover
from inroad.tools.resume import read_master_cv


@pytest.fixture(scope="module")
def reads(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Read]:
    return read_all(tmp_path_factory.mktemp("labelled"))


def test_the_set_is_as_large_as_it_says() -> None:
    found = labelled.postings()
    assert len(found) == 12
    assert sum(len(each.lines) for each in found) >= 150
    assert all("{must" not in each.text and "{nice" not in each.text for each in found)
    assert all(labelled.cv_path(cv).is_file() for each in found for cv in each.cvs)


def test_must_and_nice_are_told_apart(reads: Sequence[Read]) -> None:
    found = needs(reads)
    assert found.precision >= 0.9, found.misses
    assert found.recall >= 0.85, found.misses


def test_what_is_called_covered_is_covered(reads: Sequence[Read]) -> None:
    found = coverage(reads)
    assert found.precision >= 0.9, found.misses
    assert found.recall >= 0.8, found.misses


def test_nothing_is_invented(reads: Sequence[Read]) -> None:
    assert [invented(read.posting, read.jd) for read in reads] == [[]] * len(reads)
    for read in reads:
        for cv in read.labelled.cvs:
            path: Path = labelled.cv_path(cv)
            assert not_in_cv(cover(read.jd, read_master_cv(path), TODAY), path) == []


def test_the_critical_path_is_the_longest_chain_of_calls() -> None:
    seen = [
        Seen("GET", "/a", 200, 0, 2),
        Seen("GET", "/b", 200, 0.5, 1),
        Seen("GET", "/c", 200, 1.1, 4),
        Seen("GET", "/d", 200, 2.5, 3),
    ]
    assert critical_path(seen) == pytest.approx(3.4)
