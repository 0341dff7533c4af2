"""Where made-up people live: metropolitan areas with their towns, places outside them, and offices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from inroad.reference.place_keys import fold
from inroad.reference.places import Area, City, areas, cities, country_name, metro_name, region_name, wide_region
from inroad.sandbox.chance import dice, weighted
from inroad.sandbox.words import listed, rows

UNITED_STATES = "united states"
_CONTINENTS = ("africa", "asia", "europe", "north america", "oceania", "south america")
_HEAD_OFFICE, _OTHER_OFFICE = 0.35, 0.75


@dataclass(frozen=True, slots=True)
class Spot:
    """A locality; `metro` is empty outside metropolitan areas and outside the US. `geo` is "lat,long"."""

    locality: str
    region: str
    country: str
    continent: str
    metro: str
    geo: str

    @property
    def name(self) -> str:
        """Locality, region and country in one line."""
        return ", ".join((self.locality, self.region, self.country))


Office = tuple[Spot, ...]
"""The localities around an office, the one it is in first."""


def office_at(place: str) -> Office:
    """Return the surroundings of a place such as "austin, texas" or "Berlin, Germany".

    Raises:
        ValueError: no such place is known.
    """
    found = _own_office(place.strip().lower()) or _office_of_reference(place)
    if not found:
        raise ValueError(f"The sandbox knows no place named {place!r}; write it as 'city, region'.")
    return found


def find_spot(text: str) -> Spot | None:
    """Return the locality that a text names, None when there is none."""
    found = _own_office(text.strip().lower()) or _office_of_reference(text)
    return found[0] if found else None


def draw_home_office(*parts: object) -> Office:
    """Draw where a company has its seat: nearly always a US metropolitan area."""
    metros = list(_metros().values())
    return weighted(dice("seat", *parts), metros, _metro_weights())


def draw_spot(home: Office, company: str, *parts: object) -> Spot:
    """Draw where somebody of a company lives: 35 % near its seat, 40 % near its other offices, or anywhere."""
    random = dice("spot", company, *parts)
    roll = random.random()
    if roll < _HEAD_OFFICE:
        return _near(home, random.random())
    if roll < _OTHER_OFFICE:
        return _near(random.choice(_other_offices(company)), random.random())
    if random.random() < 0.4:
        return weighted(random, _towns(), _town_weights())
    return _near(weighted(random, list(_metros().values()), _metro_weights()), random.random())


@cache
def all_spots() -> tuple[Spot, ...]:
    """Return every locality of the sandbox's own lists."""
    return (*(spot for office in _metros().values() for spot in office), *_towns())


def _near(office: Office, roll: float) -> Spot:
    """Half live in the locality of the office, the others around it, fewer in each further one."""
    weights = [1.0 if not place else 1.2 / (place + 1) ** 0.8 for place in range(len(office))]
    mark = roll * sum(weights)
    for spot, weight in zip(office, weights, strict=True):
        mark -= weight
        if mark < 0:
            return spot
    return office[-1]


@cache
def _other_offices(company: str) -> tuple[Office, ...]:
    random = dice("offices", company)
    metros = list(_metros().values())
    return tuple(weighted(random, metros, _metro_weights()) for _ in range(random.randint(2, 4)))


@cache
def _metros() -> dict[str, Office]:
    return {row["metro"]: tuple(_spots_of(row)) for row in rows("metros")}


def _spots_of(row: dict[str, str]) -> list[Spot]:
    metro = row["metro"]
    own_region = metro.rpartition(", ")[2]
    spots = []
    for text in listed(row["localities"]):
        locality, _, region = text.partition("/")
        spots.append(Spot(locality, region or own_region, UNITED_STATES, "north america", metro, row["geo"]))
    return spots


@cache
def _metro_weights() -> tuple[float, ...]:
    return tuple(float(row["weight"]) for row in rows("metros"))


@cache
def _towns() -> tuple[Spot, ...]:
    return tuple(
        Spot(row["locality"], row["region"], row["country"], row["continent"], "", row["geo"]) for row in rows("towns")
    )


@cache
def _town_weights() -> tuple[float, ...]:
    return tuple(float(row["weight"]) for row in rows("towns"))


def _own_office(place: str) -> Office:
    """Look the place up in the sandbox's own lists; empty when it is not there."""
    if place in _metros():
        return _metros()[place]
    parts = listed(place)
    for spot in all_spots():
        if parts and spot.locality == parts[0] and _fits(spot, parts[1:]):
            around = _metros().get(spot.metro, ())
            return (spot, *(other for other in around if other != spot))
    return ()


def _fits(spot: Spot, rest: tuple[str, ...]) -> bool:
    return bool(rest) and all(part in (spot.region, spot.country) for part in rest)


@cache
def _office_of_reference(place: str) -> Office:
    """Look the place up in the shipped table of the world's cities; empty when it is not there."""
    first, *rest = listed(place) or ("",)
    found = next((city for city in cities(fold(first)) if _lies_in(city, rest)), None)
    if not found:
        return ()
    spot = _spot_of(found)
    return _own_office(f"{spot.locality}, {spot.region if spot.metro else spot.country}") or _around(spot)


def _lies_in(city: City, rest: list[str]) -> bool:
    wider = [areas(fold(part)) for part in rest]
    return all(any(_covers(area, city) for area in known) for known in wider)


def _covers(area: Area, city: City) -> bool:
    return area.country == city.country and area.region in ("", city.region)


def _spot_of(city: City) -> Spot:
    continent = next((name for name in _CONTINENTS if city.country in wide_region(name)), "")
    region = region_name(city.country, city.region) or city.name
    metro = metro_name(city.metro) if city.country == "US" else ""
    country = country_name(city.country)
    return Spot(city.name.lower(), region.lower(), country.lower(), continent, metro, "")


def _around(spot: Spot) -> Office:
    """Add the towns around a place: those of its metropolitan area where listed, else made-up ones."""
    known = _metros().get(spot.metro, ())
    if known:
        return (spot, *(other for other in known if other.locality != spot.locality))
    suburbs = [f"east {spot.locality}", f"{spot.locality} heights", f"west {spot.locality}"]
    return (spot, *(replace(spot, locality=name) for name in suburbs))
