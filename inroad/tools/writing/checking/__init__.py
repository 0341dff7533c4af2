"""The check that a message passes before it may become a draft: code, no model.

Each file looks after one kind of claim and says in its head how. A claim is supported when a fact has it, with
case, accents, "&", plural and possessive folded, and else only by a table (NYC, MIT, TX, Postgres): "Acme Robotics"
is not supported by "Acme", while a name may be shortened from its end.

English is checked fully. In German, French, Spanish, Portuguese, Italian and Dutch the check sees numbers, months,
names, listed skills and set phrases that claim a relation; attribution and claims of skills in free words are
English only. For any other language numbers in digits, contact details, characters, quotes, length and names in
tables are left.

What a sentence claims in set phrases does not depend on the facts: it is looked up once for each sentence (see
`reading.pieces`) and kept for the other messages that have it. Whether it is true is asked of each message's own facts.

Not checked: verbs and adjectives (whether somebody "led" or "helped to build" what the fact names), feelings and
praise in general words, what is said of the company in plain small words, and whether a true sentence fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from inroad.state import Message
from inroad.tools.writing import Brief, Reason, Wishes
from inroad.tools.writing.checking import (
    attribution,
    characters,
    contact_details,
    dates,
    greeting,
    language,
    leftovers,
    likeness,
    names,
    numbers,
    quotes,
    relations,
    shape,
    skills,
    titles,
)
from inroad.tools.writing.checking.look import Claim, Look, look_at

__all__ = ["check"]

_MOST_REASONS = 40


def check(message: Message, brief: Brief, wishes: Wishes, others: Sequence[Message] = ()) -> list[Reason]:
    """Return the reasons against a message, none when it may become a draft.

    `others` are the messages of the same batch that were taken before. The kinds of reason: "greeting", "signature",
    "name", "number", "date", "skill", "title", "attribution", "relation", "contact", "placeholder", "markup",
    "leftover", "attachment", "quote", "characters", "length", "subject", "likeness", "language".
    """
    look = look_at(message, brief, wishes)
    claims = list(_claims(look))
    found = chain(
        shape.reasons(look),
        greeting.reasons(look),
        _unsupported(claims),
        attribution.reasons(look, claims) if look.language == "en" else (),
        relations.reasons(look),
        contact_details.reasons(look),
        leftovers.reasons(look),
        quotes.reasons(look),
        characters.reasons(look),
        likeness.reasons(look, others),
        language.reasons(look),
    )
    return list({(reason.kind, reason.words): reason for reason in found}.values())[:_MOST_REASONS]


def _claims(look: Look) -> Iterator[Claim]:
    """All claims of a message, of one kind after the other."""
    yield from names.find(look)
    yield from numbers.find(look)
    yield from dates.find(look)
    yield from skills.find(look)
    yield from titles.find(look)


def _unsupported(claims: Sequence[Claim]) -> Iterator[Reason]:
    """A reason for each claim that no fact makes."""
    for claim in claims:
        if not claim.sources:
            says = f"No fact gives the {claim.kind} “{claim.words}”: leave it out or use what the facts say."
            yield Reason(kind=claim.kind, words=claim.words, says=says)
