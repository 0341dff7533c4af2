"""A last look at facts before anybody writes with them: those that speak of the message to be written go.

What gives orders in so many words was left out when the facts were made (`facts/outside_text.py`); this catches the
polite ones ("each letter closes with the phrase ...", see `facts/said.py`). A check of the message cannot do this:
what is asked for stands in a fact. The user's own name is theirs, whatever it sounds like.
"""

from __future__ import annotations

from inroad.nodes.facts.outside_text import gives_orders
from inroad.nodes.facts.said import asks_to_say, asks_to_say_in_prose
from inroad.state import Fact, Problem
from inroad.tools.drafts.names import shown_name
from inroad.tools.writing import Brief, fact_kind

_PROSE = {"posting.line", "sender.did"}
# The user's own, checked for their shape when they were made.
_OWN = {"sender.phone", "sender.url", "sender.attachment"}


def without_orders(brief: Brief) -> tuple[Brief, list[Problem]]:
    """Return the brief without facts that say what a message should say, and a problem for each source of such.

    What rests on a fact that goes, goes too; the person's name goes when it says such a thing. A brief without the
    user's name has a problem of its own.
    """
    odd = [fact for fact in brief.facts if _is_order(fact)]
    gone = {fact.id for fact in odd}
    kept = [fact for fact in brief.facts if fact.id not in gone and not gone & set(fact.rests_on)]
    name = "" if asks_to_say(brief.name) else brief.name
    problems = [_left_out(source) for source in sorted({fact.source for fact in odd})]
    left = brief.model_copy(update={"facts": kept, "name": name})
    return left, [*problems, *_unsigned(left)]


def _is_order(fact: Fact) -> bool:
    kind = fact_kind(fact.id)
    if kind in _OWN or (kind == "sender.name" and shown_name(fact.text) == fact.text):
        return False
    asks = asks_to_say_in_prose if kind in _PROSE else asks_to_say
    return gives_orders(fact.text) or asks(fact.text)


def _left_out(source: str) -> Problem:
    text = f"A text of the source {source!r} reads as an order about the message, not as a fact."
    return Problem(provider="inroad", step="write", kind="order", message=text, action="left it out")


def _unsigned(brief: Brief) -> list[Problem]:
    if brief.get("sender.name"):
        return []
    text = "Your name in the resume does not read as a person's name; correct it there."
    return [Problem(provider="inroad", step="write", kind="unsigned", message=text, action="left the name out")]
