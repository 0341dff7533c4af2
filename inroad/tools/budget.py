"""How many credits may be spent, as the user says it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from inroad.errors import UserInputError

# Who charges credits; a share for anybody else is a slip of the pen.
PROVIDERS = ("apollo", "firecrawl", "hunter", "pdl", "serper", "tavily")

_MILLIONTHS = 1_000_000
_AMOUNT = re.compile(r"\d{1,9}(\.\d{1,6})?", re.ASCII)
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True)
class Budget:
    """How many credits may be spent: in all, by provider, or both; without either, any number.

    Where providers are named, those that are not may spend nothing.
    """

    total: float | None = None
    by_provider: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str, known: Collection[str] = ()) -> Budget:
        """Read "40" or "pdl=20,hunter=10"; `known` are the providers that there are, if any are given.

        Raises:
            UserInputError: the text is neither, names a provider twice, or one that is not known.
        """
        if _AMOUNT.fullmatch(text.strip()):
            return cls(total=float(text))
        shares: dict[str, float] = {}
        for part in text.split(","):
            name, _, amount = (piece.strip().lower() for piece in part.partition("="))
            if not (_NAME.fullmatch(name) and _AMOUNT.fullmatch(amount)) or name in shares:
                raise UserInputError(
                    f"The budget {text!r} cannot be read; give a number of credits such as 40, or shares such as "
                    "pdl=20,hunter=10."
                )
            if known and name not in known:
                raise UserInputError(
                    f"The budget names {name!r}, which is no provider; there are {', '.join(sorted(known))}."
                )
            shares[name] = float(amount)
        return cls(by_provider=shares)

    def __str__(self) -> str:
        shares = [f"{name}={in_digits(amount)}" for name, amount in self.by_provider.items()]
        return ",".join([*([] if self.total is None else [in_digits(self.total)]), *shares]) or "no limit"


def in_digits(credits: float) -> str:
    """Credits as a user writes them, exact to the millionth: "40", "0.5", "1234567"."""
    return f"{credits:.6f}".rstrip("0").rstrip(".")


def to_millionths(credits: float) -> int:
    """Credits as whole millionths, which add up exactly.

    Raises:
        ValueError: it is no amount: negative, infinite or not a number.
    """
    amount = Decimal(str(credits))
    if not amount.is_finite() or amount < 0:
        raise ValueError(f"{credits!r} is no number of credits")
    return int((amount * _MILLIONTHS).to_integral_value())


def from_millionths(millionths: int) -> float:
    """Millionths as credits."""
    return millionths / _MILLIONTHS
