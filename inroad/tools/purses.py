"""The purses in the store: each is one document that is changed as a whole, anew when another process came between.

Changes of threads that come while one is being written are written together, in one transaction where the store has
such. A thread goes on when its own change is written, so that of two changes of one thread the first is there first.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from inroad.errors import InroadError, StoreError
from inroad.tools import accounts
from inroad.tools.store import Collection, Document, Store

PURSES = Collection("spend")

Change = Callable[[Document], None]
"""Changes an account in place; one that raises an `InroadError` has changed nothing. It may run several times."""


@dataclass(eq=False)
class _Wish:
    """A change that a thread waits for; `error` is what it, or the store, has raised."""

    purse: str
    change: Change
    is_taken: bool = False
    is_done: bool = False
    error: InroadError | None = None


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

    def change(self, purse: str, change: Change) -> None:
        """Change a purse.

        Raises:
            StoreError: the store cannot be written; nobody can tell whether this change was.
            InroadError: what `change` raises.
        """
        wish = _Wish(purse, change)
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
        left = {wish.purse for wish in wishes}
        try:
            while left:
                left -= self._written({purse: [wish for wish in wishes if wish.purse == purse] for purse in left})
        except StoreError as error:
            for wish in wishes:
                wish.error = error
        for wish in wishes:
            wish.is_done = True

    def _written(self, wishes: Mapping[str, Sequence[_Wish]]) -> set[str]:
        """Try to change these purses, and return those that nobody else has changed meanwhile."""
        there = self._store.get_many(PURSES, wishes)
        wanted = {purse: _changed(there.get(purse), of_purse) for purse, of_purse in wishes.items()}
        same = {purse for purse, account in wanted.items() if account == there.get(purse, accounts.new_account())}
        changes = {purse: (there[purse], wanted[purse]) for purse in wanted if purse in there and purse not in same}
        new = {purse: wanted[purse] for purse in wanted if purse not in there and purse not in same}
        replaced = self._store.replace_each(PURSES, changes) if changes else set()
        inserted = self._store.insert_each(PURSES, new) if new else {}
        return same | replaced | {purse for purse, each in inserted.items() if each.won}


def _changed(there: Document | None, wishes: Iterable[_Wish]) -> Document:
    account = accounts.copy_of(there) if there else accounts.new_account()
    for wish in wishes:
        wish.error = None
        try:
            wish.change(account)
        except InroadError as error:
            wish.error = error
    return account
