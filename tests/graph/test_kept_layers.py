"""What a layer made is kept by the hash of what it was made of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from inroad.analysis import AnalysisState, Fit, FitPart, Layer
from inroad.graph.kept_layers import Made, hash_of, kept_or_made
from inroad.settings import Tools
from inroad.state import Problem
from tests.conftest import NOW

PROBLEM = Problem(provider="model", step="fit", kind="garbled", message="It said nothing.")


class Maker:
    """Makes a fit with another score each time."""

    def __init__(self, problems: list[Problem] | None = None, is_final: bool = True) -> None:
        self.made = 0
        self._problems, self._is_final = problems or [], is_final

    def __call__(self) -> Made[Fit]:
        self.made += 1
        part = FitPart(name="pay", points=self.made, most=100, why="So it was made.")
        return Made(Fit(score=self.made, parts=[part]), self._problems, self._is_final)


def _ask(make: Maker, tools: Tools, made_of: list[object], again_from: Layer | None = None) -> tuple[float, bool]:
    state = AnalysisState(again_from=again_from)
    value, _, was_kept = kept_or_made("fit", Fit, made_of, make, state, tools)
    return value.score, was_kept


def test_equal_inputs_are_worked_on_once(tools: Tools) -> None:
    make = Maker()
    assert _ask(make, tools, ["a", {"x": 1, "y": 2}]) == (1, False)
    assert _ask(make, tools, ["a", {"y": 2, "x": 1}]) == (1, True)
    assert _ask(make, tools, ["b", {"x": 1, "y": 2}]) == (2, False)


@pytest.mark.parametrize(("again_from", "score"), [("research", 2), ("fit", 2), ("output", 1), (None, 1)])
def test_from_a_layer_on_it_is_made_anew(tools: Tools, again_from: Layer | None, score: float) -> None:
    make = Maker()
    _ask(make, tools, ["a"])
    assert _ask(make, tools, ["a"], again_from)[0] == score


@pytest.mark.parametrize("make", [Maker([PROBLEM]), Maker(is_final=False)])
def test_what_went_wrong_is_tried_again(tools: Tools, make: Maker) -> None:
    assert _ask(make, tools, ["a"]) == (1, False)
    assert _ask(make, tools, ["a"]) == (2, False)


def test_a_month_later_it_is_made_anew(tools: Tools) -> None:
    make = Maker()
    _ask(make, tools, ["a"])
    tools.__dict__.pop("paid", None)
    tools.clock = lambda: NOW + timedelta(days=31)
    assert _ask(make, tools, ["a"]) == (2, False)


def test_another_model_makes_another_result() -> None:
    today = datetime(2026, 3, 1, tzinfo=UTC)
    assert hash_of("jd", ["a", today], "one") == hash_of("jd", ["a", today], "one")
    assert hash_of("jd", ["a", today], "one") != hash_of("jd", ["a", today], "other")
    assert hash_of("jd", ["a", today], "one") != hash_of("fit", ["a", today], "one")
    assert hash_of("jd", ["half \ud800 a pair"], "") == hash_of("jd", ["half \ud800 a pair"], "")
