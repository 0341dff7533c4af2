"""The true addresses of made-up people, and the hosts that their mail goes to."""

from __future__ import annotations

import re
from random import Random

from anyascii import anyascii

from inroad.sandbox.chance import share, token
from inroad.sandbox.people.companies import NOWHERE, Company

ODD_ONES = 0.01
"""How many have an address of another form; the numbers that namesakes get make it one in twenty."""
FREE_HOSTS = ("mailhome.example", "postbox.example", "letterly.example")
THROWAWAY_HOSTS = ("tenminutes.example", "throwaway.example")
MAILLESS_HOSTS = ("no-mail.example", "parked.example", "web-only.example")
"""Domains of nobody: they are there, but take no mail."""
TASKS = ("info", "jobs", "press")
"""The mailboxes that every company has for a task: real, but nobody's own."""
_COMPANY_DOMAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.example")


class MailServers:
    """Says which domains take mail, in place of a look-up in the DNS, where no `.example` name resolves."""

    def has_mx(self, domain: str) -> bool | None:
        """Say whether a domain takes mail; None for one that is not the sandbox's to know."""
        name = domain.lower().rstrip(".")
        if name in MAILLESS_HOSTS:
            return False
        if _COMPANY_DOMAIN.fullmatch(name) and NOWHERE not in name:
            return True
        return None


def work_address(company: Company, first: str, last: str, key: str) -> str:
    """Return the address of somebody at a company: by its pattern, or now and then by another."""
    pattern = company.pattern
    if share("odd", company.name, key) < ODD_ONES:
        pattern = "{first}.{last}" if pattern != "{first}.{last}" else "{f}{last}"
    return f"{local_part(pattern, first, last)}@{company.website}"


def numbered(address: str) -> str:
    """Return an address for a second person whose own would be taken."""
    local, _, domain = address.partition("@")
    stem = local.rstrip("0123456789")
    return f"{stem}{int(local[len(stem) :] or 1) + 1}@{domain}"


def local_part(pattern: str, first: str, last: str) -> str:
    """Return what stands before the "@", in ASCII."""
    given, family = _plain(first), _plain(last)
    return pattern.format(first=given, last=family, f=given[:1], l=family[:1])


def personal_address(random: Random, first: str, last: str, key: str) -> str:
    """Return a private address."""
    return f"{_plain(first)}.{_plain(last)}.{token(4, 'mail', key).lower()}@{random.choice(FREE_HOSTS)}"


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", anyascii(name).lower())
