"""Everything that is held about a person, the progress of unfinished runs included: the answer to who asks for it."""

from __future__ import annotations

from pydantic import Field

from inroad.graph.forgetting import identified
from inroad.graph.unfinished import Unfinished, holding
from inroad.settings import Tools
from inroad.tools.store.holdings import Holdings, holdings


class About(Holdings):
    """All that is held about a person, also in the progress of runs."""

    unfinished: list[Unfinished] = Field(default_factory=list)


def about(text: str, tools: Tools) -> About:
    """Return everything held about the one person that a text names; nothing is changed.

    Raises:
        UserInputError: the text names nobody, or several people.
        StoreError: the store or the progress cannot be used.
    """
    asked = identified(text, tools)
    held = holdings(tools.store, asked)
    fields = {name: getattr(held, name) for name in Holdings.model_fields}
    return About(**fields, unfinished=holding(asked.whom, tools))
