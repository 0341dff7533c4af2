"""Which mailbox is opened, and that threads share it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from inroad.errors import UserInputError
from inroad.tools.drafts import Drafts
from inroad.tools.drafts.mailboxes import Mailboxes

SET_UP = Mailboxes(
    gmail_login=Path("gmail.json"),
    imap_host="imap.mail.example",
    imap_user="ada",
    imap_password=SecretStr("correct-horse-7"),
)
Open = Callable[[Mailboxes], Drafts]


def clock() -> datetime:
    return datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)


OPENED: list[tuple[str, Open]] = [
    ("gmail", lambda mailboxes: mailboxes.gmail(clock)),
    ("imap", lambda mailboxes: mailboxes.imap(clock)),
]


@pytest.mark.parametrize(("kind", "opened"), OPENED)
def test_a_mailbox_is_opened_once_for_a_whole_process(kind: str, opened: Open) -> None:
    with ThreadPoolExecutor(8) as pool:
        places = list(pool.map(opened, [replace(SET_UP) for _ in range(16)]))
    assert {id(place) for place in places} == {id(places[0])}
    assert places[0].kind == kind


@pytest.mark.parametrize(
    ("opened", "change"),
    [
        (OPENED[0][1], {"gmail_login": Path("other.json")}),
        (OPENED[0][1], {"gmail_url": "https://gmail.example"}),
        (OPENED[1][1], {"imap_host": "imap.other.example"}),
        (OPENED[1][1], {"imap_user": "bob"}),
        (OPENED[1][1], {"imap_password": SecretStr("another")}),
        (OPENED[1][1], {"imap_folder": "Entwürfe"}),
    ],
)
def test_another_mailbox_is_another_place(opened: Open, change: dict[str, Any]) -> None:
    assert opened(replace(SET_UP, **change)) is not opened(SET_UP)


def test_one_that_cannot_be_opened_is_tried_again() -> None:
    wrong = replace(SET_UP, imap_host="a b")
    for _ in range(2):
        with pytest.raises(UserInputError, match="IMAP_HOST is not a mail server's name"):
            wrong.imap(clock)


def test_the_password_is_not_shown() -> None:
    assert "correct-horse-7" not in repr(SET_UP)
