"""A message as mail: multipart, plain and HTML, with an attachment, in RFC 5322's form."""

from __future__ import annotations

import html
import mimetypes
import re
from datetime import datetime
from email import message_from_bytes
from email.header import Header
from email.headerregistry import Address, HeaderRegistry, MessageIDHeader, UniqueAddressHeader, UnstructuredHeader
from email.message import EmailMessage, Message
from email.policy import SMTP, Policy, default
from email.utils import format_datetime, getaddresses
from pathlib import Path
from unicodedata import category

from email_validator import EmailNotValidError, validate_email

from inroad.errors import OutputError
from inroad.tools.drafts import Outgoing
from inroad.tools.drafts.names import shown_name

# Gmail and most providers refuse messages over 25 MB; base64 makes a file a third larger.
MAX_ATTACHMENT_BYTES = 18 * 1024 * 1024

_ATOMS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_MESSAGE_ID = re.compile(rf"<{_ATOMS}@(?:{_ATOMS}|\[[!-Z^-~]*\])>")
# With the header's name it has to fit into the 998 characters that a line may have.
_LONGEST_ID = 900
# A word of a subject that fits on a line; longer ones have to be encoded to be broken.
_LONGEST_WORD = 60


# The library's own folding of texts in encoded words drops blanks between them, and puts some into long names.
class _SubjectHeader(UnstructuredHeader):
    """A subject that comes back as it went in, however long it is."""

    max_count = 1

    def fold(self, *, policy: Policy) -> str:
        plain = str(self).isascii() and max(map(len, str(self).split(" "))) <= _LONGEST_WORD
        return f"Subject: {_folded(str(self), 'Subject', policy, 'us-ascii' if plain else 'utf-8')}{policy.linesep}"


class _PersonHeader(UniqueAddressHeader):
    """One person's address, whose name comes back as it went in."""

    name: str

    def fold(self, *, policy: Policy) -> str:
        [person] = self.addresses
        if person.display_name.isascii():
            return str(super().fold(policy=policy))  # type: ignore[misc]  # of the class that the registry adds
        shown = _folded(person.display_name, self.name, policy, "utf-8")
        return f"{self.name}: {shown}{policy.linesep} <{person.addr_spec}>{policy.linesep}"


def _folded(text: str, header: str, policy: Policy, charset: str) -> str:
    return Header(text, charset, 76, header).encode(linesep=policy.linesep)


# As plain text a long Message-ID would be cut into encoded words, which no mail program finds its thread by.
_HEADERS = HeaderRegistry()
for _name in ("in-reply-to", "references"):
    _HEADERS.map_to_type(_name, MessageIDHeader)  # type: ignore[arg-type]  # the stubs leave its base class out
_HEADERS.map_to_type("subject", _SubjectHeader)  # type: ignore[arg-type]
for _name in ("from", "to"):
    _HEADERS.map_to_type(_name, _PersonHeader)  # type: ignore[arg-type]
# 7-bit bodies pass through every mail program and every upload form unchanged.
_POLICY = SMTP.clone(cte_type="7bit", header_factory=_HEADERS)


def build(outgoing: Outgoing, now: datetime) -> bytes:
    """Return the mail as bytes, marked as unsent (`X-Unsent`, which Outlook and others honour).

    Raises:
        OutputError: an address cannot stand in a mail, the mail would be read as one to somebody else, or the
            attachment cannot be read or is too large.
    """
    body = sound_body(outgoing.message.body)
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = _address(outgoing.sender.name, outgoing.sender.email)
    mail["To"] = _address(outgoing.recipient_name, outgoing.recipient.address)
    mail["Subject"] = subject_line(outgoing.message.subject)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id(outgoing.key, outgoing.sender.email)
    if outgoing.in_reply_to:
        mail["In-Reply-To"] = mail["References"] = _one_id(outgoing.in_reply_to)
    mail["X-Unsent"] = "1"
    mail["X-Inroad-Key"] = outgoing.key
    mail.set_content(body)
    mail.add_alternative(as_html(body), subtype="html")
    if outgoing.attachment:
        _attach(mail, Path(outgoing.attachment))
    content = mail.as_bytes()
    check_addresses(content, outgoing.sender.email, outgoing.recipient.address)
    return content


def check_addresses(content: bytes, sender: str, recipient: str) -> None:
    """Make sure that whoever reads the mail finds one sender and one recipient, and the right ones.

    Headers are folded when they are written, and mail programs differ in how they put them together again.

    Raises:
        OutputError: a reader would find others, or more.
    """
    head = content.partition(b"\r\n\r\n")[0]
    new, old = message_from_bytes(head, policy=default), message_from_bytes(head)
    for name, address in (("From", sender), ("To", recipient), ("Cc", ""), ("Bcc", ""), ("Reply-To", "")):
        wanted = [ascii_address(address)] if address else []
        if _read_today(new, name) != wanted or _read_of_old(old, name) != wanted:
            raise OutputError(f"The mail to {one_line(recipient)} would go to others too; correct the person's name.")


def _read_today(mail: EmailMessage, name: str) -> list[str]:
    """The addresses of a header as today's parser reads them."""
    return [each.addr_spec for header in mail.get_all(name, []) for each in header.addresses]


def _read_of_old(mail: Message, name: str) -> list[str]:
    """The addresses of a header as an older parser reads them, with its lines joined."""
    lines = [str(value).replace("\r", "").replace("\n", "") for value in mail.get_all(name, [])]
    return [found for _, found in getaddresses(lines)]


def message_id(key: str, sender: str) -> str:
    """Return the Message-ID that belongs to a draft's key, always the same.

    Raises:
        OutputError: the sender's address cannot stand in a mail.
    """
    return f"<inroad.{key}@{ascii_address(sender).rpartition('@')[2]}>"


def as_html(body: str) -> str:
    """Return the body as HTML: paragraphs at blank lines, everything escaped."""
    paragraphs = [html.escape(part).replace("\n", "<br>\n") for part in body.strip().split("\n\n")]
    return "<html><body>\n" + "\n".join(f"<p>{part}</p>" for part in paragraphs) + "\n</body></html>\n"


def one_line(text: str) -> str:
    """Return text as a header may hold it: no control characters, white space folded."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def subject_line(text: str) -> str:
    """Return a subject as a header holds it; "=?" begins an encoded word, which readers would show as what it hides."""
    return one_line(text).replace("=?", "= ?")


def check_attachment(path: Path) -> None:
    """Make sure that a file can be attached, before anything else is done.

    Raises:
        OutputError: it is not there, cannot be read, is empty, or is over the limit.
    """
    name = one_line(str(path))
    try:
        if path.exists() and not path.is_file():
            raise OutputError(f"The attachment {name} is not a file; check --attach.")
        with path.open("rb") as file:
            size = file.seek(0, 2)
    except OSError as error:
        raise OutputError(f"The attachment {name} cannot be read ({error.strerror}); check --attach.") from error
    if size == 0:
        raise OutputError(f"The attachment {name} is empty; check --attach.")
    if size > MAX_ATTACHMENT_BYTES:
        limit = MAX_ATTACHMENT_BYTES // 1024**2
        raise OutputError(
            f"The attachment {name} has {size / 1024**2:.0f} MB; mailboxes take about {limit} MB: make it smaller."
        )


def _address(name: str, address: str) -> Address:
    return Address(display_name=shown_name(name), addr_spec=ascii_address(address))


def ascii_address(address: str) -> str:
    """Return an address as any mail server takes it: other letters than ASCII in the domain only, as punycode.

    Raises:
        OutputError: it is not valid, or cannot stand in a mail.
    """
    try:
        plain = validate_email(address, check_deliverability=False).ascii_email
    except EmailNotValidError as error:
        raise OutputError(f"The address {one_line(address)!r} is not valid; correct it where it comes from.") from error
    if not plain or "=?" in plain:  # which begins an encoded word, and would be decoded
        raise OutputError(f"The address {address!r} has characters before the @ that mail cannot carry; use another.")
    return plain


def _one_id(value: str) -> str:
    """A Message-ID as RFC 5322 writes it; of a mailbox's own making, so it is not taken for granted.

    Raises:
        OutputError: it is none.
    """
    if not _MESSAGE_ID.fullmatch(value) or "=?" in value or len(value) > _LONGEST_ID:
        raise OutputError(f"The earlier message's id {one_line(value)!r} is not valid; write a new message instead.")
    return value


def sound_body(body: str) -> str:
    """Return the body without control characters and halves of characters, which no mail may hold."""
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(" " if category(char) in ("Cc", "Cs") else char for char in line) for line in lines)


def _attach(mail: EmailMessage, path: Path) -> None:
    check_attachment(path)
    guessed, encoding = mimetypes.guess_type(path.name)
    kind = guessed if guessed and not encoding else "application/octet-stream"
    maintype, _, subtype = kind.partition("/")
    if maintype in ("text", "message", "multipart"):
        maintype, subtype = "application", "octet-stream"
    mail.add_attachment(path.read_bytes(), maintype=maintype, subtype=subtype, filename=_file_name(path))


def _file_name(path: Path) -> str:
    return re.sub(r"[\\/:*?\"<>|]", "_", one_line(path.name)) or "attachment"
