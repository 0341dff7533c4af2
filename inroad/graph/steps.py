"""A run's way through the graph: from where it stands to its end, or to where it waits for its user."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Any, Literal

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.types import Command
from pydantic import Field

from inroad import __version__, log
from inroad.graph.outreach import graph as bare_graph
from inroad.graph.progress import state_of, thread
from inroad.settings import Context
from inroad.state import Decisions, JobInput, JobState, Record


class Step(Record):
    """A step that starts, tells what it does, or ends; `update` is what it changed, when it ended.

    What a layer of the larger pipeline tells has its own part's name in `part`, and perhaps a sentence in `says`.
    """

    name: str
    what: Literal["started", "told", "ended"]
    update: dict[str, Any] = Field(default_factory=dict)
    part: str = ""
    says: str = ""


Watch = Callable[[Step], None]


def go_through(
    saver: BaseCheckpointSaver[Any], job: JobInput, context: Context, watch: Watch | None, answer: Decisions | None
) -> JobState:
    """Take the steps that are left, with the answer to what a paused run asked, and return the state then.

    The state is the last one that the steps led to: nothing is read back from the progress.
    """
    config = thread(job.run_id)
    begun = saver.get_tuple(config) is not None
    log.event("run_resumed" if begun else "run_started", version=__version__, kind=job.kind, drafts=job.drafts)
    parts: Any = bare_graph.copy({"checkpointer": saver}).stream(
        Command(resume=answer.model_dump()) if answer else None if begun else job,
        config,
        context=context,
        durability="sync",
        stream_mode=["tasks", "values"] if watch else ["values"],
        version="v2",
    )
    values, is_paused = dict(job), False
    # When `watch` breaks off, the branches come to an end before the progress is closed under them.
    with closing(parts):
        for part in parts:
            if part["type"] == "values":
                values, is_paused = part["data"], is_paused or bool(part["interrupts"])
            elif watch and not part["data"].get("error"):
                watch(step_of(part["data"]))
    state = state_of(values)
    if begun and not is_paused and state.output is None:
        # A death in a write to MongoDB can leave progress that leads nowhere; what was paid for is kept elsewhere.
        saver.delete_thread(job.run_id)
        return go_through(saver, job, context, watch, None)
    return state


def step_of(task: Any) -> Step:
    """Return what LangGraph tells of a task; a finished task has a result."""
    if "result" in task:
        return Step(name=task["name"], what="ended", update=dict(task["result"] or {}))
    return Step(name=task["name"], what="started")
