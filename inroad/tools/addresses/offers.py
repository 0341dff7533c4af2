"""The addresses that cost nothing: those on file, and those that a company's pattern gives.

Each step says in the trail what it has and why it has nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inroad.state import KnownAddress, Person
from inroad.tools.addresses import Offer
from inroad.tools.addresses.domains import is_at
from inroad.tools.addresses.mail_kinds import domain_of, mail_kind, normal_address
from inroad.tools.addresses.names import address_forms
from inroad.tools.addresses.patterns import Example, Pattern, fillings

_WHY_NOT = {"disposable": "disposable", "role": "the mailbox of a role", "invalid": "wrong in syntax"}


def on_file(person: Person, domains: Sequence[str], trail: list[str]) -> Iterator[Offer]:
    """Yield the addresses on file at the company's domains or below them."""
    for known in person.addresses:
        if is_at(known.address, domains) and _is_offerable(known, trail):
            trail.append(f"{known.address} is on file in {known.source} ({known.date.isoformat()}).")
            yield Offer(normal_address(known.address), "on file", known.source)


def elsewhere(person: Person, domains: Sequence[str], trail: list[str], *, personal: bool) -> Iterator[Offer]:
    """Yield the addresses on file that are not at the company, where they are allowed."""
    for known in person.addresses:
        if is_at(known.address, domains) or not _is_offerable(known, trail):
            continue
        if personal:
            trail.append(f"{known.address} is on file in {known.source}, not at the company: personal.")
            yield Offer(normal_address(known.address), "personal", f"{known.source} (personal)")
        else:
            trail.append(f"An address on file at {domain_of(known.address)} is personal; allow it with --personal.")


def built(
    person: Person, pattern: Pattern, domain: str, known: Sequence[Example], trail: list[str], most: int
) -> Iterator[Offer]:
    """Yield at most so many addresses that a pattern gives a name, in the company's own spelling first."""
    agreement = _agreement(pattern, domain)
    locals_ = fillings(pattern, person.first_name, person.last_name)[:most]
    if not locals_:
        trail.append(f"{agreement}, but the name {person.name!r} lacks a part that it needs.")
    for local in locals_:
        address = f"{local}@{domain}"
        if mail_kind(address) != "company":
            trail.append(f"{agreement}, but {address} would not be one person's address at a company.")
            continue
        trail.append(f"{agreement}; that gives {address}.")
        if _is_free(address, person, known, trail):
            yield Offer(address, "built", "pattern")


def _agreement(pattern: Pattern, domain: str) -> str:
    if pattern.known:
        return f"{pattern.agreeing} of {pattern.known} known addresses at {domain} are {pattern.template}@{domain}"
    return f"The pattern of {domain} is told to be {pattern.template}@{domain}"


def _is_offerable(known: KnownAddress, trail: list[str]) -> bool:
    """Say whether an address on file may be offered at all; the trail says why not."""
    kind = mail_kind(known.address)
    if kind in _WHY_NOT:
        trail.append(f"{known.address} in {known.source} is {_WHY_NOT[kind]} and is not used.")
    return kind not in _WHY_NOT


def _is_free(address: str, person: Person, known: Sequence[Example], trail: list[str]) -> bool:
    """Say whether an address that was made is not known to be another person's."""
    own = address_forms(person.first_name, person.last_name)
    for first, last, other in known:
        if other.lower() == address and address_forms(first, last) != own:
            trail.append(f"{address} is known to be the address of {first} {last}.")
            return False
    return True
