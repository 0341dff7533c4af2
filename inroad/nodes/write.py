"""Write the messages: by the model where there is one, a few in one go, else by the template."""

from __future__ import annotations

from langgraph.runtime import Runtime

from inroad.nodes import Update
from inroad.nodes.orders import WriteOrder
from inroad.nodes.writers_orders import without_orders
from inroad.nodes.writing import write_batch, write_by_template
from inroad.settings import Context
from inroad.state import merge_problems
from inroad.tools.side_by_side import side_by_side
from inroad.tools.store.documents import batches
from inroad.tools.writing import Wishes
from inroad.tools.writing.checking import check
from inroad.tools.writing.style import read_style


def write(state: WriteOrder, runtime: Runtime[Context]) -> Update:
    """Write the messages that hold, and say what did not.

    The model is asked for a few at a time, side by side. What it answers is kept, so that a run that is killed here
    asks only for the rest.
    """
    tools = runtime.context.tools
    wishes = Wishes(language=state.language, tone=state.tone, examples=read_style(state.style))
    looked_at = [without_orders(brief) for brief in state.briefs]
    briefs = [brief for brief, _ in looked_at]
    left_out = [problem for _, problems in looked_at for problem in problems]
    model = tools.model_for(state.run_id)
    if model is None:
        written = [write_by_template(tools.writer, check, briefs, wishes)]
    else:
        calls = list(batches(briefs, runtime.context.messages_per_call))
        written = side_by_side(lambda some: write_batch(model, tools.writer, check, some, wishes), calls)
    messages = {person_id: message for each in written for person_id, message in each.messages.items()}
    problems = [problem for each in written for problem in each.problems]
    return {"messages": messages, "problems": merge_problems([], [*left_out, *problems])}
