"""Where an answer is paid for once: kept answers cost nothing, new ones are reserved, kept and settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from inroad.tools.budget import Budget
from inroad.tools.cache import Cached, Paid, PaidCache, RecordKind
from inroad.tools.ledger import Ledger
from inroad.tools.store import Document


class Bought(NamedTuple):
    """What one call brought: records by the key that they are kept under, and what it cost in all."""

    records: Mapping[str, Paid]
    credits: float


@dataclass(frozen=True)
class Till:
    """Who pays (a purse within a budget), and where what was paid for is kept."""

    ledger: Ledger
    cache: PaidCache
    budget: Budget
    purse: str

    def once(
        self, provider: str, kind: RecordKind, key: str, price: float, ask: Callable[[], Paid]
    ) -> Cached[Document]:
        """Return what is kept under a key while it is fresh, else ask for it, pay and keep it.

        Of several threads that want the same at once, one asks. What `ask` raises is neither kept nor
        settled (see `Ledger.paid`); so it has to raise for an answer that cannot be used at all.

        Args:
            provider: the short name, as "hunter".
            kind: which kind of record it is, and so how long it is kept.
            key: the name of the question.
            price: the most that the call may cost, in credits.
            ask: asks the provider; what it returns is kept as it is, and charged as its `credits` say.

        Raises:
            BudgetSpentError: the call would pass the budget; it was not made.
            ProviderError: the provider could not be asked, or refused.
        """
        with self.alone(provider, kind, [key]):
            kept = self.kept(provider, kind, [key])
            return (kept or self.bought(provider, kind, price, lambda: _one(key, ask())))[key]

    @contextmanager
    def alone(self, provider: str, kind: RecordKind, keys: Iterable[str]) -> Iterator[None]:
        """Keep other threads from asking for any of these, between looking for what is kept and buying the rest."""
        with self.cache.alone(provider, kind, keys):
            yield

    def kept(self, provider: str, kind: RecordKind, keys: Iterable[str]) -> dict[str, Cached[Document]]:
        """Return what is kept and fresh, by key; what that cost once is counted as saved."""
        found = self.cache.get_records(provider, kind, keys)
        fresh = {key: cached for key, cached in found.items() if not cached.stale}
        if saved := sum(cached.credits for cached in fresh.values()):
            self.ledger.saved(self.purse, provider, saved)
        return fresh

    def bought(
        self, provider: str, kind: RecordKind, price: float, ask: Callable[[], Bought]
    ) -> dict[str, Cached[Document]]:
        """Ask and pay for several records in one call and keep them the moment they arrive. Raises as `once` does."""
        kept: dict[str, Cached[Document]] = {}

        def asked() -> Bought:
            answer = ask()
            fetched_at = self.cache.put_records(provider, kind, answer.records)
            kept.update(
                (key, Cached(paid.value, fetched_at, False, paid.credits)) for key, paid in answer.records.items()
            )
            return answer

        self.ledger.paid(self.purse, self.budget, provider, price, asked, lambda answer: answer.credits)
        return kept

    def left(self, provider: str) -> float | None:
        """Return how many credits may still be spent at a provider; None for any number."""
        return self.ledger.left(self.purse, self.budget, provider)


def _one(key: str, paid: Paid) -> Bought:
    return Bought({key: paid}, paid.credits)
