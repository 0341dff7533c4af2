"""What was found out about companies, kept for seven days each source: a plain document a company."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from inroad.tools.store import Collection, Document, Store, moment, revise, utc_now
from inroad.tools.store.whom import Whom

# The records of the larger pipeline take a while to make; whoever copies or purges a store does without.
if TYPE_CHECKING:
    from inroad.analysis import Statement

RESEARCH = Collection("company-research", expires="expires_at")
FRESH = dt.timedelta(days=7)


@dataclass(frozen=True)
class KeptResearch:
    """What is kept of a company and fresh: by source the moment at which it was asked, and what it said."""

    sources: dict[str, dt.datetime] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)

    @property
    def since(self) -> dt.date | None:
        """The day on which the oldest part was looked up."""
        return min(self.sources.values()).date() if self.sources else None


class CompanyResearch:
    """The collection `company-research`, safe among threads and processes that share the store."""

    def __init__(self, store: Store, clock: Callable[[], dt.datetime] = utc_now) -> None:
        """Keep it in a store; `clock` dates it and says how old it is."""
        self._store = store
        self._clock = clock

    def get(self, key: str, domain: str = "") -> KeptResearch:
        """Return what is kept of a company, by its key (see `company_key`); nothing where it is another's.

        Of two companies of one name the domain tells which is meant: what was looked up for another domain, or
        without any, says nothing of the one that is asked for.
        """
        from inroad.analysis import Statement

        document = self._there(key)
        if not _is_same(document, domain):
            return KeptResearch()
        sources = self._fresh(document.get("sources") or {})
        statements = [Statement.model_validate(each) for each in document.get("statements") or []]
        return KeptResearch(sources, [each for each in statements if each.source in sources])

    def put(self, key: str, name: str, domain: str, said: Mapping[str, Sequence[Statement]]) -> None:
        """Keep what sources said that were asked just now, by source, beside what others said before.

        What was looked up for a company of another domain is replaced.
        """
        now = moment(self._clock())
        new = [each.model_dump(mode="json") for statements in said.values() for each in statements]

        def changed(there: Document) -> Document:
            there = there if _is_same(there, domain) else {}
            before = self._fresh(there.get("sources") or {})
            others = [each for each in there.get("statements") or [] if each["source"] in before.keys() - said.keys()]
            kept = {
                "key": key,
                "company": name,
                "domain": domain or there.get("domain", ""),
                "sources": {each: moment(at) for each, at in before.items()} | dict.fromkeys(said, now),
                "statements": [*others, *new],
                "contacts": there.get("contacts") or {},
            }
            return self._dated(kept)

        self._change(key, changed)

    def drop(self, key: str) -> None:
        """Let go of what was looked up about a company, so that it is asked for anew; of its people nothing changes."""
        revise(self._store, RESEARCH, key, lambda document: {**document, "sources": {}, "statements": []})

    def kept_contacts(self, key: str, asked: str) -> str:
        """Return the run that found a company's people, "" where none is kept; `asked` is a hash of what was asked."""
        there = (self._there(key).get("contacts") or {}).get(asked)
        return there["run_id"] if there and self._is_fresh(there["at"]) else ""

    def keep_contacts(self, key: str, asked: str, run_id: str) -> None:
        """Keep which run found a company's people."""
        entry = {"run_id": run_id, "at": moment(self._clock())}

        def changed(there: Document) -> Document:
            contacts = {**(there.get("contacts") or {}), asked: entry}
            kept = {name: each for name, each in contacts.items() if self._is_fresh(each["at"])}
            nothing = {"key": key, "company": "", "domain": "", "sources": {}, "statements": []}
            return self._dated({**(there or nothing), "contacts": kept})

        self._change(key, changed)

    def about(self, person: Whom) -> list[Document]:
        """Return the statements that name a person, each with its company."""
        return [
            {"company": document["company"], **statement}
            for _, document in self._store.scan(RESEARCH)
            for statement in document["statements"]
            if _names(document, statement, person)
        ]

    def forget(self, person: Whom) -> int:
        """Remove the statements that name a person; how many there were."""
        gone = len(self.about(person))
        for key in [key for key, _ in self._store.scan(RESEARCH)] if gone else []:
            revise(self._store, RESEARCH, key, lambda document: _without(document, person))
        return gone

    def looked_up_before(self, before: dt.datetime) -> list[str]:
        """Return the keys of what was last looked up before a moment; `erase` takes them."""
        last = moment(before + FRESH)
        return [key for key, document in self._store.scan(RESEARCH) if document["expires_at"] < last]

    def erase(self, keys: Iterable[str]) -> int:
        """Erase documents; how many there were."""
        return self._store.delete(RESEARCH, keys)

    def _there(self, key: str) -> Document:
        return self._store.get_many(RESEARCH, [key]).get(key, {}) if key else {}

    def _change(self, key: str, changed: Callable[[Document], Document]) -> None:
        """Change a document, or make it of nothing; the change is made anew where another writer came between."""
        if not self._store.insert_if_absent(RESEARCH, key, changed({})).won:
            revise(self._store, RESEARCH, key, changed)

    def _fresh(self, sources: dict[str, str]) -> dict[str, dt.datetime]:
        return {name: dt.datetime.fromisoformat(at) for name, at in sources.items() if self._is_fresh(at)}

    def _is_fresh(self, at: str) -> bool:
        return self._clock() - dt.datetime.fromisoformat(at) < FRESH

    def _dated(self, document: Document) -> Document:
        """A document that lasts as long as its youngest part."""
        moments = [*document["sources"].values(), *(each["at"] for each in document["contacts"].values())]
        return {**document, "expires_at": moment(dt.datetime.fromisoformat(max(moments)) + FRESH)}


def _is_same(document: Document, domain: str) -> bool:
    """Whether a document may be added to: nothing was looked up yet, or for the same company."""
    return not (document.get("sources") and domain) or document["domain"] == domain


def _names(document: Document, statement: Document, person: Whom) -> bool:
    return person.mentioned_in({"company": document["company"], "statement": statement})


def _without(document: Document, person: Whom) -> Document:
    kept = [each for each in document["statements"] if not _names(document, each, person)]
    return {**document, "statements": kept}
