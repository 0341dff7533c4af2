"""Who is who: the keys of a person, and the explicit merge of records that mean the same one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

from anyascii import anyascii

from inroad.state import Person
from inroad.tools.addresses.mail_kinds import mail_kind
from inroad.tools.cleaning.companies import company_key

Item = TypeVar("Item")

_TEXTS = ("first_name", "last_name", "title", "company", "location", "linkedin", "hometown", "company_domain")


def identity_keys(person: Person) -> list[str]:
    """Return the keys by which a person is known, strongest first.

    "linkedin:<slug>", "email:<address>" for each address that is one person's own, and
    "name:<first last>@<company key>" with the name in ASCII lower case. None without any of them.
    """
    addresses = tuple(known.address.lower() for known in person.addresses)
    return list(_keys(person.linkedin, addresses, person.name, person.company))


@lru_cache(maxsize=20_000)  # a person's keys are asked for at each step
def _keys(linkedin: str, addresses: tuple[str, ...], name: str, company: str) -> tuple[str, ...]:
    keys = [f"linkedin:{_slug(linkedin)}"] if linkedin else []
    keys += [f"email:{address}" for address in addresses if mail_kind(address) in ("company", "personal")]
    if folded := _folded(name):
        keys.append(f"name:{folded}@{company_key(company)}")
    return tuple(dict.fromkeys(keys))


def person_id_for(person: Person) -> str:
    """Return the id of a person seen for the first time: the same for the same strongest key.

    A record without any key gets an id from all that it holds.
    """
    keys = identity_keys(person)
    basis = keys[0] if keys else person.model_dump_json(exclude={"person_id", "aliases"})
    return "p_" + hashlib.sha256(basis.encode()).hexdigest()[:12]


def merge(a: Person, b: Person) -> Person:
    """Return one record of two that mean the same person.

    The id of `a` stays, that of `b` becomes an alias. What `a` says wins where both say something;
    lists are united in order; the earliest `connected_on` and a `known` of either are kept. When a role began,
    and what its company is, stay with the title and the company that they were said of. Merging
    a record with itself changes nothing, and it does not matter which of several are merged first.
    """
    texts = {field: getattr(a, field) or getattr(b, field) for field in _TEXTS}
    return a.model_copy(
        update={
            **texts,
            "aliases": [alias for alias in _aliases(a, b) if alias != a.person_id],
            "role_since": (a if a.title else b).role_since,
            "company_industry": (a if a.company else b).company_industry,
            "company_size": (a if a.company else b).company_size,
            "known": a.known or b.known,
            "connected_on": _earliest(a.connected_on, b.connected_on),
            "addresses": _united(a.addresses, b.addresses, lambda known: known.address.lower()),
            "education": _united(a.education, b.education, lambda entry: entry.model_dump_json()),
            "past_employers": _united(a.past_employers, b.past_employers, lambda name: name),
            "skills": _united(a.skills, b.skills, lambda skill: skill.casefold()),
            "interests": _united(a.interests, b.interests, lambda interest: interest.casefold()),
            "provider_ids": _united(a.provider_ids, b.provider_ids, lambda id_: id_),
            "stale": a.stale and b.stale,
            "provenance": _united(a.provenance, b.provenance, lambda origin: (origin.source, origin.date)),
        }
    )


def merge_people(people: Iterable[Person]) -> list[Person]:
    """Return each person once, in the order of first sight, records that share a key merged.

    Two profiles on LinkedIn stay two people, whatever else they share; a record without a profile
    that fits both stays on its own. Another e-mail address alone keeps nobody apart.
    """
    groups = list(people)
    keys = [key for person in groups for key in identity_keys(person)]
    if len(set(keys)) == len(keys):
        return groups
    for kind in ("linkedin:", "email:", "name:"):
        groups = _merged_by(kind, groups)
    return groups


def _merged_by(kind: str, people: Sequence[Person]) -> list[Person]:
    """Merge the people that share a key of one kind, and go on until none do."""
    merged: list[Person] = []
    found: dict[str, int] = {}
    ambiguous = _ambiguous(kind, people)
    for person in people:
        keys = [_scoped(key, person, ambiguous) for key in identity_keys(person) if key.startswith(kind)]
        places = [found[key] for key in keys if key in found]
        place = next((at for at in places if _may_join(merged[at], person)), len(merged))
        if place == len(merged):
            merged.append(person)
        else:
            merged[place] = merge(merged[place], person)
        found.update({key: place for key in keys if key not in found})
    return merged if len(merged) == len(people) else _merged_by(kind, merged)


def _ambiguous(kind: str, people: Sequence[Person]) -> set[str]:
    """Return the keys that several profiles on LinkedIn share."""
    profiles: dict[str, set[str]] = {}
    for person in people:
        for key in identity_keys(person):
            if key.startswith(kind) and person.linkedin:
                profiles.setdefault(key, set()).add(_slug(person.linkedin))
    return {key for key, slugs in profiles.items() if len(slugs) > 1}


def _scoped(key: str, person: Person, ambiguous: set[str]) -> str:
    """Return a key that several profiles share as one of this profile alone."""
    return f"{key} of {_slug(person.linkedin)}" if key in ambiguous else key


def _may_join(a: Person, b: Person) -> bool:
    return not (a.linkedin and b.linkedin) or _slug(a.linkedin) == _slug(b.linkedin)


def _slug(linkedin: str) -> str:
    return linkedin.rstrip("/").rsplit("/", 1)[-1].lower()


def _folded(name: str) -> str:
    text = anyascii(name).lower().replace("'", "")
    return " ".join("".join(char if char.isalnum() else " " for char in text).split())


def _aliases(a: Person, b: Person) -> list[str]:
    return list(dict.fromkeys([*a.aliases, b.person_id, *b.aliases]))


def _earliest(a: date | None, b: date | None) -> date | None:
    return min((day for day in (a, b) if day), default=None)


def _united(a: Sequence[Item], b: Sequence[Item], key: Callable[[Item], Hashable]) -> list[Item]:
    """Return the items of `a`, then those of `b` that are new by their key, each once."""
    seen = {key(item) for item in a}
    new = {key(item): item for item in reversed(b) if key(item) not in seen}
    return [*a, *reversed(new.values())]
