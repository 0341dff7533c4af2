"""The outreach graph: from a posting to drafts for the right people there.

The graph is exported bare, since LangGraph Studio brings a saver of its own; `graph.run` adds one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from inroad.graph.observed import observed_step
from inroad.graph.routing import (
    after_choose,
    after_follow_up,
    after_gather,
    after_plan,
    after_review,
    after_set_apart,
    after_write,
    fan_out_searches,
    to_write,
)
from inroad.nodes import Update
from inroad.nodes.check_inputs import check_inputs
from inroad.nodes.choose import choose
from inroad.nodes.cleaners import clean_company, enrich_title, locate
from inroad.nodes.collect_facts import collect_facts
from inroad.nodes.draft import draft
from inroad.nodes.follow_up import follow_up
from inroad.nodes.gather import gather
from inroad.nodes.read_posting import read_posting
from inroad.nodes.report import report
from inroad.nodes.review import review
from inroad.nodes.search import search
from inroad.nodes.searching import broaden, next_page, plan_search
from inroad.nodes.set_apart import set_apart
from inroad.nodes.shortlist import shortlist
from inroad.nodes.verify import verify
from inroad.nodes.write import write
from inroad.settings import Context
from inroad.state import JobInput, JobState, Span

Outreach = CompiledStateGraph[JobState, Context, JobInput, JobState]
Builder = StateGraph[JobState, Context, JobInput, JobState]

NODES: tuple[Callable[..., Update], ...] = (
    read_posting,
    check_inputs,
    enrich_title,
    clean_company,
    locate,
    plan_search,
    search,
    gather,
    next_page,
    broaden,
    shortlist,
    verify,
    choose,
    follow_up,
    collect_facts,
    write,
    set_apart,
    review,
    draft,
    report,
)


def build() -> Builder:
    """Wire the steps together."""
    graph: Builder = StateGraph(JobState, context_schema=Context, input_schema=JobInput)
    for node in NODES:
        graph.add_node(node.__name__, timed(node))
    graph.add_edge(START, "read_posting")
    graph.add_edge(START, "check_inputs")
    for cleaner in ("enrich_title", "clean_company", "locate"):
        graph.add_edge("read_posting", cleaner)
    graph.add_edge(["check_inputs", "enrich_title", "clean_company", "locate"], "plan_search")
    graph.add_conditional_edges("plan_search", after_plan, ["search", "gather", "follow_up", "report"])
    graph.add_edge("search", "gather")
    graph.add_conditional_edges("gather", after_gather)
    graph.add_conditional_edges("next_page", fan_out_searches, ["search", "gather"])
    graph.add_conditional_edges("broaden", fan_out_searches, ["search", "gather"])
    graph.add_edge("shortlist", "verify")
    graph.add_edge("verify", "choose")
    graph.add_conditional_edges("choose", after_choose)
    graph.add_conditional_edges("follow_up", after_follow_up)
    graph.add_conditional_edges("collect_facts", to_write, ["write", "report"])
    graph.add_conditional_edges("write", after_write, ["set_apart", "review", "draft", "report"])
    graph.add_conditional_edges("set_apart", after_set_apart, ["review", "draft", "report"])
    graph.add_conditional_edges("review", after_review, ["review", "draft", "report"])
    graph.add_edge("draft", "report")
    graph.add_edge("report", END)
    return graph


def timed(node: Callable[..., Update]) -> Callable[..., Update]:
    """Return the step with the time that it took in its update."""

    @wraps(node)
    def measured(state: Any, *args: Any, **kwargs: Any) -> Update:
        started = time.time()
        with observed_step(node.__name__):
            update = node(state, *args, **kwargs)
        ended = time.time()
        span = Span(started=started, ended=ended, seconds=ended - started)
        return {**update, "spans": {node.__name__: span}}

    return measured


graph: Outreach = build().compile(name="outreach")
