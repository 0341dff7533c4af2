"""What kind of address an e-mail address is."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from email_validator import EmailNotValidError, validate_email

from inroad.reference.mail_kinds import is_disposable, is_free_mail, is_role

MailKind = Literal["company", "personal", "disposable", "role", "invalid"]


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
    try:
        return validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        # The library tells a wrong address by raising; here it is an answer.
        return ""


def domain_of(address: str) -> str:
    """Return the domain of an address in lower case."""
    return address.rpartition("@")[2].lower()
