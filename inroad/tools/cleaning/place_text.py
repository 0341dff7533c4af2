"""Takes a location as postings write it apart: "Hybrid - Austin, TX | Remote" into parts that name places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inroad.reference import places

_REMOTE = re.compile(
    r"\b(?:(?:fully|100%|all|full)[\s-]+)?remot(?:e|ely|o|a)\b(?:[\s-]+(?:first|friendly|only|based|work|ok|eligible))*"
    r"|\banywhere\b(?:\s+in\b)?|\bwork(?:ing)?[\s-]+from[\s-]+(?:home|anywhere)\b|\bwfh\b|\bhome[\s-]?(?:based|office)\b"
    r"|\btelecommut\w+|\btelework\w*|\bt[ée]l[ée]travail\b|\bteletrabajo\b|\bà distance\b|\bdistributed\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:hybrid(?:e|o|a)?|h[íi]brido|on[\s-]?site|in[\s-](?:office|person))\b(?:[\s-]+(?:work|only|first))*",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"\bl\s+relocation\b|\brelocat\w+\b|\b(?:head\s?quarters?|hq|head office|main office|offices?|campus)\b"
    r"|\b(?:multiple|various|several|all)\s+locations?\b|\blocations?\s*:?|\bflexible\b|\bpreferred\b|\boptional\b"
    r"|\b\d+\s*days?(?:\s*(?:a|per)\s*week|/\s*week)?\b|\b(?:and\s+)?surrounding(?:\s+areas?)?\b|\bbased\b|\bnear\b",
    re.IGNORECASE,
)
_STRONG = re.compile(r"\s*[|;•·]\s*")
_WEAK = re.compile(r"\s*/\s*|\s+(?:or|and|&|\+)\s+")
_PARTS = re.compile(r"\s*[,()\[\]:]\s*|\s+[-–—]+\s*|\s*[-–—]+\s+|\s*[–—]+\s*")
_EDGE = re.compile(
    r"^(?:in|the|within|from|at|to|only|or|and|any|city of|town of|state of)\s+|\s+(?:only|or|and|in)$",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"^\d{4,6}\s+|\s+\d[\d-]{3,}$|\s+[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}$|^\d[\d-]*$")
_SURROUNDED = re.compile(
    r"^(?:the\s+)?(?:greater|metro(?:politan)?|downtown|central|inner)\s+"
    r"|\s+(?:metro(?:politan)?\s+(?:area|region)|metro(?:politan)?|metroplex|area|region|township|borough|city)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reading:
    """One of the places that a text offers: its parts in the order written, and whether it is remote."""

    parts: list[str]
    remote: bool


def readings(text: str) -> list[Reading]:
    """Return what a location text offers, in order: "SF / NY" gives two, "New York - Remote" a remote one."""
    line = " ".join(text.replace("\n", "|").split())
    found = [_reading(written) for segment in _STRONG.split(line) for written in _choices(segment)]
    return [reading for reading in found if reading.parts or reading.remote]


def _choices(segment: str) -> list[str]:
    """Split "Paris or Lyon", but not a name that holds such a word ("Trinidad and Tobago")."""
    last = segment.rpartition(",")[2]
    return [segment] if _WEAK.search(last) and is_known(last) else _WEAK.split(segment)


def _reading(written: str) -> Reading:
    if "(" in written and is_known(written):
        return Reading([written.strip()], remote=False)
    remote = bool(_REMOTE.search(written)) and not _OFFICE.search(written)
    bare = _NOISE.sub(" ", _OFFICE.sub(" ", _REMOTE.sub(" , ", written)))
    parts = [_trimmed(part) for part in _PARTS.split(bare)]
    return Reading([known for part in parts if part for known in _expanded(part)], remote)


def _trimmed(part: str) -> str:
    """Strip what stands around a name: filler words, postal codes, dashes."""
    before = ""
    while part != before and not is_known(part):
        before, part = part, _POSTCODE.sub("", _EDGE.sub("", part)).strip(" -–—*\t")
    return part if re.search(r"\w", part) else ""


def is_known(name: str) -> bool:
    """Say whether the tables know a name as it stands."""
    key = places.fold(name)
    return bool(places.nickname(key) or places.areas(key) or places.wide_region(key) or places.cities(key))


def _expanded(part: str) -> list[str]:
    """Return the known names inside a part: "Provo UT" gives two, "Greater Seattle Area" one."""
    if is_known(part):
        return [part]
    return next((names for names in _ways(part) if names), [part])


def _ways(part: str) -> Iterator[list[str]]:
    yield _core(part)
    yield _with_area(part)
    if "-" in part:
        pieces = [piece.strip() for piece in part.split("-") if piece.strip()]
        yield [name for piece in pieces for name in _expanded(piece)] if all(map(is_known, pieces)) else []


def _core(part: str) -> list[str]:
    """Return a name without "Greater", "Area" and the like, once it is one that is known."""
    before, core = "", part
    while core != before:
        before, core = core, _SURROUNDED.sub("", core, count=1)
        if core != part and is_known(core):
            return [core]
    return []


def _with_area(part: str) -> list[str]:
    """Split a name from the state or country that follows or leads it without a comma."""
    words = part.split()
    for size in range(min(4, len(words) - 1), 0, -1):
        head, tail = " ".join(words[:-size]), " ".join(words[-size:])
        if places.areas(places.fold(tail)) and (is_known(head) or _core(head)):
            return [*_expanded(head), tail]
        lead, rest = " ".join(words[:size]), " ".join(words[size:])
        if places.areas(places.fold(lead)) and is_known(rest):
            return [rest, lead]
    return []
