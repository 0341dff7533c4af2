from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from inroad.state import Email
from inroad.tools.store.entries import LibraryEntry
from inroad.tools.store.vcard import vcard

NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)


def entry(**given: Any) -> LibraryEntry:
    return LibraryEntry(person_id="p1", first_seen=NOW, last_seen=NOW, **given)


def lines(person: LibraryEntry) -> list[str]:
    """The lines of a card, unfolded (RFC 6350, section 3.2)."""
    return vcard(person).replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_a_card_holds_what_is_known_and_where_from() -> None:
    jane = entry(
        first_name="Jane",
        last_name="Doe",
        title="Engineer",
        company="Acme",
        linkedin="https://www.linkedin.com/in/jane-doe",
        email=Email(address="jane@acme.example", status="verified", source="hunter", checked_at=NOW),
        sources=["network", "pdl"],
    )
    assert lines(jane) == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "UID;VALUE=text:p1",
        "FN:Jane Doe",
        "N:Doe;Jane;;;",
        "EMAIL:jane@acme.example",
        "TITLE:Engineer",
        "ORG:Acme",
        "URL:https://www.linkedin.com/in/jane-doe",
        "NOTE:From network\\, pdl\\, last seen 2026-03-14 (inroad)."
        "\\nAddress: verified by hunter\\, checked 2026-03-14.",
        "REV:20260314T092653Z",
        "END:VCARD",
    ]


def test_what_is_not_known_is_left_out() -> None:
    card = lines(entry(email=Email(address="jane@acme.example", status="unverified")))
    assert card[3:6] == ["FN:jane@acme.example", "N:;;;;", "EMAIL:jane@acme.example"]
    assert card[6] == "NOTE:From an earlier run\\, last seen 2026-03-14 (inroad).\\nAddress: unverified."
    assert lines(entry())[3:6] == [
        "FN:p1",
        "N:;;;;",
        "NOTE:From an earlier run\\, last seen 2026-03-14 (inroad).",
    ]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a;b", "a\\;b"),
        ("a,b", "a\\,b"),
        ("a\\nb", "a\\\\nb"),
        ("a:b", "a:b"),
        ("a\r\nEMAIL:x@evil.example", "a\\nEMAIL:x@evil.example"),
        ("a\nb", "a\\nb"),
        ("a\u2028b\u2029c\x85d\x0be", "a\\nb\\nc\\nd\\ne"),
        ("a\x00\x07\tb", "ab"),
        ("A\ud83d", "A?"),
        ("Zoë 李", "Zoë 李"),
    ],
)
def test_no_name_breaks_out_of_its_line(name: str, written: str) -> None:
    card = vcard(entry(first_name=name, title=name))
    assert f"\r\nN:;{written};;;\r\n" in card
    assert f"\r\nTITLE:{written}\r\n" in card
    assert len(card.splitlines()) == len(lines(entry(first_name="a", title="a")))


def test_an_address_of_a_profile_is_a_uri() -> None:
    card = lines(entry(linkedin="https://www.linkedin.com/in/josé m\r\nNOTE:x"))
    assert "URL:https://www.linkedin.com/in/jos%C3%A9%20m%0D%0ANOTE:x" in card


@pytest.mark.parametrize("letter", ["a", "é", "李", "𝒜"])
@pytest.mark.parametrize("before", range(4))
def test_long_lines_are_folded_between_characters(letter: str, before: int) -> None:
    name = "b" * before + letter * 200
    card = vcard(entry(title=name))
    pieces = card.encode().split(b"\r\n")
    assert max(map(len, pieces)) <= 75
    assert all(piece.decode() for piece in pieces[:-1])
    assert f"TITLE:{name}" in lines(entry(title=name))
