"""The facts that each message may rest on, each with its source, the most telling first.

A value that does not read as what it should be (a title with a web address in it, a sentence of the
posting that asks for something else, an order to whoever reads it) is left out: a message is better short than odd.
"""

from __future__ import annotations

from collections.abc import Sequence

from langgraph.runtime import Runtime

from inroad.nodes import Update
from inroad.nodes.earlier import earlier_draft
from inroad.nodes.facts.common import Grounds, common_ground
from inroad.nodes.facts.order import chosen_and_ordered
from inroad.nodes.facts.person import person_facts
from inroad.nodes.facts.posting import line_facts, posting_facts
from inroad.nodes.facts.sender import sender_facts
from inroad.nodes.facts.values import day_of, facts_of
from inroad.nodes.posting_lines import telling_lines
from inroad.settings import Context, Tools
from inroad.state import Contact, Fact, JobState, Person, Posting, Sender


def collect_facts(state: JobState, runtime: Runtime[Context]) -> Update:
    """List for each contact the facts about posting, person and sender, and what they share."""
    if state.opening is None or state.profile is None:
        raise ValueError("this step comes after read_posting and check_inputs")
    tools, opening, sender = runtime.context.tools, state.opening, state.profile
    shared = [*posting_facts(opening), *sender_facts(sender, state.jd, state.attach, tools.clock().year)]
    lines = telling_lines(opening.text, sender) if opening.language == "en" else []
    facts = {}
    for number, contact in enumerate(state.contacts):
        person = state.people[contact.person_id]
        found = [
            *shared,
            *line_facts(contact, lines, number, opening),
            *_both_sides(state, tools, contact, shared, opening, sender),
            *(_earlier(state, tools, person, sender) if state.kind == "follow_up" else []),
        ]
        facts[contact.person_id] = chosen_and_ordered(found, opening.text)
    return {"facts": facts}


def _both_sides(
    state: JobState, tools: Tools, contact: Contact, own: Sequence[Fact], opening: Posting, sender: Sender
) -> list[Fact]:
    """What is known of the person, and what both share."""
    person, today = state.people[contact.person_id], tools.clock().date()
    theirs = person_facts(person, contact, opening, today)
    grounds = Grounds(person, theirs, sender, own)
    return [*theirs, *common_ground(grounds, contact, tools.titles, students=state.students, today=today)]


def _earlier(state: JobState, tools: Tools, person: Person, sender: Sender) -> list[Fact]:
    """The message that a follow-up goes back to."""
    record = earlier_draft(tools.ledger, sender.email, person, state.job_id)
    if record is None or record.message is None or record.made_at is None:
        return []
    values = {"earlier.subject": record.message.subject, "earlier.date": day_of(record.made_at.date())}
    return list(facts_of(values, "inroad's drafts", record.made_at.date()))
