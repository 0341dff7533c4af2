"""The connection to a MongoDB database, one for each process, its errors in words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import (
    ConfigurationError,
    InvalidName,
    InvalidURI,
    OperationFailure,
    PyMongoError,
    ServerSelectionTimeoutError,
)

from inroad.errors import StoreError, UserInputError
from inroad.tools.store.opening import Mongo

WAIT_MS = 5000  # to find a server: one that is not there is told soon
_NOT_ALLOWED = {13, 18}  # Unauthorized, AuthenticationFailed


def client(mongo: Mongo) -> MongoClient[dict[str, Any]]:
    """Return this process's client, made on first use; a child of a fork gets its own.

    Raises:
        UserInputError: the URI is none.
    """
    return _client(mongo.uri.get_secret_value(), os.getpid())


def database(mongo: Mongo) -> Database[dict[str, Any]]:
    """Return the database.

    Raises:
        UserInputError: the URI is none, or the name is not one for a database.
    """
    try:
        return client(mongo)[mongo.database]
    except InvalidName as error:
        raise UserInputError(f"INROAD_DB is not a name for a database ({error}).") from error


@cache
def _client(uri: str, _process: int) -> MongoClient[dict[str, Any]]:
    try:
        return MongoClient(
            uri, serverSelectionTimeoutMS=WAIT_MS, connectTimeoutMS=WAIT_MS, appname="inroad", tz_aware=True
        )
    except (ConfigurationError, InvalidURI, ValueError) as error:
        raise UserInputError("MONGODB_URI is not usable; it looks like mongodb://user:password@host:27017.") from error


@contextmanager
def in_words() -> Iterator[None]:
    """Let MongoDB's errors leave as a StoreError, whose sentence never holds the URI."""
    try:
        yield
    except ServerSelectionTimeoutError as error:
        raise StoreError(
            f"MongoDB did not answer within {WAIT_MS // 1000} seconds; start it, check MONGODB_URI, "
            "or unset it to use SQLite."
        ) from error
    except OperationFailure as error:
        if error.code in _NOT_ALLOWED:
            raise StoreError("MongoDB does not let inroad in; check user and password in MONGODB_URI.") from error
        raise StoreError(f"MongoDB refused an operation (code {error.code}); look into its log.") from error
    except PyMongoError as error:
        raise StoreError(f"The store in MongoDB cannot be used ({type(error).__name__}); run again.") from error
