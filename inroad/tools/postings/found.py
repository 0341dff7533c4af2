"""What the readers of single formats hand over: jobs that were seen, and postings before the last touches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from inroad.state import Place


@dataclass(frozen=True)
class RawPosting:
    """A posting as its format gives it, before cleaning.

    `board` is the company's part of a job board's address ("acme-robotics"). `workplace` is what a
    field of the payload says of where the work is done ("hybrid"); `remote` is a yes or no that the
    payload gives, None when it gives none.
    """

    title: str
    source: str
    company: str = ""
    board: str = ""
    locations: list[str] = field(default_factory=list)
    address: Place = field(default_factory=Place)
    workplace: str = ""
    remote: bool | None = None
    url: str = ""
    source_id: str = ""
    text: str = ""
    links: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class FoundJob:
    """One job of a payload, which is read only when it is chosen.

    `key` is what the user is told to choose it by; `names` are all the ids that choose it.
    """

    key: str
    names: frozenset[str]
    title: str
    read: Callable[[], RawPosting]
