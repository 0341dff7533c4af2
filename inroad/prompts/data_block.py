"""How text from outside is laid before the model: as JSON that it cannot break out of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from inroad.tools.writing import Brief


def data_block(name: str, data: Any) -> str:
    """Return the data as one line of JSON between marks of that name; no text in it can look like a mark."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e")
    return f"<{name}>\n{safe}\n</{name}>"


def as_contact(brief: Brief) -> dict[str, Any]:
    """Return what the model is told of one person: who it is, what to write, and all facts with their ids."""
    return {
        "contact_id": brief.person_id,
        "name": brief.name,
        "persona": brief.persona,
        "alumni": brief.alumni,
        "kind": brief.kind,
        "facts": [{"id": fact.id, "text": fact.text} for fact in brief.facts],
    }


def as_contacts(briefs: Sequence[Brief]) -> str:
    """Return the block of those to be written to."""
    return data_block("data", {"contacts": [as_contact(brief) for brief in briefs]})
