"""The layers as steps of a graph: each takes what it needs from the state, and keeps to the time that is left.

A layer that was left out, or lacks what it rests on, says so in `not_reached`; the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from langgraph.runtime import Runtime
from pydantic import BaseModel

from inroad.analysis import (
    LEFT_OUT,
    AnalysisState,
    CvCoverage,
    Fit,
    GapAnalysis,
    JdStructure,
    Layer,
    NotReached,
)
from inroad.errors import InroadError, StoreError, UserInputError
from inroad.graph.contact_discovery import discover, was_searched
from inroad.graph.kept_layers import Made, is_again, kept_or_made
from inroad.graph.run import Watch, told_of
from inroad.graph.steps import Step
from inroad.graph.within import OutOfTimeError, left_of, within
from inroad.log import in_context
from inroad.nodes import Update
from inroad.nodes.intelligence import Tell, contact_roles, cv_coverage, fit, gaps, jd_structure, output, research
from inroad.settings import Context
from inroad.state import Posting, Problem
from inroad.tools.writing import Model

V = TypeVar("V", bound=BaseModel)
T = TypeVar("T")
Run = Runtime[Context]

OUT_OF_TIME = "out_of_time"
# What a layer cannot do without; these are worked on with it, even where only it is asked for.
NEEDS: dict[Layer, tuple[Layer, ...]] = {
    "jd": (),
    "coverage": ("jd",),
    "gaps": ("jd", "coverage"),
    "research": (),
    "contacts": (),
    "fit": ("jd", "coverage"),
    "output": ("jd", "coverage", "gaps"),
}


def structure_jd(state: AnalysisState, runtime: Run) -> Update:
    """Take the posting apart."""
    if skipped := _skipped("jd", state):
        return skipped
    posting, model, tell = _posting(state), _model(state, runtime), _teller("jd", runtime)

    def make() -> Made[JdStructure]:
        return _in_time(
            "jd",
            state,
            runtime,
            lambda: jd_structure.structure(posting, model, tell),
            lambda: jd_structure.structure(posting, None, tell),
        )

    return _update("jd", "jd_structured", JdStructure, [posting], make, state, runtime)


def research_company(state: AnalysisState, runtime: Run) -> Update:
    """Find out about the company; without time, from the posting and the notes alone."""
    if skipped := _skipped("research", state):
        return skipped
    tools, tell = runtime.context.tools, _teller("research", runtime)
    posting, parts = _posting(state), tools.research(state)
    if is_again("research", state):
        parts.cache.drop(state.employer.key)
    found, problems, _ = _in_time(
        "research",
        state,
        runtime,
        lambda: research.research(state.employer, posting, state.own_notes, parts, tell),
        lambda: research.research(state.employer, posting, state.own_notes, parts.offline(), tell),
    )
    return {"company_info": found, "problems": problems, "kept": ["research"] if found.from_cache else []}


def discover_contacts(state: AnalysisState, runtime: Run) -> Update:
    """Let outreach search for the people; what goes wrong there ends only this layer.

    Raises:
        UserInputError: an input cannot be used.
        StoreError: the store cannot be used.
    """
    if skipped := _skipped("contacts", state):
        return skipped
    try:
        found = within(_left(state, runtime), partial(discover, state, runtime.context, _watch(runtime)))
    except OutOfTimeError:
        return _missed("contacts", "The time was over before the search for people.", [_late("contacts")])
    except (UserInputError, StoreError):
        raise
    except InroadError as error:
        return _missed("contacts", told_of(error), [])
    kept = ["contacts"] if found.was_kept else []
    update: Update = {"found_contacts": found.contacts, "problems": found.problems, "kept": kept}
    return {**update, "enrichment": found.enrichment} if found.enrichment else update


def cover_cv(state: AnalysisState, runtime: Run) -> Update:
    """Hold the CV against the posting."""
    if skipped := _skipped("coverage", state):
        return skipped
    jd, cv = state.jd_structured, state.master_cv
    if jd is None or cv is None:
        return _missed("coverage", _no_cv(state))
    tools = runtime.context.tools
    today, likeness = tools.clock().date(), tools.likeness(state.run_id)

    def by_rules() -> tuple[CvCoverage, list[Problem]]:
        return cv_coverage.cover(jd, cv, today), []

    def make() -> Made[CvCoverage]:
        if likeness is None:
            return Made(*by_rules())
        work = partial(cv_coverage.cover_if_alike, jd, cv, today, likeness, tools.embeddings_alike)
        return _in_time("coverage", state, runtime, work, by_rules)

    embedder = tools.embedder
    alike = [embedder.name, embedder.server, tools.embeddings_alike] if embedder else []
    made_of = [jd, cv, today.year, today.month, *alike]
    return _update("coverage", "cv_coverage", CvCoverage, made_of, make, state, runtime)


def find_gaps(state: AnalysisState, runtime: Run) -> Update:
    """Say what is missing, and what to do about it."""
    if skipped := _skipped("gaps", state):
        return skipped
    jd, coverage, cv = state.jd_structured, state.cv_coverage, state.master_cv
    if jd is None or coverage is None or cv is None:
        return _missed("gaps", _no_cv(state))

    def make() -> Made[GapAnalysis]:
        return Made(gaps.find_gaps(jd, coverage, cv), [])

    return _update("gaps", "gaps", GapAnalysis, [jd, coverage, cv], make, state, runtime)


def give_roles(state: AnalysisState, runtime: Run) -> Update:
    """Say which part each contact plays towards the posting."""
    if not state.found_contacts:
        return {}
    found, posting, jd = state.found_contacts, _posting(state), state.jd_structured
    model = _model(state, runtime)
    roled, problems, _ = _in_time(
        "contacts",
        state,
        runtime,
        lambda: contact_roles.give_roles(found, posting, jd, state.enrichment, model),
        lambda: contact_roles.give_roles(found, posting, jd, state.enrichment, None),
    )
    return {"contacts": roled, "problems": problems}


def reckon_fit(state: AnalysisState, runtime: Run) -> Update:
    """Reckon how well CV and posting fit."""
    if skipped := _skipped("fit", state):
        return skipped
    posting = _posting(state)
    is_known = was_searched(state.problems) and not _is_missing("contacts", state)
    contacts = state.contacts if is_known else None
    known = (posting, state.jd_structured, state.master_cv, state.cv_coverage, state.company_info, contacts)

    def make() -> Made[Fit]:
        return Made(fit.reckon_fit(*known), [])

    return _update("fit", "fit", Fit, known, make, state, runtime)


def put_out(state: AnalysisState, runtime: Run) -> Update:
    """Put together what to do, the letter, and the whole analysis; without time, the letter by the template."""
    problems: list[Problem] = []
    plan = letter = None
    skipped = _skipped("output", state)
    if not skipped:
        model, today = _model(state, runtime), runtime.context.tools.clock().date()
        plan = output.plan_of(state)
        letter, problems, _ = _in_time(
            "output",
            state,
            runtime,
            lambda: output.letter_of(state, model, today),
            lambda: output.letter_of(state, None, today),
        )
    told = [*state.not_reached, *skipped.get("not_reached", [])]
    ended = state.model_copy(update={"problems": [*state.problems, *problems], "not_reached": told})
    spend = runtime.context.tools.spending.spent(state.run_id)
    return {
        "problems": problems,
        "not_reached": told,
        "output": output.put_together(ended, _posting(state), plan, letter, spend),
        "error": output.shortfall(ended),
    }


def _skipped(layer: Layer, state: AnalysisState) -> Update:
    """What to say of a layer that is not wanted, nor needed by one that is; {} for one that is."""
    wanted = {*state.layers, *(need for each in state.layers for need in NEEDS[each])}
    return {} if layer in wanted else _missed(layer, LEFT_OUT)


def _missed(layer: Layer, why: str, problems: Sequence[Problem] = ()) -> Update:
    return {"not_reached": [NotReached(layer=layer, why=why)], "problems": list(problems)}


def _is_missing(layer: Layer, state: AnalysisState) -> bool:
    return any(each.layer == layer for each in state.not_reached)


def _no_cv(state: AnalysisState) -> str:
    if state.master_cv is None:
        return "No CV was given; name your JSON Resume with --cv."
    return "The layers that it rests on have no result."


def _update(
    layer: Layer,
    field: str,
    shape: type[V],
    made_of: Sequence[object],
    make: Callable[[], Made[V]],
    state: AnalysisState,
    runtime: Run,
) -> Update:
    value, problems, was_kept = kept_or_made(layer, shape, made_of, make, state, runtime.context.tools)
    return {field: value, "problems": problems, "kept": [layer] if was_kept else []}


def _in_time(
    layer: Layer,
    state: AnalysisState,
    runtime: Run,
    work: Callable[[], tuple[T, list[Problem]]],
    otherwise: Callable[[], tuple[T, list[Problem]]],
) -> Made[T]:
    """Do the work in the time that is left, or else what needs none."""
    try:
        return Made(*within(_left(state, runtime), work))
    except OutOfTimeError:
        value, problems = otherwise()
        return Made(value, [*problems, _late(layer)], is_final=False)


def _left(state: AnalysisState, runtime: Run) -> float:
    return left_of(state.started, runtime.context.tools.pipeline_timeout)


def _late(layer: Layer) -> Problem:
    return Problem(
        provider="inroad",
        step=layer,
        kind=OUT_OF_TIME,
        message=f"The time for the whole analysis (PIPELINE_TIMEOUT) was over in the layer {layer!r}.",
        action="went on with what there was; run again to go on, what was paid for is kept",
    )


def _posting(state: AnalysisState) -> Posting:
    if state.opening is None:
        raise UserInputError("There is no posting: give a file, its address, or the posting's text.")
    return state.opening


def _model(state: AnalysisState, runtime: Run) -> Model | None:
    return runtime.context.tools.model_for(state.run_id)


def _teller(layer: Layer, runtime: Run) -> Tell:
    """What makes an event of the graph's stream ("custom") of each telling, from whatever thread or run within."""
    write = in_context(runtime.stream_writer)

    def tell(step: str, says: str = "") -> None:
        write({"layer": layer, "step": step, "says": says})

    return tell


def _watch(runtime: Run) -> Watch:
    """What tells of outreach's own steps."""
    tell = _teller("contacts", runtime)

    def watch(step: Step) -> None:
        if step.what == "started":
            tell(step.name)

    return watch
