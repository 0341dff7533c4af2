"""The mailbox of one account: its drafts, what was sent, and what its user does with them in the web client."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from email.message import EmailMessage
from hashlib import sha256
from threading import RLock

from inroad.sandbox.accounts import Clock
from inroad.sandbox.gmail.message import Mail, checked, edited, header, parsed, read, stored
from inroad.sandbox.gmail.protocol import GmailSwitches

_THREAD_HEADERS = ("In-Reply-To", "References")


@dataclass(frozen=True)
class Draft:
    """One draft, or a mail that was one. `number` counts changes of the mailbox, `changed` is in seconds since 1970."""

    id: str
    message_id: str
    thread_id: str
    raw: bytes
    number: int
    changed: float

    @property
    def mail(self) -> EmailMessage:
        """The mail as it parses."""
        return read(self.raw)


class Mailbox:
    """The mails of one account; safe for many threads.

    `sent` holds what was sent through the API, which inroad never does: tests assert that it stays empty. What the
    user has sent is in `sent_by_user`. `made` counts the drafts that were ever made. `edit`, `delete` and `send` are
    what the user does.
    """

    def __init__(self, address: str, switches: GmailSwitches, clock: Clock) -> None:
        self.address = address
        self.sent: list[Draft] = []
        self.sent_by_user: list[Draft] = []
        self.made = 0
        self._switches = switches
        self._clock = clock
        self._drafts: dict[str, Draft] = {}
        self._number = 0
        self._lock = RLock()

    @property
    def drafts(self) -> list[Draft]:
        """The drafts that are there, the newest change last."""
        with self._lock:
            return sorted(self._drafts.values(), key=lambda draft: draft.number)

    @property
    def number(self) -> int:
        """How many changes there were."""
        return self._number

    def draft(self, draft_id: str) -> Draft:
        """Return a draft.

        Raises:
            KeyError: it is not there.
        """
        with self._lock:
            return self._drafts[draft_id]

    def mails(self) -> list[Draft]:
        """Return the drafts and the mails that were sent, the newest change last."""
        with self._lock:
            return sorted([*self._drafts.values(), *self.sent, *self.sent_by_user], key=lambda mail: mail.number)

    def create(self, raw: bytes, thread_id: str = "") -> Draft:
        """Make a draft.

        Raises:
            RefusedError: Gmail does not take such a mail.
            KeyError: there is no such thread.
        """
        checked(raw)
        with self._lock:
            draft_id = "r" + str(int(self._id("draft")[:15], 16))
            draft = self._arrived(draft_id, raw, self._thread(thread_id, parsed(raw)))
            self.made += 1
            return draft

    def update(self, draft_id: str, raw: bytes, thread_id: str = "") -> Draft:
        """Replace the mail of a draft; it keeps its id, and its thread while the subject stays.

        Raises:
            RefusedError: Gmail does not take such a mail.
            KeyError: there is no such draft or thread.
        """
        checked(raw)
        with self._lock:
            before = self._drafts[draft_id]
            asked = self._thread(thread_id, parsed(raw))
            same = _subject(before.raw) == _subject(raw)
            return self._arrived(draft_id, raw, asked or (before.thread_id if same else ""))

    def send_over_api(self, raw: bytes, draft_id: str = "") -> Draft:
        """Send a mail, and take its draft away if it was one: the alarm."""
        with self._lock:
            draft = self._drafts.pop(draft_id) if draft_id else self._fresh("", raw, "")
            return self._kept(self.sent, draft)

    def edit(self, draft_id: str, *, subject: str | None = None, body: str | None = None) -> Draft:
        """Change a draft as its user does in the web client.

        Raises:
            KeyError: it is not there.
        """
        with self._lock:
            return self.update(draft_id, edited(self._drafts[draft_id].raw, subject, body, self._switches))

    def delete(self, draft_id: str) -> None:
        """Delete a draft for good.

        Raises:
            KeyError: it is not there.
        """
        with self._lock:
            del self._drafts[draft_id]
            self._number += 1

    def send(self, draft_id: str) -> Draft:
        """Send a draft as its user does, which is no alarm.

        Raises:
            KeyError: it is not there.
        """
        with self._lock:
            return self._kept(self.sent_by_user, self._drafts.pop(draft_id))

    def found(self, test: Callable[[Mail], bool] | None) -> list[Draft]:
        """Return the drafts that a search finds, or all when there is no test, the newest first."""
        drafts = self.drafts[::-1]
        if test is None:
            return drafts
        seen = self._clock() - self._switches.search_lag
        return [draft for draft in drafts if draft.changed <= seen and test(parsed(draft.raw))]

    def _arrived(self, draft_id: str, raw: bytes, thread_id: str) -> Draft:
        draft = self._drafts[draft_id] = self._fresh(draft_id, raw, thread_id)
        return draft

    def _fresh(self, draft_id: str, raw: bytes, thread_id: str) -> Draft:
        self._number += 1
        now = self._clock()
        message_id = self._id("message")[:16]
        kept = stored(raw, self.address, message_id, now, self._switches)
        return Draft(draft_id, message_id, thread_id or message_id, kept, self._number, now)

    def _kept(self, where: list[Draft], draft: Draft) -> Draft:
        self._number += 1
        sent = replace(draft, message_id=self._id("message")[:16], number=self._number)
        where.append(sent)
        return sent

    def _thread(self, thread_id: str, mail: Mail) -> str:
        """Return the thread that a mail joins, which takes the id, both headers and the subject; "" for a new one."""
        if not thread_id:
            return ""
        subjects = {_subject(other.raw) for other in self.mails() if other.thread_id == thread_id}
        if not subjects:
            raise KeyError(thread_id)
        joins = all(mail.get(name) for name in _THREAD_HEADERS) and header(mail, "Subject") in subjects
        return thread_id if joins else ""

    def _id(self, kind: str) -> str:
        return sha256(f"{self.address} {kind} {self._number} {self.made}".encode()).hexdigest()


def _subject(raw: bytes) -> str:
    return header(parsed(raw), "Subject")
