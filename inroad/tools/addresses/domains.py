"""At which domains a company's people have their mailboxes.

The website is the first guess. A company whose people on file have their mailboxes elsewhere is written to there;
a subsidiary's domain counts for who has an address at it, where it spells the company's name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from rapidfuzz import fuzz

from inroad.reference.mail_kinds import is_disposable, is_free_mail, is_hosting_site, registrable_domain
from inroad.state import CompanyInfo, Person
from inroad.tools.addresses.mail_kinds import domain_of, mail_kind
from inroad.tools.cleaning.companies import company_keys, names_company

_ENOUGH_PEOPLE = 2
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


def names_of(company: CompanyInfo) -> tuple[str, ...]:
    """Return the keys that a company may be spelt by."""
    return company_keys(company.name or company.key)


def used_domains(company: CompanyInfo, known: KnownAddresses) -> list[str]:
    """Return the domains at which a company's people on file have their mailboxes, those of its name first."""
    keys = names_of(company)
    counts: Counter[str] = Counter()
    for key in keys:
        counts |= known.domains_of(key)
    likely = [domain for domain in counts if resembles(domain, keys) or _is_shared(domain, counts)]
    return sorted(likely, key=lambda domain: (not resembles(domain, keys), -counts[domain], domain))


def recorded_domain(people: Sequence[Person]) -> str:
    """Return the website that most records of a company's people give for it, or ""."""
    sites = (company_domain(person.company_domain) for person in people)
    counts = Counter(site for site in sites if site)
    return counts.most_common(1)[0][0] if counts else ""


def own_domains(person: Person, company: CompanyInfo) -> list[str]:
    """Return the domains of a person's addresses that spell the company's name: a subsidiary's, for instance."""
    keys = names_of(company)
    at = [domain_of(known.address) for known in person.addresses if mail_kind(known.address) == "company"]
    return list(dict.fromkeys(domain for domain in at if resembles(domain, keys)))


def company_domain(host: str) -> str:
    """Return the registrable domain of a host or address, "" for one that cannot be a company's own."""
    name = host.strip().lower().partition("://")[2] or host.strip().lower()
    domain = registrable_domain(name.rpartition("@")[2].split("/")[0].split(":")[0])
    is_anybodys = is_hosting_site(domain) or is_free_mail(domain) or is_disposable(domain)
    return "" if is_anybodys else domain


def spells(domain: str, company: CompanyInfo) -> bool:
    """Say whether a domain is a company's name and nothing else."""
    return names_company(registrable_domain(domain).split(".")[0], company.name or company.key)


def is_at(address: str, domains: Sequence[str]) -> bool:
    """Say whether an address is at one of some domains or below it."""
    at = domain_of(address)
    return any(at == domain or at.endswith(f".{domain}") for domain in domains)


def resembles(domain: str, keys: Sequence[str]) -> bool:
    """Say whether a label of a domain is much like a company's key, or holds it, or is a start of it."""
    labels = [label.replace("-", "") for label in domain.split(".")[:-1]]
    return any(_alike(label, key) for label in labels for key in keys)


def _is_shared(domain: str, counts: Counter[str]) -> bool:
    """Say whether a domain with another name must be the company's: two use it, and most of them do.

    A school's never is, for its alumni keep their mailboxes wherever they work.
    """
    at_school = any(label in ("edu", "ac", "alumni") for label in domain.split("."))
    return counts[domain] >= _ENOUGH_PEOPLE and 2 * counts[domain] > counts.total() and not at_school


def _alike(label: str, key: str) -> bool:
    holds = len(key) >= _SHORTEST_PART and key in label
    starts = len(label) >= _SHORTEST_PART and key.startswith(label)
    return label == key or holds or starts or fuzz.ratio(label, key) >= _ALIKE
