"""The address finder that needs no provider: addresses on file, and the company's own pattern.

Nothing here proves that an address delivers, so none is ever "verified".
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from rapidfuzz import fuzz

from inroad.state import CompanyInfo, Email, KnownAddress, Person
from inroad.tools.addresses.mail_kinds import domain_of, mail_kind, normal_address
from inroad.tools.addresses.mx import MxResolver
from inroad.tools.addresses.names import address_forms
from inroad.tools.addresses.patterns import Example, Pattern, fill, learn
from inroad.tools.cleaning.companies import company_keys

_Learnt = tuple[list[Example], Pattern | None]

_ENOUGH_PEOPLE = 2
_EXAMPLES = 200
_ALIKE = 85
_SHORTEST_PART = 4


class KnownAddresses(Protocol):
    """Knows the addresses of a network, as `NetworkSource` does."""

    def known_addresses(self, domain: str) -> list[tuple[str, str, str]]:
        """Return first name, last name and address of everybody with a mailbox at a domain."""
        ...

    def domains_of(self, company_key: str) -> Counter[str]:
        """Count the mailboxes of a company's people by domain."""
        ...


class AddressesTogether:
    """What several sources of addresses know, as one."""

    def __init__(self, *sources: KnownAddresses) -> None:
        """Take the sources, the one to be listed first in front."""
        self._sources = sources

    def known_addresses(self, domain: str) -> list[tuple[str, str, str]]:
        """Return first name, last name and address of everybody with a mailbox at a domain."""
        return list(dict.fromkeys(known for source in self._sources for known in source.known_addresses(domain)))

    def domains_of(self, company_key: str) -> Counter[str]:
        """Count the mailboxes of a company's people by domain."""
        return sum((source.domains_of(company_key) for source in self._sources), Counter())


class EmbeddedAddressFinder:
    """Finds the address on file at the company's domain, else one by the company's pattern."""

    name = "embedded"

    def __init__(self, known: KnownAddresses, resolver: MxResolver) -> None:
        """Take the network that patterns are learnt from, and who says whether a domain takes mail."""
        self._known = known
        self._resolver = resolver
        self._used: dict[tuple[str, ...], str] = {}
        self._learnt: dict[str, _Learnt] = {}
        self._lock = threading.Lock()

    def find(self, person: Person, company: CompanyInfo, *, personal: bool, now: datetime) -> Email:
        """Return an address for a person at a company, with its verdict, source and trail.

        In this order: an address on file at the company's domain or one below it; what the pattern of
        that domain gives for the name; with `personal`, another address on file. All of them are
        "unverified". Addresses that are disposable, of a role or wrong in syntax are never offered,
        nor is one whose domain takes no mail as DNS says.

        Raises:
            NetworkFileError: the network's files cannot be read.
        """
        trail: list[str] = []
        domains = self._domains(person, company, trail)
        steps = (
            self._on_file(person, domains, trail),
            self._by_pattern(person, domains, trail),
            _elsewhere(person, domains, personal, trail),
        )
        for address, source in (found for step in steps for found in step):
            if self._takes_mail(domain_of(address), trail):
                trail.append(f"{address} is unverified: nothing has shown yet that it delivers.")
                return Email(address=address, status="unverified", source=source, checked_at=now, trail=trail)
        trail.append("No address is offered.")
        return Email(status="none", source=self.name, checked_at=now, trail=trail)

    def _domains(self, person: Person, company: CompanyInfo, trail: list[str]) -> list[str]:
        """Return the company's domains: its own, the one its people use, the person's if it spells the name."""
        used = self._used_domain(company)
        at = [domain_of(known.address) for known in person.addresses if mail_kind(known.address) == "company"]
        own = [domain for domain in at if _resembles(domain, company_keys(company.name or company.key))]
        if used and used != company.domain:
            trail.append(f"People at {company.name or company.key} on file have mailboxes at {used}.")
        domains = list(dict.fromkeys(domain for domain in (company.domain.lower(), used, *own) if domain))
        if not domains:
            trail.append(f"The mail domain of {company.name or company.key} is not known.")
        return domains

    def _used_domain(self, company: CompanyInfo) -> str:
        keys = company_keys(company.name or company.key)
        if keys not in self._used:
            self._used[keys] = self._most_used(keys)
        return self._used[keys]

    def _most_used(self, keys: tuple[str, ...]) -> str:
        counts: Counter[str] = Counter()
        for key in keys:
            counts |= self._known.domains_of(key)
        likely = [domain for domain in counts if _resembles(domain, keys) or _is_shared(domain, counts)]
        ranked = sorted(likely, key=lambda domain: (not _resembles(domain, keys), -counts[domain], domain))
        return ranked[0] if ranked else ""

    def _on_file(self, person: Person, domains: Sequence[str], trail: list[str]) -> Iterator[tuple[str, str]]:
        for known in person.addresses:
            if _is_at(known.address, domains) and _is_offerable(known, trail):
                trail.append(f"{known.address} is on file in {known.source} ({known.date.isoformat()}).")
                yield normal_address(known.address), known.source

    def _by_pattern(self, person: Person, domains: Sequence[str], trail: list[str]) -> Iterator[tuple[str, str]]:
        for domain in domains:
            known, pattern = self._learnt_of(domain)
            if pattern is None:
                trail.append(_no_pattern(domain, len(known)))
                continue
            address = _made(person, pattern, domain, trail)
            if address and _is_free(address, person, known, trail):
                yield address, "pattern"

    def _learnt_of(self, domain: str) -> _Learnt:
        with self._lock:
            if domain not in self._learnt:
                known = self._known.known_addresses(domain)
                self._learnt[domain] = known, learn(known[:_EXAMPLES])
            return self._learnt[domain]

    def _takes_mail(self, domain: str, trail: list[str]) -> bool:
        takes_mail = self._resolver.has_mx(domain)
        trail.append(_MAIL_ANSWERS[takes_mail].format(domain=domain))
        return takes_mail is not False


_MAIL_ANSWERS: dict[bool | None, str] = {
    True: "DNS names a mail server for {domain}.",
    False: "DNS says that {domain} takes no mail.",
    None: "The mail server of {domain} was not checked: DNS could not be asked for it.",
}


def _elsewhere(person: Person, domains: Sequence[str], personal: bool, trail: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the addresses on file that are not at the company, where they are allowed."""
    for known in person.addresses:
        if _is_at(known.address, domains) or not _is_offerable(known, trail):
            continue
        if personal:
            trail.append(f"{known.address} is on file in {known.source}, not at the company: personal.")
            yield normal_address(known.address), f"{known.source} (personal)"
        else:
            trail.append(f"An address on file at {domain_of(known.address)} is personal; allow it with --personal.")


def _is_offerable(known: KnownAddress, trail: list[str]) -> bool:
    """Say whether an address on file may be offered at all; the trail says why not."""
    kind = mail_kind(known.address)
    if kind in ("company", "personal"):
        return True
    why = {"disposable": "disposable", "role": "the mailbox of a role", "invalid": "wrong in syntax"}[kind]
    trail.append(f"{known.address} in {known.source} is {why} and is not used.")
    return False


def _no_pattern(domain: str, known: int) -> str:
    if known:
        return f"The known addresses at {domain} ({known}) show no pattern that two agree on."
    return f"No address at {domain} is known to learn from."


def _made(person: Person, pattern: Pattern, domain: str, trail: list[str]) -> str:
    """Return the address that a pattern gives a person, or "" with the reason in the trail."""
    agreement = f"{pattern.agreeing} of {pattern.known} known addresses at {domain} are {pattern.template}@{domain}"
    local = fill(pattern, person.first_name, person.last_name)
    if local is None:
        trail.append(f"{agreement}, but the name {person.name!r} lacks a part that it needs.")
        return ""
    address = f"{local}@{domain}"
    if mail_kind(address) != "company":
        trail.append(f"{agreement}, but {address} would not be one person's address at a company.")
        return ""
    trail.append(f"{agreement}; that gives {address}.")
    return address


def _is_free(address: str, person: Person, known: Sequence[Example], trail: list[str]) -> bool:
    """Say whether an address that was made is not known to be another person's."""
    own = address_forms(person.first_name, person.last_name)
    for first, last, other in known:
        if other.lower() == address and address_forms(first, last) != own:
            trail.append(f"{address} is known to be the address of {first} {last}.")
            return False
    return True


def _is_at(address: str, domains: Sequence[str]) -> bool:
    """Say whether an address is at one of some domains or below it."""
    at = domain_of(address)
    return any(at == domain or at.endswith(f".{domain}") for domain in domains)


def _is_shared(domain: str, counts: Counter[str]) -> bool:
    """Say whether a domain with another name must be the company's: two use it, and most of them do.

    A school's never is, for its alumni keep their mailboxes wherever they work.
    """
    at_school = any(label in ("edu", "ac", "alumni") for label in domain.split("."))
    return counts[domain] >= _ENOUGH_PEOPLE and 2 * counts[domain] > counts.total() and not at_school


def _resembles(domain: str, keys: Sequence[str]) -> bool:
    """Say whether a label of a domain is much like a company's key, or holds it, or is a start of it."""
    labels = [label.replace("-", "") for label in domain.split(".")[:-1]]
    return any(_alike(label, key) for label in labels for key in keys)


def _alike(label: str, key: str) -> bool:
    holds = len(key) >= _SHORTEST_PART and key in label
    starts = len(label) >= _SHORTEST_PART and key.startswith(label)
    return label == key or holds or starts or fuzz.ratio(label, key) >= _ALIKE
