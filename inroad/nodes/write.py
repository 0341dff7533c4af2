"""Write a few messages in one go."""

from __future__ import annotations

from langgraph.runtime import Runtime

from inroad.nodes import Update
from inroad.nodes.orders import WriteOrder
from inroad.settings import Context
from inroad.state import Problem
from inroad.tools.writing import Writer


def write(state: WriteOrder, runtime: Runtime[Context]) -> Update:
    """Write the messages; a writer that does not know the posting's language says so."""
    writer = runtime.context.tools.writer
    problems = [] if state.language in writer.languages else [_language_problem(writer, state.language)]
    return {"messages": writer.write(state.briefs), "problems": problems}


def _language_problem(writer: Writer, language: str) -> Problem:
    return Problem(
        provider=writer.name,
        step="write",
        kind="language",
        message=f"The posting is in another language ({language}), which the {writer.name} writer does not write.",
        action="wrote in English",
    )
