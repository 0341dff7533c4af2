"""Mails as Gmail keeps and shows them: its own headers on arrival, and the parsed form in answers."""

from __future__ import annotations

import base64
import re
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.policy import SMTP, default
from email.utils import formatdate, getaddresses, parseaddr
from typing import TypeAlias

from inroad.sandbox.gmail.protocol import GmailSwitches, Json, wrong

Mail: TypeAlias = "Message[str, str]"
_RECIPIENTS = ("To", "Cc", "Bcc")
_SNIPPET = 200


def encoded(raw: bytes) -> str:
    """Return bytes in the alphabet that the API uses."""
    return base64.urlsafe_b64encode(raw).decode()


def decoded(text: object) -> bytes:
    """Return the bytes of base64url, with or without its padding.

    Raises:
        RefusedError: it is something else, such as base64 with "+" and "/".
    """
    if not isinstance(text, str) or not re.fullmatch(r"[A-Za-z0-9_-]*={0,2}", text):
        raise wrong("Invalid value at 'message.raw' (TYPE_BYTES), Base64 decoding failed")
    bare = text.rstrip("=")
    if len(bare) % 4 == 1:
        raise wrong("Invalid value at 'message.raw' (TYPE_BYTES), Base64 decoding failed")
    return base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))


def parsed(raw: bytes) -> Mail:
    """Return a mail with headers as they were written."""
    return message_from_bytes(raw)


def header(mail: Mail, name: str) -> str:
    """Return a header with its encoded words read, "" when it is not there; folds are one space."""
    value = _unfolded(str(mail.get(name, "")))
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, UnicodeError):
        return value


def addresses(mail: Mail, name: str) -> list[str]:
    """Return the addresses of a header in lower case."""
    return [address.lower() for _, address in getaddresses([str(value) for value in mail.get_all(name, [])])]


def checked(raw: bytes) -> None:
    """Make sure that a mail is one that Gmail takes.

    Raises:
        RefusedError: it is empty, or has a recipient that is no address.
    """
    if not raw.strip():
        raise wrong("Missing draft message")
    mail = parsed(raw)
    for name in _RECIPIENTS:
        if any("@" not in address or " " in address for address in addresses(mail, name)):
            raise wrong(f"Invalid {name} header")


def stored(raw: bytes, account: str, own_id: str, now: float, switches: GmailSwitches) -> bytes:
    """Return a mail as the account keeps it: what is missing is filled in, the rest stays byte for byte."""
    fields, body = _taken_apart(raw)
    if not switches.keeps_x_headers:
        fields = [line for line in fields if not _name(line).startswith("x-")]
    if not switches.keeps_message_id:
        fields = [line for line in fields if _name(line) != "message-id"]
    names = {_name(line) for line in fields}
    if parseaddr(str(parsed(raw).get("From", "")))[1].lower() != account:
        fields = [line for line in fields if _name(line) != "from"]
        fields.append(f"From: {account}".encode())
    if "date" not in names:
        fields.append(f"Date: {formatdate(now)}".encode())
    if "message-id" not in names:
        fields.append(f"Message-ID: <{own_id}@mail.gmail.com>".encode())
    return b"\r\n".join(fields) + b"\r\n" + body


def edited(raw: bytes, subject: str | None, body: str | None, switches: GmailSwitches) -> bytes:
    """Return a mail as the web client leaves it when somebody has edited it."""
    mail = message_from_bytes(raw, policy=SMTP.clone(cte_type="7bit"))
    assert isinstance(mail, EmailMessage)
    if subject is not None:
        del mail["Subject"]
        mail["Subject"] = subject
    if body is not None:
        _put_body(mail, body)
    if switches.edit_rewrites:
        for name in {name for name in mail if name.lower().startswith("x-") or name.lower() == "message-id"}:
            del mail[name]
    return mail.as_bytes()


def shown(raw: bytes, form: str) -> Json:
    """Return what an answer of a form ("minimal", "metadata", "full", "raw") holds of a mail itself."""
    mail = parsed(raw)
    common: Json = {"snippet": " ".join(text(mail).split())[:_SNIPPET], "sizeEstimate": len(raw)}
    if form == "raw":
        return common | {"raw": encoded(raw)}
    if form == "metadata":
        return common | {"payload": {"mimeType": mail.get_content_type(), "headers": _headers(mail)}}
    return common | {"payload": _part(mail, "")} if form == "full" else common


def text(mail: Mail) -> str:
    """Return the plain text of a mail, "" when it has none."""
    for part in mail.walk():
        if part.get_content_type() == "text/plain" and part.get_content_disposition() != "attachment":
            return _in_charset(_content(part), part.get_content_charset("utf-8"))
    return ""


def read(raw: bytes) -> EmailMessage:
    """Return a mail as Python's newer interface reads it, for tests to look at."""
    mail = message_from_bytes(raw, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def _taken_apart(raw: bytes) -> tuple[list[bytes], bytes]:
    """Return the header fields, folded as they are, and the rest from the empty line on."""
    end = re.search(rb"\r?\n(?=\r?\n)", raw)
    head, body = (raw[: end.start()], raw[end.end() :]) if end else (raw.rstrip(b"\r\n"), b"\r\n")
    return re.split(rb"\r?\n(?![ \t])", head), body


def _name(line: bytes) -> str:
    return line.partition(b":")[0].strip().decode("ascii", "replace").lower()


def _put_body(mail: EmailMessage, body: str) -> None:
    for kind, content in (("plain", body), ("html", f"<div>{body}</div>")):
        part = mail.get_body((kind,))
        if isinstance(part, EmailMessage):
            part.set_content(content, subtype=kind, cte="quoted-printable")


def _headers(mail: Mail) -> list[Json]:
    return [{"name": name, "value": _unfolded(str(value))} for name, value in mail.items()]


def _unfolded(value: str) -> str:
    return re.sub(r"\r?\n(?=[ \t])", "", value)


def _part(part: Mail, number: str) -> Json:
    shape: Json = {
        "partId": number,
        "mimeType": part.get_content_type(),
        "filename": part.get_filename("") or "",
        "headers": _headers(part),
    }
    children = part.get_payload()
    if isinstance(children, list):
        inside = [_part(child, f"{number}.{at}".lstrip(".")) for at, child in enumerate(children)]
        return shape | {"body": {"size": 0}, "parts": inside}
    content = _content(part)
    if shape["filename"]:
        return shape | {"body": {"attachmentId": f"attachment-{number}", "size": len(content)}}
    return shape | {"body": {"size": len(content), "data": encoded(content)}}


def _in_charset(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset, "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def _content(part: Mail) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
