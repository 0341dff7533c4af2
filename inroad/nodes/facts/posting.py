"""What the posting says, as facts: the role, the company, the place, and sentences about the work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inroad.nodes.facts.values import facts_of, numbered, plain_title, short_place
from inroad.state import Contact, Fact, Posting

_LINES_IN_USE = 4
_LONGEST_NAME = 120


def posting_facts(opening: Posting) -> list[Fact]:
    """Return what the posting says of itself."""
    values = {
        "posting.title": plain_title(opening.title),
        "posting.company": opening.company if len(opening.company) <= _LONGEST_NAME else "",
        "posting.place": short_place(opening.locations[0]) if opening.locations else "",
    }
    return list(facts_of(values, f"posting: {opening.source}"))


def line_facts(contact: Contact, lines: Sequence[str], number: int, opening: Posting) -> Iterator[Fact]:
    """Sentences about the work; neighbours begin with different ones, as far as they last.

    To be quoted to those who know the work; for others they are numbered only, as something to go by.
    """
    knows_the_work = contact.persona in ("peer", "manager")
    in_use = list(lines[:_LINES_IN_USE])
    turn = number % max(1, len(in_use))
    turned = in_use[turn:] + in_use[:turn]
    quoted = turned[0] if turned and knows_the_work else ""
    others = [line for line in turned if line != quoted]
    yield from facts_of({"posting.line": quoted, **numbered("posting.line", others)}, f"posting: {opening.source}")
