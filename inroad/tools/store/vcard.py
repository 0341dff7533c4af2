"""People as vCards (RFC 6350, version 4.0), which address books read."""

from __future__ import annotations

from unicodedata import category
from urllib.parse import quote

from inroad.tools.store.entries import LibraryEntry

# RFC 6350, section 3.2: a line has at most 75 octets, without its end.
_LONGEST = 75
# What a URI may hold as it is (RFC 3986); all else is percent-encoded.
_OF_URIS = ":/?#[]@!$&'()*+,;=%"


def vcard(person: LibraryEntry) -> str:
    """Return a person's card: lines that are folded and end with CRLF.

    Nothing in a name or title can begin a line of its own: line ends are escaped, other control characters left out.
    """
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"UID;VALUE=text:{_text(person.person_id)}",
        f"FN:{_text(person.name or person.email.address or person.person_id)}",
        f"N:{_text(person.last_name)};{_text(person.first_name)};;;",
        *_known("EMAIL", _text(person.email.address)),
        *_known("TITLE", _text(person.title)),
        *_known("ORG", _text(person.company)),
        *_known("URL", _uri(person.linkedin)),
        f"NOTE:{_text(_note(person))}",
        f"REV:{person.last_seen:%Y%m%dT%H%M%SZ}",
        "END:VCARD",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _known(name: str, value: str) -> list[str]:
    return [f"{name}:{value}"] if value else []


def _note(person: LibraryEntry) -> str:
    """Where it is known from and since when, and what is to be thought of the address."""
    sources = ", ".join(person.sources) or "an earlier run"
    lines = [f"From {sources}, last seen {person.last_seen.date()} (inroad)."]
    email = person.email
    if email.address:
        source = f" by {email.source}" if email.source else ""
        checked = f", checked {email.checked_at.date()}" if email.checked_at else ""
        lines.append(f"Address: {email.status}{source}{checked}.")
    return "\n".join(lines)


def _text(value: str) -> str:
    """A text as section 3.4 has it; halves of characters become question marks."""
    plain = value.replace("\r\n", "\n").encode("utf-8", "replace").decode()
    return "".join(_escaped(char) for char in plain)


def _escaped(char: str) -> str:
    if char in "\\,;":
        return f"\\{char}"
    # Not only CR and LF: some programs end a line at these as well.
    if char in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029":
        return "\\n"
    return "" if category(char) == "Cc" else char


def _uri(value: str) -> str:
    """An address of the web; address books open others with whatever program takes them."""
    if not value.strip().lower().startswith(("https://", "http://")):
        return ""
    return quote(value.strip(), safe=_OF_URIS, errors="replace")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, none of which ends within a character."""
    pieces: list[str] = []
    size = 0
    for char in line:
        octets = len(char.encode())
        if not pieces or size + octets > _LONGEST:
            pieces.append("" if not pieces else " ")
            size = len(pieces[-1])
        pieces[-1] += char
        size += octets
    return "\r\n".join(pieces)
