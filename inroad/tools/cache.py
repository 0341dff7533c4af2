"""What was paid for, kept with its source and date, so that no fact is paid for twice.

Clients store an answer the moment it arrives: first the records, then which of them a question gave.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from pydantic import Field

from inroad import log
from inroad.state import Record
from inroad.tools.store import Collection, Document, Store, moment, revise, utc_now
from inroad.tools.store.whom import Whom, known_as, known_by_keys

RECORDS = Collection("paid_records", indexes=("companies", "names"), expires="expires_at")
ANSWERS = Collection("paid_answers", indexes=("records",), expires="expires_at")

RecordKind = Literal["person", "company", "cleaned", "address", "words", "layer", "web", "vector"]
Value = TypeVar("Value")


class Freshness(NamedTuple):
    """How long something is fresh, and from when on it is gone; in between it is stale."""

    fresh: timedelta
    usable: timedelta


FRESHNESS: dict[RecordKind, Freshness] = {
    "person": Freshness(timedelta(days=3), timedelta(days=90)),
    "company": Freshness(timedelta(days=30), timedelta(days=30)),
    "cleaned": Freshness(timedelta(days=30), timedelta(days=30)),
    "address": Freshness(timedelta(days=30), timedelta(days=30)),
    "words": Freshness(timedelta(days=30), timedelta(days=30)),
    "layer": Freshness(timedelta(days=30), timedelta(days=30)),
    "web": Freshness(timedelta(days=1), timedelta(days=1)),
    "vector": Freshness(timedelta(days=30), timedelta(days=30)),
}
_OF_PEOPLE: frozenset[RecordKind] = frozenset({"person", "address", "words", "layer", "web", "vector"})
ANSWER_FRESHNESS = Freshness(timedelta(days=3), timedelta(days=3))


@dataclass(frozen=True)
class Cached(Generic[Value]):
    """Something that was fetched earlier; `stale` when it may no longer be so, and has to be marked.

    `credits` is what it cost then, where that is known of it alone.
    """

    value: Value
    fetched_at: datetime
    stale: bool
    credits: float = 0


class Paid(NamedTuple):
    """A record as the provider gave it, with what it is to be found by.

    `companies` are the keys of the companies where the person works; `people` are the identity
    keys ("linkedin:<slug>", "email:<address>") by which the record is forgotten; `credits` what it cost.
    """

    value: Document
    companies: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    credits: float = 0


class PaidAnswer(Record):
    """What one page of a search gave: which records, what asks for the next page, how many there are."""

    record_ids: list[str]
    next_page: str = ""
    total: int = 0
    credits: float = Field(0, description="What the page cost, for the credits that a repeat saves.")


class PaidCache:
    """The paid records and answers, safe among threads and processes that share the store."""

    def __init__(self, store: Store, clock: Callable[[], datetime] = utc_now) -> None:
        """Keep what is paid for in a store; `clock` dates it and says how old it is."""
        self._store = store
        self._clock = clock
        self._freed = threading.Condition()
        self._taken: set[str] = set()

    @contextmanager
    def alone(self, provider: str, kind: RecordKind, ids: Iterable[str]) -> Iterator[None]:
        """Wait until no other thread of this process works on any of these records, and keep the others out.

        Whoever looks for a record, buys what is missing and keeps it within the block pays once.
        """
        wanted = {_key(provider, kind, id_) for id_ in ids}
        with self._freed:
            self._freed.wait_for(lambda: self._taken.isdisjoint(wanted))
            self._taken |= wanted
        try:
            yield
        finally:
            with self._freed:
                self._taken -= wanted
                self._freed.notify_all()

    def put_records(self, provider: str, kind: RecordKind, records: Mapping[str, Paid]) -> datetime:
        """Keep records by the provider's id, and return as of when; one that is there already is replaced."""
        now = self._clock()
        dates = _dates(now, FRESHNESS[kind])
        self._store.put_many(
            RECORDS,
            {_key(provider, kind, id_): _record(provider, kind, id_, paid, dates) for id_, paid in records.items()},
        )
        return now

    def get_records(self, provider: str, kind: RecordKind, ids: Iterable[str]) -> dict[str, Cached[Document]]:
        """The records of these ids that are still usable, in the order of the ids."""
        keys = {_key(provider, kind, id_): id_ for id_ in ids}
        found = self._store.get_many(RECORDS, keys)
        kept = {id_: cached for key, id_ in keys.items() if key in found and (cached := self._record(found[key]))}
        _count(sum(not cached.stale for cached in kept.values()), len(keys))
        return kept

    def records_of_company(self, provider: str, company_key: str) -> dict[str, Cached[Document]]:
        """The usable records of people at a company, by the provider's id, whoever they were bought for."""
        found = self._store.query(RECORDS, "companies", [company_key]).values()
        people = [each for each in found if each["provider"] == provider and each["kind"] == "person"]
        return {each["id"]: cached for each in people if (cached := self._record(each))}

    def put_answer(self, provider: str, key: str, answer: PaidAnswer) -> None:
        """Keep what a question (see `question_key`) gave; its records are to be kept before."""
        document = {
            **_dates(self._clock(), ANSWER_FRESHNESS),
            "provider": provider,
            "records": [_name(provider, id_) for id_ in answer.record_ids],
            "answer": answer.model_dump(mode="json"),
        }
        self._store.put_many(ANSWERS, {f"{provider}:{key}": document})

    def get_answer(self, provider: str, key: str) -> Cached[PaidAnswer] | None:
        """What a question gave, None when it is to be asked (anew)."""
        key = f"{provider}:{key}"
        found = self._store.get_many(ANSWERS, [key]).get(key)
        kept = None if found is None else self._aged(_answer(found), found, ANSWER_FRESHNESS)
        _count(1 if kept else 0, 1)
        return kept

    def forget(self, names: Iterable[str]) -> int:
        """Erase what is held about a person, given by provider ids and identity keys; how many records.

        Kept answers no longer name the records, so that nobody fetches them anew.
        """
        found = self._store.query(RECORDS, "names", [name.strip() for name in names])
        ids = {_name(each["provider"], each["id"]) for each in found.values() if each["kind"] == "person"}
        for key in self._store.query(ANSWERS, "records", ids):
            revise(self._store, ANSWERS, key, lambda answer: _without(answer, ids))
        return self._store.delete(RECORDS, found)

    def people(self) -> set[Whom]:
        """Everybody of whom something is kept, by what each record says they are known by."""
        documents = (document for _, document in self._store.scan(RECORDS))
        return {known for document in documents for known in _known(document)}

    def about(self, person: Whom) -> list[Document]:
        """What is kept about a person: documents with `provider`, `kind`, `id`, `value`, `credits` and dates."""
        return [document for _, document in self._store.scan(RECORDS) if _is_about(document, person)]

    def fetched_before(self, before: datetime) -> list[str]:
        """The keys of the records about people that were fetched before a moment; `erase` takes them."""
        found = self._store.scan(RECORDS)
        return [key for key, each in found if each["kind"] in _OF_PEOPLE and each["fetched_at"] < moment(before)]

    def vectors(self) -> list[str]:
        """The keys of all vectors of texts; nobody can tell of whom such a text spoke. `erase` takes them."""
        return [key for key, each in self._store.scan(RECORDS) if each["kind"] == "vector"]

    def erase(self, keys: Iterable[str]) -> int:
        """Erase records; how many there were."""
        return self._store.delete(RECORDS, keys)

    def _record(self, document: Document) -> Cached[Document] | None:
        return self._aged(document["value"], document, FRESHNESS[document["kind"]], document.get("credits", 0))

    def _aged(self, value: Value, document: Document, freshness: Freshness, credits: float = 0) -> Cached[Value] | None:
        """The value with its age; None when it is too old, be it that the store's clock differs."""
        fetched_at = datetime.fromisoformat(document["fetched_at"])
        age = self._clock() - fetched_at
        if age >= freshness.usable:
            return None
        return Cached(value, fetched_at, age >= freshness.fresh, credits)


def question_key(query: Mapping[str, Any], page: str = "") -> str:
    """The key of a question: the same for equal queries, however their keys are ordered."""
    text = json.dumps([query, page], sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _dates(now: datetime, freshness: Freshness) -> Document:
    return {"fetched_at": moment(now), "expires_at": moment(now + freshness.usable)}


def _key(provider: str, kind: RecordKind, id_: str) -> str:
    return f"{provider}:{kind}:{id_}"


def _name(provider: str, id_: str) -> str:
    return f"{provider}:{id_}"


def _answer(document: Document) -> PaidAnswer:
    return PaidAnswer.model_validate(document["answer"])


def _count(hits: int, asked: int) -> None:
    log.count("cache_hits", hits)
    log.count("cache_misses", asked - hits)


def _record(provider: str, kind: RecordKind, id_: str, paid: Paid, dates: Document) -> Document:
    return {
        **dates,
        "provider": provider,
        "kind": kind,
        "id": id_,
        "companies": list(paid.companies),
        "names": [id_, _name(provider, id_), *paid.people] if kind in _OF_PEOPLE else [],
        "value": paid.value,
        "credits": paid.credits,
    }


def _known(document: Document) -> list[Whom]:
    """Who a record is about: one person by all its names, or each name for itself where it lists several people.

    Words of a model list whom they are to, each with their names. A layer of the larger pipeline is about a posting,
    a page of the web about a company: either may mention anybody. A vector does not tell.
    """
    if document["kind"] in ("layer", "web", "vector"):
        return []
    if document["kind"] == "words":
        return [known_as(each) for each in document["value"]["people"]]
    keys = document["names"][2:]
    if sum(key.startswith("name:") for key in keys) > 1:
        return [known_by_keys([key]) for key in keys]
    own = [_name(document["provider"], document["id"])] if document["kind"] == "person" else []
    known = known_by_keys([*own, *keys])
    value = document["value"]
    return [known | known_as(value) if isinstance(value, dict) and document["kind"] in _OF_PEOPLE else known]


def _is_about(document: Document, person: Whom) -> bool:
    known = _known(document)
    if any(map(person.is_, known)):
        return True
    is_namesakes = len(known) == 1 and bool(known[0].profiles and person.profiles)
    return not is_namesakes and person.mentioned_in(document["value"])


def _without(document: Document, names: set[str]) -> Document:
    """An answer that no longer names these records."""
    answer = document["answer"]
    kept = [id_ for id_ in answer["record_ids"] if _name(document["provider"], id_) not in names]
    records = [name for name in document["records"] if name not in names]
    return {**document, "records": records, "answer": {**answer, "record_ids": kept}}
