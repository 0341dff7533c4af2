"""Whether two people come from the same town: the same words, and no other large place that they may mean."""

from __future__ import annotations

from inroad.reference import places
from inroad.reference.places import Area, City

# People of a namesake that nobody forgets, and how many times smaller one may be that is not thought of.
_LARGE, _FAR_SMALLER = 50_000, 12


def same_town(one: str, other: str) -> bool:
    """Tell whether two texts name one town; "Springfield" alone may be another Springfield."""
    return _folded(one) == _folded(other) and not _is_shared(one)


def _is_shared(town: str) -> bool:
    """Whether several large places have a name, within the region or country that stands behind it."""
    name, *rest = (part.strip() for part in town.split(","))
    spoken = [places.areas(places.fold(part)) for part in rest]
    meant = {(city.country, city.region): city for city in reversed(places.cities(places.fold(name)))}
    left = [city for city in meant.values() if all(_lies_in(city, areas) for areas in spoken if areas)]
    weights = sorted((city.weight for city in left), reverse=True)
    return len(weights) > 1 and weights[1] * _FAR_SMALLER >= min(weights[0], _LARGE * _FAR_SMALLER)


def _lies_in(city: City, areas: tuple[Area, ...]) -> bool:
    return any(area.country == city.country and area.region in ("", city.region) for area in areas)


def _folded(town: str) -> str:
    return " ".join(town.casefold().split())
