"""How the name of a school is cut into pieces and words. Written by hand from general knowledge."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_SMALL_WORDS = frozenset({"the", "of", "at", "in", "and", "de", "for"})
_SAME_WORD = {"st": "saint", "ste": "saint", "univ": "university", "uni": "university", "inst": "institute"}
_CAMPUS = re.compile(r"\s*[-–—,(]*\s*\b(?:main|all) campus(?:es)?\)?$", re.IGNORECASE)
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?")
_U_OF = re.compile(r"\bu\.? of\b")
_CUT = re.compile(r",\s+|\s+[-–—|/@·]\s+|\s*[–—|]\s*|,(?=\S)")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*")

_FIELD = (
    "law|business|medical|medicine|dental|nursing|engineering|graduate|management|divinity|music|art|architecture"
    "|journalism|veterinary|pharmacy|education"
)
_UNIT = (
    r"(?:(?:the |graduate |undergraduate |professional )*"
    r"(?:school|college|faculty|department|dept\.?|division) (?:of|for|in)\b"
    rf"|(?:{_FIELD}) school\b|law cent(?:er|re)\b|graduate division\b|honou?rs college\b)"
)
_HOLDS_UNIT = re.compile(rf"\b{_UNIT}", re.IGNORECASE)
_UNIT_BEHIND = re.compile(rf"^(.+?)(?:'s)?[\s,-]+{_UNIT}.*$", re.IGNORECASE)
_JOINT = re.compile(r"\s(?:of|at)\s(?:the\s)?", re.IGNORECASE)
_HOUSE = re.compile(r"\b(?:college|hall|house)$", re.IGNORECASE)

_COUNTRIES = {
    "usa": "US",
    "us": "US",
    "united states": "US",
    "united states america": "US",
    "uk": "GB",
    "united kingdom": "GB",
    "england": "GB",
    "scotland": "GB",
    "great britain": "GB",
    "ireland": "IE",
    "germany": "DE",
    "france": "FR",
    "italy": "IT",
    "spain": "ES",
    "netherlands": "NL",
    "belgium": "BE",
    "switzerland": "CH",
    "austria": "AT",
    "sweden": "SE",
    "denmark": "DK",
    "norway": "NO",
    "finland": "FI",
    "poland": "PL",
    "portugal": "PT",
    "turkey": "TR",
    "israel": "IL",
    "egypt": "EG",
    "south africa": "ZA",
    "nigeria": "NG",
    "kenya": "KE",
    "india": "IN",
    "pakistan": "PK",
    "china": "CN",
    "hong kong": "HK",
    "taiwan": "TW",
    "japan": "JP",
    "korea": "KR",
    "south korea": "KR",
    "singapore": "SG",
    "malaysia": "MY",
    "indonesia": "ID",
    "thailand": "TH",
    "philippines": "PH",
    "vietnam": "VN",
    "australia": "AU",
    "new zealand": "NZ",
    "canada": "CA",
    "brazil": "BR",
    "mexico": "MX",
    "chile": "CL",
    "argentina": "AR",
    "colombia": "CO",
}
_STATES = frozenset(
    {
        *("alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut", "delaware", "florida"),
        *("georgia", "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas", "kentucky", "louisiana", "maine"),
        *("maryland", "massachusetts", "michigan", "minnesota", "mississippi", "missouri", "montana", "nebraska"),
        *("nevada", "new hampshire", "new jersey", "new mexico", "new york", "north carolina", "north dakota", "ohio"),
        *("oklahoma", "oregon", "pennsylvania", "rhode island", "south carolina", "south dakota", "tennessee", "texas"),
        *("utah", "vermont", "virginia", "washington", "west virginia", "wisconsin", "wyoming"),
        *("al", "ak", "az", "ar", "ca", "co", "ct", "dc", "de", "fl", "ga", "hi", "ia", "id", "il", "ks", "ky", "ma"),
        *("md", "me", "mi", "mn", "mo", "ms", "mt", "nc", "nd", "ne", "nh", "nj", "nm", "nv", "ny", "oh", "ok"),
        *("pa", "ri", "sc", "sd", "tn", "tx", "ut", "vt", "va", "wa", "wi", "wv", "wy"),
    }
)


@lru_cache(maxsize=100_000)
def fold_school(name: str) -> str:
    """Return a name in plain lower-case words, without the small ones ("university texas austin")."""
    lower = anyascii(name.casefold().replace("&", " and ")).lower()
    lower = _DOTTED.sub(lambda match: match[0].replace(".", ""), lower)
    lower = _U_OF.sub("university of", re.sub(r"['’`´]", "", lower))
    words = (_SAME_WORD.get(word, word) for word in re.findall(r"[a-z0-9]+", lower))
    return " ".join(word for word in words if word not in _SMALL_WORDS)


def without_campus(name: str) -> str:
    """Return a name without "- Main Campus" and with plain white space."""
    return _CAMPUS.sub("", " ".join(name.split()))


def bracketed(name: str) -> tuple[str, str]:
    """Return a name without what stands in brackets, and what stands there."""
    inside = _BRACKETS.search(name)
    return (" ".join(_BRACKETS.sub(" ", name).split()), inside[1].strip()) if inside else (name, "")


def pieces_of(name: str) -> list[str]:
    """Return the pieces of a name that commas, dashes between blanks, bars and slashes divide."""
    return [piece.strip() for piece in _CUT.split(name) if piece.strip()]


def is_unit(piece: str) -> bool:
    """Tell whether a piece names a part of a school ("Department of Physics", "Ross School of Business")."""
    return bool(_HOLDS_UNIT.search(piece))


def is_house(piece: str) -> bool:
    """Tell whether a piece names a college within a university ("Balliol College")."""
    return bool(_HOUSE.search(piece))


def before_unit(name: str) -> str:
    """Return what stands before the name of a part ("Yale" of "Yale Law School"), or ""."""
    match = _UNIT_BEHIND.match(name)
    return match[1].strip() if match else ""


def behind_unit(name: str) -> list[str]:
    """Return what may be the school in "School of Law of the University of X", the longest first."""
    joints = list(_JOINT.finditer(name)) if is_unit(name) else []
    return [name[joint.end() :] for joint in joints if is_unit(name[: joint.end()])]


def country_of(piece: str) -> str:
    """Return the country that a piece names, two letters, or ""; a state's name is one of the United States."""
    folded = fold_school(piece)
    return "US" if folded in _STATES else _COUNTRIES.get(folded, "")


def is_state(piece: str) -> bool:
    """Tell whether a piece names a state of the United States."""
    return fold_school(piece) in _STATES


def is_whole(piece: str) -> bool:
    """Tell whether a piece says of itself that it is a school with parts."""
    return bool(re.search(r"universi|\binstitute? of technology\b|politec|polytech", anyascii(piece).lower()))
