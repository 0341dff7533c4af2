"""Open the store that is set: MongoDB where there is one, else a SQLite file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from inroad.errors import UserInputError
from inroad.tools.store import Store
from inroad.tools.store.schema import bring_up_to_date
from inroad.tools.store.sqlite import SqliteStore

SQLITE_NAME = "inroad.sqlite"


@dataclass(frozen=True)
class Mongo:
    """Where a MongoDB database is: the URI, which may hold a password, and its name."""

    uri: SecretStr
    database: str = "inroad"


@dataclass(frozen=True)
class Place:
    """Where a store is, with the progress of its runs: in MongoDB, or in a folder where there is none."""

    home: Path
    mongo: Mongo | None = None


def open_store(home: Path, mongo: Mongo | None) -> Store:
    """Return the store of MongoDB, or of the file `inroad.sqlite` in this folder, in its present form.

    Raises:
        StoreError: it cannot be used, or was written by a newer inroad.
        UserInputError: MONGODB_URI or INROAD_DB is not usable.
    """
    store = _backend(home, mongo)
    try:
        bring_up_to_date(store)
    except BaseException:
        store.close()
        raise
    return store


def _backend(home: Path, mongo: Mongo | None) -> Store:
    if mongo is None:
        return SqliteStore(home / SQLITE_NAME)
    from inroad.tools.store.mongo import MongoStore

    return MongoStore(mongo)


def source_and_target(source: str, to: str, home: Path, mongo: Mongo | None, database: str) -> tuple[Place, Place]:
    """Return the two stores that a copy is made between.

    Args:
        source: "mongo" (`mongo`), "sqlite" (the folder `home`), "sqlite:FOLDER" or a MongoDB URI; "" for the
            store in use, or for SQLite's in `home` when `to` is that one.
        to: the same, not empty.
        home: the folder of the store in SQLite.
        mongo: the MongoDB that is set, if any.
        database: the name of the database of a URI.

    Raises:
        UserInputError: one of them is none of these, the source is not there, or both are the same.
    """
    there = _place(to, home, mongo, database)
    in_use = Place(home, mongo)
    here = _place(source, home, mongo, database) if source else Place(home) if there == in_use else in_use
    if here == there:
        raise UserInputError("Both are the same store; name another one with --to or --from.")
    if here.mongo is None and not (here.home / SQLITE_NAME).is_file():
        raise UserInputError(f"There is no store in {here.home} (no {SQLITE_NAME}); name its folder with --from.")
    return here, there


def _place(text: str, home: Path, mongo: Mongo | None, database: str) -> Place:
    kind, colon, folder = text.partition(":")
    if kind in ("mongodb", "mongodb+srv"):
        return Place(home, Mongo(SecretStr(text), database))
    if text == "mongo" and mongo is None:
        raise UserInputError("There is no MongoDB; set MONGODB_URI.")
    if text == "mongo":
        return Place(home, mongo)
    if kind != "sqlite" or (colon and not folder):
        raise UserInputError("A store is named mongo, sqlite, sqlite:FOLDER or mongodb://...; this is none of them.")
    place = Path(folder).expanduser().absolute() if folder else home
    if place.is_file() or place.suffix in (".sqlite", ".db"):
        raise UserInputError(f"sqlite: takes a folder, in which the store is {SQLITE_NAME}; {place} is a file.")
    return Place(place)
