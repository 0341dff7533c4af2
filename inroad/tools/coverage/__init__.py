"""How far a CV covers what a posting asks for: pure logic, a file for each kind of thing that can be asked."""

from collections.abc import Sequence
from typing import Protocol

# From which likeness on texts count as near each other, where nobody has set another. It depends on the model: some
# give 0.7 to any two texts, others less than that to the same thing said in other words.
LEAST = 0.6


class Likeness(Protocol):
    """Says how alike texts are in meaning; nothing here needs one."""

    def alike(self, a: Sequence[str], b: Sequence[str]) -> Sequence[Sequence[float]]:
        """Return a row for each text of `a` with a number from 0 to 1 for each of `b`.

        Raises:
            ProviderError: whoever reckons it cannot be asked.
        """
        ...
