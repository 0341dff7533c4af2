"""A message as mail: multipart, plain and HTML, with an attachment, in RFC 5322's form."""

from __future__ import annotations

import html
import mimetypes
import re
from base64 import encodebytes
from binascii import b2a_base64
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import SMTP, default
from email.quoprimime import body_encode
from email.utils import format_datetime, getaddresses
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

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
# RFC 5322: what fits on such a line needs no folding.
_LINE = 78
_FOLDED = 76
_EOL = "\r\n"
# What all readers take for the one address: a name of plain letters, if any, and the address.
_PLAIN = re.compile(rf"(?:[A-Za-z][A-Za-z' -]* )?<({_ATOMS}@{_ATOMS})>|({_ATOMS}@{_ATOMS})")
# Control characters but the line's end, and halves of characters.
_UNSOUND = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def build(outgoing: Outgoing, now: datetime) -> bytes:
    """Return the mail as bytes, marked as unsent (`X-Unsent`, which Outlook and others honour).

    Raises:
        OutputError: an address cannot stand in a mail, the mail would be read as one to somebody else, or the
            attachment cannot be read or is too large.
    """
    key, body = one_line(outgoing.key), sound_body(outgoing.message.body)
    head = [
        _person("From", outgoing.sender.name, ascii_address(outgoing.sender.email)),
        _person("To", outgoing.recipient_name, ascii_address(outgoing.recipient.address)),
        _subject(subject_line(outgoing.message.subject)),
        f"Date: {format_datetime(now)}",
        f"Message-ID: {message_id(key, outgoing.sender.email)}",
        *_thread(outgoing.in_reply_to),
        "X-Unsent: 1",
        f"X-Inroad-Key: {key}",
        "MIME-Version: 1.0\r\n",
    ]
    content = _EOL.join(head).encode("ascii") + _parts(body, outgoing.attachment)
    check_addresses(content, outgoing.sender.email, outgoing.recipient.address)
    return content


def _person(header: str, name: str, address: str) -> str:
    """A header with one person's address, whose name comes back as it went in."""
    shown = shown_name(name)
    quoted = f'"{shown}"' if "." in shown else shown
    line = f"{header}: {quoted} <{address}>" if shown else f"{header}: {address}"
    if not line.isascii():
        return f"{header}: {_folded(shown, header, 'utf-8')}{_EOL} <{address}>"
    if len(line) > _LINE:
        name, value = SMTP.header_store_parse(header, line.partition(": ")[2])
        return str(SMTP.fold(name, value)).removesuffix(_EOL)
    return line


def _subject(text: str) -> str:
    """A subject that comes back as it went in, however long it is."""
    plain = text.isascii() and max(map(len, text.split(" "))) <= _LONGEST_WORD
    if plain and len(f"Subject: {text}") <= _FOLDED:
        return f"Subject: {text}"
    return f"Subject: {_folded(text, 'Subject', 'us-ascii' if plain else 'utf-8')}"


# The library's newer folding of texts in encoded words drops blanks between them, and puts some into long names.
def _folded(text: str, header: str, charset: str) -> str:
    return Header(text, charset, _FOLDED, header).encode(linesep=_EOL)


def _thread(earlier: str) -> list[str]:
    """The headers of an answer; a Message-ID that was cut into encoded words would be found by no mail program."""
    return [f"{name}: {_one_id(earlier)}" for name in ("In-Reply-To", "References")] if earlier else []


def _parts(body: str, attachment: str) -> bytes:
    """The body twice, as text and as HTML, with the attachment beside them, where there is one."""
    both = _multipart("alternative", [_text("plain", body), _text("html", as_html(body))])
    return _multipart("mixed", [both, _attached(Path(attachment))]) if attachment else both


def _multipart(kind: str, parts: list[bytes]) -> bytes:
    boundary = f"=_{uuid4().hex}"  # no text holds it, since nobody can guess it
    head = f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n'.encode()
    between = f"\r\n--{boundary}".encode()
    return head + b"".join(between + _EOL.encode() + part for part in parts) + between + b"--\r\n"


def _text(kind: str, text: str) -> bytes:
    encoding, encoded = _encoded(text)
    head = f'Content-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: {encoding}\r\n'
    return f"{head}{_EOL}{encoded}".replace("\r\n", "\n").replace("\n", _EOL).encode("ascii")


# 7-bit bodies pass through every mail program and every upload form unchanged.
def _encoded(text: str) -> tuple[str, str]:
    """How a text is made 7-bit lines, and those: as it is, else in the way that is shorter for its first ten lines."""
    lines = text.encode().splitlines()
    if text.isascii() and max(map(len, lines), default=0) <= _LINE:
        return "7bit", b"\n".join([*lines, b""]).decode() or "\n"
    begin = b"\r\n".join([*lines[:10], b""])
    if len(body_encode(begin.decode("latin-1"), _LINE)) > len(b2a_base64(begin)):
        return "base64", encodebytes(b"\r\n".join([*lines, b""])).decode()
    return "quoted-printable", body_encode(b"\n".join([*lines, b""]).decode("latin-1"), _LINE)


def check_addresses(content: bytes, sender: str, recipient: str) -> None:
    """Make sure that whoever reads the mail finds one sender and one recipient, and the right ones.

    Headers are folded when they are written, and mail programs differ in how they put them together again.

    Raises:
        OutputError: a reader would find others, or more.
    """
    head = BytesHeaderParser().parsebytes(content.partition(b"\r\n\r\n")[0])
    headers = [(name.lower(), value) for name, value in head.raw_items()]
    for name, address in (("from", sender), ("to", recipient), ("cc", ""), ("bcc", ""), ("reply-to", "")):
        wanted = [ascii_address(address)] if address else []
        values = [value for each, value in headers if each == name]
        if any(read != wanted for read in _readings(name, values)):
            raise OutputError(f"The mail to {one_line(recipient)} would go to others too; correct the person's name.")


def _readings(name: str, values: list[str]) -> list[list[str]]:
    """The addresses of a header as today's parser reads them, and as an older one does, with its lines joined."""
    plain = [_PLAIN.fullmatch(value) for value in values]
    if all(plain):
        return [[found[1] or found[2] for found in plain if found]]
    today = [each.addr_spec for value in values for each in default.header_fetch_parse(name, value).addresses]
    lines = [value.replace("\r", "").replace("\n", "") for value in values]
    return [today, [found for _, found in getaddresses(lines)]]


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
    shown = text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)
    return " ".join(shown.split())


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


@lru_cache(maxsize=1_000)  # asked for several times a mail
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
    return _UNSOUND.sub(" ", body.replace("\r\n", "\n").replace("\r", "\n"))


def _attached(path: Path) -> bytes:
    check_attachment(path)
    guessed, encoding = mimetypes.guess_type(path.name)
    kind = guessed if guessed and not encoding else "application/octet-stream"
    maintype, _, subtype = kind.partition("/")
    if maintype in ("text", "message", "multipart"):
        maintype, subtype = "application", "octet-stream"
    part = EmailMessage(policy=SMTP)
    part.set_content(
        path.read_bytes(), maintype=maintype, subtype=subtype, disposition="attachment", filename=_file_name(path)
    )
    return part.as_bytes()


def _file_name(path: Path) -> str:
    return re.sub(r"[\\/:*?\"<>|]", "_", one_line(path.name)) or "attachment"
