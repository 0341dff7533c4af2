"""Person search: checks the parameters, finds the records, cuts a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from inroad.sandbox.chance import share
from inroad.sandbox.pdl.evaluate import Table
from inroad.sandbox.pdl.protocol import NOT_FOUND, Call, Json, Reply, Switches, refusal
from inroad.sandbox.pdl.query import Clause, Leaf, RefusedError, leaves, read_query
from inroad.sandbox.pdl.shaping import included, masked, title_cased
from inroad.sandbox.people.companies import Company
from inroad.sandbox.people.population import Population
from inroad.sandbox.records import Entry, entry_of

CEILING = 10_000
DATASETS = frozenset(
    {"all", "resume", "email", "phone", "mobile_phone", "street_address", "consumer_social", "developer"}
)
_BY_NAME = ("job_company_name", "experience.company.name")
_BY_ID = ("job_company_id", "experience.company.id")
_BY_WEBSITE = ("job_company_website", "experience.company.website")
_BY_PAGE = ("job_company_linkedin_url", "experience.company.linkedin_url")


@dataclass(frozen=True)
class _Question:
    clause: Clause
    print: str
    size: int
    start: int
    datasets: frozenset[str]


class PersonSearch:
    """Searches the records of all companies that a query names, or else of all that are known."""

    def __init__(self, population: Population, switches: Switches) -> None:
        self._population = population
        self._switches = switches
        self._tables: dict[tuple[str, str], Table] = {}
        self._lock = Lock()

    def answer(self, call: Call) -> Reply:
        """Answer one call.

        Raises:
            RefusedError: a parameter is not what the service takes.
        """
        question = self._question(call)
        found = self._found(question)
        page = found[question.start : question.start + question.size]
        if not page:
            return self._nothing()
        body = {"status": 200, "data": [self._shaped(entry, call) for entry in page]}
        body |= self._token(question, len(page), len(found)) | {"total": len(found)}
        return Reply(200, body, cost=len(page))

    def _question(self, call: Call) -> _Question:
        given = _one_query(call)
        clause = read_query(given, unwrapped=self._switches.unwrapped_query)
        fingerprint = json.dumps(given, sort_keys=True)
        size = call.number("size", 1, 1, 100)
        start = call.number("from", 0, 0, 9999)
        if start + size > CEILING:
            raise RefusedError(f"from and size reach no further than {CEILING} records; use scroll_token")
        call.switch("titlecase")
        call.text("data_include")
        return _Question(
            clause=clause,
            print=fingerprint,
            size=size,
            start=self._start(call, fingerprint) if call.params.get("scroll_token") else start,
            datasets=_datasets(call.text("dataset") or "resume"),
        )

    def _start(self, call: Call, fingerprint: str) -> int:
        if "from" in call.params:
            raise RefusedError("from cannot be combined with scroll_token")
        token = call.text("scroll_token")
        start = token.partition("$")[0]
        if not start.isdigit() or token != self._scroll_token(int(start), fingerprint):
            raise RefusedError("scroll_token is not valid for this query")
        return int(start)

    def _scroll_token(self, start: int, fingerprint: str) -> str:
        return f"{start}${share('scroll', self._population.seed, start, fingerprint) * 100:.6f}"

    def _found(self, question: _Question) -> list[Entry]:
        """Return all records that match, the most complete first."""
        entries: list[Entry] = []
        for company in self._companies(question.clause):
            table = self.table(company)
            hits = (table.entries[row] for row in table.rows(question.clause))
            entries += [entry for entry in hits if entry.datasets & question.datasets]
        return sorted(entries, key=lambda entry: (-entry.completeness, entry.record["id"]))

    def _companies(self, clause: Clause) -> list[Company]:
        named = [leaf for leaf in leaves(clause) if leaf.field in (*_BY_NAME, *_BY_ID, *_BY_WEBSITE, *_BY_PAGE)]
        found = [company for leaf in named for company in self._named(leaf)]
        if not named:
            return self._population.known()
        return list({company.name: company for company in found}.values())

    def _named(self, leaf: Leaf) -> Iterable[Company]:
        values = leaf.value if isinstance(leaf.value, list) else [leaf.value]
        for value in map(str, values):
            for company in self._company_of(leaf, value):
                if company:
                    yield company

    def _company_of(self, leaf: Leaf, value: str) -> Sequence[Company | None]:
        if leaf.field in _BY_ID:
            return [self._population.company_of_id(value)]
        if leaf.field in _BY_WEBSITE:
            return [self._population.company_of_website(value)]
        if leaf.field in _BY_PAGE:
            return [self._population.company_of_page(value)]
        names = [value] if leaf.kind in ("term", "terms") else [value, *_alike(value)]
        return [self._population.company(name) for name in names] if leaf.kind != "exists" else self._population.known()

    def table(self, company: Company) -> Table:
        """Return the records of a company, made when first asked for."""
        mapping = self._switches.unconfirmed_fields
        with self._lock:
            if (company.name, mapping) not in self._tables:
                profiles = self._population.profiles(company)
                entries = [entry_of(profile, self._population.truth(profile.id)) for profile in profiles]
                self._tables[company.name, mapping] = Table(entries, mapping)
            return self._tables[company.name, mapping]

    def _shaped(self, entry: Entry, call: Call) -> Json:
        record: Any = entry.record
        if self._switches.masked:
            record = masked(record)
        if call.switch("titlecase"):
            record = title_cased(record)
        return included(record, call.text("data_include")) if "data_include" in call.params else record

    def _token(self, question: _Question, count: int, total: int) -> Json:
        end = question.start + count
        full_page = count == question.size and self._switches.last_token == "one more"
        if end < total or full_page:
            return {"scroll_token": self._scroll_token(end, question.print)}
        return {} if self._switches.last_token == "missing" else {"scroll_token": None}

    def _nothing(self) -> Reply:
        if self._switches.nothing_found == "empty":
            return Reply(200, {"status": 200, "data": [], "scroll_token": None, "total": 0})
        return refusal(404, NOT_FOUND, self._switches)


def _one_query(call: Call) -> Any:
    if ("query" in call.params) == ("sql" in call.params):
        raise RefusedError("Exactly one of query and sql is required")
    if "sql" in call.params:
        raise RefusedError("This sandbox has no SQL; send an Elasticsearch query under 'query'")
    return call.params["query"]


def _datasets(given: str) -> frozenset[str]:
    """Return the data sets to look in; a name with a leading "-" leaves out that one and all after it."""
    names = [name.strip() for name in given.split(",")]
    cut = next((place for place, name in enumerate(names) if name.startswith("-")), len(names))
    wanted, unwanted = set(names[:cut]), {name.removeprefix("-") for name in names[cut:]}
    unknown = sorted((wanted | unwanted) - DATASETS)
    if unknown:
        raise RefusedError(f"dataset [{unknown[0]}] is not one of {', '.join(sorted(DATASETS))}")
    everything = DATASETS if "all" in wanted or not wanted else frozenset(wanted)
    return everything - unwanted


def _alike(name: str) -> list[str]:
    """Return names of other companies that share words with a name: a search by words finds them too."""
    first = name.lower().partition(" ")[0]
    return [f"{name} consulting", f"{first} foods"]
