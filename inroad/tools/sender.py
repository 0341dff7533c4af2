"""Who writes: a JSON Resume, or a TOML file with the least that is needed (name and email).

Real resumes break their schema: nulls, empty strings, "Present" as an end, `company` for `name`
(older versions). All of that is read; what is missing stays empty.
"""

from __future__ import annotations

import re
from pathlib import Path

from inroad.errors import SenderError
from inroad.state import Education, Place, Sender, Work
from inroad.tools.addresses.mail_kinds import normal_address
from inroad.tools.resume_file import Data, list_of, load_resume, object_of, objects_of, says_still, text_of

_LONGEST_NAME = 80
_LITTLE = re.compile(r"\b(?:basic|beginner|elementary|a1|a2)\b", re.IGNORECASE)


def read_sender(path: Path) -> Sender:
    """Return the sender that a `.json` or `.toml` file describes.

    Raises:
        SenderError: the file cannot be read, or lacks a name or a valid e-mail address.
    """
    return sender_of(load_resume(path), path)


def sender_of(data: Data, path: Path) -> Sender:
    """Return the sender that a file's content describes; `path` names the file in errors.

    Raises:
        SenderError: it lacks a name or a valid e-mail address, or has keys that mean nothing.
    """
    sender = _from_resume(data, path) if "basics" in data else _from_plain(data, path)
    return _checked(sender, path)


def _checked(sender: Sender, path: Path) -> Sender:
    missing = [field for field in ("name", "email") if not getattr(sender, field)]
    if missing:
        raise SenderError(f"The sender file {text_of(path)} has no {' and no '.join(missing)}; add what is missing.")
    if len(sender.name) > _LONGEST_NAME or re.search(r"[<>{}\[\]]|://", sender.name):
        raise SenderError(f"The name {sender.name[:40]!r} in {text_of(path)} does not read as one; correct it.")
    address = normal_address(sender.email)
    if not address:
        raise SenderError(f"The e-mail address {sender.email!r} in {text_of(path)} is not valid; correct it.")
    return sender.model_copy(update={"email": address})


def _from_resume(data: Data, path: Path) -> Sender:
    basics = object_of(data.get("basics"))
    return Sender(
        name=text_of(basics.get("name")),
        email=text_of(basics.get("email")),
        label=text_of(basics.get("label")),
        phone=text_of(basics.get("phone")),
        url=text_of(basics.get("url") or basics.get("website")),
        place=_place(object_of(basics.get("location"))),
        hometown=text_of(basics.get("hometown")),
        work=[_work(entry) for entry in objects_of(data.get("work"))],
        education=[_education(entry) for entry in objects_of(data.get("education"))],
        skills=_skills(data.get("skills")),
        interests=_skills(data.get("interests")),
        languages=_languages(data.get("languages")),
        source=text_of(path.name),
    )


_PLAIN_KEYS = {
    *("name", "email", "label", "role", "title", "phone", "url", "city", "region", "country", "hometown"),
    *("school", "degree", "field", "start_year", "end_year", "work", "education", "skills"),
    *("interests", "languages"),
}


def _from_plain(data: Data, path: Path) -> Sender:
    if unknown := sorted(data.keys() - _PLAIN_KEYS):
        raise SenderError(
            f"The sender file {text_of(path)} has keys that mean nothing here: {text_of(', '.join(unknown))}; "
            f"those that do are {', '.join(sorted(_PLAIN_KEYS))}."
        )
    own_school = [data] if data.get("school") else []
    return Sender(
        name=text_of(data.get("name")),
        email=text_of(data.get("email")),
        label=text_of(data.get("label") or data.get("role") or data.get("title")),
        phone=text_of(data.get("phone")),
        url=text_of(data.get("url")),
        place=_place(data),
        hometown=text_of(data.get("hometown")),
        work=[_work(entry) for entry in objects_of(data.get("work"))],
        education=[_education(entry) for entry in [*own_school, *objects_of(data.get("education"))]],
        skills=_skills(data.get("skills")),
        interests=_skills(data.get("interests")),
        languages=_languages(data.get("languages")),
        source=path.name,
    )


def _place(data: Data) -> Place:
    return Place(
        city=text_of(data.get("city")),
        region=text_of(data.get("region")),
        country=text_of(data.get("country") or data.get("countryCode")),
    )


def _work(entry: Data) -> Work:
    return Work(
        employer=text_of(entry.get("name") or entry.get("company") or entry.get("employer")),
        position=text_of(entry.get("position") or entry.get("title")),
        highlights=[text for text in map(text_of, list_of(entry.get("highlights"))) if text],
        current=_is_current(entry),
        since=_month(entry.get("startDate")),
    )


def _is_current(entry: Data) -> bool:
    """A position is current when its end says so, or when it has a start and no end."""
    end = text_of(entry.get("endDate"))
    return says_still(end) or (not end and bool(text_of(entry.get("startDate"))))


def _education(entry: Data) -> Education:
    return Education(
        school=text_of(entry.get("institution") or entry.get("school")),
        degree=text_of(entry.get("studyType") or entry.get("degree")),
        field=text_of(entry.get("area") or entry.get("field")),
        start_year=_year(entry.get("startDate") or entry.get("start_year")),
        end_year=_year(entry.get("endDate") or entry.get("end_year")),
    )


def _skills(value: object) -> list[str]:
    """The names and keywords of a resume's skills or interests, or a plain list of words; each once."""
    words: list[str] = []
    for entry in list_of(value):
        if isinstance(entry, dict):
            words += [text_of(entry.get("name")), *map(text_of, list_of(entry.get("keywords")))]
        else:
            words.append(text_of(entry))
    return list(dict.fromkeys(word for word in words if word))


def _languages(value: object) -> list[str]:
    """The languages of a resume, each once; those that it calls basic are left out."""
    entries = [entry if isinstance(entry, dict) else {"language": entry} for entry in list_of(value)]
    spoken = [e for e in entries if not _LITTLE.search(text_of(e.get("fluency")))]
    return list(dict.fromkeys(text for e in spoken if (text := text_of(e.get("language") or e.get("name")))))


def _month(value: object) -> str:
    """A date as "2021-03", as "2021" where the month is not told, else ""."""
    match = re.match(r"((?:19|20)\d\d)(?:-(0[1-9]|1[0-2])\b)?", text_of(value))
    return "-".join(filter(None, match.groups())) if match else ""


def _year(value: object) -> int | None:
    match = re.search(r"\b(19|20)\d\d\b", text_of(value))
    return int(match.group()) if match else None
