"""Whether a posting says that the work is done from anywhere."""

from __future__ import annotations

import re

from inroad.tools.postings.found import RawPosting

_REMOTE = re.compile(
    r"\b(?:remote|remoto|remota|anywhere|worldwide|work from home|wfh|télétravail|teletrabajo|telecommute)\b",
    re.IGNORECASE,
)
_AT_A_PLACE = re.compile(
    r"\b(?:hybrid|hybride|híbrido|híbrida|ibrido|on-?site|in[- ]office|in person|(?:no|not|non)[- ]remote)\b",
    re.IGNORECASE,
)
_IN_TITLE = re.compile(r"\([^)]*\bremote\b[^)]*\)|[-–—|,] *(?:fully )?remote$|^remote\b", re.IGNORECASE)


def names_remote(text: str) -> bool:
    """Tell whether a text about a place says that it may be any place."""
    return _REMOTE.search(text) is not None and _AT_A_PLACE.search(text) is None


def names_workplace(text: str) -> bool:
    """Tell whether a text says where the work is done at all: remote, hybrid or on site."""
    return _REMOTE.search(text) is not None or _AT_A_PLACE.search(text) is not None


def is_remote(raw: RawPosting) -> bool:
    """Tell whether a posting says that it is remote.

    A workplace field is believed first. Then the places as written: boards set their yes-or-no flag
    for hybrid jobs as well, so "Austin, TX (Hybrid)" is not remote whatever the flag says. The title
    counts only where nothing else speaks.
    """
    if names_workplace(raw.workplace):
        return names_remote(raw.workplace)
    if any(names_remote(place) for place in raw.locations):
        return True
    if any(names_workplace(place) for place in raw.locations):
        return False
    if raw.remote is not None:
        return raw.remote
    return _IN_TITLE.search(raw.title) is not None and _AT_A_PLACE.search(raw.title) is None
