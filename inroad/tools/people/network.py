"""The user's own network: LinkedIn's `Connections.csv` and any other table of contacts.

The files are read once, at the first question, and kept as rows of text; a `Person` is made only of
the rows that a search finds.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from inroad.state import CompanyInfo, Education, KnownAddress, Person, Provenance, SearchKind
from inroad.tools.addresses.mail_kinds import domain_of, mail_kind
from inroad.tools.cleaning.companies import company_key, company_keys, may_be_same
from inroad.tools.people import PeoplePage, PeopleQuery
from inroad.tools.people.cells import (
    clean_names,
    linkedin_profile,
    mail_addresses,
    parse_date,
    parse_year,
    plain_text,
    split_list,
    split_name,
)
from inroad.tools.people.csv_files import Table, read_tables
from inroad.tools.people.identity import identity_keys, merge_people, person_id_for

_SHORTEST_KEY = 4
_MOST_NEAR = 5


@dataclass(slots=True)
class _Row:
    """One row of a file, its cells read by field; `number` counts through all files."""

    number: int
    table: Table
    cells: list[str]

    def __getitem__(self, field: str) -> str:
        index = self.table.columns.get(field, -1)
        return self.cells[index] if 0 <= index < len(self.cells) else ""


class _Companies:
    """The rows by company as written, found by any key of its name.

    To take a name apart is slow, and two names that differ in their first letter are hardly ever one company's
    (`may_be_same`): so the names with one first letter are taken apart when it is first asked for.
    """

    def __init__(self, rows: dict[str, list[_Row]]) -> None:
        self._rows = rows
        self._names: dict[str, list[str]] = {}
        self._by_key: dict[str, dict[str, list[str]]] = {}
        for name in rows:
            first = next((char for char in name if char.isalnum() or char == "&"), "")
            self._names.setdefault(first, []).append(name)

    def rows_of(self, name: str) -> list[_Row]:
        """The rows of a name as written."""
        return self._rows[name]

    def names_with(self, wanted: tuple[str, ...]) -> list[str]:
        """The names that have one of these keys."""
        return list(
            dict.fromkeys(name for by_key in self._near(wanted) for key in wanted for name in by_key.get(key, ()))
        )

    def names_near(self, key: str) -> list[str]:
        """The names whose key begins with this one, or it with theirs."""
        return [
            name
            for by_key in self._near((key,))
            for each, names in by_key.items()
            if min(len(each), len(key)) >= _SHORTEST_KEY and (each.startswith(key) or key.startswith(each))
            for name in names
            if company_key(name) == each
        ]

    def _near(self, wanted: tuple[str, ...]) -> Iterator[dict[str, list[str]]]:
        for first, names in self._names.items():
            if may_be_same(first, wanted):
                if first not in self._by_key:
                    self._by_key[first] = _by_key(names)
                yield self._by_key[first]


def _by_key(names: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        for key in company_keys(name):
            found.setdefault(key, []).append(name)
    return found


@dataclass(frozen=True)
class _Index:
    """The rows by company, and those with an address by its domain."""

    companies: _Companies
    by_domain: dict[str, list[_Row]]


class NetworkSource:
    """Finds people among the user's own contacts; free, so it gives all of them at once."""

    name = "network"
    kinds: frozenset[SearchKind] = frozenset({"network"})

    def __init__(self, files: Sequence[Path], columns: Mapping[str, str]) -> None:
        """Take the files of contacts, and which field of ours is in which column of theirs.

        `columns` ({"company": "Firma"}) is needed only for headers that are not recognised.
        """
        self._files = list(files)
        self._columns = dict(columns)
        self._index: _Index | None = None
        self._lock = threading.Lock()

    def check(self) -> None:
        """Read the files, unless they have been read.

        Raises:
            NetworkFileError: a file cannot be read or understood.
        """
        self._read()

    def search(self, query: PeopleQuery, page: str = "") -> PeoplePage:
        """Return everybody at the company of a query, each once, but those that it excludes.

        Raises:
            NetworkFileError: a file cannot be read or understood.
            ValueError: the query is of a kind that a list of contacts cannot answer.
        """
        if query.kind not in self.kinds:
            raise ValueError(f"the network answers searches of kind 'network', not {query.kind!r}")
        rows = sorted(self._rows_of(query.company), key=lambda row: row.number)
        people = merge_people(person for person in map(_person, rows) if person.name)
        excluded = set(query.exclude)
        wanted = [person for person in people if not excluded or excluded.isdisjoint(_known_as(person))]
        near = [] if people else self._near(query.company)
        return PeoplePage(people=wanted, found=len(wanted), near_companies=near)

    def known_addresses(self, domain: str) -> list[tuple[str, str, str]]:
        """Return first name, last name and address of everybody with a mailbox at a domain.

        Raises:
            NetworkFileError: a file cannot be read or understood.
        """
        rows = self._read().by_domain.get(domain.lower(), [])
        known = (
            (*_names(row), address)
            for row in rows
            for address in mail_addresses(row["email"])
            if domain_of(address) == domain.lower()
        )
        return list(dict.fromkeys(known))

    def domains_of(self, company_key: str) -> Counter[str]:
        """Count the mailboxes of a company's people by domain; providers for everybody do not count.

        Raises:
            NetworkFileError: a file cannot be read or understood.
        """
        companies = self._read().companies
        names = companies.names_with((company_key,)) if company_key else []
        rows = (row for name in names for row in companies.rows_of(name))
        addresses = {address for row in rows for address in mail_addresses(row["email"])}
        return Counter(domain_of(address) for address in addresses if mail_kind(address) == "company")

    def _near(self, company: CompanyInfo) -> list[str]:
        """Names in the files that begin with the company's, or it with them: "Acme" and "Acme Group"."""
        key = company_key(company.name or company.key)
        return sorted(self._read().companies.names_near(key))[:_MOST_NEAR]

    def _rows_of(self, company: CompanyInfo) -> Iterator[_Row]:
        companies, wanted = self._read().companies, company_keys(company.name or company.key)
        for name in companies.names_with(wanted):
            if _same(company_keys(name), wanted):
                yield from companies.rows_of(name)

    def _read(self) -> _Index:
        with self._lock:
            if self._index is None:
                self._index = _indexed(read_tables(self._files, self._columns))
            return self._index


def _known_as(person: Person) -> list[str]:
    return [person.person_id, *person.aliases, *identity_keys(person)]


def _same(keys: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return bool(keys and wanted) and (keys[0] in wanted or wanted[0] in keys)


def _indexed(tables: Iterable[Table]) -> _Index:
    by_company: dict[str, list[_Row]] = {}
    by_domain: dict[str, list[_Row]] = {}
    every = ((table, cells) for table in tables for cells in table.rows)
    for row in (_Row(number, table, cells) for number, (table, cells) in enumerate(every)):
        by_company.setdefault(plain_text(row["company"]), []).append(row)
        for domain in {domain_of(address) for address in mail_addresses(row["email"])}:
            by_domain.setdefault(domain, []).append(row)
    return _Index(_Companies(by_company), by_domain)


def _person(row: _Row) -> Person:
    first, last = _names(row)
    source = f"network: {row.table.file}"
    person = Person(
        person_id="",
        first_name=first,
        last_name=last,
        title=plain_text(row["title"]),
        company=plain_text(row["company"]),
        location=_location(row),
        linkedin=linkedin_profile(row["linkedin"]),
        known=_is_known(row),
        connected_on=parse_date(row["connected_on"]),
        addresses=_addresses(row, source),
        education=_education(row),
        past_employers=split_list(row["past_employers"]),
        hometown=plain_text(row["hometown"]),
        provenance=[Provenance(source=source, date=row.table.modified)],
    )
    return person.model_copy(update={"person_id": person_id_for(person)})


def _names(row: _Row) -> tuple[str, str]:
    first, last = row["first_name"], row["last_name"]
    if first.strip() and last.strip():
        return clean_names(first, last)
    return split_name(row["name"] or f"{first} {last}")


def _location(row: _Row) -> str:
    """Return the place as written, else its parts in the order of an address."""
    parts = [plain_text(row[field]) for field in ("city", "region", "country")]
    return plain_text(row["location"]) or ", ".join(part for part in parts if part)


def _is_known(row: _Row) -> bool:
    """Say whether a row is somebody the user knows: a connection, not a name on a school's list."""
    columns = row.table.columns
    return "connected_on" in columns and ("school" not in columns or bool(row["connected_on"].strip()))


def _addresses(row: _Row, source: str) -> list[KnownAddress]:
    day: date = row.table.modified
    return [KnownAddress(address=address, source=source, date=day) for address in mail_addresses(row["email"])]


def _education(row: _Row) -> list[Education]:
    school = plain_text(row["school"])
    if not school:
        return []
    degree, field = plain_text(row["degree"]), plain_text(row["field"])
    return [Education(school=school, degree=degree, field=field, end_year=parse_year(row["end_year"]))]
