"""A run that is killed at any boundary and resumed ends as the one that was not: people, drafts, payments.

`SOAK_POINTS` says how many points with the store in SQLite (19), half as many are with MongoDB; `SOAK_SEED` says from
which seed they are drawn.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import pytest

from inroad.graph.outreach import NODES
from inroad.sandbox import CREDITS, Limits, Sandbox, faster
from inroad.sandbox.pdl import LIMITS
from tests.graph.crash_case import Case, World
from tests.graph.crash_job import COMPANIES, EXPECTED, HOUSES, write_files
from tests.graph.crash_points import Blow, drawn
from tests.graph.crash_servers import Door
from tests.mongo_server import mongo
from tests.reliability import RELIABILITY, Figure

__all__ = ["mongo"]

SEED, COUNT = int(os.environ.get("SOAK_SEED", "1")), int(os.environ.get("SOAK_POINTS", "19"))
POINTS = [*(("SQLite", number) for number in range(COUNT)), *(("MongoDB", number) for number in range(COUNT // 2))]
CALLS = {
    "/v5/person/search",
    "/v5/job_title/enrich",
    "/v2/email-finder",
    "/v2/email-verifier",
    "/api/v1/people/bulk_match",
    "/v1/chat/completions",
    "/gmail/v1/users/me/drafts",
}

# A killed process leaves the same files in memory as on a disk, and in memory nobody waits for them.
QUICK = next((folder for folder in ("/dev/shm",) if os.access(folder, os.W_OK)), None)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with TemporaryDirectory(prefix="inroad-crashes-", dir=QUICK) as folder, _sandbox() as (sandbox, door):
        write_files(Path(folder))
        yield World(sandbox, door, Path(folder))


@contextmanager
def _sandbox() -> Iterator[tuple[Sandbox, Door]]:
    names = [*HOUSES, "torn", *(f"{store}-{number}" for store, number in POINTS)]
    limits = faster(1_000) | {path: Limits() for path in LIMITS}
    sandbox = Sandbox(0, EXPECTED, accounts=dict.fromkeys(names, CREDITS), limits=limits, sleep=lambda _: None)
    door = Door(sandbox.app)
    sandbox.app = door
    with sandbox:
        for company in COMPANIES:
            sandbox.prepare(company)
        yield sandbox, door


@pytest.fixture(scope="module")
def calm(world: World) -> dict[str, Case]:
    """The runs that nothing strikes, by house; where their store is changes nothing."""
    cases = {house: Case(world, house, house) for house in HOUSES}
    for case in cases.values():
        assert not case.attempt()
    return cases


@pytest.mark.parametrize(("store", "number"), POINTS, ids=[f"{store}-{SEED}-{number}" for store, number in POINTS])
def test_a_killed_run_ends_as_the_others(
    store: str,
    number: int,
    calm: dict[str, Case],
    world: World,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    point = drawn(f"{SEED}-{store}", COUNT, {house: case.met for house, case in calm.items()})[number]
    mongo = request.getfixturevalue("mongo") if store == "MongoDB" else None
    case = Case(world, point.house, f"{store}-{number}", mongo)
    struck = [case.attempt(blow) for blow in point.blows if not case.is_over()]
    while not case.is_over():
        assert not case.attempt(), point
    wrong = case.differences(calm[point.house])
    record_property(RELIABILITY, Figure(f"kill points, {store}", sum(struck), 0 if wrong else sum(struck)).row())
    assert struck[0], f"{point}: the run came by without meeting it"
    assert wrong == [], point
    rmtree(case.home)


def test_every_step_and_every_provider_is_among_the_boundaries(calm: dict[str, Case]) -> None:
    met = [where.split() for case in calm.values() for where in case.met]
    assert {words[1] for words in met if words[0] == "step"} == {node.__name__ for node in NODES}
    assert {words[2] for words in met if words[0] == "call"} >= CALLS


def test_a_seed_strikes_the_same_boundaries_again_and_none_twice_before_all() -> None:
    met = {
        "a": Counter({"step x": 2, "step y": 1, "call z": 1, "write w": 2}),
        "b": Counter({"step x": 1, "call z": 1, "write w": 1}),
    }
    assert drawn("1", 30, met) == drawn("1", 30, met) != drawn("2", 30, met)
    steps = [point.blows[0] for point in drawn("1", 30, met) if point.house == "a"][::3]
    assert {(blow.where, blow.count) for blow in steps[:3]} == {("step x", 1), ("step x", 2), ("step y", 1)}


def test_progress_of_which_a_piece_is_missing_is_begun_anew(calm: dict[str, Case], world: World) -> None:
    """MongoDB takes what a step wrote piece by piece: the last one tells the next step to begin."""
    case = Case(world, "files", "torn")
    assert case.attempt(Blow("step plan_search started", 1))
    with closing(sqlite3.connect(case.home / "progress.sqlite")) as file, file:
        assert file.execute("DELETE FROM channels WHERE channel LIKE 'join:%:plan_search'").rowcount
    assert not case.attempt()
    assert case.differences(calm["files"]) == []
