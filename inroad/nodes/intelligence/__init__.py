"""The layers of the larger pipeline, one file a layer: plain functions of records, made steps by `graph/layers.py`.

A layer gets what it works on and the parts that it may ask; it returns its record and what went wrong on the way.
"""

from typing import Protocol


class Tell(Protocol):
    """Is told what a layer does at the moment; each telling becomes an event of the graph's stream."""

    def __call__(self, step: str, says: str = "") -> None:
        """Tell that a step of the layer begins ("rules", "model", "merge", ...), with a sentence for a person."""
        ...


def tell_nobody(step: str, says: str = "") -> None:
    """Tell nobody."""
