"""Documents as MongoDB holds them: plain BSON under their own field names, so that other programs can read them.

`_id` is the key. `_rev` is new with each write, so that a replacement finds out whether somebody else wrote meanwhile.
`_expires` is a date for MongoDB's TTL index. What BSON cannot hold as it is, is kept as JSON text in `_json`, with the
texts of the document beside it for the indexes.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from bson import ObjectId

from inroad.tools.store import Collection, Document, moment
from inroad.tools.store.documents import body, indexed_texts, storable

KEY, REVISION, EXPIRES, JSON = "_id", "_rev", "_expires", "_json"
_OWN = frozenset({KEY, REVISION, EXPIRES, JSON})
_DEEPEST = 90  # MongoDB takes 100 levels, with its own around
_WHOLE_NUMBERS = range(-(2**63), 2**63)


def stored(collection: Collection, key: str, document: Document) -> dict[str, Any]:
    """A document as it is written, with a revision of its own.

    Raises ValueError or TypeError for what is no JSON, and for an indexed field that holds something else than texts.
    """
    text = body(document)
    for field in collection.indexes:
        indexed_texts(document, field)
    plain = json.loads(text)
    fields = plain if _fits(plain) else {JSON: text, **_texts(plain)}
    return {KEY: key, **fields, REVISION: ObjectId(), **_expiry(plain.get(collection.expires))}


def document_of(found: dict[str, Any]) -> Document:
    """The document, from what was found; of another program's document that which JSON can hold, dates as texts."""
    if JSON in found:
        document: Document = json.loads(found[JSON])
        return document
    return {name: _plain(value) for name, value in found.items() if name not in _OWN}


def _fits(plain: Document) -> bool:
    return _OWN.isdisjoint(plain) and _holds(plain, _DEEPEST)


def _holds(value: object, levels: int) -> bool:
    """Whether BSON holds a value of JSON, and MongoDB takes it."""
    if isinstance(value, str):
        return storable(value) == value
    if isinstance(value, dict):
        return levels > 0 and all(_is_name(name) and _holds(each, levels - 1) for name, each in value.items())
    if isinstance(value, list):
        return levels > 0 and all(_holds(each, levels - 1) for each in value)
    return not isinstance(value, int) or value in _WHOLE_NUMBERS


def _is_name(name: str) -> bool:
    return storable(name) == name and not name.startswith("$") and not {".", "\0"} & set(name)


def _texts(plain: Document) -> dict[str, Any]:
    """The texts and lists of texts of a document that is kept as JSON: any of them may be an index, now or later."""
    found = {name: _spelt(value) for name, value in plain.items() if name not in _OWN and _is_name(name)}
    return {name: texts for name, texts in found.items() if texts}


def _spelt(value: object) -> str | list[str]:
    if isinstance(value, str):
        return storable(value)
    return [storable(text) for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _expiry(until: object) -> dict[str, datetime]:
    """The moment as a BSON date, which has milliseconds: the next one, so that nothing is removed too early."""
    if not isinstance(until, str):
        return {}
    return {EXPIRES: datetime.fromisoformat(until).astimezone(UTC) + timedelta(microseconds=999)}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)  # BSON has a type of its own for long ones
    return value if value is None or isinstance(value, str | bool | float) else str(value)
