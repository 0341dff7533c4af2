"""The user's mailboxes, as far as they are set up: each is opened once for a whole process."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from pydantic import SecretStr

from inroad.errors import UserInputError
from inroad.tools.drafts import Drafts
from inroad.tools.google import GMAIL_URL, LOGIN_HINT

Clock = Callable[[], datetime]
_OPENING = threading.Lock()


@dataclass(frozen=True)
class Mailboxes:
    """What is set of Gmail (the file that keeps the login, the address of its API) and of IMAP.

    `imap_host` may hold a port; `imap_folder` is empty to find the folder for drafts.
    """

    gmail_login: Path | None = None
    gmail_url: str = GMAIL_URL
    imap_host: str = ""
    imap_user: str = ""
    imap_password: SecretStr = field(default=SecretStr(""))
    imap_folder: str = ""

    def gmail(self, clock: Clock) -> Drafts:
        """Return the drafts of the account that is logged in.

        Raises:
            UserInputError: it is not set up, or the address is not one that a login may be sent to.
        """
        if self.gmail_login is None:
            raise UserInputError(f"Nobody is logged in to Gmail; {LOGIN_HINT}.")
        with _OPENING:
            return _gmail(self.gmail_login, self.gmail_url, clock)

    def imap(self, clock: Clock) -> Drafts:
        """Return the drafts of the mailbox.

        Raises:
            UserInputError: it is not set up, or IMAP_HOST is no host.
        """
        needed = {
            "IMAP_HOST": self.imap_host,
            "IMAP_USER": self.imap_user,
            "IMAP_PASSWORD": self.imap_password.get_secret_value(),
        }
        if missing := [name for name, value in needed.items() if not value.strip()]:
            raise UserInputError(f"Drafts by IMAP need a mailbox; set {' and '.join(missing)}.")
        with _OPENING:
            return _imap(self, clock)


# How many calls go out at once is held by the object: two of one mailbox would let out twice as many.
@cache
def _gmail(login: Path, url: str, clock: Clock) -> Drafts:
    from inroad.tools.drafts.gmail import gmail_drafts

    return gmail_drafts(login, url, clock)


@cache
def _imap(mailbox: Mailboxes, clock: Clock) -> Drafts:
    from inroad.tools.drafts.imap import ImapDrafts
    from inroad.tools.drafts.imap_session import Account, parse_server

    account = Account(parse_server(mailbox.imap_host), mailbox.imap_user, mailbox.imap_password)
    place = ImapDrafts(account, clock, folder=mailbox.imap_folder)
    atexit.register(place.close)
    return place
