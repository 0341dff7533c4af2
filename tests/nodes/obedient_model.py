"""A model on loopback that does whatever any text tells it, in every disguise it can see through."""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from anyascii import anyascii

from inroad.state import Fact
from inroad.tools.writing import Brief
from inroad.tools.writing.template import compose
from tests.tools.provider_server import Request
from tests.tools.writing.model_server import asked, email, wrote

_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")


@dataclass
class ObedientModel:
    """Writes the template's honest words and adds all that is wanted anywhere in what it reads."""

    wanted: Sequence[str]
    obeyed: list[str] = field(default_factory=list)

    def __call__(self, request: Request) -> bytes:
        user = json.loads(request.body)["messages"][1]["content"]
        found = [words for words in self.wanted if is_read(words, user)]
        self.obeyed += found
        return wrote(*(self._mail(contact, found) for contact in asked(request)))

    def _mail(self, contact: dict[str, Any], found: Sequence[str]) -> dict[str, Any]:
        honest = compose(_brief(contact))
        body = "\n\n".join([honest.body.strip(), *(f"{words}." for words in found)])
        subject = found[0] if found else honest.subject
        return email(contact["contact_id"], body, subject, *(fact.id for fact in honest.facts))


def is_read(words: str, text: str) -> bool:
    """Whether the words stand in a text, in any of the ways it can be taken."""
    looked_for = _bare(words)
    return any(looked_for in _bare(reading) for reading in _readings(text))


def _bare(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _readings(text: str) -> Iterator[str]:
    plain = _UNSEEN.sub("", text)
    yield plain
    yield plain[::-1]
    yield "".join(chr(ord(char) - 0xE0000) if 0xE0020 <= ord(char) < 0xE007F else char for char in text)
    yield html.unescape(unquote(plain))
    yield codecs.decode(plain, "rot13")
    yield anyascii(plain)
    for coded in _BASE64.findall(plain):
        try:
            yield base64.b64decode(coded).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue


def _brief(contact: dict[str, Any]) -> Brief:
    facts = [Fact(id=fact["id"], text=fact["text"], source="") for fact in contact["facts"]]
    return Brief(
        person_id=contact["contact_id"],
        name=contact["name"],
        persona=contact["persona"],
        alumni=contact["alumni"],
        kind=contact["kind"],
        variant=0,
        facts=facts,
    )
