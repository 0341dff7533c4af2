"""What stands in a purse: what was charged, and what is set aside for calls under way, in whole millionths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from inroad.errors import BudgetSpentError, StoreError
from inroad.state import Record, Spend
from inroad.tools.budget import Budget, from_millionths, in_digits, to_millionths
from inroad.tools.store import Document, moment
from inroad.tools.writing import Usage


class Reservation(Record):
    """Credits set aside for a call that is under way; `uncertain` when nobody knows what became of it.

    `within` is the purse that the payer's own lies in, if any: what is set aside stands in both.
    """

    id: str
    purse: str
    provider: str
    credits: float
    at: datetime
    owner: str
    uncertain: bool = False
    within: str = ""


def new_account() -> Document:
    """Return a purse from which nothing was spent.

    `within` is set where it lies in another, `counted` where something was counted under its name.
    """
    return {"open": {}, "spent": {}}


def copy_of(account: Document) -> Document:
    """Return a copy that may be changed."""
    parts = {part: {key: dict(each) for key, each in account[part].items()} for part in ("open", "spent")}
    return {**account, **parts}


def refuse_beyond(account: Document, budget: Budget, provider: str, asked: int) -> None:
    """Make sure that a call has room; a free one always has.

    Raises:
        BudgetSpentError: it has not.
    """
    for limit, used in limits(account, budget, provider):
        if asked > 0 and used + asked > limit:
            left = from_millionths(max(0, limit - used))
            raise BudgetSpentError(
                f"The budget ({budget}) leaves {in_digits(left)} credits for {provider}, and the next call may cost "
                f"{in_digits(from_millionths(asked))}; give a higher --budget to go on."
            )


def limits(account: Document, budget: Budget, provider: str) -> list[tuple[int, int]]:
    """Each limit that holds for a provider, with what is used of it, in millionths."""
    found = [] if budget.total is None else [(to_millionths(budget.total), _used(account))]
    if budget.by_provider:
        found.append((to_millionths(budget.by_provider.get(provider, 0)), _used(account, provider)))
    return found


def _used(account: Document, provider: str = "") -> int:
    """What was charged and what is set aside, of one provider or of all."""
    charged: list[int] = [each["credits"] for name, each in account["spent"].items() if provider in ("", name)]
    aside: list[int] = [each["credits"] for each in account["open"].values() if provider in ("", each["provider"])]
    return sum(charged) + sum(aside)


def add(account: Document, provider: str, **amounts: int) -> None:
    """Count what was charged, saved or taken at a provider."""
    line = account["spent"].setdefault(provider, {"calls": 0, "credits": 0, "saved": 0})
    for name, amount in amounts.items():
        line[name] = line.get(name, 0) + amount


def amounts_of(usage: Usage) -> dict[str, int]:
    """Return what a call that is charged by tokens took, as it is counted."""
    dollars = {} if usage.dollars is None else {"dollars": to_millionths(usage.dollars)}
    return {"calls": usage.calls, "input_tokens": usage.input_tokens, "output_tokens": usage.output_tokens, **dollars}


def is_counted(account: Document, name: str) -> bool:
    """Tell whether something of this name was counted in the account by `count_once`."""
    return name in account.get("counted", ())


def count_once(account: Document, provider: str, name: str, amounts: Mapping[str, int]) -> None:
    """Count what was taken at a provider, under a name where it has one ("" for none)."""
    add(account, provider, **amounts)
    if name:
        account["counted"] = [*account.get("counted", ()), name]


def spent_of(account: Document) -> dict[str, Spend]:
    """By provider: calls, credits charged for certain and perhaps, credits saved, tokens."""
    doubtful: Counter[str] = Counter()
    for each in account["open"].values():
        doubtful[each["provider"]] += each["credits"] if each["uncertain"] else 0
    return {
        provider: _spend(each, from_millionths(doubtful[provider]))
        for provider, each in sorted(account["spent"].items())
    }


def _spend(line: Mapping[str, int], uncertain: float) -> Spend:
    return Spend(
        calls=line["calls"],
        credits=from_millionths(line["credits"]),
        saved=from_millionths(line["saved"]),
        uncertain=uncertain,
        input_tokens=line.get("input_tokens", 0),
        output_tokens=line.get("output_tokens", 0),
        dollars=from_millionths(line["dollars"]) if "dollars" in line else None,
    )


def released(account: Document, reservation: Reservation) -> None:
    """A call that was thought to be made and was not is not counted either."""
    if taken(account, reservation)["uncertain"]:
        add(account, reservation.provider, calls=-1)


def doubt(account: Document, entry: dict[str, Any]) -> None:
    """Mark what is set aside as uncertain, and count its call as made."""
    if not entry["uncertain"]:
        entry["uncertain"] = True
        add(account, entry["provider"], calls=1)


def left_by_others(account: Document, purse: str, owner: str) -> list[str]:
    """Return what a purse has under way in an account that is not of this owner, by id."""
    return [
        id_
        for id_, each in account["open"].items()
        if not each["uncertain"] and each["owner"] != owner and each.get("purse", purse) == purse
    ]


def others_under_way(account: Document, owner: str, since: str) -> bool:
    """Tell whether calls of other owners are under way that began after a moment."""
    entries = account["open"].values()
    return any(not each["uncertain"] and each["owner"] != owner and each["at"] > since for each in entries)


def taken(account: Document, reservation: Reservation) -> dict[str, Any]:
    """Take out what is open, and return it.

    Raises:
        StoreError: it is not open any more.
    """
    entry = the_open(account, reservation)
    del account["open"][reservation.id]
    return entry


def the_open(account: Document, reservation: Reservation) -> dict[str, Any]:
    """Return what is open of a reservation.

    Raises:
        StoreError: it is not open any more.
    """
    entry: dict[str, Any] | None = account["open"].get(reservation.id)
    if entry is None:
        raise StoreError(
            f"The reservation of {in_digits(reservation.credits)} credits for {reservation.provider} is no longer "
            "open in the store; look at what the provider charged."
        )
    return entry


def entry_of(made: Reservation) -> dict[str, Any]:
    """Return what stands in an account for a reservation; two purses say whose it is."""
    return {
        "provider": made.provider,
        "credits": to_millionths(made.credits),
        "at": moment(made.at),
        "owner": made.owner,
        "uncertain": made.uncertain,
        **({"purse": made.purse, "within": made.within} if made.within else {}),
    }


def open_in(account: Document, purse: str) -> list[Reservation]:
    """Return what is under way or uncertain in the account of a purse, the oldest first."""
    found = [
        Reservation.model_validate({"purse": purse, **each, "id": id_, "credits": from_millionths(each["credits"])})
        for id_, each in account["open"].items()
    ]
    return sorted(found, key=lambda each: (each.at, each.id))
