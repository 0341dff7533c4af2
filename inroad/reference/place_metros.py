"""Joins GeoNames places, USPS cities and CBSA codes: which US place lies in which metropolitan area."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

from inroad.reference.place_keys import fold

NO_AREA = "99999"  # what the crosswalk writes outside every CBSA
LEAST_US = 500  # people

Json: TypeAlias = dict[str, Any]
Point: TypeAlias = tuple[str, str]  # latitude and longitude, as written
Codes: TypeAlias = dict[tuple[str, str], str]  # (key, state) -> CBSA code


def usps_codes(crosswalk: Path) -> tuple[Codes, dict[tuple[str, str], str]]:
    """Return the CBSA code that most addresses of each USPS city have, and the city's name as written."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    names: dict[tuple[str, str], str] = {}
    with crosswalk.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            place = (fold(row["city"]), row["state"])
            votes[place][row["geoid"]] += round(float(row["tot_ratio"]) * 1_000_000)
            names.setdefault(place, row["city"])
    return {place: counted.most_common(1)[0][0] for place, counted in votes.items()}, names


def us_cities(cities: Iterable[Json]) -> list[tuple[Json, str]]:
    """Return GeoNames' places of the states and of Puerto Rico with their state, the largest first."""
    ours = (city for city in cities if city["countrycode"] in ("US", "PR") and city["population"] >= LEAST_US)
    return sorted(((city, state_of(city)) for city in ours), key=lambda pair: -pair[0]["population"])


def state_of(city: Json) -> str:
    """Return the postal code of the state that a GeoNames place lies in."""
    return str(city["admin1code"]) if city["countrycode"] == "US" else "PR"


def spot(latitude: object, longitude: object) -> Point:
    """Return what a place is known by in both packages, which write its coordinates alike."""
    return str(latitude), str(longitude)


def counties(npm_cities: Iterable[Json]) -> dict[Point, str]:
    """Return the county of each place, as state and county code."""
    places = (city for city in npm_cities if city["country"] in ("US", "PR") and city["admin2"])
    return {spot(c["lat"], c["lng"]): f"{c['country']}{c['admin1']}{c['admin2']}" for c in places}


def county_codes(cities: list[tuple[Json, str]], county: dict[Point, str], usps: Codes) -> dict[str, str]:
    """Return the CBSA code of each county: the one that most of its people's USPS cities have."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for city, state in cities:
        where = county.get(spot(city["latitude"], city["longitude"]))
        code = usps.get((fold(city["name"]), state))
        if where and code:
            votes[where][code] += city["population"] + 1
    return {where: counted.most_common(1)[0][0] for where, counted in votes.items()}


def place_codes(
    cities: list[tuple[Json, str]],
    county: dict[Point, str],
    usps: Codes,
    split: dict[str, str],
) -> Codes:
    """Return the CBSA code of every US place: that of its USPS city, or else of its county.

    Mail goes first, for GeoNames has parts of cities beside towns of the same name in a state. `split`
    gives whole counties a code of their own.
    """
    by_county = county_codes(cities, county, usps)
    codes = dict(usps)
    seen: set[tuple[str, str]] = set()
    for city, state in cities:
        place = (fold(city["name"]), state)
        where = county.get(spot(city["latitude"], city["longitude"]), "")
        if where in split and place not in seen:
            codes[place] = split[where]
        elif where:
            codes.setdefault(place, by_county.get(where, NO_AREA))
        seen.add(place)
    return codes


def named_metros(
    vocabulary: Iterable[str], codes: Codes, states: dict[str, str], odd: dict[str, tuple[str, str]]
) -> dict[str, str]:
    """Return PDL's name by CBSA code; `odd` has the place of a name that is not a city and its state.

    Raises:
        SystemExit: a name has no place, or two names fall on one code.
    """
    by_name = {fold(name): code for code, name in states.items()}
    found: dict[str, str] = {}
    for name in vocabulary:
        city, _, state = name.partition(", ")
        main, of = odd.get(name, (city, by_name.get(fold(state), "")))
        code = codes.get((fold(main), of), NO_AREA)
        if code == NO_AREA or code in found:
            raise SystemExit(f"The metro '{name}' has no area of its own ({code}, {found.get(code)}).")
        found[code] = name
    return found


def with_newer(named: dict[str, str], codes: Codes, places: Iterable[list[str]]) -> dict[str, str]:
    """Return the metros with those added that PDL's list lacks, by city and state; their name is empty.

    Raises:
        SystemExit: one of them lies in no area, or in one that has a name.
    """
    newer = {codes.get((fold(city), state), NO_AREA): "" for city, state in places}
    clash = sorted(named[code] for code in newer if code in named)
    if clash or NO_AREA in newer:
        raise SystemExit(f"A newer metro is no area, or has a name already: {clash}.")
    return named | newer
