"""What is known of places: cities, regions, countries and metropolitan areas, by their look-up keys.

The tables in `data/places/` are derived by `build_places.py` (GeoNames and the HUD crosswalk of USPS ZIP
codes) or kept by hand, as their heads say. Nothing is read before the first look-up.
"""

import gzip
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from inroad.reference.place_keys import fold

__all__ = [
    "Area",
    "City",
    "areas",
    "cities",
    "country_name",
    "fold",
    "is_plain_word",
    "metro_name",
    "nickname",
    "region_name",
    "wide_region",
]

WHOLE_WORLD = "*"


@dataclass(frozen=True, slots=True)
class City:
    """A city that a key may mean.

    `country` is ISO 3166 alpha-2, `region` the code within it (a postal code in the US). `weight` is its
    number of people, a twentieth of it when the key is only an alias, 0 when unknown. `metro` is empty
    outside metropolitan areas, a CBSA code inside one in the US, "m" elsewhere.
    """

    name: str
    country: str
    region: str
    weight: int
    metro: str


@dataclass(frozen=True, slots=True)
class Area:
    """A country, or a region of it when `region` is set."""

    country: str
    region: str = ""


def cities(key: str) -> list[City]:
    """Return the cities of a key, those with most people first; empty when there is none."""
    lines = _city_lines()
    at = bisect_left(lines, key + "\t")
    found: list[City] = []
    while at < len(lines) and lines[at].startswith(key + "\t"):
        _, name, country, region, weight, metro = lines[at].split("\t")
        found.append(City(name, country, region, int(weight), metro))
        at += 1
    return sorted(found, key=lambda city: -city.weight)


def nickname(key: str) -> City | None:
    """Return the city that a colloquial name such as "bay area" means."""
    found = _nicknames().get(key)
    if found is None:
        return None
    name, region, country = found
    return next(city for city in cities(fold(name)) if city.country == country and region in ("", city.region))


def areas(key: str) -> tuple[Area, ...]:
    """Return the countries and regions of a name, alias or code: US states, countries, then other regions."""
    return _areas().get(key, ())


def wide_region(key: str) -> frozenset[str]:
    """Return the countries of a region such as "dach"; `{"*"}` for the whole world, empty for no region."""
    return _wide_regions().get(key, frozenset())


def is_plain_word(key: str) -> bool:
    """Say whether a key that some town has is far more often a plain word, such as "home"."""
    return key in _plain_words()


def country_name(code: str) -> str:
    """Return the English name of a country by its ISO code; "" for an unknown one."""
    return _country_names().get(code, "")


def region_name(country: str, code: str) -> str:
    """Return the English name of a region, "" when it has none of its own."""
    return _region_names().get((country, code), "")


def metro_name(code: str) -> str:
    """Return People Data Labs' name of a US metropolitan area by CBSA code, "" when they have none."""
    return _metro_names().get(code, "")


def _text(name: str) -> str:
    raw = files("inroad.reference").joinpath("data", "places", name).read_bytes()
    return (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8")


def _cells(name: str) -> Iterator[list[str]]:
    lines = _text(name).splitlines()
    return (line.split("\t") for line in lines if line and not line.startswith("#"))


@cache
def _city_lines() -> list[str]:
    return _text("places.tsv.gz").splitlines()


@cache
def _nicknames() -> dict[str, tuple[str, str, str]]:
    return {fold(name): (city, region, country) for name, city, region, country in _cells("nicknames.tsv")}


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(fold(word) for (word,) in _cells("plain_words.tsv"))


@cache
def _country_names() -> dict[str, str]:
    return {code: name for code, name, _, _ in _cells("countries.tsv")}


@cache
def _region_names() -> dict[tuple[str, str], str]:
    return {(country, code): name for country, code, name, _ in _cells("regions.tsv")}


@cache
def _metro_names() -> dict[str, str]:
    return dict(_cells("metros.tsv"))


@cache
def _areas() -> dict[str, tuple[Area, ...]]:
    found: dict[str, list[Area]] = defaultdict(list)
    for code, name, _, aliases in _cells("countries.tsv"):
        for key in _keys(name, aliases):
            found[key].append(Area(code))
    for country, code, name, aliases in _cells("regions.tsv"):
        for key in _keys(name, aliases):
            found[key].append(Area(country, code))
    return {key: tuple(sorted(known, key=_rank)) for key, known in found.items()}


def _keys(name: str, aliases: str) -> set[str]:
    return {fold(known) for known in (name, *aliases.split("|")) if known}


def _rank(area: Area) -> int:
    if area.region and area.country == "US":
        return 0
    if not area.region:
        return 1
    return 2 if area.country == "CA" else 3


@cache
def _wide_regions() -> dict[str, frozenset[str]]:
    return {fold(name): _members(members.split(",")) for name, members in _cells("wide_regions.tsv")}


def _members(codes: list[str]) -> frozenset[str]:
    if codes == [WHOLE_WORLD]:
        return frozenset(codes)
    named = {code for code in codes if not code.startswith("+")}
    within = {code for code, _, continent, _ in _cells("countries.tsv") if f"+{continent}" in codes}
    return frozenset(named | within)
