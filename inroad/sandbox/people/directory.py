"""Who is where: people by employer, name, page and address, and which address reaches anybody."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from threading import RLock

from anyascii import anyascii

from inroad.sandbox.people.companies import Company
from inroad.sandbox.people.humans import Human
from inroad.sandbox.people.knowledge import former_address, objected
from inroad.sandbox.people.mailboxes import FREE_HOSTS, MAILLESS_HOSTS, TASKS, THROWAWAY_HOSTS
from inroad.sandbox.people.population import Population, Truth
from inroad.sandbox.records import page_of

_HOSTS = frozenset(FREE_HOSTS + THROWAWAY_HOSTS + MAILLESS_HOSTS)


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """A human with the truth about them; `page` names the LinkedIn page that is on record, None for none."""

    human: Human
    truth: Truth
    page: str | None

    @property
    def domain(self) -> str:
        """The domain of today's employer."""
        return self.human.now.company.website


class Directory:
    """Everybody at the companies that were expected or asked for; safe for many threads.

    Who moved on has a mailbox at the next employer from the moment that the company they left is known. Two people of
    one name at a company have an address each, but a look-up by name means the first of them.
    """

    def __init__(self, population: Population) -> None:
        self._population = population
        self._seen: set[str] = set()
        self._staff: dict[str, list[Person]] = defaultdict(list)
        self._named: dict[tuple[str, str, str], list[Person]] = defaultdict(list)
        self._pages: dict[str, Person] = {}
        self._owners: dict[str, Person] = {}
        self._claimed: set[str] = set()
        self._lock = RLock()

    def company(self, domain: str) -> Company | None:
        """Return the company whose mail a domain takes."""
        return None if domain in _HOSTS else self._population.company_of_website(domain)

    def domain_of_company(self, name: str) -> str | None:
        """Return the domain of a company however its name is written."""
        company = self._population.company(name)
        return company.website if company else None

    def staff(self, domain: str) -> list[Person]:
        """Return who works for the company of a domain in truth."""
        with self._at(domain):
            return list(self._staff[domain])

    def everybody(self) -> list[Person]:
        """Return all people, of all companies."""
        with self._at(None):
            return [person for people in self._staff.values() for person in people]

    def named(self, domain: str, name: str) -> Person | None:
        """Return who works, or else worked, for the company of a domain and has a name.

        Case and accents do not matter. Middle names may be left out, and all but the last word of a family name.
        """
        words = name_words(name)
        if len(words) < 2:
            return None
        with self._at(domain):
            known = self._named[domain, words[0], words[-1]]
            fitting = [one for one in known if set(words) <= _all_words(one.human)]
        return min(fitting, key=lambda one: (one.domain != domain, -len(_shared(words, one.human))), default=None)

    def of_page(self, page: str) -> Person | None:
        """Return whose LinkedIn page it is, given by its name or its address."""
        name = re.split(r"[/?#]", page.lower().rpartition("/in/")[2].strip())[0]
        with self._at(None):
            return self._pages.get(name)

    def owner(self, address: str) -> Person | None:
        """Return who reads a work or private address."""
        address = address.lower()
        with self._at(None):
            if address in self._owners:
                return self._owners[address]
        with self._at(address.partition("@")[2]):
            return self._owners.get(address)

    def delivers(self, address: str) -> bool:
        """Say whether mail to an address reaches a person.

        At a domain that accepts everything only the mailboxes that somebody reads count. A company's `info`, `jobs`
        and `press` do reach people, but nobody in particular.
        """
        local, _, domain = address.lower().rpartition("@")
        return self.owner(address) is not None or (local in TASKS and self.company(domain) is not None)

    def is_claimed(self, address: str) -> bool:
        """Say whether an address is or was that of somebody who objected."""
        self.owner(address)
        with self._lock:
            return address.lower() in self._claimed

    def _at(self, domain: str | None) -> RLock:
        """Make sure that everybody known is listed, and those of a domain; return the lock on the lists."""
        if domain is not None:
            self.company(domain)
        with self._lock:
            for company in self._population.known():
                if company.name not in self._seen:
                    self._seen.add(company.name)
                    self._list(company)
        return self._lock

    def _list(self, company: Company) -> None:
        people: dict[str, Person] = {}
        for profile in self._population.profiles(company):
            page = page_of(profile)
            if profile.human.key not in people:
                people[profile.human.key] = Person(profile.human, self._population.truth(profile.id), page)
            if page:
                self._pages.setdefault(page, people[profile.human.key])
        for person in people.values():
            self._add(person)

    def _add(self, person: Person) -> None:
        human, truth = person.human, person.truth
        self._staff[person.domain].append(person)
        self._owners.setdefault(truth.address, person)
        self._owners.setdefault(truth.personal, person)
        first, last = name_words(human.first), name_words(human.last)
        for domain in {job.company.website for job in human.jobs}:
            self._named[domain, first[0], last[-1]].append(person)
        if objected(human):
            self._claimed |= {truth.address, truth.personal}
            self._claimed |= {former_address(human, job.company) for job in human.jobs[1:]}


def name_words(name: str) -> list[str]:
    """Return the words of a name in lower case and without accents; a hyphen parts two, an apostrophe does not."""
    plain = re.sub(r"['`\u2019]", "", anyascii(name).lower())
    return re.findall(r"[a-z0-9]+", plain)


def _all_words(human: Human) -> set[str]:
    return set(name_words(f"{human.first} {human.middle} {human.last}"))


def _shared(words: list[str], human: Human) -> set[str]:
    return set(words) & _all_words(human)
