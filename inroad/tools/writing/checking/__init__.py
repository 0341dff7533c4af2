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

from collections.abc import Iterable, Iterator, Sequence
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
    letter,
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

__all__ = ["check", "check_letter"]

_MOST_REASONS = 40


def check(message: Message, brief: Brief, wishes: Wishes, others: Sequence[Message] = ()) -> list[Reason]:
    """Return the reasons against a message, none when it may become a draft.

    `others` are the messages of the same batch that were taken before. The kinds of reason: "greeting", "signature",
    "name", "number", "date", "skill", "title", "attribution", "relation", "contact", "placeholder", "markup",
    "leftover", "attachment", "quote", "characters", "length", "subject", "likeness", "language".
    """
    look = look_at(message, brief, wishes)
    claims = list(_claims(look))
    return _listed(
        shape.reasons(look),
        greeting.reasons(look),
        _of_the_text(look, claims),
        likeness.reasons(look, others),
        language.reasons(look),
    )


def check_letter(message: Message, brief: Brief, wishes: Wishes) -> list[Reason]:
    """Return the reasons against a cover letter, none when it holds; see `letter` for what it must hold beside.

    Further kinds of reason: "degree", "praise".
    """
    look = look_at(message, brief, wishes)
    claims = [claim for claim in _claims(look) if not letter.is_first_word(claim, look)]
    return _listed(letter.reasons(look, claims), _of_the_text(look, claims), language.reasons(look))


def _of_the_text(look: Look, claims: Sequence[Claim]) -> Iterator[Reason]:
    """What is wrong with the words, whatever they are part of."""
    yield from _unsupported(claims)
    yield from attribution.reasons(look, claims) if look.language == "en" else ()
    yield from relations.reasons(look)
    yield from contact_details.reasons(look)
    yield from leftovers.reasons(look)
    yield from quotes.reasons(look)
    yield from characters.reasons(look)


def _listed(*found: Iterable[Reason]) -> list[Reason]:
    """The reasons in their order, each once."""
    return list({(each.kind, each.words): each for each in chain(*found)}.values())[:_MOST_REASONS]


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
