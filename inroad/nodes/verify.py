"""Find one person's address and say how sure it is."""

from __future__ import annotations

from langgraph.runtime import Runtime

from inroad.nodes import Update
from inroad.nodes.orders import VerifyOrder
from inroad.settings import Context


def verify(state: VerifyOrder, runtime: Runtime[Context]) -> Update:
    """Ask the address finder; its answer is always a verdict, "none" where there is no address."""
    tools = runtime.context.tools
    email = tools.addresses(state).find(state.person, state.company_info, personal=state.personal, now=tools.clock())
    return {"emails": {state.person.person_id: email}}
