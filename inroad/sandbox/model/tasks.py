"""What a model is asked for beside messages: to sort sentences and people, take a posting apart, write a letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from inroad.sandbox.model.letters import asks_for_letter, letter
from inroad.sandbox.model.lies import planted
from inroad.sandbox.model.obedience import orders
from inroad.sandbox.model.reading import Seen
from inroad.sandbox.model.roles import asks_for_roles, roles
from inroad.sandbox.model.signals import asks_for_signals, signals
from inroad.sandbox.model.structuring import asks_for_structure, structure
from inroad.sandbox.model.switches import EVERYBODY, ModelSwitches
from inroad.sandbox.model.writer import Written

Json = dict[str, Any]
LETTER = "letter"
"""What a letter is called in `ModelSwitches.lies`."""
_NOT_ASKED: Json = {"sentence": "c1.99", "topic": "funding", "relevance": "high"}
_NO_ROLE = "decision_maker"
_NOT_WRITTEN = "At least ten years of Haskell in production at a bank"


def answer_to(seen: Seen, switches: ModelSwitches) -> Json | None:
    """Return the answer to the last block of data, None where it is not of a kind that is known here."""
    data = next((each for each in reversed(seen.given)), {})
    if asks_for_signals(data):
        found = signals(data, obeys=switches.take("obeys"))
        more = [_NOT_ASKED] if switches.take("invents") else []
        return {"signals": miscounted([*found, *more], "sentence", switches)}
    if asks_for_roles(data):
        given = roles(data, obeys=switches.take("obeys"))
        if given and switches.take("invents"):
            given[0] = given[0] | {"role": _NO_ROLE}
        return {"contacts": miscounted(given, "id", switches)}
    if asks_for_structure(data):
        return _structure(data, switches)
    return _letter(data, seen, switches) if asks_for_letter(data) else None


def miscounted(listed: Sequence[Json], key: str, switches: ModelSwitches) -> list[Json]:
    """Return a list as a careless model gives it: with an unknown id, with one thing twice, or with one missing."""
    given = list(listed)
    if given and switches.take("unknown_id"):
        given = [*given[:-1], given[-1] | {key: "nobody-1"}]
    if given and switches.take("repeats"):
        given = [*given, dict(given[0])]
    return given[:-1] if given and switches.take("drops") else given


def obeying(message: Written, obeyed: Sequence[str]) -> Written:
    """Put what was ordered at the end of the text, and the first of it in the subject."""
    if not obeyed:
        return message
    subject = f"{message.subject}: {obeyed[0]}"
    return replace(message, subject=subject, paragraphs=(*message.paragraphs, *obeyed))


def _structure(data: Json, switches: ModelSwitches) -> Json:
    found = structure(data, obeys=switches.take("obeys"))
    if switches.take("invents"):
        found["requirements"] = [*found["requirements"], {"quote": _NOT_WRITTEN, "need": "must"}]
        found["skills"] = [*found["skills"], "Haskell"]
    return found | {"requirements": miscounted(found["requirements"], "quote", switches)}


def _letter(data: Json, seen: Seen, switches: ModelSwitches) -> Json:
    written = letter(data, seen.language)
    lies = switches.lies if switches.take("lies") else {}
    kind = lies.get(LETTER) or lies.get(EVERYBODY) or ("skill" if switches.take("invents") else None)
    written = planted(written, LETTER, kind) if kind else written
    written = obeying(written, orders(seen.data, seen.rules) if switches.take("obeys") else ())
    fact_ids = [*written.fact_ids, *(["nobody.1"] if switches.take("unknown_id") else [])]
    return {"body": written.body, "fact_ids": fact_ids}
