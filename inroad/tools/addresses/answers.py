"""What a provider's answer says of people and addresses, each value of which may be of any type."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from inroad.state import Person
from inroad.tools.addresses.mail_kinds import domain_of, normal_address
from inroad.tools.people.cells import linkedin_profile, plain_text
from inroad.tools.people.identity import identity_keys

Data = dict[str, Any]


def scalars(data: Data, names: Iterable[str]) -> Data:
    """Return the named values that are text, numbers, truth values or null: what is fit to be kept."""
    return {name: data[name] for name in names if isinstance(data.get(name, ...), (str, int, float, type(None)))}


def text(value: object) -> str:
    """Return a text in one line, "" for whatever is none."""
    return plain_text(value) if isinstance(value, str) else ""


def score(value: object) -> int | None:
    """Return a whole number from 0 to 100, None for whatever is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100 else None


def address(value: object) -> str:
    """Return an address, "" for a wrong one."""
    return normal_address(value.strip()) if isinstance(value, str) else ""


def mail_domain(value: object) -> str:
    """Return a domain in lower case, "" for what can be none of an address."""
    return domain_of(normal_address(f"someone@{value.strip()}")) if isinstance(value, str) else ""


def linkedin_slug(value: object) -> str:
    """Return the last part of a profile's address on LinkedIn, "" for whatever is none."""
    return linkedin_profile(value).rpartition("/")[2] if isinstance(value, str) else ""


def person_keys(person: Person, found: str) -> tuple[str, ...]:
    """Return the keys by which what is kept of somebody is forgotten; `found` is their address, or ""."""
    return (*identity_keys(person), *person.provider_ids, *((f"email:{found.lower()}",) if found else ()))


def whole_name(person: Person) -> dict[str, str]:
    """Return a name as providers are asked for it: first and last name, or `name` where there is one word alone.

    In NFC; {} for one without any letter.
    """
    first, last = (unicodedata.normalize("NFC", part).strip() for part in (person.first_name, person.last_name))
    if not any(map(str.isalpha, first + last)):
        return {}
    return {"first_name": first, "last_name": last} if first and last else {"name": first or last}
