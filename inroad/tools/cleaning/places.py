"""The embedded place cleaner: says where a posting is from the shipped tables, with no network.

Metropolitan means: in the US, inside a metropolitan CBSA; elsewhere, 100,000 people or more, or within
30 km of a city of 300,000 in the same country.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inroad.reference import places
from inroad.reference.places import Area, City
from inroad.state import Place, Posting, Strategy
from inroad.tools.cleaning.place_text import Reading, readings

LARGE_CITY = 100_000  # a city this large wins over a region abroad of the same name
LEAST_US, LEAST_ABROAD = 100, 7_000  # people of a place that its bare name is enough for
HINT_REACH = 50  # the address's country picks a namesake that is at most so many times smaller
DISTRICT_RATIO = 20  # "Shoreditch, London": a name so much smaller than the next one is a part of it
_SPELT_CODE = 3  # letters; so short a name is taken for a code, and stands alone only in capitals
_BELONGS = {"PR": "US", "GU": "US", "VI": "US", "HK": "CN", "MO": "CN"}

Spot = City | Area
NO_HINT = Place()


@dataclass(frozen=True)
class Found:
    """What one location text said: the place, or the countries it spans, and if it is remote."""

    spot: Spot | None = None
    members: frozenset[str] = frozenset()
    remote: bool = False


class EmbeddedPlaceCleaner:
    """Says where a posting is, from the shipped tables."""

    def strategy(self, posting: Posting) -> Strategy:
        """Return the strategy for a posting's main place, or for its country when it has none.

        The first text of `locations` that names a place wins; `address` decides between namesakes, and
        stands in where no text can be read. A remote posting is searched in its whole country.
        """
        found = [look for text in posting.locations for look in _looks(text, posting.address)]
        named = next((look for look in found if look.spot or look.members), None)
        if named is None:
            return _unnamed(posting, any(look.remote for look in found))
        if named.spot is None:
            return _country_strategy(_country_among(named.members, posting.address))
        if named.remote:
            return _country_strategy(named.spot.country)
        return _strategy_of(_narrowed(named.spot, posting))

    def locate(self, text: str) -> Strategy | None:
        """Return where a free text such as "Greater Boston" lies, or None when it is no place."""
        for look in _looks(text, NO_HINT):
            if look.spot:
                return _country_strategy(look.spot.country) if look.remote else _strategy_of(look.spot)
            if look.members:
                return Strategy()
        return None


def _unnamed(posting: Posting, remote: bool) -> Strategy:
    """Answer for a posting none of whose texts names a place: from its address alone."""
    spot = _address_spot(posting.address)
    if spot is None:
        return Strategy()
    if remote or posting.remote:
        return _country_strategy(spot.country)
    return _strategy_of(spot)


def _narrowed(spot: Spot, posting: Posting) -> Spot:
    """Return the address's city where the text of an office posting stops at its country or region."""
    if isinstance(spot, City) or posting.remote:
        return spot
    inside = _address_spot(posting.address)
    return inside if isinstance(inside, City) and _lies_in(inside, spot) else spot


def _country_among(members: frozenset[str], address: Place) -> str:
    """Return the address's country when it lies in the region named, else "" for all of them."""
    spot = _address_spot(address)
    return spot.country if spot and spot.country in members else ""


def _looks(text: str, hint: Place) -> Iterator[Found]:
    return (_look(reading, hint) for reading in readings(text))


def _look(reading: Reading, hint: Place) -> Found:
    if len(reading.parts) == 1:
        key = places.fold(reading.parts[0])
        members = places.wide_region(key)
        spot = None if members else _single(reading.parts[0], key, hint)
        return Found(spot, members, reading.remote)
    return Found(_several(reading.parts, hint), frozenset(), reading.remote)


def _single(part: str, key: str, hint: Place) -> Spot | None:
    """Read a name that stands alone, the address deciding where several places have it."""
    same = _hinted_namesake(key, hint)
    if same:
        return same
    if places.is_plain_word(key) or _is_shy_code(part, key):
        return None
    named, known = places.nickname(key), _hinted_areas(places.areas(key), hint)
    if known and not named and _is_strong(known[0]):
        return known[0]
    city = _by_hint([city for city in places.cities(key) if _stands_alone(city, hint)], hint)
    large = city if city and city.weight >= LARGE_CITY else None
    offers = [spot for spot in (named, large, *known[:1], city) if spot]
    return next((spot for spot in offers if _points_at(hint, spot)), offers[0] if offers else None)


def _stands_alone(city: City, hint: Place) -> bool:
    """Say whether a city's bare name is enough: hamlets and small towns abroad are too often plain words."""
    least = LEAST_US if city.country == "US" else LEAST_ABROAD
    return city.weight >= least or _lies_in_any(city, _regions(hint.region))


def _is_shy_code(part: str, key: str) -> bool:
    """Say whether a name is but a code in small letters ("us", "in"), which may be any word."""
    known = places.areas(key)
    named = any(places.fold(_area_name(area)) == key for area in known)
    return len(part) <= _SPELT_CODE and part != part.upper() and bool(known) and not named


def _area_name(area: Area) -> str:
    return places.region_name(area.country, area.region) or places.country_name(area.country)


def _regions(name: str) -> list[Area]:
    return [area for area in places.areas(places.fold(name)) if area.region]


def _is_strong(area: Area) -> bool:
    """Say whether a name alone means the area and not a city: countries, US states, Canada's provinces."""
    return not area.region or area.country in ("US", "CA")


def _several(parts: list[str], hint: Place) -> Spot | None:
    """Read several parts, in whatever order: a city with its state and country, or an area alone."""
    known = {at: places.areas(places.fold(part)) for at, part in enumerate(parts)}
    spoken = [known[at] for at in known if known[at]]
    plain = [part for at, part in enumerate(parts) if not known[at] and not places.is_plain_word(places.fold(part))]
    city = _plain_city(plain, spoken, hint) or _city_of_area_name(parts, known)
    return city or _narrowest(spoken, hint)


def _plain_city(names: list[str], spoken: list[tuple[Area, ...]], hint: Place) -> City | None:
    """Return the city among the names that are no areas, held against the areas beside them."""
    fits = [found for name in names if (found := _fitting(places.fold(name), spoken))]
    if not fits:
        return None
    first, largest = fits[0], max(fits, key=lambda found: found[0].weight)[0]
    beside = [city for city in first if (city.country, city.region) == (largest.country, largest.region)]
    if largest.weight > DISTRICT_RATIO * first[0].weight:
        return beside[0] if beside else largest
    return _by_hint(first, hint) if len(fits) == 1 else (beside or first)[0]


def _fitting(key: str, spoken: list[tuple[Area, ...]]) -> list[City]:
    """Return the cities of a key that lie in every area named; where those quarrel, in the first."""
    named = places.nickname(key)
    found = [named, *places.cities(key)] if named else places.cities(key)
    fits = [city for city in found if all(_lies_in_any(city, known) for known in spoken)]
    if fits or len(spoken) < 2:
        return fits
    return [city for city in found if _lies_in_any(city, spoken[0])]


def _city_of_area_name(parts: list[str], known: dict[int, tuple[Area, ...]]) -> City | None:
    """Read "New York, NY" or "Luxembourg, Luxembourg", where the city is named like an area."""
    for at, part in enumerate(parts):
        others = [known[other] for other in known if other != at and known[other]]
        fits = _fitting(places.fold(part), others) if known[at] and others else []
        if fits and (places.nickname(places.fold(part)) or _reads_as_city(known[at], others)):
            return fits[0]
    return None


def _reads_as_city(own: tuple[Area, ...], others: list[tuple[Area, ...]]) -> bool:
    """Say no to "Texas, United States": a state beside a mere country is the state."""
    return not _is_strong(own[0]) or not own[0].region or any(area.region for known in others for area in known)


def _narrowest(spoken: list[tuple[Area, ...]], hint: Place) -> Area | None:
    """Return the region that agrees with the countries named, else the country."""
    if not spoken:
        return None
    for known in spoken:
        fits = [area for area in known if area.region and all(_area_agrees(area, other) for other in spoken)]
        if fits:
            return fits[0]
    return _hinted_areas(spoken[0], hint)[0]


def _area_agrees(area: Area, others: Iterable[Area]) -> bool:
    return any(other in (area, Area(area.country)) for other in others)


def _lies_in(city: City, area: Area) -> bool:
    country = area.country in (city.country, _BELONGS.get(city.country))
    return country and area.region in ("", city.region)


def _lies_in_any(city: City, known: Iterable[Area]) -> bool:
    return any(_lies_in(city, area) for area in known)


def _by_hint(found: list[City], hint: Place) -> City | None:
    """Return the namesake in the address's region, else a sizeable one in its country, else the largest."""
    if not found:
        return None
    near = [city for city in found if _lies_in_any(city, _regions(hint.region))]
    inside = [city for city in found if _points_at(hint, city)]
    both = [city for city in near if city in inside]
    if both or near:
        return (both or near)[0]
    return inside[0] if inside and inside[0].weight * HINT_REACH >= found[0].weight else found[0]


def _hinted_namesake(key: str, hint: Place) -> City | None:
    """Return the city of the address when the text names that very city."""
    if not hint.city or places.fold(hint.city) != key or not (hint.region or hint.country):
        return None
    spot = _address_spot(hint)
    return spot if isinstance(spot, City) else None


def _hinted_areas(known: tuple[Area, ...], hint: Place) -> tuple[Area, ...]:
    """Put the areas of the address's country first."""
    return tuple(sorted(known, key=lambda area: not _points_at(hint, area)))


def _points_at(hint: Place, spot: Spot) -> bool:
    """Say whether a place lies in the country that the address names."""
    return any(not area.region and area.country == spot.country for area in places.areas(places.fold(hint.country)))


def _address_spot(address: Place) -> Spot | None:
    """Return the place that an address means; its parts may be messy, so unknown ones are passed over."""
    written = ", ".join(filter(None, (address.city, address.region, address.country)))
    parts = [part for reading in readings(written) for part in reading.parts]
    if len(parts) == 1:
        return _single(parts[0].upper(), places.fold(parts[0]), NO_HINT)
    return _several(parts, NO_HINT)


def _country_strategy(code: str) -> Strategy:
    return Strategy(kind="country", country=places.country_name(code))


def _strategy_of(spot: Spot) -> Strategy:
    country, region = places.country_name(spot.country), places.region_name(spot.country, spot.region)
    if isinstance(spot, City):
        kind = "metro_primary" if spot.metro else "locality_primary"
        metro = places.metro_name(spot.metro)
        return Strategy.model_validate(
            {"kind": kind, "metro": metro, "city": spot.name, "region": region, "country": country}
        )
    if not spot.region:
        return _country_strategy(spot.country)
    return Strategy(kind="locality_primary", region=region, country=country)
