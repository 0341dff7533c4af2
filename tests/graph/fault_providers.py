"""Whom a fault may strike: each provider with the calls that are its, and how its client is made for a test."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import SecretStr

from inroad.tools.apollo import apollo_client
from inroad.tools.drafts import Drafts
from inroad.tools.drafts.gmail import GmailDrafts
from inroad.tools.drafts.imap import ImapDrafts
from inroad.tools.drafts.imap_session import Account, ImapServer
from inroad.tools.drafts.imap_session import Patience as MailPatience
from inroad.tools.drafts.mailboxes import Clock, Mailboxes
from inroad.tools.google.gmail import PATIENCE as GMAIL_PATIENCE
from inroad.tools.google.gmail import GmailCalls
from inroad.tools.google.tokens import Tokens
from inroad.tools.http import JsonClient, Patience, Timing
from inroad.tools.hunter import hunter_client
from inroad.tools.pdl import pdl_client
from inroad.tools.writing.model import Access, StructuredModel
from tests.faulty_server import DRIP, FAULTS, HANG, MAIL_FAULTS, Struck
from tests.tools.provider_server import Request

NOW = datetime(2026, 10, 1, 9, tzinfo=UTC)
Kind = Literal["pdl", "hunter", "apollo", "model", "gmail", "imap", "posting"]
# By provider: what it is known by in problems, and the beginnings of the paths that are struck.
PATHS: dict[str, tuple[Kind, tuple[str, ...]]] = {
    "pdl search": ("pdl", ("/v5/person/search",)),
    "pdl cleaners": ("pdl", ("/v5/job_title/", "/v5/company/", "/v5/location/", "/v5/school/")),
    "hunter finder": ("hunter", ("/v2/email-finder",)),
    "hunter verifier": ("hunter", ("/v2/email-verifier",)),
    "hunter domains": ("hunter", ("/v2/domain-search",)),
    "apollo": ("apollo", ("/api/v1/",)),
    "model": ("model", ("/v1/chat/",)),
    "gmail login": ("gmail", ("/gmail/v1/users/me/profile",)),
    "gmail drafts": ("gmail", ("/gmail/v1/users/me/drafts",)),
    "google token": ("gmail", ("/token",)),
    "imap": ("imap", ()),
    "posting": ("posting", ("/",)),
}
CELLS = tuple((name, fault) for name in PATHS for fault in (MAIL_FAULTS if name == "imap" else FAULTS))


def struck_at(provider: str) -> Struck:
    """Say of a request whether it is one that a fault of this provider strikes."""
    paths = PATHS[provider][1]

    def is_struck(request: Request) -> bool:
        return request.target.startswith(paths)

    return is_struck


class Moments(threading.local):
    """The time of one thread, which only its own pauses move."""

    at = 0.0


@dataclass
class Pauses:
    """Pauses that pass at once; `longest` is the most that one thread has waited for in all, in seconds."""

    moments: Moments = field(default_factory=Moments)
    longest: float = 0.0

    def sleep(self, seconds: float) -> None:
        self.moments.at += seconds
        self.longest = max(self.longest, self.moments.at)

    @property
    def timing(self) -> Timing:
        return Timing(sleep=self.sleep, clock=lambda: self.moments.at, now=lambda: NOW, chance=lambda: 0.0)


def patience_with(fault: str, usual: Patience) -> Patience:
    """The usual one, but for answers that never come or never end, which real time is spent on."""
    if fault == HANG:
        return Patience(read=0.4, total=usual.total, attempts=2, longest_pause=usual.longest_pause)
    return Patience(total=0.4, attempts=2) if fault == DRIP else usual


@dataclass(frozen=True)
class Urls:
    """Where each provider is, for one cell; `root` for all that the fault does not strike."""

    root: str
    struck: str
    provider: str
    fault: str

    def of(self, kind: Kind, path: str) -> str:
        """Return the base address of a provider's client."""
        return f"{self.struck if self.is_struck(kind) else self.root}{path}"

    def is_struck(self, kind: Kind) -> bool:
        return PATHS[self.provider][0] == kind

    def patience(self, kind: Kind, usual: Patience) -> Patience:
        return patience_with(self.fault, usual) if self.is_struck(kind) else usual


@dataclass(frozen=True)
class Clients:
    """The clients of one cell, all with keys that nobody may see."""

    pdl: JsonClient
    hunter: JsonClient
    apollo: JsonClient
    model: StructuredModel


@contextmanager
def clients(urls: Urls, keys: dict[str, str], timing: Timing) -> Iterator[Clients]:
    """Make the clients of all providers that take a key."""
    key = {name: SecretStr(value) for name, value in keys.items()}
    patient = {kind: urls.patience(kind, Patience()) for kind in _KEYED}
    access = Access("sandbox-writer", urls.of("model", "/v1"), key["model"])
    model = StructuredModel(access, patience=patient["model"], timing=timing)
    with (
        pdl_client(
            key["pdl"], urls.of("pdl", "/v5"), per_minute=100_000, patience=patient["pdl"], timing=timing
        ) as pdl,
        hunter_client(
            key["hunter"], urls.of("hunter", "/v2"), per_second=10_000, patience=patient["hunter"], timing=timing
        ) as hunter,
        apollo_client(
            key["apollo"], urls.of("apollo", "/api/v1"), per_minute=10_000, patience=patient["apollo"], timing=timing
        ) as apollo,
    ):
        yield Clients(pdl, hunter, apollo, model)
    model.close()


_KEYED: Sequence[Kind] = ("pdl", "hunter", "apollo", "model")


@dataclass(frozen=True)
class PatientMailboxes(Mailboxes):
    """The user's mailboxes, each made by the test."""

    gmail_drafts: Callable[[Clock], Drafts] = Mailboxes().gmail
    imap_drafts: Callable[[Clock], Drafts] = Mailboxes().imap

    def gmail(self, clock: Clock) -> Drafts:
        return self.gmail_drafts(clock)

    def imap(self, clock: Clock) -> Drafts:
        return self.imap_drafts(clock)


@contextmanager
def gmail_of(urls: Urls, login: Path, timing: Timing) -> Iterator[PatientMailboxes]:
    """Make the drafts of the account whose login a file keeps."""
    patience = urls.patience("gmail", GMAIL_PATIENCE)
    tokens = Tokens(login, patience=patience, timing=timing)
    calls = GmailCalls(tokens, urls.of("gmail", ""), patience=patience, timing=timing)
    yield PatientMailboxes(gmail_drafts=lambda clock: GmailDrafts(calls, clock))
    calls.close()


@contextmanager
def imap_of(url: str, password: str, trusted: Path) -> Iterator[PatientMailboxes]:
    """Make the drafts of a mailbox at a port of loopback whose server is trusted by a certificate."""
    account = Account(ImapServer("localhost", int(url.rsplit(":", 1)[1])), "ada", SecretStr(password))
    patience = MailPatience(connect=1, read=0.3, total=1)

    def made(clock: Clock) -> Drafts:
        return ImapDrafts(account, clock, context=ssl.create_default_context(cafile=str(trusted)), patience=patience)

    yield PatientMailboxes(imap_drafts=made)
