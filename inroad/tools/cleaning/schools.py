"""Whether two names mean the same school.

Look-alikes are different schools (University of Miami, Miami University; Penn, Penn State), so the
order of the words counts, and only whole names are compared.
"""

from __future__ import annotations

import re

from anyascii import anyascii

from inroad.reference.schools import ALIASES

_SMALL_WORDS = {"the", "of", "at", "in", "and", "de", "la", "for"}
_CAMPUS = re.compile(r"\s*[-–,(]\s*(main campus|all campuses)\)?$", re.IGNORECASE)


def school_key(name: str) -> str:
    """Return what a school is matched by: folded words, with a known short name written out."""
    words = re.findall(r"[a-z0-9]+", anyascii(_CAMPUS.sub("", name).replace("&", " and ")).lower())
    key = " ".join(word for word in words if word not in _SMALL_WORDS)
    return ALIASES.get(key, key)


def same_school(one: str, other: str) -> bool:
    """Tell whether two names mean the same school; an empty name is no school."""
    key = school_key(one)
    return bool(key) and key == school_key(other)
