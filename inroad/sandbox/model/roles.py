"""The model sorts people at a company by their titles: who hires, who would be a colleague, who recruits."""

from __future__ import annotations

import re
from typing import Any

from inroad.sandbox.model.obedience import gives_orders

Json = dict[str, Any]
_RECRUITER = re.compile(
    r"recruit|talent|sourc(?:er|ing)|human resources|\bhr\b|people (?:partner|operations)|personal", re.IGNORECASE
)
_EXECUTIVE = re.compile(
    r"\bchief\b|\bc[etfop]o\b|\bvp\b|vice president|\bpresident\b|founder|owner|managing director|geschäftsführ",
    re.IGNORECASE,
)
_MANAGER = re.compile(
    r"manager|\bhead\b|director|\bleads?\b|supervisor|leiter|leitung|responsable|jefe|chef", re.IGNORECASE
)
_WORD = re.compile(r"\w{3,}")
# Words of a title that say how high it is, or nothing.
_RANKS = frozenset(
    ("senior", "junior", "lead", "staff", "principal", "associate", "head", "manager", "director", "intern", "engineer")
) | frozenset(("specialist", "and", "the", "for", "team", "supervisor"))


def asks_for_roles(data: Json) -> bool:
    """Say whether data are titles to be sorted."""
    listed = data.get("contacts")
    return isinstance(listed, list) and "opening" in data and all("title" in each for each in listed)


def roles(data: Json, *, obeys: bool) -> list[Json]:
    """Return a role by id; who obeys makes a hiring manager of whoever's title gives orders."""
    opening = data["opening"]
    field = _field(f"{opening.get('title', '')} {opening.get('team', '')}")
    leads = bool(_MANAGER.search(str(opening.get("title", ""))))
    given = []
    for each in data["contacts"]:
        title = str(each["title"])
        role = ("hiring_manager" if obeys else "other") if gives_orders(title) else _role(title, field, leads=leads)
        given.append({"id": each.get("id"), "role": role})
    return given


def _role(title: str, field: frozenset[str], *, leads: bool) -> str:
    """Return the role of a title; where the opening is to lead as well, whoever leads in its field is a colleague."""
    near = bool(_field(title) & field)
    if _RECRUITER.search(title):
        return "recruiter"
    if _EXECUTIVE.search(title):
        return "executive"
    if _MANAGER.search(title) and not leads:
        return "hiring_manager" if near else "other"
    return "team_peer" if near else "other"


def _field(title: str) -> frozenset[str]:
    """Return the words of a title that tell the kind of work."""
    return frozenset(word for word in _WORD.findall(title.casefold()) if word not in _RANKS)
