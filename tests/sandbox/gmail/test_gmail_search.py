"""Drafts found again by Gmail's search."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import requests
from googleapiclient.errors import HttpError  # type: ignore[import-untyped]

from inroad.sandbox import Sandbox


def _ids(gmail: Any, **query: Any) -> list[str]:
    listed = gmail.users().drafts().list(userId="me", **query).execute()
    return [item["id"] for item in listed.get("drafts", [])]


@pytest.fixture(scope="module")
def letters(steady_google: Sandbox, mail: Any) -> dict[str, str]:
    """The drafts that are searched, each by the letter that stands for it."""
    box = steady_google.mailbox
    return {
        box.create(mail(subject="Robots at Acme", Message_ID="<a@inroad>")).id: "a",
        box.create(mail(to="bob@lab.example", subject="More robots", body="Hello Bob")).id: "b",
        box.create(mail(to="Zoë Ü <zoe@acme.example>", subject="Für Zoë — 机器人")).id: "c",
    }


@pytest.fixture(scope="module")
def search(steady_google: Sandbox) -> Callable[[str], list[str]]:
    headers = {"Authorization": f"Bearer {steady_google.gmail.issue_token().access}"}
    url = f"{steady_google.gmail_url}/gmail/v1/users/me/drafts"

    def ask(q: str) -> list[str]:
        reply = requests.get(url, params={"q": q}, headers=headers, timeout=30)
        return [item["id"] for item in reply.json().get("drafts", [])]

    return ask


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("subject:robots", "ab"),
        ('subject:"Robots at Acme"', "a"),
        ('subject:"Acme Robots"', ""),
        ("subject:(acme robots)", "a"),
        ('subject:"Für Zoë — 机器人"', "c"),
        ("to:jane@acme.example", "a"),
        ("to:JANE@ACME.EXAMPLE", "a"),
        ("to:acme.example", "ac"),
        ("to:ane@acme.example", ""),
        ("to:Zoë", "c"),
        ("from:sandy@sandbox.example", "abc"),
        ("rfc822msgid:a@inroad", "a"),
        ("rfc822msgid:<a@inroad>", "a"),
        ("in:drafts", "abc"),
        ("in:draft to:bob@lab.example subject:robots", "b"),
        ("is:draft", "abc"),
        ("in:inbox", ""),
        ("-subject:robots", "c"),
        ("hello", "abc"),
        ('"hello bob"', "b"),
        ("has:attachment", ""),
        ("nothing:like", ""),
        ("", "abc"),
    ],
)
def test_search(letters: dict[str, str], search: Callable[[str], list[str]], q: str, found: str) -> None:
    assert "".join(sorted(letters[draft_id] for draft_id in search(q))) == found


@pytest.mark.parametrize("q", ["robots OR machines", "older_than:2d", "{a b}"])
def test_search_that_is_not_understood_is_loud(gmail: Any, q: str) -> None:
    with pytest.raises(HttpError, match="This stand-in does not search by"):
        _ids(gmail, q=q)


def test_a_long_search_is_posted(google: Sandbox, gmail: Any, mail: Any) -> None:
    made = google.mailbox.create(mail(subject="Robots"))
    assert _ids(gmail, q=" ".join(["subject:robots"] * 200)) == [made.id]
    assert google.history.exchanges[-1].method == "POST"


def test_search_lags_and_the_list_does_not(google: Sandbox, gmail: Any, mail: Any, clock: Any) -> None:
    google.gmail_switches.search_lag = 5
    made = google.mailbox.create(mail())
    assert (_ids(gmail, q="subject:robots"), _ids(gmail)) == ([], [made.id])
    clock.now += 5
    assert _ids(gmail, q="subject:robots") == [made.id]
