"""The purses in the store: each is one document that is changed as a whole, anew when another process came between.

Changes of threads that come while one is being written are written together, in one transaction where the store has
such; so are several purses of one change. A thread goes on when its own change is written, so that of two changes of
one thread the first is there first.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from inroad.errors import InroadError, StoreError
from inroad.tools import accounts
from inroad.tools.store import Collection, Document, Store

PURSES = Collection("spend")

Change = Callable[[Document], None]
"""Changes an account in place; one that raises an `InroadError` has changed nothing. It may run several times."""


@dataclass(eq=False)
class _Wish:
    """Changes that a thread waits for, as far as they are not written yet: each with its purse, in their order.

    `error` is what one of them, or the store, has raised, and `refused_by` that one's purse.
    """

    parts: Sequence[tuple[str, Change]]
    is_taken: bool = False
    is_done: bool = False
    error: InroadError | None = None
    refused_by: str = ""

    def make(self, wanted: Mapping[str, Document]) -> None:
        """Change the accounts, up to the first change that is refused."""
        self.error, self.refused_by = None, ""
        for purse, change in self.parts:
            try:
                change(wanted[purse])
            except InroadError as error:
                self.error, self.refused_by = error, purse
                return

    def tick_off(self, written: Set[str]) -> None:
        """Drop what is written, and with a refusal that stands all that came behind it."""
        left = [part for part in self.parts if part[0] not in written]
        self.parts = [] if self.refused_by in written else left


class Purses:
    """The purses of one store, exact among threads and processes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._wishes: list[_Wish] = []
        self._listing = threading.Lock()
        self._writing = threading.Lock()  # threads of one process queue here, and not at the store

    def account(self, purse: str) -> Document:
        """Return what stands in a purse, that of a new one if there is none."""
        return self._store.get_many(PURSES, [purse]).get(purse) or accounts.new_account()

    def change(self, *parts: tuple[str, Change]) -> None:
        """Change purses, each given with its change: none before those in front of it, or none that is refused.

        Raises:
            StoreError: the store cannot be written; nobody can tell whether these changes were.
            InroadError: what a change raises; those in front of it are made.
        """
        wish = _Wish(parts)
        with self._listing:
            self._wishes.append(wish)
        with self._writing:
            if not wish.is_taken:
                self._write(self._taken())
        if wish.error:
            raise wish.error
        if not wish.is_done:
            raise StoreError("What was spent may not be written down, since another thread was broken off; run again.")

    def _taken(self) -> list[_Wish]:
        """All changes that wait by now."""
        with self._listing:
            wishes, self._wishes = self._wishes, []
        for wish in wishes:
            wish.is_taken = True
        return wishes

    def _write(self, wishes: Sequence[_Wish]) -> None:
        try:
            while left := [wish for wish in wishes if wish.parts]:
                written = self._written(left)
                for wish in left:
                    wish.tick_off(written)
        except StoreError as error:
            for wish in wishes:
                wish.error = error
        for wish in wishes:
            wish.is_done = True

    def _written(self, wishes: Sequence[_Wish]) -> set[str]:
        """Try to change these purses, and return those that nobody else has changed meanwhile.

        Those that are behind no other are written before all that are, and where one of them is not, none of those is.
        """
        touched = {purse for wish in wishes for purse, _ in wish.parts}
        first = touched - {purse for wish in wishes for purse, _ in wish.parts[1:]}
        purses = sorted(touched, key=lambda purse: purse not in first)
        there = self._store.get_many(PURSES, purses)
        wanted = {purse: accounts.copy_of(there.get(purse) or accounts.new_account()) for purse in purses}
        for wish in wishes:
            wish.make(wanted)
        same = {purse for purse in purses if wanted[purse] == (there.get(purse) or accounts.new_account())}
        written = self._entered({purse: wanted[purse] for purse in first - there.keys() - same})
        if first <= there.keys() | same | written:
            changes = {purse: (there[purse], wanted[purse]) for purse in purses if purse in there and purse not in same}
            written |= self._store.replace_each(PURSES, changes) if changes else set()
        written |= same & first
        return written | same if first <= written else written

    def _entered(self, new: Mapping[str, Document]) -> set[str]:
        inserted = self._store.insert_each(PURSES, new) if new else {}
        return {purse for purse, each in inserted.items() if each.won}
