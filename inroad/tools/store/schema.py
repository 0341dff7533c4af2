"""Which form the documents of a store have, and how those of an older form are brought to the present one."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from tenacity import RetryError, Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

from inroad.errors import StoreError
from inroad.tools.store import Collection, Document, Store, moment, this_process, utc_now

STATE = Collection("system_state")
FIRST = 1
WAIT_SECONDS = 30.0
# Longer than any step may take; a process that died holds the others up no longer.
LEASE = timedelta(minutes=10)
_KEY, _CLAIM = "inroad", "inroad_migration"


class Migration(NamedTuple):
    """A step forward: `change` makes the documents of the version before into those of `version`.

    After a crash it is done again from its start, so doing it twice has to end as doing it once.
    """

    version: int
    change: Callable[[Store], None]


MIGRATIONS: tuple[Migration, ...] = ()


def bring_up_to_date(
    store: Store,
    migrations: Sequence[Migration] = MIGRATIONS,
    *,
    clock: Callable[[], datetime] = utc_now,
    wait: float = WAIT_SECONDS,
) -> None:
    """Make sure that this program knows the store's form; one read where it is the present one.

    `migrations` go up in versions, the last of which is the present one; without any it is the first.
    A store that says no version has the first. One process migrates, the others wait up to `wait` seconds.

    Raises:
        StoreError: the store was written by a newer inroad, another process does not come to an end with its
            migration, or the store cannot be used.
    """
    known = migrations[-1].version if migrations else FIRST
    version = version_of(store)
    if version > known:
        raise StoreError(
            f"The store was written by a newer inroad (its schema is {version}, this program knows {known}); "
            "upgrade inroad, or use another store (INROAD_HOME, with MongoDB INROAD_DB)."
        )
    if version < known:
        _migrate(store, migrations, clock, wait)


def version_of(store: Store) -> int:
    """Return the form that a store is in; one that says none has the first.

    Raises:
        StoreError: what it says is no version, or it cannot be used.
    """
    return _version(_state(store))


def _state(store: Store) -> Document:
    there = store.get_many(STATE, [_KEY]).get(_KEY)
    return there or store.insert_if_absent(STATE, _KEY, {"schema": FIRST}).document


def _version(state: Document) -> int:
    version = state.get("schema")
    if not isinstance(version, int):
        raise StoreError(
            f"The store does not say its schema ({STATE.name}/{_KEY} holds {version!r}); put a copy of it in its place."
        )
    return version


def _migrate(store: Store, migrations: Sequence[Migration], clock: Callable[[], datetime], wait: float) -> None:
    claim = _claim_in_turn(store, clock, wait)
    try:
        for migration in migrations:
            before = _state(store)
            if _version(before) < migration.version:
                migration.change(store)
                store.replace_if(STATE, _KEY, before, {**before, "schema": migration.version})
    finally:
        store.replace_if(STATE, _CLAIM, claim, None)


def _claim_in_turn(store: Store, clock: Callable[[], datetime], wait: float) -> Document:
    """Take the claim, when need be after its holder."""
    turns = Retrying(stop=stop_after_delay(wait), wait=wait_fixed(0.1), retry=retry_if_exception_type(_TakenError))
    try:
        claim: Document = turns(_claim, store, clock)
        return claim
    except RetryError as error:
        holder = store.get_many(STATE, [_CLAIM]).get(_CLAIM, {}).get("process", "another process")
        raise StoreError(
            f"The store is being brought up to date by {holder}; run again when it is done, in {LEASE} at the most."
        ) from error


class _TakenError(Exception):
    """Somebody else has the claim."""


def _claim(store: Store, clock: Callable[[], datetime]) -> Document:
    now = clock()
    mine: Document = {"process": this_process(), "token": secrets.token_hex(8), "until": moment(now + LEASE)}
    answer = store.insert_if_absent(STATE, _CLAIM, mine)
    if answer.won:
        return mine
    lapsed = answer.document["until"] <= moment(now)
    if lapsed and store.replace_if(STATE, _CLAIM, answer.document, mine):
        return mine
    raise _TakenError
