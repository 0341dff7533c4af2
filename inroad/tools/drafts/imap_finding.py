"""Looking for a draft in a folder: by its Message-ID, by its key, and by what it says."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import getaddresses

from imapclient import IMAPClient  # type: ignore[import-untyped]

from inroad.tools.drafts import Outgoing
from inroad.tools.drafts.mime import ascii_address, message_id, one_line, sound_body, subject_line

# Some servers' SEARCH knows a few headers only, or is behind; the newest are looked at in any case.
_NEWEST = 100
_HEADERS = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID X-INROAD-KEY TO SUBJECT)]"
# As much of a draft as holds its text, which comes before the attachment.
_BEGINNING = "BODY.PEEK[]<0.262144>"


@dataclass(frozen=True)
class Found:
    """A draft that is there; `message_id` is the one it has now."""

    uid: int
    message_id: str


def look_for(client: IMAPClient, outgoing: Outgoing) -> Found | None:
    """Return the draft in the selected folder; one that is marked as deleted does not count.

    A mail program that saves a draft anew may leave out our marks: then recipient, subject and text must be the same.
    """
    own_id = message_id(outgoing.key, outgoing.sender.email)
    marked = client.search(["UNDELETED", "OR", "HEADER", "Message-ID", own_id, "HEADER", "X-Inroad-Key", outgoing.key])
    if found := _of_our_mark(_mails(client, marked, _HEADERS), own_id, outgoing.key):
        return found
    newest = _mails(client, sorted(client.search("UNDELETED"))[-_NEWEST:], _HEADERS)
    return _of_our_mark(newest, own_id, outgoing.key) or _of_same_text(client, newest, outgoing)


def _of_our_mark(mails: dict[int, EmailMessage], own_id: str, key: str) -> Found | None:
    """SEARCH finds parts of a header too, so what it found is compared."""
    own = [uid for uid, mail in mails.items() if _header(mail, "Message-ID") == own_id]
    return _last(mails, own or [uid for uid, mail in mails.items() if _header(mail, "X-Inroad-Key") == key])


def _last(mails: dict[int, EmailMessage], uids: list[int]) -> Found | None:
    return Found(max(uids), _header(mails[max(uids)], "Message-ID")) if uids else None


def _mails(client: IMAPClient, uids: list[int], part: str) -> dict[int, EmailMessage]:
    """The part of each mail that was asked for; a mail that has gone meanwhile is left out."""
    answers = client.fetch(uids, [part]) if uids else {}
    texts = {
        uid: next((answer[name] for name in answer if name.startswith(b"BODY[")), None)
        for uid, answer in answers.items()
    }
    return {uid: message_from_bytes(text, policy=SMTP) for uid, text in texts.items() if text}


def _of_same_text(client: IMAPClient, mails: dict[int, EmailMessage], outgoing: Outgoing) -> Found | None:
    alike = [uid for uid, mail in mails.items() if _is_alike(mail, outgoing)]
    wanted = sound_body(outgoing.message.body).split()
    return _last(
        mails, [uid for uid, mail in _mails(client, alike, _BEGINNING).items() if _text(mail).split() == wanted]
    )


def _is_alike(mail: EmailMessage, outgoing: Outgoing) -> bool:
    """To the same person with the same subject, and not marked as another draft of ours."""
    to = [address.casefold() for _, address in getaddresses([_header(mail, "To")])]
    return (
        not _header(mail, "X-Inroad-Key")
        and to == [ascii_address(outgoing.recipient.address).casefold()]
        and _header(mail, "Subject") == subject_line(outgoing.message.subject)
    )


def _text(mail: EmailMessage) -> str:
    """The plain text; "" where there is none that can be read."""
    try:
        part = mail.get_body(("plain",))
        return str(part.get_content()) if part else ""
    except (LookupError, ValueError):
        return ""


def _header(mail: EmailMessage, name: str) -> str:
    """A header as one line; "" when it is not there, or so broken that the library stumbles over it."""
    try:
        return one_line(str(mail[name] or ""))
    except (LookupError, ValueError, AttributeError, TypeError, NameError):
        return ""
