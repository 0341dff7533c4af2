"""The store in MongoDB: the hosted backend."""

from __future__ import annotations

from inroad.tools.store import Store
from inroad.tools.store.opening import Mongo


class MongoStore(Store):
    """A `Store` in one MongoDB database."""

    def __init__(self, mongo: Mongo) -> None:
        self._mongo = mongo
