"""Run the larger pipeline for one posting, or for many to be ranked, from any caller."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from typing import Any, NamedTuple

from inroad import __version__, log
from inroad.analysis import Analysis, AnalysisInput, AnalysisState, Layer
from inroad.errors import InroadError, SeveralJobsError, StoreError
from inroad.graph.exit_codes import FEWER, OK
from inroad.graph.intelligence import graph as bare_graph
from inroad.graph.observed import observed_run
from inroad.graph.run import Watch, code_after, told_of
from inroad.graph.steps import Step, step_of
from inroad.graph.within import OutOfTimeError, left_of, within
from inroad.graph.write_back import tell_analysis, tell_failure
from inroad.nodes.intelligence.fit import rank
from inroad.nodes.intelligence.read_inputs import employer_of
from inroad.nodes.intelligence.research import Wanted, research_many
from inroad.nodes.read_posting import opening_of
from inroad.settings import Context, Tools
from inroad.tools.store.runs import new_run_id

# What a ranking rests on; people and letters are worth their price for the best ones only.
RANKED_BY: tuple[Layer, ...] = ("jd", "coverage", "gaps", "research", "fit")
AT_ONCE = 4
# Companies that are looked up side by side; what is out when the time is over is not broken off.
_TOGETHER = 20
# The layers lie one behind the other, without a loop.
_RECURSION_LIMIT = 30


def run_analysis(job: AnalysisInput, context: Context, watch: Watch | None = None) -> AnalysisState:
    """Work on the layers that are asked for, and return the state (`output` is the analysis).

    It may be called from anywhere: a script, a thread, a notebook, within a running event loop (which it then holds
    up; `analyse_async` does not).

    Raises:
        UserInputError: something in the input cannot be used.
        StoreError: the store cannot be used.
    """
    job = job.model_copy(update={"run_id": job.run_id or new_run_id()})
    tools = context.tools
    with observed_run(job.run_id, code_after), tools.presence.at_work(job.run_id):
        log.event("run_started", version=__version__, kind="analysis")
        if job.batch:
            tools.spending.lay_within(job.run_id, job.batch)
        try:
            state = tell_analysis(_gone_through(job, context, watch), tools)
        except Exception as error:
            tell_failure(job, error, told_of(error), tools)
            raise
        log.event("run_ended", exit_code=exit_code(state), contacts=len(state.contacts), problems=len(state.problems))
        return state


async def run_analysis_async(job: AnalysisInput, context: Context, watch: Watch | None = None) -> AnalysisState:
    """Do as `run_analysis` in a thread, so that the event loop goes on; `watch` is called in that thread.

    A task that is cancelled stops waiting; the work goes on to its end, and what it pays for is kept.
    """
    return await asyncio.to_thread(run_analysis, job, context, watch)


def exit_code(state: AnalysisState) -> int:
    """Return 0 when every layer that was asked for has a result, else 3."""
    return FEWER if state.error else OK


def _gone_through(job: AnalysisInput, context: Context, watch: Watch | None) -> AnalysisState:
    parts: Any = bare_graph.stream(
        job,
        {"recursion_limit": _RECURSION_LIMIT},
        context=context,
        stream_mode=["tasks", "custom", "values"] if watch else ["values"],
        version="v2",
    )
    values: dict[str, Any] = dict(job)
    with closing(parts):
        for part in parts:
            if part["type"] == "values":
                values = part["data"]
            elif watch and part["type"] == "custom":
                watch(_told(part["data"]))
            elif watch and not part["data"].get("error"):
                watch(step_of(part["data"]))
    return AnalysisState.model_validate(values)


def _told(event: dict[str, str]) -> Step:
    return Step(name=event["layer"], what="told", part=event["step"], says=event["says"])


class Failed(NamedTuple):
    """A posting that could not be analysed, and the sentence why."""

    posting: str
    why: str


class Ranking(NamedTuple):
    """Analyses, the best fit first, and the postings of which there is none."""

    analyses: list[Analysis]
    failed: list[Failed]


def run_ranking(
    jobs: Iterable[AnalysisInput],
    context: Context,
    at_once: int = AT_ONCE,
    watch: Callable[[str, int], None] | None = None,
) -> Ranking:
    """Analyse many postings and rank them by their fit; one that fails stops no other.

    Of a file with several jobs each is a posting. The companies are looked up first, all together: each once, and a
    model is shown ten at a time. `watch` is called with each posting that is done and how many there are to be done,
    in the thread that worked on it.

    Raises:
        StoreError: the store cannot be used.
    """
    purse = new_run_id()
    read = list(_read((job.model_copy(update={"batch": purse}) for job in jobs), context.tools))
    failed = [outcome for _, outcome in read if isinstance(outcome, Failed)]
    wanted = [job for job, outcome in read if not isinstance(outcome, Failed)]
    _look_up(wanted, purse, context.tools)

    def work(job: AnalysisInput) -> Analysis | Failed:
        try:
            state = run_analysis(job, context)
        except StoreError:
            raise
        except InroadError as error:
            return Failed(_name(job), told_of(error))
        finally:
            if watch:
                watch(_name(job), len(wanted))
        return state.output or Failed(_name(job), "The analysis ended without a result.")

    with ThreadPoolExecutor(at_once, thread_name_prefix="rank") as pool:
        outcomes = list(pool.map(log.in_context(work), wanted))
    failed += [outcome for outcome in outcomes if isinstance(outcome, Failed)]
    return Ranking(rank([outcome for outcome in outcomes if isinstance(outcome, Analysis)]), failed)


def _read(jobs: Iterable[AnalysisInput], tools: Tools) -> Iterator[tuple[AnalysisInput, Failed | None]]:
    """The jobs with their postings read, and why where one could not be."""
    for job in jobs:
        try:
            yield job.model_copy(update={"opening": opening_of(tools.postings, job)}), None
        except SeveralJobsError as error:
            yield from _read((job.model_copy(update={"job": each}) for each in error.jobs), tools)
        except InroadError as error:
            yield job, Failed(_name(job), told_of(error))


def _look_up(jobs: list[AnalysisInput], purse: str, tools: Tools) -> None:
    """Look up all companies that are not known yet: each posting then finds its own among what is kept.

    When that takes longer than an analysis may, the rest is left to the postings themselves, each of which says so.
    """
    wanted = [Wanted(employer_of(job.opening, job, tools)) for job in jobs if job.opening and "research" in job.layers]
    started = time.time()
    for at in range(0, len(wanted), _TOGETHER):
        some = wanted[at : at + _TOGETHER]
        parts = tools.research(jobs[0].model_copy(update={"run_id": purse}))
        try:
            within(left_of(started, tools.pipeline_timeout), partial(research_many, some, parts))
        except OutOfTimeError:
            return


def _name(job: AnalysisInput) -> str:
    named = f"{job.posting} ({job.job})" if job.job else job.posting
    return named or (job.opening.title if job.opening else job.jd[:60])
