"""The line of postings that threads take from: the first of a company goes ahead, the others follow it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator

from inroad.tools.store.batches import Item

# So many wait for their company's first at the most; those behind them are not read yet.
_AHEAD = 500


class WorkLine:
    """Hands items to threads, in their order but for those whose company's first is still at work.

    What is found and paid for with the first posting of a company is there for the others; together they would each
    do it.
    """

    def __init__(self, items: Iterator[Item]) -> None:
        self._items = items
        self._ready: deque[Item] = deque()
        self._held: dict[str, list[Item]] = {}
        self._led: set[str] = set()
        self._changed = threading.Condition()
        self._closed = False

    def next(self) -> Item | None:
        """Return the next item, when need be once a company's first is done; None when there are no more."""
        with self._changed:
            while not self._closed:
                item = self._ready.popleft() if self._ready else self._read()
                if item is not None or not self._held:
                    return item
                self._changed.wait()
            return None

    def done(self, item: Item) -> None:
        """Say that the work on an item has ended, however it did."""
        with self._changed:
            self._ready.extend(self._held.pop(item.company_key, []))
            self._changed.notify_all()

    def close(self) -> None:
        """Hand nothing out any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _read(self) -> Item | None:
        """The next item that need not wait; those that do are put aside."""
        while sum(map(len, self._held.values())) < _AHEAD and (item := next(self._items, None)) is not None:
            company = item.company_key
            if company in self._held:
                self._held[company].append(item)
                continue
            if company and company not in self._led:
                self._led.add(company)
                self._held[company] = []
            return item
        return None
