"""People Data Labs' person records as our `Person`: what is said, and nothing that is masked or missing.

A free plan answers `true` where a value exists but is hidden; such a value is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from inroad.state import Education, KnownAddress, Person, Provenance
from inroad.tools.people.cells import linkedin_profile
from inroad.tools.people.identity import person_id_for
from inroad.tools.people.pdl_query import PROVIDER

Data = dict[str, Any]

# What is asked for with `data_include`: the fields read here, no more.
FIELDS = (
    "id",
    "full_name",
    "first_name",
    "last_name",
    "linkedin_url",
    "work_email",
    "personal_emails",
    "job_title",
    "job_start_date",
    "job_company_id",
    "job_company_name",
    "job_company_website",
    "job_company_industry",
    "job_company_size",
    "location_name",
    "location_locality",
    "location_region",
    "location_country",
    "experience.company.name",
    "experience.end_date",
    "experience.is_primary",
    "education.school.name",
    "education.school.type",
    "education.school.domain",
    "education.degrees",
    "education.majors",
    "education.start_date",
    "education.end_date",
    "education.raw",
    "education.summary",
    "skills",
    "interests",
)


def person_from(record: Data, fetched: date, *, stale: bool = False) -> Person | None:
    """Return the person that a record describes, None when it does not even tell a name."""
    first, last = _name(record)
    if not (first or last):
        return None
    person = Person(
        person_id="",
        first_name=first,
        last_name=last,
        title=_titled(_text(record.get("job_title"))),
        company=_titled(_text(record.get("job_company_name"))),
        location=_place(record),
        linkedin=linkedin_profile(_text(record.get("linkedin_url"))),
        addresses=[
            KnownAddress(address=each, source="People Data Labs", date=fetched) for each in _addresses_in(record)
        ],
        company_domain=_text(record.get("job_company_website")).lower(),
        education=[_education(entry) for entry in _objects(record.get("education"))],
        past_employers=_past_employers(record),
        role_since="" if stale else _since(_text(record.get("job_start_date"))),
        skills=list(_texts(record.get("skills"))),
        interests=list(_texts(record.get("interests"))),
        company_industry=_text(record.get("job_company_industry")),
        company_size=_text(record.get("job_company_size")),
        provider_ids=[f"{PROVIDER}:{own_id}"] if (own_id := _text(record.get("id"))) else [],
        stale=stale,
        provenance=[Provenance(source="People Data Labs", date=fetched)],
    )
    return person.model_copy(update={"person_id": person_id_for(person)})


def mailboxes_of(record: Data) -> list[tuple[str, str, str]]:
    """Return first name, last name and address of each address in a record; none where it tells no name."""
    first, last = _name(record)
    return [(first, last, address) for address in _addresses_in(record)] if first or last else []


def works_there(record: Data, at: str) -> bool:
    """Tell whether the record's own experience bears out that the current job is the one it names.

    A record whose primary position is at another company, or whose position there has ended, is of
    somebody who has left. Without any experience the flat fields are believed. `at` is the provider's
    name of the company, in lower case.
    """
    entries = _objects(record.get("experience"))
    primary = [entry for entry in entries if entry.get("is_primary") is True]
    here = [entry for entry in primary or entries if _text(_object(entry.get("company")).get("name")).lower() == at]
    if not entries or not at:
        return True
    return any(not _text(entry.get("end_date")) for entry in here)


def _name(record: Data) -> tuple[str, str]:
    first, last = _text(record.get("first_name")), _text(record.get("last_name"))
    if not (first and last):
        words = _text(record.get("full_name")).split()
        first, last = first or " ".join(words[:1]), last or " ".join(words[1:])
    return _person_case(first), _person_case(last)


def _addresses_in(record: Data) -> list[str]:
    work = [_text(record.get("work_email"))]
    private = [_text(value) for value in _list(record.get("personal_emails"))]
    found = [address for address in [*work, *private] if "@" in address]
    return list(dict.fromkeys(found))


def _education(entry: Data) -> Education:
    school = _object(entry.get("school"))
    start, end = _text(entry.get("start_date")), _text(entry.get("end_date"))
    kind = _text(school.get("type")).split(" ")[0]
    return Education(
        school=_titled(_text(school.get("name"))),
        degree=", ".join(_texts(entry.get("degrees"))),
        field=", ".join(_texts(entry.get("majors"))),
        start_year=_year(start),
        start_month=_month(start),
        end_year=_year(end),
        end_month=_month(end),
        school_kind=kind if kind in ("post-secondary", "secondary", "primary") else "",
        school_domain=_text(school.get("domain")),
        raw=", ".join(_texts(entry.get("raw"))),
        summary=_text(entry.get("summary")),
    )


def _past_employers(record: Data) -> list[str]:
    now = _text(record.get("job_company_name")).lower()
    names = (_text(_object(entry.get("company")).get("name")) for entry in _objects(record.get("experience")))
    return list(dict.fromkeys(_titled(name) for name in names if name and name.lower() != now))


def _place(record: Data) -> str:
    whole = _text(record.get("location_name"))
    parts = (_text(record.get(f"location_{part}")) for part in ("locality", "region", "country"))
    return ", ".join(_titled(part) for part in (whole.split(", ") if whole else filter(None, parts)))


def _year(value: object) -> int | None:
    match = re.match(r"(19|20)\d\d", _text(value))
    return int(match.group()) if match else None


def _month(value: str) -> int | None:
    match = re.match(r"\d{4}-(0[1-9]|1[0-2])\b", value)
    return int(match.group(1)) if match else None


def _since(value: str) -> str:
    """A year, with its month where there is one."""
    match = re.match(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])\b)?", value)
    return match.group() if match else ""


def _person_case(name: str) -> str:
    """The provider writes all in lower case; a name needs its capitals, also behind O' and a hyphen."""
    capitals = re.sub(r"(^|[\s'’-])(\w)", lambda m: m.group(1) + m.group(2).upper(), name)
    return re.sub(r"\bMc(\w)", lambda m: "Mc" + m.group(1).upper(), capitals) if name.islower() else name


_SMALL = {"of", "and", "the", "for", "in", "at", "de", "la", "to"}
_CHIEFS = {"ceo", "cto", "cfo", "coo", "vp"}
_CAPITALS = {"ai", "ml", "hr", "it", "qa", "ui", "ux", "ii", "iii", "sre", "usa", "uk"} | _CHIEFS


def _titled(text: str) -> str:
    """Lower case as people write it: "vp of engineering" is "VP of Engineering"."""
    if not text.islower():
        return text
    cased = re.sub(r"[^\s/,()&]+", lambda m: _cased_word(m.group()), text)
    return cased[:1].upper() + cased[1:]


def _cased_word(word: str) -> str:
    if word in _CAPITALS:
        return word.upper()
    return word if word in _SMALL else word[:1].upper() + word[1:]


def _text(value: object) -> str:
    """One line of text; a masked value (`true`) and a missing one are empty."""
    if not isinstance(value, str):
        return ""
    printable = value if value.isprintable() else "".join(c if c.isprintable() else " " for c in value)
    return " ".join(printable.split())


def _texts(value: object) -> Iterable[str]:
    return [text for text in map(_text, _list(value)) if text]


def _object(value: object) -> Data:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> list[Data]:
    return [entry for entry in _list(value) if isinstance(entry, dict)]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
