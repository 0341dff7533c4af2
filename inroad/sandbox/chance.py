"""Chance that is the same on every run: every draw hangs on a seed and on what it is drawn for."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from random import Random
from typing import TypeVar

Item = TypeVar("Item")
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def dice(*parts: object) -> Random:
    """Return a generator that depends on nothing but the parts."""
    return Random(_number(parts))


def share(*parts: object) -> float:
    """Return a number from 0 up to 1 that depends on nothing but the parts."""
    return _number(parts) / 2**64


def token(length: int, *parts: object) -> str:
    """Return letters and digits that look drawn, the same for the same parts."""
    number = int.from_bytes(_digest(parts, 64), "big")
    letters = []
    for _ in range(length):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "".join(letters)


def weighted(random: Random, items: Sequence[Item], weights: Sequence[float]) -> Item:
    """Draw one item by weight."""
    return random.choices(items, weights)[0]


def _number(parts: tuple[object, ...]) -> int:
    return int.from_bytes(_digest(parts, 8), "big")


def _digest(parts: tuple[object, ...], size: int) -> bytes:
    return blake2b("\x1f".join(map(str, parts)).encode(), digest_size=size).digest()
