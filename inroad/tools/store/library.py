"""The library: the people that were reported, merged over runs, found by whatever names them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from inroad.state import Draft, Email, Record
from inroad.tools.store import Collection, Document, Store, revise
from inroad.tools.store.draft_ledger import DraftLedger
from inroad.tools.store.entries import LibraryEntry, joined, merge, oldest
from inroad.tools.store.runs import Runs
from inroad.tools.store.suppression import folded_name, normalised_key
from inroad.tools.store.whom import FORGOTTEN, Whom

LIBRARY = Collection("contacts", indexes=("ids", "keys", "found_by"))


class Forgotten(Record):
    """What was known of a person who is now forgotten, for the caller to suppress and clean up.

    `drafts` are those that were made: the files of `.eml` drafts still lie where they say.
    `runs` are the runs whose reports the person was taken out of.
    """

    entry: LibraryEntry | None
    drafts: list[Draft]
    runs: list[str]


class Library:
    """The people that were reported, safe among threads and processes that share the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def resolve(self, people: Iterable[Iterable[str]]) -> dict[str, str]:
        """Which person each identity key belongs to, for many people in one batched look-up.

        Each person is given as a list of identity keys. Keys that are not in the library are left
        out, and so is a key that different people (of different LinkedIn profiles) have.
        """
        wanted = {key for keys in people for key in keys}
        holders: dict[str, list[LibraryEntry]] = {}
        for document in self._store.query(LIBRARY, "keys", wanted).values():
            entry = _entry(document)
            for key in wanted.intersection(entry.keys):
                holders.setdefault(key, []).append(entry)
        return {key: oldest(found).person_id for key, found in holders.items() if _may_be_one(found)}

    def save(self, entries: Iterable[LibraryEntry]) -> list[LibraryEntry]:
        """Take the entries in and return them as they now stand in the library.

        An entry joins those that share its id, an alias or an identity key, unless both have a
        LinkedIn profile and it is not the same. The id that was there first is kept, the others
        become aliases; what was seen last counts, and what it displaces moves to `earlier`.
        Saving the same entry twice changes nothing.
        """
        given = list(entries)
        known = _Known(self._sharing(given))
        strangers, lone = known.strangers(given), known.lone(given)
        done = self._inserted(strangers, known) | self._replaced(lone, known)
        return [done.get(place) or self._save(entry, known) for place, entry in enumerate(given)]

    def everyone(self) -> list[LibraryEntry]:
        """All people, by name."""
        return _by_name(document for _, document in self._store.scan(LIBRARY))

    def find(self, text: str) -> list[LibraryEntry]:
        """The people that a text names: by id, e-mail address, LinkedIn URL or (part of the) name.

        Accents and case do not count; of a name every word given must be there. In order of names.
        """
        by_id = self._store.query(LIBRARY, "ids", [text.strip()])
        by_key = by_id or self._store.query(LIBRARY, "found_by", [normalised_key(text)])
        if by_key:
            return _by_name(by_key.values())
        words = _words(text)
        candidates = self._store.query(LIBRARY, "found_by", words).values()
        return _by_name(each for each in candidates if words.issubset(each["found_by"]))

    def forget(self, person_id: str) -> Forgotten:
        """Erase a person, given by id or alias, from the library and from all that refers to them.

        The draft ledger keeps hashes, so that they are not written to again, and reports lose
        them. Suppression is not touched: it holds hashes only, and is added to by the caller.
        """
        documents = self._store.query(LIBRARY, "ids", [person_id])
        entry = _entry(next(iter(documents.values()))) if documents else None
        ids = [person_id] if entry is None else [entry.person_id, *entry.aliases]
        drafts = DraftLedger(self._store).redact([*ids, *(_own_keys(entry) if entry else [])])
        runs = list(Runs(self._store).redact(ids))
        self._store.delete(LIBRARY, documents)
        return Forgotten(entry=entry, drafts=drafts, runs=runs)

    def strike(self, person: Whom) -> None:
        """Take one person out of what the entries of others say, as the way to an address does."""
        for person_id in [id_ for id_, other in self._store.scan(LIBRARY) if person.mentioned_in(other)]:
            revise(self._store, LIBRARY, person_id, lambda there: _without(there, person))

    def _sharing(self, entries: list[LibraryEntry]) -> dict[str, Document]:
        """The documents that share an id, an alias or a key with any of the entries."""
        ids = {id_ for entry in entries for id_ in (entry.person_id, *entry.aliases)}
        keys = {key for entry in entries for key in entry.keys}
        return self._store.query(LIBRARY, "ids", ids) | self._store.query(LIBRARY, "keys", keys)

    def _inserted(self, strangers: Mapping[int, LibraryEntry], known: _Known) -> dict[int, LibraryEntry]:
        """Write those of whom nothing is known in one go; without those that another writer entered meanwhile."""
        entries = {place: joined(entry, []) for place, entry in strangers.items()}
        if not entries:
            return {}
        done = self._store.insert_each(LIBRARY, {entry.person_id: _document(entry) for entry in entries.values()})
        known.replace([], *(insertion.document for insertion in done.values()))
        return {place: entry for place, entry in entries.items() if done[entry.person_id].won}

    def _replaced(self, lone: Mapping[int, LibraryEntry], known: _Known) -> dict[int, LibraryEntry]:
        """Merge those into their own entries in one go; without those behind one that another writer has changed."""
        if not lone:
            return {}
        there = {entry.person_id: known.sharing(entry)[entry.person_id] for entry in lone.values()}
        merged = {place: joined(entry, [_entry(there[entry.person_id])]) for place, entry in lone.items()}
        changes = {entry.person_id: (there[entry.person_id], _document(entry)) for entry in merged.values()}
        written = self._store.replace_each(LIBRARY, changes)
        known.replace(written, *(new for person_id, (_, new) in changes.items() if person_id in written))
        return {place: entry for place, entry in merged.items() if entry.person_id in written}

    def _save(self, entry: LibraryEntry, known: _Known) -> LibraryEntry:
        """Merge one entry into what is there, anew when another writer came between."""
        while True:
            there = known.sharing(entry)
            same = _same_person(entry, map(_entry, there.values()))
            merged = joined(entry, same)
            if self._write(merged, there) and self._absorb(merged, same, there):
                known.replace(list(there), _document(merged))
                return merged
            known.replace(list(there), *self._sharing([entry]).values())

    def _write(self, entry: LibraryEntry, there: Mapping[str, Document]) -> bool:
        document = _document(entry)
        if entry.person_id in there:
            return self._store.replace_if(LIBRARY, entry.person_id, there[entry.person_id], document)
        return self._store.insert_if_absent(LIBRARY, entry.person_id, document).won

    def _absorb(self, merged: LibraryEntry, same: Iterable[LibraryEntry], there: Mapping[str, Document]) -> bool:
        """Remove what is part of the merged entry now; False when some of it has changed meanwhile."""
        absorbed = [other.person_id for other in same if other.person_id != merged.person_id]
        return all(self._store.replace_if(LIBRARY, id_, there[id_], None) for id_ in absorbed)


class _Known:
    """The documents that a batch was found to touch, with what the batch has made of them so far."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents: dict[str, Document] = {}
        self._holders: dict[tuple[str, str], set[str]] = {}
        self.replace([], *documents.values())

    def sharing(self, entry: LibraryEntry) -> dict[str, Document]:
        """Those that share an id, an alias or a key with the entry, by person id, in a stable order."""
        held = [self._holders.get(name, set()) for name in _names_of(entry)]
        return {id_: self._documents[id_] for id_ in sorted(set().union(*held)) if id_ in self._documents}

    def strangers(self, entries: Iterable[LibraryEntry]) -> dict[int, LibraryEntry]:
        """Those of a list, by their place in it, who share nothing with what is known, nor with anybody before them."""
        met, found = set(self._holders), {}
        for place, entry in enumerate(entries):
            names = _names_of(entry)
            if met.isdisjoint(names):
                found[place] = entry
            met.update(names)
        return found

    def lone(self, entries: Sequence[LibraryEntry]) -> dict[int, LibraryEntry]:
        """Those of a list, by their place in it, who are known by their own id, and share with nobody else."""
        times = Counter(name for entry in entries for name in set(_names_of(entry)))
        return {
            place: entry
            for place, entry in enumerate(entries)
            if list(self.sharing(entry)) == [entry.person_id] and all(times[name] == 1 for name in _names_of(entry))
        }

    def replace(self, person_ids: Iterable[str], *documents: Document) -> None:
        for person_id in person_ids:
            self._documents.pop(person_id, None)
        for document in documents:
            self._documents[document["person_id"]] = document
            for name in _names(document):
                self._holders.setdefault(name, set()).add(document["person_id"])


def _same_person(entry: LibraryEntry, others: Iterable[LibraryEntry]) -> list[LibraryEntry]:
    """Those of the others that are this person, found also through one another."""
    same: list[LibraryEntry] = []
    rest = list(others)
    known = entry
    while linked := next((other for other in rest if _is_one_person(known, other)), None):
        rest.remove(linked)
        same.append(linked)
        known = merge(known, linked)
    return same


def _is_one_person(one: LibraryEntry, other: LibraryEntry) -> bool:
    if {one.person_id, *one.aliases} & {other.person_id, *other.aliases}:
        return True
    return bool(set(one.keys) & set(other.keys)) and _may_be_one([one, other])


def _may_be_one(entries: Iterable[LibraryEntry]) -> bool:
    return len({normalised_key(entry.linkedin) for entry in entries if entry.linkedin}) < 2


def _by_name(documents: Iterable[Document]) -> list[LibraryEntry]:
    entries = map(_entry, documents)
    return sorted(entries, key=lambda e: (folded_name(e.last_name), folded_name(e.first_name), e.person_id))


def _document(entry: LibraryEntry) -> Document:
    """The entry with the texts that it is found by, so that the store can index them."""
    keys = [normalised_key(key) for key in (*entry.keys, entry.email.address, entry.linkedin)]
    return {
        **entry.model_dump(mode="json"),
        "ids": [entry.person_id, *entry.aliases],
        "found_by": sorted({*filter(None, keys), *_words(entry.name)}),
    }


def _own_keys(entry: LibraryEntry) -> list[str]:
    """The keys that nobody else has: a namesake at the company has the name too, and another profile."""
    return [key for key in entry.keys if not (entry.linkedin and key.startswith("name:"))]


def _without(document: Document, person: Whom) -> Document:
    entry = _entry(person.struck_from(document))
    email = Email() if FORGOTTEN in entry.email.address else entry.email
    return _document(entry.model_copy(update={"email": email, "keys": [k for k in entry.keys if FORGOTTEN not in k]}))


def _names_of(entry: LibraryEntry) -> list[tuple[str, str]]:
    return _names({"ids": [entry.person_id, *entry.aliases], "keys": entry.keys})


def _names(document: Document) -> list[tuple[str, str]]:
    return [(kind, name) for kind in ("ids", "keys") for name in document[kind]]


def _entry(document: Document) -> LibraryEntry:
    known = {name: value for name, value in document.items() if name in LibraryEntry.model_fields}
    return LibraryEntry.model_validate(known)


def _words(name: str) -> set[str]:
    return set(folded_name(name).split())
