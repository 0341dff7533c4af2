"""Find the addresses of the people on the shortlist, and say of each how sure it is."""

from __future__ import annotations

from collections.abc import Collection

from langgraph.runtime import Runtime

from inroad.nodes import Update
from inroad.nodes.gather import names
from inroad.settings import Context, Tools
from inroad.state import Email, JobState, Person, Problem
from inroad.tools.addresses import OBJECTED
from inroad.tools.people.identity import identity_keys

SUPPRESSED = "suppression list"
# With these a provider has answered for the rest of the run.
_FINAL = {"BadKeyError", "OutOfCreditError", "RateLimitedError"}


def verify(state: JobState, runtime: Runtime[Context]) -> Update:
    """Ask the address finder for all at once; everybody gets a verdict, "none" where there is no address.

    Who has asked a provider not to be processed goes onto the suppression list.
    """
    people = [state.people[person_id] for person_id in state.shortlist]
    if not people:
        return {}
    tools = runtime.context.tools
    found = tools.addresses(state, state.company_info).find_all(
        people, state.company_info, personal=state.personal, closed=_closed(state), now=tools.clock()
    )
    objected = [person for person in people if person.person_id in found.objected]
    _suppress(tools, objected)
    left_alone = found.objected | found.suppressed
    emails = {id_: _left_alone(email) if id_ in left_alone else email for id_, email in found.emails.items()}
    return {"emails": emails, "problems": [*found.problems, *_objections(len(objected))]}


def _closed(state: JobState) -> set[str]:
    """The providers that have refused for good in an earlier round of this run."""
    return {problem.provider for problem in state.problems if problem.step == "verify" and problem.kind in _FINAL}


def _suppress(tools: Tools, objected: Collection[Person]) -> None:
    for person in objected:
        keys = [key for key in [*identity_keys(person), *names(person)] if not key.startswith("name:")]
        tools.suppression.add(keys, OBJECTED, tools.clock())


def _left_alone(email: Email) -> Email:
    return Email(source=SUPPRESSED, checked_at=email.checked_at, trail=["On your suppression list."])


def _objections(count: int) -> list[Problem]:
    if not count:
        return []
    who = "1 person has" if count == 1 else f"{count} people have"
    text = f"{who} asked an address provider not to be processed."
    return [
        Problem(
            provider="hunter", step="verify", kind="objected", message=text, action="left out, and never written to"
        )
    ]
