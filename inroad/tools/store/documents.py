"""What the backends of the store share: how a document is written down, and how many keys are asked for at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from inroad.tools.store import Document

T = TypeVar("T")


def body(document: Document) -> str:
    """The one way to write a document down, so that equal documents are equal texts.

    ASCII only: half of a surrogate pair, which JSON from outside may hold, has no UTF-8. Raises
    ValueError for a number that JSON has not (NaN, infinity), TypeError for what is no JSON.
    """
    return json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False)


def indexed_texts(document: Document, field: str) -> list[str]:
    """The texts by which a document is found in an index; raises TypeError when the field holds something else."""
    held = document.get(field)
    texts = held if isinstance(held, list) else [held]
    if not all(text is None or isinstance(text, str) for text in texts):
        raise TypeError(f"the indexed field {field!r} holds something else than texts: {held!r}")
    return [text for text in texts if text]


def storable(text: str) -> str:
    """A text that UTF-8 can hold; half of a surrogate pair is spelt out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def batches(items: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    """The items, so many at a time; raises TypeError for one text in place of a list of them."""
    if isinstance(items, str):
        raise TypeError("a list of texts is wanted, not one text")
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
