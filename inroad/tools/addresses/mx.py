"""Whether a domain takes mail, asked of DNS."""

from __future__ import annotations

import threading
import time
from typing import Protocol

import dns.exception
import dns.resolver
from dns.rdatatype import RdataType

from inroad.tools.provider_calls import provider_call

_SECONDS = 2.0
_SURELY_THERE = "gmail.com"
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
        self._reachable = True
        self._trusted: bool | None = None
        self._lock = threading.Lock()

    def has_mx(self, domain: str) -> bool | None:
        """Return whether a domain takes mail, or None where no name server could say."""
        name = domain.lower().rstrip(".")
        if _is_reserved(name):
            return None
        with self._lock:
            if name not in self._known:
                self._known[name] = self._ask(name) if self._reachable else None
            return self._known[name]

    def _ask(self, domain: str) -> bool | None:
        try:
            return self._takes_mail(domain, time.monotonic() + self._seconds)
        except dns.resolver.NXDOMAIN:
            return False if self._is_trusted() else None
        except dns.resolver.NoNameservers as error:
            self._reachable = _was_answered(error)
            return None
        except (dns.exception.Timeout, dns.resolver.NoResolverConfiguration, OSError):
            self._reachable = False
            return None
        except dns.exception.DNSException:
            # Whatever else is wrong with the question or the answer tells nothing of the domain.
            return None

    def _is_trusted(self) -> bool:
        """Say whether the name servers know what surely exists; those of a closed network deny all alike."""
        if self._trusted is None:
            try:
                self._trusted = self._takes_mail(_SURELY_THERE, time.monotonic() + self._seconds)
            except (dns.exception.DNSException, OSError):
                self._trusted = False
            self._reachable = self._reachable and self._trusted
        return self._trusted

    def _takes_mail(self, domain: str, until: float) -> bool:
        resolver = self._resolver or dns.resolver.Resolver()
        self._resolver = resolver
        try:
            with provider_call("dns", "MX"):  # without the domain: it may be one person's own
                answer = resolver.resolve(domain, RdataType.MX, search=False, lifetime=_left(until))
        except dns.resolver.NoAnswer:
            return _has_address(resolver, domain, until)
        return any(exchanger.exchange.to_text() != "." for exchanger in answer)


class UnaskedMxResolver:
    """Asks nobody, for users who want no look-up to leave their machine."""

    def has_mx(self, domain: str) -> None:
        """Return None: it was not asked."""


def mail_sentence(domain: str, takes_mail: bool | None) -> str:
    """Say in a sentence what DNS told of a domain."""
    if takes_mail is None:
        return f"The mail server of {domain} was not checked: DNS could not be asked for it."
    return f"DNS names a mail server for {domain}." if takes_mail else f"DNS says that {domain} takes no mail."


def _has_address(resolver: dns.resolver.Resolver, domain: str, until: float) -> bool:
    for kind in (RdataType.A, RdataType.AAAA):
        try:
            resolver.resolve(domain, kind, search=False, lifetime=_left(until))
        except dns.resolver.NoAnswer:
            continue
        return True
    return False


def _was_answered(error: dns.resolver.NoNameservers) -> bool:
    """Say whether some server did answer, if only with a failure."""
    return any(attempt[-1] is not None for attempt in error.kwargs.get("errors", []))


def _left(until: float) -> float:
    return max(until - time.monotonic(), 0.01)


def _is_reserved(domain: str) -> bool:
    return any(domain == name or domain.endswith(f".{name}") for name in _RESERVED)
