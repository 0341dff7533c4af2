"""Find one person's address and say how sure it is."""

from __future__ import annotations

from langgraph.runtime import Runtime

from inroad.nodes import Update
from inroad.nodes.orders import VerifyOrder
from inroad.settings import Context
from inroad.state import Email

SUPPRESSED = "suppression list"


def verify(state: VerifyOrder, runtime: Runtime[Context]) -> Update:
    """Ask the address finder; its answer is always a verdict, "none" where there is no address."""
    tools = runtime.context.tools
    email = tools.addresses(state, state.company_info).find(
        state.person, state.company_info, personal=state.personal, now=tools.clock()
    )
    if email.address and tools.suppression.suppressed([email.address]):
        email = Email(source=SUPPRESSED, checked_at=email.checked_at, trail=["On your suppression list."])
    return {"emails": {state.person.person_id: email}}
