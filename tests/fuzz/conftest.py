"""How long the fuzz tests look: a few inputs each, always the same, in the suite; many, by a printed seed, with FUZZ=1.

What was tried is counted over all of them, and stands in the table of figures as "fuzzed inputs".
"""

from __future__ import annotations

import functools
import os
from collections import Counter
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import StopTest, UnsatisfiedAssumption
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from tests.reliability import RELIABILITY, Figure

WHAT = "fuzzed inputs"
settings.register_profile(
    "fuzz",
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "3000")),
    stateful_step_count=50,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
settings.register_profile(
    "fuzz in the suite",
    max_examples=12,
    stateful_step_count=15,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
PROFILE = settings.get_profile("fuzz" if "FUZZ" in os.environ else "fuzz in the suite")


def fuzz(*inputs: st.SearchStrategy[Any], every: int = 1) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a test inputs for its last arguments; a slow one takes only one of `every`."""
    profile = settings(PROFILE, max_examples=max(3, PROFILE.max_examples // every))
    return lambda test: profile(given(*inputs)(test))


def walk(machine: type[RuleBasedStateMachine], request: pytest.FixtureRequest, every: int = 1) -> None:
    """Let a machine take many walks of random steps; each walk counts as one input."""
    walks: Counter[str] = Counter()

    def started() -> RuleBasedStateMachine:
        walks["tried"] += 1
        return machine()

    examples = max(3, PROFILE.max_examples // every)
    profile = settings(PROFILE, max_examples=examples)
    run_state_machine_as_test(started, settings=profile)  # type: ignore[arg-type]  # any maker will do
    request.node.user_properties.append((RELIABILITY, Figure(WHAT, walks["tried"], walks["tried"]).row()))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Count the inputs that a test is given, and those that it comes through."""
    handle: Any = getattr(getattr(item, "obj", None), "hypothesis", None)
    if handle is None:
        return (yield)
    counted: Counter[str] = Counter()
    test = handle.inner_test
    handle.inner_test = _counting(test, counted)
    try:
        return (yield)
    finally:
        handle.inner_test = test
        item.user_properties.append((RELIABILITY, Figure(WHAT, counted["tried"], counted["held"]).row()))


def _counting(test: Callable[..., None], counted: Counter[str]) -> Callable[..., None]:
    @functools.wraps(test)
    def run(*given: Any, **named: Any) -> None:
        try:
            test(*given, **named)
        except (UnsatisfiedAssumption, StopTest):  # no input after all
            raise
        except BaseException:
            counted["tried"] += 1
            raise
        counted.update(tried=1, held=1)

    return run


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is written anew for each input."""
    return tmp_path_factory.mktemp("fuzz") / "input"
