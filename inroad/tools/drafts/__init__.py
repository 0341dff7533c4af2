"""Drafts: where a message waits for its user. Nothing here can send."""

from typing import Protocol

from inroad.state import Draft, Email, Message, Record, Sender


class Outgoing(Record):
    """A draft to be made: `key` names it, the same each time for the same person, posting and kind of message.

    `in_reply_to` is the Message-ID of the mail whose thread it belongs to, where there is one.
    """

    key: str
    recipient_name: str
    recipient: Email
    sender: Sender
    message: Message
    attachment: str = ""
    in_reply_to: str = ""


class Drafts(Protocol):
    """A place for drafts."""

    kind: str

    def check(self) -> None:
        """Make sure that drafts can be made here.

        Raises:
            OutputError: they cannot: no folder, no login.
            ProviderError: the mailbox does not let the login in, or cannot be asked.
        """
        ...

    def find(self, outgoing: Outgoing) -> Draft | None:
        """Return the draft when it is there already, as after a crash.

        Raises:
            InroadError: the place cannot be looked into.
        """
        ...

    def create(self, outgoing: Outgoing) -> Draft:
        """Make the draft.

        Raises:
            OutputError: it cannot be written, or is not valid: no recipient, too large.
            ProviderError: the mailbox could not be asked, or refused; `may_have_acted` says whether it may be there.
        """
        ...
