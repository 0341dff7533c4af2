"""People as Apollo writes them."""

from __future__ import annotations

from hashlib import md5

from inroad.sandbox.apollo.protocol import Json
from inroad.sandbox.chance import share
from inroad.sandbox.people.companies import Company
from inroad.sandbox.people.directory import Person
from inroad.sandbox.people.humans import Job
from inroad.sandbox.people.knowledge import ApolloKnows, apollo_knows_personal

_PRIVATE_ADDRESSES_SHOWN = frozenset({"united states", "canada", "india", "australia", "singapore"})
"""Where people live whose private addresses may be shown; the data protection law of the EU forbids it elsewhere."""
_SENIORITY = {"cxo": "c_suite", "vp": "vp", "director": "director", "manager": "manager", "senior": "senior"}


def person_record(person: Person, known: ApolloKnows, *, personal: bool) -> Json:
    """Return what is shown of somebody; private addresses only when they were asked for and may be shown."""
    human, company = person.human, person.human.now.company
    title, spot = human.now.title, human.spot
    private = personal and spot.country in _PRIVATE_ADDRESSES_SHOWN and apollo_knows_personal(human)
    return {
        "id": person_id(person),
        "first_name": human.first.title(),
        "last_name": human.last.title(),
        "name": human.name.title(),
        "linkedin_url": f"http://www.linkedin.com/in/{person.page}" if person.page else None,
        "title": title.name.title(),
        "email": known.address,
        "email_status": known.status,
        "extrapolated_email_confidence": _confidence(person) if known.status == "extrapolated" else None,
        "photo_url": None,
        "headline": f"{title.name} at {company.name}".title(),
        "organization_id": _organization_id(company),
        "employment_history": [_job(job) for job in human.jobs],
        "city": spot.locality.title() or None,
        "state": spot.region.title() or None,
        "country": spot.country.title(),
        "organization": organization(company),
        "departments": [title.role],
        "subdepartments": [title.sub_role] if title.sub_role else [],
        "functions": [title.role],
        "seniority": next((_SENIORITY[level] for level in title.levels if level in _SENIORITY), "entry"),
        "is_likely_to_engage": share("engage", human.key) < 0.2,
        "revealed_for_current_team": True,
    } | ({"personal_emails": [person.truth.personal] if private else []} if personal else {})


def stub(company: Company | None) -> Json:
    """Return the person that stands for nobody; the organization is there all the same."""
    return {
        "id": None,
        "first_name": None,
        "last_name": None,
        "name": "",
        "linkedin_url": None,
        "title": None,
        "email": None,
        "email_status": None,
        "match_confidence": "none",
        "organization": organization(company) if company else None,
    }


def organization(company: Company) -> Json:
    """Return a company as it stands in a person."""
    return {
        "id": _organization_id(company),
        "name": company.name.title(),
        "website_url": f"http://www.{company.website}",
        "primary_domain": company.website,
        "industry": company.industry,
        "estimated_num_employees": company.people,
        "linkedin_url": f"http://www.{company.linkedin_url}",
        "founded_year": company.founded,
    }


def person_id(person: Person) -> str:
    """Return the id of somebody: 24 hexadecimal digits."""
    return _id("person", person.human.key)


def _organization_id(company: Company) -> str:
    return _id("organization", company.id)


def _id(*parts: str) -> str:
    return md5(" ".join(parts).encode(), usedforsecurity=False).hexdigest()[:24]


def _confidence(person: Person) -> float:
    return round(0.6 + share("confidence", person.human.key) * 0.35, 2)


def _job(job: Job) -> Json:
    return {
        "organization_id": _organization_id(job.company),
        "organization_name": job.company.name.title(),
        "title": job.title.name.title(),
        "start_date": f"{job.start}-01",
        "end_date": f"{job.end}-01" if job.end else None,
        "current": job.end is None,
    }
