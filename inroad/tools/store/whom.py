"""Who is meant: all that one person is known by, told from others, found in what is kept and struck out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, TypeGuard

from inroad.tools.addresses.mail_kinds import mail_kind
from inroad.tools.drafts.eml import file_stem
from inroad.tools.store.suppression import folded_name, normalised_key

FORGOTTEN = "(forgotten)"

_PERSON_ID = re.compile(r"p_[0-9a-f]{12}")
_PROFILE = "linkedin.com/"
_LINKEDIN = ("linkedin", "linkedin_url")
_ADDRESSES = ("address", "email", "work_email", "personal_emails", "addresses", "value")
_COMPANIES = ("company", "job_company_name")
# What a source was led to and the check refused is theirs too: "that gives jane@acme.example".
_GIVEN = re.compile(r"\bgives ([^\s;,()]+@[^\s;,()]+\w)")


@dataclass(frozen=True)
class Whom:
    """One person by all that they are known by.

    `ids` are person ids and a provider's own ("pdl:abc"), `addresses` and `profiles` are as `normalised_key` spells
    them, `names` are full names as written, `at` folded names at a company ("jane doe@acme").
    """

    ids: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    profiles: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()

    def __or__(self, other: Whom) -> Whom:
        """Both as one person."""
        return Whom(**{each.name: getattr(self, each.name) | getattr(other, each.name) for each in fields(Whom)})

    def __bool__(self) -> bool:
        """Whether there is anything to know them by: a bare name is not."""
        return bool(self.ids or self.addresses or self.profiles or self.at)

    def is_(self, other: Whom) -> bool:
        """Tell whether both are one person: two profiles stay two people, whatever else they share."""
        if self.ids & other.ids:
            return True
        if self.profiles and other.profiles:
            return bool(self.profiles & other.profiles)
        return bool(self.addresses & other.addresses or self.at & other.at)

    def grown(self, others: Iterable[Whom]) -> Whom:
        """This person with all that others, who turn out to be the same, are known by."""
        known, rest = self, set(others)
        while same := {other for other in rest if known.is_(other)}:
            rest -= same
            for other in same:
                known |= other
        return known

    @property
    def keys(self) -> list[str]:
        """What the person is suppressed by: addresses, profiles, names at a company."""
        return sorted({*self.addresses, *self.profiles, *self.at})

    def mentioned_in(self, value: Any) -> bool:
        """Tell whether a JSON value holds an id, address or profile of theirs, or their name and their company."""
        return self._beside(value)._is_in(list(texts_in(value)))

    def struck_from(self, value: Any) -> Any:
        """The same JSON value with every mention replaced; to be used where they are mentioned."""
        return self._beside(value)._struck(value)

    def _beside(self, value: Any) -> Whom:
        """This person without the name, where somebody else in the value bears it as well."""
        others = (other for other in map(known_as, people_in(value)) if other.names & self.names)
        is_shared = any(not self.is_(other) for other in others)
        return replace(self, names=frozenset(), at=frozenset()) if is_shared else self

    def _is_in(self, texts: Sequence[str]) -> bool:
        if self._own and any(map(self._own.search, texts)):
            return True
        if not (self._named and self._employed):
            return False
        return any(map(self._named.search, texts)) and any(map(self._employed.search, texts))

    def _struck(self, value: Any) -> Any:
        if isinstance(value, str):
            for pattern in (self._own, self._named):
                value = pattern.sub(FORGOTTEN, value) if pattern else value
            return value
        if isinstance(value, dict):
            return {self._struck(key): self._struck(each) for key, each in value.items()}
        return [self._struck(each) for each in value] if isinstance(value, list) else value

    @cached_property
    def _own(self) -> re.Pattern[str] | None:
        """What can be nobody else's. Of profiles the whole address, and the key."""
        slugs = [profile.removeprefix(_PROFILE) for profile in self.profiles]
        profiles = [rf"(?:https?://)?(?:[\w-]+\.)?linkedin\.com/{re.escape(slug)}/?" for slug in slugs]
        keys = [f"linkedin:{slug.removeprefix('in/')}" for slug in slugs]
        files = [rf"{re.escape(file_stem(name))}-[0-9a-f]{{16}}\.eml" for name in self.names if " " in name]
        marks = [*profiles, *files, *map(re.escape, [*keys, *self.at, *self.addresses, *self.ids])]
        return _any_of(marks, before=r"[\w.+%-]", after=r"[\w%-]|\.\w")

    @cached_property
    def _named(self) -> re.Pattern[str] | None:
        return _any_of([re.escape(name) for name in self.names if " " in name], before=r"\w", after=r"\w")

    @cached_property
    def _employed(self) -> re.Pattern[str] | None:
        return _any_of(map(re.escape, self.companies), before=r"\w", after=r"\w")


def whom_named(text: str) -> Whom:
    """Return whom a text names by itself: an address, a LinkedIn URL, Name@Company or a person id; else nobody."""
    key = normalised_key(text)
    if _PERSON_ID.fullmatch(text.strip()):
        return Whom(ids=frozenset([text.strip()]))
    if key.startswith(_PROFILE):
        return Whom(profiles=frozenset([key]))
    local, at, rest = key.partition("@")
    if not (local and at and rest):
        return Whom()
    if _is_address(key):
        return Whom(addresses=frozenset([key]))
    name, _, company = text.rpartition("@")
    return _named(" ".join(name.split()), " ".join(company.split()))


def known_as(data: Mapping[str, Any]) -> Whom:
    """Return what somebody is known by in any record of theirs: ours (person, contact, library) or a provider's."""
    name = f"{data.get('first_name') or ''} {data.get('last_name') or ''}".strip()
    whole = name or _text(data.get("name")) or _text(data.get("full_name"))
    ids = [data.get("person_id"), *_listed(data.get("aliases")), *_listed(data.get("provider_ids"))]
    addresses = [key for field in _ADDRESSES for each in _listed(data.get(field)) for key in _addresses(each)]
    profiles = [key for field in _LINKEDIN if (key := normalised_key(_text(data.get(field)))).startswith(_PROFILE)]
    companies = [company for field in _COMPANIES if (company := _text(data.get(field)))]
    known = Whom(
        ids=frozenset(id_ for id_ in ids if isinstance(id_, str) and id_),
        addresses=frozenset(addresses),
        profiles=frozenset(profiles),
        names=frozenset([whole] if whole else []),
    )
    for company in companies:
        known |= _named(whole, company)
    return known | known_by_keys(_listed(data.get("keys"))) | _earlier(data, whole, companies)


def known_by_keys(keys: Iterable[Any]) -> Whom:
    """Return who is known by these identity keys ("linkedin:...", "email:...", "name:...") and provider ids."""
    known = Whom()
    for key in (each for each in keys if isinstance(each, str) and each):
        kind, colon, _ = key.partition(":")
        meaning = normalised_key(key)
        if kind == "linkedin" and meaning.startswith(_PROFILE):
            known |= Whom(profiles=frozenset([meaning]))
        elif kind == "email" and _is_address(meaning):
            known |= Whom(addresses=frozenset([meaning]))
        elif kind == "name":
            known |= Whom(at=frozenset([meaning]))
        elif colon:
            known |= Whom(ids=frozenset([key]))
    return known


def people_in(value: Any) -> Iterator[Mapping[str, Any]]:
    """Give each record of a person in a JSON value, however deep."""
    if _is_person(value):
        yield value
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in below:
        yield from people_in(each)


def texts_in(value: Any) -> Iterator[str]:
    """Give each text of a JSON value, keys among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from texts_in(key)
            yield from texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each)


def _is_person(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict) and "person_id" in value and ("last_name" in value or "name" in value)


def _named(name: str, company: str) -> Whom:
    key = normalised_key(f"{name}@{company}") if folded_name(name) and company else ""
    known = Whom(names=frozenset([name]), at=frozenset([key] if key else []), companies=frozenset([company]))
    return known if key else Whom(names=frozenset([name] if name else []))


def _earlier(data: Mapping[str, Any], name: str, companies: list[str]) -> Whom:
    """What the library says that they were known by before."""
    known = Whom()
    for each in (each for each in _listed(data.get("earlier")) if isinstance(each, dict)):
        field, value = each.get("field"), _text(each.get("value"))
        first, last = _text(data.get("first_name")), _text(data.get("last_name"))
        spelt = {"first_name": f"{value} {last}", "last_name": f"{first} {value}"}.get(str(field), "")
        if field in ("email", "linkedin"):
            known |= known_as({str(field): value})
        elif field == "company":
            known |= _named(name, value)
        for company in companies if spelt else []:
            known |= _named(spelt, company)
    return known


def _addresses(value: Any) -> Iterator[str]:
    """The addresses of a text, or of a record of one with the way to it; a role's mailbox is nobody's own."""
    if isinstance(value, dict):
        yield from _addresses(value.get("address"))
        for sentence in _listed(value.get("trail")):
            for given in _GIVEN.findall(_text(sentence)):
                yield from _addresses(given)
    elif isinstance(value, str) and _is_address(key := normalised_key(value)):
        yield from [key] if mail_kind(key) in ("company", "personal") else []


def _is_address(key: str) -> bool:
    local, at, domain = key.rpartition("@")
    return bool(local and at and "." in domain and " " not in key)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _any_of(marks: Iterable[str], *, before: str, after: str) -> re.Pattern[str] | None:
    longest_first = sorted(set(marks), key=lambda mark: (-len(mark), mark))
    whole = rf"(?<!{before})(?:{'|'.join(longest_first)})(?!{after})"
    return re.compile(whole, re.IGNORECASE) if longest_first else None
