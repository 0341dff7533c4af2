"""A person as a record of People Data Labs: all keys of its schema that matter, with the gaps of real data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import md5, sha256
from typing import Any

from anyascii import anyascii

from inroad.sandbox.chance import share, token
from inroad.sandbox.people.companies import Company
from inroad.sandbox.people.humans import Human
from inroad.sandbox.people.knowledge import address_on_record, is_thin
from inroad.sandbox.people.population import Profile, Truth
from inroad.sandbox.record_parts import education_record, experience_record, place_record

Json = dict[str, Any]
_GAPS = {
    "linkedin": 0.05,
    "location": 0.04,
    "locality": 0.05,
    "role": 0.04,
    "levels": 0.04,
    "start": 0.12,
    "skills": 0.15,
    "birth": 0.6,
    "phone": 0.7,
    "personal": 0.55,
    "github": 0.85,
}
_BANDS = ("45,000-55,000", "55,000-70,000", "70,000-85,000", "85,000-100,000", "100,000-150,000", "150,000-250,000")


@dataclass(frozen=True)
class Entry:
    """A record with the data sets of People Data Labs that it is in."""

    record: Json
    datasets: frozenset[str]

    @cached_property
    def completeness(self) -> int:
        """How many of its fields hold something."""
        return sum(value not in (None, [], "") for value in self.record.values())


def entry_of(profile: Profile, truth: Truth) -> Entry:
    """Return the record of a profile."""
    human = profile.human
    thin = not profile.twin and is_thin(profile.id)
    record = {"id": profile.id, **_name(human, profile.twin)}
    record |= _contact(profile, truth, thin) | _profiles(profile) | _job(profile)
    record |= _company_location(human.here.company if not human.former else human.now.company)
    record |= _place(profile) | _past(profile, thin) | _rest(profile, thin)
    return Entry(record, _datasets(record, thin))


def _company_location(company: Company) -> Json:
    return {f"job_company_location_{key}": value for key, value in place_record(company.seat).items()}


def _gap(profile: Profile, name: str) -> bool:
    return share("gap", name, profile.id) < _GAPS[name]


def _name(human: Human, twin: bool) -> Json:
    first, last = (anyascii(human.first).lower(), anyascii(human.last).lower()) if twin else (human.first, human.last)
    middle = "" if twin else human.middle
    return {
        "full_name": " ".join(part for part in (first, middle, last) if part),
        "first_name": first,
        "middle_name": middle or None,
        "middle_initial": middle[:1] or None,
        "last_name": last,
        "last_initial": last[:1],
        "name_aliases": [],
        "sex": human.sex,
    }


def _contact(profile: Profile, truth: Truth, thin: bool) -> Json:
    work = None if profile.twin or thin else address_on_record(profile.human, truth.address)
    personal = None if profile.twin or _gap(profile, "personal") else truth.personal
    phone = None if profile.twin or _gap(profile, "phone") else _phone(profile.human.key)
    emails = [_email(work, "current_professional", profile.seen)] if work else []
    emails += [_email(personal, "personal", profile.seen)] if personal else []
    return {
        "work_email": work,
        "recommended_personal_email": personal,
        "personal_emails": [personal] if personal else [],
        "emails": emails,
        "mobile_phone": phone,
        "phone_numbers": [phone] if phone else [],
        "phones": [
            {"number": phone, "first_seen": _years_before(profile.seen, 5), "last_seen": profile.seen, "num_sources": 2}
        ]
        if phone
        else [],
    }


def _email(address: str, kind: str, seen: str) -> Json:
    raw = address.encode()
    return {
        "address": address,
        "type": kind,
        "first_seen": _years_before(seen, 4),
        "last_seen": seen,
        "num_sources": 1 + len(address) % 5,
        "md5_hash": md5(raw, usedforsecurity=False).hexdigest(),
        "sha_256_hash": sha256(raw).hexdigest(),
    }


def _years_before(day: str, years: int) -> str:
    return f"{int(day[:4]) - years}{day[4:]}"


def _phone(key: str) -> str:
    """Return a number of the range that is kept free for fiction."""
    roll = share("phone", key)
    return f"+1{200 + int(roll * 700)}55501{int(roll * 1e6) % 100:02d}"


def linkedin_name(human: Human) -> str:
    """Return the name of somebody's LinkedIn page."""
    plain = "-".join(anyascii(human.name).lower().replace("'", "").split())
    return f"{plain}-{token(6, 'page', human.key).lower()}-example"


def page_of(profile: Profile) -> str | None:
    """Return the name of the LinkedIn page that a record has, None for a record without."""
    thin = not profile.twin and is_thin(profile.id)
    hidden = thin or _gap(profile, "linkedin") or (profile.twin and share("twin page", profile.id) < 0.5)
    return None if hidden else linkedin_name(profile.human)


def _profiles(profile: Profile) -> Json:
    name = page_of(profile)
    url = f"linkedin.com/in/{name}" if name else None
    github = None if profile.twin or _gap(profile, "github") else f"{token(9, 'github', profile.id).lower()}-example"
    return {
        "linkedin_url": url,
        "linkedin_username": name,
        "linkedin_id": str(int(share("page", profile.human.key) * 1e9)) if name else None,
        "linkedin_connections": int(share("connections", profile.id) * 900) if name else None,
        "github_url": f"github.com/{github}" if github else None,
        "github_username": github,
        "twitter_url": None,
        "facebook_url": None,
        "profiles": [{"network": "linkedin", "id": None, "url": url, "username": name}] if url else [],
    }


def _job(profile: Profile) -> Json:
    human = profile.human
    job = human.now if human.former else human.here
    title, company = job.title, job.company
    known = not _gap(profile, "role")
    start = None if profile.twin or _gap(profile, "start") else job.start
    return {
        "headline": f"{title.name} at {company.name}" if share("headline", profile.id) < 0.6 else None,
        "summary": None,
        "industry": company.industry,
        "job_title": title.name,
        "job_title_role": title.role if known else None,
        "job_title_sub_role": (title.sub_role or None) if known else None,
        "job_title_class": title.kind if known else None,
        "job_title_levels": [] if _gap(profile, "levels") else list(title.levels),
        "job_summary": None,
        "job_start_date": start,
        "job_last_verified": _years_before(profile.seen, 2) if human.moved else profile.seen,
        "job_last_changed": job.start,
        "job_company_id": company.id,
        "job_company_name": company.name,
        "job_company_website": company.website,
        "job_company_size": company.size,
        "job_company_employee_count": company.people,
        "job_company_founded": company.founded,
        "job_company_industry": company.industry,
        "job_company_industry_v2": company.industry,
        "job_company_type": company.kind,
        "job_company_ticker": None,
        "job_company_linkedin_url": company.linkedin_url,
        "job_company_linkedin_id": company.linkedin_id,
        "job_company_inferred_revenue": None,
        "job_company_12mo_employee_growth_rate": round(share("growth", company.name) * 0.4 - 0.1, 4),
        "job_company_total_funding_raised": None,
    }


def _place(profile: Profile) -> Json:
    spot = profile.human.spot
    unknown = _gap(profile, "location")
    coarse = unknown or profile.twin or _gap(profile, "locality")
    locality = None if coarse else spot.locality
    region = None if unknown else spot.region
    name = ", ".join(part for part in (locality, region, spot.country) if part)
    return {
        "location_name": name,
        "location_locality": locality,
        "location_region": region,
        "location_metro": None if unknown or profile.twin else spot.metro or None,
        "location_country": spot.country,
        "location_continent": spot.continent,
        "location_postal_code": None,
        "location_street_address": None,
        "location_address_line_2": None,
        "location_geo": spot.geo or None if locality else None,
        "location_last_updated": profile.seen,
        "location_names": [name],
        "regions": [f"{region}, {spot.country}"] if region else [],
        "countries": [spot.country],
        "street_addresses": [],
    }


def _past(profile: Profile, thin: bool) -> Json:
    human = profile.human
    if thin:
        return {"experience": [], "education": []}
    return {
        "experience": [experience_record(job, job is human.now, profile.seen) for job in human.jobs],
        "education": [education_record(study) for study in human.studies],
    }


def _rest(profile: Profile, thin: bool) -> Json:
    human = profile.human
    years = max(0, int(profile.seen[:4]) - int(human.jobs[-1].start[:4]))
    no_skills = thin or _gap(profile, "skills")
    born = None if _gap(profile, "birth") else human.born
    return {
        "birth_year": born,
        "birth_date": None,
        "skills": [] if no_skills else list(human.skills),
        "interests": [] if thin else list(human.interests),
        "languages": [{"name": "english", "proficiency": 5}] if share("languages", profile.id) < 0.3 else [],
        "certifications": [],
        "inferred_years_experience": None if thin else years,
        "inferred_salary": None if thin else _BANDS[min(years // 4, len(_BANDS) - 1)],
        "job_history": [],
        "version_status": {
            "status": "unchanged",
            "contains": [],
            "previous_version": "34.1",
            "current_version": "35.0",
        },
        "dataset_version": "35.0",
        "num_sources": 1 if thin else 3 + int(share("sources", profile.id) * 20),
    }


def _datasets(record: Json, thin: bool) -> frozenset[str]:
    present = {
        "resume": not thin,
        "consumer_social": thin,
        "email": bool(record["emails"]),
        "phone": bool(record["phone_numbers"]),
        "mobile_phone": bool(record["mobile_phone"]),
        "developer": bool(record["github_url"]),
    }
    return frozenset(name for name, there in present.items() if there)
