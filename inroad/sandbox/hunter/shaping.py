"""People as Hunter writes them; the finder and the domain search have other words for the same."""

from __future__ import annotations

from datetime import date, timedelta

from inroad.sandbox.chance import share
from inroad.sandbox.hunter.protocol import Json
from inroad.sandbox.hunter.verifier import Verifier
from inroad.sandbox.people.directory import Person
from inroad.sandbox.people.knowledge import Found

DEPARTMENTS = (
    "executive",
    "it",
    "finance",
    "management",
    "sales",
    "legal",
    "support",
    "hr",
    "marketing",
    "communication",
)
SENIORITIES = ("junior", "senior", "executive")
_DEPARTMENT_OF_ROLE = {
    "engineering": "it",
    "sales": "sales",
    "sales_engineering": "sales",
    "operations": "management",
    "support": "support",
    "finance": "finance",
    "human_resources": "hr",
    "legal": "legal",
    "marketing": "marketing",
    "creative": "communication",
}
_SENIORITY_OF_LEVEL = {
    "cxo": "executive",
    "vp": "executive",
    "director": "executive",
    "manager": "senior",
    "senior": "senior",
    "entry": "junior",
    "training": "junior",
}


def department(person: Person) -> str | None:
    """Return the department of somebody, None where there is no word for it."""
    title = person.human.now.title
    return "executive" if "cxo" in title.levels else _DEPARTMENT_OF_ROLE.get(title.role)


def seniority(person: Person) -> str | None:
    """Return the rank of somebody."""
    return next((_SENIORITY_OF_LEVEL[level] for level in person.human.now.title.levels), None)


def verification(found: Found, verifier: Verifier, today: date) -> Json:
    """Return when the verifier last looked at an address; four in ten, and all wrong ones, were never looked at."""
    if not found.right or share("looked at", found.address) < 0.4:
        return {"date": None, "status": None}
    return {"date": _before(today, "looked", found.address, 200), "status": verifier.opinion(found.address).status}


def sources(address: str, today: date) -> list[Json]:
    """Return the one page, or none, that an address was seen on."""
    domain = address.partition("@")[2]
    if share("source", address) < 0.5:
        return []
    seen = _before(today, "seen", address, 300)
    return [
        {
            "domain": domain,
            "uri": f"http://{domain}/team",
            "extracted_on": _before(date.fromisoformat(seen), "extracted", address, 300),
            "last_seen_on": seen,
            "still_on_page": share("still", address) < 0.7,
        }
    ]


def linkedin_url(person: Person) -> str | None:
    """Return the address of somebody's page."""
    return f"https://www.linkedin.com/in/{person.page}" if person.page else None


def _before(day: date, what: str, address: str, most: int) -> str:
    """Return a day that is up to so many days earlier."""
    return (day - timedelta(days=1 + int(share(what, address) * most))).isoformat()
