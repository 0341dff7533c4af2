"""The plain sequential pipeline that everything is compared with: one call after another, by `requests` alone.

It shares nothing with inroad but the postings. Three cleaners; people in the metropolitan area, else in the city, else
anywhere, 50 records a page, until there are enough; for each person the address on record or one finder, then one
verification, until enough have one; one question to the store for each contact, so that nobody is written to twice;
one model call for all messages; drafts five at a time. Connections are kept open, as any author would.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any, NamedTuple

import requests

PAGE, ROOM, DRAFTS_AT_ONCE = 50, 8_000, 5
_WAIT_SECONDS = 30
_SENDER = "Ada Winterfeld"
_ADDRESS = "ada.winterfeld@mail.example"
_RULES = (
    "You write short personal e-mails for a job seeker. For each contact of the JSON write one message from its facts "
    'alone. Answer with JSON: {"emails":[{"contact_id":"...","subject":"...","body":"...","fact_ids":["..."]}]}'
)

Json = dict[str, Any]


class Posting(NamedTuple):
    """What the pipeline starts from."""

    company: str
    title: str
    place: str


@dataclass(frozen=True)
class Access:
    """Where the providers are, one key for all, and the token for the mailbox."""

    url: str
    key: str
    token: str
    model: str


@dataclass
class Outcome:
    """What one posting took and brought; `in_sequence` are the calls that waited for one another."""

    seconds: float = 0.0
    phases: dict[str, float] = field(default_factory=dict)
    bought: int = 0
    in_sequence: int = 0
    contacts: list[Json] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)


def one_after_another(
    postings: Sequence[Posting], access: Access, folder: Path, wanted: int, at_once: int = 1
) -> list[Outcome]:
    """Return what each posting takes by itself; what all take one after another is the sum.

    `at_once` runs of the pipeline stand side by side to save the measurement's time: each is sequential as ever, and
    nearly all of it is waiting. The sandbox then has to be one without limits, which a single pipeline would not meet.
    """

    def run(numbered: tuple[int, Posting]) -> Outcome:
        number, posting = numbered
        return outreach(posting, access, folder / f"baseline-{number}.sqlite", wanted)

    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(run, enumerate(postings)))


def outreach(posting: Posting, access: Access, database: Path, wanted: int) -> Outcome:
    """Take one posting from its text to drafts."""
    outcome = Outcome()
    began = time.perf_counter()
    with closing(requests.Session()) as web, closing(sqlite3.connect(database)) as store:
        store.execute("create table if not exists contacted (address text primary key)")
        steps = Pipeline(posting, access, web, store, outcome, wanted)
        for name, step in steps.phases():
            started = time.perf_counter()
            step()
            outcome.phases[name] = time.perf_counter() - started
    outcome.seconds = time.perf_counter() - began
    return outcome


def enrich(people: Sequence[Json], access: Access) -> Outcome:
    """Find and check the addresses of some people of one company, given by their records."""
    outcome = Outcome()
    began = time.perf_counter()
    with closing(requests.Session()) as web, closing(sqlite3.connect(":memory:")) as store:
        store.execute("create table contacted (address text primary key)")
        Pipeline(Posting("", "", ""), access, web, store, outcome, len(people)).find_addresses(people)
    outcome.seconds = time.perf_counter() - began
    return outcome


class Pipeline:
    """One posting on its way, a step after another."""

    def __init__(
        self,
        posting: Posting,
        access: Access,
        web: requests.Session,
        store: sqlite3.Connection,
        outcome: Outcome,
        wanted: int,
    ) -> None:
        self._posting, self._access, self._web, self._store = posting, access, web, store
        self._outcome, self._wanted = outcome, wanted
        self._company: Json = {}
        self._place: Json = {}
        self._title: Json = {}
        self._people: dict[str, Json] = {}
        self._messages: list[Json] = []

    def phases(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """Yield the steps by name."""
        yield "clean", self._clean
        yield "search", self._search
        yield "addresses", lambda: self.find_addresses(self._people.values())
        yield "messages", self._write
        yield "drafts", self._draft

    def _clean(self) -> None:
        self._company = self._pdl("company/clean", {"name": self._posting.company})
        self._place = self._pdl("location/clean", {"location": self._posting.place})
        answer = self._pdl("job_title/enrich", {"job_title": self._posting.title})
        self._title = answer.get("data", answer)

    def _search(self) -> None:
        """People who do such work, lead it or recruit: near, in the city, anywhere, until there are enough."""
        for where in self._wheres():
            if len(self._people) >= self._wanted:
                return
            answer = self._pdl("person/search", {"query": self._query(where), "size": PAGE})
            found = answer.get("data", [])
            self._outcome.bought += len(found)
            self._people |= {person["id"]: person for person in found}

    def _wheres(self) -> Iterator[list[Json]]:
        city, region = self._place.get("locality"), self._place.get("region")
        if city and region:
            yield [{"term": {"location_metro": f"{city}, {region}"}}]
        if city:
            yield [{"term": {"location_locality": city}}]
        yield []

    def _query(self, where: Sequence[Json]) -> Json:
        name = self._company.get("name") or self._posting.company.lower()
        titles = [self._posting.title, *(self._title.get("similar_job_titles") or [])]
        kinds: list[Json] = [{"match_phrase": {"job_title": title.lower()}} for title in titles[:5]]
        kinds += [{"term": {"job_title_sub_role": "recruiting"}}, {"terms": {"job_title_levels": ["manager"]}}]
        return {"bool": {"must": [{"term": {"job_company_name": name}}, {"bool": {"should": kinds}}, *where]}}

    def find_addresses(self, people: Iterable[Json]) -> None:
        """Take the address on record or ask for it, and check it, person by person, until enough have one."""
        for person in people:
            if len(self._outcome.contacts) >= self._wanted:
                return
            address = person.get("work_email") or self._found(person)
            if address and self._verified(address) and not self._contacted(address):
                self._outcome.contacts.append({**person, "address": address})

    def _found(self, person: Mapping[str, Any]) -> str:
        domain = self._company.get("website") or person.get("job_company_website")
        if not domain:
            return ""
        asked = {"domain": domain, "first_name": person["first_name"], "last_name": person["last_name"]}
        return str((self._hunter("email-finder", asked).get("data") or {}).get("email") or "")

    def _verified(self, address: str) -> bool:
        return (self._hunter("email-verifier", {"email": address}).get("data") or {}).get("status") != "invalid"

    def _contacted(self, address: str) -> bool:
        asked = self._store.execute("select 1 from contacted where address = ?", [address])
        return asked.fetchone() is not None

    def _write(self) -> None:
        if not self._outcome.contacts:
            return
        data = {"contacts": [self._brief(person) for person in self._outcome.contacts]}
        asked = {
            "model": self._access.model,
            "messages": [{"role": "system", "content": _RULES}, {"role": "user", "content": json.dumps(data)}],
            "response_format": {"type": "json_object"},
            "max_completion_tokens": ROOM,
        }
        answer = self._asked("POST", "/v1/chat/completions", bearer=self._access.key, json=asked)
        self._messages = json.loads(answer["choices"][0]["message"]["content"])["emails"]

    def _brief(self, person: Mapping[str, Any]) -> Json:
        facts = {
            "person.first_name": person["first_name"].title(),
            "person.title": person["job_title"],
            "person.employer": person["job_company_name"],
            "posting.title": self._posting.title,
            "posting.company": self._posting.company,
            "sender.name": _SENDER,
        }
        listed = [{"id": name, "text": text} for name, text in facts.items() if text]
        return {"contact_id": person["id"], "name": person["full_name"], "persona": "peer", "facts": listed}

    def _draft(self) -> None:
        """Five at a time: the only step with threads; each has a connection of its own."""
        to = {person["id"]: person["address"] for person in self._outcome.contacts}
        webs = threading.local()

        def make(message: Json) -> str:
            webs.own = getattr(webs, "own", None) or requests.Session()
            return self._create(webs.own, to[message["contact_id"]], message)

        with ThreadPoolExecutor(DRAFTS_AT_ONCE) as pool:
            self._outcome.drafts = list(pool.map(make, self._messages))
        self._outcome.in_sequence += -(-len(self._messages) // DRAFTS_AT_ONCE)
        self._store.executemany("insert into contacted values (?)", [[address] for address in to.values()])
        self._store.commit()

    def _create(self, web: requests.Session, address: str, message: Mapping[str, str]) -> str:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = f"{_SENDER} <{_ADDRESS}>", address, message["subject"]
        mail.set_content(message["body"])
        raw = base64.urlsafe_b64encode(mail.as_bytes()).decode()
        answer = web.post(
            f"{self._access.url}/gmail/v1/users/me/drafts",
            json={"message": {"raw": raw}},
            headers={"Authorization": f"Bearer {self._access.token}"},
            timeout=_WAIT_SECONDS,
        )
        answer.raise_for_status()
        return str(answer.json()["id"])

    def _pdl(self, path: str, asked: Json) -> Json:
        return self._asked("POST", f"/v5/{path}", headers={"X-Api-Key": self._access.key}, json=asked)

    def _hunter(self, path: str, asked: Json) -> Json:
        return self._asked("GET", f"/v2/{path}", headers={"X-API-KEY": self._access.key}, params=asked)

    def _asked(self, method: str, path: str, *, bearer: str = "", **more: Any) -> Json:
        """Ask, and wait for the answer; nothing found is an empty answer."""
        self._outcome.in_sequence += 1
        if bearer:
            more["headers"] = {"Authorization": f"Bearer {bearer}"}
        answer = self._web.request(method, f"{self._access.url}{path}", timeout=10 * _WAIT_SECONDS, **more)
        if answer.status_code in (404, 451):
            return {}
        answer.raise_for_status()
        said: Json = answer.json()
        return said
