"""A few of a long list in the suite, all of it in the soak; the printed seed chooses the same again."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from typing import TypeVar

Each = TypeVar("Each")

SEED = int(os.environ.get("SOAK_SEED", "0"))
_SHARE = 8


def some(each: Iterable[Each]) -> list[Each]:
    """Return everything where SOAK_SEED is set, else an eighth of it, always the same, in the list's order."""
    everything = list(each)
    if "SOAK_SEED" in os.environ:
        return everything
    chosen = random.Random(SEED).sample(range(len(everything)), -(-len(everything) // _SHARE))
    return [everything[place] for place in sorted(chosen)]
