"""Drafts in any mailbox, by IMAP: appended to its folder for drafts, where every mail program shows them."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from imapclient import DRAFT, SEEN, IMAPClient  # type: ignore[import-untyped]

from inroad.errors import OutputError
from inroad.state import Draft
from inroad.tools.drafts import Outgoing
from inroad.tools.drafts.imap_answers import understood
from inroad.tools.drafts.imap_finding import look_for
from inroad.tools.drafts.imap_folders import drafts_folder
from inroad.tools.drafts.imap_session import Account, Patience, Sessions, log_in
from inroad.tools.drafts.mime import build, message_id

CONNECTIONS = 4


class ImapDrafts:
    """A mailbox; threads share a few connections. Make one for a whole process, and close it in the end.

    A draft's `id` says where it is: folder, UIDVALIDITY and UID (RFC 4315), or its key where the server does not tell.
    """

    kind = "imap"

    def __init__(
        self,
        account: Account,
        clock: Callable[[], datetime],
        *,
        folder: str = "",
        context: ssl.SSLContext | None = None,
        patience: Patience | None = None,
        connections: int = CONNECTIONS,
    ) -> None:
        """Make ready; nothing is connected yet. `folder` is IMAP_DRAFTS, empty to find it."""
        self._host = account.server.host
        self._clock = clock
        self._wanted = folder
        self._found = ""
        patience = patience or Patience()
        connect = partial(log_in, account, context or ssl.create_default_context(), patience)
        self._sessions = Sessions(connect, self._host, patience, connections)

    def close(self) -> None:
        """Log out; a later draft connects again."""
        self._sessions.close()

    def check(self) -> None:
        """Log in and find the folder.

        Raises:
            BadKeyError: the login is refused.
            OutputError: there is no folder for drafts.
            ProviderError: the server cannot be reached, or refuses to talk.
        """
        with self._session():
            pass

    def find(self, outgoing: Outgoing) -> Draft | None:
        """Return the draft when it is in the folder; one that was marked as deleted is not.

        Raises:
            ProviderError: the mailbox cannot be looked into.
        """
        _check_key(outgoing.key)
        with self._session() as (client, folder), understood(self._host, sent=False):
            validity = client.select_folder(folder, readonly=True).get(b"UIDVALIDITY", 0)
            found = look_for(client, outgoing)
        if found is None:
            return None
        return Draft(kind=self.kind, id=_place(folder, validity, found.uid), message_id=found.message_id)

    def create(self, outgoing: Outgoing) -> Draft:
        """Append the draft, once: it is never sent a second time, whatever happens to the connection.

        Raises:
            OutputError: it is not valid or too large, or the folder is gone.
            OutOfCreditError: the mailbox is full.
            UnavailableError: the connection broke; `sent` says whether the draft may be there.
            ProviderError: the server refuses it.
        """
        _check_key(outgoing.key)
        now = self._clock()
        content = build(outgoing, now)
        with self._session() as (client, folder):
            with understood(self._host, sent=False):
                _check_size(client, len(content))
            with understood(self._host, sent=True):
                answer: bytes = client.append(folder, content, flags=(DRAFT, SEEN), msg_time=now)
        told = re.search(rb"\[APPENDUID (\d+) (\d+)\]", answer)
        return Draft(
            kind=self.kind,
            id=_place(folder, int(told[1]), int(told[2])) if told else outgoing.key,
            message_id=message_id(outgoing.key, outgoing.sender.email),
        )

    @contextmanager
    def _session(self) -> Iterator[tuple[IMAPClient, str]]:
        """A connection and the folder, which is looked for once."""
        with self._sessions.one() as client:
            if not self._found:
                with understood(self._host, sent=False):
                    self._found = drafts_folder(client, self._wanted)
            yield client, self._found


def _check_key(key: str) -> None:
    """A key goes into commands as it is."""
    if not re.fullmatch(r"[0-9A-Za-z._-]+", key):
        raise OutputError(f"A draft's key is letters and digits, not {key!r}.")


def _check_size(client: IMAPClient, size: int) -> None:
    """APPENDLIMIT (RFC 7889) stands among the capabilities, with a number where it is the same for all folders."""
    told = [each.partition(b"=")[2] for each in client.capabilities() if each.startswith(b"APPENDLIMIT=")]
    if told and size > int(told[0]):
        raise OutputError(
            f"The draft has {size / 1000:,.0f} kB and the mailbox takes {int(told[0]) / 1000:,.0f} kB; "
            "make the attachment smaller."
        )


def _place(folder: str, validity: int, uid: int) -> str:
    return f"{folder};{validity};{uid}"
