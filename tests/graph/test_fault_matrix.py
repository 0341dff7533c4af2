"""Whole runs, in each of which one provider has one fault.

All of them with `SOAK_POINTS` set; else a few of each provider, drawn from `SOAK_SEED`, and those that once broke one.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import inroad.errors
from tests.faulty_server import (
    CONFUSED,
    DRIP,
    EMPTY,
    IN_A_LIST,
    NULL,
    NULLS,
    TEXTS,
    TRUNCATED,
)
from tests.graph.fault_providers import CELLS, PATHS
from tests.graph.fault_run import ON_FILE, OWN_NAMES, WANTED, Outcome, World, struck_run, world_in
from tests.graph.fault_table import FILE, Cell, line_of, text_of, told_lines
from tests.reliability import RELIABILITY, Figure

OF_EACH = 2
BROKE_ONCE = {
    ("google token", EMPTY),
    ("google token", IN_A_LIST),
    ("google token", NULLS),
    ("google token", CONFUSED),
    ("gmail drafts", CONFUSED),
    ("imap", DRIP),
    ("pdl search", NULLS),
    ("posting", NULL),
    ("posting", TRUNCATED),
}
# With these an answer may still be of use, or be the one that says that there is nothing.
MAY_BE_USED = {"404", TEXTS, NULLS, CONFUSED}
LONGEST_PAUSES = 15 * 60
# What a step says of a model that gave no usable answer.
OWN_KINDS = {"missing"}


def drawn() -> list[Cell]:
    """The cells to try."""
    if "SOAK_POINTS" in os.environ:
        return list(CELLS)
    chance = random.Random(int(os.environ.get("SOAK_SEED", "1")))
    some = {(name, fault) for name in PATHS for fault in chance.sample([f for n, f in CELLS if n == name], OF_EACH)}
    return [cell for cell in CELLS if cell in some | BROKE_ONCE]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world_in(tmp_path_factory.mktemp("faults")) as running:
        yield running


@pytest.mark.parametrize(("provider", "fault"), drawn())
def test_a_run_bears_a_fault_and_names_it(
    provider: str,
    fault: str,
    world: World,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    record_property: Callable[[str, object], None],
) -> None:
    caplog.set_level("DEBUG")
    outcome = struck_run(world, provider, fault, tmp_path)
    written = [outcome.report, outcome.error, *capfd.readouterr(), caplog.text]
    assert [secret for secret in outcome.secrets if any(secret in text for text in written)] == []
    assert secrets_in_files(tmp_path / "home", outcome) == []
    assert outcome.followed == 0
    assert outcome.paused < LONGEST_PAUSES
    assert outcome.kinds or fault in MAY_BE_USED
    assert all(hasattr(inroad.errors, kind) or kind in OWN_KINDS for kind in outcome.kinds)
    assert_kept(provider, outcome)
    assert line_of(fault, outcome) == told_lines()[provider, fault]
    record_property(RELIABILITY, Figure("provider faults", tried=1, held=1).row())


def assert_kept(provider: str, outcome: Outcome) -> None:
    """Nobody of the user's own is lost, unless better ones took all places; no report where nothing was begun."""
    if outcome.error:
        assert outcome.exit_code == (2 if provider == "posting" else 4)
        assert provider in ("posting", "imap") or PATHS[provider][0] == "gmail"
    else:
        assert outcome.names >= {ON_FILE}
        assert len(outcome.names) == WANTED or outcome.names == OWN_NAMES
        assert outcome.exit_code == (0 if outcome.drafts == WANTED else 3)


def secrets_in_files(folder: Path, outcome: Outcome) -> list[str]:
    """The secrets that are in any file, whatever its kind."""
    held = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    return [secret for secret in outcome.secrets if any(secret.encode() in content for content in held)]


def test_the_table_has_a_line_for_each_cell_and_is_as_it_was_written() -> None:
    lines = told_lines()
    assert list(lines) == list(CELLS)
    assert FILE.read_text(encoding="utf-8") == text_of(lines)
