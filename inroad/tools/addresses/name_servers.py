"""The question to the name servers whether a domain takes mail."""

from __future__ import annotations

import time

import dns.exception
import dns.resolver
from dns.rdatatype import RdataType

from inroad.tools.provider_calls import provider_call

_SURELY_THERE = "gmail.com"


class NameServers:
    """Asks one domain after another, until no name server can be reached, or they deny what surely exists."""

    def __init__(self, resolver: dns.resolver.Resolver | None, seconds: float) -> None:
        """Take the name servers to ask (None for those of this machine) and how long one question may take."""
        self._resolver = resolver
        self._seconds = seconds
        self._reachable = True
        self._trusted: bool | None = None

    def takes_mail(self, domain: str) -> bool | None:
        """Return whether a domain takes mail, or None where no name server could say."""
        if not self._reachable:
            return None
        try:
            return self._exchanges(domain, time.monotonic() + self._seconds)
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
                self._trusted = self._exchanges(_SURELY_THERE, time.monotonic() + self._seconds)
            except (dns.exception.DNSException, OSError):
                self._trusted = False
            self._reachable = self._reachable and self._trusted
        return self._trusted

    def _exchanges(self, domain: str, until: float) -> bool:
        resolver = self._resolver or dns.resolver.Resolver()
        self._resolver = resolver
        try:
            with provider_call("dns", "MX"):  # without the domain: it may be one person's own
                answer = resolver.resolve(domain, RdataType.MX, search=False, lifetime=_left(until))
        except dns.resolver.NoAnswer:
            return _has_address(resolver, domain, until)
        return any(exchanger.exchange.to_text() != "." for exchanger in answer)


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
