"""Whether a draft that lies in Gmail is the one that was to be made."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from email.headerregistry import AddressHeader, HeaderRegistry
from typing import Any, cast

from inroad.tools.drafts import Outgoing
from inroad.tools.drafts.mime import ascii_address, message_id, one_line, sound_body, subject_line

_HEADERS = HeaderRegistry()


def is_this(draft: dict[str, Any], outgoing: Outgoing) -> bool:
    """Whether a draft (`drafts.get` with format `full`) is this one.

    Our key decides where it was kept, so that an edited draft is known again and another posting's is not taken.
    Gmail may have put a Message-ID of its own in place of ours, and an edit may drop headers: what is left is
    the recipient, the subject and the words, without regard to how lines are broken.
    """
    headers = _headers(draft)
    if key := headers.get("x-inroad-key"):
        return key.strip() == outgoing.key
    if headers.get("message-id", "").strip() == message_id(outgoing.key, outgoing.sender.email):
        return True
    return (
        _address(headers.get("to", "")) == ascii_address(outgoing.recipient.address).lower()
        and _plain(headers.get("subject", "")) == _folded(subject_line(outgoing.message.subject))
        and _folded(_body(_payload(draft))) == _folded(sound_body(outgoing.message.body))
    )


def _payload(draft: dict[str, Any]) -> dict[str, Any]:
    return _object(_object(draft.get("message")).get("payload"))


def _headers(draft: dict[str, Any]) -> dict[str, str]:
    """By name in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for header in _objects(_payload(draft).get("headers")):
        found.setdefault(str(header.get("name", "")).lower(), str(header.get("value", "")))
    return found


def _address(value: str) -> str:
    """The one address of a header, in small letters; empty when it holds none or several."""
    addresses = cast("AddressHeader", _HEADERS("To", one_line(value))).addresses
    return str(addresses[0].addr_spec).lower() if len(addresses) == 1 else ""


def _plain(value: str) -> str:
    """A header as text: what is encoded (RFC 2047) is decoded."""
    return _folded(str(_HEADERS("Subject", one_line(value))))


def _body(payload: dict[str, Any]) -> str:
    """The text of the first part that is plain, empty when there is none."""
    return next(_plain_texts(payload), "")


def _plain_texts(part: dict[str, Any]) -> Iterator[str]:
    data = _object(part.get("body")).get("data")
    if part.get("mimeType") == "text/plain" and not part.get("filename") and isinstance(data, str):
        yield _decoded(data)
    for inner in _objects(part.get("parts")):
        yield from _plain_texts(inner)


def _decoded(data: str) -> str:
    """Base64 for addresses, padded or not; Gmail gives all text as UTF-8."""
    try:
        return base64.urlsafe_b64decode(data + "=" * (-len(data) % 4)).decode("utf-8", "replace")
    except binascii.Error:
        return ""


def _folded(text: str) -> str:
    return " ".join(text.split())


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
