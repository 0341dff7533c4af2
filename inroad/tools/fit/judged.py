"""What a part of a fit comes to, before it is points."""

from __future__ import annotations

from typing import NamedTuple


class Judged(NamedTuple):
    """How well one thing fits: 0 to 1, None where nothing is known of it; and the sentence that says why."""

    value: float | None
    why: str


def joined(judgements: list[tuple[float, Judged]], unknown: str) -> Judged:
    """Return several judgements as one, by their weights; those of which nothing is known do not count."""
    known = [(weight, each.value, each.why) for weight, each in judgements if each.value is not None]
    if not known:
        return Judged(None, unknown)
    value = sum(weight * value for weight, value, _ in known) / sum(weight for weight, _, _ in known)
    return Judged(value, " ".join(why for _, _, why in known))
