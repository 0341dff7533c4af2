"""The true addresses of made-up people."""

from __future__ import annotations

import re
from random import Random

from anyascii import anyascii

from inroad.sandbox.chance import share, token
from inroad.sandbox.people.companies import Company

ODD_ONES = 0.05
_FREE_HOSTS = ("mailhome.example", "postbox.example", "letterly.example")


def work_address(company: Company, first: str, last: str, key: str) -> str:
    """Return the address of somebody at a company: by its pattern, or in one of twenty cases another."""
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
    return f"{_plain(first)}.{_plain(last)}.{token(4, 'mail', key).lower()}@{random.choice(_FREE_HOSTS)}"


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", anyascii(name).lower())
