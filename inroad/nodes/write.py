"""Write a few messages in one go: by the model where there is one, else by the template."""

from __future__ import annotations

from langgraph.runtime import Runtime

from inroad.nodes import Update
from inroad.nodes.orders import WriteOrder
from inroad.nodes.writers_orders import without_orders
from inroad.nodes.writing import write_batch, write_by_template
from inroad.settings import Context
from inroad.state import merge_problems
from inroad.tools.writing import Wishes
from inroad.tools.writing.checking import check
from inroad.tools.writing.style import read_style


def write(state: WriteOrder, runtime: Runtime[Context]) -> Update:
    """Write the messages that hold, and say what did not."""
    tools = runtime.context.tools
    wishes = Wishes(language=state.language, tone=state.tone, examples=read_style(state.style))
    looked_at = [without_orders(brief) for brief in state.briefs]
    briefs = [brief for brief, _ in looked_at]
    left_out = [problem for _, problems in looked_at for problem in problems]
    model = tools.model_for(state.run_id)
    if model is None:
        written = write_by_template(tools.writer, check, briefs, wishes)
    else:
        written = write_batch(model, tools.writer, check, briefs, wishes)
    return {"messages": written.messages, "problems": merge_problems([], [*left_out, *written.problems])}
