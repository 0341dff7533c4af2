"""Addresses: what may be offered for a person, who can find, match and check it, and the finder that joins them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple, Protocol

from pydantic import Field

from inroad.state import CompanyInfo, Email, Person, Problem, Record

# Why somebody who told a provider not to be processed is on the suppression list.
OBJECTED = "claimed_email: objected to being processed, as Hunter says"

How = Literal["on file", "found", "built", "personal"]
CheckStatus = Literal["valid", "invalid", "accept_all", "webmail", "disposable", "unknown"]


@dataclass(frozen=True)
class Offer:
    """An address that some step gives for a person, before it is checked.

    `how` is the kind of evidence: on file in a record, found by a provider, built by a pattern, or personal
    (not at the company). `score` (0 to 100) is how sure its source is that it is this person's.
    `accept_all` says that the source knows the domain to take mail for any name. `doubt` is why it may be another
    company's, "" where nothing says so.
    """

    address: str
    how: How
    source: str
    score: int | None = None
    accept_all: bool = False
    doubt: str = ""


class Check(Record):
    """What a verifier says of an address; `block` is set where its owner's server or the provider bars it."""

    address: str
    status: CheckStatus
    score: int | None = None
    block: bool = False
    disposable: bool = False
    source: str
    checked_at: datetime


class Mailbox(NamedTuple):
    """An address that is known to be somebody's."""

    first_name: str
    last_name: str
    address: str


class MailDomain(Record):
    """What a provider knows of a company's mail domain.

    `pattern` is of the part before the "@" ("{first}.{last}", "{f}{last}"), empty where none is known. `linked` are
    other domains of the same company. `accept_all` is None where nothing is known of it.
    """

    domain: str
    organization: str = ""
    pattern: str = ""
    accept_all: bool | None = None
    disposable: bool = False
    webmail: bool = False
    linked: list[str] = Field(default_factory=list)
    mailboxes: list[Mailbox] = Field(default_factory=list)


class EmailFinder(Protocol):
    """Finds one person's address at a domain; `provider` is whose key it uses ("hunter")."""

    provider: str

    def find(self, person: Person, domain: str) -> Offer | None:
        """Return the address, None where the provider has none.

        Raises:
            ObjectedError: the person does not want to be processed.
            BudgetSpentError: the call would pass the budget.
            ProviderError: the provider could not be asked, or refused.
        """
        ...

    def kept(self, person: Person, domain: str) -> Offer | None:
        """Return the address that is known without asking."""
        ...


class BulkMatcher(Protocol):
    """Finds the addresses of several people in one call; `provider` is whose key it uses ("hunter")."""

    provider: str

    def expected(self) -> AbstractContextManager[None]:
        """Let other postings of this process, which may share a call, wait for this one within the block."""
        ...

    def match(self, people: Sequence[Person], domain: str) -> dict[str, Offer]:
        """Return the addresses by person id; who is not matched is not in it. Raises as `EmailFinder.find` does.

        What some of its calls brought is kept when others fail.
        """
        ...

    def kept(self, people: Sequence[Person], domain: str) -> dict[str, Offer]:
        """Return the addresses by person id that are known without asking."""
        ...


class EmailVerifier(Protocol):
    """Says whether an address takes mail; `provider` is whose key it uses ("hunter")."""

    provider: str

    def check(self, address: str) -> Check:
        """Return what is known of an address, from at most 30 days ago. Raises as `EmailFinder.find` does."""
        ...

    def kept(self, address: str) -> Check | None:
        """Return what is known of an address without asking."""
        ...


class DomainDirectory(Protocol):
    """Knows companies' mail domains; `provider` is whose key it uses ("hunter")."""

    provider: str

    def at(self, domain: str) -> MailDomain | None:
        """Return what is known of a domain, None where nothing is. Raises as `EmailFinder.find` does."""
        ...

    def kept(self, domain: str) -> MailDomain | None:
        """Return what is known of a domain without asking."""
        ...

    def of_company(self, name: str) -> MailDomain | None:
        """Return the mail domain of a company by its name. Raises as `EmailFinder.find` does."""
        ...


@dataclass
class FoundAddresses:
    """What came of looking for some people's addresses.

    `emails` has everybody who was asked for, by person id. `objected` are those who do not want to be processed:
    nothing is offered for them, and they are never to be written to. `suppressed` are those whose address turned out
    to be on the user's list.
    """

    emails: dict[str, Email] = field(default_factory=dict)
    objected: set[str] = field(default_factory=set)
    suppressed: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


class AddressFinder(Protocol):
    """Finds the addresses at which people of one company may be written to."""

    def find_all(
        self, people: Sequence[Person], company: CompanyInfo, *, personal: bool, closed: Collection[str], now: datetime
    ) -> FoundAddresses:
        """Return an address with verdict and trail for each; status "none" where there is none to offer.

        Args:
            people: who is to be written to, best first.
            company: the company of the posting, at whose domain the addresses should be.
            personal: whether an address elsewhere may be offered.
            closed: providers that are not to be asked any more in this run, as "hunter".
            now: the time of the check, with its zone.
        """
        ...
