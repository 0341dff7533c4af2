"""The larger pipeline: what a posting asks for, what the CV covers, the company, the people there, and what to do.

Layers that need nothing from each other run side by side. The graph is exported bare, as `graph.outreach` is; what
each layer made is kept by the hash of its inputs, so that a run that was broken off goes on where it stood.
"""

from __future__ import annotations

from collections.abc import Callable

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from inroad.analysis import AnalysisInput, AnalysisState
from inroad.graph.layers import (
    cover_cv,
    discover_contacts,
    find_gaps,
    give_roles,
    put_out,
    reckon_fit,
    research_company,
    structure_jd,
)
from inroad.graph.outreach import timed
from inroad.nodes import Update
from inroad.nodes.intelligence.read_inputs import read_inputs
from inroad.settings import Context

Intelligence = CompiledStateGraph[AnalysisState, Context, AnalysisInput, AnalysisState]
Builder = StateGraph[AnalysisState, Context, AnalysisInput, AnalysisState]

NODES: tuple[Callable[..., Update], ...] = (
    read_inputs,
    structure_jd,
    research_company,
    discover_contacts,
    cover_cv,
    give_roles,
    find_gaps,
    reckon_fit,
    put_out,
)


def build() -> Builder:
    """Wire the layers together."""
    graph: Builder = StateGraph(AnalysisState, context_schema=Context, input_schema=AnalysisInput)
    for node in NODES:
        graph.add_node(node.__name__, timed(node))
    graph.add_edge(START, "read_inputs")
    for layer in ("structure_jd", "research_company", "discover_contacts"):
        graph.add_edge("read_inputs", layer)
    graph.add_edge("structure_jd", "cover_cv")
    graph.add_edge(["structure_jd", "discover_contacts"], "give_roles")
    graph.add_edge("cover_cv", "find_gaps")
    graph.add_edge(["find_gaps", "research_company", "give_roles"], "reckon_fit")
    graph.add_edge("reckon_fit", "put_out")
    graph.add_edge("put_out", END)
    return graph


graph: Intelligence = build().compile(name="intelligence")
