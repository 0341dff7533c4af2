"""What a waterfall is made of: who knows addresses for nothing, and the hosted parts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from inroad.state import CompanyInfo
from inroad.tools.addresses import BulkMatcher, DomainDirectory, EmailFinder, EmailVerifier
from inroad.tools.addresses.domains import KnownAddresses, used_domains
from inroad.tools.addresses.mx import MxResolver
from inroad.tools.addresses.patterns import Example, Pattern, learn

# The pattern of a company shows in this many addresses as well as in more.
MOST_EXAMPLES = 200


@dataclass(frozen=True)
class Providers:
    """The hosted parts, as far as there are keys for them."""

    finder: EmailFinder | None = None
    matcher: BulkMatcher | None = None
    verifier: EmailVerifier | None = None
    directory: DomainDirectory | None = None


class Parts:
    """The parts that all rounds share; safe among threads."""

    def __init__(
        self,
        known: KnownAddresses,
        resolver: MxResolver,
        providers: Providers | None = None,
        is_suppressed: Callable[[str], bool] = lambda address: False,
    ) -> None:
        """Take who knows addresses for nothing, who says whether a domain takes mail, and the hosted parts.

        `is_suppressed` tells of an address whether its owner is to be left alone.
        """
        self.known = known
        self.resolver = resolver
        self.providers = providers or Providers()
        self.is_suppressed = is_suppressed
        self._learnt: dict[str, tuple[list[Example], Pattern | None]] = {}
        self._used: dict[str, list[str]] = {}
        self._lock = threading.Lock()

    def used_domains(self, company: CompanyInfo) -> list[str]:
        """Return the domains that a company's people on file use, looked up once."""
        with self._lock:
            key = company.name or company.key
            if key not in self._used:
                self._used[key] = used_domains(company, self.known)
            return self._used[key]

    def learnt(self, domain: str) -> tuple[list[Example], Pattern | None]:
        """Return the known addresses at a domain, and the pattern that they show, looked up once."""
        with self._lock:
            if domain not in self._learnt:
                known = self.known.known_addresses(domain)
                self._learnt[domain] = known, learn(known[:MOST_EXAMPLES])
            return self._learnt[domain]

    def takes_mail(self, domain: str) -> bool:
        """Say whether a domain may take mail: DNS does not deny it."""
        return self.resolver.has_mx(domain) is not False
