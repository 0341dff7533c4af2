"""Whether a domain takes mail, asked of DNS."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import dns.resolver

    from inroad.tools.addresses.name_servers import NameServers

_SECONDS = 2.0
# RFC 2606 and RFC 6761 reserve these for examples and tests; DNS knows nothing of them.
_RESERVED = ("example", "test", "invalid", "localhost", "example.com", "example.net", "example.org")


class MxResolver(Protocol):
    """Says whether a domain takes mail."""

    def has_mx(self, domain: str) -> bool | None:
        """Return whether it does, or None where that could not be asked."""
        ...


class DnsMxResolver:
    """Asks the name servers of this machine, once for a domain, 2 seconds at most in all.

    A domain takes mail when it has a mail exchanger, or an address of its own (RFC 5321, 5.1); the
    "null MX" of RFC 7505 says that it does not. Once no name server could be reached, or the servers
    deny even a domain that surely exists, none is asked again.
    """

    def __init__(self, resolver: dns.resolver.Resolver | None = None, seconds: float = _SECONDS) -> None:
        """Take the name servers to ask (by default those of this machine) and how long in all."""
        self._resolver = resolver
        self._seconds = seconds
        self._known: dict[str, bool | None] = {}
        self._asked: NameServers | None = None
        self._lock = threading.Lock()

    def has_mx(self, domain: str) -> bool | None:
        """Return whether a domain takes mail, or None where no name server could say."""
        name = domain.lower().rstrip(".")
        if _is_reserved(name):
            return None
        with self._lock:
            if name not in self._known:
                self._known[name] = self._servers().takes_mail(name)
            return self._known[name]

    def _servers(self) -> NameServers:
        if self._asked is None:
            # The library takes a while to load, and most of what asks no provider asks no name server either.
            from inroad.tools.addresses.name_servers import NameServers

            self._asked = NameServers(self._resolver, self._seconds)
        return self._asked


class UnaskedMxResolver:
    """Asks nobody, for users who want no look-up to leave their machine."""

    def has_mx(self, domain: str) -> None:
        """Return None: it was not asked."""


def mail_sentence(domain: str, takes_mail: bool | None) -> str:
    """Say in a sentence what DNS told of a domain."""
    if takes_mail is None:
        return f"The mail server of {domain} was not checked: DNS could not be asked for it."
    return f"DNS names a mail server for {domain}." if takes_mail else f"DNS says that {domain} takes no mail."


def _is_reserved(domain: str) -> bool:
    return any(domain == name or domain.endswith(f".{name}") for name in _RESERVED)
