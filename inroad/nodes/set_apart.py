"""Messages that read like another one of the posting, only with other names, are written anew."""

from __future__ import annotations

from langgraph.runtime import Runtime

from inroad.nodes import Update
from inroad.nodes.briefs import briefs_of, language_of
from inroad.nodes.writers_orders import without_orders
from inroad.nodes.writing import write_apart
from inroad.settings import Context
from inroad.state import JobState, merge_problems
from inroad.tools.writing import Wishes
from inroad.tools.writing.checking import check
from inroad.tools.writing.checking.likeness import may_be_alike
from inroad.tools.writing.style import read_style


def set_apart(state: JobState, runtime: Runtime[Context]) -> Update:
    """Compare what the model wrote in several calls; who is alike is written to in other words."""
    tools = runtime.context.tools
    model = tools.model_for(state.run_id)
    if model is None or not may_be_alike(state.messages.values()):
        return {}
    wishes = Wishes(language=language_of(state), tone=state.tone, examples=read_style(state.style))
    briefs = [without_orders(brief)[0] for brief in briefs_of(state)]
    written = write_apart(model, tools.writer, check, briefs, state.messages, wishes)
    return {"messages": written.messages, "problems": merge_problems([], written.problems)}
