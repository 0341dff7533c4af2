"""What calls cost: a budget that is never passed, and an account of what was charged.

Reserve, call, settle. Each purse (a run, or a batch) is one document that is changed as a whole,
so that a process which dies at any moment leaves neither a lost credit nor a half-written one.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from inroad import log
from inroad.errors import BudgetSpentError, ProviderError, StoreError
from inroad.state import Record, Spend
from inroad.tools.budget import Budget, from_millionths, in_digits, to_millionths
from inroad.tools.store import Collection, Document, Store, moment, utc_now
from inroad.tools.writing import Usage

PURSES = Collection("spend")

T = TypeVar("T")


class Reservation(Record):
    """Credits set aside for a call that is under way; `uncertain` when nobody knows what became of it."""

    id: str
    purse: str
    provider: str
    credits: float
    at: datetime
    owner: str
    uncertain: bool = False


class Ledger:
    """The account of all purses, exact among threads and processes that share the store."""

    def __init__(self, store: Store, clock: Callable[[], datetime] = utc_now) -> None:
        self._store = store
        self._clock = clock
        self._owner = uuid.uuid4().hex
        self._lock = threading.Lock()  # threads of one process queue here, and not at the store
        self._settled = threading.Condition()
        self._under_way: Counter[str] = Counter()

    def reserve(self, purse: str, budget: Budget, provider: str, credits: float) -> Reservation:
        """Set aside what a call may cost at the most; a free call (0) is always let through.

        Raises:
            BudgetSpentError: with it, what was spent and set aside would pass the budget.
        """
        made = Reservation(
            id=uuid.uuid4().hex, purse=purse, provider=provider, credits=credits, at=self._clock(), owner=self._owner
        )

        def change(account: Document) -> None:
            _refuse_beyond(account, budget, provider, to_millionths(credits))
            account["open"][made.id] = _entry(made)

        self._change(purse, change)
        return made

    def settle(self, reservation: Reservation, credits_spent: float) -> None:
        """Write down what the provider says that it charged, be it more or less than was set aside.

        Raises:
            StoreError: the reservation is not open; it was settled or released before.
        """

        def change(account: Document) -> None:
            entry = _taken(account, reservation)
            _add(
                account,
                reservation.provider,
                calls=0 if entry["uncertain"] else 1,
                credits=to_millionths(credits_spent),
            )

        self._change(reservation.purse, change)

    def release(self, reservation: Reservation) -> None:
        """Give back what was set aside, for a call that was certainly not charged.

        Raises:
            StoreError: the reservation is not open; it was settled or released before.
        """
        self._change(reservation.purse, lambda account: _released(account, reservation))

    def uncertain(self, reservation: Reservation) -> None:
        """Keep a call in the account that may have been charged: it counts against the budget and is listed.

        Raises:
            StoreError: the reservation is not open; it was settled or released before.
        """

        def change(account: Document) -> None:
            _doubt(account, _the_open(account, reservation))

        self._change(reservation.purse, change)
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

        Where only calls that are under way stand between this one and the budget, it waits for what they leave.

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
                self._under_way[purse] -= 1
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
        with self._settled:
            while True:
                try:
                    made = self.reserve(purse, budget, provider, credits)
                except BudgetSpentError:
                    if not self._under_way[purse]:
                        raise
                    self._settled.wait()
                else:
                    self._under_way[purse] += 1
                    return made

    def saved(self, purse: str, provider: str, credits: float) -> None:
        """Count what a call would have cost that the cache has made unnecessary."""
        self._change(purse, lambda account: _add(account, provider, saved=to_millionths(credits)))

    def used(self, purse: str, provider: str, usage: Usage) -> None:
        """Count what a call took that is charged by tokens, and in no credits."""
        dollars = {} if usage.dollars is None else {"dollars": to_millionths(usage.dollars)}
        tokens = {"input_tokens": usage.input_tokens, "output_tokens": usage.output_tokens}
        self._change(purse, lambda account: _add(account, provider, calls=usage.calls, **tokens, **dollars))

    def doubt_left_open(self, purse: str) -> list[Reservation]:
        """Mark as uncertain what earlier processes left under way, and return it.

        To be called by whoever resumes a purse, when nobody else works on it.
        """
        left: list[str] = []

        def change(account: Document) -> None:
            left[:] = [id_ for id_, each in account["open"].items() if _is_left(each, self._owner)]
            for id_ in left:
                _doubt(account, account["open"][id_])

        self._change(purse, change)
        return [each for each in self.list_open(purse) if each.id in left]

    def list_open(self, purse: str) -> list[Reservation]:
        """What is under way or uncertain, the oldest first."""
        found = [_reservation(purse, id_, each) for id_, each in self._account(purse)["open"].items()]
        return sorted(found, key=lambda each: (each.at, each.id))

    def spent(self, purse: str) -> dict[str, Spend]:
        """By provider: calls, credits charged for certain and perhaps, credits saved, tokens."""
        account = self._account(purse)
        doubtful: Counter[str] = Counter()
        for each in account["open"].values():
            doubtful[each["provider"]] += each["credits"] if each["uncertain"] else 0
        return {
            provider: _spend(each).model_copy(update={"uncertain": from_millionths(doubtful[provider])})
            for provider, each in sorted(account["spent"].items())
        }

    def left(self, purse: str, budget: Budget, provider: str) -> float | None:
        """How many credits the budget leaves for a provider now, at least 0; None for any number."""
        limits = _limits(self._account(purse), budget, provider)
        return None if not limits else from_millionths(max(0, min(limit - used for limit, used in limits)))

    def _account(self, purse: str) -> Document:
        return self._store.get_many(PURSES, [purse]).get(purse) or _new_account()

    def _change(self, purse: str, change: Callable[[Document], None]) -> None:
        """Change a purse as a whole, anew when another process came between."""
        with self._lock:
            while True:
                there = self._store.get_many(PURSES, [purse]).get(purse)
                account = _copy(there) if there else _new_account()
                change(account)
                if there == account or self._write(purse, there, account):
                    return

    def _write(self, purse: str, there: Document | None, account: Document) -> bool:
        if there is None:
            return self._store.insert_if_absent(PURSES, purse, account).won
        return self._store.replace_if(PURSES, purse, there, account)


def _new_account() -> Document:
    return {"open": {}, "spent": {}}


def _copy(account: Document) -> Document:
    return {part: {key: dict(each) for key, each in account[part].items()} for part in ("open", "spent")}


def _refuse_beyond(account: Document, budget: Budget, provider: str, asked: int) -> None:
    for limit, used in _limits(account, budget, provider):
        if asked > 0 and used + asked > limit:
            left = from_millionths(max(0, limit - used))
            raise BudgetSpentError(
                f"The budget ({budget}) leaves {in_digits(left)} credits for {provider}, and the next call may cost "
                f"{in_digits(from_millionths(asked))}; give a higher --budget to go on."
            )


def _limits(account: Document, budget: Budget, provider: str) -> list[tuple[int, int]]:
    """Each limit that holds for a provider, with what is used of it, in millionths."""
    limits = [] if budget.total is None else [(to_millionths(budget.total), _used(account))]
    if budget.by_provider:
        limits.append((to_millionths(budget.by_provider.get(provider, 0)), _used(account, provider)))
    return limits


def _used(account: Document, provider: str = "") -> int:
    """What was charged and what is set aside, of one provider or of all."""
    charged: list[int] = [each["credits"] for name, each in account["spent"].items() if provider in ("", name)]
    aside: list[int] = [each["credits"] for each in account["open"].values() if provider in ("", each["provider"])]
    return sum(charged) + sum(aside)


def _add(account: Document, provider: str, **amounts: int) -> None:
    line = account["spent"].setdefault(provider, {"calls": 0, "credits": 0, "saved": 0})
    for name, amount in amounts.items():
        line[name] = line.get(name, 0) + amount


def _spend(line: Mapping[str, int]) -> Spend:
    return Spend(
        calls=line["calls"],
        credits=from_millionths(line["credits"]),
        saved=from_millionths(line["saved"]),
        input_tokens=line.get("input_tokens", 0),
        output_tokens=line.get("output_tokens", 0),
        dollars=from_millionths(line["dollars"]) if "dollars" in line else None,
    )


def _released(account: Document, reservation: Reservation) -> None:
    """A call that was thought to be made and was not is not counted either."""
    if _taken(account, reservation)["uncertain"]:
        _add(account, reservation.provider, calls=-1)


def _doubt(account: Document, entry: dict[str, Any]) -> None:
    if not entry["uncertain"]:
        entry["uncertain"] = True
        _add(account, entry["provider"], calls=1)


def _is_left(entry: dict[str, Any], owner: str) -> bool:
    return not entry["uncertain"] and entry["owner"] != owner


def _taken(account: Document, reservation: Reservation) -> dict[str, Any]:
    entry = _the_open(account, reservation)
    del account["open"][reservation.id]
    return entry


def _the_open(account: Document, reservation: Reservation) -> dict[str, Any]:
    entry: dict[str, Any] | None = account["open"].get(reservation.id)
    if entry is None:
        raise StoreError(
            f"The reservation of {in_digits(reservation.credits)} credits for {reservation.provider} is no longer "
            "open in the store; look at what the provider charged."
        )
    return entry


def _entry(made: Reservation) -> dict[str, Any]:
    return {
        "provider": made.provider,
        "credits": to_millionths(made.credits),
        "at": moment(made.at),
        "owner": made.owner,
        "uncertain": made.uncertain,
    }


def _reservation(purse: str, id_: str, entry: Mapping[str, Any]) -> Reservation:
    return Reservation.model_validate(
        {**entry, "id": id_, "purse": purse, "credits": from_millionths(entry["credits"])}
    )
