"""Drafts in the user's Gmail."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from inroad.errors import OutputError, UnavailableError
from inroad.state import Draft
from inroad.tools.drafts import Outgoing
from inroad.tools.drafts.gmail_find import is_this
from inroad.tools.drafts.mime import ascii_address, build, message_id
from inroad.tools.google.gmail import GmailCalls
from inroad.tools.google.tokens import Tokens

# Of an upload, by Gmail's own description of its API (`drafts.create`, mediaUpload.maxSize).
MAX_BYTES = 36_700_160
# Gmail refuses too many calls of one user at the same time, and does not say how many are too many.
AT_ONCE = 8
# The search may not know yet what was made a moment ago: so many drafts are looked through without it.
_NEWEST = 50
_TURN_SECONDS = 120.0
# Postings of a batch follow one another closely; a worker may live for days, and a login end meanwhile.
_BELIEVED = timedelta(minutes=10)


class GmailDrafts:
    """The drafts of one Gmail account; all threads share it, and so many of their calls go out at once."""

    kind = "gmail"

    def __init__(
        self,
        calls: GmailCalls,
        clock: Callable[[], datetime],
        *,
        at_once: int = AT_ONCE,
        max_bytes: int = MAX_BYTES,
        turn_seconds: float = _TURN_SECONDS,
    ) -> None:
        """Make ready; nothing is asked yet. A draft waits no longer than `turn_seconds` for the others to be done."""
        self._calls = calls
        self._clock = clock
        self._slots = threading.BoundedSemaphore(at_once)
        self._max_bytes = max_bytes
        self._turn_seconds = turn_seconds
        self._let_in: datetime | None = None

    def check(self) -> None:
        """Ask Gmail whom the login belongs to; a login that it has let in lately is not asked about again.

        Raises:
            OutputError: nobody is logged in, or the login's file cannot be used.
            ProviderError: Gmail does not let the login in, or cannot be asked.
        """
        now = self._clock()
        if self._let_in is None or not timedelta(0) <= now - self._let_in < _BELIEVED:
            self._calls.address()
            self._let_in = now

    def find(self, outgoing: Outgoing) -> Draft | None:
        """Return the draft when it is in the mailbox, edited or not.

        Raises:
            OutputError: nobody is logged in, or an address is not valid.
            ProviderError: Gmail cannot be asked.
        """
        with self._slot():
            account = self._calls.account()
            found = self._id_of(outgoing)
        return _draft(outgoing, found, account) if found else None

    def create(self, outgoing: Outgoing) -> Draft:
        """Make the draft.

        Raises:
            OutputError: it is not valid or too large, or nobody is logged in.
            ProviderError: Gmail could not be asked, or refused; `may_have_acted` says whether it may be there.
        """
        mime = build(outgoing, self._clock())
        if len(mime) > self._max_bytes:
            raise OutputError(
                f"The mail to {outgoing.recipient.address} has {len(mime) / 1024**2:.0f} MB; Gmail takes "
                f"{self._max_bytes / 1024**2:.0f} MB: attach a smaller file."
            )
        with self._slot():
            account = self._calls.account()
            made = self._calls.create(mime, lambda: self._id_of(outgoing))
        return _draft(outgoing, made, account)

    @contextmanager
    def _slot(self) -> Iterator[None]:
        """A draft's turn.

        Raises:
            UnavailableError: it does not come before the claim on the draft may run out.
        """
        if not self._slots.acquire(timeout=self._turn_seconds):
            raise UnavailableError("Too many drafts wait for Gmail; run it again later.", "gmail", sent=False)
        try:
            yield
        finally:
            self._slots.release()

    def _id_of(self, outgoing: Outgoing) -> str | None:
        """The scope allows no look at messages, only at drafts: each that may be it is read."""
        seen: set[str] = set()
        for draft_id in self._likely(outgoing):
            if draft_id in seen:
                continue
            seen.add(draft_id)
            draft = self._calls.draft(draft_id)
            if draft and is_this(draft, outgoing):
                return draft_id
        return None

    def _likely(self, outgoing: Outgoing) -> Iterator[str]:
        """By our Message-ID, which Gmail may have replaced; by recipient; and the newest of all."""
        own_id = message_id(outgoing.key, outgoing.sender.email).strip("<>")
        yield from self._calls.draft_ids(f"rfc822msgid:{own_id}")
        yield from self._calls.draft_ids(f"to:{ascii_address(outgoing.recipient.address)}")
        yield from islice(self._calls.draft_ids(""), _NEWEST)


def gmail_drafts(token_file: Path, base_url: str, clock: Callable[[], datetime]) -> GmailDrafts:
    """Return the drafts of the account whose login a file keeps.

    Raises:
        UserInputError: the base URL is not one that a login may be sent to.
    """
    return GmailDrafts(GmailCalls(Tokens(token_file), base_url), clock)


def drafts_url(account: str) -> str:
    """Return the address of an account's folder of drafts in Gmail's web client.

    Not of the draft itself: the web client's ids for that cannot be had from the API. Without `authuser` it would
    open the account that was signed in first.
    """
    return f"https://mail.google.com/mail/?authuser={quote(account)}#drafts"


def _draft(outgoing: Outgoing, draft_id: str, account: str) -> Draft:
    own_id = message_id(outgoing.key, outgoing.sender.email)
    return Draft(kind=GmailDrafts.kind, id=draft_id, message_id=own_id, url=drafts_url(account))
