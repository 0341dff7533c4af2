"""What kind of address an e-mail address is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from email_validator import EmailNotValidError, validate_email

from inroad.reference.mail_kinds import is_disposable, is_free_mail, is_role

MailKind = Literal["company", "personal", "disposable", "role", "invalid"]

# What is kept as it is; a single word in capitals may be a mailbox such as `Info`, which is written `info`.
_PLAIN = re.compile(r"[a-z0-9]+(?:[._+-][a-z0-9]+)*|[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)+")
# Of 254 characters at most; it is the domain's own length that counts in all but the longest.
_SHORT = 100


@lru_cache(maxsize=100_000)
def mail_kind(address: str) -> MailKind:
    """Tell a person's address at work from personal, disposable, role and invalid ones.

    Whether a domain is a given company's own is not asked here: "company" is any address of one
    person that is at no provider for everybody.
    """
    normal = normal_address(address)
    if not normal:
        return "invalid"
    local, _, domain = normal.rpartition("@")
    if is_disposable(domain):
        return "disposable"
    if is_role(local):
        return "role"
    return "personal" if is_free_mail(domain) else "company"


def normal_address(address: str) -> str:
    """Return an address as it is written best (domain in lower case), or "" when its syntax is wrong.

    Reserved names that mail never reaches (`localhost`, `.local`, `.test`) are wrong too; `.example`
    is not, as RFC 6761 asks.
    """
    local, _, domain = address.partition("@")
    if len(address) <= _SHORT and _PLAIN.fullmatch(local):
        best = _normal_domain(domain)
        return best and f"{local}@{best}"
    return _validated(address)


@lru_cache(maxsize=10_000)
def _normal_domain(domain: str) -> str:
    """A domain as it is written best, "" when it is none; the same for all at a company."""
    return _validated(f"x@{domain}").removeprefix("x@")


def _validated(address: str) -> str:
    try:
        return validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        # The library tells a wrong address by raising; here it is an answer.
        return ""


def domain_of(address: str) -> str:
    """Return the domain of an address in lower case."""
    return address.rpartition("@")[2].lower()
