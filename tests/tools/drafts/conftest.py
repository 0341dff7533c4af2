"""A mail server for all tests of drafts, and a user of their own for each."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from inroad.tools.drafts.imap import ImapDrafts
from inroad.tools.drafts.imap_session import Account, Patience
from tests.imap_server import Dovecot

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
ODD = {"odd": 'pä"ss\\ wörd {3}', "plain": 'a"b\\ c{3}'}
Place = Callable[..., ImapDrafts]


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """A mail server that marks its folder for drafts."""
    with Dovecot() as running:
        yield running


@pytest.fixture(scope="session")
def other() -> Iterator[Dovecot]:
    """A mail server with few connections a user, and odd passwords."""
    with Dovecot(connections=2, passwords=ODD) as running:
        yield running


@pytest.fixture
def user() -> str:
    """A user with an empty mailbox."""
    return uuid4().hex


@pytest.fixture
def place(dovecot: Dovecot, user: str) -> Iterator[Place]:
    """Makes a place for drafts, the user's at the mail server unless told otherwise; it is closed in the end."""
    with ExitStack() as open_places:

        def make(
            account: Account | None = None,
            *,
            folder: str = "",
            context: ssl.SSLContext | None = None,
            patience: Patience | None = None,
            connections: int = 4,
        ) -> ImapDrafts:
            drafts = ImapDrafts(
                account or dovecot.account(user),
                lambda: NOW,
                folder=folder,
                context=context or dovecot.context(),
                patience=patience or Patience(connect=10, read=10, total=20),
                connections=connections,
            )
            return open_places.enter_context(closing(drafts))

        yield make
