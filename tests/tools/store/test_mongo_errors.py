"""Every error of MongoDB is told in words, without the URI."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import SecretStr
from pymongo import ReadPreference
from pymongo.database import Database
from pymongo.errors import (
    AutoReconnect,
    BulkWriteError,
    ConfigurationError,
    ExecutionTimeout,
    NetworkTimeout,
    OperationFailure,
    PyMongoError,
    WTimeoutError,
)

from inroad.errors import StoreError, UserInputError
from inroad.tools.store import Collection, Document, Store
from inroad.tools.store.mongo import MongoStore
from inroad.tools.store.mongo_connection import client, in_words
from inroad.tools.store.opening import Mongo
from tests.mongo_server import MongoServer, place_of
from tests.tools.store.test_mongo_store import CALLS

PLAIN = Collection("plain")
PEOPLE = Collection("people", indexes=("team",))
SECRET = "canary-7f3a"


@pytest.fixture
def place(mongo: Mongo) -> str:
    return place_of(mongo)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_no_server_is_told_without_the_uri(call: Callable[[Store], object]) -> None:
    uri = f"mongodb://ada:{SECRET}@127.0.0.1:9/?serverSelectionTimeoutMS=20"
    with pytest.raises(StoreError) as told:
        call(MongoStore(Mongo(SecretStr(uri))))
    assert str(told.value) == (
        "No MongoDB answers at MONGODB_URI; start it, check the address, or unset MONGODB_URI to use SQLite."
    )


@pytest.mark.parametrize(
    "uri",
    [
        f"mongodb://ada:{SECRET}@/x@:y",
        f"mongodb+srv://ada:{SECRET}@a,b",
        f"http://ada:{SECRET}@host",
        f"mongodb://ada:{SECRET}@host/?w=0",
    ],
)
def test_an_unusable_uri_is_the_users(uri: str) -> None:
    with pytest.raises(
        UserInputError, match=r"^MONGODB_URI is not usable[;:] (it looks like mongodb://user|check its name)"
    ) as told:
        MongoStore(Mongo(SecretStr(uri)))
    assert SECRET not in str(told.value)


def test_a_name_that_is_none_for_a_database() -> None:
    with pytest.raises(UserInputError, match=r"^INROAD_DB is not a name for a database \("):
        MongoStore(Mongo(SecretStr("mongodb://127.0.0.1:9"), "a b"))


def test_writes_wait_for_the_disks_of_most_servers_unless_the_uri_says_otherwise() -> None:
    ours = client(Mongo(SecretStr("mongodb://127.0.0.1:9")))
    assert (ours.write_concern.document, ours.options.server_selection_timeout) == ({"w": "majority", "j": True}, 5)
    assert ours.options.pool_options.socket_timeout == 20
    theirs = client(
        Mongo(
            SecretStr(
                "mongodb://127.0.0.1:9/?W=1&readPreference=nearest&serverselectiontimeoutms=300&socketTimeoutMS=70"
            )
        )
    )
    assert (theirs.write_concern.document, theirs.options.server_selection_timeout) == ({"w": 1, "j": True}, 0.3)
    assert (theirs.options.pool_options.socket_timeout, theirs.read_preference) == (0.07, ReadPreference.PRIMARY)


def test_an_index_of_another_kind_is_in_the_way(store: Store, raw: Database[dict[str, Any]]) -> None:
    raw["people"].create_index("team", unique=True)
    with pytest.raises(StoreError, match=r"^MongoDB refused an operation \(IndexKeySpecsConflict\); look into its log"):
        store.put_many(PEOPLE, {"a": {"team": "red"}})


def test_a_unique_index_of_others_refuses(store: Store, raw: Database[dict[str, Any]]) -> None:
    raw["plain"].create_index("team", unique=True)
    store.put_many(PLAIN, {"a": {"team": "red"}})
    for write in (
        lambda: store.put_many(PLAIN, {"b": {"team": "red"}}),
        lambda: store.insert_if_absent(PLAIN, "b", {"team": "red"}),
    ):
        with pytest.raises(StoreError, match=r"^MongoDB refused an operation \(11000\); look into its log"):
            write()
    assert [key for key, _ in store.scan(PLAIN)] == ["a"]


def test_a_document_that_is_too_large_is_told(store: Store) -> None:
    huge: Document = {"x": "y" * 17_000_000}
    with pytest.raises(StoreError, match="up to 16 megabytes"):
        store.insert_if_absent(PLAIN, "a", huge)
    with pytest.raises(StoreError, match="up to 16 megabytes"):
        store.put_many(PLAIN, {"a": huge})
    assert store.get_many(PLAIN, ["a"]) == {}


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (AutoReconnect(SECRET), "The connection to MongoDB broke off"),
        (NetworkTimeout(SECRET), "MongoDB hangs"),
        (WTimeoutError(SECRET, 64, {"code": 64}), "MongoDB hangs"),
        (ExecutionTimeout(SECRET, 50), "MongoDB hangs"),
        (ConfigurationError(SECRET), "No MongoDB answers at MONGODB_URI"),
        (OperationFailure(SECRET, 18), "MongoDB does not let inroad in"),
        (BulkWriteError({"writeErrors": [{"code": 13}]}), "MongoDB does not let inroad in"),
        (BulkWriteError({"writeConcernErrors": [{"code": 91}]}), "MongoDB refused an operation (91)"),
        (OperationFailure(SECRET, 112, {"codeName": "WriteConflict"}), "MongoDB refused an operation (WriteConflict)"),
        (PyMongoError(SECRET), "MongoDB refused an operation (PyMongoError)"),
    ],
    ids=lambda given: type(given).__name__,
)
def test_every_error_has_its_words(error: PyMongoError, says: str) -> None:
    with pytest.raises(StoreError) as told, in_words():
        raise error
    assert str(told.value).startswith(says)
    assert SECRET not in str(told.value)


@pytest.fixture
def own_server() -> Iterator[MongoServer]:
    """A server that a test may stop."""
    server = MongoServer()
    try:
        server.start()
        yield server
    finally:
        server.remove()


def test_a_server_that_hangs_breaks_off_and_comes_back(own_server: MongoServer) -> None:
    uri = f"{own_server.uri}?socketTimeoutMS=1500&serverSelectionTimeoutMS=1500&retryReads=false&retryWrites=false"
    store = MongoStore(Mongo(SecretStr(uri)))
    store.put_many(PLAIN, {"a": {"n": 1}})
    own_server.hang()
    with pytest.raises(StoreError, match=r"^MongoDB hangs: it took a question and gave no answer in time; look"):
        store.get_many(PLAIN, ["a"])
    own_server.go_on()
    own_server.stop()
    with pytest.raises(
        StoreError, match=r"^No MongoDB answers at MONGODB_URI; start it|^The connection to MongoDB broke"
    ):
        store.get_many(PLAIN, ["a"])
    own_server.start()
    patient = MongoStore(Mongo(SecretStr(own_server.uri)))
    assert patient.get_many(PLAIN, ["a"]) == {"a": {"n": 1}}


@pytest.mark.parametrize("user", ["", f"ada:{SECRET}@"])
def test_whoever_is_not_let_in_is_told(user: str) -> None:
    server = MongoServer("--auth")
    try:
        server.start()
        store = MongoStore(Mongo(SecretStr(server.uri.replace("//", f"//{user}"))))
        with pytest.raises(
            StoreError, match=r"^MongoDB does not let inroad in; check user and password in MONGODB_URI"
        ):
            store.get_many(PLAIN, ["a"])
    finally:
        server.remove()
