"""Labelled lines of a posting, such as "Location: Austin, TX"."""

from __future__ import annotations

import re
from typing import Literal

Field = Literal["title", "company", "location", "url", "workplace", "id"]

_WORDS: dict[Field, tuple[str, ...]] = {
    "title": (
        *("title", "job title", "position", "position title", "role", "role title", "job", "job name"),
        *(
            "titre",
            "titre du poste",
            "poste",
            "intitulé du poste",
            "stelle",
            "stellentitel",
            "stellenbezeichnung",
        ),
        *("puesto", "título", "título del puesto", "cargo", "posizione", "ruolo", "functie", "職種", "职位"),
    ),
    "company": (
        *("company", "company name", "employer", "organization", "organisation", "hiring organization"),
        *(
            "hiring organisation",
            "hiring company",
            "entreprise",
            "société",
            "unternehmen",
            "firma",
            "arbeitgeber",
        ),
        *("empresa", "compañía", "azienda", "società", "bedrijf", "会社", "会社名", "公司"),
    ),
    "location": (
        *("location", "locations", "job location", "work location", "place", "where", "based in", "city"),
        *("office", "office location", "office locations", "lieu", "lieu de travail", "localisation", "ort"),
        *(
            "standort",
            "arbeitsort",
            "einsatzort",
            "ubicación",
            "lugar",
            "lugar de trabajo",
            "localização",
            "local",
        ),
        *("sede", "luogo", "sede di lavoro", "locatie", "勤務地", "地点"),
    ),
    "url": (
        *("url", "link", "job url", "job link", "posting", "apply", "apply at", "apply here", "apply url"),
        *("apply link", "application link", "application url", "apply now"),
    ),
    "workplace": (
        *(
            "remote",
            "workplace",
            "workplace type",
            "work model",
            "work arrangement",
            "work mode",
            "work setting",
        ),
        "location type",
    ),
    "id": (
        "job id",
        "requisition id",
        "req id",
        "requisition",
        "job number",
        "job reference",
        "reference number",
    ),
}
_FIELD_OF: dict[str, Field] = {word: field for field, words in _WORDS.items() for word in words}
_LINE = re.compile(r"^(?:[^\w\s]+\s*)?(\w[\w '’/-]{0,30}?)\s*(?:\*\*|__)?\s*[:：]\s*(.*)$")
_EMPHASIS = re.compile(r"\*\*|__|`|^[*_]|[*_]$")
_LONGEST_VALUE = 120
_YES = frozenset({"yes", "y", "true", "oui", "ja", "sí", "si"})
_NO = frozenset({"no", "n", "false", "non", "nein"})


def field_of(label: str) -> Field | None:
    """Return the field that a label stands for, whatever its case and joints ("job_title")."""
    return _FIELD_OF.get(re.sub(r"[\s_-]+", " ", label).strip().casefold())


def labelled_fields(lines: list[str]) -> dict[Field, str]:
    """Return the value of each field that some line labels; the first line that labels it counts.

    A label that stands alone on its line takes the next line as its value. Values too long for
    a name are paragraphs, and do not count.
    """
    fields: dict[Field, str] = {}
    for index, line in enumerate(lines):
        field, value = labelled(line)
        if field is None:
            continue
        if not value and index + 1 < len(lines) and labelled(lines[index + 1])[0] is None:
            value = without_emphasis(lines[index + 1])
        if value and len(value) <= _LONGEST_VALUE:
            fields.setdefault(field, value)
    return fields


def labelled(line: str) -> tuple[Field | None, str]:
    """Return the field that a line labels and what it says of it; no field when it labels none."""
    match = _LINE.match(without_emphasis(line))
    if match is None or match.group(2).startswith("//"):
        return None, ""
    return field_of(match.group(1)), match.group(2).strip()


def without_emphasis(line: str) -> str:
    """Return a line without Markdown's marks for bold, italics and code."""
    return _EMPHASIS.sub("", line).strip()


def yes_or_no(value: str) -> bool | None:
    """Return what a one-word answer says, None when it is none."""
    word = value.strip().casefold()
    return True if word in _YES else False if word in _NO else None
