"""The population: for every company its people, the records about them, and the truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import RLock

from rapidfuzz.distance import Levenshtein

from inroad.sandbox.chance import share, token
from inroad.sandbox.people.companies import (
    Company,
    canonical_name,
    is_known,
    make_company,
    name_of_id,
)
from inroad.sandbox.people.humans import Human, Setting, draw_people
from inroad.sandbox.people.mailboxes import numbered, work_address
from inroad.sandbox.people.places import Office, office_at

TWINS = 0.02
_SHORTEST_FUZZY_NAME = 6
_LONG_NAME = 10


@dataclass(frozen=True)
class Expectations:
    """What the population has to hold beside what is drawn.

    `headquarters` says where a company is ("austin, texas"), `titles` what people there do, `schools` where
    some of the people of all companies studied. Companies are named as a posting names them.
    """

    headquarters: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    schools: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """A record about a human; `twin` marks a second one about the same human, with another id.

    `seen` is the day ("YYYY-MM-01") on which its source was last looked at.
    """

    id: str
    human: Human
    twin: bool
    seen: str


@dataclass(frozen=True, slots=True)
class Truth:
    """What is so, whatever the records say.

    `human` is the same for all records of one human. `address` delivers, at the employer of today.
    `degrees` are the schools that gave them a degree.
    """

    human: str
    works_there: bool
    employer: str
    address: str
    personal: str
    degrees: tuple[str, ...]


class Population:
    """All companies by any name, their people drawn when first asked for; safe for many threads.

    The same seed, expectations and date give the same people, in whatever order they are asked for.
    """

    def __init__(self, seed: int = 0, expectations: Expectations | None = None, today: date = date(2026, 10, 1)):
        self.seed = seed
        self.today = today
        expected = expectations or Expectations()
        self.schools = tuple(expected.schools)
        self._homes = {canonical_name(name): office_at(place) for name, place in expected.headquarters.items()}
        self._titles = {canonical_name(name): _several(titles) for name, titles in expected.titles.items()}
        self._companies: dict[str, Company] = {}
        self._profiles: dict[str, list[Profile]] = {}
        self._truths: dict[str, Truth] = {}
        self._lock = RLock()
        for name in self._homes | self._titles:
            self.company(name)

    def company(self, name: str) -> Company | None:
        """Return the company of a name however it is written, None for one that nobody knows."""
        plain = canonical_name(name)
        if not is_known(plain):
            return None
        with self._lock:
            return self._companies.setdefault(plain, self._made(plain))

    def near(self, name: str) -> Company | None:
        """Return the company that a name is probably a misspelling of, of those asked for before."""
        plain = canonical_name(name)
        if plain in self._companies or len(plain) < _SHORTEST_FUZZY_NAME:
            return None
        near = [known for known in self.known() if _misspelt(plain, known.name)]
        return min(near, key=lambda known: (Levenshtein.distance(plain, known.name), known.name), default=None)

    def company_of_id(self, company_id: str) -> Company | None:
        """Return the company of an id, also of one from an earlier sandbox of the same seed."""
        name = name_of_id(self.seed, company_id)
        return self.company(name) if name and canonical_name(name) == name else None

    def company_of_website(self, website: str) -> Company | None:
        """Return the company that has a domain; one that nobody asked for before is named after it."""
        slug, _, ending = website.removeprefix("www.").rpartition(".")
        if ending != "example" or "." in slug:
            return None
        return self._of_slug(slug)

    def company_of_page(self, page: str) -> Company | None:
        """Return the company that has a LinkedIn page."""
        slug = page.rstrip("/").rpartition("/")[2]
        return self._of_slug(slug.removesuffix("-example")) if slug.endswith("-example") else None

    def known(self) -> list[Company]:
        """Return the companies that were expected or asked for, by name."""
        with self._lock:
            return sorted(self._companies.values(), key=lambda company: company.name)

    def profiles(self, company: Company) -> list[Profile]:
        """Return the records about everybody who works or worked at a company."""
        with self._lock:
            if company.name not in self._profiles:
                self._draw(company)
            return self._profiles[company.name]

    def titles(self) -> frozenset[str]:
        """Return the expected titles, as they were given but in lower case."""
        return frozenset(title.lower() for titles in self._titles.values() for title in titles)

    def truth(self, person_id: str) -> Truth:
        """Return what is so of the human behind a record.

        Raises:
            KeyError: no such record was drawn.
        """
        return self._truths[person_id]

    def _made(self, name: str) -> Company:
        home: Office | None = self._homes.get(name)
        return make_company(self.seed, name, home)

    def _of_slug(self, slug: str) -> Company | None:
        known = next((company for company in self.known() if company.slug == slug), None)
        made = known or self.company(slug.replace("-", " "))
        return made if made and made.slug == slug else None

    def _draw(self, company: Company) -> None:
        setting = Setting(self.seed, company, self._titles.get(company.name, ()), self.schools, self.today)
        taken: set[str] = set()
        profiles: list[Profile] = []
        for human in draw_people(setting):
            address = _free_address(human, taken)
            for profile in _profiles_of(human, f"{self.today.year}-{self.today.month:02d}-01"):
                profiles.append(profile)
                self._truths[profile.id] = _truth(human, address)
        self._profiles[company.name] = profiles


def _several(titles: str | Sequence[str]) -> tuple[str, ...]:
    return (titles,) if isinstance(titles, str) else tuple(titles)


def _misspelt(name: str, other: str) -> bool:
    """Say whether a name is another with a slip or two; numbers in names are never a slip."""
    same_digits = [char for char in name if char.isdigit()] == [char for char in other if char.isdigit()]
    most = 1 if len(other) < _LONG_NAME else 2
    return same_digits and len(other) >= _SHORTEST_FUZZY_NAME and Levenshtein.distance(name, other) <= most


def _free_address(human: Human, taken: set[str]) -> str:
    address = work_address(human.now.company, human.first, human.last, human.key)
    while address in taken:
        address = numbered(address)
    taken.add(address)
    return address


def _profiles_of(human: Human, seen: str) -> list[Profile]:
    first = Profile(_id("record", human), human, False, seen)
    if share("twin", human.key) >= TWINS:
        return [first]
    return [first, Profile(_id("twin", human), human, True, seen)]


def _id(kind: str, human: Human) -> str:
    return f"{token(22, kind, human.key)}_0000"


def _truth(human: Human, address: str) -> Truth:
    return Truth(
        human=human.key,
        works_there=not human.moved and not human.former,
        employer=human.now.company.name,
        address=address,
        personal=human.personal,
        degrees=tuple(study.school.name for study in human.studies if study.earned),
    )
