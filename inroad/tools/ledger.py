"""What calls cost: a budget that is never passed, and an account of what was charged.

Reserve, call, settle. Each purse is one document that is changed as a whole, so that a process which dies at any
moment leaves neither a lost credit nor a half-written one. A run has a purse of its own. That of a run of a batch lies
within the batch's: whatever it pays stands in both, and the budget is that of the batch.
"""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from inroad import log
from inroad.errors import BudgetSpentError, ProviderError
from inroad.state import Spend
from inroad.tools import accounts
from inroad.tools.accounts import Reservation
from inroad.tools.budget import Budget, from_millionths, to_millionths
from inroad.tools.purses import PURSES, Change, Purses
from inroad.tools.store import Document, Store, moment, utc_now
from inroad.tools.writing import Usage

__all__ = ["LONGEST_CALL", "PURSES", "Ledger"]

# A call of another process that began longer ago does not come back: nobody waits for what it leaves.
LONGEST_CALL = timedelta(seconds=90)
_LOOK_AGAIN = 0.2

T = TypeVar("T")


class Ledger:
    """The account of all purses, exact among threads and processes that share the store."""

    def __init__(self, store: Store, clock: Callable[[], datetime] = utc_now) -> None:
        self._purses = Purses(store)
        self._clock = clock
        self._owner = uuid.uuid4().hex
        self._outer: dict[str, str] = {}
        self._settled = threading.Condition()
        self._under_way: Counter[str] = Counter()

    def lay_within(self, purse: str, outer: str) -> None:
        """From now on, let a purse pay out of another one as well, whose budget then is the one that holds.

        To be said before anything is paid, and again by whoever resumes the purse.
        """

        def change(account: Document) -> None:
            account["within"] = outer

        self._purses.change((purse, change))
        self._outer[purse] = outer

    def reserve(self, purse: str, budget: Budget, provider: str, credits: float) -> Reservation:
        """Set aside what a call may cost at the most; a free call (0) is always let through.

        Raises:
            BudgetSpentError: with it, what was spent and set aside would pass the budget.
        """
        return self._reserved(purse, self._outer_of(purse), budget, provider, credits)

    def _reserved(self, purse: str, outer: str, budget: Budget, provider: str, credits: float) -> Reservation:
        made = Reservation(
            id=uuid.uuid4().hex,
            purse=purse,
            provider=provider,
            credits=credits,
            at=self._clock(),
            owner=self._owner,
            within=outer,
        )

        def set_aside(account: Document) -> None:
            account["open"][made.id] = accounts.entry_of(made)

        def set_aside_within_budget(account: Document) -> None:
            accounts.refuse_beyond(account, budget, provider, to_millionths(credits))
            set_aside(account)

        first, *second = _places(made)
        self._purses.change((first, set_aside_within_budget), *((place, set_aside) for place in second))
        return made

    def settle(self, reservation: Reservation, credits_spent: float) -> None:
        """Write down what the provider says that it charged, be it more or less than was set aside.

        Raises:
            StoreError: the reservation is not open; it was settled or released before.
        """

        def change(account: Document) -> None:
            entry = accounts.taken(account, reservation)
            calls = 0 if entry["uncertain"] else 1
            accounts.add(account, reservation.provider, calls=calls, credits=to_millionths(credits_spent))

        self._change_each(reservation, change)

    def release(self, reservation: Reservation) -> None:
        """Give back what was set aside, for a call that was certainly not charged.

        Raises:
            StoreError: the reservation is not open; it was settled or released before.
        """
        self._change_each(reservation, lambda account: accounts.released(account, reservation))

    def uncertain(self, reservation: Reservation) -> None:
        """Keep a call in the account that may have been charged: it counts against the budget and is listed.

        Raises:
            StoreError: the reservation is not open; it was settled or released before.
        """

        def change(account: Document) -> None:
            accounts.doubt(account, accounts.the_open(account, reservation))

        self._change_each(reservation, change)
        log.event("credits_uncertain", logging.WARNING, provider=reservation.provider, credits=reservation.credits)

    def paid(
        self,
        purse: str,
        budget: Budget,
        provider: str,
        credits: float,
        ask: Callable[[], T],
        charged: Callable[[T], float],
    ) -> T:
        """Reserve, ask and settle with what `charged` reads from the answer.

        Where only calls that are under way stand between this one and the budget, it waits for what they leave: those
        of this process until they are back, those of others no longer than `LONGEST_CALL`.

        A `ProviderError` releases the credits when the provider cannot have acted; it and whatever
        else breaks the call off leave them uncertain otherwise. The error goes on to the caller.

        Raises:
            BudgetSpentError: the call would pass the budget; it was not made.
        """
        reservation = self._reserved_in_turn(purse, budget, provider, credits)
        try:
            return self._asked(reservation, ask, charged)
        finally:
            with self._settled:
                self._under_way[_places(reservation)[0]] -= 1
                self._settled.notify_all()

    def _asked(self, reservation: Reservation, ask: Callable[[], T], charged: Callable[[T], float]) -> T:
        try:
            answer = ask()
            spent = charged(answer)
        except ProviderError as error:
            (self.uncertain if error.may_have_acted else self.release)(reservation)
            raise
        except BaseException:
            self.uncertain(reservation)
            raise
        self.settle(reservation, spent)
        log.event("credits_charged", provider=reservation.provider, credits=spent)
        return answer

    def _reserved_in_turn(self, purse: str, budget: Budget, provider: str, credits: float) -> Reservation:
        """Reserve, after the calls that are under way where the budget has no room beside them."""
        outer = self._outer_of(purse)
        limited = outer or purse
        until = time.monotonic() + LONGEST_CALL.total_seconds()
        nobody_called = False
        with self._settled:
            while True:
                try:
                    made = self._reserved(purse, outer, budget, provider, credits)
                except BudgetSpentError:
                    own = self._under_way[limited]
                    others = not own and time.monotonic() < until and self._others_call(limited)
                    if nobody_called and not own and not others:  # before and after it was refused
                        raise
                    nobody_called = not own and not others
                    if not nobody_called:
                        self._settled.wait(None if own else _LOOK_AGAIN)
                else:
                    self._under_way[limited] += 1
                    return made

    def _others_call(self, purse: str) -> bool:
        since = moment(self._clock() - LONGEST_CALL)
        return accounts.others_under_way(self._purses.account(purse), self._owner, since)

    def saved(self, purse: str, provider: str, credits: float) -> None:
        """Count what a call would have cost that the cache has made unnecessary."""
        amounts = {"saved": to_millionths(credits)}
        places = filter(None, (self._outer_of(purse), purse))
        self._purses.change(*((place, lambda account: accounts.add(account, provider, **amounts)) for place in places))

    def used(self, purse: str, provider: str, usage: Usage, once: str = "") -> None:
        """Count what a call took that is charged by tokens, and in no credits; `once` names what is counted once."""
        own = self._purses.account(purse)
        if accounts.is_counted(own, once):
            return
        amounts = accounts.amounts_of(usage)
        within: str = own.get("within", "")
        counted = (purse, lambda account: accounts.count_once(account, provider, once, amounts))
        in_outer = (within, lambda account: accounts.add(account, provider, **amounts))
        self._purses.change(*([in_outer] if within else []), counted)

    def doubt_left_open(self, purse: str) -> list[Reservation]:
        """Mark as uncertain what earlier processes left under way for a purse, and return it.

        To be called by whoever resumes a purse, when nobody else works on it. What others have under way in the purse
        that it lies within stays as it is.
        """
        own = self._purses.account(purse)
        left = accounts.left_by_others(own, purse, self._owner)

        def change(account: Document) -> None:
            for id_ in accounts.left_by_others(account, purse, self._owner):
                if id_ in own["open"]:
                    accounts.doubt(account, account["open"][id_])
                else:  # set aside in the outer purse, and dead before the call
                    del account["open"][id_]

        self._purses.change(*((place, change) for place in (self._outer_of(purse), purse) if place))
        return [each for each in self.list_open(purse) if each.id in left]

    def list_open(self, purse: str) -> list[Reservation]:
        """What is under way or uncertain, the oldest first."""
        return accounts.open_in(self._purses.account(purse), purse)

    def spent(self, purse: str) -> dict[str, Spend]:
        """By provider: calls, credits charged for certain and perhaps, credits saved, tokens."""
        return accounts.spent_of(self._purses.account(purse))

    def left(self, purse: str, budget: Budget, provider: str) -> float | None:
        """How many credits the budget leaves for a provider now, at least 0; None for any number."""
        limits = accounts.limits(self._purses.account(self._outer_of(purse) or purse), budget, provider)
        return None if not limits else from_millionths(max(0, min(limit - used for limit, used in limits)))

    def _outer_of(self, purse: str) -> str:
        """The purse that this one lies within, "" for none; read where nobody here has said or asked it before."""
        if purse not in self._outer:
            self._outer[purse] = str(self._purses.account(purse).get("within", ""))
        return self._outer[purse]

    def _change_each(self, reservation: Reservation, change: Change) -> None:
        """Change both purses, the limited one first: after a death between, the other tells of a doubt."""
        self._purses.change(*((place, change) for place in _places(reservation)))


def _places(reservation: Reservation) -> list[str]:
    """The purses in which a reservation stands, the one that the budget limits first."""
    return [purse for purse in (reservation.within, reservation.purse) if purse]
