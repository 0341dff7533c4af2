"""What a record says of a person, as facts; the lists whole, to be compared and cut afterwards.

A record that may be out of date says nothing of today: no title, no team, no place, and the company only as
the one at which it places the person. Where somebody studied or worked before does not change.
"""

from __future__ import annotations

import re
from datetime import date

from inroad.nodes.facts.studies import study_facts
from inroad.nodes.facts.values import (
    employer_name,
    facts_of,
    is_their_job,
    label,
    month_of,
    numbered,
    plain_first_name,
    plain_title,
    short_place,
    team_in,
)
from inroad.state import Contact, Fact, Person, Posting

_SIZE = re.compile(r"\d[\d,]*(?:-\d[\d,]*|\+)")


def person_facts(person: Person, contact: Contact, opening: Posting, today: date) -> list[Fact]:
    """Return all that is known of the person, and of their company."""
    values = {
        "person.first_name": plain_first_name(person.first_name),
        **({"person.company_then": opening.company} if person.stale else _today(person, opening, today)),
        "person.connected": month_of(f"{person.connected_on:%Y-%m}") if person.connected_on else "",
        "person.school": label(contact.alumni.school) if contact.alumni else "",
        **study_facts("person", person.education),
        **numbered("person.employer", map(employer_name, person.past_employers)),
        "person.hometown": label(person.hometown),
        **numbered("person.skill", map(label, person.skills)),
        **numbered("person.interest", map(label, person.interests)),
    }
    origin = person.provenance[0] if person.provenance else None
    return list(facts_of(values, origin.source if origin else "unknown", origin.date if origin else None))


def _today(person: Person, opening: Posting, today: date) -> dict[str, str]:
    """What holds of somebody now: the job, since when, where, and what their company is."""
    theirs = is_their_job(person.title, opening.company)
    title = plain_title(person.title) if theirs else ""
    return {
        "person.title": title,
        # the posting's spelling of the same company reads better than a profile's
        "person.company": opening.company,
        "person.team": team_in(person.title) if theirs else "",
        "person.role_since": _since(person.role_since, today) if title else "",
        "person.place": short_place(person.location),
        "company.industry": label(person.company_industry),
        "company.size": person.company_size if _SIZE.fullmatch(person.company_size) else "",
    }


def _since(value: str, today: date) -> str:
    """When a role began, unless that is still to come."""
    return month_of(value) if value and value <= f"{today:%Y-%m}" else ""
