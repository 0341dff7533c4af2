"""Autocomplete: names that begin with a text, the commonest first."""

from __future__ import annotations

from collections.abc import Iterable

from inroad.reference.titles import vocabulary
from inroad.sandbox.chance import share
from inroad.sandbox.pdl.protocol import NOT_FOUND, Call, Json, Reply, Switches, refusal
from inroad.sandbox.pdl.query import RefusedError
from inroad.sandbox.pdl.shaping import title_cased
from inroad.sandbox.people.companies import Company
from inroad.sandbox.people.places import all_spots
from inroad.sandbox.people.population import Population
from inroad.sandbox.people.studies import school_named, schools
from inroad.sandbox.people.titles import departments
from inroad.sandbox.words import rows

_FIELDS = {
    "all_location": ["location_name", "location_region", "location_country"],
    "class": ["job_title_class", "experience.title.class"],
    "company": ["job_company_name", "experience.company.name"],
    "country": ["location_country"],
    "industry": ["industry", "job_company_industry"],
    "location": ["location_name", "location_names"],
    "location_name": ["location_name", "location_names"],
    "major": ["education.majors", "education.minors"],
    "region": ["location_region"],
    "role": ["job_title_role", "experience.title.role"],
    "school": ["education.school.name"],
    "skill": ["skills"],
    "sub_role": ["job_title_sub_role", "experience.title.sub_role"],
    "title": ["job_title", "experience.title.name"],
    "website": ["job_company_website", "experience.company.website"],
}
_CLASSES = ("general_and_administrative", "research_and_development", "sales_and_marketing", "services", "unemployed")


class Autocomplete:
    """Answers `autocomplete`."""

    def __init__(self, population: Population, switches: Switches) -> None:
        self._population = population
        self._switches = switches

    def answer(self, call: Call) -> Reply:
        """Answer one call.

        Raises:
            RefusedError: the field is none of those known, or another parameter is wrong.
        """
        field, text = call.text("field"), call.text("text").lower()
        if field not in _FIELDS:
            raise RefusedError(f"field must be one of {', '.join(_FIELDS)}")
        size = call.number("size", 10, 1, 100)
        names = sorted({name for name in self._names(field, text) if name.startswith(text)}, key=_count, reverse=True)
        if not names:
            return refusal(404, NOT_FOUND, self._switches)
        data = [self._entry(field, name) for name in names[:size]]
        data = title_cased(data) if call.switch("titlecase") else data
        return Reply(200, {"data": data, "fields": _FIELDS[field], "status": 200})

    def _names(self, field: str, text: str) -> Iterable[str]:
        if field == "company":
            return [company.name for company in self._companies(text)]
        if field == "website":
            return [company.website for company in self._companies("")]
        if field == "school":
            return [*schools(), *(name.lower() for name in self._population.schools)]
        return _listed_names(field)

    def _companies(self, text: str) -> list[Company]:
        if text:
            self._population.company(text)
        return self._population.known()

    def _entry(self, field: str, name: str) -> Json:
        entry: Json = {"name": name, "count": _count(name)}
        if field == "company":
            company = self._population.company(name)
            return entry | {"meta": _company_meta(company)} if company else entry
        if field == "school":
            school = school_named(name)
            return entry | {"meta": {"id": school.id, "website": school.domain, "display_name": name.title()}}
        return entry


def _listed_names(field: str) -> Iterable[str]:
    spots = all_spots()
    regions, countries = [spot.region for spot in spots], [spot.country for spot in spots]
    known = {
        "all_location": [*(spot.name for spot in spots), *regions, *countries],
        "class": _CLASSES,
        "country": countries,
        "industry": [row["industry"] for row in rows("industries")],
        "location": [spot.name for spot in spots],
        "location_name": [spot.name for spot in spots],
        "major": [major for one in departments() for major in one.majors],
        "region": regions,
        "role": vocabulary()["roles"],
        "skill": [skill for one in departments() for skill in one.skills],
        "sub_role": vocabulary()["sub_roles"],
        "title": [title for one in departments() for title in one.titles],
    }
    return known[field]


def _count(name: str) -> int:
    return 100 + int(share("count", name) * 90_000)


def _company_meta(company: Company) -> Json:
    return {
        "id": company.id,
        "website": company.website,
        "industry": company.industry,
        "location_name": company.seat.name,
        "display_name": company.name.title(),
        "display_name_history": [company.name.title()],
        "alternative_names": [],
    }
