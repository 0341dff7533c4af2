"""Three forms of the way from a shortlist to drafts, measured against each other on the sandbox with its delays.

`plain` is the graph as it is: all addresses, then the choice, then all messages, then all drafts; each of them waits
for the whole step before it. `joined` makes the drafts of a few messages in the branch that wrote
them. `branches` takes a few contacts from their addresses to their drafts in one branch; who has no address is replaced
in a further round. The steps are those of the graph; only the wires differ.

`python -m benchmarks.forms [SEEDS]` runs two postings for 8 contacts: at one the first eight all have an address, at
the other somebody has to be replaced. Each runs a few times with even delays, and with uneven ones (each call 0.5 to 3
times its delay) once by each seed, the forms one after another. `--sizes` measures instead, on the first posting, how
many messages are best written in one call.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from langgraph.types import Send

from benchmarks.hosted import CONTACTS, hosted, job, problems_of
from benchmarks.market import OPENINGS, Opening, expectations
from benchmarks.sandbox_process import SLOW, Plan, SandboxProcess, sandbox_process
from inroad.graph.outreach import Builder, Outreach, graph, timed
from inroad.graph.progress import opened, state_of, thread
from inroad.graph.routing import (
    after_choose,
    after_gather,
    fan_out_searches,
    more_to_search,
    to_draft,
    to_write,
)
from inroad.nodes import Update
from inroad.nodes.check_inputs import check_inputs
from inroad.nodes.choose import choose
from inroad.nodes.cleaners import clean_company, enrich_title, locate
from inroad.nodes.collect_facts import collect_facts
from inroad.nodes.draft import draft
from inroad.nodes.gather import gather
from inroad.nodes.read_posting import read_posting
from inroad.nodes.report import report
from inroad.nodes.search import search
from inroad.nodes.searching import broaden, next_page, plan_search
from inroad.nodes.shortlist import missing_addresses, shortlist, untried
from inroad.nodes.verify import verify
from inroad.nodes.write import write
from inroad.settings import Context
from inroad.state import JobInput, JobState, merge_by_key, merge_problems

ALL_REACHED, ONE_REPLACED = OPENINGS[1], OPENINGS[13]
EVEN_RUNS, SEEDS, SIZES = 3, 10, (1, 2, 4, 8)
_MERGED: dict[str, Callable[[Any, Any], Any]] = {
    "emails": merge_by_key,
    "messages": merge_by_key,
    "made": merge_by_key,
    "problems": merge_problems,
}


Steps = tuple[Callable[..., Update], ...]


class Took(NamedTuple):
    """What one run took: seconds on the wall and of our CPU, and the model's tokens."""

    seconds: float
    cpu: float
    input_tokens: float
    output_tokens: float


def main() -> int:
    """Measure and print."""
    asked = [argument for argument in sys.argv[1:] if argument != "--sizes"]
    seeds = range(1, 1 + (int(asked[0]) if asked else SEEDS))
    if "--sizes" in sys.argv:
        compare(ALL_REACHED, {f"{size} a call": (graph, size) for size in SIZES}, seeds)
        return 0
    for opening in (ALL_REACHED, ONE_REPLACED):
        compare(opening, {name: (form, 2) for name, form in FORMS.items()}, seeds)
    return 0


class Bench:
    """A posting, a sandbox, and a folder with a home for each run."""

    def __init__(self, opening: Opening, sandbox: SandboxProcess, folder: Path) -> None:
        self.sandbox = sandbox
        self._opening = opening
        self._folder = folder
        self._runs = 0

    def run(self, form: Outreach, size: int = 2) -> Took:
        """Run the posting at an empty store; `size` is how many messages are written in one call."""
        self._runs += 1
        with hosted(self.sandbox.place, self._folder / f"home-{self._runs}") as made:
            context = Context(messages_per_call=size).with_tools(made.tools)
            asked = job(self._folder, self._opening, 0, run_id=f"r_{self._runs}")
            wall, cpu = time.perf_counter(), time.process_time()
            with opened(context.tools) as saver:
                values = form.copy({"checkpointer": saver}).invoke(
                    asked, thread(asked.run_id), context=context, durability="sync"
                )
            seconds, cpu = time.perf_counter() - wall, time.process_time() - cpu
        return _took(state_of(values), seconds, cpu)


def compare(opening: Opening, ways: Mapping[str, tuple[Outreach, int]], seeds: Sequence[int]) -> None:
    """Run all ways in turn, with even delays and by each seed, and print what they took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with sandbox_process(Plan(expectations(folder, [opening]))) as sandbox:
            sandbox.prepare([opening.company])
            bench = Bench(opening, sandbox, folder)
            bench.run(graph)  # loads the libraries
            for delays, paces in (("even", [None] * EVEN_RUNS), ("uneven", list(seeds))):
                for way, runs in _in_turn(bench, ways, paces).items():
                    print(f"{opening.company}, {delays:6} {way:9} {_told(runs)}", flush=True)


def _in_turn(
    bench: Bench, ways: Mapping[str, tuple[Outreach, int]], paces: Sequence[int | None]
) -> dict[str, list[Took]]:
    took: dict[str, list[Took]] = {way: [] for way in ways}
    for seed in paces:
        bench.sandbox.set_pace(SLOW._replace(uneven=seed))
        for way, (form, size) in ways.items():
            took[way].append(bench.run(form, size))
    return took


def joined() -> Outreach:
    """Return the graph in which a branch writes a few messages and makes their drafts."""
    parts = _up_to_the_shortlist(verify, choose, collect_facts, _write_and_draft)
    parts.add_edge("shortlist", "verify")
    parts.add_edge("verify", "choose")
    parts.add_conditional_edges("choose", after_choose)
    parts.add_conditional_edges("collect_facts", _batches_to_write, ["_write_and_draft"])
    parts.add_edge("_write_and_draft", "report")
    return parts.compile(name="joined")


def branches() -> Outreach:
    """Return the graph in which a branch takes a few contacts from their addresses to their drafts."""
    parts = _up_to_the_shortlist(_reach, _choose_drafted)
    parts.add_conditional_edges("shortlist", _batches_to_reach, ["_reach"])
    parts.add_edge("_reach", "_choose_drafted")
    parts.add_conditional_edges("_choose_drafted", _after_reach, ["shortlist", "next_page", "broaden", "report"])
    return parts.compile(name="branches")


def _up_to_the_shortlist(*others: Callable[..., Update]) -> Builder:
    """The graph's wiring from the posting to the shortlist, with the steps that come after it, not yet wired."""
    parts: Builder = StateGraph(JobState, context_schema=Context, input_schema=JobInput)
    cleaners: Steps = (enrich_title, clean_company, locate)
    searching: Steps = (plan_search, search, gather, next_page, broaden, shortlist)
    nodes: Steps = (read_posting, check_inputs, *cleaners, *searching, *others, report)
    for node in nodes:
        parts.add_node(node.__name__, timed(node))
    parts.add_edge(START, "read_posting")
    parts.add_edge(START, "check_inputs")
    for cleaner in cleaners:
        parts.add_edge("read_posting", cleaner.__name__)
    parts.add_edge(["check_inputs", *(cleaner.__name__ for cleaner in cleaners)], "plan_search")
    for planning in ("plan_search", "next_page", "broaden"):
        parts.add_conditional_edges(planning, fan_out_searches, ["search", "gather"])
    parts.add_edge("search", "gather")
    parts.add_conditional_edges("gather", after_gather)
    parts.add_edge("report", END)
    return parts


def _batches_to_write(state: JobState, runtime: Runtime[Context]) -> list[Send]:
    batches = _pieces(state.contacts, runtime)
    return [Send("_write_and_draft", state.model_copy(update={"contacts": batch})) for batch in batches]


def _batches_to_reach(state: JobState, runtime: Runtime[Context]) -> list[Send]:
    batches = _pieces(state.shortlist, runtime)
    return [Send("_reach", state.model_copy(update={"shortlist": batch})) for batch in batches]


def _pieces(whole: Sequence[Any], runtime: Runtime[Context]) -> list[Sequence[Any]]:
    size = runtime.context.messages_per_call
    return [whole[start : start + size] for start in range(0, len(whole), size)]


def _write_and_draft(state: JobState, runtime: Runtime[Context]) -> Update:
    """Write to the contacts of this branch, and make their drafts side by side."""
    update: Update = {}
    for send in to_write(state):
        assert isinstance(send, Send)
        update = _and(update, write(send.arg, runtime))
    for send in to_draft(_with(state, update)):
        assert isinstance(send, Send)
        update = _and(update, draft(send.arg, runtime))
    return update


def _reach(state: JobState, runtime: Runtime[Context]) -> Update:
    """Take the people of this branch from their addresses to their drafts."""
    update = verify(state, runtime)
    mine = [candidate for candidate in state.ranking if candidate.person_id in state.shortlist]
    known = _with(state.model_copy(update={"ranking": mine, "emails": {}}), update)
    contacts = [each for each in choose(known)["contacts"] if each.email.status != "none"]
    chosen = known.model_copy(update={"contacts": contacts})
    if not contacts:
        return update
    facts = collect_facts(chosen, runtime)["facts"]
    return _and(update, _write_and_draft(chosen.model_copy(update={"facts": facts}), runtime))


def _choose_drafted(state: JobState) -> Update:
    """Choose as ever; a further round may only add to those who have a draft."""
    ranking = [each.model_copy(update={"drafted": each.person_id in state.made}) for each in state.ranking]
    return choose(state.model_copy(update={"ranking": ranking}))


def _after_reach(state: JobState, runtime: Runtime[Context]) -> str:
    if not missing_addresses(state):
        return "report"
    if untried(state):
        return "shortlist"
    return more_to_search(state, runtime.context.refetch_rounds) or "report"


def _with(state: JobState, update: Update) -> JobState:
    return state.model_copy(update=_and({name: getattr(state, name) for name in _MERGED}, update))


def _and(one: Update, other: Update) -> Update:
    both = {name: merge(one[name], other[name]) for name, merge in _MERGED.items() if name in one and name in other}
    return {**one, **other, **both}


def _took(state: JobState, seconds: float, cpu: float) -> Took:
    drafts = sum(contact.draft is not None for contact in state.contacts)
    if problems_of([state]) or drafts < CONTACTS:
        raise RuntimeError(f"The measurement failed: {drafts} drafts, problems: {problems_of([state])}.")
    assert state.output is not None
    spent = state.output.spend["model"]
    return Took(seconds, cpu, spent.input_tokens, spent.output_tokens)


def _told(runs: Sequence[Took]) -> str:
    """The mean with its standard error, and the spread."""
    seconds = [run.seconds for run in runs]
    error = statistics.stdev(seconds) / len(runs) ** 0.5
    mean = Took(*(statistics.mean(values) for values in zip(*runs, strict=True)))
    return (
        f"{mean.seconds:5.2f} s +- {error:.2f} (from {min(seconds):.2f} to {max(seconds):.2f}), "
        f"CPU {mean.cpu * 1000:.0f} ms, tokens {mean.input_tokens:.0f} in, {mean.output_tokens:.0f} out"
    )


FORMS: dict[str, Outreach] = {"plain": graph, "joined": joined(), "branches": branches()}

if __name__ == "__main__":
    sys.exit(main())
