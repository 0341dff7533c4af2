"""How near the place of a CV is to the places of a posting, from the embedded tables of places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from inroad.reference import places
from inroad.state import Place, Posting, Strategy
from inroad.tools.cleaning.place_text import readings
from inroad.tools.cleaning.places import EmbeddedPlaceCleaner

Nearness = Literal[
    "same place", "same region", "somewhere here", "same country", "same part of the world", "abroad", "unknown"
]
_ORDER: tuple[Nearness, ...] = (
    "same place",
    "same region",
    "somewhere here",
    "same country",
    "same part of the world",
    "abroad",
)


def nearest(home: Place, posting: Posting) -> tuple[Nearness, str]:
    """Return how near the nearest of a posting's places is, and its text; "unknown" where either has no place.

    A posting that names no more than the country of the CV is "somewhere here".
    """
    here = _located(_written(home))
    if here is None or not here.country:
        return "unknown", ""
    by_address = _best(here, [_written(posting.address)], ("unknown", ""))
    return _best(here, posting.locations, by_address)


def is_remote(posting: Posting) -> bool:
    """Whether a posting says of itself, or of one of its places, that the work is remote."""
    return posting.remote or any(reading.remote for text in posting.locations for reading in readings(text))


def _best(here: Strategy, texts: Sequence[str], other: tuple[Nearness, str]) -> tuple[Nearness, str]:
    """The nearest of some places, or the other answer where none of them can be read."""
    spots = [(_nearness(here, text), text) for text in texts]
    known = [spot for spot in spots if spot[0] != "unknown"]
    return min(known, key=lambda spot: _ORDER.index(spot[0]), default=other)


def _written(place: Place) -> str:
    return ", ".join(filter(None, (place.city, place.region, place.country)))


def _located(text: str) -> Strategy | None:
    return EmbeddedPlaceCleaner().locate(text) if text else None


def _nearness(here: Strategy, text: str) -> Nearness:
    there = _located(text)
    if there is None:
        return "unknown"
    if not there.country:
        return _within_wide_region(here, text)
    if there.country != here.country:
        return "abroad"
    in_region = bool(here.region) and there.region == here.region
    if (here.metro and there.metro == here.metro) or (here.city and there.city == here.city and in_region):
        return "same place"
    if in_region:
        return "same region"
    return "same country" if there.city or there.region else "somewhere here"


def _within_wide_region(here: Strategy, text: str) -> Nearness:
    """Of a text such as "EMEA" or "worldwide", which names no country."""
    home = {area.country for area in places.areas(places.fold(here.country)) if not area.region}
    wide = [places.wide_region(places.fold(part)) for reading in readings(text) for part in reading.parts]
    if any(places.WHOLE_WORLD in members or members & home for members in wide):
        return "same part of the world"
    return "abroad" if any(wide) else "unknown"
