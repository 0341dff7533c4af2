"""The layer `coverage` with embeddings and without: what they add, what they cost, and what their failures change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from inroad.analysis import AnalysisInput, AnalysisState, CvCoverage
from inroad.errors import UserInputError
from inroad.graph.analysis import run_analysis
from inroad.sandbox import EMBEDDER, KEY, ModelSwitches, Sandbox
from inroad.settings import Context, Tools
from inroad.state import Posting
from inroad.tools.coverage.embeddings import Embedder
from inroad.tools.http import Timing
from inroad.tools.writing.model import Access

OPENING = Posting(
    title="Backend Developer",
    company="Harbor Analytics",
    text="Requirements:\n- Python\n- Cutting the cloud bill\n- Beekeeping in winter",
)
LINE = "Optimised AWS spending"
CV = {
    "basics": {"name": "Ada Winterfeld", "email": "ada@mail.example"},
    "work": [
        {"name": "Borealis", "position": "Developer", "startDate": "2021", "highlights": [LINE, "Wrote Python daily"]}
    ],
}


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    """The shared sandbox with all switches as they are at first, and nothing asked yet."""
    vars(running.model).update(vars(ModelSwitches()))
    running.history.exchanges.clear()
    return running


@pytest.fixture
def order(tmp_path: Path) -> AnalysisInput:
    cv = tmp_path / "resume.json"
    cv.write_text(json.dumps(CV))
    return AnalysisInput(opening=OPENING, cv=str(cv), layers=["jd", "coverage"], drafts="none")


@pytest.fixture
def with_embeddings(tools: Tools, sandbox: Sandbox) -> Iterator[Context]:
    access = Access(EMBEDDER, sandbox.model_url, SecretStr(KEY))
    tools.embedder = Embedder(access, timing=Timing(sleep=lambda seconds: None))
    yield Context().with_tools(tools)
    tools.embedder.close()


@pytest.fixture
def by_rules(order: AnalysisInput, context: Context) -> CvCoverage:
    """What the rules alone find."""
    return _coverage(run_analysis(order, context))


def _with(order: AnalysisInput, **changes: Any) -> AnalysisInput:
    return AnalysisInput.model_validate({**order.model_dump(), **changes})


def _coverage(state: AnalysisState) -> CvCoverage:
    assert state.cv_coverage is not None
    return state.cv_coverage


def _strengths(coverage: CvCoverage) -> list[str]:
    return [each.strength for each in coverage.requirements]


def _calls(sandbox: Sandbox) -> int:
    return len(sandbox.history.exchanges)


def test_a_line_in_other_words_is_near_by_likeness_and_nothing_else_changes(
    order: AnalysisInput, by_rules: CvCoverage, with_embeddings: Context
) -> None:
    found = _coverage(run_analysis(order, with_embeddings))
    assert _strengths(by_rules) == ["covered", "missing", "missing"]
    assert _strengths(found) == ["covered", "related", "missing"]
    assert [each.text for each in found.requirements[1].evidence] == [LINE]
    assert found.requirements[1].why.endswith(f"By likeness of words alone, a line of the CV is near it: “{LINE}”.")
    assert found.requirements[::2] == by_rules.requirements[::2]


def test_nothing_is_asked_twice_and_what_it_took_is_in_the_account(
    order: AnalysisInput, with_embeddings: Context, sandbox: Sandbox
) -> None:
    first = run_analysis(_with(order, run_id="r_1"), with_embeddings)
    second = run_analysis(_with(order, run_id="r_2"), with_embeddings)
    anew = run_analysis(_with(order, run_id="r_3", again_from="coverage"), with_embeddings)
    assert "coverage" in second.kept
    assert "coverage" not in anew.kept
    assert _coverage(first) == _coverage(second) == _coverage(anew)
    assert _calls(sandbox) == 1
    spent = [with_embeddings.tools.spending.spent(run_id) for run_id in ("r_1", "r_2", "r_3")]
    assert [{name: each.calls for name, each in purse.items()} for purse in spent] == [{"embeddings": 1}, {}, {}]
    assert spent[0]["embeddings"].input_tokens > 0


@pytest.mark.parametrize("switch", ["status", "unpaid", "error_as_200", "too_few"])
def test_a_server_that_fails_changes_nothing_but_a_problem(
    order: AnalysisInput, by_rules: CvCoverage, with_embeddings: Context, sandbox: Sandbox, switch: str
) -> None:
    setattr(sandbox.model, switch, 503 if switch == "status" else True)
    state = run_analysis(order, with_embeddings)
    assert _coverage(state) == by_rules
    assert (state.error, state.not_reached) == ("", run_analysis(order, with_embeddings).not_reached)
    [problem] = [each for each in state.problems if each.step == "coverage"]
    assert (problem.provider, problem.action) == ("embeddings", "went on without likeness, by the rules alone")


def test_what_failed_is_not_kept_and_tried_again(
    order: AnalysisInput, by_rules: CvCoverage, with_embeddings: Context, sandbox: Sandbox
) -> None:
    sandbox.model.quota_gone, sandbox.model.times = True, {"quota_gone": 1}
    assert _coverage(run_analysis(order, with_embeddings)) == by_rules
    again = run_analysis(order, with_embeddings)
    assert "coverage" not in again.kept
    assert _strengths(_coverage(again)) == ["covered", "related", "missing"]
    assert again.problems == []


def test_without_time_it_is_by_rules_and_not_kept(
    order: AnalysisInput, by_rules: CvCoverage, with_embeddings: Context, sandbox: Sandbox
) -> None:
    tools = with_embeddings.tools
    tools.pipeline_timeout = 1e-9
    state = run_analysis(order, with_embeddings)
    assert _coverage(state) == by_rules
    assert [each.kind for each in state.problems if each.step == "coverage"] == ["out_of_time"]
    assert _calls(sandbox) == 0
    tools.pipeline_timeout = 60
    assert _strengths(_coverage(run_analysis(order, with_embeddings))) == ["covered", "related", "missing"]


def test_another_threshold_is_another_result(
    order: AnalysisInput, by_rules: CvCoverage, with_embeddings: Context, sandbox: Sandbox
) -> None:
    for alike, strength in ((0.6, "related"), (0.99, "missing"), (0.6, "related")):
        with_embeddings.tools.embeddings_alike = alike
        assert _strengths(_coverage(run_analysis(order, with_embeddings)))[1] == strength
    assert _calls(sandbox) == 1


def test_where_nothing_is_missing_nothing_is_asked(
    order: AnalysisInput, with_embeddings: Context, sandbox: Sandbox
) -> None:
    opening = OPENING.model_copy(update={"text": "Requirements:\n- Python"})
    assert _strengths(_coverage(run_analysis(_with(order, opening=opening), with_embeddings))) == ["covered"]
    assert _calls(sandbox) == 0


def _set_up(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Tools:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return Context(look_up_mail_servers=False).tools


@pytest.mark.parametrize(
    ("variables", "alike"),
    [
        ({"OPENAI_API_KEY": "k"}, 0.6),
        ({"OPENAI_BASE_URL": "http://127.0.0.1:11434/v1"}, 0.6),
        ({"OPENAI_BASE_URL": "https://models.example/v1", "INROAD_EMBEDDINGS_ALIKE": "0.8"}, 0.8),
    ],
)
def test_a_model_for_embeddings_is_set_by_its_name(
    variables: dict[str, str], alike: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = _set_up(monkeypatch, INROAD_EMBEDDINGS=" some-model ", **variables)
    assert tools.embedder is not None
    assert (tools.embedder.name, tools.embeddings_alike) == ("some-model", alike)
    assert tools.likeness("r_1") is not None


def test_by_default_there_are_no_embeddings(monkeypatch: pytest.MonkeyPatch) -> None:
    tools = _set_up(monkeypatch, OPENAI_API_KEY="k", INROAD_MODEL="gpt-5-mini")
    assert (tools.embedder, tools.likeness("r_1"), tools.embeddings_alike) == (None, None, 0.6)


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"INROAD_EMBEDDINGS": "m"}, "INROAD_EMBEDDINGS names m, but there is no key"),
        ({"INROAD_EMBEDDINGS": "m", "OPENAI_API_KEY": "k\nk"}, "OPENAI_API_KEY"),
        ({"INROAD_EMBEDDINGS_ALIKE": "0"}, "INROAD_EMBEDDINGS_ALIKE"),
        ({"INROAD_EMBEDDINGS_ALIKE": "1.1"}, "INROAD_EMBEDDINGS_ALIKE takes 1.0 or less"),
        ({"INROAD_EMBEDDINGS_ALIKE": "near"}, "INROAD_EMBEDDINGS_ALIKE"),
    ],
)
def test_settings_that_cannot_be(variables: dict[str, str], says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserInputError, match=says):
        _set_up(monkeypatch, **variables)
