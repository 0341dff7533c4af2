"""Run the outreach graph with its progress kept on disk, and go on after a crash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from pydantic import ValidationError

from inroad import log
from inroad.errors import InroadError, ProviderError, UserInputError
from inroad.graph.exit_codes import FEWER, OK, OUR_ERROR, REFUSED, STOPPED, USER_ERROR
from inroad.graph.observed import observed_run
from inroad.graph.processes import is_alive, taken
from inroad.graph.progress import opened, paused_at, state_of
from inroad.graph.retention import with_retention
from inroad.graph.steps import Step as Step
from inroad.graph.steps import Watch as Watch
from inroad.graph.steps import go_through
from inroad.graph.write_back import tell_failure, tell_outcome
from inroad.nodes import review as reviewing
from inroad.nodes.report import report_so_far
from inroad.settings import Context, Tools
from inroad.state import Decision, Decisions, JobInput, JobState, Review
from inroad.tools.store import this_process
from inroad.tools.store.runs import Run, new_run_id
from inroad.tools.wording import refusal
from inroad.tools.writing import Reason

_REFUSALS = {
    "BadKeyError",
    "OutOfCreditError",
    "RateLimitedError",
    "RefusedQueryError",
    "UnavailableError",
    "LeftAloneError",
    "GarbledAnswerError",
}
Given = Mapping[str, Decision | Mapping[str, str] | str]


def run_outreach(job: JobInput, context: Context, watch: Watch | None = None) -> JobState:
    """Run the graph for one posting, and return its final state (`output` is the report).

    With `review` it comes back paused where messages wait (`waiting` of `nodes/review.py` lists them): `review` shows
    them, `decide` goes on.

    Raises:
        UserInputError: something in the input cannot be used.
        StoreError: the store cannot be used.
    """
    job = job.model_copy(update={"run_id": job.run_id or new_run_id()})
    tools = context.tools
    with tools.presence.at_work(job.run_id):
        tools.runs.start(job.run_id, job.model_dump(mode="json"), tools.clock(), this_process())
        return _drive(job, context, watch)


def resume_outreach(run_id: str, context: Context, watch: Watch | None = None) -> JobState:
    """Go on with a run that was interrupted; finished steps are not done again.

    Raises:
        RunNotFoundError: there is no such run.
        UserInputError: the run is over, or another process is at it.
    """
    tools = context.tools
    run = tools.runs.get(run_id)
    _refuse_if_over_or_taken(run, tools)
    if run.state == "paused":
        raise UserInputError(f"The run {run_id} waits for your review; `inroad review {run_id}` goes on with it.")
    with tools.presence.at_work(run_id):
        _take(run, tools)
        tools.spending.doubt_left_open(run_id)
        return _drive(JobInput.model_validate(run.job_input), context, watch)


def review(run_id: str, context: Context) -> Review:
    """Return what a paused run waits for; nothing is changed.

    Raises:
        RunNotFoundError: there is no such run.
        UserInputError: the run does not wait for a review.
    """
    tools = context.tools
    _refuse_unless_paused(tools.runs.get(run_id), tools)
    return Review.model_validate(paused_at(run_id, tools).interrupts[0].value)


def look_over(run_id: str, person_id: str, subject: str, body: str, context: Context) -> list[Reason]:
    """Return what the check has against the user's own words for one person of a paused run.

    Raises:
        RunNotFoundError: there is no such run.
        UserInputError: the run does not wait for a review.
    """
    tools = context.tools
    _refuse_unless_paused(tools.runs.get(run_id), tools)
    return reviewing.look_over(state_of(paused_at(run_id, tools).values), person_id, subject, body)


@contextmanager
def held_for_review(run_id: str, context: Context) -> Iterator[None]:
    """Keep other processes from reviewing a paused run, as long as this one asks its user.

    Raises:
        RunNotFoundError: there is no such run.
        UserInputError: the run does not wait for a review, or is in review elsewhere.
    """
    tools, me = context.tools, this_process()
    runs = tools.runs
    run = runs.get(run_id)
    _refuse_unless_paused(run, tools)
    _refuse_if_over_or_taken(run, tools)
    with tools.presence.at_work(f"review of {run_id}"):
        if not runs.hold(run, me):
            raise taken(run)
        try:
            yield
        finally:
            now = runs.get(run_id)
            if now.state == "paused" and now.process == me:
                runs.hold(now, "")


def decide(run_id: str, decisions: Given, context: Context, watch: Watch | None = None) -> JobState:
    """Go on with a paused run by these decisions, and return its state: the final one, or paused again for the rest.

    `decisions` are by person id, "keep" as good as {"do": "keep"}; those without one wait on, and so do those that
    are to be rewritten.

    Raises:
        RunNotFoundError: there is no such run.
        UserInputError: a decision cannot be used, or the run does not wait for a review, or is in review elsewhere.
        StoreError: the store cannot be used.
    """
    tools = context.tools
    answer = _usable(decisions, review(run_id, context))
    run = tools.runs.get(run_id)
    _refuse_if_over_or_taken(run, tools)
    with tools.presence.at_work(run_id):
        _take(run, tools)
        holder = run.process if run.process == this_process() else ""
        return _drive(JobInput.model_validate(run.job_input), context, watch, answer, holder)


def _usable(decisions: Given, asked: Review) -> Decisions:
    try:
        answer = Decisions.model_validate(dict(decisions))
    except ValidationError as error:
        person_id, *field = error.errors()[0]["loc"]
        where = f"{person_id}: {field[0]!r}" if field else person_id
        raise UserInputError(f"The decision on {where} {refusal(error)}.") from error
    unknown = answer.root.keys() - {waiting.person_id for waiting in asked.messages}
    if unknown:
        raise UserInputError(
            f"No message to {min(unknown)} waits in the run {asked.run_id}; `--json` shows those that do."
        )
    if not answer.root:
        raise UserInputError("There is no decision; give one for a person at least.")
    return answer


def _refuse_if_over_or_taken(run: Run, tools: Tools) -> None:
    if run.state == "done":
        raise UserInputError(f"The run {run.run_id} is done; `inroad runs {run.run_id}` shows its report.")
    if run.state == "dropped":
        raise UserInputError(f"The run {run.run_id} was dropped: {run.error} Start it anew.")
    if is_alive(run, tools):
        raise taken(run)


def _refuse_unless_paused(run: Run, tools: Tools) -> None:
    if run.is_over or run.state == "running":
        _refuse_if_over_or_taken(run, tools)
    if run.state != "paused":
        raise UserInputError(
            f"The run {run.run_id} does not wait for a review ({run.state}); `inroad resume {run.run_id}` goes on."
        )


def _take(run: Run, tools: Tools) -> None:
    """Set the run to running, unless somebody else was quicker."""
    if not tools.runs.resume(run, this_process()):
        raise taken(run)


def exit_code(state: JobState) -> int:
    """Return 0 when all that was asked for is there, 4 when a provider refused and nobody was found, else 3."""
    refused = any(problem.step == "search" and problem.kind in _REFUSALS for problem in state.problems)
    if refused and not state.contacts:
        return REFUSED
    return FEWER if state.error else OK


def _drive(
    job: JobInput, context: Context, watch: Watch | None, answer: Decisions | None = None, holder: str = ""
) -> JobState:
    """Go as far as the run goes; `holder` is the process that has it in review, if any."""
    with observed_run(job.run_id, code_after):
        state = _driven(job, context, watch, answer, holder)
        log.event(
            "run_paused" if reviewing.waiting(state) else "run_ended",
            exit_code=exit_code(state),
            contacts=len(state.contacts),
            drafts=len(state.made),
            problems=len(state.problems),
        )
        return state


def _driven(job: JobInput, context: Context, watch: Watch | None, answer: Decisions | None, holder: str) -> JobState:
    tools = context.tools
    try:
        if job.batch:
            tools.spending.lay_within(job.run_id, job.batch)
        with opened(tools) as saver:
            state = go_through(saver, job, context, watch, answer)
            if reviewing.waiting(state):
                return _pause(state, tools, holder)
            state = tell_outcome(state, tools)
            report = state.output.model_dump(mode="json") if state.output else {}
            tools.runs.finish(job.run_id, report, exit_code(state), tools.clock())
            saver.delete_thread(job.run_id)
    except KeyboardInterrupt:
        tools.runs.stop(job.run_id, tools.clock())
        raise
    except Exception as error:
        told = told_of(error)
        tools.runs.fail(job.run_id, told, code_after(error), tools.clock())
        tell_failure(job, error, told, tools)
        raise
    return with_retention(state, tools)


def told_of(error: Exception) -> str:
    """Return the sentence of an error of ours; of any other also its kind, since its text alone may say little."""
    return str(error) if isinstance(error, InroadError) else f"{type(error).__name__}: {error}"


def code_after(error: BaseException) -> int:
    """Return the exit code of a run that an error ended."""
    if isinstance(error, KeyboardInterrupt):
        return STOPPED
    return _code_of(error) if isinstance(error, InroadError) else OUR_ERROR


def _code_of(error: InroadError) -> int:
    """A provider's error ends a run only where there is no use in going on: the mailbox lets nobody in."""
    if isinstance(error, ProviderError):
        return REFUSED
    return USER_ERROR if isinstance(error, UserInputError) else OUR_ERROR


def _pause(state: JobState, tools: Tools, holder: str) -> JobState:
    """The run's progress stays; its report says how to go on."""
    report = report_so_far(state, tools)
    seen = {"contacts": report.contacts, "problems": report.problems, "output": report}
    paused = tell_outcome(state.model_copy(update=seen), tools)
    shown = paused.output or report
    tools.runs.pause(state.run_id, shown.model_dump(mode="json"), tools.clock(), holder)
    return paused
