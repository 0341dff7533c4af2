"""Who writes: a JSON Resume, or a TOML file with the least that is needed (name and email).

Real resumes break their schema: nulls, empty strings, "Present" as an end, `company` for `name`
(older versions). All of that is read; what is missing stays empty.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from inroad.errors import SenderError
from inroad.state import Education, Place, Sender, Work
from inroad.tools.addresses.mail_kinds import normal_address

Data = dict[str, Any]

_EXAMPLE = 'name = "Ada Example" and email = "ada@mail.example"'
_LONGEST_NAME = 80
_LARGEST = 5 * 1024**2
_LITTLE = re.compile(r"\b(?:basic|beginner|elementary|a1|a2)\b", re.IGNORECASE)
_STILL = {"present", "now", "current", "today", "ongoing"}


def read_sender(path: Path) -> Sender:
    """Return the sender that a `.json` or `.toml` file describes.

    Raises:
        SenderError: the file cannot be read, or lacks a name or a valid e-mail address.
    """
    data = _load(path)
    sender = _from_resume(data, path) if "basics" in data else _from_plain(data, path)
    return _checked(sender, path)


def _load(path: Path) -> Data:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise SenderError(f"The sender file {_text(path)} is larger than 5 MB; give a resume's own text.")
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise SenderError(f"There is no sender file {_text(path)}; give a JSON Resume or a TOML file.") from None
    except OSError as error:
        raise SenderError(
            f"The sender file {_text(path)} cannot be read ({error.strerror}); give a file that you may read."
        ) from error
    except UnicodeDecodeError as error:
        raise SenderError(
            f"The sender file {_text(path)} is no text in UTF-8 (a PDF?); give a JSON Resume or a TOML file."
        ) from error
    return _parsed(text, path)


def _parsed(text: str, path: Path) -> Data:
    try:
        data = tomllib.loads(text) if path.suffix.lower() == ".toml" else json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        kind = "TOML" if path.suffix.lower() == ".toml" else "JSON"
        raise SenderError(
            f"The sender file {_text(path)} is not valid {kind} ({error}); give a JSON Resume, "
            f"or a .toml file with two lines: {_EXAMPLE}"
        ) from error
    if not isinstance(data, dict):
        raise SenderError(f"The sender file {_text(path)} is no JSON Resume: it holds no object with 'basics'.")
    return data


def _checked(sender: Sender, path: Path) -> Sender:
    missing = [field for field in ("name", "email") if not getattr(sender, field)]
    if missing:
        raise SenderError(f"The sender file {_text(path)} has no {' and no '.join(missing)}; add what is missing.")
    if len(sender.name) > _LONGEST_NAME or re.search(r"[<>{}\[\]]|://", sender.name):
        raise SenderError(f"The name {sender.name[:40]!r} in {_text(path)} does not read as one; correct it.")
    address = normal_address(sender.email)
    if not address:
        raise SenderError(f"The e-mail address {sender.email!r} in {_text(path)} is not valid; correct it.")
    return sender.model_copy(update={"email": address})


def _from_resume(data: Data, path: Path) -> Sender:
    basics = _object(data.get("basics"))
    return Sender(
        name=_text(basics.get("name")),
        email=_text(basics.get("email")),
        label=_text(basics.get("label")),
        phone=_text(basics.get("phone")),
        url=_text(basics.get("url") or basics.get("website")),
        place=_place(_object(basics.get("location"))),
        hometown=_text(basics.get("hometown")),
        work=[_work(entry) for entry in _objects(data.get("work"))],
        education=[_education(entry) for entry in _objects(data.get("education"))],
        skills=_skills(data.get("skills")),
        interests=_skills(data.get("interests")),
        languages=_languages(data.get("languages")),
        source=_text(path.name),
    )


_PLAIN_KEYS = {
    *("name", "email", "label", "role", "title", "phone", "url", "city", "region", "country", "hometown"),
    *("school", "degree", "field", "start_year", "end_year", "work", "education", "skills"),
    *("interests", "languages"),
}


def _from_plain(data: Data, path: Path) -> Sender:
    if unknown := sorted(data.keys() - _PLAIN_KEYS):
        raise SenderError(
            f"The sender file {_text(path)} has keys that mean nothing here: {_text(', '.join(unknown))}; "
            f"those that do are {', '.join(sorted(_PLAIN_KEYS))}."
        )
    own_school = [data] if data.get("school") else []
    return Sender(
        name=_text(data.get("name")),
        email=_text(data.get("email")),
        label=_text(data.get("label") or data.get("role") or data.get("title")),
        phone=_text(data.get("phone")),
        url=_text(data.get("url")),
        place=_place(data),
        hometown=_text(data.get("hometown")),
        work=[_work(entry) for entry in _objects(data.get("work"))],
        education=[_education(entry) for entry in [*own_school, *_objects(data.get("education"))]],
        skills=_skills(data.get("skills")),
        interests=_skills(data.get("interests")),
        languages=_languages(data.get("languages")),
        source=path.name,
    )


def _place(data: Data) -> Place:
    return Place(
        city=_text(data.get("city")),
        region=_text(data.get("region")),
        country=_text(data.get("country") or data.get("countryCode")),
    )


def _work(entry: Data) -> Work:
    return Work(
        employer=_text(entry.get("name") or entry.get("company") or entry.get("employer")),
        position=_text(entry.get("position") or entry.get("title")),
        highlights=[text for text in map(_text, _list(entry.get("highlights"))) if text],
        current=_is_current(entry),
        since=_month(entry.get("startDate")),
    )


def _is_current(entry: Data) -> bool:
    """A position is current when its end says so, or when it has a start and no end."""
    end = _text(entry.get("endDate")).lower()
    return end in _STILL or (not end and bool(_text(entry.get("startDate"))))


def _education(entry: Data) -> Education:
    return Education(
        school=_text(entry.get("institution") or entry.get("school")),
        degree=_text(entry.get("studyType") or entry.get("degree")),
        field=_text(entry.get("area") or entry.get("field")),
        start_year=_year(entry.get("startDate") or entry.get("start_year")),
        end_year=_year(entry.get("endDate") or entry.get("end_year")),
    )


def _skills(value: object) -> list[str]:
    """The names and keywords of a resume's skills or interests, or a plain list of words; each once."""
    words: list[str] = []
    for entry in _list(value):
        if isinstance(entry, dict):
            words += [_text(entry.get("name")), *map(_text, _list(entry.get("keywords")))]
        else:
            words.append(_text(entry))
    return list(dict.fromkeys(word for word in words if word))


def _languages(value: object) -> list[str]:
    """The languages of a resume, each once; those that it calls basic are left out."""
    entries = [entry if isinstance(entry, dict) else {"language": entry} for entry in _list(value)]
    spoken = [e for e in entries if not _LITTLE.search(_text(e.get("fluency")))]
    return list(dict.fromkeys(text for e in spoken if (text := _text(e.get("language") or e.get("name")))))


def _month(value: object) -> str:
    """A date as "2021-03", as "2021" where the month is not told, else ""."""
    match = re.match(r"((?:19|20)\d\d)(?:-(0[1-9]|1[0-2])\b)?", _text(value))
    return "-".join(filter(None, match.groups())) if match else ""


def _year(value: object) -> int | None:
    match = re.search(r"\b(19|20)\d\d\b", _text(value))
    return int(match.group()) if match else None


def _text(value: object) -> str:
    """A value as one line of text: what is no text is empty, control characters go, white space is folded."""
    if value is None or isinstance(value, (bool, dict, list)):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())


def _object(value: object) -> Data:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _objects(value: object) -> list[Data]:
    return [entry for entry in _list(value) if isinstance(entry, dict)]
