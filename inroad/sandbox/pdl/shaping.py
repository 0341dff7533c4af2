"""What a record looks like on its way out: hidden fields, title case, and only the fields asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

MASKED = (
    *("work_email", "personal_emails", "recommended_personal_email", "emails", "mobile_phone", "phone_numbers"),
    *("birth_date", "birth_year", "location_name", "location_locality", "location_region", "location_metro"),
    *("location_postal_code", "location_street_address", "location_address_line_2", "location_geo"),
    *("location_names", "regions", "street_addresses"),
)
_PLAIN_TEXT = re.compile(
    r"full_name|(?:first|middle|last)_name|name|headline|summary|industry|job_title|job_company_name|raw|"
    r"(?:job_company_)?location_(?:name|names|locality|region|metro|country|continent)|locality|region|regions|metro|"
    r"country|countries|continent|skills|interests|majors|minors|degrees|cleaned_job_title|similar_job_titles|relevant_skills"
)

Json = dict[str, Any]


def masked(record: Json) -> Json:
    """Return a record as plans without contact data see it: `true` where there is something, else `false`."""
    return {key: bool(value) if key in MASKED else value for key, value in record.items()}


def title_cased(node: Any, key: str = "") -> Any:
    """Return a record with names, titles, places and the like in title case; ids, links and codes stay."""
    if isinstance(node, dict):
        return {name: title_cased(value, name) for name, value in node.items()}
    if isinstance(node, list):
        return [title_cased(item, key) for item in node]
    return node.title() if isinstance(node, str) and _PLAIN_TEXT.fullmatch(key) else node


def included(record: Json, asked: str) -> Json:
    """Return only the fields that a list names, or with a leading "-" all others; an empty list gives none."""
    paths = [part.strip().lstrip("-").split(".") for part in asked.split(",") if part.strip("- ")]
    kept: Json = _without(record, paths) if asked.strip().startswith("-") else _only(record, paths)
    return kept


def _only(node: Any, paths: Sequence[list[str]]) -> Any:
    if isinstance(node, list):
        return [_only(item, paths) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {}
    for key, value in node.items():
        below = [path[1:] for path in paths if path[:1] == [key]]
        if below:
            kept[key] = value if [] in below else _only(value, below)
    return kept


def _without(node: Any, paths: Sequence[list[str]]) -> Any:
    if isinstance(node, list):
        return [_without(item, paths) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {}
    for key, value in node.items():
        below = [path[1:] for path in paths if path[:1] == [key]]
        if [] not in below:
            kept[key] = _without(value, below) if below else value
    return kept
