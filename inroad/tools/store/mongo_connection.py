"""The connection to a MongoDB database, one for each process, its errors in words."""

from __future__ import annotations

import atexit
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import parse_qs

from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import (
    AutoReconnect,
    ConfigurationError,
    DocumentTooLarge,
    ExecutionTimeout,
    InvalidName,
    InvalidURI,
    NetworkTimeout,
    OperationFailure,
    PyMongoError,
    ServerSelectionTimeoutError,
    WTimeoutError,
)

from inroad import log
from inroad.errors import StoreError, UserInputError
from inroad.tools.store.opening import Mongo

WAIT_MS = 5000  # to find a server: one that is not there is told soon
ANSWER_MS = 20_000  # for one answer: a server that hangs is told as well
_NOT_ALLOWED = {13, 18, 8000}  # Unauthorized, AuthenticationFailed, and what Atlas says for both
_TOO_LARGE = {10334, 17419, 17420}  # BSONObjectTooLarge, and what an update says
_NO_URI = "MONGODB_URI is not usable; it looks like mongodb://user:password@host:27017."
_NO_NAME = "MONGODB_URI is not usable: check its name, its options, and the network in which the name is looked up."
# What counts as written is on the disks of most servers. An option that the user's URI has wins over ours.
_OPTIONS: dict[str, object] = {
    "serverSelectionTimeoutMS": WAIT_MS,
    "connectTimeoutMS": WAIT_MS,
    "socketTimeoutMS": ANSWER_MS,
    "w": "majority",
    "journal": True,
}

# The one server that takes writes also answers: what was written is there when it is asked for.
_FIXED: dict[str, Any] = {"readPreference": "primary", "appname": "inroad", "tz_aware": True}


def client(mongo: Mongo) -> MongoClient[dict[str, Any]]:
    """Return this process's client, made on first use; a child of a fork gets its own.

    Raises:
        UserInputError: the URI is none, or its name cannot be looked up.
    """
    return _client(mongo.uri.get_secret_value(), os.getpid())


def database(mongo: Mongo) -> Database[dict[str, Any]]:
    """Return the database.

    Raises:
        UserInputError: as `client`, or the name is not one for a database.
    """
    try:
        return client(mongo)[mongo.database]
    except InvalidName as error:
        raise UserInputError(f"INROAD_DB is not a name for a database ({error}).") from error


@cache
def _client(uri: str, process: int) -> MongoClient[dict[str, Any]]:
    try:
        made: MongoClient[dict[str, Any]] = MongoClient(uri, **_options(uri), **_FIXED)
    except (ConfigurationError, InvalidURI, ValueError) as error:
        is_name = uri.startswith("mongodb+srv:")
        raise UserInputError(_NO_NAME if is_name else _NO_URI) from error
    atexit.register(_close, made, process)
    return made


def _close(made: MongoClient[dict[str, Any]], process: int) -> None:
    """A child of a fork leaves its parent's connections alone."""
    if process == os.getpid():
        made.close()


def _options(uri: str) -> dict[str, Any]:
    """Ours but for those that the URI sets, in whatever case: pymongo would let arguments win."""
    given = {name.lower() for name in parse_qs(uri.partition("?")[2])}
    return {name: value for name, value in _OPTIONS.items() if name.lower() not in given}


@contextmanager
def in_words() -> Iterator[None]:
    """Let MongoDB's errors leave as a StoreError, whose sentence never holds the URI."""
    try:
        yield
    except (PyMongoError, DocumentTooLarge) as error:
        log.event("store_trouble", logging.ERROR, store="mongodb", error=type(error).__name__)
        raise StoreError(_sentence(error)) from error


def _sentence(error: Exception) -> str:
    """The last cases are the widest: most of pymongo's errors are kinds of OperationFailure or AutoReconnect."""
    refusal = _refusal(error)
    if refusal.get("code") in _NOT_ALLOWED:
        return "MongoDB does not let inroad in; check user and password in MONGODB_URI, and what that user may do."
    if isinstance(error, DocumentTooLarge) or refusal.get("code") in _TOO_LARGE:
        return "MongoDB takes documents of up to 16 megabytes, and one was larger; use SQLite for it."
    if isinstance(error, ServerSelectionTimeoutError | ConfigurationError):
        return "No MongoDB answers at MONGODB_URI; start it, check the address, or unset MONGODB_URI to use SQLite."
    if isinstance(error, NetworkTimeout | WTimeoutError | ExecutionTimeout):
        return "MongoDB hangs: it took a question and gave no answer in time; look after the server, and run again."
    if isinstance(error, AutoReconnect):
        return "The connection to MongoDB broke off; look whether the server is well, and run again."
    what = refusal.get("codeName") or refusal.get("code") or type(error).__name__
    return f"MongoDB refused an operation ({what}); look into its log, and run again."


def _refusal(error: Exception) -> Mapping[str, Any]:
    """What MongoDB says of a refusal; a bulk write has it with the first write that was refused."""
    if not isinstance(error, OperationFailure):
        return {}
    details = error.details or {"code": error.code}
    within = [*details.get("writeErrors", []), *details.get("writeConcernErrors", [])]
    return within[0] if within else details
