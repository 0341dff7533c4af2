"""The parts of a record of People Data Labs that stand within others: jobs, studies, companies, places, schools.

What they return may be shared between records: nobody changes it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from inroad.sandbox.chance import share
from inroad.sandbox.people.companies import Company
from inroad.sandbox.people.humans import Job
from inroad.sandbox.people.places import Spot
from inroad.sandbox.people.studies import School, Study
from inroad.sandbox.people.titles import Title

Json = dict[str, Any]


def place_record(spot: Spot) -> Json:
    """Return a place as it stands within a company or school."""
    return {
        "name": spot.name,
        "locality": spot.locality,
        "region": spot.region,
        "metro": spot.metro or None,
        "country": spot.country,
        "continent": spot.continent,
        "street_address": None,
        "address_line_2": None,
        "postal_code": None,
        "geo": spot.geo or None,
    }


def experience_record(job: Job, primary: bool, seen: str) -> Json:
    """Return a job as it stands in an experience; `primary` marks the current one, `seen` is when it was last seen."""
    return {
        "company": company_record(job.company),
        "title": _title(job.title),
        "location_names": [job.company.seat.name],
        "start_date": job.start,
        "end_date": job.end,
        "is_primary": primary,
        "summary": None,
        "first_seen": job.start,
        "last_seen": job.end or seen,
        "num_sources": 3,
    }


@lru_cache(maxsize=5000)
def company_record(company: Company) -> Json:
    """Return a company as it stands in an experience."""
    return {
        "name": company.name,
        "size": company.size,
        "id": company.id,
        "founded": company.founded,
        "industry": company.industry,
        "location": place_record(company.seat),
        "linkedin_url": company.linkedin_url,
        "linkedin_id": company.linkedin_id,
        "facebook_url": None,
        "twitter_url": None,
        "website": company.website,
        "ticker": None,
        "type": company.kind,
        "raw": [company.name],
        "fuzzy_match": False,
    }


@lru_cache(maxsize=5000)
def _title(title: Title) -> Json:
    return {
        "name": title.name,
        "role": title.role,
        "sub_role": title.sub_role or None,
        "class": title.kind,
        "levels": list(title.levels),
        "raw": [title.name],
    }


def education_record(study: Study) -> Json:
    """Return a study as it stands in an education."""
    return {
        "school": school_record(study.school),
        "degrees": list(study.degrees),
        "majors": list(study.majors),
        "minors": [],
        "start_date": study.start,
        "end_date": study.end,
        "gpa": None,
        "raw": [study.raw],
        "summary": study.summary,
    }


@lru_cache(maxsize=5000)
def school_record(school: School) -> Json:
    """Return a school as it stands in an education."""
    parts = (school.locality, school.region, school.country)
    place = {
        "name": ", ".join(part for part in parts if part) or None,
        "locality": school.locality or None,
        "region": school.region or None,
        "country": school.country or None,
        "continent": None,
    }
    return {
        "name": school.name,
        "type": school.kind,
        "id": school.id,
        "domain": school.domain,
        "website": school.domain,
        "linkedin_url": f"linkedin.com/school/{school.domain.removesuffix('.example')}-example",
        "linkedin_id": str(int(share("school page", school.name) * 1e7)),
        "facebook_url": None,
        "twitter_url": None,
        "location": place,
        "raw": [school.name],
    }
