"""The cleaners and the job title endpoint: what a name, a place, a school or a title means."""

from __future__ import annotations

import re
from functools import cache

from inroad.reference.place_keys import fold
from inroad.reference.places import Area, areas, country_name, region_name, wide_region
from inroad.sandbox.pdl.protocol import NOT_FOUND, Call, Json, Reply, Switches, refusal
from inroad.sandbox.pdl.query import RefusedError
from inroad.sandbox.pdl.shaping import title_cased
from inroad.sandbox.people.companies import Company, canonical_name
from inroad.sandbox.people.places import find_spot
from inroad.sandbox.people.population import Population
from inroad.sandbox.people.studies import School, school_named, schools
from inroad.sandbox.people.titles import department_of_title, departments, plain_title
from inroad.sandbox.record_parts import company_record, school_record
from inroad.sandbox.words import rows

_CONTINENTS = ("africa", "asia", "europe", "north america", "oceania", "south america")
_NO_PLACE = frozenset({"remote", "anywhere", "hybrid", "worldwide", "global"})
_MOST = 5


class Cleaners:
    """Answers the endpoints that say what a text means."""

    def __init__(self, population: Population, switches: Switches) -> None:
        self._population = population
        self._switches = switches

    def company(self, call: Call) -> Reply:
        """Answer `company/clean`: any name is that of a company, except with "nowhere" in it."""
        name, website, page = _some_of(call, "name", "website", "profile")
        found = self._population.company_of_page(page) if page else None
        found = found or (self._population.company_of_website(_host(website)) if website else None)
        near = self._population.near(name) if name and not found else None
        found = found or near or (self._population.company(name) if name else None)
        if not found:
            return self._unknown()
        return Reply(200, {"status": 200, **_cleaned(found, name or website or page, fuzzy=near is not None)})

    def location(self, call: Call) -> Reply:
        """Answer `location/clean`."""
        (text,) = _some_of(call, "location")
        place = None if fold(text) in _NO_PLACE else _place(text)
        return Reply(200, {"status": 200, **place}) if place else self._unknown()

    def school(self, call: Call) -> Reply:
        """Answer `school/clean`: knows the listed schools and the expected ones."""
        name, website, page = _some_of(call, "name", "website", "profile")
        slug = _host(website).removesuffix(".example") or page.rstrip("/").rpartition("/")[2].removesuffix("-example")
        found = self._schools().get(_school_key(name)) if name else None
        found = found or next((one for one in self._schools().values() if one.domain == f"{slug}.example"), None)
        if not found:
            return self._unknown()
        place = {key: value for key, value in school_record(found).items() if key != "raw"}
        return Reply(200, {"status": 200, **place})

    def job_title(self, call: Call) -> Reply:
        """Answer `job_title/enrich`: knows the titles of all departments and the expected ones."""
        if self._switches.job_title_refusal:
            return refusal(self._switches.job_title_refusal, "Your plan does not hold this API", self._switches)
        (text,) = _some_of(call, "job_title")
        title = plain_title(text)
        if title not in self._titles():
            return self._unknown()
        meaning = _title_meaning(title)
        meaning = title_cased(meaning) if call.switch("titlecase") else meaning
        body = {"status": 200, "data": meaning} if self._switches.job_title_under_data else meaning
        return Reply(200, body, cost=1)

    def _unknown(self) -> Reply:
        return refusal(404, NOT_FOUND, self._switches)

    def _schools(self) -> dict[str, School]:
        expected = {_school_key(name): school_named(name) for name in self._population.schools}
        return _known_schools() | expected

    def _titles(self) -> frozenset[str]:
        return _department_titles() | {plain_title(title) for title in self._population.titles()}


def _some_of(call: Call, *names: str) -> list[str]:
    """Return the texts of parameters of which at least one has to be given."""
    given = [call.text(name) for name in names]
    if not any(given):
        raise RefusedError(f"At least one of {', '.join(names)} is required")
    return given


def _host(website: str) -> str:
    return re.sub(r"^https?://", "", website.lower()).partition("/")[0].removeprefix("www.")


def _cleaned(company: Company, given: str, *, fuzzy: bool) -> Json:
    exact = canonical_name(given) == company.name
    return company_record(company) | {"raw": [given.lower()], "score": 4.0 if exact else 2.5, "fuzzy_match": fuzzy}


def _place(text: str) -> Json | None:
    found = areas(fold(text))
    if found:
        return _area(found[0])
    spot = find_spot(text)
    if not spot:
        return None
    shape = {"name": spot.name, "locality": spot.locality, "region": spot.region, "subregion": None}
    return {**shape, "country": spot.country, "continent": spot.continent, "type": "locality", "geo": spot.geo or None}


def _area(area: Area) -> Json | None:
    if (area.country, area.region) == ("US", "DC"):
        return _place("washington, district of columbia, united states")
    country = country_name(area.country).lower()
    region = region_name(area.country, area.region).lower() if area.region else None
    continent = next((name for name in _CONTINENTS if area.country in wide_region(name)), None)
    name = f"{region}, {country}" if region else country
    shape = {"name": name, "locality": None, "region": region, "subregion": None, "country": country}
    return {**shape, "continent": continent, "type": "region" if region else "country", "geo": None}


def _title_meaning(title: str) -> Json:
    department = department_of_title(title)
    similar = dict.fromkeys(
        (f"senior {title}", *(name for name in department.titles if name != title), f"lead {title}")
    )
    return {
        "cleaned_job_title": title,
        "similar_job_titles": list(similar)[:_MOST],
        "relevant_skills": list(department.skills)[:_MOST],
    }


@cache
def _department_titles() -> frozenset[str]:
    return frozenset(title for department in departments() for title in department.titles)


@cache
def _known_schools() -> dict[str, School]:
    short = {_school_key(row["alias"]): schools()[row["name"]] for row in rows("school_aliases")}
    return short | {_school_key(name): school for name, school in schools().items()}


def _school_key(name: str) -> str:
    return " ".join(word for word in fold(name).split() if word not in ("of", "the", "at", "and", "in"))
