"""Open the store that is set: MongoDB where there is one, else a SQLite file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from inroad.tools.store import Store
from inroad.tools.store.sqlite import SqliteStore


@dataclass(frozen=True)
class Mongo:
    """Where a MongoDB database is: the URI, which may hold a password, and its name."""

    uri: SecretStr
    database: str = "inroad"


def open_store(home: Path, mongo: Mongo | None) -> Store:
    """Return the store of MongoDB, or of the file `inroad.sqlite` in this folder.

    Raises:
        StoreError: it cannot be used.
        UserInputError: MONGODB_URI or INROAD_DB is not usable.
    """
    if mongo is None:
        return SqliteStore(home / "inroad.sqlite")
    from inroad.tools.store.mongo import MongoStore

    return MongoStore(mongo)
