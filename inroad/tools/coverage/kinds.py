"""Which kind of work a title or a phrase names, by the table of titles."""

from __future__ import annotations

from functools import lru_cache

from inroad.tools.cleaning.titles import EmbeddedTitleCleaner

# Work that people of either kind say they do, by the sub-roles of the table of titles.
_SAME_WORK = (
    frozenset({"software", "web"}),
    frozenset({"data_science", "data_analyst"}),
    frozenset({"graphic_design", "marketing_design"}),
    frozenset({"nursing"}),
)


@lru_cache(maxsize=5_000)
def kinds_of(text: str) -> frozenset[str]:
    """Return the sub-roles that a title or a phrase names, with those that are the same work; empty for none."""
    sub_role = EmbeddedTitleCleaner().clean(text).sub_role
    if not sub_role:
        return frozenset()
    return next((kinds for kinds in _SAME_WORK if sub_role in kinds), frozenset({sub_role}))
